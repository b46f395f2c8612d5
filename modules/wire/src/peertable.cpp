#include "peertable.h"

namespace tirkeu::wire {

PeerTable::PeerTable(double perSecond, double atOnce, int connections)
    : m_perSecond(perSecond)
    , m_atOnce(atOnce)
    , m_connections(connections)
{
}

bool PeerTable::mayConnect(const QByteArray& peer)
{
    const std::lock_guard lock(m_mutex);
    // Whoever reconnects finds the bucket as it was left: only proven certificates come here, so the table is as long
    // as the bank has workstations.
    const bool isNew = !m_peers.contains(peer);
    Peer& known = m_peers[peer];
    if (isNew)
        known.tokens = m_atOnce;
    if (known.connections >= m_connections)
        return false;
    ++known.connections;
    return true;
}

void PeerTable::disconnected(const QByteArray& peer)
{
    const std::lock_guard lock(m_mutex);
    --m_peers[peer].connections;
}

bool PeerTable::mayAsk(const QByteArray& peer, core::MonotonicTime now)
{
    const std::lock_guard lock(m_mutex);
    Peer& known = m_peers[peer];
    const double seconds = std::chrono::duration<double>(now - known.at).count();
    known.tokens = std::min(m_atOnce, known.tokens + m_perSecond * seconds);
    known.at = now;
    if (known.tokens < 1)
        return false;
    known.tokens -= 1;
    return true;
}

} // namespace tirkeu::wire
