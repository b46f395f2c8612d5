#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace tirkeu::vault {

/// A thread that carries out one job after another. Handed over under a mutex of our own, so that a race detector that
/// cannot look into Qt sees how one thread's work reaches the other.
class JobThread
{
public:
    explicit JobThread(const char* name); ///< at most 15 letters, as the system shows it
    ~JobThread();                         ///< what was posted is carried out first
    JobThread(const JobThread&) = delete;
    JobThread& operator=(const JobThread&) = delete;

    void post(std::function<void()> job); ///< any thread
    void waitUntilIdle();                 ///< any thread but this

private:
    void run(const char* name);

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<std::function<void()>> m_jobs; ///< the one in hand stays in front
    bool m_ends = false;
    std::thread m_thread; ///< last: it uses the others
};

} // namespace tirkeu::vault
