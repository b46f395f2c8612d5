#include "importing.h"

#include "support/testfiles.h"
#include "unit/sync/settledcase.h"

#include <casefile/entry.h>
#include <sync/gatewaytrust.h>
#include <sync/packing.h>

#include <QFile>
#include <QTest>
#include <QtEndian>

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
    void anEntryThatIsAddedIsNotTaken();
    void aJournalThatIsAnotherIsRefused();

private:
    /// The file with another journal in it, the rest as it was.
    void putJournal(const std::vector<casefile::Entry>& entries)
    {
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto index = sync::readExport(file);
        VERIFY_RESULT(index);
        file.close();
        QByteArray journal;
        for (const casefile::Entry& entry : entries)
            journal += casefile::encode(entry);
        char size[sizeof(qint64)];
        qToBigEndian(qint64(journal.size()), size);
        QByteArray bytes = test::readFile(m_path);
        bytes.replace(index->journalAt, index->journalSize, journal);
        // In front, behind mark, vault, the workstation's name with its length, the time and the journal's first.
        const qsizetype at = 10 + 16 + 4 + index->workstation.toUtf8().size() + 8 + 8;
        bytes.replace(at, sizeof size, QByteArray(size, sizeof size));
        test::writeFile(m_path, bytes);
    }
    /// What the vault's journal has behind `known`.
    [[nodiscard]] std::vector<casefile::Entry> entriesBehind(quint64 known)
    {
        std::vector<casefile::Entry> entries;
        const Result<> visited = store().journal().visit(known + 1, [&](const casefile::Entry& entry) -> Result<bool> {
            entries.push_back(entry);
            return true;
        });
        return visited ? entries : std::vector<casefile::Entry>();
    }
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
                                     QStringLiteral("0.1.0"), m_bench->vault.clock.wall()},
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

// The packages are signed, the journal beside them is not: whoever carries the file could make the bank believe another
// entry than the branch's next.
void TestGatewayImport::anEntryThatIsAddedIsNotTaken()
{
    std::vector<casefile::Entry> entries = entriesBehind(0);
    QVERIFY(!entries.empty());
    const core::JournalHead head = store().journal().head();
    casefile::Entry added;
    added.sequence = head.sequence + 1;
    added.time = m_bench->vault.clock.wall();
    added.kind = entries.front().kind;
    for (const casefile::Entry& one : entries) {
        if (one.signature.isEmpty())
            added.kind = one.kind; // of those that nobody signs
    }
    added.actor = QStringLiteral("somebody");
    added.payload = "of somebody";
    casefile::Linker().link(added, head.hash);
    entries.push_back(added);
    putJournal(entries);
    const auto taken = take();
    VERIFY_RESULT(taken);
    QCOMPARE(m_bench->engine->counts()->packages, qint64(2));
    QCOMPARE(m_bench->engine->counts()->pending, qint64(0));
    const core::Uuid vault = store().vault();
    const auto held = m_bench->engine->journal(vault);
    VERIFY_RESULT(held);
    QVERIFY(held->has_value());
    QVERIFY((*held)->head.sequence <= head.sequence);
    // The branch's own journal goes on from there.
    QByteArray rest;
    for (const casefile::Entry& one : entriesBehind((*held)->head.sequence))
        rest += casefile::encode(one);
    QVERIFY(!rest.isEmpty());
    const auto now =
        m_bench->reference->putJournal({m_bench->workstation.holder(), QStringLiteral("0.1.0")}, vault, rest);
    QVERIFY2(now, qPrintable(now ? QString() : now.error().code));
    QCOMPARE(now->sequence, head.sequence);
    QVERIFY(now->hash == head.hash);
}

void TestGatewayImport::aJournalThatIsAnotherIsRefused()
{
    std::vector<casefile::Entry> entries = entriesBehind(0);
    QVERIFY(!entries.empty());
    casefile::Linker linker;
    QByteArray previous = entries.front().previous;
    entries.front().actor = QStringLiteral("somebody");
    for (casefile::Entry& one : entries) { // a chain without a break
        linker.link(one, previous);
        previous = one.hash;
    }
    putJournal(entries);
    const auto taken = take();
    QVERIFY(!taken);
    QCOMPARE(taken.error().code.toString(), QStringLiteral("gateway.import-other-journal"));
    QCOMPARE(m_bench->engine->counts()->packages, qint64(0));
    QCOMPARE(m_bench->engine->counts()->entries, qint64(0));
}

QTEST_GUILESS_MAIN(TestGatewayImport)
#include "tst_gatewayimport.moc"
