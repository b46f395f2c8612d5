#pragma once

#include "shell/noticesource.h"
#include "vaultdoor.h"

#include <QTimer>

#include <optional>

namespace tirkeu::workstation {

/// What the vault has to tell the person while the work goes on: events that are not on disk, a slow disk, what the
/// opening found, a clock that was set, a backup that was not made. The window's thread.
class VaultNotices final : public NoticeSource
{
    Q_OBJECT
public:
    VaultNotices(vault::VaultThread& thread, const VaultDoor& door, const core::Clock& clock);

    [[nodiscard]] QList<Notice> notices() const override { return m_notices; }
    void act(const QString& id) override;
    void set(const Notice& notice); ///< in the place of the one with the same id
    void remove(const QString& id);
    /// So many documents wait for the services that confirm their signatures. Read and put away, it stays away until
    /// none has waited.
    void tellRising(int documents, std::optional<core::WallTime> since);
    /// So many documents rise no further in their level. Read and put away, it comes back when there is one more.
    void tellStopped(int documents);
    void lookAtDisk(); ///< whether an event has been on its way for too long

private:
    void tellOpening(const vault::OpeningReport& report);
    void tellNotRecorded(const Error& error, int waiting);

    vault::VaultThread& m_thread;
    const VaultDoor& m_door;
    const core::Clock& m_clock;
    QTimer m_look;
    QList<Notice> m_notices;
    int m_stopped = 0;           ///< documents that were told of
    bool m_isRisingSeen = false; ///< and put away
};

} // namespace tirkeu::workstation
