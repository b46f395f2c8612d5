// The enrolled hands in the embedded store, and who was given palms to compare.
#include "embeddedparts.h"

namespace tirkeu::reference {

using storage::Statement;

namespace {
HandRow handRow(const Statement& row)
{
    return {uuidOf(row.view(0)), row.bytes(1), static_cast<casefile::Hand>(row.integer(2)), row.bytes(3), row.bytes(4)};
}

Result<QList<HandRow>> handRows(Result<Statement>& statement)
{
    QList<HandRow> rows;
    Result<bool> row = firstRow(statement);
    for (; row && *row; row = statement->step())
        rows.append(handRow(*statement));
    return row ? Result<QList<HandRow>>(rows) : failure(row);
}
} // namespace

Result<qint64> EmbeddedEngine::Parts::nextHandNumber()
{
    if (const Result<> counted = connection.run("UPDATE hand_count SET last = last + 1"); !counted)
        return failure(counted);
    return connection.number("SELECT last FROM hand_count");
}

Result<> EmbeddedEngine::Parts::removeHand(const QByteArray& id)
{
    const Result<qint64> number = nextHandNumber();
    auto statement =
        number ? connection.prepare("UPDATE hands SET removed = ?2 WHERE id = ?1 AND removed = 0") : failure(number);
    return statement ? statement->bind(1, id).bind(2, *number).run() : failure(statement);
}

Result<> EmbeddedEngine::Parts::changeHands(const QList<HandChange>& changes)
{
    for (const HandChange& change : changes) {
        const bool isWithdrawal = change.kind == HandChange::Kind::Withdrawn;
        const QByteArray id = blobOf(change.id);
        QList<QByteArray> gone;
        {
            auto older = connection.prepare("SELECT id FROM hands WHERE subject = ?1 AND removed = 0 AND at <= ?2 AND"
                                            " (hand = ?3 OR ?4 = 1) AND id <> ?5 ORDER BY added");
            if (older)
                older->bind(1, change.subject).bind(2, numberOf(change.at)).bind(3, qint64(change.hand));
            if (older)
                older->bind(4, qint64(isWithdrawal)).bind(5, id);
            Result<bool> row = firstRow(older);
            for (; row && *row; row = older->step())
                gone.append(older->bytes(0));
            if (!row)
                return failure(row);
        }
        for (const QByteArray& one : gone) {
            if (const Result<> removed = removeHand(one); !removed)
                return removed;
        }
        const Result<qint64> number = nextHandNumber();
        // What came before something newer of the same hand, or was taken back since, never stands.
        auto statement =
            number ? connection.prepare("INSERT INTO hands (id, subject, hand, at, ticket, added, removed, searched)"
                                        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, CASE WHEN ?7 = 1 OR EXISTS (SELECT 1 FROM"
                                        " hands WHERE subject = ?2 AND at > ?4 AND hand IN (0, ?3)) THEN ?6 ELSE 0 END,"
                                        " 0) ON CONFLICT DO NOTHING")
                   : failure(number);
        if (!statement)
            return failure(statement);
        const QByteArray ticket = change.ticket.isNull() ? QByteArray("") : change.ticket;
        statement->bind(1, id).bind(2, change.subject).bind(3, qint64(change.hand)).bind(4, numberOf(change.at));
        if (const Result<> done = statement->bind(5, ticket).bind(6, *number).bind(7, qint64(isWithdrawal)).run();
            !done)
            return done;
    }
    return {};
}

Result<QList<HandNews>> EmbeddedEngine::handsAfter(quint64 number, int most)
{
    const std::lock_guard lock(m_parts->mutex);
    auto statement = m_parts->connection.prepare(
        "SELECT * FROM (SELECT h.added, h.id, h.hand, 1, t.sealed FROM hands h JOIN templates t ON"
        " t.subject = h.subject AND t.id = h.id WHERE h.removed = 0 AND h.added > ?1 ORDER BY h.added LIMIT ?2)"
        " UNION ALL SELECT * FROM (SELECT removed, id, hand, 0, x'' FROM hands WHERE removed > 0 AND removed > ?1 AND"
        " added <= ?1 ORDER BY removed LIMIT ?2) ORDER BY 1 LIMIT ?2");
    if (statement)
        statement->bind(1, static_cast<qint64>(number)).bind(2, qint64(most));
    QList<HandNews> news;
    Result<bool> row = firstRow(statement);
    for (; row && *row; row = statement->step())
        news.append({static_cast<quint64>(statement->integer(0)), uuidOf(statement->view(1)),
            static_cast<casefile::Hand>(statement->integer(2)), statement->integer(3) == 1, statement->bytes(4)});
    return row ? Result<QList<HandNews>>(news) : failure(row);
}

Result<QList<HandRow>> EmbeddedEngine::handsOf(const QByteArray& subject)
{
    const std::lock_guard lock(m_parts->mutex);
    auto statement = m_parts->connection.prepare(
        "SELECT h.id, h.subject, h.hand, t.sealed, h.ticket FROM hands h JOIN templates t ON t.subject = h.subject AND"
        " t.id = h.id WHERE h.subject = ?1 AND h.removed = 0 ORDER BY h.hand");
    if (statement)
        statement->bind(1, subject);
    return handRows(statement);
}

Result<QList<HandRow>> EmbeddedEngine::handsBeside(const core::Uuid& hand)
{
    const std::lock_guard lock(m_parts->mutex);
    auto statement = m_parts->connection.prepare(
        "SELECT h.id, h.subject, h.hand, t.sealed, h.ticket FROM hands one JOIN hands h ON h.subject = one.subject"
        " JOIN templates t ON t.subject = h.subject AND t.id = h.id WHERE one.id = ?1 AND one.removed = 0 AND"
        " h.removed = 0 ORDER BY h.hand");
    const QByteArray id = blobOf(hand);
    if (statement)
        statement->bind(1, id);
    return handRows(statement);
}

Result<QList<HandRow>> EmbeddedEngine::handsToSearch(int most)
{
    const std::lock_guard lock(m_parts->mutex);
    auto statement = m_parts->connection.prepare(
        "SELECT h.id, h.subject, h.hand, t.sealed, h.ticket FROM hands h JOIN templates t ON t.subject = h.subject AND"
        " t.id = h.id WHERE h.removed = 0 AND h.searched = 0 ORDER BY h.added LIMIT ?1");
    if (statement)
        statement->bind(1, qint64(most));
    return handRows(statement);
}

Result<bool> EmbeddedEngine::noteSearched(const core::Uuid& hand, const std::optional<AnswerDraft>& answer)
{
    return m_parts->write<bool>([&]() -> Result<bool> {
        auto statement = m_parts->connection.prepare("UPDATE hands SET searched = 1 WHERE id = ?1 AND searched = 0");
        if (!statement)
            return failure(statement);
        const QByteArray id = blobOf(hand);
        if (const Result<> done = statement->bind(1, id).run(); !done)
            return failure(done);
        if (m_parts->connection.changes() == 0)
            return false;
        const Result<> said = answer ? m_parts->insertAnswer(*answer) : Result<>();
        return said ? Result<bool>(true) : failure(said);
    });
}

Result<HandCounts> EmbeddedEngine::handCounts()
{
    const std::lock_guard lock(m_parts->mutex);
    auto statement = m_parts->connection.prepare("SELECT (SELECT last FROM hand_count),"
                                                 " (SELECT count(*) FROM hands WHERE removed = 0),"
                                                 " (SELECT count(*) FROM hands WHERE removed = 0 AND searched = 0)");
    const Result<bool> row = firstRow(statement);
    if (!row)
        return failure(row);
    return HandCounts{static_cast<quint64>(statement->integer(0)), statement->integer(1), statement->integer(2)};
}

Result<> EmbeddedEngine::notePalmReading(const PalmReading& reading)
{
    const std::lock_guard lock(m_parts->mutex);
    auto statement = m_parts->connection.prepare("INSERT INTO palm_readings (person, workstation, purpose, case_id, at,"
                                                 " hands) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
    if (!statement)
        return failure(statement);
    const QByteArray caseId = blobOf(reading.caseId);
    statement->bind(1, reading.person).bind(2, reading.workstation).bind(3, reading.purpose).bind(4, caseId);
    return statement->bind(5, numberOf(reading.at)).bind(6, qint64(reading.hands)).run();
}

Result<QList<PalmReading>> EmbeddedEngine::palmReadings(const QByteArray& person)
{
    const std::lock_guard lock(m_parts->mutex);
    auto statement = m_parts->connection.prepare("SELECT person, workstation, purpose, case_id, at, hands FROM"
                                                 " palm_readings WHERE person = ?1 ORDER BY at");
    if (statement)
        statement->bind(1, person);
    QList<PalmReading> readings;
    Result<bool> row = firstRow(statement);
    for (; row && *row; row = statement->step())
        readings.append({statement->bytes(0), statement->text(1), statement->text(2), uuidOf(statement->view(3)),
            timeOf(statement->integer(4)), static_cast<int>(statement->integer(5))});
    return row ? Result<QList<PalmReading>>(readings) : failure(row);
}

} // namespace tirkeu::reference
