#pragma once

#include "diagnostics/restoresource.h"

#include <pki/softwarekey.h>
#include <vault/slotkeeping.h>

#include <QThreadPool>

namespace tirkeu::workstation {

/// Whether a vault lies there that opens for nobody, and a backup put in its place: on a thread of its own, while the
/// vault is closed.
class VaultRestore final : public RestoreSource
{
    Q_OBJECT
public:
    /// `backups` is where they go until somebody names another folder. Whom the criteria name gets a slot again, nobody
    /// else; where they name nobody, all who had one. This machine's anchor is set where the restored journal ends.
    /// Clock and anchor outlive it.
    VaultRestore(QString folder, QString backups, core::Signer& workstation, const core::Clock& clock,
        QList<vault::Entitled> entitled = {}, core::AnchorCheck* anchor = nullptr);
    ~VaultRestore() override; ///< waits for a restore under way

    /// Whether a vault lies there, or one that was set aside waits for its successor: no new one is made there.
    [[nodiscard]] static bool isKeptIn(const QString& folder);

    [[nodiscard]] std::optional<Error> damage() const override { return m_damage; }
    [[nodiscard]] RestoreFiles newest() const override;
    [[nodiscard]] QFuture<Result<RestoreDone>> restore(const RestoreFiles& files, core::SecureBytes password) override;

    void find(const Error& damage); ///< somebody opened it in vain

private:
    QString m_folder;
    QString m_backups;
    core::Signer& m_workstation;
    QList<vault::Entitled> m_entitled;
    core::AnchorCheck* m_anchor;
    const core::Clock& m_clock;
    std::optional<Error> m_damage;
    QThreadPool m_thread;
};

} // namespace tirkeu::workstation
