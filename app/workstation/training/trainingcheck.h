#pragma once

#include <casefile/casestate.h>

#include <QList>
#include <QSet>

namespace tirkeu::workstation {

inline constexpr int kTrainingCases = 10;

/// What was not as it should be at the end of a guided case.
enum class TrainingRemark {
    NotEnded,
    NotSigned,
    OtherClient,
    NotAccepted,
    PalmMissing,
    NotAttested,  ///< the hand that cannot be scanned
    HandWasTried, ///< the missing one
    AttemptSpent,
    Accepted, ///< and should not have been
    AttemptsLeft,
    NobodyAsked, ///< a supervisor
};

/// Held against what the case is there to teach; empty: passed. Reads the fold alone, so it is the same for everybody.
[[nodiscard]] QList<TrainingRemark> judgeTraining(int number, const QString& iin, const casefile::CaseState& state);

/// Cases that have to be passed before: they leave behind what this one needs.
[[nodiscard]] QSet<int> trainingNeeds(int number);

} // namespace tirkeu::workstation
