#include <devices/usbbus.h>

#include <QDir>
#include <QFile>
#include <QRegularExpression>

namespace tirkeu::devices {

namespace {
bool isPort(const QString& name)
{
    static const QRegularExpression port(QStringLiteral("^\\d+-\\d+(\\.\\d+)*$"));
    return port.match(name).hasMatch();
}

QString attribute(const QString& folder, const char* name)
{
    QFile file(folder + u'/' + QLatin1StringView(name));
    constexpr qint64 kMost = 256;
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.read(kMost)).trimmed() : QString();
}

/// A controller on the PCI bus, or one of the board's own. What USB/IP, gadget and platform drivers play is neither.
Origin originOf(const QString& canonical)
{
    static const QRegularExpression played(QStringLiteral("/(virtual|vhci_hcd|dummy_hcd|usbip)[./_\\w]*/"));
    static const QRegularExpression real(QStringLiteral("/devices/(pci[0-9a-f]|platform/.*(xhci|ehci|ohci|dwc|usb))"));
    return real.match(canonical).hasMatch() && !played.match(canonical).hasMatch() ? Origin::Hardware
                                                                                   : Origin::Emulated;
}
} // namespace

UsbBus::UsbBus(QString sysfs)
    : m_sysfs(std::move(sysfs))
{
}

QList<DeviceIdentity> UsbBus::devices() const
{
    QList<DeviceIdentity> found;
    const QDir bus(m_sysfs + QStringLiteral("/bus/usb/devices"));
    for (const QString& name : bus.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (const auto device = isPort(name) ? at(name) : std::nullopt)
            found.append(*device);
    }
    return found;
}

std::optional<DeviceIdentity> UsbBus::at(const QString& busPath) const
{
    const QString folder =
        isPort(busPath) ? QDir(m_sysfs + QStringLiteral("/bus/usb/devices/") + busPath).canonicalPath() : QString();
    const QString vendor = folder.isEmpty() ? QString() : attribute(folder, "idVendor");
    if (vendor.isEmpty())
        return std::nullopt;
    return DeviceIdentity{busPath, attribute(folder, "serial"), attribute(folder, "product"),
        vendor + u':' + attribute(folder, "idProduct"), originOf(folder)};
}

DeviceIdentity UsbBus::confirmed(DeviceIdentity identity) const
{
    if (!isPort(identity.busPath))
        return identity;
    const std::optional<DeviceIdentity> seen = at(identity.busPath);
    const bool same = seen && seen->serial == identity.serial && (identity.usb.isEmpty() || seen->usb == identity.usb);
    identity.origin = same ? seen->origin : Origin::Emulated;
    if (same)
        identity.usb = seen->usb; // what a plug-in leaves out the kernel knows
    return identity;
}

} // namespace tirkeu::devices
