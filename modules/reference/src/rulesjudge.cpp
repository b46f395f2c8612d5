// What the criteria of the bank say of a case: who may do what, what is asked for, and what follows from the facts.
#include "judgement.h"

#include <casefile/fold.h>
#include <wire/consentnames.h>

#include <algorithm>
#include <array>

namespace tirkeu::reference {

using casefile::CaseState;
using casefile::Hand;
using casefile::Kind;
using casefile::MatchOutcome;
using casefile::Modality;
using casefile::Outcome;
using criteria::Fact;
using criteria::FactState;
using criteria::Step;
using identity::StaffRole;

namespace {
constexpr ErrorCode kTeller{"reference.teller-not-entitled"};
constexpr ErrorCode kPurpose{"reference.purpose-not-as-approved"};
constexpr ErrorCode kDecision{"reference.decision-not-by-rule"};
constexpr QLatin1StringView kWithdrawal("consent-withdrawal");

tl::unexpected<Refusal> refuse(const ErrorCode& code, const QString& detail = {})
{
    return tl::make_unexpected(Refusal{code.toString(), detail});
}

QString text(const casefile::Event& event, QLatin1StringView name)
{
    return event.fields.value(name).toString();
}

/// The hands that have to have passed: those of the steps, and in a comparison the other where the first was not
/// enough.
QList<Hand> handsAsked(const CaseState& state)
{
    QList<Hand> hands;
    if (state.steps.contains(criteria::code(Step::PalmRight)))
        hands.append(Hand::Right);
    if (state.steps.contains(criteria::code(Step::PalmLeft)))
        hands.append(Hand::Left);
    if (hands.size() != 1 || !state.steps.contains(criteria::code(Step::PalmComparison)))
        return hands;
    const Hand other = hands.first() == Hand::Right ? Hand::Left : Hand::Right;
    const bool isNear = std::ranges::any_of(
        state.comparisons, [](const auto& one) { return one.outcome == MatchOutcome::Undetermined; });
    if ((isNear || state.exceptedHands.contains(hands.first())) && !state.exceptedHands.contains(other))
        hands.append(other);
    return hands;
}

FactState palmFact(const CaseState& state)
{
    FactState found = FactState::Absent;
    for (const Hand hand : handsAsked(state)) {
        if (state.exceptedHands.contains(hand))
            continue;
        if (state.isNegative(Modality::Palm, hand))
            return FactState::Negative;
        if (!state.isAuthentic(Modality::Palm, hand))
            return FactState::Undecided;
        found = FactState::Positive;
    }
    return found;
}

FactState matchFact(const CaseState& state, Modality modality)
{
    bool isPending = false;
    bool isMatch = false;
    bool isAny = false;
    for (const casefile::ComparisonState& one : state.comparisons) {
        const casefile::Attempt* attempt = state.attempt(one.attempt);
        if (attempt == nullptr || attempt->modality != modality)
            continue;
        isAny = true;
        if (one.outcome == MatchOutcome::NoMatch)
            return FactState::Negative;
        isPending = isPending || !one.outcome;
        isMatch = isMatch || one.outcome == MatchOutcome::Match;
    }
    if (!isAny)
        return FactState::Absent;
    return isPending ? FactState::Pending : isMatch ? FactState::Positive : FactState::Undecided;
}

criteria::Facts factsOf(const CaseState& state)
{
    criteria::Facts facts{{Fact::PalmAuthenticity, palmFact(state)},
        {Fact::PalmMatch, matchFact(state, Modality::Palm)}, {Fact::FaceMatch, matchFact(state, Modality::Face)}};
    if (state.steps.contains(criteria::code(Step::Face)))
        facts.insert(Fact::FaceAuthenticity, state.isNegative(Modality::Face, Hand::None)    ? FactState::Negative
                                             : state.isAuthentic(Modality::Face, Hand::None) ? FactState::Positive
                                                                                             : FactState::Undecided);
    if (!state.phone.isEmpty())
        facts.insert(Fact::Phone, state.phone == u"confirmed"       ? FactState::Positive
                                  : state.phone == u"not-confirmed" ? FactState::Negative
                                                                    : FactState::Undecided);
    if (state.duplicates > 0)
        facts.insert(Fact::Duplicate, FactState::Positive);
    if (state.exceptedHands.size() > state.carriedExceptions.size())
        facts.insert(Fact::Exception, FactState::Positive);
    return facts;
}

/// BIO-16, BIO-29: a decision by rule is the one that the rules of these criteria give. To refuse is always free: a
/// consent that is missing, no palm to scan.
bool followsRule(const CaseState& before, Outcome outcome, const criteria::Criteria& then)
{
    if (outcome == Outcome::Refused)
        return true;
    const auto verdict = criteria::decide(then.decisions, factsOf(before)).verdict;
    switch (outcome) {
    case Outcome::Accepted:
        return verdict == criteria::Verdict::Accept && before.suspicions.isEmpty();
    case Outcome::Awaited:
        return verdict == criteria::Verdict::Pending;
    default:
        return verdict == criteria::Verdict::Refuse;
    }
}
} // namespace

// Whoever had the case served the client; whoever answered, approved or decided for the bank was a supervisor; each of
// that branch, by the criteria the case was opened under or by those of today.
Judged<> judgeStaff(const JudgedCase& judged, const criteria::Criteria& then, const Judge& by, const QString& branch)
{
    const auto isOne = [&](const QString& actor, std::initializer_list<StaffRole> roles) {
        const QByteArray certificate = QByteArray::fromHex(actor.toLatin1());
        return std::ranges::any_of(std::array{&then, &by.current}, [&](const criteria::Criteria* criteria) {
            const criteria::StaffMember* member = criteria->staffByCertificate(certificate);
            return member != nullptr && std::ranges::find(roles, member->role) != roles.end() &&
                   (member->branches.isEmpty() || member->branches.contains(branch));
        });
    };
    const auto isServing = [&](const QString& actor) {
        return isOne(actor, {StaffRole::Teller, StaffRole::Supervisor});
    };
    const auto isSupervisor = [&](const QString& actor) {
        return isOne(actor, {StaffRole::Supervisor});
    };
    for (const QString& actor : judged.state.actors) {
        if (!isServing(actor))
            return refuse(kTeller, actor);
    }
    for (const wire::ShownEvent& shown : judged.events) {
        const casefile::Event& event = shown.event;
        const bool isAnswer =
            event.kind == Kind::QuestionAnswered ||
            (event.kind == Kind::DecisionMade && text(event, QLatin1StringView("by")) == u"supervisor");
        if (isAnswer && !isSupervisor(event.actor))
            return refuse(kTeller, event.actor);
        const QString approver = text(event, QLatin1StringView("approvedBy"));
        if (!approver.isEmpty() && !isSupervisor(approver))
            return refuse(kTeller, QStringLiteral("approved by ") + approver);
        const QString second = text(event, QLatin1StringView("attestedBy"));
        if (event.kind == Kind::HandExcepted && !isServing(second))
            return refuse(kTeller, QStringLiteral("attested by ") + second);
    }
    return {};
}

// What a case asks for is what its purpose asks for in the criteria, not what its opening says.
Judged<> judgePurpose(const CaseState& state, const criteria::Criteria& then)
{
    QStringList steps{criteria::code(Step::Client), criteria::code(Step::Consents), criteria::code(Step::Signing),
        criteria::code(Step::Slip)};
    QStringList consents;
    QString kind = QStringLiteral("withdraw");
    if (state.purpose != kWithdrawal) {
        const criteria::Purpose* purpose = then.purpose(state.purpose);
        if (purpose == nullptr)
            return refuse(kPurpose, state.purpose);
        steps.clear();
        for (const Step step : purpose->steps)
            steps.append(criteria::code(step));
        for (const criteria::ConsentKind consent : purpose->consents)
            consents.append(QString(wire::consentName(consent)));
        kind = criteria::code(purpose->kind);
    }
    if (state.steps != steps || state.asksConsents != consents || (!state.kind.isEmpty() && state.kind != kind))
        return refuse(kPurpose, state.purpose + u' ' + state.steps.join(u','));
    return {};
}

Judged<> judgeDecisions(const JudgedCase& judged, const criteria::Criteria& then)
{
    std::vector<casefile::Event> before;
    before.reserve(judged.events.size());
    for (const wire::ShownEvent& shown : judged.events) {
        const casefile::Event& event = shown.event;
        if (event.kind == Kind::DecisionMade) {
            const auto state = casefile::fold(before);
            const auto outcome = casefile::outcomeNamed(text(event, QLatin1StringView("outcome")));
            if (!state || !outcome)
                return refuse(kDecision, text(event, QLatin1StringView("outcome")));
            const bool isByRule = text(event, QLatin1StringView("by")) == u"rule";
            if (isByRule && !followsRule(*state, *outcome, then))
                return refuse(kDecision, text(event, QLatin1StringView("outcome")));
            // No supervisor makes good what a check refused for ever (BIO-22).
            if (!isByRule && *outcome == Outcome::Accepted && palmFact(*state) == FactState::Negative)
                return refuse(kDecision, QStringLiteral("a palm that failed"));
        }
        before.push_back(event);
    }
    return {};
}

} // namespace tirkeu::reference
