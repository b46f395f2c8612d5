#include "scannerbench.h"

#include <core/encoding.h>
#include <core/json.h>
#include <devices/sbiscanner.h>
#include <pki/jws.h>
#include <simulation_devices/sbiservice.h>

#include <QJsonArray>

using namespace tirkeu;
using namespace tirkeu::devices;
using namespace std::chrono_literals;
using simulation_devices::SbiDevice;
using simulation_devices::SbiService;
using Twists = SbiDevice::Twists;

Q_DECLARE_METATYPE(tirkeu::simulation_devices::SbiDevice::Twists)

namespace {
SbiDevice::Change set(const char* field, const QJsonValue& value)
{
    return [name = QString::fromLatin1(field), value](QJsonObject& object) {
        object.insert(name, value);
    };
}

SbiDevice::Change without(const char* field)
{
    return [name = QString::fromLatin1(field)](QJsonObject& object) {
        object.remove(name);
    };
}
} // namespace

// A device service of our own, scripted, and everything it could say wrong (BIO-7, 20, 28).
class TestSbi : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void itOpensAndCaptures();
    void hashesChainCaptures();
    void forgedCapturesAreRefused_data();
    void forgedCapturesAreRefused();
    void forgedDevicesAreRefused_data();
    void forgedDevicesAreRefused();
    void errorsOfTheInterfaceBecomeOurs_data();
    void errorsOfTheInterfaceBecomeOurs();
    void guidanceComesAsAStream();
    void oneActionAtATime();
    void aCancelEndsAtOnce();
    void aDeadlineEndsACapture();
    void sleepFreesAndClosingAnswers();
    void aServiceThatIsGoneIsSaidSo();
    void aServiceThatHangsUpIsSaidSo();
    void theObjectMayGoAtAnyTime();
    void picturesOfAStreamAreBounded();

private:
    [[nodiscard]] std::unique_ptr<SbiScanner> scanner() const
    {
        return std::make_unique<SbiScanner>(
            SbiSetup{{.device = m_bench.policy()}, {quint16(1), m_service->port()}}, m_bench.clock());
    }
    test::ScannerBench m_bench;
    std::unique_ptr<SbiService> m_service;
};

void TestSbi::init()
{
    m_service.reset();
    m_service = std::move(*SbiService::start(m_bench.pki().scanner(), m_bench.clock()));
}

void TestSbi::itOpensAndCaptures()
{
    const auto scanner = this->scanner();
    const auto opened = scanner->open(5s);
    QCOMPARE(test::outcomeOf(opened), QStringLiteral("good"));
    QCOMPARE(opened.result()->serial, QString::fromLatin1(simulation_devices::kVirtualSerial));
    const auto captured = scanner->capture({.hand = casefile::Hand::Right, .pairs = 2}, 20s);
    QCOMPARE(test::outcomeOf(captured), QStringLiteral("good"));
    const Result<PalmCapture> capture = captured.result();
    QCOMPARE(capture->pairs.size(), 2);
    QCOMPARE(capture->pairs.first().visible.width(), 640);
    QVERIFY(capture->pairs.first().infrared.band() == imaging::Band::Infrared);
    QCOMPARE(capture->attestation.serial, QString::fromLatin1(simulation_devices::kVirtualSerial));
    QVERIFY(SignedAttestation::fromBytes(capture->proof));
    QCOMPARE(test::outcomeOf(scanner->close()), QStringLiteral("good"));
}

void TestSbi::hashesChainCaptures()
{
    const auto scanner = this->scanner();
    QCOMPARE(test::outcomeOf(scanner->open(5s)), QStringLiteral("good"));
    for (int i = 0; i < 3; ++i)
        QCOMPARE(test::outcomeOf(scanner->capture({.pairs = 1}, 20s)), QStringLiteral("good"));
    // An answer to the first question, given to the fourth.
    Twists twists;
    twists.replay = true;
    m_service->twist(twists);
    QCOMPARE(test::outcomeOf(scanner->capture({.pairs = 1}, 20s)), QStringLiteral("devices.sbi-other-transaction"));
}

