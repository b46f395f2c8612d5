#include <enrolment/plan.h>

#include <algorithm>
#include <array>
#include <utility>

namespace tirkeu::enrolment {

using casefile::CaseState;
using casefile::Hand;
using casefile::MatchOutcome;
using casefile::Modality;
using criteria::Fact;
using criteria::FactState;
using criteria::Step;

namespace {
constexpr std::array kConsentNames{
    std::pair{criteria::ConsentKind::PersonalData, casefile::kConsentPersonalData},
    std::pair{criteria::ConsentKind::IdecAuthentication, casefile::kConsentIdec},
    std::pair{criteria::ConsentKind::EdsKeys, casefile::kConsentEdsKeys},
    std::pair{criteria::ConsentKind::ThirdParties, casefile::kConsentThirdParties},
    std::pair{criteria::ConsentKind::PalmScanning, casefile::kConsentPalmScan},
};

bool isOver(const CaseState& state)
{
    return state.decision || state.ending;
}

// Captures make no sense any more: a hand has failed for good, or a consent was refused.
bool isHopeless(const CaseState& state, const criteria::Purpose& purpose)
{
    const auto negative = [&state](Step step) {
        const Hand hand = handOf(step);
        return hand == Hand::None ? step == Step::Face && state.isNegative(Modality::Face, Hand::None)
                                  : state.isNegative(Modality::Palm, hand);
    };
    return std::ranges::any_of(purpose.steps, negative) ||
           (areConsentsAnswered(state, purpose) && !areConsentsGiven(state, purpose));
}

StepState stateOfCapture(const CaseState& state, Modality modality, Hand hand)
{
    if (state.exceptedHands.contains(hand))
        return StepState::NotNeeded;
    if (state.isNegative(modality, hand))
        return StepState::Failed;
    return state.isAuthentic(modality, hand) ? StepState::Done : StepState::Later;
}

// An answer that is awaited is finished in a later ceremony: this one goes on without it.
StepState stateOfComparison(const CaseState& state)
{
    if (state.comparisons.isEmpty())
        return StepState::Later;
    const auto mismatch =
        std::ranges::any_of(state.comparisons, [](const auto& one) { return one.outcome == MatchOutcome::NoMatch; });
    return mismatch ? StepState::Failed : StepState::Done;
}

StepState stateOf(Step step, const CaseState& state, const criteria::Purpose& purpose)
{
    switch (step) {
    case Step::Client:
        return state.isRecorded && state.isVisuallyIdentified && state.isPresent ? StepState::Done : StepState::Later;
    case Step::Phone:
        return state.phone.isEmpty() ? StepState::Later : StepState::Done;
    case Step::Consents:
        if (!areConsentsAnswered(state, purpose))
            return StepState::Later;
        return areConsentsGiven(state, purpose) ? StepState::Done : StepState::Failed;
    case Step::PalmRight:
    case Step::PalmLeft:
        return stateOfCapture(state, Modality::Palm, handOf(step));
    case Step::Face:
        return stateOfCapture(state, Modality::Face, Hand::None);
    case Step::PalmComparison:
    case Step::FaceComparison:
        return stateOfComparison(state);
    case Step::Decision:
        return isOver(state) ? StepState::Done : StepState::Later;
    case Step::Signing:
        return state.isSettled() ? StepState::Done : StepState::Later;
    case Step::Slip:
        return StepState::Later;
    }
    Q_UNREACHABLE();
}

bool isBeforeDecision(Step step)
{
    return step != Step::Decision && step != Step::Signing && step != Step::Slip;
}

FactState palmAuthenticity(const CaseState& state, const criteria::Purpose& purpose)
{
    bool any = false;
    for (const Step step : {Step::PalmRight, Step::PalmLeft}) {
        const Hand hand = handOf(step);
        if (!purpose.has(step) || state.exceptedHands.contains(hand))
            continue;
        if (state.isNegative(Modality::Palm, hand))
            return FactState::Negative;
        if (!state.isAuthentic(Modality::Palm, hand))
            return FactState::Undecided;
        any = true;
    }
    return any ? FactState::Positive : FactState::Absent;
}

FactState matchOf(const CaseState& state, Modality modality)
{
    FactState found = FactState::Absent;
    for (const casefile::ComparisonState& one : state.comparisons) {
        const casefile::Attempt* attempt = state.attempt(one.attempt);
        if (!attempt || attempt->modality != modality)
            continue;
        if (!one.outcome)
            found = FactState::Pending;
        else if (*one.outcome == MatchOutcome::NoMatch)
            return FactState::Negative;
        else if (found != FactState::Pending)
            found = *one.outcome == MatchOutcome::Match ? FactState::Positive
                    : found == FactState::Positive      ? FactState::Positive
                                                        : FactState::Undecided;
    }
    return found;
}
} // namespace

QString nameOf(StepState state)
{
    static constexpr std::array kNames{"later", "now", "done", "failed", "not-needed"};
    return QString::fromLatin1(kNames.at(static_cast<std::size_t>(state)));
}

Hand handOf(Step step)
{
    if (step == Step::PalmRight)
        return Hand::Right;
    return step == Step::PalmLeft ? Hand::Left : Hand::None;
}

QLatin1StringView consentName(criteria::ConsentKind kind)
{
    return std::ranges::find(kConsentNames, kind, [](const auto& pair) { return pair.first; })->second;
}

std::optional<criteria::ConsentKind> consentNamed(const QString& name)
{
    const auto* const found =
        std::ranges::find_if(kConsentNames, [&name](const auto& pair) { return name == pair.second; });
    return found == kConsentNames.end() ? std::nullopt : std::optional(found->first);
}

bool areConsentsAnswered(const CaseState& state, const criteria::Purpose& purpose)
{
    return std::ranges::all_of(purpose.consents,
        [&state](criteria::ConsentKind kind) { return state.consents.contains(QString(consentName(kind))); });
}

bool areConsentsGiven(const CaseState& state, const criteria::Purpose& purpose)
{
    return std::ranges::all_of(
        purpose.consents, [&state](criteria::ConsentKind kind) { return state.has(consentName(kind)); });
}

QList<PlannedStep> planOf(const CaseState& state, const criteria::Purpose& purpose)
{
    QList<PlannedStep> plan;
    const bool skip = isHopeless(state, purpose) || isOver(state);
    bool foundNow = false;
    for (const Step step : purpose.steps) {
        PlannedStep line{step, stateOf(step, state, purpose)};
        const Hand hand = handOf(step);
        if (hand != Hand::None || step == Step::Face) {
            const Modality modality = hand == Hand::None ? Modality::Face : Modality::Palm;
            line.spent = state.spent(modality, hand);
            line.most = state.limits.attempts;
        }
        if (line.state == StepState::Later && skip && isBeforeDecision(step))
            line.state = StepState::NotNeeded;
        else if (line.state == StepState::Later && !foundNow) {
            line.state = StepState::Now;
            foundNow = true;
        }
        plan.append(line);
    }
    return plan;
}

std::optional<Step> stepNow(const QList<PlannedStep>& plan)
{
    const auto found = std::ranges::find(plan, StepState::Now, &PlannedStep::state);
    return found == plan.end() ? std::nullopt : std::optional(found->step);
}

criteria::Facts factsOf(const CaseState& state, const criteria::Purpose& purpose)
{
    criteria::Facts facts;
    facts.insert(Fact::PalmAuthenticity, palmAuthenticity(state, purpose));
    facts.insert(Fact::PalmMatch, matchOf(state, Modality::Palm));
    facts.insert(Fact::FaceMatch, matchOf(state, Modality::Face));
    if (purpose.has(Step::Face))
        facts.insert(Fact::FaceAuthenticity, state.isNegative(Modality::Face, Hand::None)    ? FactState::Negative
                                             : state.isAuthentic(Modality::Face, Hand::None) ? FactState::Positive
                                                                                             : FactState::Undecided);
    if (!state.phone.isEmpty())
        facts.insert(Fact::Phone, state.phone == u"confirmed" ? FactState::Positive
                                  : state.phone == u"differs" ? FactState::Negative
                                                              : FactState::Undecided);
    if (state.duplicates > 0)
        facts.insert(Fact::Duplicate, FactState::Positive);
    if (!state.exceptedHands.isEmpty())
        facts.insert(Fact::Exception, FactState::Positive);
    return facts;
}

} // namespace tirkeu::enrolment
