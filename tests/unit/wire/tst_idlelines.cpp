#include "gatewaybench.h"

#include "support/testfiles.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <sys/resource.h>

using namespace tirkeu;

namespace {
constexpr int kLines = 1000;
constexpr double kMostMegabytes = 200;
constexpr int kPatienceMs = 60'000;
const QString kServe = QStringLiteral("--serve");

/// FOLDER: the gateway's line, in a process of its own, so that its memory is nobody else's.
int serve(const QString& folder)
{
    const auto pki = simulation::DemoPki::load(folder);
    if (!pki)
        return 1;
    const core::SystemClock clock;
    test::Storeroom room;
    const auto server = wire::GatewayServer::start(
        {.keys = wire::GatewayServer::Keys{pki->gateway(), pki->bankTrust()}},
        [&room](const wire::Caller& caller, const wire::HttpQuestion& question) {
            return wire::answerQuestion(room, {*caller.certificate, caller.version}, question);
        },
        [](const wire::AccessLine&) {}, clock);
    if (!server)
        return 1;
    std::printf("%u\n", unsigned((*server)->port()));
    std::fflush(stdout);
    return QCoreApplication::exec();
}

double residentMegabytes(qint64 process)
{
    for (const QByteArray& line : test::readFile(QStringLiteral("/proc/%1/status").arg(process)).split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).trimmed().split(' ').constFirst().toDouble() / 1024;
    }
    return 0;
}

/// A file handle for each line, on both sides.
bool mayOpen(rlim_t handles)
{
    rlimit now{};
    if (::getrlimit(RLIMIT_NOFILE, &now) != 0)
        return false;
    if (now.rlim_cur >= handles)
        return true;
    if (now.rlim_max < handles)
        return false;
    now.rlim_cur = handles;
    return ::setrlimit(RLIMIT_NOFILE, &now) == 0;
}
} // namespace

/// A thousand workstations that have greeted and wait, each with a certificate and a line of its own.
class TestIdleLines : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aThousandWaitInLittleMemory();
};

void TestIdleLines::aThousandWaitInLittleMemory()
{
    if (!mayOpen(kLines + 500))
        QSKIP("too few file handles may be open here");
    const QTemporaryDir folder;
    const core::SystemClock clock;
    const auto pki = simulation::DemoPki::make({.now = clock.wall()});
    QVERIFY(pki);
    QVERIFY(pki->save(folder.path()));
    QProcess gateway;
    gateway.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    gateway.start(QCoreApplication::applicationFilePath(), {kServe, folder.path()});
    QVERIFY(gateway.waitForReadyRead(kPatienceMs));
    QUrl address(QStringLiteral("https://127.0.0.1"));
    address.setPort(gateway.readLine().trimmed().toInt());
    QVERIFY(address.port() > 0);
    const double alone = residentMegabytes(gateway.processId());
    std::vector<std::unique_ptr<wire::GatewayClient>> workstations;
    for (int i = 0; i < kLines; ++i) {
        const auto key = pki->bank().issue({.commonName = QStringLiteral("ws-%1").arg(i),
            .keyUses = pki::KeyUse::DigitalSignature,
            .extendedUses = {QStringLiteral("1.3.6.1.5.5.7.3.2")},
            .from = clock.wall() - std::chrono::hours(1),
            .until = clock.wall() + std::chrono::hours(1)});
        QVERIFY(key);
        auto made = wire::GatewayClient::make(
            {.address = address, .bank = pki->bankTrust(), .workstation = *key, .version = QStringLiteral("0.1.0")},
            clock);
        QVERIFY(made);
        const auto hello = (*made)->hello();
        QVERIFY2(hello, qPrintable(hello ? QString() : hello.error().code + u' ' + hello.error().detail));
        workstations.push_back(std::move(*made));
    }
    const double waiting = residentMegabytes(gateway.processId());
    qInfo("%d idle workstations: %.1f MB resident, %.1f without them, %.1f kB a line", kLines, waiting, alone,
        (waiting - alone) * 1024 / kLines);
    QVERIFY(alone > 0);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) // they keep memory of their own
    QVERIFY2(waiting <= kMostMegabytes, qPrintable(QString::number(waiting)));
#endif
    for (const int one : {0, kLines / 2, kLines - 1}) // each has its line still
        QVERIFY(workstations.at(static_cast<std::size_t>(one))->hello());
    gateway.kill();
    QVERIFY(gateway.waitForFinished(kPatienceMs));
}

int main(int argc, char** argv)
{
    QCoreApplication program(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == kServe)
        return serve(arguments.value(2));
    TestIdleLines test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_idlelines.moc"
