#pragma once

#include "shell/mainwindow.h"
#include "showroomchecker.h"
#include "showroomclient.h"
#include "showroomclients.h"
#include "showroomcounter.h"
#include "showroomdevices.h"
#include "showroomkeeping.h"
#include "showroomoutbox.h"
#include "showroomstaff.h"

#include <memory>

namespace tirkeu::workstation {

/// A whole window without a branch behind it, for pictures and for the checks that walk every page.
class Showroom
{
public:
    enum class Ground {
        SetUp,
        Bare ///< a workstation that nothing was set up for yet: no counter, no devices, no line to the bank
    };
    Showroom(Theme& theme, LanguageSwitch& language, const core::Clock& clock, Ground ground = Ground::SetUp);
    ~Showroom();

    [[nodiscard]] MainWindow& window() { return *m_window; }
    [[nodiscard]] ShowroomStaff& staff() { return m_staff; }
    [[nodiscard]] ShellController& shell() { return m_shell; }
    [[nodiscard]] ShowroomRetention& retention() { return m_retention; }
    [[nodiscard]] ShowroomNotices& notices() { return m_notices; }
    [[nodiscard]] ShowroomRestore& restore() { return m_restore; }
    [[nodiscard]] ShowroomOutbox& outbox() { return m_outbox; }
    [[nodiscard]] LinkState& link() { return m_link; }
    [[nodiscard]] const ShowroomStage& stage() const { return m_stage; }
    void setRulesRead(bool read);
    void breakJournal(bool broken);
    /// The guard's rows among them.
    void setTests(const QList<SelfTest>& all) { m_allTests = all; }

    /// Visits every page in every state worth seeing, in the order a person would meet them.
    void walk(const std::function<void(const QString& name)>& visit);
    /// The pages that look different on bare ground.
    void walkBare(const std::function<void(const QString& name)>& visit);

private:
    [[nodiscard]] Services services(Theme& theme, LanguageSwitch& language, const core::Clock& clock, Ground ground);
    void walkRestore(const std::function<void(const QString& name)>& visit);
    void walkOutbox(const std::function<void(const QString& name)>& visit);
    void walkCase(const std::function<void(const QString& name)>& visit);
    void walkClients(const std::function<void(const QString& name)>& visit);
    void walkNothingWaits(const std::function<void(const QString& name)>& visit);
    void walkQuestion(const std::function<void(const QString& name)>& visit);
    void walkTraining(const std::function<void(const QString& name)>& visit);
    void walkConsents(const std::function<void(const QString& name)>& visit);
    void stand(ShowroomCounter::Stand where); ///< a client is taken who stands there

    class Book;
    class Sink;
    class Journal;
    class Guard;

    ShowroomStaff m_staff;
    std::unique_ptr<Book> m_book;
    std::unique_ptr<Sink> m_sink;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<Guard> m_guard;
    ShowroomRetention m_retention;
    ShowroomNotices m_notices;
    ShowroomAuthorities m_authorities;
    ShowroomRestore m_restore;
    ShowroomOutbox m_outbox;
    SignInController m_signIn;
    ShellController m_shell;
    LinkState m_link;
    ShowroomChecker m_checker;
    ShowroomDevices m_devices;
    ShowroomCounter m_counter;
    ShowroomClients m_clients;
    ShowroomTray m_tray;
    ShowroomStage m_stage;
    ShowroomCodes m_codes;
    ShowroomCourse m_course;
    StaffMember m_teller;
    QList<SelfTest> m_tests;
    std::optional<QList<SelfTest>> m_allTests; ///< instead of those and the guard's
    std::unique_ptr<MainWindow> m_window;
};

} // namespace tirkeu::workstation
