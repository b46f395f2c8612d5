#pragma once

#include <core/result.h>

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <memory>
#include <optional>

struct sqlite3_stmt;

namespace tirkeu::storage {

struct ConnectionState;

/// A prepared statement, borrowed from its connection and given back, reset, when it goes out of scope.
/// Parameters are numbered from 1, columns from 0. A failed binding shows at the next step.
class Statement
{
public:
    Statement(ConnectionState& connection, sqlite3_stmt* handle, const char* cachedUnder);
    ~Statement();
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&&) = delete;

    Statement& bind(int parameter, qint64 value);
    Statement& bind(int parameter, const QString& text);
    /// The bytes have to outlive the next step; they are not copied.
    Statement& bind(int parameter, QByteArrayView bytes);
    Statement& bind(int parameter, const QByteArray& bytes) { return bind(parameter, QByteArrayView(bytes)); }
    Statement& bind(int parameter, const char*) = delete;
    Statement& bindNull(int parameter);
    template<typename T>
    Statement& bind(int parameter, const std::optional<T>& value)
    {
        return value ? bind(parameter, *value) : bindNull(parameter);
    }

    /// True while there is a row to read.
    [[nodiscard]] Result<bool> step();
    /// Runs to the end and makes the statement ready for new parameters.
    [[nodiscard]] Result<> run();
    void reset();

    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] qint64 integer(int column) const;
    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] QByteArray bytes(int column) const;
    [[nodiscard]] QByteArrayView view(int column) const; ///< until the next step or reset

private:
    void keep(int code);

    ConnectionState* m_connection;
    sqlite3_stmt* m_handle;
    const char* m_cachedUnder;
    int m_bindCode = 0;
    QList<QByteArray> m_texts; ///< bound, until the reset
};

} // namespace tirkeu::storage
