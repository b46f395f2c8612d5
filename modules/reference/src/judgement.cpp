#include "judgement.h"

#include <casefile/fold.h>
#include <core/encoding.h>
#include <core/hashing.h>
#include <identity/iin.h>

namespace tirkeu::reference {

namespace {
constexpr ErrorCode kOtherSender{"reference.package-of-another"};
constexpr ErrorCode kSigner{"reference.signer-not-trusted"};
constexpr ErrorCode kFuture{"reference.time-in-future"};
constexpr ErrorCode kCriteria{"reference.criteria-unknown"};
constexpr ErrorCode kNotLegal{"reference.events-not-legal"};
constexpr ErrorCode kNotEnded{"reference.case-not-ended"};
constexpr ErrorCode kNotSigned{"reference.ending-not-signed"};
constexpr ErrorCode kLimits{"reference.limits-loosened"};
constexpr ErrorCode kDocumentMissing{"reference.document-missing"};
constexpr ErrorCode kDocumentBad{"reference.document-not-good"};
constexpr ErrorCode kTemplateMissing{"reference.template-missing"};
constexpr ErrorCode kPartUnknown{"reference.part-unknown"};
constexpr std::chrono::minutes kClocksDiffer(5);

tl::unexpected<Refusal> refuse(const ErrorCode& code, const QString& detail = {})
{
    return tl::make_unexpected(Refusal{code.toString(), detail});
}

Judged<> judgeSender(const wire::OpenedPackage& opened, const criteria::Workstation& sender, const Judge& by)
{
    const wire::PackageContext& context = opened.manifest.context;
    if (context.workstation != sender.id || context.branch != sender.branch || by.signer != sender.id)
        return refuse(kOtherSender, context.workstation);
    if (context.made > by.now + kClocksDiffer)
        return refuse(kFuture, core::toIsoText(context.made));
    const pki::ChainVerdict chain = by.bank.check(opened.signer, context.made, pki::CertificateUse::Any);
    if (!chain.isTrusted())
        return refuse(kSigner, pki::nameOf(chain.reason));
    return {};
}

Judged<JudgedCase> foldEvents(const wire::OpenedPackage& opened)
{
    const wire::PackageContext& context = opened.manifest.context;
    JudgedCase judged;
    for (const wire::Part& part : opened.parts) {
        if (part.kind != wire::PartKind::Events)
            continue;
        auto events = wire::decodeEvents(part.bytes, context.client, context.caseId);
        if (!events)
            return refuse(kNotLegal, events.error().detail);
        judged.events = std::move(*events);
    }
    std::vector<casefile::Event> plain;
    plain.reserve(judged.events.size());
    for (const wire::ShownEvent& shown : judged.events)
        plain.push_back(shown.event);
    const auto state = casefile::fold(plain);
    if (!state)
        return refuse(kNotLegal, state.error().code.toString() + u' ' + state.error().values.join(u' '));
    judged.state = *state;
    if (!identity::Iin::parse(judged.state.iin))
        return refuse(kNotLegal, QStringLiteral("iin"));
    return judged;
}

Judged<> judgeLimits(const casefile::CaseState& state, const criteria::Attempts& allowed)
{
    const casefile::Limits& limits = state.limits;
    const auto interval = std::chrono::duration_cast<std::chrono::seconds>(allowed.interval).count();
    if (limits.attempts > std::max(allowed.palm, allowed.face) || limits.voids > allowed.voided ||
        limits.intervalSeconds < interval)
        return refuse(kLimits);
    for (const casefile::Modality modality : {casefile::Modality::Palm, casefile::Modality::Face}) {
        const int most = modality == casefile::Modality::Palm ? allowed.palm : allowed.face;
        for (const casefile::Hand hand : {casefile::Hand::None, casefile::Hand::Right, casefile::Hand::Left}) {
            if (state.spent(modality, hand) > most)
                return refuse(kLimits, casefile::nameOf(modality));
        }
    }
    return {};
}

/// The parts of a kind, by id.
QMap<core::Uuid, const wire::Part*> partsOfKind(const wire::OpenedPackage& opened, wire::PartKind kind)
{
    QMap<core::Uuid, const wire::Part*> parts;
    for (const wire::Part& part : opened.parts) {
        if (part.kind == kind)
            parts.insert(part.id, &part);
    }
    return parts;
}

QString hexDigest(const QByteArray& bytes)
{
    return QString::fromLatin1(core::toHex(core::sha256(bytes)));
}

Judged<> judgeDocuments(
    const wire::OpenedPackage& opened, const casefile::CaseState& state, const Judge& by, QList<core::Uuid>& unsealed)
{
    auto parts = partsOfKind(opened, wire::PartKind::Document);
    for (auto document = state.documents.cbegin(); document != state.documents.cend(); ++document) {
        const wire::Part* part = parts.take(document.key());
        if (part == nullptr || hexDigest(part->bytes) != document->digest)
            return refuse(kDocumentMissing, document.key().toString());
        const auto facts = by.documents(part->bytes, state, document.key());
        if (!facts)
            return refuse(kDocumentBad, facts.error().code.toString() + u' ' + facts.error().detail);
        if (!facts->isSealed)
            unsealed.append(document.key());
    }
    if (!parts.isEmpty())
        return refuse(kPartUnknown, parts.firstKey().toString());
    return {};
}

/// A template is the one its event names, formed in a passed check: the fold has seen to the latter.
Judged<> judgeTemplates(const wire::OpenedPackage& opened, const JudgedCase& judged)
{
    auto parts = partsOfKind(opened, wire::PartKind::Template);
    for (const wire::ShownEvent& shown : judged.events) {
        if (shown.event.kind != casefile::Kind::TemplateFormed)
            continue;
        const auto id = core::Uuid::parse(shown.event.fields.value(u"template").toString());
        const wire::Part* part = id ? parts.take(*id) : nullptr;
        if (part == nullptr || hexDigest(part->bytes) != shown.event.fields.value(u"digest").toString())
            return refuse(kTemplateMissing, shown.event.fields.value(u"template").toString());
    }
    if (!parts.isEmpty())
        return refuse(kPartUnknown, parts.firstKey().toString());
    return {};
}

QList<AttemptRow> attemptsIn(const JudgedCase& judged)
{
    QList<AttemptRow> rows;
    for (const casefile::Attempt& attempt : judged.state.attempts) {
        using State = casefile::Attempt::State;
        if (attempt.state == State::Authentic)
            continue;
        AttemptRow row{attempt.id, attempt.modality, attempt.hand, attempt.state == State::Voided, {}};
        for (const wire::ShownEvent& shown : judged.events) {
            if (shown.event.kind == casefile::Kind::AttemptStarted &&
                shown.event.fields.value(u"attempt").toString() == attempt.id.toString())
                row.at = shown.event.time;
        }
        rows.append(row);
    }
    return rows;
}
} // namespace

Judged<JudgedCase> judge(const wire::OpenedPackage& opened, const criteria::Workstation& sender, const Judge& by)
{
    if (const Judged<> good = judgeSender(opened, sender, by); !good)
        return tl::make_unexpected(good.error());
    Judged<JudgedCase> judged = foldEvents(opened);
    if (!judged)
        return judged;
    const casefile::CaseState& state = judged->state;
    if (state.phase != casefile::Phase::Ended)
        return refuse(kNotEnded, casefile::nameOf(state.phase));
    if (!state.isSettled())
        return refuse(kNotSigned);
    bool isNumber = false;
    const auto then = by.book.version(state.criteria.toInt(&isNumber));
    if (!isNumber || !then || opened.manifest.context.criteria != state.criteria || !then->isInForce(state.openedAt))
        return refuse(kCriteria, state.criteria);
    for (const Judged<>& good : {judgeStaff(*judged, *then, by, sender.branch), judgeLimits(state, then->attempts),
             judgePurpose(state, *then), judgeDecisions(*judged, *then),
             judgeDocuments(opened, state, by, judged->unsealed), judgeTemplates(opened, *judged)}) {
        if (!good)
            return tl::make_unexpected(good.error());
    }
    judged->attempts = attemptsIn(*judged);
    // The fold knows who opened it: an approval is by another, and by the staff judged above a supervisor's.
    judged->isApproved = !judged->events.front().event.fields.value(u"approvedBy").toString().isEmpty();
    return judged;
}

} // namespace tirkeu::reference
