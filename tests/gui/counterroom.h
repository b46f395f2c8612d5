#pragma once

#include "bootstrap/casesigning.h"
#include "bootstrap/demokeeping.h"
#include "bootstrap/demostaff.h"
#include "bootstrap/evidencechecker.h"
#include "bootstrap/fileacknowledgementbook.h"
#include "bootstrap/foldertray.h"
#include "bootstrap/vaultclients.h"
#include "bootstrap/vaultcounter.h"
#include "shell/mainwindow.h"
#include "unit/enrolment/drawnscanner.h"

#include <demo/demobranch.h>

namespace tirkeu::test {

/// The window over a real vault, real keys and drawn hands: what the demo is, with a scanner that a test writes.
class CounterRoom
{
public:
    CounterRoom(const QString& folder, workstation::Theme& theme, workstation::LanguageSwitch& language);

    [[nodiscard]] workstation::MainWindow& window() { return *m_window; }
    [[nodiscard]] workstation::ShellController& shell() { return m_shell; }
    [[nodiscard]] DrawnScanner& scanner() { return m_scanner; }
    [[nodiscard]] workstation::DemoStaff& table() { return *m_table; }
    /// The office scanner has read a paper.
    void layPaper(const QString& name);
    [[nodiscard]] QList<workstation::WaitingCase> waiting();
    [[nodiscard]] int journalled(casefile::Kind kind); ///< so many events of a kind
    [[nodiscard]] bool isValid(const QString& file);   ///< a signed document, as the verifier sees it
    void passTime(std::chrono::hours hours) { m_clock.ahead = hours; }
    [[nodiscard]] QStringList signedKinds(); ///< of all documents of all cases here, sorted

private:
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
    workstation::LinkState m_link;
    workstation::EvidenceChecker m_checker;
    OpenGate m_gate;
    DrawnScanner m_scanner;
    workstation::FolderTray m_papers;
    workstation::VaultCounter m_counter;
    workstation::VaultClients m_clients;
    std::unique_ptr<workstation::MainWindow> m_window;
};

} // namespace tirkeu::test
