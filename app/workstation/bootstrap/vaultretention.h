#pragma once

#include "actsigning.h"
#include "retention/retentionsource.h"
#include "vaultupkeep.h"

namespace tirkeu::workstation {

/// The page of keeping, answered by the vault's thread.
class VaultRetention final : public RetentionSource
{
public:
    struct People
    {
        std::function<QHash<QString, QString>()> names; ///< staff ids and how people are shown
        /// One person whatever certificate they came with, so that nobody approves what they proposed.
        std::function<QString(const QString& id)> person;
    };
    VaultRetention(vault::VaultThread& thread, const VaultDoor& door, VaultUpkeep& upkeep, People people);

    [[nodiscard]] QFuture<Result<RetentionShown>> read() override;
    [[nodiscard]] QFuture<Result<>> hold(const QString& client, const QString& reason) override;
    [[nodiscard]] QFuture<Result<>> release(const QString& client, const QString& reason) override;
    [[nodiscard]] QFuture<Result<>> propose(const QStringList& clients, const QString& reason) override;
    [[nodiscard]] QFuture<Result<>> approve(const QString& act) override;
    [[nodiscard]] QFuture<Result<>> carryOut(const QString& act) override;
    [[nodiscard]] QFuture<Result<>> sign(const QString& act, core::SecureBytes pin, LastTry lastTry) override;
    [[nodiscard]] QFuture<Result<>> save(const QString& act, const QString& file) override;
    [[nodiscard]] QFuture<Result<>> backUp(const QString& folder) override;

    /// With whom acts are signed; they outlive each other's use. None yet: nobody can sign here.
    void signWith(ActSigning* signing) { m_signing = signing; }

private:
    using Work = std::function<Result<>(vault::Store&, vault::Retention&)>;
    [[nodiscard]] QFuture<Result<>> perform(const Work& work);

    vault::VaultThread& m_thread;
    const VaultDoor& m_door;
    VaultUpkeep& m_upkeep;
    People m_people;
    ActSigning* m_signing = nullptr;
};

} // namespace tirkeu::workstation
