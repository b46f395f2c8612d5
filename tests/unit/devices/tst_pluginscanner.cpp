#include "scannerbench.h"

#include <devices/pluginmessage.h>
#include <devices/scannerplugin.h>
#include <messages/catalogue.h>

#include <QDir>
#include <QProcess>
#include <QSignalSpy>

#include <algorithm>

using namespace tirkeu;
using namespace tirkeu::devices;
using namespace tirkeu::test;

namespace {
/// The teller reads a sentence of its own in each language, with nothing missing in it.
bool isTold(const Error& error)
{
    static const messages::Catalogue catalogue = messages::Catalogue::embedded();
    return catalogue.contains(error.code) &&
           std::all_of(core::kLanguages.begin(), core::kLanguages.end(),
               [&error](core::Language language) { return !catalogue.sentence(error, language).contains(u'–'); });
}
} // namespace

// A scanner in a process of its own, spoken to as the workstation does.
class TestPluginScanner : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void framesArriveAndACaptureIsCompleted();
    void theHostIsConfined();
    void hintsAndFaultsAreToldApart_data();
    void hintsAndFaultsAreToldApart();
    void onlyWhatIsAttestedIsCaptured_data();
    void onlyWhatIsAttestedIsCaptured();
    void aDeviceThatIsNotInOrderIsNotOpened_data();
    void aDeviceThatIsNotInOrderIsNotOpened();
    void aDeviceThatTakesItsTimeIsWaitedFor();
    void aPluginWithoutAChannelGuidesOnly();
    void whateverThePluginDoesTheProgramStaysUp_data();
    void whateverThePluginDoesTheProgramStaysUp();
    void oneActionAtATime();
    void cancelAndDeadline();
    void aCancelThatCrossedTheEndIsForgotten();
    void unpluggedWhileCapturingAndWhileIdle();
    void closedWhileOpening();
    void sleepFreesTheClaim();
    void openingAgainBacksOff();
    void goingAwayAnswersWhatIsUnderWay();

private:
    ScannerBench m_bench;
};

