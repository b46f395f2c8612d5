#pragma once

#include <cstddef>
#include <deque>
#include <mutex>
#include <utility>

namespace tirkeu::devices {

/// What a device's thread leaves for whoever reads it: the newest few. A reader that stands still costs the oldest
/// ones, never memory.
template<typename T>
class Mailbox
{
public:
    explicit Mailbox(std::size_t most)
        : m_most(most)
    {
    }
    struct Put
    {
        bool isNews;    ///< the reader has to be told, once until it takes
        bool pushedOut; ///< an older one went for this
    };
    [[nodiscard]] Put put(T one)
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back(std::move(one));
        const bool pushedOut = m_waiting.size() > m_most;
        if (pushedOut)
            m_waiting.pop_front();
        return {!std::exchange(m_isTold, true), pushedOut};
    }
    [[nodiscard]] std::deque<T> take()
    {
        const std::lock_guard lock(m_mutex);
        m_isTold = false;
        return std::exchange(m_waiting, {});
    }

private:
    std::mutex m_mutex;
    const std::size_t m_most;
    std::deque<T> m_waiting; ///< guarded
    bool m_isTold = false;   ///< guarded
};

} // namespace tirkeu::devices
