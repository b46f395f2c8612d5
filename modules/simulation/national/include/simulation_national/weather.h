#pragma once

#include <core/result.h>

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace tirkeu::simulation_national {

/// How a service outside the bank does today.
struct Weather
{
    std::chrono::milliseconds latency{0};
    bool refuses = false;      ///< it answers, and gives nothing
    bool isAway = false;       ///< it does not answer
    bool losesAnswers = false; ///< it acts, and its answer does not arrive
};

/// What every question has to come through. From any thread.
class Skies
{
public:
    explicit Skies(Weather weather = {})
        : m_weather(weather)
    {
    }
    ~Skies(); ///< lets go whoever waits; nobody may begin to ask any more

    void set(Weather weather);
    [[nodiscard]] int asked() const;
    [[nodiscard]] bool losesAnswer() const;
    void cancel(); ///< ends what waits

    /// Takes the time it takes, no longer than whoever asks waits.
    [[nodiscard]] Result<> pass(std::chrono::milliseconds patience);
    [[nodiscard]] static tl::unexpected<Error> away();

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    Weather m_weather;
    int m_asked = 0;
    int m_waiting = 0;
    bool m_ends = false;
};

} // namespace tirkeu::simulation_national
