#pragma once

#include "devicesettings.h"
#include "devicestation.h"
#include "filecarestore.h"
#include "vaultkeeping.h"
#include "viewedpictures.h"
#include "workplace.h"

#include <token/cryptokimodule.h>

#include <QDir>

namespace tirkeu::workstation {

/// A bank's workstation as its IT installed it, in the program's folder of data: `trust/` and `officers/` (certificates
/// handed over at the installation), `criteria/`, `workstation.pem`, `devices.json`, `workstation.key` where the key
/// does not lie in the machine's TPM, and `vault/` as `tirkeuctl vault init` made it. It has the criteria in force; the
/// devices they register: the scanner behind its vendor's plug-in or a device service, the cameras of this machine's
/// bus, each held against its entry; and the staff they name, who sign in with their own tokens, which open the vault.
/// Clients are not served from here yet: there is no line to the bank.
class BankWorkplace final : public Workplace
{
public:
    /// Where devices are looked for.
    struct Machine
    {
        devices::CameraBus cameras = devices::CameraBus();
        QString sysfs = QStringLiteral("/sys");
        QString tpm = {}; ///< its address, or "machine"; empty: none is looked for
        /// The PKCS#11 module's file, as it is named now; empty: nobody named one.
        std::function<QString()> tokenModule = {};
        QList<quint16> servicePorts = devices::SbiSetup::usualPorts();
        DeviceStation::CameraOpener openCamera = {}; ///< none: by its lasting name
        std::function<std::unique_ptr<devices::Microphone>(const QString& name)> openMicrophone = {}; ///< none: by ALSA
    };
    BankWorkplace(const QDir& data, const core::Clock& clock, const Machine& machine);
    BankWorkplace(const QDir& data, const core::Clock& clock)
        : BankWorkplace(data, clock, Machine{})
    {
    }

    [[nodiscard]] const Result<criteria::SignedCriteria>& inForce() const override { return m_criteria.inForce; }
    [[nodiscard]] std::optional<Error> criteriaFault() const override { return m_criteria.fault; }
    [[nodiscard]] bool isMended() const override;
    [[nodiscard]] Place place() const override;
    [[nodiscard]] QString clientDisplay() const override;
    [[nodiscard]] StaffSource& staff() override { return m_staff ? *m_staff : Workplace::staff(); }
    [[nodiscard]] core::AuditSink& audit() override;
    [[nodiscard]] core::Signer* workstationKey() override { return m_own ? &m_own->key.signer() : nullptr; }
    [[nodiscard]] JournalSource* journal() override { return m_keeping ? &m_keeping->journal : nullptr; }
    [[nodiscard]] NoticeSource* notices() override { return m_keeping ? &m_keeping->care.notices : nullptr; }
    [[nodiscard]] RestoreSource* restore() override { return m_keeping ? &m_keeping->restore : nullptr; }
    [[nodiscard]] DocumentChecker& checker(DocumentChecker& plain) override;
    [[nodiscard]] DeviceSource* devices() override { return m_station.get(); }
    [[nodiscard]] std::optional<Error> storeFault() const override { return m_storeFault; }
    [[nodiscard]] std::optional<Error> tokenFault() const override { return m_tokenFault; }
    [[nodiscard]] std::optional<DeviceFinding> deviceFinding() const override;
    void follow(ShellController& shell, SignInController& signIn) override;
    void windowStands() override;

private:
    /// What the folder holds of the bank's criteria.
    struct Criteria
    {
        Result<criteria::SignedCriteria> inForce;
        std::optional<Error> fault = {}; ///< why newer ones are not in force
        QList<criteria::Criteria> held = {};
    };
    /// The workstation's own key, and the TPM where that holds it.
    struct Own
    {
        WorkstationKey key;
        std::optional<MachineTpm> machine;
    };
    [[nodiscard]] Criteria readCriteria() const;
    [[nodiscard]] Result<pki::TrustStore> trust() const;
    [[nodiscard]] Result<pki::Certificate> certificate() const;
    [[nodiscard]] std::optional<Own> readKey() const;
    [[nodiscard]] QString vaultFolder() const { return m_data.filePath(QStringLiteral("vault")); }
    [[nodiscard]] const criteria::Workstation* workstation() const; ///< none where the criteria do not know it
    /// Why not every device can be looked for, as the files stand now.
    [[nodiscard]] std::optional<Error> deviceFault() const;
    [[nodiscard]] Result<DeviceSettings> deviceSettings() const;
    /// The same of the vault, which is the staff's.
    [[nodiscard]] std::optional<Error> vaultFault(const std::optional<Own>& own) const;
    /// The same of the module that reads the staff's tokens.
    [[nodiscard]] Result<std::shared_ptr<token::CryptokiModule>> tokenModule() const;
    void openVault();
    void openStaff();
    void openDevices();

    const QDir m_data;
    const core::Clock& m_clock;
    const Machine m_machine;
    const std::optional<Own> m_own;
    const Criteria m_criteria;
    std::optional<Error> m_notOpened;      ///< why no device is looked for at all
    std::optional<Error> m_storeFault;     ///< why there is no vault
    std::optional<Error> m_tokenFault;     ///< why no token is read
    std::optional<VaultKeeping> m_keeping; ///< outlives whoever signs in
    std::unique_ptr<VaultedStaff> m_staff;
    std::unique_ptr<ViewedPictures> m_viewed;
    FileCareStore m_careStore;
    std::unique_ptr<devices::RegisteredScanner> m_scanner;
    std::unique_ptr<DeviceStation> m_station;
};

} // namespace tirkeu::workstation
