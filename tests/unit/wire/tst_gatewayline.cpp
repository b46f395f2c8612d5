#include "gatewaybench.h"

#include "support/gateway/rawline.h"

#include <QTest>

#include <thread>

#include <openssl/ssl.h>

using namespace tirkeu;
using namespace tirkeu::wire;

/// BIO-28, MFO-26: the line between workstation and gateway, each side holding the other's certificate against the
/// bank's authority, and nothing a stranger sends taking more than it may.
class TestGatewayLine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyQuestionHasItsAnswer();
    void aPackageGoesInPieces();
    void onlyTheBanksWorkstationsAreServed_data();
    void onlyTheBanksWorkstationsAreServed();
    void onlyTheBanksGatewayIsAsked_data();
    void onlyTheBanksGatewayIsAsked();
    void olderTlsAndWeakCiphersAreRefused_data();
    void olderTlsAndWeakCiphersAreRefused();
    void whatIsMalformedIsRefused_data();
    void whatIsMalformedIsRefused();
    void slowCallersAreCutOff();
    void whoAsksTooMuchWaits();
    void oneWorkstationHoldsFewLines();
    void aFaultInsideStaysInside();
    void aClosedLineIsOpenedAgain();
    void cancelEndsTheWaiting();
    void aStopLetsTheAnswerOut();
    void withoutKeysOnlyLoopbackIsServed();

private:
    [[nodiscard]] QByteArray rawAnswer(test::GatewayBench& bench, const QByteArray& question, bool keepWriting = false);
};

namespace {
const QByteArray kHost = "Host: x\r\n";

ServerLimits quick()
{
    ServerLimits limits;
    limits.handshake = limits.header = limits.body = limits.idle = std::chrono::milliseconds(400);
    limits.slowestBytesPerSecond = 100'000'000;
    return limits;
}
} // namespace

QByteArray TestGatewayLine::rawAnswer(test::GatewayBench& bench, const QByteArray& question, bool keepWriting)
{
    test::RawLine line(bench.server->port(), {.key = bench.pki.workstation()});
    line.write(question);
    while (keepWriting && line.write(QByteArray(4096, 'a'))) {
    }
    return line.readAll();
}

