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
constexpr qsizetype kIdLetters = 36;
constexpr qsizetype kDigestLetters = 64;
const QString kSuffix = QStringLiteral(".sealed");

QString nameOf(const SpooledPackage& package)
{
    return package.package.toString() + u'.' + QString::fromLatin1(core::toHex(package.digest)) + kSuffix;
}

std::optional<SpooledPackage> packageNamed(const QFileInfo& file)
{
    const QString name = file.fileName();
    if (name.size() != kIdLetters + 1 + kDigestLetters + kSuffix.size() || !name.endsWith(kSuffix))
        return {};
    const auto id = core::Uuid::parse(name.left(kIdLetters));
    const auto digest = core::fromHex(name.mid(kIdLetters + 1, kDigestLetters).toLatin1());
    if (!id || !digest)
        return {};
    return SpooledPackage{*id, file.size(), *digest};
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

Result<> Spool::put(const core::Uuid& package, QByteArrayView sealed)
{
    const Result<bool> isForThem = pki::isSealedFor(sealed, m_recipient);
    if (!isForThem || !*isForThem)
        return failure(kNotSealed, ErrorKind::Bug, package.toString());
    const SpooledPackage fresh{package, sealed.size(), core::sha256(sealed)};
    const auto there = list();
    if (!there)
        return failure(there);
    qint64 bytes = sealed.size();
    for (const SpooledPackage& one : *there) {
        if (one.package == package)
            return one.digest == fresh.digest ? Result<>() : failure(kOther, ErrorKind::Bug, package.toString());
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
        return {};
    if (!QFile::remove(*path))
        return failure(storage::kDiskFault, ErrorKind::Retry, *path);
    return syncFolder(m_folder);
}

} // namespace tirkeu::vault
