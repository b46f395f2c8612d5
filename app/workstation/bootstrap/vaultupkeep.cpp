#include "vaultupkeep.h"

#include <core/log.h>
#include <core/whendone.h>
#include <vault/backup.h>
#include <vault/errors.h>

#include <QFile>

namespace tirkeu::workstation {

namespace {
Q_LOGGING_CATEGORY(logUpkeep, "tirkeu.upkeep")

constexpr auto kEvery = std::chrono::hours(20);   ///< nearly a day: once at the end of each
constexpr auto kOverdue = std::chrono::hours(72); ///< longer than a week-end
constexpr qsizetype kMostKept = 14;
const QString kMetaFolder = QStringLiteral("backup-folder");
const QString kNoticeId = QStringLiteral("backup");
const QString kKeysLeft = QStringLiteral("key-files-left");

/// The oldest of this vault go; the one file of the keys stays the only one.
void removeOldBackups(const QString& folder, const core::Uuid& vault)
{
    QStringList files = vault::backupsIn(folder, vault);
    while (files.size() > kMostKept) {
        if (!QFile::remove(files.takeFirst()))
            core::logWarning(logUpkeep()) << "an old backup stays";
    }
}

/// The folder is a setting like any other: its change is an event.
Result<> rememberFolder(vault::Store& store, const QString& from, const QString& to, const QString& actor)
{
    if (from == to)
        return {};
    return store.write([&](vault::Writer& writer) -> Result<> {
        const auto entry = writer.append({casefile::Kind::SettingChanged, store.clock().wall(), actor, {}, {},
            {{QStringLiteral("setting"), QStringLiteral("backup-folder")}, {QStringLiteral("from"), from},
                {QStringLiteral("to"), to}}});
        return entry ? writer.setMeta(kMetaFolder, to.toUtf8()) : failure(entry);
    });
}

/// Into `folder`, which is remembered; empty: where the last one went.
Result<> makeBackup(vault::Vault& vault, const QString& firstFolder, const QString& folder, const QString& actor)
{
    const Result<QString> before = VaultUpkeep::folderOf(vault.store(), firstFolder);
    if (!before)
        return failure(before);
    const QString target = folder.isEmpty() ? *before : folder;
    if (const auto made = vault::makeBackup(vault, target, actor); !made)
        return failure(made);
    removeOldBackups(target, vault.store().vault());
    return rememberFolder(vault.store(), *before, target, actor);
}

Result<VaultUpkeep::Backups> lookAtBackups(vault::Vault& vault)
{
    const auto last = vault::lastBackup(vault.store());
    const auto left = last ? vault::keyFilesLeft(vault.store()) : failure(last);
    if (!left)
        return failure(left);
    return VaultUpkeep::Backups{*last ? std::optional((*last)->made) : std::nullopt, *left};
}

Result<VaultUpkeep::Backups> backUpWhereOld(vault::Vault& vault, const QString& firstFolder, core::WallTime now)
{
    const auto last = vault::lastBackup(vault.store());
    const auto owed = last ? vault::isKeyFileOwed(vault.store()) : failure(last);
    if (!owed)
        return failure(owed);
    if (*owed || !*last || now - (*last)->made >= kEvery) {
        if (const Result<> made = makeBackup(vault, firstFolder, {}, QStringLiteral("workstation")); !made)
            return failure(made);
    }
    return lookAtBackups(vault);
}

/// What one opening does.
Result<VaultUpkeep::Backups> tend(vault::Vault& vault, core::Signer& workstation, const KeptRoles& roles,
    const CriteriaHistory& criteria, const vault::RetentionRules& rules)
{
    const QString actor = QStringLiteral("workstation");
    if (const auto kept = keepRoles(vault.store(), roles, actor); !kept)
        return failure(kept);
    if (const auto kept = keepCriteria(vault.store(), criteria, actor); !kept)
        return failure(kept);
    const auto sealed = vault::Retention(vault.store(), vault.volumeFolder(), rules).sealOld(workstation, actor);
    if (!sealed)
        return failure(sealed);
    return lookAtBackups(vault);
}
} // namespace

VaultUpkeep::VaultUpkeep(
    vault::VaultThread& thread, VaultDoor& door, VaultNotices& notices, const core::Clock& clock, Options options)
    : m_thread(thread)
    , m_notices(notices)
    , m_clock(clock)
    , m_options(std::move(options))
{
    // Asked for before the door asks the vault to close, so that it is done before.
    connect(&door, &VaultDoor::openChanged, this, [this](bool open) { open ? opened() : closing(); });
}

bool VaultUpkeep::isOverdue(const std::optional<core::WallTime>& made, core::WallTime now)
{
    return made && now - *made > kOverdue;
}

// What runs on the vault's thread may outlive this: it is given values, and the signer, which outlives the thread.
void VaultUpkeep::opened()
{
    auto tended = m_thread.perform<Backups>(
        [&workstation = m_options.workstation, roles = m_options.roles(), criteria = m_options.criteria,
            rules = m_options.rules](vault::Vault& vault) { return tend(vault, workstation, roles, criteria, rules); });
    core::whenDone(tended, this, [this](const Result<Backups>& found) {
        if (!found) {
            core::logWarning(logUpkeep()) << "not tended" << found.error();
            return;
        }
        tellLeft(found->keysLeft);
        if (!isOverdue(found->made, m_clock.wall()) && !m_failure) {
            m_notices.remove(kNoticeId);
            return;
        }
        const QString made = found->made ? core::shownDateTime(*found->made) : QStringLiteral("–");
        m_notices.set({kNoticeId, MessageKind::Warning, {vault::kBackupOverdue, ErrorKind::OperatorCanFix, {}, {made}},
            NoticeAction::Seen});
    });
}

void VaultUpkeep::closing()
{
    auto made = m_thread.perform<Backups>([first = m_options.folder, now = m_clock.wall()](
                                              vault::Vault& vault) { return backUpWhereOld(vault, first, now); });
    core::whenDone(made, this, [this](const Result<Backups>& result) { note(result); });
}

void VaultUpkeep::note(const Result<Backups>& made)
{
    m_failure = made ? std::nullopt : std::optional(made.error());
    if (!made) {
        core::logWarning(logUpkeep()) << "no backup" << made.error();
        return;
    }
    m_notices.remove(kNoticeId);
    tellLeft(made->keysLeft);
}

void VaultUpkeep::tellLeft(const QStringList& folders)
{
    if (folders.isEmpty())
        m_notices.remove(kKeysLeft);
    else
        m_notices.set({kKeysLeft, MessageKind::Warning,
            {vault::kKeyFilesLeft, ErrorKind::OperatorCanFix, {}, {folders.join(QStringLiteral(", "))}},
            NoticeAction::Seen});
}

Result<QString> VaultUpkeep::folderOf(vault::Store& store, const QString& firstFolder)
{
    const Result<QByteArray> chosen = store.meta(kMetaFolder);
    if (!chosen)
        return failure(chosen);
    return chosen->isEmpty() ? firstFolder : QString::fromUtf8(*chosen);
}

QFuture<Result<>> VaultUpkeep::backUp(const QString& folder, const QString& actor)
{
    auto made =
        m_thread.perform<Backups>([first = m_options.folder, folder, actor](vault::Vault& vault) -> Result<Backups> {
            const Result<> done = makeBackup(vault, first, folder, actor);
            return done ? lookAtBackups(vault) : failure(done);
        });
    core::whenDone(made, this, [this](const Result<Backups>& result) { note(result); });
    return made.then([](const Result<Backups>& result) { return result ? Result<>() : Result<>(failure(result)); });
}

} // namespace tirkeu::workstation
