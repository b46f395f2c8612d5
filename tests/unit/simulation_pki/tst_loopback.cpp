#include <simulation_pki/loopbackhttp.h>
#include <simulation_pki/loopbackserver.h>

#include <QElapsedTimer>
#include <QTest>

#include <atomic>

using namespace tirkeu;
using namespace std::chrono_literals;
using simulation::LoopbackServer;
using simulation::ServedAnswer;
using simulation::ServedRequest;

class TestLoopback : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void carriesBothWays();
    void aPostIsSentOnce();
    void theDeadlineHoldsOverAll();
    void anAnswerTooLongIsRefused();
    void onlyThisMachineIsAsked();
    void aTakenPortIsSaid();
    void stopsWhileSomebodyWaits();
};

void TestLoopback::carriesBothWays()
{
    ServedRequest seen;
    const auto server = LoopbackServer::start([&seen](const ServedRequest& request) {
        seen = request;
        return ServedAnswer{418, "text/x", QByteArray("\0\1\2", 3)};
    });
    QVERIFY(server);
    simulation::LoopbackHttp http;
    core::HttpRequest request;
    request.url = (*server)->url().resolved(QUrl(QStringLiteral("/a/b?c=%20d")));
    request.method = "PUT";
    request.contentType = "application/y";
    request.body = QByteArray("\3\0\4", 3);
    const auto answer = http.exchange(request);
    QVERIFY(answer);
    QCOMPARE(answer->status, 418);
    QCOMPARE(answer->contentType, "text/x");
    QCOMPARE(answer->body, QByteArray("\0\1\2", 3));
    QCOMPARE(seen.method, "PUT");
    QCOMPARE(seen.target, "/a/b?c=%20d");
    QCOMPARE(seen.contentType, "application/y");
    QCOMPARE(seen.body, request.body);
}

void TestLoopback::aPostIsSentOnce()
{
    std::atomic<int> asked = 0;
    const auto server = LoopbackServer::start([&asked](const ServedRequest&) {
        ++asked;
        return ServedAnswer{.line = ServedAnswer::Line::HungUp};
    });
    simulation::LoopbackHttp http;
    core::HttpRequest request;
    request.url = (*server)->url();
    request.method = "POST";
    request.body = "once";
    const auto answer = http.exchange(request);
    QCOMPARE(answer.error().code.toString(), QStringLiteral("demo.service-silent"));
    QCOMPARE(answer.error().kind, ErrorKind::ServiceFault);
    QCOMPARE(asked.load(), 1);
}

void TestLoopback::theDeadlineHoldsOverAll()
{
    const auto server = LoopbackServer::start([](const ServedRequest&) { return ServedAnswer{.delay = 20s}; });
    simulation::LoopbackHttp http;
    core::HttpRequest request;
    request.url = (*server)->url();
    request.deadline = 100ms;
    QElapsedTimer timer;
    timer.start();
    QVERIFY(!http.exchange(request));
    QVERIFY(timer.elapsed() >= 90 && timer.elapsed() < 5000);
}

void TestLoopback::anAnswerTooLongIsRefused()
{
    const auto server =
        LoopbackServer::start([](const ServedRequest&) { return ServedAnswer{.body = QByteArray(1000, 'x')}; });
    simulation::LoopbackHttp http;
    core::HttpRequest request;
    request.url = (*server)->url();
    request.maxAnswerBytes = 999;
    QVERIFY(!http.exchange(request));
    request.maxAnswerBytes = 1000;
    QVERIFY(http.exchange(request));
}

void TestLoopback::onlyThisMachineIsAsked()
{
    simulation::LoopbackHttp http;
    for (const char* address : {"http://example.kz/", "https://127.0.0.1/", "http://10.0.0.1/"}) {
        core::HttpRequest request;
        request.url = QUrl(QLatin1StringView(address));
        QCOMPARE(http.exchange(request).error().code.toString(), QStringLiteral("demo.address-not-local"));
    }
}

void TestLoopback::aTakenPortIsSaid()
{
    const auto handler = [](const ServedRequest&) {
        return ServedAnswer();
    };
    const auto first = LoopbackServer::start(handler);
    const int port = (*first)->url().port();
    const auto second = LoopbackServer::start(handler, static_cast<quint16>(port));
    QCOMPARE(second.error().code.toString(), QStringLiteral("demo.port-not-free"));
    QCOMPARE(second.error().values, QStringList{QString::number(port)});
}

void TestLoopback::stopsWhileSomebodyWaits()
{
    auto server = LoopbackServer::start([](const ServedRequest&) { return ServedAnswer{.delay = 20s}; });
    simulation::LoopbackHttp http;
    core::HttpRequest request;
    request.url = (*server)->url();
    request.deadline = 50ms;
    QVERIFY(!http.exchange(request));
    QElapsedTimer timer;
    timer.start();
    server->reset();
    QVERIFY(timer.elapsed() < 10'000);
}

QTEST_GUILESS_MAIN(TestLoopback)
#include "tst_loopback.moc"
