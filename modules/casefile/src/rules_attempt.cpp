#include "rules.h"

#include <algorithm>

namespace tirkeu::casefile::rules {

namespace {
constexpr ErrorCode kNoConsent{"casefile.consent-missing"};
constexpr ErrorCode kNotPresent{"casefile.presence-missing"};
constexpr ErrorCode kSpent{"casefile.attempts-spent"};
constexpr ErrorCode kExcepted{"casefile.hand-excepted"};
constexpr ErrorCode kRunning{"casefile.attempt-running"};
constexpr ErrorCode kUnknownAttempt{"casefile.unknown-attempt"};
constexpr ErrorCode kVoidsSpent{"casefile.voids-spent"};
constexpr ErrorCode kNotChecked{"casefile.check-not-passed"};
constexpr ErrorCode kUnknownComparison{"casefile.unknown-comparison"};

Attempt* find(CaseState& state, const core::Uuid& id)
{
    const auto found = std::ranges::find(state.attempts, id, &Attempt::id);
    return found != state.attempts.end() ? &*found : nullptr;
}

Result<> started(CaseState& state, const Event& event)
{
    if (const Result<> open = mustBeOpen(state, event); !open)
        return open;
    const Result<Modality> modality = modalityNamed(text(event, QLatin1StringView("modality")));
    const Result<Hand> hand = handNamed(text(event, QLatin1StringView("hand")));
    if (!modality || !hand)
        return refuse(kUnknownAttempt, event, u"modality or hand");
    if ((*modality == Modality::Palm) == (*hand == Hand::None))
        return refuse(kUnknownAttempt, event, u"a palm has a hand, a face none");
    if (state.runningAttempt())
        return refuse(kRunning, event, u"one at a time");
    const core::Uuid id = idOf(event, QLatin1StringView("attempt"));
    if (state.attempt(id))
        return refuse(kUnknownAttempt, event, u"the id was used before");
    // BIO-19: no scan without presence and consent. BIO-40: no face without its own.
    if (!state.isPresent)
        return refuse(kNotPresent, event, u"presence was not attested");
    const bool consented =
        state.has(kConsentPersonalData) && (*modality == Modality::Face || state.has(kConsentPalmScan));
    if (!consented)
        return refuse(kNoConsent, event, u"consent");
    if (state.exceptedHands.contains(*hand))
        return refuse(kExcepted, event, u"this hand cannot be scanned");
    // BIO-8, BIO-22: the limit is hard, a passed check is not repeated to spend it.
    const int spent = state.spent(*modality, *hand);
    if (spent >= state.limits.attempts)
        return refuse(kSpent, event, u"no attempt is left");
    if (event.fields.value(u"number").toInt() != spent + 1)
        return refuse(kUnknownAttempt, event, u"the number does not follow");
    state.attempts.append({id, *modality, *hand, spent + 1, Attempt::State::Running});
    state.decision.reset();
    return {};
}
} // namespace

Result<> attempt(CaseState& state, const Event& event)
{
    if (event.kind == Kind::AttemptStarted)
        return started(state, event);
    if (state.phase == Phase::Ended)
        return refuse(kNotNow, event, u"the case has ended");
    Attempt* one = find(state, idOf(event, QLatin1StringView("attempt")));
    if (!one)
        return refuse(kUnknownAttempt, event, u"no such attempt");
    if (event.kind == Kind::AttemptFinished) {
        if (one->state != Attempt::State::Running)
            return refuse(kUnknownAttempt, event, u"not running");
        const Result<Verdict> verdict = verdictNamed(text(event, QLatin1StringView("verdict")));
        if (!verdict)
            return failure(verdict);
        // What could not be determined is not authentic: only a proven fault gives an attempt back.
        one->state = *verdict == Verdict::Authentic ? Attempt::State::Authentic : Attempt::State::NotAuthentic;
        return {};
    }
    if (one->state != Attempt::State::Running && one->state != Attempt::State::NotAuthentic)
        return refuse(kUnknownAttempt, event, u"passed or voided before");
    const QString approver = text(event, QLatin1StringView("approvedBy"));
    if (state.voids >= state.limits.voids && (approver.isEmpty() || state.actors.contains(approver)))
        return refuse(kVoidsSpent, event, u"a supervisor has to approve");
    one->state = Attempt::State::Voided;
    ++state.voids;
    return {};
}

Result<> comparison(CaseState& state, const Event& event)
{
    const core::Uuid id = idOf(event, QLatin1StringView("comparison"));
    const core::Uuid attemptId = idOf(event, QLatin1StringView("attempt"));
    // BIO-12, BIO-25: only what a passed check gave may be compared.
    const auto passed = [&] {
        const Attempt* one = state.attempt(attemptId);
        return one && one->state == Attempt::State::Authentic;
    };
    switch (event.kind) {
    case Kind::TemplateFormed: {
        if (const Result<> open = mustBeOpen(state, event); !open)
            return open;
        const core::Uuid formed = idOf(event, QLatin1StringView("template"));
        if (!passed())
            return refuse(kNotChecked, event, u"the check was not passed");
        if (state.templates.contains(formed))
            return refuse(kNotNow, event, u"formed before");
        state.templates.insert(formed, attemptId);
        return {};
    }
    case Kind::ComparisonMade:
    case Kind::ComparisonAwaited: {
        if (const Result<> open = mustBeOpen(state, event); !open)
            return open;
        if (!passed())
            return refuse(kNotChecked, event, u"the check was not passed");
        if (state.comparisons.contains(id))
            return refuse(kUnknownComparison, event, u"the id was used before");
        ComparisonState made{attemptId, {}};
        if (event.kind == Kind::ComparisonMade) {
            const auto outcome = matchOutcomeNamed(text(event, QLatin1StringView("outcome")));
            if (!outcome)
                return failure(outcome);
            made.outcome = *outcome;
        }
        state.comparisons.insert(id, made);
        state.decision.reset();
        return {};
    }
    case Kind::AnswerReceived: {
        const auto found = state.comparisons.find(id);
        if (found == state.comparisons.end() || found->outcome)
            return refuse(kUnknownComparison, event, u"nothing awaited");
        const auto outcome = matchOutcomeNamed(text(event, QLatin1StringView("outcome")));
        if (!outcome)
            return failure(outcome);
        found->outcome = *outcome;
        return {};
    }
    case Kind::DuplicateSuspected:
        state.duplicates += event.fields.value(u"candidates").toInt();
        state.suspicions.append(text(event, QLatin1StringView("reference")));
        return {};
    default:
        return refuse(kNotOfCase, event, u"not of this group");
    }
}

} // namespace tirkeu::casefile::rules
