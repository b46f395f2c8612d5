#include "simulation_pki/demoexchange.h"

#include "demoanswers.h"

namespace tirkeu::simulation {

namespace {
constexpr ErrorCode kSilent{"demo.service-silent"};
}

Result<core::HttpAnswer> DemoExchange::exchange(const core::HttpRequest& request)
{
    constexpr std::chrono::milliseconds kSlow{1};
    const ServedAnswer answer = answerOf(
        m_responders, kSlow, {request.method, request.url.path().toLatin1(), request.contentType, request.body});
    if (answer.line == ServedAnswer::Line::HungUp || answer.delay.count() > 0)
        return failure(kSilent, ErrorKind::ServiceFault, request.url.toString(), {QString::number(request.url.port())});
    return core::HttpAnswer{answer.status, answer.contentType, answer.body};
}

} // namespace tirkeu::simulation
