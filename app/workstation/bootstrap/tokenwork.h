#pragma once

#include "readertokens.h"
#include "staffkeys.h"

#include <core/ports/keyunwrapper.h>
#include <token/tokensession.h>
#include <token/tokenthread.h>

namespace tirkeu::workstation {

/// Whose keys lie where, judged; no PIN yet.
struct JudgedToken
{
    token::TokenInfo token;      ///< signs in
    token::TokenInfo documents;  ///< with the EDS certificate: the same, or a second one beside it
    QList<token::TokenInfo> all; ///< in the readers
    StaffKeys keys;

    [[nodiscard]] bool isOnSecond() const { return !documents.isSameTokenAs(token); }
};

/// What TokenStaff does in the token's thread. Actions share it, so that it outlasts a source which had to leave a
/// reader that hangs; then it touches nothing that is not its own any more.
class TokenWork
{
public:
    /// With the key, while its owner is being signed in; false: another of theirs may be tried.
    using KeyUse = std::function<bool(core::KeyUnwrapper& key)>;
    struct Parts
    {
        std::shared_ptr<token::CryptokiModule> module;
        token::TokenThread::Turn turn;
        ReaderTokens readers;
        KeyUse useKey;
        std::function<void()> forgetKeys; ///< what the keys opened is not wanted any more
        std::function<void()> tellTyped;  ///< a PIN has let its holder in
    };
    /// A PIN for one login: std::function has to be copyable, a secret must not be, so closures share the one copy.
    struct Try
    {
        Try(core::SecureBytes secret, LastTry agreed)
            : pin(std::move(secret))
            , finalTry(agreed == LastTry::Agreed ? token::FinalTry::Accept : token::FinalTry::Refuse)
        {
        }
        core::SecureBytes pin;
        token::FinalTry finalTry;
        std::atomic<bool> isTyped = false; ///< the token has let somebody in, or has refused
    };
    using Once = std::shared_ptr<Try>;

    explicit TokenWork(Parts parts);

    [[nodiscard]] Result<QList<token::TokenInfo>> look() { return m_parts.readers.present(*m_parts.module); }
    [[nodiscard]] Result<ReaderTokens::Reading> read(const QString& serial)
    {
        return m_parts.readers.read(*m_parts.module, serial);
    }
    /// One login: a fresh challenge is answered, the keys are offered to whoever wants them; logged out.
    [[nodiscard]] Result<> prove(const JudgedToken& judged, const Once& once);
    /// One login, everything `act` signs; logged out.
    [[nodiscard]] Result<> sign(
        token::SlotId slot, const token::StoredCertificate& stored, const Once& once, const KeyAct& act);
    [[nodiscard]] Result<> changePin(const QString& serial, const Once& once, const core::SecureBytes& next);

private:
    using Session = std::shared_ptr<token::TokenSession>;
    [[nodiscard]] Result<Session> login(token::SlotId slot, const Once& once);
    void offerKeys(const Session& session, const StaffKeys& keys) const;

    Parts m_parts;
};

/// The answer to what was given up before it began, or before what it made is kept.
[[nodiscard]] tl::unexpected<Error> tokenGivenUp();
[[nodiscard]] std::optional<token::TokenInfo> tokenWithSerial(
    const QList<token::TokenInfo>& tokens, const QString& serial);

} // namespace tirkeu::workstation
