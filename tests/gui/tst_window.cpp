#include "support/fakeclock.h"

#include "gallery/showroom.h"
#include "signin/workingdays.h"
#include "verifier/verifierpage.h"
#include "widgets/messagebar.h"
#include "widgets/page.h"
#include "widgets/pinfield.h"

#include <core/ports/auditsink.h>

#include <QApplication>
#include <QCheckBox>
#include <QDialog>
#include <QJsonObject>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QProcess>
#include <QPushButton>
#include <QTest>
#include <QTextEdit>
#include <QTimer>

using namespace tirkeu;
using namespace tirkeu::workstation;

// A person at the keyboard, nothing else: every step is a key press sent to whatever has the focus.
class TestWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void signingInByKeyboard();
    void aWrongPinSaysHowToGoOn();
    void unreadRulesOpenNothingElse();
    void theTokensStateIsSaidInWords();
    void anAnswerAfterSignOutOpensNothing();
    void idleRulesSignOut();
    void aLockClosesWhatStandsAbove();
    void aSignOutForgetsTheClient();
    void aSessionEndsAfterItsHours();
    void anotherTokenLocks();
    void theEndOfACertificateIsAnnounced_data();
    void theEndOfACertificateIsAnnounced();
    void lockingKeepsThePlace();
    void pullingTheTokenLocks();
    void idlenessLocks();
    void anotherPersonCannotUnlock();
    void sectionsAreReachedByKeys();
    void aSupervisorReadsTheJournal();
    void aTellerDoesNot();
    void supportModeSignsOutAndOpensNothing();
    void supportModeIsNoWayPastTheChecks();
    void whatBlocksEndsTheWork();
    void anAdministratorIsToldBeforeSigningIn();
    void theLanguageChangesLive();
    void settingsEditACopy();
    void anIinIsCheckedBesideTheField();
    void theLayoutIsNamedOrSaidToBeUnknown();
    void fiveWorkingDaysPassOverAWeekend();
    void aHolidayIsNoWorkingDay();

private:
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void type(const QString& text);
    void signIn();
    template<typename T>
    T* find(const char* name) const
    {
        T* found = nullptr;
        for (T* one : m_room->window().findChildren<T*>(QLatin1StringView(name))) {
            if (one->isVisible())
                found = one;
        }
        return found;
    }
    QString title() const { return m_room->window().currentPage()->title(); }

    test::FakeClock m_clock;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<LanguageSwitch> m_language;
    std::unique_ptr<Showroom> m_room;
};

void TestWindow::init()
{
    m_theme = std::make_unique<Theme>(*qApp);
    m_language = std::make_unique<LanguageSwitch>();
    m_language->setLanguage(core::Language::English);
    m_room = std::make_unique<Showroom>(*m_theme, *m_language, m_clock);
    m_room->setRulesRead(true);
    m_room->window().show();
    QVERIFY(QTest::qWaitForWindowExposed(&m_room->window()));
    if (QGuiApplication::platformName() == u"xcb") // no window manager here to give the focus
        QProcess::execute(QStringLiteral("xdotool"),
            {QStringLiteral("windowfocus"), QStringLiteral("--sync"), QString::number(m_room->window().winId())});
    QVERIFY(QTest::qWaitForWindowActive(&m_room->window()));
    m_room->staff().setAnswer(ShowroomStaff::teller(m_clock));
    m_room->shell().start(true);
}

void TestWindow::cleanup()
{
    m_room.reset();
    m_language.reset();
    m_theme.reset();
}

void TestWindow::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget* focus = m_room->window().focusWidget();
    QTest::keyClick(focus != nullptr ? focus : &m_room->window(), key, modifiers);
}

void TestWindow::type(const QString& text)
{
    QTest::keyClicks(m_room->window().focusWidget(), text);
}

void TestWindow::signIn()
{
    type(QStringLiteral("1111"));
    press(Qt::Key_Return);
    QTRY_COMPARE(m_room->shell().state(), ShellState::Open);
}

void TestWindow::signingInByKeyboard()
{
    QCOMPARE(title(), QStringLiteral("Sign in"));
    QVERIFY(qobject_cast<PinField*>(m_room->window().focusWidget()));
    signIn();
    QCOMPARE(title(), QStringLiteral("What would you like to do?"));
    QCOMPARE(m_room->window().focusWidget()->objectName(), QStringLiteral("tile-client-new"));
    press(Qt::Key_Return); // a focused tile is what Enter means
    QCOMPARE(m_room->window().section(), Section::NewClient);
}

