#include "wirebench.h"

#include <pki/sealing.h>

#include <QTest>
#include <QtEndian>

using namespace tirkeu;
using namespace tirkeu::wire;

/// BIO-28, MFO-26: what goes to the bank is read by the bank alone, and nothing of it changes unseen.
class TestPackage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itOpensAsItWasMade();
    void sealingAgainKeepsTheFingerprint();
    void onlyTheRecipientOpensIt();
    void aSealMadeForAnotherIsRefused();
    void everyChangedByteIsRefused();
    void aCutPackageIsRefused();
    void aListThatMayNotBeIsRefused_data();
    void aListThatMayNotBeIsRefused();
    void whatIsTooManyIsNotMade();

private:
    test::WireBench m_bench;
};

void TestPackage::itOpensAsItWasMade()
{
    const PackageContext context = m_bench.context(7);
    const auto sealed = sealPackage(context, m_bench.parts, m_bench.workstation, m_bench.bank.holder());
    VERIFY_RESULT(sealed);
    QVERIFY(!sealed->bytes.contains("%PDF"));
    QVERIFY(!sealed->bytes.contains("almaty-3-07"));
    const auto opened = openPackage(sealed->bytes, m_bench.bank);
    VERIFY_RESULT(opened);
    QVERIFY(opened->signer == m_bench.workstation.holder());
    QCOMPARE(opened->fingerprint, sealed->fingerprint);
    QCOMPARE(opened->manifest.context.package, context.package);
    QCOMPARE(opened->manifest.context.number, quint64(7));
    QCOMPARE(opened->manifest.context.journal.sequence, std::uint64_t(12));
    QCOMPARE(opened->parts.size(), m_bench.parts.size());
    for (qsizetype i = 0; i < m_bench.parts.size(); ++i) {
        QVERIFY(opened->parts.at(i).kind == m_bench.parts.at(i).kind);
        QVERIFY(opened->parts.at(i).id == m_bench.parts.at(i).id);
        QCOMPARE(opened->parts.at(i).bytes, m_bench.parts.at(i).bytes);
    }
}

void TestPackage::sealingAgainKeepsTheFingerprint()
{
    const PackageContext context = m_bench.context();
    const auto once = sealPackage(context, m_bench.parts, m_bench.workstation, m_bench.bank.holder());
    const auto again = sealPackage(context, m_bench.parts, m_bench.workstation, m_bench.bank.holder());
    VERIFY_RESULT(once);
    VERIFY_RESULT(again);
    QVERIFY(once->bytes != again->bytes);
    QCOMPARE(once->fingerprint, again->fingerprint);
    QList<Part> others = m_bench.parts;
    others[1].bytes += ' ';
    const auto other = sealPackage(context, others, m_bench.workstation, m_bench.bank.holder());
    VERIFY_RESULT(other);
    QVERIFY(other->fingerprint != once->fingerprint);
}

void TestPackage::onlyTheRecipientOpensIt()
{
    const auto sealed = sealPackage(m_bench.context(), m_bench.parts, m_bench.workstation, m_bench.bank.holder());
    VERIFY_RESULT(sealed);
    pki::SoftwareKey thief = test::testKey(QStringLiteral("thief"), pki::NewKey::EcP384);
    const auto opened = openPackage(sealed->bytes, thief);
    QVERIFY(!opened);
    QCOMPARE(opened.error().code.toString(), QStringLiteral("wire.package-not-opened"));
}

// Whoever may read a package could seal its signed content for somebody else, as if it had been sent to them.
void TestPackage::aSealMadeForAnotherIsRefused()
{
    const auto content = signPackage(m_bench.context(), m_bench.parts, m_bench.workstation, m_bench.bank.holder());
    VERIFY_RESULT(content);
    pki::SoftwareKey other = test::testKey(QStringLiteral("another bank"));
    const auto sealed = pki::seal(*content, {other.holder()});
    VERIFY_RESULT(sealed);
    const auto opened = openPackage(*sealed, other);
    QVERIFY(!opened);
    QCOMPARE(opened.error().code.toString(), QStringLiteral("wire.package-for-another"));
}

