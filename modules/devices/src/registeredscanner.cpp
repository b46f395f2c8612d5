#include <devices/registeredscanner.h>

#include <devices/pluginscanner.h>

#include <core/whendone.h>

#include <QThread>

#include <algorithm>
#include <utility>

namespace tirkeu::devices {

namespace {
constexpr ErrorCode kLooking{"devices.looking"};
constexpr ErrorCode kNoneRegistered{"devices.none-registered"};
constexpr ErrorCode kVendorUnknown{"devices.vendor-unknown"};
constexpr ErrorCode kPictureNotShown{"devices.picture-not-shown"};

QString keyOf(const DeviceIdentity& device)
{
    return device.busPath + u'|' + device.serial;
}

template<typename T>
std::shared_ptr<QPromise<Result<T>>> begun()
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    return promise;
}
} // namespace

RegisteredScanner::RegisteredScanner(
    RegisteredSetup setup, core::AuditSink& audit, const core::Clock& clock, QObject* parent)
    : PalmScanner(parent)
    , m_setup(std::move(setup))
    , m_clock(clock)
    , m_journal(audit)
    , m_usb(m_setup.sysfs)
    , m_registry(m_setup.criteria, m_setup.workstation)
    , m_watch(m_setup.watch)
    , m_refusal(Error{kLooking, ErrorKind::Retry, QStringLiteral("not looked yet")})
{
    const auto looked = [this] {
        m_hasLooked = true;
        m_watchError.reset();
        judgeAll();
    };
    connect(&m_watch, &DeviceWatch::looked, this, looked);
    connect(&m_watch, &DeviceWatch::deviceAttached, this, [this] {
        if (m_hasLooked)
            judgeAll();
    });
    connect(&m_watch, &DeviceWatch::deviceDetached, this, &RegisteredScanner::detached);
    connect(&m_watch, &DeviceWatch::failed, this, [this](const Error& why) {
        m_watchError = why;
        judgeAll();
    });
}

RegisteredScanner::~RegisteredScanner()
{
    finish(failure(kCancelled, ErrorKind::Retry, QStringLiteral("the scanner's object goes away")));
}

void RegisteredScanner::start()
{
    m_watch.start();
}

void RegisteredScanner::judgeAll()
{
    QList<DeviceIdentity> attached;
    for (const DeviceIdentity& device : m_watch.attached())
        attached.append(m_usb.confirmed(device));
    m_seen.clear();
    m_refusal.reset();
    bool isUsable = false;
    for (const DeviceIdentity& device : std::as_const(attached)) {
        Judgement judgement = m_registry.judge(device, attached);
        if (const auto notWritten = written(device, judgement))
            judgement.refusal = notWritten;
        isUsable = isUsable || judgement.isUsable();
        m_seen.append({device, judgement});
    }
    for (const Judgement& missing : m_registry.missing(attached))
        m_seen.append({{missing.scanner->busPath, missing.scanner->serial, missing.scanner->model, {}}, missing});
    if (!isUsable) {
        if (m_watchError)
            m_refusal = m_watchError;
        else if (!m_hasLooked)
            m_refusal = Error{kLooking, ErrorKind::Retry, QStringLiteral("not looked yet")};
        else if (!m_seen.isEmpty())
            m_refusal = m_seen.constFirst().judgement.refusal;
        else
            m_refusal = Error{kNoneRegistered, ErrorKind::OperatorCanFix, QStringLiteral("criteria name no scanner")};
    }
    Q_EMIT seenChanged();
}

/// The journal is told of each standing once; what it did not take is offered again at the next judgement.
std::optional<Error> RegisteredScanner::written(const DeviceIdentity& device, const Judgement& judgement)
{
    const auto known = m_written.constFind(keyOf(device));
    if (known != m_written.constEnd() && *known == judgement.standing)
        return std::nullopt;
    if (const Result<> done = m_journal.judged(device, judgement); !done)
        return done.error();
    m_written.insert(keyOf(device), judgement.standing);
    return std::nullopt;
}

