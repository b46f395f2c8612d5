#pragma once

#include <criteria/rules.h>

#include <core/clock.h>

namespace tirkeu::workstation {

/// The end of the n-th working day after a time, in the bank's time zone. A day off by the bank's calendar does not
/// count; a Saturday or Sunday counts where the calendar has it worked.
[[nodiscard]] core::WallTime afterWorkingDays(core::WallTime from, int days, const criteria::Calendar& calendar);

} // namespace tirkeu::workstation
