#include "devicestation.h"

#include <core/whendone.h>
#include <devices/v4l2camera.h>

#include <utility>

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kNotThere{"devices.not-found"};
constexpr ErrorCode kTokenAbsent{"signin.token-absent"};
constexpr std::chrono::minutes kLongestLook(10);
constexpr std::chrono::seconds kOpen(3);

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

CareShown shownCare(const devices::CareResult& result)
{
    constexpr int kCell = 20;
    QImage marked(devices::kCareColumns * kCell, devices::kCareRows * kCell, QImage::Format_RGB32);
    for (int y = 0; y < marked.height(); ++y) {
        for (int x = 0; x < marked.width(); ++x) {
            const bool isDirty =
                result.cells.at(static_cast<std::size_t>(y / kCell * devices::kCareColumns + x / kCell));
            const bool isLine = x % kCell == 0 || y % kCell == 0;
            marked.setPixel(x, y, isDirty ? qRgb(230, 150, 40) : isLine ? qRgb(46, 54, 62) : qRgb(28, 34, 40));
        }
    }
    switch (result.verdict) {
    case devices::CareVerdict::Clean:
        return {CareState::Clean, {}};
    case devices::CareVerdict::Dirty:
        return {CareState::Dirty, marked};
    case devices::CareVerdict::NoBaseline:
        return {CareState::NeverShownClean, {}};
    case devices::CareVerdict::Unclear:
        break;
    }
    return {};
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

DeviceStation::DeviceStation(devices::RegisteredScanner& scanner, StaffSource& staff, devices::CareStore& careStore,
    const core::Clock& clock, const criteria::Criteria& criteria, QString workstation, devices::CameraBus cameras,
    CameraMaker played)
    : m_scanner(scanner)
    , m_staff(staff)
    , m_criteria(criteria)
    , m_workstation(std::move(workstation))
    , m_cameras(std::move(cameras))
    , m_played(std::move(played))
    , m_care(careStore, clock)
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
        all.append({QStringLiteral("node-") + facts.node, kind, facts.said.card, facts.serial, facts.busPath,
            camera ? DeviceState::Ready : DeviceState::Refused, camera ? std::nullopt : std::optional(camera.error())});
    }
    for (const criteria::Camera& camera : registered) {
        if (found.contains(camera.id))
            continue;
        const bool isPlayed = m_played && camera.busPath.startsWith(u"virtual:");
        all.append({QStringLiteral("camera-") + camera.id, kindOf(camera.use), camera.model, camera.serial,
            camera.busPath, isPlayed ? DeviceState::Ready : DeviceState::NotThere,
            isPlayed ? std::nullopt
                     : std::optional(Error{devices::kCameraAbsent, ErrorKind::OperatorCanFix, camera.id,
                           {camera.model, camera.busPath}})});
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

std::unique_ptr<devices::Camera> DeviceStation::cameraOf(const QString& id) const
{
    const QList<criteria::Camera> registered = m_criteria.camerasOf(m_workstation);
    for (const devices::CameraFacts& facts : m_cameras.cameras()) {
        if (id == QStringLiteral("node-") + facts.node && devices::matchCamera(facts, registered))
            return std::make_unique<devices::V4l2Camera>(facts);
    }
    for (const criteria::Camera& camera : registered) {
        if (m_played && id == QStringLiteral("camera-") + camera.id && camera.busPath.startsWith(u"virtual:"))
            return m_played(camera);
    }
    return nullptr;
}

void DeviceStation::showCamera(std::unique_ptr<devices::Camera> camera)
{
    m_camera = std::move(camera);
    connect(m_camera.get(), &devices::Camera::framed, this, [this](const imaging::Frame& frame) {
        if (m_camera)
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
    if (seen == nullptr) {
        std::unique_ptr<devices::Camera> camera = cameraOf(asked.id);
        return camera ? showCamera(std::move(camera)) : end(failure(kNotThere, ErrorKind::OperatorCanFix, asked.id));
    }
    const auto ended = [this](const Result<>& result) {
        // Stopped by the person: the check has ended as it should.
        end(result || result.error().code == devices::kCancelled ? Result<>() : result);
    };
    if (seen->judgement.standing == devices::Standing::Moved)
        core::whenDone(m_scanner.showMoved(seen->device, kLongestLook), this, ended);
    else
        core::whenDone(m_scanner.capture({.mode = devices::CaptureMode::Guide}, kLongestLook), this,
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
    if (m_camera) {
        m_camera->disconnect(this);
        m_camera.release()->deleteLater(); // its picture may be what led here
        end({});
    } else if (m_showing) {
        m_scanner.cancel();
    }
}

QFuture<Result<>> DeviceStation::permitPort(const QString& id, core::SecureBytes pin)
{
    const devices::SeenScanner* seen = scannerOf(id);
    if (seen == nullptr)
        return QtFuture::makeReadyFuture(Result<>(failure(kNotThere, ErrorKind::OperatorCanFix, id)));
    if (!m_staff.tokenState().isPresent)
        return QtFuture::makeReadyFuture(Result<>(failure(kTokenAbsent, ErrorKind::OperatorCanFix)));
    const devices::DeviceIdentity device = seen->device;
    const auto promise = std::make_shared<QPromise<Result<>>>();
    promise->start();
    core::whenDone(m_staff.signIn(std::move(pin), LastTry::NotAgreed), this,
        [this, device, promise](const Result<StaffMember>& member) {
            promise->addResult(member ? permit(device, member->id) : failure(member));
            promise->finish();
        });
    return promise->future();
}

QFuture<Result<CareShown>> DeviceStation::care(const QString& id, CareAsk ask)
{
    const devices::SeenScanner* seen = scannerOf(id);
    if (seen == nullptr || !seen->judgement.isUsable())
        return QtFuture::makeReadyFuture(Result<CareShown>(failure(kNotThere, ErrorKind::OperatorCanFix, id)));
    const auto promise = std::make_shared<QPromise<Result<CareShown>>>();
    promise->start();
    const auto purpose = ask == CareAsk::Look ? devices::CareRun::Purpose::Check : devices::CareRun::Purpose::ShowClean;
    core::whenDone(m_care.lookAt(seen->judgement.scanner->id, m_scanner, purpose), this,
        [promise](const Result<devices::CareResult>& result) {
            promise->addResult(result ? Result<CareShown>(shownCare(*result)) : failure(result));
            promise->finish();
        });
    return promise->future();
}

Result<> DeviceStation::permit(const devices::DeviceIdentity& device, const QString& supervisor)
{
    for (const criteria::StaffMember& known : m_criteria.staff) {
        for (const QByteArray& certificate : known.authentication) {
            if (QString::fromLatin1(certificate.toHex()) == supervisor)
                return m_scanner.permitMove(device, devices::PictureTest::Passed, known);
        }
    }
    return failure(kNotThere, ErrorKind::OperatorCanFix, QStringLiteral("not in the criteria"));
}

} // namespace tirkeu::workstation
