#include <enrolment/casedesk.h>

#include "deskhelp.h"

#include <core/hashing.h>
#include <imaging/codecs.h>

#include <QJsonArray>

#include <algorithm>

namespace tirkeu::enrolment {

using casefile::Kind;
using casefile::Verdict;

namespace {
constexpr ErrorCode kNotItsTurn{"enrolment.not-its-turn"};
constexpr ErrorCode kNoFrames{"enrolment.paper-incomplete"};
const QString kAlgorithm = QStringLiteral("tirkeu-palm-1");

casefile::Hand handOfSide(palm::Side side)
{
    return side == palm::Side::Right ? casefile::Hand::Right : casefile::Hand::Left;
}
} // namespace

Result<> CaseDesk::mayStart(casefile::Hand hand) const
{
    const auto now = stepNow(plan());
    if (!now || handOf(*now) != hand)
        return failure(kNotItsTurn, ErrorKind::OperatorCanFix, casefile::nameOf(hand));
    return {};
}

Result<core::Uuid> CaseDesk::startAttempt(
    casefile::Hand hand, const casefile::DeviceAttestation& device, const QList<QByteArray>& frames)
{
    if (const Result<> may = mayStart(hand); !may)
        return failure(may);
    if (frames.isEmpty())
        return failure(kNoFrames, ErrorKind::Bug, casefile::nameOf(hand));
    QJsonArray digests;
    for (const QByteArray& frame : frames)
        digests.append(hex(frame));
    const core::Uuid attempt = core::Uuid::make(m_store.clock());
    const Result<> said = say(
        Kind::AttemptStarted, {{QStringLiteral("attempt"), attempt.toString()},
                                  {QStringLiteral("modality"), casefile::nameOf(casefile::Modality::Palm)},
                                  {QStringLiteral("hand"), casefile::nameOf(hand)},
                                  {QStringLiteral("number"), m_state.spent(casefile::Modality::Palm, hand) + 1},
                                  {QStringLiteral("device"), device.toJson()}, {QStringLiteral("digests"), digests}});
    if (!said)
        return failure(said);
    return attempt;
}

Result<> CaseDesk::voidAttempt(const core::Uuid& attempt, const ProvenFault& fault)
{
    return say(
        Kind::AttemptVoided, {{QStringLiteral("attempt"), attempt.toString()}, {QStringLiteral("cause"), fault.cause},
                                 {QStringLiteral("evidence"), fault.evidence}});
}

Result<> CaseDesk::finishAttempt(const core::Uuid& attempt, const PalmFindings& findings)
{
    return write([&](vault::Writer& writer) { return keepFindings(writer, attempt, findings); });
}

Result<> CaseDesk::keepFindings(vault::Writer& writer, const core::Uuid& attempt, const PalmFindings& findings)
{
    QJsonArray digests;
    for (const imaging::Frame& frame : findings.originals) {
        digests.append(hex(frame.digest()));
        const auto png = imaging::encodePng(frame);
        if (!png)
            return failure(png);
        if (const auto kept = writer.keep(vault::ObjectKind::Picture, *m_state.client, m_state.id, *png); !kept)
            return failure(kept);
    }
    for (const QByteArray& proof : findings.proofs) {
        if (const auto kept = writer.keep(vault::ObjectKind::Original, *m_state.client, m_state.id, proof); !kept)
            return failure(kept);
    }
    const auto finished = writer.append(event(Kind::AttemptFinished,
        {{QStringLiteral("attempt"), attempt.toString()},
            {QStringLiteral("verdict"), casefile::nameOf(findings.attack.verdict)},
            {QStringLiteral("result"), findings.attack.toJson()}, {QStringLiteral("digests"), digests}}));
    if (!finished)
        return failure(finished);
    if (!findings.palm || findings.attack.verdict != Verdict::Authentic)
        return {};

    const QByteArray bytes = findings.palm->toBytes();
    const auto kept = writer.keep(vault::ObjectKind::Template, *m_state.client, m_state.id, bytes);
    if (!kept)
        return failure(kept);
    const core::Uuid formed = kept->id.uuid();
    const auto said = writer.append(event(Kind::TemplateFormed,
        {{QStringLiteral("template"), formed.toString()}, {QStringLiteral("attempt"), attempt.toString()},
            {QStringLiteral("digest"), hex(core::sha256(bytes))}, {QStringLiteral("algorithm"), kAlgorithm}}));
    if (!said)
        return failure(said);
    if (m_purpose.has(criteria::Step::PalmComparison)) {
        if (const Result<> compared = compare(writer, attempt, formed, *findings.palm); !compared)
            return compared;
        return suspect(writer, *findings.palm);
    }
    // A palm in the place of an enrolled one is held against that.
    const auto before = enrolledPalm(handOfSide(findings.palm->side));
    if (!before)
        return failure(before);
    if (*before) {
        if (const Result<> compared = compare(writer, attempt, formed, *findings.palm); !compared)
            return compared;
    }
    return suspect(writer, *findings.palm);
}

Result<> CaseDesk::compare(
    vault::Writer& writer, const core::Uuid& attempt, const core::Uuid& formed, const palm::PalmTemplate& probe)
{
    const QString id = core::Uuid::make(m_store.clock()).toString();
    auto enrolled = enrolledPalm(handOfSide(probe.side));
    if (!enrolled)
        return failure(enrolled);
    if (const auto atBank = m_reference.constFind(handOfSide(probe.side)); !*enrolled && atBank != m_reference.cend())
        *enrolled = *atBank;
    if (!*enrolled) {
        const auto awaited = writer.append(event(Kind::ComparisonAwaited,
            {{QStringLiteral("comparison"), id}, {QStringLiteral("attempt"), attempt.toString()},
                {QStringLiteral("from"), QStringLiteral("reference-database")}}));
        return awaited ? Result<>() : failure(awaited);
    }
    casefile::MatchResult result = comparePalms(probe, **enrolled, m_criteria.palm.thresholds);
    result.probe = formed.toString();
    result.against = hex(core::sha256((*enrolled)->toBytes()));
    const auto made = writer.append(event(
        Kind::ComparisonMade, {{QStringLiteral("comparison"), id}, {QStringLiteral("attempt"), attempt.toString()},
                                  {QStringLiteral("outcome"), casefile::nameOf(result.outcome)},
                                  {QStringLiteral("result"), result.toJson()}}));
    return made ? Result<>() : failure(made);
}

Result<std::optional<palm::PalmTemplate>> CaseDesk::enrolledPalm(casefile::Hand hand) const
{
    const auto before = standing();
    if (!before)
        return failure(before);
    const auto palms = enrolledPalms(m_store, *before);
    if (!palms)
        return failure(palms);
    const auto found = palms->constFind(hand);
    return found == palms->cend() ? std::nullopt : std::optional(found->palm);
}

Result<bool> CaseDesk::needsReferencePalms() const
{
    if (m_state.phase != casefile::Phase::Open || !m_purpose.has(criteria::Step::PalmComparison))
        return false;
    const auto before = standing();
    return before ? Result<bool>(before->palms.isEmpty()) : failure(before);
}

Result<> CaseDesk::takeReferencePalms(const casefile::CaseId& id, const std::vector<palm::PalmTemplate>& palms)
{
    if (m_state.id != id)
        return {}; // the case they were asked for is no longer in hand
    m_reference.clear();
    for (const palm::PalmTemplate& palm : palms)
        m_reference.insert(handOfSide(palm.side), palm);
    return {};
}

// Staff are clients, too: the teller's own palms, where they enrolled them here.
Result<std::vector<palm::PalmTemplate>> CaseDesk::tellersPalms() const
{
    std::vector<palm::PalmTemplate> palms;
    const criteria::StaffMember* teller = staffNamed(m_criteria, m_teller.id);
    if (!teller || teller->iin.toString() == m_state.iin)
        return palms;
    const auto clients = m_store.find(vault::SearchField::Iin, teller->iin.toString());
    if (!clients)
        return failure(clients);
    for (const casefile::ClientId& client : *clients) {
        const auto before = standingOf(m_store, client);
        const auto own = before ? enrolledPalms(m_store, *before) : failure(before);
        if (!own)
            return failure(own);
        for (const EnrolledPalm& one : *own)
            palms.push_back(one.palm);
    }
    return palms;
}

Result<> CaseDesk::suspect(vault::Writer& writer, const palm::PalmTemplate& palm)
{
    const auto before = standing();
    const auto enrolled = before ? enrolledPalms(m_store, *before) : failure(before);
    const auto tellers = tellersPalms();
    if (!enrolled || !tellers)
        return !enrolled ? failure(enrolled) : failure(tellers);
    palm::PalmsOfCase shown;
    (palm.side == palm::Side::Left ? shown.left : shown.right).push_back(palm);
    palm::PalmsOfCase known;
    for (const EnrolledPalm& one : *enrolled)
        (one.palm.side == palm::Side::Left ? known.left : known.right).push_back(one.palm);

    QList<std::pair<QString, int>> found; // against what, how many
    for (const palm::Finding& finding : palm::checkAssignment(shown, known, *tellers)) {
        if (finding.suspicion == palm::Suspicion::TellersPalm)
            found.append({QStringLiteral("teller"), 1});
        else if (finding.suspicion == palm::Suspicion::HandsExchanged)
            found.append({QStringLiteral("hands-exchanged"), 1});
        // Another person's palm is what the comparison says, by the criteria's thresholds.
    }
    if (m_purpose.kind == criteria::Purpose::Kind::Enrol) {
        if (const Result<> taken = m_known->refresh(m_store); !taken)
            return taken;
        const int others = m_known->othersLike(palm, *m_state.client, m_criteria.palm.thresholds.duplicate);
        if (others > 0)
            found.append({QStringLiteral("this-workstation"), others});
    }
    for (const auto& [reference, count] : found) {
        const auto suspected = writer.append(event(Kind::DuplicateSuspected,
            {{QStringLiteral("candidates"), count}, {QStringLiteral("reference"), reference}}));
        if (!suspected)
            return failure(suspected);
    }
    return {};
}

} // namespace tirkeu::enrolment
