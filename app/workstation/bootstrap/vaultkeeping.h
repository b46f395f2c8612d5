#pragma once

#include "vaultcare.h"
#include "vaultdoor.h"
#include "vaultjournal.h"
#include "vaultrestore.h"
#include "workstationkey.h"

namespace tirkeu::workstation {

class ShellController;
class SignInController;

/// All that stands on a workstation's vault, in the order in which it has to end.
struct VaultKeeping
{
    struct Ground
    {
        QString folder;                     ///< the vault's; its backups lie beside it until somebody says otherwise
        QString exports;                    ///< where the journal's go
        const criteria::Criteria& criteria; ///< in force; they and the clock outlive the keeping
        QString branch;                     ///< of this workstation, as the criteria name it
        const core::Clock& clock;
        CriteriaHistory history;
    };
    VaultKeeping(WorkstationKey own, const Ground& ground, const std::optional<MachineTpm>& machine);

    /// Lock keeps the vault open for the outbox, sign-out closes it.
    void follow(ShellController& shell, SignInController& signIn);

    WorkstationKey key;
    std::unique_ptr<core::AnchorCheck> anchor; ///< used on the vault's thread
    vault::VaultThread thread;
    vault::VaultSink sink;
    VaultDoor door;
    VaultJournal journal;
    VaultCare care;
    VaultRestore restore;
};

} // namespace tirkeu::workstation
