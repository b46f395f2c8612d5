#include "jobthread.h"

#include <QtGlobal>

#ifdef Q_OS_LINUX
#    include <pthread.h>
#endif

namespace tirkeu::vault {

JobThread::JobThread(const char* name)
    : m_thread([this, name] { run(name); })
{
}

JobThread::~JobThread()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ends = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

void JobThread::post(std::function<void()> job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_changed.notify_all();
}

void JobThread::waitUntilIdle()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_jobs.empty(); });
}

void JobThread::run([[maybe_unused]] const char* name)
{
#ifdef Q_OS_LINUX
    pthread_setname_np(pthread_self(), name);
#endif
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_ends || !m_jobs.empty(); });
        if (m_jobs.empty())
            return;
        {
            std::function<void()> job = std::move(m_jobs.front());
            lock.unlock();
            job();
            // What the job holds goes here, on its own thread, before anybody is told.
        }
        lock.lock();
        m_jobs.pop_front();
        m_changed.notify_all();
    }
}

} // namespace tirkeu::vault
