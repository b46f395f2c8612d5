#pragma once

#include "devicesettings.h"
#include "devicestation.h"
#include "filecarestore.h"
#include "workplace.h"
#include "workstationkey.h"

#include <QDir>

namespace tirkeu::workstation {

/// A bank's workstation as its IT installed it, in the program's folder of data: `trust/` and `officers/` (certificates
/// handed over at the installation), `criteria/`, `workstation.pem`, `devices.json`, and `workstation.key` where the
/// key does not lie in the machine's TPM. It has the criteria in force and the devices they register: the scanner
/// behind its vendor's plug-in or a device service, the cameras of this machine's bus, each held against its entry. The
/// staff's vault is not among it yet: nobody signs in.
class BankWorkplace final : public Workplace
{
public:
    /// Where devices are looked for.
    struct Machine
    {
        devices::CameraBus cameras = devices::CameraBus();
        QString sysfs = QStringLiteral("/sys");
        QString tpm = {}; ///< its address, or "machine"; empty: none is looked for
        QList<quint16> servicePorts = devices::SbiSetup::usualPorts();
        DeviceStation::CameraOpener openCamera = {}; ///< none: by its lasting name
        std::function<std::unique_ptr<devices::Microphone>(const QString& name)> openMicrophone = {}; ///< none: by ALSA
    };
    BankWorkplace(const QDir& data, const core::Clock& clock, const Machine& machine);
    BankWorkplace(const QDir& data, const core::Clock& clock)
        : BankWorkplace(data, clock, Machine{})
    {
    }

    [[nodiscard]] const Result<criteria::SignedCriteria>& inForce() const override { return m_inForce; }
    [[nodiscard]] std::optional<Error> criteriaFault() const override { return m_criteriaFault; }
    [[nodiscard]] bool isMended() const override;
    [[nodiscard]] Place place() const override;
    [[nodiscard]] QString clientDisplay() const override;
    [[nodiscard]] core::Signer* workstationKey() override { return m_key ? &m_key->signer() : nullptr; }
    [[nodiscard]] DeviceSource* devices() override { return m_station.get(); }
    [[nodiscard]] std::optional<DeviceFinding> deviceFinding() const override;
    void follow(ShellController& shell, SignInController& signIn) override;
    void windowStands() override;

private:
    [[nodiscard]] Result<criteria::SignedCriteria> readCriteria(std::optional<Error>& fault) const;
    [[nodiscard]] Result<pki::Certificate> certificate() const;
    [[nodiscard]] std::optional<WorkstationKey> readKey(const QString& tpm) const;
    [[nodiscard]] const criteria::Workstation* workstation() const; ///< none where the criteria do not know it
    /// Why not every device can be looked for, as the files stand now.
    [[nodiscard]] std::optional<Error> deviceFault() const;
    [[nodiscard]] Result<DeviceSettings> deviceSettings() const;
    void openDevices(const Machine& machine);

    const QDir m_data;
    const core::Clock& m_clock;
    const std::optional<WorkstationKey> m_key;
    std::optional<Error> m_criteriaFault;
    Result<criteria::SignedCriteria> m_inForce;
    std::optional<Error> m_notOpened; ///< why no device is looked for at all
    FileCareStore m_careStore;
    std::unique_ptr<devices::RegisteredScanner> m_scanner;
    std::unique_ptr<DeviceStation> m_station;
};

} // namespace tirkeu::workstation
