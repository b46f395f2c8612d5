#include "referencebench.h"

#include "support/gateway/rawline.h"

#include <wire/messages.h>

#include <QTest>

using namespace tirkeu;
using wire::Problem;
using wire::Verdict;

/// MFO-23, 25, 26, 30: who is let in at the bank's door, with which program, and with how much.
class TestReferenceDoor : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void strangersAndTheRevokedAreTurnedAway();
    void noOtherCertificateOpensTheDoor_data();
    void noOtherCertificateOpensTheDoor();
    void aPackageOfAnotherWorkstationIsRefused();
    void aWorkstationOfAnotherBranchSpeaksForItselfOnly();
    void anOldProgramFinishesWhatItBegan();
    void uploadsAreFewAndTidied();
    void whatServicesSayIsHandedOn_MFO35();
    void aCaseSentByHandBreaksNoRule_BIO19();
    void whatNoClientOfOursWouldAskIsRefused_data();
    void whatNoClientOfOursWouldAskIsRefused();
};

namespace {
constexpr int kPatienceMs = 30'000;

/// By the workstation's own key, and past our client: nothing has looked at it before the gateway does.
QByteArray answerTo(const test::ReferenceBench& bench, const QByteArray& question, const QByteArray& type = {},
    const QByteArray& body = {})
{
    test::RawLine line(bench.server->port(), {.key = bench.workstation, .patienceMs = kPatienceMs});
    QByteArray all = question + " HTTP/1.1\r\nHost: gateway\r\nTirkeu-Version: 0.1.0\r\nConnection: close\r\n";
    if (!type.isEmpty())
        all += "Content-Type: " + type + "\r\n";
    line.write(all + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    return line.readAll();
}
} // namespace

void TestReferenceDoor::strangersAndTheRevokedAreTurnedAway()
{
    test::ReferenceBench bench;
    VERIFY_RESULT(bench.start());
    // Of the bank's authority, but no criteria name it.
    const auto stranger = bench.client(bench.gatewayKey);
    const auto unknown = stranger->hello();
    QVERIFY(!unknown);
    QVERIFY(unknown.error().kind == Problem::Kind::NotTrusted);
    QCOMPARE(unknown.error().code, QStringLiteral("reference.workstation-unknown"));

    const auto client = bench.client();
    QVERIFY(client->hello());
    VERIFY_RESULT(bench.engine->revoke(
        bench.workstation.holder().fingerprint(), QStringLiteral("stolen"), bench.vault.clock.wall()));
    const auto played = bench.ordinary();
    const auto sealed = bench.seal(*played);
    const QList<std::optional<wire::Problem>> problems{client->hello().error(),
        client->openUpload(bench.offerOf(*sealed)).error(), client->putChunk(sealed->context.package, 0, "x").error(),
        client->finishUpload(sealed->context.package).error(),
        client->putJournal(core::Uuid::make(bench.vault.clock), "x").error(), client->criteriaAfter(0).error(),
        client->answersAfter(0).error(), client->attemptsOf(test::kClientIin).error(),
        client->palmsOf({test::kClientIin, QStringLiteral("palm-verification"), played->id.uuid()}).error(),
        client->relay({wire::RelayTo::Status, {}, "x"}).error(), client->renewCertificate("x").error()};
    for (const auto& problem : problems)
        QCOMPARE(problem->code, QStringLiteral("reference.workstation-revoked"));
    QCOMPARE(bench.engine->counts()->packages, 0);
}

void TestReferenceDoor::noOtherCertificateOpensTheDoor_data()
{
    QTest::addColumn<QString>("which");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* which, const char* code) {
        QTest::newRow(which) << QString::fromLatin1(which) << QString::fromLatin1(code);
    };
    row("missing", "");
    row("self-signed", "wire.gateway-not-trusted");
    row("of another centre", "wire.gateway-not-trusted");
    row("expired", "wire.gateway-not-trusted");
    row("not yet valid", "wire.gateway-not-trusted");
    row("for servers only", "wire.gateway-not-trusted");
    row("for signing documents", "wire.certificate-not-for-this");
    row("of the bank, in no criteria", "reference.workstation-unknown");
    row("the name of another workstation", "reference.workstation-unknown");
    row("revoked", "reference.workstation-revoked");
    row("the right one", "");
}

