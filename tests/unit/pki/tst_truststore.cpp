#include "demoworld.h"
#include "opensslcli.h"

#include <QTest>

using namespace tirkeu;
using namespace std::chrono_literals;
using pki::CertificateUse;
using pki::ChainReason;
using simulation::DemoPerson;
using simulation::DemoProfile;

class TestTrustStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void buildsTheWholeChain();
    void theOpensslProgramAgrees();
    void refusesWithAReason_data();
    void refusesWithAReason();
    void intermediatesMayComeAlong();
    void anIssuingAuthorityMayBeTheAnchor();
    void judgesAtTheTimeGiven();
    void refusesAnAuthorityThatIsNone();
    void refusesAPathTooLong();
    void refusesAWrongSignature();
    void anchorsMustBeAuthorities();
    void readsAFolder();
};

void TestTrustStore::buildsTheWholeChain()
{
    const auto& demo = test::demoPki();
    const pki::Certificate teller = demo.signature(DemoPerson::Teller).holder();
    const auto verdict = demo.nationalTrust().check(teller, test::demoNow(), CertificateUse::DocumentSignature);
    QVERIFY2(verdict.isTrusted(), qPrintable(verdict.detail));
    QCOMPARE(verdict.chain, (QList{teller, demo.national().certificate(), demo.nationalRoot().certificate()}));
    QCOMPARE(*verdict.issuer(), demo.national().certificate());
}

void TestTrustStore::theOpensslProgramAgrees()
{
    const auto& demo = test::demoPki();
    test::OpensslCli cli;
    cli.put(QStringLiteral("root.pem"), demo.nationalRoot().certificate().toPem());
    cli.put(QStringLiteral("ca.pem"), demo.national().certificate().toPem());
    cli.put(QStringLiteral("t.pem"), demo.signature(DemoPerson::Teller).holder().toPem());
    cli.put(QStringLiteral("tsa.pem"), demo.timeStamping().holder().toPem());
    const QString verify =
        QStringLiteral("verify -attime 1783828800 -x509_strict -CAfile root.pem -untrusted ca.pem -purpose ");
    QVERIFY2(cli.run(verify + QStringLiteral("smimesign t.pem")), cli.output.constData());
    QVERIFY2(cli.run(verify + QStringLiteral("timestampsign tsa.pem")), cli.output.constData());
    QVERIFY(!cli.run(verify + QStringLiteral("timestampsign t.pem")));
}

void TestTrustStore::refusesWithAReason_data()
{
    QTest::addColumn<pki::Certificate>("certificate");
    QTest::addColumn<CertificateUse>("use");
    QTest::addColumn<ChainReason>("reason");
    const auto& demo = test::demoPki();
    const DemoProfile good = demo.signatureProfile(DemoPerson::Teller);
    const auto issued = [&](auto change) {
        DemoProfile profile = good;
        change(profile);
        return demo.national().issue(profile).value().holder();
    };
    const auto use = CertificateUse::DocumentSignature;
    QTest::newRow("expired") << issued([](DemoProfile& p) { p.until = test::demoNow() - 1h; }) << use
                             << ChainReason::Expired;
    QTest::newRow("too early") << issued([](DemoProfile& p) { p.from = test::demoNow() + 1h; }) << use
                               << ChainReason::NotYetValid;
    QTest::newRow("to sign in") << demo.authentication(DemoPerson::Teller).holder() << use << ChainReason::UseRefused;
    QTest::newRow("signs documents") << demo.signature(DemoPerson::Teller).holder() << CertificateUse::Authentication
                                     << ChainReason::UseRefused;
    QTest::newRow("another centre") << demo.workstation().holder() << CertificateUse::Authentication
                                    << ChainReason::IssuerUnknown;
    QTest::newRow("another root") << demo.vendor().certificate() << CertificateUse::Any << ChainReason::AnchorUnknown;
}

void TestTrustStore::refusesWithAReason()
{
    QFETCH(pki::Certificate, certificate);
    QFETCH(CertificateUse, use);
    QFETCH(ChainReason, reason);
    const auto verdict = test::demoPki().nationalTrust().check(certificate, test::demoNow(), use);
    QCOMPARE(nameOf(verdict.reason), nameOf(reason));
    QCOMPARE(*verdict.culprit, certificate);
}

void TestTrustStore::intermediatesMayComeAlong()
{
    const auto& demo = test::demoPki();
    pki::TrustStore rootOnly;
    QVERIFY(rootOnly.addAnchor(demo.nationalRoot().certificate()));
    const pki::Certificate teller = demo.signature(DemoPerson::Teller).holder();
    QCOMPARE(rootOnly.check(teller, test::demoNow(), CertificateUse::Any).reason, ChainReason::IssuerUnknown);
    QVERIFY(rootOnly.check(teller, test::demoNow(), CertificateUse::Any, {demo.national().certificate()}).isTrusted());
}