void TestGatewayLine::everyQuestionHasItsAnswer()
{
    test::GatewayBench bench;
    QVERIFY(bench.start());
    const auto client = bench.client();
    const auto hello = client->hello();
    QVERIFY2(hello, qPrintable(hello ? QString() : hello.error().code + hello.error().detail));
    QCOMPARE(hello->workstation, bench.pki.workstation().holder().subject().commonName);
    QCOMPARE(hello->lowestVersion, QStringLiteral("0.1.0")); // what the client said of itself
    QCOMPARE(client->journalHead(core::Uuid::make(bench.clock))->sequence, std::uint64_t(7));
    const QByteArray entries(100'000, 'e');
    QCOMPARE(client->putJournal(core::Uuid::make(bench.clock), entries)->hash, core::sha256(entries));
    QCOMPARE(*client->criteriaAfter(2), QByteArray("criteria"));
    QCOMPARE(*client->criteriaAfter(3), QByteArray());
    QCOMPARE(client->answersAfter(0)->size(), 2);
    QCOMPARE(client->answersAfter(2)->size(), 0);
    QCOMPARE(client->attemptsOf(QStringLiteral("850712300011"))->constFirst().spent, 1);
    QCOMPARE(client->palmsOf({QStringLiteral("850712300011"), QStringLiteral("verify"), core::Uuid::make(bench.clock)})
                 ->constFirst()
                 .palm,
        QByteArray("palm of 850712300011"));
    const core::Uuid call = core::Uuid::make(bench.clock);
    for (const ServiceAsked& asked : test::everyService(core::Uuid::make(bench.clock))) {
        const auto said = client->callService({call, asked});
        QVERIFY2(said, serviceOf(asked).constData());
        QCOMPARE(said->index(), asked.index()); // the answer is this question's
    }
    QCOMPARE(bench.room.called, QList<core::Uuid>(std::variant_size_v<ServiceAsked>, call));
    QCOMPARE(*client->relay({RelayTo::TimeStamp, QStringLiteral("http://a"), "q"}), QByteArray("time-stamphttp://aq"));
    QCOMPARE(*client->relay({RelayTo::Status, {}, "q"}), QByteArray("statusq"));
    QCOMPARE(*client->relay({RelayTo::RevocationList, QStringLiteral("http://l"), {}}),
        QByteArray("revocation-listhttp://l"));
    const std::lock_guard lock(bench.mutex);
    for (const AccessLine& line : bench.log)
        QVERIFY(!line.path.contains("850712300011")); // no IIN where paths are logged
}

void TestGatewayLine::aPackageGoesInPieces()
{
    test::GatewayBench bench;
    QVERIFY(bench.start());
    const QByteArray sealed(3'500'000, 'p');
    const UploadOffer offer{PackageId::make(bench.clock), core::sha256("x"), sealed.size(), core::sha256(sealed)};
    auto client = bench.client();
    auto state = client->openUpload(offer);
    QVERIFY(state);
    qint64 at = state->received;
    int pieces = 0;
    while (at < sealed.size()) {
        if (++pieces == 2)
            client = bench.client(); // the line breaks; another goes on where the first stood
        state = client->openUpload(offer);
        QVERIFY(state);
        QCOMPARE(state->received, at);
        const qint64 size = std::min<qint64>(state->largestChunk, sealed.size() - at);
        const auto put = client->putChunk(offer.package, at, QByteArrayView(sealed).sliced(at, size));
        QVERIFY(put);
        at = put->received;
    }
    QCOMPARE(pieces, 4);
    QCOMPARE(*client->finishUpload(offer.package), core::sha256(sealed));
    QVERIFY(bench.room.offered == offer);
    const auto again = client->putChunk(offer.package, 0, "again");
    QVERIFY(!again);
    QVERIFY(again.error().kind == Problem::Kind::OutOfStep);
    QCOMPARE(again.error().code, QStringLiteral("wire.upload-elsewhere"));
}

void TestGatewayLine::onlyTheBanksWorkstationsAreServed_data()
{
    QTest::addColumn<QString>("who");
    for (const char* who : {"none", "self-signed", "national", "expired", "not yet valid", "for servers only", "good"})
        QTest::newRow(who) << QString::fromLatin1(who);
}

void TestGatewayLine::onlyTheBanksWorkstationsAreServed()
{
    QFETCH(const QString, who);
    test::GatewayBench bench;
    QVERIFY(bench.start());
    using std::chrono::hours;
    const core::WallTime now = bench.clock.wall();
    simulation::DemoProfile profile{.commonName = QStringLiteral("ws"),
        .keyUses = pki::KeyUse::DigitalSignature,
        .extendedUses = {QStringLiteral("1.3.6.1.5.5.7.3.2")},
        .from = now - hours(48),
        .until = now + hours(48)};
    std::optional<pki::SoftwareKey> key;
    if (who == u"self-signed")
        key = test::testKey(QStringLiteral("ws"));
    else if (who == u"national")
        key = bench.pki.authentication(simulation::DemoPerson::Teller);
    else if (who == u"good")
        key = *bench.pki.bank().issue(profile);
    if (who == u"expired")
        profile.until = now - hours(1);
    if (who == u"not yet valid")
        profile.from = now + hours(1);
    if (who == u"for servers only")
        profile.extendedUses = {QStringLiteral("1.3.6.1.5.5.7.3.1")};
    if (who == u"expired" || who == u"not yet valid" || who == u"for servers only")
        key = *bench.pki.bank().issue(profile);

    if (key) {
        auto settings = bench.settings();
        settings.workstation = *key;
        const auto hello = (*GatewayClient::make(settings, bench.clock))->hello();
        if (who == u"good") {
            QVERIFY(hello);
            return;
        }
        QVERIFY(!hello);
        QVERIFY2(hello.error().kind == Problem::Kind::NotTrusted,
            qPrintable(nameOf(hello.error().kind) + hello.error().detail));
    } else {
        test::RawLine line(bench.server->port(), {});
        line.write("GET /v1/hello HTTP/1.1\r\n" + kHost + "\r\n");
        QCOMPARE(line.readAll(), QByteArray());
    }
    QCOMPARE(bench.room.calls, 0);
    QTRY_VERIFY(!bench.log.isEmpty());
    QCOMPARE(bench.log.constFirst().code, QStringLiteral("handshake"));
}

void TestGatewayLine::onlyTheBanksGatewayIsAsked_data()
{
    QTest::addColumn<QString>("which");
    for (const char* which : {"another name", "self-signed", "another bank", "expired", "a workstation"})
        QTest::newRow(which) << QString::fromLatin1(which);
}

void TestGatewayLine::onlyTheBanksGatewayIsAsked()
{
    QFETCH(const QString, which);
    test::GatewayBench bench;
    using std::chrono::hours;
    const core::WallTime now = bench.clock.wall();
    simulation::DemoProfile profile{.commonName = QStringLiteral("gateway"),
        .keyUses = pki::KeyUse::DigitalSignature,
        .extendedUses = {QStringLiteral("1.3.6.1.5.5.7.3.1")},
        .names = {QStringLiteral("IP:127.0.0.1")},
        .from = now - hours(48),
        .until = now + hours(48)};
    if (which == u"another name")
        profile.names = {QStringLiteral("DNS:gateway.elsewhere"), QStringLiteral("IP:127.0.0.2")};
    if (which == u"expired")
        profile.until = now - hours(1);
    if (which == u"a workstation")
        profile.extendedUses = {QStringLiteral("1.3.6.1.5.5.7.3.2")};
    std::optional<pki::SoftwareKey> key;
    if (which == u"self-signed")
        key = test::testKey(QStringLiteral("127.0.0.1"));
    else if (which == u"another bank")
        key = *bench.pki.national().issue(profile);
    else
        key = *bench.pki.bank().issue(profile);
    QVERIFY(bench.start({}, key));
    const auto hello = bench.client()->hello();
    QVERIFY(!hello);
    QVERIFY2(
        hello.error().kind == Problem::Kind::NotTrusted, qPrintable(nameOf(hello.error().kind) + hello.error().detail));
    QCOMPARE(bench.room.calls, 0);
}

void TestGatewayLine::olderTlsAndWeakCiphersAreRefused_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<QByteArray>("ciphers");
    QTest::addColumn<bool>("served");
    QTest::newRow("TLS 1.0") << TLS1_VERSION << QByteArray() << false;
    QTest::newRow("TLS 1.1") << TLS1_1_VERSION << QByteArray() << false;
    QTest::newRow("TLS 1.2") << TLS1_2_VERSION << QByteArray() << true;
    QTest::newRow("TLS 1.3") << TLS1_3_VERSION << QByteArray() << true;
    QTest::newRow("CBC") << TLS1_2_VERSION << QByteArray("ECDHE-ECDSA-AES256-SHA384:ECDHE-ECDSA-AES128-SHA") << false;
    QTest::newRow("no forward secrecy") << TLS1_2_VERSION << QByteArray("AES256-GCM-SHA384") << false;
    QTest::newRow("nothing encrypted") << TLS1_2_VERSION << QByteArray("ECDHE-ECDSA-NULL-SHA") << false;
    QTest::newRow("nobody proven") << TLS1_2_VERSION << QByteArray("AECDH-AES256-SHA:ADH-AES256-GCM-SHA384") << false;
}