void RegisteredScanner::detached(const DeviceIdentity& device)
{
    if (m_written.remove(keyOf(device)) > 0) {
        // Nothing can be refused any more that is gone; a line that was not taken shows with the next device.
        if (const Result<> done = m_journal.removed(device); !done)
            m_watchError = done.error();
    }
    if (m_shown && keyOf(*m_shown) == keyOf(device))
        m_shown.reset();
    if (!m_answer && m_for && m_for->serial == device.serial)
        m_scanner.reset();
    judgeAll();
}

Result<criteria::Scanner> RegisteredScanner::usable() const
{
    if (m_asleep)
        return failure(kSuspended, ErrorKind::Retry, QStringLiteral("asleep"));
    for (const SeenScanner& one : m_seen) {
        if (one.judgement.isUsable())
            return *one.judgement.scanner;
    }
    return tl::make_unexpected(m_refusal.value_or(Error{kRemoved, ErrorKind::DeviceFault, {}}));
}

Result<> RegisteredScanner::prepare(const criteria::Scanner& scanner)
{
    const bool same = m_scanner && m_for && m_for->serial == scanner.serial && m_for->busPath == scanner.busPath;
    if (same)
        return {};
    const criteria::ScannerVendor* vendor = m_setup.criteria.vendor(scanner.vendor);
    if (vendor == nullptr)
        return failure(kVendorUnknown, ErrorKind::OperatorCanFix, scanner.vendor, {scanner.vendor});
    m_scanner =
        std::make_unique<PluginScanner>(PluginSetup{.host = m_setup.host, .policy = {scanner, vendor->root}}, m_clock);
    m_for = scanner;
    connect(m_scanner.get(), &PalmScanner::guided, this, [this](const Guidance& guidance) {
        m_pictureSeen = m_pictureSeen || !guidance.preview.isEmpty();
        Q_EMIT guided(guidance);
    });
    connect(m_scanner.get(), &PalmScanner::lost, this, &PalmScanner::lost);
    connect(m_scanner.get(), &PalmScanner::stateChanged, this, &PalmScanner::stateChanged);
    return {};
}

void RegisteredScanner::begin(const std::optional<criteria::Scanner>& moved, Whether whether,
    const CaptureRequest& request, std::chrono::milliseconds deadline, Answer answer)
{
    if (m_answer)
        return answer(failure(kBusy, ErrorKind::Retry, QStringLiteral("an action is under way")));
    if (!moved)
        judgeAll();
    const Result<criteria::Scanner> scanner = moved ? Result<criteria::Scanner>(*moved) : usable();
    const Result<> ready = scanner ? prepare(*scanner) : Result<>(failure(scanner));
    if (!ready)
        return answer(failure(ready));
    m_answer = std::move(answer);
    m_givenUp = false;
    core::whenDone(
        m_scanner->open(deadline), this, [this, whether, request, deadline](const Result<DeviceIdentity>& result) {
            opened(result, whether, request, deadline);
        });
}

void RegisteredScanner::opened(const Result<DeviceIdentity>& result, Whether whether, const CaptureRequest& request,
    std::chrono::milliseconds deadline)
{
    if (!result)
        return finish(failure(result));
    m_identity = *result;
    if (whether == Whether::OpenOnly)
        return finish(PalmCapture{});
    if (m_givenUp)
        return finish(failure(kCancelled, ErrorKind::Retry, QStringLiteral("given up while opening")));
    core::whenDone(m_scanner->capture(request, deadline), this, [this](const Result<PalmCapture>& capture) {
        // Open a moment ago and no longer: it went between the two.
        if (!capture && capture.error().code == kNotOpen)
            return finish(failure(kRemoved, ErrorKind::DeviceFault, QStringLiteral("lost before the capture")));
        finish(capture);
    });
}

void RegisteredScanner::finish(const Result<PalmCapture>& result)
{
    const Answer answer = std::exchange(m_answer, {});
    if (!answer)
        return;
    // What the device itself showed to be wrong is written down before anybody hears of it.
    if (!result && result.error().kind == ErrorKind::SecurityStop && m_for) {
        if (const Result<> done = m_journal.refused(*m_for, result.error()); !done)
            return answer(failure(done));
    }
    answer(result);
}

