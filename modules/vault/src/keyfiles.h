#pragma once

#include <vault/backup.h>

namespace tirkeu::vault {

/// The clients' keys lie in one backup file only, the newest: an older one, in a folder where backups went before,
/// opens what was destroyed since. So each folder is noted before a file is written there.
[[nodiscard]] Result<> noteKeyFile(Store& store, const QString& folder);

/// Folders from which this vault's file was taken away, and those that were not reached; only these stay noted.
struct FormerKeyFiles
{
    QStringList removed;
    QStringList left;
};
/// Once the newest file is written and read back.
[[nodiscard]] Result<FormerKeyFiles> removeFormerKeyFiles(Store& store, const QString& newestFolder);
/// A file without the keys that go is owed from here on, until `keepNoted`.
[[nodiscard]] Result<> oweKeyFile(Writer& writer);
[[nodiscard]] Result<> keepNoted(Writer& writer, const FormerKeyFiles& former, const QString& newestFolder);

} // namespace tirkeu::vault
