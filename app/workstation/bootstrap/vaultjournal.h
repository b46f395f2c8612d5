#pragma once

#include "journal/journalsource.h"
#include "vaultdoor.h"

#include <criteria/criteria.h>

namespace tirkeu::workstation {

/// The journal page's questions, answered by the vault's thread.
class VaultJournal final : public JournalSource
{
public:
    using Names = std::function<QHash<QString, QString>()>; ///< staff ids and how people are shown
    /// Exports are written into `exportFolder` and signed by `workstation`, which is used on the vault's thread.
    VaultJournal(vault::VaultThread& thread, const VaultDoor& door, core::Signer& workstation, const core::Clock& clock,
        QString exportFolder, Names names);

    [[nodiscard]] QFuture<Result<QList<JournalRow>>> read(const JournalQuery& query) override;
    [[nodiscard]] QFuture<Result<JournalChain>> check() override;
    [[nodiscard]] QFuture<Result<QString>> exportAll() override;
    [[nodiscard]] QStringList kinds() const override;
    [[nodiscard]] QString shownName(const QString& actor) const override;
    [[nodiscard]] QStringList actors() const override;

private:
    vault::VaultThread& m_thread;
    const VaultDoor& m_door;
    core::Signer& m_workstation;
    const core::Clock& m_clock;
    QString m_exports;
    Names m_names;
};

} // namespace tirkeu::workstation
