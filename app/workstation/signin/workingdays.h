#pragma once

#include <core/clock.h>

namespace tirkeu::workstation {

/// The end of the n-th working day after a time; Saturdays and Sundays do not count, public holidays are not known
/// here.
[[nodiscard]] core::WallTime afterWorkingDays(core::WallTime from, int days);

} // namespace tirkeu::workstation
