#include <storage/transaction.h>

#include <utility>

namespace tirkeu::storage {

Result<Transaction> Transaction::begin(Connection& connection)
{
    if (const Result<> begun = connection.run("BEGIN IMMEDIATE"); !begun)
        return failure(begun);
    return Transaction(connection);
}

Result<Transaction> Transaction::beginReading(Connection& connection)
{
    if (const Result<> begun = connection.run("BEGIN"); !begun)
        return failure(begun);
    return Transaction(connection);
}

Transaction::Transaction(Connection& connection)
    : m_connection(&connection)
{
}

Transaction::Transaction(Transaction&& other) noexcept
    : m_connection(std::exchange(other.m_connection, nullptr))
{
}

Transaction::~Transaction()
{
    rollback();
}

Result<> Transaction::commit()
{
    const Result<> committed = m_connection->run("COMMIT");
    if (!committed) {
        rollback();
        return committed;
    }
    m_connection = nullptr;
    return {};
}

void Transaction::rollback()
{
    Connection* connection = std::exchange(m_connection, nullptr);
    // After a failed write SQLite may have rolled back by itself.
    if (connection && connection->inTransaction())
        std::ignore = connection->run("ROLLBACK");
}

} // namespace tirkeu::storage
