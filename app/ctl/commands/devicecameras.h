#pragma once

#include "deviceaccess.h"

#include <devices/camerabus.h>

namespace tirkeu::ctl {

/// The cameras of this computer, held against the criteria where they are given.
[[nodiscard]] Outcome camerasTold(const devices::CameraSight& sight, const DeviceAccess& access);

/// What is asked of the entry that registers a camera.
struct CameraWish
{
    QString port; ///< of the bus: "1-1.4"; empty: the only camera there is
    criteria::Camera::Use use = criteria::Camera::Use::Face;
    QString id;
    QString workstation;
};
/// The entry of the criteria's list "cameras", for two officers to read and sign; never for what only plays a camera.
[[nodiscard]] Result<QJsonObject> cameraEntry(const QList<devices::CameraFacts>& attached, const CameraWish& wish);

} // namespace tirkeu::ctl
