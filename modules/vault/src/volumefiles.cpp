#include "volumefiles.h"

#include "durablefile.h"

#include <core/hashing.h>
#include <pki/sealing.h>
#include <storage/errors.h>

#include <QFile>
#include <QStringList>

namespace tirkeu::vault {

namespace {
const QString kFront = QStringLiteral("/tirkeu-journal-");
const QString kEnd = QStringLiteral(".tkj.sealed");
constexpr qsizetype kDigestShown = 32; ///< of its hexadecimal form; what is opened is held against all of it

struct KnownVolume
{
    qint64 number;
    QByteArray digest;
};

Result<QList<KnownVolume>> knownVolumes(storage::Connection& connection)
{
    auto select = connection.prepare("SELECT volume, digest FROM volumes ORDER BY volume");
    if (!select)
        return failure(select);
    QList<KnownVolume> known;
    for (Result<bool> row = select->step();; row = select->step()) {
        if (!row)
            return failure(row);
        if (!*row)
            return known;
        known.append({select->integer(0), select->bytes(1)});
    }
}

QString sixDigits(qint64 number)
{
    return QStringLiteral("%1").arg(number, 6, 10, QLatin1Char('0'));
}

QString sealedPath(const QString& folder, const core::Uuid& id, const KnownVolume& volume)
{
    const QString digest = QString::fromLatin1(volume.digest.toHex().first(kDigestShown));
    return folder + kFront + sixDigits(volume.number) + u'-' + id.toString() + u'-' + digest + kEnd;
}

/// An earlier program told volumes by their numbers alone.
QString oldSealedPath(const QString& folder, qint64 number)
{
    return folder + kFront + sixDigits(number) + kEnd;
}

/// Empty: it is not there, or what lies there is another's.
Result<QByteArray> openedVolume(const QString& path, const KnownVolume& volume, core::KeyUnwrapper& recovery)
{
    const Result<QByteArray> sealed = readWhole(path, kLargestVolume * 2);
    if (!sealed)
        return sealed.error().code == storage::kMissing ? Result<QByteArray>(QByteArray()) : sealed;
    Result<QByteArray> bytes = pki::open(*sealed, recovery, {.maxBytes = kLargestVolume});
    // A key that does not answer says nothing of the file.
    if (!bytes && !bytes.error().code.toString().startsWith(u"pki.envelope-"))
        return bytes;
    return bytes && core::sha256(*bytes) == volume.digest ? bytes : Result<QByteArray>(QByteArray());
}
} // namespace

QString volumePath(const QString& folder, qint64 number)
{
    return folder + QStringLiteral("/journal-%1.tkj").arg(sixDigits(number));
}

Result<QList<qint64>> packVolumes(storage::Connection& vault, const core::Uuid& id, const QString& volumes,
    const QString& folder, const QList<pki::Certificate>& recovery)
{
    const auto known = knownVolumes(vault);
    if (!known)
        return failure(known);
    QList<qint64> left;
    for (const KnownVolume& volume : *known) {
        const QString target = sealedPath(folder, id, volume);
        if (QFile::exists(target))
            continue;
        const Result<QByteArray> bytes = readWhole(volumePath(volumes, volume.number), kLargestVolume);
        // A disk that does not answer now is no volume that somebody took away.
        if (!bytes && (bytes.error().code == storage::kDiskFault || bytes.error().code == storage::kReadOnly))
            return failure(bytes);
        if (!bytes || core::sha256(*bytes) != volume.digest) {
            left.append(volume.number);
            continue;
        }
        const Result<QByteArray> sealed = pki::seal(*bytes, recovery);
        const Result<> written = sealed ? writeDurably(target, *sealed) : failure(sealed);
        if (!written)
            return failure(written);
    }
    return left;
}

Result<QList<qint64>> readVolumes(storage::Connection& backup, const core::Uuid& id, const QString& folder,
    core::KeyUnwrapper& recovery, const VolumeTaker& take)
{
    const auto known = knownVolumes(backup);
    if (!known)
        return failure(known);
    QList<qint64> left;
    for (const KnownVolume& volume : *known) {
        Result<QByteArray> bytes = openedVolume(sealedPath(folder, id, volume), volume, recovery);
        if (bytes && bytes->isEmpty())
            bytes = openedVolume(oldSealedPath(folder, volume.number), volume, recovery);
        if (!bytes)
            return failure(bytes);
        if (bytes->isEmpty()) {
            left.append(volume.number);
            continue;
        }
        if (const Result<> taken = take(volume.number, *bytes); !taken)
            return failure(taken);
    }
    return left;
}

QString shownNumbers(const QList<qint64>& volumes)
{
    QStringList numbers;
    for (const qint64 number : volumes)
        numbers.append(QString::number(number));
    return numbers.join(QStringLiteral(", "));
}

} // namespace tirkeu::vault
