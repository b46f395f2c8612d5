#include "gatewaybench.h"
#include "schema.h"

#include "support/testfiles.h"
#include "support/vaultbench.h"

#include <core/json.h>
#include <wire/messages.h>
#include <wire/routelist.h>

#include <QTest>

using namespace tirkeu;
using namespace tirkeu::wire;

/// openapi.json is the contract, openapi-1.json the one before it: what both sides write fits it, what does not fit it
/// neither side reads.
class TestContract : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void itDescribesEveryRouteAndNoOther_data();
    void itDescribesEveryRouteAndNoOther();
    void everyAnswerFits_data();
    void everyAnswerFits();
    void everyMessageFitsAndReadsBack();
    void everyServiceFitsAndReadsBack();
    void problemsFitAndReadBack();
    void whatIsBrokenIsRefused_data();
    void whatIsBrokenIsRefused();

private:
    [[nodiscard]] QStringList complaints(
        const char* name, const QByteArray& body, int contract = kNewestContract) const;
    template<typename T>
    void checkService(const char* name, const T& value);
    QMap<int, std::shared_ptr<test::Schema>> m_schemas;
};

void TestContract::initTestCase()
{
    QCOMPARE(kNewestContract - kOldestContract, 1); // the last two
    for (int contract = kOldestContract; contract <= kNewestContract; ++contract) {
        const QString name = contract == kNewestContract ? QStringLiteral("modules/wire/openapi.json")
                                                         : QStringLiteral("modules/wire/openapi-%1.json").arg(contract);
        const auto document = core::readJson(test::readFile(test::sourcePath(QLatin1StringView(name.toLatin1()))));
        VERIFY_RESULT(document);
        QCOMPARE(document->value(u"info").toObject().value(u"version").toString(), QString::number(contract));
        m_schemas.insert(contract, std::make_shared<test::Schema>(*document));
    }
}

QStringList TestContract::complaints(const char* name, const QByteArray& body, int contract) const
{
    const test::Schema& schema = *m_schemas.value(contract);
    const auto object = core::readJson(body);
    if (!object)
        return {object.error().detail};
    return schema.complaints(
        schema.resolved(QStringLiteral("#/components/schemas/") + QLatin1StringView(name)), *object);
}

void TestContract::itDescribesEveryRouteAndNoOther_data()
{
    QTest::addColumn<int>("contract");
    QTest::newRow("the one before") << kOldestContract;
    QTest::newRow("the newest") << kNewestContract;
}

void TestContract::itDescribesEveryRouteAndNoOther()
{
    QFETCH(const int, contract);
    QStringList described;
    const QJsonObject paths = m_schemas.value(contract)->document().value(u"paths").toObject();
    for (auto path = paths.constBegin(); path != paths.constEnd(); ++path) {
        const QJsonObject methods = path->toObject();
        for (const QString& method : methods.keys())
            described.append(method.toUpper() + u' ' + path.key());
    }
    QStringList served;
    for (const RouteName& route : allRoutes(contract))
        served.append(QString::fromLatin1(route.method + ' ' + route.path));
    described.sort();
    served.sort();
    QCOMPARE(served, described);
}

void TestContract::everyAnswerFits_data()
{
    QTest::addColumn<int>("contract");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    for (int contract = kOldestContract; contract <= kNewestContract; ++contract) {
        for (const RouteName& route : allRoutes(contract))
            QTest::newRow((route.method + ' ' + route.path).constData()) << contract << route.method << route.path;
    }
}

