#include "devicestation.h"

#include <core/log.h>
#include <core/whendone.h>
#include <devices/v4l2camera.h>

#include <QJsonObject>

#include <algorithm>
#include <utility>

namespace tirkeu::workstation {

namespace {
Q_LOGGING_CATEGORY(logDevices, "tirkeu.devices")

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

QString careName(const criteria::Camera& camera)
{
    return QStringLiteral("camera ") + camera.id; // a scanner may have the same name in the criteria
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
    connect(&m_cameras, &CameraLook::changed, this, &DeviceSource::changed);
    connect(&m_care, &CareStation::ended, this, [this] {
        Q_EMIT changed(); // its history is longer now
        startNext();
    });
    connect(&m_scanner, &devices::PalmScanner::guided, this, [this](const devices::Guidance& seen) {
        if (!m_showing)
            return;
        Q_EMIT pictureCame({imageOf(seen.preview), seen.handPresent,
            seen.hint ? std::optional(devices::retryWith(*seen.hint)) : std::nullopt});
    });
}

DeviceStation::~DeviceStation()
{
    dropNext();
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
            state, judgement.refusal,
            judgement.scanner ? m_care.told(judgement.scanner->id, devices::CareSight::Window) : std::nullopt});
    }
    if (all.isEmpty() && m_scanner.refusal())
        all.append({QStringLiteral("palm"), DeviceKind::PalmScanner, {}, {}, {},
            m_scanner.refusal()->kind == ErrorKind::Retry ? DeviceState::Looking : DeviceState::NotThere,
            m_scanner.refusal()});
    return all + cameras();
}

std::optional<Error> DeviceStation::missingCamera() const
{
    if (!m_cameras.hasLooked())
        return {};
    const QList<ShownDevice> all = cameras();
    const auto missing = std::find_if(
        all.cbegin(), all.cend(), [](const ShownDevice& camera) { return camera.state == DeviceState::NotThere; });
    if (missing == all.cend())
        return {};
    // What stands in its place says more than that it is not there.
    const auto refused = std::find_if(all.cbegin(), all.cend(), [&](const ShownDevice& camera) {
        return camera.state == DeviceState::Refused && camera.place == missing->place;
    });
    return refused == all.cend() ? missing->why : refused->why;
}

