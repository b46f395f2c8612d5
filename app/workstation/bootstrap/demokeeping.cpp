#include "demokeeping.h"

#include "signingrules.h"

#include <core/log.h>
#include <demo/demogateway.h>
#include <wire/gatewayclient.h>

#include <QCoreApplication>

namespace tirkeu::workstation {

namespace {
Q_LOGGING_CATEGORY(logKeeping, "tirkeu.start")

std::optional<simulation::DemoServices> servedBy(simulation::DemoResponders& responders)
{
    auto services = simulation::DemoServices::start(responders, 0);
    if (services)
        return std::move(*services);
    core::logWarning(logKeeping()) << "the demo's services have no port" << services.error();
    return std::nullopt;
}

// Somebody may be waiting for what is asked here.
std::unique_ptr<wire::Gateway> lineTo(
    const demo::DemoBranch& branch, const WorkstationKey& key, const core::Clock& clock)
{
    auto line = wire::GatewayClient::make({.address = demo::DemoGateway::address(),
                                              .bank = branch.pki().bankTrust(),
                                              .workstation = key.line(),
                                              .version = QCoreApplication::applicationVersion(),
                                              .connectDeadline = std::chrono::seconds(1)},
        clock);
    if (line)
        return std::move(*line);
    core::logWarning(logKeeping()) << "no line for time stamps" << line.error();
    return nullptr;
}

// The criteria name the TPM's key only where the demo was begun with it.
WorkstationKey keyOf(const demo::DemoBranch& branch, const std::optional<MachineTpm>& machine)
{
    if (machine && branch.machineCertificate()) {
        const auto inside = WorkstationKey::inTpm(*machine, *branch.machineCertificate());
        if (inside)
            return *inside;
        core::logWarning(logKeeping()) << "the key in the TPM is not used" << inside.error();
    }
    return WorkstationKey(branch.workstationKey());
}
} // namespace

DemoKeeping::DemoKeeping(const demo::DemoBranch& branch, const criteria::SignedCriteria& inForce,
    const core::Clock& clock, const QString& exports, const std::optional<MachineTpm>& machine)
    : VaultKeeping(keyOf(branch, machine),
          {branch.vaultFolder(), exports, inForce.criteria, branch.branchId(), clock,
              {branch.heldCriteria(), branch.workstationId()}},
          machine)
    , responders(branch.pki(), clock)
    , outside(servedBy(responders))
    , direct(responders)
    , line(lineTo(branch, key, clock))
    , relayed(line && outside ? std::make_unique<DemoLine>(*line, direct, outside->url()) : nullptr)
    , services(relayed ? *relayed : direct)
    , status(services, clock, branch.trust(), {.deadline = std::chrono::seconds(2)})
    , upgrader(branch.vaultFolder() + QStringLiteral(".levels"), thread, clock,
          {services, branch.trust(),
              stampsFrom(
                  inForce.criteria.signing, {branch.pki().options().services.resolved(QUrl(QStringLiteral("/tsa")))}),
              {}, wantedLevel(inForce.criteria.signing)})
{
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
