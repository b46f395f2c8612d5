#pragma once

#include <core/result.h>

#include <QByteArray>
#include <QString>

#include <functional>

namespace tirkeu::vault {

/// Where a file stands until it is put in place; a power cut leaves it there.
[[nodiscard]] QString besideOf(const QString& path);

/// A file of any size that is put in place whole: written beside it, synced, renamed, and the folder synced. Old or
/// new, never a mixture. What is not put in place goes again.
class DurableFile
{
public:
    explicit DurableFile(QString path);
    ~DurableFile();
    DurableFile(const DurableFile&) = delete;
    DurableFile& operator=(const DurableFile&) = delete;

    [[nodiscard]] Result<> begin();
    [[nodiscard]] Result<> write(QByteArrayView bytes);
    [[nodiscard]] Result<> putInPlace();

private:
    QString m_path;
    QString m_beside;
    int m_fd = -1;
};

/// Puts a whole file in place like that.
[[nodiscard]] Result<> writeDurably(const QString& path, QByteArrayView bytes);
/// A copy of a file of any size, put in place in the same way.
[[nodiscard]] Result<> copyDurably(const QString& from, const QString& path);
/// Adds to a file's end and syncs it; where that fails the file ends where it did.
[[nodiscard]] Result<> appendDurably(const QString& path, QByteArrayView bytes);
/// In one step, on the disk when it is done. It never copies.
[[nodiscard]] Result<> renameDurably(const QString& from, const QString& to);
[[nodiscard]] Result<> removeDurably(const QString& path);
/// An error where that cannot be told: only what is known not to be there is gone.
[[nodiscard]] Result<bool> isThere(const QString& path);
[[nodiscard]] Result<QByteArray> readWhole(const QString& path, qint64 limit);
/// A file's first bytes, as many as there are up to `most`.
[[nodiscard]] Result<QByteArray> readFront(const QString& path, qsizetype most);
/// A file of any size from an offset on, never more of it in memory than a piece.
[[nodiscard]] Result<> readPieces(
    const QString& path, qint64 from, const std::function<Result<>(QByteArrayView)>& take);
[[nodiscard]] Result<> syncFolder(const QString& folder);

} // namespace tirkeu::vault
