#pragma once

#include <core/ports/signer.h>
#include <pki/certificate.h>
#include <vault/spool.h>
#include <vault/vault.h>

#include <functional>

namespace tirkeu::sync {

/// From whom packages come and for whom they are sealed. The key signs on the vault's thread.
struct Sender
{
    QString workstation; ///< as the criteria name it
    QString branch;
    pki::Certificate bank;
    core::Signer& key;
};

/// Runs an action with the opened vault and waits for it: `vault.closed` while nobody is in. Never on the window's
/// thread or the vault's own.
using AtVault = std::function<Result<>(const std::function<Result<>(vault::Vault&)>&)>;

} // namespace tirkeu::sync
