#include "durablefile.h"

#include <storage/errors.h>

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace tirkeu::vault {

namespace {
constexpr qint64 kCopiedAtOnce = 8 * 1024 * 1024;
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
    explicit Descriptor(int opened)
        : fd(opened)
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

Result<> writeAll(const QString& path, QByteArrayView bytes, int flags)
{
    const Descriptor file(::open(QFile::encodeName(path).constData(), flags | O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
    if (file.fd < 0)
        return fromErrno(path);
    while (!bytes.isEmpty()) {
        const ssize_t written = ::write(file.fd, bytes.data(), static_cast<std::size_t>(bytes.size()));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return fromErrno(path);
        bytes = bytes.sliced(written);
    }
    if (::fsync(file.fd) != 0)
        return fromErrno(path);
    return {};
}
} // namespace

Result<> syncFolder(const QString& folder)
{
    const Descriptor directory(::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (directory.fd < 0 || ::fsync(directory.fd) != 0)
        return fromErrno(folder);
    return {};
}

Result<> writeDurably(const QString& path, QByteArrayView bytes)
{
    const QString beside = path + QStringLiteral(".new");
    if (const Result<> written = writeAll(beside, bytes, O_TRUNC); !written) {
        QFile::remove(beside);
        return written;
    }
    if (::rename(QFile::encodeName(beside).constData(), QFile::encodeName(path).constData()) != 0)
        return fromErrno(path);
    return syncFolder(QFileInfo(path).absolutePath());
}

Result<> copyDurably(const QString& from, const QString& path)
{
    const QString beside = path + QStringLiteral(".new");
    QFile::remove(beside);
    QFile source(from);
    if (!source.open(QIODevice::ReadOnly))
        return failure(storage::kDiskFault, ErrorKind::Retry, from);
    do {
        const QByteArray part = source.read(kCopiedAtOnce);
        if (source.error() != QFileDevice::NoError)
            return failure(storage::kDiskFault, ErrorKind::Retry, from);
        if (const Result<> written = writeAll(beside, part, O_APPEND); !written)
            return written;
    } while (!source.atEnd());
    if (::rename(QFile::encodeName(beside).constData(), QFile::encodeName(path).constData()) != 0)
        return fromErrno(path);
    return syncFolder(QFileInfo(path).absolutePath());
}

Result<> appendDurably(const QString& path, QByteArrayView bytes)
{
    return writeAll(path, bytes, O_APPEND);
}

Result<QByteArray> readWhole(const QString& path, qint64 limit)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(storage::kMissing, ErrorKind::OperatorCanFix, path + QStringLiteral(": ") + file.errorString());
    if (file.size() > limit)
        return failure(kTooLarge, ErrorKind::OperatorCanFix, path);
    return file.readAll();
}

} // namespace tirkeu::vault
