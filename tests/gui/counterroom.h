#pragma once

#include "bootstrap/bankline.h"
#include "bootstrap/bankwatch.h"
#include "bootstrap/casesigning.h"
#include "bootstrap/clientside.h"
#include "bootstrap/democourse.h"
#include "bootstrap/demokeeping.h"
#include "bootstrap/demostaff.h"
#include "bootstrap/evidencechecker.h"
#include "bootstrap/fileacknowledgementbook.h"
#include "bootstrap/foldertray.h"
#include "bootstrap/noticesender.h"
#include "bootstrap/vaultclients.h"
#include "bootstrap/vaultcounter.h"
#include "shell/mainwindow.h"
#include "support/fakeclock.h"
#include "unit/enrolment/drawnscanner.h"

#include <demo/demobranch.h>
#include <demo/democodes.h>
#include <demo/demomessages.h>

namespace tirkeu::test {

/// The window over a real vault, real keys and drawn hands: what the demo is, with a scanner that a test writes.
class CounterRoom
{
public:
    using StaffMaker =
        std::function<std::unique_ptr<workstation::StaffSource>(const demo::DemoBranch&, workstation::VaultDoor&)>;
    /// `clientDisplay`: its identity; empty: this counter has one display. `staff`: instead of the demo's table.
    CounterRoom(const QString& folder, workstation::Theme& theme, workstation::LanguageSwitch& language,
        const QString& clientDisplay = {}, const StaffMaker& staff = {});

    [[nodiscard]] workstation::MainWindow& window() { return *m_window; }
    [[nodiscard]] workstation::ShellController& shell() { return m_shell; }
    [[nodiscard]] DrawnScanner& scanner() { return m_scanner; }
    [[nodiscard]] workstation::DemoStaff& table() { return *m_table; }
    [[nodiscard]] workstation::ClientStage& stage() { return m_client.stage(); }
    [[nodiscard]] FakeClock& clientClock() { return m_clientClock; } ///< by which the client's strokes are timed
    [[nodiscard]] const QString& sentCode() const { return m_sentCode; }
    [[nodiscard]] const QStringList& messages() const { return m_onTelephone; }
    void breakMessages(bool broken) { m_areMessagesBroken = broken; } ///< the service does not answer
    [[nodiscard]] workstation::NoticeSender& noticeSender() { return m_noticeSender; }
    /// The office scanner has read a paper.
    void layPaper(const QString& name);
    [[nodiscard]] QList<workstation::WaitingCase> waiting();
    [[nodiscard]] int journalled(casefile::Kind kind);     ///< so many events of a kind
    [[nodiscard]] QJsonObject newest(casefile::Kind kind); ///< what the last event of a kind says
    [[nodiscard]] bool isValid(const QString& file);       ///< a signed document, as the verifier sees it
    void deliver(); ///< the newest case reaches the bank, as the courier would write it down
    /// The bank's answer to the newest case: so many other clients have such a palm.
    [[nodiscard]] Result<> answerDuplicates(int candidates);
    /// What the register of mobile numbers says from now on.
    void setPhoneSaid(const wire::PhoneSaid& said) { m_phoneSaid = said; }
    void setSuspicionSaid(const wire::SuspicionSaid& said) { m_suspicionSaid = said; }
    void holdSuspicion(); ///< it is asked, and does not answer until `saySuspicionLate`
    void saySuspicionLate(const wire::SuspicionSaid& said);
    [[nodiscard]] const std::optional<wire::SuspicionAsked>& suspicionAsked() const { return m_suspicionAsked; }
    void setBankFolder(const QString& folder) { m_bankFolder = folder; }
    [[nodiscard]] workstation::BankWatch& bank() { return m_bank; }
    [[nodiscard]] QList<workstation::Notice> notices() const { return m_keeping.care.notices.notices(); }
    void passTime(std::chrono::hours hours) { m_clock.ahead = hours; }
    [[nodiscard]] const demo::DemoBranch& branch() const { return m_branch; }
    /// The room's line to a gateway, as the workstation's own: it carries the room's cases, and asks.
    [[nodiscard]] std::unique_ptr<workstation::BankLine> lineTo(std::unique_ptr<wire::Gateway> gateway);
    /// A counter of this room under other criteria, that asks the reference database for palms. Both outlive it.
    using AskPalms = std::function<QFuture<Result<QList<wire::PalmGiven>>>(const wire::PalmsAsked&)>;
    using AskAttempts = std::function<workstation::AskedAttempts(const identity::Iin&)>;
    [[nodiscard]] std::unique_ptr<workstation::VaultCounter> counterUnder(
        const criteria::Criteria& criteria, AskPalms askPalms, AskAttempts askAttempts = {});
    [[nodiscard]] std::optional<casefile::Ending> lastEnding();
    [[nodiscard]] bool isPaused();            ///< the one case that stands open
    [[nodiscard]] QStringList consentMeans(); ///< of the newest case, each once
    [[nodiscard]] QStringList signedKinds();  ///< of all documents of all cases here, sorted

private:
    [[nodiscard]] casefile::CaseState newestCase(vault::CaseList which);
    struct OpenGate final : core::CaptureGate
    {
        [[nodiscard]] Result<> admit() override { return {}; }
    };

    struct MovedClock final : core::Clock
    {
        core::SystemClock system;
        std::atomic<std::chrono::hours> ahead{};
        [[nodiscard]] core::WallTime wall() const override { return system.wall() + ahead.load(); }
        [[nodiscard]] core::MonotonicTime monotonic() const override { return system.monotonic(); }
    };

    MovedClock m_clock;
    demo::DemoBranch m_branch;
    workstation::DemoKeeping m_keeping;
    workstation::DemoStaff* m_table;
    workstation::VaultedStaff m_staff;
    pki::SoftwareKey m_seal;
    workstation::CaseSigning m_signing;
    workstation::FileAcknowledgementBook m_book;
    workstation::SignInController m_signIn;
    workstation::ShellController m_shell;
    FakeClock m_clientClock;
    workstation::ClientSide m_client;
    QString m_sentCode; ///< on the client's telephone
    demo::DemoCodes m_codes;
    workstation::DemoCourse m_course;
    workstation::LinkState m_link;
    workstation::EvidenceChecker m_checker;
    OpenGate m_gate;
    DrawnScanner m_scanner;
    workstation::FolderTray m_papers;
    QString m_bankFolder;
    std::optional<wire::PhoneSaid> m_phoneSaid;         ///< none: it is not reached
    std::optional<wire::SuspicionSaid> m_suspicionSaid; ///< none: there is no line
    std::optional<QPromise<Result<wire::SuspicionSaid>>> m_lateSuspicion;
    std::optional<wire::SuspicionAsked> m_suspicionAsked;
    workstation::BankWatch m_bank;
    workstation::VaultCounter m_counter;
    workstation::VaultSigning m_onRequest;
    workstation::VaultClients m_clients;
    QStringList m_onTelephone;
    bool m_areMessagesBroken = false;
    demo::DemoMessages m_messages;
    workstation::NoticeSender m_noticeSender;
    std::unique_ptr<workstation::MainWindow> m_window;
};

} // namespace tirkeu::test
