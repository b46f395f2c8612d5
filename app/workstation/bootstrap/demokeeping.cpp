#include "demokeeping.h"

#include "signingrules.h"
#include "stafflookup.h"

#include <core/log.h>

namespace tirkeu::workstation {

namespace {
Q_LOGGING_CATEGORY(logKeeping, "tirkeu.start")
}

DemoKeeping::DemoKeeping(const demo::DemoBranch& branch, const criteria::SignedCriteria& inForce,
    const core::Clock& clock, const QString& exports, std::unique_ptr<core::AnchorCheck> machine)
    : workstation(branch.workstationKey())
    , anchor(std::move(machine))
    , thread({.folder = branch.vaultFolder(), .clock = clock, .workstation = &workstation, .anchors = anchor.get()})
    , sink(thread, clock)
    , door(thread, sink, [entitled = entitledBy(inForce.criteria, branch.branchId())] { return entitled; })
    , journal(thread, door, workstation, clock, exports, [names = staffNames(inForce.criteria)] { return names; })
    , care(thread, door, workstation, clock, branch.vaultFolder() + QStringLiteral(".backups"), inForce.criteria,
          {branch.heldCriteria(), branch.workstationId()})
    , restore(branch.vaultFolder(), branch.vaultFolder() + QStringLiteral(".backups"), workstation, clock,
          entitledBy(inForce.criteria, branch.branchId()))
    , responders(branch.pki(), clock)
    , services(responders)
    , status(services, clock, branch.trust(), {.deadline = std::chrono::seconds(2)})
    , upgrader(branch.vaultFolder() + QStringLiteral(".levels"), thread, clock,
          {services, branch.trust(),
              stampsFrom(
                  inForce.criteria.signing, {branch.pki().options().services.resolved(QUrl(QStringLiteral("/tsa")))}),
              {}, wantedLevel(inForce.criteria.signing)})
{
    QObject::connect(&door, &VaultDoor::foundDamaged, &restore, &VaultRestore::find);
    QObject::connect(&door, &VaultDoor::openChanged, &upgrader, &DocumentUpgrader::setVaultOpen);
    QObject::connect(&upgrader, &DocumentUpgrader::failed, &upgrader,
        [](const Error& error) { core::logWarning(logKeeping()) << "levels do not rise" << error; });
    QObject::connect(&upgrader, &DocumentUpgrader::worked, &care.notices,
        [this](int rising, int stopped, std::optional<core::WallTime> since) {
            care.notices.tellRising(rising, since);
            care.notices.tellStopped(stopped);
        });
}

} // namespace tirkeu::workstation
