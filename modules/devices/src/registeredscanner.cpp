#include <devices/registeredscanner.h>

#include "mailbox.h"

#include <devices/pluginscanner.h>

#include <core/whendone.h>

#include <QThread>

#include <algorithm>
#include <utility>

namespace tirkeu::devices {

namespace {
constexpr ErrorCode kLooking{"devices.looking"};
constexpr ErrorCode kVendorUnknown{"devices.vendor-unknown"};
constexpr ErrorCode kPictureNotShown{"devices.picture-not-shown"};
constexpr std::size_t kMostWaiting = 8; ///< words and pictures that the window has not come for yet

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
    , m_guidance(std::make_shared<Mailbox<Guidance>>(kMostWaiting))
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
    const QList<criteria::Scanner> scanners = m_setup.criteria.scannersOf(m_setup.workstation);
    if (std::any_of(scanners.cbegin(), scanners.cend(), isServed)) {
        m_services.emplace(m_setup.servicePorts);
        connect(&*m_services, &SbiWatch::looked, this, &RegisteredScanner::servicesLooked);
    }
}

RegisteredScanner::~RegisteredScanner()
{
    const Result<PalmCapture> gone =
        failure(kCancelled, ErrorKind::Retry, QStringLiteral("the scanner's object goes away"));
    if (const auto next = std::exchange(m_next, {}))
        next->answer(gone);
    finish(gone);
}

void RegisteredScanner::start()
{
    if (!m_setup.watch.plugin.isEmpty())
        m_watch.start();
    if (m_services)
        m_services->start();
    if (!m_setup.watch.plugin.isEmpty() || m_services)
        return;
    m_hasLooked = true;
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
    m_scanner = made(scanner, *vendor);
    m_for = scanner;
    // On the scanner's thread: where the window stands still, the oldest go and nothing piles up.
    connect(
        m_scanner.get(), &PalmScanner::guided, this,
        [this, box = m_guidance](const Guidance& guidance) {
            if (box->put(guidance).isNews)
                QMetaObject::invokeMethod(
                    this, [this] { giveGuidance(); }, Qt::QueuedConnection);
        },
        Qt::DirectConnection);
    connect(m_scanner.get(), &PalmScanner::lost, this, &PalmScanner::lost);
    connect(m_scanner.get(), &PalmScanner::stateChanged, this, &PalmScanner::stateChanged);
    return {};
}

void RegisteredScanner::giveGuidance()
{
    for (const Guidance& guidance : m_guidance->take()) {
        m_pictureSeen = m_pictureSeen || !guidance.preview.isEmpty();
        Q_EMIT guided(guidance);
    }
}

std::unique_ptr<PalmScanner> RegisteredScanner::made(
    const criteria::Scanner& scanner, const criteria::ScannerVendor& vendor) const
{
    const AttestationPolicy policy{scanner, vendor.root};
    if (isServed(scanner))
        return std::make_unique<SbiScanner>(
            SbiSetup{.policy = {.device = policy}, .ports = m_setup.servicePorts}, m_clock);
    return std::make_unique<PluginScanner>(PluginSetup{.host = m_setup.host, .policy = policy}, m_clock);
}

/// Whoever stands at the counter does not wait for somebody's look at the window.
bool RegisteredScanner::giveWay(const Next& next)
{
    const bool isLook = next.whether == Whether::Capture && next.request.mode == CaptureMode::Guide;
    if (!m_isLook || m_next || isLook)
        return false;
    m_next = next;
    m_givenUp = true;
    if (m_scanner)
        m_scanner->cancel();
    return true;
}

void RegisteredScanner::startNext()
{
    if (const auto next = std::exchange(m_next, {}))
        begin({}, next->whether, next->request, next->deadline, next->answer);
}

void RegisteredScanner::begin(const std::optional<criteria::Scanner>& moved, Whether whether,
    const CaptureRequest& request, std::chrono::milliseconds deadline, Answer answer)
{
    if (m_answer) {
        if (!giveWay({whether, request, deadline, answer}))
            answer(failure(kBusy, ErrorKind::Retry, QStringLiteral("an action is under way")));
        return;
    }
    if (!moved)
        judgeAll();
    const Result<criteria::Scanner> scanner = moved ? Result<criteria::Scanner>(*moved) : usable();
    const Result<> ready = scanner ? prepare(*scanner) : Result<>(failure(scanner));
    if (!ready)
        return answer(failure(ready));
    m_answer = std::move(answer);
    m_isLook = whether == Whether::Capture && request.mode == CaptureMode::Guide;
    m_givenUp = false;
    if (m_services)
        m_services->setPaused(true);
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
    if (m_services)
        m_services->setPaused(false);
    // What the device itself showed to be wrong is written down before anybody hears of it.
    Result<> written;
    if (!result && result.error().kind == ErrorKind::SecurityStop && m_for)
        written = m_journal.refused(*m_for, result.error());
    answer(written ? result : failure(written));
    startNext();
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
        if (const auto next = std::exchange(m_next, {}))
            next->answer(failure(kCancelled, ErrorKind::Retry, QStringLiteral("given up before it began")));
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