void TestWindow::aWrongPinSaysHowToGoOn()
{
    m_room->staff().setAnswer(
        failure(ErrorCode("signin.pin-wrong"), ErrorKind::OperatorCanFix, {}, {QStringLiteral("2")}));
    type(QStringLiteral("9999"));
    press(Qt::Key_Return);
    auto* message = find<QLabel>("messageText");
    QTRY_VERIFY((message = find<QLabel>("messageText")) != nullptr);
    QVERIFY2(message->text().contains(u"Tries left: 2"), qPrintable(message->text()));
    QVERIFY(find<QLineEdit>("pinField")->text().isEmpty());
    QVERIFY(qobject_cast<PinField*>(m_room->window().focusWidget()));
    QCOMPARE(m_room->shell().state(), ShellState::SignIn);
}

// NEWS-logbook: no system access without signing the logbook; NEWS-onboarding: due in five working days.
void TestWindow::unreadRulesOpenNothingElse()
{
    m_room->setRulesRead(false);
    type(QStringLiteral("1111"));
    press(Qt::Key_Return);
    QTRY_COMPARE(m_room->shell().state(), ShellState::Rules);
    for (const Qt::Key key : {Qt::Key_F3, Qt::Key_F5, Qt::Key_Escape}) {
        press(key);
        QCOMPARE(title(), QStringLiteral("Read the security rules first"));
    }
    auto* box = find<QCheckBox>("readBox");
    QVERIFY(!box->isEnabled());
    QVERIFY(!find<QPushButton>("primaryButton")->isEnabled());
    press(Qt::Key_Return);
    QCOMPARE(m_room->shell().state(), ShellState::Rules);

    QVERIFY(qobject_cast<QTextEdit*>(m_room->window().focusWidget()));
    for (int i = 0; i < 40 && !box->isEnabled(); ++i)
        press(Qt::Key_PageDown);
    QVERIFY(box->isEnabled());
    press(Qt::Key_Tab);
    press(Qt::Key_Space);
    QVERIFY(box->isChecked());
    press(Qt::Key_Return);
    QTRY_COMPARE(m_room->shell().state(), ShellState::Open);
}

void TestWindow::theTokensStateIsSaidInWords()
{
    const auto said = [this] {
        return find<QLabel>("tokenText")->text();
    };
    m_room->staff().setToken({});
    QVERIFY(said().contains(u"Insert your token"));
    m_room->staff().setToken({.isPresent = true, .label = QStringLiteral("SoftHSM"), .triesLeft = 2});
    QVERIFY(said().contains(u"Token found: SoftHSM") && said().contains(u"Tries left: 2"));
    m_room->staff().setToken({.isPresent = true, .label = QStringLiteral("SoftHSM"), .isLocked = true});
    QVERIFY(said().contains(u"locked"));
    m_room->staff().setToken({.isPresent = true, .label = QStringLiteral("SoftHSM"), .isLastTry = true});
    QVERIFY(said().contains(u"last try"));
    // The last try takes an explicit yes.
    QVERIFY(!find<QPushButton>("primaryButton")->isEnabled());
    find<QCheckBox>("lastTryBox")->setFocus();
    press(Qt::Key_Space);
    QVERIFY(find<QPushButton>("primaryButton")->isEnabled());
}

void TestWindow::anAnswerAfterSignOutOpensNothing()
{
    signIn();
    press(Qt::Key_F12);
    QCOMPARE(m_room->shell().state(), ShellState::Locked);
    QVERIFY(find<QLabel>("tokenText")->text().contains(u"Session of"));
    m_room->staff().holdAnswers(true);
    type(QStringLiteral("1111"));
    press(Qt::Key_Return);
    m_room->shell().signOut();
    m_room->staff().holdAnswers(false); // now the answer comes
    // Whatever the answer set off has been delivered before a timer of no length comes due.
    bool delivered = false;
    QTimer::singleShot(0, this, [&delivered] { delivered = true; });
    QTRY_VERIFY(delivered);
    QCOMPARE(m_room->shell().state(), ShellState::SignIn);
}

