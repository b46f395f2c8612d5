#pragma once

#include <vault/backup.h>

namespace tirkeu::vault {

/// Workstations may share a folder, so a file's name says whose it is. Files of an earlier program say it in their
/// headers only.
[[nodiscard]] QString vaultFileIn(const QString& folder, const BackupHeader& header);
[[nodiscard]] QString keyFileIn(const QString& folder, const core::Uuid& vault);
[[nodiscard]] QString oldKeyFileIn(const QString& folder);

} // namespace tirkeu::vault
