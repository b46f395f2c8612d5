#include "keyfiles.h"

#include "backupfile.h"
#include "backupnames.h"
#include "durablefile.h"

#include <storage/errors.h>

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace tirkeu::vault {

namespace {
const QString kMeta = QStringLiteral("key-files");
const QString kMetaOwed = QStringLiteral("key-file-owed");
constexpr char kBetween = '\0'; // no path has it

Result<QStringList> notedFolders(Store& store)
{
    const Result<QByteArray> bytes = store.meta(kMeta);
    if (!bytes)
        return failure(bytes);
    QStringList folders;
    for (const QByteArray& one : bytes->split(kBetween)) {
        if (!one.isEmpty())
            folders.append(QString::fromUtf8(one));
    }
    if (!folders.isEmpty())
        return folders;
    // An earlier program noted the last one only.
    const auto last = lastBackup(store);
    if (!last)
        return failure(last);
    return *last ? QStringList{QFileInfo((*last)->file).absolutePath()} : QStringList();
}

Result<> write(Writer& writer, const QStringList& folders)
{
    return writer.setMeta(kMeta, folders.join(QLatin1Char(kBetween)).toUtf8());
}

/// Whether no file of ours is left in a folder besides the newest.
enum class Left { Nothing, Removed, NotReached };

Left takeAwayFile(const QString& path, const QString& newest, const core::Uuid& vault)
{
    const Result<bool> there = isThere(path);
    if (!there)
        return Left::NotReached;
    if (!*there || QFileInfo(path).canonicalFilePath() == QFileInfo(newest).canonicalFilePath())
        return Left::Nothing;
    const auto header = headerOf(path);
    const auto fresh = headerOf(newest);
    if (!header || !fresh)
        return Left::NotReached;
    // Another workstation's, or the newest itself by another way.
    if (header->vault != vault || header->digest == fresh->digest)
        return Left::Nothing;
    return removeDurably(path) ? Left::Removed : Left::NotReached;
}

/// What a power cut left half written; without its header it opens nothing.
Left takeAwayRemnant(const QString& file, const core::Uuid& vault)
{
    const QString path = besideOf(file);
    const Result<bool> there = isThere(path);
    if (!there)
        return Left::NotReached;
    if (!*there)
        return Left::Nothing;
    if (file != keyFileIn(QFileInfo(file).path(), vault)) {
        const auto header = headerOf(path);
        if (!header && (header.error().code == storage::kDiskFault || header.error().code == storage::kReadOnly))
            return Left::NotReached;
        if (!header || header->vault != vault)
            return Left::Nothing;
    }
    return removeDurably(path) ? Left::Removed : Left::NotReached;
}

Left takeAway(const QString& folder, const QString& newest, const core::Uuid& vault)
{
    // A folder that is not there is a disk that is not connected.
    if (!QFileInfo(folder).isDir())
        return Left::NotReached;
    Left worst = Left::Nothing;
    for (const QString& path : {keyFileIn(folder, vault), oldKeyFileIn(folder)})
        worst = std::max({worst, takeAwayFile(path, newest, vault), takeAwayRemnant(path, vault)});
    return worst;
}
} // namespace

Result<> noteKeyFile(Store& store, const QString& folder)
{
    Result<QStringList> folders = notedFolders(store);
    if (!folders)
        return failure(folders);
    const QString path = QDir(folder).absolutePath();
    if (folders->contains(path))
        return {};
    folders->append(path);
    return store.write([&](Writer& writer) { return write(writer, *folders); });
}

Result<FormerKeyFiles> removeFormerKeyFiles(Store& store, const QString& newestFolder)
{
    const Result<QStringList> folders = notedFolders(store);
    if (!folders)
        return failure(folders);
    const QString newest = QDir(newestFolder).absolutePath();
    QStringList all = *folders;
    all.removeDuplicates();
    FormerKeyFiles former;
    for (const QString& folder : std::as_const(all)) {
        const Left left = takeAway(folder, keyFileIn(newest, store.vault()), store.vault());
        if (left == Left::Removed)
            former.removed.append(folder);
        else if (left == Left::NotReached)
            former.left.append(folder);
    }
    return former;
}

Result<> oweKeyFile(Writer& writer)
{
    return writer.setMeta(kMetaOwed, "1");
}

Result<bool> isKeyFileOwed(Store& store)
{
    const Result<QByteArray> owed = store.meta(kMetaOwed);
    return owed ? Result<bool>(!owed->isEmpty()) : failure(owed);
}

Result<> keepNoted(Writer& writer, const FormerKeyFiles& former, const QString& newestFolder)
{
    if (const Result<> paid = writer.setMeta(kMetaOwed, {}); !paid)
        return paid;
    return write(writer, former.left + QStringList{QDir(newestFolder).absolutePath()});
}

Result<QStringList> keyFilesLeft(Store& store)
{
    Result<QStringList> folders = notedFolders(store);
    const auto last = folders ? lastBackup(store) : failure(folders);
    if (!last)
        return failure(last);
    // A restored vault began anew: which of them is a former one shows with its first backup.
    if (!*last)
        return QStringList();
    // Noted a second time it has a file of before besides the newest.
    folders->removeOne(QFileInfo((*last)->file).absolutePath());
    return folders;
}

} // namespace tirkeu::vault
