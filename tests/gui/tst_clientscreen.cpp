#include "support/fakeclock.h"

#include "clientscreen/clientscreen.h"
#include "clientscreen/clientwindow.h"
#include "clientscreen/promptvoice.h"
#include "clientscreen/strokefield.h"
#include "gallery/clientroom.h"

#include <QAbstractButton>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QSignalSpy>
#include <QTemporaryFile>
#include <QTest>
#include <qpa/qplatformnativeinterface.h>

using namespace tirkeu;
using namespace tirkeu::workstation;

namespace {
const QString kTeller = QStringLiteral("TELLER-1");
const QString kClient = QStringLiteral("CLIENT-1");

QJsonObject display(const QString& name, int x, QSize size)
{
    return {{QStringLiteral("name"), name}, {QStringLiteral("x"), x}, {QStringLiteral("y"), 0},
        {QStringLiteral("width"), size.width()}, {QStringLiteral("height"), size.height()}};
}
QJsonObject bothDisplays()
{
    return {
        {QStringLiteral("screens"), QJsonArray{display(kTeller, 0, {1366, 768}), display(kClient, 1366, {1280, 800})}}};
}
QJsonObject onlyTellers()
{
    return {{QStringLiteral("screens"), QJsonArray{display(kTeller, 0, {1366, 768})}}};
}

// Displays come and go as they do on a counter; Qt's offscreen platform has it for tests.
void plug(const QJsonObject& displays)
{
    using Plug = void (*)(const QJsonObject&, QPlatformNativeInterface*);
    auto* platform = QGuiApplication::platformNativeInterface();
    auto* action =
        reinterpret_cast<Plug>(platform->nativeResourceForIntegration(QByteArrayLiteral("setConfiguration")));
    QVERIFY(action != nullptr);
    action(displays, platform);
}

criteria::Texts bank()
{
    return {QStringLiteral("«Үлгі Банк» АҚ"), QStringLiteral("АО «Үлгі Банк»"), QStringLiteral("Ülgi Bank JSC")};
}

ConsentScene consent()
{
    ConsentScene scene;
    scene.text.kind = criteria::ConsentKind::PalmScanning;
    scene.text.sentence = {QStringLiteral("к"), QStringLiteral("р"), QStringLiteral("e")};
    return scene;
}
} // namespace

namespace {
// A package of recordings, as one would come later.
class Recordings final : public PromptVoice
{
public:
    struct Told
    {
        QStringList said;
        int hushed = 0;
    };
    explicit Recordings(Told& told)
        : m_told(told)
    {
    }
    [[nodiscard]] bool isThere() const override { return true; }
    void say(core::Language language, const char* line) override
    {
        m_told.said.append(core::languageCode(language) + u' ' + QLatin1StringView(line));
    }
    void hush() override { ++m_told.hushed; }

private:
    Told& m_told;
};
} // namespace

/// The screen that faces the client, and whose acts count on it (BIO-19, 32, 40).
class TestClientScreen : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void standsOnItsOwnDisplayAndNoOther();
    void anUnpluggedDisplayPausesAndShowsNothingElsewhere();
    void theTellersWindowsStayAway();
    void theTellersWindowHidesWhereOnlyTheClientsDisplayIsLeft();
    void aFingerAnswersAndTheTellersMouseDoesNot();
    void readingTimeAndTheFullTextAreMeasured();
    void nothingIsPreset();
    void strokesComeFromAFingerWithTimeAndPressure();
    void aMouseDrawsNoStroke();
    void aCodeGoesOffWithItsLastDigit();
    void aPinIsGivenOnceAndForgotten();
    void aLastTryTakesTheClientsYes();
    void whatTheTokenSaysOfItsPinIsTold();
    void languageFirstAndAnyTime();
    void stopAndHelpStandUntilTheEmployeeGoesOn();
    void withdrawalTakesNoMoreTouchesThanGiving();
    void aHandOverTheScannerIsActivity();
    void promptsAreSpokenOnceTheClientTurnsThemOn();
    void nothingClosesIt();
    void aCounterWithoutTheDisplayShowsNothing();

