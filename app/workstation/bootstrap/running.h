#pragma once

#include "clientside.h"
#include "evidencechecker.h"
#include "fileacknowledgementbook.h"
#include "guarding.h"
#include "ncalayerfolder.h"
#include "shell/mainwindow.h"
#include "sleeproutine.h"
#include "workplace.h"

#include <QDir>

#include <optional>

namespace tirkeu::workstation {

/// The program between its start and its end: sign-in, shell, guard and window around one workplace.
class Running
{
public:
    static constexpr int kBeginAnew = 101; ///< the exit code that asks for new wiring; never leaves the program

    /// All of these outlive it.
    Running(Theme& theme, LanguageSwitch& language, Workplace& workplace, const PreferenceFile& preferences,
        const QDir& data, const core::Clock& clock);
    ~Running();
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

    [[nodiscard]] MainWindow& window() { return *m_window; }
    [[nodiscard]] ShellController& shell() { return m_shell; }
    void show(); ///< the checks, then the window
    void bringForward();

private:
    void setUpSignIn();
    void followGuard();
    [[nodiscard]] QList<SelfTest> selfTests() const;
    [[nodiscard]] bool checksPassed() const { return worst(selfTests()) != SelfTestState::Bad; }
    [[nodiscard]] Services services(Theme& theme, LanguageSwitch& language, const PreferenceFile& preferences);

    Workplace& m_workplace;
    const core::Clock& m_clock;
    FileAcknowledgementBook m_book;
    SignInController m_signIn;
    ShellController m_shell;
    ClientSide m_client;
    LinkState m_link;
    EvidenceChecker m_checker;
    NcaLayerFolder m_authorities;
    std::optional<Guarding> m_guarding;
    SleepRoutine m_rests;
    Workplace::AtCounter m_counter;
    std::optional<MainWindow> m_window;
};

} // namespace tirkeu::workstation
