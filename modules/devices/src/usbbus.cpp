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

} // namespace

bool hangsAtController(const QString& canonical)
{
    // Controllers on the PCI bus, which may itself stand on the board or behind another controller.
    static const QString kPci =
        QStringLiteral("(platform/([\\w.@:-]+/)*[0-9a-f]{6,}\\.pcie/)?pci[0-9a-f]{4,5}:[0-9a-f]{2}"
                       "(/(pci[0-9a-f]{4,5}:[0-9a-f]{2}|[0-9a-f]{4,5}:[0-9a-f]{2}:[0-9a-f]{2}\\.\\d))+");
    // Of the board, by its address or its ACPI name: "fe980000.usb", "PNP0D10:00".
    static const QString kBoard =
        QStringLiteral("platform/([\\w.@:-]+/)*([0-9a-f]{6,}\\.(usb|dwc3|[xeou]hci)|PNP0D[12]\\d:[0-9a-f]{2})");
    static const QString kDrivers = QStringLiteral("(/([xeou]hci[_-]hcd|dwc[23])\\.\\d+(\\.auto)?)*");
    static const QRegularExpression real(QStringLiteral("/devices/(%1|%2)%3/usb\\d+/").arg(kPci, kBoard, kDrivers));
    static const QRegularExpression played(QStringLiteral("/(virtual|vhci_hcd|dummy_hcd|usbip)[./_\\w]*/"));
    return real.match(canonical + u'/').hasMatch() && !played.match(canonical).hasMatch();
}

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
        vendor + u':' + attribute(folder, "idProduct"),
        hangsAtController(folder) ? Origin::Hardware : Origin::Emulated};
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
