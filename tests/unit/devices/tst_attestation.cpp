#include "scannerbench.h"

#include <devices/attestation.h>
#include <devices/securechannel.h>
#include <simulation_pki/demoauthority.h>

#include <casefile/cipher.h>
#include <messages/catalogue.h>

using namespace tirkeu;
using namespace tirkeu::devices;
using namespace tirkeu::test;

// BIO-20, 28 without a process: statements and the channel, each wrong in one way.
class TestAttestation : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aGoodStatementIsTaken();
    void eachWrongStatementIsRefused_data();
    void eachWrongStatementIsRefused();
    void statementsSurviveTheirBytes();
    void aChangedByteIsNoticedAnywhere();
    void theChannelCarriesInOrder();
    void theChannelRefuses_data();
    void theChannelRefuses();
    void aHandshakeBelongsToItsHello();

private:
    using Change = std::function<void(Attestation&)>;
    [[nodiscard]] Attestation honest() const;
    [[nodiscard]] AttestedNow now() const { return {m_nonce, m_channel, m_frames, m_bench.clock().wall()}; }
    [[nodiscard]] std::pair<RecordSealer, RecordOpener> channel() const;

    ScannerBench m_bench;
    QByteArray m_nonce = casefile::randomBytes(32).value();
    QByteArray m_channel = core::sha256("channel");
    QList<QByteArray> m_frames{core::sha256("visible"), core::sha256("infra-red")};
};

Attestation TestAttestation::honest() const
{
    const criteria::Scanner scanner = ScannerBench::registered();
    return {scanner.serial, scanner.model, scanner.firmware.first(), scanner.configuration.first(),
        casefile::TamperState::Untouched, m_nonce, m_channel, m_bench.clock().wall(), m_frames};
}

void TestAttestation::aGoodStatementIsTaken()
{
    pki::SoftwareKey key = m_bench.pki().scanner();
    const auto said = signAttestation(honest(), key);
    QVERIFY(said);
    const auto taken = verifyAttestation(*said, m_bench.policy(), now());
    QVERIFY2(taken, taken ? "" : taken.error().code.id().data());
    QCOMPARE(taken->firmwareDigest, ScannerBench::registered().firmware.first());
    QCOMPARE(taken->signature, said->signature);
}

void TestAttestation::eachWrongStatementIsRefused_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* name, const Change& change, const char* code) {
        QTest::newRow(name) << change << QStringLiteral("devices.attestation-") + QString::fromLatin1(code);
    };
    using A = Attestation;
    row(
        "another serial", [](A& a) { a.serial = QStringLiteral("TIRKEU-DEMO-SCANNER-0002"); }, "other-device");
    row(
        "another model", [](A& a) { a.model = QStringLiteral("Something else"); }, "model-differs");
    row(
        "unknown firmware", [](A& a) { a.firmware = core::sha256("x"); }, "firmware-unknown");
    row(
        "changed settings", [](A& a) { a.configuration = core::sha256("x"); }, "configuration-unknown");
    row(
        "tampered", [](A& a) { a.tamper = casefile::TamperState::Tampered; }, "tampered");
    row(
        "does not know", [](A& a) { a.tamper = casefile::TamperState::Unknown; }, "tampered");
    row(
        "stale", [](A& a) { a.nonce = core::sha256("before"); }, "nonce-stale");
    row(
        "another channel", [](A& a) { a.channel = core::sha256("other"); }, "channel-differs");
    row(
        "clock behind", [](A& a) { a.deviceTime -= 10min; }, "time-off");
    row(
        "clock ahead", [](A& a) { a.deviceTime += 10min; }, "time-off");
    row(
        "frame swapped", [](A& a) { a.frames[0] = core::sha256("x"); }, "frames-differ");
    row(
        "frame left out", [](A& a) { a.frames.removeLast(); }, "frames-differ");
    row(
        "frame too many", [](A& a) { a.frames.append(core::sha256("x")); }, "frames-differ");
    row(
        "frames exchanged", [](A& a) { std::swap(a.frames[0], a.frames[1]); }, "frames-differ");
    row(
        "short nonce", [](A& a) { a.nonce.truncate(8); }, "unreadable");
}

