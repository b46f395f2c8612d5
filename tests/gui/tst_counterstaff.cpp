#include "tellerplayer.h"

#include "enrolment/gueststep.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTextEdit>
#include <QTimer>

using namespace tirkeu;
using namespace tirkeu::workstation;
using casefile::Hand;

namespace {
constexpr int kTeller = 1;
constexpr int kSupervisor = 2;
constexpr int kSecondTeller = 3;
constexpr int kBorder = 10; ///< at each side of a button, at the least
constexpr std::chrono::hours kBeyondDeadline{80};

simulation_palm::HandId handOf(std::uint64_t person, Hand hand)
{
    return {person, hand == Hand::Right ? simulation_palm::Side::Right : simulation_palm::Side::Left};
}
} // namespace

// What several people do with one case: a supervisor answers from their own session, a colleague takes over, and what
// nobody finished in time is ended at the next sign-in.
class TestCounterStaff : public test::TellerPlayer
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void aSupervisorAnswersFromTheirOwnHome();
    void aCaseIsHandedOver();
    void aTellerWhoStopsSaysWhy();
    void theReasonAndTheWayOnAreInSightAtTwiceTheSize();
    void aCalledSupervisorFindsTheCaseFirst();
    void aThirdFailureStandsInTheSupervisorsListAlone();
    void aSuspicionThatComesLateStandsInTheSupervisorsList_BIO37();
    void newAttemptsAreGivenBeforeTheCase_BIO22();
    void newAttemptsAreGivenFromTheSupervisorsHome_BIO22();
    void whatASupervisorSignedTooLateGivesNothing();
    void whatIsOverdueIsEndedAtSignIn();

private:
    void signInAs(int token, const char* pin);
    void readRules(); ///< a newcomer has not
    void failThreeTimes();
    void askForNewAttempts();
    void openHome();
    [[nodiscard]] QStringList texts() const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestCounterStaff::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    openRoom(m_folder->path());
}

void TestCounterStaff::cleanup()
{
    closeRoom();
}

void TestCounterStaff::signInAs(int token, const char* pin)
{
    m_room->shell().signOut();
    m_room->table().insert(token);
    QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>("pinField") != nullptr, kLong);
    find<QWidget>("pinField")->setFocus();
    type(QString::fromLatin1(pin));
    press(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(m_room->shell().member().has_value(), kLong);
    readRules();
    QTRY_COMPARE_WITH_TIMEOUT(m_room->shell().state(), ShellState::Open, kLong);
    openHome();
}

void TestCounterStaff::readRules()
{
    auto* text = find<QTextEdit>("rulesText");
    if (text == nullptr)
        return;
    text->verticalScrollBar()->setValue(text->verticalScrollBar()->maximum());
    auto* read = find<QCheckBox>("readBox");
    QTRY_VERIFY(read->isEnabled());
    read->setFocus();
    press(Qt::Key_Space);
    press(Qt::Key_Return);
}

void TestCounterStaff::openHome()
{
    m_room->window().open(Section::Home);
    QTRY_COMPARE(title(), QStringLiteral("What would you like to do?"));
}

QStringList TestCounterStaff::texts() const
{
    QStringList all;
    for (const QLabel* label : m_room->window().findChildren<QLabel*>()) {
        if (label->isVisible())
            all.append(label->text());
    }
    return all;
}