void TestReferenceDoor::noOtherCertificateOpensTheDoor()
{
    QFETCH(const QString, which);
    QFETCH(const QString, code);
    test::ReferenceBench bench;
    VERIFY_RESULT(bench.start());
    const core::WallTime now = bench.vault.clock.wall();
    simulation::DemoProfile profile{.commonName = QStringLiteral("ws-x"),
        .keyUses = pki::KeyUse::DigitalSignature,
        .extendedUses = {QStringLiteral("1.3.6.1.5.5.7.3.2")},
        .from = now - std::chrono::hours(48),
        .until = now + std::chrono::hours(48)};
    if (which == u"missing") {
        test::RawLine line(bench.server->port(), {});
        line.write("GET /v2/hello HTTP/1.1\r\nHost: x\r\n\r\n");
        QCOMPARE(line.readAll(), QByteArray());
        return;
    }
    if (which == u"expired")
        profile.until = now - std::chrono::hours(1);
    if (which == u"not yet valid")
        profile.from = now + std::chrono::hours(1);
    if (which == u"for servers only")
        profile.extendedUses = {QStringLiteral("1.3.6.1.5.5.7.3.1")};
    if (which == u"for signing documents") {
        profile.keyUses |= pki::KeyUse::NonRepudiation;
        profile.extendedUses.clear();
    }
    if (which == u"the name of another workstation")
        profile.commonName = bench.workstation.holder().subject().commonName;
    const bool isOther = which == u"of another centre";
    std::optional<pki::SoftwareKey> key = *(isOther ? bench.pki.national() : bench.pki.bank()).issue(profile);
    if (which == u"self-signed")
        key = test::testKey(QStringLiteral("ws-x"));
    if (which == u"revoked" || which == u"the right one")
        key = bench.workstation;
    if (which == u"revoked")
        VERIFY_RESULT(bench.engine->revoke(key->holder().fingerprint(), QStringLiteral("stolen"), now));
    const auto line = bench.client(key);
    const auto hello = line->hello();
    if (which == u"the right one") {
        QVERIFY(hello);
        return;
    }
    QVERIFY(!hello);
    QVERIFY2(hello.error().kind == Problem::Kind::NotTrusted, qPrintable(hello.error().code));
    QCOMPARE(hello.error().code, code);
    QCOMPARE(line->journalHead(core::Uuid::make(bench.vault.clock)).error().code, code);
}

void TestReferenceDoor::aPackageOfAnotherWorkstationIsRefused()
{
    test::ReferenceBench bench;
    VERIFY_RESULT(bench.start());
    // Two workstations known to the bank; one has got hold of the other's package.
    const pki::SoftwareKey other = *bench.pki.bank().issue({.commonName = QStringLiteral("ws-almaty-3-08"),
        .keyUses = pki::KeyUse::DigitalSignature | pki::KeyUse::KeyAgreement,
        .extendedUses = {QStringLiteral("1.3.6.1.5.5.7.3.2")},
        .from = bench.vault.clock.wall() - std::chrono::hours(1),
        .until = bench.vault.clock.wall() + std::chrono::hours(99)});
    auto criteria = *bench.book.criteria;
    criteria.workstations.append({QStringLiteral("ws-almaty-3-08"), QStringLiteral("almaty-3"), QStringLiteral("PC08"),
        {other.holder().fingerprint()}, {}});
    bench.book.criteria = std::make_shared<criteria::Criteria>(criteria);
    const auto played = bench.ordinary();
    const auto sealed = bench.seal(*played);
    const auto thief = bench.client(other);
    const auto stolen = bench.deliver(*thief, *sealed);
    QVERIFY(stolen);
    QCOMPARE(stolen->reason, QStringLiteral("reference.package-of-another"));
    QVERIFY(bench.sendJournal(*bench.client()));
    const auto journal = bench.sendJournal(*thief); // nothing more to send
    QVERIFY(journal);
    VERIFY_RESULT(bench.ordinary(test::kOtherIin));
    const auto taken = bench.sendJournal(*thief);
    QVERIFY(!taken);
    QCOMPARE(taken.error().code, QStringLiteral("reference.journal-of-another"));
}

