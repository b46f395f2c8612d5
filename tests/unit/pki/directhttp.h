#pragma once

#include <core/ports/httpexchange.h>
#include <simulation_pki/demoresponders.h>

namespace tirkeu::test {

/// Takes questions to the responders without a network, and remembers what was asked.
class DirectHttp final : public core::HttpExchange
{
public:
    explicit DirectHttp(const simulation::DemoResponders& responders)
        : m_responders(responders)
    {
    }
    [[nodiscard]] Result<core::HttpAnswer> exchange(const core::HttpRequest& request) override
    {
        asked.append(request);
        const QString path = request.url.path();
        const auto& authority = path.endsWith(u"/bank") ? m_responders.pki().bank() : m_responders.pki().national();
        const QByteArray body = path.startsWith(u"/ocsp")  ? m_responders.answerOcsp(request.body, authority)
                                : path.startsWith(u"/crl") ? m_responders.list(authority)
                                                           : m_responders.answerStamp(request.body);
        return core::HttpAnswer{200, {}, body};
    }
    QList<core::HttpRequest> asked;

private:
    const simulation::DemoResponders& m_responders;
};

} // namespace tirkeu::test
