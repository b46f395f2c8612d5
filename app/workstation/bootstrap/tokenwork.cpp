#include "tokenwork.h"

#include <pki/signing.h>
#include <token/tokenkey.h>

#include <QRandomGenerator>

#include <algorithm>

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kTokenAbsent{"signin.token-absent"};
constexpr ErrorCode kFinalTry{"token.pin-final-try"};
constexpr ErrorCode kGivenUp{"token.cancelled"};

/// Signs while somebody waits for it: of many documents those after a cancel are left, and what was made during it is
/// not given out.
class WantedSigner final : public core::Signer
{
public:
    WantedSigner(core::Signer& signer, token::TokenThread::Turn turn)
        : m_signer(signer)
        , m_turn(std::move(turn))
    {
    }
    // Whoever gave up has taken the key back.
    [[nodiscard]] QByteArray certificate() const override
    {
        return m_turn.isGivenUp() ? QByteArray() : m_signer.certificate();
    }
    [[nodiscard]] Result<QByteArray> sign(core::HashAlgorithm algorithm, QByteArrayView digest) override
    {
        if (m_turn.isGivenUp())
            return tokenGivenUp();
        auto made = m_signer.sign(algorithm, digest);
        if (made && m_turn.isGivenUp())
            return tokenGivenUp();
        return made;
    }
    [[nodiscard]] Result<> beginKeeping() override { return m_turn.beginKeeping() ? Result<>() : tokenGivenUp(); }

private:
    core::Signer& m_signer;
    token::TokenThread::Turn m_turn;
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
} // namespace

tl::unexpected<Error> tokenGivenUp()
{
    return failure(kGivenUp, ErrorKind::Retry, QStringLiteral("given up before the reader was free"));
}

std::optional<token::TokenInfo> tokenWithSerial(const QList<token::TokenInfo>& tokens, const QString& serial)
{
    const auto found = std::find_if(
        tokens.begin(), tokens.end(), [&serial](const token::TokenInfo& token) { return token.serial == serial; });
    return found == tokens.end() ? std::nullopt : std::optional(*found);
}

TokenWork::TokenWork(Parts parts)
    : m_parts(std::move(parts))
{
}

Result<> TokenWork::prove(const JudgedToken& judged, const Once& once)
{
    const auto session = login(judged.token.slot, once);
    if (!session)
        return failure(session);
    const Result<> answered =
        m_parts.turn.isGivenUp() ? tokenGivenUp() : answerChallenge(*session, judged.keys.authentication->credential);
    if (answered && !m_parts.turn.isGivenUp())
        offerKeys(*session, judged.keys);
    (*session)->logout();
    return answered;
}

Result<> TokenWork::sign(
    token::SlotId slot, const token::StoredCertificate& stored, const Once& once, const KeyAct& act)
{
    const auto session = login(slot, once);
    if (!session)
        return failure(session);
    token::TokenSigner signer(*session, stored);
    WantedSigner wanted(signer, m_parts.turn);
    Result<> done = m_parts.turn.isGivenUp() ? tokenGivenUp() : act(wanted);
    (*session)->logout();
    return done;
}

Result<> TokenWork::changePin(const QString& serial, const Once& once, const core::SecureBytes& next)
{
    const auto tokens = m_parts.module->tokens();
    if (!tokens)
        return failure(tokens);
    const auto which = tokenWithSerial(*tokens, serial);
    if (!which)
        return failure(kTokenAbsent, ErrorKind::OperatorCanFix, QStringLiteral("removed before the PIN"));
    if (const auto prompt = token::pinPromptFor(*which); !prompt)
        return failure(prompt);
    if (which->pin.count == token::PinCount::FinalTry && once->finalTry == token::FinalTry::Refuse)
        return failure(kFinalTry, ErrorKind::OperatorCanFix, QStringLiteral("no explicit yes"));
    if (m_parts.turn.isGivenUp())
        return tokenGivenUp();
    const Result<> changed = m_parts.module->changePin(which->slot, once->pin, next);
    once->isTyped = true;
    return changed;
}

Result<TokenWork::Session> TokenWork::login(token::SlotId slot, const Once& once)
{
    if (m_parts.turn.isGivenUp())
        return tokenGivenUp();
    auto session = token::TokenSession::login(m_parts.module, slot, std::move(once->pin), once->finalTry);
    once->pin.clear();
    once->isTyped = true;
    if (session && !m_parts.turn.isGivenUp())
        m_parts.tellTyped();
    return session;
}

void TokenWork::offerKeys(const Session& session, const StaffKeys& keys) const
{
    if (!m_parts.useKey)
        return;
    for (const token::Credential& one : QList{keys.authentication->credential} + keys.besides) {
        token::TokenUnwrapper unwrapper(session, one.stored);
        if (m_parts.turn.isGivenUp() || m_parts.useKey(unwrapper))
            break;
    }
    // Whoever gave up has been answered already: nobody else would forget what was opened since.
    if (m_parts.turn.isGivenUp() && !m_parts.turn.isLeft() && m_parts.forgetKeys)
        m_parts.forgetKeys();
}

} // namespace tirkeu::workstation
