#pragma once

#include "outbox/outboxsource.h"

#include <vault/store.h>

namespace tirkeu::workstation::outboxreading {

// On the vault's thread: what the outbox and the journal say of the packages' ways.
struct InHand
{
    std::optional<core::Uuid> package;
    qint64 sent = 0;
};
[[nodiscard]] Result<OutboxShown> shownOf(vault::Store& store, const InHand& inHand);

struct Counts
{
    int waiting = 0;
    int clients = 0;   ///< served today
    int delivered = 0; ///< of them
};
[[nodiscard]] Counts countsOf(const std::vector<vault::OutboxRow>& rows, core::WallTime now);

} // namespace tirkeu::workstation::outboxreading