void TestContract::everyAnswerFits()
{
    QFETCH(const int, contract);
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, path);
    const test::Schema& contractSchema = *m_schemas.value(contract);
    const QJsonObject operation = contractSchema.document()
                                      .value(u"paths")
                                      .toObject()
                                      .value(QString::fromLatin1(path))
                                      .toObject()
                                      .value(QString::fromLatin1(method.toLower()))
                                      .toObject();
    if (path.endsWith("/certificates"))
        QSKIP("the storeroom throws here, on purpose");
    test::GatewayBench bench;
    const core::Uuid id = core::Uuid::make(bench.clock);
    QByteArray target = path;
    for (const char* name : {"{package}", "{vault}", "{call}"})
        target.replace(name, id.toString().toLatin1());
    for (const char* name : {"{offset}", "{version}", "{number}"})
        target.replace(name, "0");
    const QJsonObject content = operation.value(u"requestBody").toObject().value(u"content").toObject();
    const QByteArray type = content.isEmpty() ? QByteArray() : content.keys().constFirst().toLatin1();
    QByteArray body = type.isEmpty() ? QByteArray() : QByteArray("bytes");
    if (path.endsWith("/attempts"))
        body = encodeIin(QStringLiteral("850712300011"));
    if (path == "/v2/relay")
        body = encode(RelayQuestion{RelayTo::Status, QStringLiteral("http://ocsp.example.kz/"), "question"});
    for (const ServiceAsked& asked : test::everyService(id)) {
        if (path.contains("/services/" + serviceOf(asked) + '/'))
            body = encode(asked);
    }
    if (path == "/v2/palms")
        body = encode(PalmsAsked{QStringLiteral("850712300011"), QStringLiteral("palm-verification"), id});
    if (path.endsWith("/packages/{package}"))
        body = encode(UploadOffer{PackageId(id), core::sha256("f"), 5, core::sha256("s")});
    const HttpReply reply =
        answerQuestion(bench.room, {bench.pki.workstation().holder(), {}}, {method, target, type, body});
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.route, path);
    const QJsonObject answers =
        operation.value(u"responses").toObject().value(u"200").toObject().value(u"content").toObject();
    QVERIFY(answers.contains(QString::fromLatin1(reply.contentType)));
    if (reply.contentType == "application/json") {
        const QJsonObject schema = answers.value(u"application/json").toObject().value(u"schema").toObject();
        const auto object = core::readJson(reply.body);
        VERIFY_RESULT(object);
        QCOMPARE(contractSchema.complaints(schema, *object), QStringList());
    }
}

