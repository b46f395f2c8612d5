#include "durablefile.h"

#include <vault/errors.h>
#include <vault/vault.h>

#include <casefile/cipher.h>

#include <QDir>
#include <QFile>

namespace tirkeu::vault {

namespace {
constexpr ErrorCode kStopped{"vault.rekey-stopped"};
}

Result<> Vault::rekeyStep()
{
    if (m_rekeySteps < 0 || m_rekeySteps-- > 0)
        return {};
    return failure(kStopped, ErrorKind::Retry, QStringLiteral("as a test asked"));
}

/// Everything goes into a new generation beside the old one; the pointer to it is swapped last. Until then the old one
/// holds, and the wish for a new key stands in it: whatever stops this, the next opening begins it again.
Result<> Vault::moveToNewKey(const QString& actor)
{
    if (const Result<> usable = checkOpen(); !usable)
        return usable;
    Result<core::SecureBytes> fresh = casefile::randomKey();
    if (!fresh)
        return failure(fresh);
    SlotFile next = m_slots;
    next.generation = m_slots.generation + 1;
    const QList<Slot> people = std::exchange(next.slots_, {});
    for (const Slot& slot : people) {
        if (const Result<> added = next.add(*fresh, slot.holder, m_options.clock); !added)
            return added;
        next.slots_.last().id = slot.id;
        next.slots_.last().added = slot.added;
    }
    const QString folder = generationFolder(m_options.folder, next.generation);
    QDir(folder).removeRecursively();
    if (!QDir().mkpath(folder))
        return failure(kTampered, ErrorKind::OperatorCanFix, folder);
    if (const Result<> step = rekeyStep(); !step)
        return step;
    const StoreFiles target{folder + QStringLiteral("/vault.db"), folder + QStringLiteral("/keys.db")};
    if (const Result<> copied =
            m_store->connection().exportTo(target.vault, casefile::deriveKey(*fresh, "tirkeu vault file", {}));
        !copied)
        return copied;
    if (const Result<> step = rekeyStep(); !step)
        return step;
    if (const Result<> copied = m_store->clientKeys().connection().exportTo(
            target.keys, casefile::deriveKey(*fresh, "tirkeu client key file", {}));
        !copied)
        return copied;
    if (const Result<> step = rekeyStep(); !step)
        return step;
    {
        auto store = Store::open(target, *fresh, m_options.clock);
        if (!store)
            return failure(store);
        const core::JournalHead copied = (*store)->journal().head();
        if (copied.hash != m_store->journal().head().hash)
            return failure(kChainBroken, ErrorKind::Bug, QStringLiteral("the copy ends elsewhere"),
                {QString::number(copied.sequence)});
        const Result<> marked = (*store)->write([&](Writer& writer) -> Result<> {
            const auto entry = writer.append({casefile::Kind::VaultRekeyed, m_options.clock.wall(), actor, {}, {},
                {{QStringLiteral("generation"), next.generation},
                    {QStringLiteral("slots"), static_cast<int>(next.slots_.size())}}});
            return entry ? writer.setMeta(QStringLiteral("rekey-wanted"), {}) : failure(entry);
        });
        if (!marked)
            return marked;
        if (const Result<> checked = (*store)->connection().checkAllPages(); !checked)
            return checked;
        if (const Result<> done = (*store)->checkpoint(); !done)
            return done;
    }
    if (const Result<> written = writeDurably(folder + QStringLiteral("/slots.json"), next.encode(*fresh)); !written)
        return written;
    if (const Result<> step = rekeyStep(); !step)
        return step;
    const QString name = QDir(folder).dirName();
    const QString old = generationFolder(m_options.folder, m_slots.generation);
    if (const Result<> swapped = writeDurably(m_options.folder + QStringLiteral("/CURRENT"), (name + u'\n').toLatin1());
        !swapped) {
        // The pointer may show the new generation already: what was written into the old one then would be lost. Only
        // a new opening knows.
        if (const Result<QString> current = currentGeneration(m_options.folder); !current || *current != old)
            m_store.reset();
        return swapped;
    }
    // From here on nothing may be written into the old generation: where the new one does not open, the vault is
    // closed, and says so, until it is opened again.
    m_store.reset();
    m_slots = std::move(next);
    m_dataKey = std::move(*fresh);
    if (const Result<> step = rekeyStep(); !step)
        return step;
    if (const Result<> opened = openStore(); !opened)
        return opened;
    if (const Result<> step = rekeyStep(); !step)
        return step;
    QDir(old).removeRecursively();
    return {};
}

} // namespace tirkeu::vault
