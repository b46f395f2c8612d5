#include "durablefile.h"

#include <vault/errors.h>
#include <vault/spool.h>

#include <core/encoding.h>
#include <core/hashing.h>
#include <pki/sealing.h>
#include <storage/errors.h>

#include <QDir>
#include <QFile>

namespace tirkeu::vault {

namespace {
constexpr ErrorCode kFull{"vault.spool-full"};
constexpr ErrorCode kNotSealed{"vault.package-not-sealed"};
constexpr ErrorCode kOther{"vault.package-differs"};
constexpr ErrorCode kUnnamed{"vault.package-unnamed"};
constexpr qsizetype kDigestBytes = 32;
constexpr int kLeastImportant = 9;
constexpr qint64 kMostReceipt = 64 * 1024;
const QString kSuffix = QStringLiteral(".sealed");

QString hex(const QByteArray& bytes)
{
    return QString::fromLatin1(core::toHex(bytes));
}

// A file is its own card: whole or not at all means that the card is as well.
QString nameOf(const SpooledPackage& package)
{
    const SpoolEntry& about = package.about;
    return QStringList{about.package.toString(), hex(package.digest), hex(about.fingerprint), hex(about.lane),
               QString::number(about.priority)}
               .join(u'.') +
           kSuffix;
}

std::optional<SpooledPackage> packageNamed(const QFileInfo& file)
{
    const QStringList parts = file.fileName().chopped(kSuffix.size()).split(u'.');
    if (!file.fileName().endsWith(kSuffix) || parts.size() != 5)
        return {};
    const auto id = core::Uuid::parse(parts.at(0));
    const auto digest = core::fromHex(parts.at(1).toLatin1());
    const auto fingerprint = core::fromHex(parts.at(2).toLatin1());
    const auto lane = core::fromHex(parts.at(3).toLatin1());
    bool isNumber = false;
    const int priority = parts.at(4).toInt(&isNumber);
    if (!id || !digest || !fingerprint || !lane || !isNumber)
        return {};
    SpooledPackage found{{*id, *fingerprint, *lane, priority}, file.size(), *digest};
    return nameOf(found) == file.fileName() ? std::optional(found) : std::nullopt;
}

/// What a cut left of putting one: never called a package.
void removeRemnants(const QString& folder)
{
    const QStringList remnants = QDir(folder).entryList({u'*' + kSuffix + QStringLiteral(".new")}, QDir::Files);
    for (const QString& name : remnants)
        QFile::remove(folder + u'/' + name);
}
} // namespace

Spool::Spool(QString folder, pki::Certificate recipient)
    : Spool(std::move(folder), std::move(recipient), Limits())
{
}

Spool::Spool(QString folder, pki::Certificate recipient, const Limits& limits)
    : m_folder(std::move(folder))
    , m_recipient(std::move(recipient))
    , m_limits(limits)
{
}

Result<std::vector<SpooledPackage>> Spool::list() const
{
    std::vector<SpooledPackage> packages;
    for (const QFileInfo& file : QDir(m_folder).entryInfoList({u'*' + kSuffix}, QDir::Files, QDir::Name)) {
        if (auto package = packageNamed(file))
            packages.push_back(std::move(*package));
    }
    return packages;
}

Result<QString> Spool::pathOf(const core::Uuid& package) const
{
    const QStringList names =
        QDir(m_folder).entryList({package.toString() + QStringLiteral(".*") + kSuffix}, QDir::Files);
    if (names.isEmpty())
        return failure(kUnknownRecord, ErrorKind::OperatorCanFix, package.toString());
    return m_folder + u'/' + names.front();
}

Result<> Spool::put(const SpoolEntry& about, QByteArrayView sealed)
{
    if (about.fingerprint.size() != kDigestBytes || about.lane.size() != kLaneBytes || about.priority < 0 ||
        about.priority > kLeastImportant)
        return failure(kUnnamed, ErrorKind::Bug, about.package.toString());
    const Result<bool> isForThem = pki::isSealedFor(sealed, m_recipient);
    if (!isForThem || !*isForThem)
        return failure(kNotSealed, ErrorKind::Bug, about.package.toString());
    const SpooledPackage fresh{about, sealed.size(), core::sha256(sealed)};
    const auto there = list();
    if (!there)
        return failure(there);
    qint64 bytes = sealed.size();
    for (const SpooledPackage& one : *there) {
        // Sealed anew the bytes differ; what is inside is the same.
        if (one.about.package == about.package)
            return one.about.fingerprint == about.fingerprint
                       ? Result<>()
                       : failure(kOther, ErrorKind::Bug, about.package.toString());
        bytes += one.size;
    }
    if (sealed.size() > m_limits.packageBytes || bytes > m_limits.bytes ||
        static_cast<int>(there->size()) >= m_limits.packages)
        return failure(kFull, ErrorKind::OperatorCanFix, m_folder, {QString::number(there->size())});
    if (!QDir().mkpath(m_folder))
        return failure(storage::kReadOnly, ErrorKind::OperatorCanFix, m_folder);
    removeRemnants(m_folder);
    return writeDurably(m_folder + u'/' + nameOf(fresh), sealed);
}

Result<QByteArray> Spool::read(const core::Uuid& package) const
{
    const Result<QString> path = pathOf(package);
    if (!path)
        return failure(path);
    Result<QByteArray> sealed = readWhole(*path, m_limits.packageBytes);
    if (!sealed)
        return sealed;
    const auto named = packageNamed(QFileInfo(*path));
    if (named && core::sha256(*sealed) == named->digest)
        return sealed;
    QFile::rename(*path, *path + QStringLiteral(".damaged"));
    return failure(kTampered, ErrorKind::SecurityStop, *path);
}

Result<> Spool::remove(const core::Uuid& package)
{
    const Result<QString> path = pathOf(package);
    if (!path)
        return removeReceipt(package);
    // The receipt last: a package without one would only be sent again.
    const QString receipt = receiptPath(package);
    if (!QFile::remove(*path) || (QFile::exists(receipt) && !QFile::remove(receipt)))
        return failure(storage::kDiskFault, ErrorKind::Retry, *path);
    return syncFolder(m_folder);
}

QString Spool::receiptPath(const core::Uuid& package) const
{
    return m_folder + u'/' + package.toString() + QStringLiteral(".receipt");
}

Result<> Spool::putReceipt(const core::Uuid& package, QByteArrayView receipt)
{
    if (receipt.size() > kMostReceipt)
        return failure(
            kNotSealed, ErrorKind::SecurityStop, QStringLiteral("a receipt of %1 bytes").arg(receipt.size()));
    return writeDurably(receiptPath(package), receipt);
}

Result<QByteArray> Spool::receipt(const core::Uuid& package) const
{
    return QFile::exists(receiptPath(package)) ? readWhole(receiptPath(package), kMostReceipt) : QByteArray();
}

Result<> Spool::removeReceipt(const core::Uuid& package)
{
    const QString path = receiptPath(package);
    if (!QFile::exists(path) || QFile::remove(path))
        return {};
    return failure(storage::kDiskFault, ErrorKind::Retry, path);
}

} // namespace tirkeu::vault
