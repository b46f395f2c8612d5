#include "gatewaybench.h"
#include "schema.h"

#include "support/gateway/rawline.h"
#include "support/testfiles.h"

#include <core/encoding.h>
#include <core/json.h>

#include <QMutex>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::wire;

/// MFO-25, 30: the last two contracts are served. What the first one's programs wrote and expected is written down here
/// as it stood on the line, so that no change of today's code changes both sides of the comparison.
class TestContractVersions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anOldWorkstationIsServedByANewGateway();
    void aNewWorkstationIsServedByAnOldGateway();
    void aGatewayBroughtUpToDateIsNoticed();
    void aLineThatNeverGreetsNoticesItToo();
    void noOtherContractIsServed();
};

namespace {
const QByteArray kId = "01890f3e-0000-7000-8000-000000000000";
const QByteArray kUnknownPath =
    R"({"code":"wire.path-unknown","status":404,"type":"urn:tirkeu:problem:wire.path-unknown"})";
const QByteArray kOldHello =
    R"({"answers":2,"criteria":3,"gateway":"g-1","lowestSince":"1970-01-01T00:00:00.000Z","lowestVersion":"0",)"
    R"("packageCertificate":"ZGVy","time":"2026-07-12T05:00:00.000Z","workstation":"ws-1"})";

struct RawAnswer
{
    int status = 0;
    QByteArray type;
    QByteArray body;
};

RawAnswer ask(test::GatewayBench& bench, const QByteArray& method, const QByteArray& path, const QByteArray& type = {},
    const QByteArray& body = {})
{
    test::RawLine line(bench.server->port(), {.key = bench.pki.workstation()});
    QByteArray question = method + ' ' + path + " HTTP/1.1\r\nHost: gateway\r\nTirkeu-Version: 0.1.0\r\n";
    if (!type.isEmpty())
        question += "Content-Type: " + type + "\r\n";
    question += "Content-Length: " + QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
    line.write(question);
    const QByteArray all = line.readAll();
    const qsizetype end = all.indexOf("\r\n\r\n");
    RawAnswer answer{all.mid(9, 3).toInt(), {}, all.mid(end + 4)};
    for (const QByteArray& field : all.left(end).split('\n')) {
        if (field.toLower().startsWith("content-type:"))
            answer.type = field.mid(13).trimmed();
    }
    return answer;
}

/// A gateway of the first contract in the room's place: it knows no other path, and says what it said.
HttpReply asTheFirst(test::Storeroom& room, const Asker& asker, const HttpQuestion& question)
{
    if (!question.path.startsWith("/v1/"))
        return {.status = 404, .contentType = "application/problem+json", .body = kUnknownPath};
    if (question.path == "/v1/hello")
        return {.contentType = "application/json", .body = kOldHello};
    return answerQuestion(room, asker, question);
}
} // namespace

