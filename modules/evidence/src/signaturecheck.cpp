#include "signaturecheck.h"

#include <pki/signeddata.h>
#include <pki/status.h>
#include <pki/timestamp.h>

namespace tirkeu::evidence {

namespace {
constexpr ErrorCode kGoodDigest{"evidence.good-digest"};
constexpr ErrorCode kGoodSignature{"evidence.good-signature"};
constexpr ErrorCode kGoodChain{"evidence.good-chain"};
constexpr ErrorCode kGoodStatus{"evidence.good-status"};
constexpr ErrorCode kGoodTimeStamp{"evidence.good-time-stamp"};

constexpr ErrorCode kUnreadable{"evidence.signature-unreadable"};
constexpr ErrorCode kChanged{"evidence.changed-after-signing"};
constexpr ErrorCode kWrong{"evidence.signature-wrong"};
constexpr ErrorCode kNotBound{"evidence.certificate-not-bound"};
constexpr ErrorCode kSwapped{"evidence.certificate-swapped"};
constexpr ErrorCode kMissing{"evidence.certificate-absent"};
constexpr ErrorCode kWeak{"evidence.algorithm-refused"};
constexpr ErrorCode kKeyNotSupported{"evidence.key-not-supported"};
constexpr ErrorCode kClaimedTime{"evidence.signing-time-forbidden"};

constexpr ErrorCode kNoChain{"evidence.chain-unknown"};
constexpr ErrorCode kChainRefused{"evidence.chain-refused"};
constexpr ErrorCode kExpired{"evidence.expired-without-proof"};
constexpr ErrorCode kNotYetValid{"evidence.certificate-not-yet-valid"};

constexpr ErrorCode kRevoked{"evidence.revoked-before"};
constexpr ErrorCode kNoStatus{"evidence.status-absent"};
constexpr ErrorCode kForeignStatus{"evidence.status-of-another"};

constexpr ErrorCode kStampForeign{"evidence.time-stamp-of-another"};
constexpr ErrorCode kStampRefused{"evidence.time-stamp-refused"};
constexpr ErrorCode kStampOrder{"evidence.time-stamp-order"};

// How far the clocks of those concerned may stand apart.
constexpr std::chrono::minutes kSkew{5};

struct Verdict
{
    SubIndication subIndication;
    ErrorCode code;
};

void fail(SignatureReport& report, const Verdict& verdict, const QString& detail = {}, const QStringList& values = {})
{
    report.subIndication = verdict.subIndication;
    report.indication = indicationOf(verdict.subIndication);
    const bool failed = report.indication == Indication::TotalFailed;
    report.steps.append({failed ? StepOutcome::Failed : StepOutcome::Undecided, verdict.code, values, detail});
}

void pass(SignatureReport& report, ErrorCode code, const QStringList& values = {})
{
    report.steps.append({StepOutcome::Passed, code, values});
}

[[nodiscard]] Verdict verdictOf(pki::SignatureReason reason)
{
    using Reason = pki::SignatureReason;
    using Sub = SubIndication;
    switch (reason) {
    case Reason::ContentChanged:
        return {Sub::HashFailure, kChanged};
    case Reason::NotBound:
        return {Sub::SigConstraintsFailure, kNotBound};
    case Reason::CertificateSwapped:
        return {Sub::SigCryptoFailure, kSwapped};
    case Reason::CertificateMissing:
        return {Sub::NoSigningCertificateFound, kMissing};
    case Reason::AlgorithmRefused:
        return {Sub::CryptoConstraintsFailure, kWeak};
    case Reason::KeyNotSupported:
        return {Sub::CryptoConstraintsFailure, kKeyNotSupported};
    case Reason::Good:
    case Reason::SignatureWrong:
    case Reason::AttributesMissing:
        break;
    }
    return {Sub::SigCryptoFailure, kWrong};
}

[[nodiscard]] Verdict verdictOf(pki::ChainReason reason)
{
    using Reason = pki::ChainReason;
    using Sub = SubIndication;
    switch (reason) {
    case Reason::IssuerUnknown:
    case Reason::AnchorUnknown:
        return {Sub::NoCertificateChainFound, kNoChain};
    case Reason::Expired:
        return {Sub::OutOfBoundsNoPoe, kExpired};
    case Reason::NotYetValid:
        return {Sub::NotYetValid, kNotYetValid};
    case Reason::AlgorithmRefused:
        return {Sub::CryptoConstraintsFailure, kWeak};
    case Reason::KeyNotSupported:
        return {Sub::CryptoConstraintsFailure, kKeyNotSupported};
    default:
        return {Sub::ChainConstraintsFailure, kChainRefused};
    }
}

// Status inside the document, for a certificate as of a proven moment. The material may be older or newer than now by
// years; what counts is that it spoke after the moment, or was still in force then.
[[nodiscard]] std::optional<pki::StatusResult> statusInside(const pki::Certificate& certificate,
    const pki::Certificate& issuer, const Material& material, core::WallTime proven, bool& spokeOfAnother)
{
    pki::StatusTimes times{proven};
    times.skew = std::chrono::years(100);
    times.maxAge = std::chrono::years(100);
    const auto isFresh = [proven](const pki::StatusResult& status) {
        return status.producedAt + kSkew >= proven || (status.nextUpdate && *status.nextUpdate >= proven);
    };
    std::optional<pki::StatusResult> found;
    const auto consider = [&](const pki::StatusResult& status) {
        for (const pki::StatusNote& note : status.notes)
            spokeOfAnother = spokeOfAnother || note.problem == pki::StatusProblem::OtherCertificate;
        const bool usable =
            status.status == pki::CertificateStatus::Good || status.status == pki::CertificateStatus::Revoked;
        // A revocation found anywhere outweighs any number of good answers.
        if (usable && isFresh(status) && (!found || status.status == pki::CertificateStatus::Revoked))
            found = status;
    };
    pki::TrustStore trust = material.trust;
    for (const pki::Certificate& known : material.certificates)
        trust.addIntermediate(known);
    for (const QByteArray& response : material.ocspResponses) {
        // An answer about this certificate holds its serial number; reading the others costs more than looking.
        if (response.contains(certificate.serialNumber()))
            consider(pki::judgeOcsp(response, certificate, issuer, trust, times));
        else
            spokeOfAnother = true;
    }
    for (const QByteArray& crl : material.crls)
        consider(pki::judgeCrl(crl, certificate, issuer, times));
    return found;
}

// Chain and status of a certificate at a proven moment; false where the report says why not.
[[nodiscard]] bool checkTrust(SignatureReport& report, const pki::Certificate& certificate, pki::CertificateUse use,
    const Material& material, core::WallTime proven)
{
    const pki::ChainVerdict chain = material.trust.check(certificate, proven, use, material.certificates);
    if (!chain.isTrusted()) {
        fail(report, verdictOf(chain.reason), pki::nameOf(chain.reason) + u' ' + chain.detail);
        return false;
    }
    pass(report, kGoodChain, {chain.chain.last().subject().commonName});
    for (qsizetype i = 0; i + 1 < chain.chain.size(); ++i) {
        bool spokeOfAnother = false;
        const pki::Certificate& link = chain.chain.at(i);
        const auto status = statusInside(link, chain.chain.at(i + 1), material, proven, spokeOfAnother);
        if (!status) {
            fail(report,
                {SubIndication::TryLater,
                    spokeOfAnother && i == 0 && material.crls.isEmpty() ? kForeignStatus : kNoStatus},
                QStringLiteral("certificate %1 of the chain").arg(i + 1));
            return false;
        }
        if (status->wasRevokedAt(proven)) {
            fail(report, {i == 0 ? SubIndication::RevokedNoPoe : SubIndication::RevokedCaNoPoe, kRevoked},
                pki::nameOf(status->reason), {status->revokedAt ? core::shownDateTime(*status->revokedAt) : QString()});
            return false;
        }
    }
    pass(report, kGoodStatus);
    return true;
}

// Nothing signs what stands behind the signature's value, so only one thing may stand there: a time stamp, which is
// judged. Otherwise a changed byte could turn it into an attribute that nobody looks at.
[[nodiscard]] bool isTidy(const QByteArray& cms, const pki::SignerResult& signer)
{
    const qsizetype value = cms.lastIndexOf(signer.signature) + signer.signature.size();
    constexpr qsizetype kHeads = 36; // tags, lengths and the name of one attribute
    return signer.timeStampToken.isEmpty()
               ? value == cms.size()
               : cms.endsWith(signer.timeStampToken) && cms.size() - signer.timeStampToken.size() - value <= kHeads;
}

[[nodiscard]] bool checkToken(SignatureReport& report, QByteArrayView token,
    const std::function<QByteArray(core::HashAlgorithm)>& digest, const Material& material, core::WallTime provenBefore,
    core::WallTime& time)
{
    pki::TimeStamp stamp;
    for (const auto algorithm :
        {core::HashAlgorithm::Sha256, core::HashAlgorithm::Sha384, core::HashAlgorithm::Sha512}) {
        pki::TimeStampExpectation expected{algorithm, digest(algorithm)};
        expected.at = provenBefore;
        stamp = pki::judgeTimeStamp(token, expected, material.trust, material.certificates);
        if (stamp.reason != pki::TimeStampReason::ImprintWrong)
            break;
    }
    using Reason = pki::TimeStampReason;
    switch (stamp.reason) {
    case Reason::Good:
        break;
    case Reason::ImprintWrong:
        fail(report, {SubIndication::HashFailure, kStampForeign}, stamp.detail);
        return false;
    case Reason::ChainNotTrusted:
        fail(report, verdictOf(stamp.chain.reason), pki::nameOf(stamp.chain.reason) + u' ' + stamp.detail);
        return false;
    case Reason::Unreadable:
    case Reason::SignatureWrong:
        fail(report, {SubIndication::SigCryptoFailure, kStampRefused}, pki::nameOf(stamp.reason) + u' ' + stamp.detail);
        return false;
    default:
        fail(report, {SubIndication::ChainConstraintsFailure, kStampRefused},
            pki::nameOf(stamp.reason) + u' ' + stamp.detail);
        return false;
    }
    if (stamp.time > provenBefore + kSkew) {
        fail(report, {SubIndication::TimestampOrderFailure, kStampOrder});
        return false;
    }
    // The newest time stamp has no status inside; an older one has, and a revocation there counts.
    if (stamp.authority && stamp.chain.issuer()) {
        bool spokeOfAnother = false;
        const auto status = statusInside(*stamp.authority, *stamp.chain.issuer(), material, stamp.time, spokeOfAnother);
        if (status && status->wasRevokedAt(provenBefore)) {
            fail(report, {SubIndication::RevokedNoPoe, kRevoked}, QStringLiteral("time-stamping authority"),
                {status->revokedAt ? core::shownDateTime(*status->revokedAt) : QString()});
            return false;
        }
    }
    time = stamp.time;
    pass(report, kGoodTimeStamp,
        {core::shownDateTime(stamp.time), stamp.authority ? stamp.authority->subject().commonName : QString()});
    return true;
}
} // namespace

void checkSignature(SignatureReport& report, const FoundSignature& found, QByteArrayView pdf, const Material& material,
    core::WallTime provenBefore)
{
    report.claimedTime = found.claimedTime;
    const auto cms = pki::SignedData::read(found.der, {}, pki::TrailingZeros::Allowed);
    if (!cms || !cms->isDetached()) {
        fail(report, {SubIndication::FormatFailure, kUnreadable},
            cms ? QStringLiteral("carries content") : cms.error().detail);
        return;
    }
    const auto signers = cms->verifyDigest([&](core::HashAlgorithm algorithm) { return found.digest(pdf, algorithm); },
        pki::CertificateBinding::Required, material.certificates);
    if (signers.size() != 1) {
        fail(report, {SubIndication::FormatFailure, kUnreadable}, QStringLiteral("%1 signers").arg(signers.size()));
        return;
    }
    const pki::SignerResult& signer = signers.first();
    if (signer.certificate) {
        const pki::DistinguishedName& subject = signer.certificate->subject();
        report.name = subject.commonName;
        report.iin = subject.iin;
        report.bin = subject.bin;
        report.organisation = subject.organisation;
        report.certificate = signer.certificate->fingerprint();
    }
    if (!signer.isGood()) {
        fail(report, verdictOf(signer.reason), pki::nameOf(signer.reason));
        return;
    }
    if (!isTidy(cms->der(), signer)) {
        fail(report, {SubIndication::FormatFailure, kUnreadable},
            QStringLiteral("something besides a time stamp behind the signature"));
        return;
    }
    pass(report, kGoodDigest);
    if (signer.claimedTime) {
        fail(report, {SubIndication::SigConstraintsFailure, kClaimedTime});
        return;
    }
    pass(report, kGoodSignature, {report.name});

    Material all = material;
    all.certificates += cms->certificates();
    core::WallTime proven = provenBefore;
    if (!signer.timeStampToken.isEmpty()) {
        const auto digest = [&signer](core::HashAlgorithm algorithm) {
            return core::hash(algorithm, signer.signature);
        };
        if (!checkToken(report, signer.timeStampToken, digest, all, provenBefore, proven))
            return;
        report.provenTime = proven;
    }
    if (!checkTrust(report, *signer.certificate, pki::CertificateUse::DocumentSignature, all, proven))
        return;
    report.indication = Indication::TotalPassed;
}

void checkTimeStamp(SignatureReport& report, const FoundSignature& found, QByteArrayView pdf, const Material& material,
    core::WallTime provenBefore)
{
    report.isTimeStamp = true;
    // A token's own length ends it; the rest of the gap is zeros.
    const auto cms = pki::SignedData::read(found.der, {}, pki::TrailingZeros::Allowed);
    if (!cms) {
        fail(report, {SubIndication::FormatFailure, kUnreadable}, cms.error().detail);
        return;
    }
    Material all = material;
    all.certificates += cms->certificates();
    core::WallTime time{};
    const auto digest = [&](core::HashAlgorithm algorithm) {
        return found.digest(pdf, algorithm);
    };
    if (!checkToken(report, cms->der(), digest, all, provenBefore, time))
        return;
    report.provenTime = time;
    report.indication = Indication::TotalPassed;
}

} // namespace tirkeu::evidence
