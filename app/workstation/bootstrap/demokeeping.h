#pragma once

#include "demoline.h"
#include "documentupgrader.h"
#include "vaultkeeping.h"

#include <demo/demobranch.h>
#include <simulation_pki/demoexchange.h>

namespace tirkeu::workstation {

/// What stands on the demo branch's vault, and the services of its own that raise its documents' levels.
struct DemoKeeping : VaultKeeping
{
    /// Branch, criteria and clock outlive it.
    DemoKeeping(const DemoKeeping&) = delete;
    DemoKeeping& operator=(const DemoKeeping&) = delete;
    ~DemoKeeping() { stopAsking(); }
    DemoKeeping(const demo::DemoBranch& branch, const criteria::SignedCriteria& inForce, const core::Clock& clock,
        const QString& exports, const std::optional<MachineTpm>& machine);

    /// Where the demo's gateway finds the services; none: it is not to relay.
    [[nodiscard]] QUrl servicesUrl() const { return outside ? outside->url() : QUrl(); }
    void stopAsking() ///< nothing waits for the gateway any more
    {
        if (line)
            line->cancel();
    }

    simulation::DemoResponders responders;
    std::optional<simulation::DemoServices> outside; ///< the same over HTTP, for the gateway to ask
    simulation::DemoExchange direct;
    std::unique_ptr<wire::Gateway> line; ///< of its own: a long upload holds no time stamp up
    std::unique_ptr<core::HttpExchange> relayed;
    core::HttpExchange& services; ///< by way of the gateway
    pki::StatusChecker status;    ///< asked while somebody waits, so not for long
    DocumentUpgrader upgrader;
};

} // namespace tirkeu::workstation