void TestGatewayLine::olderTlsAndWeakCiphersAreRefused()
{
    QFETCH(const int, version);
    QFETCH(const QByteArray, ciphers);
    QFETCH(const bool, served);
    test::GatewayBench bench;
    QVERIFY(bench.start());
    test::RawLine line(bench.server->port(), {.key = bench.pki.workstation(), .mostTls = version, .ciphers = ciphers});
    line.write("GET /v1/hello HTTP/1.1\r\n" + kHost + "Connection: close\r\n\r\n");
    QCOMPARE(line.readAll().startsWith("HTTP/1.1 200"), served);
}

void TestGatewayLine::whatIsMalformedIsRefused_data()
{
    QTest::addColumn<QByteArray>("question");
    QTest::addColumn<int>("status");
    const QByteArray put = "PUT /v1/journals/01890f3e-0000-7000-8000-000000000000 HTTP/1.1\r\n" + kHost;
    QTest::newRow("not HTTP") << QByteArray("\x16\x03\x01 what\r\n\r\n") << 400;
    QTest::newRow("HTTP/1.0") << QByteArray("GET /v1/hello HTTP/1.0\r\n\r\n") << 400;
    QTest::newRow("two lengths") << put + "Content-Length: 1\r\nContent-Length: 1\r\n\r\nx" << 400;
    QTest::newRow("length and chunks") << put + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                                       << 400;
    QTest::newRow("chunks") << put + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" << 400;
    QTest::newRow("negative length") << put + "Content-Length: -1\r\n\r\n" << 400;
    QTest::newRow("too long a body") << put + "Content-Length: 99999999999\r\n\r\n" << 413;
    QTest::newRow("no such path") << "GET /v1/other HTTP/1.1\r\n" + kHost + "Connection: close\r\n\r\n" << 404;
    QTest::newRow("up the tree") << "GET /v1/../../etc/passwd HTTP/1.1\r\n" + kHost + "Connection: close\r\n\r\n"
                                 << 404;
    QTest::newRow("another method") << "DELETE /v1/hello HTTP/1.1\r\n" + kHost + "Connection: close\r\n\r\n" << 405;
    QTest::newRow("another type") << put + "Content-Type: text/html\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx"
                                  << 415;
    QTest::newRow("injection for an id") << "GET /v1/journals/'%20OR%201=1;-- HTTP/1.1\r\n" + kHost +
                                                "Connection: close\r\n\r\n"
                                         << 400;
    QTest::newRow("injection for a number")
        << "GET /v1/answers/after/1;DROP HTTP/1.1\r\n" + kHost + "Connection: close\r\n\r\n"
        << 400;
    QTest::newRow("an offer without sense")
        << "PUT /v1/packages/01890f3e-0000-7000-8000-000000000000 HTTP/1.1\r\n" + kHost +
               "Content-Type: application/json\r\nContent-Length: 12\r\nConnection: close\r\n\r\n{\"size\":\"x\"}"
        << 400;
}

