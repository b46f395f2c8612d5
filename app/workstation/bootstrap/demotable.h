#pragma once

#include "shell/place.h"

#include <demo/demobranch.h>

namespace tirkeu::workstation {

/// For the ribbon: the empty reader, then each person with the PIN.
[[nodiscard]] QStringList tokenNames(const demo::DemoBranch& branch);
[[nodiscard]] Place placeOf(const demo::DemoBranch& branch);

} // namespace tirkeu::workstation
