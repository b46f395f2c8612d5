#pragma once

#include <core/clock.h>

#include <QByteArray>
#include <QHash>

#include <mutex>

namespace tirkeu::wire {

/// How much each caller has asked lately and how many lines it holds. Any thread.
class PeerTable
{
public:
    PeerTable(double perSecond, double atOnce, int connections);

    [[nodiscard]] bool mayConnect(const QByteArray& peer); ///< counts where it may
    void disconnected(const QByteArray& peer);
    [[nodiscard]] bool mayAsk(const QByteArray& peer, core::MonotonicTime now);

private:
    struct Peer
    {
        double tokens = 0;
        core::MonotonicTime at{};
        int connections = 0;
    };
    std::mutex m_mutex;
    QHash<QByteArray, Peer> m_peers;
    double m_perSecond;
    double m_atOnce;
    int m_connections;
};

} // namespace tirkeu::wire
