#pragma once

#include <wire/gatewayclient.h>

#include <boost/beast/http/verb.hpp>

namespace tirkeu::wire {

struct LineQuestion
{
    boost::beast::http::verb method;
    QByteArray target;
    QByteArray contentType = {};
    QByteArrayView body = {};
    std::chrono::milliseconds deadline{};
    qint64 largestAnswer = qint64(1) << 20;
};

struct LineAnswer
{
    int status = 0;
    QByteArray contentType;
    QByteArray body;
};

/// One kept connection to the gateway: asks, waits, gives back. Opens itself, and anew where the gateway has meanwhile
/// closed it. One thread; `cancel` from any.
class HttpsLine
{
public:
    HttpsLine(const GatewayClient::Settings& settings, const core::Clock& clock);
    ~HttpsLine();
    [[nodiscard]] Result<> setUp();
    [[nodiscard]] Reply<LineAnswer> ask(const LineQuestion& question);
    void cancel();

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace tirkeu::wire
