#include <storage/faultdisk.h>

#include <sqlcipher/sqlite3.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace tirkeu::storage {

namespace {
constexpr int kShmLocks = SQLITE_SHM_NLOCK;
}

struct FaultDisk::File
{
    QByteArray bytes;
    int shared = 0;        // handles holding SHARED or more
    int level = 0;         // the highest lock above SHARED: RESERVED, PENDING or EXCLUSIVE
    void* owner = nullptr; // who holds it
    std::vector<std::unique_ptr<QByteArray>> shm;
    int shmUsers = 0;
    std::array<int, kShmLocks> shmShared{};
    std::array<void*, kShmLocks> shmExclusive{};
};

struct FaultDisk::Handle
{
    sqlite3_file base; // first, as SQLite wants it
    FaultDisk* disk;
    std::shared_ptr<File>* file;
    QByteArray* path;
    int lock;
    unsigned sharedShm;
    bool usesShm;
};

// The functions SQLite calls. A struct only to be a friend in one word.
struct FaultVfs
{
    using Handle = FaultDisk::Handle;
    using Kind = FaultDisk::Operation::Kind;
    static Handle* of(sqlite3_file* file) { return reinterpret_cast<Handle*>(file); }
    static FaultDisk* diskOf(sqlite3_vfs* vfs) { return static_cast<FaultDisk*>(vfs->pAppData); }

