#include <devices/camerabus.h>
#include <devices/usbbus.h>

#include <QDir>
#include <QFile>
#include <QRegularExpression>

#include <array>

#include <fcntl.h>
#include <linux/videodev2.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace tirkeu::devices {

namespace {
template<std::size_t N>
QString textOf(const unsigned char (&field)[N])
{
    const char* text = reinterpret_cast<const char*>(field);
    return QString::fromUtf8(text, static_cast<qsizetype>(strnlen(text, N)));
}

std::optional<CameraDriver> askDriver(const QString& node)
{
    const int file = open(QFile::encodeName(node).constData(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
    if (file < 0)
        return std::nullopt;
    v4l2_capability said{};
    const bool answered = ioctl(file, VIDIOC_QUERYCAP, &said) == 0;
    close(file);
    if (!answered)
        return std::nullopt;
    const std::uint32_t own = said.capabilities & V4L2_CAP_DEVICE_CAPS ? said.device_caps : said.capabilities;
    return CameraDriver{textOf(said.driver), textOf(said.card), textOf(said.bus_info), own};
}

QString attribute(const QString& folder, const char* name)
{
    QFile file(folder + u'/' + QLatin1StringView(name));
    constexpr qint64 kMost = 256;
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.read(kMost)).trimmed() : QString();
}

/// The nearest folder upwards that has an entry of this name: the interface has a driver, the USB device a vendor.
QString folderWith(QString folder, QLatin1StringView entry)
{
    while (folder.count(u'/') > 2) {
        const QFileInfo found(folder + u'/' + entry);
        if (found.isSymLink() || found.exists())
            return folder;
        folder = folder.section(u'/', 0, -2);
    }
    return {};
}
} // namespace

QString nameOf(Substitution substitution)
{
    static constexpr std::array kNames{"none", "loopback", "test-driver", "network", "gadget", "not-usb",
        "other-driver", "bus-info-differs", "takes-pictures"};
    return QString::fromLatin1(kNames.at(static_cast<std::size_t>(substitution)));
}

Substitution substitutionOf(const CameraFacts& facts)
{
    const auto hangsUnder = [&](QStringView part) {
        return facts.sysfs.contains(part);
    };
    if (facts.said.driver.contains(u"loopback") || facts.said.busInfo.contains(u"v4l2loopback"))
        return Substitution::Loopback;
    if (facts.said.driver == u"vivid" || facts.said.driver == u"vimc" || facts.said.busInfo.contains(u"vivid"))
        return Substitution::TestDriver;
    if (hangsUnder(u"/vhci_hcd"))
        return Substitution::Network;
    // The numbers under which Linux plays USB devices; whoever puts a real camera's in their place is not told by them.
    if (hangsUnder(u"/dummy_hcd") || facts.usb.startsWith(u"1d6b:") || facts.usb.startsWith(u"0525:"))
        return Substitution::Gadget;
    // A USB bus under a real controller, the device under that.
    static const QRegularExpression port(QStringLiteral("/usb\\d+/.*\\d+-\\d+(\\.\\d+)*/"));
    if (!hangsAtController(facts.sysfs) || !port.match(facts.sysfs).hasMatch() || facts.busPath.isEmpty())
        return Substitution::NotUsb;
    if (facts.kernelDriver != u"uvcvideo" || facts.said.driver != u"uvcvideo")
        return Substitution::OtherDriver;
    // "usb-0000:00:14.0-1.4": the port after the controller is the one the kernel's tree names.
    const QString place = facts.busPath.section(u'-', 1);
    if (!facts.said.busInfo.startsWith(u"usb-") || !facts.said.busInfo.endsWith(u'-' + place))
        return Substitution::BusInfoDiffers;
    constexpr std::uint32_t kTakes = V4L2_CAP_VIDEO_OUTPUT | V4L2_CAP_VIDEO_OUTPUT_MPLANE | V4L2_CAP_VIDEO_M2M |
                                     V4L2_CAP_VIDEO_M2M_MPLANE | V4L2_CAP_VIDEO_OVERLAY;
    if ((facts.said.capabilities & kTakes) != 0)
        return Substitution::TakesPictures;
    return Substitution::None;
}

CameraBus::CameraBus(QString sysfs, Ask ask)
    : m_sysfs(std::move(sysfs))
    , m_ask(ask ? std::move(ask) : Ask(askDriver))
{
}

QStringList CameraBus::places() const
{
    const QDir list(m_sysfs + QStringLiteral("/class/video4linux"));
    QStringList places;
    for (const QString& name : list.entryList({QStringLiteral("video*")}, QDir::Dirs | QDir::NoDotAndDotDot))
        places.append(name + u' ' + QFileInfo(list.filePath(name)).symLinkTarget());
    return places;
}

CameraSight CameraBus::look() const
{
    CameraSight sight;
    sight.places = places();
    const QDir list(m_sysfs + QStringLiteral("/class/video4linux"));
    for (const QString& place : sight.places) {
        const QString name = place.section(u' ', 0, 0);
        CameraFacts facts;
        facts.node = QStringLiteral("/dev/") + name;
        facts.sysfs = QDir(list.filePath(name)).canonicalPath();
        const auto said = m_ask(facts.node);
        sight.isWhole = sight.isWhole && said.has_value();
        // A camera has a second node for metadata; it shows no pictures and is none.
        if (!said || (said->capabilities & (V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_VIDEO_CAPTURE_MPLANE)) == 0)
            continue;
        facts.said = *said;
        if (const QString bound = folderWith(facts.sysfs, QLatin1StringView("driver")); !bound.isEmpty())
            facts.kernelDriver = QFile::symLinkTarget(bound + QStringLiteral("/driver")).section(u'/', -1);
        if (const QString usb = folderWith(facts.sysfs, QLatin1StringView("idVendor")); !usb.isEmpty()) {
            facts.busPath = usb.section(u'/', -1);
            facts.usb = attribute(usb, "idVendor") + u':' + attribute(usb, "idProduct");
            facts.serial = attribute(usb, "serial");
            facts.model = attribute(usb, "product");
            facts.firmware = attribute(usb, "bcdDevice");
        }
        sight.cameras.append(facts);
    }
    return sight;
}

QString shownName(const CameraFacts& facts)
{
    const QString name = facts.model.isEmpty() ? facts.said.card : facts.model;
    return name.isEmpty() ? facts.node : name;
}

} // namespace tirkeu::devices
