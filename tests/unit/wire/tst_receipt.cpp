#include "wirebench.h"

#include <wire/receipt.h>

#include <QTest>

using namespace tirkeu;
using namespace tirkeu::wire;

/// MFO-30: the workstation holds the gateway's signed word about each delivery.
class TestReceipt : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itReadsBack_data();
    void itReadsBack();
    void everyChangedByteIsRefused();
    void aReceiptOfAnotherIsNone();
    void aRefusalHasAReason();

private:
    [[nodiscard]] Receipt receipt(Verdict verdict = Verdict::Accepted);
    test::FakeClock m_clock;
    pki::SoftwareKey m_gateway = test::testKey(QStringLiteral("gateway"));
};

Receipt TestReceipt::receipt(Verdict verdict)
{
    return {PackageId::make(m_clock), core::sha256("content"), verdict,
        verdict == Verdict::Refused ? QStringLiteral("reference.attempts-exceeded") : QString(), m_clock.wall(),
        {41, core::sha256("head")}, QStringLiteral("gateway-1")};
}

void TestReceipt::itReadsBack_data()
{
    QTest::addColumn<int>("verdict");
    for (const Verdict verdict : {Verdict::Accepted, Verdict::ChainPending, Verdict::Refused})
        QTest::newRow(qPrintable(nameOf(verdict))) << static_cast<int>(verdict);
}

void TestReceipt::itReadsBack()
{
    QFETCH(const int, verdict);
    const Receipt given = receipt(static_cast<Verdict>(verdict));
    const auto bytes = signReceipt(given, m_gateway);
    VERIFY_RESULT(bytes);
    const auto read = readReceipt(*bytes);
    VERIFY_RESULT(read);
    QVERIFY(read->receipt == given);
    QVERIFY(read->signer == m_gateway.holder());
}

void TestReceipt::everyChangedByteIsRefused()
{
    const Receipt given = receipt();
    const auto bytes = signReceipt(given, m_gateway);
    VERIFY_RESULT(bytes);
    for (qsizetype i = 0; i < bytes->size(); ++i) {
        QByteArray changed = *bytes;
        changed[i] = static_cast<char>(changed.at(i) ^ 0x01);
        if (const auto read = readReceipt(changed)) {
            QVERIFY(read->receipt == given);
            QVERIFY(read->signer == m_gateway.holder());
        }
    }
    for (qsizetype size = 0; size < bytes->size(); size += 5)
        QVERIFY(!readReceipt(bytes->first(size)));
}

void TestReceipt::aReceiptOfAnotherIsNone()
{
    const Receipt given = receipt();
    VERIFY_RESULT(checkReceipt(given, given.package, given.fingerprint));
    QVERIFY(!checkReceipt(given, PackageId::make(m_clock), given.fingerprint));
    QVERIFY(!checkReceipt(given, given.package, core::sha256("another content")));
}

void TestReceipt::aRefusalHasAReason()
{
    Receipt given = receipt(Verdict::Refused);
    given.reason.clear();
    const auto without = signReceipt(given, m_gateway);
    VERIFY_RESULT(without);
    QVERIFY(!readReceipt(*without));
    given = receipt(Verdict::Accepted);
    given.reason = QStringLiteral("reference.some");
    const auto with = signReceipt(given, m_gateway);
    VERIFY_RESULT(with);
    QVERIFY(!readReceipt(*with));
}

QTEST_GUILESS_MAIN(TestReceipt)
#include "tst_receipt.moc"
