#include "support/testfiles.h"
#include "support/vaultbench.h"

#include <pki/sealing.h>
#include <storage/errors.h>
#include <vault/errors.h>
#include <vault/spool.h>

#include <QDir>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::vault;

// BIO-28: unattended sending takes sealed packages that lie outside the vault; no slot opens for it.
class TestSpool : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void packagesAreTakenWhileTheVaultIsClosed();
    void onlyWhatIsSealedForTheGatewayIsTaken();
    void puttingTwiceChangesNothing();
    void itIsBounded();
    void whatACutLeftIsNoPackage();
    void whatHasToBeKnownToSendStandsInTheName();
    void whatWasChangedIsSetAside();
    void aFolderThatCannotBeWrittenSaysSo();

private:
    [[nodiscard]] QByteArray sealed(const QByteArray& content)
    {
        return pki::seal(content, {m_gateway.holder()}).value_or(QByteArray());
    }
    [[nodiscard]] SpoolEntry next()
    {
        m_clock.advance(std::chrono::seconds(1));
        return {core::Uuid::make(m_clock), core::sha256("x"), QByteArray(kLaneBytes, 'l'), 5};
    }
    test::FakeClock m_clock;
    pki::SoftwareKey m_gateway = test::testKey(QStringLiteral("gateway"));
    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_folder;
    std::unique_ptr<Spool> m_spool;
};

void TestSpool::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_folder = m_dir->filePath(QStringLiteral("vault.spool"));
    m_spool = std::make_unique<Spool>(m_folder, m_gateway.holder());
}

void TestSpool::packagesAreTakenWhileTheVaultIsClosed()
{
    QVERIFY(m_spool->list()->empty());
    const SpoolEntry first = next();
    const SpoolEntry second = next();
    VERIFY_RESULT(m_spool->put(second, sealed("second")));
    VERIFY_RESULT(m_spool->put(first, sealed("first")));
    // Another process, without a vault: oldest first, and only the gateway can open what it carries.
    Spool sender(m_folder, m_gateway.holder());
    const auto waiting = sender.list();
    VERIFY_RESULT(waiting);
    QCOMPARE(waiting->size(), std::size_t(2));
    QVERIFY(waiting->front().about.package == first.package);
    const auto bytes = sender.read(first.package);
    VERIFY_RESULT(bytes);
    QVERIFY(!bytes->contains("first"));
    QCOMPARE(pki::open(*bytes, m_gateway).value_or(QByteArray()), QByteArray("first"));
    VERIFY_RESULT(sender.remove(first.package));
    VERIFY_RESULT(sender.remove(first.package)); // gone already
    QVERIFY(!sender.read(first.package));
    QCOMPARE(m_spool->list()->size(), std::size_t(1));
}

void TestSpool::onlyWhatIsSealedForTheGatewayIsTaken()
{
    const pki::SoftwareKey other = test::testKey(QStringLiteral("other"));
    const QByteArray forOther = pki::seal("x", {other.holder()}).value_or(QByteArray());
    QVERIFY(!forOther.isEmpty());
    for (const QByteArray& bytes : {QByteArray(), QByteArray("clear"), forOther, sealed("x").left(60)})
        QVERIFY(!m_spool->put(next(), bytes));
    QVERIFY(m_spool->list()->empty());
}

void TestSpool::puttingTwiceChangesNothing()
{
    const SpoolEntry package = next();
    const QByteArray bytes = sealed("x");
    VERIFY_RESULT(m_spool->put(package, bytes));
    VERIFY_RESULT(m_spool->put(package, bytes));
    QCOMPARE(m_spool->list()->size(), std::size_t(1));
    VERIFY_RESULT(m_spool->put(package, sealed("x"))); // sealed anew: the same inside
    QCOMPARE(m_spool->list()->size(), std::size_t(1));
    SpoolEntry changed = package;
    changed.fingerprint = core::sha256("y");
    const Result<> other = m_spool->put(changed, sealed("y"));
    QVERIFY(!other);
    QCOMPARE(other.error().code.toString(), QStringLiteral("vault.package-differs"));
    QCOMPARE(m_spool->read(package.package).value(), bytes);
}

