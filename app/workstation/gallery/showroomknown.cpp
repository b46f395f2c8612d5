#include "clients/clientpage.h"
#include "enrolment/enrolmentpage.h"
#include "showroom.h"

#include <QCoreApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>

#include <utility>

namespace tirkeu::workstation {

namespace {
void settle()
{
    for (int turn = 0; turn < 4; ++turn)
        QCoreApplication::sendPostedEvents();
}
} // namespace

// A known client: found, looked at, recognised or not, taking a consent back; and the case that goes to a colleague.
void Showroom::walkClients(const std::function<void(const QString&)>& visit)
{
    using Stand = ShowroomCounter::Stand;
    const auto press = [this](const char* button) {
        m_window->currentPage()->findChild<QPushButton*>(QLatin1StringView(button))->click();
        settle();
    };
    m_window->open(Section::FindClient);
    m_clients.setFound(2);
    m_window->currentPage()
        ->findChild<QLineEdit*>(QStringLiteral("otherField"))
        ->setText(QStringLiteral("87010000000"));
    press("primaryButton");
    visit(QStringLiteral("client-01-found"));
    press("primaryButton");
    visit(QStringLiteral("client-02-card"));
    press("exportAll");
    visit(QStringLiteral("client-03-exported"));
    press("openDocument");
    visit(QStringLiteral("client-04-document"));
    press("primaryButton");
    press("confirmDelivery");
    visit(QStringLiteral("client-04-confirmation"));
    press("backToCard");
    m_clients.setExpired(true);
    m_window->open(Section::Home);
    m_window->open(Section::ClientCard);
    settle();
    visit(QStringLiteral("client-05-expired"));
    m_clients.setExpired(false);
    m_clients.setFound(0);
    m_counter.setStand(Stand::Withdrawal);
    press("cardConsentsChange");
    visit(QStringLiteral("client-06-withdrawal"));
    auto* page = m_window->findChild<EnrolmentPage*>();
    page->findChild<QPushButton*>(QStringLiteral("withdraw-palm-scan"))->click();
    settle();
    visit(QStringLiteral("client-07-withdrawal-chosen"));
    page->findChild<QPushButton*>(QStringLiteral("handOverKey"))->click();
    settle();
    visit(QStringLiteral("client-08-hand-over"));
    page->findChild<QPushButton*>(QStringLiteral("handOverKey"))->click();
    page->findChild<QPushButton*>(QStringLiteral("endKey"))->click();
    page->findChild<QPushButton*>(QStringLiteral("tellerStops"))->click();
    settle();
    visit(QStringLiteral("client-08-break-off"));
    page->forget();
    m_counter.setStand(Stand::Unknown);
    m_window->open(Section::NewClient);
    page->take(casefile::CaseId::make(core::SystemClock()));
    settle();
    visit(QStringLiteral("client-09-not-recognised"));
    page->forget();
    m_window->open(Section::NewClient);
    page->findChild<QLineEdit*>(QStringLiteral("clientIin"))->setText(QStringLiteral("951231600025"));
    settle();
    visit(QStringLiteral("client-10-known-while-typing"));
    page->forget();
    m_window->findChild<ClientPage*>()->forget();
}

// What a supervisor is asked, from their own Home.
void Showroom::walkQuestion(const std::function<void(const QString&)>& visit)
{
    m_window->open(Section::Home);
    settle();
    visit(QStringLiteral("client-11-home-questions"));
    for (const auto& [row, name] : {std::pair{3, "client-12-question"}, std::pair{1, "client-13-attempts"}}) {
        m_window->open(Section::Drafts);
        settle();
        m_window->currentPage()->findChild<QListWidget*>(QStringLiteral("waitingList"))->setCurrentRow(row);
        m_window->currentPage()->findChild<QPushButton*>(QStringLiteral("primaryButton"))->click();
        settle();
        visit(QLatin1StringView(name));
    }
}

} // namespace tirkeu::workstation
