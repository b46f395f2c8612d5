// What a workstation could not compare for want of a line: the palm of a delivered case against the one that stands.
#include "referenceparts.h"

#include <core/encoding.h>
#include <core/hashing.h>
#include <palm/decision.h>

#include <algorithm>

namespace tirkeu::reference {

using casefile::MatchOutcome;

namespace {
/// The matcher's score is the criteria's value of 0 to 1 times this.
constexpr double kScoreOfOne = 10;

struct Awaited
{
    core::Uuid formed; ///< the template of the check that awaits
    casefile::Hand hand = casefile::Hand::None;
};

/// From the reference database, of a palm, and nobody has answered yet.
QList<Awaited> awaitedIn(const JudgedCase& judged)
{
    QList<Awaited> all;
    for (const wire::ShownEvent& shown : judged.events) {
        const casefile::Event& event = shown.event;
        if (event.kind != casefile::Kind::ComparisonAwaited ||
            event.fields.value(u"from").toString() != u"reference-database")
            continue;
        const auto id = core::Uuid::parse(event.fields.value(u"comparison").toString());
        const auto comparison = id ? judged.state.comparisons.constFind(*id) : judged.state.comparisons.cend();
        if (comparison == judged.state.comparisons.cend() || comparison->outcome)
            continue;
        const casefile::Attempt* attempt = judged.state.attempt(comparison->attempt);
        if (attempt == nullptr || attempt->modality != casefile::Modality::Palm)
            continue;
        for (auto formed = judged.state.templates.cbegin(); formed != judged.state.templates.cend(); ++formed) {
            if (formed.value() == comparison->attempt)
                all.append({formed.key(), attempt->hand});
        }
    }
    return all;
}

casefile::MatchResult compare(
    const palm::PalmTemplate& probe, const palm::PalmTemplate& enrolled, const criteria::Thresholds& thresholds)
{
    const palm::Decision decision = palm::decide(palm::Probe(probe), enrolled);
    casefile::MatchResult result;
    result.score = std::clamp(decision.measured.score / kScoreOfOne, 0.0, 1.0);
    result.threshold = thresholds.match;
    const bool isNear = decision.outcome == palm::Outcome::CannotDecide || result.score >= thresholds.stepUp;
    result.outcome = result.score >= thresholds.match ? MatchOutcome::Match
                     : isNear                         ? MatchOutcome::Undetermined
                                                      : MatchOutcome::NoMatch;
    return result;
}
} // namespace

// Told before the case is kept: if the power goes between, it is told again, and the workstation takes the first.
Result<> Reference::Parts::answerAwaited(
    const wire::OpenedPackage& opened, const JudgedCase& judged, const criteria::Thresholds& thresholds)
{
    const QList<Awaited> awaited = awaitedIn(judged);
    if (awaited.isEmpty())
        return {};
    const auto hands = engine.handsOf(keyed("biometry", judged.state.iin));
    if (!hands)
        return failure(hands);
    for (const Awaited& one : awaited) {
        const auto part = std::ranges::find_if(opened.parts, [&one](const wire::Part& candidate) {
            return candidate.kind == wire::PartKind::Template && candidate.id == one.formed;
        });
        const auto stands = std::ranges::find(*hands, one.hand, &HandRow::hand);
        if (part == opened.parts.end() || stands == hands->end())
            continue; // nobody enrolled that hand, and it stays awaited
        const Result<QByteArray> clear = unseal(kLabelPart, stands->id, stands->sealed);
        const auto enrolled = clear ? palm::PalmTemplate::fromBytes(*clear) : failure(clear);
        const auto probe = palm::PalmTemplate::fromBytes(part->bytes);
        if (!enrolled || !probe)
            continue;
        casefile::MatchResult result = compare(*probe, *enrolled, thresholds);
        result.probe = one.formed.toString();
        result.against = QString::fromLatin1(core::toHex(core::sha256(*clear)));
        const Result<> told = engine.answer({.workstation = opened.manifest.context.workstation,
            .kind = wire::Answer::Kind::Decision,
            .caseId = opened.manifest.context.caseId,
            .time = clock.wall(),
            .fields = result.toJson()});
        if (!told)
            return told;
    }
    return {};
}

} // namespace tirkeu::reference
