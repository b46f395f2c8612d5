#pragma once

#include <QString>

namespace tirkeu::devices {

/// Whose word the place of a device is.
enum class Origin {
    Stated,   ///< the plug-in's alone
    Hardware, ///< the kernel's: on a USB controller of this machine
    Emulated, ///< the kernel's: no device, a driver that plays one
};

/// Who a device says it is, and where it is plugged in.
struct DeviceIdentity
{
    QString busPath; ///< the port: "1-1.4"
    QString serial;
    QString model;
    QString usb; ///< "vvvv:pppp", lower case; empty for another bus
    Origin origin = Origin::Stated;
    bool operator==(const DeviceIdentity&) const = default;
};

} // namespace tirkeu::devices
