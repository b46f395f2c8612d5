#include "enrolment/enrolmentpage.h"
#include "showroom.h"
#include "training/trainingpage.h"

#include <QCoreApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>

namespace tirkeu::workstation {

namespace {
// An answer of the counter comes by the event loop, and what follows it in the next turn.
void settle()
{
    for (int turn = 0; turn < 8; ++turn)
        QCoreApplication::sendPostedEvents();
}
} // namespace

void Showroom::stand(ShowroomCounter::Stand where)
{
    auto* page = m_window->findChild<EnrolmentPage*>();
    m_counter.setStand(where);
    page->forget();
    m_window->open(Section::NewClient);
    page->take(casefile::CaseId::make(core::SystemClock()));
    settle();
}

// The ways to confirm what was answered, and what happens when the client's screen goes dark.
void Showroom::walkConsents(const std::function<void(const QString&)>& visit)
{
    using Stand = ShowroomCounter::Stand;
    auto* page = m_window->findChild<EnrolmentPage*>();
    const auto press = [page](const char* name) {
        page->findChild<QPushButton*>(QLatin1StringView(name))->click();
        settle();
    };
    const TokenState token = m_staff.tokenState();
    m_staff.setToken({.isPresent = true, .label = QStringLiteral("SoftHSM"), .hasPinPad = true});
    stand(Stand::Consents);
    press("yes-personal-data");
    press("yes-palm-scanning");
    press("printConsents");
    visit(QStringLiteral("case-16-consent-paper"));
    press("means-one-time-code");
    press("primaryButton");
    page->findChild<QLineEdit*>(QStringLiteral("consentCode"))->setText(QStringLiteral("123456"));
    press("primaryButton");
    visit(QStringLiteral("case-17-consent-code-wrong"));
    press("means-eds-token");
    press("primaryButton");
    visit(QStringLiteral("case-18-consent-token"));
    m_staff.swap()->setGuest({.isPresent = true, .isLastTry = true, .hasPinPad = true});
    visit(QStringLiteral("case-18-consent-token-last-try"));
    m_staff.swap()->setGuest({.isPresent = true});
    press("clientTokenGiveUp");
    m_staff.setToken(token);
    stand(Stand::Palm);
    press("primaryButton");
    m_counter.showRing();
    settle();
    visit(QStringLiteral("case-19-palm-ring"));
    m_stage.setState(ClientStage::State::Ready);
    stand(Stand::Consents);
    visit(QStringLiteral("case-20-consents-client-screen"));
    m_stage.setState(ClientStage::State::Lost);
    settle();
    visit(QStringLiteral("case-21-client-screen-off"));
    page->forget();
    m_stage.setState(ClientStage::State::None);
}

// A guided case, how it may end, and the way back to work.
void Showroom::walkTraining(const std::function<void(const QString&)>& visit)
{
    m_window->open(Section::Training);
    auto* page = m_window->findChild<TrainingPage*>();
    page->findChild<QListWidget*>(QStringLiteral("trainingList"))->setCurrentRow(0);
    page->findChild<QPushButton*>(QStringLiteral("primaryButton"))->click();
    settle();
    visit(QStringLiteral("training-01-client"));
    page->showEnd(7, {TrainingRemark::AttemptsLeft, TrainingRemark::NotSigned});
    m_window->open(Section::Training);
    settle();
    visit(QStringLiteral("training-02-not-passed"));
    page->showEnd(3, {});
    settle();
    visit(QStringLiteral("training-03-passed"));
    page->findChild<QPushButton*>(QStringLiteral("endTraining"))->click();
    page->forget();
    m_window->open(Section::Home);
}

// A morning on which nothing was left behind.
void Showroom::walkNothingWaits(const std::function<void(const QString&)>& visit)
{
    m_counter.setWaiting(false);
    for (const auto& [section, name] : {std::pair{Section::Drafts, QStringLiteral("waiting-none-drafts")},
             {Section::ToFinish, QStringLiteral("waiting-none-to-finish")},
             {Section::Home, QStringLiteral("waiting-none-home")}}) {
        m_window->open(section);
        settle();
        visit(name);
    }
    m_counter.setWaiting(true);
    settle();
}

// A client in every step, in the order of a conversation.
void Showroom::walkCase(const std::function<void(const QString&)>& visit)
{
    using Stand = ShowroomCounter::Stand;
    auto* page = m_window->findChild<EnrolmentPage*>();
    auto* primary = page->findChild<QPushButton*>(QStringLiteral("primaryButton"));
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
    primary->click();
    settle();
    visit(QStringLiteral("case-11-supervisor"));
    m_staff.swap()->setPhase(SwapPhase::GuestIn);
    visit(QStringLiteral("case-12-supervisor-pin"));
    m_staff.swap()->setGuest({.isPresent = true, .isLastTry = true});
    visit(QStringLiteral("case-12-supervisor-last-try"));
    m_staff.swap()->setGuest({.isPresent = true});
    m_staff.swap()->setPhase(SwapPhase::None);
    stand(Stand::Palm);
    page->findChild<QPushButton*>(QStringLiteral("exceptHand"))->click();
    settle();
    visit(QStringLiteral("case-13-exception"));
    stand(Stand::Signing);
    visit(QStringLiteral("case-14-signing"));
    const TokenState token = m_staff.tokenState();
    m_staff.setToken({.isPresent = true, .isLastTry = true});
    visit(QStringLiteral("case-14-signing-last-try"));
    m_staff.setToken({.isPresent = true, .mustChangePin = true, .hasPinPad = true});
    visit(QStringLiteral("case-14-signing-pin-pad"));
    m_staff.setToken(token);
    stand(Stand::Slip);
    visit(QStringLiteral("case-15-slip"));
    stand(Stand::Awaited);
    visit(QStringLiteral("case-15-answer-awaited"));
    stand(Stand::AwaitedSigned);
    visit(QStringLiteral("case-15-answer-awaited-slip"));
    page->forget();
    walkConsents(visit);
    walkTraining(visit);
}

} // namespace tirkeu::workstation
