#include "tellerplayer.h"

#include "clientscreen/clientscreen.h"
#include "clientscreen/clientwindow.h"
#include "clientscreen/strokefield.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonObject>
#include <QLabel>
#include <QProcess>
#include <QPushButton>
#include <QTemporaryDir>
#include <qpa/qplatformnativeinterface.h>

#include <array>

using namespace tirkeu;
using namespace tirkeu::workstation;

namespace {
const QString kTeller = QStringLiteral("TELLER-1");
const QString kClient = QStringLiteral("CLIENT-1");
constexpr const char* kWithToken = "900101500010"; // the demo's client who has an EDS token

QJsonObject display(const QString& name, int x, QSize size)
{
    return {{QStringLiteral("name"), name}, {QStringLiteral("x"), x}, {QStringLiteral("y"), 0},
        {QStringLiteral("width"), size.width()}, {QStringLiteral("height"), size.height()}};
}

enum class Displays { Both, Tellers };

// One X server with one picture: its monitors are the two displays. One that is there already may not be set again.
bool plugMonitor(const QString& name, const QStringList& where)
{
    QProcess listed;
    listed.start(QStringLiteral("xrandr"), {QStringLiteral("--listmonitors")});
    if (!listed.waitForFinished())
        return false;
    return listed.readAllStandardOutput().contains(name.toUtf8()) ||
           QProcess::execute(QStringLiteral("xrandr"), QStringList{QStringLiteral("--setmonitor"), name} + where) == 0;
}

bool plugTellersMonitor()
{
    return plugMonitor(kTeller, {QStringLiteral("1366/361x768/203+0+0"), QStringLiteral("screen")});
}

void plugMonitors(Displays which)
{
    QVERIFY(plugTellersMonitor());
    if (which == Displays::Tellers)
        QCOMPARE(QProcess::execute(QStringLiteral("xrandr"), {QStringLiteral("--delmonitor"), kClient}), 0);
    else
        QVERIFY(plugMonitor(kClient, {QStringLiteral("1280/217x800/136+1366+0"), QStringLiteral("none")}));
}

// Displays come and go as they do on a counter; Qt's offscreen platform has it for tests.
void plug(Displays which)
{
    if (QGuiApplication::platformName() == u"xcb")
        return plugMonitors(which);
    QJsonArray all{display(kTeller, 0, {1366, 768})};
    if (which == Displays::Both)
        all.append(display(kClient, 1366, {1280, 800}));
    using Plug = void (*)(const QJsonObject&, QPlatformNativeInterface*);
    auto* platform = QGuiApplication::platformNativeInterface();
    auto* action =
        reinterpret_cast<Plug>(platform->nativeResourceForIntegration(QByteArrayLiteral("setConfiguration")));
    QVERIFY(action != nullptr);
    action({{QStringLiteral("screens"), all}}, platform);
}
} // namespace

/// A counter with two displays: the teller at the keyboard, the client's finger on their own screen (BIO-19, 32, 40).
class TestTwoDisplays : public test::TellerPlayer
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { closeRoom(); }
    void theClientChoosesTheLanguageAnswersAndSigns();
    void theLanguageChangesInMidCase();
    void aCodeTypedByTheClientConfirms_BIO32();
    void theClientsOwnTokenConfirms_BIO32();
    void anotherPersonsTokenDoesNot_BIO32();
    void aScreenPulledOutPausesTheCase();
    void itGoesOnWithoutTheScreen();
    void theClientIsShownTheirQuestionAgainAfterALock();
    void aStopStandsUntilTheTellerGoesOn();
    void theClientWouldRatherHaveAVideoSession_BIO32();
    void theClientsFingerHoldsOffTheLock(); // the last: it leaves a client at the counter

private:
    [[nodiscard]] ClientWindow& clientWindow();
    [[nodiscard]] QAbstractButton* button(const char* name);
    void touch(QWidget* widget, QPoint at);
    void touch(const char* name);
    void answerByTouch();
    void drawSignature();
    void chooseMeans(const char* name);
    void insertClientsToken(int index);
    [[nodiscard]] QString panelText() const;

    QTemporaryDir m_folder;
    std::unique_ptr<QPointingDevice> m_finger{QTest::createTouchDevice(QInputDevice::DeviceType::TouchScreen,
        QInputDevice::Capability::Position | QInputDevice::Capability::Pressure)};
};