void TestWindow::aLockClosesWhatStandsAbove()
{
    signIn();
    press(Qt::Key_F7);
    press(Qt::Key_Return);
    const auto dialog = [] {
        for (QWidget* top : QApplication::topLevelWidgets()) {
            if (top->isVisible() && qobject_cast<QDialog*>(top) != nullptr)
                return true;
        }
        return false;
    };
    QTRY_VERIFY(dialog());
    QWidget beside; // the client's screen, or a second workstation's
    beside.setAttribute(Qt::WA_ShowWithoutActivating);
    beside.show();
    m_room->shell().lock("idle");
    QCOMPARE(m_room->shell().state(), ShellState::Locked);
    QTRY_VERIFY(!dialog());
    QVERIFY(beside.isVisible());
}

void TestWindow::aSignOutForgetsTheClient()
{
    signIn();
    press(Qt::Key_F7);
    m_room->window().findChild<VerifierPage*>()->check(QStringLiteral("valid.pdf"));
    QTRY_VERIFY(m_room->window().findChild<QWidget*>(QStringLiteral("verifierResult")) != nullptr);
    press(Qt::Key_F3);
    type(QStringLiteral("880101100018"));
    QCOMPARE(find<QLineEdit>("iinField")->text(), QStringLiteral("880101100018"));
    m_room->shell().signOut();
    signIn();
    QVERIFY(m_room->window().findChild<QWidget*>(QStringLiteral("verifierResult")) == nullptr);
    press(Qt::Key_F3);
    QCOMPARE(find<QLineEdit>("iinField")->text(), QString());
    m_room->shell().signOut();

    StaffMember supervisor = ShowroomStaff::teller(m_clock);
    supervisor.role = identity::StaffRole::Supervisor;
    m_room->staff().setAnswer(supervisor);
    signIn();
    m_room->window().open(Section::Journal);
    auto* rows = m_room->window().findChild<QListWidget*>(QStringLiteral("journalList"));
    QTRY_VERIFY(rows->count() > 0);
    m_room->shell().signOut();
    QCOMPARE(rows->count(), 0);
}

void TestWindow::aSessionEndsAfterItsHours()
{
    m_room->shell().setLongestSession(std::chrono::milliseconds(60));
    signIn();
    QTRY_COMPARE_WITH_TIMEOUT(m_room->shell().state(), ShellState::SignIn, 3000);
}

void TestWindow::idleRulesSignOut()
{
    m_room->setRulesRead(false);
    m_room->shell().setIdleLimit(std::chrono::milliseconds(30));
    type(QStringLiteral("1111"));
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(m_room->shell().state(), ShellState::SignIn, 3000);
}

void TestWindow::theEndOfACertificateIsAnnounced_data()
{
    QTest::addColumn<int>("hoursLeft");
    QTest::addColumn<bool>("isOfEds");
    QTest::addColumn<QString>("text");
    for (const bool isOfEds : {true, false}) {
        const QString what = isOfEds ? QStringLiteral("EDS") : QStringLiteral("Certificate");
        const auto row = [&](int hours, const QString& text) {
            QTest::addRow("%s, %d hours", qPrintable(what), hours) << hours << isOfEds << what + text;
        };
        row(31 * 24, QStringLiteral(", days left: 31"));
        row(30 * 24, QStringLiteral(", days left: 30. Order a new one."));
        row(8 * 24, QStringLiteral(", days left: 8. Order a new one."));
        row(7 * 24, QStringLiteral(", days left: 7. Get the new one this week."));
        row(2 * 24, QStringLiteral(", days left: 2. Get the new one this week."));
        row(24, QStringLiteral(", days left: 1. Get the new one today."));
    }
}

// BIO-24: who could not sign takes no client; so it is told 30, 7 and 1 days ahead, where it is read.
void TestWindow::theEndOfACertificateIsAnnounced()
{
    QFETCH(int, hoursLeft);
    QFETCH(bool, isOfEds);
    StaffMember member = ShowroomStaff::teller(m_clock);
    const core::WallTime ends = m_clock.wall() + std::chrono::hours(hoursLeft);
    member.signatureEnds = isOfEds ? ends : m_clock.wall() + std::chrono::days(300);
    member.certificateEnds = isOfEds ? m_clock.wall() + std::chrono::days(300) : ends;
    m_room->staff().setAnswer(member);
    signIn();
    auto* chip = find<QWidget>("certificateChip");
    QVERIFY(chip != nullptr);
    QStringList texts;
    for (const QLabel* label : chip->findChildren<QLabel*>())
        texts.append(label->text());
    QFETCH(QString, text);
    QVERIFY2(texts.contains(text), qPrintable(texts.join(u'|')));
}

