#pragma once

#include "signin/staffsource.h"

#include <core/ports/keyunwrapper.h>
#include <token/credentials.h>
#include <token/tokensession.h>
#include <token/tokenthread.h>

#include <QPromise>
#include <QTimer>

namespace tirkeu::workstation {

/// Staff with a PKCS#11 token: the authentication certificate signs in by answering a fresh challenge, and the bank's
/// criteria say who that is. The token is logged out again at once; removal is noticed by the token's own thread.
class TokenStaff final : public StaffSource
{
    Q_OBJECT
public:
    /// Who a certificate belongs to, or why nobody.
    using Lookup = std::function<Result<StaffMember>(const pki::Certificate& certificate)>;

    /// With the key, in the token's thread, while its owner is being signed in.
    using KeyUse = std::function<void(core::KeyUnwrapper& key)>;

    TokenStaff(std::shared_ptr<token::CryptokiModule> module, token::CredentialRules rules, Lookup lookup,
        const core::Clock& clock, KeyUse useKey = {});

    [[nodiscard]] TokenState tokenState() const override;
    [[nodiscard]] QFuture<Result<StaffMember>> signIn(core::SecureBytes pin, LastTry lastTry) override;
    void signOut() override;

private:
    struct Try
    {
        Try(core::SecureBytes secret, token::FinalTry agreed)
            : pin(std::move(secret))
            , finalTry(agreed)
        {
        }
        core::SecureBytes pin;
        token::FinalTry finalTry;
    };
    using Promise = QPromise<Result<StaffMember>>;

    void attempt(const std::shared_ptr<Try>& once, const std::shared_ptr<Promise>& promise, int waits);
    void look();
    void setPresent(const std::optional<token::TokenInfo>& present);

    std::shared_ptr<token::CryptokiModule> m_module;
    token::CredentialRules m_rules;
    Lookup m_lookup;
    KeyUse m_useKey;
    const core::Clock& m_clock;
    std::optional<token::TokenInfo> m_present;
    QTimer m_timer;
    token::TokenThread m_thread; ///< last: it stops before what its actions use goes
};

} // namespace tirkeu::workstation
