#include "support/vaultbench.h"

#include <vault/journalexport.h>

#include <QTest>
#include <QtEndian>

using namespace tirkeu;
using namespace tirkeu::vault;

class TestJournalExport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void itVerifiesWithoutTheVault();
    void onlyWhatIsShownIsReadable();
    void everyChangeIsSeen();

private:
    [[nodiscard]] Result<QByteArray> make(const QList<quint64>& shown = {});
    std::unique_ptr<test::VaultBench> m_bench;
};

void TestJournalExport::initTestCase()
{
    m_bench = std::make_unique<test::VaultBench>();
    VERIFY_RESULT(m_bench->create());
    test::CaseScript script(m_bench->clock);
    VERIFY_RESULT(m_bench->play(script.ordinary()));
}

Result<QByteArray> TestJournalExport::make(const QList<quint64>& shown)
{
    Store& store = m_bench->vault->store();
    return exportJournal(store.journal(), store.vault(), 3, 12, m_bench->workstation, m_bench->clock, shown);
}

void TestJournalExport::itVerifiesWithoutTheVault()
{
    const auto file = make();
    VERIFY_RESULT(file);
    const auto report = verifyExport(*file);
    VERIFY_RESULT(report);
    QVERIFY(report->isGood());
    QCOMPARE(report->checked, quint64(10));
    QCOMPARE(report->header.first, quint64(3));
    QVERIFY(report->signer == m_bench->workstation.holder());
}

void TestJournalExport::onlyWhatIsShownIsReadable()
{
    const auto file = make({4});
    VERIFY_RESULT(file);
    QVERIFY(!file->contains("012345678"));
    const auto report = verifyExport(*file);
    VERIFY_RESULT(report);
    QCOMPARE(report->shown.size(), std::size_t(1));
    const QJsonObject document = report->shown.front().second.value(u"document").toObject();
    QCOMPARE(document.value(u"number").toString(), QStringLiteral("012345678"));
}

void TestJournalExport::everyChangeIsSeen()
{
    const QByteArray file = make().value();
    // The signature's wrapping has bytes that mean nothing (names of algorithms, a version); what is signed has none.
    qsizetype signedBytes = file.size() - 5;
    while (qFromBigEndian<quint32>(file.constData() + signedBytes) != quint32(file.size() - signedBytes - 4))
        --signedBytes;
    for (qsizetype at = 0; at < signedBytes; at += 13) {
        QByteArray changed = file;
        changed[at] = static_cast<char>(changed.at(at) ^ 4);
        const auto report = verifyExport(changed);
        QVERIFY2(!report || !report->isGood(), qPrintable(QString::number(at)));
    }
    for (qsizetype size = 0; size < file.size(); size += 29)
        QVERIFY(!verifyExport(QByteArrayView(file).first(size)));
}

QTEST_GUILESS_MAIN(TestJournalExport)
#include "tst_journalexport.moc"