void TestWindow::anotherTokenLocks()
{
    signIn();
    m_room->staff().setToken(
        {.isPresent = true, .label = QStringLiteral("SoftHSM"), .serial = QStringLiteral("somebody else's")});
    QCOMPARE(m_room->shell().state(), ShellState::Locked);
}

void TestWindow::lockingKeepsThePlace()
{
    signIn();
    press(Qt::Key_F3);
    QCOMPARE(m_room->window().section(), Section::FindClient);
    press(Qt::Key_F12);
    QCOMPARE(m_room->shell().state(), ShellState::Locked);
    QCOMPARE(title(), QStringLiteral("The screen is locked"));
    press(Qt::Key_F3); // nothing opens from here
    QCOMPARE(title(), QStringLiteral("The screen is locked"));
    signIn();
    QCOMPARE(m_room->window().section(), Section::FindClient);
}

void TestWindow::pullingTheTokenLocks()
{
    signIn();
    m_room->staff().setToken({});
    QCOMPARE(m_room->shell().state(), ShellState::Locked);
    QVERIFY(!find<QPushButton>("primaryButton")->isEnabled());
}

void TestWindow::idlenessLocks()
{
    signIn();
    m_room->shell().setIdleLimit(std::chrono::milliseconds(30));
    QTRY_COMPARE_WITH_TIMEOUT(m_room->shell().state(), ShellState::Locked, 3000);
}

void TestWindow::anotherPersonCannotUnlock()
{
    signIn();
    press(Qt::Key_F12);
    StaffMember other = ShowroomStaff::teller(m_clock);
    other.id = QStringLiteral("somebody else");
    m_room->staff().setAnswer(other);
    type(QStringLiteral("1111"));
    press(Qt::Key_Return);
    QTRY_VERIFY(find<QLabel>("messageText") != nullptr);
    QCOMPARE(m_room->shell().state(), ShellState::Locked);
}

void TestWindow::sectionsAreReachedByKeys()
{
    signIn();
    for (const Section wanted : {Section::FindClient, Section::ToFinish, Section::Outbox, Section::Verify,
             Section::Devices, Section::Diagnostics, Section::Settings, Section::Guide, Section::Keys, Section::Home}) {
        press(Qt::Key_PageDown, Qt::ControlModifier);
        QCOMPARE(m_room->window().section(), wanted);
    }
    press(Qt::Key_F1);
    QCOMPARE(m_room->window().section(), Section::Keys);
    press(Qt::Key_Escape);
    QCOMPARE(m_room->window().section(), Section::Home);
    press(Qt::Key_F2);
    QCOMPARE(m_room->window().section(), Section::Answers);
    press(Qt::Key_Escape);
    QCOMPARE(m_room->window().section(), Section::Home);
}

void TestWindow::aSupervisorReadsTheJournal()
{
    StaffMember supervisor = ShowroomStaff::teller(m_clock);
    supervisor.role = identity::StaffRole::Supervisor;
    m_room->staff().setAnswer(supervisor);
    signIn();
    for (int i = 0; i < 6; ++i)
        press(Qt::Key_PageDown, Qt::ControlModifier);
    QCOMPARE(m_room->window().section(), Section::Journal);
    auto* list = find<QListWidget>("journalList");
    QTRY_COMPARE(list->count(), 5);
    QVERIFY(find<QLabel>("messageText")->text().contains(u"chain is whole: 9"));
    press(Qt::Key_Tab); // to the kinds
    press(Qt::Key_Down);
    press(Qt::Key_Return); // shows
    QTRY_COMPARE(list->count(), 1);
    QVERIFY(list->item(0)->text().contains(u"Signed in"));
    // A code is never shown; what happened is.
    press(Qt::Key_Down);
    press(Qt::Key_Return);
    QTRY_VERIFY(list->count() == 1 && list->item(0)->text().contains(u"Sign-in refused"));
    QVERIFY(!list->item(0)->text().contains(u"signin."));
    m_room->breakJournal(true);
    m_room->window().open(Section::Home);
    m_room->window().open(Section::Journal);
    QTRY_VERIFY(find<QLabel>("messageText")->text().contains(u"does not fit: 7"));
}

