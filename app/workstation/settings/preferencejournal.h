#pragma once

#include "preferences.h"

#include <core/ports/auditsink.h>

namespace tirkeu::workstation {

/// Writes down each setting that a person changed, with what it was and what it is.
void recordChanges(const Preferences& before, const Preferences& after, core::AuditSink& audit);

} // namespace tirkeu::workstation