void TestContract::everyMessageFitsAndReadsBack()
{
    test::FakeClock clock;
    Hello hello{QStringLiteral("g-1"), "der", QStringLiteral("ws-1"), QStringLiteral("0.2"), clock.wall(), 7, 9,
        clock.wall(), Pace{64'000, 540, 1080}};
    QCOMPARE(complaints("Hello", encode(hello)), QStringList());
    QVERIFY(*decodeHello(encode(hello)) == hello);
    QCOMPARE(complaints("Hello", encode(hello, kOldestContract), kOldestContract), QStringList());
    QVERIFY(!decodeHello(encode(hello, kOldestContract))); // neither is read as the other
    QVERIFY(!decodeHello(encode(hello), kOldestContract));
    const auto older = decodeHello(encode(hello, kOldestContract), kOldestContract);
    hello.pace.reset();
    QVERIFY(*older == hello);
    for (const RelayQuestion& question : {RelayQuestion{RelayTo::TimeStamp, {}, "query"},
             RelayQuestion{RelayTo::RevocationList, QStringLiteral("http://crl.example.kz/a.crl"), {}}}) {
        QCOMPARE(complaints("RelayQuestion", encode(question)), QStringList());
        QVERIFY(*decodeRelay(encode(question)) == question);
    }
    QVERIFY(!decodeRelay(R"({"to":"anywhere","address":"","question":""})"));
    QVERIFY(!decodeRelay(R"({"to":"status","address":"","question":"","method":"DELETE"})"));
    const UploadOffer offer{PackageId::make(clock), core::sha256("f"), kLargestSealed, core::sha256("s")};
    QCOMPARE(complaints("UploadOffer", encode(offer)), QStringList());
    QVERIFY(*decodeOffer(offer.package, encode(offer)) == offer);
    for (const UploadState& state : {UploadState{0, kLargestChunk, {}}, UploadState{5, 1, "receipt"}}) {
        QCOMPARE(complaints("UploadState", encode(state)), QStringList());
        QVERIFY(*decodeState(encode(state)) == state);
    }
    const core::JournalHead head{41, core::sha256("h")};
    QCOMPARE(complaints("JournalHead", encode(head)), QStringList());
    QCOMPARE(decodeHead(encode(head))->hash, head.hash);
    QList<Answer> answers;
    for (const Answer::Kind kind :
        {Answer::Kind::Receipt, Answer::Kind::Duplicate, Answer::Kind::Decision, Answer::Kind::Revocation}) {
        Answer answer{.number = static_cast<quint64>(answers.size() + 1), .kind = kind, .time = clock.wall()};
        if (kind != Answer::Kind::Revocation)
            answer.caseId = casefile::CaseId::make(clock);
        answer.fields.insert(QStringLiteral("some"), 1);
        answers.append(answer);
    }
    QCOMPARE(complaints("Answers", encode(answers)), QStringList());
    QVERIFY(*decodeAnswers(encode(answers)) == answers);
    QCOMPARE(complaints("Person", encodeIin(QStringLiteral("850712300011"))), QStringList());
    const QList<AttemptsElsewhere> attempts{
        {QStringLiteral("palm"), QStringLiteral("left"), 2, 1}, {QStringLiteral("face"), QStringLiteral("none"), 1, 0}};
    QCOMPARE(complaints("Attempts", encode(attempts)), QStringList());
    QVERIFY(*decodeAttempts(encode(attempts)) == attempts);
    const PalmsAsked asked{
        QStringLiteral("850712300011"), QStringLiteral("palm-verification"), core::Uuid::make(clock)};
    QCOMPARE(complaints("PalmsAsked", encode(asked)), QStringList());
    QVERIFY(*decodePalmsAsked(encode(asked)) == asked);
    const QList<PalmGiven> palms{{core::Uuid::make(clock), QStringLiteral("right"), QByteArray(1984, 'p')},
        {core::Uuid::make(clock), QStringLiteral("left"), "p"}};
    QCOMPARE(complaints("Palms", encode(palms)), QStringList());
    QVERIFY(*decodePalms(encode(palms)) == palms);
}

template<typename T>
void TestContract::checkService(const char* name, const T& value)
{
    const QByteArray body = encode(value);
    QCOMPARE(complaints(name, body), QStringList());
    const auto read = decodeService<T>(body);
    VERIFY_RESULT(read);
    QVERIFY(*read == value);
    // Strict: neither a field more nor one spoiled is read.
    QByteArray more = body;
    QVERIFY(!decodeService<T>(more.replace(0, 1, R"({"a":"b",)")));
    QVERIFY(!complaints(name, more).isEmpty());
    QVERIFY(!decodeService<T>("{}"));
}

void TestContract::everyServiceFitsAndReadsBack()
{
    test::FakeClock clock;
    const core::WallTime now = clock.wall();
    const core::Uuid id = core::Uuid::make(clock);
    const QString iin = QStringLiteral("850712300011");
    const QString phone = QStringLiteral("+77011234561");
    const QString source = QStringLiteral("a service");
    checkService("PhoneAsked", PhoneAsked{iin, phone});
    checkService("CodeWanted", CodeWanted{iin, phone, QStringLiteral("ru"), core::sha256("s")});
    checkService("CodeSent", CodeSent{QStringLiteral("c-1"), 6, now, source});
    checkService("CodeTyped", CodeTyped{QStringLiteral("c-1"), QStringLiteral("402718")});
    for (const bool isSo : {true, false}) {
        checkService("PhoneSaid", PhoneSaid{isSo, source, now});
        checkService("CodeJudged", CodeJudged{isSo, 2, source, now});
        checkService("ConsentWord", ConsentWord{iin, QStringLiteral("idec"), isSo, QStringLiteral("paper"),
                                        isSo ? core::sha256("words") : QByteArray(), id, now});
        checkService("SuspicionSaid", SuspicionSaid{isSo, isSo ? QStringLiteral("listed") : QString(), source, now});
    }
    checkService("ConsentNoted", ConsentNoted{QStringLiteral("17"), source, now});
    checkService("FaceAsked", FaceAsked{iin, id, QByteArray(kLargestPicture, 'p')});
    for (const FaceSaid::Verdict verdict :
        {FaceSaid::Verdict::Match, FaceSaid::Verdict::NoMatch, FaceSaid::Verdict::Undecided})
        checkService(
            "FaceSaid", FaceSaid{verdict, 9512, 9700, QByteArray(kLargestComparisonDocument, 'd'), source, now});
    checkService("SuspicionAsked",
        SuspicionAsked{iin, id, SuspicionAsked::About::Finding, QStringLiteral("p"), QStringLiteral("a mask")});

    // BIO-40: a consent is given to words; without them none is taken.
    const auto wordless = encode(ConsentWord{iin, QStringLiteral("idec"), false, QStringLiteral("paper"), {}, id, now})
                              .replace("withdrawn", "given");
    QVERIFY(!decodeService<ConsentWord>(wordless));
    QVERIFY(!decodeService<FaceAsked>(encode(FaceAsked{iin, id, {}})));
    QVERIFY(!decodeService<FaceAsked>(encode(FaceAsked{iin, id, QByteArray(kLargestPicture + 3, 'p')})));
    // An answer to another question is none to this.
    QVERIFY(!decodeSaid(PhoneAsked{iin, phone}, encode(ConsentNoted{QStringLiteral("17"), source, now})));
}

void TestContract::problemsFitAndReadBack()
{
    for (const Problem::Kind kind : {Problem::Kind::NotTrusted, Problem::Kind::Later, Problem::Kind::OutOfStep,
             Problem::Kind::Refused, Problem::Kind::Fault}) {
        Problem problem{
            .kind = kind, .code = QStringLiteral("reference.some-thing"), .detail = QStringLiteral("inner")};
        if (kind == Problem::Kind::Later)
            problem.retryAfter = std::chrono::seconds(7);
        const QByteArray body = encodeProblem(problem);
        QVERIFY(!body.contains("inner"));
        QCOMPARE(complaints("Problem", body), QStringList());
        Problem read = decodeProblem(statusOf(problem), body);
        QVERIFY(read.kind == kind);
        QCOMPARE(read.code, problem.code);
        QVERIFY(read.retryAfter == problem.retryAfter);
    }
    // Whatever comes, something can be done about it.
    for (const QByteArray& body : {QByteArray(), QByteArray("<html>"), QByteArray(100'000, '['),
             QByteArray(R"({"type":"urn:tirkeu:problem:a.b","status":503,"code":"c.d"})"),
             QByteArray(R"({"type":"urn:tirkeu:problem:a b","status":503,"code":"a b"})"),
             QByteArray(R"({"type":"urn:tirkeu:problem:a.b","status":200,"code":"a.b"})")}) {
        const Problem read = decodeProblem(503, body);
        QVERIFY(read.kind == Problem::Kind::Later);
        QCOMPARE(read.code, QStringLiteral("wire.answer-unreadable"));
    }
    QVERIFY(decodeProblem(302, {}).kind == Problem::Kind::Fault);
}

void TestContract::whatIsBrokenIsRefused_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::newRow("a field more") << QByteArray(R"("size")") << QByteArray(R"("path":"../x","size")");
    QTest::newRow("a field twice") << QByteArray(R"("size":5)") << QByteArray(R"("size":5,"size":6)");
    QTest::newRow("a field less") << QByteArray(R"(,"size":5)") << QByteArray();
    QTest::newRow("nothing to send") << QByteArray(R"("size":5)") << QByteArray(R"("size":0)");
    QTest::newRow("a fraction") << QByteArray(R"("size":5)") << QByteArray(R"("size":5.5)");
    QTest::newRow("too much") << QByteArray(R"("size":5)") << QByteArray(R"("size":99999999999)");
    QTest::newRow("a short digest") << QByteArray(R"("fingerprint":"0a)") << QByteArray(R"("fingerprint":")");
    QTest::newRow("an array") << QByteArray("{") << QByteArray("[");
}

void TestContract::whatIsBrokenIsRefused()
{
    QFETCH(const QByteArray, from);
    QFETCH(const QByteArray, to);
    test::FakeClock clock;
    const UploadOffer offer{PackageId::make(clock), QByteArray(32, '\x0a'), 5, core::sha256("s")};
    QByteArray body = encode(offer);
    const qsizetype at = body.indexOf(from);
    QVERIFY2(at >= 0, body.constData());
    body.replace(at, from.size(), to);
    const auto read = decodeOffer(offer.package, body);
    QVERIFY(!read);
    QCOMPARE(read.error().code.toString(), QStringLiteral("wire.message-unreadable"));
}

QTEST_GUILESS_MAIN(TestContract)
#include "tst_contract.moc"