    static int close(sqlite3_file* base)
    {
        Handle* handle = of(base);
        unlock(base, SQLITE_LOCK_NONE);
        delete handle->file;
        delete handle->path;
        return SQLITE_OK;
    }
    static int read(sqlite3_file* base, void* to, int size, sqlite3_int64 offset)
    {
        Handle* handle = of(base);
        if (const int code = handle->disk->count())
            return code == SQLITE_FULL ? SQLITE_IOERR_READ : code;
        const QByteArray& bytes = (*handle->file)->bytes;
        const qint64 there = std::clamp<qint64>(bytes.size() - offset, 0, size);
        if (there > 0)
            std::memcpy(to, bytes.constData() + offset, static_cast<std::size_t>(there));
        if (there == size)
            return SQLITE_OK;
        std::memset(static_cast<char*>(to) + there, 0, static_cast<std::size_t>(size - there));
        return SQLITE_IOERR_SHORT_READ;
    }
    static int write(sqlite3_file* base, const void* from, int size, sqlite3_int64 offset)
    {
        Handle* handle = of(base);
        if (const int code = handle->disk->count())
            return code;
        if (handle->disk->m_writeCode != SQLITE_OK)
            return handle->disk->m_writeCode;
        QByteArray& bytes = (*handle->file)->bytes;
        if (bytes.size() < offset + size)
            bytes.append(QByteArray(offset + size - bytes.size(), '\0'));
        std::memcpy(bytes.data() + offset, from, static_cast<std::size_t>(size));
        handle->disk->note({Kind::Write, *handle->path, offset, QByteArray(static_cast<const char*>(from), size)});
        return SQLITE_OK;
    }
    static int truncate(sqlite3_file* base, sqlite3_int64 size)
    {
        Handle* handle = of(base);
        if (const int code = handle->disk->count())
            return code;
        (*handle->file)->bytes.resize(size);
        handle->disk->note({Kind::Truncate, *handle->path, size});
        return SQLITE_OK;
    }
    static int sync(sqlite3_file* base, int)
    {
        Handle* handle = of(base);
        if (handle->disk->m_atSync)
            handle->disk->m_atSync();
        if (const int code = handle->disk->count())
            return code == SQLITE_FULL ? SQLITE_IOERR_FSYNC : code;
        handle->disk->note({Kind::Sync, *handle->path});
        return SQLITE_OK;
    }
    static int fileSize(sqlite3_file* base, sqlite3_int64* size)
    {
        *size = (*of(base)->file)->bytes.size();
        return SQLITE_OK;
    }
    static int lock(sqlite3_file* base, int wanted)
    {
        Handle* handle = of(base);
        FaultDisk::File& file = **handle->file;
        if (wanted <= handle->lock)
            return SQLITE_OK;
        if (file.owner && file.owner != handle && (file.level >= SQLITE_LOCK_PENDING || wanted > SQLITE_LOCK_SHARED))
            return SQLITE_BUSY;
        if (wanted == SQLITE_LOCK_SHARED) {
            ++file.shared;
        } else {
            if (wanted == SQLITE_LOCK_EXCLUSIVE && file.shared > 1)
                return SQLITE_BUSY;
            file.owner = handle;
            file.level = wanted;
        }
        handle->lock = wanted;
        return SQLITE_OK;
    }
    static int unlock(sqlite3_file* base, int wanted)
    {
        Handle* handle = of(base);
        FaultDisk::File& file = **handle->file;
        if (wanted >= handle->lock)
            return SQLITE_OK;
        if (file.owner == handle) {
            file.owner = nullptr;
            file.level = 0;
        }
        if (wanted == SQLITE_LOCK_NONE)
            --file.shared;
        handle->lock = wanted;
        return SQLITE_OK;
    }
    static int checkReserved(sqlite3_file* base, int* answer)
    {
        *answer = (*of(base)->file)->owner ? 1 : 0;
        return SQLITE_OK;
    }
    static int fileControl(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
    static int sectorSize(sqlite3_file*) { return 512; }
    static int characteristics(sqlite3_file*) { return 0; }

    static int shmMap(sqlite3_file* base, int region, int size, int extend, void volatile** to)
    {
        Handle* handle = of(base);
        FaultDisk::File& file = **handle->file;
        if (const int code = handle->disk->count())
            return code == SQLITE_FULL ? SQLITE_IOERR_SHMMAP : code;
        if (!handle->usesShm) {
            handle->usesShm = true;
            ++file.shmUsers;
        }
        const auto wanted = static_cast<std::size_t>(region) + 1;
        if (file.shm.size() < wanted && !extend) {
            *to = nullptr;
            return SQLITE_OK;
        }
        while (file.shm.size() < wanted)
            file.shm.push_back(std::make_unique<QByteArray>(size, '\0'));
        *to = file.shm.at(wanted - 1)->data();
        return SQLITE_OK;
    }
    static int shmLock(sqlite3_file* base, int first, int n, int flags)
    {
        Handle* handle = of(base);
        FaultDisk::File& file = **handle->file;
        for (int i = first; i < first + n && (flags & SQLITE_SHM_LOCK); ++i) {
            const auto slot = static_cast<std::size_t>(i);
            const bool mine = handle->sharedShm & (1U << i);
            const bool taken = file.shmExclusive.at(slot) && file.shmExclusive.at(slot) != handle;
            if (taken || ((flags & SQLITE_SHM_EXCLUSIVE) && file.shmShared.at(slot) > (mine ? 1 : 0)))
                return SQLITE_BUSY;
        }
        for (int i = first; i < first + n; ++i) {
            const auto slot = static_cast<std::size_t>(i);
            const unsigned bit = 1U << i;
            if (flags & SQLITE_SHM_EXCLUSIVE) {
                file.shmExclusive.at(slot) = (flags & SQLITE_SHM_LOCK) ? handle : nullptr;
            } else if ((flags & SQLITE_SHM_LOCK) && !(handle->sharedShm & bit)) {
                handle->sharedShm |= bit;
                ++file.shmShared.at(slot);
            } else if (!(flags & SQLITE_SHM_LOCK) && (handle->sharedShm & bit)) {
                handle->sharedShm &= ~bit;
                --file.shmShared.at(slot);
            }
        }
        return SQLITE_OK;
    }
    static void shmBarrier(sqlite3_file*) {}
    static int shmUnmap(sqlite3_file* base, int)
    {
        Handle* handle = of(base);
        FaultDisk::File& file = **handle->file;
        if (!handle->usesShm)
            return SQLITE_OK;
        handle->usesShm = false;
        if (--file.shmUsers == 0) {
            file.shm.clear();
            file.shmShared = {};
            file.shmExclusive = {};
        }
        return SQLITE_OK;
    }

    static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* base, int flags, int* outFlags)
    {
        static const sqlite3_io_methods kMethods = {2, close, read, write, truncate, sync, fileSize, lock, unlock,
            checkReserved, fileControl, sectorSize, characteristics, shmMap, shmLock, shmBarrier, shmUnmap, nullptr,
            nullptr};
        FaultDisk* disk = diskOf(vfs);
        base->pMethods = nullptr;
        if (const int code = disk->count())
            return code == SQLITE_FULL ? SQLITE_CANTOPEN : code;
        const QByteArray path = name ? QByteArray(name) : QByteArray("temporary");
        auto found = disk->m_files.find(path);
        if (found == disk->m_files.end()) {
            if (!(flags & SQLITE_OPEN_CREATE))
                return SQLITE_CANTOPEN;
            found = disk->m_files.insert(path, std::make_shared<FaultDisk::File>());
            disk->note({Kind::Create, path});
        }
        Handle* handle = of(base);
        handle->disk = disk;
        handle->file = new std::shared_ptr<FaultDisk::File>(*found);
        handle->path = new QByteArray(path);
        handle->lock = SQLITE_LOCK_NONE;
        handle->sharedShm = 0;
        handle->usesShm = false;
        base->pMethods = &kMethods;
        if (outFlags)
            *outFlags = flags;
        return SQLITE_OK;
    }
    static int remove(sqlite3_vfs* vfs, const char* name, int)
    {
        FaultDisk* disk = diskOf(vfs);
        if (const int code = disk->count())
            return code == SQLITE_FULL ? SQLITE_IOERR_DELETE : code;
        if (disk->m_files.remove(name) == 0)
            return SQLITE_IOERR_DELETE_NOENT;
        disk->note({Kind::Delete, name});
        return SQLITE_OK;
    }
    static int access(sqlite3_vfs* vfs, const char* name, int, int* answer)
    {
        *answer = diskOf(vfs)->m_files.contains(name) ? 1 : 0;
        return SQLITE_OK;
    }
    static int fullPath(sqlite3_vfs*, const char* name, int size, char* out)
    {
        sqlite3_snprintf(size, out, "%s", name);
        return SQLITE_OK;
    }
    static sqlite3_vfs* system() { return sqlite3_vfs_find("unix"); }
    static int randomness(sqlite3_vfs*, int size, char* out) { return system()->xRandomness(system(), size, out); }
    // Nobody else holds the disk, so waiting would help nobody.
    static int sleep(sqlite3_vfs*, int microseconds) { return microseconds; }
    static int time(sqlite3_vfs*, double* now) { return system()->xCurrentTime(system(), now); }
    static int time64(sqlite3_vfs*, sqlite3_int64* now) { return system()->xCurrentTimeInt64(system(), now); }
    static int lastError(sqlite3_vfs*, int, char*) { return 0; }
};

