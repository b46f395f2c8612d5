#pragma once

#include "peertable.h"

#include <wire/gatewayserver.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/thread_pool.hpp>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <unordered_set>
#include <vector>

namespace tirkeu::wire {

/// A line that stands, as the server ends it.
class LiveLine
{
public:
    virtual ~LiveLine() = default;
    virtual void endWhenIdle() = 0; ///< any thread
    virtual void endNow() = 0;      ///< any thread
};

/// What all conversations of one server share; outlives them.
struct ServerShared
{
    ServerShared(GatewayServer::Settings given, GatewayServer::Handler answering, GatewayServer::AccessLog logging,
        int threads, const core::Clock& clockGiven)
        : settings(std::move(given))
        , handler(std::move(answering))
        , log(std::move(logging))
        , clock(clockGiven)
        , peers(settings.limits.questionsPerSecond, settings.limits.questionsAtOnce, settings.limits.connectionsOfOne)
        , workers(static_cast<std::size_t>(threads))
    {
    }

    GatewayServer::Settings settings;
    GatewayServer::Handler handler;
    GatewayServer::AccessLog log;
    const core::Clock& clock;
    PeerTable peers;
    std::atomic<qint64> bytesInFlight = 0;
    std::atomic<bool> stopping = false;
    boost::asio::thread_pool workers;

    std::mutex mutex; ///< of what follows
    std::shared_ptr<boost::asio::ssl::context> tls;
    std::shared_ptr<pki::TrustStore> bank;
    std::unordered_set<LiveLine*> lines;
    std::condition_variable lineGone;

    void add(LiveLine* line)
    {
        const std::lock_guard lock(mutex);
        lines.insert(line);
    }
    void remove(LiveLine* line)
    {
        const std::lock_guard lock(mutex);
        lines.erase(line);
        lineGone.notify_all();
    }
};

/// Speaks with one caller until it ends; keeps itself alive.
void converse(ServerShared& shared, boost::asio::ip::tcp::socket socket);

} // namespace tirkeu::wire
