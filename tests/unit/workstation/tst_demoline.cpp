#include "bootstrap/demoline.h"

#include "support/fakeclock.h"
#include "support/scriptedgateway.h"

#include <pki/timestamp.h>

#include <QTest>

using namespace tirkeu;
using workstation::DemoLine;

// How the demo branch gets its time stamps: as a bank's workstation does, and by itself where it has no gateway.
class TestDemoLine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itAsksTheGateway();
    void withoutAGatewayTheServicesAreAsked();

private:
    test::FakeClock m_clock;
    simulation::DemoPki m_pki = *simulation::DemoPki::make({.now = m_clock.wall()});
    simulation::DemoResponders m_responders{m_pki, m_clock};
    simulation::DemoExchange m_direct{m_responders};
    test::ScriptedGateway m_gateway{m_pki.gateway(), m_clock};
    QUrl m_services = QUrl(QStringLiteral("http://127.0.0.1:4711"));
};

void TestDemoLine::itAsksTheGateway()
{
    DemoLine line(m_gateway, m_direct, m_services);
    const auto answer = line.exchange({.url = QUrl(QStringLiteral("http://127.0.0.1:18088/ocsp/bank")),
        .method = "POST",
        .contentType = "application/ocsp-request",
        .body = "question"});
    QVERIFY(answer);
    QCOMPARE(answer->body, QByteArray("question")); // what this gateway says to everything
    QCOMPARE(m_gateway.relayed.constLast().address, QStringLiteral("http://127.0.0.1:4711/ocsp/bank"));
    QVERIFY(m_gateway.relayed.constLast().to == wire::RelayTo::Status);
}

void TestDemoLine::withoutAGatewayTheServicesAreAsked()
{
    m_gateway.problem = [](const QByteArray&) {
        return std::optional(wire::Problem{wire::Problem::Kind::NotReached, {}, 0});
    };
    DemoLine line(m_gateway, m_direct, m_services);
    pki::TimeStampClient client(
        line, m_pki.nationalTrust(), {.authorities = {{QUrl(QStringLiteral("http://127.0.0.1:18088/tsa"))}}});
    const auto stamp = client.stamp(core::sha256("document"));
    QVERIFY2(stamp, qPrintable(stamp ? QString() : stamp.error().detail));
    QVERIFY(stamp->isGood());
}

QTEST_GUILESS_MAIN(TestDemoLine)
#include "tst_demoline.moc"
