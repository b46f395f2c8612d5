#pragma once

#include <core/clock.h>
#include <core/uuid.h>

#include <QByteArray>

#include <optional>
#include <vector>

namespace tirkeu::sync {

/// A package that has not arrived yet, as far as its turn goes.
struct Waiting
{
    core::Uuid package; ///< in the order in which they were made
    QByteArray lane;    ///< of one client
    int priority = 5;   ///< 0: a withdrawal
    qint64 size = 0;    ///< what is still to be sent
    core::WallTime since{};
    core::MonotonicTime notBefore{};
    bool isPoisoned = false; ///< failed so often that nobody waits behind it any more
};

struct ScheduleRules
{
    /// Who waited so long goes before smaller ones that came later.
    std::chrono::milliseconds longest{std::chrono::minutes(10)};
    bool onlyUrgent = false; ///< quiet hours
};

/// Whose turn it is: the oldest of each client; among them withdrawals first, then who waited too long, then the
/// smallest. A withdrawal draws what its client sent before along.
[[nodiscard]] std::optional<core::Uuid> nextOf(
    const std::vector<Waiting>& waiting, core::WallTime now, core::MonotonicTime monotonic, const ScheduleRules& rules);

/// When the first of them may be tried; nothing where none waits.
[[nodiscard]] std::optional<core::MonotonicTime> earliestOf(
    const std::vector<Waiting>& waiting, const ScheduleRules& rules);

struct BackOff
{
    std::chrono::milliseconds first{2'000};
    std::chrono::milliseconds longest{60'000};
};
/// Doubles with each try up to `longest`; `chance` in [0, 1) spreads it over the upper half, so that a thousand
/// workstations do not come back at once.
[[nodiscard]] std::chrono::milliseconds waitAfter(const BackOff& rules, int tries, double chance);

/// A time of the day, Kazakhstan's, in which only what is urgent is sent; may go over midnight.
struct QuietHours
{
    std::chrono::minutes from{0};
    std::chrono::minutes until{0}; ///< the same as `from`: there are none
    [[nodiscard]] bool hold(core::WallTime at) const;
};

} // namespace tirkeu::sync
