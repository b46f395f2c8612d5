#include "bytes.h"

#include <vault/clientkeys.h>
#include <vault/errors.h>

#include <casefile/cipher.h>
#include <storage/transaction.h>

namespace tirkeu::vault {

namespace {
constexpr std::size_t kMostCached = 64;
}

ClientKeys::ClientKeys(storage::Connection connection, const core::Clock& clock)
    : m_connection(std::move(connection))
    , m_clock(clock)
{
}

Result<std::shared_ptr<const core::SecureBytes>> ClientKeys::find(const core::Uuid& client)
{
    if (const auto cached = m_cache.find(client); cached != m_cache.end())
        return cached->second;
    auto select = m_connection.prepare("SELECT key FROM keys WHERE client = ?1");
    if (!select)
        return failure(select);
    const QByteArray id = bytesOf(client);
    const Result<bool> row = select->bind(1, id).step();
    if (!row)
        return failure(row);
    const QByteArrayView view = *row ? select->view(0) : QByteArrayView();
    if (view.isEmpty())
        return std::shared_ptr<const core::SecureBytes>();
    auto key = std::make_shared<const core::SecureBytes>(
        std::as_bytes(std::span(view.data(), static_cast<std::size_t>(view.size()))));
    if (m_cache.size() >= kMostCached)
        m_cache.clear();
    m_cache.emplace(client, key);
    return key;
}

Result<std::shared_ptr<const core::SecureBytes>> ClientKeys::findOrMake(const core::Uuid& client)
{
    const auto found = find(client);
    if (!found || *found)
        return found;
    const Result<bool> destroyed = isDestroyed(client);
    if (!destroyed)
        return failure(destroyed);
    if (*destroyed)
        return failure(kClientDestroyed, ErrorKind::OperatorCanFix, QStringLiteral("no new key"));
    const Result<core::SecureBytes> key = casefile::randomKey();
    if (!key)
        return failure(key);
    auto insert = m_connection.prepare("INSERT INTO keys(client, key, made) VALUES(?1, ?2, ?3)");
    if (!insert)
        return failure(insert);
    const QByteArray id = bytesOf(client);
    const QByteArrayView view(key->u8(), static_cast<qsizetype>(key->size()));
    if (const Result<> run = insert->bind(1, id).bind(2, view).bind(3, millis(m_clock.wall())).run(); !run)
        return failure(run);
    return find(client);
}

Result<> ClientKeys::destroy(const core::Uuid& client)
{
    m_cache.erase(client);
    auto transaction = storage::Transaction::begin(m_connection);
    if (!transaction)
        return failure(transaction);
    const QByteArray id = bytesOf(client);
    {
        auto remove = m_connection.prepare("DELETE FROM keys WHERE client = ?1");
        if (!remove)
            return failure(remove);
        if (const Result<> run = remove->bind(1, id).run(); !run)
            return run;
        auto mark = m_connection.prepare("INSERT INTO keys(client, key, made) VALUES(?1, x'', ?2)");
        if (!mark)
            return failure(mark);
        if (const Result<> run = mark->bind(1, id).bind(2, millis(m_clock.wall())).run(); !run)
            return run;
    }
    if (const Result<> committed = transaction->commit(); !committed)
        return committed;
    // Deleted bytes are overwritten; emptying the log takes the page's older image off the disk as well.
    return m_connection.checkpoint();
}

Result<bool> ClientKeys::isDestroyed(const core::Uuid& client)
{
    auto select = m_connection.prepare("SELECT 1 FROM keys WHERE client = ?1 AND length(key) = 0");
    if (!select)
        return failure(select);
    const QByteArray id = bytesOf(client);
    return select->bind(1, id).step();
}

Result<qint64> ClientKeys::count()
{
    return m_connection.number("SELECT count(*) FROM keys WHERE length(key) > 0");
}

} // namespace tirkeu::vault
