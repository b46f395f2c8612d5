#pragma once

#include "documentupgrader.h"
#include "vaultcare.h"
#include "vaultdoor.h"
#include "vaultjournal.h"
#include "vaultrestore.h"

#include <core/ports/anchorcheck.h>
#include <demo/demobranch.h>
#include <simulation_pki/demoexchange.h>

namespace tirkeu::workstation {

/// All that stands on the demo branch's vault, in the order in which it has to end.
struct DemoKeeping
{
    /// Branch, criteria and clock outlive it. `machine` may be none.
    DemoKeeping(const demo::DemoBranch& branch, const criteria::SignedCriteria& inForce, const core::Clock& clock,
        const QString& exports, std::unique_ptr<core::AnchorCheck> machine);

    pki::SoftwareKey workstation;
    std::unique_ptr<core::AnchorCheck> anchor; ///< used on the vault's thread
    vault::VaultThread thread;
    vault::VaultSink sink;
    VaultDoor door;
    VaultJournal journal;
    VaultCare care;
    VaultRestore restore;
    simulation::DemoResponders responders; ///< in the gateway's place, which will relay both kinds of question
    simulation::DemoExchange services;
    pki::StatusChecker status; ///< asked while somebody waits, so not for long
    DocumentUpgrader upgrader;
};

} // namespace tirkeu::workstation