void TestPluginScanner::framesArriveAndACaptureIsCompleted()
{
    PluginScanner scanner(m_bench.setup(), m_bench.clock());
    const GuidanceLog log(scanner);
    const auto opened = scanner.open(30s);
    QCOMPARE(outcomeOf(opened), QStringLiteral("good"));
    QCOMPARE(opened.result()->serial, QString::fromLatin1(simulation_devices::kVirtualSerial));

    const auto captured = scanner.capture({.pairs = 3}, 60s);
    QVERIFY(QTest::qWaitFor([&] { return log.pictures() >= 3; }, 10'000));
    QVERIFY(!captured.isFinished());
    QVERIFY(!log.all.constLast().handPresent);
    QVERIFY(m_bench.tell("SCAN person=7 side=right"));
    QCOMPARE(outcomeOf(captured), QStringLiteral("good"));
    const PalmCapture capture = captured.result().value();
    QCOMPARE(capture.pairs.size(), 3);
    QCOMPARE(capture.pairs.constLast().visible.size(), (imaging::Size{640, 480}));
    QVERIFY(log.all.constLast().handPresent);

    // The last pair is the hand at rest, pixel for pixel as the simulation draws it.
    const auto truth = simulation_palm::Hand({7, simulation_palm::Side::Right}).capture({});
    QCOMPARE(capture.pairs.constLast().infrared.pixels().toByteArray(), truth.infrared.pixels().toByteArray());

    // BIO-20: what is kept can be judged again by whoever holds the vendor's root.
    const auto proof = SignedAttestation::fromBytes(capture.proof);
    QVERIFY(proof);
    const auto said = Attestation::fromBytes(proof->content);
    QVERIFY(said);
    QList<QByteArray> digests;
    for (const CapturedPair& pair : capture.pairs)
        digests << pair.visible.digest() << pair.infrared.digest();
    QVERIFY(verifyAttestation(*proof, m_bench.policy(), {said->nonce, said->channel, digests, m_bench.clock().wall()}));
    QCOMPARE(capture.attestation.serial, opened.result()->serial);
    QVERIFY(capture.attestation.channelProtected);

    // And again, without opening anew.
    const auto second = scanner.capture({.pairs = 1}, 60s);
    QVERIFY(m_bench.tell("SCAN person=8"));
    QCOMPARE(outcomeOf(second), QStringLiteral("good"));
    QCOMPARE(outcomeOf(scanner.close()), QStringLiteral("good"));
    QVERIFY(log.lost.isEmpty());
}

void TestPluginScanner::theHostIsConfined()
{
    PluginScanner scanner(m_bench.setup(), m_bench.clock());
    QCOMPARE(outcomeOf(scanner.open(30s)), QStringLiteral("good"));
    const auto host = scanner.host();
    QVERIFY(host);
    QCOMPARE(host->name, QStringLiteral("virtual palm scanner"));
    QVERIFY(host->network != message::NetworkGuard::None);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    QCOMPARE(host->memoryLimit, m_bench.host().memoryLimit);
#endif
}

void TestPluginScanner::hintsAndFaultsAreToldApart_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<bool>("staysOpen");
    static constexpr std::array kHinted{"try-again", "too-near", "too-far", "tilted", "moved", "off-centre",
        "wrong-hand", "fingers-closed", "place-again"};
    static_assert(kHinted.size() == kHints.size());
    for (std::size_t i = 0; i < kHints.size(); ++i)
        QTest::newRow(kHinted.at(i)) << QByteArray("RETRY ") + kHinted.at(i) << retryWith(kHints.at(i)).code.toString()
                                     << true;
    QTest::newRow("not found") << QByteArray("ERROR 301") << QStringLiteral("devices.not-found") << false;
    QTest::newRow("in use") << QByteArray("ERROR 302") << QStringLiteral("devices.in-use") << false;
    QTest::newRow("no permission") << QByteArray("ERROR 303") << QStringLiteral("devices.no-permission") << false;
    QTest::newRow("fault") << QByteArray("ERROR 300") << QStringLiteral("devices.fault") << false;
    QTest::newRow("protocol") << QByteArray("ERROR 304") << QStringLiteral("devices.protocol") << false;
    QTest::newRow("unknown number") << QByteArray("ERROR 4711") << QStringLiteral("devices.fault") << false;
    QTest::newRow("removed") << QByteArray("ERROR 400") << QStringLiteral("devices.removed") << false;
    QTest::newRow("cancelled by nobody") << QByteArray("ERROR 200") << QStringLiteral("devices.plugin-misbehaved")
                                         << false;
}

void TestPluginScanner::hintsAndFaultsAreToldApart()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, outcome);
    QFETCH(bool, staysOpen);
    PluginScanner scanner(m_bench.setup(), m_bench.clock());
    QCOMPARE(outcomeOf(scanner.open(30s)), QStringLiteral("good"));
    const auto captured = scanner.capture({}, 60s);
    QVERIFY(m_bench.tell(line.constData()));
    QCOMPARE(outcomeOf(captured), outcome);
    QVERIFY(isTold(captured.result().error()));
    const auto next = scanner.capture({.pairs = 1}, 60s);
    if (staysOpen) {
        QVERIFY(m_bench.tell("SCAN"));
        QCOMPARE(outcomeOf(next), QStringLiteral("good"));
    } else {
        QCOMPARE(outcomeOf(next), QStringLiteral("devices.not-open"));
        QCOMPARE(outcomeOf(scanner.open(30s)), QStringLiteral("good")); // and can be had again
    }
}

void TestPluginScanner::onlyWhatIsAttestedIsCaptured_data()
{
    QTest::addColumn<QByteArray>("lie");
    QTest::addColumn<QString>("outcome");
    const auto row = [](const char* lie, const char* outcome) {
        QTest::newRow(lie) << QByteArray(lie) << QStringLiteral("devices.") + QString::fromLatin1(outcome);
    };
    row("FORGE", "attestation-signature-wrong");
    row("STALE", "attestation-nonce-stale");
    row("RESIGN", "attestation-certificate-refused");
    row("SWAP", "attestation-frames-differ");
    row("REPLAY", "frame-replayed");
    row("REPEAT", "channel-record");
    row("REORDER", "channel-record");
    row("TAMPER", "attestation-tampered");
    row("FIRMWARE", "attestation-firmware-unknown");
    row("CONFIGURATION", "attestation-configuration-unknown");
    row("SERIAL", "attestation-other-device");
    row("CLOCK", "attestation-time-off");
    row("UNSIGNED", "frames-not-attested");
    row("CLEAR", "frames-not-attested");
}

