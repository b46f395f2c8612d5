#include "rows.h"
#include "workstationkeys.h"

#include <vault/errors.h>
#include <vault/journal.h>

#include <storage/transaction.h>

namespace tirkeu::vault {

namespace {
constexpr quint64 kLookUpEvery = 1024;
} // namespace

Result<ChainReport> checkChain(storage::Connection& connection, const core::Uuid& vault, const QByteArray& certificate,
    const std::atomic<bool>* cancelled)
{
    ChainReport report;
    QByteArray previous = casefile::genesisHash(vault);
    quint64 expected = 1;
    // Entries move from the journal into volumes while this reads: both as one moment saw them.
    const auto moment = storage::Transaction::beginReading(connection);
    if (!moment)
        return failure(moment);
    // Volumes follow each other without a gap; what they hold is checked in their own files.
    auto volumes = connection.prepare("SELECT first, last, previous, last_hash FROM volumes ORDER BY volume");
    if (!volumes)
        return failure(volumes);
    for (Result<bool> row = volumes->step();; row = volumes->step()) {
        if (!row)
            return failure(row);
        if (!*row)
            break;
        if (static_cast<quint64>(volumes->integer(0)) != expected || volumes->bytes(2) != previous) {
            report.brokenAt = expected;
            report.fault = casefile::Linker::Fault::Link;
            return report;
        }
        expected = static_cast<quint64>(volumes->integer(1)) + 1;
        previous = volumes->bytes(3);
    }
    report.first = expected;
    const Result<WorkstationKeys> keys = WorkstationKeys::read(connection);
    if (!keys)
        return failure(keys);
    const std::vector<WorkstationKeys::Reign> reigns = keys->reigns(vault, certificate);
    auto reign = reigns.begin();
    casefile::Linker linker;
    auto select = connection.prepare("SELECT " TIRKEU_ENTRY_COLUMNS " FROM journal ORDER BY sequence");
    if (!select)
        return failure(select);
    for (;;) {
        const Result<bool> row = select->step();
        if (!row)
            return failure(row);
        if (!*row)
            break;
        if (cancelled && report.checked % kLookUpEvery == 0 && *cancelled) {
            report.isStopped = true;
            return report;
        }
        const casefile::Entry entry = entryOf(*select);
        report.fault = linker.check(entry, expected, previous);
        const casefile::KindInfo* info = casefile::infoOf(entry.kind);
        const bool wantsSignature = info && info->proof == casefile::Proof::Signature;
        while (reign != reigns.end() && reign->until < entry.sequence)
            ++reign;
        report.signatureWrong =
            wantsSignature &&
            (entry.signature.isEmpty() || (reign != reigns.end() && !reign->key.fits(entry.hash, entry.signature)));
        if (report.fault != casefile::Linker::Fault::None || report.signatureWrong) {
            report.brokenAt = expected;
            return report;
        }
        previous = entry.hash;
        report.last = expected++;
        ++report.checked;
    }
    report.isWhole = true;
    return report;
}

Result<> Journal::keepAnchor(const core::JournalHead& head, const QString& source, core::WallTime at)
{
    auto insert = m_connection.prepare("INSERT INTO anchors(sequence, hash, source, at) VALUES(?1, ?2, ?3, ?4)");
    if (!insert)
        return failure(insert);
    insert->bind(1, static_cast<qint64>(head.sequence)).bind(2, head.hash).bind(3, source).bind(4, millis(at));
    return insert->run();
}

Result<core::JournalHead> Journal::lastAnchor()
{
    auto select = m_connection.prepare("SELECT sequence, hash FROM anchors ORDER BY sequence DESC LIMIT 1");
    if (!select)
        return failure(select);
    const Result<bool> row = select->step();
    if (!row)
        return failure(row);
    if (!*row)
        return core::JournalHead{};
    return core::JournalHead{static_cast<std::uint64_t>(select->integer(0)), select->bytes(1)};
}

Result<core::AnchorVerdict> Journal::compare(const core::JournalHead& outside)
{
    if (outside.sequence == 0)
        return core::AnchorVerdict::NoAnchorYet;
    if (outside.sequence > m_head.sequence)
        return core::AnchorVerdict::RolledBack;
    auto select = m_connection.prepare("SELECT hash FROM journal WHERE sequence = ?1"
                                       " UNION ALL SELECT last_hash FROM volumes WHERE last = ?1");
    if (!select)
        return failure(select);
    const Result<bool> row = select->bind(1, static_cast<qint64>(outside.sequence)).step();
    if (!row)
        return failure(row);
    QByteArray here;
    if (*row) {
        here = select->bytes(0);
    } else if (m_volumes) {
        // The anchored entry is inside a volume.
        const Result<> found = m_volumes(outside.sequence, [&](const casefile::Entry& entry) -> Result<bool> {
            here = entry.hash;
            return false;
        });
        if (!found)
            return failure(found);
    }
    return here == outside.hash ? core::AnchorVerdict::Continues : core::AnchorVerdict::Forked;
}

QString nameOf(core::AnchorVerdict verdict)
{
    switch (verdict) {
    case core::AnchorVerdict::NoAnchorYet:
        return QStringLiteral("no-anchor-yet");
    case core::AnchorVerdict::Continues:
        return QStringLiteral("continues");
    case core::AnchorVerdict::RolledBack:
        return QStringLiteral("rolled-back");
    case core::AnchorVerdict::Forked:
        return QStringLiteral("forked");
    }
    return {};
}

} // namespace tirkeu::vault
