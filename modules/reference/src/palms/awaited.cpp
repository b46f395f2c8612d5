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
QList<Awaited> awaitedIn(const casefile::CaseState& state, const std::vector<wire::ShownEvent>& events)
{
    QList<Awaited> all;
    for (const wire::ShownEvent& shown : events) {
        const casefile::Event& event = shown.event;
        if (event.kind != casefile::Kind::ComparisonAwaited ||
            event.fields.value(u"from").toString() != u"reference-database")
            continue;
        const auto id = core::Uuid::parse(event.fields.value(u"comparison").toString());
        const auto comparison = id ? state.comparisons.constFind(*id) : state.comparisons.cend();
        if (comparison == state.comparisons.cend() || comparison->outcome)
            continue;
        const casefile::Attempt* attempt = state.attempt(comparison->attempt);
        if (attempt == nullptr || attempt->modality != casefile::Modality::Palm)
            continue;
        for (auto formed = state.templates.cbegin(); formed != state.templates.cend(); ++formed) {
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

Result<QList<AnswerDraft>> Reference::Parts::answersAwaited(const casefile::CaseState& state,
    const std::vector<wire::ShownEvent>& events, const QString& workstation, const PalmTaken& taken)
{
    QList<AnswerDraft> answers;
    const QList<Awaited> awaited = awaitedIn(state, events);
    const auto then = book.version(state.criteria.toInt());
    if (awaited.isEmpty() || !then)
        return answers;
    const auto hands = engine.handsOf(keyed("biometry", state.iin));
    if (!hands)
        return failure(hands);
    for (const Awaited& one : awaited) {
        const auto stands = std::ranges::find(*hands, one.hand, &HandRow::hand);
        const Result<QByteArray> formed = taken(one.formed);
        if (!formed)
            return failure(formed);
        if (formed->isEmpty() || stands == hands->end())
            continue; // nobody enrolled that hand, and it stays awaited
        const Result<> noted = engine.notePalmReading({.person = keyed("person", state.iin),
            .workstation = workstation,
            .purpose = state.purpose,
            .caseId = state.id->uuid(),
            .at = clock.wall(),
            .hands = 1});
        if (!noted)
            return failure(noted);
        const Result<QByteArray> clear = unseal(kLabelPart, stands->id, stands->sealed);
        const auto enrolled = clear ? palm::PalmTemplate::fromBytes(*clear) : failure(clear);
        const auto probe = palm::PalmTemplate::fromBytes(*formed);
        if (!enrolled || !probe)
            continue;
        casefile::MatchResult result = compare(*probe, *enrolled, then->palm.thresholds);
        result.probe = one.formed.toString();
        result.against = QString::fromLatin1(core::toHex(core::sha256(*clear)));
        answers.append({.workstation = workstation,
            .kind = wire::Answer::Kind::Decision,
            .caseId = state.id,
            .time = clock.wall(),
            .fields = result.toJson()});
    }
    return answers;
}

} // namespace tirkeu::reference
