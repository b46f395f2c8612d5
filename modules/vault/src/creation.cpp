#include "creation.h"

#include "durablefile.h"
#include "publickey.h"
#include "slotevents.h"

#include <vault/vault.h>

#include <casefile/cipher.h>
#include <storage/errors.h>

#include <QDir>
#include <QFile>
#include <QJsonArray>

#include <algorithm>

namespace tirkeu::vault {

namespace {
constexpr ErrorCode kNotEmpty{"vault.folder-not-empty"};
constexpr ErrorCode kNoRecovery{"vault.recovery-slot-missing"};

// The pointer of a vault that is being made; as the last step it gets its own name. What lies beside it until then was
// never a vault.
const QString kBegun = QStringLiteral("CURRENT.begun");
const QString kFirst = QStringLiteral("g000001");
const QString kVolumes = QStringLiteral("volumes");

QString begunIn(const QString& folder)
{
    return folder + u'/' + kBegun;
}

Result<> beginCreation(const QString& folder)
{
    return writeDurably(begunIn(folder), (kFirst + u'\n').toLatin1());
}

Result<> endCreation(const QString& folder)
{
    return renameDurably(begunIn(folder), folder + u'/' + kCurrent);
}

/// Nothing lies there but the lock of whoever asks.
bool isFree(const QString& folder)
{
    QStringList names = QDir(folder).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden);
    names.removeAll(QStringLiteral("lock"));
    return names.isEmpty();
}
} // namespace

bool isUnfinished(const QString& folder)
{
    return QFile::exists(begunIn(folder)) && !QFile::exists(folder + u'/' + kCurrent);
}

Result<> clearUnfinished(const QString& folder)
{
    if (isUnfinished(folder)) {
        // As long as any of it is left, so is the mark: without that it would be a vault, and a damaged one.
        const QString first = folder + u'/' + kFirst;
        if (!QDir(first).removeRecursively())
            return failure(storage::kDiskFault, ErrorKind::Retry, first);
        QDir(folder).rmdir(kVolumes);
        if (const Result<> synced = syncFolder(folder); !synced)
            return synced;
    }
    // Cut short before anything was begun, the mark has not got its name yet.
    for (const QString& name : {begunIn(folder), besideOf(begunIn(folder))}) {
        if (!QFile::exists(name))
            continue;
        if (const Result<> removed = removeDurably(name); !removed)
            return removed;
    }
    return {};
}

Result<std::unique_ptr<Vault>> Vault::create(
    const VaultOptions& options, const QList<SlotHolder>& people, core::KeyUnwrapper& owner)
{
    const bool recoverable = std::ranges::any_of(people, [](const auto& p) { return p.role == SlotRole::Recovery; });
    if (!recoverable)
        return failure(kNoRecovery, ErrorKind::OperatorCanFix, QStringLiteral("recovery"));
    QDir().mkpath(options.folder);
    std::unique_ptr<Vault> vault(new Vault(options));
    if (const Result<> locked = vault->lock(); !locked)
        return failure(locked);
    if (const Result<> cleared = clearUnfinished(options.folder); !cleared)
        return failure(cleared);
    if (!isFree(options.folder))
        return failure(kNotEmpty, ErrorKind::OperatorCanFix, options.folder);
    Result<core::SecureBytes> dataKey = casefile::randomKey();
    const Result<SealingKey> sealing = SealingKey::make();
    if (!dataKey || !sealing)
        return dataKey ? failure(sealing) : failure(dataKey);
    const auto sealingInfo = sealing->publicInfo();
    const auto sealingSecret = sealing->toPkcs8();
    if (!sealingInfo || !sealingSecret)
        return sealingInfo ? failure(sealingSecret) : failure(sealingInfo);
    vault->m_slots.vault = core::Uuid::make(options.clock);
    vault->m_slots.sealingKey = *sealingInfo;
    QString recovery;
    QJsonArray first; ///< the journal knows of every slot
    for (const SlotHolder& holder : people) {
        if (const Result<> added = vault->m_slots.add(*dataKey, holder, options.clock); !added)
            return failure(added);
        first.append(QStringLiteral("%1 %2 %3").arg(nameOf(holder.role), digestText(holder.certificate), holder.name));
        if (holder.role == SlotRole::Recovery)
            recovery = digestText(holder.certificate);
    }
    if (const Result<> begun = beginCreation(options.folder); !begun)
        return failure(begun);
    const QString folder = generationFolder(options.folder, 1);
    QDir().mkpath(folder);
    QDir().mkpath(vault->volumeFolder());
    auto store = Store::create(vault->files(), *dataKey, vault->m_slots.vault, options.clock);
    if (!store)
        return failure(store);
    const QByteArrayView secretView(sealingSecret->u8(), static_cast<qsizetype>(sealingSecret->size()));
    const Result<> begun = (*store)->write([&](Writer& writer) -> Result<> {
        if (const Result<> set = writer.setMeta(kMetaSealing, secretView); !set)
            return set;
        const auto entry = writer.append({casefile::Kind::VaultCreated, options.clock.wall(), options.actor, {}, {},
            {{QStringLiteral("vault"), vault->m_slots.vault.toString()}, {QStringLiteral("recovery"), recovery},
                {QStringLiteral("slots"), first}}});
        return entry ? Result<>() : failure(entry);
    });
    if (!begun)
        return failure(begun);
    store->reset();
    const QString slotFile = folder + QStringLiteral("/slots.json");
    if (const Result<> written = writeDurably(slotFile, vault->m_slots.encode(*dataKey)); !written)
        return failure(written);
    // Only now is there a vault.
    if (const Result<> ended = endCreation(options.folder); !ended)
        return failure(ended);
    vault.reset();
    return open(options, owner);
}

} // namespace tirkeu::vault
