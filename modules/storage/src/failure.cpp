#include "failure.h"

#include <storage/errors.h>

#include <sqlcipher/sqlite3.h>

namespace tirkeu::storage {

namespace {
constexpr ErrorCode kOutOfMemory{"storage.out-of-memory"};
constexpr ErrorCode kInterrupted{"storage.interrupted"};
constexpr ErrorCode kMisused{"storage.misused"};

struct Meaning
{
    ErrorCode code;
    ErrorKind kind;
};

Meaning meaningOf(int code)
{
    switch (code & 0xff) {
    case SQLITE_FULL:
        return {kDiskFull, ErrorKind::OperatorCanFix};
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return {kReadOnly, ErrorKind::OperatorCanFix};
    case SQLITE_NOTADB:
        return {kWrongKey, ErrorKind::SecurityStop};
    case SQLITE_CORRUPT:
    // A page whose authentication code does not fit comes up as this while stepping; the statement itself was good.
    case SQLITE_ERROR:
        return {kDamaged, ErrorKind::SecurityStop};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
        return {kBusy, ErrorKind::Retry};
    case SQLITE_CANTOPEN:
        return {kMissing, ErrorKind::OperatorCanFix};
    case SQLITE_NOMEM:
        return {kOutOfMemory, ErrorKind::Retry};
    case SQLITE_CONSTRAINT:
        return {kRefused, ErrorKind::Bug};
    case SQLITE_INTERRUPT:
        return {kInterrupted, ErrorKind::Retry};
    case SQLITE_IOERR:
        if (code == SQLITE_IOERR_NOMEM)
            return {kOutOfMemory, ErrorKind::Retry};
        return {kDiskFault, ErrorKind::Retry};
    default:
        return {kMisused, ErrorKind::Bug};
    }
}
} // namespace

Error errorOf(sqlite3* handle, int code, const QString& doing)
{
    const Meaning meaning = meaningOf(code);
    // SQLite's own message names tables and columns, never values.
    const char* message = handle ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
    return {meaning.code, meaning.kind,
        doing + QStringLiteral(": ") + QString::fromUtf8(message) + QStringLiteral(" (%1)").arg(code)};
}

} // namespace tirkeu::storage