// The question stands on the supervisor's Home; they answer it with their own PIN, and the teller goes on.
void TestCounterStaff::aSupervisorAnswersFromTheirOwnHome()
{
    m_room->scanner().thenSamples(handOf(103, Hand::Right), 4);
    enterClient(QStringLiteral("970707601236"));
    consent(true);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Right palm"), kLong);
    find<QPushButton>("exceptHand")->setFocus();
    press(Qt::Key_Space);
    press(Qt::Key_Down); // the left one
    press(Qt::Key_Return);
    m_room->table().insert(kSecondTeller); // whoever answers must not have attested
    QTRY_COMPARE_WITH_TIMEOUT(focus(), QStringLiteral("guestPin"), kLong);
    type(QStringLiteral("3333"));
    press(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("messageText")->text().contains(u"Put your own token back"), kLong);
    m_room->table().insert(kTeller);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Right palm"), kLong);
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Look through before it is decided"), kLong);
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("A supervisor decides"), kLong);
    press(Qt::Key_F6);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("What would you like to do?"), kLong);
    QVERIFY(texts().filter(QStringLiteral("wait for your answer")).isEmpty()); // a teller answers nothing

    signInAs(kSupervisor, "2222");
    QTRY_COMPARE_WITH_TIMEOUT(texts().filter(QStringLiteral("wait for your answer: 1")).size(), 1, kLong);
    m_room->window().open(Section::Drafts);
    QTRY_COMPARE_WITH_TIMEOUT(find<QPushButton>("primaryButton")->text(), QStringLiteral("To the question"), kLong);
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("A question about a case"), kLong);
    QTRY_COMPARE_WITH_TIMEOUT(focus(), QStringLiteral("guestYes"), kLong);
    // What the question is about is looked at, and each look stands in the journal (MFO-32).
    QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>("pictureStrip") != nullptr, kLong);
    const auto pictures = find<QWidget>("pictureStrip")->findChildren<QLabel*>();
    QVERIFY(!pictures.isEmpty());
    for (const QLabel* picture : pictures)
        QVERIFY(!picture->pixmap().isNull() && !picture->accessibleName().isEmpty());
    QCOMPARE(m_room->journalled(casefile::Kind::PictureViewed), pictures.size());
    QCOMPARE(m_room->newest(casefile::Kind::PictureViewed).value(u"why").toString(), QStringLiteral("question"));
    press(Qt::Key_Space);
    press(Qt::Key_Tab, 2);
    type(QStringLiteral("seen in person"));
    press(Qt::Key_Tab);
    QCOMPARE(focus(), QStringLiteral("questionPin"));
    type(QStringLiteral("2222"));
    press(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("messageText") != nullptr, kLong);
    QCOMPARE(find<QLabel>("messageText")->text(), QStringLiteral("Answered. The case goes on at its teller's."));
    press(Qt::Key_Return);

    signInAs(kTeller, "1111");
    m_room->window().open(Section::Drafts);
    QTRY_VERIFY_WITH_TIMEOUT(find<QListWidget>("waitingList") != nullptr, kLong);
    QVERIFY(find<QListWidget>("waitingList")->item(0)->text().contains(u"A supervisor has answered"));
    press(Qt::Key_Return);
    signAndFinish();
    QVERIFY(m_room->signedKinds().contains(QStringLiteral("decision")));
}

void TestCounterStaff::aCaseIsHandedOver()
{
    enterClient(QStringLiteral("900101500022"));
    press(Qt::Key_F10);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("To whom does the case go?"), kLong);
    press(Qt::Key_F10); // back without it
    QTRY_COMPARE(title(), QStringLiteral("What does the client agree to?"));
    press(Qt::Key_F10);
    QCOMPARE(focus(), QStringLiteral("colleagueList"));
    auto* list = find<QListWidget>("colleagueList");
    const auto found = list->findItems(QStringLiteral("Teller"), Qt::MatchContains);
    QCOMPARE(found.size(), 1);
    for (int i = 0; i < list->count() && list->currentItem() != found.constFirst(); ++i)
        press(Qt::Key_Down);
    QCOMPARE(list->currentItem(), found.constFirst());
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("What would you like to do?"), kLong);
    QVERIFY(m_room->waiting().isEmpty()); // it is no longer this teller's

    signInAs(kSecondTeller, "3333");
    goOnWithDraft();
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("What does the client agree to?"), kLong);
    breakOff();
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Look through and sign"), kLong);
    QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>("paper") != nullptr, kLong);
    type(QStringLiteral("3333"));
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("The slip for the client"), kLong);
}

void TestCounterStaff::aTellerWhoStopsSaysWhy()
{
    enterClient(QStringLiteral("900101500022"));
    press(Qt::Key_F9);
    QCOMPARE(title(), QStringLiteral("Why does the case end here?"));
    press(Qt::Key_F10); // lies beside it and does nothing here
    QCOMPARE(title(), QStringLiteral("Why does the case end here?"));
    press(Qt::Key_F9); // back to the case
    QTRY_COMPARE(title(), QStringLiteral("What does the client agree to?"));
    press(Qt::Key_F9);
    press(Qt::Key_Tab);
    QCOMPARE(focus(), QStringLiteral("tellerStops"));
    press(Qt::Key_Space);
    QVERIFY(!find<QPushButton>("primaryButton")->isEnabled()); // not without a reason
    press(Qt::Key_Tab);
    QCOMPARE(focus(), QStringLiteral("stopReason"));
    type(QStringLiteral("fire alarm"));
    press(Qt::Key_Return);
    signAndFinish();
    QCOMPARE(m_room->lastEnding(), casefile::Ending::Aborted);
    enterClient(QStringLiteral("880101100018"));
    breakOff();
    signAndFinish();
    QCOMPARE(m_room->lastEnding(), casefile::Ending::Abandoned);
}

