#include "durablefile.h"
#include "schema.h"

#include <vault/backup.h>
#include <vault/errors.h>
#include <vault/journalexport.h>
#include <vault/journalsegments.h>

#include <casefile/cipher.h>
#include <core/encoding.h>
#include <core/hashing.h>
#include <core/json.h>
#include <storage/errors.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QtEndian>

namespace tirkeu::vault {

namespace {
constexpr ErrorCode kUnreadable{"vault.backup-unreadable"};
constexpr ErrorCode kFolder{"vault.backup-folder-unusable"};
constexpr ErrorCode kNotOfThisVault{"vault.backup-of-another-vault"};
constexpr ErrorCode kWrongRecovery{"vault.not-the-recovery-key"};
const QString kMetaLast = QStringLiteral("last-backup");
constexpr char kMagic[] = "TKBACKUP1";
constexpr qsizetype kMagicBytes = sizeof kMagic - 1;
constexpr quint32 kMostHeader = 4U << 20;
constexpr qint64 kMostFile = qint64(64) << 30;

QString base64(const QByteArray& bytes)
{
    return QString::fromLatin1(core::toBase64(bytes));
}

QByteArray headerBytes(const BackupHeader& header)
{
    QJsonArray staff;
    for (const SlotHolder& holder : header.staff) {
        staff.append(QJsonObject{{QStringLiteral("role"), nameOf(holder.role)}, {QStringLiteral("name"), holder.name},
            {QStringLiteral("certificate"), base64(holder.certificate.der())},
            {QStringLiteral("rsa"),
                holder.rsa == pki::RsaWrap::Pkcs1 ? QStringLiteral("pkcs1") : QStringLiteral("oaep")}});
    }
    const QByteArray text = core::writeJson(
        {{QStringLiteral("part"), header.part == BackupPart::Vault ? QStringLiteral("vault") : QStringLiteral("keys")},
            {QStringLiteral("vault"), header.vault.toString()}, {QStringLiteral("made"), core::toIsoText(header.made)},
            {QStringLiteral("sequence"), static_cast<qint64>(header.head.sequence)},
            {QStringLiteral("hash"), base64(header.head.hash)}, {QStringLiteral("key"), base64(header.sealedKey)},
            {QStringLiteral("sealingKey"), base64(header.sealingKey)},
            {QStringLiteral("digest"), base64(header.digest)}, {QStringLiteral("size"), header.size},
            {QStringLiteral("staff"), staff}});
    char size[4];
    qToBigEndian(static_cast<quint32>(text.size()), size);
    return QByteArray(kMagic) + QByteArray(size, 4) + text;
}

/// What a power cut left of an attempt: copies under a key that went with it.
void removeRemnants(const QString& folder, const QString& pattern)
{
    const QDir::Filters any = QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot;
    for (const QFileInfo& remnant : QDir(folder).entryInfoList({pattern}, any))
        QDir(remnant.absoluteFilePath()).removeRecursively();
}

/// Packs one exported database into its file and reads it back.
Result<> pack(BackupHeader header, const QString& database, const QString& target)
{
    const Result<QByteArray> body = readWhole(database, kMostFile);
    if (!body)
        return failure(body);
    header.digest = core::sha256(*body);
    header.size = body->size();
    if (const Result<> written = writeDurably(target, headerBytes(header) + *body); !written)
        return written;
    const auto verified = verifyBackup(target);
    return verified ? Result<>() : failure(verified);
}

QString sealedVolume(const QString& folder, const QString& volume)
{
    return folder + QStringLiteral("/tirkeu-") + volume + QStringLiteral(".sealed");
}

/// Volumes never change, so each is sealed into the folder once.
Result<> packVolumes(const QString& volumes, const QString& folder, const QList<pki::Certificate>& recovery)
{
    for (const QString& name : QDir(volumes).entryList({QStringLiteral("*.tkj")}, QDir::Files)) {
        const QString target = sealedVolume(folder, name);
        if (QFile::exists(target))
            continue;
        const Result<QByteArray> bytes = readWhole(volumes + u'/' + name, kLargestExport);
        const Result<QByteArray> sealed = bytes ? pki::seal(*bytes, recovery) : failure(bytes);
        if (!sealed)
            return failure(sealed);
        if (const Result<> written = writeDurably(target, *sealed); !written)
            return written;
    }
    return {};
}

/// Those that lie beside the backup; the vault knows their digests and refuses others when they are read.
Result<> unpackVolumes(const QString& folder, const QString& volumes, core::KeyUnwrapper& recovery)
{
    const QString suffix = QStringLiteral(".sealed");
    for (const QString& name : QDir(folder).entryList({QStringLiteral("tirkeu-*.tkj") + suffix}, QDir::Files)) {
        const Result<QByteArray> sealed = readWhole(folder + u'/' + name, kLargestExport * 2);
        const Result<QByteArray> bytes =
            sealed ? pki::open(*sealed, recovery, {.maxBytes = kLargestExport}) : failure(sealed);
        if (!bytes)
            return failure(bytes);
        const QString target = volumes + u'/' + name.mid(7).chopped(suffix.size());
        if (const Result<> written = writeDurably(target, *bytes); !written)
            return written;
    }
    return {};
}

/// Unpacks the database beside and opens it with the file's key.
struct Unpacked
{
    BackupHeader header;
    storage::Connection connection;
};
Result<Unpacked> unpack(const QString& file, const QString& folder, core::KeyUnwrapper& recovery)
{
    const Result<QByteArray> bytes = readWhole(file, kMostFile);
    if (!bytes)
        return failure(bytes);
    qsizetype bodyAt = 0;
    Result<BackupHeader> header = BackupHeader::read(*bytes, &bodyAt);
    if (!header)
        return failure(header);
    const QByteArrayView body = QByteArrayView(*bytes).sliced(bodyAt);
    if (core::sha256(body) != header->digest)
        return failure(kTampered, ErrorKind::SecurityStop, file);
    const auto fileKey = pki::openSecret(header->sealedKey, recovery, {.maxBytes = 4096});
    if (!fileKey)
        return failure(kWrongRecovery, ErrorKind::OperatorCanFix, fileKey.error().detail);
    const QString path = folder + u'/' + QFileInfo(file).fileName() + QStringLiteral(".db");
    if (const Result<> written = writeDurably(path, body); !written)
        return failure(written);
    auto connection = storage::openMigrated(
        {.path = path}, *fileKey, header->part == BackupPart::Vault ? vaultSchema() : keySchema());
    if (!connection)
        return failure(connection);
    if (const Result<> checked = connection->checkAllPages(); !checked)
        return failure(checked);
    return Unpacked{std::move(*header), std::move(*connection)};
}
} // namespace

Result<BackupHeader> BackupHeader::read(QByteArrayView file, qsizetype* bodyAt)
{
    const auto unreadable = [](const QString& why) {
        return failure(kUnreadable, ErrorKind::OperatorCanFix, why);
    };
    if (file.size() < kMagicBytes + 4 || file.first(kMagicBytes) != QByteArrayView(kMagic))
        return unreadable(QStringLiteral("not a backup"));
    const auto length = qFromBigEndian<quint32>(file.data() + kMagicBytes);
    if (length > kMostHeader || static_cast<qsizetype>(length) > file.size() - kMagicBytes - 4)
        return unreadable(QStringLiteral("header length"));
    const auto object = core::readJson(file.sliced(kMagicBytes + 4, length), {.maxBytes = kMostHeader});
    if (!object)
        return unreadable(object.error().detail);
    core::JsonFields fields(*object);
    BackupHeader header;
    const auto bytes = [&](QLatin1StringView key, int most) {
        const auto read = core::fromBase64(fields.string(key, most).toLatin1());
        if (!read)
            fields.refuse(key, read.error());
        return read.value_or(QByteArray());
    };
    const QString part = fields.string(QLatin1StringView("part"), 10);
    const auto vault = core::Uuid::parse(fields.string(QLatin1StringView("vault"), 36));
    const auto made = core::fromIsoText(fields.string(QLatin1StringView("made"), 32));
    header.head.sequence =
        static_cast<std::uint64_t>(fields.integer(QLatin1StringView("sequence"), 0, qint64(1) << 50));
    header.head.hash = bytes(QLatin1StringView("hash"), 64);
    header.sealedKey = bytes(QLatin1StringView("key"), 16'384);
    header.sealingKey = bytes(QLatin1StringView("sealingKey"), 4096);
    header.digest = bytes(QLatin1StringView("digest"), 64);
    header.size = fields.integer(QLatin1StringView("size"), 0, kMostFile);
    fields.each(
        QLatin1StringView("staff"),
        [&](core::JsonFields& inner) {
            const auto role = slotRoleNamed(inner.string(QLatin1StringView("role"), 20));
            const QString name = inner.string(QLatin1StringView("name"), 128);
            const auto der = core::fromBase64(inner.string(QLatin1StringView("certificate"), 65'536).toLatin1());
            const auto certificate = der ? pki::Certificate::fromDer(*der) : failure(der);
            const QString rsa = inner.string(QLatin1StringView("rsa"), 10);
            if (!role || !certificate)
                inner.refuse(QLatin1StringView("certificate"), QStringLiteral("role or certificate"));
            else
                header.staff.append(
                    {*role, name, *certificate, rsa == u"pkcs1" ? pki::RsaWrap::Pkcs1 : pki::RsaWrap::OaepSha256});
        },
        SlotFile::kMostSlots);
    const Result<> finished = fields.finish();
    if (!finished || !vault || !made || (part != u"vault" && part != u"keys"))
        return unreadable(finished ? QStringLiteral("header") : finished.error().detail);
    header.part = part == u"vault" ? BackupPart::Vault : BackupPart::Keys;
    header.vault = *vault;
    header.made = *made;
    if (bodyAt)
        *bodyAt = kMagicBytes + 4 + static_cast<qsizetype>(length);
    return header;
}

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
    const QString stamp = core::toIsoText(header.made).remove(u':').remove(u'-').left(15);
    BackupMade made{folder + QStringLiteral("/tirkeu-%1.backup").arg(stamp),
        folder + QStringLiteral("/tirkeu-client-keys.backup"), header};
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
            return failure(kChainBroken, ErrorKind::SecurityStop, QString::number(chain->brokenAt));
    }
    if (const Result<> packed = pack(header, vaultCopy, made.vaultFile); !packed)
        return failure(packed);
    if (const Result<> packed = packVolumes(vault.volumeFolder(), folder, recovery); !packed)
        return failure(packed);
    header.part = BackupPart::Keys;
    if (const Result<> packed = pack(header, keysCopy, made.keysFile); !packed)
        return failure(packed);
    const Result<QByteArray> whole = readWhole(made.vaultFile, kMostFile);
    if (!whole)
        return failure(whole);
    const casefile::Event said{casefile::Kind::BackupMade, header.made, actor, {}, {},
        {{QStringLiteral("file"), QFileInfo(made.vaultFile).fileName()},
            {QStringLiteral("digest"), QString::fromLatin1(core::toHex(core::sha256(*whole)))},
            {QStringLiteral("what"), QStringLiteral("vault and client keys")}}};
    const QString line = core::toIsoText(header.made) + u' ' + made.vaultFile;
    const Result<> kept = vault.store().write([&](Writer& writer) -> Result<> {
        if (const auto entry = writer.append(said); !entry)
            return failure(entry);
        return writer.setMeta(kMetaLast, line.toUtf8());
    });
    if (!kept)
        return failure(kept);
    return made;
}

Result<BackupHeader> verifyBackup(const QString& file, core::KeyUnwrapper* recovery)
{
    if (recovery) {
        QTemporaryDir work;
        auto unpacked = unpack(file, work.path(), *recovery);
        if (!unpacked)
            return failure(unpacked);
        if (unpacked->header.part == BackupPart::Vault) {
            const Result<ChainReport> chain = checkChain(unpacked->connection, unpacked->header.vault);
            if (!chain)
                return failure(chain);
            if (!chain->isWhole)
                return failure(kChainBroken, ErrorKind::SecurityStop, QString::number(chain->brokenAt));
        }
        return unpacked->header;
    }
    const Result<QByteArray> bytes = readWhole(file, kMostFile);
    if (!bytes)
        return failure(bytes);
    qsizetype bodyAt = 0;
    Result<BackupHeader> header = BackupHeader::read(*bytes, &bodyAt);
    if (!header)
        return header;
    const QByteArrayView body = QByteArrayView(*bytes).sliced(bodyAt);
    if (body.size() != header->size || core::sha256(body) != header->digest)
        return failure(kTampered, ErrorKind::SecurityStop, file);
    return header;
}

Result<std::unique_ptr<Vault>> restoreBackup(
    const VaultOptions& options, const QString& vaultFile, const QString& keysFile, core::KeyUnwrapper& recovery)
{
    QDir().mkpath(options.folder);
    if (Vault::liesIn(options.folder))
        return failure(kVaultThere, ErrorKind::OperatorCanFix, options.folder);
    removeRemnants(options.folder, QStringLiteral(".restoring-*"));
    QTemporaryDir work(options.folder + QStringLiteral("/.restoring-XXXXXX"));
    auto vaultPart = unpack(vaultFile, work.path(), recovery);
    if (!vaultPart)
        return failure(vaultPart);
    auto keysPart = unpack(keysFile, work.path(), recovery);
    if (!keysPart)
        return failure(keysPart);
    if (keysPart->header.vault != vaultPart->header.vault || keysPart->header.part != BackupPart::Keys ||
        vaultPart->header.part != BackupPart::Vault)
        return failure(kNotOfThisVault, ErrorKind::OperatorCanFix, keysFile);
    Result<core::SecureBytes> dataKey = casefile::randomKey();
    if (!dataKey)
        return failure(dataKey);
    SlotFile slotFile;
    slotFile.vault = vaultPart->header.vault;
    slotFile.sealingKey = vaultPart->header.sealingKey;
    for (const SlotHolder& holder : vaultPart->header.staff) {
        if (const Result<> added = slotFile.add(*dataKey, holder, options.clock); !added)
            return failure(added);
    }
    // Made aside and put in place whole: cut short, this leaves nothing that looks like a vault.
    const QString folder = work.filePath(QStringLiteral("g000001"));
    QDir().mkpath(folder);
    QDir().mkpath(options.folder + QStringLiteral("/volumes"));
    if (const Result<> copied = vaultPart->connection.exportTo(
            folder + QStringLiteral("/vault.db"), casefile::deriveKey(*dataKey, "tirkeu vault file", {}));
        !copied)
        return failure(copied);
    if (const Result<> copied = keysPart->connection.exportTo(
            folder + QStringLiteral("/keys.db"), casefile::deriveKey(*dataKey, "tirkeu client key file", {}));
        !copied)
        return failure(copied);
    {
        // Opened once while a power cut still leaves nothing: the first opening turns the copies to a write-ahead log,
        // and cut short in that they would not open again.
        auto store = Store::open(
            {folder + QStringLiteral("/vault.db"), folder + QStringLiteral("/keys.db")}, *dataKey, options.clock);
        if (!store)
            return failure(store);
        if (const Result<> done = (*store)->checkpoint(); !done)
            return failure(done);
    }
    if (const Result<> written = writeDurably(folder + QStringLiteral("/slots.json"), slotFile.encode(*dataKey));
        !written)
        return failure(written);
    if (const Result<> unpacked =
            unpackVolumes(QFileInfo(vaultFile).absolutePath(), options.folder + QStringLiteral("/volumes"), recovery);
        !unpacked)
        return failure(unpacked);
    if (!QFile::rename(folder, options.folder + QStringLiteral("/g000001")))
        return failure(storage::kDiskFault, ErrorKind::Retry, folder);
    if (const Result<> written = writeDurably(options.folder + QStringLiteral("/CURRENT"), "g000001\n"); !written)
        return failure(written);
    auto vault = Vault::open(options, recovery);
    if (!vault)
        return vault;
    // The newest keys may know of clients destroyed since the backup was made: what follows from the journal is made
    // anew, so that it is what the journal gives now. Without a volume it stays as it was; a check names the volume.
    if (const Result<> rebuilt = (*vault)->store().rebuild(); !rebuilt && rebuilt.error().code != storage::kMissing)
        return failure(rebuilt);
    const casefile::Event said{casefile::Kind::BackupRestored, options.clock.wall(), options.actor, {}, {},
        {{QStringLiteral("digest"), QString::fromLatin1(core::toHex(vaultPart->header.digest))},
            {QStringLiteral("sequence"), static_cast<qint64>(vaultPart->header.head.sequence)}}};
    const Result<> kept = (*vault)->store().write([&](Writer& writer) -> Result<> {
        const auto entry = writer.append(said);
        const Result<> cleared = entry ? writer.setMeta(kMetaLast, {}) : failure(entry);
        return cleared ? beginSegment((*vault)->store(), writer, vaultPart->header.head.sequence) : cleared;
    });
    if (!kept)
        return failure(kept);
    return vault;
}

} // namespace tirkeu::vault
