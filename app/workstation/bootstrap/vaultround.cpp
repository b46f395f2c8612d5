#include "vaultround.h"

#include <utility>

namespace tirkeu::workstation {

VaultRound::VaultRound(const VaultDoor& door, std::chrono::milliseconds every)
    : m_door(door)
{
    m_again.setInterval(every);
    connect(&m_again, &QTimer::timeout, this, &VaultRound::look);
    connect(&m_door, &VaultDoor::openChanged, this, [this](bool open) {
        if (open)
            look();
    });
    m_again.start();
}

void VaultRound::look()
{
    m_isAsked = m_isLooking;
    if (m_isLooking || !isOpen())
        return;
    m_isLooking = true;
    begin();
}

void VaultRound::over()
{
    m_isLooking = false;
    if (std::exchange(m_isAsked, false))
        look();
}

} // namespace tirkeu::workstation
