#include "deviceaccess.h"

#include <devices/hostexit.h>

#include <QElapsedTimer>
#include <QJsonArray>

#include <atomic>
#include <condition_variable>
#include <mutex>

namespace tirkeu::ctl {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

QList<Command> deviceConformanceCommands(const QList<Option>& options);

namespace {
constexpr ErrorCode kDoesNotConform{"ctl.device-does-not-conform"};

constexpr auto kPatience = 10s;

/// What a scanner showed while it guided; written in the scanner's thread.
struct Seen
{
    std::mutex mutex;
    std::condition_variable grown;
    int words = 0;
    int pictures = 0;

    [[nodiscard]] bool waitForPictures(int count, std::chrono::milliseconds patience)
    {
        std::unique_lock lock(mutex);
        return grown.wait_for(lock, patience, [&] { return pictures >= count; });
    }
};

/// The checks in order; each says what it found.
class Report
{
public:
    bool check(const QString& what, bool passed, const QString& found = {})
    {
        m_entries.append(QJsonObject{{u"check"_s, what}, {u"passed"_s, passed}, {u"found"_s, found}});
        m_text += (passed ? u"pass  "_s : u"FAIL  "_s) + what + (found.isEmpty() ? QString() : u": "_s + found) + u'\n';
        m_failed += passed ? 0 : 1;
        return passed;
    }
    template<typename T>
    bool good(const QString& what, const Result<T>& result)
    {
        return check(what, result.has_value(), result ? QString() : found(result.error()));
    }
    [[nodiscard]] static QString found(const Error& error)
    {
        return error.code.toString() + u" ("_s + error.detail + u')';
    }
    [[nodiscard]] Outcome outcome() const
    {
        const QJsonObject result{{u"checks"_s, m_entries}, {u"failed"_s, m_failed}};
        if (m_failed == 0)
            return ctl::good(result, m_text);
        return {ExitCode::Negative, result, m_text,
            Error{kDoesNotConform, ErrorKind::OperatorCanFix, {}, {QString::number(m_failed)}}};
    }

private:
    QJsonArray m_entries;
    QString m_text;
    int m_failed = 0;
};

QString inMilliseconds(qint64 time)
{
    return u"%1 ms"_s.arg(time);
}

void checkGuidance(Report& report, devices::PluginScanner& scanner)
{
    Seen seen;
    const auto connection =
        QObject::connect(&scanner, &devices::PalmScanner::guided, [&seen](const devices::Guidance& guidance) {
            const std::lock_guard lock(seen.mutex);
            ++(guidance.preview.isEmpty() ? seen.words : seen.pictures);
            seen.grown.notify_all();
        });
    auto guided = scanner.capture({.mode = devices::CaptureMode::Guide}, 30s);
    QElapsedTimer timer;
    timer.start();
    constexpr int kPictures = 15;
    const bool came = seen.waitForPictures(kPictures, 5s);
    report.check(u"guides with at least 5 pictures a second"_s, came && timer.elapsed() <= 3000,
        u"%1 pictures in %2 ms"_s.arg(seen.pictures).arg(timer.elapsed()));
    report.check(u"says whether a hand is there"_s, seen.words > 0);
    timer.restart();
    scanner.cancel();
    const auto ended = answered(guided);
    report.check(u"lets go within 500 ms of a cancel"_s,
        !ended && ended.error().code == devices::kCancelled && timer.elapsed() <= 500, inMilliseconds(timer.elapsed()));
    QObject::disconnect(connection);
    const auto again = answered(scanner.capture({.mode = devices::CaptureMode::Guide}, 500ms));
    report.check(u"captures again after a cancel"_s, !again && again.error().code == devices::kTimeout,
        again ? u"ended by itself"_s : Report::found(again.error()));
}

/// What enrolling asks of it: a hand's frames, sealed, in a statement that the device signed over exactly them.
void checkCapture(Report& report, const devices::PluginHost& host, devices::AttestationPolicy policy,
    const std::optional<devices::Attestation>& said)
{
    const QString what = u"captures a hand, its frames sealed and signed (without: guidance only)"_s;
    if (!said)
        return static_cast<void>(report.check(what, false, u"no channel to capture through"_s));
    policy.scanner.model = said->model;
    policy.scanner.firmware = {said->firmware};
    policy.scanner.configuration = {said->configuration};
    const core::SystemClock clock;
    devices::PluginScanner enrolling({host, policy}, clock);
    if (const auto opened = answered(enrolling.open(kPatience)); !report.good(u"opens to capture"_s, opened))
        return;
    const auto captured = answered(enrolling.capture({.pairs = 2}, 30s));
    if (!report.good(what, captured))
        return;
    report.check(
        u"gives as many pairs as asked"_s, captured->pairs.size() == 2, u"%1 of 2"_s.arg(captured->pairs.size()));
    report.good(u"captures again, to another nonce"_s, answered(enrolling.capture({.pairs = 1}, 30s)));
}

Outcome conformance(const Arguments& arguments)
{
    Result<DeviceAccess> access = pluginAccess(arguments);
    if (!access)
        return withoutAccess(access.error());
    Report report;
    const auto attached = attachedDevices(*access);
    if (!report.good(u"loads, has the entry and this contract, lists devices"_s, attached))
        return report.outcome();
    const auto device = chosenDevice(arguments, *attached);
    if (!report.good(u"lists the device"_s, device))
        return report.outcome();
    report.check(u"names port, serial and model"_s,
        !device->busPath.isEmpty() && !device->serial.isEmpty() && !device->model.isEmpty(),
        u"%1 %2 %3"_s.arg(device->busPath, device->serial, device->model));

    criteria::Scanner scanner;
    scanner.serial = device->serial;
    scanner.busPath = device->busPath;
    devices::AttestationPolicy policy{scanner, {}};
    std::optional<pki::Certificate> root;
    if (arguments.has(u"root"_s)) {
        const auto bytes = arguments.read(arguments.value(u"root"_s));
        const auto read = bytes ? pki::Certificate::fromPem(*bytes) : failure(bytes);
        if (!read)
            return failed(read.error());
        root = *read;
    }
    policy.root = root;
    const core::SystemClock clock;
    const auto setup = [&](const criteria::Scanner& wanted) {
        return devices::PluginSetup{access->host, {wanted, policy.root}, devices::Meeting::First};
    };
    {
        criteria::Scanner other = scanner;
        other.serial += u"-not"_s;
        devices::PluginScanner stranger(setup(other), clock);
        const auto opened = answered(stranger.open(kPatience));
        report.check(u"does not open a serial it does not have"_s, !opened,
            opened ? u"opened"_s : opened.error().code.toString());
    }
    devices::PluginScanner tested(setup(scanner), clock);
    QElapsedTimer timer;
    timer.start();
    const auto opened = answered(tested.open(kPatience));
    if (!report.good(u"opens"_s, opened))
        return report.outcome();
    report.check(u"opens within 500 ms"_s, timer.elapsed() <= 500, inMilliseconds(timer.elapsed()));
    const auto said = tested.introduced();
    report.check(u"has a channel and signs what it is (without: guidance only)"_s, said.has_value());
    if (said)
        report.check(u"says the serial it lists"_s, said->serial == device->serial, said->serial);
    checkGuidance(report, tested);
    timer.restart();
    report.good(u"closes"_s, answered(tested.close()));
    report.check(u"closes within 1 s"_s, timer.elapsed() <= 1000, inMilliseconds(timer.elapsed()));
    bool reopened = true;
    for (int i = 0; i < 5 && reopened; ++i)
        reopened = answered(tested.open(kPatience)).has_value() && answered(tested.close()).has_value();
    report.check(u"opens and closes five times more"_s, reopened);
    auto opening = tested.open(kPatience);
    const auto closed = answered(tested.close());
    report.check(u"is closed while it opens"_s, closed.has_value());
    opening.waitForFinished();
    report.good(u"opens after that"_s, answered(tested.open(kPatience)));
    auto capturing = tested.capture({.mode = devices::CaptureMode::Guide}, 30s);
    report.good(u"is closed while it captures"_s, answered(tested.close()));
    capturing.waitForFinished();
    if (arguments.has(u"hand"_s))
        checkCapture(report, access->host, policy, said);
    return report.outcome();
}
} // namespace

QList<Command> deviceConformanceCommands(const QList<Option>& options)
{
    return {{.name = u"device conformance"_s,
        .operands = {},
        .summary = u"Tries a vendor's plug-in against the contract, check by check"_s,
        .details = u"0: every check passed. 1: some failed. A device must be plugged in; nobody has to hold a hand,\n"
                   "unless with --hand. Give --root and --hand for a scanner that is to enrol."_s,
        .options = options + QList<Option>{{u"hand"_s, {}, u"a hand is held above the scanner: it is captured too"_s}},
        .run = conformance}};
}

} // namespace tirkeu::ctl
