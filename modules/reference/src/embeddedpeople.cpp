// What the embedded store knows besides packages and journals: attempts, answers, certificates, counts.
#include "embeddedparts.h"

#include <functional>

namespace tirkeu::reference {

using storage::Statement;

namespace {
Result<wire::Answer> answerOf(const Statement& row)
{
    wire::Answer answer{.number = static_cast<quint64>(row.integer(0)),
        .kind = static_cast<wire::Answer::Kind>(row.integer(1)),
        .time = timeOf(row.integer(3))};
    if (!row.isNull(2))
        answer.caseId = casefile::CaseId(uuidOf(row.view(2)));
    const Result<QJsonObject> fields = core::readJson(row.view(4));
    if (!fields)
        return failure(fields);
    answer.fields = *fields;
    return answer;
}
} // namespace

Result<QList<wire::AttemptsElsewhere>> EmbeddedEngine::attemptsOf(
    const QByteArray& person, const QString& branch, core::WallTime since, const QString& asking)
{
    const std::lock_guard lock(m_parts->mutex);
    auto statement = m_parts->connection.prepare(
        "SELECT modality, hand, sum(voided = 0), sum(voided = 1) FROM attempts"
        " WHERE person = ?1 AND branch = ?2 AND at > ?3 AND NOT EXISTS (SELECT 1 FROM packages WHERE"
        " packages.case_id = attempts.case_id AND workstation = ?4) GROUP BY modality, hand ORDER BY modality, hand");
    if (statement)
        statement->bind(1, person).bind(2, branch).bind(3, numberOf(since)).bind(4, asking);
    AttemptSums sums;
    Result<bool> row = firstRow(statement);
    for (; row && *row; row = statement->step())
        sums.add(static_cast<int>(statement->integer(0)), static_cast<int>(statement->integer(1)),
            static_cast<int>(statement->integer(2)), static_cast<int>(statement->integer(3)));
    return row ? Result<QList<wire::AttemptsElsewhere>>(sums.lines()) : failure(row);
}

Result<QList<wire::Answer>> EmbeddedEngine::answersAfter(const QString& workstation, quint64 number, int most)
{
    const std::lock_guard lock(m_parts->mutex);
    auto statement = m_parts->connection.prepare("SELECT number, kind, case_id, at, fields FROM answers"
                                                 " WHERE workstation = ?1 AND number > ?2 ORDER BY number LIMIT ?3");
    if (statement)
        statement->bind(1, workstation).bind(2, static_cast<qint64>(number)).bind(3, qint64(most));
    QList<wire::Answer> answers;
    Result<bool> row = firstRow(statement);
    for (; row && *row; row = statement->step()) {
        const Result<wire::Answer> answer = answerOf(*statement);
        if (!answer)
            return failure(answer);
        answers.append(*answer);
    }
    return row ? Result<QList<wire::Answer>>(answers) : failure(row);
}

Result<quint64> EmbeddedEngine::lastAnswer(const QString& workstation)
{
    const std::lock_guard lock(m_parts->mutex);
    auto statement = m_parts->connection.prepare("SELECT coalesce(max(number), 0) FROM answers WHERE workstation = ?1");
    if (statement)
        statement->bind(1, workstation);
    const Result<bool> row = firstRow(statement);
    return row ? Result<quint64>(static_cast<quint64>(statement->integer(0))) : failure(row);
}

Result<> EmbeddedEngine::answer(const AnswerDraft& draft)
{
    const std::lock_guard lock(m_parts->mutex);
    return m_parts->insertAnswer(draft);
}

Result<> EmbeddedEngine::noteCertificate(const QString& workstation, const pki::Certificate& certificate)
{
    const std::lock_guard lock(m_parts->mutex);
    auto statement = m_parts->connection.prepare(
        "INSERT INTO certificates (fingerprint, workstation, der) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING");
    if (!statement)
        return failure(statement);
    return statement->bind(1, certificate.fingerprint()).bind(2, workstation).bind(3, certificate.der()).run();
}

Result<QList<pki::Certificate>> EmbeddedEngine::certificatesOf(const QString& workstation)
{
    const std::lock_guard lock(m_parts->mutex);
    auto statement = m_parts->connection.prepare("SELECT der FROM certificates WHERE workstation = ?1");
    if (statement)
        statement->bind(1, workstation);
    QList<pki::Certificate> certificates;
    Result<bool> row = firstRow(statement);
    for (; row && *row; row = statement->step()) {
        const auto read = pki::Certificate::fromDer(statement->view(0));
        if (!read)
            return failure(read);
        certificates.append(*read);
    }
    return row ? Result<QList<pki::Certificate>>(certificates) : failure(row);
}

Result<> EmbeddedEngine::noteRenewal(
    const QString& workstation, const pki::Certificate& certificate, const QByteArray& predecessor, core::WallTime at)
{
    // What it follows first: cut off between the two, it is asked for again, and nobody has this one.
    {
        const std::lock_guard lock(m_parts->mutex);
        auto statement = m_parts->connection.prepare(
            "INSERT INTO renewals (certificate, predecessor, at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING");
        const Result<> kept =
            statement ? statement->bind(1, certificate.fingerprint()).bind(2, predecessor).bind(3, numberOf(at)).run()
                      : failure(statement);
        if (!kept)
            return kept;
    }
    return noteCertificate(workstation, certificate);
}

Result<std::optional<QByteArray>> EmbeddedEngine::predecessorOf(const QByteArray& certificate)
{
    const std::lock_guard lock(m_parts->mutex);
    auto statement = m_parts->connection.prepare("SELECT predecessor FROM renewals WHERE certificate = ?1");
    if (statement)
        statement->bind(1, certificate);
    const Result<bool> row = firstRow(statement);
    if (!row)
        return failure(row);
    return *row ? std::optional(statement->view(0).toByteArray()) : std::nullopt;
}

Result<> EmbeddedEngine::revoke(const QByteArray& certificate, const QString& reason, core::WallTime at)
{
    const std::lock_guard lock(m_parts->mutex);
    auto statement = m_parts->connection.prepare(
        "INSERT INTO revocations (certificate, reason, at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING");
    if (!statement)
        return failure(statement);
    return statement->bind(1, certificate).bind(2, reason).bind(3, numberOf(at)).run();
}

Result<bool> EmbeddedEngine::isRevoked(const QByteArray& certificate)
{
    const std::lock_guard lock(m_parts->mutex);
    auto statement = m_parts->connection.prepare("SELECT 1 FROM revocations WHERE certificate = ?1");
    if (statement)
        statement->bind(1, certificate);
    return firstRow(statement);
}

Result<Counts> EmbeddedEngine::counts()
{
    const std::lock_guard lock(m_parts->mutex);
    storage::Connection& connection = m_parts->connection;
    Counts counts;
    struct Count
    {
        qint64& number;
        storage::Sql sql;
    };
    const Count all[] = {
        {counts.packages, "SELECT count(*) FROM packages"},
        {counts.pending, "SELECT count(*) FROM packages WHERE verdict = 1"},
        {counts.refused, "SELECT count(*) FROM packages WHERE verdict = 2"},
        {counts.people, "SELECT count(*) FROM people"},
        {counts.templates, "SELECT count(*) FROM templates"},
        {counts.entries, "SELECT coalesce(sum(sequence), 0) FROM journals"},
        {counts.evidence, "SELECT count(*) FROM evidence"},
    };
    for (const auto& [count, sql] : all) {
        const Result<qint64> number = connection.number(sql);
        if (!number)
            return failure(number);
        count = *number;
    }
    return counts;
}

Result<> EmbeddedEngine::checkAlive()
{
    const std::lock_guard lock(m_parts->mutex);
    return m_parts->connection.run("UPDATE alive SET beat = beat + 1");
}

Result<> EmbeddedEngine::visitPackages(const std::function<Result<>(const PackageRow&)>& visitor)
{
    std::vector<wire::PackageId> ids;
    {
        const std::lock_guard lock(m_parts->mutex);
        auto statement = m_parts->connection.prepare("SELECT package FROM packages ORDER BY received, package");
        Result<bool> row = firstRow(statement);
        for (; row && *row; row = statement->step())
            ids.emplace_back(uuidOf(statement->view(0)));
        if (!row)
            return failure(row);
    }
    for (const wire::PackageId& id : ids) {
        const auto row = package(id);
        if (!row)
            return failure(row);
        if (*row) {
            if (const Result<> seen = visitor(**row); !seen)
                return seen;
        }
    }
    return {};
}

} // namespace tirkeu::reference
