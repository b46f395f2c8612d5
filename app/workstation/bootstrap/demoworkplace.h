#pragma once

#include "bankline.h"
#include "bankwatch.h"
#include "bootstrap.h"
#include "casesigning.h"
#include "democourse.h"
#include "demokeeping.h"
#include "demostaff.h"
#include "devicestation.h"
#include "filecarestore.h"
#include "foldertray.h"
#include "linecodes.h"
#include "noticesender.h"
#include "sealwatch.h"
#include "shell/demoribbon.h"
#include "vaultclients.h"
#include "vaultcounter.h"
#include "viewedpictures.h"
#include "workplace.h"

#include <demo/democodes.h>
#include <demo/demogateway.h>
#include <demo/demomessages.h>
#include <demo/playedscanner.h>

#include <QDir>
#include <QPointer>

namespace tirkeu::workstation {

/// The demo branch: everything real but the devices, the keys and the people.
class DemoWorkplace final : public Workplace
{
public:
    /// `chosenModule`: the token module of the settings; one that does not load keeps nobody out.
    [[nodiscard]] static Result<std::unique_ptr<Workplace>> open(
        const StartOptions& options, const QString& chosenModule, const QDir& data, const core::Clock& clock);
    ~DemoWorkplace() override;

    [[nodiscard]] const Result<criteria::SignedCriteria>& inForce() const override { return m_branch.criteria(); }
    [[nodiscard]] std::optional<Error> criteriaFault() const override { return m_branch.criteriaFault(); }
    [[nodiscard]] bool isMended() const override;
    [[nodiscard]] Place place() const override;
    [[nodiscard]] QString clientDisplay() const override;
    [[nodiscard]] StaffSource& staff() override { return m_staff ? *m_staff : Workplace::staff(); }
    [[nodiscard]] core::AuditSink& audit() override;
    [[nodiscard]] core::Signer* workstationKey() override { return m_keeping ? &m_keeping->key.signer() : nullptr; }
    void addTrust(pki::TrustStore& trust) const override;
    [[nodiscard]] JournalSource* journal() override { return m_keeping ? &m_keeping->journal : nullptr; }
    [[nodiscard]] RetentionSource* retention() override { return m_keeping ? &m_keeping->care.retention : nullptr; }
    [[nodiscard]] NoticeSource* notices() override { return m_keeping ? &m_keeping->care.notices : nullptr; }
    [[nodiscard]] BankLine* bank() override { return m_bank.get(); }
    [[nodiscard]] DeviceSource* devices() override { return m_station.get(); }
    [[nodiscard]] PaperSigning* papers() override { return m_papers.get(); }
    [[nodiscard]] RestoreSource* restore() override { return m_keeping ? &m_keeping->restore : nullptr; }
    [[nodiscard]] DocumentChecker& checker(DocumentChecker& plain) override;
    [[nodiscard]] std::optional<DeviceFinding> deviceFinding() const override;
    [[nodiscard]] AtCounter openCounter(core::CaptureGate& gate, const ShellController& shell) override;
    void closeCounter() override
    {
        m_counter.reset();
        m_noticeSender.reset();
        m_bankWatch.reset();
        m_clients.reset();
    }
    void follow(ShellController& shell, SignInController& signIn) override;
    [[nodiscard]] QWidget* makeBanner(const Theme& theme) override;
    void windowStands() override;

private:
    DemoWorkplace(demo::DemoBranch branch, const QDir& data, const core::Clock& clock);
    [[nodiscard]] Result<> openStaff(const StartOptions& options, const QString& chosenModule);
    [[nodiscard]] Result<std::unique_ptr<StaffSource>> reader(const QString& moduleFile, int token);
    [[nodiscard]] SealSource sealSource();
    [[nodiscard]] Result<> openDevices();
    [[nodiscard]] Result<> openBank();
    void showCode(const QString& code); ///< on the client's telephone

    const core::Clock& m_clock;
    QDir m_data;
    int m_persona = 0;       ///< who sits at the counter at the start
    QString m_clientDisplay; ///< asked for at the start; the criteria's otherwise
    demo::DemoBranch m_branch;
    std::optional<DemoKeeping> m_keeping; ///< outlives whoever signs in
    demo::DemoGateway m_gateway;
    QObject m_here;                            ///< what other threads say of the telephone goes on in this one
    QPointer<DemoRibbon> m_ribbon;             ///< the window's; the client's telephone lies on it
    std::optional<demo::DemoCodes> m_ownCodes; ///< where there is no gateway; the line asks it to its last moment
    std::unique_ptr<BankLine> m_bank;
    pki::SoftwareKey m_seal;                ///< the organisation's, where no token holds it
    std::unique_ptr<SealWatch> m_sealWatch; ///< where there is a seal.json
    std::unique_ptr<StaffSource> m_staff;
    std::unique_ptr<CaseSigning> m_papers;
    std::unique_ptr<ActSigning> m_acts;
    std::unique_ptr<VaultSigning> m_signing;
    std::unique_ptr<ViewedPictures> m_viewed;
    DemoStaff* m_table = nullptr; ///< whose tokens the ribbon moves
    FileCareStore m_careStore;
    std::unique_ptr<devices::RegisteredScanner> m_scanner;
    std::unique_ptr<DeviceStation> m_station;
    std::unique_ptr<demo::PlayedScanner> m_played; ///< the scanner with a virtual client in front of it
    std::unique_ptr<FolderTray> m_tray;
    std::optional<LineCodes> m_codes;
    std::unique_ptr<DemoCourse> m_course;
    std::unique_ptr<BankWatch> m_bankWatch;
    std::unique_ptr<VaultCounter> m_counter;
    std::optional<demo::DemoMessages> m_messages;
    std::unique_ptr<NoticeSender> m_noticeSender;
    std::unique_ptr<VaultClients> m_clients;
};

} // namespace tirkeu::workstation