void TestTwoDisplays::init()
{
    plug(Displays::Both);
    openRoom(m_folder.path(), kClient);
}

ClientWindow& TestTwoDisplays::clientWindow()
{
    return qobject_cast<ClientScreen*>(&m_room->stage())->window();
}

QAbstractButton* TestTwoDisplays::button(const char* name)
{
    for (QAbstractButton* one : clientWindow().findChildren<QAbstractButton*>(QLatin1StringView(name))) {
        if (one->isVisible())
            return one;
    }
    return nullptr;
}

void TestTwoDisplays::touch(QWidget* widget, QPoint at)
{
    QTest::touchEvent(widget, m_finger.get()).press(0, at, widget);
    QTest::touchEvent(widget, m_finger.get()).release(0, at, widget);
}

void TestTwoDisplays::touch(const char* name)
{
    QTRY_VERIFY2_WITH_TIMEOUT(button(name) != nullptr && button(name)->isEnabled(), name, kLong);
    touch(button(name), button(name)->rect().center());
}

// Each consent by itself, on the client's screen.
void TestTwoDisplays::answerByTouch()
{
    for (int consent = 0; consent < 2; ++consent)
        touch("yesButton");
}

void TestTwoDisplays::drawSignature()
{
    QTRY_VERIFY(clientWindow().findChild<StrokeField*>()->isVisible());
    auto* field = clientWindow().findChild<StrokeField*>();
    QTest::touchEvent(field, m_finger.get()).press(0, QPoint(50, 50), field);
    for (int step = 1; step <= 20; ++step) {
        m_room->clientClock().advance(std::chrono::milliseconds(15));
        QTest::touchEvent(field, m_finger.get()).move(0, QPoint(50 + step * 20, 50 + step % 3 * 30), field);
    }
    QTest::touchEvent(field, m_finger.get()).release(0, QPoint(450, 80), field);
    touch("doneButton");
}

void TestTwoDisplays::chooseMeans(const char* name)
{
    QTRY_VERIFY2(find<QPushButton>(name) != nullptr, name);
    find<QPushButton>(name)->setFocus();
    press(Qt::Key_Space);
}

// The teller's token comes out, the client's goes in.
void TestTwoDisplays::insertClientsToken(int index)
{
    press(Qt::Key_Return);
    m_room->table().insert(0);
    m_room->table().insert(index);
}

QString TestTwoDisplays::panelText() const
{
    const auto* panel = find<QWidget>("confirmationPanel");
    return panel == nullptr ? QString() : panel->findChild<QLabel*>(QStringLiteral("messageText"))->text();
}

void TestTwoDisplays::theClientChoosesTheLanguageAnswersAndSigns()
{
    press(Qt::Key_F5);
    touch("language-ru");
    QCOMPARE(find<QComboBox>("clientLanguage")->currentIndex(), 1);
    enterClient(QStringLiteral("951231600025"));
    QTRY_VERIFY(button("yesButton") != nullptr);
    QCOMPARE(m_room->stage().language(), core::Language::Russian);
    QCOMPARE(button("videoButton"), nullptr); // a palm is scanned in person (BIO-19)
    answerByTouch();
    QVERIFY(find<QPushButton>("yes-palm-scanning")->isChecked()); // the teller sees it
    QVERIFY(!find<QPushButton>("primaryButton")->isEnabled());
    drawSignature();
    QTRY_VERIFY(panelText().contains(u"has signed on their screen"));
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Right palm"), kLong);
    QCOMPARE(m_room->consentMeans(), QStringList{QStringLiteral("stroke")});
    breakOff();
    signAndFinish();
}

// What the client reads and what the teller says follow the client's choice; what was answered stays.
void TestTwoDisplays::theLanguageChangesInMidCase()
{
    enterClient(QStringLiteral("930315500178"));
    QTRY_VERIFY(button("yesButton") != nullptr);
    const QString said = find<QLabel>("saySentence")->text();
    touch("yesButton");
    touch("tongue-en");
    QTRY_VERIFY(find<QLabel>("saySentence")->text() != said);
    QVERIFY(find<QPushButton>("yes-personal-data")->isChecked());
    touch("noButton");
    QTRY_VERIFY(panelText().contains(u"The client reads and answers on their screen")); // one Yes is to be signed
    breakOff();
    signAndFinish();
}

