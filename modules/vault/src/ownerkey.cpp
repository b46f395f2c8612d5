#include "ownerkey.h"

#include "bytes.h"

#include <vault/errors.h>

namespace tirkeu::vault {

Result<std::shared_ptr<const core::SecureBytes>> ownerKey(
    storage::Connection& vault, ClientKeys& keys, const core::Uuid& owner)
{
    auto key = keys.find(owner);
    if (!key || *key)
        return key;
    auto known = vault.prepare("SELECT 1 FROM clients WHERE id = ?1");
    if (!known)
        return failure(known);
    const QByteArray id = bytesOf(owner);
    const Result<bool> isKnown = known->bind(1, id).step();
    const Result<bool> isDestroyed = isKnown ? keys.isDestroyed(owner) : isKnown;
    if (!isDestroyed)
        return failure(isDestroyed);
    if (*isKnown && !*isDestroyed)
        return failure(kClientKeysMissing, ErrorKind::SecurityStop, QStringLiteral("key of a known client"));
    return keys.findOrMake(owner);
}

} // namespace tirkeu::vault
