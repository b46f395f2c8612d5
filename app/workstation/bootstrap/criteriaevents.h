#pragma once

#include <core/ports/auditsink.h>
#include <criteria/signedcriteria.h>

namespace tirkeu::workstation {

/// Writes down that criteria came into force here, and each change of a person's role they bring against `before`
/// (NEWS-logs: changes to access rights).
void recordCriteria(const criteria::Criteria* before, const criteria::SignedCriteria& inForce, core::AuditSink& audit);

} // namespace tirkeu::workstation
