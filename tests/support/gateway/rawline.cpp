#include "rawline.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <arpa/inet.h>
#include <csignal>
#include <sys/socket.h>
#include <unistd.h>

namespace tirkeu::test {

struct RawLine::Parts
{
    std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context{nullptr, SSL_CTX_free};
    std::unique_ptr<SSL, decltype(&SSL_free)> line{nullptr, SSL_free};
    int handle = -1;
    bool open = false;
};

RawLine::RawLine(quint16 port, const Options& options)
    : m_parts(std::make_unique<Parts>())
{
    std::signal(SIGPIPE, SIG_IGN);
    m_parts->context.reset(SSL_CTX_new(TLS_client_method()));
    SSL_CTX* context = m_parts->context.get();
    SSL_CTX_set_security_level(context, 0); // so that it can ask for what nobody should give
    if (options.mostTls != 0) {
        SSL_CTX_set_min_proto_version(context, options.mostTls);
        SSL_CTX_set_max_proto_version(context, options.mostTls);
    }
    if (!options.ciphers.isEmpty())
        SSL_CTX_set_cipher_list(context, options.ciphers.constData());
    if (options.key) {
        SSL_CTX_use_certificate(context, options.key->holder().x509());
        SSL_CTX_use_PrivateKey(context, options.key->evp());
    }
    m_parts->handle = ::socket(AF_INET, SOCK_STREAM, 0);
    const timeval patience{options.patienceMs / 1000, (options.patienceMs % 1000) * 1000};
    ::setsockopt(m_parts->handle, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(m_parts->handle, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_parts->handle, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        return;
    m_parts->line.reset(SSL_new(context));
    SSL_set_fd(m_parts->line.get(), m_parts->handle);
    m_parts->open = SSL_connect(m_parts->line.get()) == 1;
    ERR_clear_error();
}

RawLine::~RawLine()
{
    m_parts->line.reset();
    if (m_parts->handle >= 0)
        ::close(m_parts->handle);
}

bool RawLine::isOpen() const
{
    return m_parts->open;
}

bool RawLine::write(QByteArrayView bytes)
{
    while (m_parts->open && !bytes.isEmpty()) {
        const int count = SSL_write(m_parts->line.get(), bytes.data(), static_cast<int>(bytes.size()));
        if (count <= 0) {
            ERR_clear_error();
            return false;
        }
        bytes = bytes.sliced(count);
    }
    return m_parts->open;
}

QByteArray RawLine::readSome()
{
    QByteArray bytes(64 << 10, Qt::Uninitialized);
    const int count = m_parts->open ? SSL_read(m_parts->line.get(), bytes.data(), static_cast<int>(bytes.size())) : 0;
    ERR_clear_error();
    bytes.resize(std::max(count, 0));
    return bytes;
}

QByteArray RawLine::readAll()
{
    QByteArray all;
    for (QByteArray some = readSome(); !some.isEmpty(); some = readSome())
        all += some;
    return all;
}

QByteArray RawLine::version() const
{
    return m_parts->line ? QByteArray(SSL_get_version(m_parts->line.get())) : QByteArray();
}

} // namespace tirkeu::test