void TestAttestation::eachWrongStatementIsRefused()
{
    QFETCH(Change, change);
    QFETCH(QString, code);
    Attestation said = honest();
    change(said);
    pki::SoftwareKey key = m_bench.pki().scanner();
    const auto taken = verifyAttestation(signAttestation(said, key).value(), m_bench.policy(), now());
    QVERIFY(!taken);
    QCOMPARE(taken.error().code.toString(), code);
    QCOMPARE(taken.error().kind, ErrorKind::SecurityStop);
    // Each reason has its own sentence in each language.
    const auto catalogue = messages::Catalogue::embedded();
    QVERIFY(catalogue.contains(taken.error().code));
    for (const core::Language language : core::kLanguages)
        QVERIFY(!catalogue.sentence(taken.error(), language).contains(QStringLiteral("%1")));
}

void TestAttestation::statementsSurviveTheirBytes()
{
    const Attestation said = honest();
    QCOMPARE(Attestation::fromBytes(said.toBytes()).value(), said);
    pki::SoftwareKey key = m_bench.pki().scanner();
    const SignedAttestation whole = signAttestation(said, key, {m_bench.pki().vendor().certificate().der()}).value();
    QCOMPARE(SignedAttestation::fromBytes(whole.toBytes()).value(), whole);
    QVERIFY(verifyAttestation(whole, m_bench.policy(), now())); // the root may come along
}

void TestAttestation::aChangedByteIsNoticedAnywhere()
{
    pki::SoftwareKey key = m_bench.pki().scanner();
    const QByteArray whole = signAttestation(honest(), key).value().toBytes();
    for (qsizetype i = 0; i < whole.size(); i += 7) {
        QByteArray changed = whole;
        changed[i] = static_cast<char>(changed.at(i) ^ 0x20);
        const auto read = SignedAttestation::fromBytes(changed);
        if (read && verifyAttestation(*read, m_bench.policy(), now()))
            QFAIL(qPrintable(QStringLiteral("byte %1").arg(i)));
    }

    // Others' keys: of the same vendor but another device, of another vendor, of the same name from nowhere.
    simulation::DemoProfile profile{.commonName = QStringLiteral("TIRKEU-DEMO-SCANNER-0002")};
    profile.keyUses = pki::KeyUse::DigitalSignature;
    profile.from = m_bench.clock().wall() - 1h;
    profile.until = m_bench.clock().wall() + 1h;
    pki::SoftwareKey sibling = m_bench.pki().vendor().issue(profile).value();
    auto refused = verifyAttestation(signAttestation(honest(), sibling).value(), m_bench.policy(), now());
    QCOMPARE(refused.error().code.toString(), QStringLiteral("devices.attestation-other-device"));
    profile.commonName = ScannerBench::registered().serial;
    pki::SoftwareKey stranger = m_bench.pki().bank().issue(profile).value();
    refused = verifyAttestation(signAttestation(honest(), stranger).value(), m_bench.policy(), now());
    QCOMPARE(refused.error().code.toString(), QStringLiteral("devices.attestation-certificate-refused"));
    profile.until = m_bench.clock().wall() - 1min;
    pki::SoftwareKey expired = m_bench.pki().vendor().issue(profile).value();
    refused = verifyAttestation(signAttestation(honest(), expired).value(), m_bench.policy(), now());
    QCOMPARE(refused.error().code.toString(), QStringLiteral("devices.attestation-certificate-refused"));
    // The right certificate in front of another key's signature.
    SignedAttestation borrowed = signAttestation(honest(), sibling).value();
    borrowed.chain = {key.certificate()};
    refused = verifyAttestation(borrowed, m_bench.policy(), now());
    QCOMPARE(refused.error().code.toString(), QStringLiteral("devices.attestation-signature-wrong"));
}

std::pair<RecordSealer, RecordOpener> TestAttestation::channel() const
{
    const ChannelOffer offer = ChannelOffer::make().value();
    pki::SoftwareKey key = m_bench.pki().scanner();
    ChannelAnswer answer = answerChannel(offer.hello(), honest(), key).value();
    OpenedChannel opened = offer.accept(answer.answer, m_bench.policy(), m_bench.clock().wall()).value();
    return {std::move(answer.records), std::move(opened.records)};
}

