#include "syncbench.h"

#include "support/testfiles.h"

#include <sync/carrying.h>
#include <sync/errors.h>

#include <QBuffer>
#include <QFile>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::sync;
using casefile::Delivery;
using Cut = test::ScriptedGateway::Cut;

// A branch without a network: packages into a file, the file to the gateway, receipts back into the vault.
class TestCarrying : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void thereAndBack();
    void whatIsRefusedIsNotDelivered();
    void aBusyGatewayKeepsNoReceiptBack();
    void interruptedItGoesOn();
    void nothingToExportIsSaid();
    void whatWasChangedIsRefused_data();
    void whatWasChangedIsRefused();
    void aCutFileIsRefused();
    void receiptsThatAreNoneAreRefused_data();
    void receiptsThatAreNoneAreRefused();

private:
    [[nodiscard]] QString path() const { return m_bench->bench.dir.filePath(QStringLiteral("packages")); }
    [[nodiscard]] Result<ExportIndex> make(quint64 known = 0)
    {
        vault::Spool spool = m_bench->spool();
        if (const auto packed = packOwed(m_bench->store(), m_bench->sender(), spool); !packed)
            return failure(packed);
        return writeExport(
            m_bench->store(), spool, QStringLiteral("almaty-3-07"), path(), known, QStringLiteral("supervisor-3"));
    }
    std::unique_ptr<test::SyncBench> m_bench;
};

void TestCarrying::init()
{
    m_bench = std::make_unique<test::SyncBench>();
    VERIFY_RESULT(m_bench->bench.create());
    for (const char* iin : {"850712300011", "900101300017"}) {
        test::CaseScript script(m_bench->clock(), QString::fromLatin1(iin));
        VERIFY_RESULT(m_bench->settle(script, 4000));
    }
}

void TestCarrying::thereAndBack()
{
    m_bench->gateway.needsJournal = true;
    const auto made = make();
    VERIFY_RESULT(made);
    // It is in the journal that it was handed out, and whose.
    const auto lines =
        m_bench->store().journal().read({.kinds = {casefile::Kind::ExportMade, casefile::Kind::JournalExported}});
    QCOMPARE(lines->size(), std::size_t(3));
    QVERIFY(!test::readFile(path()).contains("%PDF"));
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto index = readExport(file);
    VERIFY_RESULT(index);
    QVERIFY(*index == *made);
    QCOMPARE(index->packages.size(), 2);
    const auto receipts = deliverFile(m_bench->gateway, file, *index);
    VERIFY_RESULT(receipts);
    QCOMPARE(m_bench->gateway.stored.size(), 2);
    const auto carried = decodeReceipts(encodeReceipts(*receipts));
    VERIFY_RESULT(carried);
    QCOMPARE(carried->size(), 2);
    for (const CarriedReceipt& one : *carried)
        VERIFY_RESULT(receive(*m_bench->bench.vault, one.package, one.receipt, m_bench->trust()));
    QCOMPARE(m_bench->count(Delivery::Accepted), 2);
    QVERIFY(knownToGateway(m_bench->store()).value() > 0);
    // The next file begins where the gateway stands.
    test::CaseScript script(m_bench->clock(), QStringLiteral("951231600025"));
    VERIFY_RESULT(m_bench->settle(script));
    vault::Spool spool = m_bench->spool();
    VERIFY_RESULT(matchSpool(m_bench->store(), m_bench->sender(), spool));
    const auto second = make(knownToGateway(m_bench->store()).value());
    VERIFY_RESULT(second);
    QCOMPARE(second->packages.size(), 1);
    QVERIFY(second->journalFirst > 1);
}

// A refusal comes back as a receipt like any other, and is told as what it is.
void TestCarrying::whatIsRefusedIsNotDelivered()
{
    VERIFY_RESULT(make());
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto index = readExport(file);
    VERIFY_RESULT(index);
    m_bench->gateway.verdict = [](const wire::Manifest&) {
        return QStringLiteral("reference.package-number-taken");
    };
    const auto receipts = deliverFile(m_bench->gateway, file, *index);
    VERIFY_RESULT(receipts);
    QCOMPARE(receipts->size(), 2);
    for (const CarriedReceipt& one : *receipts) {
        QVERIFY(!one.receipt.isEmpty());
        QCOMPARE(one.problem, QStringLiteral("reference.package-number-taken"));
        VERIFY_RESULT(receive(*m_bench->bench.vault, one.package, one.receipt, m_bench->trust()));
    }
    QCOMPARE(m_bench->count(Delivery::Refused), 2);
}