QList<ShownDevice> DeviceStation::cameras() const
{
    const auto kindOf = [](criteria::Camera::Use use) {
        return use == criteria::Camera::Use::Face ? DeviceKind::FaceCamera : DeviceKind::DocumentCamera;
    };
    const QList<criteria::Camera> registered = m_criteria.camerasOf(m_workstation);
    QList<ShownDevice> all;
    QStringList found;
    for (const devices::CameraFacts& facts : m_cameras.seen()) {
        const Result<criteria::Camera> camera = devices::matchCamera(facts, registered);
        const DeviceKind kind = camera ? kindOf(camera->use) : DeviceKind::FaceCamera;
        if (camera)
            found.append(camera->id);
        all.append({QStringLiteral("node-") + facts.node, kind, facts.said.card, facts.serial, facts.busPath,
            camera ? DeviceState::Ready : DeviceState::Refused, camera ? std::nullopt : std::optional(camera.error()),
            camera ? m_care.told(careName(*camera), devices::CareSight::Lens) : std::nullopt});
    }
    for (const criteria::Camera& camera : registered) {
        if (found.contains(camera.id))
            continue;
        const bool isPlayed = m_played && camera.busPath.startsWith(u"virtual:");
        all.append({QStringLiteral("camera-") + camera.id, kindOf(camera.use), camera.model, camera.serial,
            camera.busPath, isPlayed ? DeviceState::Ready : DeviceState::NotThere,
            isPlayed ? std::nullopt
                     : std::optional(Error{devices::kCameraAbsent, ErrorKind::OperatorCanFix, camera.id,
                           {camera.model, camera.busPath}}),
            m_care.told(careName(camera), devices::CareSight::Lens)});
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
    for (const devices::CameraFacts& facts : m_cameras.seen()) {
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
    const auto promise = std::make_shared<QPromise<Result<>>>();
    promise->start();
    startOrWait({[this, id, promise] { begin(id, promise); },
        [promise] {
            promise->addResult(Result<>());
            promise->finish();
        }});
    return promise->future();
}

void DeviceStation::startOrWait(const Waiting& waiting)
{
    dropNext();
    if (!isAtWork())
        return waiting.begin();
    m_next = waiting;
    if (m_care.isLooking())
        m_care.cancel(); // pictures are waited for by whoever has them shown
}

void DeviceStation::startNext()
{
    if (isAtWork())
        return;
    if (const auto next = std::exchange(m_next, {}))
        next->begin();
}

void DeviceStation::dropNext()
{
    if (const auto next = std::exchange(m_next, {}))
        next->drop();
}

void DeviceStation::begin(const QString& id, const Promise& promise)
{
    m_showing = promise;
    const devices::SeenScanner* seen = scannerOf(id);
    if (seen == nullptr) {
        std::unique_ptr<devices::Camera> camera = cameraOf(id);
        return camera ? showCamera(std::move(camera)) : end(failure(kNotThere, ErrorKind::OperatorCanFix, id));
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
    startNext();
}

void DeviceStation::stop()
{
    dropNext();
    if (m_care.isLooking())
        m_care.cancel();
    if (m_camera) {
        m_camera->disconnect(this);
        m_camera.release()->deleteLater(); // its picture may be what led here
        end({});
    } else if (m_showing) {
        m_scanner.cancel();
    }
}

QFuture<Result<>> DeviceStation::permitPort(const QString& id, core::SecureBytes pin, LastTry lastTry)
{
    const devices::SeenScanner* seen = scannerOf(id);
    if (seen == nullptr)
        return QtFuture::makeReadyFuture(Result<>(failure(kNotThere, ErrorKind::OperatorCanFix, id)));
    if (!m_staff.tokenState().isPresent)
        return QtFuture::makeReadyFuture(Result<>(failure(kTokenAbsent, ErrorKind::OperatorCanFix)));
    const devices::DeviceIdentity device = seen->device;
    const auto promise = std::make_shared<QPromise<Result<>>>();
    promise->start();
    core::whenDone(
        m_staff.signIn(std::move(pin), lastTry), this, [this, device, promise](const Result<StaffMember>& member) {
            const Result<> permitted = member ? permit(device, member->id) : failure(member);
            noteStepUp(permitted);
            promise->addResult(permitted);
            promise->finish();
        });
    return promise->future();
}

// The PIN asked again before an act of weight: who typed it is signed in, what it was for stands here.
void DeviceStation::noteStepUp(const Result<>& permitted)
{
    if (!m_audit)
        return;
    QJsonObject fields{{QStringLiteral("for"), QStringLiteral("scanner-moved")}};
    if (!permitted)
        fields.insert(QStringLiteral("reason"), permitted.error().code.toString());
    if (const Result<> done = m_audit->record(permitted ? "stepup.succeeded" : "stepup.refused", fields); !done)
        core::logWarning(logDevices()) << "not recorded" << done.error();
}

/// What the store knows the device by; empty where it cannot be looked at now.
QString DeviceStation::careNameOf(const QString& id) const
{
    if (const devices::SeenScanner* seen = scannerOf(id))
        return seen->judgement.isUsable() ? seen->judgement.scanner->id : QString();
    const QList<criteria::Camera> registered = m_criteria.camerasOf(m_workstation);
    for (const devices::CameraFacts& facts : m_cameras.seen()) {
        const Result<criteria::Camera> camera = devices::matchCamera(facts, registered);
        if (id == QStringLiteral("node-") + facts.node)
            return camera ? careName(*camera) : QString();
    }
    for (const criteria::Camera& camera : registered) {
        if (m_played && id == QStringLiteral("camera-") + camera.id && camera.busPath.startsWith(u"virtual:"))
            return careName(camera);
    }
    return {};
}

QStringList DeviceStation::careDue() const
{
    QStringList due;
    for (const ShownDevice& device : devices()) {
        const QString name = device.state == DeviceState::Ready ? careNameOf(device.id) : QString();
        if (!name.isEmpty() && m_care.isDue(name))
            due.append(device.id);
    }
    return due;
}

QFuture<Result<CareShown>> DeviceStation::care(const QString& id, CareAsk ask)
{
    // One look at a time; what is being stopped is waited for.
    if (m_care.isLooking() && !m_care.isEnding())
        return QtFuture::makeReadyFuture(
            Result<CareShown>(failure(devices::kBusy, ErrorKind::Retry, QStringLiteral("a look is under way"))));
    const auto promise = std::make_shared<QPromise<Result<CareShown>>>();
    promise->start();
    const auto answer = [promise](const Result<CareShown>& care) {
        promise->addResult(care);
        promise->finish();
    };
    startOrWait({[this, id, ask, answer] { core::whenDone(beginCare(id, ask), this, answer); },
        [answer] {
            answer(failure(devices::kCancelled, ErrorKind::Retry, QStringLiteral("given up before it began")));
        }});
    return promise->future();
}

QFuture<Result<CareShown>> DeviceStation::beginCare(const QString& id, CareAsk ask)
{
    using Purpose = CareStation::Purpose;
    const QString name = careNameOf(id);
    if (ask == CareAsk::Look)
        return lookAt(id, name, Purpose::Check);
    const std::optional<StaffMember> member = m_serving ? m_serving() : std::nullopt;
    const bool maySay = member && member->role == identity::StaffRole::Supervisor;
    const bool isTaken = maySay || !m_care.wasShownClean(name);
    const auto promise = std::make_shared<QPromise<Result<CareShown>>>();
    promise->start();
    core::whenDone(lookAt(id, name, maySay ? Purpose::ShowCleanByLeave : Purpose::ShowClean), this,
        [this, id, name, isTaken, promise](const Result<CareShown>& care) {
            // Held against a clean picture that there was, it is judged like any other look.
            const Result<> noted = care && isTaken ? noteShownClean(id, name) : Result<>();
            promise->addResult(noted ? care : Result<CareShown>(failure(noted)));
            promise->finish();
        });
    return promise->future();
}

QFuture<Result<CareShown>> DeviceStation::lookAt(const QString& id, const QString& name, CareStation::Purpose purpose)
{
    if (!name.isEmpty() && scannerOf(id) != nullptr)
        return m_care.look(name, m_scanner, purpose);
    if (std::unique_ptr<devices::Camera> camera = name.isEmpty() ? nullptr : cameraOf(id))
        return m_care.look(name, std::move(camera), purpose);
    return QtFuture::makeReadyFuture(Result<CareShown>(failure(kNotThere, ErrorKind::OperatorCanFix, id)));
}

// From here on dirt is what differs from this picture: who took it stands in the journal.
Result<> DeviceStation::noteShownClean(const QString& id, const QString& name) const
{
    if (m_audit == nullptr)
        return {};
    const std::optional<StaffMember> member = m_serving ? m_serving() : std::nullopt;
    const devices::SeenScanner* scanner = scannerOf(id);
    return m_audit->record("device.changed",
        {{QStringLiteral("device"), name}, {QStringLiteral("serial"), scanner ? scanner->device.serial : QString()},
            {QStringLiteral("change"),
                QStringLiteral("shown clean, by %1").arg(member ? member->id : QStringLiteral("workstation"))}});
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
