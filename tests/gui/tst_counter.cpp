#include "tellerplayer.h"

#include <QApplication>
#include <QCheckBox>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QProcess>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <string_view>

using namespace tirkeu;
using namespace tirkeu::workstation;
using casefile::Hand;
using simulation_palm::Attack;

namespace {
constexpr const char* kOrdinary = "951231600025";
constexpr const char* kRefuses = "930315500178";
constexpr const char* kFails = "900101500010";

simulation_palm::HandId handOf(std::uint64_t person, Hand hand)
{
    return {person, hand == Hand::Right ? simulation_palm::Side::Right : simulation_palm::Side::Left};
}
} // namespace

class TestCounter : public test::TellerPlayer
{
    Q_OBJECT
private Q_SLOTS:
    void init() { openRoom(m_folder.path()); }
    void cleanup() { closeRoom(); }
    void aNewClientIsEnrolledByKeyboard();
    void whatIsWrongIsSaidBesideTheField();
    void aRefusalIsServedWithoutBiometrics();
    void threeFailuresEndCalmly();
    void oneHandIsAttestedAndDecidedByASupervisor();
    void aSuspectedClientIsDecidedByASupervisor_BIO37();
    void aPausedCaseGoesOnWhereItStopped();
    void consentsAreAnsweredAnewFromThePreview();
    void theLanguageAndTheScaleChangeInMidCase();
    void aKilledProgramGoesOnAtTheLastEvent();

private:
    QTemporaryDir m_folder;
};

// Plays until the consents are in, and is killed: another process of this very test.
class Killed : public test::TellerPlayer
{
    Q_OBJECT
public:
    explicit Killed(QString folder)
        : m_folder(std::move(folder))
    {
    }
private Q_SLOTS:
    void inMidCase();

private:
    QString m_folder;
};

// From the empty home screen to the slip in the client's hand, in at most 30 key presses besides what is typed off the
// document; no pointer at all.
void TestCounter::aNewClientIsEnrolledByKeyboard()
{
    m_room->scanner().thenSamples(handOf(101, Hand::Right), 4);
    m_room->scanner().thenSamples(handOf(101, Hand::Left), 4);
    enterClient(QString::fromLatin1(kOrdinary));
    consent(true);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Right palm"), kLong);
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Look through before it is decided"), kLong);
    press(Qt::Key_Return);
    signAndFinish();
    QVERIFY2(m_pressed <= 30, qPrintable(QString::number(m_pressed)));
    qInfo("key presses: %d", m_pressed);
    QVERIFY(!m_room->signedKinds().contains(QStringLiteral("unsigned")));
    QVERIFY(m_room->signedKinds().size() >= 5);
}

void TestCounter::whatIsWrongIsSaidBesideTheField()
{
    press(Qt::Key_F5);
    type(QStringLiteral("951231600024"));
    press(Qt::Key_Tab); // an Enter right behind twelve quick digits would be a reader's
    press(Qt::Key_Return);
    QTRY_VERIFY(find<QLabel>("messageText") != nullptr);
    const QString above = find<QLabel>("messageText")->text();
    QVERIFY2(above.startsWith(u"Fields to put right") && !above.contains(u"control digit"), qPrintable(above));
    QVERIFY(find<QLabel>("clientIinWord")->text().contains(u"control digit"));
    QVERIFY(find<QLabel>("documentUntilWord")->text().contains(u"no such date"));
    QVERIFY(find<QLabel>("seenBoxWord")->text().contains(u"photograph"));
    QCOMPARE(find<QLineEdit>("clientIin")->text(), QStringLiteral("951231600024")); // typed input is kept
    QCOMPARE(focus(), QStringLiteral("clientIin"));
}

void TestCounter::aRefusalIsServedWithoutBiometrics()
{
    // MFO-35(3): meanwhile the register of mobile numbers is asked whose the telephone is.
    m_room->setPhoneSaid({true, QStringLiteral("register-of-numbers"), {}});
    enterClient(QString::fromLatin1(kRefuses));
    QTRY_COMPARE_WITH_TIMEOUT(
        m_room->newest(casefile::Kind::PhoneChecked).value(u"state").toString(), QStringLiteral("confirmed"), kLong);
    QCOMPARE(m_room->newest(casefile::Kind::PhoneChecked).value(u"source").toString(),
        QStringLiteral("register-of-numbers"));
    consent(false);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Service without biometrics"), kLong);
    QCOMPARE(m_room->scanner().captures(), 0);
    press(Qt::Key_Return);
    signAndFinish();
}

