#pragma once

#include <devices/camera.h>

#include <functional>
#include <memory>

namespace tirkeu::ctl {

/// A camera opened for a moment, and what it showed.
struct CameraTrial
{
    devices::CameraFormat format;
    devices::CameraHolds holds;
    std::chrono::milliseconds open{0};  ///< how long that took
    std::chrono::milliseconds first{0}; ///< until the first picture, from asking on
    devices::CameraCounts counts;
    imaging::Frame last;
};

using CameraMade = std::function<std::unique_ptr<devices::Camera>()>;
/// Opens the camera on a thread of its own and lets it go after a second's worth of pictures; waits for that.
[[nodiscard]] Result<CameraTrial> tried(const CameraMade& make);

} // namespace tirkeu::ctl