void TestTrustStore::anIssuingAuthorityMayBeTheAnchor()
{
    const auto& demo = test::demoPki();
    pki::TrustStore trust;
    QVERIFY(trust.addAnchor(demo.national().certificate()));
    const auto verdict = trust.check(demo.signature(DemoPerson::Teller).holder(), test::demoNow(), CertificateUse::Any);
    QVERIFY2(verdict.isTrusted(), qPrintable(verdict.detail));
    QCOMPARE(verdict.chain.size(), 2);
}

void TestTrustStore::judgesAtTheTimeGiven()
{
    const auto& demo = test::demoPki();
    const pki::Certificate teller = demo.signature(DemoPerson::Teller).holder();
    const auto at = [&](core::WallTime time) {
        return demo.nationalTrust().check(teller, time, CertificateUse::Any).reason;
    };
    QCOMPARE(at(teller.notBefore() - 1s), ChainReason::NotYetValid);
    QCOMPARE(at(teller.notBefore() + 1s), ChainReason::Trusted);
    QCOMPARE(at(teller.notAfter() - 1s), ChainReason::Trusted);
    QCOMPARE(at(teller.notAfter() + 1s), ChainReason::Expired);
}

void TestTrustStore::refusesAnAuthorityThatIsNone()
{
    // A teller's own key issues a certificate: the signature holds, the right does not.
    const auto& demo = test::demoPki();
    const simulation::DemoAuthority impostor(demo.signature(DemoPerson::Teller), {});
    DemoProfile profile = demo.signatureProfile(DemoPerson::Supervisor);
    profile.checkable = DemoProfile::Checkable::NoAddresses;
    const auto forged = impostor.issue(profile);
    QVERIFY(forged);
    const auto verdict = demo.nationalTrust().check(forged->holder(), test::demoNow(),
        CertificateUse::DocumentSignature, {demo.signature(DemoPerson::Teller).holder()});
    QVERIFY(!verdict.isTrusted());
    QVERIFY2(verdict.reason == ChainReason::NotAnAuthority || verdict.reason == ChainReason::IssuerUnknown,
        qPrintable(nameOf(verdict.reason)));
}

void TestTrustStore::refusesAPathTooLong()
{
    const auto& demo = test::demoPki();
    DemoProfile below;
    below.commonName = QStringLiteral("one authority too many");
    below.keyUses = pki::KeyUse::CertificateSigning;
    below.pathLength = 0;
    below.from = test::demoNow() - 24h;
    below.until = test::demoNow() + 24h;
    const auto authority = demo.national().makeSubordinate(below, {});
    QVERIFY(authority);
    const auto leaf = authority->issue(demo.signatureProfile(DemoPerson::Teller));
    QVERIFY(leaf);
    const auto verdict =
        demo.nationalTrust().check(leaf->holder(), test::demoNow(), CertificateUse::Any, {authority->certificate()});
    QCOMPARE(nameOf(verdict.reason), nameOf(ChainReason::PathTooLong));
}

void TestTrustStore::refusesAWrongSignature()
{
    const auto& demo = test::demoPki();
    const auto bent = pki::Certificate::fromDer(test::bent(demo.signature(DemoPerson::Teller).holder().der(), -1));
    QVERIFY(bent);
    QCOMPARE(nameOf(demo.nationalTrust().check(*bent, test::demoNow(), CertificateUse::Any).reason),
        nameOf(ChainReason::SignatureWrong));
}

void TestTrustStore::anchorsMustBeAuthorities()
{
    pki::TrustStore trust;
    const Result<> added = trust.addAnchor(test::demoPki().signature(DemoPerson::Teller).holder());
    QCOMPARE(added.error().code.toString(), QStringLiteral("pki.anchor-refused"));
    QVERIFY(trust.anchors().isEmpty());
    QVERIFY(!trust.check(test::demoPki().workstation().holder(), test::demoNow(), CertificateUse::Any).isTrusted());
}

void TestTrustStore::readsAFolder()
{
    QTemporaryDir folder;
    QVERIFY(test::demoPki().save(folder.path()));
    const auto trust = pki::TrustStore::fromFolder(folder.filePath(QStringLiteral("national")));
    QVERIFY(trust);
    QCOMPARE(trust->anchors(), test::demoPki().nationalTrust().anchors());
    QCOMPARE(trust->intermediates(), test::demoPki().nationalTrust().intermediates());
    QVERIFY(!pki::TrustStore::fromFolder(folder.filePath(QStringLiteral("nowhere"))));
    test::writeFile(folder.filePath(QStringLiteral("national/anchors/x.cer")), "not a certificate");
    const auto damaged = pki::TrustStore::fromFolder(folder.filePath(QStringLiteral("national")));
    QCOMPARE(damaged.error().values, QStringList{QStringLiteral("x.cer")});
}

QTEST_GUILESS_MAIN(TestTrustStore)
#include "tst_truststore.moc"
