#pragma once

#include "signin/staffsource.h"

#include <criteria/criteria.h>
#include <pki/certificate.h>
#include <vault/slotkeeping.h>

#include <QHash>

namespace tirkeu::workstation {

/// Whom the criteria in force know by this authentication certificate, if they may serve in this branch (MFO-27).
[[nodiscard]] Result<StaffMember> staffFrom(
    const criteria::Criteria& criteria, const pki::Certificate& certificate, const QString& branch);

/// To whom the vault of this branch's workstation is to open: tellers and supervisors, nobody else.
[[nodiscard]] QList<vault::Entitled> entitledBy(const criteria::Criteria& criteria, const QString& branch);
/// How people are shown, by the id under which the journal names them.
[[nodiscard]] QHash<QString, QString> staffNames(const criteria::Criteria& criteria);

} // namespace tirkeu::workstation