void TestSbi::forgedCapturesAreRefused_data()
{
    QTest::addColumn<Twists>("twists");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* name, const char* code, const std::function<void(Twists&)>& twist) {
        Twists twists;
        twist(twists);
        QTest::newRow(name) << twists << QStringLiteral("devices.") + QString::fromLatin1(code);
    };
    const auto data = [&row](const char* name, const char* code, const SbiDevice::Change& change) {
        row(name, code, [&change](Twists& twists) { twists.data = change; });
    };
    const core::WallTime now = core::SystemClock().wall();
    data("another transaction", "sbi-other-transaction", set("transactionId", QStringLiteral("0123")));
    data("no transaction", "sbi-unreadable", without("transactionId"));
    data("an old time", "sbi-time-off", set("timestamp", core::toIsoText(now - 10min)));
    data("a time to come", "sbi-time-off", set("timestamp", core::toIsoText(now + 10min)));
    data("no time", "sbi-unreadable", set("timestamp", QStringLiteral("yesterday")));
    data("for authentication", "sbi-other-purpose", set("purpose", QStringLiteral("Auth")));
    data("a test environment", "sbi-other-purpose", set("env", QStringLiteral("Developer")));
    data("a finger", "sbi-other-purpose", set("bioType", QStringLiteral("Finger")));
    data("the other hand", "sbi-other-purpose", set("bioSubType", QStringLiteral("Left Palm")));
    data("another score asked", "sbi-other-purpose", set("requestedScore", 10));
    data("another device code", "sbi-other-device", set("deviceCode", QStringLiteral("OTHER")));
    data("another service", "sbi-other-device", set("deviceServiceVersion", QStringLiteral("9")));
    data("something more", "sbi-unreadable", set("extra", 1));
    data("no content", "sbi-unreadable", without("bioValue"));
    data("content in another spelling", "sbi-unreadable", set("bioValue", QStringLiteral("+/=")));
    data("poor quality", "retry", set("qualityScore", 20));
    data("an impossible quality", "sbi-unreadable", set("qualityScore", 500));
    data("digital id garbled", "sbi-unreadable", set("digitalId", QStringLiteral("a.b.c")));
    row("digital id of another serial", "sbi-other-device",
        [](Twists& t) { t.digitalId = set("serialNo", QStringLiteral("OTHER")); });
    row("digital id of another model", "sbi-other-device",
        [](Twists& t) { t.digitalId = set("model", QStringLiteral("OTHER")); });
    row("digital id of a finger reader", "sbi-other-device",
        [](Twists& t) { t.digitalId = set("type", QStringLiteral("Finger")); });
    row("digital id from last year", "sbi-time-off",
        [now](Twists& t) { t.digitalId = set("dateTime", core::toIsoText(now - 8760h)); });
    row("hash wrong", "sbi-chain-broken",
        [](Twists& t) { t.envelope = set("hash", QString::fromLatin1(core::toHex(core::sha256("x")).toUpper())); });
    row("hash missing", "sbi-chain-broken", [](Twists& t) { t.envelope = without("hash"); });
    row("another specification", "sbi-other-purpose",
        [](Twists& t) { t.envelope = set("specVersion", QStringLiteral("0.9")); });
    row("no data", "sbi-unreadable", [](Twists& t) { t.envelope = without("data"); });
    row("signature of zeros", "sbi-signature-wrong", [](Twists& t) {
        t.jws = [](const QByteArray& jws) {
            return jws.left(jws.lastIndexOf('.') + 1) + pki::toBase64Url(QByteArray(63, '\0') + '\1');
        };
    });
    row("payload changed after signing", "sbi-signature-wrong", [](Twists& t) {
        t.jws = [](const QByteArray& jws) {
            QList<QByteArray> parts = jws.split('.');
            parts[1] =
                pki::toBase64Url(pki::fromBase64Url(parts.at(1)).value().replace("Registration", "registration"));
            return parts.join('.');
        };
    });
    row("algorithm none", "sbi-unreadable", [](Twists& t) {
        t.jws = [](const QByteArray& jws) {
            QList<QByteArray> parts = jws.split('.');
            parts[0] = pki::toBase64Url(pki::fromBase64Url(parts.at(0)).value().replace("ES256", "none!"));
            return parts.join('.');
        };
    });
    row("signed by a stranger", "sbi-certificate-refused",
        [](Twists& t) { t.otherKey = simulation::DemoPki::make({.now = core::SystemClock().wall()})->scanner(); });
    row("content cut short", "sbi-unreadable", [](Twists& t) {
        t.content = [](const QByteArray& content) {
            return content.chopped(9);
        };
    });
    row("content changed under the seal", "channel-record", [](Twists& t) {
        t.content = [](QByteArray content) {
            content[content.size() / 2] = static_cast<char>(content.at(content.size() / 2) ^ 1);
            return content;
        };
    });
    row("frames in another order", "frame-replayed", [](Twists& t) { t.swapFrames = true; });
}

