#include <simulation_pki/loopbackserver.h>
#include <wire/plainhttp.h>

#include <QElapsedTimer>
#include <QMutex>
#include <QSemaphore>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QThread>

using namespace tirkeu;
using namespace std::chrono_literals;

/// How the gateway speaks to services outside the bank: one question, one answer, within its time and size.
class TestPlainHttp : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aQuestionHasItsAnswer();
    void whatIsNoAnswerIsSaid_data();
    void whatIsNoAnswerIsSaid();
    void aLargeAnswerIsTakenWhole();
    void aServiceThatDoesNotComeToAnEndIsLeft();
    void onlyPlainHttpIsSpoken_data();
    void onlyPlainHttpIsSpoken();
};

namespace {
/// Says these bytes to the first caller whatever is asked, and ends the connection or leaves it open.
class Sayer final : public QThread
{
public:
    enum class Then { Ends, Waits };
    Sayer(QByteArray bytes, Then then)
        : m_bytes(std::move(bytes))
        , m_then(then)
    {
        start();
        m_listens.acquire();
    }
    ~Sayer() override { wait(); }
    [[nodiscard]] QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1/tsa").arg(m_port)); }

protected:
    void run() override
    {
        constexpr int kPatienceMs = 20'000;
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        m_port = server.serverPort();
        m_listens.release();
        if (!server.waitForNewConnection(kPatienceMs))
            return;
        const std::unique_ptr<QTcpSocket> caller(server.nextPendingConnection());
        QByteArray asked;
        while (!asked.endsWith("question") && caller->waitForReadyRead(kPatienceMs))
            asked += caller->readAll();
        caller->write(m_bytes);
        while (caller->bytesToWrite() > 0 && caller->waitForBytesWritten(kPatienceMs)) {
        }
        if (m_then == Then::Waits)
            caller->waitForDisconnected(kPatienceMs);
        caller->close();
    }

private:
    QSemaphore m_listens;
    QByteArray m_bytes;
    Then m_then;
    quint16 m_port = 0;
};

core::HttpRequest ask(const QUrl& url)
{
    return {.url = url,
        .method = "POST",
        .contentType = "application/timestamp-query",
        .body = "question",
        .deadline = 10s,
        .maxAnswerBytes = 1000};
}
} // namespace

void TestPlainHttp::aQuestionHasItsAnswer()
{
    QMutex mutex;
    simulation::ServedRequest seen;
    const auto server = simulation::LoopbackServer::start([&](const simulation::ServedRequest& request) {
        const QMutexLocker lock(&mutex);
        seen = request;
        return simulation::ServedAnswer{.status = 404, .contentType = "text/plain", .body = "no such"};
    });
    QVERIFY(server);
    wire::PlainHttp http;
    const auto answer = http.exchange(ask((*server)->url().resolved(QUrl(QStringLiteral("/a%20b?c=d#e")))));
    QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().detail));
    QCOMPARE(answer->status, 404); // whatever it says is an answer
    QCOMPARE(answer->contentType, QByteArray("text/plain"));
    QCOMPARE(answer->body, QByteArray("no such"));
    QMutexLocker lock(&mutex);
    QCOMPARE(seen.method, QByteArray("POST"));
    QCOMPARE(seen.target, QByteArray("/a%20b?c=d"));
    QCOMPARE(seen.contentType, QByteArray("application/timestamp-query"));
    QCOMPARE(seen.body, QByteArray("question"));
    lock.unlock();
    QVERIFY(http.exchange({.url = (*server)->url()}));
    lock.relock();
    QCOMPARE(seen.method, QByteArray("GET"));
    QCOMPARE(seen.target, QByteArray("/"));
}

void TestPlainHttp::whatIsNoAnswerIsSaid_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("code");
    const auto unreadable = QStringLiteral("wire.service-unreadable");
    const auto silent = QStringLiteral("wire.service-silent");
    const auto row = [](const char* name, const QByteArray& bytes, const QString& code) {
        QTest::newRow(name) << bytes << code;
    };
    row("good, with its length", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", {});
    row("good, to the end", "HTTP/1.0 200 OK\r\n\r\nok", {});
    row("a redirection is not followed", "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n\r\nok", {});
    row("nothing", "", silent);
    row("half a header", "HTTP/1.1 200 OK\r\nContent-Le", silent);
    row("less than promised", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok", silent);
    row("no HTTP", "SSH-2.0-OpenSSH_9.2\r\n\r\n", unreadable);
    row("no status", "HTTP/1.1 x OK\r\n\r\n", unreadable);
    row("chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", unreadable);
    row("two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok", unreadable);
    row("a negative length", "HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\nok", unreadable);
    row("more than promised", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok and more", unreadable);
    row("too much promised", "HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n", unreadable);
    row("too much unsaid", "HTTP/1.1 200 OK\r\n\r\n" + QByteArray(1001, 'x'), unreadable);
    row("an endless header", "HTTP/1.1 200 OK\r\n" + QByteArray(20'000, 'x'), unreadable);
}

void TestPlainHttp::whatIsNoAnswerIsSaid()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, code);
    const Sayer sayer(bytes, Sayer::Then::Ends);
    const auto answer = wire::PlainHttp().exchange(ask(sayer.url()));
    QCOMPARE(answer ? QString() : answer.error().code.toString(), code);
    if (answer)
        QCOMPARE(answer->body, QByteArray("ok"));
}

void TestPlainHttp::aLargeAnswerIsTakenWhole()
{
    const QByteArray list(3'000'000, 'l');
    const Sayer sayer("HTTP/1.1 200 OK\r\n\r\n" + list, Sayer::Then::Ends);
    core::HttpRequest request = ask(sayer.url());
    request.maxAnswerBytes = list.size();
    const auto answer = wire::PlainHttp().exchange(request);
    QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().detail));
    QVERIFY(answer->body == list);
}

void TestPlainHttp::aServiceThatDoesNotComeToAnEndIsLeft()
{
    const Sayer sayer("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nbegins and", Sayer::Then::Waits);
    core::HttpRequest request = ask(sayer.url());
    request.deadline = 300ms;
    QElapsedTimer watch;
    watch.start();
    const auto answer = wire::PlainHttp().exchange(request);
    QVERIFY(!answer);
    QCOMPARE(answer.error().code.toString(), QStringLiteral("wire.service-silent"));
    QVERIFY(watch.elapsed() >= 250);
}

void TestPlainHttp::onlyPlainHttpIsSpoken_data()
{
    QTest::addColumn<QString>("url");
    for (const char* url : {"https://127.0.0.1:1/", "file:///etc/passwd", "ftp://127.0.0.1/",
             "http://user:word@127.0.0.1/", "http:///tsa", "tsa", ""})
        QTest::newRow(url) << QString::fromLatin1(url);
}

void TestPlainHttp::onlyPlainHttpIsSpoken()
{
    QFETCH(const QString, url);
    const auto answer = wire::PlainHttp().exchange(ask(QUrl(url)));
    QVERIFY(!answer);
    QCOMPARE(answer.error().code.toString(), QStringLiteral("wire.service-not-http"));
    QVERIFY(!answer.error().detail.contains(u"word"));
}

QTEST_GUILESS_MAIN(TestPlainHttp)
#include "tst_plainhttp.moc"
