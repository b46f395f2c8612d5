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
using criteria::Purpose;
using criteria::Step;

namespace {
// For a purpose that the criteria do not know any more: none of the means that are not enough everywhere.
const QList<criteria::ConsentMeans> kSureMeans{criteria::ConsentMeans::EdsToken, criteria::ConsentMeans::SignedPaper};
constexpr std::array kSteps{Step::Client, Step::Phone, Step::Consents, Step::PalmRight, Step::PalmLeft,
    Step::PalmComparison, Step::Face, Step::FaceComparison, Step::Decision, Step::Signing, Step::Slip};

bool hasWithdrawn(const CaseState& state)
{
    return std::ranges::any_of(state.consents,
        [](const casefile::ConsentState& one) { return one.answer == casefile::ConsentState::Answer::Withdrawn; });
}

bool isOver(const CaseState& state)
{
    return state.decision || state.ending;
}

// The rail of this case: what the purpose asks for, and the hand that is asked for besides.
QList<Step> stepsOf(const CaseState& state, const Purpose& purpose)
{
    QList<Step> steps = purpose.steps;
    for (const Hand hand : handsOf(state, purpose)) {
        const Step step = hand == Hand::Right ? Step::PalmRight : Step::PalmLeft;
        if (!steps.contains(step))
            steps.insert(std::max(steps.indexOf(Step::PalmRight), steps.indexOf(Step::PalmLeft)) + 1, step);
    }
    return steps;
}

// Captures make no sense any more: a hand has failed for good, or a consent was refused.
bool isHopeless(const CaseState& state, const criteria::Purpose& purpose)
{
    const auto negative = [&state](Step step) {
        const Hand hand = handOf(step);
        return hand == Hand::None ? step == Step::Face && state.isNegative(Modality::Face, Hand::None)
                                  : state.isNegative(Modality::Palm, hand);
    };
    return std::ranges::any_of(stepsOf(state, purpose), negative) ||
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
StepState stateOfComparison(const CaseState& state, const Purpose& purpose)
{
    const auto isExcepted = [&state](Hand hand) {
        return state.exceptedHands.contains(hand);
    };
    if (state.comparisons.isEmpty())
        return std::ranges::all_of(handsOf(state, purpose), isExcepted) ? StepState::NotNeeded : StepState::Later;
    const auto mismatch =
        std::ranges::any_of(state.comparisons, [](const auto& one) { return one.outcome == MatchOutcome::NoMatch; });
    return mismatch ? StepState::Failed : state.awaitsAnswer() ? StepState::Awaited : StepState::Done;
}

StepState stateOf(Step step, const CaseState& state, const criteria::Purpose& purpose)
{
    switch (step) {
    case Step::Client:
        return state.isRecorded && state.isVisuallyIdentified && state.isPresent ? StepState::Done : StepState::Later;
    case Step::Phone:
        return state.phone.isEmpty() ? StepState::Later : StepState::Done;
    case Step::Consents:
        if (purpose.id == kWithdrawalPurpose)
            return hasWithdrawn(state) ? StepState::Done : StepState::Later;
        if (!areConsentsAnswered(state, purpose))
            return StepState::Later;
        return areConsentsGiven(state, purpose) ? StepState::Done : StepState::Failed;
    case Step::PalmRight:
    case Step::PalmLeft:
        return stateOfCapture(state, Modality::Palm, handOf(step));
    case Step::Face:
        return stateOfCapture(state, Modality::Face, Hand::None);
    case Step::PalmComparison:
        return stateOfComparison(state, purpose);
    case Step::FaceComparison:
        return state.comparisons.isEmpty() ? StepState::Later : stateOfComparison(state, purpose);
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
    for (const Hand hand : handsOf(state, purpose)) {
        if (state.exceptedHands.contains(hand))
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
    static constexpr std::array kNames{"later", "now", "done", "failed", "not-needed", "awaited"};
    return QString::fromLatin1(kNames.at(static_cast<std::size_t>(state)));
}

Hand handOf(Step step)
{
    if (step == Step::PalmRight)
        return Hand::Right;
    return step == Step::PalmLeft ? Hand::Left : Hand::None;
}

std::optional<Purpose> purposeNamed(const QString& id, const criteria::Criteria& criteria)
{
    if (id == kWithdrawalPurpose)
        return Purpose{id, Purpose::Kind::Verify,
            {QStringLiteral("Келісімді қайтарып алу"), QStringLiteral("Отзыв согласия"),
                QStringLiteral("Withdrawal of consent")},
            QStringLiteral("BIO-41"), {Step::Client, Step::Consents, Step::Signing, Step::Slip}, {}, {}};
    const Purpose* known = criteria.purpose(id);
    return known ? std::optional(*known) : std::nullopt;
}

Purpose purposeOf(const CaseState& state, const criteria::Criteria& criteria)
{
    Purpose purpose = purposeNamed(state.purpose, criteria)
                          .value_or(Purpose{state.purpose, Purpose::Kind::Enrol,
                              {state.purpose, state.purpose, state.purpose}, {}, {}, {}, kSureMeans});
    if (state.kind.isEmpty())
        return purpose;
    purpose.kind = state.kind == criteria::code(Purpose::Kind::Enrol) ? Purpose::Kind::Enrol : Purpose::Kind::Verify;
    purpose.steps.clear();
    for (const QString& code : state.steps) {
        const auto* const step = std::ranges::find_if(kSteps, [&](Step one) { return criteria::code(one) == code; });
        if (step != kSteps.end())
            purpose.steps.append(*step);
    }
    purpose.consents.clear();
    for (const QString& name : state.asksConsents) {
        if (const auto kind = wire::consentNamed(name))
            purpose.consents.append(*kind);
    }
    return purpose;
}

QList<Hand> handsOf(const CaseState& state, const Purpose& purpose)
{
    QList<Hand> hands;
    for (const Step step : {Step::PalmRight, Step::PalmLeft}) {
        if (purpose.has(step))
            hands.append(handOf(step));
    }
    if (!purpose.has(Step::PalmComparison) || hands.size() != 1)
        return hands;
    const Hand own = hands.first();
    const Hand other = own == Hand::Right ? Hand::Left : Hand::Right;
    const bool isNear = std::ranges::any_of(
        state.comparisons, [](const auto& one) { return one.outcome == MatchOutcome::Undetermined; });
    const bool isAsked = state.exceptedHands.contains(own) || isNear;
    if (isAsked && !state.exceptedHands.contains(other))
        hands.append(other);
    return hands;
}

bool areConsentsAnswered(const CaseState& state, const criteria::Purpose& purpose)
{
    return std::ranges::all_of(purpose.consents,
        [&state](criteria::ConsentKind kind) { return state.consents.contains(QString(wire::consentName(kind))); });
}

bool areConsentsGiven(const CaseState& state, const criteria::Purpose& purpose)
{
    return std::ranges::all_of(
        purpose.consents, [&state](criteria::ConsentKind kind) { return state.has(wire::consentName(kind)); });
}

QList<PlannedStep> planOf(const CaseState& state, const criteria::Purpose& purpose)
{
    QList<PlannedStep> plan;
    const bool skip = isHopeless(state, purpose) || isOver(state);
    bool foundNow = false;
    for (const Step step : stepsOf(state, purpose)) {
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
        facts.insert(Fact::Phone, state.phone == u"confirmed"       ? FactState::Positive
                                  : state.phone == u"not-confirmed" ? FactState::Negative
                                                                    : FactState::Undecided);
    if (state.duplicates > 0)
        facts.insert(Fact::Duplicate, FactState::Positive);
    // What an earlier case attested was answered there.
    if (state.exceptedHands.size() > state.carriedExceptions.size())
        facts.insert(Fact::Exception, FactState::Positive);
    return facts;
}

} // namespace tirkeu::enrolment
