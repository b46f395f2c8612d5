#include "demoworld.h"
#include "directhttp.h"
#include "opensslcli.h"

#include <pki/statuschecker.h>
#include <simulation_pki/demoservices.h>
#include <simulation_pki/loopbackhttp.h>

#include <QTest>

using namespace tirkeu;
using namespace std::chrono_literals;
using pki::CertificateStatus;
using pki::StatusProblem;
using pki::StatusSource;
using simulation::CrlManner;
using simulation::DemoPerson;
using simulation::OcspManner;

class TestStatus : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aGoodCertificateIsGood();
    void theAddressesOfTheCertificateAreUsed();
    void aRevokedCertificateIsRevoked();
    void aNeverIssuedCertificateIsUnknown();
    void unknownStaysUnknown();
    void ocspMisbehaves_data();
    void ocspMisbehaves();
    void listMisbehaves_data();
    void listMisbehaves();
    void fallsBackToTheList();
    void nothingAnswers();
    void aMissingNonceMayBeTolerated();
    void theBanksOwnCertificatesAreAnsweredToo();
    void keptAnswersAreJudgedAgain();
    void everyBentByteIsNoticed();
    void theOpensslProgramAgrees();
    void silenceAndSlownessOverTheLine_data();
    void silenceAndSlownessOverTheLine();

private:
    [[nodiscard]] pki::StatusResult check(pki::StatusOptions options = {});

    test::FakeClock m_clock;
    std::unique_ptr<simulation::DemoResponders> m_responders;
    std::unique_ptr<test::DirectHttp> m_http;
    pki::Certificate m_teller = test::demoPki().signature(DemoPerson::Teller).holder();
    pki::Certificate m_issuer = test::demoPki().national().certificate();
};

void TestStatus::init()
{
    m_responders = std::make_unique<simulation::DemoResponders>(test::demoPki(), m_clock);
    m_http = std::make_unique<test::DirectHttp>(*m_responders);
}

pki::StatusResult TestStatus::check(pki::StatusOptions options)
{
    return pki::StatusChecker(*m_http, m_clock, test::demoPki().nationalTrust(), std::move(options))
        .check(m_teller, m_issuer);
}

void TestStatus::aGoodCertificateIsGood()
{
    const auto result = check();
    QCOMPARE(nameOf(result.status), QStringLiteral("good"));
    QCOMPARE(result.source, StatusSource::Ocsp);
    QVERIFY(result.notes.isEmpty());
    QVERIFY(!result.evidence.isEmpty());
    QCOMPARE(result.responders, QList{test::demoPki().nationalOcsp().holder()});
    QCOMPARE(result.producedAt, m_clock.wall() - 1min);
    QVERIFY(!result.wasRevokedAt(m_clock.wall()));
}

void TestStatus::theAddressesOfTheCertificateAreUsed()
{
    QVERIFY(check().isGood());
    QCOMPARE(m_http->asked.size(), 1);
    QCOMPARE(m_http->asked[0].url, m_teller.ocspUrls()[0]);
    QCOMPARE(m_http->asked[0].method, "POST");
    pki::StatusOptions options;
    options.ocspRelay = QUrl(QStringLiteral("http://gateway/ocsp/national"));
    QVERIFY(check(options).isGood());
    QCOMPARE(m_http->asked[1].url, *options.ocspRelay);
    QVERIFY(m_http->asked[0].body != m_http->asked[1].body); // a fresh nonce each time
}

void TestStatus::aRevokedCertificateIsRevoked()
{
    const core::WallTime at = m_clock.wall() - 48h;
    m_responders->revoke(m_teller, {at, 1});
    for (const OcspManner manner : {OcspManner::Normal, OcspManner::TryLater}) {
        m_responders->set(manner);
        const auto result = check();
        QCOMPARE(nameOf(result.status), QStringLiteral("revoked"));
        QCOMPARE(*result.revokedAt, at);
        QCOMPARE(nameOf(result.reason), QStringLiteral("key-compromise"));
        QVERIFY(result.wasRevokedAt(m_clock.wall()));
        QVERIFY(!result.wasRevokedAt(at - 1s)); // a signature made before stands
        QCOMPARE(result.source, manner == OcspManner::Normal ? StatusSource::Ocsp : StatusSource::Crl);
    }
}

