#include "gatewaybench.h"

#include "support/testfiles.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace tirkeu;

namespace {
constexpr qsizetype kPackage = 5'000'000;
constexpr int kPackages = 40;
constexpr double kLeastMegabytes = 100;
constexpr int kPatienceMs = 120'000;

double megabytesPerSecond(std::chrono::steady_clock::duration took)
{
    return static_cast<double>(kPackage) * kPackages / 1e6 / std::chrono::duration<double>(took).count();
}

/// What keeps no page in memory and no file on a disk, as the gateway's end here keeps none.
QString memoryFolder()
{
    const QString shared = QStringLiteral("/dev/shm");
    return (QFileInfo(shared).isWritable() ? shared : QDir::tempPath()) + QStringLiteral("/tirkeu-XXXXXX");
}

quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : quint16(0);
}
} // namespace

/// Bare transport: packages of 5 MB over mutual TLS on loopback, by the workstation's client into the gateway's line;
/// beside it, in the same run and with keys of the same kind, curl into nginx, where there is one.
class TestTransportRate : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void packagesGoFast();

private:
    [[nodiscard]] std::optional<double> ours(test::GatewayBench& bench);
    [[nodiscard]] static std::optional<double> nginx();
};

std::optional<double> TestTransportRate::ours(test::GatewayBench& bench)
{
    const auto client = bench.client();
    const QByteArray bytes(kPackage, 'p');
    const auto send = [&] {
        const wire::PackageId id(core::Uuid::make(bench.clock));
        const auto open = client->openUpload({id, core::sha256("content"), kPackage, core::sha256("whole")});
        for (qint64 at = open ? open->received : kPackage; at < kPackage;) {
            const qint64 size = std::min<qint64>(wire::kLargestChunk, kPackage - at);
            const auto put = client->putChunk(id, at, QByteArrayView(bytes).sliced(at, size));
            if (!put)
                return false;
            at = put->received;
        }
        const bool isWhole = open && client->finishUpload(id).has_value();
        const std::lock_guard lock(bench.room.mutex);
        bench.room.received.clear();
        return isWhole;
    };
    if (!send()) // the line stands
        return {};
    const auto from = std::chrono::steady_clock::now();
    for (int i = 0; i < kPackages; ++i) {
        if (!send())
            return {};
    }
    return megabytesPerSecond(std::chrono::steady_clock::now() - from);
}

std::optional<double> TestTransportRate::nginx()
{
    const QString program = QStandardPaths::findExecutable(
        QStringLiteral("nginx"), {QStringLiteral("/usr/sbin"), QStringLiteral("/usr/bin")});
    const QString curl = QStandardPaths::findExecutable(QStringLiteral("curl"));
    const quint16 port = freePort();
    if (program.isEmpty() || curl.isEmpty() || port == 0)
        return {};
    const QTemporaryDir dir(memoryFolder());
    const auto path = [&dir](const char* name) {
        return dir.filePath(QLatin1StringView(name));
    };
    const auto pki = simulation::DemoPki::make({.now = core::SystemClock().wall()}); // they know no other clock
    if (!pki || !pki->save(path("pki")) || !QDir(dir.path()).mkpath(QStringLiteral("www")))
        return {};
    test::writeFile(path("bank.pem"), pki->bank().certificate().toPem());
    test::writeFile(path("package"), QByteArray(kPackage, 'p'));
    QByteArray config = R"(daemon off;
master_process off;
pid DIR/pid;
error_log DIR/errors;
events { worker_connections 64; }
http {
  access_log off;
  client_body_temp_path DIR/body;
  proxy_temp_path DIR/proxy;
  fastcgi_temp_path DIR/fastcgi;
  uwsgi_temp_path DIR/uwsgi;
  scgi_temp_path DIR/scgi;
  client_max_body_size 10m;
  server {
    listen 127.0.0.1:PORT ssl;
    ssl_certificate DIR/pki/gateway.pem;
    ssl_certificate_key DIR/pki/gateway.key;
    ssl_client_certificate DIR/bank.pem;
    ssl_verify_client on;
    root DIR/www;
    location / { dav_methods PUT; }
  }
}
)";
    config.replace("DIR", dir.path().toUtf8()).replace("PORT", QByteArray::number(port));
    test::writeFile(path("nginx.conf"), config);
    QProcess server;
    server.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    server.start(program, {QStringLiteral("-p"), dir.path(), QStringLiteral("-c"), path("nginx.conf")});
    const auto put = [&](int packages) {
        QProcess client;
        client.start(curl,
            {QStringLiteral("-4sSf"), QStringLiteral("--retry"), QStringLiteral("20"), QStringLiteral("--retry-delay"),
                QStringLiteral("1"), QStringLiteral("--retry-connrefused"), QStringLiteral("--cacert"),
                path("bank.pem"), QStringLiteral("--cert"), path("pki/workstation.pem"), QStringLiteral("--key"),
                path("pki/workstation.key"), QStringLiteral("-T"), path("package"),
                QStringLiteral("https://localhost:%1/[1-%2]").arg(port).arg(packages)});
        return client.waitForFinished(kPatienceMs) && client.exitStatus() == QProcess::NormalExit &&
               client.exitCode() == 0;
    };
    std::optional<double> rate;
    if (server.waitForStarted(kPatienceMs) && put(1)) {
        const auto from = std::chrono::steady_clock::now();
        if (put(kPackages))
            rate = megabytesPerSecond(std::chrono::steady_clock::now() - from);
    }
    server.kill();
    server.waitForFinished(kPatienceMs);
    return rate;
}

void TestTransportRate::packagesGoFast()
{
    test::GatewayBench bench;
    wire::ServerLimits limits;
    limits.questionsAtOnce = 100'000; // the bench's clock stands
    const Result<> started = bench.start(limits);
    QVERIFY(started.has_value());
    const auto rate = ours(bench);
    QVERIFY(rate.has_value());
    const auto reference = nginx();
    qInfo("packages of 5 MB: %.0f MB/s; %s", *rate,
        reference ? qPrintable(QStringLiteral("%1 of nginx and curl, which have %2 MB/s")
                                   .arg(*rate / *reference, 0, 'f', 2)
                                   .arg(*reference, 0, 'f', 0))
                  : "nginx or curl is not installed (apt-get install nginx-light curl)");
#if defined(NDEBUG) && defined(__OPTIMIZE__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    QVERIFY2(*rate >= kLeastMegabytes, qPrintable(QString::number(*rate)));
#endif
}

QTEST_GUILESS_MAIN(TestTransportRate)
#include "tst_transportrate.moc"
