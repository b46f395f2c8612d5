#include "backupfile.h"
#include "backupnames.h"
#include "keyfiles.h"
#include "volumefiles.h"

#include <vault/errors.h>

#include <casefile/cipher.h>
#include <core/encoding.h>

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

namespace tirkeu::vault {

namespace {
constexpr ErrorCode kFolder{"vault.backup-folder-unusable"};
constexpr ErrorCode kWithoutVolume{"vault.backup-without-volume"};
constexpr ErrorCode kVolumeMissing{"vault.backup-volume-missing"};
const QString kMetaLast = QStringLiteral("last-backup");

} // namespace

Result<std::optional<LastBackup>> lastBackup(Store& store)
{
    const Result<QByteArray> bytes = store.meta(kMetaLast);
    if (!bytes)
        return failure(bytes);
    const QString line = QString::fromUtf8(*bytes);
    const auto made = core::fromIsoText(line.section(u' ', 0, 0));
    return made ? std::optional(LastBackup{*made, line.section(u' ', 1)}) : std::nullopt;
}

Result<BackupMade> makeBackup(Vault& vault, const QString& folder, const QString& actor)
{
    QDir().mkpath(folder);
    removeRemnants(folder, QStringLiteral(".making-*"));
    QTemporaryDir work(folder + QStringLiteral("/.making-XXXXXX"));
    if (!work.isValid())
        return failure(kFolder, ErrorKind::OperatorCanFix, work.errorString(), {folder});
    if (const Result<> noted = noteKeyFile(vault.store(), folder); !noted)
        return failure(noted);
    const Result<core::SecureBytes> fileKey = casefile::randomKey();
    if (!fileKey)
        return failure(fileKey);
    BackupHeader header;
    header.vault = vault.slotFile().vault;
    header.sealingKey = vault.slotFile().sealingKey;
    header.made = vault.store().clock().wall();
    header.head = vault.store().journal().head();
    QList<pki::Certificate> recovery;
    for (const Slot& slot : vault.slotFile().slots_) {
        header.staff.append(slot.holder);
        if (slot.holder.role == SlotRole::Recovery)
            recovery.append(slot.holder.certificate);
    }
    const QByteArrayView keyView(fileKey->u8(), static_cast<qsizetype>(fileKey->size()));
    const Result<QByteArray> sealed = pki::seal(keyView, recovery);
    if (!sealed)
        return failure(sealed);
    header.sealedKey = *sealed;
    BackupMade made{vaultFileIn(folder, header), keyFileIn(folder, header.vault), header};
    const QString vaultCopy = work.filePath(QStringLiteral("vault.db"));
    const QString keysCopy = work.filePath(QStringLiteral("keys.db"));
    if (const Result<> copied = vault.store().connection().exportTo(vaultCopy, *fileKey); !copied)
        return failure(copied);
    if (const Result<> copied = vault.store().clientKeys().connection().exportTo(keysCopy, *fileKey); !copied)
        return failure(copied);
    {
        // The copy is proved before it is called a backup: every page, and the chain to the head it claims.
        auto copy = storage::Connection::open({.path = vaultCopy}, *fileKey);
        if (!copy)
            return failure(copy);
        if (const Result<> checked = copy->checkAllPages(); !checked)
            return failure(checked);
        const Result<ChainReport> chain = checkChain(*copy, header.vault);
        if (!chain)
            return failure(chain);
        if (!chain->isWhole)
            return failure(kChainBroken, ErrorKind::SecurityStop, {}, {QString::number(chain->brokenAt)});
        // The keys take the place of the only ones there are: better ones are not given up for these.
        auto keys = storage::Connection::open({.path = keysCopy}, *fileKey);
        const Result<> checked = keys ? keys->checkAllPages() : failure(keys);
        if (!checked)
            return failure(checked);
        const Result<bool> isKnown = isEverybodyKnown(*copy, *keys);
        if (!isKnown)
            return failure(isKnown);
        if (!*isKnown)
            return failure(kClientKeysMissing, ErrorKind::SecurityStop, QStringLiteral("before a backup"));
    }
    // The keys first: cut short in between, they open every backup there is. Older than a backup they would not.
    header.part = BackupPart::Keys;
    if (const auto packed = packFile(header, *fileKey, keysCopy, made.keysFile); !packed)
        return failure(packed);
    const Result<QByteArray> digest = packFile(made.header, *fileKey, vaultCopy, made.vaultFile);
    if (!digest)
        return failure(digest);
    const auto volumesLeft =
        packVolumes(vault.store().connection(), header.vault, vault.volumeFolder(), folder, recovery);
    if (!volumesLeft)
        return failure(volumesLeft);
    const auto former = removeFormerKeyFiles(vault.store(), folder);
    if (!former)
        return failure(former);
    casefile::Event said{casefile::Kind::BackupMade, header.made, actor, {}, {},
        {{QStringLiteral("file"), QFileInfo(made.vaultFile).fileName()},
            {QStringLiteral("digest"), QString::fromLatin1(core::toHex(*digest))},
            {QStringLiteral("what"), QStringLiteral("vault and client keys")}}};
    if (!former->removed.isEmpty())
        said.fields.insert(QStringLiteral("keysRemoved"), former->removed.join(u'\n'));
    if (!former->left.isEmpty())
        said.fields.insert(QStringLiteral("keysLeft"), former->left.join(u'\n'));
    const QString line = core::toIsoText(header.made) + u' ' + made.vaultFile;
    const Result<> kept = vault.store().write([&](Writer& writer) -> Result<> {
        if (const auto entry = writer.append(said); !entry)
            return failure(entry);
        const Result<> noted = keepNoted(writer, *former, folder);
        return noted ? writer.setMeta(kMetaLast, line.toUtf8()) : noted;
    });
    if (!kept)
        return failure(kept);
    // What can be kept is kept first.
    if (!volumesLeft->isEmpty())
        return failure(kWithoutVolume, ErrorKind::SecurityStop, made.vaultFile, {shownNumbers(*volumesLeft)});
    return made;
}

Result<> forgetBackups(Writer& writer)
{
    return writer.setMeta(kMetaLast, {});
}

Result<bool> provesStaff(const QString& file)
{
    const auto header = headerOf(file);
    return header ? Result<bool>(!header->mac.isEmpty()) : failure(header);
}

Result<BackupHeader> verifyBackup(const QString& file, core::KeyUnwrapper* recovery)
{
    if (!recovery)
        return checkFile(file);
    const std::unique_ptr<QTemporaryDir> work = roomBeside(file);
    auto unpacked = unpackBackup(file, work->path(), *recovery);
    if (!unpacked)
        return failure(unpacked);
    if (unpacked->header.part == BackupPart::Vault) {
        const Result<ChainReport> chain = checkChain(unpacked->connection, unpacked->header.vault);
        if (!chain)
            return failure(chain);
        if (!chain->isWhole)
            return failure(kChainBroken, ErrorKind::SecurityStop, {}, {QString::number(chain->brokenAt)});
        const auto left = readVolumes(unpacked->connection, unpacked->header.vault, QFileInfo(file).absolutePath(),
            *recovery, [](qint64, QByteArrayView) { return Result<>(); });
        if (!left)
            return failure(left);
        if (!left->isEmpty())
            return failure(kVolumeMissing, ErrorKind::OperatorCanFix, file, {shownNumbers(*left)});
    }
    return unpacked->header;
}

} // namespace tirkeu::vault
