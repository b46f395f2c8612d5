#include "showroomstaff.h"

#include <QFile>

namespace tirkeu::workstation {

namespace {
// Of an invented person, signed by nobody's authority; the keys were never kept.
QByteArray certificate(const QString& name)
{
    QFile file(QStringLiteral(":/gallery/%1.der").arg(name));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    Q_UNUSED(opened)
    return file.readAll();
}
} // namespace

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

StaffMember ShowroomStaff::tellerWithCertificates(const core::Clock& clock)
{
    StaffMember member = teller(clock);
    member.authentication = certificate(QStringLiteral("teller-sign-in"));
    member.signature = certificate(QStringLiteral("teller-eds"));
    return member;
}

} // namespace tirkeu::workstation
