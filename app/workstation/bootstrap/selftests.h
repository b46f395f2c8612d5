#pragma once

#include "diagnostics/selftest.h"

namespace tirkeu::workstation {

/// The start-up checks, quick enough to run before the first window.
[[nodiscard]] QList<SelfTest> runSelfTests(bool provisioned);

} // namespace tirkeu::workstation