void TestContractVersions::anOldWorkstationIsServedByANewGateway()
{
    test::GatewayBench bench;
    bench.room.pace = Pace{64'000, 540, 1080}; // which it would not understand
    QVERIFY(bench.start());
    const auto document =
        core::readJson(test::readFile(test::sourcePath(QLatin1StringView("modules/wire/openapi-1.json"))));
    QVERIFY(document);
    const test::Schema schema(*document);
    const auto fits = [&schema](const char* name, const RawAnswer& answer) {
        const auto object = core::readJson(answer.body);
        return answer.status == 200 && answer.type == "application/json" && object &&
               schema
                   .complaints(
                       schema.resolved(QStringLiteral("#/components/schemas/") + QLatin1StringView(name)), *object)
                   .isEmpty();
    };
    QVERIFY(fits("Hello", ask(bench, "GET", "/v1/hello")));
    const QByteArray digest = core::toHex(core::sha256("bytes"));
    const QByteArray offer = R"({"fingerprint":")" + digest + R"(","sha256":")" + digest + R"(","size":5})";
    QVERIFY(fits("UploadState", ask(bench, "PUT", "/v1/packages/" + kId, "application/json", offer)));
    QVERIFY(fits(
        "UploadState", ask(bench, "PUT", "/v1/packages/" + kId + "/bytes/0", "application/octet-stream", "bytes")));
    const RawAnswer receipt = ask(bench, "POST", "/v1/packages/" + kId + "/receipt");
    QCOMPARE(receipt.status, 200);
    QCOMPARE(receipt.type, QByteArray("application/pkcs7-mime"));
    QCOMPARE(receipt.body, core::sha256("bytes"));
    QVERIFY(fits("JournalHead", ask(bench, "GET", "/v1/journals/" + kId)));
    QVERIFY(fits("JournalHead", ask(bench, "PUT", "/v1/journals/" + kId, "application/octet-stream", "entries")));
    QCOMPARE(ask(bench, "GET", "/v1/criteria/after/2").body, QByteArray("criteria"));
    QCOMPARE(ask(bench, "GET", "/v1/criteria/after/3").status, 204);
    QVERIFY(fits("Answers", ask(bench, "GET", "/v1/answers/after/0")));
    QVERIFY(fits("Attempts", ask(bench, "POST", "/v1/attempts", "application/json", R"({"iin":"850712300011"})")));
    QCOMPARE(
        ask(bench, "POST", "/v1/relay/time-stamp", "application/octet-stream", "q").body, QByteArray("time-stampq"));
    QCOMPARE(ask(bench, "POST", "/v1/relay/status", "application/octet-stream", "q").body, QByteArray("statusq"));
}

void TestContractVersions::aNewWorkstationIsServedByAnOldGateway()
{
    test::GatewayBench bench;
    QMutex lock;
    QByteArrayList asked;
    auto started = GatewayServer::start(
        {.keys = GatewayServer::Keys{bench.pki.gateway(), bench.pki.bankTrust()}},
        [&](const Caller& caller, const HttpQuestion& question) {
            const QMutexLocker locked(&lock);
            asked.append(question.path);
            return asTheFirst(bench.room, {*caller.certificate, caller.version}, question);
        },
        [](const AccessLine&) {}, bench.clock);
    QVERIFY(started);
    bench.server = std::move(*started);
    const auto client = bench.client();
    // Even where nobody greeted first.
    QCOMPARE(client->journalHead(core::Uuid::make(bench.clock))->sequence, std::uint64_t(7));
    const auto hello = client->hello();
    QVERIFY2(hello, qPrintable(hello ? QString() : hello.error().code + hello.error().detail));
    QCOMPARE(hello->criteria, 3);
    QVERIFY(!hello->pace);
    {
        const QMutexLocker locked(&lock);
        asked.clear();
    }
    const UploadOffer offer{PackageId::make(bench.clock), core::sha256("x"), 5, core::sha256("bytes")};
    QVERIFY(client->openUpload(offer));
    QVERIFY(client->putChunk(offer.package, 0, "bytes"));
    QCOMPARE(*client->finishUpload(offer.package), core::sha256("bytes"));
    QCOMPARE(client->putJournal(core::Uuid::make(bench.clock), "entries")->hash, core::sha256("entries"));
    QCOMPARE(*client->criteriaAfter(2), QByteArray("criteria"));
    QCOMPARE(client->answersAfter(0)->size(), 2);
    QCOMPARE(client->attemptsOf(QStringLiteral("850712300011"))->constFirst().spent, 1);
    QCOMPARE(*client->relay({RelayTo::TimeStamp, QStringLiteral("http://a"), "q"}), QByteArray("time-stampq"));
    QCOMPARE(*client->relay({RelayTo::Status, QStringLiteral("http://a"), "q"}), QByteArray("statusq"));
    {
        const QMutexLocker locked(&lock);
        QCOMPARE(asked.size(), 9);
        for (const QByteArray& path : std::as_const(asked))
            QVERIFY2(path.startsWith("/v1/"), path.constData());
    }
    // What it never did it is not asked for, and that is said.
    const auto list = client->relay({RelayTo::RevocationList, QStringLiteral("http://l"), {}});
    QCOMPARE(list.error().code, QStringLiteral("wire.gateway-older"));
    QVERIFY(list.error().kind == Problem::Kind::Refused);
    QCOMPARE(client->renewCertificate("request").error().code, QStringLiteral("wire.gateway-older"));
    const auto palms = client->palmsOf({QStringLiteral("850712300011"), QStringLiteral("palm-verification"), {}});
    QCOMPARE(palms.error().code, QStringLiteral("wire.gateway-older"));
    QVERIFY(palms.error().kind == Problem::Kind::Refused);
    for (const ServiceAsked& asked : test::everyService(core::Uuid::make(bench.clock)))
        QCOMPARE(client->callService({core::Uuid::make(bench.clock), asked}).error().code,
            QStringLiteral("wire.gateway-older"));
}

void TestContractVersions::aGatewayBroughtUpToDateIsNoticed()
{
    test::GatewayBench bench;
    bench.room.pace = Pace{64'000, 540, 1080};
    std::atomic<bool> isOld = true;
    auto started = GatewayServer::start(
        {.keys = GatewayServer::Keys{bench.pki.gateway(), bench.pki.bankTrust()}},
        [&](const Caller& caller, const HttpQuestion& question) {
            const Asker asker{*caller.certificate, caller.version};
            return isOld ? asTheFirst(bench.room, asker, question) : answerQuestion(bench.room, asker, question);
        },
        [](const AccessLine&) {}, bench.clock);
    QVERIFY(started);
    bench.server = std::move(*started);
    const auto client = bench.client();
    QVERIFY(!client->hello()->pace);
    isOld = false;
    const auto hello = client->hello();
    QVERIFY(hello);
    QVERIFY(hello->pace == bench.room.pace);
    QCOMPARE(*client->relay({RelayTo::RevocationList, QStringLiteral("http://l"), {}}),
        QByteArray("revocation-listhttp://l"));
    isOld = true; // and put back
    QVERIFY(!client->hello()->pace);
}

// The relay's line asks and never greets: what one wrong moment found out does not stand till the program ends.
void TestContractVersions::aLineThatNeverGreetsNoticesItToo()
{
    test::GatewayBench bench;
    std::atomic<bool> isOld = true;
    auto started = GatewayServer::start(
        {.keys = GatewayServer::Keys{bench.pki.gateway(), bench.pki.bankTrust()}},
        [&](const Caller& caller, const HttpQuestion& question) {
            const Asker asker{*caller.certificate, caller.version};
            return isOld ? asTheFirst(bench.room, asker, question) : answerQuestion(bench.room, asker, question);
        },
        [](const AccessLine&) {}, bench.clock);
    QVERIFY(started);
    bench.server = std::move(*started);
    const auto client = bench.client();
    const RelayQuestion list{RelayTo::RevocationList, QStringLiteral("http://l"), {}};
    QCOMPARE(client->relay(list).error().code, QStringLiteral("wire.gateway-older"));
    isOld = false;
    bench.clock.advance(std::chrono::minutes(4));
    QCOMPARE(client->relay(list).error().code, QStringLiteral("wire.gateway-older")); // not asked each time
    bench.clock.advance(std::chrono::minutes(2));
    const auto relayed = client->relay(list);
    QVERIFY2(relayed, qPrintable(relayed ? QString() : relayed.error().code));
    QCOMPARE(*relayed, QByteArray("revocation-listhttp://l"));
}

void TestContractVersions::noOtherContractIsServed()
{
    test::GatewayBench bench;
    QVERIFY(bench.start());
    for (const char* path : {"/v0/hello", "/v3/hello", "/v01/hello", "/v/hello", "/hello", "/v1hello", "/v11/hello",
             "/v2/relay/status", "/v1/relay"})
        QCOMPARE(ask(bench, "GET", path).status, 404);
    QCOMPARE(bench.room.calls, 0);
}

QTEST_GUILESS_MAIN(TestContractVersions)
#include "tst_contractversions.moc"
