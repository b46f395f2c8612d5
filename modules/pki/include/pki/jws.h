#pragma once

#include <core/ports/signer.h>
#include <pki/certificate.h>

namespace tirkeu::pki {

struct JwsLimits
{
    qsizetype maxBytes = qsizetype(48) << 20;
    int maxCertificates = 4;
};

/// A JSON Web Signature in its compact form, read and not judged: RS256 or ES256, the signer's certificate and its
/// issuers carried along (x5c). Any other algorithm, `none` and keys by name or address among them, is refused.
class Jws
{
public:
    [[nodiscard]] static Result<Jws> read(QByteArrayView compact, const JwsLimits& limits = {});

    /// Whether the first certificate's key made the signature. Whether it may be trusted is TrustStore's to say, and
    /// before that nothing of the payload is to be believed.
    [[nodiscard]] bool isSigned() const;
    [[nodiscard]] const QByteArray& payload() const { return m_payload; }
    [[nodiscard]] const QList<Certificate>& chain() const { return m_chain; } ///< never empty
    [[nodiscard]] const Certificate& signer() const { return m_chain.first(); }

private:
    Jws() = default;
    QByteArray m_input; ///< header and payload as they stood
    QByteArray m_payload;
    QByteArray m_signature; ///< PKCS#1 or DER, as OpenSSL takes it
    QList<Certificate> m_chain;
};

/// What a device does; here for the simulation and for tests.
[[nodiscard]] Result<QByteArray> writeJws(
    QByteArrayView payload, core::Signer& signer, const QList<Certificate>& issuers = {});

/// Base64 for addresses: no padding, one spelling only.
[[nodiscard]] QByteArray toBase64Url(QByteArrayView bytes);
[[nodiscard]] Result<QByteArray> fromBase64Url(QByteArrayView text);

} // namespace tirkeu::pki