private:
    [[nodiscard]] std::unique_ptr<ClientScreen> screen();
    void touch(QWidget* widget, QPoint at);
    void touch(ClientScreen& screen, const char* button);

    test::FakeClock m_clock;
    Theme m_theme{*qApp};
    std::unique_ptr<QPointingDevice> m_finger{QTest::createTouchDevice(QInputDevice::DeviceType::TouchScreen,
        QInputDevice::Capability::Position | QInputDevice::Capability::Pressure)};
};

void TestClientScreen::init()
{
    plug(bothDisplays());
    QCOMPARE(QGuiApplication::screens().size(), 2);
}

std::unique_ptr<ClientScreen> TestClientScreen::screen()
{
    return std::make_unique<ClientScreen>(m_theme, m_clock, ClientScreenSetup{kClient, bank()});
}

void TestClientScreen::touch(QWidget* widget, QPoint at)
{
    QVERIFY(QTest::qWaitForWindowExposed(widget->window()));
    QTest::touchEvent(widget, m_finger.get()).press(0, at, widget);
    QTest::touchEvent(widget, m_finger.get()).release(0, at, widget);
}

void TestClientScreen::touch(ClientScreen& screen, const char* button)
{
    auto* found = screen.window().findChild<QAbstractButton*>(QLatin1StringView(button));
    QVERIFY2(found != nullptr && found->isVisible() && found->isEnabled(), button);
    touch(found, found->rect().center());
}

void TestClientScreen::standsOnItsOwnDisplayAndNoOther()
{
    const auto stage = screen();
    QVERIFY(stage->isReady());
    QCOMPARE(displayIdentity(*stage->window().screen()), kClient);
    QCOMPARE(stage->window().geometry(), QRect(1366, 0, 1280, 800));
    QVERIFY(stage->window().isVisible());
}

void TestClientScreen::anUnpluggedDisplayPausesAndShowsNothingElsewhere()
{
    const auto stage = screen();
    const QSignalSpy states(stage.get(), &ClientStage::stateChanged);
    stage->show(consent());
    plug(onlyTellers());
    QCOMPARE(states.size(), 1);
    QCOMPARE(stage->state(), ClientStage::State::Lost);
    QVERIFY(stage->window().isHidden());
    plug(bothDisplays());
    QCOMPARE(states.size(), 2);
    QVERIFY(stage->isReady());
    QCOMPARE(displayIdentity(*stage->window().screen()), kClient);
    // The scene it had goes on.
    QVERIFY(stage->window().findChild<QAbstractButton*>(QStringLiteral("yesButton"))->isVisible());
}

void TestClientScreen::theTellersWindowsStayAway()
{
    const auto stage = screen();
    QWidget teller;
    teller.resize(600, 400);
    teller.move(1500, 100);
    teller.show();
    QVERIFY(!stage->window().geometry().contains(teller.frameGeometry().center()));
    teller.move(2000, 50);
    QTRY_VERIFY(!stage->window().geometry().contains(teller.frameGeometry().center()));
    QVERIFY(teller.isVisible());
}

void TestClientScreen::theTellersWindowHidesWhereOnlyTheClientsDisplayIsLeft()
{
    const auto stage = screen();
    QWidget teller;
    teller.resize(600, 400);
    teller.move(100, 100);
    teller.show();
    plug({{QStringLiteral("screens"), QJsonArray{display(kClient, 0, {1280, 800})}}});
    QTRY_VERIFY(!teller.isVisible());
    QVERIFY(stage->isReady());
    plug({{QStringLiteral("screens"),
        QJsonArray{display(kClient, 0, {1280, 800}), display(kTeller, 1280, {1366, 768})}}});
    QTRY_VERIFY(teller.isVisible());
    QTRY_VERIFY(!stage->window().geometry().contains(teller.frameGeometry().center()));
}

