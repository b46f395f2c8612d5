#include "config.h"

#include "support/testfiles.h"

#include <QTest>

using namespace tirkeu;
using gateway::Config;

class TestGatewayConfig : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theSampleIsGood();
    void theUnitNamesWhatIsThere();
    void whatIsWrongIsNamed_data();
    void whatIsWrongIsNamed();

private:
    [[nodiscard]] static QByteArray sample()
    {
        return test::readFile(test::sourcePath(QLatin1StringView("installer/gateway/gateway.conf")));
    }
};

void TestGatewayConfig::theSampleIsGood()
{
    const auto config = Config::parse(sample(), QStringLiteral("/etc/tirkeu"));
    QVERIFY2(config, qPrintable(config ? QString() : config.error().values.join(u' ') + config.error().detail));
    QCOMPARE(config->listenAddress, QStringLiteral("0.0.0.0"));
    QCOMPARE(config->listenPort, quint16(8443));
    QCOMPARE(config->tlsKey, QStringLiteral("/etc/tirkeu/keys/tls.key"));
    QCOMPARE(config->store, QStringLiteral("embedded:/etc/tirkeu/reference.db"));
    QCOMPARE(config->accessLog, QStringLiteral("-"));
    QVERIFY(!config->isDemo);
    // What stands behind a "#name = value" in the sample is the value it has anyway.
    QByteArray all = sample();
    for (const char* name :
        {"connections ", "connections_of_one", "questions_per_second", "header_seconds", "body_seconds", "idle_seconds",
            "grace_seconds", "threads", "store_connections", "relay_seconds", "relays_at_once", "phone_register",
            "code_service", "consent_register", "face_comparison", "suspicion_service", "services_at_once",
            "service_seconds", "revocation_list_kilobytes", "workstation_kilobytes_per_second", "quiet_hours",
            "renew_days", "renewed_for_days", "palm_threads", "issuer_seconds"})
        all.replace(QByteArray("#") + name, name);
    const auto said = Config::parse(all, QStringLiteral("/etc/tirkeu"));
    QVERIFY2(said, qPrintable(said ? QString() : said.error().values.join(u' ') + said.error().detail));
    QCOMPARE(said->limits.connections, config->limits.connections);
    QCOMPARE(said->limits.connectionsOfOne, config->limits.connectionsOfOne);
    QCOMPARE(said->limits.questionsPerSecond, config->limits.questionsPerSecond);
    QCOMPARE(said->limits.header, config->limits.header);
    QCOMPARE(said->limits.body, config->limits.body);
    QCOMPARE(said->limits.idle, config->limits.idle);
    QCOMPARE(said->grace, config->grace);
    QCOMPARE(said->storeConnections, config->storeConnections);
    QCOMPARE(said->relay.deadline, config->relay.deadline);
    QCOMPARE(said->renewBefore, config->renewBefore);
    QCOMPARE(said->renewFor, config->renewFor);
    QCOMPARE(said->relay.mostAtOnce, config->relay.mostAtOnce);
    QCOMPARE(said->relay.largestList, config->relay.largestList);
    QCOMPARE(said->palmThreads, config->palmThreads);
    QCOMPARE(said->servicesAtOnce, config->servicesAtOnce);
    QCOMPARE(said->servicePatience, config->servicePatience);
    QCOMPARE(said->services, config->services);
    QCOMPARE(config->services.size(), 5);
    QVERIFY(said->pace == config->pace);
    QVERIFY(config->pace == wire::Pace());
    QVERIFY(config->issuerKey.isEmpty());
    QVERIFY(config->issuerProgram.isEmpty());
    QCOMPARE(said->issuerPatience, config->issuerPatience);
    QVERIFY(config->sealKey.isEmpty());
    QVERIFY(config->relay.timeStamps.isEmpty());
    all.replace("quiet_hours = no", "quiet_hours = 22:30-06:00");
    for (const char* name : {"time_stamps", "statuses", "revocation_lists"})
        all.replace(QByteArray("#") + name, name);
    const auto relaying = Config::parse(all, QStringLiteral("/etc/tirkeu"));
    QVERIFY(relaying);
    QCOMPARE(relaying->relay.timeStamps, QList<QUrl>{QUrl(QStringLiteral("http://tsp.pki.gov.kz/"))});
    QCOMPARE(relaying->relay.statuses.size(), 1);
    QCOMPARE(relaying->relay.lists.size(), 2);
    QCOMPARE(relaying->pace.quietFrom, 22 * 60 + 30);
    QCOMPARE(relaying->pace.quietUntil, 6 * 60);
}

