#pragma once

#include "vaultretention.h"
#include "vaultwalk.h"

namespace tirkeu::workstation {

/// What stands beside a vault and its door: notices, upkeep, the walk along its journal, the page of keeping. Ends
/// before both.
struct VaultCare
{
    /// `backups` is where they go until somebody names another folder.
    VaultCare(vault::VaultThread& thread, VaultDoor& door, core::Signer& workstation, const core::Clock& clock,
        const QString& backups, const criteria::Criteria& inForce, const CriteriaHistory& history = {});

    VaultNotices notices;
    VaultUpkeep upkeep;
    VaultWalk walk; ///< behind what the upkeep does at an opening
    VaultRetention retention;
};

} // namespace tirkeu::workstation