void TestStatus::aNeverIssuedCertificateIsUnknown()
{
    m_responders->set(OcspManner::NeverIssued);
    const auto result = check();
    QCOMPARE(nameOf(result.status), QStringLiteral("unknown"));
    QCOMPARE(result.notes[0].problem, StatusProblem::NeverIssued);
    QVERIFY(!result.revokedAt);
}

void TestStatus::unknownStaysUnknown()
{
    m_responders->set(OcspManner::Unknown);
    QCOMPARE(nameOf(check().status), QStringLiteral("unknown"));
    QCOMPARE(m_http->asked.size(), 1);
}

void TestStatus::ocspMisbehaves_data()
{
    QTest::addColumn<OcspManner>("manner");
    QTest::addColumn<StatusProblem>("problem");
    QTest::newRow("garbage") << OcspManner::Garbage << StatusProblem::Unreadable;
    QTest::newRow("try later") << OcspManner::TryLater << StatusProblem::Refused;
    QTest::newRow("wrong nonce") << OcspManner::WrongNonce << StatusProblem::NonceWrong;
    QTest::newRow("no nonce") << OcspManner::NoNonce << StatusProblem::NonceMissing;
    QTest::newRow("expired") << OcspManner::Expired << StatusProblem::TooOld;
    QTest::newRow("not yet") << OcspManner::NotYetValid << StatusProblem::NotYetValid;
    QTest::newRow("another") << OcspManner::OtherCertificate << StatusProblem::OtherCertificate;
    QTest::newRow("signature") << OcspManner::BadSignature << StatusProblem::SignatureWrong;
    QTest::newRow("responder") << OcspManner::WrongResponder << StatusProblem::ResponderNotTrusted;
}

void TestStatus::ocspMisbehaves()
{
    QFETCH(OcspManner, manner);
    QFETCH(StatusProblem, problem);
    m_responders->set(manner);
    const auto result = check();
    QVERIFY(!result.notes.isEmpty());
    QCOMPARE(nameOf(result.notes[0].problem), nameOf(problem));
    QCOMPARE(result.notes[0].source, StatusSource::Ocsp);
    // The list still knows.
    QCOMPARE(nameOf(result.status), QStringLiteral("good"));
    QCOMPARE(result.source, StatusSource::Crl);
}

void TestStatus::listMisbehaves_data()
{
    QTest::addColumn<CrlManner>("manner");
    QTest::addColumn<StatusProblem>("problem");
    QTest::newRow("garbage") << CrlManner::Garbage << StatusProblem::Unreadable;
    QTest::newRow("expired") << CrlManner::Expired << StatusProblem::TooOld;
    QTest::newRow("not yet") << CrlManner::NotYetValid << StatusProblem::NotYetValid;
    QTest::newRow("another issuer") << CrlManner::OtherIssuer << StatusProblem::OtherCertificate;
    QTest::newRow("signature") << CrlManner::BadSignature << StatusProblem::SignatureWrong;
    QTest::newRow("partial") << CrlManner::Partial << StatusProblem::ScopeRefused;
}

void TestStatus::listMisbehaves()
{
    QFETCH(CrlManner, manner);
    QFETCH(StatusProblem, problem);
    m_responders->set(OcspManner::TryLater);
    m_responders->set(manner);
    const auto result = check();
    QCOMPARE(nameOf(result.status), QStringLiteral("unavailable"));
    QCOMPARE(result.notes.size(), 2);
    QCOMPARE(nameOf(result.notes[1].problem), nameOf(problem));
    QCOMPARE(result.notes[1].source, StatusSource::Crl);
}

void TestStatus::fallsBackToTheList()
{
    m_responders->set(OcspManner::TryLater);
    const auto result = check();
    QVERIFY(result.isGood());
    QCOMPARE(result.source, StatusSource::Crl);
    QCOMPARE(m_http->asked[1].url, m_teller.crlUrls()[0]);
    QCOMPARE(m_http->asked[1].method, "GET");
}

