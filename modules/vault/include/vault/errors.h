#pragma once

#include <core/error.h>

namespace tirkeu::vault {

// What callers tell apart.
inline constexpr ErrorCode kNoSlot{"vault.no-slot-for-this-person"};
inline constexpr ErrorCode kInUse{"vault.in-use-elsewhere"};
inline constexpr ErrorCode kVaultThere{"vault.folder-holds-a-vault"};
inline constexpr ErrorCode kChainBroken{"vault.chain-broken"};
inline constexpr ErrorCode kTampered{"vault.file-tampered"};
inline constexpr ErrorCode kNotErasable{"vault.not-yet-erasable"};
inline constexpr ErrorCode kUnknownRecord{"vault.no-such-record"};
inline constexpr ErrorCode kClosed{"vault.closed"};
inline constexpr ErrorCode kClientDestroyed{"vault.client-destroyed"};

} // namespace tirkeu::vault
