#include "bytes.h"

#include <vault/errors.h>
#include <vault/store.h>

#include <casefile/cipher.h>
#include <core/encoding.h>
#include <core/json.h>

#include <QJsonArray>

namespace tirkeu::vault {

namespace {
tl::unexpected<Error> unknown(const char* what)
{
    return failure(kUnknownRecord, ErrorKind::OperatorCanFix, QString::fromLatin1(what));
}
} // namespace

Result<std::vector<casefile::ClientId>> Store::find(SearchField field, const QString& value)
{
    auto select = m_connection.prepare("SELECT client FROM search WHERE field = ?1 AND hash = ?2 ORDER BY client");
    if (!select)
        return failure(select);
    const QByteArray hash = searchHash(field, value);
    select->bind(1, static_cast<qint64>(field)).bind(2, hash);
    std::vector<casefile::ClientId> found;
    for (Result<bool> row = select->step();; row = select->step()) {
        if (!row)
            return failure(row);
        if (!*row)
            return found;
        found.emplace_back(uuidOf(select->view(0)));
    }
}

Result<ClientRecord> Store::client(const casefile::ClientId& id)
{
    auto select = m_connection.prepare("SELECT data, created, relation_ended, held FROM clients WHERE id = ?1");
    if (!select)
        return failure(select);
    const QByteArray idBytes = bytesOf(id.uuid());
    const Result<bool> row = select->bind(1, idBytes).step();
    if (!row)
        return failure(row);
    if (!*row)
        return unknown("client");
    const auto key = m_keys->find(id.uuid());
    if (!key)
        return failure(key);
    if (!*key)
        return failure(kClientDestroyed, ErrorKind::OperatorCanFix, QStringLiteral("no key"));
    const Result<core::SecureBytes> rowKey = casefile::payloadKey(**key, select->view(0));
    if (!rowKey)
        return failure(rowKey);
    const Result<QByteArray> clear = casefile::openPayload(*rowKey, select->view(0));
    if (!clear)
        return failure(clear);
    const Result<QJsonObject> data = core::readJson(*clear);
    if (!data)
        return failure(data);
    ClientRecord record{id, *data, timeOf(select->integer(1)), {}, select->integer(3) != 0};
    if (!select->isNull(2))
        record.relationEnded = timeOf(select->integer(2));
    return record;
}

Result<std::vector<CaseLine>> Store::readCases(storage::Statement& select)
{
    std::vector<CaseLine> lines;
    for (Result<bool> row = select.step();; row = select.step()) {
        if (!row)
            return failure(row);
        if (!*row)
            return lines;
        lines.push_back({casefile::CaseId(uuidOf(select.view(0))), casefile::ClientId(uuidOf(select.view(1))),
            static_cast<casefile::Phase>(select.integer(2)), select.integer(3) != 0, select.integer(7) != 0,
            select.text(4), timeOf(select.integer(5)), timeOf(select.integer(6))});
    }
}

Result<std::vector<CaseLine>> Store::cases(CaseList which, const QString& actor)
{
    auto select = m_connection.prepare("SELECT id, client, phase, settled, actor, opened, changed, questions FROM cases"
                                       " WHERE (?1 = 2 OR (?1 = 0 AND settled = 0) OR (?1 = 1 AND questions = 1))"
                                       " AND (?2 = '' OR actor = ?2) ORDER BY opened, id");
    if (!select)
        return failure(select);
    select->bind(1, static_cast<qint64>(which)).bind(2, actor);
    return readCases(*select);
}

Result<std::vector<CaseLine>> Store::casesOf(const casefile::ClientId& client)
{
    auto select = m_connection.prepare("SELECT id, client, phase, settled, actor, opened, changed, questions FROM cases"
                                       " WHERE client = ?1 ORDER BY coalesce((SELECT min(sequence) FROM journal"
                                       " WHERE case_id = cases.id), 0), opened, id");
    if (!select)
        return failure(select);
    const QByteArray id = bytesOf(client.uuid());
    select->bind(1, id);
    return readCases(*select);
}

Result<QJsonObject> Store::projection()
{
    QJsonObject all;
    const auto list = cases(CaseList::All);
    if (!list)
        return failure(list);
    QJsonArray caseRows;
    for (const CaseLine& line : *list) {
        auto select = m_connection.prepare("SELECT state FROM cases WHERE id = ?1");
        if (!select)
            return failure(select);
        const QByteArray id = bytesOf(line.id.uuid());
        const Result<bool> row = select->bind(1, id).step();
        const auto key = m_keys->find(line.client.uuid());
        if (!row || !key)
            return row ? failure(key) : failure(row);
        if (!*key)
            return failure(kClientKeysMissing, ErrorKind::SecurityStop, QStringLiteral("key of a case"));
        const Result<core::SecureBytes> rowKey = casefile::payloadKey(**key, select->view(0));
        const Result<QByteArray> clear =
            rowKey ? casefile::openPayload(*rowKey, select->view(0)) : Result<QByteArray>(failure(rowKey));
        if (!clear)
            return failure(clear);
        caseRows.append(QJsonArray{line.id.toString(), line.client.toString(), static_cast<int>(line.phase),
            line.isSettled, line.hasOpenQuestion, line.actor, millis(line.opened), millis(line.changed),
            QString::fromUtf8(*clear)});
    }
    all.insert(QStringLiteral("cases"), caseRows);
    auto clients = m_connection.prepare("SELECT id FROM clients ORDER BY id");
    if (!clients)
        return failure(clients);
    QJsonArray clientRows;
    for (Result<bool> row = clients->step();; row = clients->step()) {
        if (!row)
            return failure(row);
        if (!*row)
            break;
        const auto record = client(casefile::ClientId(uuidOf(clients->view(0))));
        if (!record)
            return failure(record);
        clientRows.append(QJsonArray{record->id.toString(), record->data, millis(record->created),
            record->relationEnded ? millis(*record->relationEnded) : -1, record->isHeld});
    }
    all.insert(QStringLiteral("clients"), clientRows);
    // Hashes are keyed, so equal rows are equal bytes.
    const auto plainRows = [&](Result<storage::Statement> select, const char* name) -> Result<> {
        if (!select)
            return failure(select);
        QJsonArray rows;
        for (Result<bool> row = select->step();; row = select->step()) {
            if (!row)
                return failure(row);
            if (!*row)
                break;
            rows.append(select->text(0));
        }
        all.insert(QString::fromLatin1(name), rows);
        return {};
    };
    Result<> done = plainRows(m_connection.prepare("SELECT field || ' ' || hex(hash) || ' ' || hex(client) FROM search"
                                                   " ORDER BY field, hash, client"),
        "search");
    if (done) {
        done = plainRows(m_connection.prepare("SELECT hex(id) || ' ' || hex(iin_hash) || ' ' || modality || ' ' || hand"
                                              " || ' ' || started || ' ' || state || ' ' || hex(case_id) FROM attempts"
                                              " ORDER BY id"),
            "attempts");
    }
    // How far each has come is the delivery's to say.
    if (done) {
        done = plainRows(m_connection.prepare("SELECT hex(id) || ' ' || hex(client) || ' ' || hex(case_id) || ' ' ||"
                                              " created FROM outbox ORDER BY id"),
            "outbox");
    }
    if (!done)
        return failure(done);
    return all;
}

} // namespace tirkeu::vault
