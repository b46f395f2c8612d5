#pragma once

#include "readerswap.h"
#include "sealtokens.h"
#include "staffkeys.h"

#include <core/ports/keyunwrapper.h>
#include <token/ncalayersigner.h>
#include <token/tokensession.h>
#include <token/tokenthread.h>

#include <QPromise>
#include <QThreadPool>
#include <QTimer>

namespace tirkeu::workstation {

/// What a token is judged and used with, where there is such a thing.
struct TokenHelpers
{
    pki::StatusChecker* status = nullptr; ///< asked on a thread of its own; none: nobody can be asked
    /// How a key signs that only a program like NCALayer can use, where the settings say so.
    std::function<std::optional<token::NcaLayerOptions>()> ncaLayer = {};
    KnownCertificate known = {};  ///< to the bank's criteria; none: all are alike
    QList<QByteArray> seals = {}; ///< fingerprints: a token with one of these is nobody's to sign in with
    std::chrono::milliseconds padTime = StaffSource::kPinPadTime; ///< for typing on a reader's own keys
    std::function<void()> forgetKeys = {}; ///< in the token's thread: what the keys opened is not wanted any more
};

/// Staff with a PKCS#11 token: the authentication certificate signs in by answering a fresh challenge, and the bank's
/// criteria say who that is; the EDS certificate signs documents. The token is logged out again behind either. Removal
/// is noticed by the token's own thread.
class TokenStaff final : public StaffSource
{
    Q_OBJECT
public:
    /// Who a certificate belongs to, or why nobody.
    using Lookup = std::function<Result<StaffMember>(const pki::Certificate& certificate)>;

    /// With the key, in the token's thread, while its owner is being signed in; false: another of theirs may be tried.
    using KeyUse = std::function<bool(core::KeyUnwrapper& key)>;

    TokenStaff(std::shared_ptr<token::CryptokiModule> module, token::CredentialRules rules, Lookup lookup,
        const core::Clock& clock, KeyUse useKey = {}, TokenHelpers helpers = {});
    ~TokenStaff() override;

    [[nodiscard]] TokenState tokenState() const override;
    [[nodiscard]] QFuture<Result<StaffMember>> signIn(core::SecureBytes pin, LastTry lastTry) override;
    void signOut() override;
    void cancel() override;
    [[nodiscard]] QFuture<Result<>> sign(core::SecureBytes pin, LastTry lastTry, KeyAct act) override;
    [[nodiscard]] QFuture<Result<>> changePin(core::SecureBytes pin, core::SecureBytes fresh, LastTry lastTry) override;
    [[nodiscard]] AnnouncedSwap* swap() override { return &m_swap; }

private:
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
    using Session = std::shared_ptr<token::TokenSession>;
    struct Judged
    {
        token::TokenInfo token;
        StaffKeys keys;
    };
    using Use = std::function<Result<>(token::CryptokiModule& module, const Judged& judged)>;

    template<typename T>
    void whenFree(int waits, std::chrono::milliseconds deadline,
        const std::function<Result<T>(token::CryptokiModule&)>& action,
        const std::function<void(const Result<T>&)>& use);
    /// Reads the token's certificates (the first token's where `serial` is empty) and judges them; no PIN yet.
    void judge(const QString& serial, const token::CredentialRules& rules,
        const std::function<void(const Result<Judged>&)>& then);
    /// In the token's thread; not begun for somebody who has given up.
    [[nodiscard]] Result<Session> login(token::SlotId slot, const Once& once);
    void offerKeys(const Session& session, const StaffKeys& keys) const;
    /// Typing on the reader has a time of its own; what is done with the PIN may take longer.
    void expireUnlessTyped(const Once& once, const token::TokenInfo& token);
    [[nodiscard]] std::chrono::milliseconds timeFor(const token::TokenInfo& token) const;
    void signWith(
        const Once& once, const Judged& judged, const KeyAct& act, const std::function<void(const Result<>&)>& then);
    void signAbroad(
        const pki::Certificate& holder, const KeyAct& act, const std::function<void(const Result<>&)>& then);
    [[nodiscard]] QFuture<Result<GuestSignature>> signAsGuest(
        const ReaderSwap::Request& request, core::SecureBytes pin, LastTry lastTry);
    void look();
    void setPresent(const QList<token::TokenInfo>& present);

    std::shared_ptr<token::CryptokiModule> m_module;
    token::CredentialRules m_rules;
    Lookup m_lookup;
    KeyUse m_useKey;
    TokenHelpers m_helpers;
    const core::Clock& m_clock;
    std::optional<token::TokenInfo> m_present;
    std::optional<token::TokenInfo> m_owner;
    QByteArray m_signature; ///< the owner's EDS certificate
    std::shared_ptr<token::NcaLayerSigner> m_abroad;
    int m_cancels = 0;  ///< what was asked before the last one and waits for the reader is not begun
    SealTokens m_seals; ///< of the token's thread alone
    ReaderSwap m_swap;
    QTimer m_timer;
    QThreadPool m_asking;        ///< status, and programs in other windows: nothing the reader waits for
    token::TokenThread m_thread; ///< last: it stops before what its actions use goes
};

} // namespace tirkeu::workstation
