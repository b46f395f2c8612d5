#include "referencebench.h"

#include <pki/statuschecker.h>
#include <pki/timestamp.h>
#include <simulation_pki/demoservices.h>
#include <sync/relayexchange.h>
#include <wire/plainhttp.h>

#include <QSemaphore>
#include <QTest>

#include <condition_variable>
#include <thread>

using namespace tirkeu;
using namespace std::chrono_literals;
using wire::Problem;
using wire::RelayTo;

/// BIO-11, 15: a workstation speaks to its gateway alone, and gets time stamps and the status of certificates by way of
/// it: from services over HTTP, through the gateway, over the line, into what evidence asks with.
class TestRelay : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void aTimeStampComesThroughTheGateway();
    void statusComesThroughTheGateway();
    void onlyAddressesOfTheConfigurationAreAsked_data();
    void onlyAddressesOfTheConfigurationAreAsked();
    void onlyEntitledWorkstationsAreServed();
    void whatAServiceFailsAtIsAskedLater_data();
    void whatAServiceFailsAtIsAskedLater();
    void whoeverWaitsForAServiceHoldsNobodyElseUp();
    void whoeverWaitsForOneServiceHoldsNoOtherUp();
    void withoutServicesNothingIsRelayed();

private:
    [[nodiscard]] QUrl at(const char* path) const
    {
        QUrl url = m_services->url();
        url.setPath(QLatin1StringView(path));
        return url;
    }
    std::unique_ptr<test::ReferenceBench> m_bench;
    std::unique_ptr<simulation::DemoResponders> m_responders;
    std::optional<simulation::DemoServices> m_services;
    wire::PlainHttp m_http;
    std::unique_ptr<wire::GatewayClient> m_line;
    std::unique_ptr<sync::RelayExchange> m_exchange;
};

namespace {
/// A service that answers when it is told to.
class HeldService final : public core::HttpExchange
{
public:
    [[nodiscard]] Result<core::HttpAnswer> exchange(const core::HttpRequest&) override
    {
        std::unique_lock lock(m_mutex);
        ++m_waiting;
        m_changed.notify_all();
        m_changed.wait(lock, [this] { return m_isOpen; });
        return core::HttpAnswer{200, {}, "answer"};
    }
    void awaitOne()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_waiting > 0; });
    }
    void open()
    {
        const std::lock_guard lock(m_mutex);
        m_isOpen = true;
        m_changed.notify_all();
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_waiting = 0;
    bool m_isOpen = false;
};
} // namespace

void TestRelay::init()
{
    m_bench = std::make_unique<test::ReferenceBench>();
    m_responders = std::make_unique<simulation::DemoResponders>(m_bench->pki, m_bench->vault.clock);
    auto services = simulation::DemoServices::start(*m_responders, 0, 20s);
    VERIFY_RESULT(services);
    m_services.emplace(std::move(*services));
    m_bench->relay = {.http = &m_http,
        .timeStamps = {m_services->stampUrl()},
        .statuses = {at("/ocsp/bank"), at("/ocsp/national")},
        .lists = {at("/crl/national")},
        .deadline = 5s};
    VERIFY_RESULT(m_bench->start());
    m_line = m_bench->client();
    m_exchange = std::make_unique<sync::RelayExchange>(*m_line);
}

void TestRelay::cleanup()
{
    m_exchange.reset();
    m_line.reset();
    m_bench.reset();
    m_services.reset();
    m_responders.reset();
}

void TestRelay::aTimeStampComesThroughTheGateway()
{
    pki::TimeStampClient client(
        *m_exchange, m_bench->pki.nationalTrust(), {.authorities = {{m_services->stampUrl()}}, .deadline = 60s});
    const auto stamp = client.stamp(core::sha256("document"));
    VERIFY_RESULT(stamp);
    QVERIFY(stamp->isGood());
    QVERIFY(stamp->time == m_bench->vault.clock.wall());
    QCOMPARE(m_bench->reference->figures().relayed, quint64(1));
}

void TestRelay::statusComesThroughTheGateway()
{
    const pki::Certificate teller = m_bench->pki.signature(simulation::DemoPerson::Teller).holder();
    const pki::Certificate issuer = m_bench->pki.national().certificate();
    pki::StatusOptions options{.ocspRelay = at("/ocsp/national"), .crlRelay = at("/crl/national"), .deadline = 60s};
    pki::StatusChecker asking(*m_exchange, m_bench->vault.clock, m_bench->pki.nationalTrust(), options);
    const pki::StatusResult good = asking.check(teller, issuer);
    QVERIFY(good.isGood());
    QVERIFY(good.source == pki::StatusSource::Ocsp);
    // OCSP is silent: the list comes the same way.
    m_responders->set(simulation::OcspManner::Down);
    const pki::StatusResult listed = asking.check(teller, issuer);
    QVERIFY(listed.isGood());
    QVERIFY(listed.source == pki::StatusSource::Crl);
    m_responders->set(simulation::OcspManner::Normal);
    m_responders->revoke(teller, {m_bench->vault.clock.wall(), 1});
    QVERIFY(asking.check(teller, issuer).status == pki::CertificateStatus::Revoked);
    m_responders->set(simulation::OcspManner::Down);
    QVERIFY(asking.check(teller, issuer).status == pki::CertificateStatus::Revoked);
}

