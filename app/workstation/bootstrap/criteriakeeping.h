#pragma once

#include <criteria/criteria.h>
#include <vault/store.h>

#include <QList>

namespace tirkeu::workstation {

/// The versions of the bank's criteria that this workstation has, the one in force last.
struct CriteriaHistory
{
    QList<criteria::Criteria> held;
    QString workstation; ///< whose devices count
};

/// Writes down each scanner and camera of this workstation that a new version brought, took or changed since the vault
/// last saw criteria (NEWS-logs), and remembers the version, in one transaction. The first time each is registered.
/// Where the earlier version is no longer held, each is told anew. Gives back how many lines that were.
[[nodiscard]] Result<int> keepCriteria(vault::Store& store, const CriteriaHistory& history, const QString& actor);

} // namespace tirkeu::workstation
