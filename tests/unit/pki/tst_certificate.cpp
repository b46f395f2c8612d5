#include "demoworld.h"
#include "opensslcli.h"

#include <pki/openssllevel.h>

#include <QTest>

using namespace tirkeu;
using namespace std::chrono_literals;
using simulation::DemoPerson;

class TestCertificate : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsTheNationalProfile();
    void tellsTheKindsApart();
    void readsWhatTheOpensslProgramReads();
    void listsComeFromPem();
    void refusesEveryTruncationAndWhatFollows();
    void refusesWhatIsTooLarge();
    void survivesEveryBentByte();
    void recognisesGostKeys();
    void keysAreReadOnlyWithTheirCertificate();
    void aKeyUnderAPasswordOpensWithItAlone();
    void pkcs12IsReadAndWritten();
    void olderOpensslIsRefused_data();
    void olderOpensslIsRefused();
};

void TestCertificate::readsTheNationalProfile()
{
    const pki::Certificate teller = test::demoPki().signature(DemoPerson::Teller).holder();
    QCOMPARE(teller.subject().iin, QStringLiteral("850704201233"));
    QCOMPARE(teller.subject().bin, QStringLiteral("850140000019"));
    QCOMPARE(teller.subject().surname, QStringLiteral("САМАТОВА"));
    QCOMPARE(teller.subject().commonName, QStringLiteral("САМАТОВА АЙГҮЛ"));
    QCOMPARE(teller.subject().country, QStringLiteral("KZ"));
    QVERIFY(teller.subject().text.contains(u"САМАТОВА"));
    QVERIFY(teller.hasRole(pki::CertificateRole::Employee));
    QVERIFY(teller.hasRole(pki::CertificateRole::LegalEntity));
    QVERIFY(!teller.hasRole(pki::CertificateRole::Person));
    QCOMPARE(teller.policies(), QStringList{QStringLiteral("1.2.398.3.3.2.1")});
    QCOMPARE(teller.keyStorage(), pki::KeyStorage::Pkcs12File);
    QCOMPARE(teller.keyKind(), pki::KeyKind::EcP256);
    QCOMPARE(teller.keyBits(), 256);
    QCOMPARE(teller.ocspUrls(), QList<QUrl>{QUrl(QStringLiteral("http://127.0.0.1:1/ocsp/national"))});
    QCOMPARE(teller.crlUrls(), QList<QUrl>{QUrl(QStringLiteral("http://127.0.0.1:1/crl/national"))});
    QCOMPARE(teller.fingerprint(), core::sha256(teller.der()));
    QCOMPARE(teller.authorityKeyId(), test::demoPki().national().certificate().subjectKeyId());
    QCOMPARE(core::toIsoText(teller.notBefore()), QStringLiteral("2026-06-12T04:00:00.000Z"));
    QVERIFY(teller.isValidAt(test::demoNow()));
    QVERIFY(!teller.isValidAt(teller.notAfter() + 1s));
    QVERIFY(logMasked(teller).startsWith(u"certificate "));
    QVERIFY(!logMasked(teller).contains(u"8507"));
}

void TestCertificate::tellsTheKindsApart()
{
    const auto& demo = test::demoPki();
    const pki::Certificate sign = demo.signature(DemoPerson::Supervisor).holder();
    const pki::Certificate auth = demo.authentication(DemoPerson::Supervisor).holder();
    using pki::CertificateUse;
    QVERIFY(sign.isFitFor(CertificateUse::DocumentSignature));
    QVERIFY(!sign.isFitFor(CertificateUse::Authentication));
    QVERIFY(!sign.isFitFor(CertificateUse::KeyUnwrapping));
    QVERIFY(auth.isFitFor(CertificateUse::Authentication));
    QVERIFY(auth.isFitFor(CertificateUse::KeyUnwrapping));
    QVERIFY(!auth.isFitFor(CertificateUse::DocumentSignature));
    QVERIFY(!auth.isAuthority());
    QVERIFY(demo.national().certificate().isFitFor(CertificateUse::CertificateSigning));
    QVERIFY(!demo.national().certificate().isSelfIssued());
    QVERIFY(demo.nationalRoot().certificate().isSelfIssued());
    QVERIFY(demo.timeStamping().holder().isFitFor(CertificateUse::TimeStamping));
    QVERIFY(demo.nationalOcsp().holder().isFitFor(CertificateUse::OcspSigning));
    QVERIFY(demo.gateway().holder().isFitFor(CertificateUse::TlsServer));
    QVERIFY(!demo.workstation().holder().isFitFor(CertificateUse::TlsServer));
    QVERIFY(demo.signature(DemoPerson::Client).holder().hasRole(pki::CertificateRole::Person));
    QVERIFY(demo.bankSeal().holder().subject().iin.isEmpty());
}

