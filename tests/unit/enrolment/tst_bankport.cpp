#include "support/casescript.h"
#include "support/vaultbench.h"

#include <enrolment/bankport.h>

#include <QTest>

using namespace tirkeu;
using namespace tirkeu::enrolment;

class TestBankPort : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aClientGoesThereAndBack();
    void brokenFilesAreRefused_data();
    void brokenFilesAreRefused();
    void theFolderPrefills();
    void theEndOfARelationReachesTheJournal_BIO43();

private:
    [[nodiscard]] static BankClient someone();
    [[nodiscard]] static bool put(const QString& path, const QByteArray& bytes);
};

BankClient TestBankPort::someone()
{
    return {identity::Iin::parse(u"951231600025").value(), QStringLiteral("K-100200"),
        identity::PersonName::parse(u"СӘУЛЕҚЫЗЫ", u"ӘЙГЕРІМ").value(),
        identity::IdentityDocument::make(identity::DocumentKind::IdentityCard, u"012345678", QDate(2031, 5, 1)).value(),
        identity::PhoneNumber::parse(u"+77010000000").value(), QDate(1995, 12, 31)};
}

bool TestBankPort::put(const QString& path, const QByteArray& bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

void TestBankPort::aClientGoesThereAndBack()
{
    const auto again = readBankClient(toBytes(someone()));
    VERIFY_RESULT(again);
    QVERIFY(*again == someone());
    const BankClient bare{someone().iin, QStringLiteral("7")};
    QVERIFY(readBankClient(toBytes(bare)).value() == bare);
    const RelationEnd end{someone().iin, test::FakeClock().wall(), QStringLiteral("core, 7")};
    QVERIFY(readRelationEnd(toBytes(end)).value() == end);
}

void TestBankPort::brokenFilesAreRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray good = toBytes(someone());
    const auto with = [&good](const char* from, const char* to) {
        QByteArray changed = good;
        return changed.replace(from, to);
    };
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("half") << good.first(good.size() / 2);
    QTest::newRow("control digit") << with("951231600025", "951231600024");
    QTest::newRow("another schema") << with("bank-client/1", "bank-client/2");
    QTest::newRow("no number") << with("K-100200", "");
    QTest::newRow("a field of its own") << with("\"number\": \"K-", "\"x\": 1, \"number\": \"K-");
    QTest::newRow("no such day") << with("1995-12-31", "1995-02-31");
    QTest::newRow("no such kind") << with("identity-card", "library-card");
    QTest::newRow("a telephone of words") << with("+77010000000", "call me");
    QTest::newRow("too large") << QByteArray(good + QByteArray(70'000, ' '));
}

void TestBankPort::brokenFilesAreRefused()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(bytes != toBytes(someone()));
    QVERIFY(!readBankClient(bytes));
}

void TestBankPort::theFolderPrefills()
{
    QTemporaryDir dir;
    BankFileDrop bank(dir.path());
    const auto nobody = bank.find(someone().iin).result();
    VERIFY_RESULT(nobody);
    QVERIFY(!*nobody);
    QVERIFY(put(dir.filePath(QStringLiteral("clients/951231600025.json")), toBytes(someone())));
    QVERIFY(bank.find(someone().iin).result().value() == someone());
    // A file under another's name prefills nothing.
    QVERIFY(put(dir.filePath(QStringLiteral("clients/930315500178.json")), toBytes(someone())));
    QVERIFY(!bank.find(identity::Iin::parse(u"930315500178").value()).result());
}

void TestBankPort::theEndOfARelationReachesTheJournal_BIO43()
{
    test::VaultBench bench;
    VERIFY_RESULT(bench.create());
    test::CaseScript known(bench.clock, someone().iin.toString());
    VERIFY_RESULT(bench.play({known.opened(), known.recorded()}));
    QTemporaryDir dir;
    BankFileDrop bank(dir.path());
    const RelationEnd of{someone().iin, bench.clock.wall(), QStringLiteral("core, 7")};
    const RelationEnd stranger{
        identity::Iin::parse(u"930315500178").value(), bench.clock.wall(), QStringLiteral("core, 8")};
    QVERIFY(put(dir.filePath(QStringLiteral("ended/a.json")), toBytes(of)));
    QVERIFY(put(dir.filePath(QStringLiteral("ended/b.json")), toBytes(stranger)));
    QVERIFY(put(dir.filePath(QStringLiteral("ended/c.json")), "torn"));
    const auto ends = bank.ends().result();
    VERIFY_RESULT(ends);
    QCOMPARE(ends->unreadable, QStringList{QStringLiteral("c.json")});
    QCOMPARE(ends->ends.size(), 2);
    QVERIFY(!QFile::exists(dir.filePath(QStringLiteral("ended/c.json")))); // out of the way
    QVERIFY(QFile::exists(dir.filePath(QStringLiteral("unreadable/c.json"))));
    QVERIFY(bank.ends().result()->unreadable.isEmpty()); // told once
    QVERIFY(put(dir.filePath(QStringLiteral("ended/c.json")), "torn again"));
    QCOMPARE(bank.ends().result()->unreadable, QStringList{QStringLiteral("c.json")});
    QVERIFY(QFile::exists(dir.filePath(QStringLiteral("unreadable/2-c.json")))); // the first is kept
    vault::Retention retention(bench.vault->store(), dir.path());
    const auto done = takeInEnds(bench.vault->store(), retention, ends->ends, QStringLiteral("workstation"));
    VERIFY_RESULT(done);
    QCOMPARE(done->size(), 2);
    QCOMPARE(bench.vault->store().client(known.client)->relationEnded, std::optional(of.at));
    for (const RelationEnd& end : *done)
        VERIFY_RESULT(bank.takenIn(end).result());
    QVERIFY(bank.ends().result()->ends.isEmpty());
    // They enrol again, and the same file comes once more: it is done with and starts nothing.
    test::CaseScript again(bench.clock, someone().iin.toString());
    std::vector<casefile::Event> events = again.ordinary();
    for (casefile::Event& event : events)
        event.client = known.client;
    VERIFY_RESULT(bench.play(events));
    const auto late = takeInEnds(bench.vault->store(), retention, {of}, QStringLiteral("workstation"));
    VERIFY_RESULT(late);
    QCOMPARE(late->size(), 1);
    QVERIFY(!bench.vault->store().client(known.client)->relationEnded);
}

QTEST_MAIN(TestBankPort)
#include "tst_bankport.moc"
