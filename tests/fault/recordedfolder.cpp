#include "recordedfolder.h"

#include "failingfolder.h"
#include "support/testfiles.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>

#include <cerrno>
#include <cstdarg>
#include <map>
#include <mutex>

#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {
using tirkeu::storage::FaultDisk;
using tirkeu::test::failsOn;
using Kind = FaultDisk::Operation::Kind;

struct Recorder
{
    std::mutex mutex;
    QByteArray root; // with the closing slash
    std::map<int, QByteArray> open;
    std::vector<FaultDisk::Operation> record;

    /// The path from the root; nothing where it lies elsewhere or is not of the disk.
    [[nodiscard]] std::optional<QByteArray> below(const char* path) const
    {
        const QByteArray whole(path);
        if (!whole.startsWith(root) || whole.endsWith("-shm") || whole.endsWith("/lock"))
            return {};
        return whole.mid(root.size());
    }
};
Recorder* g_recorder = nullptr; // set while one object lives

QList<QByteArray> filesIn(const QString& folder)
{
    QList<QByteArray> names;
    QDirIterator it(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (QFileInfo(folder).isDir() && it.hasNext())
        names.append(QFile::encodeName(QDir(folder).relativeFilePath(it.next())));
    return names;
}

template<typename Note>
void note(Note what)
{
    if (!g_recorder)
        return;
    const int before = errno;
    {
        const std::lock_guard lock(g_recorder->mutex);
        what(*g_recorder);
    }
    errno = before;
}

void noteOn(int fd, Kind kind, qint64 offset = 0, QByteArray data = {})
{
    note([&](Recorder& recorder) {
        if (const auto found = recorder.open.find(fd); found != recorder.open.end())
            recorder.record.push_back({kind, found->second, offset, std::move(data)});
    });
}

int openAny(const char* path, int flags, mode_t mode)
{
    if (failsOn(path))
        return -1;
    const bool isNew = g_recorder && (flags & O_CREAT) && ::access(path, F_OK) != 0;
    const int fd = static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, flags, mode));
    if (fd >= 0)
        tirkeu::test::noteOpened(fd, path);
    if (fd < 0 || (flags & O_DIRECTORY))
        return fd;
    note([&](Recorder& recorder) {
        recorder.open.erase(fd);
        const auto name = recorder.below(path);
        if (!name)
            return;
        recorder.open.emplace(fd, *name);
        if (isNew)
            recorder.record.push_back({Kind::Create, *name});
        else if (flags & O_TRUNC)
            recorder.record.push_back({Kind::Truncate, *name, 0});
    });
    return fd;
}

ssize_t writeAt(int fd, const void* from, std::size_t size, off64_t offset)
{
    if (failsOn(fd))
        return -1;
    const auto written = static_cast<ssize_t>(::syscall(SYS_pwrite64, fd, from, size, offset));
    if (written > 0)
        noteOn(fd, Kind::Write, offset, QByteArray(static_cast<const char*>(from), written));
    return written;
}

int renameAny(const char* from, const char* to, unsigned flags)
{
    if (failsOn(from))
        return -1;
    const int code = static_cast<int>(::syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, flags));
    if (code != 0)
        return code;
    note([&](Recorder& recorder) {
        const auto before = recorder.below(from);
        const auto after = recorder.below(to);
        if (!before || !after)
            return;
        const QString folder = QFile::decodeName(to);
        if (!QFileInfo(folder).isDir())
            recorder.record.push_back({Kind::Rename, *before, 0, *after});
        // A folder: each file in it has a new name.
        for (const QByteArray& name : filesIn(folder))
            recorder.record.push_back({Kind::Rename, *before + '/' + name, 0, *after + '/' + name});
        for (auto& [fd, name] : recorder.open) {
            if (name == *before)
                name = *after;
        }
    });
    return code;
}

int unlinkAny(const char* path)
{
    if (failsOn(path))
        return -1;
    const int code = static_cast<int>(::syscall(SYS_unlinkat, AT_FDCWD, path, 0));
    if (code == 0) {
        note([&](Recorder& recorder) {
            if (const auto name = recorder.below(path))
                recorder.record.push_back({Kind::Delete, *name});
        });
    }
    return code;
}
} // namespace