void TestCertificate::readsWhatTheOpensslProgramReads()
{
    test::OpensslCli cli;
    const pki::Certificate teller = test::demoPki().signature(DemoPerson::Teller).holder();
    cli.put(QStringLiteral("t.pem"), teller.toPem());
    QVERIFY(
        cli.run(QStringLiteral("x509 -in t.pem -noout -subject -fingerprint -sha256 -nameopt RFC2253,-esc_msb,utf8")));
    const QByteArray printed = cli.output.toLower().replace(":", "");
    QVERIFY2(printed.contains(teller.fingerprint().toHex()), cli.output.constData());
    QVERIFY(cli.output.contains(teller.subject().text.toUtf8()));
    QVERIFY(cli.output.contains("IIN850704201233"));
}

void TestCertificate::listsComeFromPem()
{
    const auto& demo = test::demoPki();
    const QByteArray pem =
        demo.nationalRoot().certificate().toPem() + "chatter\n" + demo.national().certificate().toPem();
    const auto list = pki::Certificate::listFromPem(pem);
    QVERIFY(list);
    QCOMPARE(list->size(), 2);
    QCOMPARE(list->at(1), demo.national().certificate());
    QVERIFY(!pki::Certificate::listFromPem(pem, 1));
    QCOMPARE(pki::Certificate::fromPem("nothing here").error().code.toString(),
        QStringLiteral("pki.certificate-unreadable"));
}

void TestCertificate::refusesEveryTruncationAndWhatFollows()
{
    const QByteArray der = test::demoPki().signature(DemoPerson::Teller).holder().der();
    for (qsizetype size = 0; size < der.size(); ++size)
        QVERIFY(!pki::Certificate::fromDer(der.first(size)));
    QVERIFY(!pki::Certificate::fromDer(der + '\0'));
}

void TestCertificate::refusesWhatIsTooLarge()
{
    const auto result = pki::Certificate::fromDer(QByteArray(pki::Certificate::kMaxBytes + 1, 'x'));
    QCOMPARE(result.error().code.toString(), QStringLiteral("pki.certificate-too-large"));
}

void TestCertificate::survivesEveryBentByte()
{
    const pki::Certificate teller = test::demoPki().signature(DemoPerson::Teller).holder();
    const pki::TrustStore trust = test::demoPki().nationalTrust();
    for (qsizetype i = 0; i < teller.der().size(); ++i) {
        const auto other = pki::Certificate::fromDer(test::bent(teller.der(), i));
        // It may still be read, but nobody trusts it.
        QVERIFY(!other || !trust.check(*other, test::demoNow(), pki::CertificateUse::Any).isTrusted());
    }
}

void TestCertificate::recognisesGostKeys()
{
    // The algorithm of an EC key (1.2.840.10045.2.1 with a curve) becomes the national one of the same length.
    QByteArray der = test::demoPki().signature(DemoPerson::Teller).holder().der();
    const QByteArray ec = QByteArray::fromHex("301306072a8648ce3d020106082a8648ce3d030107");
    // 1.2.398.3.10.1.1.2.2 as its key's kind, padded by a parameter of the length left.
    const QByteArray gost = QByteArray::fromHex("3013 0609 2a830e030a01010202 0406 000000000000");
    QCOMPARE(der.count(ec), 1);
    der.replace(ec, gost);
    const auto certificate = pki::Certificate::fromDer(der);
    QVERIFY(certificate);
    QCOMPARE(certificate->keyKind(), pki::KeyKind::Gost2015Bits512);
    QCOMPARE(certificate->keyBits(), 0);
}