void TestAttestation::theChannelCarriesInOrder()
{
    auto [sealer, opener] = channel();
    for (int i = 0; i < 300; ++i) {
        const QByteArray clear = "frame " + QByteArray::number(i);
        const QByteArray record = sealer.seal(RecordKind::CaptureFrame, clear).value();
        QVERIFY(!record.contains("frame"));
        const auto content = opener.open(record);
        QVERIFY(content);
        QCOMPARE(content->bytes, clear);
        QVERIFY(content->kind == RecordKind::CaptureFrame);
    }
}

void TestAttestation::theChannelRefuses_data()
{
    using Mangle = std::function<QList<QByteArray>(const QList<QByteArray>&)>;
    QTest::addColumn<Mangle>("mangle");
    QTest::newRow("replayed") << Mangle([](const auto& r) { return QList<QByteArray>{r[0], r[0]}; });
    QTest::newRow("reordered") << Mangle([](const auto& r) { return QList<QByteArray>{r[1], r[0]}; });
    QTest::newRow("left out") << Mangle([](const auto& r) { return QList<QByteArray>{r[0], r[2]}; });
    QTest::newRow("counter changed") << Mangle([](const auto& r) {
        QByteArray changed = r[1];
        changed[7] = 0;
        return QList<QByteArray>{changed};
    });
    QTest::newRow("content changed") << Mangle([](const auto& r) {
        QByteArray changed = r[0];
        changed[10] = static_cast<char>(changed.at(10) ^ 1);
        return QList<QByteArray>{changed};
    });
    QTest::newRow("cut off") << Mangle([](const auto& r) { return QList<QByteArray>{r[0].chopped(1)}; });
    QTest::newRow("nothing") << Mangle([](const auto&) { return QList<QByteArray>{QByteArray()}; });
}

void TestAttestation::theChannelRefuses()
{
    using Mangle = std::function<QList<QByteArray>(const QList<QByteArray>&)>;
    QFETCH(Mangle, mangle);
    auto [sealer, opener] = channel();
    QList<QByteArray> records;
    for (const char* text : {"one", "two", "three"})
        records.append(sealer.seal(RecordKind::GuidanceFrame, text).value());
    int refused = 0;
    for (const QByteArray& record : mangle(records)) {
        const auto content = opener.open(record);
        if (content)
            continue;
        ++refused;
        QCOMPARE(content.error().code.toString(), QStringLiteral("devices.channel-record"));
    }
    QVERIFY(refused > 0);
    // And nothing more comes through, not even what would have been next.
    for (const QByteArray& record : std::as_const(records))
        QVERIFY(!opener.open(record));
}

void TestAttestation::aHandshakeBelongsToItsHello()
{
    pki::SoftwareKey key = m_bench.pki().scanner();
    const ChannelOffer first = ChannelOffer::make().value();
    const ChannelOffer second = ChannelOffer::make().value();
    const ChannelAnswer answer = answerChannel(first.hello(), honest(), key).value();
    const auto replayed = second.accept(answer.answer, m_bench.policy(), m_bench.clock().wall());
    QVERIFY(!replayed);
    QCOMPARE(replayed.error().code.toString(), QStringLiteral("devices.attestation-nonce-stale"));
    // Somebody between puts a key of their own in.
    QByteArray changed = answer.answer;
    const QByteArray other = second.hello().last(65);
    changed.replace(1, 65, other);
    const auto between = first.accept(changed, m_bench.policy(), m_bench.clock().wall());
    QVERIFY(!between);
    QCOMPARE(between.error().code.toString(), QStringLiteral("devices.attestation-channel-differs"));
    // A point that is on no curve.
    changed.replace(1, 65, QByteArray(1, 4) + QByteArray(64, '\1'));
    QCOMPARE(first.accept(changed, m_bench.policy(), m_bench.clock().wall()).error().code.toString(),
        QStringLiteral("devices.channel-handshake"));
    QVERIFY(!answerChannel("hello", honest(), key));
}

QTEST_GUILESS_MAIN(TestAttestation)
#include "tst_attestation.moc"