// What everybody in this process calls.
#pragma GCC visibility push(default)
extern "C" {
int open(const char* path, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    const auto mode = static_cast<mode_t>(va_arg(more, unsigned));
    va_end(more);
    return openAny(path, flags, mode);
}
int open64(const char* path, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    const auto mode = static_cast<mode_t>(va_arg(more, unsigned));
    va_end(more);
    return openAny(path, flags | O_LARGEFILE, mode);
}
int close(int fd)
{
    note([&](Recorder& recorder) { recorder.open.erase(fd); });
    tirkeu::test::noteClosed(fd);
    return static_cast<int>(::syscall(SYS_close, fd));
}
ssize_t read(int fd, void* into, std::size_t size)
{
    return failsOn(fd) ? -1 : static_cast<ssize_t>(::syscall(SYS_read, fd, into, size));
}
ssize_t write(int fd, const void* from, std::size_t size)
{
    if (failsOn(fd))
        return -1;
    const auto end = g_recorder ? ::syscall(SYS_lseek, fd, 0, SEEK_CUR) : 0;
    const bool appends = g_recorder && (::fcntl(fd, F_GETFL) & O_APPEND);
    const auto at = appends ? ::syscall(SYS_lseek, fd, 0, SEEK_END) : end;
    const auto written = static_cast<ssize_t>(::syscall(SYS_write, fd, from, size));
    if (written > 0 && at >= 0)
        noteOn(fd, Kind::Write, at, QByteArray(static_cast<const char*>(from), written));
    return written;
}
ssize_t pwrite(int fd, const void* from, std::size_t size, off_t offset)
{
    return writeAt(fd, from, size, offset);
}
ssize_t pwrite64(int fd, const void* from, std::size_t size, off64_t offset)
{
    return writeAt(fd, from, size, offset);
}
// A copy within the kernel would go past the record: who copies has to read and write.
ssize_t sendfile(int to, int from, off_t* offset, std::size_t size) noexcept
{
    if (!g_recorder)
        return static_cast<ssize_t>(::syscall(SYS_sendfile, to, from, offset, size));
    errno = EINVAL;
    return -1;
}
ssize_t sendfile64(int to, int from, off64_t* offset, std::size_t size) noexcept
{
    return sendfile(to, from, offset, size);
}
int ftruncate(int fd, off_t size) noexcept
{
    if (failsOn(fd))
        return -1;
    const int code = static_cast<int>(::syscall(SYS_ftruncate, fd, size));
    if (code == 0)
        noteOn(fd, Kind::Truncate, size);
    return code;
}
int ftruncate64(int fd, off64_t size) noexcept
{
    return ftruncate(fd, size);
}
int fsync(int fd)
{
    if (failsOn(fd))
        return -1;
    const int code = static_cast<int>(::syscall(SYS_fsync, fd));
    if (code == 0)
        noteOn(fd, Kind::Sync);
    return code;
}
int fdatasync(int fd)
{
    if (failsOn(fd))
        return -1;
    const int code = static_cast<int>(::syscall(SYS_fdatasync, fd));
    if (code == 0)
        noteOn(fd, Kind::Sync);
    return code;
}
int rename(const char* from, const char* to) noexcept
{
    return renameAny(from, to, 0);
}
int renameat2(int, const char* from, int, const char* to, unsigned flags) noexcept
{
    return renameAny(from, to, flags);
}
int unlink(const char* path) noexcept
{
    return unlinkAny(path);
}
int remove(const char* path) noexcept
{
    return unlinkAny(path);
}
}
#pragma GCC visibility pop

namespace tirkeu::test {

RecordedFolder::RecordedFolder(const QString& folder)
{
    if (g_recorder)
        qFatal("one at a time");
    auto* recorder = new Recorder;
    recorder->root = QFile::encodeName(QDir(folder).absolutePath()) + '/';
    g_recorder = recorder;
}

RecordedFolder::~RecordedFolder()
{
    delete std::exchange(g_recorder, nullptr);
}

void RecordedFolder::mark(qint64 number)
{
    note([&](Recorder& recorder) { recorder.record.push_back({Kind::Mark, {}, number}); });
}

std::vector<FaultDisk::Operation> RecordedFolder::take()
{
    return std::exchange(g_recorder->record, {});
}

FaultDisk::Files filesBelow(const QString& folder)
{
    FaultDisk::Files files;
    const QDir root(folder);
    QDirIterator it(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const QString path = it.next();
        if (!path.endsWith(u"-shm") && !path.endsWith(u"/lock"))
            files.insert(QFile::encodeName(root.relativeFilePath(path)), readFile(path));
    }
    return files;
}

void writeFilesBelow(const QString& folder, const FaultDisk::Files& files)
{
    for (auto file = files.constBegin(); file != files.constEnd(); ++file) {
        QDir(folder).mkpath(QFileInfo(QFile::decodeName(file.key())).path());
        writeFile(folder + u'/' + QFile::decodeName(file.key()), *file);
    }
}

} // namespace tirkeu::test
