#include "rules.h"

#include <algorithm>

namespace tirkeu::casefile::rules {

namespace {
constexpr ErrorCode kOwnCase{"casefile.own-case"};
constexpr ErrorCode kNothingPassed{"casefile.nothing-passed"};
constexpr ErrorCode kUnknownQuestion{"casefile.unknown-question"};
constexpr ErrorCode kQuestionOpen{"casefile.question-open"};
constexpr ErrorCode kUnknownDocument{"casefile.unknown-document"};
constexpr ErrorCode kUnsigned{"casefile.documents-unsigned"};
constexpr ErrorCode kUnknownPackage{"casefile.unknown-package"};

Result<> decided(CaseState& state, const Event& event)
{
    if (const Result<> open = mustBeOpen(state, event); !open)
        return open;
    const Result<Outcome> outcome = outcomeNamed(text(event, QLatin1StringView("outcome")));
    if (!outcome)
        return failure(outcome);
    if (state.runningAttempt())
        return refuse(kNotNow, event, u"an attempt is running");
    if (state.hasOpenQuestion())
        return refuse(kQuestionOpen, event, u"a question is open");
    const QString by = text(event, QLatin1StringView("by"));
    if (by != u"rule" && by != u"supervisor")
        return refuse(kNotNow, event, u"by whom");
    if (by == u"supervisor" && state.actors.contains(event.actor))
        return refuse(kOwnCase, event, u"a teller of this case");
    if (*outcome == Outcome::Accepted || *outcome == Outcome::Awaited) {
        // BIO-16, BIO-29: nothing is accepted on what did not pass.
        const bool passed = std::ranges::any_of(
            state.attempts, [](const Attempt& one) { return one.state == Attempt::State::Authentic; });
        // BIO-19: nothing is accepted that the client does not agree to.
        const bool hasPalm =
            std::ranges::any_of(state.attempts, [](const Attempt& one) { return one.modality == Modality::Palm; });
        if (*outcome == Outcome::Accepted &&
            (!state.has(kConsentPersonalData) || (hasPalm && !state.has(kConsentPalmScan))))
            return refuse(kNothingPassed, event, u"a consent is missing");
        const bool mismatch = std::ranges::any_of(
            state.comparisons, [](const ComparisonState& one) { return one.outcome == MatchOutcome::NoMatch; });
        if (!passed || (mismatch && by == u"rule"))
            return refuse(kNothingPassed, event, u"no passed check, or a comparison that did not match");
        if (*outcome == Outcome::Accepted && state.awaitsAnswer())
            return refuse(kNothingPassed, event, u"an answer is awaited");
    }
    state.decision = *outcome;
    return {};
}
} // namespace

Result<> decision(CaseState& state, const Event& event)
{
    if (event.kind == Kind::DecisionMade)
        return decided(state, event);
    const core::Uuid id = idOf(event, QLatin1StringView("question"));
    if (event.kind == Kind::QuestionRaised) {
        if (state.questions.contains(id))
            return refuse(kUnknownQuestion, event, u"raised before");
        if (state.hasOpenQuestion())
            return refuse(kQuestionOpen, event, u"one is open");
        state.questions.insert(id, {});
        state.questionsAbout.insert(id, text(event, QLatin1StringView("about")));
        return {};
    }
    const auto found = state.questions.find(id);
    if (found == state.questions.end() || !found->isEmpty())
        return refuse(kUnknownQuestion, event, u"not open");
    // Four eyes: whoever had the case in hand does not answer for it.
    if (state.actors.contains(event.actor))
        return refuse(kOwnCase, event, u"a teller of this case");
    const QString answer = text(event, QLatin1StringView("answer"));
    if (answer.isEmpty())
        return refuse(kUnknownQuestion, event, u"an empty answer");
    // A palm in the place of an enrolled one takes more than a supervisor's word.
    if (answer == u"yes" && state.questionsAbout.value(id) == u"replacement" &&
        text(event, QLatin1StringView("proof")).isEmpty())
        return refuse(kUnknownQuestion, event, u"a second proof is needed");
    *found = answer;
    return {};
}

Result<> document(CaseState& state, const Event& event)
{
    if (event.kind == Kind::SlipGiven || event.kind == Kind::NoticeOwed)
        return {};
    const core::Uuid id = idOf(event, QLatin1StringView("document"));
    const QString digest = text(event, QLatin1StringView("digest"));
    if (event.kind == Kind::DocumentMade) {
        // Made anew for another signer, as long as nobody signed it.
        if (const auto made = state.documents.constFind(id); made != state.documents.cend() && made->isSigned)
            return refuse(kUnknownDocument, event, u"signed before");
        state.documents.insert(id, {text(event, QLatin1StringView("kind")), digest, false, false});
        return {};
    }
    const auto found = state.documents.find(id);
    if (found == state.documents.end())
        return refuse(kUnknownDocument, event, u"no such document");
    if (event.kind == Kind::DocumentStamped && !found->isSigned)
        return refuse(kUnsigned, event, u"stamped before it was signed");
    (event.kind == Kind::DocumentSigned ? found->isSigned : found->isStamped) = true;
    found->digest = digest;
    return {};
}

Result<> package(CaseState& state, const Event& event)
{
    const core::Uuid id = idOf(event, QLatin1StringView("package"));
    if (event.kind == Kind::PackageQueued) {
        if (state.packages.contains(id))
            return refuse(kUnknownPackage, event, u"queued before");
        if (!state.isSettled())
            return refuse(kUnsigned, event, u"not ended, or a document is unsigned");
        state.packages.insert(id, Delivery::Queued);
        return {};
    }
    const auto found = state.packages.find(id);
    if (found == state.packages.end())
        return refuse(kUnknownPackage, event, u"no such package");
    // Accepted and superseded are ends; a refused package may be sent again or be superseded.
    if (*found == Delivery::Accepted || *found == Delivery::Superseded)
        return refuse(kNotNow, event, QStringLiteral("it has been ") + nameOf(*found));
    switch (event.kind) {
    case Kind::PackageSent:
        *found = Delivery::Sent;
        return {};
    case Kind::PackageAccepted:
        *found = Delivery::Accepted;
        return {};
    case Kind::PackageRefused:
        *found = Delivery::Refused;
        return {};
    default:
        *found = Delivery::Superseded;
        return {};
    }
}

} // namespace tirkeu::casefile::rules
