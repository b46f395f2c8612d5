#include <core/encoding.h>
#include <core/hashing.h>

#include <QTest>

using namespace tirkeu;

class TestEncoding : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hexSurvivesARoundTrip();
    void brokenHexIsRefused();
    void base64TakesOnlyTheCanonicalSpelling_data();
    void base64TakesOnlyTheCanonicalSpelling();
    void digestsMatchKnownAnswers();
    void aDigestOverPiecesIsTheDigestOfTheWhole();
};

void TestEncoding::hexSurvivesARoundTrip()
{
    const QByteArray bytes("\x00\xff\x10 ", 4);
    QCOMPARE(core::toHex(bytes), QByteArray("00ff1020"));
    QCOMPARE(core::fromHex("00FF1020").value(), bytes);
}

void TestEncoding::brokenHexIsRefused()
{
    for (const char* text : {"0", "0g", "0x10", " 00", "00 "})
        QVERIFY2(!core::fromHex(text), text);
    QVERIFY(core::fromHex("").value().isEmpty());
}

void TestEncoding::base64TakesOnlyTheCanonicalSpelling_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("good");
    QTest::newRow("padded") << QByteArray("QQ==") << true;
    QTest::newRow("empty") << QByteArray() << true;
    QTest::newRow("no padding") << QByteArray("QQ") << false;
    QTest::newRow("stray bits") << QByteArray("QR==") << false;
    QTest::newRow("line break") << QByteArray("QQ==\n") << false;
    QTest::newRow("url alphabet") << QByteArray("_-__") << false;
    QTest::newRow("something after the end") << QByteArray("QQ==QQ==") << false;
}

void TestEncoding::base64TakesOnlyTheCanonicalSpelling()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, good);
    QCOMPARE(core::fromBase64(text).has_value(), good);
}

void TestEncoding::digestsMatchKnownAnswers()
{
    QCOMPARE(core::toHex(core::sha256("abc")),
        QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    QCOMPARE(core::digestSize(core::HashAlgorithm::Sha384), 48);
    QCOMPARE(core::hash(core::HashAlgorithm::Sha512, "abc").left(4), core::fromHex("ddaf35a1").value());
}

void TestEncoding::aDigestOverPiecesIsTheDigestOfTheWhole()
{
    core::Hasher hasher(core::HashAlgorithm::Sha256);
    hasher.add("a");
    hasher.add("bc");
    QCOMPARE(hasher.digest(), core::sha256("abc"));
}

QTEST_GUILESS_MAIN(TestEncoding)
#include "tst_encoding.moc"
