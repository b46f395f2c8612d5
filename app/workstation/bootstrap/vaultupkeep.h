#pragma once

#include "criteriakeeping.h"
#include "rolekeeping.h"
#include "vaultnotices.h"

#include <vault/retention.h>

namespace tirkeu::workstation {

/// What has to be done with a vault besides working with it: at each opening roles and devices are compared with
/// those of earlier criteria and old entries go into volumes; at sign-out a backup is made where the last one is nearly
/// a day old, or still has the key of somebody destroyed. The window's thread; the work is the vault's.
class VaultUpkeep final : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        core::Signer& workstation; ///< used on the vault's thread
        QString folder;            ///< for backups, until somebody names another
        std::function<KeptRoles()> roles;
        vault::RetentionRules rules = {};
        CriteriaHistory criteria = {}; ///< whose changes are told device by device
    };
    struct Backups
    {
        std::optional<core::WallTime> made; ///< the newest; none: never
        QStringList keysLeft;               ///< see vault::keyFilesLeft
    };
    VaultUpkeep(
        vault::VaultThread& thread, VaultDoor& door, VaultNotices& notices, const core::Clock& clock, Options options);

    [[nodiscard]] const std::optional<Error>& lastFailure() const { return m_failure; }
    [[nodiscard]] static bool isOverdue(const std::optional<core::WallTime>& made, core::WallTime now);
    /// Into `folder`, which is remembered; empty: where the last one went.
    [[nodiscard]] QFuture<Result<>> backUp(const QString& folder, const QString& actor);
    [[nodiscard]] const vault::RetentionRules& rules() const { return m_options.rules; }
    [[nodiscard]] const QString& firstFolder() const { return m_options.folder; }
    /// On the vault's thread: where backups go.
    [[nodiscard]] static Result<QString> folderOf(vault::Store& store, const QString& firstFolder);

private:
    void opened();
    void closing();
    void note(const Result<Backups>& made);
    void tellLeft(const QStringList& folders);

    vault::VaultThread& m_thread;
    VaultNotices& m_notices;
    const core::Clock& m_clock;
    Options m_options;
    std::optional<Error> m_failure;
};

} // namespace tirkeu::workstation
