#pragma once

#include <storage/sql.h>
#include <storage/statement.h>

#include <core/securebytes.h>

#include <chrono>
#include <functional>

namespace tirkeu::storage {

enum class OpenMode {
    CreateNew, ///< refuses where a file stands already
    ReadWrite, ///< refuses where none stands
    ReadOnly,
};

struct OpenOptions
{
    QString path;
    OpenMode mode = OpenMode::ReadWrite;
    QByteArray vfs = {};                          ///< empty: the system's
    std::chrono::milliseconds busyTimeout{5'000}; ///< how long a lock of another connection is waited for
};

inline constexpr std::size_t kKeyBytes = 32;

/// One SQLCipher file, opened with a raw key: write-ahead log, full sync, temporary data in memory only. Opening proves
/// that encryption is really on and fails otherwise. Belongs to one thread at a time.
class Connection
{
public:
    [[nodiscard]] static Result<Connection> open(const OpenOptions& options, const core::SecureBytes& key);
    ~Connection();
    Connection(Connection&& other) noexcept;
    Connection& operator=(Connection&& other) noexcept;

    [[nodiscard]] Result<Statement> prepare(Sql sql);
    [[nodiscard]] Result<> run(Sql sql);
    [[nodiscard]] Result<qint64> number(Sql sql); ///< the first column of the first row; 0 where there is none

    [[nodiscard]] Result<int> version(); ///< of the schema, see migrations.h
    [[nodiscard]] Result<> setVersion(int version);
    [[nodiscard]] qint64 changes() const;
    [[nodiscard]] qint64 lastRow() const; ///< the number of the row inserted last
    [[nodiscard]] bool inTransaction() const;

    /// Writes a consistent copy into a new file under another key; other connections may go on writing meanwhile.
    [[nodiscard]] Result<> exportTo(const QString& path, const core::SecureBytes& key);
    /// Moves the write-ahead log into the file and empties it.
    [[nodiscard]] Result<> checkpoint();
    /// Reads every page: authentication codes first, then the structure. Empties the log before.
    [[nodiscard]] Result<> checkAllPages();
    /// Ends a long statement of this connection from another thread; it fails with Retry.
    [[nodiscard]] std::function<void()> interrupter() const;

private:
    explicit Connection(std::unique_ptr<ConnectionState> state);
    [[nodiscard]] Result<> exportBeside(const QString& path, const core::SecureBytes& key, int schema);
    std::unique_ptr<ConnectionState> m_state;
};

/// "4.6.1 community": what is linked in.
[[nodiscard]] Result<QString> cipherVersion();

} // namespace tirkeu::storage
