#include "deviceshown.h"

namespace tirkeu::workstation {

DeviceState stateOf(devices::Standing standing)
{
    switch (standing) {
    case devices::Standing::Registered:
        return DeviceState::Ready;
    case devices::Standing::Moved:
        return DeviceState::OtherPort;
    case devices::Standing::Absent:
        return DeviceState::NotThere;
    default:
        return DeviceState::Refused;
    }
}

QImage imageOf(const imaging::Frame& frame)
{
    if (frame.isEmpty() || frame.format() == imaging::PixelFormat::Grey16)
        return {};
    const bool isGrey = frame.format() == imaging::PixelFormat::Grey8;
    const int line = frame.width() * imaging::bytesPerPixel(frame.format());
    return QImage(
        frame.row(0), frame.width(), frame.height(), line, isGrey ? QImage::Format_Grayscale8 : QImage::Format_BGR888)
        .copy();
}

} // namespace tirkeu::workstation