// The longest words at twice the size, on a branch PC's display: all of the sheet is in sight, nothing has to be
// scrolled.
void TestCounterStaff::theReasonAndTheWayOnAreInSightAtTwiceTheSize()
{
    m_room->window().resize(1366, 768);
    enterClient(QStringLiteral("900101500022"));
    m_theme->setScalePercent(200);
    const auto isAllInSight = [this](const std::initializer_list<const char*>& names) {
        for (const char* name : names) {
            const auto* one = find<QWidget>(name);
            if (one == nullptr || one->visibleRegion() != QRegion(one->rect()))
                return false;
        }
        return true;
    };
    for (const core::Language language : core::kLanguages) {
        m_language->setLanguage(language);
        press(Qt::Key_F9);
        QTRY_COMPARE(focus(), QStringLiteral("clientLeaves"));
        const QScrollArea* area = nullptr;
        for (QWidget* above = find<QWidget>("clientLeaves"); area == nullptr; above = above->parentWidget()) {
            QVERIFY(above != nullptr);
            area = qobject_cast<QScrollArea*>(above);
        }
        const QString where = core::languageCode(language);
        const auto verifyNothingIsScrolled = [&](const std::initializer_list<const char*>& names) {
            QTRY_VERIFY2(area->verticalScrollBar()->maximum() == 0, qPrintable(where));
            QTRY_VERIFY2(isAllInSight(names), qPrintable(where));
        };
        verifyNothingIsScrolled({"pageTitle", "clientLeaves", "tellerStops", "breakOffBack", "primaryButton"});
        press(Qt::Key_Space);
        verifyNothingIsScrolled({"pageTitle", "clientLeaves", "messageText", "primaryButton"});
        press(Qt::Key_Tab);
        press(Qt::Key_Space); // the reason is asked for now as well
        verifyNothingIsScrolled({"pageTitle", "tellerStops", "breakOffBack", "stopReason", "primaryButton"});
        const auto* chosen = find<QPushButton>("tellerStops");
        QFont bold = chosen->font(); // as the chosen one is drawn
        bold.setBold(true);
        QVERIFY2(QFontMetrics(bold).horizontalAdvance(chosen->text()) + 2 * kBorder < chosen->width(),
            qPrintable(chosen->text()));
        press(Qt::Key_F9);
    }
    m_theme->setScalePercent(100);
    m_language->setLanguage(core::Language::English);
    breakOff();
    signAndFinish();
}

void TestCounterStaff::aCalledSupervisorFindsTheCaseFirst()
{
    enterClient(QStringLiteral("900101500022"));
    press(Qt::Key_F6); // an older draft
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("What would you like to do?"), kLong);
    enterClient(QStringLiteral("880101100018"));
    press(Qt::Key_F8);
    QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("messageText")->text().contains(u"A supervisor is called"), kLong);
    QCOMPARE(m_room->journalled(casefile::Kind::QuestionRaised), 1);
    press(Qt::Key_F6);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("What would you like to do?"), kLong);
    signInAs(kSupervisor, "2222");
    QTRY_COMPARE_WITH_TIMEOUT(texts().filter(QStringLiteral("wait for your answer: 1")).size(), 1, kLong);
    m_room->window().open(Section::Drafts);
    QTRY_COMPARE_WITH_TIMEOUT(find<QPushButton>("primaryButton")->text(), QStringLiteral("To the question"), kLong);
    QVERIFY(find<QListWidget>("waitingList")->item(0)->text().contains(u"A supervisor is called"));
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(focus(), QStringLiteral("guestYes"), kLong);
    QVERIFY(find<QPushButton>("guestNo") == nullptr);
    QVERIFY(find<QWidget>("pictureStrip") == nullptr); // a call is about no picture
    press(Qt::Key_Space);
    press(Qt::Key_Tab);
    type(QStringLiteral("spoke with the client"));
    press(Qt::Key_Tab);
    QCOMPARE(focus(), QStringLiteral("questionPin"));
    type(QStringLiteral("2222"));
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(m_room->journalled(casefile::Kind::QuestionAnswered), 1, kLong);
    QCOMPARE(m_room->journalled(casefile::Kind::DecisionMade), 0);
    QCOMPARE(m_room->waiting().size(), 2); // both go on at their teller's
}

