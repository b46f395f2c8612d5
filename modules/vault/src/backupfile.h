#pragma once

#include <vault/backup.h>

#include <QTemporaryDir>

namespace tirkeu::vault {

inline constexpr qint64 kMostBackup = qint64(64) << 30;

/// A backup file is its header and an exported database behind it, as large as that is: none of it stands in memory
/// but a piece and the header.
[[nodiscard]] QByteArray headerBytes(const BackupHeader& header);
[[nodiscard]] QByteArray headerMac(const BackupHeader& header, const core::SecureBytes& fileKey);
[[nodiscard]] Result<BackupHeader> headerOf(const QString& file, qsizetype* bodyAt = nullptr);

/// Packs one exported database into its file and reads it back from the disk; `header` is told its digest and size.
/// Gives the digest of the whole file.
[[nodiscard]] Result<QByteArray> packFile(
    BackupHeader& header, const core::SecureBytes& fileKey, const QString& database, const QString& target);
/// Whether every byte is there and is what the header says.
[[nodiscard]] Result<BackupHeader> checkFile(const QString& file);
/// The same on the way: the database goes to `database`, in place only where it is whole.
[[nodiscard]] Result<BackupHeader> unpackFile(const QString& file, const QString& database);

/// What a power cut left of an attempt in this folder: copies under a key that went with it.
void removeRemnants(const QString& folder, const QString& pattern);

[[nodiscard]] Result<> forgetBackups(Writer& writer); ///< see lastBackup

/// A backup's database, unpacked into `folder` and opened with the file's key; every page was read.
struct UnpackedBackup
{
    BackupHeader header;
    storage::Connection connection;
};
/// Room for a whole database: beside the file where one may write there, for the system's own place may be memory.
[[nodiscard]] std::unique_ptr<QTemporaryDir> roomBeside(const QString& file);
/// Whether each of the vault's clients is among the keys; who was destroyed has left a mark there.
[[nodiscard]] Result<bool> isEverybodyKnown(storage::Connection& vault, storage::Connection& keys);
[[nodiscard]] Result<UnpackedBackup> unpackBackup(
    const QString& file, const QString& folder, core::KeyUnwrapper& recovery);

} // namespace tirkeu::vault