void TestCarrying::aBusyGatewayKeepsNoReceiptBack()
{
    VERIFY_RESULT(make());
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto index = readExport(file);
    VERIFY_RESULT(index);
    m_bench->gateway.problem = [finished = 0](const QByteArray& call) mutable -> std::optional<wire::Problem> {
        if (call != "finish" || ++finished == 1)
            return std::nullopt;
        return wire::Problem{.kind = wire::Problem::Kind::Later, .code = QStringLiteral("reference.store-fault")};
    };
    const auto receipts = deliverFile(m_bench->gateway, file, *index);
    VERIFY_RESULT(receipts);
    QCOMPARE(receipts->size(), 2);
    QVERIFY(!receipts->constFirst().receipt.isEmpty());
    QVERIFY(receipts->constFirst().problem.isEmpty());
    QVERIFY(receipts->constLast().receipt.isEmpty());
    QVERIFY(!receipts->constLast().problem.isEmpty());
}

void TestCarrying::interruptedItGoesOn()
{
    VERIFY_RESULT(make());
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto index = readExport(file);
    VERIFY_RESULT(index);
    int rounds = 0;
    for (bool done = false; !done; ++rounds) {
        int calls = 0;
        m_bench->gateway.cut = [&calls, rounds](const QByteArray&) {
            return ++calls > 3 + rounds ? (rounds % 2 == 0 ? Cut::Before : Cut::After) : Cut::None;
        };
        const auto receipts = deliverFile(m_bench->gateway, file, *index);
        done = receipts.has_value();
        if (!done)
            QCOMPARE(receipts.error().code.toString(), kNotReached.toString());
        QVERIFY(rounds < 100);
    }
    QVERIFY(rounds > 3);
    QCOMPARE(m_bench->gateway.order.size(), 2);
}

void TestCarrying::nothingToExportIsSaid()
{
    VERIFY_RESULT(make());
    m_bench->begin();
    m_bench->run(std::chrono::minutes(1));
    QCOMPARE(m_bench->count(Delivery::Accepted), 2);
    const auto none = make();
    QVERIFY(!none);
    QCOMPARE(none.error().code.toString(), QStringLiteral("sync.nothing-to-export"));
}

void TestCarrying::whatWasChangedIsRefused_data()
{
    QTest::addColumn<int>("at");
    QTest::addColumn<QByteArray>("with");
    QTest::newRow("another file") << 0 << QByteArray("X");
    QTest::newRow("a name without end") << 26 << QByteArray("\x7f\xff\xff\xff", 4);
    QTest::newRow("a journal of minus bytes") << 57 << QByteArray("\xff", 1);
    QTest::newRow("packages without end") << 65 << QByteArray("\xff\xff\xff\xff", 4);
}

void TestCarrying::whatWasChangedIsRefused()
{
    QFETCH(int, at);
    QFETCH(QByteArray, with);
    VERIFY_RESULT(make());
    QByteArray bytes = test::readFile(path());
    bytes.replace(at, with.size(), with);
    QBuffer file(&bytes);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto index = readExport(file);
    QVERIFY(!index);
    QCOMPARE(index.error().code.toString(), QStringLiteral("sync.export-unreadable"));
}

void TestCarrying::aCutFileIsRefused()
{
    const auto made = make();
    VERIFY_RESULT(made);
    const QByteArray whole = test::readFile(path());
    for (qsizetype size = 0; size < whole.size(); size += 1 + size / 7) {
        QByteArray cut = whole.left(size);
        QBuffer file(&cut);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!readExport(file));
    }
    // A changed package is found when it is its turn, and holds the other not up.
    QByteArray changed = whole;
    changed[made->packages.front().at + 100] = static_cast<char>(changed.at(made->packages.front().at + 100) ^ 1);
    QBuffer file(&changed);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto index = readExport(file);
    VERIFY_RESULT(index);
    const auto receipts = deliverFile(m_bench->gateway, file, *index);
    VERIFY_RESULT(receipts);
    QCOMPARE(receipts->front().problem, QStringLiteral("sync.export-unreadable"));
    QVERIFY(!receipts->back().receipt.isEmpty());
    QCOMPARE(m_bench->gateway.stored.size(), 1);
}

void TestCarrying::receiptsThatAreNoneAreRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("receipts");
    QTest::newRow("another format") << QByteArray(R"({"format":2,"receipts":[]})");
    QTest::newRow("no id") << QByteArray(R"({"format":1,"receipts":[{"package":"x","receipt":""}]})");
    QTest::newRow("no base64") << QByteArray(
        R"({"format":1,"receipts":[{"package":"0197ee12-7c00-7000-8000-0000000000a1","receipt":"§"}]})");
    QTest::newRow("something more") << QByteArray(R"({"format":1,"receipts":[],"more":1})");
}

void TestCarrying::receiptsThatAreNoneAreRefused()
{
    QFETCH(QByteArray, text);
    const auto receipts = decodeReceipts(text);
    QVERIFY(!receipts);
    QCOMPARE(receipts.error().code.toString(), QStringLiteral("sync.receipts-unreadable"));
}

QTEST_GUILESS_MAIN(TestCarrying)
#include "tst_carrying.moc"
