// The enrolled hands in PostgreSQL, and who was given palms to compare.
#include "postgresparts.h"

namespace tirkeu::reference {

namespace {
QList<HandRow> handRows(const PqRows& rows)
{
    QList<HandRow> all;
    for (int i = 0; i < rows.count(); ++i)
        all.append({uuidOf(rows.bytes(i, 0)), rows.bytes(i, 1), static_cast<casefile::Hand>(rows.integer(i, 2)),
            rows.bytes(i, 3), rows.bytes(i, 4)});
    return all;
}

// The counter's row stays locked until the end, so numbers become visible in their order.
Result<qint64> nextNumber(PqConnection& connection)
{
    const auto rows = connection.run("UPDATE tirkeu_biometry.hand_count SET last = last + 1 RETURNING last");
    return rows ? Result<qint64>(rows->integer(0, 0)) : failure(rows);
}
} // namespace

Result<> PostgresEngine::Parts::changeHands(PqConnection& connection, const QList<HandChange>& changes)
{
    for (const HandChange& change : changes) {
        const bool isWithdrawal = change.kind == HandChange::Kind::Withdrawn;
        const QByteArray id = blobOf(change.id);
        // First the number: whoever else changes hands waits here, and what is read below is the last word.
        Result<qint64> number = nextNumber(connection);
        if (!number)
            return failure(number);
        const auto gone = connection.run("SELECT id FROM tirkeu_biometry.hands WHERE subject = $1 AND removed = 0 AND"
                                         " at <= $2 AND (hand = $3 OR $4 = 1::bigint) AND id <> $5 ORDER BY added",
            {change.subject, numberOf(change.at), qint64(change.hand), qint64(isWithdrawal), id});
        if (!gone)
            return failure(gone);
        for (int i = 0; i < gone->count(); ++i) {
            const auto removed = connection.run("UPDATE tirkeu_biometry.hands SET removed = $3 WHERE subject = $1 AND"
                                                " id = $2 AND removed = 0",
                {change.subject, gone->bytes(i, 0), *number});
            number = removed ? nextNumber(connection) : failure(removed);
            if (!number)
                return failure(number);
        }
        // What came before something newer of the same hand, or was taken back since, never stands.
        const auto added = connection.run(
            "INSERT INTO tirkeu_biometry.hands (subject, id, hand, at, ticket, added, removed, searched) VALUES"
            " ($1, $2, $3, $4, $5, $6::bigint, CASE WHEN $7 = 1::bigint OR EXISTS (SELECT 1 FROM tirkeu_biometry.hands"
            " WHERE subject = $1 AND at > $4 AND (hand = 0 OR hand = $3)) THEN $6::bigint ELSE 0 END, 0)"
            " ON CONFLICT DO NOTHING",
            {change.subject, id, qint64(change.hand), numberOf(change.at), change.ticket, *number,
                qint64(isWithdrawal)});
        if (!added)
            return failure(added);
    }
    return {};
}

Result<QList<HandNews>> PostgresEngine::handsAfter(quint64 number, int most)
{
    return m_parts->pool.with<QList<HandNews>>([&](PqConnection& connection) -> Result<QList<HandNews>> {
        const auto rows = connection.run(
            "SELECT * FROM ((SELECT h.added AS number, h.id, h.hand, 1::bigint AS standing, t.sealed FROM"
            " tirkeu_biometry.hands h JOIN tirkeu_biometry.templates t ON t.subject = h.subject AND t.id = h.id"
            " WHERE h.removed = 0 AND h.added > $1 ORDER BY h.added LIMIT $2)"
            " UNION ALL (SELECT removed, id, hand, 0::bigint, ''::bytea FROM tirkeu_biometry.hands WHERE removed > 0"
            " AND removed > $1 AND added <= $1 ORDER BY removed LIMIT $2)) changes ORDER BY number LIMIT $2",
            {static_cast<qint64>(number), most});
        if (!rows)
            return failure(rows);
        QList<HandNews> news;
        for (int i = 0; i < rows->count(); ++i)
            news.append({static_cast<quint64>(rows->integer(i, 0)), uuidOf(rows->bytes(i, 1)),
                static_cast<casefile::Hand>(rows->integer(i, 2)), rows->integer(i, 3) == 1, rows->bytes(i, 4)});
        return news;
    });
}

Result<QList<HandRow>> PostgresEngine::handsOf(const QByteArray& subject)
{
    return m_parts->pool.with<QList<HandRow>>([&](PqConnection& connection) -> Result<QList<HandRow>> {
        const auto rows = connection.run("SELECT h.id, h.subject, h.hand, t.sealed, h.ticket FROM"
                                         " tirkeu_biometry.hands h JOIN tirkeu_biometry.templates t ON"
                                         " t.subject = h.subject AND t.id = h.id WHERE h.subject = $1 AND"
                                         " h.removed = 0 ORDER BY h.hand",
            {subject});
        return rows ? Result<QList<HandRow>>(handRows(*rows)) : failure(rows);
    });
}

Result<QList<HandRow>> PostgresEngine::handsBeside(const core::Uuid& hand)
{
    return m_parts->pool.with<QList<HandRow>>([&](PqConnection& connection) -> Result<QList<HandRow>> {
        const auto rows = connection.run(
            "SELECT h.id, h.subject, h.hand, t.sealed, h.ticket FROM tirkeu_biometry.hands one JOIN"
            " tirkeu_biometry.hands h ON h.subject = one.subject JOIN tirkeu_biometry.templates t ON"
            " t.subject = h.subject AND t.id = h.id WHERE one.id = $1 AND one.removed = 0 AND h.removed = 0"
            " ORDER BY h.hand",
            {blobOf(hand)});
        return rows ? Result<QList<HandRow>>(handRows(*rows)) : failure(rows);
    });
}

Result<QList<HandRow>> PostgresEngine::handsToSearch(int most)
{
    return m_parts->pool.with<QList<HandRow>>([&](PqConnection& connection) -> Result<QList<HandRow>> {
        const auto rows = connection.run("SELECT h.id, h.subject, h.hand, t.sealed, h.ticket FROM"
                                         " tirkeu_biometry.hands h JOIN tirkeu_biometry.templates t ON"
                                         " t.subject = h.subject AND t.id = h.id WHERE h.removed = 0 AND"
                                         " h.searched = 0 ORDER BY h.added LIMIT $1",
            {most});
        return rows ? Result<QList<HandRow>>(handRows(*rows)) : failure(rows);
    });
}

Result<bool> PostgresEngine::noteSearched(const core::Uuid& hand, const std::optional<AnswerDraft>& answer)
{
    return m_parts->pool.transact<bool>([&](PqConnection& connection) -> Result<bool> {
        const auto noted = connection.run(
            "UPDATE tirkeu_biometry.hands SET searched = 1 WHERE id = $1 AND searched = 0", {blobOf(hand)});
        if (!noted)
            return failure(noted);
        if (noted->affected() == 0)
            return false;
        const Result<> said = answer ? Parts::insertAnswer(connection, *answer) : Result<>();
        return said ? Result<bool>(true) : failure(said);
    });
}

Result<HandCounts> PostgresEngine::handCounts()
{
    return m_parts->pool.with<HandCounts>([&](PqConnection& connection) -> Result<HandCounts> {
        const auto rows =
            connection.run("SELECT (SELECT last FROM tirkeu_biometry.hand_count),"
                           " (SELECT count(*) FROM tirkeu_biometry.hands WHERE removed = 0),"
                           " (SELECT count(*) FROM tirkeu_biometry.hands WHERE removed = 0 AND searched = 0)");
        if (!rows)
            return failure(rows);
        return HandCounts{static_cast<quint64>(rows->integer(0, 0)), rows->integer(0, 1), rows->integer(0, 2)};
    });
}

Result<> PostgresEngine::notePalmReading(const PalmReading& reading)
{
    return m_parts->pool
        .with<PqRows>([&](PqConnection& connection) {
            return connection.run("INSERT INTO tirkeu.palm_readings (person, workstation, purpose, case_id, at, hands)"
                                  " VALUES ($1, $2, $3, $4, $5, $6)",
                {reading.person, reading.workstation, reading.purpose, blobOf(reading.caseId), numberOf(reading.at),
                    reading.hands});
        })
        .map([](const PqRows&) {});
}

Result<QList<PalmReading>> PostgresEngine::palmReadings(const QByteArray& person)
{
    return m_parts->pool.with<QList<PalmReading>>([&](PqConnection& connection) -> Result<QList<PalmReading>> {
        const auto rows = connection.run("SELECT person, workstation, purpose, case_id, at, hands FROM"
                                         " tirkeu.palm_readings WHERE person = $1 ORDER BY at",
            {person});
        if (!rows)
            return failure(rows);
        QList<PalmReading> readings;
        for (int i = 0; i < rows->count(); ++i)
            readings.append({rows->bytes(i, 0), rows->text(i, 1), rows->text(i, 2), uuidOf(rows->bytes(i, 3)),
                timeOf(rows->integer(i, 4)), static_cast<int>(rows->integer(i, 5))});
        return readings;
    });
}

} // namespace tirkeu::reference
