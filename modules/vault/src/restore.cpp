#include "backupfile.h"
#include "creation.h"
#include "durablefile.h"
#include "publickey.h"
#include "slotevents.h"
#include "volumefiles.h"

#include <vault/errors.h>
#include <vault/journalsegments.h>

#include <casefile/cipher.h>
#include <core/encoding.h>
#include <storage/errors.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QTemporaryDir>

#include <algorithm>
#include <utility>

namespace tirkeu::vault {

namespace {
constexpr ErrorCode kNotOfThisVault{"vault.backup-of-another-vault"};
constexpr ErrorCode kKeysTooOld{"vault.backup-keys-too-old"};

/// Older than the backup, the keys know nothing of who came since, and still open who was destroyed since. A clock that
/// was set back makes no file older, nor does a journal that went on from an earlier entry.
Result<> checkAge(UnpackedBackup& vault, UnpackedBackup& keys, const QString& keysFile)
{
    const auto tooOld = [&keysFile] {
        return failure(kKeysTooOld, ErrorKind::OperatorCanFix, keysFile);
    };
    if (keys.header.head.sequence < vault.header.head.sequence && keys.header.made < vault.header.made)
        return tooOld();
    // Whatever the headers say: nobody is lost without a word.
    const Result<bool> isKnown = isEverybodyKnown(vault.connection, keys.connection);
    return !isKnown || *isKnown ? Result<>(isKnown.map([](bool) {})) : tooOld();
}

/// Both halves of one vault's backup, opened and held against each other.
struct Pair
{
    UnpackedBackup vault;
    UnpackedBackup keys;
};
Result<Pair> unpackPair(
    const QString& vaultFile, const QString& keysFile, const QString& folder, core::KeyUnwrapper& recovery)
{
    auto vault = unpackBackup(vaultFile, folder, recovery);
    if (!vault)
        return failure(vault);
    auto keys = unpackBackup(keysFile, folder, recovery);
    if (!keys)
        return failure(keys);
    if (keys->header.vault != vault->header.vault || keys->header.part != BackupPart::Keys ||
        vault->header.part != BackupPart::Vault)
        return failure(kNotOfThisVault, ErrorKind::OperatorCanFix, keysFile);
    // What an earlier program wrote is older than what this one did, whatever it says of itself.
    if (keys->header.mac.isEmpty() && !vault->header.mac.isEmpty())
        return failure(kKeysTooOld, ErrorKind::OperatorCanFix, keysFile);
    if (const Result<> fits = checkAge(*vault, *keys, keysFile); !fits)
        return failure(fits);
    return Pair{std::move(*vault), std::move(*keys)};
}

/// Who gets a slot. What stands in clear anybody may have written; only what the file's key vouches for counts, or the
/// very person who opens it. Whoever was removed before the keys were written, or whom the criteria no longer name,
/// gets none.
Result<QList<SlotHolder>> provenStaff(const Pair& pair, core::KeyUnwrapper& recovery, const QList<Entitled>& entitled)
{
    const auto certificate = pki::Certificate::fromDer(recovery.certificate());
    if (!certificate)
        return failure(certificate);
    const auto isIn = [](const QList<SlotHolder>& staff, const pki::Certificate& one) {
        return std::ranges::any_of(staff, [&one](const SlotHolder& holder) { return holder.certificate == one; });
    };
    const BackupHeader& vault = pair.vault.header;
    const BackupHeader& keys = pair.keys.header;
    QList<SlotHolder> staff;
    for (const SlotHolder& holder : vault.staff) {
        const bool isThemselves = holder.certificate == *certificate;
        const bool isStillThere = !vault.mac.isEmpty() && isIn(keys.staff, holder.certificate);
        const bool isLetIn =
            entitled.isEmpty() || holder.role == SlotRole::Recovery || isEntitled(entitled, holder.certificate);
        if (isThemselves)
            staff.append({SlotRole::Recovery, holder.name, *certificate, holder.rsa});
        else if (isStillThere && isLetIn)
            staff.append(holder);
    }
    if (!isIn(staff, *certificate))
        staff.append({SlotRole::Recovery, certificate->subject().commonName, *certificate});
    return staff;
}

/// The public half of what opens the file of closed times, from inside and not from the header.
Result<QByteArray> sealingKeyOf(Store& store)
{
    Result<QByteArray> secret = store.meta(kMetaSealing);
    if (!secret)
        return secret;
    const auto key = SealingKey::fromPkcs8(core::SecureBytes::takeFrom(*secret));
    return key ? key->publicInfo() : failure(key);
}
} // namespace

Result<> checkPair(const QString& vaultFile, const QString& keysFile, core::KeyUnwrapper& recovery)
{
    const std::unique_ptr<QTemporaryDir> work = roomBeside(vaultFile);
    const auto pair = unpackPair(vaultFile, keysFile, work->path(), recovery);
    return pair ? Result<>() : failure(pair);
}

Result<std::unique_ptr<Vault>> restoreBackup(const VaultOptions& options, const QString& vaultFile,
    const QString& keysFile, core::KeyUnwrapper& recovery, const QList<Entitled>& entitled)
{
    QDir().mkpath(options.folder);
    // Nobody makes or opens one there meanwhile.
    QLockFile lock(options.folder + QStringLiteral("/lock"));
    lock.setStaleLockTime(std::chrono::milliseconds(0));
    const bool isLocked = lock.tryLock(0);
    if (Vault::liesIn(options.folder))
        return failure(kVaultThere, ErrorKind::OperatorCanFix, options.folder);
    if (!isLocked) {
        const bool isReadOnly = lock.error() == QLockFile::PermissionError;
        return failure(isReadOnly ? storage::kReadOnly : kInUse, ErrorKind::OperatorCanFix, options.folder);
    }
    if (const Result<> cleared = clearUnfinished(options.folder); !cleared)
        return failure(cleared);
    removeRemnants(options.folder, QStringLiteral(".restoring-*"));
    QTemporaryDir work(options.folder + QStringLiteral("/.restoring-XXXXXX"));
    if (!work.isValid())
        return failure(storage::kReadOnly, ErrorKind::OperatorCanFix, work.errorString());
    auto pair = unpackPair(vaultFile, keysFile, work.path(), recovery);
    if (!pair)
        return failure(pair);
    UnpackedBackup* const vaultPart = &pair->vault;
    UnpackedBackup* const keysPart = &pair->keys;
    Result<core::SecureBytes> dataKey = casefile::randomKey();
    if (!dataKey)
        return failure(dataKey);
    SlotFile slotFile;
    slotFile.vault = vaultPart->header.vault;
    const auto staff = provenStaff(*pair, recovery, entitled);
    if (!staff)
        return failure(staff);
    for (const SlotHolder& holder : *staff) {
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
        const Result<QByteArray> sealing = sealingKeyOf(**store);
        if (!sealing)
            return failure(sealing);
        slotFile.sealingKey = *sealing;
        // A slot that the journal does not know of must not exist.
        const Result<> said = (*store)->write([&](Writer& writer) -> Result<> {
            for (const Slot& slot : std::as_const(slotFile.slots_)) {
                const auto entry = writer.append(
                    {casefile::Kind::SlotAdded, options.clock.wall(), options.actor, {}, {}, slotFields(slot)});
                if (!entry)
                    return failure(entry);
            }
            return {};
        });
        if (!said)
            return failure(said);
        if (const Result<> done = (*store)->checkpoint(); !done)
            return failure(done);
    }
    if (const Result<> written = writeDurably(folder + QStringLiteral("/slots.json"), slotFile.encode(*dataKey));
        !written)
        return failure(written);
    const auto putVolume = [&options](qint64 number, QByteArrayView bytes) {
        return writeDurably(volumePath(options.folder + QStringLiteral("/volumes"), number), bytes);
    };
    // One that is not there may still be found: a check of the vault names it.
    if (const auto put = readVolumes(
            vaultPart->connection, slotFile.vault, QFileInfo(vaultFile).absolutePath(), recovery, putVolume);
        !put)
        return failure(put);
    if (!QFile::rename(folder, options.folder + QStringLiteral("/g000001")))
        return failure(storage::kDiskFault, ErrorKind::Retry, folder);
    if (const Result<> written = writeDurably(options.folder + QStringLiteral("/CURRENT"), "g000001\n"); !written)
        return failure(written);
    lock.unlock();
    // What was permitted is no roll-back: the anchor of this machine, which saw more, is not met.
    VaultOptions unanchored = options;
    unanchored.anchors = nullptr;
    auto vault = Vault::open(unanchored, recovery);
    if (!vault)
        return vault;
    // The newest keys may know of clients destroyed since the backup was made: what follows from the journal is made
    // anew, so that it is what the journal gives now. Without a volume or a key it stays as it was; a check names it.
    if (const Result<> rebuilt = (*vault)->store().rebuild();
        !rebuilt && rebuilt.error().code != storage::kMissing && rebuilt.error().code != kClientKeysMissing)
        return failure(rebuilt);
    const casefile::Event said{casefile::Kind::BackupRestored, options.clock.wall(), options.actor, {}, {},
        {{QStringLiteral("digest"), QString::fromLatin1(core::toHex(vaultPart->header.digest))},
            {QStringLiteral("sequence"), static_cast<qint64>(vaultPart->header.head.sequence)}}};
    const Result<> kept = (*vault)->store().write([&](Writer& writer) -> Result<> {
        const auto entry = writer.append(said);
        const Result<> cleared = entry ? forgetBackups(writer) : failure(entry);
        return cleared ? beginSegment((*vault)->store(), writer, vaultPart->header.head.sequence) : cleared;
    });
    if (!kept)
        return failure(kept);
    return vault;
}

} // namespace tirkeu::vault
