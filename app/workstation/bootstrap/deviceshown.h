#pragma once

#include "equipment/devicesource.h"

#include <devices/registry.h>
#include <imaging/frame.h>

namespace tirkeu::workstation {

/// What the room of devices says, as the page shows it.
[[nodiscard]] DeviceState stateOf(devices::Standing standing);
[[nodiscard]] QImage imageOf(const imaging::Frame& frame); ///< null where nobody could see it

} // namespace tirkeu::workstation
