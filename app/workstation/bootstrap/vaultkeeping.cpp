#include "vaultkeeping.h"

#include "shell/shellcontroller.h"
#include "signin/signincontroller.h"
#include "stafflookup.h"

namespace tirkeu::workstation {

namespace {
QString backupsBeside(const QString& vault)
{
    return vault + QStringLiteral(".backups");
}
} // namespace

VaultKeeping::VaultKeeping(WorkstationKey own, const Ground& ground, const std::optional<MachineTpm>& machine)
    : key(std::move(own))
    , anchor(anchorIn(machine))
    , thread({.folder = ground.folder, .clock = ground.clock, .workstation = &key.signer(), .anchors = anchor.get()})
    , sink(thread, ground.clock)
    , door(thread, sink, [entitled = entitledBy(ground.criteria, ground.branch)] { return entitled; })
    , journal(thread, door, key.signer(), ground.clock, ground.exports,
          [names = staffNames(ground.criteria)] { return names; })
    , care(thread, door, key.signer(), ground.clock, backupsBeside(ground.folder), ground.criteria, ground.history)
    , restore(ground.folder, backupsBeside(ground.folder), key.signer(), ground.clock,
          entitledBy(ground.criteria, ground.branch), anchor.get())
{
    QObject::connect(&door, &VaultDoor::foundDamaged, &restore, &VaultRestore::find);
}

void VaultKeeping::follow(ShellController& shell, SignInController& signIn)
{
    QObject::connect(&shell, &ShellController::stateChanged, &door,
        [&shell, &held = door] { held.setHeld(shell.member().has_value()); });
    QObject::connect(&signIn, &SignInController::refused, &door, &VaultDoor::closeUnlessHeld);
}

} // namespace tirkeu::workstation
