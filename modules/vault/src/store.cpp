#include "durablefile.h"
#include "rows.h"
#include "schema.h"

#include <vault/errors.h>
#include <vault/store.h>

#include <casefile/cipher.h>
#include <storage/errors.h>
#include <storage/transaction.h>

#include <QDir>
#include <QFileInfo>

namespace tirkeu::vault {

namespace {
constexpr std::size_t kMostStates = 64; // of cases in hand, between two transactions
constexpr ErrorCode kNested{"vault.write-inside-write"};
const QString kMetaVault = QStringLiteral("vault");
const QString kMetaSearchKey = QStringLiteral("search-key");

Result<> setMetaIn(storage::Connection& connection, const QString& name, QByteArrayView value)
{
    auto insert = connection.prepare("INSERT INTO meta(name, value) VALUES(?1, ?2)"
                                     " ON CONFLICT(name) DO UPDATE SET value = excluded.value");
    if (!insert)
        return failure(insert);
    return insert->bind(1, name).bind(2, value).run();
}

Result<QByteArray> metaIn(storage::Connection& connection, const QString& name)
{
    auto select = connection.prepare("SELECT value FROM meta WHERE name = ?1");
    if (!select)
        return failure(select);
    const Result<bool> row = select->bind(1, name).step();
    if (!row)
        return failure(row);
    return *row ? select->bytes(0) : QByteArray();
}

core::SecureBytes storeKey(const core::SecureBytes& dataKey)
{
    return casefile::deriveKey(dataKey, "tirkeu vault file", {});
}
core::SecureBytes keyFileKey(const core::SecureBytes& dataKey)
{
    return casefile::deriveKey(dataKey, "tirkeu client key file", {});
}
} // namespace

Store::Store(storage::Connection connection, storage::Connection keys, const core::Uuid& vault,
    core::SecureBytes searchKey, const core::Clock& clock)
    : m_connection(std::move(connection))
    , m_keys(std::make_unique<ClientKeys>(std::move(keys), clock))
    , m_vault(vault)
    , m_searchKey(std::move(searchKey))
    , m_clock(clock)
    , m_journal(std::make_unique<Journal>(m_connection, *m_keys, vault))
{
}

Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::create(
    const StoreFiles& files, const core::SecureBytes& dataKey, const core::Uuid& vault, const core::Clock& clock)
{
    auto keys = storage::openMigrated(
        {.path = files.keys, .mode = storage::OpenMode::CreateNew, .vfs = files.vfs}, keyFileKey(dataKey), keySchema());
    if (!keys)
        return failure(keys);
    auto connection =
        storage::openMigrated({.path = files.vault, .mode = storage::OpenMode::CreateNew, .vfs = files.vfs},
            storeKey(dataKey), vaultSchema());
    if (!connection)
        return failure(connection);
    Result<core::SecureBytes> search = casefile::randomKey();
    if (!search)
        return failure(search);
    const QByteArrayView searchView(search->u8(), static_cast<qsizetype>(search->size()));
    auto transaction = storage::Transaction::begin(*connection);
    if (!transaction)
        return failure(transaction);
    if (const Result<> set = setMetaIn(*connection, kMetaVault, bytesOf(vault)); !set)
        return failure(set);
    if (const Result<> set = setMetaIn(*connection, kMetaSearchKey, searchView); !set)
        return failure(set);
    if (const Result<> committed = transaction->commit(); !committed)
        return failure(committed);
    return adopt(std::move(*connection), std::move(*keys), clock);
}

Result<std::unique_ptr<Store>> Store::open(const StoreFiles& files, const core::SecureBytes& dataKey,
    const core::Clock& clock, const BeforeChange& beforeMigration)
{
    const auto before = [&](const QString& path) -> storage::BeforeMigration {
        return [&beforeMigration, path](storage::Connection& connection, int version) -> Result<> {
            if (!beforeMigration)
                return {};
            // What stands in the log belongs to the file that is to be kept.
            const Result<> whole = connection.checkpoint();
            return whole ? beforeMigration(path, version) : whole;
        };
    };
    auto keys = storage::openMigrated(
        {.path = files.keys, .vfs = files.vfs}, keyFileKey(dataKey), keySchema(), before(files.keys));
    if (!keys)
        return failure(keys);
    auto connection = storage::openMigrated(
        {.path = files.vault, .vfs = files.vfs}, storeKey(dataKey), vaultSchema(), before(files.vault));
    if (!connection)
        return failure(connection);
    auto store = adopt(std::move(*connection), std::move(*keys), clock);
    if (store)
        (*store)->m_folder = QFileInfo(files.keys).absolutePath();
    return store;
}

Result<std::unique_ptr<Store>> Store::adopt(
    storage::Connection connection, storage::Connection keys, const core::Clock& clock)
{
    const Result<QByteArray> vault = metaIn(connection, kMetaVault);
    Result<QByteArray> search = metaIn(connection, kMetaSearchKey);
    if (!vault || !search)
        return failure(vault ? search : vault);
    if (vault->size() != 16 || search->size() != static_cast<qsizetype>(casefile::kCipherKeyBytes))
        return failure(kTampered, ErrorKind::SecurityStop, QStringLiteral("meta"));
    std::unique_ptr<Store> store(
        new Store(std::move(connection), std::move(keys), uuidOf(*vault), core::SecureBytes::takeFrom(*search), clock));
    if (const Result<> loaded = store->m_journal->reload(); !loaded)
        return failure(loaded);
    return store;
}

Result<> Store::write(const std::function<Result<>(Writer&)>& body)
{
    if (m_states.size() > kMostStates)
        m_states.clear();
    if (m_connection.inTransaction())
        return failure(kNested, ErrorKind::Bug, QStringLiteral("write"));
    if (m_isStale) {
        if (const Result<> reloaded = m_journal->reload(); !reloaded)
            return reloaded;
        m_isStale = false;
    }
    auto transaction = storage::Transaction::begin(m_connection);
    if (!transaction)
        return failure(transaction);
    Writer writer(*this);
    Result<> done = body(writer);
    if (done)
        done = transaction->commit();
    if (!done) {
        transaction->rollback();
        m_states.clear();
        // What the memory believed was written was not; only the disk knows. Where it does not answer now, the next
        // write asks again, and why this one failed is what is told.
        m_isStale = !m_journal->reload();
    }
    return done;
}

Result<casefile::Entry> Store::append(const casefile::Event& event)
{
    casefile::Entry entry;
    const Result<> done = write([&](Writer& writer) -> Result<> {
        Result<casefile::Entry> appended = writer.append(event);
        if (!appended)
            return failure(appended);
        entry = std::move(*appended);
        return {};
    });
    if (!done)
        return failure(done);
    return entry;
}

Result<casefile::Entry> Writer::append(const casefile::Event& event)
{
    // The fold first: what a case does not allow leaves no trace.
    if (const Result<> projected = m_store.project(event); !projected)
        return failure(projected);
    return m_store.m_journal->append(event);
}

Result<> Writer::setMeta(const QString& name, QByteArrayView value)
{
    return setMetaIn(m_store.m_connection, name, value);
}

Result<QByteArray> Store::meta(const QString& name)
{
    return metaIn(m_connection, name);
}

Result<casefile::ClientId> Writer::clientFor(const QString& iin)
{
    const auto found = m_store.find(SearchField::Iin, iin);
    if (!found)
        return failure(found);
    for (const casefile::ClientId& client : *found) {
        // An old backup still finds whom the newest keys no longer know: a person who comes again is somebody new.
        const Result<bool> destroyed = m_store.m_keys->isDestroyed(client.uuid());
        if (!destroyed)
            return failure(destroyed);
        if (*destroyed)
            continue;
        const auto key = m_store.m_keys->find(client.uuid());
        if (!key)
            return failure(key);
        // A new key would hide that theirs is gone, and stand in its way when it comes back.
        if (!*key)
            return failure(kClientKeysMissing, ErrorKind::SecurityStop, QStringLiteral("key of a known client"));
        return client;
    }
    return casefile::ClientId::make(m_store.m_clock);
}

Result<> Store::checkpoint()
{
    if (const Result<> done = m_keys->connection().checkpoint(); !done)
        return done;
    return m_connection.checkpoint();
}

Result<> Store::removeCopies()
{
    if (m_folder.isEmpty())
        return {};
    const QStringList copies = QDir(m_folder).entryList({QStringLiteral("*.before-*")}, QDir::Files | QDir::Hidden);
    for (const QString& name : copies) {
        if (!QFile::remove(m_folder + u'/' + name))
            return failure(storage::kDiskFault, ErrorKind::Retry, name);
    }
    return copies.isEmpty() ? Result<>() : syncFolder(m_folder);
}

Result<> JournalSink::record(std::string_view kind, const QJsonObject& fields)
{
    const Result<casefile::Kind> known = casefile::kindNamed(kind);
    if (!known)
        return failure(known);
    const auto entry = m_store.append({*known, m_store.clock().wall(), m_actor, {}, {}, fields});
    return entry ? Result<>() : failure(entry);
}

} // namespace tirkeu::vault
