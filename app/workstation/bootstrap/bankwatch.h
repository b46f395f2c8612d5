#pragma once

#include "vaultnotices.h"
#include "vaultround.h"

#include <enrolment/bankport.h>

#include <QThreadPool>

namespace tirkeu::workstation {

/// The bank's own system behind the counter: a folder of files that is read on a thread of its own. Relations that have
/// ended go into the journal while the vault is open; what cannot be read is said. The window's thread; ends before the
/// vault's thread does.
class BankWatch final : public VaultRound
{
    Q_OBJECT
public:
    static constexpr std::chrono::seconds kLookEvery{60};
    struct Ground
    {
        vault::VaultThread& vault;
        const VaultDoor& door;
        VaultNotices& notices;
        std::function<QString()> folder; ///< as the settings say now; empty: there is none
    };
    explicit BankWatch(Ground ground);
    ~BankWatch() override;

    /// For prefilling; nobody where there is no folder.
    [[nodiscard]] QFuture<Result<std::optional<enrolment::BankClient>>> find(const identity::Iin& iin);

Q_SIGNALS:
    void looked(int taken); ///< so many ends are in the journal that were not

private:
    void begin() override;

    Ground m_ground;
    QThreadPool m_thread;
};

} // namespace tirkeu::workstation
