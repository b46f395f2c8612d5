#pragma once

#include "preferences.h"

#include <core/ports/auditsink.h>

namespace tirkeu::workstation {

/// Writes down each setting that differs (NEWS-logs).
void recordChanges(core::AuditSink& audit, const Preferences& before, const Preferences& after);

} // namespace tirkeu::workstation