void TestClientScreen::aFingerAnswersAndTheTellersMouseDoesNot()
{
    const auto stage = screen();
    const QSignalSpy answers(stage.get(), &ClientStage::consentAnswered);
    stage->show(consent());
    auto* yes = stage->window().findChild<QAbstractButton*>(QStringLiteral("yesButton"));
    QTest::mouseClick(yes, Qt::LeftButton);
    QCOMPARE(answers.size(), 0);
    touch(*stage, "noButton");
    QCOMPARE(answers.size(), 1);
    const auto reply = answers.first().first().value<ConsentReply>();
    QVERIFY(!reply.given);
    QCOMPARE(reply.kind, criteria::ConsentKind::PalmScanning);
    // A finger that slides off has not answered.
    QTest::touchEvent(yes, m_finger.get()).press(0, yes->rect().center(), yes);
    QTest::touchEvent(yes, m_finger.get()).move(0, QPoint(-50, -50), yes);
    QTest::touchEvent(yes, m_finger.get()).release(0, QPoint(-50, -50), yes);
    QCOMPARE(answers.size(), 1);
}

void TestClientScreen::readingTimeAndTheFullTextAreMeasured()
{
    const auto stage = screen();
    const QSignalSpy answers(stage.get(), &ClientStage::consentAnswered);
    stage->show(consent());
    m_clock.advance(std::chrono::seconds(9));
    touch(*stage, "yesButton");
    auto reply = answers.last().first().value<ConsentReply>();
    QCOMPARE(reply.reading, std::chrono::milliseconds(9'000));
    QVERIFY(reply.given && !reply.fullTextOpened);
    stage->show(consent());
    m_clock.advance(std::chrono::seconds(2));
    touch(*stage, "fullTextButton");
    touch(*stage, "yesButton");
    reply = answers.last().first().value<ConsentReply>();
    QCOMPARE(reply.reading, std::chrono::milliseconds(2'000));
    QVERIFY(reply.fullTextOpened);
}

void TestClientScreen::nothingIsPreset()
{
    const auto stage = screen();
    stage->show(consent());
    const auto* yes = stage->window().findChild<QAbstractButton*>(QStringLiteral("yesButton"));
    const auto* no = stage->window().findChild<QAbstractButton*>(QStringLiteral("noButton"));
    QCoreApplication::sendPostedEvents();
    QCOMPARE(yes->size(), no->size());
    QCOMPARE(yes->property("kind"), no->property("kind"));
    QVERIFY(!yes->isChecked() && !no->isChecked() && !yes->hasFocus() && !no->hasFocus());
}

void TestClientScreen::strokesComeFromAFingerWithTimeAndPressure()
{
    const auto stage = screen();
    QVERIFY(stage->takesStrokes());
    const QSignalSpy signatures(stage.get(), &ClientStage::signedByStrokes);
    const QList<SignedAnswer> answers{{criteria::ConsentKind::PalmScanning, true}};
    stage->show(StrokeScene{QStringLiteral("Айгерім"), answers});
    QCoreApplication::sendPostedEvents();
    auto* field = stage->window().findChild<StrokeField*>();
    const auto* done = stage->window().findChild<QAbstractButton*>(QStringLiteral("doneButton"));
    touch(field, QPoint(40, 40)); // a dot signs nothing
    QVERIFY(!done->isEnabled());
    QTest::touchEvent(field, m_finger.get()).press(0, QPoint(50, 50), field);
    for (int step = 1; step <= 20; ++step) {
        m_clock.advance(std::chrono::milliseconds(15));
        QTest::touchEvent(field, m_finger.get()).move(0, QPoint(50 + step * 20, 50 + step % 3 * 30), field);
    }
    QTest::touchEvent(field, m_finger.get()).release(0, QPoint(450, 80), field);
    QVERIFY(done->isEnabled());
    touch(*stage, "doneButton");
    QCOMPARE(signatures.size(), 1);
    const auto signature = signatures.first().first().value<StrokeSignature>();
    QCOMPARE(signature.strokes.size(), 2);
    QVERIFY(signature.strokes.last().size() >= 20);
    QVERIFY(signature.strokes.last().last().after >= std::chrono::milliseconds(300));
    QVERIFY(signature.hasPressure);
    QVERIFY(!signature.device.isEmpty());
    const auto kept = QJsonDocument::fromJson(signature.evidence(answers)).object();
    QCOMPARE(kept.value(QStringLiteral("strokes")).toArray().size(), 2);
    QCOMPARE(
        kept.value(QStringLiteral("answers")).toArray().first().toObject().value(QStringLiteral("consent")).toString(),
        QStringLiteral("palm-scanning"));
}

void TestClientScreen::aMouseDrawsNoStroke()
{
    ClientScreen demo(m_theme, m_clock, {{}, bank(), ClientInput::AlsoMouse}); // even where a mouse may answer
    demo.show(StrokeScene{});
    QCoreApplication::sendPostedEvents();
    auto* field = demo.window().findChild<StrokeField*>();
    QTest::mousePress(field, Qt::LeftButton, {}, QPoint(40, 40));
    for (int step = 1; step < 30; ++step)
        QTest::mouseMove(field, QPoint(40 + step * 15, 40));
    QTest::mouseRelease(field, Qt::LeftButton, {}, QPoint(480, 40));
    QVERIFY(!field->isSigned());
    QVERIFY(field->signature().strokes.isEmpty());
}

void TestClientScreen::aCodeGoesOffWithItsLastDigit()
{
    const auto stage = screen();
    const QSignalSpy codes(stage.get(), &ClientStage::codeEntered);
    stage->show(CodeScene{QStringLiteral("+7 7•• ••• 00 25"), 4});
    for (const char* key : {"key-4", "key-0", "key-9", "backspaceKey", "key-2"})
        touch(*stage, key);
    QCOMPARE(codes.size(), 0);
    touch(*stage, "key-7");
    QCOMPARE(codes.size(), 1);
    QCOMPARE(codes.first().first().toString(), QStringLiteral("4027"));
    stage->sayWrong(2);
    QVERIFY(stage->window().findChild<QLabel*>(QStringLiteral("wrongSentence"))->isVisible());
    for (const char* key : {"key-1", "key-2", "key-3", "key-4"})
        touch(*stage, key);
    QCOMPARE(codes.size(), 2);
}

void TestClientScreen::aPinIsGivenOnceAndForgotten()
{
    const auto stage = screen();
    const QSignalSpy entered(stage.get(), &ClientStage::pinEntered);
    stage->show(PinScene{.certificateName = QStringLiteral("ҮЛГІ")});
    for (const char* key : {"key-1", "key-2", "key-3", "key-4", "keypadDone"})
        touch(*stage, key);
    QCOMPARE(entered.size(), 1);
    const core::SecureBytes pin = stage->takePin();
    QCOMPARE(pin.size(), std::size_t(4));
    QCOMPARE(std::to_integer<char>(pin.data()[3]), '4');
    QCOMPARE(stage->takePin().size(), std::size_t(0));
    for (const QLabel* label : stage->window().findChildren<QLabel*>())
        QVERIFY(!label->text().contains(u"1234"));
}

void TestClientScreen::aLastTryTakesTheClientsYes()
{
    const auto stage = screen();
    const QSignalSpy entered(stage.get(), &ClientStage::pinEntered);
    const auto* yes = stage->window().findChild<QAbstractButton*>(QStringLiteral("lastTryYes"));
    stage->show(PinScene{.certificateName = QStringLiteral("ҮЛГІ")});
    QVERIFY(!yes->isVisible());
    stage->show(PinScene{.certificateName = QStringLiteral("ҮЛГІ"), .triesLeft = 1, .isLastTry = true});
    QVERIFY(yes->isVisible());
    const auto* done = stage->window().findChild<QAbstractButton*>(QStringLiteral("keypadDone"));
    const auto type = [&] {
        for (const char* key : {"key-1", "key-2", "key-3", "key-4"})
            touch(*stage, key);
    };
    type();
    QVERIFY(!done->isEnabled());
    touch(*stage, "lastTryYes");
    touch(*stage, "keypadDone");
    QCOMPARE(entered.size(), 1);
    QCOMPARE(stage->takePin().size(), std::size_t(4));
    // Asked again, it takes another yes.
    stage->show(PinScene{.certificateName = QStringLiteral("ҮЛГІ"), .triesLeft = 1, .isLastTry = true});
    type();
    QVERIFY(!done->isEnabled());
    QCOMPARE(entered.size(), 1);
}

void TestClientScreen::whatTheTokenSaysOfItsPinIsTold()
{
    const auto stage = screen();
    stage->setLanguage(core::Language::English);
    const auto* said = stage->window().findChild<QLabel*>(QStringLiteral("wrongSentence"));
    stage->show(PinScene{.certificateName = QStringLiteral("ҮЛГІ")});
    QVERIFY(!said->isVisible());
    stage->show(PinScene{.certificateName = QStringLiteral("ҮЛГІ"), .isCountLow = true});
    QVERIFY(said->isVisible());
    QVERIFY(said->text().contains(u"few tries are left"));
    QVERIFY(!said->text().contains(u"issuer's"));
    stage->show(PinScene{.certificateName = QStringLiteral("ҮЛГІ"), .mustChangePin = true});
    QVERIFY(said->isVisible());
    QVERIFY(said->text().contains(u"issuer's"));
    stage->show(PinScene{.certificateName = QStringLiteral("ҮЛГІ"), .isCountLow = true, .mustChangePin = true});
    QVERIFY(said->text().contains(u"few tries are left") && said->text().contains(u"issuer's"));
    QVERIFY2(!said->text().contains(u".."), qPrintable(said->text())); // each a sentence of its own
    // A last try says more than a low count.
    stage->show(PinScene{.certificateName = QStringLiteral("ҮЛГІ"), .isLastTry = true, .isCountLow = true});
    QVERIFY(!said->text().contains(u"few tries are left"));
}

void TestClientScreen::languageFirstAndAnyTime()
{
    const auto stage = screen();
    const QSignalSpy languages(stage.get(), &ClientStage::languageChosen);
    stage->show(LanguageScene{});
    touch(*stage, "language-ru");
    QCOMPARE(stage->language(), core::Language::Russian);
    stage->show(consent());
    const auto* sentence = stage->window().findChild<QLabel*>(QStringLiteral("consentSentence"));
    QCOMPARE(sentence->text(), QStringLiteral("р"));
    touch(*stage, "tongue-kk");
    QCOMPARE(sentence->text(), QStringLiteral("к"));
    QCOMPARE(languages.size(), 2);
}

void TestClientScreen::stopAndHelpStandUntilTheEmployeeGoesOn()
{
    const auto stage = screen();
    const QSignalSpy stops(stage.get(), &ClientStage::stopPressed);
    const QSignalSpy helps(stage.get(), &ClientStage::helpPressed);
    stage->show(PalmScene{});
    touch(*stage, "helpButton");
    QCOMPARE(helps.size(), 1);
    QVERIFY(stage->window().findChild<QLabel*>(QStringLiteral("helpCalled"))->isVisible());
    touch(*stage, "stopButton");
    QCOMPARE(stops.size(), 1);
    QVERIFY(stage->window().isStopped());
    const auto* order = stage->window().findChild<QLabel*>(QStringLiteral("palmOrder"));
    QVERIFY(!order->isVisible());
    stage->guide(ClientRoom::drawnHand({0.5, 0.6}, 0.2, PalmAdvice::Raise)); // does not bring it back
    QVERIFY(!order->isVisible());
    stage->goOn();
    QVERIFY(order->isVisible());
    QVERIFY(!stage->window().isStopped());
    touch(*stage, "stopButton");
    stage->show(WaitScene{WaitScene::For::Employee}); // the scan has come to its end: no answer to the client
    QVERIFY(stage->window().isStopped());
    QVERIFY(!order->isVisible());
    stage->show(PalmScene{});
    QVERIFY(!stage->window().isStopped());
    QVERIFY(order->isVisible());
}

void TestClientScreen::withdrawalTakesNoMoreTouchesThanGiving()
{
    const auto stage = screen();
    const QSignalSpy given(stage.get(), &ClientStage::consentAnswered);
    const QSignalSpy withdrawn(stage.get(), &ClientStage::withdrawalConfirmed);
    stage->show(consent());
    touch(*stage, "yesButton");
    QCOMPARE(given.size(), 1);
    stage->show(WithdrawalScene{QStringLiteral("Айгерім"), {{.kind = criteria::ConsentKind::PalmScanning}}});
    touch(*stage, "withdrawButton");
    QCOMPARE(withdrawn.size(), 1);
    QCOMPARE(
        withdrawn.first().first().value<QList<criteria::ConsentKind>>().first(), criteria::ConsentKind::PalmScanning);
}

void TestClientScreen::aHandOverTheScannerIsActivity()
{
    const auto stage = screen();
    const QSignalSpy acted(stage.get(), &ClientStage::acted);
    stage->show(PalmScene{});
    stage->guide({});
    QCOMPARE(acted.size(), 0);
    stage->guide(ClientRoom::drawnHand({0.5, 0.6}, 0.2, PalmAdvice::HoldStill));
    QCOMPARE(acted.size(), 1);
    touch(*stage, "helpButton");
    QVERIFY(acted.size() >= 2);
}

// Off by default, and not even offered where there is nothing to say it with.
void TestClientScreen::promptsAreSpokenOnceTheClientTurnsThemOn()
{
    {
        const auto mute = screen();
        mute->show(PalmScene{});
        QVERIFY(!mute->window().findChild<QWidget*>(QStringLiteral("soundButton"))->isVisible());
    }
    Recordings::Told told;
    ClientScreen stage(m_theme, m_clock, ClientScreenSetup{kClient, bank()}, std::make_unique<Recordings>(told));
    stage.show(PalmScene{});
    stage.guide(ClientRoom::drawnHand({0.5, 0.6}, 0.2, PalmAdvice::HoldStill));
    QVERIFY(told.said.isEmpty());
    touch(stage, "soundButton");
    stage.guide(ClientRoom::drawnHand({0.5, 0.6}, 0.2, PalmAdvice::Raise));
    QCOMPARE(told.said.size(), 1);
    QVERIFY(told.said.constFirst().startsWith(core::languageCode(stage.language()) + u' '));
    touch(stage, "soundButton");
    QCOMPARE(told.hushed, 1);
    stage.guide(ClientRoom::drawnHand({0.5, 0.6}, 0.2, PalmAdvice::Lower));
    QCOMPARE(told.said.size(), 1);
}

void TestClientScreen::nothingClosesIt()
{
    const auto stage = screen();
    QVERIFY(!stage->window().close());
    QVERIFY(stage->window().isVisible());
}

void TestClientScreen::aCounterWithoutTheDisplayShowsNothing()
{
    plug(onlyTellers());
    const auto stage = screen();
    QCOMPARE(stage->state(), ClientStage::State::Lost);
    stage->show(consent());
    QVERIFY(stage->window().isHidden());
    NoClientStage none;
    QCOMPARE(none.state(), ClientStage::State::None);
    QVERIFY(!none.takesStrokes());
}

int main(int argc, char** argv)
{
    // What the displays are has to be known before the first window.
    QTemporaryFile file;
    if (!file.open())
        return 1;
    file.write(QJsonDocument(bothDisplays()).toJson());
    file.close();
    qputenv("QT_QPA_PLATFORM", "offscreen:configfile=" + file.fileName().toUtf8());
    QApplication application(argc, argv);
    TestClientScreen test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_clientscreen.moc"
