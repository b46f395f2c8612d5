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

/// Whether the database's own file lies there. What cannot be opened then is one beside it, and what the system says of
/// that is of the last try: a journal that could not be made is called missing.
bool liesThere(sqlite3* handle)
{
    const char* path = handle ? sqlite3_db_filename(handle, "main") : nullptr;
    sqlite3_vfs* vfs = nullptr;
    if (!path || !*path || sqlite3_file_control(handle, "main", SQLITE_FCNTL_VFS_POINTER, &vfs) != SQLITE_OK || !vfs)
        return false;
    int there = 0;
    return vfs->xAccess(vfs, path, SQLITE_ACCESS_EXISTS, &there) == SQLITE_OK && there != 0;
}

/// A file that may not be opened, or cannot be now, is there all the same: no backup has to take its place.
Meaning whyNotOpened(int systemError, bool liesThere)
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
        return liesThere ? Meaning{kDiskFault, ErrorKind::Retry} : Meaning{kMissing, ErrorKind::OperatorCanFix};
    }
}

Meaning meaningOf(sqlite3* handle, int code)
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
        return whyNotOpened(handle ? sqlite3_system_errno(handle) : 0, liesThere(handle));
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
    // SQLite's own message names tables and columns, never values. It is read before anything else is asked.
    const QString message = QString::fromUtf8(handle ? sqlite3_errmsg(handle) : sqlite3_errstr(code));
    const Meaning meaning = meaningOf(handle, code);
    return {meaning.code, meaning.kind, doing + QStringLiteral(": ") + message + QStringLiteral(" (%1)").arg(code)};
}

} // namespace tirkeu::storage