void TestPluginScanner::onlyWhatIsAttestedIsCaptured() // BIO-20, 28
{
    QFETCH(QByteArray, lie);
    QFETCH(QString, outcome);
    PluginScanner scanner(m_bench.setup(), m_bench.clock());
    QCOMPARE(outcomeOf(scanner.open(30s)), QStringLiteral("good"));
    const auto honest = scanner.capture({.pairs = 1}, 60s);
    QVERIFY(m_bench.tell("SCAN person=3"));
    QCOMPARE(outcomeOf(honest), QStringLiteral("good"));
    QVERIFY(m_bench.tell(lie.constData()));
    const auto lied = scanner.capture({.pairs = 1}, 60s);
    QVERIFY(m_bench.tell("SCAN person=4"));
    QCOMPARE(outcomeOf(lied), outcome);
    QCOMPARE(lied.result().error().kind, ErrorKind::SecurityStop);
    QVERIFY(isTold(lied.result().error()));
    // A device that lied is let go.
    QCOMPARE(outcomeOf(scanner.capture({.pairs = 1}, 60s)), QStringLiteral("devices.not-open"));
}

void TestPluginScanner::aDeviceThatIsNotInOrderIsNotOpened_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("outcome");
    const auto row = [](const char* script, const char* outcome) {
        QTest::newRow(script) << QString::fromLatin1(script)
                              << QStringLiteral("devices.") + QString::fromLatin1(outcome);
    };
    row("FIRMWARE", "attestation-firmware-unknown");
    row("TAMPER", "attestation-tampered");
    row("SERIAL", "attestation-other-device");
    row("CLOCK", "attestation-time-off");
    row("CONFIGURATION", "attestation-configuration-unknown");
    row("OPEN-ERROR 301", "not-found");
    row("OPEN-ERROR 302", "in-use");
    row("OPEN-ERROR 303", "no-permission");
    row("UNPLUG", "not-found");
}

void TestPluginScanner::aDeviceThatIsNotInOrderIsNotOpened()
{
    QFETCH(QString, script);
    QFETCH(QString, outcome);
    const ScannerBench bench;
    PluginScanner scanner(bench.setup(script), bench.clock());
    const auto opened = scanner.open(30s);
    QCOMPARE(outcomeOf(opened), outcome);
    QVERIFY(isTold(opened.result().error()));
    QCOMPARE(outcomeOf(scanner.capture({}, 30s)), QStringLiteral("devices.not-open"));
}

// SLEEP and SLOW: a device may take its time, until the action's own is over.
void TestPluginScanner::aDeviceThatTakesItsTimeIsWaitedFor()
{
    PluginScanner scanner(m_bench.setup(), m_bench.clock());
    QCOMPARE(outcomeOf(scanner.open(30s)), QStringLiteral("good"));
    QElapsedTimer timer;
    timer.start();
    const auto slept = scanner.capture({.pairs = 1}, 60s);
    QVERIFY(m_bench.tell("SLEEP 500"));
    QVERIFY(m_bench.tell("SCAN person=6"));
    QCOMPARE(outcomeOf(slept), QStringLiteral("good"));
    QVERIFY(timer.elapsed() >= 500);

    QVERIFY(m_bench.tell("SLOW 150"));
    timer.restart();
    const auto slow = scanner.capture({.pairs = 1}, 60s);
    QVERIFY(m_bench.tell("SCAN person=6"));
    QCOMPARE(outcomeOf(slow), QStringLiteral("good"));
    QVERIFY(timer.elapsed() >= 600); // three frames come near and one rests
    QVERIFY(m_bench.tell("SLOW 0"));

    QVERIFY(m_bench.tell("SLEEP 60000")); // it says nothing from the beginning on
    QCOMPARE(outcomeOf(scanner.capture({.pairs = 1}, 800ms)), QStringLiteral("devices.timeout"));
    const auto next = scanner.capture({.pairs = 1}, 60s); // it heard that, and stays open
    QVERIFY(m_bench.tell("SCAN person=6"));
    QCOMPARE(outcomeOf(next), QStringLiteral("good"));
}

