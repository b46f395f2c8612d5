#include "documentjudge.h"

#include <evidence/verifier.h>

namespace tirkeu::gateway {

namespace {
constexpr ErrorCode kNotWhole{"gateway.document-not-whole"};
constexpr ErrorCode kNotSigned{"gateway.document-not-signed"};
constexpr ErrorCode kStranger{"gateway.document-signed-by-stranger"};

bool knows(const criteria::Criteria* criteria, const QByteArray& certificate)
{
    return criteria != nullptr &&
           (criteria->staffByCertificate(certificate) != nullptr || criteria->signing.seals.contains(certificate));
}

bool isEnough(const evidence::SignatureReport& signature)
{
    return signature.indication == evidence::Indication::TotalPassed ||
           (signature.indication == evidence::Indication::Indeterminate &&
               signature.subIndication == evidence::SubIndication::TryLater);
}
} // namespace

reference::DocumentJudge makeDocumentJudge(
    pki::TrustStore trust, const reference::CriteriaBook& book, const core::Clock& clock)
{
    return
        [trust = std::move(trust), &book, &clock](const QByteArray& pdf, const casefile::CaseState& state) -> Result<> {
            const evidence::VerificationReport report = evidence::verify(pdf, {.trust = trust, .at = clock.wall()});
            const auto then = book.version(state.criteria.toInt());
            const auto now = book.current();
            bool isSigned = false;
            for (const evidence::SignatureReport& signature : report.signatures) {
                if (!isEnough(signature))
                    return failure(kNotWhole, ErrorKind::SecurityStop, evidence::nameOf(signature.subIndication));
                if (signature.isTimeStamp)
                    continue;
                if (!knows(then.get(), signature.certificate) && !knows(now.get(), signature.certificate))
                    return failure(kStranger, ErrorKind::SecurityStop, {});
                isSigned = true;
            }
            if (!isSigned)
                return failure(kNotSigned, ErrorKind::SecurityStop, evidence::nameOf(report.subIndication));
            if (report.indication == evidence::Indication::TotalFailed)
                return failure(kNotWhole, ErrorKind::SecurityStop, evidence::nameOf(report.subIndication));
            return {};
        };
}

} // namespace tirkeu::gateway