void TestWindow::aTellerDoesNot()
{
    signIn();
    m_room->window().open(Section::Journal);
    QCOMPARE(m_room->window().section(), Section::Home);
    QVERIFY(find<QPushButton>("rail-document") == nullptr);
}

// MFO-25: a helper sees no client's data; ending the mode leads to the sign-in page, never back into the session.
void TestWindow::supportModeSignsOutAndOpensNothing()
{
    m_room->setTests({{SelfTestKind::Fonts, SelfTestState::Good, {}, {}}});
    signIn();
    m_room->window().open(Section::Diagnostics);
    auto* begin = find<QPushButton>("supportButton");
    QVERIFY(begin);
    begin->setFocus();
    press(Qt::Key_Space);
    QCOMPARE(m_room->shell().state(), ShellState::Support);
    QVERIFY(!m_room->shell().member());
    const QString page = title();
    m_room->window().open(Section::FindClient);
    press(Qt::Key_F3);
    press(Qt::Key_Escape);
    QCOMPARE(title(), page);
    QVERIFY(!find<QPushButton>("supportButton"));
    find<QPushButton>("endSupportButton")->setFocus();
    press(Qt::Key_Space);
    QCOMPARE(m_room->shell().state(), ShellState::SignIn);
}

// MFO-25: a helper let in from the start page leads nobody past what stands there.
void TestWindow::supportModeIsNoWayPastTheChecks()
{
    m_room->shell().start(false);
    m_room->setTests({{SelfTestKind::Fonts, SelfTestState::Bad, {}, {}}});
    find<QPushButton>("supportButton")->setFocus();
    press(Qt::Key_Space);
    QCOMPARE(m_room->shell().state(), ShellState::Support);
    find<QPushButton>("endSupportButton")->setFocus();
    press(Qt::Key_Space);
    QCOMPARE(m_room->shell().state(), ShellState::Checks);
    m_room->setTests({{SelfTestKind::Fonts, SelfTestState::Good, {}, {}}});
    find<QPushButton>("supportButton")->setFocus();
    press(Qt::Key_Space);
    find<QPushButton>("endSupportButton")->setFocus();
    press(Qt::Key_Space);
    QCOMPARE(m_room->shell().state(), ShellState::SignIn);
}

void TestWindow::whatBlocksEndsTheWork()
{
    signIn();
    m_room->shell().stop();
    QCOMPARE(m_room->shell().state(), ShellState::Checks);
    QVERIFY(!m_room->shell().member());
    QVERIFY(find<QPushButton>("supportButton")); // a helper can be let in from here too
}

// NEWS-admin: rights that the program does not need are no reason to stop, and one to be told.
void TestWindow::anAdministratorIsToldBeforeSigningIn()
{
    const Error administrator{ErrorCode("start.as-administrator"), ErrorKind::OperatorCanFix, {}};
    const QString notice = QStringLiteral("The start-up checks found something that branch IT should see.");
    const auto isTold = [&] {
        for (const MessageBar* bar : m_room->window().findChildren<MessageBar*>()) {
            if (bar->isVisible() && bar->text() == notice)
                return true;
        }
        return false;
    };
    m_room->shell().start(false);
    m_room->setTests({{SelfTestKind::Rights, SelfTestState::Warning, QStringLiteral("root"), administrator}});
    press(Qt::Key_Return); // checks again
    QCOMPARE(m_room->shell().state(), ShellState::SignIn);
    QVERIFY(isTold());
    auto* details = find<QPushButton>("messageAction");
    QVERIFY(details);
    details->setFocus();
    press(Qt::Key_Space);
    QCOMPARE(title(), QStringLiteral("Diagnostics"));
    press(Qt::Key_Escape);
    QCOMPARE(title(), QStringLiteral("Sign in"));
    signIn(); // work goes on
    m_room->shell().signOut();

    m_room->setTests({{SelfTestKind::Rights, SelfTestState::Good, {}, {}}});
    m_room->shell().start(false);
    press(Qt::Key_Return);
    QCOMPARE(m_room->shell().state(), ShellState::SignIn);
    QVERIFY(!isTold());
}