void TestPluginScanner::aPluginWithoutAChannelGuidesOnly() // BIO-28
{
    PluginSetup setup = m_bench.setup();
    setup.host.plugin = ScannerBench::plugin(QStringLiteral("tirkeu-example-scanner"));
    setup.policy.scanner.serial = QStringLiteral("EXAMPLE-0001");
    setup.policy.scanner.busPath = QStringLiteral("example:1");
    PluginScanner scanner(setup, m_bench.clock());
    const GuidanceLog log(scanner);
    QCOMPARE(outcomeOf(scanner.open(30s)), QStringLiteral("good"));
    QCOMPARE(outcomeOf(scanner.capture({.mode = CaptureMode::Enrol}, 30s)), QStringLiteral("devices.cannot-enrol"));
    const auto guided = scanner.capture({.mode = CaptureMode::Guide}, 60s);
    QVERIFY(QTest::qWaitFor([&] { return log.pictures() >= 5; }, 10'000));
    scanner.cancel();
    QCOMPARE(outcomeOf(guided), QStringLiteral("devices.cancelled"));
    QCOMPARE(outcomeOf(scanner.close()), QStringLiteral("good"));
}

void TestPluginScanner::whateverThePluginDoesTheProgramStaysUp_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("outcome");
    QTest::newRow("crash") << QByteArray("CRASH") << QStringLiteral("devices.plugin-ended");
    QTest::newRow("hang") << QByteArray("HANG") << QStringLiteral("devices.plugin-hung");
    QTest::newRow("flood") << QByteArray("FLOOD") << QStringLiteral("devices.plugin-misbehaved");
    QTest::newRow("garbage") << QByteArray("GARBAGE") << QStringLiteral("devices.channel-record");
}

void TestPluginScanner::whateverThePluginDoesTheProgramStaysUp()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, outcome);
    PluginScanner scanner(m_bench.setup(), m_bench.clock());
    QCOMPARE(outcomeOf(scanner.open(30s)), QStringLiteral("good"));
    const auto captured = scanner.capture({}, 60s);
    QVERIFY(m_bench.tell(line.constData()));
    QCOMPARE(outcomeOf(captured), outcome);
    QVERIFY(isTold(captured.result().error()));
    QCOMPARE(outcomeOf(scanner.open(30s)), QStringLiteral("good"));
    const auto next = scanner.capture({.pairs = 1}, 60s);
    QVERIFY(m_bench.tell("SCAN"));
    QCOMPARE(outcomeOf(next), QStringLiteral("good"));
}

void TestPluginScanner::oneActionAtATime()
{
    PluginScanner scanner(m_bench.setup(QStringLiteral("OPEN-SLEEP 300")), m_bench.clock());
    const auto opened = scanner.open(30s);
    QCOMPARE(outcomeOf(scanner.open(30s)), QStringLiteral("devices.busy"));
    QCOMPARE(outcomeOf(scanner.capture({}, 30s)), QStringLiteral("devices.busy"));
    QCOMPARE(outcomeOf(opened), QStringLiteral("good"));
    const auto captured = scanner.capture({}, 60s);
    QCOMPARE(outcomeOf(scanner.capture({}, 30s)), QStringLiteral("devices.busy"));
    QCOMPARE(outcomeOf(scanner.open(30s)), QStringLiteral("devices.busy"));
    scanner.cancel();
    QCOMPARE(outcomeOf(captured), QStringLiteral("devices.cancelled"));
}

