#include "cameralook.h"

#include <core/whendone.h>

#include <QtConcurrentRun>

namespace tirkeu::workstation {

namespace {
constexpr std::chrono::milliseconds kEach(200); // a cable pulled out is noticed within 300
}

CameraLook::CameraLook(devices::CameraBus bus)
    : m_bus(std::move(bus))
{
    connect(&m_follow, &QTimer::timeout, this, &CameraLook::follow);
    m_follow.start(kEach);
    look();
}

void CameraLook::follow()
{
    if (m_bus.places() != m_places)
        look();
}

void CameraLook::look()
{
    if (m_isLooking)
        return;
    m_isLooking = true;
    m_places = m_bus.places();
    core::whenDone(QtConcurrent::run([bus = m_bus] { return bus.cameras(); }), this,
        [this](const QList<devices::CameraFacts>& seen) {
            m_isLooking = false;
            m_hasLooked = true;
            m_seen = seen;
            Q_EMIT changed();
        });
}

} // namespace tirkeu::workstation
