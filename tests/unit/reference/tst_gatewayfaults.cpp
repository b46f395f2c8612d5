#include "enginebench.h"
#include "referencebench.h"

#include "support/gateway/faultproxy.h"

#include <QTest>

#include <random>
#include <thread>

using namespace tirkeu;
using wire::Verdict;

/// MFO-26, 30: whatever the line does, each case comes to the bank once, and the workstation learns that it did.
class TestGatewayFaults : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneCaseThroughEachFault_data();
    void oneCaseThroughEachFault();
    void manyCasesThroughRandomFaults_data();
    void manyCasesThroughRandomFaults();
};

namespace {
using Kind = test::Fault::Kind;

std::unique_ptr<wire::GatewayClient> clientThrough(
    test::ReferenceBench& bench, quint16 port, std::chrono::seconds deadline = std::chrono::seconds(5))
{
    QUrl address(QStringLiteral("https://127.0.0.1"));
    address.setPort(port);
    return *wire::GatewayClient::make({.address = address,
                                          .bank = bench.pki.bankTrust(),
                                          .workstation = bench.workstation,
                                          .version = QStringLiteral("0.1.0"),
                                          .connectDeadline = deadline,
                                          .answerDeadline = deadline,
                                          .finishDeadline = deadline},
        bench.vault.clock);
}

/// As the courier does: asks where it stands and goes on from there, until there is a receipt.
std::optional<wire::Receipt> deliverAtLast(
    test::ReferenceBench& bench, wire::Gateway& client, const test::ReferenceBench::Sealed& sealed, int tries)
{
    for (int i = 0; i < tries; ++i) {
        const auto receipt = bench.deliver(client, sealed, 2000);
        if (receipt)
            return *receipt;
        if (receipt.error().kind == wire::Problem::Kind::Refused)
            break;
    }
    return {};
}
} // namespace

void TestGatewayFaults::oneCaseThroughEachFault_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("bytes");
    struct Row
    {
        const char* name;
        Kind kind;
        QList<int> bytes;
    };
    // TLS takes about 1,500 bytes up and 1,200 down before the first question.
    const Row rows[] = {{"cut up", Kind::CutUp, {0, 1, 200, 1000, 2500, 4000, 6000}},
        {"cut down", Kind::CutDown, {0, 1, 500, 1500, 2000, 2600}},
        {"lost reply", Kind::LoseReply, {1500, 1900, 2300, 2700}}, {"reset", Kind::Reset, {0, 300, 2500, 5000}},
        {"twice", Kind::RepeatDown, {0, 1500, 2000}}, {"garbled", Kind::Garble, {10, 1000, 2500, 5000}},
        {"half open", Kind::HalfOpen, {3000}}, {"slow", Kind::SlowUp, {0}}, {"delayed", Kind::Delay, {0}}};
    for (const Row& row : rows) {
        for (const int bytes : row.bytes)
            QTest::newRow(qPrintable(QStringLiteral("%1 at %2").arg(QLatin1StringView(row.name)).arg(bytes)))
                << static_cast<int>(row.kind) << bytes;
    }
}

void TestGatewayFaults::oneCaseThroughEachFault()
{
    QFETCH(const int, kind);
    QFETCH(const int, bytes);
    test::ReferenceBench bench;
    VERIFY_RESULT(bench.start());
    const auto played = bench.ordinary();
    VERIFY_RESULT(played);
    QVERIFY(bench.sendJournal(*bench.client()));
    const auto sealed = bench.seal(*played);
    VERIFY_RESULT(sealed);
    test::FaultProxy proxy(bench.server->port(), [=](int connection) {
        const auto delay =
            static_cast<Kind>(kind) == Kind::Delay ? std::chrono::milliseconds(20) : std::chrono::milliseconds(0);
        return connection < 3 ? test::Fault{static_cast<Kind>(kind), bytes, delay} : test::Fault{};
    });
    // Of a line that is half open each deadline is waited for.
    const std::chrono::seconds deadline(static_cast<Kind>(kind) == Kind::HalfOpen ? 2 : 5);
    const auto client = clientThrough(bench, proxy.port(), deadline);
    const auto receipt = deliverAtLast(bench, *client, *sealed, 8);
    QVERIFY(receipt);
    QVERIFY2(receipt->verdict == Verdict::Accepted, qPrintable(receipt->reason));
    QCOMPARE(bench.engine->counts()->packages, 1);
    QCOMPARE(bench.engine->counts()->evidence, 0);
    QVERIFY(bench.alarms.isEmpty());
    // And again by another line, as if the workstation had died with the receipt in its hands.
    QVERIFY(*bench.deliver(*bench.client(), *sealed) == *receipt);
}

