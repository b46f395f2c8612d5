#pragma once

#include <national/phoneregister.h>

#include <condition_variable>
#include <mutex>

namespace tirkeu::simulation_national {

/// How a service outside the bank does today.
struct Weather
{
    std::chrono::milliseconds latency{0};
    bool refuses = false; ///< it answers, and gives nothing
    bool isAway = false;  ///< it does not answer
};

/// A register of mobile numbers: one that ends in 9 is not the asked person's.
class SimulatedPhones final : public national::PhoneRegister
{
public:
    explicit SimulatedPhones(const core::Clock& clock, Weather weather = {});
    ~SimulatedPhones() override; ///< lets go whoever waits; nobody may begin to ask any more

    void set(Weather weather);
    [[nodiscard]] int asked() const;
    [[nodiscard]] Result<national::PhoneWord> ownerOf(
        const identity::Iin& iin, const identity::PhoneNumber& phone) override;
    /// Ends what waits, from any thread.
    void cancel();

private:
    const core::Clock& m_clock;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    Weather m_weather;
    int m_asked = 0;
    int m_waiting = 0;
    bool m_ends = false;
};

} // namespace tirkeu::simulation_national
