#pragma once

#include <atomic>

namespace tirkeu::reference {

/// One of few places where a question waits for a service outside, given back with its life.
class Place
{
public:
    Place(std::atomic<int>& taken, int most)
        : m_taken(taken)
        , m_isFree(taken.fetch_add(1) < most)
    {
    }
    ~Place() { --m_taken; }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    [[nodiscard]] bool isFree() const { return m_isFree; }

private:
    std::atomic<int>& m_taken;
    bool m_isFree;
};

} // namespace tirkeu::reference