void TestSbi::forgedCapturesAreRefused()
{
    QFETCH(Twists, twists);
    QFETCH(QString, code);
    const auto scanner = this->scanner();
    QCOMPARE(test::outcomeOf(scanner->open(5s)), QStringLiteral("good"));
    m_service->twist(twists);
    const auto refused = scanner->capture({.hand = casefile::Hand::Right, .pairs = twists.swapFrames ? 2 : 1}, 20s);
    QCOMPARE(test::outcomeOf(refused), code);
    // And none of it stands in the way of the next, honest one; three rows stand for all.
    if (!QList<QLatin1StringView>({QLatin1StringView("another transaction"), QLatin1StringView("poor quality"),
                                      QLatin1StringView("frames in another order")})
             .contains(QLatin1StringView(QTest::currentDataTag())))
        return;
    m_service->twist({});
    if (!code.startsWith(u"devices.retry")) // what was refused has closed the device
        QCOMPARE(test::outcomeOf(scanner->open(5s)), QStringLiteral("good"));
    QCOMPARE(
        test::outcomeOf(scanner->capture({.hand = casefile::Hand::Right, .pairs = 1}, 20s)), QStringLiteral("good"));
}

void TestSbi::forgedDevicesAreRefused_data()
{
    QTest::addColumn<Twists>("twists");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* name, const char* code, const SbiDevice::Change& change) {
        Twists twists;
        twists.info = change;
        QTest::newRow(name) << twists << QStringLiteral("devices.") + QString::fromLatin1(code);
    };
    row("unknown firmware", "sbi-other-device", set("firmware", QString(64, u'0')));
    row("no firmware digest", "sbi-other-device", set("firmware", QStringLiteral("1.0")));
    row("a key on the computer", "sbi-other-purpose", set("certification", QStringLiteral("L0")));
    row("for authentication", "sbi-other-purpose", set("purpose", QStringLiteral("Auth")));
    row("a test environment", "sbi-other-purpose", set("env", QStringLiteral("Staging")));
    row("another specification", "sbi-other-purpose", set("specVersion", QJsonArray{QStringLiteral("2.0")}));
    row("another device code", "sbi-other-device", set("deviceCode", QStringLiteral("OTHER")));
    row("busy", "busy", set("deviceStatus", QStringLiteral("Busy")));
    row("not ready", "sbi-not-ready", set("deviceStatus", QStringLiteral("Not Ready")));
    row("something more", "sbi-unreadable", set("extra", 1));
    row("no digital id", "sbi-unreadable", without("digitalId"));
}

void TestSbi::forgedDevicesAreRefused()
{
    QFETCH(Twists, twists);
    QFETCH(QString, code);
    m_service->twist(twists);
    const auto scanner = this->scanner();
    QCOMPARE(test::outcomeOf(scanner->open(5s)), code);
    QCOMPARE(test::outcomeOf(scanner->capture({}, 5s)), QStringLiteral("devices.not-open"));
}

void TestSbi::errorsOfTheInterfaceBecomeOurs_data()
{
    QTest::addColumn<QString>("error");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* error, const char* code) {
        QTest::newRow(error) << QString::fromLatin1(error) << QStringLiteral("devices.") + QString::fromLatin1(code);
    };
    row("100", "sbi-fault");
    row("101", "retry");
    row("103", "sbi-tampered");
    row("105", "retry-tilted");
    row("106", "removed");
    row("110", "sbi-not-ready");
    row("111", "busy");
    row("112", "sbi-fault");
    row("501", "retry-too-near");
    row("506", "retry-wrong-hand");
    row("999", "sbi-fault");
    row("nonsense", "sbi-fault");
}

void TestSbi::errorsOfTheInterfaceBecomeOurs()
{
    QFETCH(QString, error);
    QFETCH(QString, code);
    const auto scanner = this->scanner();
    QCOMPARE(test::outcomeOf(scanner->open(5s)), QStringLiteral("good"));
    Twists twists;
    twists.error = error;
    m_service->twist(twists);
    QCOMPARE(test::outcomeOf(scanner->capture({.pairs = 1}, 5s)), code);
}

void TestSbi::guidanceComesAsAStream()
{
    const auto scanner = this->scanner();
    test::GuidanceLog log(*scanner);
    QCOMPARE(test::outcomeOf(scanner->open(5s)), QStringLiteral("good"));
    QCOMPARE(test::outcomeOf(scanner->capture({.mode = CaptureMode::Guide}, 20s)), QStringLiteral("good"));
    QTRY_VERIFY(log.pictures() >= 1);
    QCOMPARE(log.all.first().preview.width(), 640);
    QCOMPARE(m_service->captures(), 0);
}

void TestSbi::oneActionAtATime()
{
    const auto scanner = this->scanner();
    QCOMPARE(test::outcomeOf(scanner->open(5s)), QStringLiteral("good"));
    m_service->answerLate(300ms);
    const auto first = scanner->capture({.pairs = 1}, 20s);
    const auto second = scanner->capture({.pairs = 2}, 20s);
    QCOMPARE(test::outcomeOf(second), QStringLiteral("devices.busy"));
    QCOMPARE(test::outcomeOf(first), QStringLiteral("good"));
    QCOMPARE(first.result()->pairs.size(), 1);
}

