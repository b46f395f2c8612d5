#pragma once

#include <core/result.h>

#include <QByteArray>
#include <QHash>
#include <QString>

#include <libpq-fe.h>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace tirkeu::reference {

struct EndConnection
{
    void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct EndResult
{
    void operator()(PGresult* result) const { PQclear(result); }
};

/// One parameter of a statement; bytes are borrowed until it has run.
struct PqValue
{
    PqValue(qint64 number)
        : bytes(QByteArray::number(number))
    {
    }
    PqValue(int number)
        : PqValue(qint64(number))
    {
    }
    PqValue(bool flag)
        : bytes(flag ? "t" : "f")
    {
    }
    PqValue(const QString& text)
        : bytes(text.toUtf8())
    {
    }
    PqValue(const QByteArray& blob)
        : bytes(blob)
        , format(1)
    {
    }
    PqValue(const std::optional<QByteArray>& blob)
        : bytes(blob.value_or(QByteArray()))
        , format(1)
        , isNull(!blob)
    {
    }
    PqValue(const char*) = delete;

    QByteArray bytes;
    int format = 0;
    bool isNull = false;
};

/// Rows of an answer, every column in binary form.
class PqRows
{
public:
    explicit PqRows(PGresult* result = nullptr)
        : m_result(result)
    {
    }
    [[nodiscard]] int count() const { return PQntuples(m_result.get()); }
    [[nodiscard]] qint64 affected() const { return QByteArray(PQcmdTuples(m_result.get())).toLongLong(); }
    [[nodiscard]] QByteArray bytes(int row, int column) const
    {
        return {PQgetvalue(m_result.get(), row, column), PQgetlength(m_result.get(), row, column)};
    }
    [[nodiscard]] QString text(int row, int column) const { return QString::fromUtf8(bytes(row, column)); }
    [[nodiscard]] qint64 integer(int row, int column) const; ///< of a bigint
    [[nodiscard]] bool isNull(int row, int column) const { return PQgetisnull(m_result.get(), row, column) != 0; }

private:
    std::unique_ptr<PGresult, EndResult> m_result;
};

/// A connection with its prepared statements. One thread at a time.
class PqConnection
{
public:
    [[nodiscard]] static Result<std::unique_ptr<PqConnection>> open(const QString& parameters);

    /// `sql` has to be a literal: it is prepared once under its own address.
    template<std::size_t N>
    [[nodiscard]] Result<PqRows> run(const char (&sql)[N], const std::vector<PqValue>& values = {})
    {
        return runPrepared(sql, values);
    }
    [[nodiscard]] Result<> plain(const char* sql); ///< several statements at once, without parameters
    [[nodiscard]] bool isBroken() const { return PQstatus(m_connection.get()) != CONNECTION_OK; }

    /// Many rows into one statement, sent without waiting for each answer.
    template<std::size_t N>
    [[nodiscard]] Result<> runEach(const char (&sql)[N], const std::vector<std::vector<PqValue>>& rows)
    {
        return pipeline(sql, rows);
    }

private:
    [[nodiscard]] Result<PqRows> runPrepared(const char* sql, const std::vector<PqValue>& values);
    [[nodiscard]] Result<> pipeline(const char* sql, const std::vector<std::vector<PqValue>>& rows);
    [[nodiscard]] Result<QByteArray> prepared(const char* sql);
    [[nodiscard]] tl::unexpected<Error> fault(const PGresult* result) const;

    std::unique_ptr<PGconn, EndConnection> m_connection;
    QHash<const char*, QByteArray> m_prepared;
};

/// A handful of connections; a broken one is replaced by the next who needs one.
class PqPool
{
public:
    PqPool(QString parameters, int most)
        : m_parameters(std::move(parameters))
        , m_left(most)
    {
    }

    /// Runs `work` on a connection, in a transaction that is committed where it gives a value.
    template<typename T, typename Work>
    [[nodiscard]] Result<T> transact(Work work)
    {
        return with<T>([&](PqConnection& connection) -> Result<T> {
            if (const Result<> begun = connection.plain("BEGIN"); !begun)
                return failure(begun);
            Result<T> done = work(connection);
            const Result<> ended = connection.plain(done ? "COMMIT" : "ROLLBACK");
            if (done && !ended)
                return failure(ended);
            return done;
        });
    }
    template<typename T, typename Work>
    [[nodiscard]] Result<T> with(Work work)
    {
        auto taken = take();
        if (!taken)
            return failure(taken);
        Result<T> done = work(**taken);
        giveBack(std::move(*taken));
        return done;
    }

private:
    [[nodiscard]] Result<std::unique_ptr<PqConnection>> take();
    void giveBack(std::unique_ptr<PqConnection> connection);

    QString m_parameters;
    std::mutex m_mutex;
    std::condition_variable m_given;
    int m_left;
    std::vector<std::unique_ptr<PqConnection>> m_idle;
};

} // namespace tirkeu::reference
