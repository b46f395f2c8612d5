#pragma once

#include <QByteArray>
#include <QString>

#include <functional>
#include <optional>

namespace tirkeu::test {

/// The calls of this process on chosen files below a folder, counted, and the one that is told to fail, fails: opening,
/// reading, writing, syncing, shortening, renaming, deleting. One at a time.
class FailingFolder
{
public:
    enum class Lasting { Once, FromThenOn };
    using Chosen = std::function<bool(const QByteArray& path)>;

    FailingFolder(const QString& folder, Chosen chosen);
    ~FailingFolder();
    FailingFolder(const FailingFolder&) = delete;
    FailingFolder& operator=(const FailingFolder&) = delete;

    void failAt(qint64 call, int errorNumber, Lasting lasting); ///< counting starts anew
    void neverFail();
    [[nodiscard]] qint64 calls() const;
    [[nodiscard]] qint64 failed() const;
};

// Asked by the C library's functions that stand in this program once more.
[[nodiscard]] bool failsOn(const char* path); ///< and errno says why
[[nodiscard]] bool failsOn(int fd);
void noteOpened(int fd, const char* path);
void noteClosed(int fd);

} // namespace tirkeu::test
