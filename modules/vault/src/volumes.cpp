#include "bytes.h"
#include "durablefile.h"
#include "volumefiles.h"

#include <vault/errors.h>
#include <vault/retention.h>

#include <core/encoding.h>
#include <core/hashing.h>
#include <storage/errors.h>

#include <QDir>

#include <algorithm>

namespace tirkeu::vault {

namespace {
constexpr qint64 kMostPerVolume = 200'000;
constexpr qint64 kMostBytesPerVolume = qint64(64) << 20; ///< it is read, signed and sealed in one piece

/// The last entry of a volume that begins with `first` and stays readable in one piece; at least that one.
Result<qint64> lastThatFits(storage::Connection& connection, qint64 first, qint64 last)
{
    auto select = connection.prepare("SELECT sequence, length(payload) FROM journal WHERE sequence BETWEEN ?1 AND ?2"
                                     " ORDER BY sequence");
    if (!select)
        return failure(select);
    select->bind(1, first).bind(2, last);
    qint64 bytes = 0;
    qint64 fits = first;
    for (Result<bool> row = select->step();; row = select->step()) {
        if (!row)
            return failure(row);
        if (!*row)
            return fits;
        bytes += select->integer(1);
        if (bytes > kMostBytesPerVolume)
            return fits;
        fits = select->integer(0);
    }
}

/// What the journal says of a stretch that left it.
struct Volume
{
    qint64 number;
    quint64 first;
    quint64 last;
    QByteArray previous;
    QByteArray lastHash;
    QByteArray digest;
};

Result<std::vector<Volume>> volumesIn(storage::Connection& connection, quint64 from = 0)
{
    auto select = connection.prepare("SELECT volume, first, last, previous, last_hash, digest FROM volumes"
                                     " WHERE last >= ?1 ORDER BY volume");
    if (!select)
        return failure(select);
    select->bind(1, static_cast<qint64>(from));
    std::vector<Volume> volumes;
    for (Result<bool> row = select->step();; row = select->step()) {
        if (!row)
            return failure(row);
        if (!*row)
            return volumes;
        volumes.push_back({select->integer(0), static_cast<quint64>(select->integer(1)),
            static_cast<quint64>(select->integer(2)), select->bytes(3), select->bytes(4), select->bytes(5)});
    }
}
} // namespace

Journal::VolumeReader volumeReader(storage::Connection& connection, const QString& folder)
{
    return [&connection, folder](quint64 first, const Journal::Visitor& visitor) -> Result<> {
        const auto wanted = volumesIn(connection, first);
        if (!wanted)
            return failure(wanted);
        for (const Volume& volume : *wanted) {
            const Result<QByteArray> bytes = readWhole(volumePath(folder, volume.number), kLargestVolume);
            if (!bytes)
                return failure(bytes);
            if (core::sha256(*bytes) != volume.digest)
                return failure(kTampered, ErrorKind::SecurityStop, QStringLiteral("volume %1").arg(volume.number));
            bool goesOn = true;
            const auto report = verifyExport(*bytes, [&](const casefile::Entry& entry) -> Result<bool> {
                if (entry.sequence < first)
                    return true;
                const Result<bool> answer = visitor(entry);
                goesOn = answer && *answer;
                return answer;
            });
            if (!report)
                return failure(report);
            if (!goesOn)
                return {};
        }
        return {};
    };
}

Result<VolumesReport> checkVolumes(
    storage::Connection& connection, const QString& folder, const Journal::Visitor& visitor)
{
    const auto told = volumesIn(connection);
    if (!told)
        return failure(told);
    VolumesReport report;
    for (const Volume& volume : *told) {
        const auto broken = [&](const char* fault) {
            report.brokenVolume = volume.number;
            report.fault = QString::fromLatin1(fault);
            return report;
        };
        ++report.volumes;
        const Result<QByteArray> bytes = readWhole(volumePath(folder, volume.number), kLargestVolume);
        // A disk that does not answer is no volume that somebody took away.
        if (!bytes && (bytes.error().code == storage::kDiskFault || bytes.error().code == storage::kReadOnly))
            return failure(bytes);
        if (!bytes)
            return broken("missing");
        if (core::sha256(*bytes) != volume.digest)
            return broken("digest");
        QByteArray lastHash;
        const auto walked = verifyExport(*bytes, [&](const casefile::Entry& entry) -> Result<bool> {
            lastHash = entry.hash;
            const Result<bool> goesOn = visitor ? visitor(entry) : Result<bool>(true);
            report.isStopped = goesOn && !*goesOn;
            return goesOn;
        });
        if (report.isStopped)
            return report;
        if (!walked || walked->brokenAt != 0)
            return broken("chain");
        if (!walked->isSigned)
            return broken("signature");
        const ExportHeader& header = walked->header;
        if (header.first != volume.first || header.last != volume.last || header.previous != volume.previous ||
            lastHash != volume.lastHash)
            return broken("range");
        report.entries += walked->checked;
    }
    return report;
}

Result<std::optional<SealedVolume>> Retention::sealOld(core::Signer& workstation, const QString& actor)
{
    const core::WallTime now = m_store.clock().wall();
    // From the oldest entry to the one before the first that is still to be at hand. A clock that was set back in
    // between makes later entries look old: they stay with their neighbours.
    auto range =
        m_store.connection().prepare("SELECT (SELECT min(sequence) FROM journal), (SELECT max(sequence) FROM journal),"
                                     " (SELECT sequence FROM journal WHERE time >= ?1 ORDER BY sequence LIMIT 1)");
    if (!range)
        return failure(range);
    const Result<bool> row = range->bind(1, millis(now - m_rules.atHand)).step();
    if (!row)
        return failure(row);
    if (!*row || range->isNull(0))
        return std::optional<SealedVolume>();
    const qint64 first = range->integer(0);
    const qint64 old = range->isNull(2) ? range->integer(1) : range->integer(2) - 1;
    range->reset();
    if (old < first)
        return std::optional<SealedVolume>();
    const Result<qint64> fits = lastThatFits(m_store.connection(), first, std::min(old, first + kMostPerVolume - 1));
    if (!fits)
        return failure(fits);
    const qint64 last = *fits;
    const Result<qint64> before = m_store.connection().number("SELECT coalesce(max(volume), 0) FROM volumes");
    if (!before)
        return failure(before);
    SealedVolume volume{
        *before + 1, static_cast<quint64>(first), static_cast<quint64>(last), volumePath(m_folder, *before + 1)};
    const Result<QByteArray> file =
        exportJournal(m_store.journal(), m_store.vault(), volume.first, volume.last, workstation, m_store.clock());
    if (!file)
        return failure(file);
    QDir().mkpath(m_folder);
    if (const Result<> written = writeDurably(volume.file, *file); !written)
        return failure(written);
    // Read back from the disk before anything leaves the journal.
    const Result<QByteArray> again = readWhole(volume.file, kLargestVolume);
    if (!again)
        return failure(again);
    QByteArray lastHash;
    const auto report = verifyExport(*again, [&](const casefile::Entry& entry) -> Result<bool> {
        lastHash = entry.hash;
        return true;
    });
    const bool isAll = report && report->header.first == volume.first && report->header.last == volume.last &&
                       report->checked == volume.last - volume.first + 1;
    if (!isAll || !report->isGood())
        return report ? failure(kTampered, ErrorKind::SecurityStop, volume.file) : failure(report);
    const QByteArray digest = core::sha256(*again);
    const Result<> done = m_store.write([&](Writer& writer) -> Result<> {
        auto insert = m_store.connection().prepare("INSERT INTO volumes(volume, first, last, previous, last_hash,"
                                                   " digest, sealed) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)");
        if (!insert)
            return failure(insert);
        insert->bind(1, volume.number).bind(2, static_cast<qint64>(volume.first));
        insert->bind(3, static_cast<qint64>(volume.last)).bind(4, report->header.previous).bind(5, lastHash);
        insert->bind(6, digest).bind(7, millis(now));
        if (const Result<> run = insert->run(); !run)
            return run;
        auto remove = m_store.connection().prepare("DELETE FROM journal WHERE sequence <= ?1");
        if (!remove)
            return failure(remove);
        if (const Result<> run = remove->bind(1, static_cast<qint64>(volume.last)).run(); !run)
            return run;
        const auto entry = writer.append({casefile::Kind::VolumeSealed, now, actor, {}, {},
            {{QStringLiteral("volume"), volume.number}, {QStringLiteral("first"), static_cast<qint64>(volume.first)},
                {QStringLiteral("last"), static_cast<qint64>(volume.last)},
                {QStringLiteral("digest"), QString::fromLatin1(core::toHex(digest))}}});
        return entry ? Result<>() : failure(entry);
    });
    if (!done)
        return failure(done);
    return std::optional(volume);
}

} // namespace tirkeu::vault