void TestReferenceDoor::aWorkstationOfAnotherBranchSpeaksForItselfOnly()
{
    test::ReferenceBench bench;
    VERIFY_RESULT(bench.start());
    const QString own = QStringLiteral("ws-shymkent-1-01");
    const pki::SoftwareKey other = *bench.pki.bank().issue({.commonName = own,
        .keyUses = pki::KeyUse::DigitalSignature | pki::KeyUse::KeyAgreement,
        .extendedUses = {QStringLiteral("1.3.6.1.5.5.7.3.2")},
        .from = bench.vault.clock.wall() - std::chrono::hours(1),
        .until = bench.vault.clock.wall() + std::chrono::hours(99)});
    auto criteria = *bench.book.criteria;
    criteria.workstations.append(
        {own, QStringLiteral("shymkent-1"), QStringLiteral("PC01"), {other.holder().fingerprint()}, {}});
    bench.book.criteria = std::make_shared<criteria::Criteria>(criteria);
    const auto line = bench.client(other);
    QCOMPARE(line->hello()->workstation, own);

    // A package of ours that it got hold of; one it signs in our name; one in its own, of tellers who are not there.
    const auto played = bench.ordinary();
    const auto events = bench.shown(*played);
    const auto stolen = bench.deliver(*line, *bench.seal(*played));
    QVERIFY(stolen);
    QCOMPARE(stolen->reason, QStringLiteral("reference.package-of-another"));
    wire::PackageContext context = bench.context(*played);
    const auto forged = bench.deliver(*line, *bench.seal(context, played->parts, *events, other));
    QVERIFY(forged);
    QCOMPARE(forged->reason, QStringLiteral("reference.package-of-another"));
    context = bench.context(*played);
    context.workstation = own;
    const auto elsewhere = bench.deliver(*line, *bench.seal(context, played->parts, *events, other));
    QVERIFY(elsewhere);
    QCOMPARE(elsewhere->reason, QStringLiteral("reference.package-of-another"));
    context = bench.context(*played);
    context.workstation = own;
    context.branch = QStringLiteral("shymkent-1");
    const auto strangers = bench.deliver(*line, *bench.seal(context, played->parts, *events, other));
    QVERIFY(strangers);
    QVERIFY(strangers->verdict == Verdict::Refused);
    QVERIFY2(strangers->reason != u"reference.package-of-another", "it is its own, and refused for who acted");
    QCOMPARE(bench.engine->counts()->packages, 0);
}

// MFO-25, MFO-30
void TestReferenceDoor::anOldProgramFinishesWhatItBegan()
{
    test::ReferenceBench bench;
    bench.lowestVersion = QStringLiteral("0.2.0");
    bench.lowestSince = bench.vault.clock.wall() + std::chrono::hours(1);
    VERIFY_RESULT(bench.start());
    const auto before = bench.ordinary();
    bench.vault.clock.advance(std::chrono::hours(2));
    const auto after = bench.ordinary(test::kOtherIin);
    VERIFY_RESULT(after);
    const auto old = bench.client({}, QStringLiteral("0.1.9"));
    QCOMPARE(old->hello()->lowestVersion, QStringLiteral("0.2.0"));
    const auto first = bench.deliver(*old, *bench.seal(*before));
    QVERIFY2(first, qPrintable(first ? QString() : first.error().code));
    QVERIFY2(first->verdict == Verdict::ChainPending, qPrintable(first->reason));
    const auto sealed = bench.seal(*after);
    const auto refused = bench.deliver(*old, *sealed);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, QStringLiteral("reference.program-too-old"));
    // Brought up to date, it delivers the very same package.
    const auto renewed = bench.deliver(*bench.client({}, QStringLiteral("0.10.0")), *sealed);
    QVERIFY(renewed);
    QVERIFY(renewed->verdict == Verdict::ChainPending);
}

