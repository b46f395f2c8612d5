#include "enrolment/enrolmentpage.h"
#include "showroom.h"

#include <QCoreApplication>
#include <QPushButton>

namespace tirkeu::workstation {

namespace {
// An answer of the counter comes by the event loop, and what follows it in the next turn.
void settle()
{
    for (int turn = 0; turn < 4; ++turn)
        QCoreApplication::sendPostedEvents();
}
} // namespace

// A client in every step, in the order of a conversation.
void Showroom::walkCase(const std::function<void(const QString&)>& visit)
{
    using Stand = ShowroomCounter::Stand;
    auto* page = m_window->findChild<EnrolmentPage*>();
    auto* primary = page->findChild<QPushButton*>(QStringLiteral("primaryButton"));
    const auto stand = [&](Stand where) {
        m_counter.setStand(where);
        page->forget();
        m_window->open(Section::NewClient);
        page->take(casefile::CaseId::make(core::SystemClock()));
        settle();
    };
    page->forget();
    m_window->open(Section::NewClient);
    primary->click(); // nothing is filled in: every complaint shows
    settle();
    visit(QStringLiteral("case-01-client-wrong"));
    m_tray.setPaper({});
    stand(Stand::Consents);
    visit(QStringLiteral("case-02-consents"));
    page->findChild<QPushButton*>(QStringLiteral("yes-personal-data"))->click();
    page->findChild<QPushButton*>(QStringLiteral("no-palm-scanning"))->click();
    visit(QStringLiteral("case-03-consent-refused"));
    stand(Stand::Palm);
    visit(QStringLiteral("case-04-palm"));
    primary->click();
    m_counter.showHand();
    settle();
    visit(QStringLiteral("case-05-palm-scanning"));
    stand(Stand::SecondAttempt);
    visit(QStringLiteral("case-06-palm-second-attempt"));
    stand(Stand::ThirdFailure);
    visit(QStringLiteral("case-07-third-failure"));
    stand(Stand::Refusal);
    visit(QStringLiteral("case-08-refusal"));
    stand(Stand::Review);
    visit(QStringLiteral("case-09-review"));
    stand(Stand::Question);
    visit(QStringLiteral("case-10-question"));
    stand(Stand::Signing);
    visit(QStringLiteral("case-11-signing"));
    stand(Stand::Slip);
    visit(QStringLiteral("case-12-slip"));
    page->forget();
}

} // namespace tirkeu::workstation
