#include "showroomstaff.h"

#include <QPromise>

namespace tirkeu::workstation {

QFuture<Result<StaffMember>> ShowroomStaff::signIn(core::SecureBytes)
{
    QPromise<Result<StaffMember>> promise;
    promise.start();
    promise.addResult(m_answer);
    promise.finish();
    return promise.future();
}

void ShowroomStaff::setToken(const TokenState& token)
{
    m_token = token;
    Q_EMIT tokenStateChanged();
}

StaffMember ShowroomStaff::teller(const core::Clock& clock)
{
    return {QStringLiteral("showroom"), QStringLiteral("Айгүл С."), identity::StaffRole::Teller,
        clock.wall() + std::chrono::days(364), clock.wall() - std::chrono::days(2)};
}

} // namespace tirkeu::workstation