void TestStatus::nothingAnswers()
{
    // Port 1 of this machine, where nobody listens.
    simulation::LoopbackHttp http;
    const auto result = pki::StatusChecker(http, m_clock, test::demoPki().nationalTrust()).check(m_teller, m_issuer);
    QCOMPARE(nameOf(result.status), QStringLiteral("unavailable"));
    QCOMPARE(result.notes.size(), 2);
    QCOMPARE(result.notes[0].problem, StatusProblem::NoAnswer);
    const auto unaddressed = test::demoPki().nationalOcsp().holder();
    const auto nowhere =
        pki::StatusChecker(*m_http, m_clock, test::demoPki().nationalTrust()).check(unaddressed, m_issuer);
    QCOMPARE(nowhere.notes[0].problem, StatusProblem::NoAddress);
}

void TestStatus::aMissingNonceMayBeTolerated()
{
    pki::StatusOptions options;
    options.nonce = pki::StatusOptions::Nonce::Tolerated;
    m_responders->set(OcspManner::NoNonce);
    const auto result = check(options);
    QVERIFY(result.isGood());
    QCOMPARE(result.source, StatusSource::Ocsp);
    QCOMPARE(result.notes[0].problem, StatusProblem::NonceMissing);
    m_responders->set(OcspManner::WrongNonce);
    QCOMPARE(check(options).source, StatusSource::Crl);
}

void TestStatus::theBanksOwnCertificatesAreAnsweredToo()
{
    const auto& demo = test::demoPki();
    pki::StatusChecker checker(*m_http, m_clock, demo.bankTrust());
    QVERIFY(checker.check(demo.workstation().holder(), demo.bank().certificate()).isGood());
    m_responders->revoke(demo.workstation().holder(), {m_clock.wall() - 1h, 5});
    const auto result = checker.check(demo.workstation().holder(), demo.bank().certificate());
    QCOMPARE(nameOf(result.reason), QStringLiteral("cessation-of-operation"));
    // The national responder has no say about the bank's certificates.
    m_responders->set(OcspManner::WrongResponder);
    QCOMPARE(checker.check(demo.gateway().holder(), demo.bank().certificate()).source, StatusSource::Crl);
}

void TestStatus::keptAnswersAreJudgedAgain()
{
    const auto fresh = check();
    const auto trust = test::demoPki().nationalTrust();
    QVERIFY(pki::judgeOcsp(fresh.evidence, m_teller, m_issuer, trust, {m_clock.wall()}).isGood());
    // Years later it still says what it said about its own time, and nothing about today.
    const auto later = pki::judgeOcsp(fresh.evidence, m_teller, m_issuer, trust, {m_clock.wall() + 72h});
    QCOMPARE(later.notes[0].problem, StatusProblem::TooOld);
    const auto other = test::demoPki().signature(DemoPerson::Client).holder();
    const auto foreign = pki::judgeOcsp(fresh.evidence, other, m_issuer, trust, {m_clock.wall()});
    QCOMPARE(foreign.notes[0].problem, StatusProblem::OtherCertificate);
}

void TestStatus::everyBentByteIsNoticed()
{
    const QByteArray evidence = check().evidence;
    const auto trust = test::demoPki().nationalTrust();
    m_responders->revoke(m_teller, {m_clock.wall() - 1h, 1});
    const QByteArray list = m_responders->list(test::demoPki().national());
    for (qsizetype i = 0; i < list.size(); ++i) {
        const auto judged = pki::judgeCrl(test::bent(list, i), m_teller, m_issuer, {m_clock.wall()});
        QVERIFY2(judged.status == CertificateStatus::Unavailable, qPrintable(QString::number(i)));
    }
    int good = 0;
    for (qsizetype i = 0; i < evidence.size(); ++i) {
        const auto judged = pki::judgeOcsp(test::bent(evidence, i), m_teller, m_issuer, trust, {m_clock.wall()});
        QVERIFY(judged.status == CertificateStatus::Unavailable || judged.status == CertificateStatus::Good);
        good += judged.isGood() ? 1 : 0;
    }
    QVERIFY2(good < 4, qPrintable(QString::number(good)));
}

