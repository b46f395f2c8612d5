#pragma once

#include <core/clock.h>
#include <simulation_pki/demopki.h>

#include <mutex>

namespace tirkeu::simulation {

enum class OcspManner {
    Normal,
    Down,
    Slow,
    HttpError,
    Garbage,
    TryLater,
    WrongNonce,
    NoNonce,
    Unknown,
    NeverIssued,
    Expired,
    NotYetValid,
    OtherCertificate,
    BadSignature,
    WrongResponder, ///< signed by a key that may not
};

enum class CrlManner {
    Normal,
    Down,
    Slow,
    HttpError,
    Garbage,
    Expired,
    NotYetValid,
    OtherIssuer,
    BadSignature,
    Partial
};

enum class StampManner {
    Normal,
    Down,
    Slow,
    HttpError,
    Garbage,
    Rejected,
    WrongNonce,
    WrongImprint,
    WrongPolicy,
    BadSignature,
    ExpiredCertificate,
    WrongUse,      ///< signed by a certificate that is not for time stamping
    UnknownIssuer, ///< by an authority of another centre
};

struct DemoRevocation
{
    core::WallTime at;
    int reason = 0; ///< the code of RFC 5280
};

/// The status and time-stamp services of the demo as functions from bytes to bytes, with every way to be wrong.
/// May be used and switched from several threads. The clock outlives it.
class DemoResponders
{
public:
    static constexpr const char* kPolicy = "1.2.398.3.3.2.6.2"; ///< RSA with SHA-256, as the national centre names it
    static constexpr const char* kOtherPolicy = "1.2.398.3.3.2.6.4";

    DemoResponders(DemoPki pki, const core::Clock& clock);

    void set(OcspManner manner);
    void set(CrlManner manner);
    void set(StampManner manner);
    [[nodiscard]] OcspManner ocspManner() const;
    [[nodiscard]] CrlManner crlManner() const;
    [[nodiscard]] StampManner stampManner() const;
    void revoke(const pki::Certificate& certificate, const DemoRevocation& revocation);

    /// Empty where the question cannot be read.
    [[nodiscard]] QByteArray answerOcsp(QByteArrayView question, const DemoAuthority& authority) const;
    [[nodiscard]] QByteArray answerStamp(QByteArrayView question) const;
    [[nodiscard]] QByteArray list(const DemoAuthority& authority) const;
    [[nodiscard]] const DemoPki& pki() const { return m_pki; }

private:
    [[nodiscard]] std::optional<DemoRevocation> revocationOf(const QByteArray& issuer, const QByteArray& serial) const;

    DemoPki m_pki;
    const core::Clock& m_clock;
    mutable std::mutex m_mutex;
    OcspManner m_ocsp = OcspManner::Normal;
    CrlManner m_crl = CrlManner::Normal;
    StampManner m_stamp = StampManner::Normal;
    QMap<QByteArray, DemoRevocation> m_revoked; // by issuer's name and serial number
};

} // namespace tirkeu::simulation
