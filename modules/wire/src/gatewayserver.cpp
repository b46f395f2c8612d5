#include <wire/gatewayserver.h>

#include "serverparts.h"
#include "tls.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>

#include <QHostAddress>

namespace tirkeu::wire {

namespace asio = boost::asio;

namespace {
constexpr ErrorCode kNotListening{"wire.port-not-free"};
constexpr ErrorCode kAddress{"wire.address-not-usable"};
constexpr ErrorCode kPlain{"wire.plain-only-on-loopback"};
constexpr std::chrono::milliseconds kOutOfHandles(200);
constexpr int kFewestThreads = 2;
} // namespace

struct GatewayServer::Parts
{
    Parts(const Settings& settings, Handler handler, AccessLog log, const core::Clock& clock, int threadCount)
        : shared(settings, std::move(handler), std::move(log), threadCount + settings.spareWorkers, clock)
        , context(threadCount)
        , acceptor(context)
        , pause(context)
        , threadsWanted(threadCount)
    {
    }
    ~Parts() { stop(std::chrono::milliseconds(0)); }
    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;

    [[nodiscard]] Result<> setKeys(const Keys& keys)
    {
        auto made = makeTls(TlsSide::Server, keys.server, keys.bank);
        if (!made)
            return failure(made);
        const std::lock_guard lock(shared.mutex);
        shared.tls = std::move(*made);
        shared.bank = std::make_shared<pki::TrustStore>(keys.bank);
        return {};
    }

    [[nodiscard]] Result<> listen()
    {
        const Settings& settings = shared.settings;
        boost::system::error_code error;
        const auto address = asio::ip::make_address(settings.address.toStdString(), error);
        if (error)
            return failure(kAddress, ErrorKind::OperatorCanFix, settings.address, {settings.address});
        if (!shared.tls && !address.is_loopback())
            return failure(kPlain, ErrorKind::SecurityStop, settings.address);
        const asio::ip::tcp::endpoint endpoint(address, settings.port);
        acceptor.open(endpoint.protocol(), error);
        if (!error)
            acceptor.set_option(asio::socket_base::reuse_address(true), error);
        if (!error)
            acceptor.bind(endpoint, error);
        if (!error)
            acceptor.listen(asio::socket_base::max_listen_connections, error);
        if (error)
            return failure(kNotListening, ErrorKind::OperatorCanFix, QString::fromStdString(error.message()),
                {QString::number(settings.port)});
        port = acceptor.local_endpoint().port();
        accept();
        for (int i = 0; i < threadsWanted; ++i)
            threads.emplace_back([this] { context.run(); });
        return {};
    }

    void accept()
    {
        acceptor.async_accept(
            asio::make_strand(context), [this](boost::system::error_code error, asio::ip::tcp::socket socket) {
                if (shared.stopping || error == asio::error::operation_aborted)
                    return;
                if (error) // out of handles: the next try a little later
                    return acceptLater();
                if (count() < shared.settings.limits.connections)
                    converse(shared, std::move(socket));
                accept();
            });
    }
    void acceptLater()
    {
        pause.expires_after(kOutOfHandles);
        pause.async_wait([this](boost::system::error_code error) {
            if (!error && !shared.stopping)
                accept();
        });
    }

    [[nodiscard]] int count()
    {
        const std::lock_guard lock(shared.mutex);
        return static_cast<int>(shared.lines.size());
    }

    void stop(std::chrono::milliseconds grace)
    {
        if (stopped.exchange(true))
            return;
        shared.stopping = true;
        asio::post(context, [this] {
            boost::system::error_code ignored;
            acceptor.close(ignored);
            pause.cancel();
        });
        {
            std::unique_lock lock(shared.mutex);
            for (LiveLine* line : shared.lines)
                line->endWhenIdle();
            const auto none = [this] {
                return shared.lines.empty();
            };
            if (!threads.empty() && !shared.lineGone.wait_for(lock, grace, none)) {
                for (LiveLine* line : shared.lines)
                    line->endNow();
                shared.lineGone.wait_for(lock, std::chrono::seconds(1), none);
            }
        }
        shared.workers.join();
        context.stop();
        for (std::thread& thread : threads)
            thread.join();
        threads.clear();
    }

    ServerShared shared; // outlives the conversations, which the context holds
    asio::io_context context;
    asio::ip::tcp::acceptor acceptor;
    asio::steady_timer pause;
    std::vector<std::thread> threads;
    std::atomic<bool> stopped = false;
    int threadsWanted;
    quint16 port = 0;
};

Result<std::unique_ptr<GatewayServer>> GatewayServer::start(
    const Settings& settings, Handler handler, AccessLog log, const core::Clock& clock)
{
    const int cores = static_cast<int>(std::thread::hardware_concurrency());
    const int threads = settings.threads > 0 ? settings.threads : std::max(kFewestThreads, cores);
    auto parts = std::make_unique<Parts>(settings, std::move(handler), std::move(log), clock, threads);
    if (settings.keys) {
        if (const auto ready = parts->setKeys(*settings.keys); !ready)
            return failure(ready);
    }
    if (const auto listening = parts->listen(); !listening)
        return failure(listening);
    return std::unique_ptr<GatewayServer>(new GatewayServer(std::move(parts)));
}

GatewayServer::GatewayServer(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
}

GatewayServer::~GatewayServer() = default;

quint16 GatewayServer::port() const
{
    return m_parts->port;
}

int GatewayServer::connections() const
{
    return m_parts->count();
}

Result<> GatewayServer::renewKeys(const Keys& keys)
{
    return m_parts->setKeys(keys);
}

void GatewayServer::stop(std::chrono::milliseconds grace)
{
    m_parts->stop(grace);
}

} // namespace tirkeu::wire