void TestReferenceDoor::uploadsAreFewAndTidied()
{
    test::ReferenceBench bench;
    VERIFY_RESULT(bench.start());
    const auto client = bench.client();
    const auto offer = [&bench] {
        return wire::UploadOffer{wire::PackageId::make(bench.vault.clock), core::sha256("f"), 1000, core::sha256("s")};
    };
    const wire::UploadOffer first = offer();
    QVERIFY(client->openUpload(first));
    for (int i = 1; i < 16; ++i)
        QVERIFY(client->openUpload(offer()));
    const auto tooMany = client->openUpload(offer());
    QVERIFY(!tooMany);
    QVERIFY(tooMany.error().kind == Problem::Kind::Later);
    QVERIFY(client->openUpload(first));                                  // one that has begun goes on
    QVERIFY(!client->putChunk(first.package, 0, QByteArray(1001, 'x'))); // and takes no more than was offered
    bench.vault.clock.setWall(u"2096-01-01T00:00:00Z");                  // the files' times are the machine's
    bench.reference->tidy();
    bench.vault.clock.setWall(u"2026-07-12T05:00:00Z");
    QVERIFY(client->openUpload(offer()));
}

// Every service outside the bank by the one way, and what becomes of its errors.
void TestReferenceDoor::whatServicesSayIsHandedOn_MFO35()
{
    test::ReferenceBench bench;
    VERIFY_RESULT(bench.start());
    const core::Uuid id = core::Uuid::make(bench.vault.clock);
    const wire::PhoneAsked asked{test::kClientIin, QStringLiteral("+77011234561")};
    QCOMPARE(bench.client()->callService({id, asked}).error().code, QStringLiteral("reference.service-not-asked"));
    std::optional<Error> away;
    int calls = 0;
    QString from;
    const wire::PhoneSaid said{true, QStringLiteral("register"), bench.vault.clock.wall()};
    bench.services = [&](const QString& workstation, const wire::ServiceCall& call) -> Result<wire::ServiceSaid> {
        ++calls;
        from = workstation;
        if (away)
            return tl::make_unexpected(*away);
        if (call.id != id)
            return failure(ErrorCode("national.service-none"), ErrorKind::OperatorCanFix);
        return wire::ServiceSaid(said);
    };
    VERIFY_RESULT(bench.serve());
    const auto client = bench.client();
    const auto answer = wire::saidTo<wire::PhoneAsked>(client->callService({id, asked}));
    QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().code));
    QVERIFY(*answer == said);
    QVERIFY(bench.book.criteria->workstations.size() > 0);
    QCOMPARE(from, bench.book.criteria->workstations.constFirst().id); // whose certificate it was, not what it says
    // A person or a number who cannot be: nobody outside is asked.
    const int before = calls;
    const auto refused = [&](const wire::ServiceAsked& one) {
        return client->callService({id, one}).error();
    };
    QCOMPARE(refused(wire::PhoneAsked{QStringLiteral("900101300018"), asked.phone}).code,
        QStringLiteral("reference.iin-unreadable"));
    QCOMPARE(refused(wire::PhoneAsked{test::kClientIin, QStringLiteral("7")}).code,
        QStringLiteral("reference.phone-unreadable"));
    QCOMPARE(refused(wire::SuspicionAsked{.iin = QStringLiteral("900101300018"), .caseId = id}).code,
        QStringLiteral("reference.iin-unreadable"));
    QCOMPARE(calls, before);
    const auto none = client->callService({core::Uuid::make(bench.vault.clock), asked}).error();
    QVERIFY(none.kind == Problem::Kind::Refused);
    QCOMPARE(none.code, QStringLiteral("national.service-none"));
    away = Error{ErrorCode("national.service-away"), ErrorKind::Retry, {}};
    QVERIFY(refused(asked).kind == Problem::Kind::Later);
    QCOMPARE(refused(asked).code, QStringLiteral("national.service-away"));
    away->kind = ErrorKind::ServiceFault;
    QVERIFY(refused(asked).kind == Problem::Kind::Fault);
    away->kind = ErrorKind::SecurityStop;
    QVERIFY(refused(asked).kind == Problem::Kind::Refused);
}

