#include "deviceaccess.h"

#include <criteria/signedcriteria.h>
#include <devices/devicewatch.h>
#include <devices/usbbus.h>

#include <QCoreApplication>
#include <QPromise>
#include <QThread>

#include <utility>

namespace tirkeu::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr ErrorCode kPluginNeeded{"ctl.device-plugin-needed"};
constexpr ErrorCode kNotThere{"ctl.device-not-there"};
} // namespace

QList<Option> deviceOptions()
{
    return {{u"plugin"_s, u"FILE"_s, u"the vendor's shared library"_s},
        {u"criteria"_s, u"FILE"_s, u"the bank's criteria, draft or signed"_s},
        {u"workstation"_s, u"ID"_s, u"whose devices; the first of the criteria without it"_s},
        {u"serial"_s, u"TEXT"_s, u"which device, where there are several"_s},
        {u"host"_s, u"FILE"_s, u"tirkeu-device-host, if not beside this program"_s},
        {u"folder"_s, u"PATH"_s, u"the one folder of its own that the plug-in may read"_s},
        {u"env"_s, u"NAME=VALUE"_s, u"what the plug-in finds in its environment; may be repeated"_s}};
}

Result<DeviceAccess> deviceAccess(const Arguments& arguments)
{
    DeviceAccess access;
    access.host.plugin = arguments.value(u"plugin"_s);
    if (access.host.plugin.isEmpty())
        return failure(kPluginNeeded, ErrorKind::OperatorCanFix);
    access.host.program = arguments.value(u"host"_s, QCoreApplication::applicationDirPath() + u"/tirkeu-device-host"_s);
    access.host.folder = arguments.value(u"folder"_s);
    for (const QString& entry : arguments.options.value(u"env"_s))
        access.host.environment.insert(entry.section(u'=', 0, 0), entry.section(u'=', 1));
    if (!arguments.has(u"criteria"_s))
        return access;
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
    return access;
}

Result<QList<devices::DeviceIdentity>> attachedDevices(const DeviceAccess& access)
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
    auto* watch = new devices::DeviceWatch(access.host);
    watch->moveToThread(&thread);
    QObject::connect(&thread, &QThread::started, watch, &devices::DeviceWatch::start);
    QObject::connect(&thread, &QThread::finished, watch, &QObject::deleteLater);
    QObject::connect(watch, &devices::DeviceWatch::looked, watch, [watch, answer] { answer(watch->attached()); });
    QObject::connect(
        watch, &devices::DeviceWatch::failed, watch, [answer](const Error& why) { answer(tl::make_unexpected(why)); });
    thread.start();
    future.waitForFinished();
    thread.quit();
    thread.wait();
    Seen seen = future.result();
    if (seen) {
        for (devices::DeviceIdentity& device : *seen)
            device = devices::UsbBus().confirmed(device);
    }
    return seen;
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