void TestSpool::itIsBounded()
{
    Spool small(m_folder, m_gateway.holder(), {.packages = 2, .bytes = 8192, .packageBytes = 4096});
    QVERIFY(!small.put(next(), sealed(QByteArray(5000, 'x'))));
    VERIFY_RESULT(small.put(next(), sealed("1")));
    VERIFY_RESULT(small.put(next(), sealed("2")));
    const Result<> full = small.put(next(), sealed("3"));
    QVERIFY(!full);
    QCOMPARE(full.error().code.toString(), QStringLiteral("vault.spool-full"));
    VERIFY_RESULT(small.remove(small.list()->front().about.package));
    VERIFY_RESULT(small.put(next(), sealed("3")));
    Spool tight(
        m_folder, m_gateway.holder(), {.packages = 9, .bytes = small.list()->front().size * 2, .packageBytes = 4096});
    QVERIFY(!tight.put(next(), sealed("4")));
}

void TestSpool::whatACutLeftIsNoPackage()
{
    const SpoolEntry package = next();
    const QByteArray bytes = sealed("x");
    VERIFY_RESULT(m_spool->put(package, bytes));
    const QString whole = QDir(m_folder).entryList(QDir::Files).front();
    VERIFY_RESULT(m_spool->remove(package.package));
    // Cut before the rename: half of it lies beside, under a name that is not read.
    test::writeFile(m_folder + u'/' + whole + QStringLiteral(".new"), bytes.left(100));
    QVERIFY(m_spool->list()->empty());
    VERIFY_RESULT(m_spool->put(package, bytes));
    QCOMPARE(m_spool->read(package.package).value(), bytes);
    QCOMPARE(QDir(m_folder).entryList(QDir::Files), QStringList{whole});
    test::writeFile(m_folder + QStringLiteral("/notes.txt"), "x");
    test::writeFile(m_folder + QStringLiteral("/x.sealed"), "x");
    QCOMPARE(m_spool->list()->size(), std::size_t(1));
}

void TestSpool::whatHasToBeKnownToSendStandsInTheName()
{
    SpoolEntry about = next();
    about.lane = QByteArray::fromHex("00ff10a5b6c7d8e9");
    about.priority = 0;
    VERIFY_RESULT(m_spool->put(about, sealed("x")));
    const auto listed = m_spool->list();
    VERIFY_RESULT(listed);
    QCOMPARE(listed->size(), std::size_t(1));
    QCOMPARE(listed->front().about.fingerprint, about.fingerprint);
    QCOMPARE(listed->front().about.lane, about.lane);
    QCOMPARE(listed->front().about.priority, 0);
    for (const SpoolEntry& wrong :
        {SpoolEntry{about.package, {}, about.lane, 0}, SpoolEntry{about.package, about.fingerprint, "short", 0},
            SpoolEntry{about.package, about.fingerprint, about.lane, 10}})
        QVERIFY(!m_spool->put(wrong, sealed("x")));
    // What the gateway said while nobody was in waits beside it, and goes with it.
    QVERIFY(m_spool->receipt(about.package)->isEmpty());
    VERIFY_RESULT(m_spool->putReceipt(about.package, "first"));
    VERIFY_RESULT(m_spool->putReceipt(about.package, "second"));
    QCOMPARE(m_spool->receipt(about.package).value(), QByteArray("second"));
    QCOMPARE(m_spool->list()->size(), std::size_t(1));
    VERIFY_RESULT(m_spool->remove(about.package));
    QVERIFY(QDir(m_folder).entryList(QDir::Files).isEmpty());
}

void TestSpool::whatWasChangedIsSetAside()
{
    const SpoolEntry package = next();
    VERIFY_RESULT(m_spool->put(package, sealed("x")));
    const QString path = m_folder + u'/' + QDir(m_folder).entryList(QDir::Files).front();
    QByteArray bytes = test::readFile(path);
    bytes[bytes.size() - 1] = static_cast<char>(bytes.back() ^ 1);
    test::writeFile(path, bytes);
    const auto read = m_spool->read(package.package);
    QVERIFY(!read);
    QCOMPARE(read.error().code.toString(), kTampered.toString());
    QVERIFY(m_spool->list()->empty());
    QCOMPARE(test::readFile(path + QStringLiteral(".damaged")), bytes);
    VERIFY_RESULT(m_spool->put(package, sealed("x"))); // out of the vault again
}

void TestSpool::aFolderThatCannotBeWrittenSaysSo()
{
    test::writeFile(m_folder, "a file in the folder's place");
    const Result<> put = m_spool->put(next(), sealed("x"));
    QVERIFY(!put);
    QCOMPARE(put.error().code.toString(), storage::kReadOnly.toString());
}

QTEST_GUILESS_MAIN(TestSpool)
#include "tst_spool.moc"
