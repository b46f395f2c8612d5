#pragma once

#include <core/ports/auditsink.h>
#include <guard/guard.h>

namespace tirkeu::guard {

/// Writes down what came and what went between two reports, and support mode (NEWS-logs). Used by one thread.
class GuardJournal
{
public:
    explicit GuardJournal(core::AuditSink& audit); ///< outlives it

    [[nodiscard]] Result<> reported(const Report& report);
    [[nodiscard]] Result<> supportBegan(const QString& by); ///< who asked for it
    [[nodiscard]] Result<> supportEnded();

private:
    core::AuditSink& m_audit;
    QList<JudgedFinding> m_last;
};

} // namespace tirkeu::guard
