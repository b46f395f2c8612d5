#pragma once

#include "vaultnotices.h"

namespace tirkeu::workstation {

/// The whole journal is checked behind each opening, while the work goes on; what does not fit is told until somebody
/// has seen to it. The window's thread; the walk has one of its own.
class VaultWalk final : public QObject
{
    Q_OBJECT
public:
    VaultWalk(vault::VaultThread& thread, const VaultDoor& door, VaultNotices& notices);

private:
    void tell(const Result<vault::JournalReport>& report);

    vault::VaultThread& m_thread;
    VaultNotices& m_notices;
};

} // namespace tirkeu::workstation
