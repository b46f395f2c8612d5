#include <reference/postgresengine.h>

#include "postgresparts.h"
#include "postgresschema.h"

namespace tirkeu::reference {

namespace {
constexpr ErrorCode kOlder{"reference.database-not-migrated"};

PackageRow packageRow(const PqRows& rows, int row)
{
    return {.package = wire::PackageId(uuidOf(rows.bytes(row, 0))),
        .fingerprint = rows.bytes(row, 1),
        .workstation = rows.text(row, 2),
        .branch = rows.text(row, 3),
        .vault = uuidOf(rows.bytes(row, 4)),
        .number = static_cast<quint64>(rows.integer(row, 5)),
        .person = rows.bytes(row, 6),
        .caseId = uuidOf(rows.bytes(row, 7)),
        .verdict = static_cast<wire::Verdict>(rows.integer(row, 8)),
        .reason = rows.text(row, 9),
        .received = timeOf(rows.integer(row, 10)),
        .journal = {static_cast<std::uint64_t>(rows.integer(row, 11)), rows.bytes(row, 12)},
        .receipt = rows.bytes(row, 13)};
}

JournalRow journalRow(const PqRows& rows, int row)
{
    JournalRow read{.workstation = rows.text(row, 0),
        .head = {static_cast<std::uint64_t>(rows.integer(row, 1)), rows.bytes(row, 2)},
        .id = uuidOf(rows.bytes(row, 3)),
        .after = static_cast<quint64>(rows.integer(row, 5))};
    if (const QByteArray predecessor = rows.bytes(row, 4); !predecessor.isEmpty())
        read.predecessor = uuidOf(predecessor);
    return read;
}

Result<casefile::Entry> entryOf(const QByteArray& bytes)
{
    QByteArrayView view(bytes);
    return casefile::decodeEntry(view);
}

/// Registers a delivery, or says what stands in its way.
Result<Keeping> enter(PqConnection& connection, const Delivery& delivery, QByteArray& receipt)
{
    const PackageRow& row = delivery.row;
    const QByteArray package = blobOf(row.package.uuid());
    const auto entered =
        connection.run("INSERT INTO tirkeu.deliveries (package, fingerprint, vault, number, person, received)"
                       " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
            {package, row.fingerprint, blobOf(row.vault), static_cast<qint64>(row.number), row.person,
                numberOf(row.received)});
    if (!entered)
        return failure(entered);
    if (entered->affected() == 1)
        return Keeping::Kept;
    const auto known = connection.run("SELECT d.fingerprint, p.receipt FROM tirkeu.deliveries d"
                                      " JOIN tirkeu.packages p ON p.person = d.person AND p.package = d.package"
                                      " WHERE d.package = $1",
        {package});
    if (!known)
        return failure(known);
    if (known->count() == 0)
        return Keeping::NumberTaken;
    receipt = known->bytes(0, 1);
    return known->bytes(0, 0) == row.fingerprint ? Keeping::KnownSame : Keeping::KnownOther;
}

Result<bool> exceeds(PqConnection& connection, const Delivery& delivery)
{
    const core::WallTime newest = newestAttempt(delivery);
    // Two deliveries about one person count each other: the second waits here until the first is on disk.
    const auto locked =
        connection.run("SELECT pg_advisory_xact_lock(hashtextextended(encode($1, 'hex'), 0))", {delivery.row.person});
    if (!locked)
        return failure(locked);
    for (const AttemptRow& attempt : delivery.attempts) {
        const auto others = connection.run(
            "SELECT count(*) FROM tirkeu.attempts WHERE person = $1 AND branch = $2 AND modality = $3 AND hand = $4"
            " AND voided = 0 AND case_id <> $5 AND at > $6 AND at <= $7",
            {delivery.row.person, delivery.row.branch, qint64(attempt.modality), qint64(attempt.hand),
                blobOf(delivery.row.caseId), numberOf(newest - delivery.interval), numberOf(newest)});
        if (!others)
            return failure(others);
        const qint64 spent =
            (delivery.isApproved ? 0 : others->integer(0, 0)) + ownAttempts(delivery, attempt.modality, attempt.hand);
        if (spent > delivery.mostAttempts[static_cast<int>(attempt.modality)])
            return true;
    }
    return false;
}

Result<> insertPackage(PqConnection& connection, const PackageRow& row)
{
    const auto done = connection.run(
        "INSERT INTO tirkeu.packages (package, fingerprint, workstation, branch, vault, number, person, case_id,"
        " verdict, reason, received, head, head_hash, receipt)"
        " VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14)",
        {blobOf(row.package.uuid()), row.fingerprint, row.workstation, row.branch, blobOf(row.vault),
            static_cast<qint64>(row.number), row.person, blobOf(row.caseId), qint64(row.verdict), row.reason,
            numberOf(row.received), static_cast<qint64>(row.journal.sequence), row.journal.hash, row.receipt});
    return done ? Result<>() : failure(done);
}

Result<> insertContents(PqConnection& connection, const Delivery& delivery)
{
    const QByteArray package = blobOf(delivery.row.package.uuid());
    std::vector<std::vector<PqValue>> parts;
    for (const SealedPart& part : delivery.parts)
        parts.push_back({delivery.row.person, package, qint64(parts.size()), qint64(part.kind), blobOf(part.id),
            part.sha256, part.sealed});
    if (const Result<> done = connection.runEach("INSERT INTO tirkeu.parts (person, package, place, kind, id, sha256,"
                                                 " sealed) VALUES ($1,$2,$3,$4,$5,$6,$7)",
            parts);
        !done)
        return done;
    std::vector<std::vector<PqValue>> templates;
    for (const SealedPart& one : delivery.templates)
        templates.push_back({delivery.subject, blobOf(one.id), one.sha256, one.sealed});
    if (const Result<> done = connection.runEach("INSERT INTO tirkeu_biometry.templates (subject, id, sha256, sealed)"
                                                 " VALUES ($1,$2,$3,$4) ON CONFLICT DO NOTHING",
            templates);
        !done)
        return done;
    std::vector<std::vector<PqValue>> attempts;
    for (const AttemptRow& attempt : delivery.attempts)
        attempts.push_back(
            {blobOf(attempt.attempt), delivery.row.person, delivery.row.branch, blobOf(delivery.row.caseId),
                qint64(attempt.modality), qint64(attempt.hand), qint64(attempt.isVoided), numberOf(attempt.at)});
    return connection.runEach(
        "INSERT INTO tirkeu.attempts (attempt, person, branch, case_id, modality, hand, voided, at)"
        " VALUES ($1,$2,$3,$4,$5,$6,$7,$8) ON CONFLICT (person, attempt) DO UPDATE SET voided = excluded.voided",
        attempts);
}
} // namespace

Result<std::unique_ptr<PostgresEngine>> PostgresEngine::open(const Settings& settings)
{
    std::unique_ptr<PostgresEngine> engine(new PostgresEngine(std::make_unique<Parts>(settings)));
    const auto version =
        engine->m_parts->pool.with<qint64>([](PqConnection& connection) { return postgresVersion(connection); });
    if (!version)
        return failure(version);
    if (*version != kPostgresVersion)
        return failure(kOlder, ErrorKind::OperatorCanFix, QString::number(*version));
    return engine;
}

Result<> PostgresEngine::migrate(const QString& connection)
{
    const auto owner = PqConnection::open(connection);
    return owner ? migratePostgres(**owner) : failure(owner);
}

PostgresEngine::PostgresEngine(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
}

PostgresEngine::~PostgresEngine() = default;

Result<KeepResult> PostgresEngine::keep(const Delivery& delivery)
{
    KeepResult result;
    const auto kept = m_parts->pool.transact<bool>([&](PqConnection& connection) -> Result<bool> {
        const Result<Keeping> entered = enter(connection, delivery, result.receipt);
        if (!entered)
            return failure(entered);
        result.keeping = *entered;
        if (*entered != Keeping::Kept)
            return true;
        const Result<bool> tooMany = exceeds(connection, delivery);
        if (!tooMany)
            return failure(tooMany);
        if (*tooMany) {
            result.keeping = Keeping::TooManyAttempts;
            const auto back = connection.plain("ROLLBACK; BEGIN");
            return back ? Result<bool>(true) : failure(back);
        }
        if (!delivery.identity.isEmpty()) {
            const auto person =
                connection.run("INSERT INTO tirkeu.people (person, sealed) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                    {delivery.row.person, delivery.identity});
            if (!person)
                return failure(person);
        }
        if (const Result<> done = insertPackage(connection, delivery.row); !done)
            return failure(done);
        if (const Result<> done = insertContents(connection, delivery); !done)
            return failure(done);
        if (const Result<> done = Parts::changeHands(connection, delivery.hands); !done)
            return failure(done);
        if (const Result<> done = Parts::insertAnswers(connection, delivery.answers); !done)
            return failure(done);
        result.receipt = delivery.row.receipt;
        return true;
    });
    return kept ? Result<KeepResult>(result) : failure(kept);
}

Result<std::optional<PackageRow>> PostgresEngine::package(const wire::PackageId& package)
{
    using Found = std::optional<PackageRow>;
    return m_parts->pool.with<Found>([&](PqConnection& connection) -> Result<Found> {
        const auto rows = connection.run(
            "SELECT p.package, p.fingerprint, p.workstation, p.branch, p.vault, p.number, p.person, p.case_id,"
            " p.verdict, p.reason, p.received, p.head, p.head_hash, p.receipt FROM tirkeu.deliveries d"
            " JOIN tirkeu.packages p ON p.person = d.person AND p.package = d.package WHERE d.package = $1",
            {blobOf(package.uuid())});
        if (!rows)
            return failure(rows);
        return rows->count() == 0 ? Found() : Found(packageRow(*rows, 0));
    });
}

Result<QList<SealedPart>> PostgresEngine::partsOf(const wire::PackageId& package)
{
    return m_parts->pool.with<QList<SealedPart>>([&](PqConnection& connection) -> Result<QList<SealedPart>> {
        const auto rows =
            connection.run("SELECT p.kind, p.id, p.sha256, p.sealed FROM tirkeu.deliveries d"
                           " JOIN tirkeu.parts p ON p.person = d.person AND p.package = d.package WHERE d.package = $1"
                           " ORDER BY p.place",
                {blobOf(package.uuid())});
        if (!rows)
            return failure(rows);
        QList<SealedPart> parts;
        for (int i = 0; i < rows->count(); ++i)
            parts.append({static_cast<wire::PartKind>(rows->integer(i, 0)), uuidOf(rows->bytes(i, 1)),
                rows->bytes(i, 2), rows->bytes(i, 3)});
        return parts;
    });
}

Result<QList<SealedPart>> PostgresEngine::templatesOf(const QByteArray& subject)
{
    return m_parts->pool.with<QList<SealedPart>>([&](PqConnection& connection) -> Result<QList<SealedPart>> {
        const auto rows = connection.run(
            "SELECT id, sha256, sealed FROM tirkeu_biometry.templates WHERE subject = $1 ORDER BY id", {subject});
        if (!rows)
            return failure(rows);
        QList<SealedPart> parts;
        for (int i = 0; i < rows->count(); ++i)
            parts.append({wire::PartKind::Template, uuidOf(rows->bytes(i, 0)), rows->bytes(i, 1), rows->bytes(i, 2)});
        return parts;
    });
}

Result<> PostgresEngine::settle(
    const PackageRow& row, const QList<AnswerDraft>& answers, const QList<HandChange>& hands)
{
    const auto done = m_parts->pool.transact<bool>([&](PqConnection& connection) -> Result<bool> {
        const auto changed = connection.run("UPDATE tirkeu.packages SET verdict = $3, reason = $4, receipt = $5"
                                            " WHERE person = $1 AND package = $2 AND verdict = 1",
            {row.person, blobOf(row.package.uuid()), qint64(row.verdict), row.reason, row.receipt});
        if (!changed)
            return failure(changed);
        if (changed->affected() == 0)
            return false; // somebody else has settled it
        if (const Result<> done = Parts::changeHands(connection, hands); !done)
            return failure(done);
        const Result<> said = Parts::insertAnswers(connection, answers);
        return said ? Result<bool>(true) : failure(said);
    });
    return done ? Result<>() : failure(done);
}

Result<QList<PackageRow>> PostgresEngine::pendingOf(const core::Uuid& vault, quint64 upTo)
{
    return m_parts->pool.with<QList<PackageRow>>([&](PqConnection& connection) -> Result<QList<PackageRow>> {
        const auto rows = connection.run(
            "SELECT package, fingerprint, workstation, branch, vault, number, person, case_id, verdict, reason,"
            " received, head, head_hash, receipt FROM tirkeu.packages WHERE verdict = 1 AND vault = $1 AND"
            " head <= $2 ORDER BY head",
            {blobOf(vault), static_cast<qint64>(upTo)});
        if (!rows)
            return failure(rows);
        QList<PackageRow> all;
        for (int i = 0; i < rows->count(); ++i)
            all.append(packageRow(*rows, i));
        return all;
    });
}

Result<std::optional<JournalRow>> PostgresEngine::journal(const core::Uuid& vault)
{
    using Found = std::optional<JournalRow>;
    return m_parts->pool.with<Found>([&](PqConnection& connection) -> Result<Found> {
        const auto rows = connection.run("SELECT workstation, sequence, hash, vault, predecessor, after FROM"
                                         " tirkeu.journals WHERE vault = $1",
            {blobOf(vault)});
        if (!rows)
            return failure(rows);
        if (rows->count() == 0)
            return Found();
        return Found(journalRow(*rows, 0));
    });
}

Result<> PostgresEngine::forkJournal(const JournalRow& row)
{
    return m_parts->pool
        .with<PqRows>([&](PqConnection& connection) {
            const std::optional<QByteArray> predecessor =
                row.predecessor ? std::optional(blobOf(*row.predecessor)) : std::nullopt;
            return connection.run("INSERT INTO tirkeu.journals (vault, workstation, sequence, hash, predecessor, after)"
                                  " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
                {blobOf(row.id), row.workstation, static_cast<qint64>(row.head.sequence), row.head.hash, predecessor,
                    static_cast<qint64>(row.after)});
        })
        .map([](const PqRows&) {});
}

Result<QList<JournalRow>> PostgresEngine::journalsOf(const QString& workstation)
{
    return m_parts->pool.with<QList<JournalRow>>([&](PqConnection& connection) -> Result<QList<JournalRow>> {
        const auto rows = connection.run("SELECT workstation, sequence, hash, vault, predecessor, after FROM"
                                         " tirkeu.journals WHERE workstation = $1",
            {workstation});
        if (!rows)
            return failure(rows);
        QList<JournalRow> all;
        for (int i = 0; i < rows->count(); ++i)
            all.append(journalRow(*rows, i));
        return all;
    });
}

Result<bool> PostgresEngine::appendJournal(const core::Uuid& vault, const QString& workstation,
    const core::JournalHead& known, const std::vector<casefile::Entry>& entries)
{
    const QByteArray id = blobOf(vault);
    return m_parts->pool.transact<bool>([&](PqConnection& connection) -> Result<bool> {
        const qint64 last = static_cast<qint64>(entries.back().sequence);
        const auto moved =
            known.sequence == 0
                ? connection.run("INSERT INTO tirkeu.journals (vault, workstation, sequence, hash)"
                                 " VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                      {id, workstation, last, entries.back().hash})
                : connection.run("UPDATE tirkeu.journals SET sequence = $3, hash = $4 WHERE vault = $1 AND"
                                 " workstation = $2 AND sequence = $5 AND hash = $6",
                      {id, workstation, last, entries.back().hash, static_cast<qint64>(known.sequence), known.hash});
        if (!moved)
            return failure(moved);
        if (moved->affected() == 0)
            return false;
        std::vector<std::vector<PqValue>> rows;
        for (const casefile::Entry& entry : entries)
            rows.push_back({id, static_cast<qint64>(entry.sequence),
                entry.caseId ? std::optional(blobOf(*entry.caseId)) : std::optional<QByteArray>(),
                casefile::encode(entry)});
        const Result<> done = connection.runEach(
            "INSERT INTO tirkeu.entries (vault, sequence, case_id, entry) VALUES ($1, $2, $3, $4)", rows);
        return done ? Result<bool>(true) : failure(done);
    });
}

Result<std::optional<casefile::Entry>> PostgresEngine::entry(const core::Uuid& vault, quint64 sequence)
{
    using Found = std::optional<casefile::Entry>;
    return m_parts->pool.with<Found>([&](PqConnection& connection) -> Result<Found> {
        const auto rows = connection.run("SELECT entry FROM tirkeu.entries WHERE vault = $1 AND sequence = $2",
            {blobOf(vault), static_cast<qint64>(sequence)});
        if (!rows)
            return failure(rows);
        if (rows->count() == 0)
            return Found();
        return entryOf(rows->bytes(0, 0)).map([](casefile::Entry read) { return Found(std::move(read)); });
    });
}

Result<std::vector<casefile::Entry>> PostgresEngine::entriesOfCase(
    const core::Uuid& vault, const core::Uuid& caseId, quint64 upTo)
{
    using Found = std::vector<casefile::Entry>;
    return m_parts->pool.with<Found>([&](PqConnection& connection) -> Result<Found> {
        const auto rows = connection.run("SELECT entry FROM tirkeu.entries WHERE vault = $1 AND case_id = $2 AND"
                                         " sequence <= $3 ORDER BY sequence",
            {blobOf(vault), blobOf(caseId), static_cast<qint64>(upTo)});
        if (!rows)
            return failure(rows);
        Found entries;
        for (int i = 0; i < rows->count(); ++i) {
            Result<casefile::Entry> read = entryOf(rows->bytes(i, 0));
            if (!read)
                return failure(read);
            entries.push_back(std::move(*read));
        }
        return entries;
    });
}

} // namespace tirkeu::reference
