#include "ncalayerpeer.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/ssl.hpp>
#include <boost/beast/websocket.hpp>
#include <boost/beast/websocket/ssl.hpp>

#include <core/json.h>

#include <mutex>
#include <thread>

namespace tirkeu::test {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace ssl = boost::asio::ssl;

struct NcaLayerPeer::Parts
{
    using Stream = beast::websocket::stream<beast::ssl_stream<asio::ip::tcp::socket>>;

    Parts(const pki::SoftwareKey& key, Script wanted)
        : script(std::move(wanted))
    {
        SSL_CTX_use_certificate(tls.native_handle(), key.holder().x509());
        SSL_CTX_use_PrivateKey(tls.native_handle(), key.evp());
    }

    // Blocking calls on a thread of its own; errors are whatever the other side did, and not of interest here.
    void serve()
    {
        for (;;) {
            beast::error_code error;
            asio::ip::tcp::socket socket(context);
            acceptor.accept(socket, error);
            if (error || stopping)
                return;
            {
                const std::scoped_lock lock(mutex);
                stream = std::make_unique<Stream>(std::move(socket), tls);
            }
            talk();
        }
    }

    void talk()
    {
        beast::error_code error;
        stream->next_layer().handshake(ssl::stream_base::server, error);
        if (error)
            return;
        stream->accept(error);
        if (error)
            return;
        stream->text(true);
        if (!script.greeting.isEmpty())
            stream->write(asio::buffer(script.greeting.constData(), std::size_t(script.greeting.size())), error);
        beast::flat_buffer buffer;
        stream->read(buffer, error);
        if (error)
            return;
        const auto question =
            core::readJson({static_cast<const char*>(buffer.data().data()), qsizetype(buffer.size())});
        {
            const std::scoped_lock lock(mutex);
            last = question.value_or(QJsonObject());
        }
        const std::optional<QByteArray> answer = script.answer ? script.answer(last) : std::nullopt;
        if (!answer) {
            stream->read(buffer, error); // until the other side gives up
            return;
        }
        if (answer->isEmpty()) {
            stream->next_layer().next_layer().close(error);
            return;
        }
        stream->write(asio::buffer(answer->constData(), std::size_t(answer->size())), error);
        stream->read(buffer, error);
    }

    Script script;
    asio::io_context context;
    ssl::context tls{ssl::context::tls_server};
    asio::ip::tcp::acceptor acceptor{context, {asio::ip::address_v4::loopback(), 0}};
    std::mutex mutex;
    std::unique_ptr<Stream> stream;
    QJsonObject last;
    std::atomic<bool> stopping = false;
    std::thread thread;
};

NcaLayerPeer::NcaLayerPeer(const pki::SoftwareKey& tls, Script script)
    : m_parts(std::make_unique<Parts>(tls, std::move(script)))
{
    m_parts->thread = std::thread([this] { m_parts->serve(); });
}

NcaLayerPeer::~NcaLayerPeer()
{
    m_parts->stopping = true;
    {
        // Whoever still talks is cut off, and a last connection wakes the acceptor.
        const std::scoped_lock lock(m_parts->mutex);
        if (m_parts->stream)
            ::shutdown(m_parts->stream->next_layer().next_layer().native_handle(), SHUT_RDWR);
    }
    beast::error_code ignored;
    asio::ip::tcp::socket last(m_parts->context);
    last.connect(m_parts->acceptor.local_endpoint(), ignored);
    m_parts->thread.join();
}

QUrl NcaLayerPeer::url() const
{
    return QUrl(QStringLiteral("wss://127.0.0.1:%1/").arg(m_parts->acceptor.local_endpoint().port()));
}

QJsonObject NcaLayerPeer::lastQuestion() const
{
    const std::scoped_lock lock(m_parts->mutex);
    return m_parts->last;
}

} // namespace tirkeu::test
