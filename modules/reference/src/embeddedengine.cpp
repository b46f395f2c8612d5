#include <reference/embeddedengine.h>

#include "embeddedparts.h"
#include "embeddedschema.h"

#include <QFileInfo>

namespace tirkeu::reference {

using storage::Statement;

namespace {
PackageRow packageRow(const Statement& row)
{
    return {.package = wire::PackageId(uuidOf(row.view(0))),
        .fingerprint = row.bytes(1),
        .workstation = row.text(2),
        .branch = row.text(3),
        .vault = uuidOf(row.view(4)),
        .number = static_cast<quint64>(row.integer(5)),
        .person = row.bytes(6),
        .caseId = uuidOf(row.view(7)),
        .verdict = static_cast<wire::Verdict>(row.integer(8)),
        .reason = row.text(9),
        .received = timeOf(row.integer(10)),
        .journal = {static_cast<std::uint64_t>(row.integer(11)), row.bytes(12)},
        .receipt = row.bytes(13)};
}

JournalRow journalRow(const Statement& row)
{
    JournalRow read{.workstation = row.text(0),
        .head = {static_cast<std::uint64_t>(row.integer(1)), row.bytes(2)},
        .id = uuidOf(row.view(3)),
        .after = static_cast<quint64>(row.integer(5))};
    if (!row.view(4).isEmpty())
        read.predecessor = uuidOf(row.view(4));
    return read;
}

Result<casefile::Entry> entryOf(QByteArrayView bytes)
{
    return casefile::decodeEntry(bytes);
}
} // namespace

Result<std::unique_ptr<EmbeddedEngine>> EmbeddedEngine::open(const Settings& settings, const core::SecureBytes& key)
{
    const auto mode = QFileInfo::exists(settings.path) ? storage::OpenMode::ReadWrite : storage::OpenMode::CreateNew;
    auto connection =
        storage::openMigrated({.path = settings.path, .mode = mode, .vfs = settings.vfs}, key, embeddedSteps());
    if (!connection)
        return failure(connection);
    return std::unique_ptr<EmbeddedEngine>(new EmbeddedEngine(std::make_unique<Parts>(std::move(*connection))));
}

EmbeddedEngine::EmbeddedEngine(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
}

EmbeddedEngine::~EmbeddedEngine() = default;

Result<Keeping> EmbeddedEngine::Parts::isKnown(const Delivery& delivery, QByteArray& receipt)
{
    auto known = connection.prepare("SELECT fingerprint, receipt FROM packages WHERE package = ?1");
    const QByteArray package = blobOf(delivery.row.package.uuid());
    if (known)
        known->bind(1, package);
    const Result<bool> found = firstRow(known);
    if (!found)
        return failure(found);
    if (*found) {
        receipt = known->bytes(1);
        return known->bytes(0) == delivery.row.fingerprint ? Keeping::KnownSame : Keeping::KnownOther;
    }
    auto numbered = connection.prepare("SELECT 1 FROM packages WHERE vault = ?1 AND number = ?2");
    const QByteArray vault = blobOf(delivery.row.vault);
    if (numbered)
        numbered->bind(1, vault).bind(2, static_cast<qint64>(delivery.row.number));
    const Result<bool> taken = firstRow(numbered);
    if (!taken)
        return failure(taken);
    return *taken ? Keeping::NumberTaken : Keeping::Kept;
}

Result<bool> EmbeddedEngine::Parts::exceeds(const Delivery& delivery)
{
    const core::WallTime newest = newestAttempt(delivery);
    const QByteArray caseId = blobOf(delivery.row.caseId);
    for (const AttemptRow& attempt : delivery.attempts) {
        auto others = connection.prepare("SELECT count(*) FROM attempts WHERE person = ?1 AND branch = ?2 AND"
                                         " modality = ?3 AND hand = ?4 AND voided = 0 AND case_id <> ?5 AND"
                                         " at > ?6 AND at <= ?7");
        if (others)
            others->bind(1, delivery.row.person)
                .bind(2, delivery.row.branch)
                .bind(3, qint64(attempt.modality))
                .bind(4, qint64(attempt.hand))
                .bind(5, caseId)
                .bind(6, numberOf(newest - delivery.interval))
                .bind(7, numberOf(newest));
        const Result<bool> row = firstRow(others);
        if (!row)
            return failure(row);
        const qint64 spent =
            (delivery.isApproved ? 0 : others->integer(0)) + ownAttempts(delivery, attempt.modality, attempt.hand);
        if (spent > delivery.mostAttempts[static_cast<int>(attempt.modality)])
            return true;
    }
    return false;
}

Result<> EmbeddedEngine::Parts::insertPackage(const PackageRow& row)
{
    auto statement = connection.prepare(
        "INSERT INTO packages (package, fingerprint, workstation, branch, vault, number, person, case_id, verdict,"
        " reason, received, head, head_hash, receipt) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14)");
    if (!statement)
        return failure(statement);
    const QByteArray package = blobOf(row.package.uuid());
    const QByteArray vault = blobOf(row.vault);
    const QByteArray caseId = blobOf(row.caseId);
    const QByteArray person = row.person.isNull() ? QByteArray("") : row.person;
    return statement->bind(1, package)
        .bind(2, row.fingerprint)
        .bind(3, row.workstation)
        .bind(4, row.branch)
        .bind(5, vault)
        .bind(6, static_cast<qint64>(row.number))
        .bind(7, person)
        .bind(8, caseId)
        .bind(9, qint64(row.verdict))
        .bind(10, row.reason)
        .bind(11, numberOf(row.received))
        .bind(12, static_cast<qint64>(row.journal.sequence))
        .bind(13, row.journal.hash)
        .bind(14, row.receipt)
        .run();
}

Result<> EmbeddedEngine::Parts::insertParts(const Delivery& delivery)
{
    const QByteArray package = blobOf(delivery.row.package.uuid());
    qint64 place = 0;
    for (const SealedPart& part : delivery.parts) {
        auto statement = connection.prepare(
            "INSERT INTO parts (package, place, kind, id, sha256, sealed) VALUES (?1,?2,?3,?4,?5,?6)");
        if (!statement)
            return failure(statement);
        const QByteArray id = blobOf(part.id);
        statement->bind(1, package).bind(2, place++).bind(3, qint64(part.kind)).bind(4, id);
        if (const Result<> done = statement->bind(5, part.sha256).bind(6, part.sealed).run(); !done)
            return done;
    }
    for (const SealedPart& one : delivery.templates) {
        auto statement = connection.prepare("INSERT INTO templates (subject, id, sha256, sealed) VALUES (?1,?2,?3,?4)"
                                            " ON CONFLICT DO NOTHING");
        if (!statement)
            return failure(statement);
        const QByteArray id = blobOf(one.id);
        statement->bind(1, delivery.subject).bind(2, id).bind(3, one.sha256);
        if (const Result<> done = statement->bind(4, one.sealed).run(); !done)
            return done;
    }
    return {};
}

Result<> EmbeddedEngine::Parts::insertAttempts(const Delivery& delivery)
{
    const QByteArray caseId = blobOf(delivery.row.caseId);
    for (const AttemptRow& attempt : delivery.attempts) {
        auto statement = connection.prepare(
            "INSERT INTO attempts (attempt, person, branch, case_id, modality, hand, voided, at)"
            " VALUES (?1,?2,?3,?4,?5,?6,?7,?8) ON CONFLICT (attempt) DO UPDATE SET voided = excluded.voided");
        if (!statement)
            return failure(statement);
        const QByteArray id = blobOf(attempt.attempt);
        statement->bind(1, id).bind(2, delivery.row.person).bind(3, delivery.row.branch).bind(4, caseId);
        statement->bind(5, qint64(attempt.modality)).bind(6, qint64(attempt.hand)).bind(7, qint64(attempt.isVoided));
        if (const Result<> done = statement->bind(8, numberOf(attempt.at)).run(); !done)
            return done;
    }
    return {};
}

Result<> EmbeddedEngine::Parts::insertAnswer(const AnswerDraft& draft)
{
    auto statement = connection.prepare(
        "INSERT INTO answers (workstation, number, kind, case_id, at, fields) VALUES (?1,"
        " (SELECT coalesce(max(number), 0) + 1 FROM answers WHERE workstation = ?1), ?2, ?3, ?4, ?5)");
    if (!statement)
        return failure(statement);
    const std::optional<QByteArray> caseId = draft.caseId ? std::optional(blobOf(draft.caseId->uuid())) : std::nullopt;
    return statement->bind(1, draft.workstation)
        .bind(2, qint64(draft.kind))
        .bind(3, caseId)
        .bind(4, numberOf(draft.time))
        .bind(5, QString::fromUtf8(core::writeJson(draft.fields)))
        .run();
}

Result<> EmbeddedEngine::Parts::insertAnswers(const QList<AnswerDraft>& drafts)
{
    for (const AnswerDraft& draft : drafts) {
        if (const Result<> said = insertAnswer(draft); !said)
            return said;
    }
    return {};
}

Result<KeepResult> EmbeddedEngine::keep(const Delivery& delivery)
{
    return m_parts->write<KeepResult>([&]() -> Result<KeepResult> {
        KeepResult result;
        const Result<Keeping> known = m_parts->isKnown(delivery, result.receipt);
        if (!known)
            return failure(known);
        result.keeping = *known;
        if (*known != Keeping::Kept)
            return result;
        const Result<bool> exceeds = m_parts->exceeds(delivery);
        if (!exceeds)
            return failure(exceeds);
        if (*exceeds) {
            result.keeping = Keeping::TooManyAttempts;
            return result;
        }
        if (const Result<> done = m_parts->insertPackage(delivery.row); !done)
            return failure(done);
        if (!delivery.identity.isEmpty()) {
            auto person = m_parts->connection.prepare(
                "INSERT INTO people (person, sealed) VALUES (?1, ?2) ON CONFLICT DO NOTHING");
            if (!person)
                return failure(person);
            if (const Result<> done = person->bind(1, delivery.row.person).bind(2, delivery.identity).run(); !done)
                return failure(done);
        }
        if (const Result<> done = m_parts->insertParts(delivery); !done)
            return failure(done);
        if (const Result<> done = m_parts->insertAttempts(delivery); !done)
            return failure(done);
        if (const Result<> done = m_parts->changeHands(delivery.hands); !done)
            return failure(done);
        if (const Result<> done = m_parts->insertAnswers(delivery.answers); !done)
            return failure(done);
        result.receipt = delivery.row.receipt;
        return result;
    });
}

Result<std::optional<PackageRow>> EmbeddedEngine::package(const wire::PackageId& package)
{
    const std::lock_guard lock(m_parts->mutex);
    auto statement = m_parts->connection.prepare("SELECT package, fingerprint, workstation, branch, vault, number,"
                                                 " person, case_id, verdict, reason, received, head, head_hash,"
                                                 " receipt FROM packages WHERE package = ?1");
    const QByteArray id = blobOf(package.uuid());
    if (statement)
        statement->bind(1, id);
    const Result<bool> row = firstRow(statement);
    if (!row)
        return failure(row);
    return *row ? std::optional(packageRow(*statement)) : std::nullopt;
}

Result<QList<SealedPart>> EmbeddedEngine::partsOf(const wire::PackageId& package)
{
    const std::lock_guard lock(m_parts->mutex);
    auto statement =
        m_parts->connection.prepare("SELECT kind, id, sha256, sealed FROM parts WHERE package = ?1 ORDER BY place");
    const QByteArray id = blobOf(package.uuid());
    if (statement)
        statement->bind(1, id);
    QList<SealedPart> parts;
    Result<bool> row = firstRow(statement);
    for (; row && *row; row = statement->step())
        parts.append({static_cast<wire::PartKind>(statement->integer(0)), uuidOf(statement->view(1)),
            statement->bytes(2), statement->bytes(3)});
    return row ? Result<QList<SealedPart>>(parts) : failure(row);
}

Result<QList<SealedPart>> EmbeddedEngine::templatesOf(const QByteArray& subject)
{
    const std::lock_guard lock(m_parts->mutex);
    auto statement =
        m_parts->connection.prepare("SELECT id, sha256, sealed FROM templates WHERE subject = ?1 ORDER BY id");
    if (statement)
        statement->bind(1, subject);
    QList<SealedPart> parts;
    Result<bool> row = firstRow(statement);
    for (; row && *row; row = statement->step())
        parts.append({wire::PartKind::Template, uuidOf(statement->view(0)), statement->bytes(1), statement->bytes(2)});
    return row ? Result<QList<SealedPart>>(parts) : failure(row);
}

Result<> EmbeddedEngine::settle(
    const PackageRow& row, const QList<AnswerDraft>& answers, const QList<HandChange>& hands)
{
    const auto done = m_parts->write<bool>([&]() -> Result<bool> {
        auto statement = m_parts->connection.prepare(
            "UPDATE packages SET verdict = ?2, reason = ?3, receipt = ?4 WHERE package = ?1 AND verdict = ?5");
        if (!statement)
            return failure(statement);
        const QByteArray id = blobOf(row.package.uuid());
        statement->bind(1, id).bind(2, qint64(row.verdict)).bind(3, row.reason).bind(4, row.receipt);
        if (const Result<> run = statement->bind(5, qint64(wire::Verdict::ChainPending)).run(); !run)
            return failure(run);
        if (m_parts->connection.changes() == 0)
            return false; // somebody else has settled it
        if (const Result<> changed = m_parts->changeHands(hands); !changed)
            return failure(changed);
        const Result<> said = m_parts->insertAnswers(answers);
        return said ? Result<bool>(true) : failure(said);
    });
    return done ? Result<>() : failure(done);
}

Result<QList<PackageRow>> EmbeddedEngine::pendingOf(const core::Uuid& vault, quint64 upTo)
{
    const std::lock_guard lock(m_parts->mutex);
    auto statement = m_parts->connection.prepare("SELECT package, fingerprint, workstation, branch, vault, number,"
                                                 " person, case_id, verdict, reason, received, head, head_hash,"
                                                 " receipt FROM packages WHERE verdict = 1 AND vault = ?1 AND"
                                                 " head <= ?2 ORDER BY head");
    const QByteArray id = blobOf(vault);
    if (statement)
        statement->bind(1, id).bind(2, static_cast<qint64>(upTo));
    QList<PackageRow> rows;
    Result<bool> row = firstRow(statement);
    for (; row && *row; row = statement->step())
        rows.append(packageRow(*statement));
    return row ? Result<QList<PackageRow>>(rows) : failure(row);
}

Result<> EmbeddedEngine::keepEvidence(const EvidenceRow& evidence)
{
    const std::lock_guard lock(m_parts->mutex);
    auto statement = m_parts->connection.prepare(
        "INSERT INTO evidence (package, fingerprint, workstation, reason, at, sealed, receipt)"
        " VALUES (?1,?2,?3,?4,?5,?6,?7) ON CONFLICT DO NOTHING");
    if (!statement)
        return failure(statement);
    const QByteArray id = blobOf(evidence.package.uuid());
    const QByteArray receipt = evidence.receipt.isNull() ? QByteArray("") : evidence.receipt;
    return statement->bind(1, id)
        .bind(2, evidence.fingerprint)
        .bind(3, evidence.workstation)
        .bind(4, evidence.reason)
        .bind(5, numberOf(evidence.at))
        .bind(6, evidence.sealed)
        .bind(7, receipt)
        .run();
}

Result<QByteArray> EmbeddedEngine::refusalOf(const wire::PackageId& package, const QByteArray& fingerprint)
{
    const std::lock_guard lock(m_parts->mutex);
    auto statement = m_parts->connection.prepare(
        "SELECT receipt FROM evidence WHERE package = ?1 AND fingerprint = ?2 AND length(receipt) > 0");
    const QByteArray id = blobOf(package.uuid());
    if (statement)
        statement->bind(1, id).bind(2, fingerprint);
    const Result<bool> row = firstRow(statement);
    if (!row)
        return failure(row);
    return *row ? statement->bytes(0) : QByteArray();
}

Result<std::optional<JournalRow>> EmbeddedEngine::journal(const core::Uuid& vault)
{
    const std::lock_guard lock(m_parts->mutex);
    auto statement = m_parts->connection.prepare(
        "SELECT workstation, sequence, hash, vault, predecessor, after FROM journals WHERE vault = ?1");
    const QByteArray id = blobOf(vault);
    if (statement)
        statement->bind(1, id);
    const Result<bool> row = firstRow(statement);
    if (!row)
        return failure(row);
    if (!*row)
        return std::optional<JournalRow>();
    return std::optional(journalRow(*statement));
}

Result<> EmbeddedEngine::forkJournal(const JournalRow& row)
{
    const std::lock_guard lock(m_parts->mutex);
    auto statement =
        m_parts->connection.prepare("INSERT INTO journals (vault, workstation, sequence, hash, predecessor, after)"
                                    " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING");
    if (!statement)
        return failure(statement);
    const QByteArray id = blobOf(row.id);
    const QByteArray predecessor = row.predecessor ? blobOf(*row.predecessor) : QByteArray("");
    return statement->bind(1, id)
        .bind(2, row.workstation)
        .bind(3, static_cast<qint64>(row.head.sequence))
        .bind(4, row.head.hash)
        .bind(5, predecessor)
        .bind(6, static_cast<qint64>(row.after))
        .run();
}

Result<QList<JournalRow>> EmbeddedEngine::journalsOf(const QString& workstation)
{
    const std::lock_guard lock(m_parts->mutex);
    auto statement = m_parts->connection.prepare(
        "SELECT workstation, sequence, hash, vault, predecessor, after FROM journals WHERE workstation = ?1");
    if (statement)
        statement->bind(1, workstation);
    QList<JournalRow> rows;
    Result<bool> row = firstRow(statement);
    for (; row && *row; row = statement->step())
        rows.append(journalRow(*statement));
    return row ? Result<QList<JournalRow>>(rows) : failure(row);
}

Result<bool> EmbeddedEngine::appendJournal(const core::Uuid& vault, const QString& workstation,
    const core::JournalHead& known, const std::vector<casefile::Entry>& entries)
{
    const QByteArray id = blobOf(vault);
    return m_parts->write<bool>([&]() -> Result<bool> {
        auto head = known.sequence == 0
                        ? m_parts->connection.prepare("INSERT INTO journals (vault, workstation, sequence, hash)"
                                                      " VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING")
                        : m_parts->connection.prepare("UPDATE journals SET sequence = ?3, hash = ?4 WHERE vault = ?1"
                                                      " AND workstation = ?2 AND sequence = ?5 AND hash = ?6");
        if (!head)
            return failure(head);
        head->bind(1, id).bind(2, workstation).bind(3, static_cast<qint64>(entries.back().sequence));
        head->bind(4, entries.back().hash);
        if (known.sequence != 0)
            head->bind(5, static_cast<qint64>(known.sequence)).bind(6, known.hash);
        if (const Result<> run = head->run(); !run)
            return failure(run);
        if (m_parts->connection.changes() == 0)
            return false;
        for (const casefile::Entry& entry : entries) {
            auto row = m_parts->connection.prepare(
                "INSERT INTO entries (vault, sequence, case_id, entry) VALUES (?1, ?2, ?3, ?4)");
            if (!row)
                return failure(row);
            const QByteArray bytes = casefile::encode(entry);
            const std::optional<QByteArray> caseId = entry.caseId ? std::optional(blobOf(*entry.caseId)) : std::nullopt;
            row->bind(1, id).bind(2, static_cast<qint64>(entry.sequence)).bind(3, caseId);
            if (const Result<> run = row->bind(4, bytes).run(); !run)
                return failure(run);
        }
        return true;
    });
}

Result<std::optional<casefile::Entry>> EmbeddedEngine::entry(const core::Uuid& vault, quint64 sequence)
{
    const std::lock_guard lock(m_parts->mutex);
    auto statement = m_parts->connection.prepare("SELECT entry FROM entries WHERE vault = ?1 AND sequence = ?2");
    const QByteArray id = blobOf(vault);
    if (statement)
        statement->bind(1, id).bind(2, static_cast<qint64>(sequence));
    const Result<bool> row = firstRow(statement);
    if (!row)
        return failure(row);
    if (!*row)
        return std::optional<casefile::Entry>();
    return entryOf(statement->view(0)).map([](casefile::Entry read) { return std::optional(std::move(read)); });
}

Result<std::vector<casefile::Entry>> EmbeddedEngine::entriesOfCase(
    const core::Uuid& vault, const core::Uuid& caseId, quint64 upTo)
{
    const std::lock_guard lock(m_parts->mutex);
    auto statement = m_parts->connection.prepare(
        "SELECT entry FROM entries WHERE vault = ?1 AND case_id = ?2 AND sequence <= ?3 ORDER BY sequence");
    const QByteArray id = blobOf(vault);
    const QByteArray of = blobOf(caseId);
    if (statement)
        statement->bind(1, id).bind(2, of).bind(3, static_cast<qint64>(upTo));
    std::vector<casefile::Entry> entries;
    Result<bool> row = firstRow(statement);
    for (; row && *row; row = statement->step()) {
        Result<casefile::Entry> read = entryOf(statement->view(0));
        if (!read)
            return failure(read);
        entries.push_back(std::move(*read));
    }
    return row ? Result<std::vector<casefile::Entry>>(std::move(entries)) : failure(row);
}

} // namespace tirkeu::reference
