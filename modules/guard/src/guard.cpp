#include <guard/guard.h>

#include "ledger.h"
#include "probes.h"

#include <algorithm>

namespace tirkeu::guard {

using criteria::GuardFinding;

Guard::Guard(const Surroundings& surroundings, const core::Clock& clock, GuardSetup setup, criteria::GuardPolicy policy)
    : m_surroundings(surroundings)
    , m_clock(clock)
    , m_setup(std::move(setup))
    , m_policy(std::move(policy))
    , m_ledger(std::make_unique<Ledger>(surroundings, m_setup))
{
}

Guard::~Guard() = default;

Report Guard::check(Depth depth)
{
    const auto began = m_clock.monotonic();
    const QList<Mapping> mappings = executableMappings(m_surroundings);
    const QList<Process> processes = m_surroundings.processes();
    QList<Finding> seen = m_ledger->check(mappings, depth);
    seen += loadedCode(m_surroundings, mappings);
    seen += preloading(m_surroundings);
    seen += debugger(m_surroundings);
    seen += emulation(m_surroundings);
    seen += remoteControl(m_surroundings, processes);
    seen += screenCapture(m_surroundings, processes);
    seen += displayWatching(m_surroundings, processes);
    seen += administrator(m_surroundings);
    seen += antivirus(m_surroundings, processes);
    {
        QList<Deep> deep;
        if (depth == Depth::Full) {
            for (const Process& process : processes)
                deep.append({process, memoryOfOthers(m_surroundings, {process})});
        }
        const QMutexLocker lock(&m_mutex);
        if (depth == Depth::Full)
            m_deep = deep;
        // What was closed since stands in nobody's way.
        m_deep.removeIf([&processes](const Deep& found) { return !processes.contains(found.process); });
        for (const Deep& found : std::as_const(m_deep))
            seen += found.findings;
    }
    Report report{.depth = depth, .at = m_clock.wall(), .files = m_ledger->files()};
    for (const Finding& finding : std::as_const(seen)) {
        const JudgedFinding judged{finding, judge(finding)};
        if (!report.findings.contains(judged))
            report.findings.append(judged);
    }
    report.took = std::chrono::duration_cast<std::chrono::microseconds>(m_clock.monotonic() - began);
    return report;
}

Action Guard::judge(const Finding& finding) const
{
    if (supportMode() == SupportMode::On &&
        (finding.kind == GuardFinding::RemoteControl || finding.kind == GuardFinding::ScreenCapture))
        return Action::Allowed;
    // A digest is worth its reading only where an exception of this name asks for one.
    const bool asksDigest = std::any_of(
        m_policy.exceptions.cbegin(), m_policy.exceptions.cend(), [&](const criteria::GuardException& exception) {
            return exception.finding == finding.kind && exception.name == finding.name && !exception.digest.isEmpty();
        });
    QByteArray digest;
    if (asksDigest && !finding.file.isEmpty())
        digest = m_surroundings.digest(finding.file, DigestKind::Sha256).value_or(QByteArray());
    if (m_policy.allows(finding.kind, finding.name, digest))
        return Action::Allowed;
    return m_policy.reactionTo(finding.kind) == criteria::GuardReaction::Block ? Action::Block : Action::Warn;
}

void Guard::setSupportMode(SupportMode mode)
{
    const QMutexLocker lock(&m_mutex);
    m_support = mode;
}

SupportMode Guard::supportMode() const
{
    const QMutexLocker lock(&m_mutex);
    return m_support;
}

} // namespace tirkeu::guard
