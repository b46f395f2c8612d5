#include "backupfile.h"
#include "durablefile.h"
#include "schema.h"

#include <vault/errors.h>

#include <core/hashing.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace tirkeu::vault {

namespace {
constexpr ErrorCode kTooLarge{"vault.file-too-large"};
constexpr ErrorCode kWrongRecovery{"vault.not-the-recovery-key"};

/// What stands behind the header, handed on while it is held against what the header says.
Result<BackupHeader> readBody(const QString& file, const std::function<Result<>(QByteArrayView)>& take)
{
    qsizetype bodyAt = 0;
    Result<BackupHeader> header = headerOf(file, &bodyAt);
    if (!header)
        return header;
    core::Hasher hasher(core::HashAlgorithm::Sha256);
    qint64 size = 0;
    const Result<> read = readPieces(file, bodyAt, [&](QByteArrayView piece) -> Result<> {
        size += piece.size();
        // Nothing is written out beyond what the header announced.
        if (size > header->size)
            return failure(kTampered, ErrorKind::SecurityStop, file);
        hasher.add(piece);
        return take ? take(piece) : Result<>();
    });
    if (!read)
        return failure(read);
    if (size != header->size || hasher.digest() != header->digest)
        return failure(kTampered, ErrorKind::SecurityStop, file);
    return header;
}
} // namespace

void removeRemnants(const QString& folder, const QString& pattern)
{
    const QDir::Filters any = QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot;
    for (const QFileInfo& remnant : QDir(folder).entryInfoList({pattern}, any))
        QDir(remnant.absoluteFilePath()).removeRecursively();
}

Result<QByteArray> packFile(
    BackupHeader& header, const core::SecureBytes& fileKey, const QString& database, const QString& target)
{
    // Once through the copy for the header, which stands in front, and once more behind it.
    core::Hasher body(core::HashAlgorithm::Sha256);
    header.size = 0;
    const Result<> measured = readPieces(database, 0, [&](QByteArrayView piece) -> Result<> {
        body.add(piece);
        header.size += piece.size();
        return header.size > kMostBackup ? failure(kTooLarge, ErrorKind::OperatorCanFix, database) : Result<>();
    });
    if (!measured)
        return failure(measured);
    header.digest = body.digest();
    header.mac = headerMac(header, fileKey);
    core::Hasher whole(core::HashAlgorithm::Sha256);
    DurableFile file(target);
    const auto put = [&](QByteArrayView piece) {
        whole.add(piece);
        return file.write(piece);
    };
    Result<> done = file.begin();
    if (done)
        done = put(headerBytes(header));
    if (done)
        done = readPieces(database, 0, put);
    if (done)
        done = file.putInPlace();
    if (!done)
        return failure(done);
    const auto verified = checkFile(target);
    return verified ? Result<QByteArray>(whole.digest()) : failure(verified);
}

Result<BackupHeader> checkFile(const QString& file)
{
    return readBody(file, {});
}

Result<BackupHeader> unpackFile(const QString& file, const QString& database)
{
    DurableFile target(database);
    if (const Result<> begun = target.begin(); !begun)
        return failure(begun);
    Result<BackupHeader> header = readBody(file, [&target](QByteArrayView piece) { return target.write(piece); });
    if (!header)
        return header;
    const Result<> put = target.putInPlace();
    return put ? header : failure(put);
}

std::unique_ptr<QTemporaryDir> roomBeside(const QString& file)
{
    const QString folder = QFileInfo(file).absolutePath();
    removeRemnants(folder, QStringLiteral(".verifying-*"));
    auto room = std::make_unique<QTemporaryDir>(folder + QStringLiteral("/.verifying-XXXXXX"));
    return room->isValid() ? std::move(room) : std::make_unique<QTemporaryDir>();
}

Result<bool> isEverybodyKnown(storage::Connection& vault, storage::Connection& keys)
{
    auto clients = vault.prepare("SELECT id FROM clients");
    auto known = keys.prepare("SELECT 1 FROM keys WHERE client = ?1");
    if (!clients || !known)
        return clients ? failure(known) : failure(clients);
    for (;;) {
        const Result<bool> row = clients->step();
        if (!row || !*row)
            return row ? Result<bool>(true) : failure(row);
        const Result<bool> isKnown = known->bind(1, clients->view(0)).step();
        if (!isKnown || !*isKnown)
            return isKnown;
        known->reset();
    }
}

Result<UnpackedBackup> unpackBackup(const QString& file, const QString& folder, core::KeyUnwrapper& recovery)
{
    const QString path = folder + u'/' + QFileInfo(file).fileName() + QStringLiteral(".db");
    Result<BackupHeader> header = unpackFile(file, path);
    if (!header)
        return failure(header);
    const auto fileKey = pki::openSecret(header->sealedKey, recovery, {.maxBytes = 4096});
    if (!fileKey)
        return failure(kWrongRecovery, ErrorKind::OperatorCanFix, fileKey.error().detail);
    // The digest in it speaks of what follows; whoever writes another header writes another digest as well.
    if (!header->mac.isEmpty() && !core::constantTimeEquals(headerMac(*header, *fileKey), header->mac))
        return failure(kTampered, ErrorKind::SecurityStop, file);
    auto connection = storage::openMigrated(
        {.path = path}, *fileKey, header->part == BackupPart::Vault ? vaultSchema() : keySchema());
    if (!connection)
        return failure(connection);
    if (const Result<> checked = connection->checkAllPages(); !checked)
        return failure(checked);
    return UnpackedBackup{std::move(*header), std::move(*connection)};
}

} // namespace tirkeu::vault
