#include <simulation_national/simulatedphones.h>

namespace tirkeu::simulation_national {

namespace {
constexpr ErrorCode kAway{"national.register-away"};
constexpr ErrorCode kRefused{"national.register-refuses"};
const QString kSource = QStringLiteral("simulated-phone-register");
} // namespace

SimulatedPhones::SimulatedPhones(const core::Clock& clock, Weather weather)
    : m_clock(clock)
    , m_weather(weather)
{
}

SimulatedPhones::~SimulatedPhones()
{
    cancel();
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_waiting == 0; });
}

void SimulatedPhones::set(Weather weather)
{
    const std::lock_guard lock(m_mutex);
    m_weather = weather;
}

int SimulatedPhones::asked() const
{
    const std::lock_guard lock(m_mutex);
    return m_asked;
}

void SimulatedPhones::cancel()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ends = true;
    }
    m_changed.notify_all();
}

Result<national::PhoneWord> SimulatedPhones::ownerOf(const identity::Iin&, const identity::PhoneNumber& phone)
{
    std::unique_lock lock(m_mutex);
    ++m_asked;
    const Weather weather = m_weather;
    ++m_waiting;
    const bool isCut = m_changed.wait_for(lock, weather.latency, [this] { return m_ends; });
    --m_waiting;
    m_changed.notify_all();
    if (isCut || weather.isAway)
        return failure(kAway, ErrorKind::Retry);
    if (weather.refuses)
        return failure(kRefused, ErrorKind::ServiceFault);
    const bool isTheirs = !phone.e164().endsWith(u'9');
    return national::PhoneWord{
        isTheirs ? national::PhoneOwner::Confirmed : national::PhoneOwner::NotConfirmed, kSource, m_clock.wall()};
}

} // namespace tirkeu::simulation_national
