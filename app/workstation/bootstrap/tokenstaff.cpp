#include "tokenstaff.h"

#include <core/hashing.h>
#include <pki/signing.h>
#include <token/tokenkey.h>
#include <token/tokensession.h>

#include <QRandomGenerator>

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kTokenAbsent{"signin.token-absent"};
constexpr std::chrono::milliseconds kLookEvery{400};
constexpr std::chrono::milliseconds kLookDeadline{2'000};
constexpr std::chrono::milliseconds kWaitForLook{50};
constexpr int kWaitsForLook = 50;                   // a little longer than the deadline of a look
constexpr std::chrono::seconds kSignInDeadline{60}; // a PIN pad takes its time

using Found = std::optional<token::TokenInfo>;

Result<Found> firstToken(const token::CryptokiModule& module)
{
    const Result<QList<token::TokenInfo>> tokens = module.tokens();
    if (!tokens)
        return failure(tokens);
    return tokens->isEmpty() ? Found() : Found(tokens->constFirst());
}

struct Proof
{
    token::TokenInfo token;
    pki::Certificate certificate;
};

// The key signs what nobody could have had signed before; the signature is tried against the certificate on the way.
Result<> answerChallenge(const std::shared_ptr<token::TokenSession>& session, const token::Credential& credential)
{
    QByteArray challenge(32, Qt::Uninitialized);
    QRandomGenerator::system()->fillRange(reinterpret_cast<quint32*>(challenge.data()), 8);
    token::TokenSigner signer(session, credential.stored);
    const auto signature = pki::signContent(challenge, pki::ContentPlace::Detached, {&signer});
    return signature ? Result<>() : failure(signature);
}

Result<Proof> prove(const std::shared_ptr<token::CryptokiModule>& module, const token::CredentialRules& rules,
    core::SecureBytes pin, token::FinalTry finalTry, core::WallTime now, const TokenStaff::KeyUse& useKey)
{
    const Result<Found> token = firstToken(*module);
    if (!token)
        return failure(token);
    if (!*token)
        return failure(kTokenAbsent, ErrorKind::OperatorCanFix, QStringLiteral("removed before the PIN"));
    const token::SlotId slot = (*token)->slot;
    const auto certificates = module->certificates(slot);
    if (!certificates)
        return failure(certificates);
    // The certificate is judged before the PIN is spent on it.
    const auto credential = token::chooseCredential(
        token::credentialsOf(*certificates, rules), token::CredentialUse::Authentication, rules, now);
    if (!credential)
        return failure(credential);
    const auto session = token::TokenSession::login(module, slot, std::move(pin), finalTry);
    if (!session)
        return failure(session);
    const Result<> answered = answerChallenge(*session, *credential);
    if (answered && useKey) {
        token::TokenUnwrapper unwrapper(*session, credential->stored);
        useKey(unwrapper);
    }
    (*session)->logout();
    if (!answered)
        return failure(answered);
    return Proof{**token, credential->certificate};
}
} // namespace

TokenStaff::TokenStaff(std::shared_ptr<token::CryptokiModule> module, token::CredentialRules rules, Lookup lookup,
    const core::Clock& clock, KeyUse useKey)
    : m_module(std::move(module))
    , m_rules(std::move(rules))
    , m_lookup(std::move(lookup))
    , m_useKey(std::move(useKey))
    , m_clock(clock)
    , m_thread(m_module)
{
    m_timer.setInterval(kLookEvery);
    connect(&m_timer, &QTimer::timeout, this, &TokenStaff::look);
    connect(&m_thread, &token::TokenThread::ownerRemoved, this, [this] { setPresent({}); });
    m_timer.start();
    look();
}

void TokenStaff::look()
{
    if (m_thread.isBusy())
        return;
    m_thread.perform<Found>(kLookDeadline, [](token::CryptokiModule& module) { return firstToken(module); })
        .then(this, [this](const Result<Found>& found) {
            if (found)
                setPresent(*found);
            else if (found.error().kind != ErrorKind::Retry)
                setPresent({});
        });
}

void TokenStaff::setPresent(const Found& present)
{
    const bool same = present.has_value() == m_present.has_value() &&
                      (!present || (present->isSameTokenAs(*m_present) && present->pin == m_present->pin));
    if (same)
        return;
    m_present = present;
    Q_EMIT tokenStateChanged();
}

TokenState TokenStaff::tokenState() const
{
    if (!m_present)
        return {};
    const token::PinState& pin = m_present->pin;
    return {.isPresent = true,
        .label = m_present->label,
        .serial = m_present->serial,
        .isLastTry = pin.count == token::PinCount::FinalTry,
        .isCountLow = pin.count == token::PinCount::Low,
        .isLocked = pin.count == token::PinCount::Locked,
        .mustChangePin = pin.mustChange,
        .hasPinPad = pin.onPinPad};
}

QFuture<Result<StaffMember>> TokenStaff::signIn(core::SecureBytes pin, LastTry lastTry)
{
    auto promise = std::make_shared<Promise>();
    promise->start();
    // std::function has to be copyable, a secret must not be: the closures share the one copy.
    const auto finalTry = lastTry == LastTry::Agreed ? token::FinalTry::Accept : token::FinalTry::Refuse;
    attempt(std::make_shared<Try>(std::move(pin), finalTry), promise, kWaitsForLook);
    return promise->future();
}

// A look at the reader takes milliseconds; a PIN typed meanwhile waits for its end instead of being refused.
void TokenStaff::attempt(const std::shared_ptr<Try>& once, const std::shared_ptr<Promise>& promise, int waits)
{
    if (m_thread.isBusy() && waits > 0) {
        QTimer::singleShot(kWaitForLook, this, [=, this] { attempt(once, promise, waits - 1); });
        return;
    }
    m_thread
        .perform<Proof>(kSignInDeadline,
            [module = m_module, rules = m_rules, once, now = m_clock.wall(), useKey = m_useKey](
                token::CryptokiModule&) {
                return prove(module, rules, std::move(once->pin), once->finalTry, now, useKey);
            })
        .then(this, [this, promise](const Result<Proof>& proof) {
            look(); // a wrong PIN has changed the token's flags
            if (proof)
                m_thread.setOwner(proof->token);
            promise->addResult(proof ? m_lookup(proof->certificate) : Result<StaffMember>(failure(proof)));
            promise->finish();
        });
}

void TokenStaff::signOut()
{
    m_thread.setOwner({});
}

} // namespace tirkeu::workstation
