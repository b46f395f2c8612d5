#include <storage/errors.h>
#include <storage/faultdisk.h>
#include <storage/transaction.h>

#include <QTest>

#include <sqlcipher/sqlite3.h>

using namespace tirkeu;
using namespace tirkeu::storage;

class TestFaultDisk : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void everyFailingCallIsACleanError();
    void noAcknowledgedRowIsLostInAPowerCut();
    void withoutSyncTheCutIsSeen();

private:
    [[nodiscard]] static Result<> insert(Connection& connection, int rows, const std::function<void(int)>& done);
    std::unique_ptr<FaultDisk> m_disk;
    core::SecureBytes m_key{kKeyBytes};
    const QString m_path = QStringLiteral("/f.db");
};

void TestFaultDisk::init()
{
    m_disk = std::make_unique<FaultDisk>("faults");
    auto connection = Connection::open({.path = m_path, .mode = OpenMode::CreateNew, .vfs = m_disk->vfs()}, m_key);
    QVERIFY2(connection, qPrintable(connection ? QString() : connection.error().detail));
    QVERIFY(connection->run("CREATE TABLE t(id INTEGER PRIMARY KEY, body BLOB)"));
}

Result<> TestFaultDisk::insert(Connection& connection, int rows, const std::function<void(int)>& done)
{
    for (int i = 1; i <= rows; ++i) {
        auto transaction = Transaction::begin(connection);
        if (!transaction)
            return failure(transaction);
        auto statement = connection.prepare("INSERT INTO t(body) VALUES(?1)");
        if (!statement)
            return failure(statement);
        const QByteArray body(9000, static_cast<char>(i));
        if (const Result<> run = statement->bind(1, body).run(); !run)
            return run;
        if (const Result<> committed = transaction->commit(); !committed)
            return committed;
        done(i);
    }
    return connection.checkpoint();
}

void TestFaultDisk::everyFailingCallIsACleanError()
{
    const FaultDisk::Files before = m_disk->files();
    for (const int code : {SQLITE_IOERR, SQLITE_FULL}) {
        for (qint64 call = 0;; ++call) {
            m_disk->setFiles(before);
            m_disk->failAt(call, code, FaultDisk::Lasting::Once);
            int acknowledged = 0;
            {
                auto connection = Connection::open({.path = m_path, .vfs = m_disk->vfs()}, m_key);
                if (connection)
                    std::ignore = insert(*connection, 5, [&](int i) { acknowledged = i; });
            }
            const bool reached = m_disk->failed() > 0;
            m_disk->neverFail();
            auto again = Connection::open({.path = m_path, .vfs = m_disk->vfs()}, m_key);
            QVERIFY2(again, qPrintable(QString::number(call)));
            QVERIFY(again->checkAllPages());
            const qint64 rows = again->number("SELECT count(*) FROM t").value();
            // A commit whose sync failed may or may not have reached the disk; what was acknowledged has.
            QVERIFY2(rows >= acknowledged && rows <= acknowledged + 1, qPrintable(QString::number(call)));
            if (!reached)
                break;
        }
    }
}

void TestFaultDisk::noAcknowledgedRowIsLostInAPowerCut()
{
    const FaultDisk::Files before = m_disk->files();
    m_disk->startRecording();
    {
        auto connection = Connection::open({.path = m_path, .vfs = m_disk->vfs()}, m_key);
        QVERIFY(insert(*connection, 6, [&](int i) { m_disk->mark(i); }));
    }
    PowerCut cut(before, m_disk->takeRecord());
    for (std::size_t moment = 0; moment < cut.moments(); ++moment) {
        cut.advanceTo(moment);
        for (const PowerCut::Damage damage :
            {PowerCut::Damage::LoseAll, PowerCut::Damage::KeepAll, PowerCut::Damage::Whole, PowerCut::Damage::Torn}) {
            m_disk->setFiles(cut.filesAfterCut(damage, static_cast<quint32>(moment)));
            auto again = Connection::open({.path = m_path, .vfs = m_disk->vfs()}, m_key);
            QVERIFY2(again, qPrintable(QString::number(moment)));
            QVERIFY(again->checkAllPages());
            QVERIFY(again->number("SELECT count(*) FROM t").value() >= cut.lastMark());
        }
    }
}

void TestFaultDisk::withoutSyncTheCutIsSeen()
{
    // The harness has to be able to find a loss: with syncing off, it does.
    const FaultDisk::Files before = m_disk->files();
    m_disk->startRecording();
    {
        auto connection = Connection::open({.path = m_path, .vfs = m_disk->vfs()}, m_key);
        QVERIFY(connection->run("PRAGMA synchronous = OFF"));
        QVERIFY(insert(*connection, 6, [&](int i) { m_disk->mark(i); }));
    }
    PowerCut cut(before, m_disk->takeRecord());
    int lost = 0;
    for (std::size_t moment = 0; moment < cut.moments(); ++moment) {
        cut.advanceTo(moment);
        m_disk->setFiles(cut.filesAfterCut(PowerCut::Damage::Torn, static_cast<quint32>(moment)));
        auto again = Connection::open({.path = m_path, .vfs = m_disk->vfs()}, m_key);
        const auto rows = again ? again->number("SELECT count(*) FROM t") : failure(again);
        if (!rows || *rows < cut.lastMark())
            ++lost;
    }
    QVERIFY(lost > 0);
}

QTEST_GUILESS_MAIN(TestFaultDisk)
#include "tst_faultdisk.moc"
