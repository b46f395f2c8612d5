#pragma once

#include <pki/certificate.h>

#include <chrono>

namespace tirkeu::reference {

/// Whoever issues certificates to the bank's workstations. May block; any thread.
class CertificateIssuer
{
public:
    virtual ~CertificateIssuer() = default;
    /// The next certificate of the holder of `present`; the request (PKCS#10, DER) was found good.
    [[nodiscard]] virtual Result<pki::Certificate> issue(const pki::Certificate& present, QByteArrayView request) = 0;
};

struct RenewalRules
{
    CertificateIssuer* issuer = nullptr; ///< none: certificates are not renewed here
    std::chrono::hours before{24 * 30};  ///< so long before its end a certificate may be followed by the next
};

} // namespace tirkeu::reference
