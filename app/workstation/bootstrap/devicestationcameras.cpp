#include "devicestation.h"

#include "deviceshown.h"

#include <core/whendone.h>
#include <devices/v4l2camera.h>

#include <algorithm>

/// The cameras among a workstation's devices.
namespace tirkeu::workstation {

namespace {
constexpr std::chrono::seconds kOpen(3);

QString careName(const criteria::Camera& camera)
{
    return QStringLiteral("camera ") + camera.id; // a scanner may have the same name in the criteria
}

QString idOf(const devices::CameraFacts& facts)
{
    return QStringLiteral("node-") + facts.node;
}

QString idOf(const criteria::Camera& camera)
{
    return QStringLiteral("camera-") + camera.id;
}

/// Its cable is at fault only where nothing is there that could be it.
Error absent(const criteria::Camera& camera, const RegisteredCameras& cameras)
{
    if (cameras.isOneClosed())
        return {devices::kCameraClosed, ErrorKind::OperatorCanFix, camera.id};
    return {devices::kCameraAbsent, ErrorKind::OperatorCanFix, camera.id, {camera.model, camera.busPath}};
}

DeviceKind kindOf(const std::optional<criteria::Camera>& camera)
{
    return camera && camera->use == criteria::Camera::Use::Document ? DeviceKind::DocumentCamera
                                                                    : DeviceKind::FaceCamera;
}
} // namespace

QList<ShownDevice> DeviceStation::cameras() const
{
    QList<ShownDevice> all;
    for (const SeenCamera& seen : m_cameras.seen()) {
        const devices::CameraFacts& facts = seen.facts;
        const devices::CameraJudgement& judgement = seen.judgement;
        const DeviceState state = judgement.standing == devices::Standing::Registered && !judgement.isUsable()
                                      ? DeviceState::Refused
                                      : stateOf(judgement.standing);
        all.append({idOf(facts), kindOf(judgement.camera), devices::shownName(facts), facts.serial, facts.busPath,
            state, judgement.refusal,
            judgement.isUsable() ? m_care.told(careName(*judgement.camera), devices::CareSight::Lens) : std::nullopt});
    }
    for (const criteria::Camera& camera : m_cameras.missing()) {
        const bool isPlayed = playedCamera(idOf(camera)) != nullptr;
        all.append({idOf(camera), kindOf(camera), camera.model, camera.serial, camera.busPath,
            isPlayed ? DeviceState::Ready : DeviceState::NotThere,
            isPlayed ? std::nullopt : std::optional(absent(camera, m_cameras)),
            m_care.told(careName(camera), devices::CareSight::Lens)});
    }
    return all;
}

std::optional<Error> DeviceStation::missingCamera() const
{
    if (!m_cameras.hasLooked())
        return {};
    // What stands in its place, or where it stands instead, says more than that it is not there.
    for (const SeenCamera& seen : m_cameras.seen()) {
        const bool isInPlace = std::any_of(m_cameras.missing().cbegin(), m_cameras.missing().cend(),
            [&seen](const criteria::Camera& camera) { return camera.busPath == seen.facts.busPath; });
        if (!seen.judgement.isUsable() && (seen.judgement.camera || isInPlace))
            return seen.judgement.refusal;
    }
    for (const criteria::Camera& camera : m_cameras.missing()) {
        if (playedCamera(idOf(camera)) == nullptr)
            return absent(camera, m_cameras);
    }
    return {};
}

const SeenCamera* DeviceStation::seenCamera(const QString& id) const
{
    const auto one = std::find_if(m_cameras.seen().cbegin(), m_cameras.seen().cend(),
        [&id](const SeenCamera& seen) { return idOf(seen.facts) == id; });
    return one == m_cameras.seen().cend() ? nullptr : &*one;
}

const criteria::Camera* DeviceStation::playedCamera(const QString& id) const
{
    const auto one = std::find_if(m_cameras.missing().cbegin(), m_cameras.missing().cend(),
        [&id](const criteria::Camera& camera) { return idOf(camera) == id && camera.busPath.startsWith(u"virtual:"); });
    return !m_played || one == m_cameras.missing().cend() ? nullptr : &*one;
}

std::unique_ptr<devices::Camera> DeviceStation::cameraOf(const QString& id) const
{
    if (const criteria::Camera* played = playedCamera(id))
        return m_played(*played);
    const SeenCamera* seen = seenCamera(id);
    const bool mayShow =
        seen != nullptr && (seen->judgement.isUsable() || seen->judgement.standing == devices::Standing::Moved);
    if (!mayShow)
        return nullptr;
    return m_opener ? m_opener(seen->facts) : std::make_unique<devices::V4l2Camera>(seen->facts);
}

QString DeviceStation::cameraCareNameOf(const QString& id) const
{
    if (const criteria::Camera* played = playedCamera(id))
        return careName(*played);
    const SeenCamera* seen = seenCamera(id);
    return seen != nullptr && seen->judgement.isUsable() ? careName(*seen->judgement.camera) : QString();
}

void DeviceStation::showCamera(const QString& id, std::unique_ptr<devices::Camera> camera)
{
    const SeenCamera* seen = seenCamera(id);
    const QString key = seen != nullptr ? RegisteredCameras::keyOf(seen->facts) : QString();
    m_pictured.clear();
    m_camera = std::move(camera);
    connect(m_camera.get(), &devices::Camera::framed, this, [this, key](const imaging::Frame& frame) {
        if (!m_camera)
            return;
        m_pictured = key;
        Q_EMIT pictureCame({imageOf(frame)});
    });
    connect(m_camera.get(), &devices::Camera::lost, this, [this](const Error& why) {
        m_camera.release()->deleteLater(); // it is telling this
        end(tl::make_unexpected(why));
    });
    constexpr devices::CameraFormat kWanted{{640, 480}, 15, devices::CameraEncoding::Raw};
    core::whenDone(m_camera->open(kWanted, kOpen), m_camera.get(), [this](const Result<devices::CameraFormat>& opened) {
        if (opened || !m_camera)
            return;
        m_camera.reset();
        end(failure(opened));
    });
}

std::optional<DeviceStation::Permission> DeviceStation::cameraPermissionFor(const QString& id)
{
    const SeenCamera* seen = seenCamera(id);
    if (seen == nullptr)
        return std::nullopt;
    return Permission{QStringLiteral("camera-moved"),
        [this, facts = seen->facts](const criteria::StaffMember& supervisor) -> Result<> {
            if (m_pictured != RegisteredCameras::keyOf(facts))
                return failure(
                    kPictureNotShown, ErrorKind::OperatorCanFix, QStringLiteral("no picture from this port"));
            return m_cameras.permitMove(facts, devices::PictureTest::Passed, supervisor);
        }};
}

} // namespace tirkeu::workstation
