#pragma once

#include <casefile/casestate.h>
#include <criteria/criteria.h>
#include <wire/consentnames.h>

#include <optional>

namespace tirkeu::enrolment {

/// The purpose of a case that only takes consents back; it stands in no criteria and asks for no biometric.
inline constexpr QLatin1StringView kWithdrawalPurpose("consent-withdrawal");

enum class StepState {
    Later,
    Now,
    Done,
    Failed,    ///< no attempt is left, or what was needed was refused
    NotNeeded, ///< this hand cannot be scanned, or nothing is left to do it for
    Awaited,   ///< taken; whoever is to answer has not, and the case goes on without it
};
[[nodiscard]] QString nameOf(StepState state);

/// One line of the rail.
struct PlannedStep
{
    criteria::Step step;
    StepState state = StepState::Later;
    int spent = 0; ///< attempts, of a step that has them
    int most = 0;
    bool operator==(const PlannedStep&) const = default;
};

/// A purpose of the criteria, or the one that only takes consents back.
[[nodiscard]] std::optional<criteria::Purpose> purposeNamed(const QString& id, const criteria::Criteria& criteria);
/// A case's purpose with the steps and consents that it was opened with: the criteria may have others by now, or none.
[[nodiscard]] criteria::Purpose purposeOf(const casefile::CaseState& state, const criteria::Criteria& criteria);
/// The hands that are asked for: those of the purpose, and the other one where a verification's own cannot be scanned,
/// or came so near that it is not decided (step-up).
[[nodiscard]] QList<casefile::Hand> handsOf(const casefile::CaseState& state, const criteria::Purpose& purpose);

/// Where a case stands among the steps its purpose asks for: nothing but the fold of its events and the criteria, so a
/// program that was killed shows the same again.
[[nodiscard]] QList<PlannedStep> planOf(const casefile::CaseState& state, const criteria::Purpose& purpose);
/// What is to be done now; none once everything is.
[[nodiscard]] std::optional<criteria::Step> stepNow(const QList<PlannedStep>& plan);

/// What the decision rule looks at, as far as it is known.
[[nodiscard]] criteria::Facts factsOf(const casefile::CaseState& state, const criteria::Purpose& purpose);

[[nodiscard]] casefile::Hand handOf(criteria::Step step); ///< None where the step has no hand
/// Every consent that the purpose asks for has an answer of the client.
[[nodiscard]] bool areConsentsAnswered(const casefile::CaseState& state, const criteria::Purpose& purpose);
[[nodiscard]] bool areConsentsGiven(const casefile::CaseState& state, const criteria::Purpose& purpose);

} // namespace tirkeu::enrolment
