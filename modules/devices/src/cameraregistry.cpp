#include <devices/cameraregistry.h>

#include <algorithm>

namespace tirkeu::devices {

namespace {
constexpr ErrorCode kSubstituted{"devices.camera-substituted"};
constexpr ErrorCode kUnknown{"devices.camera-unknown"};
constexpr ErrorCode kReplaced{"devices.camera-replaced"};
constexpr ErrorCode kModelDiffers{"devices.camera-model-differs"};
constexpr ErrorCode kFirmwareDiffers{"devices.camera-firmware-differs"};
constexpr ErrorCode kMoved{"devices.camera-moved"};
constexpr ErrorCode kTwice{"devices.camera-twice"};

CameraJudgement refused(Standing standing, ErrorCode code, ErrorKind kind, const QStringList& values,
    std::optional<criteria::Camera> camera = {}, const QString& detail = {})
{
    return {standing, std::move(camera), Error{code, kind, detail.isEmpty() ? nameOf(standing) : detail, values}};
}

/// The same camera by all it says of itself, wherever it is plugged in.
bool isSame(const criteria::Camera& camera, const CameraFacts& facts)
{
    return camera.usb == facts.usb && camera.serial == facts.serial;
}
} // namespace

CameraRegistry::CameraRegistry(QList<criteria::Camera> registered)
    : m_registered(std::move(registered))
{
}

QString CameraRegistry::portOf(const criteria::Camera& camera) const
{
    return m_moves.portOf(camera.id, camera.busPath);
}

CameraJudgement CameraRegistry::judge(const CameraFacts& facts, const QList<CameraFacts>& attached) const
{
    const QString name = shownName(facts);
    if (const Substitution how = substitutionOf(facts); how != Substitution::None)
        return refused(Standing::Virtual, kSubstituted, ErrorKind::SecurityStop, {name}, {}, nameOf(how));
    const auto inPlace = std::find_if(m_registered.cbegin(), m_registered.cend(),
        [&](const criteria::Camera& camera) { return portOf(camera) == facts.busPath; });
    const auto known = inPlace != m_registered.cend() && isSame(*inPlace, facts)
                           ? inPlace
                           : std::find_if(m_registered.cbegin(), m_registered.cend(),
                                 [&](const auto& camera) { return !facts.serial.isEmpty() && isSame(camera, facts); });
    if (known == m_registered.cend()) {
        if (inPlace != m_registered.cend())
            return refused(Standing::Replaced, kReplaced, ErrorKind::SecurityStop, {name, inPlace->model}, *inPlace);
        return refused(Standing::Unknown, kUnknown, ErrorKind::SecurityStop, {name});
    }
    // A camera may have several nodes; on two ports it is two.
    const bool isTwice = std::any_of(attached.cbegin(), attached.cend(), [&](const CameraFacts& other) {
        return !facts.serial.isEmpty() && isSame(*known, other) && other.busPath != facts.busPath;
    });
    if (isTwice)
        return refused(Standing::SerialTwice, kTwice, ErrorKind::SecurityStop, {facts.serial}, *known);
    if (name != known->model)
        return refused(Standing::ModelDiffers, kModelDiffers, ErrorKind::SecurityStop, {name, known->model}, *known);
    if (!known->firmware.isEmpty() && facts.firmware != known->firmware)
        return refused(Standing::ModelDiffers, kFirmwareDiffers, ErrorKind::SecurityStop,
            {facts.firmware.isEmpty() ? QStringLiteral("–") : facts.firmware, known->firmware}, *known);
    if (portOf(*known) != facts.busPath)
        return refused(Standing::Moved, kMoved, ErrorKind::OperatorCanFix, {facts.busPath, known->busPath}, *known);
    criteria::Camera here = *known;
    here.busPath = facts.busPath;
    return {Standing::Registered, here, {}};
}

QList<criteria::Camera> CameraRegistry::missing(const QList<CameraFacts>& attached) const
{
    QList<criteria::Camera> all;
    for (const criteria::Camera& camera : m_registered) {
        const bool isThere = std::any_of(attached.cbegin(), attached.cend(), [&](const CameraFacts& facts) {
            const std::optional<criteria::Camera> known = judge(facts, attached).camera;
            return known && known->id == camera.id && isSame(camera, facts);
        });
        if (!isThere)
            all.append(camera);
    }
    return all;
}

Result<> CameraRegistry::checkMove(
    const CameraFacts& facts, PictureTest test, const criteria::StaffMember& supervisor) const
{
    return PortMoves::check(judge(facts, {facts}).standing, test, supervisor);
}

Result<> CameraRegistry::permitMove(const CameraFacts& facts, PictureTest test, const criteria::StaffMember& supervisor)
{
    const CameraJudgement judgement = judge(facts, {facts});
    const QString id = judgement.camera ? judgement.camera->id : QString();
    return m_moves.permit({id, facts.busPath}, judgement.standing, test, supervisor);
}

} // namespace tirkeu::devices