// BIO-22: after the third failure it is over for this day, in calm words.
void TestCounter::threeFailuresEndCalmly()
{
    for (int attempt = 0; attempt < 3; ++attempt)
        m_room->scanner().thenSamples(handOf(107, Hand::Right), 4, Attack::LaserPrint, 4 * attempt);
    enterClient(QString::fromLatin1(kFails));
    consent(true);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Right palm"), kLong);
    for (int attempt = 1; attempt < 3; ++attempt) {
        press(Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("primaryButton")->text() == u"Once more", kLong);
        QVERIFY(find<QLabel>("palmState")->text().contains(u"not successful"));
    }
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("The palm could not be taken today"), kLong);
    QVERIFY(!find<QPushButton>("primaryButton")->isEnabled());
    find<QPushButton>("route-served-by-document")->setFocus();
    press(Qt::Key_Space);
    press(Qt::Key_Return);
    signAndFinish();
}

// One hand cannot be scanned: a second person attests it, and the rule asks a supervisor.
void TestCounter::oneHandIsAttestedAndDecidedByASupervisor()
{
    m_room->scanner().thenSamples(handOf(103, Hand::Right), 4);
    enterClient(QStringLiteral("970707601236"));
    consent(true);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Right palm"), kLong);
    find<QPushButton>("exceptHand")->setFocus();
    press(Qt::Key_Space);
    QCOMPARE(title(), QStringLiteral("Which palm cannot be scanned?"));
    QCOMPARE(focus(), QStringLiteral("exceptedHand"));
    press(Qt::Key_Down); // the left one
    confirmAsSupervisor();
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Right palm"), kLong);
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Look through before it is decided"), kLong);
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("A supervisor decides"), kLong);
    // There was no line to ask by whether the client is suspected: nothing else is said, and no number of a call.
    const QJsonObject event = m_room->newest(casefile::Kind::ServiceAsked);
    QCOMPARE(event.value(u"verdict").toString(), QStringLiteral("not-asked"));
    QVERIFY(!event.contains(u"call"));
    press(Qt::Key_Return);
    QCOMPARE(focus(), QStringLiteral("guestYes"));
    press(Qt::Key_Space);
    press(Qt::Key_Tab, 2);
    type(QStringLiteral("seen in person"));
    confirmAsSupervisor();
    signAndFinish();
}

// Asked before the decision: a hit is a supervisor's to decide, and no rule accepts over it.
void TestCounter::aSuspectedClientIsDecidedByASupervisor_BIO37()
{
    m_room->setSuspicionSaid({true, QStringLiteral("found-before"), QStringLiteral("anti-fraud"), {}});
    m_room->scanner().thenSamples(handOf(101, Hand::Right), 4);
    m_room->scanner().thenSamples(handOf(101, Hand::Left), 4);
    enterClient(QString::fromLatin1(kOrdinary));
    consent(true);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Right palm"), kLong);
    QVERIFY(!m_room->suspicionAsked());
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Look through before it is decided"), kLong);
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("A supervisor decides"), kLong);
    QVERIFY(m_room->suspicionAsked());
    QCOMPARE(m_room->suspicionAsked()->iin, QString::fromLatin1(kOrdinary));
    const QJsonObject event = m_room->newest(casefile::Kind::ServiceAsked);
    QCOMPARE(event.value(u"verdict").toString(), QStringLiteral("suspected"));
    QCOMPARE(event.value(u"source").toString(), QStringLiteral("anti-fraud"));
    press(Qt::Key_Return);
    QCOMPARE(focus(), QStringLiteral("guestYes"));
    press(Qt::Key_Space);
    press(Qt::Key_Tab, 2);
    type(QStringLiteral("the bank knows why"));
    confirmAsSupervisor();
    signAndFinish();
}

