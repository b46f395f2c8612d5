#pragma once

#include "diagnostics/guardwatch.h"

#include <guard/guardjournal.h>
#include <guard/guardthread.h>
#include <guard/systemsurroundings.h>

namespace tirkeu::workstation {

/// The guard of this program on this machine, its journal, and its lines for the diagnostics page.
class Guarding final : public GuardWatch
{
    Q_OBJECT
public:
    /// Clock and sink outlive it.
    Guarding(const criteria::GuardPolicy& policy, core::AuditSink& audit, const core::Clock& clock);

    void start() { m_guard.start(); }
    [[nodiscard]] core::CaptureGate& gate() { return m_guard; }
    [[nodiscard]] bool blocks() const { return m_report && m_report->blocks(); }

    [[nodiscard]] QList<SelfTest> rows() const override;
    void lookAgain() override;
    void beginSupport(const QString& by) override;
    void endSupport() override;

private:
    void take(const guard::Report& report);

    guard::SystemSurroundings m_machine;
    guard::GuardThread m_guard;
    guard::GuardJournal m_journal;
    std::optional<guard::Report> m_report;
};

} // namespace tirkeu::workstation
