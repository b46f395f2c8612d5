#include "support/testfiles.h"

#include <storage/connection.h>
#include <storage/errors.h>
#include <storage/transaction.h>

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sqlcipher/sqlite3.h>

using namespace tirkeu;
using namespace tirkeu::storage;

class TestConnection : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Where SQLite would put a temporary file is settled by its first connection, and /var/tmp is searched.
    void initTestCase() { qunsetenv("TMPDIR"); }
    void init();
    void whatIsWrittenIsRead();
    void valuesKeepTheirType();
    void aWrongKeyIsRefused();
    void aClearFileIsRefused();
    void missingAndExistingFilesAreToldApart();
    void whatCannotBeOpenedBesideAFileIsNoMissingFile();
    void uncommittedWorkIsUndone();
    void aSecondWriterIsToldToTryAgain();
    void aFlippedByteIsNoticed();
    void anExportIsACompleteCopyUnderAnotherKey();
    void aReadOnlyFolderIsNamed();
    void noClearTextReachesTheDisk();

private:
    [[nodiscard]] Connection create(const QString& name);
    std::unique_ptr<QTemporaryDir> m_folder;
    core::SecureBytes m_key{kKeyBytes};
};

void TestConnection::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    for (std::size_t i = 0; i < kKeyBytes; ++i)
        m_key.u8()[i] = static_cast<unsigned char>(i * 7 + 1);
}

Connection TestConnection::create(const QString& name)
{
    auto connection = Connection::open({.path = m_folder->filePath(name), .mode = OpenMode::CreateNew}, m_key);
    Q_ASSERT(connection);
    Q_ASSERT(connection->run("CREATE TABLE t(id INTEGER PRIMARY KEY, body BLOB, name TEXT)"));
    return std::move(*connection);
}

void TestConnection::whatIsWrittenIsRead()
{
    {
        Connection connection = create(QStringLiteral("a.db"));
        auto insert = connection.prepare("INSERT INTO t(body, name) VALUES(?1, ?2)");
        QVERIFY(insert);
        QVERIFY(insert->bind(1, QByteArray("bytes")).bind(2, QStringLiteral("Әлия")).run());
    }
    auto again = Connection::open({.path = m_folder->filePath(QStringLiteral("a.db"))}, m_key);
    QVERIFY(again);
    auto select = again->prepare("SELECT body, name FROM t");
    QVERIFY(select && select->step().value());
    QCOMPARE(select->bytes(0), QByteArray("bytes"));
    QCOMPARE(select->text(1), QStringLiteral("Әлия"));
    QVERIFY(!select->step().value());
}

void TestConnection::valuesKeepTheirType()
{
    Connection connection = create(QStringLiteral("a.db"));
    auto insert = connection.prepare("INSERT INTO t(body, name) VALUES(?1, ?2)");
    QVERIFY(insert->bind(1, QByteArray()).bind(2, std::optional<QString>()).run());
    auto select = connection.prepare("SELECT body, name, typeof(body) FROM t");
    QVERIFY(select->step().value());
    QVERIFY(!select->isNull(0));
    QVERIFY(select->isNull(1));
    QCOMPARE(select->text(2), QStringLiteral("blob"));
}

void TestConnection::aWrongKeyIsRefused()
{
    std::ignore = create(QStringLiteral("a.db"));
    core::SecureBytes other = m_key.clone();
    other.u8()[31] ^= 1;
    const auto opened = Connection::open({.path = m_folder->filePath(QStringLiteral("a.db"))}, other);
    QVERIFY(!opened);
    QCOMPARE(opened.error().code.toString(), kWrongKey.toString());
    const auto shortKey = Connection::open({.path = m_folder->filePath(QStringLiteral("a.db"))}, core::SecureBytes(16));
    QVERIFY(!shortKey);
}

void TestConnection::aClearFileIsRefused()
{
    const QString path = m_folder->filePath(QStringLiteral("clear.db"));
    // Made by the same library, without a key.
    sqlite3* plain = nullptr;
    QCOMPARE(sqlite3_open(path.toUtf8().constData(), &plain), SQLITE_OK);
    QCOMPARE(sqlite3_exec(plain, "CREATE TABLE t(x); INSERT INTO t VALUES(1)", nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(plain);
    const QByteArray before = test::readFile(path);
    QVERIFY(before.startsWith("SQLite format 3"));
    for (const OpenMode mode : {OpenMode::ReadWrite, OpenMode::ReadOnly}) {
        const auto opened = Connection::open({.path = path, .mode = mode}, m_key);
        QVERIFY(!opened);
        QCOMPARE(opened.error().code.toString(), kWrongKey.toString());
        QVERIFY(opened.error().kind == ErrorKind::SecurityStop);
    }
    QCOMPARE(test::readFile(path), before);
}

void TestConnection::missingAndExistingFilesAreToldApart()
{
    const auto missing = Connection::open({.path = m_folder->filePath(QStringLiteral("no.db"))}, m_key);
    QVERIFY(!missing);
    QCOMPARE(missing.error().code.toString(), kMissing.toString());
    std::ignore = create(QStringLiteral("a.db"));
    QVERIFY(
        !Connection::open({.path = m_folder->filePath(QStringLiteral("a.db")), .mode = OpenMode::CreateNew}, m_key));
}

// No backup has to take the place of a store whose log cannot be opened now.
void TestConnection::whatCannotBeOpenedBesideAFileIsNoMissingFile()
{
    const QString path = m_folder->filePath(QStringLiteral("a.db"));
    {
        const Connection connection = create(QStringLiteral("a.db"));
    }
    const QString log = path + QStringLiteral("-wal");
    QFile::remove(log);
    QVERIFY(QDir().mkdir(log)); // it can be opened as little as one that the disk does not give
    const auto refused = Connection::open({.path = path}, m_key);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code.toString(), kDiskFault.toString());
    QVERIFY(QDir().rmdir(log));
    QVERIFY(Connection::open({.path = path}, m_key));
}

void TestConnection::uncommittedWorkIsUndone()
{
    Connection connection = create(QStringLiteral("a.db"));
    {
        auto transaction = Transaction::begin(connection);
        QVERIFY(connection.run("INSERT INTO t(name) VALUES('x')"));
    }
    QCOMPARE(connection.number("SELECT count(*) FROM t").value(), 0);
    auto transaction = Transaction::begin(connection);
    QVERIFY(connection.run("INSERT INTO t(name) VALUES('x')"));
    QVERIFY(transaction->commit());
    QCOMPARE(connection.number("SELECT count(*) FROM t").value(), 1);
}

void TestConnection::aSecondWriterIsToldToTryAgain()
{
    Connection first = create(QStringLiteral("a.db"));
    auto second = Connection::open(
        {.path = m_folder->filePath(QStringLiteral("a.db")), .busyTimeout = std::chrono::milliseconds(1)}, m_key);
    QVERIFY(second);
    auto transaction = Transaction::begin(first);
    const auto refused = Transaction::begin(*second);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code.toString(), kBusy.toString());
    QVERIFY(refused.error().kind == ErrorKind::Retry);
}

