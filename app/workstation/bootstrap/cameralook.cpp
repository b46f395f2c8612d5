#include "cameralook.h"

#include <core/whendone.h>

#include <QtConcurrentRun>

#include <utility>

namespace tirkeu::workstation {

namespace {
constexpr std::chrono::milliseconds kEach(200); // a cable pulled out is noticed within 300
constexpr int kAsks = 50;                       // ten seconds
constexpr int kPatience = 10;                   // asks, before it is told that one stays closed
} // namespace

CameraLook::CameraLook(devices::CameraBus bus)
    : m_bus(std::move(bus))
{
    connect(&m_follow, &QTimer::timeout, this, &CameraLook::follow);
    m_follow.start(kEach);
    look(Why::News);
}

void CameraLook::follow()
{
    if (m_bus.places() != m_places)
        look(Why::News);
    else if (!m_isWhole && m_asksLeft > 0)
        look(Why::NotWhole);
}

void CameraLook::look(Why why)
{
    if (m_isLooking)
        return;
    m_isLooking = true;
    m_asksLeft = why == Why::News ? kAsks : m_asksLeft - 1;
    core::whenDone(
        QtConcurrent::run([bus = m_bus] { return bus.look(); }), this, [this, why](const devices::CameraSight& sight) {
            m_isLooking = false;
            m_hasLooked = true;
            m_isWhole = sight.isWhole;
            m_places = sight.places; // as this look found them: one between two readings would be missed
            const bool isMore = sight.cameras.size() != m_seen.size();
            m_seen = sight.cameras;
            const bool isClosed = !m_isWhole && m_asksLeft <= kAsks - kPatience;
            const bool wasClosed = std::exchange(m_isOneClosed, isClosed);
            if (why == Why::News || isMore || isClosed != wasClosed)
                Q_EMIT changed();
        });
}

} // namespace tirkeu::workstation
