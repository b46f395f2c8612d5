#pragma once

#include <storage/connection.h>

#include <core/clock.h>
#include <core/securebytes.h>
#include <core/uuid.h>

#include <map>
#include <memory>

namespace tirkeu::vault {

/// The clients' keys, in a file of their own so that a backup of it can replace the last one: a key destroyed here is
/// in no backup made from then on. Durable before it is first used. One thread.
class ClientKeys
{
public:
    ClientKeys(storage::Connection connection, const core::Clock& clock);

    /// The workstation's own key, for events of nobody.
    [[nodiscard]] static core::Uuid nobody() { return {}; }
    [[nodiscard]] Result<std::shared_ptr<const core::SecureBytes>> find(const core::Uuid& client); ///< null: none
    /// A client whose key was destroyed gets no other one: `vault.client-destroyed`.
    [[nodiscard]] Result<std::shared_ptr<const core::SecureBytes>> findOrMake(const core::Uuid& client);
    /// The key goes; that it is gone stays, here and in every backup of this file.
    [[nodiscard]] Result<> destroy(const core::Uuid& client);
    [[nodiscard]] Result<bool> isDestroyed(const core::Uuid& client);
    [[nodiscard]] Result<qint64> count();
    [[nodiscard]] storage::Connection& connection() { return m_connection; }

private:
    storage::Connection m_connection;
    const core::Clock& m_clock;
    std::map<core::Uuid, std::shared_ptr<const core::SecureBytes>> m_cache; ///< of the clients in hand
};

} // namespace tirkeu::vault
