#pragma once

#include <simulation_pki/demoexchange.h>
#include <simulation_pki/demoservices.h>
#include <sync/relayexchange.h>

namespace tirkeu::workstation {

/// Time stamps and status in the demo branch: by way of the demo's gateway, as everywhere, to services that stand
/// beside this program. Where there is no such gateway (the program lies alone, or another demo has its port) the
/// services are asked at once: a demo is no bank, and a document must not wait for one. Any thread.
class DemoLine final : public core::HttpExchange
{
public:
    /// The services' address in certificates may be another demo's by now: questions go to `services`. All outlive it.
    DemoLine(wire::Gateway& gateway, simulation::DemoExchange& direct, QUrl services)
        : m_relay(gateway)
        , m_direct(direct)
        , m_services(std::move(services))
    {
    }
    [[nodiscard]] Result<core::HttpAnswer> exchange(const core::HttpRequest& request) override;

private:
    sync::RelayExchange m_relay;
    simulation::DemoExchange& m_direct;
    QUrl m_services;
};

} // namespace tirkeu::workstation
