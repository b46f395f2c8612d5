#pragma once

#include "signin/staffsource.h"

#include <criteria/criteria.h>
#include <pki/certificate.h>

namespace tirkeu::workstation {

/// Whom the criteria in force know by this authentication certificate, if they may serve in this branch (MFO-27).
[[nodiscard]] Result<StaffMember> staffFrom(
    const criteria::Criteria& criteria, const pki::Certificate& certificate, const QString& branch);

} // namespace tirkeu::workstation
