#include "support/testfiles.h"

#include <storage/errors.h>
#include <storage/migrations.h>

#include <QTemporaryDir>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::storage;

namespace {
constexpr Sql kFirst[] = {"CREATE TABLE a(x INTEGER)", "INSERT INTO a VALUES(1)"};
constexpr Sql kSecond[] = {"ALTER TABLE a ADD COLUMN y INTEGER DEFAULT 5"};
constexpr Sql kBroken[] = {"CREATE TABLE b(x INTEGER)", "INSERT INTO nowhere VALUES(1)"};
constexpr Migration kUpToOne[] = {{1, kFirst}};
constexpr Migration kUpToTwo[] = {{1, kFirst}, {2, kSecond}};
constexpr Migration kWithBroken[] = {{1, kFirst}, {2, kBroken}};
} // namespace

class TestMigrations : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void stepsRunOnceAndInOrder();
    void theBackupComesFirst();
    void aFailedStepLeavesTheVersionBefore();
    void aNewerFileStaysUntouched();

private:
    [[nodiscard]] Result<Connection> open(OpenMode mode, std::span<const Migration> steps, BeforeMigration before = {})
    {
        return openMigrated({.path = m_folder->filePath(QStringLiteral("m.db")), .mode = mode}, m_key, steps, before);
    }
    std::unique_ptr<QTemporaryDir> m_folder;
    core::SecureBytes m_key{kKeyBytes};
};

void TestMigrations::stepsRunOnceAndInOrder()
{
    QVERIFY(open(OpenMode::CreateNew, kUpToOne));
    auto second = open(OpenMode::ReadWrite, kUpToTwo);
    QVERIFY(second);
    QCOMPARE(second->version().value(), 2);
    QCOMPARE(second->number("SELECT y FROM a").value(), 5);
    QCOMPARE(second->number("SELECT count(*) FROM a").value(), 1);
}

void TestMigrations::theBackupComesFirst()
{
    int asked = 0;
    QVERIFY(open(OpenMode::CreateNew, kUpToOne, [&](Connection&, int) -> Result<> {
        ++asked;
        return {};
    }));
    QCOMPARE(asked, 0); // a new file has nothing to lose
    const auto stopped = open(OpenMode::ReadWrite, kUpToTwo, [&](Connection&, int from) -> Result<> {
        ++asked;
        return failure(kDiskFull, ErrorKind::OperatorCanFix, QString::number(from));
    });
    QVERIFY(!stopped);
    QCOMPARE(asked, 1);
    auto still = open(OpenMode::ReadWrite, kUpToOne);
    QCOMPARE(still->version().value(), 1);
}

void TestMigrations::aFailedStepLeavesTheVersionBefore()
{
    QVERIFY(open(OpenMode::CreateNew, kUpToOne));
    QVERIFY(!open(OpenMode::ReadWrite, kWithBroken));
    auto still = open(OpenMode::ReadWrite, kUpToOne);
    QVERIFY(still);
    QCOMPARE(still->number("SELECT count(*) FROM sqlite_master WHERE name = 'b'").value(), 0);
}

void TestMigrations::aNewerFileStaysUntouched()
{
    QVERIFY(open(OpenMode::CreateNew, kUpToTwo));
    const QByteArray before = test::readFile(m_folder->filePath(QStringLiteral("m.db")));
    const auto refused = open(OpenMode::ReadWrite, kUpToOne);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code.toString(), kNewer.toString());
    QCOMPARE(refused.error().values, (QStringList{QStringLiteral("2"), QStringLiteral("1")}));
    QCOMPARE(test::readFile(m_folder->filePath(QStringLiteral("m.db"))), before);
}

QTEST_GUILESS_MAIN(TestMigrations)
#include "tst_migrations.moc"