void TestConnection::aFlippedByteIsNoticed()
{
    const QString path = m_folder->filePath(QStringLiteral("a.db"));
    {
        Connection connection = create(QStringLiteral("a.db"));
        auto insert = connection.prepare("INSERT INTO t(body) VALUES(?1)");
        QVERIFY(insert->bind(1, QByteArray(100'000, 'x')).run());
        QVERIFY(connection.checkAllPages());
    }
    QByteArray bytes = test::readFile(path);
    bytes[50'000] = static_cast<char>(bytes.at(50'000) ^ 1);
    test::writeFile(path, bytes);
    auto connection = Connection::open({.path = path}, m_key);
    QVERIFY(connection);
    const Result<> checked = connection->checkAllPages();
    QVERIFY(!checked);
    QCOMPARE(checked.error().code.toString(), kDamaged.toString());
    const auto read = connection->number("SELECT sum(length(hex(body))) FROM t");
    QVERIFY(!read);
    QCOMPARE(read.error().code.toString(), kDamaged.toString());
}

void TestConnection::anExportIsACompleteCopyUnderAnotherKey()
{
    Connection connection = create(QStringLiteral("a.db"));
    QVERIFY(connection.setVersion(7));
    QVERIFY(connection.run("INSERT INTO t(name) VALUES('x')"));
    core::SecureBytes other = m_key.clone();
    other.u8()[0] ^= 0x55;
    const QString copyPath = m_folder->filePath(QStringLiteral("copy.db"));
    QVERIFY(connection.exportTo(copyPath, other));
    QVERIFY(!Connection::open({.path = copyPath}, m_key));
    auto copy = Connection::open({.path = copyPath}, other);
    QVERIFY(copy);
    QCOMPARE(copy->version().value(), 7);
    QCOMPARE(copy->number("SELECT count(*) FROM t").value(), 1);
    QVERIFY(copy->checkAllPages());
}

void TestConnection::aReadOnlyFolderIsNamed()
{
    std::ignore = create(QStringLiteral("a.db"));
    auto connection =
        Connection::open({.path = m_folder->filePath(QStringLiteral("a.db")), .mode = OpenMode::ReadOnly}, m_key);
    QVERIFY(connection);
    const Result<> written = connection->run("INSERT INTO t(name) VALUES('x')");
    QVERIFY(!written);
    QCOMPARE(written.error().code.toString(), kReadOnly.toString());
}

void TestConnection::noClearTextReachesTheDisk()
{
    // BIO-3(2), BIO-28: a marker is written, sorted and grouped in bulk; no file of ours and no temporary file has it.
    const QByteArray marker = "MARKER-of-a-palm-0025";
    Connection connection = create(QStringLiteral("a.db"));
    auto transaction = Transaction::begin(connection);
    for (int i = 0; i < 3000; ++i) {
        auto insert = connection.prepare("INSERT INTO t(body, name) VALUES(?1, ?2)");
        QVERIFY(insert->bind(1, marker + QByteArray(1000, 'z')).bind(2, QString::number((i * 7919) % 3000)).run());
    }
    QVERIFY(transaction->commit());
    auto sorted = connection.prepare("SELECT body FROM t ORDER BY name, body");
    QVERIFY(sorted->step().value());
    const auto searchIn = [&](const QString& folder) {
        QDirIterator it(folder, QDir::Files | QDir::Hidden);
        while (it.hasNext())
            QVERIFY2(!test::readFile(it.next()).contains(marker), qPrintable(it.filePath()));
    };
    searchIn(m_folder->path());
    // SQLite unlinks its temporary files at once; the process's open files still show them.
    searchIn(QStringLiteral("/var/tmp"));
    QDirIterator open(QStringLiteral("/proc/self/fd"), QDir::Files | QDir::System);
    while (open.hasNext()) {
        const QString target = QFile::symLinkTarget(open.next());
        QVERIFY2(!target.contains(u"etilqs"), qPrintable(target));
    }
}

QTEST_GUILESS_MAIN(TestConnection)
#include "tst_connection.moc"
