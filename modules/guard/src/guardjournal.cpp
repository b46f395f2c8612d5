#include <guard/guardjournal.h>

#include <QJsonObject>

namespace tirkeu::guard {

namespace {
constexpr qsizetype kMostEvidence = 400;

Result<> write(core::AuditSink& audit, const Finding& finding, const QString& action)
{
    return audit.record(
        "guard.finding", {{QStringLiteral("finding"), criteria::code(finding.kind)}, {QStringLiteral("action"), action},
                             {QStringLiteral("evidence"), finding.evidence.left(kMostEvidence)}});
}
} // namespace

GuardJournal::GuardJournal(core::AuditSink& audit)
    : m_audit(audit)
{
}

Result<> GuardJournal::reported(const Report& report)
{
    Result<> done;
    for (const JudgedFinding& judged : report.findings) {
        if (done && !m_last.contains(judged))
            done = write(m_audit, judged.finding, nameOf(judged.action));
    }
    for (const JudgedFinding& gone : std::as_const(m_last)) {
        const bool stays = std::any_of(report.findings.cbegin(), report.findings.cend(),
            [&](const JudgedFinding& judged) { return judged.finding == gone.finding; });
        if (done && !stays)
            done = write(m_audit, gone.finding, QStringLiteral("cleared"));
    }
    if (done) // what was not written is tried again with the next report
        m_last = report.findings;
    return done;
}

Result<> GuardJournal::supportBegan(const QString& by)
{
    return m_audit.record("support.began", {{QStringLiteral("by"), by}});
}

Result<> GuardJournal::supportEnded()
{
    return m_audit.record("support.ended", {});
}

} // namespace tirkeu::guard
