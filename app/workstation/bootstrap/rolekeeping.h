#pragma once

#include <criteria/criteria.h>
#include <vault/store.h>

#include <QMap>

namespace tirkeu::workstation {

/// A person's role, and by which certificate the journal names them; kept in the vault by IIN, so that a renewed
/// certificate is no change.
struct KeptRole
{
    QString role;
    QString who;
    bool operator==(const KeptRole&) const = default;
};
using KeptRoles = QMap<QString, KeptRole>;

[[nodiscard]] KeptRoles rolesIn(const criteria::Criteria& criteria);
/// Writes down each change of a person's role since the vault last saw criteria (NEWS-logs: changes to access rights),
/// and remembers them, in one transaction. The first time there is nothing to compare with. Gives back how many.
[[nodiscard]] Result<int> keepRoles(vault::Store& store, const KeptRoles& now, const QString& actor);

} // namespace tirkeu::workstation
