#include "guarding.h"

#include <core/log.h>
#include <publisher/publisher.h>

#include <QCoreApplication>
#include <QFileInfo>

#include <array>

namespace tirkeu::workstation {

using criteria::GuardFinding;

namespace {
Q_LOGGING_CATEGORY(logGuard, "tirkeu.guard")

constexpr std::array kRows{std::pair{GuardFinding::Integrity, SelfTestKind::Integrity},
    std::pair{GuardFinding::ForeignLibrary, SelfTestKind::ForeignLibrary},
    std::pair{GuardFinding::Debugger, SelfTestKind::Debugger},
    std::pair{GuardFinding::EmulatedEnvironment, SelfTestKind::EmulatedEnvironment},
    std::pair{GuardFinding::RemoteControl, SelfTestKind::RemoteControl},
    std::pair{GuardFinding::ScreenCapture, SelfTestKind::ScreenCapture},
    std::pair{GuardFinding::Administrator, SelfTestKind::Rights},
    std::pair{GuardFinding::NoAntivirus, SelfTestKind::Antivirus}};
static_assert(kRows.size() == criteria::kGuardFindings.size());

guard::GuardSetup setup()
{
    const QString program = QCoreApplication::applicationFilePath();
    return {.program = program,
        .manifest = QFileInfo(program).path() + QStringLiteral("/tirkeu.manifest"),
        .publisher = publisher()};
}

SelfTest row(const std::optional<guard::Report>& report, GuardFinding finding, SelfTestKind kind)
{
    if (!report)
        return {kind, SelfTestState::Running, {}, {}};
    const guard::Action action = report->action(finding);
    if (action == guard::Action::Allowed)
        return {kind, SelfTestState::Good, {}, {}};
    return {
        kind, action == guard::Action::Block ? SelfTestState::Bad : SelfTestState::Warning, {}, report->told(finding)};
}
} // namespace

Guarding::Guarding(const criteria::GuardPolicy& policy, core::AuditSink& audit, const core::Clock& clock)
    : m_guard(m_machine, clock, setup(), policy)
    , m_journal(audit)
{
    connect(&m_guard, &guard::GuardThread::reported, this, &Guarding::take);
}

void Guarding::take(const guard::Report& report)
{
    // Sooner or later than another thread's, but the last is what counts.
    m_report = m_guard.last();
    if (const Result<> done = m_journal.reported(*m_report); !done)
        core::logWarning(logGuard()) << "not recorded" << done.error();
    core::logInfo(logGuard()) << "looked at" << report.files << "files," << report.findings.size() << "findings,"
                              << report.took.count() << "us";
    Q_EMIT changed();
}

QList<SelfTest> Guarding::rows() const
{
    QList<SelfTest> rows;
    for (const auto& [finding, kind] : kRows)
        rows.append(row(m_report, finding, kind));
    return rows;
}

void Guarding::lookAgain()
{
    (void)m_guard.check(); // `reported` brings it
}

void Guarding::beginSupport(const QString& by)
{
    if (const Result<> done = m_journal.supportBegan(by.isEmpty() ? QStringLiteral("workstation") : by); !done)
        core::logWarning(logGuard()) << "not recorded" << done.error();
    m_guard.setSupportMode(guard::SupportMode::On);
}

void Guarding::endSupport()
{
    if (const Result<> done = m_journal.supportEnded(); !done)
        core::logWarning(logGuard()) << "not recorded" << done.error();
    m_guard.setSupportMode(guard::SupportMode::Off);
}

} // namespace tirkeu::workstation
