#include "deviceaccess.h"

#include <criteria/signedcriteria.h>
#include <devices/devicewatch.h>
#include <devices/registry.h>
#include <devices/sbiwatch.h>
#include <devices/usbbus.h>

#include <QCoreApplication>
#include <QPromise>
#include <QThread>

#include <algorithm>
#include <utility>

namespace tirkeu::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr ErrorCode kPluginNeeded{"ctl.device-plugin-needed"};
constexpr ErrorCode kNotThere{"ctl.device-not-there"};

/// Runs an object's own signals on a thread until it has answered.
template<typename Watch>
Result<QList<devices::DeviceIdentity>> lookedBy(Watch* watch,
    const std::function<void(Watch&, const std::function<void(const Result<QList<devices::DeviceIdentity>>&)>&)>&
        follow)
{
    using Seen = Result<QList<devices::DeviceIdentity>>;
    QPromise<Seen> promise;
    promise.start();
    QFuture<Seen> future = promise.future();
    const auto answer = [&promise, isAnswered = std::make_shared<bool>(false)](const Seen& seen) {
        if (std::exchange(*isAnswered, true))
            return;
        promise.addResult(seen);
        promise.finish();
    };
    QThread thread;
    watch->moveToThread(&thread);
    QObject::connect(&thread, &QThread::started, watch, &Watch::start);
    QObject::connect(&thread, &QThread::finished, watch, &QObject::deleteLater);
    follow(*watch, answer);
    thread.start();
    future.waitForFinished();
    thread.quit();
    thread.wait();
    return future.result();
}

bool registersServed(const DeviceAccess& access)
{
    const QList<criteria::Scanner> scanners = access.criteria->scannersOf(access.workstation);
    return std::any_of(scanners.cbegin(), scanners.cend(), devices::isServed);
}
} // namespace

QList<Option> deviceOptions()
{
    return {{u"plugin"_s, u"FILE"_s, u"the vendor's shared library"_s},
        {u"criteria"_s, u"FILE"_s, u"the bank's criteria, draft or signed"_s},
        {u"workstation"_s, u"ID"_s, u"whose devices; the first of the criteria without it"_s},
        {u"serial"_s, u"TEXT"_s, u"which device, where there are several"_s},
        {u"host"_s, u"FILE"_s, u"tirkeu-device-host, if not beside this program"_s},
        {u"folder"_s, u"PATH"_s, u"the one folder of its own that the plug-in may read"_s},
        {u"port"_s, u"NUMBER"_s, u"where a device service answers; 4501 to 4510 without it; may be repeated"_s},
        {u"env"_s, u"NAME=VALUE"_s, u"what the plug-in finds in its environment; may be repeated"_s}};
}

Result<DeviceAccess> deviceAccess(const Arguments& arguments, NoPlugin noPlugin)
{
    DeviceAccess access;
    access.host.plugin = arguments.value(u"plugin"_s);
    const auto needed = [&access, noPlugin]() -> Result<DeviceAccess> {
        access.looksForServices =
            access.looksForServices || (noPlugin == NoPlugin::AskServices && access.host.plugin.isEmpty());
        if (access.host.plugin.isEmpty() && !access.looksForServices)
            return failure(kPluginNeeded, ErrorKind::OperatorCanFix);
        return access;
    };
    for (const QString& port : arguments.options.value(u"port"_s))
        access.ports.append(port.toUShort()); // 0, where nobody answers, for what is no number
    if (access.ports.isEmpty())
        access.ports = devices::SbiSetup::usualPorts();
    access.host.program = arguments.value(u"host"_s, QCoreApplication::applicationDirPath() + u"/tirkeu-device-host"_s);
    access.host.folder = arguments.value(u"folder"_s);
    for (const QString& entry : arguments.options.value(u"env"_s))
        access.host.environment.insert(entry.section(u'=', 0, 0), entry.section(u'=', 1));
    if (!arguments.has(u"criteria"_s))
        return needed();
    Result<QByteArray> bytes = arguments.read(arguments.value(u"criteria"_s));
    if (bytes && !bytes->trimmed().startsWith('{'))
        bytes = criteria::criteriaContent(*bytes);
    if (!bytes)
        return failure(bytes);
    const Result<criteria::Criteria> criteria = criteria::readCriteria(*bytes);
    if (!criteria)
        return failure(criteria);
    access.criteria = *criteria;
    access.workstation =
        arguments.value(u"workstation"_s, criteria->workstations.isEmpty() ? QString() : criteria->workstations[0].id);
    access.looksForServices = registersServed(access);
    return needed();
}

Outcome withoutAccess(const Error& error)
{
    return error.code == kPluginNeeded ? misused(error) : failed(error);
}

Result<DeviceAccess> pluginAccess(const Arguments& arguments)
{
    Result<DeviceAccess> access = deviceAccess(arguments);
    if (access && access->host.plugin.isEmpty())
        return failure(kPluginNeeded, ErrorKind::OperatorCanFix);
    return access;
}

Result<QList<devices::DeviceIdentity>> attachedDevices(const DeviceAccess& access)
{
    using Seen = Result<QList<devices::DeviceIdentity>>;
    using Answer = std::function<void(const Seen&)>;
    QList<devices::DeviceIdentity> all;
    if (!access.host.plugin.isEmpty()) {
        using devices::DeviceWatch;
        const Seen seen =
            lookedBy<DeviceWatch>(new DeviceWatch(access.host), [](DeviceWatch& watch, const Answer& answer) {
                QObject::connect(&watch, &DeviceWatch::looked, &watch, [&watch, answer] { answer(watch.attached()); });
                QObject::connect(&watch, &DeviceWatch::failed, &watch,
                    [answer](const Error& why) { answer(tl::make_unexpected(why)); });
            });
        if (!seen)
            return failure(seen);
        for (const devices::DeviceIdentity& device : *seen)
            all.append(devices::UsbBus().confirmed(device));
    }
    if (access.looksForServices) {
        using devices::SbiWatch;
        const QList<criteria::Scanner> registered =
            access.criteria ? access.criteria->scannersOf(access.workstation) : QList<criteria::Scanner>();
        const Seen seen =
            lookedBy<SbiWatch>(new SbiWatch(access.ports), [&registered](SbiWatch& watch, const Answer& answer) {
                QObject::connect(&watch, &SbiWatch::looked, &watch,
                    [&watch, &registered, answer] { answer(devices::identitiesOf(watch.found(), registered)); });
            });
        all += *seen;
    }
    return all;
}

Result<devices::DeviceIdentity> chosenDevice(const Arguments& arguments, const QList<devices::DeviceIdentity>& attached)
{
    const QString serial = arguments.value(u"serial"_s);
    QList<devices::DeviceIdentity> fitting;
    for (const devices::DeviceIdentity& device : attached) {
        if (serial.isEmpty() || device.serial == serial)
            fitting.append(device);
    }
    if (fitting.size() != 1)
        return failure(kNotThere, ErrorKind::OperatorCanFix, {}, {QString::number(fitting.size())});
    return fitting.first();
}

} // namespace tirkeu::ctl
