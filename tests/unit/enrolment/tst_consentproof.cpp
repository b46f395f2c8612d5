#include "criteria/democriteria.h"
#include "support/fakeclock.h"
#include "support/vaultbench.h"

#include <enrolment/consentproof.h>
#include <enrolment/paperfolder.h>
#include <enrolment/strokes.h>

#include <core/json.h>
#include <imaging/codecs.h>
#include <pki/signing.h>

#include <QTemporaryDir>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::enrolment;
using criteria::ConsentKind;
using criteria::ConsentMeans;

/// What a client's act is, before it counts as one (BIO-32).
class TestConsentProof : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void strokesGoThereAndBack();
    void brokenStrokesAreRefused_data();
    void brokenStrokesAreRefused();
    void aTouchIsNoSignature();
    void strokesConfirmWhatStoodAboveThem();
    void theClientsTokenSignsTheirAnswers_BIO32();
    void aCodeConfirmsItsStatement();
    void aPaperIsAPdfOrAPicture();
    void papersComeFromAFolder();

private:
    [[nodiscard]] static Strokes drawn();
    [[nodiscard]] static identity::Iin client();
};

Strokes TestConsentProof::drawn()
{
    using namespace std::chrono_literals;
    Strokes strokes;
    strokes.device = QStringLiteral("Touch panel");
    strokes.width = 120;
    strokes.height = 60;
    strokes.answers = {{QStringLiteral("palm-scanning"), QStringLiteral("given")},
        {QStringLiteral("personal-data"), QStringLiteral("refused")}};
    strokes.strokes = {{{10, 20, 0ms, 0.5}, {25, 30, 120ms, 0.75}, {40, 18, 260ms, {}}}, {{50, 20, 400ms, 0.25}}};
    return strokes;
}

identity::Iin TestConsentProof::client()
{
    return identity::Iin::parse(u"951231600025").value();
}

void TestConsentProof::strokesGoThereAndBack()
{
    const auto again = Strokes::fromBytes(drawn().toBytes());
    VERIFY_RESULT(again);
    QVERIFY(*again == drawn());
    QCOMPARE(again->toBytes(), drawn().toBytes());
    QVERIFY(again->isSignature());
}

void TestConsentProof::brokenStrokesAreRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray good = drawn().toBytes();
    const auto with = [&good](const char* from, const char* to) {
        QByteArray changed = good;
        changed.replace(from, to);
        return changed;
    };
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("half") << good.first(good.size() / 2);
    QTest::newRow("another kind") << with("\"strokes\",\"language", "\"stroke\",\"language");
    QTest::newRow("outside the field") << with("[40,18,260]", "[140,18,260]");
    QTest::newRow("back in time") << with("[40,18,260]", "[40,18,60]");
    QTest::newRow("pressed too hard") << with("0.75", "7.5");
    QTest::newRow("two numbers") << with("[40,18,260]", "[40,18]");
    QTest::newRow("no field") << with("[120,60]", "[0,60]");
    QTest::newRow("a field of its own") << with("\"device\"", "\"x\":1,\"device\"");
    const QByteArray many = "[" + QByteArray("[[1,1,0]],").repeated(300) + "[[10";
    QTest::newRow("too many strokes") << with("[[[10", many.constData());
}

void TestConsentProof::brokenStrokesAreRefused()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(bytes != drawn().toBytes());
    QVERIFY(!Strokes::fromBytes(bytes));
}

void TestConsentProof::aTouchIsNoSignature()
{
    Strokes dot = drawn();
    dot.strokes = {{{10, 20, std::chrono::milliseconds(0), 0.5}, {10.5, 20, std::chrono::milliseconds(500), 0.5}}};
    QVERIFY(!dot.isSignature());
    Strokes nobody = drawn();
    nobody.device.clear();
    QVERIFY(!nobody.isSignature());
    const ConfirmedAnswer answer{ConsentKind::PalmScanning, QStringLiteral("given"), {}};
    QVERIFY(!checkProof(ConsentMeans::Stroke, dot.toBytes(), client(), answer));
}

void TestConsentProof::strokesConfirmWhatStoodAboveThem()
{
    const QByteArray bytes = drawn().toBytes();
    VERIFY_RESULT(
        checkProof(ConsentMeans::Stroke, bytes, client(), {ConsentKind::PalmScanning, QStringLiteral("given"), {}}));
    QVERIFY(
        !checkProof(ConsentMeans::Stroke, bytes, client(), {ConsentKind::PersonalData, QStringLiteral("given"), {}}));
    QVERIFY(
        !checkProof(ConsentMeans::Stroke, bytes, client(), {ConsentKind::ThirdParties, QStringLiteral("given"), {}}));
}

