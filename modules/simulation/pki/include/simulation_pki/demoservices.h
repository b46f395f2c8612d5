#pragma once

#include <simulation_pki/demoresponders.h>
#include <simulation_pki/loopbackserver.h>

namespace tirkeu::simulation {

/// The demo's responders over HTTP on loopback: POST /ocsp/<authority>, GET /crl/<authority>, GET /ca/<authority>,
/// POST /tsa; authorities are root, national, bank, vendor. Stops when destroyed; the responders outlive it.
class DemoServices
{
public:
    /// `port` is that of DemoPkiOptions::services for certificates to point here; 0 takes any.
    [[nodiscard]] static Result<DemoServices> start(
        DemoResponders& responders, quint16 port, std::chrono::milliseconds slowness = std::chrono::seconds(20));

    [[nodiscard]] QUrl url() const { return m_server->url(); }
    [[nodiscard]] QUrl stampUrl() const;

private:
    explicit DemoServices(std::unique_ptr<LoopbackServer> server);
    std::unique_ptr<LoopbackServer> m_server;
};

} // namespace tirkeu::simulation
