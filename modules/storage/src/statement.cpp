#include "connectionstate.h"

#include <storage/statement.h>

namespace tirkeu::storage {

Statement::Statement(ConnectionState& connection, sqlite3_stmt* handle, const char* cachedUnder)
    : m_connection(&connection)
    , m_handle(handle)
    , m_cachedUnder(cachedUnder)
{
}

Statement::Statement(Statement&& other) noexcept
    : m_connection(other.m_connection)
    , m_handle(std::exchange(other.m_handle, nullptr))
    , m_cachedUnder(other.m_cachedUnder)
    , m_bindCode(other.m_bindCode)
    , m_texts(std::move(other.m_texts))
{
}

Statement::~Statement()
{
    if (!m_handle)
        return;
    reset();
    // The same text may have been prepared twice, one inside the other; only one of them is kept.
    if (!m_connection->idle.try_emplace(m_cachedUnder, m_handle).second)
        sqlite3_finalize(m_handle);
}

void Statement::keep(int code)
{
    if (m_bindCode == SQLITE_OK)
        m_bindCode = code;
}

Statement& Statement::bind(int parameter, qint64 value)
{
    keep(sqlite3_bind_int64(m_handle, parameter, value));
    return *this;
}

Statement& Statement::bind(int parameter, const QString& text)
{
    // Kept here until the reset: a copy of SQLite's own would be locked and unlocked in memory each time.
    const QByteArray& utf8 = m_texts.emplaceBack(text.toUtf8());
    keep(sqlite3_bind_text64(
        m_handle, parameter, utf8.constData(), static_cast<sqlite3_uint64>(utf8.size()), SQLITE_STATIC, SQLITE_UTF8));
    return *this;
}

Statement& Statement::bind(int parameter, QByteArrayView bytes)
{
    // A null pointer would bind NULL; an empty blob is meant.
    const char* data = bytes.isEmpty() ? "" : bytes.data();
    keep(sqlite3_bind_blob64(m_handle, parameter, data, static_cast<sqlite3_uint64>(bytes.size()), SQLITE_STATIC));
    return *this;
}

Statement& Statement::bindNull(int parameter)
{
    keep(sqlite3_bind_null(m_handle, parameter));
    return *this;
}

Result<bool> Statement::step()
{
    if (m_bindCode != SQLITE_OK)
        return failed(m_connection->handle, m_bindCode, QStringLiteral("binding"));
    const int code = sqlite3_step(m_handle);
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    return failed(
        m_connection->handle, sqlite3_extended_errcode(m_connection->handle), QString::fromUtf8(sqlite3_sql(m_handle)));
}

Result<> Statement::run()
{
    Result<bool> row = step();
    while (row && *row)
        row = step();
    reset();
    if (!row)
        return failure(row);
    return {};
}

void Statement::reset()
{
    sqlite3_reset(m_handle);
    sqlite3_clear_bindings(m_handle);
    m_bindCode = SQLITE_OK;
    m_texts.clear();
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_handle, column) == SQLITE_NULL;
}

qint64 Statement::integer(int column) const
{
    return sqlite3_column_int64(m_handle, column);
}

QString Statement::text(int column) const
{
    const auto* utf8 = reinterpret_cast<const char*>(sqlite3_column_text(m_handle, column));
    return QString::fromUtf8(utf8, sqlite3_column_bytes(m_handle, column));
}

QByteArray Statement::bytes(int column) const
{
    return view(column).toByteArray();
}

QByteArrayView Statement::view(int column) const
{
    const auto* data = static_cast<const char*>(sqlite3_column_blob(m_handle, column));
    return {data, sqlite3_column_bytes(m_handle, column)};
}

} // namespace tirkeu::storage
