#include "bond.h"
#include "ownerkey.h"
#include "rows.h"

#include <vault/errors.h>
#include <vault/store.h>

#include <casefile/cipher.h>
#include <casefile/fold.h>
#include <core/json.h>
#include <storage/errors.h>
#include <storage/transaction.h>

#include <QSet>

namespace tirkeu::vault {

using casefile::CaseState;
using casefile::Event;
using casefile::Kind;

namespace {
QString normal(SearchField field, const QString& value)
{
    QString normalised;
    for (const QChar c : value) {
        if (c.isLetterOrNumber())
            normalised += c.toUpper();
    }
    // 8 7xx and +7 7xx are one telephone.
    if (field == SearchField::Phone)
        normalised = normalised.right(10);
    return normalised;
}

int stateNumber(casefile::Attempt::State state)
{
    return static_cast<int>(state);
}

/// What a person asked to be sent again follows from no event, nor does how often it was tried: on the way through the
/// earlier endings of a case the line went, as it did then, and stands there again at the end.
Result<> keepAskedAgain(Store& store, Writer& writer, const std::vector<OutboxRow>& before)
{
    auto settled = store.connection().prepare("SELECT 1 FROM cases WHERE id = ?1 AND settled = 1");
    if (!settled)
        return failure(settled);
    for (const OutboxRow& row : before) {
        if (!row.fingerprint.isEmpty())
            continue; // packed: no event takes it back
        const auto now = store.outboxRow(row.id);
        if (!now)
            return failure(now);
        if (*now && (*now)->tries == row.tries && (*now)->next == row.next && (*now)->reason == row.reason)
            continue;
        const QByteArray id = row.caseId ? bytesOf(row.caseId->uuid()) : QByteArray();
        const Result<bool> isOwed = settled->bind(1, id).step();
        settled->reset();
        const Result<> kept = isOwed && *isOwed ? writer.queue(row) : isOwed.map([](bool) {});
        if (!kept)
            return kept;
    }
    return {};
}
} // namespace

QByteArray Store::searchHash(SearchField field, const QString& value) const
{
    const QByteArray label = "tirkeu search " + QByteArray::number(static_cast<int>(field));
    return casefile::keyedHash(m_searchKey, label, normal(field, value).toUtf8());
}

QByteArray Store::keyedHash(const QByteArray& label, const QString& value) const
{
    return casefile::keyedHash(m_searchKey, label, value.toUtf8());
}

Result<> Store::index(SearchField field, const QString& value, const casefile::ClientId& client)
{
    if (normal(field, value).isEmpty())
        return {};
    auto insert = m_connection.prepare("INSERT OR IGNORE INTO search(field, hash, client) VALUES(?1, ?2, ?3)");
    if (!insert)
        return failure(insert);
    const QByteArray hash = searchHash(field, value);
    const QByteArray id = bytesOf(client.uuid());
    return insert->bind(1, static_cast<qint64>(field)).bind(2, hash).bind(3, id).run();
}

Result<CaseState> Store::caseState(const casefile::CaseId& id)
{
    if (const auto found = m_states.find(id); found != m_states.end())
        return found->second;
    const auto events = m_journal->eventsOf(id);
    if (!events)
        return failure(events);
    std::vector<Event> folded;
    for (const Event& event : *events) {
        // A kind this program does not know, or one outside the fold, is carried but not folded.
        const casefile::KindInfo* info = casefile::infoOf(static_cast<quint16>(event.kind));
        if (info && info->scope == casefile::Scope::Case)
            folded.push_back(event);
    }
    Result<CaseState> state = casefile::fold(folded);
    if (state)
        m_states.insert_or_assign(id, *state);
    return state;
}

Result<> Store::project(const Event& event)
{
    if (const Result<> checked = casefile::check(event); !checked)
        return checked;
    if (casefile::infoOf(event.kind).scope == casefile::Scope::Case)
        return projectCase(event);
    if (!event.client)
        return {};
    const auto set = [&](auto&& statement, std::optional<qint64> value) -> Result<> {
        if (!statement)
            return failure(statement);
        const QByteArray id = bytesOf(event.client->uuid());
        return statement->bind(1, id).bind(2, value).run();
    };
    switch (event.kind) {
    case Kind::RelationEnded: {
        const auto at = core::fromIsoText(event.fields.value(u"at").toString());
        return set(m_connection.prepare("UPDATE clients SET relation_ended = ?2 WHERE id = ?1"),
            millis(at.value_or(event.time)));
    }
    case Kind::HoldSet:
        return set(m_connection.prepare("UPDATE clients SET held = ?2 WHERE id = ?1"), 1);
    case Kind::HoldLifted:
        return set(m_connection.prepare("UPDATE clients SET held = ?2 WHERE id = ?1"), 0);
    default:
        return {};
    }
}

Result<> Store::projectCase(const Event& event)
{
    CaseState before;
    if (event.kind != Kind::CaseOpened) {
        Result<CaseState> known = caseState(*event.caseId);
        if (!known)
            return failure(known);
        before = std::move(*known);
    }
    Result<CaseState> after = casefile::apply(before, event);
    if (!after)
        return failure(after);
    const auto key = ownerKey(m_connection, *m_keys, event.client->uuid());
    if (!key)
        return failure(key);
    const Result<QByteArray> sealed = casefile::sealPayload(**key, core::writeJson(after->toJson()));
    if (!sealed)
        return failure(sealed);
    auto upsert = m_connection.prepare(
        "INSERT INTO cases(id, client, phase, settled, actor, opened, changed, questions, state)"
        " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT(id) DO UPDATE SET phase = excluded.phase,"
        " settled = excluded.settled, actor = excluded.actor, changed = excluded.changed,"
        " questions = excluded.questions, state = excluded.state");
    if (!upsert)
        return failure(upsert);
    const QByteArray id = bytesOf(event.caseId->uuid());
    const QByteArray client = bytesOf(event.client->uuid());
    upsert->bind(1, id).bind(2, client).bind(3, static_cast<qint64>(after->phase)).bind(4, after->isSettled() ? 1 : 0);
    upsert->bind(5, after->actor).bind(6, millis(after->openedAt)).bind(7, millis(after->lastAt));
    upsert->bind(8, after->hasOpenQuestion() ? 1 : 0).bind(9, *sealed);
    if (event.kind == Kind::CaseEnded && isBond(*after)) {
        if (const Result<> renewed = renewRelation(*event.client); !renewed)
            return renewed;
    }
    if (event.kind == Kind::CaseOpened || event.kind == Kind::ClientRecorded) {
        if (const Result<> projected = projectClient(event, after->iin); !projected)
            return projected;
    }
    if (const Result<> run = upsert->run(); !run)
        return run;
    if (const Result<> projected = projectAttempt(event, *after); !projected)
        return projected;
    if (const Result<> projected = projectOutbox(event, before, *after); !projected)
        return projected;
    m_states.insert_or_assign(*event.caseId, std::move(*after));
    return {};
}

// Whoever enrols again is a client again: the clock of BIO-43 stands until the bank says once more that it is over.
Result<> Store::renewRelation(const casefile::ClientId& client)
{
    auto update = m_connection.prepare("UPDATE clients SET relation_ended = NULL WHERE id = ?1");
    if (!update)
        return failure(update);
    const QByteArray id = bytesOf(client.uuid());
    return update->bind(1, id).run();
}

Result<> Store::projectClient(const Event& event, const QString& iin)
{
    QJsonObject data = event.kind == Kind::ClientRecorded ? event.fields : QJsonObject();
    data.insert(QStringLiteral("iin"), iin);
    const auto key = ownerKey(m_connection, *m_keys, event.client->uuid());
    if (!key)
        return failure(key);
    const Result<QByteArray> sealed = casefile::sealPayload(**key, core::writeJson(data));
    if (!sealed)
        return failure(sealed);
    // Opening a further case of a known client must not undo what was recorded of them.
    auto upsert = event.kind == Kind::ClientRecorded
                      ? m_connection.prepare("INSERT INTO clients(id, data, created) VALUES(?1, ?2, ?3)"
                                             " ON CONFLICT(id) DO UPDATE SET data = excluded.data")
                      : m_connection.prepare("INSERT INTO clients(id, data, created) VALUES(?1, ?2, ?3)"
                                             " ON CONFLICT(id) DO NOTHING");
    if (!upsert)
        return failure(upsert);
    const QByteArray id = bytesOf(event.client->uuid());
    if (const Result<> run = upsert->bind(1, id).bind(2, *sealed).bind(3, millis(event.time)).run(); !run)
        return run;
    if (const Result<> indexed = index(SearchField::Iin, iin, *event.client); !indexed)
        return indexed;
    const QString document = event.fields.value(u"document").toObject().value(u"number").toString();
    if (const Result<> indexed = index(SearchField::Document, document, *event.client); !indexed)
        return indexed;
    return index(SearchField::Phone, event.fields.value(u"phone").toString(), *event.client);
}

Result<> Store::projectAttempt(const Event& event, const CaseState& state)
{
    if (event.kind != Kind::AttemptStarted && event.kind != Kind::AttemptFinished && event.kind != Kind::AttemptVoided)
        return {};
    const auto id = core::Uuid::parse(event.fields.value(u"attempt").toString());
    const casefile::Attempt* attempt = id ? state.attempt(*id) : nullptr;
    if (!attempt)
        return {};
    auto upsert = m_connection.prepare("INSERT INTO attempts(id, iin_hash, modality, hand, started, state, case_id)"
                                       " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)"
                                       " ON CONFLICT(id) DO UPDATE SET state = excluded.state");
    if (!upsert)
        return failure(upsert);
    const QByteArray attemptId = bytesOf(*id);
    const QByteArray hash = searchHash(SearchField::Iin, state.iin);
    const QByteArray caseBytes = bytesOf(event.caseId->uuid());
    upsert->bind(1, attemptId).bind(2, hash).bind(3, static_cast<qint64>(attempt->modality));
    upsert->bind(4, static_cast<qint64>(attempt->hand)).bind(5, millis(event.time));
    upsert->bind(6, stateNumber(attempt->state)).bind(7, caseBytes);
    return upsert->run();
}

Result<QList<casefile::EarlierAttempts>> Store::attemptsSince(
    const QString& iin, core::WallTime since, const std::optional<casefile::CaseId>& except)
{
    auto select = m_connection.prepare("SELECT modality, hand, sum(state IN (?3, ?4)), sum(state = ?6) FROM attempts"
                                       " WHERE iin_hash = ?1 AND started >= ?2 AND state IN (?3, ?4, ?6)"
                                       " AND (?5 IS NULL OR case_id <> ?5)"
                                       " GROUP BY modality, hand ORDER BY modality, hand");
    if (!select)
        return failure(select);
    const QByteArray hash = searchHash(SearchField::Iin, iin);
    const auto exceptBytes = except ? std::optional(bytesOf(except->uuid())) : std::nullopt;
    select->bind(1, hash).bind(2, millis(since)).bind(3, stateNumber(casefile::Attempt::State::Running));
    select->bind(4, stateNumber(casefile::Attempt::State::NotAuthentic)).bind(5, exceptBytes);
    select->bind(6, stateNumber(casefile::Attempt::State::Voided));
    QList<casefile::EarlierAttempts> earlier;
    for (Result<bool> row = select->step();; row = select->step()) {
        if (!row)
            return failure(row);
        if (!*row)
            return earlier;
        earlier.append(
            {static_cast<casefile::Modality>(select->integer(0)), static_cast<casefile::Hand>(select->integer(1)),
                static_cast<int>(select->integer(2)), static_cast<int>(select->integer(3))});
    }
}

Result<std::vector<SpentAttempt>> Store::spentSince(const QString& iin, core::WallTime since)
{
    auto select = m_connection.prepare("SELECT modality, hand, started FROM attempts WHERE iin_hash = ?1"
                                       " AND started >= ?2 AND state IN (?3, ?4) ORDER BY started");
    if (!select)
        return failure(select);
    const QByteArray hash = searchHash(SearchField::Iin, iin);
    select->bind(1, hash).bind(2, millis(since)).bind(3, stateNumber(casefile::Attempt::State::Running));
    select->bind(4, stateNumber(casefile::Attempt::State::NotAuthentic));
    std::vector<SpentAttempt> spent;
    for (Result<bool> row = select->step();; row = select->step()) {
        if (!row)
            return failure(row);
        if (!*row)
            return spent;
        spent.push_back({static_cast<casefile::Modality>(select->integer(0)),
            static_cast<casefile::Hand>(select->integer(1)), timeOf(select->integer(2))});
    }
}

Result<> Store::rebuildInside()
{
    const auto waiting = outbox(casefile::Delivery::Queued);
    if (!waiting)
        return failure(waiting);
    m_states.clear();
    for (const storage::Sql& sql : {storage::Sql("DELETE FROM attempts"), storage::Sql("DELETE FROM cases"),
             storage::Sql("DELETE FROM search"), storage::Sql("DELETE FROM clients")}) {
        if (const Result<> run = m_connection.run(sql); !run)
            return run;
    }
    QSet<QByteArray> keyless; // and no mark of a destruction among the keys
    const Result<> walked = m_journal->visit(1, [&](const casefile::Entry& entry) -> Result<bool> {
        if (!entry.client && entry.kind != static_cast<quint16>(Kind::ClientDestroyed))
            return true;
        Result<QJsonObject> fields = m_journal->open(entry);
        if (!entry.client) {
            const auto told = fields ? core::Uuid::parse(fields->value(u"client").toString()) : failure(fields);
            if (told)
                keyless.remove(bytesOf(*told));
            return told ? Result<bool>(true) : failure(told);
        }
        // What is destroyed cannot be made again and is not to be.
        if (!fields && fields.error().code == kClientDestroyed) {
            const Result<bool> isDestroyed = m_keys->isDestroyed(*entry.client);
            if (isDestroyed && !*isDestroyed)
                keyless.insert(bytesOf(*entry.client));
            return isDestroyed ? Result<bool>(true) : isDestroyed;
        }
        if (!fields)
            return failure(fields);
        Event event{static_cast<Kind>(entry.kind), entry.time, entry.actor, casefile::ClientId(*entry.client),
            entry.caseId ? std::optional(casefile::CaseId(*entry.caseId)) : std::nullopt, std::move(*fields)};
        if (!casefile::infoOf(entry.kind))
            return true;
        const Result<> projected = project(event);
        return projected ? Result<bool>(true) : failure(projected);
    });
    // Older keys put back look like destruction; nobody is left out for that.
    if (walked && !keyless.isEmpty())
        return failure(kClientKeysMissing, ErrorKind::SecurityStop, QStringLiteral("%1 clients").arg(keyless.size()));
    if (!walked)
        return walked;
    Writer writer(*this);
    return keepAskedAgain(*this, writer, *waiting);
}

Result<> Store::rebuild()
{
    return write([this](Writer&) { return rebuildInside(); });
}

Result<> Store::settle()
{
    const QString owed = QStringLiteral("rebuild.owed");
    const Result<QByteArray> mark = meta(owed);
    if (!mark)
        return failure(mark);
    if (mark->isEmpty())
        return {};
    const Result<> settled = write([&](Writer& writer) {
        const Result<> rebuilt = rebuildInside();
        return rebuilt ? writer.setMeta(owed, {}) : rebuilt;
    });
    // Without a volume, or without keys, it stays as it was, and owed; a check names what is missing.
    const bool mayWait =
        !settled && (settled.error().code == storage::kMissing || settled.error().code == kClientKeysMissing);
    return mayWait ? Result<>() : settled;
}

Result<bool> Store::projectionFits()
{
    const Result<QJsonObject> here = projection();
    if (!here)
        return failure(here);
    auto transaction = storage::Transaction::begin(m_connection);
    if (!transaction)
        return failure(transaction);
    const Result<> rebuilt = rebuildInside();
    const Result<QJsonObject> told = rebuilt ? projection() : failure(rebuilt);
    transaction->rollback();
    m_states.clear();
    if (!told)
        return failure(told);
    return *told == *here;
}

} // namespace tirkeu::vault
