#include "tokenstaff.h"

#include <core/hashing.h>
#include <core/whendone.h>
#include <pki/signing.h>
#include <token/tokenkey.h>
#include <token/tokensession.h>

#include <QRandomGenerator>
#include <QtConcurrentRun>

#include <algorithm>

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kTokenAbsent{"signin.token-absent"};
constexpr ErrorCode kOtherPerson{"signin.other-person"};
constexpr ErrorCode kFinalTry{"token.pin-final-try"};
constexpr ErrorCode kPinFactory{"signin.new-pin-factory"};
constexpr std::chrono::milliseconds kLookEvery{400};
constexpr std::chrono::milliseconds kReadDeadline{5'000};
constexpr std::chrono::milliseconds kLookDeadline{2'000};
constexpr std::chrono::milliseconds kWaitForLook{50};
constexpr int kWaitsForLook = 50; // a little longer than the deadline of a look
constexpr std::chrono::seconds kAfterTyping{30};
constexpr std::chrono::seconds kSignDeadline{3 * 60}; // a slow token with all documents of a client

using Tokens = QList<token::TokenInfo>;

// A token tells no number but these two.
std::optional<int> triesLeftOf(token::PinCount count)
{
    switch (count) {
    case token::PinCount::FinalTry:
        return 1;
    case token::PinCount::Locked:
        return 0;
    default:
        return std::nullopt;
    }
}

TokenState stateOf(const token::TokenInfo& token)
{
    const token::PinState& pin = token.pin;
    return {.isPresent = true,
        .label = token.label,
        .serial = token.serial,
        .triesLeft = triesLeftOf(pin.count),
        .isLastTry = pin.count == token::PinCount::FinalTry,
        .isCountLow = pin.count == token::PinCount::Low,
        .isLocked = pin.count == token::PinCount::Locked,
        .mustChangePin = pin.mustChange,
        .hasPinPad = pin.onPinPad};
}

tl::unexpected<Error> givenUp()
{
    return failure(
        ErrorCode{"token.cancelled"}, ErrorKind::Retry, QStringLiteral("given up before the reader was free"));
}

/// Signs while somebody waits for it: of many documents those after a cancel are left, and what was made during it is
/// not given out.
class WantedSigner final : public core::Signer
{
public:
    WantedSigner(core::Signer& signer, token::TokenThread& thread)
        : m_signer(signer)
        , m_thread(thread)
    {
    }
    [[nodiscard]] QByteArray certificate() const override { return m_signer.certificate(); }
    [[nodiscard]] Result<QByteArray> sign(core::HashAlgorithm algorithm, QByteArrayView digest) override
    {
        if (m_thread.isGivenUp())
            return givenUp();
        auto made = m_signer.sign(algorithm, digest);
        if (made && m_thread.isGivenUp())
            return givenUp();
        return made;
    }
    [[nodiscard]] Result<> beginKeeping() override { return m_thread.beginKeeping() ? Result<>() : givenUp(); }

private:
    core::Signer& m_signer;
    token::TokenThread& m_thread;
};

struct Reading
{
    token::TokenInfo token;
    QList<token::StoredCertificate> certificates;
};

Result<Tokens> staffTokens(const token::CryptokiModule& module, SealTokens& seals)
{
    Result<Tokens> tokens = module.tokens();
    return tokens ? seals.without(module, *std::move(tokens)) : tokens;
}

Result<Reading> readToken(const token::CryptokiModule& module, const QString& serial, SealTokens& seals)
{
    const Result<Tokens> tokens = staffTokens(module, seals);
    if (!tokens)
        return failure(tokens);
    const auto found = std::find_if(tokens->begin(), tokens->end(),
        [&serial](const token::TokenInfo& token) { return serial.isEmpty() || token.serial == serial; });
    if (found == tokens->end())
        return failure(kTokenAbsent, ErrorKind::OperatorCanFix, QStringLiteral("removed before the PIN"));
    auto certificates = module.certificates(found->slot);
    if (!certificates)
        return failure(certificates);
    return Reading{*found, std::move(*certificates)};
}

// The key signs what nobody could have had signed before; the signature is tried against the certificate on the way.
Result<> answerChallenge(const std::shared_ptr<token::TokenSession>& session, const token::Credential& credential)
{
    QByteArray challenge(32, Qt::Uninitialized);
    QRandomGenerator::system()->fillRange(reinterpret_cast<quint32*>(challenge.data()), 8);
    token::TokenSigner signer(session, credential.stored);
    const auto signature = pki::signContent(challenge, pki::ContentPlace::Detached, {&signer});
    return signature ? Result<>() : failure(signature);
}

std::optional<token::TokenInfo> withSerial(const Tokens& tokens, const QString& serial)
{
    const auto found = std::find_if(
        tokens.begin(), tokens.end(), [&serial](const token::TokenInfo& token) { return token.serial == serial; });
    return found == tokens.end() ? std::nullopt : std::optional(*found);
}
} // namespace

TokenStaff::TokenStaff(std::shared_ptr<token::CryptokiModule> module, token::CredentialRules rules, Lookup lookup,
    const core::Clock& clock, KeyUse useKey, TokenHelpers helpers)
    : m_module(std::move(module))
    , m_rules(std::move(rules))
    , m_lookup(std::move(lookup))
    , m_useKey(std::move(useKey))
    , m_helpers(std::move(helpers))
    , m_clock(clock)
    , m_seals(m_helpers.seals)
    , m_swap([this](const ReaderSwap::Request& request, core::SecureBytes pin,
                 LastTry lastTry) { return signAsGuest(request, std::move(pin), lastTry); },
          [this] { cancel(); })
    , m_thread(m_module)
{
    m_asking.setObjectName(QStringLiteral("certificate status"));
    m_asking.setMaxThreadCount(1);
    m_timer.setInterval(kLookEvery);
    connect(&m_timer, &QTimer::timeout, this, &TokenStaff::look);
    connect(&m_thread, &token::TokenThread::ownerRemoved, this, [this] {
        if (m_swap.phase() == SwapPhase::None)
            setPresent({});
    });
    connect(&m_swap, &AnnouncedSwap::phaseChanged, this, [this, announced = false]() mutable {
        const bool now = m_swap.phase() != SwapPhase::None;
        if (std::exchange(announced, now) != now)
            now ? m_thread.announceSwap() : m_thread.endSwap();
    });
    m_timer.start();
    look();
}

TokenStaff::~TokenStaff()
{
    cancel();
    m_asking.waitForDone();
}

void TokenStaff::look()
{
    if (m_thread.isBusy())
        return;
    core::whenDone(m_thread.perform<Tokens>(
                       kLookDeadline, [this](token::CryptokiModule& module) { return staffTokens(module, m_seals); }),
        this, [this](const Result<Tokens>& found) {
            if (found)
                setPresent(*found);
            else if (found.error().kind != ErrorKind::Retry)
                setPresent({});
        });
}

// With several tokens in several readers it is the owner's that counts while somebody is in, else the first.
void TokenStaff::setPresent(const Tokens& present)
{
    std::optional<token::TokenInfo> now = m_owner ? withSerial(present, m_owner->serial) : std::nullopt;
    if (!now && !present.isEmpty())
        now = present.constFirst();
    const bool same = now.has_value() == m_present.has_value() &&
                      (!now || (now->isSameTokenAs(*m_present) && now->pin == m_present->pin));
    m_present = now;
    QList<TokenState> states;
    for (const token::TokenInfo& token : present)
        states.append(stateOf(token));
    m_swap.observe(states);
    if (!same)
        Q_EMIT tokenStateChanged();
}

TokenState TokenStaff::tokenState() const
{
    return m_present ? stateOf(*m_present) : TokenState();
}

// A look at the reader takes milliseconds; what is asked meanwhile waits for its end instead of being refused.
template<typename T>
void TokenStaff::whenFree(int waits, std::chrono::milliseconds deadline,
    const std::function<Result<T>(token::CryptokiModule&)>& action, const std::function<void(const Result<T>&)>& use)
{
    if (m_thread.isBusy() && waits > 0) {
        QTimer::singleShot(kWaitForLook, this, [=, this, cancels = m_cancels] {
            cancels == m_cancels ? whenFree<T>(waits - 1, deadline, action, use) : use(givenUp());
        });
        return;
    }
    core::whenDone(m_thread.perform<T>(deadline, action), this, use);
}

void TokenStaff::judge(
    const QString& serial, const token::CredentialRules& rules, const std::function<void(const Result<Judged>&)>& then)
{
    whenFree<Reading>(
        kWaitsForLook, kReadDeadline,
        [this, serial](token::CryptokiModule& module) { return readToken(module, serial, m_seals); },
        [this, rules, then, cancels = m_cancels](const Result<Reading>& read) {
            if (!read)
                return then(failure(read));
            auto judged = QtConcurrent::run(
                &m_asking, [read = *read, rules, now = m_clock.wall(), helpers = m_helpers]() -> Result<Judged> {
                    return Judged{
                        read.token, staffKeysOf(read.certificates, rules, now, helpers.status, helpers.known)};
                });
            core::whenDone(judged, this, [this, then, cancels](const Result<Judged>& answer) {
                then(cancels == m_cancels ? answer : givenUp());
            });
        });
}

QFuture<Result<StaffMember>> TokenStaff::signIn(core::SecureBytes pin, LastTry lastTry)
{
    auto promise = std::make_shared<QPromise<Result<StaffMember>>>();
    promise->start();
    const auto complete = [this, promise](const Result<StaffMember>& result) {
        look(); // a wrong PIN has changed the token's flags
        promise->addResult(result);
        promise->finish();
    };
    const auto once = std::make_shared<Try>(std::move(pin), lastTry);
    judge({}, m_rules, [this, once, complete](const Result<Judged>& judged) {
        if (!judged || !judged->keys.authentication)
            return complete(judged ? Result<StaffMember>(failure(judged->keys.authentication)) : failure(judged));
        const bool factory = token::isFactoryPin(once->pin);
        const auto prove = [this, once, judged = *judged](token::CryptokiModule&) -> Result<> {
            const token::Credential& credential = judged.keys.authentication->credential;
            const auto session = login(judged.token.slot, once);
            if (!session)
                return failure(session);
            const Result<> answered = m_thread.isGivenUp() ? givenUp() : answerChallenge(*session, credential);
            if (answered && !m_thread.isGivenUp())
                offerKeys(*session, judged.keys);
            (*session)->logout();
            return answered;
        };
        expireUnlessTyped(once, judged->token);
        whenFree<void>(kWaitsForLook, timeFor(judged->token), prove,
            [this, judged = *judged, factory, complete](const Result<>& proof) {
                if (!proof)
                    return complete(failure(proof));
                const auto member = m_lookup(judged.keys.authentication->credential.certificate);
                if (!member)
                    return complete(member);
                m_thread.setOwner(judged.token);
                m_owner = judged.token;
                m_swap.setOwner(judged.token.serial);
                StaffMember known = withKeys(*member, judged.keys);
                known.hasFactoryPin = factory;
                m_signature = known.signature;
                complete(known);
            });
    });
    return promise->future();
}

QFuture<Result<>> TokenStaff::sign(core::SecureBytes pin, LastTry lastTry, KeyAct act)
{
    auto promise = std::make_shared<QPromise<Result<>>>();
    promise->start();
    const auto complete = [this, promise](const Result<>& result) {
        look();
        promise->addResult(result);
        promise->finish();
    };
    if (!m_owner || m_swap.phase() != SwapPhase::None) {
        complete(failure(kOtherPerson, ErrorKind::OperatorCanFix, QStringLiteral("nobody's token to sign with")));
        return promise->future();
    }
    const auto once = std::make_shared<Try>(std::move(pin), lastTry);
    judge(m_owner->serial, m_rules, [=, this, mine = m_signature](const Result<Judged>& judged) {
        if (!judged || !judged->keys.signature)
            return complete(judged ? Result<>(failure(judged->keys.signature)) : failure(judged));
        if (judged->keys.signature->credential.stored.certificate != mine)
            return complete(failure(
                kOtherPerson, ErrorKind::OperatorCanFix, QStringLiteral("another certificate than at sign-in")));
        signWith(once, *judged, act, complete);
    });
    return promise->future();
}

// Whoever is in changes the PIN of their own token; before a sign-in it is the one at hand.
QFuture<Result<>> TokenStaff::changePin(core::SecureBytes pin, core::SecureBytes fresh, LastTry lastTry)
{
    auto promise = std::make_shared<QPromise<Result<>>>();
    promise->start();
    const auto once = std::make_shared<Try>(std::move(pin), lastTry);
    if (token::isFactoryPin(fresh)) {
        promise->addResult(failure(kPinFactory, ErrorKind::OperatorCanFix, QStringLiteral("printed in manuals")));
        promise->finish();
        return promise->future();
    }
    const auto next = std::make_shared<core::SecureBytes>(std::move(fresh));
    const QString serial = m_owner ? m_owner->serial : m_present ? m_present->serial : QString();
    if (m_present)
        expireUnlessTyped(once, *m_present);
    whenFree<void>(
        kWaitsForLook, m_present ? timeFor(*m_present) : kPinPadTime,
        [this, once, next, serial](token::CryptokiModule& module) -> Result<> {
            const Result<Tokens> tokens = module.tokens();
            if (!tokens)
                return failure(tokens);
            const auto which = withSerial(*tokens, serial);
            if (!which)
                return failure(kTokenAbsent, ErrorKind::OperatorCanFix, QStringLiteral("removed before the PIN"));
            if (const auto prompt = token::pinPromptFor(*which); !prompt)
                return failure(prompt);
            if (which->pin.count == token::PinCount::FinalTry && once->finalTry == token::FinalTry::Refuse)
                return failure(kFinalTry, ErrorKind::OperatorCanFix, QStringLiteral("no explicit yes"));
            if (m_thread.isGivenUp())
                return givenUp();
            const Result<> changed = module.changePin(which->slot, once->pin, *next);
            once->isTyped = true;
            return changed;
        },
        [this, promise](const Result<>& changed) {
            look();
            promise->addResult(changed);
            promise->finish();
        });
    return promise->future();
}

QFuture<Result<GuestSignature>> TokenStaff::signAsGuest(
    const ReaderSwap::Request& request, core::SecureBytes pin, LastTry lastTry)
{
    auto promise = std::make_shared<QPromise<Result<GuestSignature>>>();
    promise->start();
    const auto complete = [this, promise](const Result<GuestSignature>& result) {
        look();
        promise->addResult(result);
        promise->finish();
    };
    const auto once = std::make_shared<Try>(std::move(pin), lastTry);
    token::CredentialRules anyone = m_rules;
    anyone.organisationBin.clear(); // a client belongs to no bank; who may answer is the asker's to say
    judge(request.serial, anyone, [this, request, once, complete](const Result<Judged>& judged) {
        if (!judged || !judged->keys.signature)
            return complete(judged ? Result<GuestSignature>(failure(judged->keys.signature)) : failure(judged));
        const GuestPerson person = ReaderSwap::personOf(judged->keys.signature->credential.certificate);
        if (const Result<> admitted = request.admit ? request.admit(person) : Result<>(); !admitted)
            return complete(failure(admitted));
        auto made = std::make_shared<QByteArray>();
        signWith(
            once, *judged, ReaderSwap::onceOnly(request.act, made), [made, person, complete](const Result<>& done) {
                complete(done ? Result<GuestSignature>({*made, person}) : failure(done));
            });
    });
    return promise->future();
}

void TokenStaff::signWith(
    const Once& once, const Judged& judged, const KeyAct& act, const std::function<void(const Result<>&)>& then)
{
    const token::Credential& credential = judged.keys.signature->credential;
    if (credential.needsAdapter())
        return signAbroad(credential.certificate, act, then);
    expireUnlessTyped(once, judged.token);
    whenFree<void>(
        kWaitsForLook, kSignDeadline,
        [this, once, slot = judged.token.slot, stored = credential.stored, act](token::CryptokiModule&) -> Result<> {
            const auto session = login(slot, once);
            if (!session)
                return failure(session);
            token::TokenSigner signer(*session, stored);
            WantedSigner wanted(signer, m_thread);
            Result<> done = m_thread.isGivenUp() ? givenUp() : act(wanted);
            (*session)->logout();
            return done;
        },
        then);
}

Result<TokenStaff::Session> TokenStaff::login(token::SlotId slot, const Once& once)
{
    if (m_thread.isGivenUp())
        return givenUp();
    auto session = token::TokenSession::login(m_module, slot, std::move(once->pin), once->finalTry);
    once->pin.clear();
    once->isTyped = true;
    if (session)
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (m_swap.phase() == SwapPhase::Signing)
                    Q_EMIT m_swap.pinTyped();
                else
                    Q_EMIT pinTyped();
            },
            Qt::QueuedConnection);
    return session;
}

