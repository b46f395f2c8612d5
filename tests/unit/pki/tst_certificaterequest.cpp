#include "demoworld.h"

#include <pki/certificaterequest.h>

#include <QTest>

using namespace tirkeu;
using namespace tirkeu::pki;
using namespace std::chrono_literals;

// The holder's next certificate: asked for by its new key, and like the present one in all but key and term.
class TestCertificateRequest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRequestIsReadBack_data();
    void aRequestIsReadBack();
    void whatIsNoRequestIsRefused();
    void theNextIsLikeThePresentOne();
    void aKeyThatIsNoneGetsNothing();
};

void TestCertificateRequest::aRequestIsReadBack_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("bits");
    QTest::newRow("P-256") << int(NewKey::EcP256) << 128;
    QTest::newRow("P-384") << int(NewKey::EcP384) << 192;
    QTest::newRow("RSA-2048") << int(NewKey::Rsa2048) << 112;
}

void TestCertificateRequest::aRequestIsReadBack()
{
    QFETCH(const int, kind);
    QFETCH(const int, bits);
    const Certificate present = test::demoPki().workstation().holder();
    const auto key = SoftwareKey::generate(static_cast<NewKey>(kind));
    QVERIFY(key);
    const auto request = makeRequest(*key, present);
    QVERIFY2(request, qPrintable(request ? QString() : request.error().detail));
    const auto read = readRequest(*request);
    QVERIFY2(read, qPrintable(read ? QString() : read.error().detail));
    QCOMPARE(read->subject, present.subject().der);
    QCOMPARE(read->securityBits, bits);
    QVERIFY(read->publicKey != present.publicKey());
}

void TestCertificateRequest::whatIsNoRequestIsRefused()
{
    const auto key = SoftwareKey::generate(NewKey::EcP256);
    const QByteArray request = *makeRequest(*key, test::demoPki().workstation().holder());
    // What is signed and the end of the signature; between them stands a byte that may say the same in two ways.
    constexpr qsizetype kAfterContent = 90;
    constexpr qsizetype kOfSignature = 30;
    for (qsizetype i = 0; i < request.size(); ++i) {
        if (i < request.size() - kAfterContent || i >= request.size() - kOfSignature)
            QVERIFY2(!readRequest(test::bent(request, i)), qPrintable(QString::number(i)));
    }
    QVERIFY(!readRequest({}));
    QVERIFY(!readRequest(request + '\0'));
    QVERIFY(!readRequest(request.chopped(1)));
    QVERIFY(!readRequest(QByteArray(kLargestRequest + 1, '0')));
    QVERIFY(!readRequest(test::demoPki().workstation().holder().der()));
}

void TestCertificateRequest::theNextIsLikeThePresentOne()
{
    const simulation::DemoPki& demo = test::demoPki();
    const Certificate present = demo.workstation().holder();
    const auto key = SoftwareKey::generate(NewKey::EcP384);
    const QByteArray publicKey = readRequest(*makeRequest(*key, present))->publicKey;
    const core::WallTime from = test::demoNow();
    const auto next = certifyAgain(demo.bank().key(), present, publicKey, {from, from + 24h * 365});
    QVERIFY2(next, qPrintable(next ? QString() : next.error().detail));
    QCOMPARE(next->publicKey(), publicKey);
    QCOMPARE(next->subject().der, present.subject().der);
    QCOMPARE(next->issuer().der, demo.bank().certificate().subject().der);
    QVERIFY(next->notBefore() == from);
    QVERIFY(next->notAfter() == from + 24h * 365);
    QVERIFY(next->serialNumber() != present.serialNumber());
    QVERIFY(next->keyUses() == present.keyUses());
    QCOMPARE(next->extendedUses(), present.extendedUses());
    QCOMPARE(next->ocspUrls(), present.ocspUrls());
    QCOMPARE(next->crlUrls(), present.crlUrls());
    QCOMPARE(next->isAuthority(), present.isAuthority());
    QVERIFY(next->subjectKeyId() != present.subjectKeyId());
    QCOMPARE(next->authorityKeyId(), demo.bank().certificate().subjectKeyId());
    QVERIFY(demo.bankTrust().check(*next, from, CertificateUse::Authentication).isTrusted());
    QVERIFY(SoftwareKey::read({key->u8(), static_cast<qsizetype>(key->size())}, *next));
}

void TestCertificateRequest::aKeyThatIsNoneGetsNothing()
{
    const simulation::DemoPki& demo = test::demoPki();
    const core::WallTime from = test::demoNow();
    QVERIFY(!certifyAgain(demo.bank().key(), demo.workstation().holder(), "no key", {from, from + 24h}));
    QByteArray bytes("no key");
    QVERIFY(!makeRequest(core::SecureBytes::takeFrom(bytes), demo.workstation().holder()));
}

QTEST_GUILESS_MAIN(TestCertificateRequest)
#include "tst_certificaterequest.moc"
