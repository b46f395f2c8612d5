#include "devicestation.h"

#include <utility>

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kNotThere{"devices.not-found"};
constexpr ErrorCode kTokenAbsent{"signin.token-absent"};
constexpr std::chrono::minutes kLongestLook(10);

QString idOf(const devices::SeenScanner& seen)
{
    return QStringLiteral("palm-%1-%2").arg(seen.device.busPath, seen.device.serial);
}

DeviceState stateOf(devices::Standing standing)
{
    switch (standing) {
    case devices::Standing::Registered:
        return DeviceState::Ready;
    case devices::Standing::Moved:
        return DeviceState::OtherPort;
    case devices::Standing::Absent:
        return DeviceState::NotThere;
    default:
        return DeviceState::Refused;
    }
}

QImage imageOf(const imaging::Frame& frame)
{
    if (frame.isEmpty() || frame.format() == imaging::PixelFormat::Grey16)
        return {};
    const bool isGrey = frame.format() == imaging::PixelFormat::Grey8;
    const int line = frame.width() * imaging::bytesPerPixel(frame.format());
    return QImage(
        frame.row(0), frame.width(), frame.height(), line, isGrey ? QImage::Format_Grayscale8 : QImage::Format_BGR888)
        .copy();
}
} // namespace

DeviceStation::DeviceStation(devices::RegisteredScanner& scanner, StaffSource& staff,
    const criteria::Criteria& criteria, QString workstation, devices::CameraBus cameras)
    : m_scanner(scanner)
    , m_staff(staff)
    , m_criteria(criteria)
    , m_workstation(std::move(workstation))
    , m_cameras(std::move(cameras))
{
    connect(&m_scanner, &devices::RegisteredScanner::seenChanged, this, &DeviceSource::changed);
    connect(&m_scanner, &devices::PalmScanner::guided, this, [this](const devices::Guidance& seen) {
        if (!m_showing)
            return;
        Q_EMIT pictureCame({imageOf(seen.preview), seen.handPresent,
            seen.hint ? std::optional(devices::retryWith(*seen.hint)) : std::nullopt});
    });
}

DeviceStation::~DeviceStation()
{
    m_next.reset();
    end(failure(devices::kCancelled, ErrorKind::Retry, QStringLiteral("the program ends")));
}

QList<ShownDevice> DeviceStation::devices() const
{
    QList<ShownDevice> all;
    for (const devices::SeenScanner& seen : m_scanner.seen()) {
        const devices::Judgement& judgement = seen.judgement;
        const DeviceState state = judgement.standing == devices::Standing::Registered && !judgement.isUsable()
                                      ? DeviceState::Refused
                                      : stateOf(judgement.standing);
        all.append({idOf(seen), DeviceKind::PalmScanner, seen.device.model, seen.device.serial, seen.device.busPath,
            state, judgement.refusal});
    }
    if (all.isEmpty() && m_scanner.refusal())
        all.append({QStringLiteral("palm"), DeviceKind::PalmScanner, {}, {}, {},
            m_scanner.refusal()->kind == ErrorKind::Retry ? DeviceState::Looking : DeviceState::NotThere,
            m_scanner.refusal()});
    return all + cameras();
}

QList<ShownDevice> DeviceStation::cameras() const
{
    const auto kindOf = [](criteria::Camera::Use use) {
        return use == criteria::Camera::Use::Face ? DeviceKind::FaceCamera : DeviceKind::DocumentCamera;
    };
    const QList<criteria::Camera> registered = m_criteria.camerasOf(m_workstation);
    QList<ShownDevice> all;
    QStringList found;
    for (const devices::CameraFacts& facts : m_cameras.cameras()) {
        const Result<criteria::Camera> camera = devices::matchCamera(facts, registered);
        const DeviceKind kind = camera ? kindOf(camera->use) : DeviceKind::FaceCamera;
        if (camera)
            found.append(camera->id);
        all.append({QStringLiteral("camera-") + facts.busPath + facts.node, kind, facts.said.card, facts.serial,
            facts.busPath, camera ? DeviceState::Ready : DeviceState::Refused,
            camera ? std::nullopt : std::optional(camera.error())});
    }
    for (const criteria::Camera& camera : registered) {
        if (!found.contains(camera.id))
            all.append({QStringLiteral("camera-") + camera.id, kindOf(camera.use), camera.model, camera.serial,
                camera.busPath, DeviceState::NotThere,
                Error{devices::kCameraAbsent, ErrorKind::OperatorCanFix, camera.id, {camera.model, camera.busPath}}});
    }
    return all;
}

const devices::SeenScanner* DeviceStation::scannerOf(const QString& id) const
{
    for (const devices::SeenScanner& seen : m_scanner.seen()) {
        if (idOf(seen) == id)
            return &seen;
    }
    return nullptr;
}

QFuture<Result<>> DeviceStation::show(const QString& id)
{
    const Asked asked{id, std::make_shared<QPromise<Result<>>>()};
    asked.promise->start();
    if (m_next) {
        m_next->promise->addResult(Result<>());
        m_next->promise->finish();
        m_next.reset();
    }
    if (m_showing)
        m_next = asked;
    else
        begin(asked);
    return asked.promise->future();
}

void DeviceStation::begin(const Asked& asked)
{
    m_showing = asked.promise;
    const devices::SeenScanner* seen = scannerOf(asked.id);
    if (seen == nullptr)
        return end(failure(kNotThere, ErrorKind::OperatorCanFix, asked.id));
    const auto ended = [this](const Result<>& result) {
        // Stopped by the person: the check has ended as it should.
        end(result || result.error().code == devices::kCancelled ? Result<>() : result);
    };
    if (seen->judgement.standing == devices::Standing::Moved)
        m_scanner.showMoved(seen->device, kLongestLook).then(this, ended);
    else
        m_scanner.capture({.mode = devices::CaptureMode::Guide}, kLongestLook)
            .then(this,
                [ended](const Result<devices::PalmCapture>& result) { ended(result ? Result<>() : failure(result)); });
}

void DeviceStation::end(const Result<>& result)
{
    if (const Promise promise = std::exchange(m_showing, {})) {
        promise->addResult(result);
        promise->finish();
    }
    if (const auto next = std::exchange(m_next, {}))
        begin(*next);
}

void DeviceStation::stop()
{
    if (m_showing)
        m_scanner.cancel();
}

QFuture<Result<>> DeviceStation::permitPort(const QString& id, core::SecureBytes pin)
{
    const devices::SeenScanner* seen = scannerOf(id);
    if (seen == nullptr)
        return QtFuture::makeReadyFuture(Result<>(failure(kNotThere, ErrorKind::OperatorCanFix, id)));
    if (!m_staff.tokenState().isPresent)
        return QtFuture::makeReadyFuture(Result<>(failure(kTokenAbsent, ErrorKind::OperatorCanFix)));
    const devices::DeviceIdentity device = seen->device;
    return m_staff.signIn(std::move(pin), LastTry::NotAgreed)
        .then(this, [this, device](const Result<StaffMember>& member) {
            if (!member)
                return Result<>(failure(member));
            for (const criteria::StaffMember& known : m_criteria.staff) {
                for (const QByteArray& certificate : known.authentication) {
                    if (QString::fromLatin1(certificate.toHex()) == member->id)
                        return m_scanner.permitMove(device, devices::PictureTest::Passed, known);
                }
            }
            return Result<>(failure(kNotThere, ErrorKind::OperatorCanFix, QStringLiteral("not in the criteria")));
        });
}

} // namespace tirkeu::workstation
