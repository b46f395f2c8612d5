#pragma once

#include "equipment/devicesource.h"
#include "signin/staffsource.h"

#include <devices/camerabus.h>
#include <devices/registeredscanner.h>

#include <QPromise>

namespace tirkeu::workstation {

/// The devices page's questions, answered by the registered scanner and the cameras of this machine.
class DeviceStation final : public DeviceSource
{
public:
    /// The scanner, who may permit and the criteria outlive it.
    DeviceStation(devices::RegisteredScanner& scanner, StaffSource& staff, const criteria::Criteria& criteria,
        QString workstation, devices::CameraBus cameras = devices::CameraBus());
    ~DeviceStation() override;

    [[nodiscard]] QList<ShownDevice> devices() const override;
    [[nodiscard]] QFuture<Result<>> show(const QString& id) override;
    void stop() override;
    [[nodiscard]] QFuture<Result<>> permitPort(const QString& id, core::SecureBytes pin) override;

private:
    using Promise = std::shared_ptr<QPromise<Result<>>>;
    struct Asked
    {
        QString id;
        Promise promise;
    };
    void begin(const Asked& asked);
    void end(const Result<>& result);
    [[nodiscard]] const devices::SeenScanner* scannerOf(const QString& id) const;
    [[nodiscard]] QList<ShownDevice> cameras() const;

    devices::RegisteredScanner& m_scanner;
    StaffSource& m_staff;
    const criteria::Criteria& m_criteria;
    QString m_workstation;
    devices::CameraBus m_cameras;
    Promise m_showing;           ///< of the pictures under way
    std::optional<Asked> m_next; ///< begins when those have ended
};

} // namespace tirkeu::workstation
