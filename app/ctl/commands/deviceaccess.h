#pragma once

#include "../command.h"

#include <criteria/criteria.h>
#include <devices/pluginscanner.h>
#include <devices/sbiscanner.h>

namespace tirkeu::ctl {

/// What the device commands share: the plug-in, the criteria, the registered scanner, each from its option.
struct DeviceAccess
{
    devices::PluginHost host;
    std::optional<criteria::Criteria> criteria = {}; ///< signatures are not judged here
    QString workstation = {};
    QList<quint16> ports = {};     ///< of device services
    bool looksForServices = false; ///< where the criteria register a served scanner
};

[[nodiscard]] QList<Option> deviceOptions();
enum class NoPlugin {
    Refuse, ///< unless the criteria register a served scanner
    AskServices,
};
[[nodiscard]] Result<DeviceAccess> deviceAccess(const Arguments& arguments, NoPlugin noPlugin = NoPlugin::Refuse);
/// Of a command that works on a plug-in alone.
[[nodiscard]] Result<DeviceAccess> pluginAccess(const Arguments& arguments);
/// How a command ends that has no access: where no plug-in was named, it was used wrongly.
[[nodiscard]] Outcome withoutAccess(const Error& error);
/// What plug-in and device services see now, the kernel's word added.
[[nodiscard]] Result<QList<devices::DeviceIdentity>> attachedDevices(const DeviceAccess& access);
/// The one the options name by --serial, or the only one there is.
[[nodiscard]] Result<devices::DeviceIdentity> chosenDevice(
    const Arguments& arguments, const QList<devices::DeviceIdentity>& attached);

/// Waits for an answer; these commands have nothing else to do.
template<typename T>
[[nodiscard]] Result<T> answered(QFuture<Result<T>> future)
{
    future.waitForFinished();
    return future.result();
}

} // namespace tirkeu::ctl
