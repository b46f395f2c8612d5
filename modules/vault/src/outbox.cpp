#include "bytes.h"

#include <vault/errors.h>
#include <vault/store.h>

#include <core/hashing.h>

#include <algorithm>

namespace tirkeu::vault {

namespace {
constexpr int kFirst = 0; ///< a withdrawal stops what goes on with the client's data (BIO-40)
constexpr int kUsual = 5;

#define TIRKEU_OUTBOX_COLUMNS                                                                                          \
    "id, client, case_id, object, state, priority, size, created, next, tries, fingerprint, reason"

/// The same whenever the journal is read again, and in the order of time like any other: a row made anew is the row.
core::Uuid packageOf(const casefile::CaseState& state, core::WallTime at)
{
    const QByteArray seed = "tirkeu package " + bytesOf(state.id->uuid()) + QByteArray::number(state.events);
    const QByteArray digest = core::sha256(seed);
    std::array<std::uint8_t, 16> bytes{};
    std::transform(
        digest.begin(), digest.begin() + 16, bytes.begin(), [](char c) { return static_cast<std::uint8_t>(c); });
    const auto time = static_cast<std::uint64_t>(millis(at));
    for (std::size_t i = 0; i < 6; ++i)
        bytes[i] = static_cast<std::uint8_t>(time >> (8 * (5 - i)));
    bytes[6] = static_cast<std::uint8_t>(0x70U | (bytes[6] & 0x0FU));
    bytes[8] = static_cast<std::uint8_t>(0x80U | (bytes[8] & 0x3FU));
    return core::Uuid::fromBytes(bytes);
}

OutboxRow rowOf(const storage::Statement& select)
{
    OutboxRow row{.id = uuidOf(select.view(0)),
        .client = casefile::ClientId(uuidOf(select.view(1))),
        .caseId = {},
        .object = {},
        .state = static_cast<casefile::Delivery>(select.integer(4)),
        .priority = static_cast<int>(select.integer(5)),
        .size = select.integer(6),
        .created = timeOf(select.integer(7)),
        .next = timeOf(select.integer(8)),
        .tries = static_cast<int>(select.integer(9)),
        .fingerprint = select.bytes(10),
        .reason = select.text(11)};
    if (!select.isNull(2))
        row.caseId = casefile::CaseId(uuidOf(select.view(2)));
    if (!select.isNull(3))
        row.object = ObjectId(uuidOf(select.view(3)));
    return row;
}

Result<std::vector<OutboxRow>> rowsOf(storage::Statement& select)
{
    std::vector<OutboxRow> rows;
    for (Result<bool> row = select.step();; row = select.step()) {
        if (!row)
            return failure(row);
        if (!*row)
            return rows;
        rows.push_back(rowOf(select));
    }
}
} // namespace

Result<> Writer::queue(const OutboxRow& row)
{
    auto insert = m_store.m_connection.prepare(
        "INSERT INTO outbox(" TIRKEU_OUTBOX_COLUMNS ")"
        " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"
        " ON CONFLICT(id) DO UPDATE SET state = excluded.state, priority = excluded.priority, next = excluded.next,"
        " tries = excluded.tries, reason = excluded.reason, object = excluded.object, size = excluded.size,"
        " fingerprint = excluded.fingerprint");
    if (!insert)
        return failure(insert);
    const QByteArray id = bytesOf(row.id);
    const QByteArray client = bytesOf(row.client.uuid());
    const auto caseId = row.caseId ? std::optional(bytesOf(row.caseId->uuid())) : std::nullopt;
    const auto object = row.object ? std::optional(bytesOf(row.object->uuid())) : std::nullopt;
    insert->bind(1, id).bind(2, client).bind(3, caseId).bind(4, object).bind(5, static_cast<qint64>(row.state));
    insert->bind(6, qint64(row.priority)).bind(7, row.size).bind(8, millis(row.created)).bind(9, millis(row.next));
    insert->bind(10, qint64(row.tries)).bind(11, row.fingerprint).bind(12, row.reason);
    return insert->run();
}

Result<> Writer::discardPackage(const ObjectId& object)
{
    const auto info = m_store.object(object);
    if (!info)
        return failure(info);
    if (info->kind != ObjectKind::Package)
        return failure(kUnknownRecord, ErrorKind::Bug, QStringLiteral("not a package"));
    return m_store.removeObject(object);
}

Result<std::vector<OutboxRow>> Store::outbox(std::optional<casefile::Delivery> state)
{
    auto select = m_connection.prepare("SELECT " TIRKEU_OUTBOX_COLUMNS " FROM outbox WHERE ?1 IS NULL OR state = ?1"
                                       " ORDER BY priority, created, id");
    if (!select)
        return failure(select);
    select->bind(1, state ? std::optional(static_cast<qint64>(*state)) : std::nullopt);
    return rowsOf(*select);
}

Result<std::optional<OutboxRow>> Store::outboxRow(const core::Uuid& package)
{
    auto select = m_connection.prepare("SELECT " TIRKEU_OUTBOX_COLUMNS " FROM outbox WHERE id = ?1");
    if (!select)
        return failure(select);
    const QByteArray id = bytesOf(package);
    select->bind(1, id);
    const auto rows = rowsOf(*select);
    if (!rows)
        return failure(rows);
    return rows->empty() ? std::nullopt : std::optional(rows->front());
}

/// What a case owes the bank follows from its events and stands in the outbox by the transaction that ends it: no
/// program has to remember. What was not packed yet goes again when the case goes on.
Result<> Store::projectOutbox(
    const casefile::Event& event, const casefile::CaseState& before, const casefile::CaseState& after)
{
    if (before.isSettled() == after.isSettled())
        return {};
    const QByteArray caseId = bytesOf(after.id->uuid());
    if (!after.isSettled()) {
        auto remove =
            m_connection.prepare("DELETE FROM outbox WHERE case_id = ?1 AND state = ?2 AND fingerprint = x''");
        if (!remove)
            return failure(remove);
        return remove->bind(1, caseId).bind(2, static_cast<qint64>(casefile::Delivery::Queued)).run();
    }
    return oweToBank(after, event.time);
}

Result<> Store::oweToBank(const casefile::CaseState& state, core::WallTime at)
{
    auto insert = m_connection.prepare("INSERT OR IGNORE INTO outbox(" TIRKEU_OUTBOX_COLUMNS ")"
                                       " VALUES(?1, ?2, ?3, NULL, ?4, ?5, 0, ?6, ?6, 0, x'', '')");
    if (!insert)
        return failure(insert);
    const QByteArray caseId = bytesOf(state.id->uuid());
    const QByteArray id = bytesOf(packageOf(state, at));
    const QByteArray client = bytesOf(state.client->uuid());
    const bool isWithdrawal = state.ending == casefile::Ending::Withdrawn;
    insert->bind(1, id).bind(2, client).bind(3, caseId).bind(4, static_cast<qint64>(casefile::Delivery::Queued));
    return insert->bind(5, qint64(isWithdrawal ? kFirst : kUsual)).bind(6, millis(at)).run();
}

Result<> Store::oweWhatIsSettled()
{
    const Result<qint64> owed =
        m_connection.number("SELECT count(*) FROM cases WHERE settled = 1"
                            " AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.case_id = cases.id)");
    if (!owed)
        return failure(owed);
    return *owed == 0 ? Result<>() : rebuild();
}

} // namespace tirkeu::vault