void TestGatewayLine::whatIsMalformedIsRefused()
{
    QFETCH(const QByteArray, question);
    QFETCH(const int, status);
    test::GatewayBench bench;
    QVERIFY(bench.start());
    const QByteArray answer = rawAnswer(bench, question);
    QVERIFY2(answer.startsWith("HTTP/1.1 " + QByteArray::number(status)), answer.constData());
    QVERIFY(answer.contains("application/problem+json"));
    QVERIFY(!answer.contains("boost") && !answer.contains("Server:"));
    QCOMPARE(bench.room.calls, 0);
    QVERIFY(bench.client()->hello()); // and the next is served
}

void TestGatewayLine::slowCallersAreCutOff()
{
    test::GatewayBench bench;
    QVERIFY(bench.start(quick()));
    // Silent after the handshake; a header that does not end; a body that does not come; a flood of header.
    QCOMPARE(rawAnswer(bench, {}), QByteArray());
    QCOMPARE(rawAnswer(bench, "GET /v1/hello HTTP/1.1\r\nX-Slow: "), QByteArray());
    QCOMPARE(rawAnswer(bench, "POST /v1/attempts HTTP/1.1\r\n" + kHost + "Content-Length: 20\r\n\r\n{"), QByteArray());
    const QByteArray flooded = rawAnswer(bench, "GET /v1/hello HTTP/1.1\r\nX-Flood: ", true);
    QVERIFY(flooded.isEmpty() || flooded.startsWith("HTTP/1.1 413"));
    QCOMPARE(bench.room.calls, 0);
    QTRY_COMPARE(bench.server->connections(), 0);
}

void TestGatewayLine::whoAsksTooMuchWaits()
{
    test::GatewayBench bench;
    ServerLimits limits;
    limits.questionsPerSecond = 1;
    limits.questionsAtOnce = 3;
    QVERIFY(bench.start(limits));
    const auto client = bench.client();
    for (int i = 0; i < 3; ++i)
        QVERIFY(client->hello());
    const auto fourth = client->hello();
    QVERIFY(!fourth);
    QVERIFY(fourth.error().kind == Problem::Kind::Later);
    QCOMPARE(fourth.error().code, QStringLiteral("wire.too-many-questions"));
    QCOMPARE(*fourth.error().retryAfter, std::chrono::seconds(2));
    // Another workstation is not held up by the first.
    auto other = bench.settings();
    other.workstation = *bench.pki.bank().issue({.commonName = QStringLiteral("ws-2"),
        .keyUses = pki::KeyUse::DigitalSignature,
        .extendedUses = {QStringLiteral("1.3.6.1.5.5.7.3.2")},
        .from = bench.clock.wall() - std::chrono::hours(1),
        .until = bench.clock.wall() + std::chrono::hours(1)});
    QVERIFY((*GatewayClient::make(other, bench.clock))->hello());
    bench.clock.advance(std::chrono::seconds(2));
    QVERIFY(client->hello());
}

void TestGatewayLine::oneWorkstationHoldsFewLines()
{
    test::GatewayBench bench;
    ServerLimits limits;
    limits.connectionsOfOne = 2;
    QVERIFY(bench.start(limits));
    auto first = bench.client();
    const auto second = bench.client();
    QVERIFY(first->hello());
    QVERIFY(second->hello());
    const auto third = bench.client();
    QVERIFY(third->hello().error().kind == Problem::Kind::Later);
    first.reset();
    QTRY_VERIFY(third->hello());
}

