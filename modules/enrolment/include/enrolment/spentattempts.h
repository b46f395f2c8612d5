#pragma once

#include <criteria/criteria.h>
#include <vault/store.h>

namespace tirkeu::enrolment {

/// Hands that may not be checked again until the interval of the criteria lets an attempt go, or a supervisor approves
/// new ones.
struct SpentAttempts
{
    QList<casefile::Hand> hands;
    core::WallTime until{}; ///< when the last of them has an attempt again
    bool operator==(const SpentAttempts&) const = default;
};

/// Before a case is begun: none, or what stands against it. On the vault's thread.
[[nodiscard]] Result<std::optional<SpentAttempts>> spentAttempts(
    vault::Store& store, const criteria::Criteria& criteria, const identity::Iin& iin);

} // namespace tirkeu::enrolment
