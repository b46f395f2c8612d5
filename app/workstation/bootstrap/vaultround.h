#pragma once

#include "vaultdoor.h"

#include <QTimer>

namespace tirkeu::workstation {

/// What is seen to again and again while the vault is open: as it opens, at an interval, and when asked. One look at a
/// time; one that is asked for meanwhile follows. The window's thread; the door outlives it.
class VaultRound : public QObject
{
public:
    void look(); ///< now

protected:
    VaultRound(const VaultDoor& door, std::chrono::milliseconds every);

    virtual void begin() = 0; ///< one look; it ends with `over`, whatever came of it
    void over();
    [[nodiscard]] bool isOpen() const { return !m_door.owner().isEmpty(); }

private:
    const VaultDoor& m_door;
    QTimer m_again;
    bool m_isLooking = false;
    bool m_isAsked = false; ///< while it looked
};

} // namespace tirkeu::workstation