void TestPackage::everyChangedByteIsRefused()
{
    const QList<Part> few{m_bench.parts.at(0), m_bench.parts.at(1)};
    const auto content = signPackage(m_bench.context(), few, m_bench.workstation, m_bench.bank.holder());
    VERIFY_RESULT(content);
    const QByteArray bank = m_bench.bank.holder().fingerprint();
    const auto good = readSigned(*content, bank);
    VERIFY_RESULT(good);
    for (qsizetype i = 0; i < content->size(); ++i) {
        QByteArray changed = *content;
        changed[i] = static_cast<char>(changed.at(i) ^ 0x20);
        const auto opened = readSigned(changed, bank);
        // A byte that says nothing (an unsigned corner of the CMS) may change, what was signed and sent may not.
        if (opened) {
            QCOMPARE(opened->fingerprint, good->fingerprint);
            QVERIFY(opened->signer == good->signer);
            for (qsizetype k = 0; k < few.size(); ++k)
                QCOMPARE(opened->parts.at(k).bytes, few.at(k).bytes);
        }
    }
    const auto sealed = pki::seal(*content, {m_bench.bank.holder()});
    VERIFY_RESULT(sealed);
    for (qsizetype i = sealed->size() - 16 - content->size(); i < sealed->size(); i += 7) {
        QByteArray changed = *sealed;
        changed[i] = static_cast<char>(changed.at(i) ^ 1);
        QVERIFY2(!openPackage(changed, m_bench.bank), qPrintable(QString::number(i)));
    }
}

void TestPackage::aCutPackageIsRefused()
{
    const auto content = signPackage(m_bench.context(), m_bench.parts, m_bench.workstation, m_bench.bank.holder());
    VERIFY_RESULT(content);
    const QByteArray bank = m_bench.bank.holder().fingerprint();
    for (qsizetype size = 0; size < content->size(); size += 11)
        QVERIFY(!readSigned(content->first(size), bank));
    QVERIFY(!readSigned(*content + 'x', bank));
    const auto sealed = pki::seal(*content, {m_bench.bank.holder()});
    VERIFY_RESULT(sealed);
    for (qsizetype size = 0; size < sealed->size(); size += 37)
        QVERIFY(!openPackage(sealed->first(size), m_bench.bank));
}

void TestPackage::aListThatMayNotBeIsRefused_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::newRow("format") << QByteArray(R"("format":1)") << QByteArray(R"("format":2)");
    QTest::newRow("unknown kind") << QByteArray(R"("kind":"clip")") << QByteArray(R"("kind":"path")");
    QTest::newRow("negative size") << QByteArray(R"("size":5)") << QByteArray(R"("size":-5)");
    QTest::newRow("huge size") << QByteArray(R"("size":5)") << QByteArray(R"("size":999999999999)");
    QTest::newRow("short digest") << QByteArray(R"("recipient":"ab)") << QByteArray(R"("recipient":")");
    QTest::newRow("field twice") << QByteArray(R"("number":1)") << QByteArray(R"("number":1,"number":2)");
    QTest::newRow("field nobody knows") << QByteArray(R"("number":1)") << QByteArray(R"("number":1,"path":"../x")");
    QTest::newRow("number from 0") << QByteArray(R"("number":1)") << QByteArray(R"("number":0)");
    QTest::newRow("no events") << QByteArray(R"("kind":"events")") << QByteArray(R"("kind":"clip")");
    QTest::newRow("not JSON") << QByteArray(R"({)") << QByteArray(R"([)");
}

void TestPackage::aListThatMayNotBeIsRefused()
{
    QFETCH(const QByteArray, from);
    QFETCH(const QByteArray, to);
    Manifest manifest{m_bench.context(), {}};
    manifest.context.recipient = QByteArray(32, '\xab');
    manifest.parts = {{PartKind::Events, core::Uuid::make(m_bench.clock), 9, core::sha256("events")},
        {PartKind::Clip, core::Uuid::make(m_bench.clock), 5, core::sha256("clip")}};
    QByteArray text = manifest.encode();
    const auto good = Manifest::decode(text);
    VERIFY_RESULT(good);
    QVERIFY(good->parts == manifest.parts);
    const qsizetype at = text.indexOf(from);
    QVERIFY(at >= 0);
    text.replace(at, from.size(), to);
    const auto read = Manifest::decode(text);
    QVERIFY(!read);
    QCOMPARE(read.error().code.toString(), QStringLiteral("wire.manifest-unreadable"));
}

void TestPackage::whatIsTooManyIsNotMade()
{
    QList<Part> parts = m_bench.parts;
    parts.append(parts.at(1)); // the same part twice
    QVERIFY(!sealPackage(m_bench.context(), parts, m_bench.workstation, m_bench.bank.holder()));
    parts = {m_bench.parts.at(0)};
    for (int i = 0; i < kMostParts; ++i)
        parts.append({PartKind::Original, core::Uuid::make(m_bench.clock), "x"});
    QVERIFY(!sealPackage(m_bench.context(), parts, m_bench.workstation, m_bench.bank.holder()));
    parts.removeLast();
    VERIFY_RESULT(sealPackage(m_bench.context(), parts, m_bench.workstation, m_bench.bank.holder()));
}

QTEST_GUILESS_MAIN(TestPackage)
#include "tst_package.moc"
