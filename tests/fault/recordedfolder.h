#pragma once

#include <storage/faultdisk.h>

#include <QString>

namespace tirkeu::test {

/// Writes down what this process does to the files under a folder, whoever does it: SQLite, Qt, or the vault itself.
/// The functions of the C library through which all of them go stand in this program once more. Directories are not
/// recorded: they follow from the names. One at a time.
class RecordedFolder
{
public:
    explicit RecordedFolder(const QString& folder);
    ~RecordedFolder();
    RecordedFolder(const RecordedFolder&) = delete;
    RecordedFolder& operator=(const RecordedFolder&) = delete;

    void mark(qint64 number); ///< something has been acknowledged by now
    [[nodiscard]] std::vector<storage::FaultDisk::Operation> take();
};

/// All files below a folder, by their paths from it; locks and shared memory are not of the disk.
[[nodiscard]] storage::FaultDisk::Files filesBelow(const QString& folder);
void writeFilesBelow(const QString& folder, const storage::FaultDisk::Files& files);

} // namespace tirkeu::test