void TestWindow::theLanguageChangesLive()
{
    signIn();
    auto* kazakh = find<QPushButton>("language-kk");
    kazakh->setFocus();
    press(Qt::Key_Space);
    QTRY_COMPARE(title(), QStringLiteral("Не істегіңіз келеді?"));
    find<QPushButton>("language-ru")->setFocus();
    press(Qt::Key_Space);
    QTRY_COMPARE(title(), QStringLiteral("Что вы хотите сделать?"));
}

void TestWindow::settingsEditACopy()
{
    signIn();
    m_room->window().open(Section::Settings);
    press(Qt::Key_Tab); // to the colours
    press(Qt::Key_Down);
    QCOMPARE(m_theme->scheme(), Scheme::Light);
    press(Qt::Key_Return);
    QCOMPARE(m_theme->scheme(), Scheme::Dark);
}

void TestWindow::anIinIsCheckedBesideTheField()
{
    signIn();
    press(Qt::Key_F3);
    quint64 now = 0;
    const auto typeSlowly = [this, &now](const QString& digits) {
        auto* field = find<QLineEdit>("iinField");
        field->clear();
        for (const QChar digit : digits) {
            QKeyEvent down(QEvent::KeyPress, Qt::Key_0 + digit.digitValue(), Qt::NoModifier, digit);
            down.setTimestamp(now += 40);
            QApplication::sendEvent(field, &down);
        }
    };
    typeSlowly(QStringLiteral("880101100019"));
    QVERIFY(find<QLabel>("iinFieldWord") != nullptr);
    QVERIFY(find<QLabel>("iinFieldWord")->text().contains(u"control digit"));
    QCOMPARE(find<QLineEdit>("iinField")->text(), QStringLiteral("880101100019")); // typed input is kept
    typeSlowly(QStringLiteral("880101100018"));
    QVERIFY(find<QLabel>("iinFieldWord") == nullptr);
    press(Qt::Key_Return);
    QTRY_VERIFY(find<QLabel>("messageText") != nullptr); // nobody is known by it
}

void TestWindow::theLayoutIsNamedOrSaidToBeUnknown()
{
    auto* hint = find<QLabel>("pinFieldWord");
    QVERIFY(hint);
    const bool tells = QGuiApplication::platformName() == u"xcb"; // not so Wayland, nor a screen that is not there
    QTRY_VERIFY(hint->text().contains(tells ? u"Keyboard:" : u"does not tell"));
    // Whatever the system tells, a Kazakh letter is refused at once and says why.
    QKeyEvent letter(QEvent::KeyPress, Qt::Key_unknown, Qt::NoModifier, QStringLiteral("қ"));
    QApplication::sendEvent(m_room->window().focusWidget(), &letter);
    QVERIFY(hint->text().contains(u"switch the keyboard to Latin letters"));
}

void TestWindow::fiveWorkingDaysPassOverAWeekend()
{
    // Monday 13 July 2026 plus five working days is Monday 20 July.
    QCOMPARE(core::shownDate(afterWorkingDays(core::fromIsoText(u"2026-07-13T04:00:00Z").value(), 5, {})),
        QStringLiteral("20.07.2026"));
    QCOMPARE(core::shownDate(afterWorkingDays(core::fromIsoText(u"2026-07-18T04:00:00Z").value(), 1, {})),
        QStringLiteral("20.07.2026"));
}

void TestWindow::aHolidayIsNoWorkingDay()
{
    // NEWS-onboarding: from Friday 23 October 2026, the Monday off and the Saturday after it worked.
    const criteria::Calendar calendar{.daysOff = {QDate(2026, 10, 26)}, .daysWorked = {QDate(2026, 10, 31)}};
    const core::WallTime friday = core::fromIsoText(u"2026-10-23T04:00:00Z").value();
    QCOMPARE(core::shownDate(afterWorkingDays(friday, 1, calendar)), QStringLiteral("27.10.2026"));
    QCOMPARE(core::shownDate(afterWorkingDays(friday, 5, calendar)), QStringLiteral("31.10.2026"));
    QCOMPARE(core::shownDate(afterWorkingDays(friday, 5, {})), QStringLiteral("30.10.2026"));
}

QTEST_MAIN(TestWindow)
#include "tst_window.moc"
