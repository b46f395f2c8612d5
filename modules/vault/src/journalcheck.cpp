#include "backupfile.h"

#include <vault/journalcheck.h>

#include <map>

namespace tirkeu::vault {

namespace {
/// Heads whose entries are in volumes, by number; what fits there is struck off.
using InVolumes = std::multimap<quint64, QByteArray>;

/// Holds the journal at hand against the anchors that were kept; gives back those whose entries are elsewhere.
Result<InVolumes> compareAnchors(storage::Connection& connection, JournalReport& report)
{
    auto select = connection.prepare(
        "SELECT anchors.sequence, anchors.hash, coalesce(journal.hash, volumes.last_hash),"
        " anchors.sequence > coalesce((SELECT max(sequence) FROM journal), (SELECT max(last) FROM volumes), 0)"
        " FROM anchors LEFT JOIN journal ON journal.sequence = anchors.sequence"
        " LEFT JOIN volumes ON volumes.last = anchors.sequence ORDER BY anchors.sequence");
    if (!select)
        return failure(select);
    InVolumes elsewhere;
    for (Result<bool> row = select->step();; row = select->step()) {
        if (!row)
            return failure(row);
        if (!*row)
            return elsewhere;
        const auto sequence = static_cast<quint64>(select->integer(0));
        const bool isBeyond = select->integer(3) != 0;
        if (!isBeyond && select->isNull(2)) {
            elsewhere.emplace(sequence, select->bytes(1));
            continue;
        }
        if (isBeyond || select->view(1) != select->view(2)) {
            report.anchorAt = sequence;
            report.anchor = isBeyond ? core::AnchorVerdict::RolledBack : core::AnchorVerdict::Forked;
            return elsewhere;
        }
        ++report.anchors;
        report.anchor = core::AnchorVerdict::Continues;
    }
}
} // namespace

Result<JournalReport> checkJournal(storage::Connection& connection, const core::Uuid& vault,
    const QString& volumeFolder, const QByteArray& certificate, const std::atomic<bool>* cancelled,
    storage::Connection* keys)
{
    JournalReport report;
    const auto chain = checkChain(connection, vault, certificate, cancelled);
    if (!chain)
        return failure(chain);
    report.chain = *chain;
    if (!report.chain.isWhole)
        return report;
    auto elsewhere = compareAnchors(connection, report);
    if (!elsewhere)
        return failure(elsewhere);
    if (report.anchorAt != 0)
        return report;
    // After the anchors: an entry that moves into a volume meanwhile is looked for where it went.
    const auto volumes = checkVolumes(connection, volumeFolder, [&](const casefile::Entry& entry) -> Result<bool> {
        for (auto [seen, end] = elsewhere->equal_range(entry.sequence); seen != end;) {
            if (seen->second != entry.hash)
                break;
            seen = elsewhere->erase(seen);
            ++report.anchors;
            report.anchor = core::AnchorVerdict::Continues;
        }
        return !cancelled || !*cancelled;
    });
    if (!volumes)
        return failure(volumes);
    report.volumes = *volumes;
    if (!report.volumes.isStopped && report.volumes.brokenVolume == 0 && !elsewhere->empty()) {
        report.anchorAt = elsewhere->begin()->first;
        report.anchor = core::AnchorVerdict::Forked;
    }
    if (!keys || !report.isWhole())
        return report;
    const Result<bool> isKnown = isEverybodyKnown(connection, *keys);
    if (!isKnown)
        return failure(isKnown);
    report.areKeysMissing = !*isKnown;
    return report;
}

} // namespace tirkeu::vault
