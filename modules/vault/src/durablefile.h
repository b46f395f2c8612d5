#pragma once

#include <core/result.h>

#include <QByteArray>
#include <QString>

namespace tirkeu::vault {

/// Puts a whole file in place: written beside it, synced, renamed, and the folder synced. Old or new, never a mixture.
[[nodiscard]] Result<> writeDurably(const QString& path, QByteArrayView bytes);
/// A copy of a file of any size, put in place in the same way.
[[nodiscard]] Result<> copyDurably(const QString& from, const QString& path);
/// Adds to a file's end and syncs it.
[[nodiscard]] Result<> appendDurably(const QString& path, QByteArrayView bytes);
[[nodiscard]] Result<QByteArray> readWhole(const QString& path, qint64 limit);
[[nodiscard]] Result<> syncFolder(const QString& folder);

} // namespace tirkeu::vault