void TestGatewayLine::aFaultInsideStaysInside()
{
    test::GatewayBench bench;
    QVERIFY(bench.start());
    const auto client = bench.client();
    const auto renewed = client->renewCertificate("request");
    QVERIFY(!renewed);
    QVERIFY(renewed.error().kind == Problem::Kind::Fault);
    QCOMPARE(renewed.error().code, QStringLiteral("wire.gateway-fault"));
    QVERIFY(client->hello());
    QTRY_COMPARE(bench.log.size(), 2);
    QCOMPARE(bench.log.constFirst().detail, QStringLiteral("a secret of the inside")); // in the log, not on the line
    const QByteArray raw = rawAnswer(
        bench, "POST /v1/certificates HTTP/1.1\r\n" + kHost +
                   "Content-Type: application/octet-stream\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx");
    QVERIFY(raw.startsWith("HTTP/1.1 500"));
    QVERIFY(!raw.contains("secret"));
}

void TestGatewayLine::aClosedLineIsOpenedAgain()
{
    test::GatewayBench bench;
    QVERIFY(bench.start(quick()));
    const auto client = bench.client();
    QVERIFY(client->hello());
    QTRY_COMPARE(bench.server->connections(), 0); // idle for too long
    QVERIFY(client->hello());
    // The gateway goes away and comes back on the same port.
    const quint16 port = bench.server->port();
    bench.server.reset();
    const auto gone = client->hello();
    QVERIFY(!gone);
    QVERIFY(gone.error().kind == Problem::Kind::NotReached);
    auto back = GatewayServer::start(
        {.port = port, .keys = GatewayServer::Keys{bench.pki.gateway(), bench.pki.bankTrust()}},
        [&bench](const Caller& caller, const HttpQuestion& question) {
            return answerQuestion(bench.room, {*caller.certificate, caller.version}, question);
        },
        [](const AccessLine&) {}, bench.clock);
    QVERIFY(back);
    QVERIFY(client->hello());
}

void TestGatewayLine::cancelEndsTheWaiting()
{
    test::GatewayBench bench;
    std::mutex gate;
    std::atomic<bool> asked = false;
    gate.lock();
    bench.room.before = [&] {
        asked = true;
        const std::lock_guard lock(gate);
    };
    QVERIFY(bench.start());
    const auto client = bench.client();
    std::thread waker([&] {
        while (!asked)
            std::this_thread::yield();
        client->cancel();
    });
    const auto hello = client->hello();
    waker.join();
    gate.unlock();
    QVERIFY(!hello);
    QCOMPARE(hello.error().code, QStringLiteral("wire.cancelled"));
}

void TestGatewayLine::aStopLetsTheAnswerOut()
{
    test::GatewayBench bench;
    std::mutex gate;
    std::atomic<bool> asked = false;
    gate.lock();
    bench.room.before = [&] {
        asked = true;
        const std::lock_guard lock(gate);
    };
    QVERIFY(bench.start());
    const auto idle = bench.client();
    const auto client = bench.client();
    Reply<Hello> hello = problem(Problem::Kind::Fault, ErrorCode("wire.none"));
    std::thread asking([&] { hello = client->hello(); });
    while (!asked)
        std::this_thread::yield();
    std::thread stopping([&] { bench.server->stop(std::chrono::seconds(20)); });
    gate.unlock();
    asking.join();
    stopping.join();
    QVERIFY2(hello, "what had begun was answered");
    QVERIFY(idle->hello().error().kind == Problem::Kind::NotReached);
}

void TestGatewayLine::withoutKeysOnlyLoopbackIsServed()
{
    test::FakeClock clock;
    const auto handler = [](const Caller&, const HttpQuestion& question) {
        return HttpReply{.body = question.path};
    };
    const auto open = GatewayServer::start(
        {.address = QStringLiteral("0.0.0.0")}, handler, [](const auto&) {}, clock);
    QVERIFY(!open);
    QCOMPARE(open.error().code.toString(), QStringLiteral("wire.plain-only-on-loopback"));
    QVERIFY(GatewayServer::start(
        {}, handler, [](const auto&) {}, clock));
}

QTEST_GUILESS_MAIN(TestGatewayLine)
#include "tst_gatewayline.moc"
