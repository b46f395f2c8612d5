#pragma once

#include <core/result.h>

#include <QByteArray>
#include <QMap>

#include <functional>
#include <memory>
#include <vector>

struct sqlite3_vfs;

namespace tirkeu::storage {

/// A disk in memory for tests, offered to SQLite as a VFS: it fails the call it is told to fail, and it writes down
/// every write, sync and deletion, so that the disk can be shown as a power cut at any moment would have left it.
class FaultDisk
{
public:
    enum class Call { Open, Read, Write, Sync, Truncate, Delete, Other };
    struct Operation
    {
        enum class Kind { Create, Write, Truncate, Sync, Delete, Rename, Mark };
        Kind kind;
        QByteArray file;
        qint64 offset = 0;    ///< of a write; the new size of a truncation; the number of a mark
        QByteArray data = {}; ///< of a write; the new name of a renaming
    };
    using Files = QMap<QByteArray, QByteArray>;

    explicit FaultDisk(QByteArray name); ///< the name of the VFS, unique in the process
    ~FaultDisk();
    FaultDisk(const FaultDisk&) = delete;
    FaultDisk& operator=(const FaultDisk&) = delete;

    [[nodiscard]] QByteArray vfs() const { return m_name; }
    [[nodiscard]] Files files() const;
    void setFiles(const Files& files); ///< with nothing open

    /// Every call from the i-th on, or the i-th alone, fails with `sqliteCode`. Counting starts anew.
    enum class Lasting { Once, FromThenOn };
    void failAt(qint64 call, int sqliteCode, Lasting lasting);
    /// Every write fails, and nothing else: a disk that is full or may only be read.
    void failWrites(int sqliteCode) { m_writeCode = sqliteCode; }
    void neverFail();
    /// Called at every sync, before it counts: a slow disk is one that takes its time here.
    void setAtSync(std::function<void()> atSync) { m_atSync = std::move(atSync); }
    [[nodiscard]] qint64 calls() const { return m_calls; }
    [[nodiscard]] qint64 failed() const { return m_failed; }

    /// Says in the record that something has been acknowledged by now.
    void mark(qint64 number);
    void startRecording();
    [[nodiscard]] std::vector<Operation> takeRecord();

    struct File;
    struct Handle;

private:
    friend struct FaultVfs;
    [[nodiscard]] int count(); ///< SQLITE_OK, or the code to fail with
    void note(Operation operation);

    QByteArray m_name;
    std::unique_ptr<sqlite3_vfs> m_vfs;
    QMap<QByteArray, std::shared_ptr<File>> m_files;
    qint64 m_calls = 0;
    qint64 m_failed = 0;
    qint64 m_failAt = -1;
    int m_failCode = 0;
    int m_writeCode = 0;
    Lasting m_lasting = Lasting::Once;
    std::function<void()> m_atSync;
    bool m_recording = false;
    std::vector<Operation> m_record;
};

/// Plays a record forward and shows the disk after a cut: what was synced stands, of what was not each sector of 512
/// bytes was kept or lost by chance, in any order.
class PowerCut
{
public:
    PowerCut(FaultDisk::Files before, std::vector<FaultDisk::Operation> record);

    [[nodiscard]] std::size_t moments() const { return m_record.size() + 1; }
    /// Moves on to the moment just before operation `index`; only forward.
    void advanceTo(std::size_t index);
    [[nodiscard]] qint64 lastMark() const { return m_lastMark; }
    enum class Damage { LoseAll, KeepAll, Whole, Torn };
    [[nodiscard]] FaultDisk::Files filesAfterCut(Damage damage, quint32 seed) const;

private:
    FaultDisk::Files m_durable;
    std::vector<FaultDisk::Operation> m_record;
    std::size_t m_at = 0;
    qint64 m_lastMark = 0;
    std::vector<FaultDisk::Operation> m_pending; ///< not yet synced
};

} // namespace tirkeu::storage
