#pragma once

#include <casefile/casestate.h>
#include <core/language.h>
#include <criteria/criteria.h>

#include <QStringList>

namespace tirkeu::enrolment {

/// What the client takes home: in their language, in neutral words, whatever happened. No score, no suspicion, no
/// reason that only staff may know.
struct Slip
{
    QString title;
    QStringList lines;
};

/// Of an ended case.
[[nodiscard]] Slip slipOf(
    const casefile::CaseState& state, const criteria::Criteria& criteria, core::Language language);

/// One consent before it is taken back, and after, on the slip.
struct WithdrawalOutlook
{
    criteria::ConsentKind kind;
    criteria::Texts sentence;
    criteria::Texts stops;                    ///< what stops at once
    criteria::Texts kept;                     ///< what is kept, and why
    std::optional<core::WallTime> until = {}; ///< none: the term begins when the relation ends
    int keptYears = 5;
    criteria::Texts passedTo; ///< to whom it was passed
};
/// `relationEnded`: what the bank said, if it did.
[[nodiscard]] WithdrawalOutlook outlookOf(
    criteria::ConsentKind kind, const criteria::Criteria& criteria, std::optional<core::WallTime> relationEnded);

} // namespace tirkeu::enrolment
