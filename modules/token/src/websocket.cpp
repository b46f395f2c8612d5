#include "websocket.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/ssl.hpp>
#include <boost/beast/websocket.hpp>
#include <boost/beast/websocket/ssl.hpp>

#include <QHostAddress>

#include <atomic>

namespace tirkeu::token {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace ssl = boost::asio::ssl;

namespace {
constexpr ErrorCode kNotThisMachine{"token.ncalayer-not-here"};
constexpr ErrorCode kAbsent{"token.ncalayer-absent"};
constexpr ErrorCode kNotTrusted{"token.ncalayer-not-trusted"};
constexpr ErrorCode kSilent{"token.ncalayer-silent"};
constexpr ErrorCode kHungUp{"token.ncalayer-hung-up"};
constexpr ErrorCode kCancelled{"token.cancelled"};
constexpr std::size_t kMostBytes = std::size_t(256) << 10;

using Stream = beast::websocket::stream<beast::ssl_stream<beast::tcp_stream>>;
} // namespace

struct WebSocket::Parts
{
    asio::io_context context{1};
    ssl::context tls{ssl::context::tls_client};
    std::optional<Stream> stream;
    std::atomic<bool> cancelled = false;

    // Runs one asynchronous step to its end, the deadline or `cancel`. Nothing of it is left behind: handlers stand on
    // this frame, so they have to have run before it goes.
    template<typename Start>
    [[nodiscard]] Result<> step(ErrorCode code, ErrorKind kind, std::chrono::milliseconds deadline, Start start)
    {
        std::optional<beast::error_code> outcome;
        const auto end = std::chrono::steady_clock::now() + deadline;
        start([&outcome](beast::error_code error, auto&&...) { outcome = error; });
        context.restart();
        while (!outcome && !cancelled && context.run_one_until(end) > 0) {
        }
        if (outcome) {
            if (*outcome)
                return failure(code, kind, QString::fromStdString(outcome->message()));
            return {};
        }
        beast::error_code ignored;
        beast::get_lowest_layer(*stream).socket().close(ignored);
        context.restart();
        while (!outcome && context.run_one() > 0) {
        }
        if (cancelled)
            return failure(kCancelled, ErrorKind::Retry, QStringLiteral("given up"));
        return failure(kSilent, ErrorKind::Retry, QStringLiteral("%1 ms passed").arg(deadline.count()));
    }
};

WebSocket::WebSocket()
    : m_parts(std::make_unique<Parts>())
{
}

WebSocket::~WebSocket() = default;

Result<> WebSocket::open(
    const QUrl& url, const QList<pki::Certificate>& authorities, std::chrono::milliseconds deadline)
{
    const QHostAddress host(url.host());
    if (url.scheme() != u"wss" || !host.isLoopback())
        return failure(kNotThisMachine, ErrorKind::SecurityStop, url.toString(QUrl::RemoveUserInfo));
    beast::error_code bad;
    ssl::context& tls = m_parts->tls;
    tls.set_options(ssl::context::default_workarounds | ssl::context::no_sslv2 | ssl::context::no_sslv3 |
                        ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1,
        bad);
    tls.set_verify_mode(ssl::verify_peer, bad);
    tls.set_verify_callback(ssl::host_name_verification(url.host().toStdString()), bad);
    X509_STORE* store = SSL_CTX_get_cert_store(tls.native_handle());
    for (const pki::Certificate& authority : authorities)
        X509_STORE_add_cert(store, authority.x509());
    // The program's own certificate may be what was named.
    X509_STORE_set_flags(store, X509_V_FLAG_PARTIAL_CHAIN);

    m_parts->stream.emplace(m_parts->context, tls);
    Stream& stream = *m_parts->stream;
    stream.read_message_max(kMostBytes);
    const asio::ip::tcp::endpoint peer(
        asio::ip::make_address(host.toString().toStdString(), bad), static_cast<unsigned short>(url.port(443)));
    if (const auto done = m_parts->step(kAbsent, ErrorKind::OperatorCanFix, deadline,
            [&](auto handler) { beast::get_lowest_layer(stream).async_connect(peer, handler); });
        !done)
        return done;
    if (const auto done = m_parts->step(kNotTrusted, ErrorKind::SecurityStop, deadline,
            [&](auto handler) { stream.next_layer().async_handshake(ssl::stream_base::client, handler); });
        !done)
        return done;
    const std::string name = peer.address().to_string() + ':' + std::to_string(peer.port());
    const std::string path = url.path().isEmpty() ? std::string("/") : url.path().toStdString();
    return m_parts->step(
        kHungUp, ErrorKind::ServiceFault, deadline, [&](auto handler) { stream.async_handshake(name, path, handler); });
}

Result<> WebSocket::write(const QByteArray& text, std::chrono::milliseconds deadline)
{
    m_parts->stream->text(true);
    return m_parts->step(kHungUp, ErrorKind::ServiceFault, deadline, [&](auto handler) {
        m_parts->stream->async_write(asio::buffer(text.constData(), static_cast<std::size_t>(text.size())), handler);
    });
}

Result<QByteArray> WebSocket::read(std::chrono::milliseconds deadline)
{
    beast::flat_buffer buffer;
    const auto done = m_parts->step(kHungUp, ErrorKind::ServiceFault, deadline,
        [&](auto handler) { m_parts->stream->async_read(buffer, handler); });
    if (!done)
        return failure(done);
    return QByteArray(static_cast<const char*>(buffer.data().data()), static_cast<qsizetype>(buffer.size()));
}

void WebSocket::cancel()
{
    m_parts->cancelled = true;
    asio::post(m_parts->context, [] {}); // wakes whoever waits
}

} // namespace tirkeu::token
