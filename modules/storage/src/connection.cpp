#include "connectionstate.h"

#include <storage/connection.h>
#include <storage/errors.h>

#include <QFile>

#include <cstring>
#include <utility>

namespace tirkeu::storage {

namespace {
constexpr ErrorCode kNotEncrypted{"storage.encryption-is-off"};
constexpr ErrorCode kBadKey{"storage.key-has-wrong-size"};
constexpr ErrorCode kExists{"storage.file-exists-already"};

constexpr int kLeastCipherMajor = 4;
constexpr int kLeastCipherMinor = 6;

tl::unexpected<Error> notEncrypted(const QString& why)
{
    return failure(kNotEncrypted, ErrorKind::SecurityStop, why);
}

/// The key as SQLCipher takes a raw one: x'…' in hexadecimal, so that no password stretching stands in between.
core::SecureBytes rawKeyText(const core::SecureBytes& key, unsigned char flip = 0)
{
    static constexpr char kDigits[] = "0123456789abcdef";
    core::SecureBytes text(kKeyBytes * 2 + 3);
    unsigned char* out = text.u8();
    *out++ = 'x';
    *out++ = '\'';
    for (std::size_t i = 0; i < kKeyBytes; ++i) {
        const auto byte = static_cast<unsigned char>(key.u8()[i] ^ flip);
        *out++ = static_cast<unsigned char>(kDigits[byte >> 4]);
        *out++ = static_cast<unsigned char>(kDigits[byte & 15]);
    }
    *out = '\'';
    return text;
}

Result<std::unique_ptr<ConnectionState>> openHandle(
    const OpenOptions& options, OpenMode mode, const core::SecureBytes& keyText)
{
    auto state = std::make_unique<ConnectionState>();
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    if (mode == OpenMode::ReadOnly)
        flags |= SQLITE_OPEN_READONLY;
    else
        flags |= SQLITE_OPEN_READWRITE | (mode == OpenMode::CreateNew ? SQLITE_OPEN_CREATE : 0);
    const QByteArray path = options.path.toUtf8();
    const QString doing = QStringLiteral("opening");
    const int code = sqlite3_open_v2(
        path.constData(), &state->handle, flags, options.vfs.isEmpty() ? nullptr : options.vfs.constData());
    if (code != SQLITE_OK)
        return failed(state->handle, code, doing);
    sqlite3_busy_timeout(state->handle, static_cast<int>(options.busyTimeout.count()));
    // SQLCipher would write its complaints, page numbers and all, to standard error.
    sqlite3_exec(state->handle, "PRAGMA cipher_log_level = NONE", nullptr, nullptr, nullptr);
    const int keyed = sqlite3_key_v2(state->handle, "main", keyText.data(), static_cast<int>(keyText.size()));
    if (keyed != SQLITE_OK)
        return failed(state->handle, keyed, QStringLiteral("keying"));
    state->options = options;
    state->options.mode = mode == OpenMode::CreateNew ? OpenMode::ReadWrite : mode;
    state->keyText = keyText.clone();
    return state;
}

Result<QString> textOf(sqlite3* handle, const char* sql)
{
    sqlite3_stmt* statement = nullptr;
    int code = sqlite3_prepare_v2(handle, sql, -1, &statement, nullptr);
    QString text;
    if (code == SQLITE_OK) {
        code = sqlite3_step(statement);
        if (code == SQLITE_ROW)
            text = QString::fromUtf8(reinterpret_cast<const char*>(sqlite3_column_text(statement, 0)));
    }
    sqlite3_finalize(statement);
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        return failed(handle, code, QString::fromLatin1(sql));
    return text;
}

/// Sets what the store relies on and reads back that it was taken.
Result<> setUp(sqlite3* handle, OpenMode mode)
{
    struct Setting
    {
        const char* set;
        const char* ask;
        const char* expected;
    };
    static constexpr Setting kSettings[] = {
        {"PRAGMA cipher_memory_security = ON", "PRAGMA cipher_memory_security", "1"},
        {"PRAGMA temp_store = MEMORY", "PRAGMA temp_store", "2"},
        {"PRAGMA secure_delete = ON", "PRAGMA secure_delete", "1"},
        {"PRAGMA foreign_keys = ON", "PRAGMA foreign_keys", "1"},
        // So that REPLACE cannot delete past a trigger that forbids it.
        {"PRAGMA recursive_triggers = ON", "PRAGMA recursive_triggers", "1"},
        {"PRAGMA trusted_schema = OFF", "PRAGMA trusted_schema", "0"},
        {"PRAGMA journal_mode = WAL", "PRAGMA journal_mode", "wal"},
        {"PRAGMA synchronous = FULL", "PRAGMA synchronous", "2"},
    };
    for (const Setting& setting : kSettings) {
        if (mode == OpenMode::ReadOnly && std::strcmp(setting.expected, "wal") == 0)
            continue;
        if (const Result<QString> set = textOf(handle, setting.set); !set)
            return failure(set);
        const Result<QString> asked = textOf(handle, setting.ask);
        if (!asked)
            return failure(asked);
        if (*asked != QLatin1StringView(setting.expected))
            return notEncrypted(QString::fromLatin1(setting.set) + QStringLiteral(" was not taken: ") + *asked);
    }
    return {};
}

Result<> proveVersion(sqlite3* handle)
{
    const Result<QString> version = textOf(handle, "PRAGMA cipher_version");
    if (!version)
        return failure(version);
    const int major = version->section(u'.', 0, 0).toInt();
    const int minor = version->section(u'.', 1, 1).toInt();
    if (major < kLeastCipherMajor || (major == kLeastCipherMajor && minor < kLeastCipherMinor))
        return notEncrypted(QStringLiteral("SQLCipher 4.6 or later is needed, found: ") + *version);
    return {};
}

/// The first bytes as they lie on the disk, read past the cipher.
Result<> proveHeader(sqlite3* handle)
{
    sqlite3_file* file = nullptr;
    int code = sqlite3_file_control(handle, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    char head[16] = {};
    if (code == SQLITE_OK && file && file->pMethods)
        code = file->pMethods->xRead(file, head, sizeof head, 0);
    // A file cut to nothing would pass for a new one.
    if (code == SQLITE_IOERR_SHORT_READ)
        return failure(kDamaged, ErrorKind::SecurityStop, QStringLiteral("the file ends before its header does"));
    if (code != SQLITE_OK)
        return failed(nullptr, code, QStringLiteral("reading the header"));
    if (std::memcmp(head, "SQLite format 3", sizeof head) == 0)
        return notEncrypted(QStringLiteral("the header is clear"));
    return {};
}

/// A new file could not be made: it stands there already, or the disk gives none.
tl::unexpected<Error> notMade(const QFile& file)
{
    const QString detail = file.fileName() + QStringLiteral(": ") + file.errorString();
    if (file.exists())
        return failure(kExists, ErrorKind::OperatorCanFix, detail);
    switch (file.error()) {
    case QFileDevice::ResourceError:
        return failure(kDiskFull, ErrorKind::OperatorCanFix, detail);
    case QFileDevice::PermissionsError:
        return failure(kReadOnly, ErrorKind::OperatorCanFix, detail);
    default:
        return failure(kDiskFault, ErrorKind::Retry, detail);
    }
}

Result<> proveWrongKeyRefused(const OpenOptions& options, const core::SecureBytes& key)
{
    const core::SecureBytes wrong = rawKeyText(key, 0xff);
    const auto other = openHandle(options, OpenMode::ReadOnly, wrong);
    if (!other)
        return failure(other);
    const Result<QString> read = textOf((*other)->handle, "SELECT count(*) FROM sqlite_master");
    if (read)
        return notEncrypted(QStringLiteral("a wrong key opens the file"));
    if (read.error().code != kWrongKey)
        return failure(read);
    return {};
}
} // namespace

Connection::Connection(std::unique_ptr<ConnectionState> state)
    : m_state(std::move(state))
{
}
Connection::~Connection() = default;
Connection::Connection(Connection&& other) noexcept = default;
Connection& Connection::operator=(Connection&& other) noexcept = default;

Result<Connection> Connection::open(const OpenOptions& options, const core::SecureBytes& key)
{
    if (key.size() != kKeyBytes)
        return failure(kBadKey, ErrorKind::Bug, QStringLiteral("%1 bytes").arg(key.size()));
    if (options.mode == OpenMode::CreateNew) {
        OpenOptions existing = options;
        existing.mode = OpenMode::ReadOnly;
        if (const auto handle = openHandle(existing, OpenMode::ReadOnly, rawKeyText(key)))
            return failure(kExists, ErrorKind::OperatorCanFix, options.path);
    }
    auto state = openHandle(options, options.mode, rawKeyText(key));
    if (!state)
        return failure(state);
    sqlite3* handle = (*state)->handle;
    if (const Result<> proven = proveVersion(handle); !proven)
        return failure(proven);
    // The first read tells a wrong key; until then nothing may be written.
    if (const Result<QString> read = textOf(handle, "SELECT count(*) FROM sqlite_master"); !read)
        return failure(read);
    if (const Result<> set = setUp(handle, options.mode); !set)
        return failure(set);
    if (const Result<> proven = proveHeader(handle); !proven)
        return failure(proven);
    if (const Result<> proven = proveWrongKeyRefused(options, key); !proven)
        return failure(proven);
    return Connection(std::move(*state));
}

Result<Statement> Connection::prepare(Sql sql)
{
    if (const auto found = m_state->idle.find(sql.text()); found != m_state->idle.end()) {
        sqlite3_stmt* handle = found->second;
        m_state->idle.erase(found);
        return Statement(*m_state, handle, sql.text());
    }
    sqlite3_stmt* handle = nullptr;
    const int code = sqlite3_prepare_v3(
        m_state->handle, sql.text(), static_cast<int>(sql.size()) + 1, SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
    if (code != SQLITE_OK)
        return failed(m_state->handle, code, QString::fromUtf8(sql.text()));
    return Statement(*m_state, handle, sql.text());
}

Result<> Connection::run(Sql sql)
{
    auto statement = prepare(sql);
    if (!statement)
        return failure(statement);
    return statement->run();
}

Result<qint64> Connection::number(Sql sql)
{
    auto statement = prepare(sql);
    if (!statement)
        return failure(statement);
    const Result<bool> row = statement->step();
    if (!row)
        return failure(row);
    return *row ? statement->integer(0) : 0;
}

Result<int> Connection::version()
{
    return number("PRAGMA user_version").map([](qint64 version) { return static_cast<int>(version); });
}

Result<> Connection::setVersion(int version)
{
    // The one statement SQLite does not let us bind: a number it is, and nothing else can get in.
    const QByteArray sql = "PRAGMA user_version = " + QByteArray::number(version);
    const int code = sqlite3_exec(m_state->handle, sql.constData(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return failed(m_state->handle, code, QStringLiteral("writing the version"));
    return {};
}

qint64 Connection::changes() const
{
    return sqlite3_changes64(m_state->handle);
}

qint64 Connection::lastRow() const
{
    return sqlite3_last_insert_rowid(m_state->handle);
}

bool Connection::inTransaction() const
{
    return sqlite3_get_autocommit(m_state->handle) == 0;
}

Result<> Connection::exportTo(const QString& path, const core::SecureBytes& key)
{
    if (key.size() != kKeyBytes)
        return failure(kBadKey, ErrorKind::Bug, QStringLiteral("%1 bytes").arg(key.size()));
    const Result<int> schema = version();
    if (!schema)
        return failure(schema);
    // Attaching takes over how this connection was opened, which may not create; so the file is made first.
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return notMade(file);
    file.close();
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    // A copy that failed may not let itself be detached any more, and every transaction would come upon it. So it hangs
    // on a connection of its own, which goes with it.
    auto beside = openHandle(m_state->options, m_state->options.mode, m_state->keyText);
    if (!beside)
        return failure(beside);
    if (const Result<> set = setUp((*beside)->handle, m_state->options.mode); !set)
        return set;
    Connection copying(std::move(*beside));
    return copying.exportBeside(path, key, *schema);
}

Result<> Connection::exportBeside(const QString& path, const core::SecureBytes& key, int schema)
{
    {
        auto attach = prepare("ATTACH ?1 AS copy KEY ?2");
        if (!attach)
            return failure(attach);
        const core::SecureBytes text = rawKeyText(key);
        const QByteArrayView view(text.u8(), static_cast<qsizetype>(text.size()));
        if (const Result<> run = attach->bind(1, path).bind(2, view).run(); !run)
            return run;
    }
    Result<> done = run("SELECT sqlcipher_export('copy')");
    // What the copying came upon inside is told by its words alone, under the number of any error.
    for (const auto& [told, meant] : {std::pair(SQLITE_IOERR, SQLITE_IOERR), std::pair(SQLITE_FULL, SQLITE_FULL),
             std::pair(SQLITE_CANTOPEN, SQLITE_IOERR), std::pair(SQLITE_READONLY, SQLITE_READONLY)}) {
        if (!done && done.error().code == kDamaged &&
            done.error().detail.contains(QString::fromUtf8(sqlite3_errstr(told))))
            done = failed(m_state->handle, meant, QStringLiteral("copying"));
    }
    if (!done)
        return done;
    const QByteArray sql = "PRAGMA copy.user_version = " + QByteArray::number(schema);
    if (const int code = sqlite3_exec(m_state->handle, sql.constData(), nullptr, nullptr, nullptr); code != SQLITE_OK)
        return failed(m_state->handle, code, QStringLiteral("writing the copy's version"));
    return run("DETACH copy");
}

Result<> Connection::checkpoint()
{
    const int code = sqlite3_wal_checkpoint_v2(m_state->handle, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    if (code != SQLITE_OK)
        return failed(m_state->handle, code, QStringLiteral("checkpoint"));
    return {};
}

Result<> Connection::checkAllPages()
{
    // Pages still in the log would be reported as false.
    if (const Result<> emptied = checkpoint(); !emptied)
        return emptied;
    auto pages = prepare("PRAGMA cipher_integrity_check");
    if (!pages)
        return failure(pages);
    Result<bool> row = pages->step();
    if (!row)
        return failure(row);
    if (*row)
        return failure(kDamaged, ErrorKind::SecurityStop, pages->text(0));
    auto structure = prepare("PRAGMA integrity_check");
    if (!structure)
        return failure(structure);
    row = structure->step();
    if (!row)
        return failure(row);
    if (!*row || structure->text(0) != u"ok")
        return failure(kDamaged, ErrorKind::SecurityStop, structure->text(0));
    return {};
}

std::function<void()> Connection::interrupter() const
{
    return [handle = m_state->handle] {
        sqlite3_interrupt(handle);
    };
}

Result<QString> cipherVersion()
{
    ConnectionState memory;
    const int code = sqlite3_open(":memory:", &memory.handle);
    if (code != SQLITE_OK)
        return failed(memory.handle, code, QStringLiteral("opening"));
    return textOf(memory.handle, "PRAGMA cipher_version");
}

} // namespace tirkeu::storage
