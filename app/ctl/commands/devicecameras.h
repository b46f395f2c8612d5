#pragma once

#include "deviceaccess.h"
#include "devicecameratrial.h"

#include <devices/camerabus.h>

namespace tirkeu::ctl {

/// The cameras of this computer, held against the criteria where they are given.
[[nodiscard]] Outcome camerasTold(const devices::CameraSight& sight, const DeviceAccess& access);

/// What opens a camera of the bus, and one that the demo plays; the second may be none.
struct CameraMakers
{
    std::function<std::unique_ptr<devices::Camera>(const devices::CameraFacts&)> attached;
    CameraMade played = {};
};
/// The registered camera in this port (empty: the only one), opened and looked through for a moment; refused where the
/// criteria do not have it so.
[[nodiscard]] Result<CameraTrial> triedRegistered(
    const devices::CameraSight& sight, const DeviceAccess& access, const QString& port, const CameraMakers& makers);
[[nodiscard]] Outcome trialTold(const CameraTrial& trial);

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
