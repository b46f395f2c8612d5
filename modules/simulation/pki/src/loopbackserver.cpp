#include "simulation_pki/loopbackserver.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <thread>

namespace tirkeu::simulation {

namespace {

constexpr ErrorCode kNotListening{"demo.port-not-free"};
constexpr std::size_t kMaxBody = std::size_t(1) << 20;
constexpr std::chrono::seconds kPatience(30);

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

QByteArray bytesOf(beast::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

/// One connection, one request, one answer. Keeps itself alive by the work it waits for.
class Conversation : public std::enable_shared_from_this<Conversation>
{
public:
    Conversation(asio::ip::tcp::socket socket, const LoopbackServer::Handler& handler)
        : m_stream(std::move(socket))
        , m_timer(m_stream.get_executor())
        , m_handler(handler)
    {
        m_parser.body_limit(kMaxBody);
    }

    void start()
    {
        m_stream.expires_after(kPatience);
        http::async_read(
            m_stream, m_buffer, m_parser, [self = shared_from_this()](beast::error_code error, std::size_t) {
                if (!error)
                    self->answer();
            });
    }

private:
    void answer()
    {
        const auto& request = m_parser.get();
        const ServedAnswer answer = m_handler({bytesOf(request.method_string()), bytesOf(request.target()),
            bytesOf(request[http::field::content_type]), QByteArray::fromStdString(request.body())});
        m_stream.expires_never();
        m_timer.expires_after(answer.delay);
        m_timer.async_wait([self = shared_from_this(), answer](beast::error_code error) {
            if (!error && answer.line == ServedAnswer::Line::Answered)
                self->write(answer);
        });
    }

    void write(const ServedAnswer& answer)
    {
        m_answer.version(11);
        m_answer.result(static_cast<unsigned>(answer.status));
        m_answer.set(http::field::content_type, answer.contentType.toStdString());
        m_answer.body() = answer.body.toStdString();
        m_answer.keep_alive(false);
        m_answer.prepare_payload();
        m_stream.expires_after(kPatience);
        http::async_write(m_stream, m_answer, [self = shared_from_this()](beast::error_code error, std::size_t) {
            if (!error)
                self->m_stream.socket().shutdown(asio::ip::tcp::socket::shutdown_send, error);
        });
    }

    beast::tcp_stream m_stream;
    asio::steady_timer m_timer;
    const LoopbackServer::Handler& m_handler;
    beast::flat_buffer m_buffer;
    http::request_parser<http::string_body> m_parser;
    http::response<http::string_body> m_answer;
};

} // namespace

struct LoopbackServer::Parts
{
    explicit Parts(Handler answering)
        : handler(std::move(answering))
        , acceptor(context)
    {
    }
    void accept()
    {
        acceptor.async_accept([this](beast::error_code error, asio::ip::tcp::socket socket) {
            if (error == asio::error::operation_aborted)
                return;
            if (!error)
                std::make_shared<Conversation>(std::move(socket), handler)->start();
            accept();
        });
    }

    Handler handler; // outlives the conversations, which the context holds
    asio::io_context context{1};
    asio::ip::tcp::acceptor acceptor;
    std::thread thread;
    quint16 port = 0;
};

LoopbackServer::LoopbackServer(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
}

LoopbackServer::~LoopbackServer()
{
    m_parts->context.stop();
    m_parts->thread.join();
}

QUrl LoopbackServer::url() const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_parts->port));
}

Result<std::unique_ptr<LoopbackServer>> LoopbackServer::start(Handler handler, quint16 port)
{
    auto parts = std::make_unique<Parts>(std::move(handler));
    const asio::ip::tcp::endpoint endpoint(asio::ip::address_v4::loopback(), port);
    beast::error_code error;
    parts->acceptor.open(endpoint.protocol(), error);
    if (!error)
        parts->acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (!error)
        parts->acceptor.bind(endpoint, error);
    if (!error)
        parts->acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error)
        return failure(
            kNotListening, ErrorKind::OperatorCanFix, QString::fromStdString(error.message()), {QString::number(port)});
    parts->port = parts->acceptor.local_endpoint().port();
    parts->accept();
    parts->thread = std::thread([context = &parts->context] { context->run(); });
    return std::unique_ptr<LoopbackServer>(new LoopbackServer(std::move(parts)));
}

} // namespace tirkeu::simulation
