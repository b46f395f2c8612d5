#pragma once

#include <token/cryptokimodule.h>

#include <core/hashing.h>
#include <core/ports/keyunwrapper.h>

#include <memory>
#include <mutex>

namespace tirkeu::token {

enum class FinalTry { Refuse, Accept }; ///< Accept only after an explicit yes

/// One signing ceremony: a session that logs in once and logs out when it goes. The PIN is kept only for keys that ask
/// for it at every use, and no longer than the session. Calls from several threads are taken one after another.
class TokenSession
{
public:
    /// `pin` is empty for a token with a PIN pad. The flags are read again here, whatever the prompt showed.
    [[nodiscard]] static Result<std::shared_ptr<TokenSession>> login(
        std::shared_ptr<CryptokiModule> module, SlotId slot, core::SecureBytes pin, FinalTry finalTry);
    ~TokenSession();
    TokenSession(const TokenSession&) = delete;
    TokenSession& operator=(const TokenSession&) = delete;

    [[nodiscard]] const TokenInfo& token() const { return m_token; }
    /// PKCS#1 v1.5 for RSA, the DER sequence of r and s for ECDSA.
    [[nodiscard]] Result<QByteArray> sign(
        const QByteArray& keyId, core::HashAlgorithm algorithm, QByteArrayView digest);
    [[nodiscard]] Result<core::SecureBytes> unwrap(
        const QByteArray& keyId, core::WrapScheme scheme, QByteArrayView wrapped);
    /// Ends the login now; what is asked afterwards is refused.
    void logout();

private:
    struct Key
    {
        unsigned long handle = 0;
        unsigned long type = 0;
        bool alwaysAuthenticate = false;
    };
    TokenSession(std::shared_ptr<CryptokiModule> module, TokenInfo token, unsigned long session);
    [[nodiscard]] Result<Key> findKey(const QByteArray& keyId) const;
    [[nodiscard]] Result<> loginForThisUse(const Key& key);
    [[nodiscard]] Result<core::SecureBytes> decryptRsa(const Key& key, core::WrapScheme scheme, QByteArrayView wrapped);
    [[nodiscard]] Result<core::SecureBytes> deriveEcdh(const Key& key, QByteArrayView point);
    [[nodiscard]] Result<> requireOpen() const;
    [[nodiscard]] bool hasAlwaysAuthenticateKey() const;

    std::shared_ptr<CryptokiModule> m_module;
    TokenInfo m_token;
    unsigned long m_session = 0;
    bool m_open = true;
    core::SecureBytes m_pin;
    mutable std::mutex m_mutex;
};

} // namespace tirkeu::token
