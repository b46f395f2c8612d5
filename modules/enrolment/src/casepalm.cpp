#include <enrolment/casedesk.h>

#include <core/encoding.h>
#include <core/hashing.h>
#include <imaging/codecs.h>

#include <QJsonArray>

#include <algorithm>

namespace tirkeu::enrolment {

using casefile::Kind;
using casefile::Verdict;

namespace {
constexpr ErrorCode kNotItsTurn{"enrolment.not-its-turn"};
const QString kAlgorithm = QStringLiteral("tirkeu-palm-1");

QString hex(const QByteArray& bytes)
{
    return QString::fromLatin1(core::toHex(bytes));
}

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

Result<core::Uuid> CaseDesk::startAttempt(casefile::Hand hand, const casefile::DeviceAttestation& device)
{
    if (const Result<> may = mayStart(hand); !may)
        return failure(may);
    const core::Uuid attempt = core::Uuid::make(m_store.clock());
    const Result<> said =
        say(Kind::AttemptStarted, {{QStringLiteral("attempt"), attempt.toString()},
                                      {QStringLiteral("modality"), casefile::nameOf(casefile::Modality::Palm)},
                                      {QStringLiteral("hand"), casefile::nameOf(hand)},
                                      {QStringLiteral("number"), m_state.spent(casefile::Modality::Palm, hand) + 1},
                                      {QStringLiteral("device"), device.toJson()}});
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
    if (m_purpose->has(criteria::Step::PalmComparison))
        return compare(writer, attempt, formed, *findings.palm);

    const auto others = othersLike(*findings.palm);
    if (!others)
        return failure(others);
    if (*others == 0)
        return {};
    const auto suspected = writer.append(event(Kind::DuplicateSuspected,
        {{QStringLiteral("candidates"), *others}, {QStringLiteral("reference"), QStringLiteral("this-workstation")}}));
    return suspected ? Result<>() : failure(suspected);
}

Result<> CaseDesk::compare(
    vault::Writer& writer, const core::Uuid& attempt, const core::Uuid& formed, const palm::PalmTemplate& probe)
{
    const QString id = core::Uuid::make(m_store.clock()).toString();
    const auto enrolled = enrolledPalm(handOfSide(probe.side));
    if (!enrolled)
        return failure(enrolled);
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

Result<QList<palm::PalmTemplate>> CaseDesk::palmsOf(
    const casefile::ClientId& client, casefile::Hand hand, const std::optional<casefile::CaseId>& except) const
{
    const auto objects = m_store.objectsOf(client);
    if (!objects)
        return failure(objects);
    QList<palm::PalmTemplate> palms;
    for (const vault::ObjectInfo& object : *objects) {
        if (object.kind != vault::ObjectKind::Template || !object.isComplete || (except && object.caseId == except))
            continue;
        const auto bytes = m_store.readObject(object.id);
        if (!bytes)
            return failure(bytes);
        const auto palm = palm::PalmTemplate::fromBytes(*bytes);
        if (!palm)
            return failure(palm);
        if (palm->side == sideOf(hand))
            palms.append(*palm);
    }
    return palms;
}

Result<std::optional<palm::PalmTemplate>> CaseDesk::enrolledPalm(casefile::Hand hand) const
{
    // Only a case that enrolled, and was accepted, makes a palm the one that others are held against.
    const auto cases = m_store.casesOf(*m_state.client);
    if (!cases)
        return failure(cases);
    std::optional<palm::PalmTemplate> newest;
    core::WallTime when{};
    for (const vault::CaseLine& line : *cases) {
        const auto state = m_store.caseState(line.id);
        if (!state)
            return failure(state);
        const criteria::Purpose* purpose = m_criteria.purpose(state->purpose);
        if (!purpose || purpose->kind != criteria::Purpose::Kind::Enrol ||
            state->ending != casefile::Ending::Accepted || !state->has(casefile::kConsentPalmScan) ||
            line.opened < when)
            continue;
        const auto objects = m_store.objectsOf(*m_state.client);
        if (!objects)
            return failure(objects);
        for (const vault::ObjectInfo& object : *objects) {
            if (object.kind != vault::ObjectKind::Template || object.caseId != line.id || !object.isComplete)
                continue;
            const auto bytes = m_store.readObject(object.id);
            const auto palm = bytes ? palm::PalmTemplate::fromBytes(*bytes) : failure(bytes);
            if (!palm)
                return failure(palm);
            if (palm->side == sideOf(hand)) {
                newest = *palm;
                when = line.opened;
            }
        }
    }
    return newest;
}

Result<int> CaseDesk::othersLike(const palm::PalmTemplate& palm) const
{
    const auto cases = m_store.cases(vault::CaseList::All);
    if (!cases)
        return failure(cases);
    const palm::Probe probe(palm);
    QSet<QString> looked{m_state.client->toString()};
    int found = 0;
    for (const vault::CaseLine& line : *cases) {
        if (looked.contains(line.client.toString()))
            continue;
        looked.insert(line.client.toString());
        const auto palms = palmsOf(line.client, handOfSide(palm.side));
        if (!palms)
            return failure(palms);
        const bool isLike = std::ranges::any_of(*palms, [&](const palm::PalmTemplate& other) {
            return inCriteriaScale(palm::decide(probe, other).measured.score) >= m_criteria.palm.thresholds.duplicate;
        });
        found += isLike ? 1 : 0;
    }
    return found;
}

} // namespace tirkeu::enrolment