void TestStatus::theOpensslProgramAgrees()
{
    // The program judges by the machine's clock.
    core::SystemClock now;
    const auto demo = simulation::DemoPki::make({.now = now.wall()});
    simulation::DemoResponders responders(*demo, now);
    test::DirectHttp http(responders);
    const pki::Certificate teller = demo->signature(DemoPerson::Teller).holder();
    const auto result =
        pki::StatusChecker(http, now, demo->nationalTrust()).check(teller, demo->national().certificate());
    QVERIFY(result.isGood());
    test::OpensslCli cli;
    cli.put(QStringLiteral("r.der"), result.evidence);
    cli.put(QStringLiteral("q.der"), http.asked[0].body);
    cli.put(QStringLiteral("root.pem"), demo->nationalRoot().certificate().toPem());
    cli.put(QStringLiteral("ca.pem"), demo->national().certificate().toPem());
    cli.put(QStringLiteral("t.pem"), teller.toPem());
    QVERIFY2(cli.run(QStringLiteral("ocsp -respin r.der -issuer ca.pem -sha256 -cert t.pem -CAfile root.pem "
                                    "-verify_other ca.pem -no_nonce")),
        cli.output.constData());
    QVERIFY2(cli.output.contains("Response verify OK") && cli.output.contains("t.pem: good"), cli.output.constData());
    QVERIFY(cli.run(QStringLiteral("ocsp -reqin q.der -req_text")));
    QVERIFY2(
        cli.output.contains("Hash Algorithm: sha256") && cli.output.contains("OCSP Nonce"), cli.output.constData());
    responders.revoke(teller, {now.wall() - 1h, 1});
    cli.put(QStringLiteral("l.der"), responders.list(demo->national()));
    QVERIFY2(cli.run(QStringLiteral("crl -inform DER -in l.der -CAfile ca.pem -noout -text")), cli.output.constData());
    QVERIFY2(cli.output.contains("verify OK") && cli.output.contains("Key Compromise"), cli.output.constData());
}

void TestStatus::silenceAndSlownessOverTheLine_data()
{
    QTest::addColumn<OcspManner>("manner");
    QTest::addColumn<bool>("answered");
    QTest::addColumn<StatusProblem>("problem");
    QTest::newRow("normal") << OcspManner::Normal << true << StatusProblem::NoAnswer;
    QTest::newRow("down") << OcspManner::Down << false << StatusProblem::NoAnswer;
    QTest::newRow("slow") << OcspManner::Slow << false << StatusProblem::NoAnswer;
    QTest::newRow("error") << OcspManner::HttpError << false << StatusProblem::Refused;
}

void TestStatus::silenceAndSlownessOverTheLine()
{
    QFETCH(OcspManner, manner);
    QFETCH(bool, answered);
    QFETCH(StatusProblem, problem);
    const auto services = simulation::DemoServices::start(*m_responders, 0);
    QVERIFY(services);
    m_responders->set(manner);
    simulation::LoopbackHttp http;
    pki::StatusOptions options;
    options.deadline = 200ms;
    options.ocspRelay = services->url().resolved(QUrl(QStringLiteral("/ocsp/national")));
    options.crlRelay = services->url().resolved(QUrl(QStringLiteral("/crl/national")));
    pki::StatusChecker checker(http, m_clock, test::demoPki().nationalTrust(), options);
    const auto result = checker.check(m_teller, m_issuer);
    QVERIFY(result.isGood());
    QCOMPARE(result.source, answered ? StatusSource::Ocsp : StatusSource::Crl);
    if (!answered)
        QCOMPARE(nameOf(result.notes[0].problem), nameOf(problem));
    m_responders->set(CrlManner::Down);
    QCOMPARE(checker.check(m_teller, m_issuer).isGood(), answered);
}

QTEST_GUILESS_MAIN(TestStatus)
#include "tst_status.moc"
