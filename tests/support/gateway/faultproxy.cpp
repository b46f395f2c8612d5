#include "faultproxy.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <atomic>
#include <thread>

namespace tirkeu::test {

namespace asio = boost::asio;
using Tcp = asio::ip::tcp;
using Code = boost::system::error_code;

namespace {

/// Two sockets and what is done between them.
class Link : public std::enable_shared_from_this<Link>
{
public:
    Link(asio::io_context& context, Tcp::socket client, const Fault& fault)
        : m_client(std::move(client))
        , m_server(context)
        , m_timer(context)
        , m_fault(fault)
    {
    }
    void start(quint16 port)
    {
        m_server.async_connect({asio::ip::address_v4::loopback(), port}, [self = shared_from_this()](Code error) {
            if (error)
                return self->end();
            self->readUp();
            self->readDown();
        });
    }

private:
    using Kind = Fault::Kind;

    void end()
    {
        Code ignored;
        m_client.close(ignored);
        m_server.close(ignored);
    }
    void reset()
    {
        Code ignored;
        m_client.set_option(asio::socket_base::linger(true, 0), ignored);
        m_server.set_option(asio::socket_base::linger(true, 0), ignored);
        end();
    }

    void readUp()
    {
        m_client.async_read_some(asio::buffer(m_upBytes), [self = shared_from_this()](Code error, std::size_t size) {
            if (error)
                return self->end();
            self->passUp(size);
        });
    }
    void passUp(std::size_t size)
    {
        const qint64 before = m_up;
        m_up += static_cast<qint64>(size);
        const bool reached = m_up > m_fault.bytes;
        if (reached && m_fault.kind == Kind::Reset)
            return reset();
        if (reached && m_fault.kind == Kind::HalfOpen)
            return; // the sockets stay, and silent
        if (reached && m_fault.kind == Kind::CutUp) {
            size = static_cast<std::size_t>(std::max<qint64>(0, m_fault.bytes - before));
            asio::async_write(m_server, asio::buffer(m_upBytes.data(), size),
                [self = shared_from_this()](Code, std::size_t) { self->end(); });
            return;
        }
        if (reached && m_fault.kind == Kind::Garble && before <= m_fault.bytes)
            m_upBytes.at(static_cast<std::size_t>(m_fault.bytes - before)) ^= 0x10;
        if (m_fault.kind == Kind::SlowUp)
            return trickle(0, size);
        after([self = shared_from_this(), size] {
            asio::async_write(self->m_server, asio::buffer(self->m_upBytes.data(), size),
                [self](Code error, std::size_t) { error ? self->end() : self->readUp(); });
        });
    }
    void trickle(std::size_t at, std::size_t size)
    {
        if (at == size)
            return readUp();
        m_timer.expires_after(m_fault.delay);
        m_timer.async_wait([self = shared_from_this(), at, size](Code) {
            asio::async_write(self->m_server, asio::buffer(self->m_upBytes.data() + at, 1),
                [self, at, size](Code error, std::size_t) { error ? self->end() : self->trickle(at + 1, size); });
        });
    }

    void readDown()
    {
        m_server.async_read_some(asio::buffer(m_downBytes), [self = shared_from_this()](Code error, std::size_t size) {
            if (error)
                return self->end();
            self->passDown(size);
        });
    }
    void passDown(std::size_t size)
    {
        m_down += static_cast<qint64>(size);
        const bool reached = m_down > m_fault.bytes;
        if (reached && (m_fault.kind == Kind::CutDown || m_fault.kind == Kind::LoseReply))
            return end();
        const int times = reached && m_fault.kind == Kind::RepeatDown ? 2 : 1;
        std::vector<asio::const_buffer> buffers(
            static_cast<std::size_t>(times), asio::buffer(m_downBytes.data(), size));
        asio::async_write(m_client, buffers,
            [self = shared_from_this()](Code error, std::size_t) { error ? self->end() : self->readDown(); });
    }

    template<typename Work>
    void after(Work work)
    {
        if (m_fault.kind != Kind::Delay)
            return work();
        m_timer.expires_after(m_fault.delay);
        m_timer.async_wait([work](Code) { work(); });
    }

    Tcp::socket m_client;
    Tcp::socket m_server;
    asio::steady_timer m_timer;
    Fault m_fault;
    qint64 m_up = 0;
    qint64 m_down = 0;
    std::array<char, 16'384> m_upBytes{};
    std::array<char, 16'384> m_downBytes{};
};
} // namespace

struct FaultProxy::Parts
{
    asio::io_context context{1};
    Tcp::acceptor acceptor{context, {asio::ip::address_v4::loopback(), 0}};
    std::atomic<quint16> server = 0;
    Chooser chooser;
    int count = 0;
    std::thread thread;

    void accept()
    {
        acceptor.async_accept([this](Code error, Tcp::socket socket) {
            if (error)
                return;
            std::make_shared<Link>(context, std::move(socket), chooser(count++))->start(server);
            accept();
        });
    }
};

FaultProxy::FaultProxy(quint16 server, Chooser chooser)
    : m_parts(std::make_unique<Parts>())
{
    m_parts->server = server;
    m_parts->chooser = std::move(chooser);
    m_parts->accept();
    m_parts->thread = std::thread([parts = m_parts.get()] { parts->context.run(); });
}

FaultProxy::~FaultProxy()
{
    m_parts->context.stop();
    m_parts->thread.join();
}

quint16 FaultProxy::port() const
{
    return m_parts->acceptor.local_endpoint().port();
}

void FaultProxy::setServer(quint16 port)
{
    m_parts->server = port;
}

} // namespace tirkeu::test