void TestGatewayConfig::theUnitNamesWhatIsThere()
{
    const QByteArray unit =
        test::readFile(test::sourcePath(QLatin1StringView("installer/gateway/tirkeu-gateway.service")));
    QVERIFY(unit.contains("tirkeu-gateway --config /etc/tirkeu/gateway.conf serve"));
    for (const char* line : {"User=tirkeu-gateway", "NoNewPrivileges=yes", "CapabilityBoundingSet=\n",
             "ProtectSystem=strict", "MemoryDenyWriteExecute=yes", "ExecReload=/bin/kill -HUP"})
        QVERIFY2(unit.contains(line), line);
}

void TestGatewayConfig::whatIsWrongIsNamed_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("named");
    const auto row = [](const char* name, const char* from, const char* to, const char* named) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QString::fromLatin1(named);
    };
    row("unknown", "name = gateway-1", "name = gateway-1\ntls_kex = x", "tls_kex");
    row("twice", "demo = no", "demo = no\ndemo = yes", "demo");
    row("missing", "data_key = keys/data.key", "", "data_key");
    row("empty", "uploads = uploads", "uploads =", "uploads");
    row("not a port", "0.0.0.0:8443", "0.0.0.0:84430", "listen");
    row("no address", "0.0.0.0:8443", "8443", "listen");
    row("neither yes nor no", "demo = no", "demo = maybe", "demo");
    row("as root outside the demo", "demo = no", "demo = no\ndemo_as_root = yes", "demo_as_root");
    row("no such store", "embedded:reference.db", "oracle:x", "store");
    row("not a number", "#threads = 0", "threads = many", "threads");
    row("too large a number", "#idle_seconds = 300", "idle_seconds = 99999", "idle_seconds");
    row("not a time", "#lowest_since = 2026-07-12T00:00:00Z", "lowest_since = yesterday", "lowest_since");
    row("a service by TLS", "#time_stamps = http://", "time_stamps = https://", "time_stamps");
    row("a service without a host", "#statuses = http://ocsp.pki.gov.kz/", "statuses = ocsp", "statuses");
    row("too large a list", "#revocation_list_kilobytes = 16384", "revocation_list_kilobytes = 16385",
        "revocation_list_kilobytes");
    row("a seal without its key", "#seal_certificate = keys/seal.pem", "seal_certificate = keys/seal.pem", "seal_key");
    row("an authority without its certificate", "#issuer_key = keys/authority.key", "issuer_key = keys/authority.key",
        "issuer_key");
    row("threads without end", "#palm_threads = 0", "palm_threads = 1000", "palm_threads");
    row("two authorities", "#issuer_certificate = keys/authority.pem\n#issuer_key = keys/authority.key",
        "issuer_certificate = keys/authority.pem\nissuer_key = keys/authority.key\nissuer_program = issue",
        "issuer_program");
    row("no hours", "#quiet_hours = no", "quiet_hours = 9-18", "quiet_hours");
    row("hours without an end", "#quiet_hours = no", "quiet_hours = 09:00-09:00", "quiet_hours");
    row("no value", "name = gateway-1", "name gateway-1", "5");
}

void TestGatewayConfig::whatIsWrongIsNamed()
{
    QFETCH(const QByteArray, from);
    QFETCH(const QByteArray, to);
    QFETCH(const QString, named);
    QByteArray text = sample();
    const qsizetype at = text.indexOf(from);
    QVERIFY(at >= 0);
    text.replace(at, from.size(), to);
    const auto config = Config::parse(text, QStringLiteral("/etc/tirkeu"));
    QVERIFY(!config);
    QCOMPARE(config.error().code.toString(), QStringLiteral("gateway.config-wrong"));
    QCOMPARE(config.error().values, QStringList{named});
}

QTEST_GUILESS_MAIN(TestGatewayConfig)
#include "tst_gatewayconfig.moc"
