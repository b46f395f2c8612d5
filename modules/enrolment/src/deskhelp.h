#pragma once

#include <core/encoding.h>
#include <criteria/criteria.h>
#include <enrolment/plan.h>

#include <algorithm>

namespace tirkeu::enrolment {

[[nodiscard]] inline QString hex(const QByteArray& bytes)
{
    return QString::fromLatin1(core::toHex(bytes));
}

/// A member of staff as events name them: by the fingerprint of a certificate.
[[nodiscard]] inline const criteria::StaffMember* staffNamed(const criteria::Criteria& criteria, const QString& who)
{
    const auto fingerprint = core::fromHex(who.toLatin1());
    return fingerprint ? criteria.staffByCertificate(*fingerprint) : nullptr;
}

/// Else there is nothing that a client could be accepted by.
[[nodiscard]] inline bool hasPalmToScan(const casefile::CaseState& state, const criteria::Purpose& purpose)
{
    return purpose.has(criteria::Step::Face) ||
           std::ranges::any_of(
               handsOf(state, purpose), [&state](casefile::Hand hand) { return !state.exceptedHands.contains(hand); });
}

} // namespace tirkeu::enrolment
