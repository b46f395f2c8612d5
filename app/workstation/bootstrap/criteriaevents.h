#pragma once

#include <core/ports/auditsink.h>
#include <criteria/signedcriteria.h>

namespace tirkeu::workstation {

/// Writes down that criteria came into force here. Changes of roles are compared where the vault opens, see
/// rolekeeping.h.
void recordCriteria(const criteria::SignedCriteria& inForce, core::AuditSink& audit);

} // namespace tirkeu::workstation
