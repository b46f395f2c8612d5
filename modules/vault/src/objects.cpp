#include "bytes.h"
#include "ownerkey.h"

#include <vault/errors.h>
#include <vault/store.h>

#include <casefile/cipher.h>

#include <QtEndian>

namespace tirkeu::vault {

namespace {
constexpr ErrorCode kIncomplete{"vault.object-incomplete"};
constexpr ErrorCode kWriterOver{"vault.object-already-finished"};

constexpr qsizetype kChunkBytes = 512 * 1024;
constexpr qint64 kMostChunks = qint64(1) << 20;
constexpr qsizetype kSaltBytes = 16;
constexpr QByteArrayView kObjectLabel("tirkeu object");

/// One key per object, so a chunk's number is a nonce never used twice. How many there are stands in the object's row.
QByteArray nonceOf(qint64 number)
{
    QByteArray nonce(12, '\0');
    qToBigEndian(number, nonce.data() + 4);
    return nonce;
}

qint64 chunkKey(qint64 row, qint64 number)
{
    return row * kMostChunks + number;
}

struct Row
{
    qint64 row;
    qint64 chunks;
    QByteArray salt;
    ObjectInfo info;
};

Row rowOf(const storage::Statement& select)
{
    Row row{select.integer(0), select.integer(8), select.bytes(6),
        {ObjectId(uuidOf(select.view(1))), casefile::ClientId(uuidOf(select.view(2))), {},
            static_cast<ObjectKind>(select.integer(4)), timeOf(select.integer(5)), select.integer(7),
            select.integer(9) != 0}};
    if (!select.isNull(3))
        row.info.caseId = casefile::CaseId(uuidOf(select.view(3)));
    return row;
}
#define TIRKEU_OBJECT_COLUMNS "row, id, client, case_id, kind, created, salt, size, chunks, complete"

Result<Row> findRow(storage::Connection& connection, const ObjectId& id)
{
    auto select = connection.prepare("SELECT " TIRKEU_OBJECT_COLUMNS " FROM objects WHERE id = ?1");
    if (!select)
        return failure(select);
    const QByteArray idBytes = bytesOf(id.uuid());
    const Result<bool> row = select->bind(1, idBytes).step();
    if (!row)
        return failure(row);
    if (!*row)
        return failure(kUnknownRecord, ErrorKind::OperatorCanFix, QStringLiteral("object"));
    return rowOf(*select);
}

Result<qint64> insertRow(storage::Connection& connection, const ObjectInfo& info, const QByteArray& salt, qint64 chunks,
    const std::optional<QByteArray>& sealed = {})
{
    auto insert = connection.prepare("INSERT INTO objects(id, client, case_id, kind, created, salt, size, chunks,"
                                     " complete, data) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
    if (!insert)
        return failure(insert);
    const QByteArray id = bytesOf(info.id.uuid());
    const QByteArray client = bytesOf(info.client.uuid());
    const auto caseId = info.caseId ? std::optional(bytesOf(info.caseId->uuid())) : std::nullopt;
    insert->bind(1, id).bind(2, client).bind(3, caseId).bind(4, static_cast<qint64>(info.kind));
    insert->bind(5, millis(info.created)).bind(6, salt).bind(7, info.size).bind(8, chunks);
    insert->bind(9, info.isComplete ? 1 : 0).bind(10, sealed);
    if (const Result<> run = insert->run(); !run)
        return failure(run);
    return connection.lastRow();
}

Result<core::SecureBytes> objectKey(
    storage::Connection& connection, ClientKeys& keys, const casefile::ClientId& client, const QByteArray& salt)
{
    const auto key = ownerKey(connection, keys, client.uuid());
    if (!key)
        return failure(key);
    return casefile::deriveKey(**key, kObjectLabel, salt);
}
} // namespace

Result<> Store::insertChunk(qint64 row, qint64 number, QByteArrayView clear, const core::SecureBytes& key)
{
    const Result<QByteArray> sealed = casefile::sealBytes(key, nonceOf(number), {}, clear);
    if (!sealed)
        return failure(sealed);
    auto insert = m_connection.prepare("INSERT INTO chunks(key, data) VALUES(?1, ?2)");
    if (!insert)
        return failure(insert);
    return insert->bind(1, chunkKey(row, number)).bind(2, *sealed).run();
}

Result<ObjectInfo> Writer::keep(ObjectKind kind, const casefile::ClientId& client,
    const std::optional<casefile::CaseId>& caseId, QByteArrayView bytes)
{
    const Result<QByteArray> salt = casefile::randomBytes(kSaltBytes);
    if (!salt)
        return failure(salt);
    const core::Clock& clock = m_store.m_clock;
    const ObjectInfo info{ObjectId::make(clock), client, caseId, kind, clock.wall(), bytes.size(), true};
    const qint64 chunks = (bytes.size() + kChunkBytes - 1) / kChunkBytes;
    if (chunks == 1) {
        const auto owner = ownerKey(m_store.m_connection, *m_store.m_keys, client.uuid());
        const Result<QByteArray> sealed =
            owner ? casefile::sealOnce(**owner, kObjectLabel, *salt, nonceOf(0), bytes) : failure(owner);
        if (!sealed)
            return failure(sealed);
        const Result<qint64> row = insertRow(m_store.m_connection, info, *salt, chunks, *sealed);
        return row ? Result<ObjectInfo>(info) : failure(row);
    }
    const Result<core::SecureBytes> key = objectKey(m_store.m_connection, *m_store.m_keys, client, *salt);
    if (!key)
        return failure(key);
    const Result<qint64> row = insertRow(m_store.m_connection, info, *salt, chunks);
    if (!row)
        return failure(row);
    for (qint64 number = 0; number < chunks; ++number) {
        const qsizetype at = number * kChunkBytes;
        const QByteArrayView piece = bytes.sliced(at, std::min(kChunkBytes, bytes.size() - at));
        if (const Result<> put = m_store.insertChunk(*row, number, piece, *key); !put)
            return failure(put);
    }
    return info;
}

Result<ObjectInfo> Store::object(const ObjectId& id)
{
    return findRow(m_connection, id).map([](const Row& row) { return row.info; });
}

Result<std::vector<ObjectInfo>> Store::objectsOf(const casefile::ClientId& client)
{
    auto select = m_connection.prepare("SELECT " TIRKEU_OBJECT_COLUMNS " FROM objects WHERE client = ?1 ORDER BY row");
    if (!select)
        return failure(select);
    const QByteArray id = bytesOf(client.uuid());
    select->bind(1, id);
    std::vector<ObjectInfo> all;
    for (Result<bool> row = select->step();; row = select->step()) {
        if (!row)
            return failure(row);
        if (!*row)
            return all;
        all.push_back(rowOf(*select).info);
    }
}

Result<> Store::readChunks(const ObjectId& id, const std::function<Result<>(QByteArrayView)>& take)
{
    const Result<Row> row = findRow(m_connection, id);
    if (!row)
        return failure(row);
    if (!row->info.isComplete)
        return failure(kIncomplete, ErrorKind::OperatorCanFix, QStringLiteral("object"));
    const auto owner = m_keys->find(row->info.client.uuid());
    if (!owner)
        return failure(owner);
    if (!*owner)
        return failure(kClientDestroyed, ErrorKind::OperatorCanFix, QStringLiteral("no key"));
    const core::SecureBytes key = casefile::deriveKey(**owner, kObjectLabel, row->salt);
    // A single piece stands in the object's own row, unless an older program or a stream wrote it.
    auto select = m_connection.prepare("SELECT coalesce((SELECT data FROM objects WHERE row = ?2),"
                                       " (SELECT data FROM chunks WHERE key = ?1))");
    if (!select)
        return failure(select);
    qint64 size = 0;
    for (qint64 number = 0; number < row->chunks; ++number) {
        const Result<bool> there = select->bind(1, chunkKey(row->row, number)).bind(2, row->row).step();
        if (!there)
            return failure(there);
        if (!*there || select->isNull(0))
            return failure(kTampered, ErrorKind::SecurityStop, QStringLiteral("a chunk is missing"));
        const Result<QByteArray> clear = casefile::openBytes(key, nonceOf(number), {}, select->view(0));
        if (!clear)
            return failure(clear);
        select->reset();
        size += clear->size();
        if (const Result<> taken = take(*clear); !taken)
            return taken;
    }
    if (size != row->info.size)
        return failure(kTampered, ErrorKind::SecurityStop, QStringLiteral("size"));
    return {};
}

Result<QByteArray> Store::readObject(const ObjectId& id)
{
    QByteArray whole;
    const Result<> read = readChunks(id, [&](QByteArrayView piece) -> Result<> {
        whole.append(piece);
        return {};
    });
    if (!read)
        return failure(read);
    return whole;
}

Result<> Store::readObject(const ObjectId& id, core::ChunkSink& sink)
{
    const Result<> read = readChunks(id, [&](QByteArrayView piece) { return sink.write(piece); });
    if (read)
        return sink.finish();
    sink.abandon();
    return read;
}

Result<std::unique_ptr<ObjectWriter>> Store::writeObject(
    ObjectKind kind, const casefile::ClientId& client, const std::optional<casefile::CaseId>& caseId)
{
    const Result<QByteArray> salt = casefile::randomBytes(kSaltBytes);
    if (!salt)
        return failure(salt);
    ObjectInfo info{ObjectId::make(m_clock), client, caseId, kind, m_clock.wall(), 0, false};
    Result<core::SecureBytes> key = objectKey(m_connection, *m_keys, client, *salt);
    if (!key)
        return failure(key);
    const Result<qint64> row = insertRow(m_connection, info, *salt, 0);
    if (!row)
        return failure(row);
    return std::unique_ptr<ObjectWriter>(new ObjectWriter(*this, info, *row, std::move(*key)));
}

ObjectWriter::ObjectWriter(Store& store, ObjectInfo info, qint64 row, core::SecureBytes key)
    : m_store(store)
    , m_info(info)
    , m_row(row)
    , m_key(std::move(key))
{
}

ObjectWriter::~ObjectWriter()
{
    abandon();
}

Result<> ObjectWriter::write(QByteArrayView chunk)
{
    if (m_isOver || m_chunks >= kMostChunks - 1)
        return failure(kWriterOver, ErrorKind::Bug, QStringLiteral("write"));
    m_buffer.append(chunk);
    while (m_buffer.size() >= kChunkBytes) {
        if (const Result<> flushed = flush(); !flushed)
            return flushed;
    }
    return {};
}

Result<> ObjectWriter::flush()
{
    const QByteArrayView piece = QByteArrayView(m_buffer).first(std::min(kChunkBytes, m_buffer.size()));
    if (const Result<> put = m_store.insertChunk(m_row, m_chunks, piece, m_key); !put)
        return put;
    ++m_chunks;
    m_info.size += piece.size();
    m_buffer.remove(0, piece.size());
    return {};
}

Result<> ObjectWriter::finish()
{
    if (m_isOver)
        return failure(kWriterOver, ErrorKind::Bug, QStringLiteral("finish"));
    while (!m_buffer.isEmpty()) {
        if (const Result<> flushed = flush(); !flushed)
            return flushed;
    }
    auto update =
        m_store.m_connection.prepare("UPDATE objects SET size = ?2, chunks = ?3, complete = 1 WHERE row = ?1");
    if (!update)
        return failure(update);
    if (const Result<> run = update->bind(1, m_row).bind(2, m_info.size).bind(3, m_chunks).run(); !run)
        return run;
    m_info.isComplete = true;
    m_isOver = true;
    return {};
}

void ObjectWriter::abandon()
{
    if (m_isOver)
        return;
    m_isOver = true;
    // Where this fails the next opening finds the remnant and discards it.
    const auto remove = [&](Result<storage::Statement> statement, qint64 first, qint64 last) {
        if (statement)
            std::ignore = statement->bind(1, first).bind(2, last).run();
    };
    storage::Connection& connection = m_store.m_connection;
    remove(connection.prepare("DELETE FROM chunks WHERE key BETWEEN ?1 AND ?2"), chunkKey(m_row, 0),
        chunkKey(m_row, kMostChunks - 1));
    remove(connection.prepare("DELETE FROM objects WHERE row BETWEEN ?1 AND ?2"), m_row, m_row);
}

Result<> Store::removeObject(const ObjectId& id)
{
    const auto found = findRow(m_connection, id);
    if (!found)
        return failure(found);
    auto chunks = m_connection.prepare("DELETE FROM chunks WHERE key BETWEEN ?1 AND ?2");
    auto object = m_connection.prepare("DELETE FROM objects WHERE row = ?1");
    if (!chunks || !object)
        return chunks ? failure(object) : failure(chunks);
    chunks->bind(1, chunkKey(found->row, 0)).bind(2, chunkKey(found->row, kMostChunks - 1));
    if (const Result<> run = chunks->run(); !run)
        return run;
    return object->bind(1, found->row).run();
}

Result<int> Store::discardUnfinished(const QString& actor)
{
    std::vector<Row> remnants;
    {
        auto select = m_connection.prepare("SELECT " TIRKEU_OBJECT_COLUMNS " FROM objects WHERE complete = 0");
        if (!select)
            return failure(select);
        for (Result<bool> row = select->step();; row = select->step()) {
            if (!row)
                return failure(row);
            if (!*row)
                break;
            remnants.push_back(rowOf(*select));
        }
    }
    for (const Row& remnant : remnants) {
        const Result<> done = write([&](Writer& writer) -> Result<> {
            auto chunks = m_connection.prepare("DELETE FROM chunks WHERE key BETWEEN ?1 AND ?2");
            auto object = m_connection.prepare("DELETE FROM objects WHERE row = ?1");
            if (!chunks || !object)
                return chunks ? failure(object) : failure(chunks);
            chunks->bind(1, chunkKey(remnant.row, 0)).bind(2, chunkKey(remnant.row, kMostChunks - 1));
            if (const Result<> run = chunks->run(); !run)
                return run;
            const qint64 removed = m_connection.changes();
            if (const Result<> run = object->bind(1, remnant.row).run(); !run)
                return run;
            // Out of an old backup: the destruction has been told already.
            const Result<bool> destroyed = m_keys->isDestroyed(remnant.info.client.uuid());
            if (!destroyed || *destroyed)
                return destroyed ? Result<>() : failure(destroyed);
            const auto entry = writer.append(
                {casefile::Kind::ClipDiscarded, m_clock.wall(), actor, remnant.info.client, remnant.info.caseId,
                    {{QStringLiteral("object"), remnant.info.id.toString()}, {QStringLiteral("chunks"), removed}}});
            return entry ? Result<>() : failure(entry);
        });
        if (!done)
            return failure(done);
    }
    return static_cast<int>(remnants.size());
}

} // namespace tirkeu::vault
