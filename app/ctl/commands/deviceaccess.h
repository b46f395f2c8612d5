#pragma once

#include "../command.h"

#include <criteria/criteria.h>
#include <devices/pluginscanner.h>

namespace tirkeu::ctl {

/// What the device commands share: the plug-in, the criteria, the registered scanner, each from its option.
struct DeviceAccess
{
    devices::PluginHost host;
    std::optional<criteria::Criteria> criteria = {}; ///< signatures are not judged here
    QString workstation = {};
};

[[nodiscard]] QList<Option> deviceOptions();
[[nodiscard]] Result<DeviceAccess> deviceAccess(const Arguments& arguments);
/// What the plug-in sees now, the kernel's word added.
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