void TestCertificate::keysAreReadOnlyWithTheirCertificate()
{
    const auto& demo = test::demoPki();
    const auto secret = demo.signature(DemoPerson::Teller).toPkcs8();
    QVERIFY(secret);
    const QByteArrayView bytes(secret->u8(), qsizetype(secret->size()));
    QVERIFY(pki::SoftwareKey::read(bytes, demo.signature(DemoPerson::Teller).holder()));
    const auto foreign = pki::SoftwareKey::read(bytes, demo.signature(DemoPerson::Supervisor).holder());
    QCOMPARE(foreign.error().code.toString(), QStringLiteral("pki.key-does-not-match"));
    QVERIFY(!pki::SoftwareKey::read(bytes.first(20), demo.signature(DemoPerson::Teller).holder()));
}

void TestCertificate::aKeyUnderAPasswordOpensWithItAlone()
{
    const pki::SoftwareKey key = test::demoPki().workstation();
    QByteArray word("Құпия-1");
    QByteArray wrong("Құпия-2");
    const core::SecureBytes secret = core::SecureBytes::takeFrom(word);
    const core::SecureBytes other = core::SecureBytes::takeFrom(wrong);
    const auto pem = key.toEncryptedPem(secret);
    QVERIFY(pem);
    QVERIFY(pem->startsWith("-----BEGIN ENCRYPTED PRIVATE KEY"));
    QVERIFY(pki::SoftwareKey::read(*pem, key.holder(), secret));
    QVERIFY(!pki::SoftwareKey::read(*pem, key.holder(), other));
    QVERIFY(!pki::SoftwareKey::read(*pem, key.holder()));
}

void TestCertificate::pkcs12IsReadAndWritten()
{
    const pki::SoftwareKey key = test::demoPki().signature(DemoPerson::Client);
    QByteArray word("demo");
    const core::SecureBytes secret = core::SecureBytes::takeFrom(word);
    const auto file = key.toPkcs12(secret, {test::demoPki().national().certificate()});
    QVERIFY(file);
    const auto again = pki::SoftwareKey::readPkcs12(*file, secret);
    QVERIFY(again);
    QCOMPARE(again->holder(), key.holder());
    QVERIFY(!pki::SoftwareKey::readPkcs12(*file, {}));
    test::OpensslCli cli;
    cli.put(QStringLiteral("c.p12"), *file);
    QVERIFY2(cli.run(QStringLiteral("pkcs12 -in c.p12 -passin pass:demo -nodes")), cli.output.constData());
    QVERIFY(cli.output.contains("BEGIN PRIVATE KEY"));
}

void TestCertificate::olderOpensslIsRefused_data()
{
    QTest::addColumn<pki::OpensslLevel>("level");
    QTest::addColumn<bool>("good");
    QTest::newRow("3.0.20") << pki::OpensslLevel{3, 0, 20, {}} << false;
    QTest::newRow("3.0.21") << pki::OpensslLevel{3, 0, 21, {}} << false;
    QTest::newRow("1.1.1") << pki::OpensslLevel{1, 1, 1, {}} << false;
    QTest::newRow("3.0.22") << pki::OpensslLevel{3, 0, 22, {}} << true;
    QTest::newRow("this one") << pki::runningOpenssl() << true;
}

void TestCertificate::olderOpensslIsRefused()
{
    QFETCH(pki::OpensslLevel, level);
    QFETCH(bool, good);
    const Result<> result = pki::checkOpensslLevel(level);
    QCOMPARE(result.has_value(), good);
    if (!good)
        QCOMPARE(result.error().kind, ErrorKind::SecurityStop);
}

QTEST_GUILESS_MAIN(TestCertificate)
#include "tst_certificate.moc"
