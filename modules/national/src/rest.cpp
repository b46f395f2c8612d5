#include <national/rest.h>

namespace tirkeu::national {

namespace {
constexpr ErrorCode kResting{"national.service-left-alone"};
}

Rest::Rest(const core::Clock& clock, Rules rules)
    : m_clock(clock)
    , m_rules(rules)
{
}

Result<> Rest::mayAsk()
{
    const std::lock_guard lock(m_mutex);
    if (m_failures < m_rules.failures)
        return {};
    if (m_isTrying || m_clock.monotonic() < m_until)
        return failure(kResting, ErrorKind::Retry);
    m_isTrying = true;
    return {};
}

void Rest::note(bool isAnswered)
{
    const std::lock_guard lock(m_mutex);
    m_isTrying = false;
    m_failures = isAnswered ? 0 : m_failures + 1;
    if (m_failures >= m_rules.failures)
        m_until = m_clock.monotonic() + m_rules.length;
}

} // namespace tirkeu::national
