#include "vaultwalk.h"

#include <core/log.h>
#include <core/whendone.h>
#include <vault/errors.h>

namespace tirkeu::workstation {

namespace {
Q_LOGGING_CATEGORY(logWalk, "tirkeu.vault")
const QString kNoticeId = QStringLiteral("journal-check");

/// The first thing that does not fit; none: it is whole, or the walk was stopped before it came upon anything.
std::optional<Error> findingOf(const vault::JournalReport& report)
{
    if (report.chain.brokenAt != 0)
        return Error{vault::kChainBroken, ErrorKind::SecurityStop, {}, {QString::number(report.chain.brokenAt)}};
    if (report.anchorAt != 0) {
        const bool isForked = report.anchor == core::AnchorVerdict::Forked;
        return Error{
            isForked ? vault::kForked : vault::kRolledBack, ErrorKind::SecurityStop, QString::number(report.anchorAt)};
    }
    if (report.volumes.brokenVolume != 0)
        return Error{vault::kVolumeBroken, ErrorKind::SecurityStop, report.volumes.fault,
            {QString::number(report.volumes.brokenVolume)}};
    if (report.areKeysMissing)
        return Error{vault::kClientKeysMissing, ErrorKind::SecurityStop, {}};
    return {};
}
} // namespace

VaultWalk::VaultWalk(vault::VaultThread& thread, const VaultDoor& door, VaultNotices& notices)
    : m_thread(thread)
    , m_notices(notices)
{
    connect(&door, &VaultDoor::openChanged, this, [this](bool open) {
        if (open)
            core::whenDone(
                m_thread.checkJournal(), this, [this](const Result<vault::JournalReport>& report) { tell(report); });
    });
}

void VaultWalk::tell(const Result<vault::JournalReport>& report)
{
    // A page that is not genuine is a finding, a disk that does not answer now is none.
    const bool isFinding = report || vault::isDamage(report.error());
    if (!report)
        core::logWarning(logWalk()) << "the journal was not checked" << report.error();
    if (!isFinding || (report && report->isStopped()))
        return;
    const std::optional<Error> finding = report ? findingOf(*report) : std::optional(report.error());
    if (finding)
        m_notices.set({kNoticeId, MessageKind::Error, *finding});
    else
        m_notices.remove(kNoticeId);
}

} // namespace tirkeu::workstation
