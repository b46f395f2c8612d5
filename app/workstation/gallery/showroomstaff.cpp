#include "showroomstaff.h"

namespace tirkeu::workstation {

QFuture<Result<StaffMember>> ShowroomStaff::signIn(core::SecureBytes, LastTry)
{
    m_waiting = std::make_shared<QPromise<Result<StaffMember>>>();
    m_waiting->start();
    QFuture<Result<StaffMember>> future = m_waiting->future();
    if (!m_hold)
        holdAnswers(false);
    return future;
}

void ShowroomStaff::holdAnswers(bool hold)
{
    m_hold = hold;
    if (hold || !m_waiting)
        return;
    m_waiting->addResult(m_answer);
    m_waiting->finish();
    m_waiting.reset();
}

void ShowroomStaff::setToken(const TokenState& token)
{
    m_token = token;
    Q_EMIT tokenStateChanged();
}

void ShowroomStaff::setSecond(const std::optional<TokenState>& token)
{
    m_second = token;
    Q_EMIT tokenStateChanged();
}

StaffMember ShowroomStaff::teller(const core::Clock& clock)
{
    return {QStringLiteral("showroom"), QStringLiteral("Айгүл С."), identity::StaffRole::Teller,
        clock.wall() + std::chrono::days(364), clock.wall() - std::chrono::days(2)};
}

} // namespace tirkeu::workstation
