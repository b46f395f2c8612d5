#include "documentjudge.h"

#include <evidence/record.h>
#include <evidence/verifier.h>

#include <core/json.h>

#include <algorithm>
#include <array>

namespace tirkeu::gateway {

namespace {
constexpr ErrorCode kNotWhole{"gateway.document-not-whole"};
constexpr ErrorCode kNotSigned{"gateway.document-not-signed"};
constexpr ErrorCode kStranger{"gateway.document-signed-by-stranger"};
constexpr ErrorCode kOfAnother{"gateway.document-of-another"};

enum class Hand {
    Teller,   ///< somebody who had this case in hand: this alone makes it a document of the bank (BIO-14, 27)
    Besides,  ///< a supervisor's, the organisation's seal, the client's own
    Stranger, ///< anybody else's
};

const criteria::StaffMember* signerOf(const criteria::Criteria& criteria, const QByteArray& certificate)
{
    const criteria::StaffMember* member = criteria.staffByCertificate(certificate);
    return member != nullptr && member->signing.contains(certificate) ? member : nullptr;
}

/// A certificate is renewed, the person stays: the IIN says whether it is the one who had the case.
bool hadTheCase(
    const criteria::Criteria& criteria, const criteria::StaffMember& signer, const casefile::CaseState& state)
{
    return std::ranges::any_of(state.actors, [&](const QString& actor) {
        const criteria::StaffMember* member = criteria.staffByCertificate(QByteArray::fromHex(actor.toLatin1()));
        return member != nullptr && member->iin == signer.iin;
    });
}

Hand handIn(
    const criteria::Criteria& criteria, const evidence::SignatureReport& signature, const casefile::CaseState& state)
{
    if (criteria.signing.seals.contains(signature.certificate))
        return Hand::Besides;
    const criteria::StaffMember* member = signerOf(criteria, signature.certificate);
    if (member == nullptr)
        return !signature.iin.isEmpty() && signature.iin == state.iin ? Hand::Besides : Hand::Stranger;
    using identity::StaffRole;
    const bool mayServe = member->role == StaffRole::Teller || member->role == StaffRole::Supervisor;
    if (mayServe && hadTheCase(criteria, *member, state))
        return Hand::Teller;
    return member->role == StaffRole::Supervisor ? Hand::Besides : Hand::Stranger;
}

bool isEnough(const evidence::SignatureReport& signature)
{
    return signature.indication == evidence::Indication::TotalPassed ||
           (signature.indication == evidence::Indication::Indeterminate &&
               signature.subIndication == evidence::SubIndication::TryLater);
}

/// What it says of itself is what the case says of it: this document, of this kind, about this person.
Result<> isOfCase(const QJsonObject& said, const casefile::CaseState& state, const core::Uuid& document)
{
    const auto record = evidence::Record::read(core::writeJson(said));
    if (!record)
        return failure(kOfAnother, ErrorKind::SecurityStop, record.error().detail);
    const QString iin = record->json().value(u"client").toObject().value(u"iin").toString();
    if (record->documentId() != document.toString())
        return failure(kOfAnother, ErrorKind::SecurityStop, QStringLiteral("id"));
    if (evidence::kindCode(record->kind()) != state.documents.value(document).kind)
        return failure(kOfAnother, ErrorKind::SecurityStop, QStringLiteral("kind"));
    if (iin != state.iin)
        return failure(kOfAnother, ErrorKind::SecurityStop, QStringLiteral("client"));
    return {};
}
} // namespace

reference::DocumentJudge makeDocumentJudge(
    std::function<pki::TrustStore()> trust, const reference::CriteriaBook& book, const core::Clock& clock)
{
    return [trust = std::move(trust), &book, &clock](const QByteArray& pdf, const casefile::CaseState& state,
               const core::Uuid& document) -> Result<reference::DocumentFacts> {
        const evidence::VerificationReport report = evidence::verify(pdf, {.trust = trust(), .at = clock.wall()});
        const std::array known{book.version(state.criteria.toInt()), book.current()};
        bool isSigned = false;
        reference::DocumentFacts facts;
        for (const evidence::SignatureReport& signature : report.signatures) {
            if (!isEnough(signature))
                return failure(kNotWhole, ErrorKind::SecurityStop, evidence::nameOf(signature.subIndication));
            if (signature.isTimeStamp)
                continue;
            Hand hand = Hand::Stranger;
            for (const auto& criteria : known) {
                if (!criteria)
                    continue;
                hand = std::min(hand, handIn(*criteria, signature, state));
                facts.isSealed = facts.isSealed || criteria->signing.seals.contains(signature.certificate);
            }
            if (hand == Hand::Stranger)
                return failure(kStranger, ErrorKind::SecurityStop, signature.name);
            isSigned = isSigned || hand == Hand::Teller;
        }
        if (!isSigned)
            return failure(kNotSigned, ErrorKind::SecurityStop, evidence::nameOf(report.subIndication));
        if (report.indication == evidence::Indication::TotalFailed)
            return failure(kNotWhole, ErrorKind::SecurityStop, evidence::nameOf(report.subIndication));
        const Result<> own = isOfCase(report.record, state, document);
        return own ? Result<reference::DocumentFacts>(facts) : failure(own);
    };
}

} // namespace tirkeu::gateway