FaultDisk::FaultDisk(QByteArray name)
    : m_name(std::move(name))
    , m_vfs(std::make_unique<sqlite3_vfs>())
{
    sqlite3_initialize();
    m_vfs->iVersion = 2;
    m_vfs->szOsFile = sizeof(Handle);
    m_vfs->mxPathname = 512;
    m_vfs->zName = m_name.constData();
    m_vfs->pAppData = this;
    m_vfs->xOpen = FaultVfs::open;
    m_vfs->xDelete = FaultVfs::remove;
    m_vfs->xAccess = FaultVfs::access;
    m_vfs->xFullPathname = FaultVfs::fullPath;
    m_vfs->xRandomness = FaultVfs::randomness;
    m_vfs->xSleep = FaultVfs::sleep;
    m_vfs->xCurrentTime = FaultVfs::time;
    m_vfs->xCurrentTimeInt64 = FaultVfs::time64;
    m_vfs->xGetLastError = FaultVfs::lastError;
    sqlite3_vfs_register(m_vfs.get(), 0);
}

FaultDisk::~FaultDisk()
{
    sqlite3_vfs_unregister(m_vfs.get());
}

FaultDisk::Files FaultDisk::files() const
{
    Files files;
    for (auto it = m_files.cbegin(); it != m_files.cend(); ++it)
        files.insert(it.key(), it.value()->bytes);
    return files;
}

void FaultDisk::setFiles(const Files& files)
{
    m_files.clear();
    for (auto it = files.cbegin(); it != files.cend(); ++it) {
        auto file = std::make_shared<File>();
        file->bytes = it.value();
        m_files.insert(it.key(), file);
    }
}

void FaultDisk::failAt(qint64 call, int sqliteCode, Lasting lasting)
{
    m_calls = 0;
    m_failed = 0;
    m_failAt = call;
    m_failCode = sqliteCode;
    m_lasting = lasting;
}

void FaultDisk::neverFail()
{
    failAt(-1, SQLITE_OK, Lasting::Once);
    m_writeCode = SQLITE_OK;
}

int FaultDisk::count()
{
    const qint64 call = m_calls++;
    const bool fails = m_failAt >= 0 && (m_lasting == Lasting::Once ? call == m_failAt : call >= m_failAt);
    if (!fails)
        return SQLITE_OK;
    ++m_failed;
    return m_failCode;
}

void FaultDisk::note(Operation operation)
{
    if (m_recording)
        m_record.push_back(std::move(operation));
}

void FaultDisk::mark(qint64 number)
{
    note({Operation::Kind::Mark, {}, number});
}

void FaultDisk::startRecording()
{
    m_record.clear();
    m_recording = true;
}

std::vector<FaultDisk::Operation> FaultDisk::takeRecord()
{
    m_recording = false;
    return std::move(m_record);
}

} // namespace tirkeu::storage
