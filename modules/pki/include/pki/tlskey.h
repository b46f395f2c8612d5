#pragma once

#include <pki/softwarekey.h>

#include <memory>

namespace tirkeu::pki {

/// The key that a TLS line proves, with its certificate: one in this process's memory, or one that only signs and lies
/// elsewhere, in a TPM. Copies share the key. May be used from any thread, and so has to be what signs.
class TlsKey
{
public:
    TlsKey(const SoftwareKey& key); ///< not explicit: whoever has such a key can open a line with it
    /// `signer` is asked at each handshake, on the line's thread. Only keys on P-256 and P-384.
    [[nodiscard]] static Result<TlsKey> of(const std::shared_ptr<core::Signer>& signer);

    [[nodiscard]] const Certificate& holder() const { return m_certificate; }
    [[nodiscard]] EVP_PKEY* evp() const { return m_key.get(); }

private:
    TlsKey(std::shared_ptr<EVP_PKEY> key, Certificate certificate);

    std::shared_ptr<EVP_PKEY> m_key;
    Certificate m_certificate;
};

} // namespace tirkeu::pki
