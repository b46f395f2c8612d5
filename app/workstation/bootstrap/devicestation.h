#pragma once

#include "carestation.h"
#include "equipment/devicesource.h"
#include "loudnesspicture.h"
#include "registeredcameras.h"
#include "signin/staffsource.h"

#include <core/ports/auditsink.h>
#include <devices/camera.h>
#include <devices/camerabus.h>
#include <devices/microphone.h>
#include <devices/registeredscanner.h>

#include <QPromise>

namespace tirkeu::workstation {

/// The devices page's questions, answered by the registered scanner and the cameras of this machine.
class DeviceStation final : public DeviceSource
{
public:
    /// Cameras that no bus has: the demo's, by the name they have in the criteria.
    using CameraMaker = std::function<std::unique_ptr<devices::Camera>(const criteria::Camera& registered)>;
    /// The scanner, who may permit and the criteria outlive it.
    DeviceStation(devices::RegisteredScanner& scanner, StaffSource& staff, devices::CareStore& careStore,
        const core::Clock& clock, const criteria::Criteria& criteria, QString workstation,
        devices::CameraBus cameras = devices::CameraBus(), CameraMaker played = {});
    ~DeviceStation() override;
    /// Where cameras and a PIN that was asked again are written down; none: nothing keeps a journal here.
    void recordTo(core::AuditSink& audit)
    {
        m_audit = &audit;
        m_cameras.recordTo(audit);
    }
    /// What opens a camera of the bus; tests have none.
    using CameraOpener = std::function<std::unique_ptr<devices::Camera>(const devices::CameraFacts& facts)>;
    void openBy(CameraOpener opener) { m_opener = std::move(opener); }
    /// The microphone of this computer. It is held against no registry: a voice proves nothing here.
    struct Hearer
    {
        QString name; ///< as the system has it
        std::function<std::unique_ptr<devices::Microphone>()> make;
    };
    void hearBy(Hearer hearer) { m_hearer = std::move(hearer); }
    /// Who is signed in: a supervisor may say that a device is clean against the picture there is of it.
    void askWhoServes(std::function<std::optional<StaffMember>()> serving) { m_serving = std::move(serving); }

    /// Why a registered camera cannot be worked with: it is not there, or something else stands in its place.
    [[nodiscard]] std::optional<Error> missingCamera() const;

    [[nodiscard]] QList<ShownDevice> devices() const override;
    [[nodiscard]] QFuture<Result<>> show(const QString& id) override;
    void stop() override;
    [[nodiscard]] QFuture<Result<>> permitPort(const QString& id, core::SecureBytes pin, LastTry lastTry) override;
    [[nodiscard]] QStringList careDue() const override;
    [[nodiscard]] QFuture<Result<CareShown>> care(const QString& id, CareAsk ask) override;
    [[nodiscard]] QFuture<Result<>> rest() override;
    void wake() override;

private:
    using Promise = std::shared_ptr<QPromise<Result<>>>;
    /// What begins when the device that is shown or looked at has been let go, and what is said where it never does.
    struct Waiting
    {
        std::function<void()> begin;
        std::function<void()> drop;
    };
    [[nodiscard]] bool isAtWork() const { return m_showing || m_care.isLooking(); }
    void startOrWait(const Waiting& waiting);
    void startNext();
    void dropNext();
    static constexpr ErrorCode kPictureNotShown{"devices.picture-not-shown"};
    /// Another port for a device, as the supervisor may give it.
    struct Permission
    {
        QString name; ///< for the journal
        std::function<Result<>(const criteria::StaffMember& supervisor)> give;
    };
    [[nodiscard]] std::optional<Permission> permissionFor(const QString& id);
    [[nodiscard]] std::optional<Permission> cameraPermissionFor(const QString& id);
    void noteStepUp(const QString& name, const Result<>& permitted);
    [[nodiscard]] Result<> permit(const Permission& permission, const QString& supervisor);
    void begin(const QString& id, const Promise& promise);
    void end(const Result<>& result);
    [[nodiscard]] const devices::SeenScanner* scannerOf(const QString& id) const;
    [[nodiscard]] QList<ShownDevice> cameras() const;
    [[nodiscard]] const SeenCamera* seenCamera(const QString& id) const;
    [[nodiscard]] const criteria::Camera* playedCamera(const QString& id) const;
    [[nodiscard]] std::unique_ptr<devices::Camera> cameraOf(const QString& id) const;
    [[nodiscard]] QString careNameOf(const QString& id) const;
    [[nodiscard]] QString cameraCareNameOf(const QString& id) const;
    [[nodiscard]] QFuture<Result<CareShown>> beginCare(const QString& id, CareAsk ask);
    [[nodiscard]] QFuture<Result<CareShown>> lookAt(
        const QString& id, const QString& name, CareStation::Purpose purpose);
    [[nodiscard]] Result<> noteShownClean(const QString& id, const QString& name) const;
    void showCamera(const QString& id, std::unique_ptr<devices::Camera> camera);
    [[nodiscard]] QList<ShownDevice> microphones() const;
    [[nodiscard]] bool isMicrophone(const QString& id) const;
    void showMicrophone();

    devices::RegisteredScanner& m_scanner;
    StaffSource& m_staff;
    const criteria::Criteria& m_criteria;
    QString m_workstation;
    RegisteredCameras m_cameras;
    CameraMaker m_played;
    CameraOpener m_opener;
    QString m_shown;    ///< the scanner at its port whose pictures are under way
    QString m_pictured; ///< the device at its port whose picture was seen last
    CareStation m_care;
    core::AuditSink* m_audit = nullptr;
    std::function<std::optional<StaffMember>()> m_serving;
    std::unique_ptr<devices::Camera> m_camera; ///< whose pictures are shown
    std::optional<Hearer> m_hearer;
    std::unique_ptr<devices::Microphone> m_microphone; ///< whose loudness is shown
    LoudnessPicture m_loudness;
    Promise m_showing; ///< of the pictures under way
    std::optional<Waiting> m_next;
    bool m_asleep = false;
};

} // namespace tirkeu::workstation