void TestGatewayFaults::manyCasesThroughRandomFaults_data()
{
    QTest::addColumn<bool>("postgres");
    QTest::newRow("embedded") << false;
    QTest::newRow("postgresql") << true;
}

void TestGatewayFaults::manyCasesThroughRandomFaults()
{
    QFETCH(const bool, postgres);
    if (postgres && !test::PrivatePostgres::isInstalled())
        QSKIP("PostgreSQL 15 is not installed");
    const int cases = qEnvironmentVariableIntValue("TIRKEU_GATEWAY_CASES") > 0
                          ? qEnvironmentVariableIntValue("TIRKEU_GATEWAY_CASES")
                          : 12;
    test::PrivatePostgres cluster;
    test::EngineBench engines(postgres ? &cluster : nullptr);
    VERIFY_RESULT(engines.open());
    test::ReferenceBench bench;
    bench.engine = std::move(engines.engine);
    VERIFY_RESULT(bench.start());
    std::vector<test::ReferenceBench::Sealed> sealed;
    for (int i = 0; i < cases; ++i) {
        const auto played = bench.ordinary();
        VERIFY_RESULT(played);
        auto one = bench.seal(*played);
        VERIFY_RESULT(one);
        sealed.push_back(std::move(*one));
        bench.vault.clock.advance(std::chrono::hours(25)); // the attempts of one person are few a day
    }
    std::mt19937 random(20261130);
    std::uniform_int_distribution<int> kinds(0, static_cast<int>(Kind::Garble));
    std::uniform_int_distribution<int> bytes(0, 12'000);
    test::FaultProxy proxy(bench.server->port(), [&](int) {
        auto kind = static_cast<Kind>(kinds(random));
        if (kind == Kind::HalfOpen) // costs a whole deadline; it has its row above
            kind = Kind::Reset;
        return test::Fault{kind, bytes(random), std::chrono::milliseconds(kind == Kind::Delay ? 2 : 0)};
    });
    // Three lines at once; each case is sent by two of them.
    std::vector<std::vector<std::optional<wire::Receipt>>> receipts(3, {sealed.size(), std::nullopt});
    std::vector<std::thread> threads;
    for (std::size_t line = 0; line < receipts.size(); ++line) {
        threads.emplace_back([&, line] {
            const auto client = clientThrough(bench, proxy.port());
            for (std::size_t i = 0; i < sealed.size(); ++i) {
                if (i % 3 != line)
                    receipts.at(line).at(i) = deliverAtLast(bench, *client, sealed.at(i), 200);
                if (i % 4 == line)
                    std::ignore = bench.sendJournal(*client);
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    const auto client = bench.client();
    QVERIFY(bench.sendJournal(*client));
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        for (std::size_t line = 0; line < receipts.size(); ++line)
            QVERIFY2(i % 3 == line || receipts.at(line).at(i), qPrintable(QString::number(i)));
        const auto last = bench.deliver(*client, sealed.at(i));
        QVERIFY(last);
        QVERIFY2(last->verdict == Verdict::Accepted, qPrintable(last->reason));
    }
    const auto counts = bench.engine->counts();
    VERIFY_RESULT(counts);
    QCOMPARE(counts->packages, cases);
    QCOMPARE(counts->pending, 0);
    QCOMPARE(counts->evidence, 0);
    QCOMPARE(client->journalHead(bench.vault.vault->store().vault())->hash,
        bench.vault.vault->store().journal().head().hash);
}

QTEST_GUILESS_MAIN(TestGatewayFaults)
#include "tst_gatewayfaults.moc"
