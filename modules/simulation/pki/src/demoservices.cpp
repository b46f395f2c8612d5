#include "simulation_pki/demoservices.h"

#include "demoanswers.h"

namespace tirkeu::simulation {

DemoServices::DemoServices(std::unique_ptr<LoopbackServer> server)
    : m_server(std::move(server))
{
}

Result<DemoServices> DemoServices::start(DemoResponders& responders, quint16 port, std::chrono::milliseconds slowness)
{
    Result<std::unique_ptr<LoopbackServer>> server = LoopbackServer::start(
        [&responders, slowness](const ServedRequest& request) { return answerOf(responders, slowness, request); },
        port);
    if (!server)
        return failure(server);
    return DemoServices(std::move(*server));
}

QUrl DemoServices::stampUrl() const
{
    QUrl url = m_server->url();
    url.setPath(QStringLiteral("/tsa"));
    return url;
}

} // namespace tirkeu::simulation
