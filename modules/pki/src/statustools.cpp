#include "statustools.h"

#include <array>

namespace tirkeu::pki {

QString nameOf(CertificateStatus status)
{
    static constexpr std::array kNames{"good", "revoked", "unknown", "unavailable"};
    return QString::fromLatin1(kNames.at(static_cast<std::size_t>(status)));
}

QString nameOf(RevocationReason reason)
{
    static constexpr std::array kNames{"unspecified", "key-compromise", "authority-compromise", "affiliation-changed",
        "superseded", "cessation-of-operation", "hold", "privilege-withdrawn"};
    return QString::fromLatin1(kNames.at(static_cast<std::size_t>(reason)));
}

QString nameOf(StatusProblem problem)
{
    static constexpr std::array kNames{"no-address", "no-answer", "refused", "unreadable", "nonce-wrong",
        "nonce-missing", "other-certificate", "signature-wrong", "responder-not-trusted", "not-yet-valid", "too-old",
        "scope-refused", "never-issued"};
    return QString::fromLatin1(kNames.at(static_cast<std::size_t>(problem)));
}

StatusResult unusable(StatusSource source, StatusProblem problem, QString detail)
{
    StatusResult result;
    result.notes.append({source, problem, std::move(detail)});
    return result;
}

std::optional<StatusProblem> timesProblem(
    core::WallTime thisUpdate, std::optional<core::WallTime> nextUpdate, const StatusTimes& times)
{
    if (thisUpdate > times.at + times.skew)
        return StatusProblem::NotYetValid;
    const core::WallTime last = nextUpdate ? *nextUpdate : thisUpdate + times.maxAge;
    return times.at > last + times.skew ? std::optional(StatusProblem::TooOld) : std::nullopt;
}

RevocationReason revocationReasonOf(long code)
{
    switch (code) {
    case CRL_REASON_KEY_COMPROMISE:
        return RevocationReason::KeyCompromise;
    case CRL_REASON_CA_COMPROMISE:
    case CRL_REASON_AA_COMPROMISE:
        return RevocationReason::AuthorityCompromise;
    case CRL_REASON_AFFILIATION_CHANGED:
        return RevocationReason::AffiliationChanged;
    case CRL_REASON_SUPERSEDED:
        return RevocationReason::Superseded;
    case CRL_REASON_CESSATION_OF_OPERATION:
        return RevocationReason::CessationOfOperation;
    case CRL_REASON_CERTIFICATE_HOLD:
        return RevocationReason::Hold;
    case CRL_REASON_PRIVILEGE_WITHDRAWN:
        return RevocationReason::PrivilegeWithdrawn;
    default:
        return RevocationReason::Unspecified;
    }
}

bool isStrongSignature(int signatureNid)
{
    int digest = NID_undef;
    return OBJ_find_sigid_algs(signatureNid, &digest, nullptr) == 1 &&
           (digest == NID_sha256 || digest == NID_sha384 || digest == NID_sha512);
}

} // namespace tirkeu::pki
