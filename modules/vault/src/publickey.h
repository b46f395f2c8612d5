#pragma once

#include <core/result.h>
#include <core/securebytes.h>

#include <QByteArray>

#include <memory>

#include <openssl/types.h>

namespace tirkeu::vault {

/// A public key out of its SubjectPublicKeyInfo: tries signatures over SHA-256 digests, and on P-256 seals short texts
/// for the holder of the private half.
class PublicKey
{
public:
    [[nodiscard]] static Result<PublicKey> fromInfo(QByteArrayView subjectPublicKeyInfo);
    [[nodiscard]] bool fits(const QByteArray& digest, const QByteArray& signature) const;
    /// Ephemeral ECDH, HMAC-SHA-256 over the shared secret, AES-256-GCM.
    [[nodiscard]] Result<QByteArray> seal(QByteArrayView clear) const;

private:
    explicit PublicKey(EVP_PKEY* key);
    std::shared_ptr<EVP_PKEY> m_key;
};

/// The private half of a vault's sealing key.
class SealingKey
{
public:
    [[nodiscard]] static Result<SealingKey> make();
    [[nodiscard]] static Result<SealingKey> fromPkcs8(const core::SecureBytes& pkcs8);
    [[nodiscard]] Result<core::SecureBytes> toPkcs8() const;
    [[nodiscard]] Result<QByteArray> publicInfo() const;
    [[nodiscard]] Result<QByteArray> open(QByteArrayView sealed) const;

private:
    explicit SealingKey(EVP_PKEY* key);
    std::shared_ptr<EVP_PKEY> m_key;
};

} // namespace tirkeu::vault
