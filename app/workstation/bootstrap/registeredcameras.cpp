#include "registeredcameras.h"

#include <core/log.h>

#include <algorithm>

namespace tirkeu::workstation {

namespace {
Q_LOGGING_CATEGORY(logCameras, "tirkeu.devices")
}

RegisteredCameras::RegisteredCameras(devices::CameraBus bus, const QList<criteria::Camera>& registered)
    : m_look(std::move(bus))
    , m_registry(registered)
    , m_missing(registered)
{
    connect(&m_look, &CameraLook::changed, this, &RegisteredCameras::judge);
}

QString RegisteredCameras::keyOf(const devices::CameraFacts& facts)
{
    return (facts.busPath.isEmpty() ? facts.sysfs : facts.busPath) + u'|' + facts.usb + u'|' + facts.serial;
}

void RegisteredCameras::judge()
{
    const QList<devices::CameraFacts>& attached = m_look.seen();
    forgetRemoved(attached);
    m_seen.clear();
    for (const devices::CameraFacts& facts : attached) {
        SeenCamera camera{facts, m_registry.judge(facts, attached)};
        if (const auto notWritten = written(camera))
            camera.judgement.refusal = notWritten;
        m_seen.append(camera);
    }
    m_missing = m_registry.missing(attached);
    Q_EMIT changed();
}

std::optional<Error> RegisteredCameras::written(const SeenCamera& camera)
{
    const QString key = keyOf(camera.facts);
    const auto known = m_written.constFind(key);
    if (!m_journal || (known != m_written.constEnd() && known->standing == camera.judgement.standing))
        return std::nullopt;
    if (const Result<> done = m_journal->judged(camera.facts, camera.judgement); !done)
        return done.error();
    m_written.insert(key, {camera.judgement.standing, camera.facts});
    return std::nullopt;
}

void RegisteredCameras::forgetRemoved(const QList<devices::CameraFacts>& attached)
{
    for (auto one = m_written.begin(); one != m_written.end();) {
        const bool isThere = std::any_of(attached.cbegin(), attached.cend(),
            [&one](const devices::CameraFacts& facts) { return keyOf(facts) == one.key(); });
        if (isThere) {
            ++one;
            continue;
        }
        // Nothing can be refused any more that is gone.
        if (const Result<> done = m_journal->removed(one->facts); !done)
            core::logWarning(logCameras()) << "not recorded" << done.error();
        one = m_written.erase(one);
    }
}

Result<> RegisteredCameras::permitMove(
    const devices::CameraFacts& facts, devices::PictureTest test, const criteria::StaffMember& supervisor)
{
    if (const Result<> good = m_registry.checkMove(facts, test, supervisor); !good)
        return good;
    if (m_journal) {
        if (const Result<> done = m_journal->movePermitted(facts, supervisor); !done)
            return done;
    }
    const Result<> permitted = m_registry.permitMove(facts, test, supervisor);
    judge();
    return permitted;
}

} // namespace tirkeu::workstation
