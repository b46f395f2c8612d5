#include "demoline.h"

#include <core/log.h>

namespace tirkeu::workstation {

namespace {
Q_LOGGING_CATEGORY(logLine, "tirkeu.start")
}

Result<core::HttpAnswer> DemoLine::exchange(const core::HttpRequest& request)
{
    core::HttpRequest relayed = request;
    relayed.url.setHost(m_services.host());
    relayed.url.setPort(m_services.port());
    auto answer = m_relay.exchange(relayed);
    if (answer)
        return answer;
    core::logInfo(logLine()) << "not by way of the demo's gateway" << answer.error();
    return m_direct.exchange(request);
}

} // namespace tirkeu::workstation
