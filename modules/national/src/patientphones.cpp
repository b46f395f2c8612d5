#include <national/patientphones.h>

namespace tirkeu::national {

namespace {
constexpr ErrorCode kResting{"national.register-left-alone"};
}

QString nameOf(PhoneOwner owner)
{
    return owner == PhoneOwner::Confirmed ? QStringLiteral("confirmed") : QStringLiteral("not-confirmed");
}

PatientPhones::PatientPhones(PhoneRegister& asked, const core::Clock& clock, Rules rules)
    : m_asked(asked)
    , m_clock(clock)
    , m_rules(rules)
{
}

bool PatientPhones::mayAsk()
{
    const std::lock_guard lock(m_mutex);
    if (m_failures < m_rules.failures)
        return true;
    if (m_isTrying || m_clock.monotonic() < m_until)
        return false;
    m_isTrying = true;
    return true;
}

void PatientPhones::note(bool isAnswered)
{
    const std::lock_guard lock(m_mutex);
    m_isTrying = false;
    m_failures = isAnswered ? 0 : m_failures + 1;
    if (m_failures >= m_rules.failures)
        m_until = m_clock.monotonic() + m_rules.rest;
}

Result<PhoneWord> PatientPhones::ownerOf(const identity::Iin& iin, const identity::PhoneNumber& phone)
{
    if (!mayAsk())
        return failure(kResting, ErrorKind::Retry);
    auto word = m_asked.ownerOf(iin, phone);
    // What the register refuses it has answered; only one that is away is left alone.
    note(word || word.error().kind != ErrorKind::Retry);
    return word;
}

} // namespace tirkeu::national
