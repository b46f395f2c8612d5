#include "simulation_pki/loopbackhttp.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <optional>

namespace tirkeu::simulation {

namespace {

constexpr ErrorCode kNotLoopback{"demo.address-not-local"};
constexpr ErrorCode kNoAnswer{"demo.service-silent"};

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

/// Connect, write, read, one after the other under one deadline; the first error ends it.
class Exchange
{
public:
    explicit Exchange(const core::HttpRequest& request)
        : m_port(static_cast<unsigned short>(request.url.port(80)))
        , m_maxAnswer(static_cast<std::size_t>(request.maxAnswerBytes))
    {
        QUrl target = request.url;
        target.setScheme({});
        target.setAuthority({});
        const QByteArray path = target.toEncoded();
        m_request.version(11);
        m_request.method_string(request.method.toStdString());
        m_request.target(path.isEmpty() ? std::string("/") : path.toStdString());
        m_request.set(http::field::host, request.url.host().toStdString());
        if (!request.contentType.isEmpty())
            m_request.set(http::field::content_type, request.contentType.toStdString());
        m_request.body() = request.body.toStdString();
        m_request.keep_alive(false);
        m_request.prepare_payload();
        m_parser.body_limit(static_cast<std::uint64_t>(request.maxAnswerBytes));
        m_stream.expires_after(request.deadline);
    }

    Result<core::HttpAnswer> run()
    {
        const asio::ip::tcp::endpoint endpoint(asio::ip::address_v4::loopback(), m_port);
        m_stream.async_connect(endpoint, [this](beast::error_code error) { write(error); });
        m_context.run();
        if (m_error)
            return failure(kNoAnswer, ErrorKind::ServiceFault, QString::fromStdString(m_error.message()),
                {QString::number(m_port)});
        const auto& answer = m_parser.get();
        // The parser's own limit stops a flood; it lets a body through that came with the header in one piece.
        if (answer.body().size() > m_maxAnswer)
            return failure(kNoAnswer, ErrorKind::ServiceFault, QStringLiteral("too long"), {QString::number(m_port)});
        const beast::string_view type = answer[http::field::content_type];
        return core::HttpAnswer{static_cast<int>(answer.result_int()),
            QByteArray(type.data(), static_cast<qsizetype>(type.size())), QByteArray::fromStdString(answer.body())};
    }

private:
    void write(beast::error_code error)
    {
        m_error = error;
        if (!m_error)
            http::async_write(m_stream, m_request, [this](beast::error_code failed, std::size_t) { read(failed); });
    }
    void read(beast::error_code error)
    {
        m_error = error;
        if (!m_error)
            http::async_read(
                m_stream, m_buffer, m_parser, [this](beast::error_code failed, std::size_t) { m_error = failed; });
    }

    asio::io_context m_context{1};
    beast::tcp_stream m_stream{m_context};
    unsigned short m_port;
    std::size_t m_maxAnswer;
    http::request<http::string_body> m_request;
    http::response_parser<http::string_body> m_parser;
    beast::flat_buffer m_buffer;
    beast::error_code m_error;
};

} // namespace

Result<core::HttpAnswer> LoopbackHttp::exchange(const core::HttpRequest& request)
{
    const QString host = request.url.host();
    if (request.url.scheme() != u"http" || (host != u"127.0.0.1" && host != u"localhost"))
        return failure(kNotLoopback, ErrorKind::Bug, host, {host});
    return Exchange(request).run();
}

} // namespace tirkeu::simulation