void TestRelay::onlyAddressesOfTheConfigurationAreAsked_data()
{
    QTest::addColumn<RelayTo>("to");
    QTest::addColumn<QString>("path");
    QTest::newRow("another path") << RelayTo::TimeStamp << QStringLiteral("/admin");
    QTest::newRow("a query behind it") << RelayTo::TimeStamp << QStringLiteral("/tsa?x=1");
    QTest::newRow("an address of another kind") << RelayTo::TimeStamp << QStringLiteral("/ocsp/bank");
    QTest::newRow("up the tree") << RelayTo::Status << QStringLiteral("/ocsp/bank/../../admin");
    QTest::newRow("another list") << RelayTo::RevocationList << QStringLiteral("/crl/bank");
    QTest::newRow("a name before it") << RelayTo::TimeStamp << QStringLiteral("@/tsa");
    QTest::newRow("no address") << RelayTo::TimeStamp << QStringLiteral(" ");
}

void TestRelay::onlyAddressesOfTheConfigurationAreAsked()
{
    QFETCH(const RelayTo, to);
    QFETCH(const QString, path);
    std::atomic<int> asked = 0;
    auto forbidden = simulation::LoopbackServer::start([&asked](const simulation::ServedRequest&) {
        ++asked;
        return simulation::ServedAnswer{.body = "secret"};
    });
    VERIFY_RESULT(forbidden);
    m_bench->relay.timeStamps = {(*forbidden)->url().resolved(QUrl(QStringLiteral("/tsa")))};
    m_bench->relay.statuses = {(*forbidden)->url().resolved(QUrl(QStringLiteral("/ocsp/bank")))};
    m_bench->relay.lists = {(*forbidden)->url().resolved(QUrl(QStringLiteral("/crl/national")))};
    VERIFY_RESULT(m_bench->serve());
    m_line = m_bench->client();
    const QString address = path == u" "            ? QStringLiteral("tsa")
                            : path.startsWith(u'@') ? (*forbidden)->url().toString() + QStringLiteral(".evil") + path
                                                    : (*forbidden)->url().toString() + path;
    const auto answer = m_line->relay({to, address, "q"});
    QVERIFY(!answer);
    QVERIFY(answer.error().kind == Problem::Kind::Refused);
    QCOMPARE(answer.error().code, QStringLiteral("reference.relay-elsewhere"));
    QCOMPARE(asked, 0);
    {
        const std::lock_guard lock(m_bench->mutex);
        QVERIFY(m_bench->alarms.contains(QStringLiteral("reference.relay-elsewhere")));
    }
    // The one that is named is asked, however it is spelt.
    const auto same =
        m_line->relay({RelayTo::TimeStamp, (*forbidden)->url().toString() + QStringLiteral("/./tsa"), "q"});
    QVERIFY(same);
    QCOMPARE(asked, 1);
}

void TestRelay::onlyEntitledWorkstationsAreServed()
{
    const auto stranger = m_bench->client(m_bench->gatewayKey); // of the bank's authority, but no workstation
    QCOMPARE(stranger->relay({RelayTo::Status, {}, "q"}).error().code, QStringLiteral("reference.workstation-unknown"));
    VERIFY_RESULT(m_bench->engine->revoke(
        m_bench->workstation.holder().fingerprint(), QStringLiteral("stolen"), m_bench->vault.clock.wall()));
    QCOMPARE(m_line->relay({RelayTo::Status, {}, "q"}).error().code, QStringLiteral("reference.workstation-revoked"));
    QCOMPARE(m_bench->reference->figures().relayed + m_bench->reference->figures().relayedInVain, quint64(0));
}

void TestRelay::whatAServiceFailsAtIsAskedLater_data()
{
    QTest::addColumn<int>("manner");
    QTest::newRow("silent") << int(simulation::StampManner::Down);
    QTest::newRow("slow") << int(simulation::StampManner::Slow);
    QTest::newRow("unavailable") << int(simulation::StampManner::HttpError);
}