void TestConsentProof::theClientsTokenSignsTheirAnswers_BIO32()
{
    test::FakeClock clock;
    pki::SoftwareKey key = test::demoPki().signature(simulation::DemoPerson::Client);
    const auto iin = identity::Iin::parse(key.holder().subject().iin);
    VERIFY_RESULT(iin);
    const ConfirmedAnswer given{ConsentKind::PalmScanning, QStringLiteral("given"), QString(64, u'a')};
    const QByteArray statement = ConsentStatement{*iin, QStringLiteral("case"), {given}}.toBytes();
    const auto cms = pki::signContent(statement, pki::ContentPlace::Attached, {&key}, {.signingTime = clock.wall()});
    VERIFY_RESULT(cms);
    VERIFY_RESULT(checkProof(ConsentMeans::EdsToken, *cms, *iin, given));
    // Another client, another answer, other words, another signer, a changed byte.
    QVERIFY(!checkProof(ConsentMeans::EdsToken, *cms, client(), given));
    QVERIFY(!checkProof(ConsentMeans::EdsToken, *cms, *iin, {ConsentKind::PersonalData, QStringLiteral("given"), {}}));
    QVERIFY(!checkProof(
        ConsentMeans::EdsToken, *cms, *iin, {ConsentKind::PalmScanning, QStringLiteral("given"), QString(64, u'b')}));
    pki::SoftwareKey teller = test::demoPki().signature(simulation::DemoPerson::Teller);
    const auto byTeller =
        pki::signContent(statement, pki::ContentPlace::Attached, {&teller}, {.signingTime = clock.wall()});
    VERIFY_RESULT(byTeller);
    QVERIFY(!checkProof(ConsentMeans::EdsToken, *byTeller, *iin, given));
    QByteArray changed = *cms;
    changed.replace("given", "gavan");
    QVERIFY(!checkProof(ConsentMeans::EdsToken, changed, *iin, given));
}

void TestConsentProof::aCodeConfirmsItsStatement()
{
    const ConfirmedAnswer given{ConsentKind::PalmScanning, QStringLiteral("given"), QString(64, u'a')};
    CodeProof proof{ConsentStatement{client(), QStringLiteral("case"), {given}}, QStringLiteral("demo"),
        QStringLiteral("c-1"), QStringLiteral("+77010000000"), QStringLiteral("2026-07-12T04:00:00.000Z")};
    VERIFY_RESULT(checkProof(ConsentMeans::OneTimeCode, proof.toBytes(), client(), given));
    QVERIFY(
        !checkProof(ConsentMeans::OneTimeCode, proof.toBytes(), identity::Iin::parse(u"930315500178").value(), given));
    QVERIFY(!checkProof(ConsentMeans::OneTimeCode, proof.toBytes(), client(),
        {ConsentKind::PalmScanning, QStringLiteral("refused"), {}}));
    proof.confirmedAt = QStringLiteral("soon");
    QVERIFY(!checkProof(ConsentMeans::OneTimeCode, proof.toBytes(), client(), given));
}

void TestConsentProof::aPaperIsAPdfOrAPicture()
{
    VERIFY_RESULT(checkPaper("%PDF-1.7\n1 0 obj\n%%EOF\n"));
    QVERIFY(!checkPaper("%PDF-1.7\n1 0 obj\n"));
    QVERIFY(!checkPaper("signed"));
    QVERIFY(!checkPaper({}));
    QVERIFY(!checkPaper(QByteArray(kMostPaperBytes + 1, ' ')));
    const auto frame = imaging::Frame::make({8, 8}, imaging::PixelFormat::Grey8, QByteArray(64, '\x7f'));
    VERIFY_RESULT(frame);
    const auto png = imaging::encodePng(*frame);
    VERIFY_RESULT(png);
    VERIFY_RESULT(checkPaper(*png));
}

void TestConsentProof::papersComeFromAFolder()
{
    QTemporaryDir dir;
    const auto put = [&dir](const char* name, const QByteArray& bytes) {
        QFile file(dir.filePath(QLatin1StringView(name)));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    };
    QVERIFY(put("consent.pdf", "%PDF-1.7\n%%EOF\n"));
    QVERIFY(put("notes.txt", "no paper"));
    QVERIFY(put("empty.pdf", {}));
    QVERIFY(put("script.png", "#!/bin/sh"));
    QVERIFY(QFile::link(QStringLiteral("/etc/hostname"), dir.filePath(QStringLiteral("link.pdf"))));
    const PaperFolder folder(dir.path());
    QStringList names;
    for (const PaperFolder::Found& one : folder.look())
        names.append(one.name);
    names.sort();
    QCOMPARE(names, (QStringList{QStringLiteral("consent.pdf"), QStringLiteral("script.png")}));
    for (const PaperFolder::Found& one : folder.look()) {
        const auto read = folder.read(one);
        QCOMPARE(read.has_value(), one.name == u"consent.pdf");
        PaperFolder::Found grown = one;
        grown.size += 1;
        QVERIFY(!folder.read(grown));
        PaperFolder::Found elsewhere = one;
        elsewhere.name = QStringLiteral("../") + one.name;
        QVERIFY(!folder.read(elsewhere));
        QVERIFY(!folder.remove(elsewhere));
        if (read)
            VERIFY_RESULT(folder.remove(one));
    }
    QCOMPARE(folder.look().size(), 1);
}

QTEST_MAIN(TestConsentProof)
#include "tst_consentproof.moc"
