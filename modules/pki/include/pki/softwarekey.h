#pragma once

#include <core/ports/keyunwrapper.h>
#include <core/ports/signer.h>
#include <core/securebytes.h>
#include <pki/certificate.h>

namespace tirkeu::pki {

enum class NewKey { Rsa2048, Rsa3072, EcP256, EcP384 };

/// A private key in this process's memory with its certificate: the workstation's and the gateway's own, and the
/// demo's. May be used from any thread. Copies share the key.
class SoftwareKey final : public core::Signer, public core::KeyUnwrapper
{
public:
    /// PKCS#8 (or traditional) as PEM or DER; `passphrase` for an encrypted one. Refused where it is not the
    /// certificate's key.
    [[nodiscard]] static Result<SoftwareKey> read(
        QByteArrayView key, const Certificate& certificate, const core::SecureBytes& passphrase = {});
    [[nodiscard]] static Result<SoftwareKey> readPkcs12(QByteArrayView file, const core::SecureBytes& passphrase);
    /// A fresh key as PKCS#8 DER.
    [[nodiscard]] static Result<core::SecureBytes> generate(NewKey kind);

    [[nodiscard]] const Certificate& holder() const { return m_certificate; }
    [[nodiscard]] QByteArray certificate() const override { return m_certificate.der(); }
    [[nodiscard]] Result<QByteArray> sign(core::HashAlgorithm algorithm, QByteArrayView digest) override;
    [[nodiscard]] bool supports(core::WrapScheme scheme) const override;
    [[nodiscard]] Result<core::SecureBytes> unwrap(core::WrapScheme scheme, QByteArrayView wrapped) override;

    [[nodiscard]] Result<core::SecureBytes> toPkcs8() const; ///< DER, in clear
    /// PEM, AES-256 under the passphrase.
    [[nodiscard]] Result<QByteArray> toEncryptedPem(const core::SecureBytes& passphrase) const;
    [[nodiscard]] Result<QByteArray> toPkcs12(
        const core::SecureBytes& passphrase, const QList<Certificate>& chain = {}) const;

    [[nodiscard]] EVP_PKEY* evp() const { return m_key.get(); } ///< for this room, TLS and the demo authority

private:
    SoftwareKey(std::shared_ptr<EVP_PKEY> key, Certificate certificate);
    [[nodiscard]] static Result<SoftwareKey> adopt(EVP_PKEY* key, const Certificate& certificate);

    std::shared_ptr<EVP_PKEY> m_key;
    Certificate m_certificate;
};

} // namespace tirkeu::pki
