#include "cameralook.h"

#include <core/whendone.h>

#include <QtConcurrentRun>

namespace tirkeu::workstation {

namespace {
constexpr std::chrono::seconds kEach(2);
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
    if (m_bus.nodes() != m_nodes)
        look();
}

void CameraLook::look()
{
    if (m_isLooking)
        return;
    m_isLooking = true;
    m_nodes = m_bus.nodes();
    core::whenDone(QtConcurrent::run([bus = m_bus] { return bus.cameras(); }), this,
        [this](const QList<devices::CameraFacts>& seen) {
            m_isLooking = false;
            m_hasLooked = true;
            m_seen = seen;
            Q_EMIT changed();
        });
}

} // namespace tirkeu::workstation