void TestTwoDisplays::aCodeTypedByTheClientConfirms_BIO32()
{
    enterClient(QStringLiteral("900101500022"));
    answerByTouch();
    chooseMeans("means-one-time-code");
    QTRY_COMPARE(find<QPushButton>("primaryButton")->text(), QStringLiteral("Send the code"));
    press(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!m_room->sentCode().isEmpty(), kLong);
    QTRY_VERIFY(clientWindow().findChild<QLabel*>(QStringLiteral("typedPlaces"))->isVisible());
    const QString right = m_room->sentCode();
    const QChar first = right.front() == u'9' ? u'0' : u'9';
    for (const QString& code : {first + right.mid(1), right}) {
        for (const QChar digit : code)
            touch((QByteArrayLiteral("key-") + digit.toLatin1()).constData());
        if (code != right)
            QTRY_VERIFY(clientWindow().findChild<QLabel*>(QStringLiteral("wrongSentence"))->isVisible());
    }
    QTRY_VERIFY_WITH_TIMEOUT(panelText().contains(u"confirmed by a one-time code"), kLong);
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Right palm"), kLong);
    QCOMPARE(m_room->consentMeans(), QStringList{QStringLiteral("one-time-code")});
    breakOff();
    signAndFinish();
}

// The PIN is typed on the client's own screen; the teller's session stays as it is.
void TestTwoDisplays::theClientsOwnTokenConfirms_BIO32()
{
    enterClient(QString::fromLatin1(kWithToken));
    answerByTouch();
    chooseMeans("means-eds-token");
    insertClientsToken(4);
    for (int digit = 0; digit < 4; ++digit)
        touch("key-4");
    QCOMPARE(m_room->shell().state(), ShellState::Open);
    touch("keypadDone");
    QTRY_VERIFY_WITH_TIMEOUT(panelText().contains(u"Put your own token back"), kLong);
    QVERIFY(!find<QPushButton>("primaryButton")->isEnabled());
    m_room->table().insert(1);
    QTRY_VERIFY(panelText().contains(u"has signed with their own token"));
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Right palm"), kLong);
    QCOMPARE(m_room->consentMeans(), QStringList{QStringLiteral("eds-token")});
    breakOff();
    signAndFinish();
}

void TestTwoDisplays::anotherPersonsTokenDoesNot_BIO32()
{
    enterClient(QStringLiteral("970707601236"));
    answerByTouch();
    chooseMeans("means-eds-token");
    insertClientsToken(2); // a supervisor's
    for (int digit = 0; digit < 4; ++digit)
        touch("key-2");
    touch("keypadDone");
    QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("messageText")->text().contains(u"not this client's"), kLong);
    QTest::keyClick(find<QPushButton>("clientTokenGiveUp"), Qt::Key_Space);
    m_room->table().insert(1);
    QTRY_VERIFY(!m_room->shell().isFrozen());
    QTRY_COMPARE(find<QPushButton>("primaryButton")->text(), QStringLiteral("Insert the client's token"));
    breakOff();
    signAndFinish();
}

void TestTwoDisplays::aScreenPulledOutPausesTheCase()
{
    enterClient(QStringLiteral("880101100018"));
    QTRY_VERIFY(button("yesButton") != nullptr);
    plug(Displays::Tellers);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("The client's screen is off"), kLong);
    QVERIFY(clientWindow().isHidden());
    QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("primaryButton")->isEnabled(), kLong);
    QVERIFY(m_room->isPaused());
    plug(Displays::Both);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("What does the client agree to?"), kLong);
    QVERIFY(!clientWindow().geometry().contains(m_room->window().frameGeometry().center()));
    QTRY_VERIFY(button("yesButton") != nullptr); // asked again
    QVERIFY(!m_room->isPaused());
    breakOff();
    signAndFinish();
}

void TestTwoDisplays::itGoesOnWithoutTheScreen()
{
    enterClient(QStringLiteral("880101100900"));
    plug(Displays::Tellers);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("The client's screen is off"), kLong);
    QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("primaryButton")->isEnabled(), kLong);
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("What does the client agree to?"), kLong);
    consent(true); // on paper
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Right palm"), kLong);
    QCOMPARE(m_room->consentMeans(), QStringList{QStringLiteral("signed-paper")});
    breakOff();
    signAndFinish();
}