void TestRelay::whatAServiceFailsAtIsAskedLater()
{
    QFETCH(const int, manner);
    m_bench->relay.deadline = 300ms;
    VERIFY_RESULT(m_bench->serve());
    m_line = m_bench->client();
    m_responders->set(static_cast<simulation::StampManner>(manner));
    const auto answer = m_line->relay({RelayTo::TimeStamp, {}, "q"});
    QVERIFY(!answer);
    QVERIFY(answer.error().kind == Problem::Kind::Later);
    QCOMPARE(answer.error().code, QStringLiteral("reference.relay-silent"));
    QCOMPARE(m_bench->reference->figures().relayedInVain, quint64(1));
    // As whoever asks over HTTP hears it: no answer, to be repeated.
    sync::RelayExchange exchange(*m_line);
    const auto error = exchange.exchange({.url = m_services->stampUrl(),
        .method = "POST",
        .contentType = "application/timestamp-query",
        .body = "q",
        .deadline = 60s});
    QVERIFY(!error);
    QVERIFY(error.error().kind == ErrorKind::Retry);
    const auto other = exchange.exchange({.url = m_services->stampUrl(), .method = "DELETE"});
    QCOMPARE(other.error().code.toString(), QStringLiteral("sync.question-not-relayed"));
}

// One thread for answers and one to spare: a service that does not answer takes the spare one, and only that.
void TestRelay::whoeverWaitsForAServiceHoldsNobodyElseUp()
{
    HeldService held;
    m_bench->relay.http = &held;
    m_bench->relay.mostAtOnce = 1;
    m_bench->threads = 1;
    m_bench->spareWorkers = 1;
    VERIFY_RESULT(m_bench->serve());
    const auto waiting = m_bench->client();
    wire::Reply<QByteArray> answer = QByteArray();
    std::thread asking([&] { answer = waiting->relay({RelayTo::TimeStamp, {}, "q"}); });
    held.awaitOne();
    const auto other = m_bench->client();
    const auto hello = other->hello();
    const auto second = other->relay({RelayTo::Status, {}, "q"});
    held.open();
    asking.join();
    QVERIFY(hello);
    QVERIFY(!second);
    QVERIFY(second.error().kind == Problem::Kind::Later);
    QCOMPARE(second.error().code, QStringLiteral("reference.relay-busy"));
    QCOMPARE(*answer, QByteArray("answer"));
    QCOMPARE(*other->relay({RelayTo::Status, {}, "q"}), QByteArray("answer")); // the place is free again
}

// As of the relay: a service that is silent takes the places meant for it, and no other's.
void TestRelay::whoeverWaitsForOneServiceHoldsNoOtherUp()
{
    QSemaphore asked;
    QSemaphore open;
    m_bench->services = [&](const QString&, const wire::ServiceCall& call) -> Result<wire::ServiceSaid> {
        if (!std::holds_alternative<wire::PhoneAsked>(call.asked))
            return wire::ServiceSaid(wire::CodeJudged{.isRight = true});
        asked.release();
        if (!open.tryAcquire(1, 20'000))
            return failure(ErrorCode("national.service-away"), ErrorKind::Retry);
        return wire::ServiceSaid(wire::PhoneSaid{true, QStringLiteral("register"), m_bench->vault.clock.wall()});
    };
    m_bench->servicesAtOnce = 1;
    m_bench->threads = 1;
    m_bench->spareWorkers = 2;
    VERIFY_RESULT(m_bench->serve());
    const core::Uuid id = core::Uuid::make(m_bench->vault.clock);
    const wire::ServiceCall question{id, wire::PhoneAsked{test::kClientIin, QStringLiteral("+77010000000")}};
    const auto waiting = m_bench->client();
    wire::Reply<wire::ServiceSaid> answer = wire::ServiceSaid();
    std::thread asking([&] { answer = waiting->callService(question); });
    asked.acquire();
    const auto other = m_bench->client();
    const auto second = other->callService(question);
    const auto code = other->callService({id, wire::CodeTyped{QStringLiteral("c"), QStringLiteral("1")}});
    const auto hello = other->hello();
    open.release();
    asking.join();
    QVERIFY(hello);
    QVERIFY(code); // another service has places of its own
    QVERIFY(!second);
    QVERIFY(second.error().kind == Problem::Kind::Later);
    QCOMPARE(second.error().code, QStringLiteral("reference.services-busy"));
    QVERIFY(answer);
    QVERIFY(std::get<wire::PhoneSaid>(*answer).isTheirs);
    open.release();
    QVERIFY(other->callService(question)); // the place is free again
}

void TestRelay::withoutServicesNothingIsRelayed()
{
    m_bench->relay.lists.clear();
    VERIFY_RESULT(m_bench->serve());
    m_line = m_bench->client();
    QCOMPARE(m_line->relay({RelayTo::RevocationList, {}, {}}).error().code, QStringLiteral("reference.not-relayed"));
    m_bench->relay = {};
    VERIFY_RESULT(m_bench->serve());
    m_line = m_bench->client();
    const auto answer = m_line->relay({RelayTo::TimeStamp, {}, "q"});
    QVERIFY(answer.error().kind == Problem::Kind::Refused);
    QCOMPARE(answer.error().code, QStringLiteral("reference.not-relayed"));
}

QTEST_GUILESS_MAIN(TestRelay)
#include "tst_relay.moc"
