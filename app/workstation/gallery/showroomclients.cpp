#include "showroomclients.h"

namespace tirkeu::workstation {

using casefile::ConsentState;
using casefile::Hand;
using namespace Qt::StringLiterals;

namespace {
template<typename T>
QFuture<Result<T>> ready(Result<T> result)
{
    return QtFuture::makeReadyFuture(std::move(result));
}
} // namespace

QFuture<Result<QList<FoundClient>>> ShowroomClients::find(const enrolment::ClientQuery&)
{
    QList<FoundClient> found;
    for (int i = 0; i < m_clients; ++i)
        found.append({casefile::ClientId::make(m_clock), i == 0 ? u"СӘУЛЕҚЫЗЫ ӘЙГЕРІМ"_s : u"ҮЛГІ АРМАН"_s,
            i == 0 ? u"…0025"_s : u"…0010"_s});
    return ready<QList<FoundClient>>(found);
}

QFuture<Result<enrolment::ClientFile>> ShowroomClients::read(const casefile::ClientId& client)
{
    const core::WallTime now = m_clock.wall();
    const core::WallTime before = now - std::chrono::days(40);
    const QDate today = core::toQDateTime(now).date();
    const QDate until = m_isExpired ? today.addDays(-3) : today.addYears(5);
    enrolment::ClientFile file{client, identity::Iin::parse(u"951231600025").value(),
        {identity::PersonName::parse(u"СӘУЛЕҚЫЗЫ", u"ӘЙГЕРІМ").value(),
            identity::IdentityDocument::make(identity::DocumentKind::IdentityCard, u"012345678", until).value(),
            identity::PhoneNumber::parse(u"87010000000").value()}};
    file.consents = {{QString(casefile::kConsentPersonalData), ConsentState::Answer::Given, before, true},
        {QString(casefile::kConsentPalmScan), ConsentState::Answer::Given, before, true},
        {QString(casefile::kConsentThirdParties), ConsentState::Answer::Withdrawn, now}};
    file.palms = {{Hand::Right, true, before}, {Hand::Left, false, {}, now + std::chrono::days(30), true}};
    for (const QString& kind : {u"personal-presence"_s, u"consent"_s, u"palm-authenticity"_s, u"palm-comparison"_s,
             u"decision"_s, u"consent-withdrawal"_s, u"annulment"_s, u"delivery-confirmation"_s})
        file.documents.append({core::Uuid::make(m_clock), casefile::CaseId::make(m_clock), kind, before});
    file.cases = {{casefile::CaseId::make(m_clock), u"palm-enrolment"_s, before, casefile::Ending::Accepted, true},
        {casefile::CaseId::make(m_clock), u"palm-verification"_s, now, casefile::Ending::Negative, false}};
    file.exports = {{u"originals"_s, u"client"_s, now}};
    file.notices = {{u"palm-replaced"_s, u"+77010000000"_s, before}};
    if (m_isExpired) {
        file.relationEnded = before;
        file.isHeld = true;
    }
    return ready<enrolment::ClientFile>(file);
}

QFuture<Result<CheckedDocument>> ShowroomClients::open(const core::Uuid&)
{
    return m_checker.check(u"valid.pdf"_s);
}

QFuture<Result<QString>> ShowroomClients::print(const casefile::ClientId&, const core::Uuid&)
{
    return ready<QString>(u"prints/document-0000000000a1.pdf"_s);
}

QFuture<Result<QString>> ShowroomClients::exportOriginals(
    const casefile::ClientId&, const QList<core::Uuid>&, const QString&)
{
    return ready<QString>(u"exports/originals-20260712T091200-000000a1"_s);
}

QFuture<Result<>> ShowroomClients::confirmDelivery(const casefile::ClientId&, core::SecureBytes, LastTry)
{
    return ready<void>({});
}

} // namespace tirkeu::workstation
