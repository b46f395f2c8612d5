#include "vaultretention.h"

#include "clientshown.h"

#include <vault/backup.h>
#include <vault/errors.h>

#include <QSaveFile>

namespace tirkeu::workstation {

namespace {
constexpr qsizetype kIinDigits = 12;
constexpr ErrorCode kCannotSign{"signin.cannot-sign"};
constexpr ErrorCode kNotSaved{"vault.act-not-saved"};

// Said before it is handed out, as every export is.
Result<> saveDocument(vault::Retention& retention, const core::Uuid& act, const QString& file, const QString& actor)
{
    const auto pdf = retention.exportDocument(act, actor);
    if (!pdf)
        return failure(pdf);
    QSaveFile target(file);
    if (!target.open(QIODevice::WriteOnly) || target.write(*pdf) != pdf->size() || !target.commit())
        return failure(kNotSaved, ErrorKind::OperatorCanFix, target.errorString(), {file});
    return {};
}

Result<casefile::ClientId> clientOf(vault::Store& store, const QString& text)
{
    if (text.size() == kIinDigits) {
        const auto found = store.find(vault::SearchField::Iin, text);
        if (!found)
            return failure(found);
        if (!found->empty())
            return found->front();
    }
    const auto id = core::Uuid::parse(text);
    return id ? Result<casefile::ClientId>(casefile::ClientId(*id))
              : failure(vault::kUnknownRecord, ErrorKind::OperatorCanFix, QStringLiteral("client"));
}

KeptRow rowOf(const vault::KeptClient& kept)
{
    return {kept.record.id.toString(), shownClient(kept.record), kept.until, kept.record.isHeld, kept.holdReason,
        kept.isErasable};
}
struct Asking
{
    QHash<QString, QString> names;
    std::function<QString(const QString& id)> person;
    QString me;
    QString firstFolder;
    vault::RetentionRules rules;
    BackupShown backup; ///< what the window's thread knows of it
};

Result<RetentionShown> answer(vault::Vault& vault, const Asking& asking)
{
    vault::Retention retention(vault.store(), vault.volumeFolder(), asking.rules);
    const auto kept = retention.kept();
    const auto acts = kept ? retention.acts() : failure(kept);
    const auto last = acts ? vault::lastBackup(vault.store()) : failure(acts);
    const auto folder = last ? VaultUpkeep::folderOf(vault.store(), asking.firstFolder) : failure(last);
    if (!folder)
        return failure(folder);
    RetentionShown shown;
    for (const vault::KeptClient& one : *kept)
        shown.clients.append(rowOf(one));
    const auto named = [&asking](const QString& id) {
        return asking.names.value(id, id.left(16));
    };
    for (const vault::DestructionAct& act : *acts) {
        shown.acts.append({act.id.toString(), act.clients.size(), act.reason, named(act.proposer), act.proposed,
            act.approver.isEmpty() ? QString() : named(act.approver),
            act.done       ? ActState::Done
            : act.approved ? ActState::Approved
                           : ActState::Waits,
            asking.person(act.proposer) == asking.person(asking.me), act.isDocumented});
    }
    shown.backup = asking.backup;
    shown.backup.folder = *folder;
    if (*last)
        shown.backup.made = (*last)->made;
    shown.backup.isOverdue = VaultUpkeep::isOverdue(shown.backup.made, vault.store().clock().wall());
    return shown;
}
} // namespace

VaultRetention::VaultRetention(vault::VaultThread& thread, const VaultDoor& door, VaultUpkeep& upkeep, People people)
    : m_thread(thread)
    , m_door(door)
    , m_upkeep(upkeep)
    , m_people(std::move(people))
{
}

QFuture<Result<RetentionShown>> VaultRetention::read()
{
    Asking asking{m_people.names(), m_people.person, m_door.owner(), m_upkeep.firstFolder(), m_upkeep.rules(), {}};
    asking.backup.why = m_upkeep.lastFailure();
    return m_thread.perform<RetentionShown>([asking](vault::Vault& vault) { return answer(vault, asking); });
}

QFuture<Result<>> VaultRetention::perform(const Work& work)
{
    return m_thread.perform<void>([work, rules = m_upkeep.rules()](vault::Vault& vault) {
        vault::Retention retention(vault.store(), vault.volumeFolder(), rules);
        return work(vault.store(), retention);
    });
}

QFuture<Result<>> VaultRetention::hold(const QString& client, const QString& reason)
{
    return perform([=, actor = m_door.owner()](vault::Store& store, vault::Retention& retention) -> Result<> {
        const auto id = clientOf(store, client);
        const auto record = id ? store.client(*id) : failure(id);
        return record ? retention.setHold(*id, reason, actor) : failure(record);
    });
}

QFuture<Result<>> VaultRetention::release(const QString& client, const QString& reason)
{
    return perform([=, actor = m_door.owner()](vault::Store& store, vault::Retention& retention) -> Result<> {
        const auto id = clientOf(store, client);
        const auto record = id ? store.client(*id) : failure(id);
        return record ? retention.liftHold(*id, reason, actor) : failure(record);
    });
}

QFuture<Result<>> VaultRetention::propose(const QStringList& clients, const QString& reason)
{
    return perform([=, actor = m_door.owner()](vault::Store& store, vault::Retention& retention) -> Result<> {
        QList<casefile::ClientId> ids;
        for (const QString& client : clients) {
            const auto id = clientOf(store, client);
            if (!id)
                return failure(id);
            ids.append(*id);
        }
        const auto act = retention.propose(ids, reason, actor);
        return act ? Result<>() : failure(act);
    });
}

QFuture<Result<>> VaultRetention::approve(const QString& act)
{
    return perform([act, person = m_people.person, actor = m_door.owner()](
                       vault::Store&, vault::Retention& retention) -> Result<> {
        const auto id = core::Uuid::parse(act);
        const auto acts = id ? retention.acts() : failure(id);
        if (!acts)
            return failure(acts);
        for (const vault::DestructionAct& one : *acts) {
            if (one.id == *id && !one.approved && person(one.proposer) == person(actor))
                return failure(vault::kSamePerson, ErrorKind::OperatorCanFix, QStringLiteral("approve"));
        }
        return retention.approve(*id, actor);
    });
}

// The old backup of the keys still opens what was destroyed: a new one follows at once.
QFuture<Result<>> VaultRetention::carryOut(const QString& act)
{
    auto done = perform([act, actor = m_door.owner()](vault::Store&, vault::Retention& retention) -> Result<> {
        const auto id = core::Uuid::parse(act);
        const auto carried = id ? retention.carryOut(*id, actor) : failure(id);
        return carried ? Result<>() : failure(carried);
    });
    // One after the other, in this order.
    return m_upkeep.backUp({}, m_door.owner()).then([done](const Result<>& made) {
        return done.result() ? made : done.result();
    });
}

QFuture<Result<>> VaultRetention::sign(const QString& act, core::SecureBytes pin, LastTry lastTry)
{
    const auto id = core::Uuid::parse(act);
    if (!id || !m_signing)
        return QtFuture::makeReadyFuture(Result<>(
            id ? failure(kCannotSign, ErrorKind::OperatorCanFix, QStringLiteral("nobody signs here")) : failure(id)));
    return m_signing->sign(*id, std::move(pin), lastTry, m_door.owner());
}

QFuture<Result<>> VaultRetention::save(const QString& act, const QString& file)
{
    return perform([act, file, actor = m_door.owner()](vault::Store&, vault::Retention& retention) -> Result<> {
        const auto id = core::Uuid::parse(act);
        return id ? saveDocument(retention, *id, file, actor) : failure(id);
    });
}

QFuture<Result<>> VaultRetention::backUp(const QString& folder)
{
    return m_upkeep.backUp(folder, m_door.owner());
}

} // namespace tirkeu::workstation
