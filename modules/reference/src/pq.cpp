#include "pq.h"

#include <QtEndian>

namespace tirkeu::reference {

namespace {
constexpr ErrorCode kAway{"reference.database-away"};
constexpr ErrorCode kFault{"reference.database-fault"};

struct Bound
{
    std::vector<const char*> values;
    std::vector<int> lengths;
    std::vector<int> formats;

    explicit Bound(const std::vector<PqValue>& given)
    {
        for (const PqValue& value : given) {
            // An empty QByteArray still points at its end: null is null only where it is meant.
            values.push_back(value.isNull ? nullptr : value.bytes.constData());
            lengths.push_back(static_cast<int>(value.bytes.size()));
            formats.push_back(value.format);
        }
    }
};
} // namespace

qint64 PqRows::integer(int row, int column) const
{
    const QByteArray raw = bytes(row, column);
    return raw.size() == 8 ? qFromBigEndian<qint64>(raw.constData()) : 0;
}

Result<std::unique_ptr<PqConnection>> PqConnection::open(const QString& parameters)
{
    auto made = std::make_unique<PqConnection>();
    made->m_connection.reset(PQconnectdb(parameters.toUtf8().constData()));
    if (made->isBroken())
        return failure(
            kAway, ErrorKind::Retry, QString::fromUtf8(PQerrorMessage(made->m_connection.get())).simplified());
    // Every commit is on disk when it returns, whatever the server's own default.
    if (const Result<> set = made->plain("SET synchronous_commit = on; SET statement_timeout = '60s';"
                                         " SET client_min_messages = warning");
        !set)
        return failure(set);
    return made;
}

tl::unexpected<Error> PqConnection::fault(const PGresult* result) const
{
    const char* const state = result != nullptr ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
    const QByteArray code(state != nullptr ? state : "");
    // What the server says of a row may hold its values: only the code goes on.
    const bool passes = isBroken() || code.startsWith("08") || code.startsWith("40") || code.startsWith("53") ||
                        code.startsWith("57") || code.isEmpty();
    return failure(passes ? kAway : kFault, passes ? ErrorKind::Retry : ErrorKind::ServiceFault,
        QString::fromLatin1("SQLSTATE " + code));
}

Result<> PqConnection::plain(const char* sql)
{
    const std::unique_ptr<PGresult, EndResult> result(PQexec(m_connection.get(), sql));
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        return fault(result.get());
    return {};
}

Result<QByteArray> PqConnection::prepared(const char* sql)
{
    const auto known = m_prepared.constFind(sql);
    if (known != m_prepared.cend())
        return *known;
    const QByteArray name = 's' + QByteArray::number(m_prepared.size());
    const std::unique_ptr<PGresult, EndResult> result(PQprepare(m_connection.get(), name.constData(), sql, 0, nullptr));
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK)
        return fault(result.get());
    m_prepared.insert(sql, name);
    return name;
}

Result<PqRows> PqConnection::runPrepared(const char* sql, const std::vector<PqValue>& values)
{
    const Result<QByteArray> name = prepared(sql);
    if (!name)
        return failure(name);
    const Bound bound(values);
    PGresult* const result = PQexecPrepared(m_connection.get(), name->constData(), static_cast<int>(values.size()),
        bound.values.data(), bound.lengths.data(), bound.formats.data(), 1);
    PqRows rows(result);
    const ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        return fault(result);
    return rows;
}

Result<> PqConnection::pipeline(const char* sql, const std::vector<std::vector<PqValue>>& rows)
{
    if (rows.empty())
        return {};
    const Result<QByteArray> name = prepared(sql);
    if (!name)
        return failure(name);
    PGconn* const connection = m_connection.get();
    if (PQenterPipelineMode(connection) != 1)
        return fault(nullptr);
    bool sent = true;
    for (const std::vector<PqValue>& row : rows) {
        const Bound bound(row);
        sent = sent && PQsendQueryPrepared(connection, name->constData(), static_cast<int>(row.size()),
                           bound.values.data(), bound.lengths.data(), bound.formats.data(), 1) == 1;
    }
    sent = PQpipelineSync(connection) == 1 && sent;
    std::optional<Error> failed;
    for (bool isOver = false; !isOver && !isBroken();) {
        const std::unique_ptr<PGresult, EndResult> result(PQgetResult(connection));
        if (!result)
            continue; // between the answers of two statements
        const ExecStatusType status = PQresultStatus(result.get());
        isOver = status == PGRES_PIPELINE_SYNC;
        if (!isOver && status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && !failed)
            failed = fault(result.get()).value();
    }
    while (PGresult* const rest = PQgetResult(connection))
        PQclear(rest);
    if (!sent || PQexitPipelineMode(connection) != 1)
        return fault(nullptr);
    return failed ? Result<>(tl::make_unexpected(*failed)) : Result<>();
}

Result<std::unique_ptr<PqConnection>> PqPool::take()
{
    std::unique_lock lock(m_mutex);
    m_given.wait(lock, [this] { return m_left > 0; });
    --m_left;
    if (!m_idle.empty()) {
        auto connection = std::move(m_idle.back());
        m_idle.pop_back();
        return connection;
    }
    lock.unlock();
    auto opened = PqConnection::open(m_parameters);
    if (!opened)
        giveBack({});
    return opened;
}

void PqPool::giveBack(std::unique_ptr<PqConnection> connection)
{
    const std::lock_guard lock(m_mutex);
    ++m_left;
    if (connection && !connection->isBroken())
        m_idle.push_back(std::move(connection));
    m_given.notify_one();
}

} // namespace tirkeu::reference
