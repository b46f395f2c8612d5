#pragma once

#include <QString>

namespace tirkeu::devices {

/// Who a device says it is, and where it is plugged in.
struct DeviceIdentity
{
    QString busPath; ///< the port: "1-1.4"
    QString serial;
    QString model;
    QString usb; ///< "vvvv:pppp", lower case; empty for another bus
    bool operator==(const DeviceIdentity&) const = default;
};

} // namespace tirkeu::devices
