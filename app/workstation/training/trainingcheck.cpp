#include "trainingcheck.h"

#include <array>

namespace tirkeu::workstation {

using casefile::CaseState;
using casefile::Ending;
using casefile::Hand;
using casefile::Modality;

namespace {
enum class Goal {
    BothPalms,
    RightPalmOnly,  ///< the left one is attested as missing
    NothingSpent,   ///< both, at the first attempt
    ThreeFailures,  ///< over for today, and not accepted
    SupervisorSays, ///< somebody else's palm under a known number: asked, and refused
};

// In the order of the virtual clients.
constexpr std::array kGoals{Goal::BothPalms, Goal::BothPalms, Goal::RightPalmOnly, Goal::BothPalms, Goal::BothPalms,
    Goal::NothingSpent, Goal::ThreeFailures, Goal::ThreeFailures, Goal::SupervisorSays, Goal::SupervisorSays};
static_assert(kGoals.size() == kTrainingCases);

void accepted(const CaseState& state, QList<TrainingRemark>& remarks)
{
    if (state.ending != Ending::Accepted)
        remarks.append(TrainingRemark::NotAccepted);
}

void bothPalms(const CaseState& state, QList<TrainingRemark>& remarks)
{
    accepted(state, remarks);
    if (!state.isAuthentic(Modality::Palm, Hand::Right) || !state.isAuthentic(Modality::Palm, Hand::Left))
        remarks.append(TrainingRemark::PalmMissing);
}

void rightPalmOnly(const CaseState& state, QList<TrainingRemark>& remarks)
{
    accepted(state, remarks);
    if (!state.isAuthentic(Modality::Palm, Hand::Right))
        remarks.append(TrainingRemark::PalmMissing);
    if (!state.exceptedHands.contains(Hand::Left))
        remarks.append(TrainingRemark::NotAttested);
    if (state.spent(Modality::Palm, Hand::Left) > 0)
        remarks.append(TrainingRemark::HandWasTried);
}

void threeFailures(const CaseState& state, QList<TrainingRemark>& remarks)
{
    if (state.ending == Ending::Accepted)
        remarks.append(TrainingRemark::Accepted);
    if (!state.isNegative(Modality::Palm, Hand::Right))
        remarks.append(TrainingRemark::AttemptsLeft);
}

void supervisorSays(const CaseState& state, QList<TrainingRemark>& remarks)
{
    if (state.ending == Ending::Accepted)
        remarks.append(TrainingRemark::Accepted);
    if (state.questions.isEmpty())
        remarks.append(TrainingRemark::NobodyAsked);
}
} // namespace

QList<TrainingRemark> judgeTraining(int number, const QString& iin, const CaseState& state)
{
    if (state.iin != iin)
        return {TrainingRemark::OtherClient};
    if (state.phase != casefile::Phase::Ended)
        return {TrainingRemark::NotEnded};
    QList<TrainingRemark> remarks;
    if (!state.isSettled())
        remarks.append(TrainingRemark::NotSigned);
    switch (kGoals.at(static_cast<std::size_t>(number - 1))) {
    case Goal::NothingSpent:
        if (state.spent(Modality::Palm, Hand::Right) + state.spent(Modality::Palm, Hand::Left) > 0)
            remarks.append(TrainingRemark::AttemptSpent);
        [[fallthrough]];
    case Goal::BothPalms:
        bothPalms(state, remarks);
        break;
    case Goal::RightPalmOnly:
        rightPalmOnly(state, remarks);
        break;
    case Goal::ThreeFailures:
        threeFailures(state, remarks);
        break;
    case Goal::SupervisorSays:
        supervisorSays(state, remarks);
        break;
    }
    return remarks;
}

// The twin gives the number of the client with one hand, the teller that of the first client.
QSet<int> trainingNeeds(int number)
{
    switch (number) {
    case 9:
        return {3};
    case 10:
        return {1};
    default:
        return {};
    }
}

} // namespace tirkeu::workstation