void TestCounterStaff::failThreeTimes()
{
    for (int attempt = 0; attempt < 3; ++attempt)
        m_room->scanner().thenSamples(handOf(107, Hand::Right), 4, simulation_palm::Attack::LaserPrint, 4 * attempt);
    enterClient(QStringLiteral("970707601236"));
    consent(true);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Right palm"), kLong);
    for (int attempt = 1; attempt < 3; ++attempt) {
        press(Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("primaryButton")->text() == u"Once more", kLong);
    }
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("The palm could not be taken today"), kLong);
    find<QPushButton>("route-served-by-document")->setFocus();
    press(Qt::Key_Space);
    press(Qt::Key_Return);
    signAndFinish(); // and with it: nothing stands in the teller's list
}

// BIO-22. The client's screen says nothing of it, nor does the teller's list.
void TestCounterStaff::aThirdFailureStandsInTheSupervisorsListAlone()
{
    failThreeTimes();
    signInAs(kSupervisor, "2222");
    QTRY_COMPARE_WITH_TIMEOUT(m_room->waiting().size(), 1, kLong);
    QCOMPARE(m_room->waiting().constFirst().what, WaitingCase::For::Suspicion);
    m_room->window().open(Section::ToFinish);
    QTRY_COMPARE_WITH_TIMEOUT(
        find<QPushButton>("primaryButton")->text(), QStringLiteral("To the client's card"), kLong);
    press(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(title().contains(u"SAULEKYZY"), kLong);
    // Looked into: it says what it came to, and leaves the list.
    m_room->window().open(Section::ToFinish);
    QTRY_COMPARE_WITH_TIMEOUT(focus(), QStringLiteral("waitingList"), kLong);
    press(Qt::Key_Tab);
    QCOMPARE(focus(), QStringLiteral("seenReason"));
    type(QStringLiteral("a laser print, the police is called"));
    QCOMPARE(find<QPushButton>("primaryButton")->text(), QStringLiteral("Take it off the list"));
    QVERIFY(!find<QPushButton>("primaryButton")->isEnabled()); // whether it was one is not said yet
    press(Qt::Key_Tab);
    QCOMPARE(focus(), QStringLiteral("suspicionConfirmed"));
    press(Qt::Key_Tab);
    QCOMPARE(focus(), QStringLiteral("suspicionUnfounded"));
    press(Qt::Key_Backtab);
    press(Qt::Key_Space);
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(find<QPushButton>("primaryButton")->text(), QStringLiteral("Home"), kLong);
    QVERIFY(m_room->waiting().isEmpty());
    QCOMPARE(m_room->journalled(casefile::Kind::SuspicionSeen), 1);
    QCOMPARE(m_room->newest(casefile::Kind::SuspicionSeen).value(u"reason").toString(),
        QStringLiteral("a laser print, the police is called"));
    QCOMPARE(m_room->newest(casefile::Kind::SuspicionSeen).value(u"outcome").toString(), QStringLiteral("confirmed"));
    QVERIFY(find<QLabel>("messageText")->text().contains(u"Noted"));
    // The bank found another client with such a palm: the case stands there again, to be looked into.
    const Result<> said = m_room->answerDuplicates(1);
    QVERIFY2(said, qPrintable(said ? QString() : said.error().code.toString() + u' ' + said.error().detail));
    QCOMPARE(m_room->journalled(casefile::Kind::DuplicateSuspected), 1);
    QTRY_COMPARE_WITH_TIMEOUT(m_room->waiting().size(), 1, kLong);
    QCOMPARE(m_room->waiting().constFirst().what, WaitingCase::For::Suspicion);
}

// The case goes on after a while without the answer; what is said then is a supervisor's to look into.
void TestCounterStaff::aSuspicionThatComesLateStandsInTheSupervisorsList_BIO37()
{
    m_room->holdSuspicion();
    m_room->scanner().thenSamples(handOf(101, Hand::Right), 4);
    m_room->scanner().thenSamples(handOf(101, Hand::Left), 4);
    enterClient(QStringLiteral("970707601236"));
    consent(true);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Right palm"), kLong);
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Look through before it is decided"), kLong);
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(m_room->journalled(casefile::Kind::DecisionMade), 1, kLong);
    QCOMPARE(m_room->newest(casefile::Kind::ServiceAsked).value(u"verdict").toString(), QStringLiteral("not-reached"));
    QVERIFY(m_room->newest(casefile::Kind::ServiceAsked).contains(u"call"));
    signAndFinish();
    m_room->saySuspicionLate({true, QStringLiteral("found-before"), QStringLiteral("anti-fraud"), {}});
    QTRY_COMPARE_WITH_TIMEOUT(m_room->journalled(casefile::Kind::ServiceAsked), 2, kLong);
    QCOMPARE(m_room->newest(casefile::Kind::ServiceAsked).value(u"verdict").toString(), QStringLiteral("suspected"));
    signInAs(kSupervisor, "2222");
    QTRY_COMPARE_WITH_TIMEOUT(m_room->waiting().size(), 1, kLong);
    QCOMPARE(m_room->waiting().constFirst().what, WaitingCase::For::Suspicion);
}

// The teller sees why and until when; a supervisor's token beside the form gives new ones, for one case.
void TestCounterStaff::askForNewAttempts()
{
    failThreeTimes();
    press(Qt::Key_F5);
    type(QStringLiteral("970707601236"));
    QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>("spentAttempts") != nullptr, kLong);
    const auto* said = find<QWidget>("spentAttempts")->findChild<QLabel*>(QStringLiteral("messageText"));
    QVERIFY(said->text().contains(u"The attempts are spent: Right palm"));
    const auto isAtAction = [this] {
        return m_room->window().focusWidget()->parentWidget()->objectName() == u"spentAttempts";
    };
    for (int i = 0; i < 10 && !isAtAction(); ++i)
        press(Qt::Key_Backtab);
    QVERIFY(isAtAction());
    press(Qt::Key_Space);
    QTRY_COMPARE(title(), QStringLiteral("May this client be given new attempts?"));
    QCOMPARE(focus(), QStringLiteral("approvalReason"));
    QVERIFY(!find<QPushButton>("primaryButton")->isEnabled()); // not without a reason
    type(QStringLiteral("the hand was bandaged"));
}

