// What PostgreSQL knows besides packages and journals: evidence, attempts, answers, certificates, counts.
#include "postgresparts.h"

namespace tirkeu::reference {

namespace {
Result<> done(const Result<PqRows>& rows)
{
    return rows ? Result<>() : failure(rows);
}

Result<wire::Answer> answerOf(const PqRows& rows, int row)
{
    wire::Answer answer{.number = static_cast<quint64>(rows.integer(row, 0)),
        .kind = static_cast<wire::Answer::Kind>(rows.integer(row, 1)),
        .time = timeOf(rows.integer(row, 3))};
    if (!rows.isNull(row, 2))
        answer.caseId = casefile::CaseId(uuidOf(rows.bytes(row, 2)));
    const Result<QJsonObject> fields = core::readJson(rows.bytes(row, 4));
    if (!fields)
        return failure(fields);
    answer.fields = *fields;
    return answer;
}
} // namespace

Result<> PostgresEngine::keepEvidence(const EvidenceRow& evidence)
{
    return m_parts->pool
        .transact<PqRows>([&](PqConnection& connection) {
            return connection.run(
                "INSERT INTO tirkeu.evidence (package, fingerprint, workstation, reason, at, sealed, receipt)"
                " VALUES ($1,$2,$3,$4,$5,$6,$7) ON CONFLICT DO NOTHING",
                {blobOf(evidence.package.uuid()), evidence.fingerprint, evidence.workstation, evidence.reason,
                    numberOf(evidence.at), evidence.sealed, evidence.receipt});
        })
        .map([](const PqRows&) {});
}

Result<QByteArray> PostgresEngine::refusalOf(const wire::PackageId& package, const QByteArray& fingerprint)
{
    return m_parts->pool.with<QByteArray>([&](PqConnection& connection) -> Result<QByteArray> {
        const auto rows = connection.run("SELECT receipt FROM tirkeu.evidence WHERE package = $1 AND fingerprint = $2"
                                         " AND length(receipt) > 0",
            {blobOf(package.uuid()), fingerprint});
        if (!rows)
            return failure(rows);
        return rows->count() == 0 ? QByteArray() : rows->bytes(0, 0);
    });
}

Result<QList<wire::AttemptsElsewhere>> PostgresEngine::attemptsOf(
    const QByteArray& person, const QString& branch, core::WallTime since, const QString& asking)
{
    using Found = QList<wire::AttemptsElsewhere>;
    return m_parts->pool.with<Found>([&](PqConnection& connection) -> Result<Found> {
        const auto rows = connection.run(
            "SELECT modality, hand, count(*) FILTER (WHERE voided = 0), count(*) FILTER (WHERE voided = 1)"
            " FROM tirkeu.attempts WHERE person = $1 AND branch = $2 AND at > $3 AND NOT EXISTS (SELECT 1 FROM"
            " tirkeu.packages WHERE packages.person = $1 AND packages.case_id = attempts.case_id AND workstation = $4)"
            " GROUP BY modality, hand ORDER BY modality, hand",
            {person, branch, numberOf(since), asking});
        if (!rows)
            return failure(rows);
        AttemptSums sums;
        for (int i = 0; i < rows->count(); ++i)
            sums.add(static_cast<int>(rows->integer(i, 0)), static_cast<int>(rows->integer(i, 1)),
                static_cast<int>(rows->integer(i, 2)), static_cast<int>(rows->integer(i, 3)));
        return sums.lines();
    });
}

Result<QList<wire::Answer>> PostgresEngine::answersAfter(const QString& workstation, quint64 number, int most)
{
    using Found = QList<wire::Answer>;
    return m_parts->pool.with<Found>([&](PqConnection& connection) -> Result<Found> {
        const auto rows = connection.run("SELECT number, kind, case_id, at, fields FROM tirkeu.answers"
                                         " WHERE workstation = $1 AND number > $2 ORDER BY number LIMIT $3",
            {workstation, static_cast<qint64>(number), most});
        if (!rows)
            return failure(rows);
        Found answers;
        for (int i = 0; i < rows->count(); ++i) {
            const Result<wire::Answer> answer = answerOf(*rows, i);
            if (!answer)
                return failure(answer);
            answers.append(*answer);
        }
        return answers;
    });
}

Result<quint64> PostgresEngine::lastAnswer(const QString& workstation)
{
    return m_parts->pool.with<quint64>([&](PqConnection& connection) -> Result<quint64> {
        const auto rows = connection.run("SELECT last FROM tirkeu.answer_counts WHERE workstation = $1", {workstation});
        if (!rows)
            return failure(rows);
        return rows->count() == 0 ? quint64(0) : static_cast<quint64>(rows->integer(0, 0));
    });
}

Result<> PostgresEngine::Parts::insertAnswer(PqConnection& connection, const AnswerDraft& draft)
{
    // The counter's row stays locked until the end, so numbers become visible in their order and without gaps.
    const auto number = connection.run("INSERT INTO tirkeu.answer_counts AS c (workstation, last) VALUES ($1, 1)"
                                       " ON CONFLICT (workstation) DO UPDATE SET last = c.last + 1 RETURNING last",
        {draft.workstation});
    if (!number)
        return failure(number);
    return done(connection.run(
        "INSERT INTO tirkeu.answers (workstation, number, kind, case_id, at, fields) VALUES ($1,$2,$3,$4,$5,$6)",
        {draft.workstation, number->integer(0, 0), qint64(draft.kind),
            draft.caseId ? std::optional(blobOf(draft.caseId->uuid())) : std::optional<QByteArray>(),
            numberOf(draft.time), QString::fromUtf8(core::writeJson(draft.fields))}));
}

Result<> PostgresEngine::Parts::insertAnswers(PqConnection& connection, const QList<AnswerDraft>& drafts)
{
    for (const AnswerDraft& draft : drafts) {
        if (const Result<> said = insertAnswer(connection, draft); !said)
            return said;
    }
    return {};
}

Result<> PostgresEngine::answer(const AnswerDraft& draft)
{
    return m_parts->pool
        .transact<bool>([&](PqConnection& connection) -> Result<bool> {
            const Result<> said = Parts::insertAnswer(connection, draft);
            return said ? Result<bool>(true) : failure(said);
        })
        .map([](bool) {});
}

Result<> PostgresEngine::noteCertificate(const QString& workstation, const pki::Certificate& certificate)
{
    return m_parts->pool
        .with<PqRows>([&](PqConnection& connection) {
            return connection.run("INSERT INTO tirkeu.certificates (fingerprint, workstation, der) VALUES ($1, $2, $3)"
                                  " ON CONFLICT DO NOTHING",
                {certificate.fingerprint(), workstation, certificate.der()});
        })
        .map([](const PqRows&) {});
}

Result<QList<pki::Certificate>> PostgresEngine::certificatesOf(const QString& workstation)
{
    using Found = QList<pki::Certificate>;
    return m_parts->pool.with<Found>([&](PqConnection& connection) -> Result<Found> {
        const auto rows = connection.run("SELECT der FROM tirkeu.certificates WHERE workstation = $1", {workstation});
        if (!rows)
            return failure(rows);
        Found certificates;
        for (int i = 0; i < rows->count(); ++i) {
            const auto read = pki::Certificate::fromDer(rows->bytes(i, 0));
            if (!read)
                return failure(read);
            certificates.append(*read);
        }
        return certificates;
    });
}

Result<> PostgresEngine::noteRenewal(
    const QString& workstation, const pki::Certificate& certificate, const QByteArray& predecessor, core::WallTime at)
{
    // What it follows first: cut off between the two, it is asked for again, and nobody has this one.
    const auto kept = m_parts->pool.with<PqRows>([&](PqConnection& connection) {
        return connection.run("INSERT INTO tirkeu.renewals (certificate, predecessor, at) VALUES ($1, $2, $3)"
                              " ON CONFLICT DO NOTHING",
            {certificate.fingerprint(), predecessor, numberOf(at)});
    });
    return kept ? noteCertificate(workstation, certificate) : failure(kept);
}

Result<std::optional<QByteArray>> PostgresEngine::predecessorOf(const QByteArray& certificate)
{
    using Found = std::optional<QByteArray>;
    return m_parts->pool.with<Found>([&](PqConnection& connection) -> Result<Found> {
        const auto rows =
            connection.run("SELECT predecessor FROM tirkeu.renewals WHERE certificate = $1", {certificate});
        if (!rows)
            return failure(rows);
        return rows->count() > 0 ? Found(rows->bytes(0, 0)) : Found();
    });
}

Result<> PostgresEngine::revoke(const QByteArray& certificate, const QString& reason, core::WallTime at)
{
    return m_parts->pool
        .with<PqRows>([&](PqConnection& connection) {
            return connection.run("INSERT INTO tirkeu.revocations (certificate, reason, at) VALUES ($1, $2, $3)"
                                  " ON CONFLICT DO NOTHING",
                {certificate, reason, numberOf(at)});
        })
        .map([](const PqRows&) {});
}

Result<bool> PostgresEngine::isRevoked(const QByteArray& certificate)
{
    return m_parts->pool.with<bool>([&](PqConnection& connection) -> Result<bool> {
        const auto rows =
            connection.run("SELECT 1::bigint FROM tirkeu.revocations WHERE certificate = $1", {certificate});
        return rows ? Result<bool>(rows->count() > 0) : failure(rows);
    });
}

Result<Counts> PostgresEngine::counts()
{
    return m_parts->pool.with<Counts>([&](PqConnection& connection) -> Result<Counts> {
        const auto rows = connection.run(
            "SELECT (SELECT count(*) FROM tirkeu.packages),"
            " (SELECT count(*) FROM tirkeu.packages WHERE verdict = 1),"
            " (SELECT count(*) FROM tirkeu.packages WHERE verdict = 2), (SELECT count(*) FROM tirkeu.people),"
            " (SELECT count(*) FROM tirkeu_biometry.templates),"
            " (SELECT coalesce(sum(sequence), 0)::bigint FROM tirkeu.journals),"
            " (SELECT count(*) FROM tirkeu.evidence)");
        if (!rows)
            return failure(rows);
        return Counts{rows->integer(0, 0), rows->integer(0, 1), rows->integer(0, 2), rows->integer(0, 3),
            rows->integer(0, 4), rows->integer(0, 5), rows->integer(0, 6)};
    });
}

Result<> PostgresEngine::checkAlive()
{
    return m_parts->pool
        .with<PqRows>(
            [&](PqConnection& connection) { return connection.run("UPDATE tirkeu.alive SET beat = beat + 1"); })
        .map([](const PqRows&) {});
}

Result<> PostgresEngine::visitPackages(const std::function<Result<>(const PackageRow&)>& visitor)
{
    qint64 received = -1;
    QByteArray last("");
    for (;;) {
        const auto page = m_parts->pool.with<PqRows>([&](PqConnection& connection) {
            return connection.run("SELECT received, package FROM tirkeu.deliveries WHERE (received, package) > ($1, $2)"
                                  " ORDER BY received, package LIMIT 500",
                {received, last});
        });
        if (!page)
            return failure(page);
        if (page->count() == 0)
            return {};
        for (int i = 0; i < page->count(); ++i) {
            received = page->integer(i, 0);
            last = page->bytes(i, 1);
            const auto row = package(wire::PackageId(uuidOf(last)));
            if (!row)
                return failure(row);
            if (!*row)
                continue;
            if (const Result<> seen = visitor(**row); !seen)
                return seen;
        }
    }
}

} // namespace tirkeu::reference