void TestPluginScanner::cancelAndDeadline()
{
    PluginScanner scanner(m_bench.setup(), m_bench.clock());
    QCOMPARE(outcomeOf(scanner.open(30s)), QStringLiteral("good"));
    QCOMPARE(outcomeOf(scanner.capture({}, 300ms)), QStringLiteral("devices.timeout"));
    const auto captured = scanner.capture({}, 60s);
    QElapsedTimer timer;
    timer.start();
    scanner.cancel();
    QCOMPARE(outcomeOf(captured), QStringLiteral("devices.cancelled"));
    QVERIFY(timer.elapsed() < 10'000);
    const auto next = scanner.capture({.pairs = 1}, 60s);
    QVERIFY(m_bench.tell("SCAN"));
    QCOMPARE(outcomeOf(next), QStringLiteral("good"));
}

// The program cannot know that a capture has just ended: its cancel arrives when nothing is under way.
void TestPluginScanner::aCancelThatCrossedTheEndIsForgotten()
{
    const PluginHost setup = m_bench.host();
    QProcess host;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (auto entry = setup.environment.constBegin(); entry != setup.environment.constEnd(); ++entry)
        environment.insert(entry.key(), entry.value());
    host.setProcessEnvironment(environment);
    host.start(setup.program, {QStringLiteral("--plugin"), setup.plugin, QStringLiteral("--folder"), setup.folder});
    QVERIFY(host.waitForStarted());
    message::Splitter splitter;
    QList<message::FromHost> heard;
    const auto hears = [&](auto wanted) {
        return QTest::qWaitFor(
            [&] {
                splitter.feed(host.readAllStandardOutput());
                while (const auto body = splitter.next().value_or(std::nullopt)) {
                    if (const auto message = message::decodeFromHost(*body))
                        heard.append(*message);
                }
                return std::any_of(heard.cbegin(), heard.cend(), wanted);
            },
            20'000);
    };
    const auto isOpened = [](const message::FromHost& said) {
        return std::holds_alternative<message::Opened>(said);
    };
    const auto isDone = [](const message::FromHost& said) {
        return std::holds_alternative<message::Done>(said);
    };
    const auto shows = [](const message::FromHost& said) {
        return std::holds_alternative<message::HandSeen>(said) || std::holds_alternative<message::Record>(said) ||
               std::holds_alternative<message::ClearFrame>(said);
    };
    const criteria::Scanner device = ScannerBench::registered();
    host.write(message::encode(message::ToHost(message::Open{device.busPath, device.serial})));
    QVERIFY(hears(isOpened));
    heard.clear();
    host.write(message::encode(message::ToHost(message::Cancel{})));
    const message::Capture guide{TIRKEU_SCANNER_GUIDE, TIRKEU_SCANNER_ANY_HAND, 0, QByteArray(32, 'n')};
    host.write(message::encode(message::ToHost(guide)));
    QVERIFY(hears([&](const message::FromHost& said) { return shows(said) || isDone(said); }));
    QVERIFY(std::none_of(heard.cbegin(), heard.cend(), isDone));
    // One that is meant for it ends it.
    host.write(message::encode(message::ToHost(message::Cancel{})));
    QVERIFY(hears(isDone));
    host.closeWriteChannel();
    QVERIFY(host.waitForFinished());
}

void TestPluginScanner::unpluggedWhileCapturingAndWhileIdle()
{
    PluginScanner scanner(m_bench.setup(), m_bench.clock());
    const GuidanceLog log(scanner);
    QCOMPARE(outcomeOf(scanner.open(30s)), QStringLiteral("good"));
    const auto captured = scanner.capture({}, 60s);
    QVERIFY(m_bench.tell("UNPLUG"));
    QCOMPARE(outcomeOf(captured), QStringLiteral("devices.removed"));
    QCOMPARE(outcomeOf(scanner.open(30s)), QStringLiteral("devices.not-found"));
    QVERIFY(QFile::remove(m_bench.socket() + QStringLiteral(".unplugged"))); // plugged in again
    QCOMPARE(outcomeOf(scanner.open(30s)), QStringLiteral("good"));
    QVERIFY(log.lost.isEmpty());
    QVERIFY(m_bench.tell("UNPLUG"));
    QVERIFY(QTest::qWaitFor([&] { return log.lost.size() == 1; }, 5000));
    QVERIFY(log.lost.constFirst().code == kRemoved);
    QVERIFY(QFile::remove(m_bench.socket() + QStringLiteral(".unplugged")));
}

void TestPluginScanner::closedWhileOpening()
{
    PluginScanner scanner(m_bench.setup(QStringLiteral("OPEN-SLEEP 20000")), m_bench.clock());
    const auto opened = scanner.open(30s);
    const auto closed = scanner.close();
    QCOMPARE(outcomeOf(opened), QStringLiteral("devices.cancelled"));
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(outcomeOf(closed), QStringLiteral("good"));
    QVERIFY(timer.elapsed() < 10'000);
}

void TestPluginScanner::sleepFreesTheClaim()
{
    PluginScanner scanner(m_bench.setup(), m_bench.clock());
    QCOMPARE(outcomeOf(scanner.open(30s)), QStringLiteral("good"));
    const auto captured = scanner.capture({}, 60s);
    scanner.suspend();
    QCOMPARE(outcomeOf(captured), QStringLiteral("devices.suspended"));
    QCOMPARE(outcomeOf(scanner.open(30s)), QStringLiteral("devices.suspended"));
    scanner.resume();
    QCOMPARE(outcomeOf(scanner.open(30s)), QStringLiteral("good"));
}

void TestPluginScanner::openingAgainBacksOff()
{
    PluginScanner scanner(m_bench.setup(QStringLiteral("OPEN-ERROR 300")), m_bench.clock());
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 3; ++i)
        QCOMPARE(outcomeOf(scanner.open(30s)), QStringLiteral("devices.fault"));
    QVERIFY(timer.elapsed() >= 250 + 500);                                       // before the second and the third try
    QCOMPARE(outcomeOf(scanner.open(100ms)), QStringLiteral("devices.timeout")); // still waiting
}

void TestPluginScanner::goingAwayAnswersWhatIsUnderWay()
{
    QFuture<Result<PalmCapture>> captured;
    {
        PluginScanner scanner(m_bench.setup(), m_bench.clock());
        QCOMPARE(outcomeOf(scanner.open(30s)), QStringLiteral("good"));
        captured = scanner.capture({}, 60s);
    }
    QCOMPARE(outcomeOf(captured), QStringLiteral("devices.cancelled"));
}

QTEST_GUILESS_MAIN(TestPluginScanner)
#include "tst_pluginscanner.moc"