// A whole delivery in hand-written HTTP, well formed and signed with the workstation's own key, of a palm that was
// scanned without consent.
void TestReferenceDoor::aCaseSentByHandBreaksNoRule_BIO19()
{
    test::ReferenceBench bench;
    VERIFY_RESULT(bench.start());
    test::CaseScript script(bench.vault.clock, test::kClientIin);
    std::vector<casefile::Event> events = script.ordinary();
    events.pop_back(); // it is packed here
    std::erase_if(events, [](const casefile::Event& event) {
        return event.fields.value(u"consent").toString() == casefile::kConsentPalmScan;
    });
    const test::PlayedCase played = bench.prepared(script, std::move(events));
    std::vector<wire::ShownEvent> shown;
    for (const casefile::Event& event : played.events) {
        QByteArray key(32, 'k');
        shown.push_back({shown.size() + 1, event, core::SecureBytes::takeFrom(key)});
    }
    const auto sealed = bench.seal(bench.context(played), played.parts, shown);
    VERIFY_RESULT(sealed);
    const QByteArray path = "/v2/packages/" + sealed->context.package.toString().toLatin1();
    const QByteArray offered = answerTo(bench, "PUT " + path, "application/json", wire::encode(bench.offerOf(*sealed)));
    QVERIFY2(offered.startsWith("HTTP/1.1 200"), offered.constData());
    const QByteArray sent =
        answerTo(bench, "PUT " + path + "/bytes/0", "application/octet-stream", sealed->package.bytes);
    QVERIFY2(sent.startsWith("HTTP/1.1 200"), sent.constData());
    const QByteArray answer = answerTo(bench, "POST " + path + "/receipt");
    QVERIFY2(answer.startsWith("HTTP/1.1 200"), answer.constData());
    const auto receipt = bench.receiptIn(answer.sliced(answer.indexOf("\r\n\r\n") + 4), *sealed);
    QVERIFY(receipt);
    QVERIFY(receipt->verdict == Verdict::Refused);
    QCOMPARE(receipt->reason, QStringLiteral("reference.events-not-legal"));
    QCOMPARE(bench.engine->counts()->packages, 0);
    QCOMPARE(bench.engine->counts()->evidence, 1);
}

void TestReferenceDoor::whatNoClientOfOursWouldAskIsRefused_data()
{
    QTest::addColumn<QByteArray>("question");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("code");
    const QByteArray json = "application/json";
    const QByteArray bytes = "application/octet-stream";
    const QByteArray id = "01890f3e-0000-7000-8000-000000000000";
    const auto palms = [&id](const QByteArray& purpose) {
        return "{\"iin\":\"" + test::kClientIin.toLatin1() + "\",\"purpose\":\"" + purpose + "\",\"case\":\"" + id +
               "\"}";
    };
    QTest::newRow("palms to look at") << QByteArray("POST /v2/palms") << json << palms("palm-enrolment")
                                      << QByteArray("reference.palms-not-entitled");
    QTest::newRow("palms for no purpose of the bank")
        << QByteArray("POST /v2/palms") << json << palms("'; DROP TABLE hands;--")
        << QByteArray("reference.palms-not-entitled");
    QTest::newRow("attempts of nobody") << QByteArray("POST /v2/attempts") << json
                                        << QByteArray("{\"iin\":\"900101300018\"}")
                                        << QByteArray("reference.iin-unreadable");
    QTest::newRow("bytes that nobody offered")
        << "PUT /v2/packages/" + id + "/bytes/0" << bytes << QByteArray("x") << QByteArray("reference.upload-");
    QTest::newRow("a receipt for nothing") << "POST /v2/packages/" + id + "/receipt" << QByteArray() << QByteArray()
                                           << QByteArray("reference.upload-unknown");
}

void TestReferenceDoor::whatNoClientOfOursWouldAskIsRefused()
{
    QFETCH(const QByteArray, question);
    QFETCH(const QByteArray, type);
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, code);
    test::ReferenceBench bench;
    VERIFY_RESULT(bench.start());
    const QByteArray answer = answerTo(bench, question, type, body);
    QVERIFY2(answer.startsWith("HTTP/1.1 4"), answer.constData());
    QVERIFY2(answer.contains("application/problem+json"), answer.constData());
    QVERIFY2(answer.contains(code), answer.constData());
    QVERIFY(!answer.contains(test::kClientIin.toLatin1())); // nothing of the question comes back
    QCOMPARE(bench.engine->counts()->packages, 0);
    QVERIFY(bench.client()->hello());
}

QTEST_GUILESS_MAIN(TestReferenceDoor)
#include "tst_referencedoor.moc"