void TestSbi::aCancelEndsAtOnce()
{
    const auto scanner = this->scanner();
    QCOMPARE(test::outcomeOf(scanner->open(5s)), QStringLiteral("good"));
    m_service->answerLate(30s);
    const auto capture = scanner->capture({.pairs = 1}, 20s);
    QTRY_COMPARE(m_service->captures(), 1);
    QElapsedTimer timer;
    timer.start();
    scanner->cancel();
    QCOMPARE(test::outcomeOf(capture), QStringLiteral("devices.cancelled"));
    QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed())));
    m_service->answerLate(0ms);
    QCOMPARE(test::outcomeOf(scanner->capture({.pairs = 1}, 20s)), QStringLiteral("good"));
}

void TestSbi::aDeadlineEndsACapture()
{
    const auto scanner = this->scanner();
    QCOMPARE(test::outcomeOf(scanner->open(5s)), QStringLiteral("good"));
    m_service->answerLate(30s);
    const QString outcome = test::outcomeOf(scanner->capture({.pairs = 1}, 300ms));
    QVERIFY2(outcome == u"devices.timeout" || outcome == u"devices.sbi-silent", qPrintable(outcome));
}

void TestSbi::sleepFreesAndClosingAnswers()
{
    const auto scanner = this->scanner();
    QCOMPARE(test::outcomeOf(scanner->open(5s)), QStringLiteral("good"));
    m_service->answerLate(30s);
    const auto capture = scanner->capture({.pairs = 1}, 20s);
    QTRY_COMPARE(m_service->captures(), 1);
    scanner->suspend();
    QCOMPARE(test::outcomeOf(capture), QStringLiteral("devices.suspended"));
    QCOMPARE(test::outcomeOf(scanner->open(1s)), QStringLiteral("devices.suspended"));
    scanner->resume();
    m_service->answerLate(0ms);
    QCOMPARE(test::outcomeOf(scanner->open(5s)), QStringLiteral("good"));
    QCOMPARE(test::outcomeOf(scanner->capture({.pairs = 1}, 20s)), QStringLiteral("good"));
    QCOMPARE(test::outcomeOf(scanner->close()), QStringLiteral("good"));
}

void TestSbi::aServiceThatIsGoneIsSaidSo()
{
    const auto scanner = this->scanner();
    QCOMPARE(test::outcomeOf(scanner->open(5s)), QStringLiteral("good"));
    m_service->hangUp(true);
    QCOMPARE(test::outcomeOf(scanner->capture({.pairs = 1}, 5s)), QStringLiteral("devices.sbi-silent"));
}

void TestSbi::aServiceThatHangsUpIsSaidSo()
{
    m_service->hangUp(true);
    const auto scanner = this->scanner();
    QCOMPARE(test::outcomeOf(scanner->open(5s)), QStringLiteral("devices.removed"));
}

void TestSbi::theObjectMayGoAtAnyTime()
{
    m_service->answerLate(30s);
    for (int i = 0; i < 20; ++i) {
        auto scanner = this->scanner();
        const auto opened = scanner->open(5s);
        if (i % 2 == 0)
            QVERIFY(test::settles(opened));
        const auto capture = scanner->capture({.pairs = 1}, 20s);
        scanner.reset();
        QVERIFY(opened.isFinished() && capture.isFinished());
        QCOMPARE(capture.resultCount(), 1);
    }
}

void TestSbi::picturesOfAStreamAreBounded()
{
    const QByteArray head = "--palm\r\nContent-Type: image/jpeg\r\nContent-Length: 5\r\n\r\n";
    sbi::PictureStream whole;
    QCOMPARE(whole.feed(head + "abcde\r\n" + head + "fghij\r\n" + head).value(), QList<QByteArray>({"abcde", "fghij"}));
    sbi::PictureStream pieces;
    QList<QByteArray> all;
    for (const char letter : head + "abcde\r\n" + head + "fghij")
        all += pieces.feed(QByteArrayView(&letter, 1)).value();
    QCOMPARE(all, QList<QByteArray>({"abcde", "fghij"}));
    for (const char* wrong : {"Content-Length: 0\r\n\r\n", "Content-Length: 99999999999\r\n\r\n",
             "Content-Length: -5\r\n\r\n", "Content-Length: five\r\n\r\n", "X: y\r\n\r\n"})
        QVERIFY2(!sbi::PictureStream().feed(wrong), wrong);
    QVERIFY(!sbi::PictureStream().feed(QByteArray(5000, 'x')));
}

QTEST_GUILESS_MAIN(TestSbi)
#include "tst_sbi.moc"
