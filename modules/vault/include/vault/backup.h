#pragma once

#include <vault/slotkeeping.h>

namespace tirkeu::vault {

enum class BackupPart { Vault, Keys };

/// What stands at the front of a backup file, readable without a key.
struct BackupHeader
{
    BackupPart part = BackupPart::Vault;
    core::Uuid vault;
    core::WallTime made{};
    core::JournalHead head;
    QByteArray sealedKey;  ///< the file's key, for the recovery certificate
    QByteArray sealingKey; ///< see SlotFile
    QByteArray digest;     ///< SHA-256 of what follows
    qint64 size = 0;
    QList<SlotHolder> staff;
    /// Over all of this under the file's key, so that nobody is added to it; empty: an earlier program's. Whoever makes
    /// a whole file of their own makes this too.
    QByteArray mac;

    [[nodiscard]] static Result<BackupHeader> read(QByteArrayView file, qsizetype* bodyAt = nullptr);
};

struct BackupMade
{
    QString vaultFile;
    QString keysFile; ///< replaced at every backup, in whatever folder the last one is, never accumulated
    BackupHeader header;
};

struct LastBackup
{
    core::WallTime made;
    QString file;
};
/// The newest backup that was made of this vault and read back; none: never. A restored vault begins anew.
[[nodiscard]] Result<std::optional<LastBackup>> lastBackup(Store& store);

/// Backups of a vault in a folder that several workstations may share, or of any vault; the oldest first.
[[nodiscard]] QStringList backupsIn(const QString& folder, const std::optional<core::Uuid>& vault);
[[nodiscard]] std::optional<core::Uuid> vaultOfBackup(const QString& file); ///< none: it cannot be read
/// The clients' keys of the same vault in the same folder; empty: there are none.
[[nodiscard]] QString keysBeside(const QString& vaultFile);

/// Former backup folders in which a file of the clients' keys may still lie, because they could not be reached when a
/// later backup took it away: it opens what was destroyed since.
[[nodiscard]] Result<QStringList> keyFilesLeft(Store& store);

/// Whether somebody's key was destroyed since the newest file of the clients' keys was written: that one still has it.
[[nodiscard]] Result<bool> isKeyFileOwed(Store& store);

/// A consistent copy while the vault goes on, sealed for the recovery certificate and read back from the disk. Where a
/// closed volume's file is missing or another, all the rest is kept and that is the error.
[[nodiscard]] Result<BackupMade> makeBackup(Vault& vault, const QString& folder, const QString& actor);
/// Whether a backup says who had a slot in a way that counts; one of an earlier program does not.
[[nodiscard]] Result<bool> provesStaff(const QString& file);
/// Without a key: that the file is whole. With the recovery key: that it opens, its chain holds and its
/// closed volumes lie beside it, too.
[[nodiscard]] Result<BackupHeader> verifyBackup(const QString& file, core::KeyUnwrapper* recovery = nullptr);
/// Whether a restore would take these two together, found without one.
[[nodiscard]] Result<> checkPair(const QString& vaultFile, const QString& keysFile, core::KeyUnwrapper& recovery);
/// A working vault in an empty folder, with a new data key, a slot for recovery and one for each of the staff that had
/// one when the backup was made and still had one when the keys were; where `entitled` names anybody, only for those.
/// What an earlier program wrote does not prove who they are (`provesStaff`): there the recovery key alone
/// gets a slot. This machine's anchor is not met, for what was permitted is no roll-back; whoever asked sets it at the
/// head that is there now.
[[nodiscard]] Result<std::unique_ptr<Vault>> restoreBackup(const VaultOptions& options, const QString& vaultFile,
    const QString& keysFile, core::KeyUnwrapper& recovery, const QList<Entitled>& entitled = {});

} // namespace tirkeu::vault
