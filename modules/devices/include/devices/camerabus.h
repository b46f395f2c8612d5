#pragma once

#include <core/result.h>

#include <QList>
#include <QStringList>

#include <cstdint>
#include <functional>
#include <optional>

namespace tirkeu::devices {

inline constexpr ErrorCode kCameraAbsent{"devices.camera-absent"};
inline constexpr ErrorCode kCameraClosed{"devices.camera-closed"}; ///< one is there that could not be asked

/// What a driver says of itself when asked (VIDIOC_QUERYCAP).
struct CameraDriver
{
    QString driver;  ///< "uvcvideo"
    QString card;    ///< whatever its maker, or a user, called it
    QString busInfo; ///< "usb-0000:00:14.0-4"
    std::uint32_t capabilities = 0;
};

/// A video device: what the kernel's tree says of it, what its driver says, and the USB device it belongs to.
struct CameraFacts
{
    QString node;         ///< "/dev/video0"; counts up as devices come, so nothing is remembered by it
    QString sysfs;        ///< where it truly hangs: "/sys/devices/pci0000:00/…"
    QString kernelDriver; ///< the driver bound to it in sysfs
    CameraDriver said;
    QString busPath; ///< of the USB device: "1-1.4"
    QString usb;     ///< "vvvv:pppp"
    QString serial;
    QString model;
    QString firmware = {}; ///< the release it tells USB: "0107"
};

/// How a camera can be something else than it seems (BIO-7).
enum class Substitution {
    None,
    Loopback,       ///< v4l2loopback: another program paints the pictures
    TestDriver,     ///< vivid and its like
    Network,        ///< USB/IP: the camera is elsewhere
    Gadget,         ///< this computer plays a USB camera, or another one that goes by the kernel's own numbers
    NotUsb,         ///< on no USB port: platform or virtual
    OtherDriver,    ///< another driver than the one for USB cameras
    BusInfoDiffers, ///< driver and kernel do not agree where it is
    TakesPictures,  ///< pictures can be put into it
};
[[nodiscard]] QString nameOf(Substitution substitution); ///< "loopback", for reports
[[nodiscard]] Substitution substitutionOf(const CameraFacts& facts);

struct CameraSight
{
    QList<CameraFacts> cameras; ///< one for each node that can capture
    bool isWhole = true;        ///< every node there is said what it is
    QStringList places;         ///< what this look went over, as CameraBus::places() says it
};

/// The cameras of this machine. A person with the administrator's rights can make a kernel lie; a random command to the
/// client, not this, answers that.
class CameraBus
{
public:
    using Ask = std::function<std::optional<CameraDriver>(const QString& node)>;

    /// `ask` stands in for the drivers in tests; without it they are asked.
    explicit CameraBus(QString sysfs = QStringLiteral("/sys"), Ask ask = {});
    /// What the kernel lists and where each hangs; asks no driver, and so costs next to nothing.
    [[nodiscard]] QStringList places() const;
    [[nodiscard]] CameraSight look() const;
    [[nodiscard]] QList<CameraFacts> cameras() const { return look().cameras; }

private:
    QString m_sysfs;
    Ask m_ask;
};

[[nodiscard]] QString shownName(const CameraFacts& facts); ///< as a person would call it

} // namespace tirkeu::devices
