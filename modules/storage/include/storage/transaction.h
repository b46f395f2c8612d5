#pragma once

#include <storage/connection.h>

namespace tirkeu::storage {

/// Takes the write lock at once; what is not committed is undone when it goes out of scope.
class Transaction
{
public:
    [[nodiscard]] static Result<Transaction> begin(Connection& connection);
    /// Takes no lock: what is read until it ends is as it was at one moment, whatever others write meanwhile.
    [[nodiscard]] static Result<Transaction> beginReading(Connection& connection);
    ~Transaction();
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;

    /// After success the data is on disk. After an error nothing of it is, and the transaction is over.
    [[nodiscard]] Result<> commit();
    void rollback();

private:
    explicit Transaction(Connection& connection);
    Connection* m_connection;
};

} // namespace tirkeu::storage