void TokenStaff::offerKeys(const Session& session, const StaffKeys& keys) const
{
    if (!m_useKey)
        return;
    for (const token::Credential& one : QList{keys.authentication->credential} + keys.besides) {
        token::TokenUnwrapper unwrapper(session, one.stored);
        if (m_thread.isGivenUp() || m_useKey(unwrapper))
            break;
    }
    // Whoever gave up has been answered already: nobody else would forget what was opened since.
    if (m_thread.isGivenUp() && m_helpers.forgetKeys)
        m_helpers.forgetKeys();
}

std::chrono::milliseconds TokenStaff::timeFor(const token::TokenInfo& token) const
{
    return token.pin.onPinPad ? m_helpers.padTime + kAfterTyping : kPinPadTime;
}

void TokenStaff::expireUnlessTyped(const Once& once, const token::TokenInfo& token)
{
    if (!token.pin.onPinPad)
        return;
    QTimer::singleShot(m_helpers.padTime, this, [this, waiting = std::weak_ptr(once)] {
        if (const Once still = waiting.lock(); still && !still->isTyped)
            m_thread.expire();
    });
}

// Its own window asks for the PIN; the reader is not ours meanwhile.
void TokenStaff::signAbroad(
    const pki::Certificate& holder, const KeyAct& act, const std::function<void(const Result<>&)>& then)
{
    const auto options = m_helpers.ncaLayer ? m_helpers.ncaLayer() : std::nullopt;
    if (!options)
        return then(token::checkSignsHere({{}, holder, token::CredentialUse::DocumentSignature}));
    m_abroad = std::make_shared<token::NcaLayerSigner>(holder, *options);
    core::whenDone(QtConcurrent::run(&m_asking, [signer = m_abroad, act] { return act(*signer); }), this,
        [this, then](const Result<>& done) {
            m_abroad.reset();
            then(done);
        });
}

void TokenStaff::cancel()
{
    ++m_cancels;
    m_thread.cancel();
    if (m_abroad)
        m_abroad->cancel();
}

void TokenStaff::signOut()
{
    cancel(); // no reader waits for a PIN behind a locked screen
    m_thread.setOwner({});
    m_owner.reset();
    m_signature.clear();
    m_swap.setOwner({});
}

} // namespace tirkeu::workstation
