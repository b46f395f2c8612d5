#include "support/testfiles.h"

#include <core/json.h>
#include <demo/demogateway.h>

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace tirkeu;

/// What `./run --postgres` does before the window stands: a database of the demo's own, and the gateway on it.
class TestDemoPostgres : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void theDemosGatewayServesFromIt();
    void startedTwiceItIsTheSame();
    void stoppedItIsGoneAndComesBack();
    void onlyWhoStartedItStopsIt();

private:
    [[nodiscard]] int script(const QStringList& arguments);
    void startDatabase();
    [[nodiscard]] QByteArray ask(const QString& command);

    QTemporaryDir m_dir;
    QString m_database;
    core::SystemClock m_clock;
    QString m_config;
    QByteArray m_out;
    QByteArray m_errors;
};

namespace {
constexpr int kPatienceMs = 120'000;
const char* const kStore = "TIRKEU_DEMO_STORE";
const char* const kOwner = "TIRKEU_DEMO_STORE_OWNER";
} // namespace

int TestDemoPostgres::script(const QStringList& arguments)
{
    QProcess process;
    process.start(test::sourcePath(QStringLiteral("installer/demo/postgres")), arguments);
    const bool ended = process.waitForFinished(kPatienceMs);
    m_out = process.readAllStandardOutput();
    m_errors = process.readAllStandardError();
    return ended && process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
}

// As ./run takes it over into the environment.
void TestDemoPostgres::startDatabase()
{
    QVERIFY2(script({QStringLiteral("start"), m_database}) == 0, m_errors.constData());
    const QByteArrayList lines = m_out.trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    for (const QByteArray& line : lines)
        qputenv(line.left(line.indexOf('=')).constData(), line.mid(line.indexOf('=') + 1));
    QVERIFY(qEnvironmentVariable(kStore).startsWith(u"postgresql:host="));
    QVERIFY(qEnvironmentVariable(kOwner).contains(u"user=owner"));
}

QByteArray TestDemoPostgres::ask(const QString& command)
{
    QProcess process;
    process.start(test::programPath(QStringLiteral("tirkeu-gateway")), {QStringLiteral("--config"), m_config, command});
    process.waitForFinished(kPatienceMs);
    m_errors = process.readAllStandardError();
    return process.readAllStandardOutput();
}

void TestDemoPostgres::initTestCase()
{
    if (!QFile::exists(QStringLiteral("/usr/lib/postgresql/15/bin/postgres")))
        QSKIP("PostgreSQL 15 is not installed");
    // Where root starts it the server is nobody, who has to get there.
    QVERIFY(QFile::setPermissions(
        m_dir.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ExeGroup | QFile::ExeOther));
    m_database = m_dir.filePath(QStringLiteral("pg"));
    startDatabase();
    const auto branch = demo::DemoBranch::open(m_dir.filePath(QStringLiteral("branch")), m_clock);
    QVERIFY2(branch, qPrintable(branch ? QString() : branch.error().detail));
    const auto config = demo::DemoGateway::writeConfig(*branch, 0, 0);
    QVERIFY(config);
    m_config = *config;
    QVERIFY(test::readFile(m_config).contains("store = postgresql:host="));
}

void TestDemoPostgres::cleanupTestCase()
{
    qunsetenv(kStore);
    qunsetenv(kOwner);
    if (!m_database.isEmpty())
        QCOMPARE(script({QStringLiteral("stop"), m_database}), 0);
}

void TestDemoPostgres::theDemosGatewayServesFromIt()
{
    QVERIFY(!ask(QStringLiteral("stats")).contains("packages")); // there is no schema yet
    QProcess gateway;
    gateway.start(test::programPath(QStringLiteral("tirkeu-gateway")), {QStringLiteral("--config"), m_config});
    QVERIFY(gateway.waitForReadyRead(kPatienceMs));
    const auto started = core::readJson(gateway.readLine().trimmed());
    QVERIFY2(started, gateway.readAllStandardError().constData());
    QTcpSocket admin;
    admin.connectToHost(QStringLiteral("127.0.0.1"), static_cast<quint16>(started->value(u"adminPort").toInt()));
    QVERIFY(admin.waitForConnected(kPatienceMs));
    admin.write("GET /ready HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    while (admin.state() == QAbstractSocket::ConnectedState && admin.waitForReadyRead(kPatienceMs)) {
    }
    QVERIFY(admin.readAll().startsWith("HTTP/1.1 200")); // the store takes writes
    gateway.terminate();
    QVERIFY(gateway.waitForFinished(kPatienceMs));
    QCOMPARE(gateway.exitCode(), 0);
    QVERIFY2(ask(QStringLiteral("stats")).contains(R"("packages":0)"), m_errors.constData());
}

void TestDemoPostgres::startedTwiceItIsTheSame()
{
    const QString before = qEnvironmentVariable(kStore);
    startDatabase();
    QCOMPARE(qEnvironmentVariable(kStore), before);
    QVERIFY(ask(QStringLiteral("stats")).contains(R"("packages":0)"));
    QCOMPARE(script({QStringLiteral("dance"), m_database}), 64);
    QCOMPARE(script({QStringLiteral("start"), m_database + QString(90, u'x')}), 73);
}

void TestDemoPostgres::stoppedItIsGoneAndComesBack()
{
    QCOMPARE(script({QStringLiteral("stop"), m_database}), 0);
    QCOMPARE(script({QStringLiteral("stop"), m_database}), 0); // nothing to do is no fault
    QVERIFY(!ask(QStringLiteral("stats")).contains("packages"));
    startDatabase();
    QVERIFY(ask(QStringLiteral("stats")).contains(R"("packages":0)")); // the schema is still there
}

// Two demos side by side: the first to end leaves the other its database.
void TestDemoPostgres::onlyWhoStartedItStopsIt()
{
    const auto with = [this](const QString& command) {
        return script({QStringLiteral("with"), m_database, QStringLiteral("sh"), QStringLiteral("-c"),
            command + QStringLiteral(" && exit 7")});
    };
    const QString speaks = QStringLiteral("test -n \"$TIRKEU_DEMO_STORE\" && test -f '%1/data/postmaster.pid'");
    startDatabase();
    qunsetenv(kStore);                         // the script gives it
    QCOMPARE(with(speaks.arg(m_database)), 7); // as the command ended
    QVERIFY(ask(QStringLiteral("stats")).contains(R"("packages":0)"));
    QCOMPARE(script({QStringLiteral("stop"), m_database}), 0);
    QCOMPARE(with(speaks.arg(m_database)), 7);
    QVERIFY(!ask(QStringLiteral("stats")).contains("packages"));
    QCOMPARE(script({QStringLiteral("with"), m_database}), 64);
}

QTEST_GUILESS_MAIN(TestDemoPostgres)
#include "tst_demopostgres.moc"
