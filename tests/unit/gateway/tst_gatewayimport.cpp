#include "importing.h"

#include "support/testfiles.h"
#include "unit/sync/settledcase.h"

#include <sync/gatewaytrust.h>
#include <sync/packing.h>

#include <QFile>
#include <QTest>

using namespace tirkeu;
using casefile::Delivery;

/// A branch without a network: its file is taken in by the bank's own people, who hold no key of the workstation, and
/// the receipts go back.
class TestGatewayImport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aFileIsTakenInAndItsReceiptsGoBack();
    void noWorkstationOfTheBankNoImport_data();
    void noWorkstationOfTheBankNoImport();
    void aChangedPackageHoldsNobodyUp();

private:
    [[nodiscard]] vault::Store& store() { return m_bench->vault.vault->store(); }
    [[nodiscard]] Result<QList<sync::CarriedReceipt>> take(const std::optional<pki::TrustStore>& bank = {})
    {
        QFile file(m_path);
        if (!file.open(QIODevice::ReadOnly))
            return failure(ErrorCode("gateway.import-unreadable"), ErrorKind::OperatorCanFix, m_path);
        const auto index = sync::readExport(file);
        if (!index)
            return failure(index);
        return gateway::takeFile({*m_bench->reference, m_bench->gatewayKey, bank.value_or(m_bench->pki.bankTrust()),
                                     QStringLiteral("0.1.0")},
            file, *index);
    }

    std::unique_ptr<test::ReferenceBench> m_bench;
    QString m_path;
};

void TestGatewayImport::init()
{
    m_bench = std::make_unique<test::ReferenceBench>();
    VERIFY_RESULT(m_bench->start());
    m_bench->server.reset(); // no line leads there
    m_path = m_bench->dir.filePath(QStringLiteral("carried"));
    for (int i = 0; i < 2; ++i) {
        test::CaseScript script(m_bench->vault.clock, test::iinOf(i));
        std::vector<casefile::Event> events = script.ordinary();
        events.pop_back(); // it is packed below
        VERIFY_RESULT(test::settle(store(), script, m_bench->prepared(script, std::move(events))));
    }
    vault::Spool spool(m_bench->dir.filePath(QStringLiteral("spool")), m_bench->gatewayKey.holder());
    const sync::Sender sender{QStringLiteral("ws-almaty-3-07"), QStringLiteral("almaty-3"),
        m_bench->gatewayKey.holder(), m_bench->workstation};
    VERIFY_RESULT(sync::packOwed(store(), sender, spool));
    VERIFY_RESULT(sync::writeExport(store(), spool, sender.workstation, m_path, 0, QStringLiteral("supervisor-3")));
}

void TestGatewayImport::aFileIsTakenInAndItsReceiptsGoBack()
{
    const auto taken = take();
    VERIFY_RESULT(taken);
    QCOMPARE(taken->size(), 2);
    for (const sync::CarriedReceipt& one : *taken)
        QVERIFY2(one.problem.isEmpty(), qPrintable(one.problem));
    QCOMPARE(m_bench->engine->counts()->packages, qint64(2));
    QCOMPARE(m_bench->engine->counts()->pending, qint64(0)); // the journal came along
    const auto again = take();                               // nothing twice, and the same word
    VERIFY_RESULT(again);
    QCOMPARE(m_bench->engine->counts()->packages, qint64(2));
    const auto carried = sync::decodeReceipts(sync::encodeReceipts(*again));
    VERIFY_RESULT(carried);
    const auto trust = sync::gatewayTrust(m_bench->pki.bankTrust(), m_bench->gatewayKey.holder());
    for (const sync::CarriedReceipt& one : *carried)
        VERIFY_RESULT(sync::receive(*m_bench->vault.vault, one.package, one.receipt, trust));
    QCOMPARE(store().outbox(Delivery::Accepted)->size(), std::size_t(2));
    QVERIFY(m_bench->alarms.isEmpty());
}

void TestGatewayImport::noWorkstationOfTheBankNoImport_data()
{
    QTest::addColumn<QString>("which");
    QTest::addColumn<QString>("code");
    QTest::newRow("of another bank") << QStringLiteral("another") << QStringLiteral("gateway.import-of-nobody");
    QTest::newRow("in no criteria") << QStringLiteral("unknown") << QStringLiteral("sync.gateway-not-trusted");
    QTest::newRow("revoked") << QStringLiteral("revoked") << QStringLiteral("sync.gateway-not-trusted");
}

void TestGatewayImport::noWorkstationOfTheBankNoImport()
{
    QFETCH(const QString, which);
    QFETCH(const QString, code);
    if (which == u"unknown") {
        criteria::Criteria none = *m_bench->book.criteria;
        none.workstations.clear();
        m_bench->book.criteria = std::make_shared<criteria::Criteria>(none);
    }
    if (which == u"revoked")
        VERIFY_RESULT(m_bench->engine->revoke(
            m_bench->workstation.holder().fingerprint(), QStringLiteral("stolen"), m_bench->vault.clock.wall()));
    const auto taken = take(which == u"another" ? std::optional(m_bench->pki.vendorTrust()) : std::nullopt);
    QVERIFY(!taken);
    QCOMPARE(taken.error().code.toString(), code);
    QCOMPARE(m_bench->engine->counts()->packages, qint64(0));
    QCOMPARE(m_bench->engine->counts()->entries, qint64(0));
}

void TestGatewayImport::aChangedPackageHoldsNobodyUp()
{
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto index = sync::readExport(file);
    VERIFY_RESULT(index);
    file.close();
    QByteArray bytes = test::readFile(m_path);
    const qsizetype at = index->packages.constFirst().at + index->packages.constFirst().size / 2;
    bytes[at] = static_cast<char>(bytes.at(at) ^ 1);
    test::writeFile(m_path, bytes);
    const auto taken = take();
    VERIFY_RESULT(taken);
    QCOMPARE(taken->size(), 2);
    QVERIFY(!taken->constFirst().problem.isEmpty());
    QVERIFY(taken->constFirst().receipt.isEmpty());
    QVERIFY2(taken->constLast().problem.isEmpty(), qPrintable(taken->constLast().problem));
    QCOMPARE(m_bench->engine->counts()->packages, qint64(1));
}

QTEST_GUILESS_MAIN(TestGatewayImport)
#include "tst_gatewayimport.moc"
