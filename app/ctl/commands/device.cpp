#include "deviceaccess.h"
#include "devicecameras.h"

#include <core/encoding.h>
#include <core/json.h>
#include <devices/registry.h>
#include <devices/v4l2camera.h>
#include <imaging/codecs.h>

#ifdef TIRKEU_WITH_DEMO_BRANCH
#    include <demo/demoscanner.h>
#endif

#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QSaveFile>

namespace tirkeu::ctl {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

QList<Command> deviceConformanceCommands(const QList<Option>& options);

namespace {
constexpr ErrorCode kCriteriaNeeded{"ctl.device-criteria-needed"};
constexpr ErrorCode kVendorNeeded{"ctl.device-vendor-needed"};
constexpr ErrorCode kNotWritten{"ctl.device-not-written"};
constexpr ErrorCode kDemoOnly{"ctl.device-capture-demo-only"};

// What a bank installs has no way at all to a palm in clear.
#ifdef TIRKEU_WITH_DEMO_BRANCH
constexpr bool kMayShowPalms = true;
CameraMade playedCamera()
{
    return [] {
        return demo::DemoScanner::camera({});
    };
}
#else
constexpr bool kMayShowPalms = false;
CameraMade playedCamera()
{
    return {};
}
#endif

constexpr auto kOpen = 10s;
constexpr auto kIntroduction = 60s;

QJsonObject toJson(const devices::DeviceIdentity& device)
{
    return {{u"busPath"_s, device.busPath}, {u"serial"_s, device.serial}, {u"model"_s, device.model},
        {u"usb"_s, device.usb}};
}

QString hex(const QByteArray& bytes)
{
    return QString::fromLatin1(core::toHex(bytes));
}

Result<> save(const QString& path, const QByteArray& bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return failure(kNotWritten, ErrorKind::OperatorCanFix, file.errorString(), {path});
    return {};
}

Outcome list(const Arguments& arguments)
{
    if (arguments.has(u"cameras"_s)) {
        const Result<DeviceAccess> access = deviceAccess(arguments, NoPlugin::AskServices);
        return access ? camerasTold(devices::CameraBus().look(), *access) : withoutAccess(access.error());
    }
    const Result<DeviceAccess> access = deviceAccess(arguments);
    if (!access)
        return withoutAccess(access.error());
    const auto attached = attachedDevices(*access);
    if (!attached)
        return failed(attached.error());
    QJsonArray entries;
    QString text;
    std::optional<Error> refusal;
    const auto add = [&](const devices::DeviceIdentity& device, const devices::Judgement* judgement) {
        QJsonObject entry = toJson(device);
        const QString standing = judgement != nullptr ? nameOf(judgement->standing) : u"not judged"_s;
        entry.insert(u"standing"_s, standing);
        entries.append(entry);
        text += u"%1  %2  %3  %4\n"_s.arg(device.busPath, device.serial, device.model, standing);
        if (judgement != nullptr && judgement->refusal && !refusal)
            refusal = judgement->refusal;
    };
    if (!access->criteria) {
        for (const devices::DeviceIdentity& device : *attached)
            add(device, nullptr);
        return good({{u"devices"_s, entries}}, text.isEmpty() ? u"Nothing is plugged in."_s : text);
    }
    const devices::Registry registry(*access->criteria, access->workstation);
    for (const devices::DeviceIdentity& device : *attached) {
        const devices::Judgement judgement = registry.judge(device, *attached);
        add(device, &judgement);
    }
    for (const devices::Judgement& missing : registry.missing(*attached))
        add({missing.scanner->busPath, missing.scanner->serial, missing.scanner->model, {}}, &missing);
    if (refusal)
        return {ExitCode::Negative, {{u"devices"_s, entries}}, text, refusal};
    return good({{u"devices"_s, entries}}, text);
}

/// The vendor's root from a file, or from the criteria.
Result<pki::Certificate> rootOf(const Arguments& arguments, const DeviceAccess& access, const QString& vendor)
{
    if (arguments.has(u"root"_s)) {
        const auto bytes = arguments.read(arguments.value(u"root"_s));
        return bytes ? pki::Certificate::fromPem(*bytes) : failure(bytes);
    }
    const criteria::ScannerVendor* known = access.criteria ? access.criteria->vendor(vendor) : nullptr;
    if (known == nullptr)
        return failure(kVendorNeeded, ErrorKind::OperatorCanFix);
    return known->root;
}

/// What a device that nobody has registered yet signs of itself; the vendor has to vouch for it. Behind a plug-in it
/// says so when it is opened, behind a device service with a capture.
Result<devices::Attestation> introduction(
    const DeviceAccess& access, const devices::DeviceIdentity& device, const pki::Certificate& root)
{
    criteria::Scanner scanner;
    scanner.serial = device.serial;
    scanner.busPath = device.busPath;
    const core::SystemClock clock;
    std::optional<devices::Attestation> said;
    if (devices::isServed(scanner)) {
        devices::SbiScanner served(
            {.policy = {.device = {scanner, root}, .meeting = devices::Meeting::First}, .ports = access.ports}, clock);
        if (const auto open = answered(served.open(kOpen)); !open)
            return failure(open);
        if (const auto captured = answered(served.capture({.pairs = 1}, kIntroduction)); !captured)
            return failure(captured);
        said = served.introduced();
    } else {
        devices::PluginScanner opened({access.host, {scanner, root}, devices::Meeting::First}, clock);
        if (const auto open = answered(opened.open(kOpen)); !open)
            return failure(open);
        said = opened.introduced();
    }
    return said ? Result<devices::Attestation>(*said) : failure(devices::kCannotEnrol, ErrorKind::DeviceFault);
}

/// An entry of the criteria, for two officers to read and sign.
Outcome handedOut(const Arguments& arguments, const QString& name, const QJsonObject& entry)
{
    const QByteArray bytes = core::writeJsonForPeople(entry);
    if (arguments.has(u"out"_s)) {
        if (const Result<> saved = save(arguments.value(u"out"_s), bytes); !saved)
            return failed(saved.error());
    }
    return good({{name, entry}}, QString::fromUtf8(bytes));
}

Outcome requestCamera(const Arguments& arguments)
{
    const Result<DeviceAccess> access = deviceAccess(arguments, NoPlugin::AskServices);
    if (!access)
        return withoutAccess(access.error());
    const bool isForDocuments = arguments.has(u"document"_s);
    const auto entry = cameraEntry(devices::CameraBus().cameras(),
        {arguments.value(u"camera"_s), isForDocuments ? criteria::Camera::Use::Document : criteria::Camera::Use::Face,
            arguments.value(u"id"_s, isForDocuments ? u"document-1"_s : u"face-1"_s),
            arguments.value(u"workstation"_s, access->workstation)});
    if (!entry)
        return entry.error().kind == ErrorKind::SecurityStop ? negative(entry.error()) : failed(entry.error());
    return handedOut(arguments, u"camera"_s, *entry);
}

Outcome request(const Arguments& arguments)
{
    if (arguments.has(u"camera"_s))
        return requestCamera(arguments);
    // Without a plug-in it is a device service of this computer that is asked.
    Result<DeviceAccess> access = deviceAccess(arguments, NoPlugin::AskServices);
    if (!access)
        return withoutAccess(access.error());
    const auto attached = attachedDevices(*access);
    const auto device = attached ? chosenDevice(arguments, *attached) : failure(attached);
    if (!device)
        return failed(device.error());
    const QString vendor = arguments.value(u"vendor"_s);
    const auto root = rootOf(arguments, *access, vendor);
    if (!root)
        return failed(root.error());
    if (access->host.plugin.isEmpty())
        arguments.report(u"Hold a palm above the scanner: a service lets its device speak with a capture only."_s);
    const auto said = introduction(*access, *device, *root);
    if (!said)
        return negative(said.error());
    // Of the criteria's list "scanners".
    QJsonObject entry{{u"id"_s, arguments.value(u"id"_s, u"palm-1"_s)},
        {u"workstation"_s, arguments.value(u"workstation"_s, access->workstation)}, {u"vendor"_s, vendor},
        {u"model"_s, said->model}, {u"serial"_s, said->serial}, {u"busPath"_s, device->busPath},
        {u"firmware"_s, QJsonArray{hex(said->firmware)}}, {u"configuration"_s, QJsonArray{hex(said->configuration)}}};
    if (!device->usb.isEmpty())
        entry.insert(u"usb"_s, device->usb);
    return handedOut(arguments, u"scanner"_s, entry);
}

/// "No" of the device or the registry answers the question; a missing file does not.
Outcome refusedBy(const Error& error)
{
    return error.code.id().starts_with("devices.") ? negative(error) : withoutAccess(error);
}

/// The registered scanner that is plugged in where it may be, by criteria that were named.
Result<devices::AttestationPolicy> registeredPolicy(const Arguments& arguments, const DeviceAccess& access)
{
    const auto attached = attachedDevices(access);
    if (!attached)
        return failure(attached);
    const devices::Registry registry(*access.criteria, access.workstation);
    if (attached->isEmpty() && !registry.missing({}).isEmpty())
        return tl::make_unexpected(*registry.missing({}).constFirst().refusal);
    const auto device = chosenDevice(arguments, *attached);
    if (!device)
        return failure(device);
    const devices::Judgement judgement = registry.judge(*device, *attached);
    if (judgement.refusal)
        return tl::make_unexpected(*judgement.refusal);
    const auto root = rootOf(arguments, access, judgement.scanner->vendor);
    if (!root)
        return failure(root);
    return devices::AttestationPolicy{*judgement.scanner, *root};
}

devices::SbiSetup servedSetup(const devices::AttestationPolicy& policy, const DeviceAccess& access)
{
    return {.policy = {.device = policy}, .ports = access.ports};
}

std::unique_ptr<devices::PalmScanner> scannerOf(
    const devices::AttestationPolicy& policy, const DeviceAccess& access, const core::Clock& clock)
{
    if (devices::isServed(policy.scanner))
        return std::make_unique<devices::SbiScanner>(servedSetup(policy, access), clock);
    return std::make_unique<devices::PluginScanner>(devices::PluginSetup{access.host, policy}, clock);
}

Outcome checkServed(const devices::AttestationPolicy& policy, const DeviceAccess& access)
{
    const core::SystemClock clock;
    devices::SbiScanner scanner(servedSetup(policy, access), clock);
    QElapsedTimer timer;
    timer.start();
    const auto opened = answered(scanner.open(kOpen));
    const qint64 milliseconds = timer.elapsed();
    if (!opened)
        return refusedBy(opened.error());
    QJsonObject result = toJson(*opened);
    result.insert(u"openMilliseconds"_s, milliseconds);
    return good(result,
        u"%1 %2: registered, signed by its own key; open after %3 ms.\nBehind a device service of this computer, which is not confined."_s
            .arg(opened->model, opened->serial)
            .arg(milliseconds));
}

Result<CameraTrial> cameraTried(const Arguments& arguments, const DeviceAccess& access)
{
    return triedRegistered(devices::CameraBus().look(), access, arguments.value(u"camera"_s),
        {[](const devices::CameraFacts& facts) { return std::make_unique<devices::V4l2Camera>(facts); },
            playedCamera()});
}

Outcome check(const Arguments& arguments)
{
    if (!arguments.has(u"criteria"_s))
        return misused({kCriteriaNeeded, ErrorKind::OperatorCanFix, {}});
    const bool isCamera = arguments.has(u"camera"_s);
    const Result<DeviceAccess> access = deviceAccess(arguments, isCamera ? NoPlugin::AskServices : NoPlugin::Refuse);
    if (access && isCamera) {
        const Result<CameraTrial> trial = cameraTried(arguments, *access);
        return trial ? trialTold(*trial) : refusedBy(trial.error());
    }
    const auto policy = access ? registeredPolicy(arguments, *access) : failure(access);
    if (!policy)
        return refusedBy(policy.error());
    if (devices::isServed(policy->scanner))
        return checkServed(*policy, *access);
    const core::SystemClock clock;
    devices::PluginScanner scanner({access->host, *policy}, clock);
    QElapsedTimer timer;
    timer.start();
    const auto opened = answered(scanner.open(kOpen));
    const qint64 milliseconds = timer.elapsed();
    if (!opened)
        return refusedBy(opened.error());
    const auto host = scanner.host();
    const auto said = scanner.introduced();
    const bool confined = host && host->network != devices::message::NetworkGuard::None;
    QJsonObject result = toJson(*opened);
    result.insert(u"openMilliseconds"_s, milliseconds);
    result.insert(u"plugin"_s, u"%1 %2"_s.arg(host->name, host->version));
    result.insert(u"keptOffTheNetwork"_s, confined);
    result.insert(u"memoryLimit"_s, static_cast<qint64>(host->memoryLimit));
    if (!said)
        return negative(Error{devices::kCannotEnrol, ErrorKind::DeviceFault, {}}, result);
    result.insert(u"firmware"_s, hex(said->firmware));
    result.insert(u"configuration"_s, hex(said->configuration));
    return good(result, u"%1 %2 in %3: registered, attested, channel protected; open after %4 ms.\nPlug-in %5 %6, %7."_s
                            .arg(opened->model, opened->serial, opened->busPath)
                            .arg(milliseconds)
                            .arg(host->name, host->version,
                                confined ? u"kept off the network"_s : u"NOT kept off the network: guidance only"_s));
}

Outcome captureCamera(const Arguments& arguments, const DeviceAccess& access)
{
    const Result<CameraTrial> trial = cameraTried(arguments, access);
    if (!trial)
        return refusedBy(trial.error());
    const QDir folder(arguments.value(u"out"_s, u"."_s));
    static_cast<void>(QDir().mkpath(folder.path()));
    const QString path = folder.filePath(u"camera.png"_s);
    const Result<QByteArray> png = imaging::encodePng(trial->last);
    if (const Result<> saved = png ? save(path, *png) : Result<>(failure(png)); !saved)
        return failed(saved.error());
    Outcome told = trialTold(*trial);
    told.result.insert(u"file"_s, path);
    told.text += u"\nOne picture: %1"_s.arg(path);
    return told;
}

Outcome capture(const Arguments& arguments)
{
    if (!arguments.has(u"criteria"_s))
        return misused({kCriteriaNeeded, ErrorKind::OperatorCanFix, {}});
    const bool isCamera = arguments.has(u"camera"_s);
    const Result<DeviceAccess> access = deviceAccess(arguments, isCamera ? NoPlugin::AskServices : NoPlugin::Refuse);
    // A palm or a face belongs to a case, with consent and journal: here only a demo's may be looked at.
    if (access && access->criteria && !(kMayShowPalms && access->criteria->isDemo))
        return negative({kDemoOnly, ErrorKind::SecurityStop, QStringLiteral("criteria of a bank")});
    if (access && isCamera)
        return captureCamera(arguments, *access);
    const auto policy = access ? registeredPolicy(arguments, *access) : failure(access);
    if (!policy)
        return refusedBy(policy.error());
    const core::SystemClock clock;
    const std::unique_ptr<devices::PalmScanner> scanner = scannerOf(*policy, *access, clock);
    if (const auto opened = answered(scanner->open(kOpen)); !opened)
        return refusedBy(opened.error());
    arguments.report(u"Hold a palm above the scanner."_s);
    const auto captured = answered(scanner->capture({.pairs = 1}, 60s));
    if (!captured)
        return refusedBy(captured.error());
    const QDir folder(arguments.value(u"out"_s, u"."_s));
    static_cast<void>(QDir().mkpath(folder.path()));
    const devices::CapturedPair& pair = captured->pairs.constLast();
    for (const auto& [frame, name] :
        {std::pair(&pair.visible, u"visible.png"_s), {&pair.infrared, u"infrared.png"_s}}) {
        const Result<QByteArray> png = imaging::encodePng(*frame);
        const Result<> saved = png ? save(folder.filePath(name), *png) : Result<>(failure(png));
        if (!saved)
            return failed(saved.error());
    }
    if (const Result<> saved = save(folder.filePath(u"attestation.bin"_s), captured->proof); !saved)
        return failed(saved.error());
    return good({{u"folder"_s, folder.path()}, {u"serial"_s, captured->attestation.serial}},
        u"Two pictures and their attestation in %1"_s.arg(folder.path()));
}

} // namespace

QList<Command> deviceCommands()
{
    const QList<Option> shared = deviceOptions();
    const Option root{u"root"_s, u"FILE"_s, u"the vendor's root certificate, where the criteria have none"_s};
    const Option camera{
        u"camera"_s, u"PORT"_s, u"the camera that the criteria register in this port; needs no plug-in"_s};
    const Option out{u"out"_s, u"PATH"_s, u"where to write"_s};
    QList<Command> commands{{.name = u"device list"_s,
                                .operands = {},
                                .summary = u"What is plugged in, held against the criteria where they are given"_s,
                                .details = u"0: all of it may be used. 1: something may not, with the first reason."_s,
                                .options = shared + QList<Option>{{u"cameras"_s, {},
                                                        u"the cameras of this computer instead; needs no plug-in"_s}},
                                .run = list},
        {.name = u"device request"_s,
            .operands = {},
            .summary = u"Writes the entry by which two officers register a scanner or a camera"_s,
            .details =
                u"0: written. 1: the vendor does not vouch for this device, or something else plays the camera."_s,
            .options =
                shared +
                QList<Option>{root, out, {u"vendor"_s, u"ID"_s, u"of the criteria's list of vendors"_s},
                    {u"id"_s, u"ID"_s, u"its name in the criteria; palm-1, face-1 or document-1 without it"_s},
                    {u"camera"_s, u"PORT"_s, u"the camera in this port, as the list names it; needs no plug-in"_s},
                    {u"document"_s, {}, u"the camera reads identity cards; without it, faces"_s}},
            .run = request},
        {.name = u"device check"_s,
            .operands = {},
            .summary = u"Opens the registered scanner or camera and judges what it says and shows"_s,
            .details = u"0: in order. 1: refused, with the reason."_s,
            .options = shared + QList<Option>{root, camera},
            .run = check},
        {.name = u"device capture"_s,
            .operands = {},
            .summary = u"Captures one palm or picture of the demo for a look: it is written in clear"_s,
            .details = u"0: captured. 1: refused, or a hint to the person. Criteria of a bank are always refused."_s,
            .options = shared + QList<Option>{root, out, camera},
            .run = capture}};
    return commands + deviceConformanceCommands(shared + QList<Option>{root});
}

} // namespace tirkeu::ctl
