#include "demoworld.h"
#include "directhttp.h"
#include "opensslcli.h"

#include <pki/signeddata.h>
#include <pki/signing.h>
#include <pki/timestamp.h>
#include <simulation_pki/demoservices.h>
#include <simulation_pki/loopbackhttp.h>

#include <QTest>

using namespace tirkeu;
using namespace std::chrono_literals;
using pki::TimeStampReason;
using simulation::DemoResponders;
using simulation::StampManner;

class TestTimeStamp : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void stamps();
    void theOpensslProgramAgrees();
    void stampsASignature();
    void theAuthorityMisbehaves_data();
    void theAuthorityMisbehaves();
    void theNextAuthorityIsTried();
    void nobodyToAsk();
    void keptTokensAreJudgedAgain();
    void aSignatureIsNoToken();
    void everyBentByteIsNoticed();
    void overTheLine();

private:
    [[nodiscard]] Result<pki::TimeStamp> stamp(const QString& policy = QLatin1StringView(DemoResponders::kPolicy));

    test::FakeClock m_clock;
    std::unique_ptr<DemoResponders> m_responders;
    std::unique_ptr<test::DirectHttp> m_http;
    const QByteArray m_digest = core::sha256("what is stamped");
};

void TestTimeStamp::init()
{
    m_responders = std::make_unique<DemoResponders>(test::demoPki(), m_clock);
    m_http = std::make_unique<test::DirectHttp>(*m_responders);
}

Result<pki::TimeStamp> TestTimeStamp::stamp(const QString& policy)
{
    pki::TimeStampOptions options;
    options.authorities = {{QUrl(QStringLiteral("http://tsa.demo/tsa")), policy}};
    return pki::TimeStampClient(*m_http, test::demoPki().nationalTrust(), options).stamp(m_digest);
}

void TestTimeStamp::stamps()
{
    const auto stamped = stamp();
    QVERIFY2(stamped, stamped ? "" : qPrintable(stamped.error().detail));
    QCOMPARE(stamped->time, m_clock.wall());
    QCOMPARE(stamped->policy, QLatin1StringView(DemoResponders::kPolicy));
    QCOMPARE(*stamped->authority, test::demoPki().timeStamping().holder());
    QCOMPARE(*stamped->accuracy, 1000ms);
    QVERIFY(stamped->chain.isTrusted());
    QCOMPARE(m_http->asked[0].contentType, "application/timestamp-query");
    QVERIFY(stamp(QString())); // the authority's own policy
    QVERIFY(stamp(QLatin1StringView(DemoResponders::kOtherPolicy)));
}

void TestTimeStamp::theOpensslProgramAgrees()
{
    const auto stamped = stamp();
    test::OpensslCli cli;
    cli.put(QStringLiteral("t.der"), stamped->token);
    cli.put(QStringLiteral("data"), "what is stamped");
    cli.put(QStringLiteral("root.pem"), test::demoPki().nationalRoot().certificate().toPem());
    cli.put(QStringLiteral("ca.pem"), test::demoPki().national().certificate().toPem());
    const QString verify =
        QStringLiteral("ts -verify -in t.der -token_in -data data -CAfile root.pem -untrusted ca.pem "
                       "-attime 1783828800");
    QVERIFY2(cli.run(verify), cli.output.constData());
    QVERIFY(cli.output.contains("Verification: OK"));
    cli.put(QStringLiteral("data"), "what is not");
    QVERIFY(!cli.run(verify));
    cli.put(QStringLiteral("q.der"), m_http->asked[0].body);
    QVERIFY(cli.run(QStringLiteral("ts -query -in q.der -text")));
    QVERIFY(cli.output.contains("Hash Algorithm: sha256") && cli.output.contains("Certificate required: yes"));
}

void TestTimeStamp::stampsASignature()
{
    pki::SoftwareKey key = test::demoPki().signature(simulation::DemoPerson::Teller);
    const auto cms = pki::signContent("content", pki::ContentPlace::Attached, {&key});
    const QByteArray value = pki::SignedData::read(*cms)->verify()[0].signature;
    pki::TimeStampOptions options;
    options.authorities = {{QUrl(QStringLiteral("http://tsa.demo/tsa"))}};
    pki::TimeStampClient client(*m_http, test::demoPki().nationalTrust(), options);
    const auto stamped = client.stamp(core::sha256(value));
    QVERIFY(stamped);
    const auto both = pki::addSignatureTimeStamp(*cms, 0, stamped->token);
    const auto result = pki::SignedData::read(*both)->verify()[0];
    QVERIFY(result.isGood());
    pki::TimeStampExpectation expected;
    expected.digest = core::sha256(result.signature);
    QVERIFY(pki::judgeTimeStamp(result.timeStampToken, expected, test::demoPki().nationalTrust()).isGood());
}

void TestTimeStamp::theAuthorityMisbehaves_data()
{
    QTest::addColumn<StampManner>("manner");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("detail");
    const QString unusable = QStringLiteral("pki.time-stamp-unusable");
    QTest::newRow("rejected") << StampManner::Rejected << QStringLiteral("pki.time-stamp-refused")
                              << QStringLiteral("status 2, policy");
    QTest::newRow("garbage") << StampManner::Garbage << unusable << QString();
    QTest::newRow("nonce") << StampManner::WrongNonce << unusable << QStringLiteral("nonce-wrong");
    QTest::newRow("imprint") << StampManner::WrongImprint << unusable << QStringLiteral("imprint-wrong");
    QTest::newRow("policy") << StampManner::WrongPolicy << unusable << QStringLiteral("policy-wrong");
    QTest::newRow("signature") << StampManner::BadSignature << unusable << QStringLiteral("signature-wrong");
    QTest::newRow("expired") << StampManner::ExpiredCertificate << unusable
                             << QStringLiteral("chain-not-trusted / expired");
    QTest::newRow("use") << StampManner::WrongUse << unusable << QStringLiteral("use-refused");
    QTest::newRow("issuer") << StampManner::UnknownIssuer << unusable
                            << QStringLiteral("chain-not-trusted / issuer-unknown");
}

