#pragma once

#include <vault/clientkeys.h>

namespace tirkeu::vault {

/// The key under which something of an owner is written: made for whoever is met for the first time, and for nobody
/// else. A client whom the vault knows has one; a new one in its place would hide that theirs is missing and stand in
/// its way when it comes back.
[[nodiscard]] Result<std::shared_ptr<const core::SecureBytes>> ownerKey(
    storage::Connection& vault, ClientKeys& keys, const core::Uuid& owner);

} // namespace tirkeu::vault
