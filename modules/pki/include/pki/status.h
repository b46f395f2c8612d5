#pragma once

#include <core/clock.h>
#include <pki/certificate.h>
#include <pki/truststore.h>

namespace tirkeu::pki {

enum class CertificateStatus { Good, Revoked, Unknown, Unavailable };
enum class StatusSource { None, Ocsp, Crl };

enum class RevocationReason {
    Unspecified,
    KeyCompromise,
    AuthorityCompromise,
    AffiliationChanged,
    Superseded,
    CessationOfOperation,
    Hold,
    PrivilegeWithdrawn,
};

/// Why a source could not be used, or what was odd about it.
enum class StatusProblem {
    NoAddress,
    NoAnswer, ///< the line, the deadline or the size
    Refused,  ///< an HTTP or OCSP error instead of an answer
    Unreadable,
    NonceWrong, ///< not the answer to this question
    NonceMissing,
    OtherCertificate, ///< speaks of another certificate
    SignatureWrong,
    ResponderNotTrusted,
    NotYetValid,
    TooOld,
    ScopeRefused, ///< a revocation list that does not cover this certificate
    NeverIssued,  ///< the responder says that no such certificate was issued (revoked on hold since 1970)
};

[[nodiscard]] QString nameOf(CertificateStatus status);
[[nodiscard]] QString nameOf(RevocationReason reason);
[[nodiscard]] QString nameOf(StatusProblem problem);

struct StatusNote
{
    StatusSource source = StatusSource::None;
    StatusProblem problem = StatusProblem::NoAnswer;
    QString detail = {};
};

struct StatusResult
{
    CertificateStatus status = CertificateStatus::Unavailable;
    StatusSource source = StatusSource::None;
    std::optional<core::WallTime> revokedAt = {};
    RevocationReason reason = RevocationReason::Unspecified;
    core::WallTime producedAt = {}; ///< when the source spoke; meaningless while unavailable
    std::optional<core::WallTime> nextUpdate = {};
    QByteArray evidence = {};           ///< the OCSP response or the list itself, DER, to be kept with a document
    QList<Certificate> responders = {}; ///< certificates carried by the response
    QList<StatusNote> notes = {};       ///< what went wrong on the way, in order
    [[nodiscard]] bool isGood() const { return status == CertificateStatus::Good; }
    /// Revocation after `time` leaves a signature made at `time` standing.
    [[nodiscard]] bool wasRevokedAt(core::WallTime time) const
    {
        return status == CertificateStatus::Revoked && (!revokedAt || *revokedAt <= time);
    }
};

struct StatusTimes
{
    core::WallTime at; ///< the time at which the answer is to hold
    std::chrono::seconds skew = std::chrono::minutes(5);
    std::chrono::seconds maxAge = std::chrono::hours(24); ///< where the answer names no next update
};

/// Judges an OCSP response that is at hand. `nonce` where the question was asked just now.
[[nodiscard]] StatusResult judgeOcsp(QByteArrayView response, const Certificate& certificate, const Certificate& issuer,
    const TrustStore& trust, const StatusTimes& times, std::optional<QByteArray> nonce = {});
/// Judges a revocation list that is at hand.
[[nodiscard]] StatusResult judgeCrl(
    QByteArrayView crl, const Certificate& certificate, const Certificate& issuer, const StatusTimes& times);

} // namespace tirkeu::pki
