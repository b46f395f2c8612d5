#include "durablefile.h"

#include <storage/errors.h>

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tirkeu::vault {

namespace {
constexpr qsizetype kPiece = 1024 * 1024;
constexpr ErrorCode kTooLarge{"vault.file-too-large"};

tl::unexpected<Error> fromErrno(const QString& path)
{
    const int number = errno;
    const QString detail = path + QStringLiteral(": ") + QString::fromLocal8Bit(std::strerror(number));
    switch (number) {
    case ENOSPC:
    case EDQUOT:
        return failure(storage::kDiskFull, ErrorKind::OperatorCanFix, detail);
    case EROFS:
    case EACCES:
    case EPERM:
        return failure(storage::kReadOnly, ErrorKind::OperatorCanFix, detail);
    case ENOENT:
    case ENOTDIR:
        return failure(storage::kMissing, ErrorKind::OperatorCanFix, detail);
    default:
        return failure(storage::kDiskFault, ErrorKind::Retry, detail);
    }
}

/// An open descriptor; closed whatever happens.
struct Descriptor
{
    int fd;
    Descriptor(const QString& path, int flags)
        : fd(::open(QFile::encodeName(path).constData(), flags | O_CLOEXEC, 0600))
    {
    }
    ~Descriptor()
    {
        if (fd >= 0)
            ::close(fd);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
};

Result<> writeAll(int fd, const QString& path, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t written = ::write(fd, bytes.data(), static_cast<std::size_t>(bytes.size()));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return fromErrno(path);
        bytes = bytes.sliced(written);
    }
    return {};
}

/// As much as there is, up to `size`.
Result<qsizetype> readSome(int fd, const QString& path, char* into, qsizetype size)
{
    qsizetype got = 0;
    while (got < size) {
        const ssize_t part = ::read(fd, into + got, static_cast<std::size_t>(size - got));
        if (part < 0 && errno == EINTR)
            continue;
        if (part < 0)
            return fromErrno(path);
        if (part == 0)
            break;
        got += part;
    }
    return got;
}

Result<QByteArray> take(int fd, const QString& path, qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    const Result<qsizetype> got = readSome(fd, path, bytes.data(), bytes.size());
    if (!got)
        return failure(got);
    bytes.truncate(*got);
    return bytes;
}
} // namespace

QString besideOf(const QString& path)
{
    return path + QStringLiteral(".new");
}

DurableFile::DurableFile(QString path)
    : m_path(std::move(path))
    , m_beside(besideOf(m_path))
{
}

DurableFile::~DurableFile()
{
    if (m_fd < 0)
        return;
    ::close(m_fd);
    QFile::remove(m_beside);
}

Result<> DurableFile::begin()
{
    m_fd = ::open(QFile::encodeName(m_beside).constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    return m_fd < 0 ? Result<>(fromErrno(m_beside)) : Result<>();
}

Result<> DurableFile::write(QByteArrayView bytes)
{
    return writeAll(m_fd, m_beside, bytes);
}

Result<> DurableFile::putInPlace()
{
    if (::fsync(m_fd) != 0 ||
        ::rename(QFile::encodeName(m_beside).constData(), QFile::encodeName(m_path).constData()) != 0)
        return fromErrno(m_path);
    ::close(std::exchange(m_fd, -1));
    return syncFolder(QFileInfo(m_path).absolutePath());
}

Result<> syncFolder(const QString& folder)
{
    const Descriptor directory(folder, O_RDONLY | O_DIRECTORY);
    if (directory.fd < 0 || ::fsync(directory.fd) != 0)
        return fromErrno(folder);
    return {};
}

Result<> writeDurably(const QString& path, QByteArrayView bytes)
{
    DurableFile file(path);
    Result<> done = file.begin();
    if (done)
        done = file.write(bytes);
    return done ? file.putInPlace() : done;
}

Result<> copyDurably(const QString& from, const QString& path)
{
    DurableFile file(path);
    Result<> done = file.begin();
    if (done)
        done = readPieces(from, 0, [&file](QByteArrayView piece) { return file.write(piece); });
    return done ? file.putInPlace() : done;
}

Result<> appendDurably(const QString& path, QByteArrayView bytes)
{
    const Descriptor file(path, O_WRONLY | O_APPEND | O_CREAT);
    struct stat before
    {
    };
    if (file.fd < 0 || ::fstat(file.fd, &before) != 0)
        return fromErrno(path);
    Result<> done = writeAll(file.fd, path, bytes);
    if (done && ::fsync(file.fd) != 0)
        done = fromErrno(path);
    // Whoever is told that it was not written writes it again: half of it, or all, must not stand there then.
    if (!done && ::ftruncate(file.fd, before.st_size) == 0)
        std::ignore = ::fsync(file.fd);
    return done;
}

Result<> renameDurably(const QString& from, const QString& to)
{
    if (::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) != 0)
        return fromErrno(to);
    return syncFolder(QFileInfo(to).absolutePath());
}

Result<> removeDurably(const QString& path)
{
    if (::unlink(QFile::encodeName(path).constData()) != 0 && errno != ENOENT)
        return fromErrno(path);
    return syncFolder(QFileInfo(path).absolutePath());
}

Result<bool> isThere(const QString& path)
{
    struct stat about
    {
    };
    if (::stat(QFile::encodeName(path).constData(), &about) == 0)
        return true;
    return errno == ENOENT ? Result<bool>(false) : fromErrno(path);
}

Result<QByteArray> readWhole(const QString& path, qint64 limit)
{
    const Descriptor file(path, O_RDONLY);
    struct stat about
    {
    };
    if (file.fd < 0 || ::fstat(file.fd, &about) != 0)
        return fromErrno(path);
    if (!S_ISREG(about.st_mode))
        return failure(storage::kMissing, ErrorKind::OperatorCanFix, path + QStringLiteral(": not a file"));
    if (about.st_size > limit)
        return failure(kTooLarge, ErrorKind::OperatorCanFix, path);
    return take(file.fd, path, about.st_size);
}

Result<QByteArray> readFront(const QString& path, qsizetype most)
{
    const Descriptor file(path, O_RDONLY);
    struct stat about
    {
    };
    if (file.fd < 0 || ::fstat(file.fd, &about) != 0)
        return fromErrno(path);
    return take(file.fd, path, std::min<qsizetype>(most, about.st_size));
}

Result<> readPieces(const QString& path, qint64 from, const std::function<Result<>(QByteArrayView)>& take)
{
    const Descriptor file(path, O_RDONLY);
    if (file.fd < 0 || ::lseek(file.fd, from, SEEK_SET) != from)
        return fromErrno(path);
    QByteArray piece(kPiece, Qt::Uninitialized);
    for (;;) {
        const Result<qsizetype> got = readSome(file.fd, path, piece.data(), piece.size());
        if (!got)
            return failure(got);
        if (*got == 0)
            return {};
        if (const Result<> taken = take(QByteArrayView(piece).first(*got)); !taken)
            return taken;
    }
}

} // namespace tirkeu::vault
