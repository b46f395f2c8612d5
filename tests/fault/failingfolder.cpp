#include "failingfolder.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <mutex>
#include <set>
#include <utility>

namespace tirkeu::test {

namespace {
struct Failer
{
    std::mutex mutex;
    QByteArray root; // with the closing slash
    FailingFolder::Chosen chosen;
    std::set<int> open;
    qint64 calls = 0;
    qint64 failed = 0;
    qint64 failAt = -1;
    int errorNumber = 0;
    FailingFolder::Lasting lasting = FailingFolder::Lasting::Once;

    [[nodiscard]] bool isChosen(const char* path) const
    {
        const QByteArray whole(path);
        return whole.startsWith(root) && chosen(whole.mid(root.size()));
    }
    [[nodiscard]] bool fails()
    {
        const qint64 call = calls++;
        const bool once = lasting == FailingFolder::Lasting::Once;
        if (failAt < 0 || (once ? call != failAt : call < failAt))
            return false;
        ++failed;
        return true;
    }
};
Failer* g_failer = nullptr; // set while one object lives

template<typename Ask>
bool ask(Ask what)
{
    if (!g_failer)
        return false;
    const int before = errno;
    const std::lock_guard lock(g_failer->mutex);
    const bool fails = what(*g_failer);
    errno = fails ? g_failer->errorNumber : before;
    return fails;
}
} // namespace

FailingFolder::FailingFolder(const QString& folder, Chosen chosen)
{
    if (g_failer)
        qFatal("one at a time");
    auto* failer = new Failer;
    failer->root = QFile::encodeName(QDir(folder).absolutePath()) + '/';
    failer->chosen = std::move(chosen);
    g_failer = failer;
}

FailingFolder::~FailingFolder()
{
    delete std::exchange(g_failer, nullptr);
}

void FailingFolder::failAt(qint64 call, int errorNumber, Lasting lasting)
{
    const std::lock_guard lock(g_failer->mutex);
    g_failer->calls = 0;
    g_failer->failed = 0;
    g_failer->failAt = call;
    g_failer->errorNumber = errorNumber;
    g_failer->lasting = lasting;
}

void FailingFolder::neverFail()
{
    const std::lock_guard lock(g_failer->mutex);
    g_failer->failAt = -1;
}

qint64 FailingFolder::calls() const
{
    const std::lock_guard lock(g_failer->mutex);
    return g_failer->calls;
}

qint64 FailingFolder::failed() const
{
    const std::lock_guard lock(g_failer->mutex);
    return g_failer->failed;
}

bool failsOn(const char* path)
{
    return ask([path](Failer& failer) { return failer.isChosen(path) && failer.fails(); });
}

bool failsOn(int fd)
{
    return ask([fd](Failer& failer) { return failer.open.contains(fd) && failer.fails(); });
}

void noteOpened(int fd, const char* path)
{
    ask([fd, path](Failer& failer) {
        failer.open.erase(fd);
        if (failer.isChosen(path))
            failer.open.insert(fd);
        return false;
    });
}

void noteClosed(int fd)
{
    ask([fd](Failer& failer) {
        failer.open.erase(fd);
        return false;
    });
}

} // namespace tirkeu::test
