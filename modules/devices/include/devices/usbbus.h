#pragma once

#include <devices/identity.h>

#include <QList>

#include <optional>

namespace tirkeu::devices {

/// What the kernel says about the USB ports of this machine: not the plug-in, not the device. Reads sysfs at each call.
class UsbBus
{
public:
    explicit UsbBus(QString sysfs = QStringLiteral("/sys"));

    [[nodiscard]] QList<DeviceIdentity> devices() const;
    [[nodiscard]] std::optional<DeviceIdentity> at(const QString& busPath) const;
    /// The identity with the kernel's word on its place: `Hardware` where port and serial are as said, `Emulated` where
    /// they are not or the port is no port. Other buses stay `Stated`.
    [[nodiscard]] DeviceIdentity confirmed(DeviceIdentity identity) const;

private:
    QString m_sysfs;
};

/// Whether a device of the kernel's tree hangs at a USB controller of this machine: one on the PCI bus or of the board,
/// at a path that such controllers have. What USB/IP, gadget and other drivers play is none.
[[nodiscard]] bool hangsAtController(const QString& canonical);

} // namespace tirkeu::devices