void TestCounter::aPausedCaseGoesOnWhereItStopped()
{
    enterClient(QStringLiteral("900101500022"));
    press(Qt::Key_F6);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("What would you like to do?"), kLong);
    QCOMPARE(m_room->waiting().size(), 1);
    goOnWithDraft();
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("What does the client agree to?"), kLong);
    consent(false);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Service without biometrics"), kLong);
    press(Qt::Key_Return);
    signAndFinish();
}

// BIO-41: until it is decided an answer may change, and it counts as it was given last.
void TestCounter::consentsAreAnsweredAnewFromThePreview()
{
    m_room->scanner().clear();
    m_room->scanner().thenSamples(handOf(103, Hand::Right), 4);
    m_room->scanner().thenSamples(handOf(103, Hand::Left), 4);
    enterClient(QStringLiteral("910203400089"));
    consent(true);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Right palm"), kLong);
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Look through before it is decided"), kLong);
    const auto toConsents = [this] {
        for (int i = 0; i < 20 && focus() != u"reviewConsentsChange"; ++i)
            press(Qt::Key_Tab);
        QCOMPARE(focus(), QStringLiteral("reviewConsentsChange"));
        press(Qt::Key_Space);
        QTRY_COMPARE(title(), QStringLiteral("What does the client agree to?"));
        QTRY_COMPARE(focus(), QStringLiteral("yes-personal-data"));
        QVERIFY(!find<QPushButton>("yes-personal-data")->isChecked()); // nothing is preset the second time either
    };
    toConsents();
    for (int i = 0; i < 20 && focus() != u"changeNothing"; ++i)
        press(Qt::Key_Backtab);
    QCOMPARE(focus(), QStringLiteral("changeNothing"));
    press(Qt::Key_Space);
    QTRY_COMPARE(title(), QStringLiteral("Look through before it is decided"));
    QVERIFY(find<QPushButton>("changeNothing") == nullptr);
    const int answered = m_room->journalled(casefile::Kind::ConsentAnswered);
    toConsents();
    consent(false);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Service without biometrics"), kLong);
    QVERIFY(m_room->journalled(casefile::Kind::ConsentAnswered) > answered);
    press(Qt::Key_Return);
    signAndFinish();
    QCOMPARE(m_room->lastEnding(), casefile::Ending::Refused);
}

// What was answered stays; the teller's words change, the client's sentence does not.
void TestCounter::theLanguageAndTheScaleChangeInMidCase()
{
    enterClient(QStringLiteral("880101100018"));
    press(Qt::Key_Tab);
    press(Qt::Key_Space);
    const QString said = find<QLabel>("saySentence")->text();
    m_language->setLanguage(core::Language::Russian);
    m_theme->setScalePercent(200);
    QTRY_COMPARE(title(), QStringLiteral("На что клиент даёт согласие?"));
    QCOMPARE(find<QLabel>("saySentence")->text(), said);
    QVERIFY(find<QPushButton>("no-personal-data")->isChecked());
    m_language->setLanguage(core::Language::English);
    press(Qt::Key_Tab, 2);
    press(Qt::Key_Space);
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Service without biometrics"), kLong);
    press(Qt::Key_Return);
    signAndFinish();
}

void Killed::inMidCase()
{
    openRoom(m_folder);
    enterClient(QStringLiteral("880101100900"));
    consent(true);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Right palm"), kLong);
    ::raise(SIGKILL);
}

void TestCounter::aKilledProgramGoesOnAtTheLastEvent()
{
    closeRoom(); // a vault has one program at a time
    QProcess child;
    child.start(QFileInfo(QCoreApplication::arguments().constFirst()).absoluteFilePath(),
        {QStringLiteral("--killed"), m_folder.path()});
    QVERIFY(child.waitForFinished(4 * kLong));
    QCOMPARE(child.exitStatus(), QProcess::CrashExit);
    openRoom(m_folder.path());
    m_room->scanner().thenSamples(handOf(104, Hand::Right), 4);
    m_room->scanner().thenSamples(handOf(104, Hand::Left), 4);
    goOnWithDraft();
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Right palm"), kLong);
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Look through before it is decided"), kLong);
    press(Qt::Key_Return);
    signAndFinish();
}

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    if (argc == 3 && QLatin1StringView(argv[1]) == QLatin1StringView("--killed")) {
        Killed killed(QString::fromLocal8Bit(argv[2]));
        return QTest::qExec(&killed);
    }
    TestCounter test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_counter.moc"