// Signed out while the supervisor's token is at work: what it signs is not for whoever comes next.
void TestCounterStaff::whatASupervisorSignedTooLateGivesNothing()
{
    askForNewAttempts();
    press(Qt::Key_Return); // the swap is announced
    m_room->table().insert(kSupervisor);
    QTRY_COMPARE_WITH_TIMEOUT(focus(), QStringLiteral("guestPin"), kLong);
    auto* step = m_room->window().findChild<GuestStep*>();
    QVERIFY(step != nullptr);
    QSignalSpy approved(step, &GuestStep::approved);
    AnnouncedSwap* swap = m_room->table().swap();
    bool wasSigning = false;
    connect(swap, &AnnouncedSwap::phaseChanged, this, [&, swap] {
        if (wasSigning || swap->phase() != SwapPhase::Signing)
            return;
        wasSigning = true;
        QTimer::singleShot(0, this, [this] { m_room->shell().signOut(); });
    });
    type(QStringLiteral("2222"));
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(m_room->shell().state(), ShellState::SignIn, kLong);
    QVERIFY(wasSigning);
    QVERIFY(!approved.wait(2'000));
    disconnect(swap, nullptr, this, nullptr);
    signInAs(kTeller, "1111");
    press(Qt::Key_F5);
    type(QStringLiteral("970707601236"));
    QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>("spentAttempts") != nullptr, kLong);
    QVERIFY(find<QWidget>("spentAttempts")
                ->findChild<QLabel*>(QStringLiteral("messageText"))
                ->text()
                .contains(u"The attempts are spent"));
}

void TestCounterStaff::newAttemptsAreGivenBeforeTheCase_BIO22()
{
    askForNewAttempts();
    confirmAsSupervisor();
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Who is at the counter?"), kLong);
    QTRY_VERIFY(find<QWidget>("spentAttempts")
                    ->findChild<QLabel*>(QStringLiteral("messageText"))
                    ->text()
                    .contains(u"has given this client new attempts"));
    QCOMPARE(focus(), QStringLiteral("clientIin"));
    fillClient();
    const QJsonObject opened = m_room->newest(casefile::Kind::CaseOpened);
    QVERIFY(!opened.value(u"approvedBy").toString().isEmpty());
    QVERIFY(!opened.value(u"approval").toString().isEmpty());
    m_room->scanner().clear();
    m_room->scanner().thenSamples(handOf(107, Hand::Right), 4);
    m_room->scanner().thenSamples(handOf(107, Hand::Left), 4);
    consent(true);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Right palm"), kLong);
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Look through before it is decided"), kLong);
    breakOff();
    signAndFinish();
}

// No supervisor is at hand: the question stands on their list, before there is a case, and waits there for the first.
void TestCounterStaff::newAttemptsAreGivenFromTheSupervisorsHome_BIO22()
{
    failThreeTimes();
    press(Qt::Key_F5);
    type(QStringLiteral("970707601236"));
    QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("askForAttempts") != nullptr, kLong);
    for (int i = 0; i < 10 && focus() != u"askForAttempts"; ++i)
        press(Qt::Key_Backtab);
    QCOMPARE(focus(), QStringLiteral("askForAttempts"));
    press(Qt::Key_Space);
    QTRY_COMPARE_WITH_TIMEOUT(m_room->journalled(casefile::Kind::AttemptsAsked), 1, kLong);
    const auto saysOfSpent = [this](QStringView words) {
        const auto* bar = find<QWidget>("spentAttempts");
        return bar != nullptr && bar->findChild<QLabel*>(QStringLiteral("messageText"))->text().contains(words);
    };
    QTRY_VERIFY(saysOfSpent(u"stands on every supervisor's list"));
    QVERIFY(find<QPushButton>("askForAttempts") == nullptr); // it is asked once
    QVERIFY(m_room->waiting().isEmpty());                    // and is nothing for the teller to do

    signInAs(kSupervisor, "2222");
    QTRY_COMPARE_WITH_TIMEOUT(texts().filter(QStringLiteral("wait for your answer: 1")).size(), 1, kLong);
    m_room->window().open(Section::Drafts);
    QTRY_COMPARE_WITH_TIMEOUT(find<QPushButton>("primaryButton")->text(), QStringLiteral("To the question"), kLong);
    press(Qt::Key_Return);
    QTRY_COMPARE(title(), QStringLiteral("A question about a client"));
    QTRY_COMPARE(focus(), QStringLiteral("guestYes"));
    QTRY_COMPARE(texts().filter(QStringLiteral("Right palm")).size(), 1);
    press(Qt::Key_Space);
    press(Qt::Key_Tab, 2);
    type(QStringLiteral("the hand was bandaged"));
    press(Qt::Key_Tab);
    QCOMPARE(focus(), QStringLiteral("questionPin"));
    type(QStringLiteral("2222"));
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(m_room->journalled(casefile::Kind::AttemptsAnswered), 1, kLong);
    QTRY_COMPARE(texts().filter(QStringLiteral("next case alone")).size(), 1);
    openHome();
    QTRY_VERIFY(texts().filter(QStringLiteral("wait for your answer")).isEmpty());
    // Who gave them does not serve this client with them: another supervisor may be asked.
    press(Qt::Key_F5);
    type(QStringLiteral("970707601236"));
    QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("askForAttempts") != nullptr, kLong);
    QVERIFY(!saysOfSpent(u"has given this client new attempts"));

    signInAs(kTeller, "1111");
    press(Qt::Key_F5);
    type(QStringLiteral("970707601236"));
    QTRY_VERIFY_WITH_TIMEOUT(saysOfSpent(u"has given this client new attempts"), kLong);
    QCOMPARE(focus(), QStringLiteral("clientIin"));
    fillClient();
    const QJsonObject opened = m_room->newest(casefile::Kind::CaseOpened);
    QVERIFY(!opened.value(u"approvedBy").toString().isEmpty());
    QVERIFY(!opened.value(u"approval").toString().isEmpty());
    breakOff();
    signAndFinish();
}

void TestCounterStaff::whatIsOverdueIsEndedAtSignIn()
{
    enterClient(QStringLiteral("880101100018"));
    press(Qt::Key_F6);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("What would you like to do?"), kLong);
    QCOMPARE(m_room->waiting().constFirst().what, WaitingCase::For::Teller);
    m_room->passTime(kBeyondDeadline);
    signInAs(kTeller, "1111");
    QTRY_COMPARE_WITH_TIMEOUT(m_room->waiting().constFirst().what, WaitingCase::For::Signature, kLong);
    m_room->window().open(Section::ToFinish);
    QTRY_VERIFY_WITH_TIMEOUT(texts().filter(QStringLiteral("ended at your sign-in: 1")).size() == 1, kLong);
    QTRY_COMPARE(find<QPushButton>("primaryButton")->text(), QStringLiteral("Look through and sign"));
    press(Qt::Key_Return);
    signAndFinish();
}

QTEST_MAIN(TestCounterStaff)
#include "tst_counterstaff.moc"
