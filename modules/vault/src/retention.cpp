#include "bond.h"
#include "bytes.h"
#include "keyfiles.h"

#include <vault/errors.h>
#include <vault/retention.h>

#include <core/json.h>

#include <QJsonArray>

#include <algorithm>

namespace tirkeu::vault {

namespace {
constexpr ErrorCode kNobodyChosen{"vault.nobody-chosen"};
constexpr ErrorCode kNotApproved{"vault.act-not-approved"};
constexpr ErrorCode kGoesOn{"vault.relation-goes-on"};

/// Whether the client has enrolled since then. A case that did not change since did not end since.
Result<bool> isBoundSince(Store& store, const casefile::ClientId& client, core::WallTime at)
{
    const auto lines = store.casesOf(client);
    if (!lines)
        return failure(lines);
    for (const CaseLine& line : *lines) {
        if (line.changed <= at || line.phase != casefile::Phase::Ended)
            continue;
        const auto state = store.caseState(line.id);
        const auto events = state ? store.journal().eventsOf(line.id) : failure(state);
        if (!events)
            return failure(events);
        const bool isEndedSince = std::any_of(events->begin(), events->end(),
            [at](const casefile::Event& event) { return event.kind == casefile::Kind::CaseEnded && event.time > at; });
        if (isEndedSince && isBond(*state))
            return true;
    }
    return false;
}
} // namespace

Retention::Retention(Store& store, QString volumeFolder, const RetentionRules& rules)
    : m_store(store)
    , m_folder(std::move(volumeFolder))
    , m_rules(rules)
{
}

Result<> Retention::say(casefile::Kind kind, const std::optional<casefile::ClientId>& client, const QJsonObject& fields,
    const QString& actor)
{
    const auto entry = m_store.append({kind, m_store.clock().wall(), actor, client, {}, fields});
    return entry ? Result<>() : failure(entry);
}

Result<> Retention::relationEnded(
    const casefile::ClientId& client, core::WallTime at, const QString& source, const QString& actor)
{
    // Said late, of a relation that was over before another began.
    const Result<bool> goesOn = isBoundSince(m_store, client, at);
    if (!goesOn)
        return failure(goesOn);
    if (*goesOn)
        return failure(kGoesOn, ErrorKind::OperatorCanFix, client.toString(), {core::shownDateTime(at)});
    return say(casefile::Kind::RelationEnded, client,
        {{QStringLiteral("at"), core::toIsoText(at)}, {QStringLiteral("source"), source}}, actor);
}

Result<> Retention::setHold(const casefile::ClientId& client, const QString& reason, const QString& actor)
{
    if (reason.trimmed().isEmpty())
        return failure(kReasonMissing, ErrorKind::OperatorCanFix, QStringLiteral("hold"));
    return say(casefile::Kind::HoldSet, client, {{QStringLiteral("reason"), reason}}, actor);
}

Result<> Retention::liftHold(const casefile::ClientId& client, const QString& reason, const QString& actor)
{
    if (reason.trimmed().isEmpty())
        return failure(kReasonMissing, ErrorKind::OperatorCanFix, QStringLiteral("release"));
    return say(casefile::Kind::HoldLifted, client, {{QStringLiteral("reason"), reason}}, actor);
}

Result<bool> Retention::isErasable(const casefile::ClientId& client)
{
    const Result<ClientRecord> record = m_store.client(client);
    if (!record)
        return failure(record);
    if (!record->relationEnded || record->isHeld ||
        *record->relationEnded + m_rules.afterRelation > m_store.clock().wall())
        return false;
    const Result<bool> busy = isBusyWith(client);
    return busy ? Result<bool>(!*busy) : failure(busy);
}

// A case that is not finished, or something the bank has not got yet, would go with the client unseen.
Result<bool> Retention::isBusyWith(const casefile::ClientId& client)
{
    auto select =
        m_store.connection().prepare("SELECT EXISTS (SELECT 1 FROM cases WHERE client = ?1 AND settled = 0)"
                                     " OR EXISTS (SELECT 1 FROM outbox WHERE client = ?1 AND state IN (?2, ?3))");
    if (!select)
        return failure(select);
    const QByteArray id = bytesOf(client.uuid());
    select->bind(1, id).bind(2, static_cast<qint64>(casefile::Delivery::Queued));
    const Result<bool> row = select->bind(3, static_cast<qint64>(casefile::Delivery::Sent)).step();
    return row ? Result<bool>(select->integer(0) != 0) : failure(row);
}

Result<core::Uuid> Retention::propose(
    const QList<casefile::ClientId>& clients, const QString& reason, const QString& actor)
{
    if (clients.isEmpty())
        return failure(kNobodyChosen, ErrorKind::OperatorCanFix, QStringLiteral("propose"));
    if (reason.trimmed().isEmpty())
        return failure(kReasonMissing, ErrorKind::OperatorCanFix, QStringLiteral("propose"));
    QJsonArray names;
    QByteArray ids;
    for (const casefile::ClientId& client : clients) {
        const Result<bool> erasable = isErasable(client);
        if (!erasable)
            return failure(erasable);
        if (!*erasable)
            return failure(kNotErasable, ErrorKind::OperatorCanFix, client.toString());
        names.append(client.toString());
        ids += bytesOf(client.uuid());
    }
    const core::Uuid act = core::Uuid::make(m_store.clock());
    const core::WallTime now = m_store.clock().wall();
    const Result<> done = m_store.write([&](Writer& writer) -> Result<> {
        auto insert = m_store.connection().prepare(
            "INSERT INTO acts(id, clients, reason, proposer, proposed) VALUES(?1, ?2, ?3, ?4, ?5)");
        if (!insert)
            return failure(insert);
        const QByteArray id = bytesOf(act);
        insert->bind(1, id).bind(2, ids).bind(3, reason).bind(4, actor).bind(5, millis(now));
        if (const Result<> run = insert->run(); !run)
            return run;
        const auto entry = writer.append({casefile::Kind::DestructionProposed, now, actor, {}, {},
            {{QStringLiteral("act"), act.toString()}, {QStringLiteral("clients"), names},
                {QStringLiteral("reason"), reason}}});
        return entry ? Result<>() : failure(entry);
    });
    if (!done)
        return failure(done);
    return act;
}

Result<> Retention::approve(const core::Uuid& act, const QString& actor)
{
    return m_store.write([&](Writer& writer) -> Result<> {
        auto select = m_store.connection().prepare("SELECT proposer, approver IS NOT NULL FROM acts WHERE id = ?1");
        if (!select)
            return failure(select);
        const QByteArray id = bytesOf(act);
        const Result<bool> row = select->bind(1, id).step();
        if (!row)
            return failure(row);
        if (!*row)
            return failure(kUnknownRecord, ErrorKind::OperatorCanFix, act.toString());
        if (select->integer(1) != 0)
            return failure(kActApproved, ErrorKind::OperatorCanFix, act.toString());
        if (select->text(0) == actor)
            return failure(kSamePerson, ErrorKind::OperatorCanFix, QStringLiteral("approve"));
        select->reset();
        auto update = m_store.connection().prepare("UPDATE acts SET approver = ?2, approved = ?3 WHERE id = ?1");
        if (!update)
            return failure(update);
        const core::WallTime now = m_store.clock().wall();
        if (const Result<> run = update->bind(1, id).bind(2, actor).bind(3, millis(now)).run(); !run)
            return run;
        const auto entry = writer.append(
            {casefile::Kind::DestructionApproved, now, actor, {}, {}, {{QStringLiteral("act"), act.toString()}}});
        return entry ? Result<>() : failure(entry);
    });
}

Result<int> Retention::carryOut(const core::Uuid& act, const QString& actor)
{
    if (const Result<> finished = finishInterrupted(); !finished)
        return failure(finished);
    auto select = m_store.connection().prepare(
        "SELECT clients FROM acts WHERE id = ?1 AND approved IS NOT NULL AND done IS NULL");
    if (!select)
        return failure(select);
    const QByteArray id = bytesOf(act);
    const Result<bool> row = select->bind(1, id).step();
    if (!row)
        return failure(row);
    if (!*row)
        return failure(kNotApproved, ErrorKind::OperatorCanFix, QStringLiteral("act"));
    const QByteArray clients = select->bytes(0);
    select->reset();
    QList<casefile::ClientId> all;
    for (qsizetype at = 0; at + 16 <= clients.size(); at += 16)
        all.append(casefile::ClientId(uuidOf(QByteArrayView(clients).sliced(at, 16))));
    const Result<Traces> traces = tracesOf(all);
    if (!traces)
        return failure(traces);
    int count = 0;
    for (const casefile::ClientId& client : std::as_const(all)) {
        ++count;
        const Result<bool> erasable = isErasable(client);
        // Erased already where this was interrupted, and then without a key; held or not yet over, nothing of the act
        // goes on.
        if (!erasable && erasable.error().code == kUnknownRecord) {
            const auto left = m_store.clientKeys().find(client.uuid());
            if (!left)
                return failure(left);
            if (*left) {
                if (const Result<> owed = m_store.write(oweKeyFile); !owed)
                    return failure(owed);
                if (const Result<> destroyed = m_store.clientKeys().destroy(client.uuid()); !destroyed)
                    return failure(destroyed);
            }
            continue;
        }
        if (!erasable || !*erasable)
            return erasable ? failure(kNotErasable, ErrorKind::OperatorCanFix, client.toString()) : failure(erasable);
        if (const Result<> erased = erase(client, act, *traces, actor); !erased)
            return failure(erased);
    }
    auto update = m_store.connection().prepare("UPDATE acts SET done = ?2 WHERE id = ?1");
    if (!update)
        return failure(update);
    if (const Result<> run = update->bind(1, id).bind(2, millis(m_store.clock().wall())).run(); !run)
        return failure(run);
    return count;
}

Result<> Retention::erase(
    const casefile::ClientId& client, const core::Uuid& act, const Traces& traces, const QString& actor)
{
    // There is room for one name of a client whose key has to go.
    if (const Result<> finished = finishInterrupted(); !finished)
        return finished;
    const QByteArray id = bytesOf(client.uuid());
    const Result<> recorded = m_store.write([&](Writer& writer) -> Result<> {
        qint64 objects = 0;
        const auto run = [&](Result<storage::Statement> statement) -> Result<> {
            if (!statement)
                return failure(statement);
            return statement->bind(1, id).run();
        };
        storage::Connection& connection = m_store.connection();
        Result<> done = run(connection.prepare("DELETE FROM chunks WHERE key / 1048576 IN"
                                               " (SELECT row FROM objects WHERE client = ?1)"));
        if (done)
            done = run(connection.prepare("DELETE FROM objects WHERE client = ?1"));
        objects = connection.changes();
        if (done)
            done = run(
                connection.prepare("DELETE FROM attempts WHERE case_id IN (SELECT id FROM cases WHERE client = ?1)"));
        if (done)
            done = run(connection.prepare("DELETE FROM cases WHERE client = ?1"));
        if (done)
            done = run(connection.prepare("DELETE FROM search WHERE client = ?1"));
        if (done)
            done = run(connection.prepare("DELETE FROM outbox WHERE client = ?1"));
        if (done)
            done = run(connection.prepare("DELETE FROM clients WHERE id = ?1"));
        if (!done)
            return done;
        // Said in the workstation's own words: the client's key would not let it be read.
        QJsonObject fields = traces.value(id);
        fields.insert(QStringLiteral("client"), client.toString());
        fields.insert(QStringLiteral("act"), act.toString());
        fields.insert(QStringLiteral("objects"), objects);
        const auto entry =
            writer.append({casefile::Kind::ClientDestroyed, m_store.clock().wall(), actor, {}, {}, fields});
        if (!entry)
            return failure(entry);
        const Result<> owed = oweKeyFile(writer);
        return owed ? writer.setMeta(QStringLiteral("erasing"), id) : owed;
    });
    if (!recorded)
        return recorded;
    return finishInterrupted();
}

Result<> Retention::finishInterrupted()
{
    const Result<QByteArray> erasing = m_store.meta(QStringLiteral("erasing"));
    if (!erasing)
        return failure(erasing);
    if (erasing->size() != 16)
        return {};
    if (const Result<> destroyed = m_store.clientKeys().destroy(uuidOf(*erasing)); !destroyed)
        return destroyed;
    // Copies of before a migration may hold the key as well.
    if (const Result<> removed = m_store.removeCopies(); !removed)
        return removed;
    // Owed once more: a backup may have been made while the key was still there.
    const Result<> cleared = m_store.write([](Writer& writer) {
        const Result<> owed = oweKeyFile(writer);
        return owed ? writer.setMeta(QStringLiteral("erasing"), {}) : owed;
    });
    return cleared ? m_store.checkpoint() : cleared;
}

} // namespace tirkeu::vault