void TestTwoDisplays::theClientIsShownTheirQuestionAgainAfterALock()
{
    enterClient(QStringLiteral("880101100912"));
    QTRY_VERIFY(button("yesButton") != nullptr);
    press(Qt::Key_F12);
    QCOMPARE(m_room->shell().state(), ShellState::Locked);
    QCOMPARE(button("yesButton"), nullptr);
    type(QStringLiteral("1111"));
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(m_room->shell().state(), ShellState::Open, kLong);
    QTRY_VERIFY(button("yesButton") != nullptr);
    breakOff();
    signAndFinish();
}

void TestTwoDisplays::theClientsFingerHoldsOffTheLock()
{
    enterClient(QStringLiteral("850704201233"));
    QTRY_VERIFY(button("fullTextButton") != nullptr);
    constexpr std::chrono::milliseconds kIdle{1500};
    m_room->shell().setIdleLimit(kIdle);
    QElapsedTimer reading;
    reading.start();
    const auto reads = [&] {
        touch("fullTextButton");
        return reading.elapsed() > 2 * kIdle.count();
    };
    QTRY_VERIFY_WITH_TIMEOUT(reads(), kLong);
    QCOMPARE(m_room->shell().state(), ShellState::Open);
    QTRY_COMPARE_WITH_TIMEOUT(m_room->shell().state(), ShellState::Locked, kLong);
}

// What the client asked for with a touch stays on their screen until the teller has heard them.
void TestTwoDisplays::aStopStandsUntilTheTellerGoesOn()
{
    enterClient(QStringLiteral("880101100936"));
    QTRY_VERIFY(button("yesButton") != nullptr);
    const auto goOn = [this] {
        QTRY_VERIFY(find<QPushButton>("messageAction") != nullptr);
        find<QPushButton>("messageAction")->setFocus();
        press(Qt::Key_Space);
    };
    touch("stopButton");
    QTRY_VERIFY(find<QLabel>("messageText")->text().contains(u"wants to stop"));
    QVERIFY(clientWindow().isStopped());
    QCOMPARE(button("yesButton"), nullptr); // nothing can be answered meanwhile
    goOn();
    QVERIFY(!clientWindow().isStopped());
    QTRY_VERIFY(button("yesButton") != nullptr);
    touch("helpButton");
    QTRY_VERIFY(find<QLabel>("messageText")->text().contains(u"asks for help"));
    const auto* called = clientWindow().findChild<QLabel*>(QStringLiteral("helpCalled"));
    QVERIFY(called->isVisible());
    goOn();
    QVERIFY(!called->isVisible());
    // Whoever goes on in another way has heard the client as well: nothing stands on their screen that nobody can end.
    touch("stopButton");
    press(Qt::Key_F9);
    QVERIFY(clientWindow().isStopped());
    press(Qt::Key_F9);
    QTRY_VERIFY(!clientWindow().isStopped());
    breakOff();
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Look through and sign"), kLong);
    QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>("paper") != nullptr, kLong);
    touch("stopButton");
    QVERIFY(clientWindow().isStopped());
    QVERIFY(find<QPushButton>("messageAction") != nullptr);
    QCOMPARE(focus(), QStringLiteral("signingPin"));
    type(m_pin);
    press(Qt::Key_Return);
    QVERIFY(!clientWindow().isStopped());
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("The slip for the client"), kLong);
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(find<QPushButton>("primaryButton")->text(), QStringLiteral("Next client"), kLong);
    press(Qt::Key_Return);
    QTRY_COMPARE(title(), QStringLiteral("What would you like to do?"));
}

// Where a session by video is another way, the client asks for it with one touch; the teller ends the case with it.
void TestTwoDisplays::theClientWouldRatherHaveAVideoSession_BIO32()
{
    enterClient(QStringLiteral("920615104550"));
    Q_EMIT m_room->stage().videoWanted();
    QTRY_VERIFY(find<QLabel>("messageText")->text().contains(u"video session"));
    find<QPushButton>("messageAction")->setFocus();
    press(Qt::Key_Space);
    signAndFinish();
}

int main(int argc, char** argv)
{
    if (!qEnvironmentVariableIsSet("TIRKEU_MONITORS"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    else if (!plugTellersMonitor())
        return 1;
    QApplication application(argc, argv);
    TestTwoDisplays test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_twodisplays.moc"
