#include "failure.h"

#include <storage/errors.h>

#include <cerrno>
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

/// A file that may not be opened, or cannot be now, is there all the same: no backup has to take its place.
Meaning whyNotOpened(int systemError)
{
    switch (systemError) {
    case EACCES:
    case EPERM:
    case EROFS:
        return {kReadOnly, ErrorKind::OperatorCanFix};
    case ENOSPC:
    case EDQUOT:
        return {kDiskFull, ErrorKind::OperatorCanFix};
    case EIO:
    case EMFILE:
    case ENFILE:
    case ENOMEM:
        return {kDiskFault, ErrorKind::Retry};
    default:
        return {kMissing, ErrorKind::OperatorCanFix};
    }
}

Meaning meaningOf(int code, int systemError)
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
        return whyNotOpened(systemError);
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
    const Meaning meaning = meaningOf(code, handle ? sqlite3_system_errno(handle) : 0);
    // SQLite's own message names tables and columns, never values.
    const char* message = handle ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
    return {meaning.code, meaning.kind,
        doing + QStringLiteral(": ") + QString::fromUtf8(message) + QStringLiteral(" (%1)").arg(code)};
}

} // namespace tirkeu::storage
