#pragma once

#include "readerswap.h"
#include "tokenwork.h"

#include <token/ncalayersigner.h>

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
/// criteria say who that is; the EDS certificate signs documents, from the same token or from a second one of the same
/// person beside it, which has a PIN of its own and may be put in later. Either is logged out again behind what it did.
/// Removal of either is noticed by the token's own thread, and is the removal of whoever signed in.
class TokenStaff final : public StaffSource
{
    Q_OBJECT
public:
    /// Who a certificate belongs to, or why nobody.
    using Lookup = std::function<Result<StaffMember>(const pki::Certificate& certificate)>;

    using KeyUse = TokenWork::KeyUse;

    TokenStaff(std::shared_ptr<token::CryptokiModule> module, token::CredentialRules rules, Lookup lookup,
        const core::Clock& clock, KeyUse useKey = {}, TokenHelpers helpers = {});
    ~TokenStaff() override;

    [[nodiscard]] TokenState tokenState() const override;
    [[nodiscard]] TokenState documentsToken() const override;
    [[nodiscard]] QFuture<Result<StaffMember>> signIn(core::SecureBytes pin, LastTry lastTry) override;
    void signOut() override;
    void cancel() override;
    [[nodiscard]] QFuture<Result<>> sign(core::SecureBytes pin, LastTry lastTry, KeyAct act) override;
    [[nodiscard]] QFuture<Result<>> changePin(
        core::SecureBytes pin, core::SecureBytes fresh, LastTry lastTry, TokenUse whose) override;
    [[nodiscard]] AnnouncedSwap* swap() override { return &m_swap; }

private:
    using Once = TokenWork::Once;
    enum class Besides { Ignored, LookedAt }; ///< other tokens in the readers

    template<typename T>
    void whenFree(int waits, std::chrono::milliseconds deadline,
        const std::function<Result<T>(token::CryptokiModule&)>& action,
        const std::function<void(const Result<T>&)>& use);
    /// Reads the token's certificates (the first token's where `serial` is empty) and judges them; no PIN yet.
    void judge(const QString& serial, const token::CredentialRules& rules, Besides besides,
        const KnownCertificate& known, const std::function<void(const Result<JudgedToken>&)>& then);
    void enter(const StaffMember& member, const JudgedToken& judged);
    void takeKeys(const StaffMember& member, const JudgedToken& judged);
    [[nodiscard]] bool canSign() const;
    void lookBeside(const QList<token::TokenInfo>& present);
    void noteBeside(const Result<JudgedToken>& judged);
    void tellSecond();
    void leave();
    [[nodiscard]] bool isWhole(const QList<token::TokenInfo>& present) const;
    /// Typing on the reader has a time of its own; what is done with the PIN may take longer.
    void expireUnlessTyped(const Once& once, const token::TokenInfo& token);
    [[nodiscard]] std::chrono::milliseconds timeFor(const token::TokenInfo& token) const;
    void signWith(const Once& once, const JudgedToken& judged, const KeyAct& act,
        const std::function<void(const Result<>&)>& then);
    void signAbroad(
        const pki::Certificate& holder, const KeyAct& act, const std::function<void(const Result<>&)>& then);
    [[nodiscard]] QFuture<Result<GuestSignature>> signAsGuest(
        const ReaderSwap::Request& request, core::SecureBytes pin, LastTry lastTry);
    void look();
    void setPresent(const QList<token::TokenInfo>& present);

    token::CredentialRules m_rules;
    Lookup m_lookup;
    TokenHelpers m_helpers;
    const core::Clock& m_clock;
    std::optional<token::TokenInfo> m_present;
    std::optional<token::TokenInfo> m_owner;
    StaffMember m_member = {};                       ///< of the owner, as the keys at hand make it
    QStringList m_beside;                            ///< serials: in the readers when the keys were judged last
    QStringList m_unreadBeside;                      ///< those that could not be judged,
    int m_unreadTimes = 0;                           ///< so many times
    QByteArray m_signature;                          ///< the owner's EDS certificate
    std::optional<token::TokenInfo> m_second;        ///< where it lies, if not on the token that signed in
    std::optional<token::TokenInfo> m_secondPresent; ///< as the last look found it
    std::shared_ptr<token::NcaLayerSigner> m_abroad;
    int m_cancels = 0; ///< what was asked before the last one and waits for the reader is not begun
    ReaderSwap m_swap;
    QTimer m_timer;
    QThreadPool m_asking; ///< status, and programs in other windows: nothing the reader waits for
    std::shared_ptr<TokenWork> m_work;
    token::TokenThread m_thread; ///< last: what it does ends before anything else goes, or is left
};

} // namespace tirkeu::workstation