void RegisteredScanner::inOwnThread(const std::function<void()>& action)
{
    QMetaObject::invokeMethod(this, action); // at once where the caller is in it
}

QFuture<Result<DeviceIdentity>> RegisteredScanner::open(std::chrono::milliseconds deadline)
{
    auto promise = begun<DeviceIdentity>();
    inOwnThread([this, promise, deadline] {
        begin({}, Whether::OpenOnly, {}, deadline, [this, promise](const Result<PalmCapture>& result) {
            promise->addResult(result ? Result<DeviceIdentity>(m_identity) : failure(result));
            promise->finish();
        });
    });
    return promise->future();
}

QFuture<Result<PalmCapture>> RegisteredScanner::capture(
    const CaptureRequest& request, std::chrono::milliseconds deadline)
{
    auto promise = begun<PalmCapture>();
    inOwnThread([this, promise, request, deadline] {
        begin({}, Whether::Capture, request, deadline, [promise](const Result<PalmCapture>& result) {
            promise->addResult(result);
            promise->finish();
        });
    });
    return promise->future();
}

QFuture<Result<>> RegisteredScanner::showMoved(const DeviceIdentity& device, std::chrono::milliseconds deadline)
{
    auto promise = begun<void>();
    const auto answer = [promise](const Result<PalmCapture>& result) {
        promise->addResult(result ? Result<>() : failure(result));
        promise->finish();
    };
    inOwnThread([this, device, deadline, answer] {
        const auto one = std::find_if(m_seen.cbegin(), m_seen.cend(),
            [&](const SeenScanner& other) { return keyOf(other.device) == keyOf(device); });
        if (one == m_seen.cend() || one->judgement.standing != Standing::Moved)
            return answer(failure(kRemoved, ErrorKind::DeviceFault, QStringLiteral("no such moved scanner")));
        criteria::Scanner inNewPort = *one->judgement.scanner;
        inNewPort.busPath = device.busPath;
        m_shown = device;
        m_pictureSeen = false;
        begin(inNewPort, Whether::Capture, {.mode = CaptureMode::Guide}, deadline, answer);
    });
    return promise->future();
}

Result<> RegisteredScanner::permitMove(
    const DeviceIdentity& device, PictureTest test, const criteria::StaffMember& supervisor)
{
    if (!m_shown || keyOf(*m_shown) != keyOf(device) || !m_pictureSeen)
        return failure(kPictureNotShown, ErrorKind::OperatorCanFix, QStringLiteral("no picture from this port"));
    const DeviceIdentity confirmed = m_usb.confirmed(device);
    if (const Result<> good = m_registry.checkMove(confirmed, test, supervisor); !good)
        return good;
    if (const Result<> done = m_journal.movePermitted(device, supervisor); !done)
        return done;
    const Result<> permitted = m_registry.permitMove(confirmed, test, supervisor);
    m_shown.reset();
    judgeAll();
    return permitted;
}

QFuture<Result<>> RegisteredScanner::close()
{
    auto promise = begun<void>();
    inOwnThread([this, promise] {
        const auto answered = [promise](const Result<>& result) {
            promise->addResult(result);
            promise->finish();
        };
        if (!m_scanner)
            return answered({});
        m_givenUp = true;
        m_scanner->close().then(answered); // on the device's thread, so that it is answered even when this goes away
    });
    return promise->future();
}

void RegisteredScanner::cancel()
{
    inOwnThread([this] {
        m_givenUp = true;
        if (m_scanner && m_answer)
            m_scanner->cancel();
    });
}

void RegisteredScanner::suspend()
{
    inOwnThread([this] {
        m_asleep = true;
        if (m_scanner)
            m_scanner->suspend();
    });
}

void RegisteredScanner::resume()
{
    inOwnThread([this] {
        m_asleep = false;
        if (m_scanner)
            m_scanner->resume();
    });
}

} // namespace tirkeu::devices
