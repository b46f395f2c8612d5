#pragma once

#include <core/clock.h>
#include <core/result.h>

#include <mutex>

namespace tirkeu::national {

/// How long a service that failed several times in a row is left alone. From any thread.
class Rest
{
public:
    struct Rules
    {
        int failures = 3;
        std::chrono::milliseconds length{30'000};
    };
    Rest(const core::Clock& clock, Rules rules); ///< the clock outlives it

    /// An error while it is left alone. Afterwards one question goes first, and the others with its answer.
    [[nodiscard]] Result<> mayAsk();
    void note(bool isAnswered); ///< after each question that might be asked

private:
    const core::Clock& m_clock;
    const Rules m_rules;
    std::mutex m_mutex;
    int m_failures = 0; ///< in a row
    core::MonotonicTime m_until{};
    bool m_isTrying = false; ///< one question is on its way after a rest
};

} // namespace tirkeu::national
