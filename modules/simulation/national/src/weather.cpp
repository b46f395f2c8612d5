#include <simulation_national/weather.h>

#include <algorithm>

namespace tirkeu::simulation_national {

namespace {
constexpr ErrorCode kAway{"national.service-away"};
constexpr ErrorCode kRefused{"national.service-refuses"};
} // namespace

Skies::~Skies()
{
    cancel();
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_waiting == 0; });
}

void Skies::set(Weather weather)
{
    const std::lock_guard lock(m_mutex);
    m_weather = weather;
}

int Skies::asked() const
{
    const std::lock_guard lock(m_mutex);
    return m_asked;
}

bool Skies::losesAnswer() const
{
    const std::lock_guard lock(m_mutex);
    return m_weather.losesAnswers;
}

void Skies::cancel()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ends = true;
    }
    m_changed.notify_all();
}

tl::unexpected<Error> Skies::away()
{
    return failure(kAway, ErrorKind::Retry);
}

Result<> Skies::pass(std::chrono::milliseconds patience)
{
    std::unique_lock lock(m_mutex);
    ++m_asked;
    const Weather weather = m_weather;
    ++m_waiting;
    const bool isCut = m_changed.wait_for(lock, std::min(weather.latency, patience), [this] { return m_ends; });
    --m_waiting;
    m_changed.notify_all();
    if (isCut || weather.isAway || weather.latency > patience)
        return away();
    if (weather.refuses)
        return failure(kRefused, ErrorKind::ServiceFault);
    return {};
}

} // namespace tirkeu::simulation_national