void TestTimeStamp::theAuthorityMisbehaves()
{
    QFETCH(StampManner, manner);
    QFETCH(QString, code);
    QFETCH(QString, detail);
    m_responders->set(manner);
    const auto stamped = stamp();
    QVERIFY(!stamped);
    QCOMPARE(stamped.error().code.toString(), code);
    QCOMPARE(stamped.error().kind, ErrorKind::ServiceFault);
    QVERIFY2(stamped.error().detail.contains(detail), qPrintable(stamped.error().detail));
}

void TestTimeStamp::theNextAuthorityIsTried()
{
    const auto services = simulation::DemoServices::start(*m_responders, 0);
    simulation::LoopbackHttp http;
    pki::TimeStampOptions options;
    options.authorities = {{QUrl(QStringLiteral("http://127.0.0.1:1/tsa"))},
        {services->stampUrl(), QStringLiteral("1.2.3.4")}, {services->stampUrl()}};
    pki::TimeStampClient client(http, test::demoPki().nationalTrust(), options);
    QVERIFY(client.stamp(m_digest));
    options.authorities.removeLast();
    const auto failed = pki::TimeStampClient(http, test::demoPki().nationalTrust(), options).stamp(m_digest);
    QCOMPARE(failed.error().code.toString(), QStringLiteral("pki.time-stamp-refused"));
    QCOMPARE(failed.error().detail.count(u"127.0.0.1: "), 2);
}

void TestTimeStamp::nobodyToAsk()
{
    const auto code = QStringLiteral("pki.time-stamp-not-configured");
    pki::TimeStampClient client(*m_http, test::demoPki().nationalTrust(), {});
    QCOMPARE(client.stamp(m_digest).error().code.toString(), code);
    QCOMPARE(stamp(QStringLiteral("no identifier")).error().code.toString(), code);
}

void TestTimeStamp::keptTokensAreJudgedAgain()
{
    const auto stamped = stamp();
    const auto trust = test::demoPki().nationalTrust();
    pki::TimeStampExpectation expected;
    expected.digest = m_digest;
    QVERIFY(pki::judgeTimeStamp(stamped->token, expected, trust).isGood());
    expected.at = stamped->authority->notAfter() + 1h;
    const auto late = pki::judgeTimeStamp(stamped->token, expected, trust);
    QCOMPARE(nameOf(late.reason), nameOf(TimeStampReason::ChainNotTrusted));
    QCOMPARE(late.chain.reason, pki::ChainReason::Expired);
    QCOMPARE(late.time, stamped->time);
    const auto foreign = pki::judgeTimeStamp(stamped->token, {.digest = m_digest}, test::demoPki().bankTrust());
    QCOMPARE(nameOf(foreign.reason), nameOf(TimeStampReason::ChainNotTrusted));
}

void TestTimeStamp::aSignatureIsNoToken()
{
    // A signature over something else is no token, whoever made it.
    pki::SoftwareKey key = test::demoPki().signature(simulation::DemoPerson::Teller);
    const auto cms = pki::signContent("no token", pki::ContentPlace::Attached, {&key});
    const auto judged = pki::judgeTimeStamp(*cms, {.digest = m_digest}, test::demoPki().nationalTrust());
    QCOMPARE(nameOf(judged.reason), nameOf(TimeStampReason::Unreadable));
}

void TestTimeStamp::everyBentByteIsNoticed()
{
    const auto stamped = stamp();
    pki::TimeStampExpectation expected;
    expected.digest = m_digest;
    expected.at = m_clock.wall();
    int good = 0;
    for (qsizetype i = 0; i < stamped->token.size(); ++i) {
        const auto judged =
            pki::judgeTimeStamp(test::bent(stamped->token, i), expected, test::demoPki().nationalTrust());
        QVERIFY2(!judged.isGood() || judged.time == stamped->time, qPrintable(QString::number(i)));
        good += judged.isGood() ? 1 : 0;
    }
    QVERIFY2(good < 30, qPrintable(QString::number(good)));
    for (qsizetype size = 0; size < stamped->token.size(); size += 5)
        QVERIFY(!pki::judgeTimeStamp(stamped->token.first(size), expected, test::demoPki().nationalTrust()).isGood());
}

void TestTimeStamp::overTheLine()
{
    const auto services = simulation::DemoServices::start(*m_responders, 0);
    simulation::LoopbackHttp http;
    pki::TimeStampOptions options;
    options.authorities = {{services->stampUrl()}};
    options.deadline = 200ms;
    pki::TimeStampClient client(http, test::demoPki().nationalTrust(), options);
    QVERIFY(client.stamp(m_digest));
    for (const StampManner manner : {StampManner::Down, StampManner::Slow, StampManner::HttpError}) {
        m_responders->set(manner);
        QCOMPARE(client.stamp(m_digest).error().code.toString(), QStringLiteral("pki.time-stamp-unreachable"));
    }
}

QTEST_GUILESS_MAIN(TestTimeStamp)
#include "tst_timestamp.moc"
