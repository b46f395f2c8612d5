#pragma once

#include "counter.h"

#include <QCoreApplication>

namespace tirkeu::workstation {

/// What states and results are called on the teller's screen, in its language.
class CaseWords
{
    Q_DECLARE_TR_FUNCTIONS(CaseWords)
public:
    [[nodiscard]] static QString step(criteria::Step step);
    [[nodiscard]] static QString stepState(enrolment::StepState state);
    [[nodiscard]] static QString document(identity::DocumentKind kind);
    [[nodiscard]] static QString phone(const QString& state); ///< of the fold
    [[nodiscard]] static QString outcome(casefile::Outcome outcome);
    [[nodiscard]] static QString answerLater();                   ///< the bank has not answered, and how it goes on
    [[nodiscard]] static QString ending(casefile::Ending ending); ///< of an enrolment
    [[nodiscard]] static QString ending(const casefile::CaseState& state);
    [[nodiscard]] static QString endingShort(std::optional<casefile::Ending> ending); ///< none: not ended yet
    [[nodiscard]] static QString paper(const QString& kind);                          ///< by the evidence's code
    [[nodiscard]] static QString consent(criteria::ConsentKind kind);
    [[nodiscard]] static QString answer(casefile::ConsentState::Answer answer);
    [[nodiscard]] static QString hand(casefile::Hand hand);
    [[nodiscard]] static QString palm(const casefile::CaseState& state, casefile::Hand hand);
    [[nodiscard]] static QString remedy(palm::Notice notice); ///< what is seen, and what helps
    /// Of what the employee has to see to; empty where the client can and is asked on their own screen.
    [[nodiscard]] static QString remedy(palm::Problem problem);
    [[nodiscard]] static QString waiting(WaitingCase::For what);
};

} // namespace tirkeu::workstation
