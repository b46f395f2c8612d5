#include "devicestation.h"

#include "deviceshown.h"

#include <core/log.h>
#include <core/whendone.h>

#include <QJsonObject>

#include <utility>

namespace tirkeu::workstation {

namespace {
Q_LOGGING_CATEGORY(logDevices, "tirkeu.devices")

constexpr ErrorCode kNotThere{"devices.not-found"};
constexpr ErrorCode kTokenAbsent{"signin.token-absent"};
constexpr std::chrono::minutes kLongestLook(10);

QString portOf(const devices::DeviceIdentity& device)
{
    return device.serial + QLatin1Char('\n') + device.busPath;
}

QString idOf(const devices::SeenScanner& seen)
{
    return QStringLiteral("palm-%1-%2").arg(seen.device.busPath, seen.device.serial);
}

tl::unexpected<Error> asleep()
{
    return failure(devices::kSuspended, ErrorKind::Retry, QStringLiteral("the machine goes to sleep"));
}
} // namespace

DeviceStation::DeviceStation(devices::RegisteredScanner& scanner, StaffSource& staff, devices::CareStore& careStore,
    const core::Clock& clock, const criteria::Criteria& criteria, QString workstation, devices::CameraBus cameras,
    CameraMaker played)
    : m_scanner(scanner)
    , m_staff(staff)
    , m_criteria(criteria)
    , m_workstation(std::move(workstation))
    , m_cameras(std::move(cameras), criteria.camerasOf(m_workstation))
    , m_played(std::move(played))
    , m_care(careStore, clock)
{
    connect(&m_scanner, &devices::RegisteredScanner::seenChanged, this, &DeviceSource::changed);
    connect(&m_cameras, &RegisteredCameras::changed, this, &DeviceSource::changed);
    connect(&m_care, &CareStation::ended, this, [this] {
        Q_EMIT changed(); // its history is longer now
        startNext();
    });
    connect(&m_scanner, &devices::PalmScanner::guided, this, [this](const devices::Guidance& seen) {
        if (!m_showing)
            return;
        m_pictured = m_shown;
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
    return all + cameras() + microphones();
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
    if (m_asleep)
        return QtFuture::makeReadyFuture(Result<>(asleep()));
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
    if (isMicrophone(id))
        return showMicrophone();
    const devices::SeenScanner* seen = scannerOf(id);
    if (seen == nullptr) {
        m_cameras.judge();
        std::unique_ptr<devices::Camera> camera = cameraOf(id);
        return camera ? showCamera(id, std::move(camera)) : end(failure(kNotThere, ErrorKind::OperatorCanFix, id));
    }
    m_shown = portOf(seen->device);
    m_pictured.clear();
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
    } else if (m_microphone) {
        m_microphone->disconnect(this);
        m_microphone.release()->deleteLater();
        end({});
    } else if (m_showing) {
        m_scanner.cancel();
    }
}

QFuture<Result<>> DeviceStation::rest()
{
    m_asleep = true;
    dropNext();
    m_care.cancel();
    m_camera.reset();
    m_microphone.reset();
    end(asleep());
    m_scanner.suspend();
    const auto promise = std::make_shared<QPromise<Result<>>>();
    promise->start();
    const auto answer = [promise](const Result<>& let) {
        promise->addResult(let);
        promise->finish();
    };
    // Closing is heard behind suspending, so its answer tells that the claim is freed.
    core::whenDone(m_scanner.close(), this, [this, answer](const Result<>& let) {
        if (m_care.isLooking())
            connect(
                &m_care, &CareStation::ended, this, [answer, let] { answer(let); }, Qt::SingleShotConnection);
        else
            answer(let);
    });
    return promise->future();
}

void DeviceStation::wake()
{
    m_asleep = false;
    m_scanner.resume();
    Q_EMIT changed();
}

QFuture<Result<>> DeviceStation::permitPort(const QString& id, core::SecureBytes pin, LastTry lastTry)
{
    const std::optional<Permission> permission = permissionFor(id);
    if (!permission)
        return QtFuture::makeReadyFuture(Result<>(failure(kNotThere, ErrorKind::OperatorCanFix, id)));
    if (!m_staff.tokenState().isPresent)
        return QtFuture::makeReadyFuture(Result<>(failure(kTokenAbsent, ErrorKind::OperatorCanFix)));
    const auto promise = std::make_shared<QPromise<Result<>>>();
    promise->start();
    core::whenDone(m_staff.signIn(std::move(pin), lastTry), this,
        [this, permission = *permission, promise](const Result<StaffMember>& member) {
            const Result<> permitted = member ? permit(permission, member->id) : failure(member);
            noteStepUp(permission.name, permitted);
            promise->addResult(permitted);
            promise->finish();
        });
    return promise->future();
}

std::optional<DeviceStation::Permission> DeviceStation::permissionFor(const QString& id)
{
    const devices::SeenScanner* seen = scannerOf(id);
    if (seen == nullptr)
        return cameraPermissionFor(id);
    return Permission{QStringLiteral("scanner-moved"),
        [this, device = seen->device](const criteria::StaffMember& supervisor) -> Result<> {
            if (m_pictured != portOf(device))
                return failure(
                    kPictureNotShown, ErrorKind::OperatorCanFix, QStringLiteral("no picture from this port"));
            return m_scanner.permitMove(device, devices::PictureTest::Passed, supervisor);
        }};
}

Result<> DeviceStation::permit(const Permission& permission, const QString& supervisor)
{
    for (const criteria::StaffMember& known : m_criteria.staff) {
        for (const QByteArray& certificate : known.authentication) {
            if (QString::fromLatin1(certificate.toHex()) == supervisor)
                return permission.give(known);
        }
    }
    return failure(kNotThere, ErrorKind::OperatorCanFix, QStringLiteral("not in the criteria"));
}

// The PIN asked again before an act of weight: who typed it is signed in, what it was for stands here.
void DeviceStation::noteStepUp(const QString& name, const Result<>& permitted)
{
    if (!m_audit)
        return;
    QJsonObject fields{{QStringLiteral("for"), name}};
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
    return cameraCareNameOf(id);
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
    if (m_asleep)
        return QtFuture::makeReadyFuture(Result<CareShown>(asleep()));
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
        [this, id, name, isTaken, promise](Result<CareShown> care) {
            // Held against a clean picture that there was, it is judged like any other look.
            if (care && !isTaken)
                care->needsSupervisor = care->state == CareState::Dirty;
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

} // namespace tirkeu::workstation
