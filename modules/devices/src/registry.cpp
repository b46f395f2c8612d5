#include <devices/registry.h>

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace tirkeu::devices {

namespace {
constexpr ErrorCode kUnknown{"devices.registry-unknown"};
constexpr ErrorCode kReplaced{"devices.registry-replaced"};
constexpr ErrorCode kVirtual{"devices.registry-virtual"};
constexpr ErrorCode kModelDiffers{"devices.registry-model-differs"};
constexpr ErrorCode kUsbDiffers{"devices.registry-usb-differs"};
constexpr ErrorCode kMoved{"devices.registry-moved"};
constexpr ErrorCode kSerialTwice{"devices.registry-serial-twice"};
constexpr ErrorCode kAbsent{"devices.registry-absent"};
constexpr ErrorCode kPermissionRefused{"devices.permission-refused"};

Judgement refused(Standing standing, ErrorCode code, ErrorKind kind, const QStringList& values,
    std::optional<criteria::Scanner> scanner = {})
{
    return {standing, std::move(scanner), Error{code, kind, nameOf(standing), values}};
}

/// A USB port is one only where the kernel says so; UsbBus::confirmed asks it.
bool isVirtual(const DeviceIdentity& device)
{
    static const QRegularExpression port(QStringLiteral("^\\d+-\\d"));
    return device.origin == Origin::Emulated || device.busPath.startsWith(u"virtual:") ||
           (device.origin == Origin::Stated && port.match(device.busPath).hasMatch());
}

QString shownUsb(const QString& usb)
{
    return usb.isEmpty() ? QStringLiteral("–") : usb;
}
} // namespace

bool isServed(const criteria::Scanner& scanner)
{
    return scanner.busPath == kServedPath;
}

QString nameOf(Standing standing)
{
    static constexpr std::array kNames{
        "registered", "moved", "absent", "unknown", "replaced", "model-differs", "serial-twice", "virtual"};
    return QString::fromLatin1(kNames.at(static_cast<std::size_t>(standing)));
}

Result<> PortMoves::check(Standing standing, PictureTest test, const criteria::StaffMember& supervisor)
{
    if (standing == Standing::Registered)
        return {};
    if (standing != Standing::Moved || test != PictureTest::Passed ||
        supervisor.role != identity::StaffRole::Supervisor)
        return failure(kPermissionRefused, ErrorKind::OperatorCanFix, nameOf(standing));
    return {};
}

Result<> PortMoves::permit(
    const Move& move, Standing standing, PictureTest test, const criteria::StaffMember& supervisor)
{
    if (const Result<> good = check(standing, test, supervisor); !good)
        return good;
    m_ports.insert(move.device, move.port);
    return {};
}

QString PortMoves::portOf(const QString& device, const QString& registered) const
{
    return m_ports.value(device, registered);
}

Registry::Registry(const criteria::Criteria& criteria, const QString& workstation)
    : m_scanners(criteria.scannersOf(workstation))
    , m_isDemo(criteria.isDemo)
{
}

Judgement Registry::judge(const DeviceIdentity& device, const QList<DeviceIdentity>& attached) const
{
    const bool isDemoDevice = m_isDemo && device.origin == Origin::Stated && device.busPath.startsWith(u"virtual:");
    if (isVirtual(device) && !isDemoDevice)
        return refused(Standing::Virtual, kVirtual, ErrorKind::SecurityStop, {device.model});
    const auto sameSerial = [&](const auto& other) {
        return other.serial == device.serial;
    };
    const auto known = std::find_if(m_scanners.cbegin(), m_scanners.cend(), sameSerial);
    if (device.serial.isEmpty() || known == m_scanners.cend()) {
        const auto inPlace = std::find_if(m_scanners.cbegin(), m_scanners.cend(),
            [&](const criteria::Scanner& scanner) { return scanner.busPath == device.busPath; });
        if (inPlace != m_scanners.cend())
            return refused(
                Standing::Replaced, kReplaced, ErrorKind::SecurityStop, {device.serial, inPlace->serial}, *inPlace);
        return refused(Standing::Unknown, kUnknown, ErrorKind::SecurityStop, {device.serial});
    }
    if (std::count_if(attached.cbegin(), attached.cend(), sameSerial) > 1)
        return refused(Standing::SerialTwice, kSerialTwice, ErrorKind::SecurityStop, {device.serial}, *known);
    if (device.model != known->model)
        return refused(
            Standing::ModelDiffers, kModelDiffers, ErrorKind::SecurityStop, {device.model, known->model}, *known);
    // The kernel's word of a USB device; whose place nobody but the plug-in vouches for has none to hold it against.
    if (device.usb != known->usb && (device.origin == Origin::Hardware || !known->usb.isEmpty()))
        return refused(Standing::ModelDiffers, kUsbDiffers, ErrorKind::SecurityStop,
            {shownUsb(device.usb), shownUsb(known->usb)}, *known);
    if (asPermitted(*known).busPath != device.busPath)
        return refused(Standing::Moved, kMoved, ErrorKind::OperatorCanFix, {device.busPath, known->busPath}, *known);
    return {Standing::Registered, asPermitted(*known), {}};
}

QList<Judgement> Registry::missing(const QList<DeviceIdentity>& attached) const
{
    QList<Judgement> all;
    for (const criteria::Scanner& scanner : m_scanners) {
        const bool there = std::any_of(attached.cbegin(), attached.cend(),
            [&](const DeviceIdentity& device) { return device.serial == scanner.serial; });
        if (!there)
            all.append(refused(
                Standing::Absent, kAbsent, ErrorKind::OperatorCanFix, {scanner.serial, scanner.busPath}, scanner));
    }
    return all;
}

Result<> Registry::checkMove(
    const DeviceIdentity& device, PictureTest test, const criteria::StaffMember& supervisor) const
{
    return PortMoves::check(judge(device, {device}).standing, test, supervisor);
}

Result<> Registry::permitMove(const DeviceIdentity& device, PictureTest test, const criteria::StaffMember& supervisor)
{
    return m_moves.permit({device.serial, device.busPath}, judge(device, {device}).standing, test, supervisor);
}

criteria::Scanner Registry::asPermitted(criteria::Scanner scanner) const
{
    scanner.busPath = m_moves.portOf(scanner.serial, scanner.busPath);
    return scanner;
}

} // namespace tirkeu::devices
