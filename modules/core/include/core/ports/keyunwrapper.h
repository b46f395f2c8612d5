#pragma once

#include <core/result.h>
#include <core/securebytes.h>

#include <QByteArray>

namespace tirkeu::core {

enum class WrapScheme { RsaOaepSha256, RsaPkcs1, EcdhP256, EcdhP384 };

/// Opens what was wrapped for a certificate, with the key that belongs to it.
class KeyUnwrapper
{
public:
    virtual ~KeyUnwrapper() = default;
    [[nodiscard]] virtual QByteArray certificate() const = 0; ///< DER
    [[nodiscard]] virtual bool supports(WrapScheme scheme) const = 0;
    /// RSA: decrypts `wrapped`. ECDH: `wrapped` is the peer's public point; gives the raw shared secret.
    [[nodiscard]] virtual Result<SecureBytes> unwrap(WrapScheme scheme, QByteArrayView wrapped) = 0;
};

} // namespace tirkeu::core
