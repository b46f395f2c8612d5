#pragma once

#include <core/clock.h>
#include <core/securebytes.h>
#include <pki/softwarekey.h>

namespace tirkeu::pki {

/// A PKCS#10 request: in whose name, for which key, and proven to come from who holds that key.
struct CertificateRequest
{
    QByteArray subject;   ///< DER
    QByteArray publicKey; ///< SubjectPublicKeyInfo, DER
    int securityBits = 0; ///< as OpenSSL counts; 0 where it does not know the key
};

inline constexpr int kLeastSecurityBits = 112;
inline constexpr qsizetype kLargestRequest = qsizetype(16) << 10;

/// Asks, in the name that `present` bears, for a certificate of another key (PKCS#8, DER).
[[nodiscard]] Result<QByteArray> makeRequest(const core::SecureBytes& key, const Certificate& present);
/// Refuses what is too large, has bytes left over, or is not signed with its own key.
[[nodiscard]] Result<CertificateRequest> readRequest(QByteArrayView der);

/// From when until when a certificate is good.
struct CertificateTerm
{
    core::WallTime from;
    core::WallTime until;
};
/// The holder's next certificate: name, uses and addresses as in the present one, another key, another term.
[[nodiscard]] Result<Certificate> certifyAgain(
    const SoftwareKey& authority, const Certificate& present, QByteArrayView publicKey, const CertificateTerm& term);

} // namespace tirkeu::pki
