#include <enrolment/casedesk.h>

#include "deskhelp.h"

#include <core/hashing.h>
#include <imaging/codecs.h>

#include <QJsonArray>

#include <algorithm>

namespace tirkeu::enrolment {

using casefile::Hand;
using casefile::Kind;
using casefile::Verdict;

namespace {
constexpr ErrorCode kNotItsTurn{"enrolment.not-its-turn"};
constexpr ErrorCode kNoFrames{"enrolment.paper-incomplete"};
const QString kAlgorithm = QStringLiteral("tirkeu-palm-1");

Hand handOfSide(palm::Side side)
{
    return side == palm::Side::Right ? Hand::Right : Hand::Left;
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
        return suspect(writer, findings);
    }
    // A palm in the place of an enrolled one is held against that.
    const auto before = enrolledPalm(handOfSide(findings.palm->side));
    if (!before)
        return failure(before);
    if (*before) {
        if (const Result<> compared = compare(writer, attempt, formed, *findings.palm); !compared)
            return compared;
    }
    return suspect(writer, findings);
}

Result<> CaseDesk::compare(
    vault::Writer& writer, const core::Uuid& attempt, const core::Uuid& formed, const palm::PalmTemplate& probe)
{
    const QString id = core::Uuid::make(m_store.clock()).toString();
    const Hand hand = handOfSide(probe.side);
    const auto enrolled = knownPalm(hand);
    const auto near = nearPalm(hand == Hand::Right ? Hand::Left : Hand::Right);
    if (!enrolled || !near)
        return !enrolled ? failure(enrolled) : failure(near);
    if (!*enrolled) {
        const auto awaited = writer.append(event(Kind::ComparisonAwaited,
            {{QStringLiteral("comparison"), id}, {QStringLiteral("attempt"), attempt.toString()},
                {QStringLiteral("from"), QStringLiteral("reference-database")}}));
        return awaited ? Result<>() : failure(awaited);
    }
    const criteria::Thresholds& thresholds = m_criteria.palm.thresholds;
    casefile::MatchResult result = *near ? compareSecondPalm(**near, {probe, **enrolled}, thresholds)
                                         : comparePalms(probe, **enrolled, thresholds);
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

Result<std::optional<palm::PalmTemplate>> CaseDesk::knownPalm(Hand hand) const
{
    auto known = enrolledPalm(hand);
    if (const auto atBank = m_reference.constFind(hand); known && !*known && atBank != m_reference.cend())
        *known = *atBank;
    return known;
}

Result<std::optional<palm::PalmTemplate>> CaseDesk::formedPalm(Hand hand) const
{
    std::optional<palm::PalmTemplate> formed;
    for (auto it = m_state.templates.cbegin(); it != m_state.templates.cend(); ++it) {
        const casefile::Attempt* attempt = m_state.attempt(it.value());
        if (!attempt || attempt->modality != casefile::Modality::Palm || attempt->hand != hand)
            continue;
        const auto bytes = m_store.readObject(vault::ObjectId(it.key()));
        const auto palm = bytes ? palm::PalmTemplate::fromBytes(*bytes) : failure(bytes);
        if (!palm)
            return failure(palm);
        formed = *palm;
    }
    return formed;
}

Result<std::optional<PalmPair>> CaseDesk::nearPalm(Hand other) const
{
    const bool isNear = std::ranges::any_of(m_state.comparisons, [&](const casefile::ComparisonState& one) {
        const casefile::Attempt* attempt = m_state.attempt(one.attempt);
        return one.outcome == casefile::MatchOutcome::Undetermined && attempt &&
               attempt->modality == casefile::Modality::Palm && attempt->hand == other;
    });
    if (!isNear)
        return std::nullopt;
    const auto probe = formedPalm(other);
    const auto enrolled = knownPalm(other);
    if (!probe || !enrolled)
        return !probe ? failure(probe) : failure(enrolled);
    return *probe && *enrolled ? std::optional(PalmPair{**probe, **enrolled}) : std::nullopt;
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

Result<> CaseDesk::suspect(vault::Writer& writer, const PalmFindings& findings)
{
    const palm::PalmTemplate& palm = *findings.palm;
    const Hand hand = handOfSide(palm.side);
    const auto before = standing();
    const auto enrolled = before ? enrolledPalms(m_store, *before) : failure(before);
    const auto tellers = tellersPalms();
    const auto formed = formedPalm(hand == Hand::Right ? Hand::Left : Hand::Right);
    if (!enrolled || !tellers)
        return !enrolled ? failure(enrolled) : failure(tellers);
    if (!formed)
        return failure(formed);
    palm::PalmsOfCase shown;
    const auto listOf = [](palm::PalmsOfCase& palms, palm::Side side) -> std::vector<palm::PalmTemplate>& {
        return side == palm::Side::Left ? palms.left : palms.right;
    };
    listOf(shown, palm.side) = findings.samples;
    palm::PalmsOfCase known;
    for (const EnrolledPalm& one : *enrolled)
        listOf(known, one.palm.side).push_back(one.palm);
    // The other hand of this case: what it says counts as the second look, and it may be this very hand.
    const palm::PalmsOfCase alone = shown;
    palm::PalmsOfCase ofCase;
    if (*formed) {
        listOf(shown, (*formed)->side).push_back(**formed);
        listOf(ofCase, (*formed)->side).push_back(**formed);
    }

    std::vector<palm::Finding> all = palm::checkAssignment(shown, known, *tellers);
    const std::vector<palm::Finding> twice = palm::checkAssignment(alone, ofCase, {});
    all.insert(all.end(), twice.begin(), twice.end());
    QList<std::pair<QString, int>> found; // against what, how many
    for (const palm::Finding& finding : all) {
        // Another person's palm is what the comparison says, by the criteria's thresholds.
        if (!finding.confirmed || finding.side != palm.side || finding.suspicion == palm::Suspicion::AnotherPersonsPalm)
            continue;
        const std::pair line{finding.suspicion == palm::Suspicion::TellersPalm ? QStringLiteral("teller")
                                                                               : QStringLiteral("hands-exchanged"),
            1};
        if (!found.contains(line))
            found.append(line);
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
