#include "demoworld.h"
#include "opensslcli.h"

#include <pki/signeddata.h>
#include <pki/signing.h>

#include <QTest>

using namespace tirkeu;
using pki::CertificateBinding;
using pki::ContentPlace;
using pki::SignatureReason;
using simulation::DemoPerson;

class TestSigning : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void signsAndVerifies_data();
    void signsAndVerifies();
    void theOpensslProgramVerifiesIt();
    void claimsNoTimeUnlessAsked();
    void twoOfficersSignOneAfterTheOther();
    void everyBentByteIsNoticed();
    void aChangedContentIsNoticed();
    void aSwappedCertificateIsNoticed();
    void aMissingCertificateIsSaid();
    void aSignatureWithoutItsBondIsRefused();
    void aWeakDigestIsRefused();
    void aFaultyTokenIsNoticed();
    void aGostKeyIsSentToTheAdapter();
    void trailingZerosAreTakenOnlyWhereAllowed();
    void limitsHold();
    void stampsAreCarried();
};

namespace {

const QByteArray kContent("Мазмұны: {\"a\":1}\r\nекінші жол\n");

pki::SignOptions withChain()
{
    pki::SignOptions options;
    options.certificates = {test::demoPki().national().certificate()};
    return options;
}

/// A token that answers with rubbish, or with a certificate that is not its own.
class WrongSigner final : public core::Signer
{
public:
    WrongSigner(pki::SoftwareKey key, QByteArray certificate)
        : m_key(std::move(key))
        , m_certificate(std::move(certificate))
    {
    }
    [[nodiscard]] QByteArray certificate() const override { return m_certificate; }
    [[nodiscard]] Result<QByteArray> sign(core::HashAlgorithm algorithm, QByteArrayView digest) override
    {
        return m_key.sign(algorithm, digest);
    }

private:
    pki::SoftwareKey m_key;
    QByteArray m_certificate;
};

void putTrust(test::OpensslCli& cli)
{
    cli.put(QStringLiteral("root.pem"), test::demoPki().nationalRoot().certificate().toPem());
    cli.put(QStringLiteral("ca.pem"), test::demoPki().national().certificate().toPem());
}

} // namespace

void TestSigning::signsAndVerifies_data()
{
    QTest::addColumn<pki::NewKey>("kind");
    QTest::addColumn<core::HashAlgorithm>("hash");
    QTest::addColumn<ContentPlace>("place");
    using core::HashAlgorithm;
    QTest::newRow("P-256 attached") << pki::NewKey::EcP256 << HashAlgorithm::Sha256 << ContentPlace::Attached;
    QTest::newRow("P-256 detached") << pki::NewKey::EcP256 << HashAlgorithm::Sha512 << ContentPlace::Detached;
    QTest::newRow("P-384 detached") << pki::NewKey::EcP384 << HashAlgorithm::Sha384 << ContentPlace::Detached;
    QTest::newRow("RSA attached") << pki::NewKey::Rsa2048 << HashAlgorithm::Sha256 << ContentPlace::Attached;
    QTest::newRow("RSA detached") << pki::NewKey::Rsa2048 << HashAlgorithm::Sha512 << ContentPlace::Detached;
}

void TestSigning::signsAndVerifies()
{
    QFETCH(pki::NewKey, kind);
    QFETCH(core::HashAlgorithm, hash);
    QFETCH(ContentPlace, place);
    const auto& demo = test::demoPki();
    simulation::DemoProfile profile = demo.signatureProfile(DemoPerson::Teller);
    profile.key = kind;
    auto key = demo.national().issue(profile);
    QVERIFY(key);
    pki::SignOptions options = withChain();
    options.hash = hash;
    options.signingTime = test::demoNow();
    const auto cms = pki::signContent(kContent, place, {&*key}, options);
    QVERIFY(cms);
    const auto read = pki::SignedData::read(*cms);
    QVERIFY(read);
    QCOMPARE(read->isDetached(), place == ContentPlace::Detached);
    const auto results = read->isDetached() ? read->verifyDetached(kContent) : read->verify();
    QCOMPARE(results.size(), 1);
    QCOMPARE(nameOf(results[0].reason), nameOf(SignatureReason::Good));
    QCOMPARE(*results[0].certificate, key->holder());
    QCOMPARE(results[0].hash, hash);
    QCOMPARE(*results[0].claimedTime, test::demoNow());
    QCOMPARE(read->certificates().size(), 2);
    if (!read->isDetached())
        QCOMPARE(read->content(), kContent);
    QVERIFY(demo.nationalTrust()
                .check(*results[0].certificate, test::demoNow(), pki::CertificateUse::DocumentSignature,
                    read->certificates())
                .isTrusted());

    test::OpensslCli cli;
    putTrust(cli);
    cli.put(QStringLiteral("s.der"), *cms);
    cli.put(QStringLiteral("content"), kContent);
    const QString verify = QStringLiteral("cms -verify -cades -binary -inform DER -in s.der -CAfile root.pem "
                                          "-attime 1783828800 -out out%1");
    QVERIFY2(cli.run(verify.arg(read->isDetached() ? QStringLiteral(" -content content") : QString())),
        cli.output.constData());
    QVERIFY(cli.output.contains("CAdES Verification successful"));
    QCOMPARE(cli.get(QStringLiteral("out")), kContent);
}

void TestSigning::theOpensslProgramVerifiesIt()
{
    // The way of a PDF: only the digest of the byte range is known, and no time is claimed.
    pki::SoftwareKey key = test::demoPki().signature(DemoPerson::Teller);
    const auto cms = pki::signDigest(core::sha256(kContent), key, withChain());
    QVERIFY(cms);
    test::OpensslCli cli;
    putTrust(cli);
    cli.put(QStringLiteral("s.der"), *cms);
    cli.put(QStringLiteral("content"), kContent);
    const QString verify = QStringLiteral("cms -verify -cades -binary -inform DER -in s.der -content content "
                                          "-CAfile root.pem -attime 1783828800 -out out");
    QVERIFY2(cli.run(verify), cli.output.constData());
    cli.put(QStringLiteral("content"), test::bent(kContent, 3));
    QVERIFY(!cli.run(verify));
    // And the other way round: what the program signed, we verify.
    const pki::SoftwareKey teller = test::demoPki().signature(DemoPerson::Teller);
    const auto secret = teller.toPkcs8();
    cli.put(
        QStringLiteral("t.key"), QByteArray(reinterpret_cast<const char*>(secret->u8()), qsizetype(secret->size())));
    cli.put(QStringLiteral("t.pem"), teller.holder().toPem());
    QVERIFY2(cli.run(QStringLiteral("cms -sign -cades -binary -nodetach -md sha256 -in content -signer t.pem "
                                    "-inkey t.key -keyform DER -outform DER -out by.der")),
        cli.output.constData());
    const auto theirs = pki::SignedData::read(cli.get(QStringLiteral("by.der")));
    QVERIFY(theirs);
    QVERIFY(theirs->verify()[0].isGood());
    QVERIFY(theirs->verify()[0].claimedTime.has_value());
}

void TestSigning::claimsNoTimeUnlessAsked()
{
    pki::SoftwareKey key = test::demoPki().signature(DemoPerson::Teller);
    const auto cms = pki::signDigest(core::sha256(kContent), key, withChain());
    QVERIFY(!cms->contains(QByteArray::fromHex("06092a864886f70d010905"))); // the identifier of signingTime
    const auto read = pki::SignedData::read(*cms);
    const auto results = read->verifyDigest([](core::HashAlgorithm hash) { return core::hash(hash, kContent); });
    QVERIFY(results[0].isGood());
    QVERIFY(!results[0].claimedTime);
    QVERIFY(!read->verify()[0].isGood());
}

void TestSigning::twoOfficersSignOneAfterTheOther()
{
    pki::SoftwareKey one = test::demoPki().signature(DemoPerson::OfficerOne);
    pki::SoftwareKey two = test::demoPki().signature(DemoPerson::OfficerTwo);
    const auto first = pki::signContent(kContent, ContentPlace::Attached, {&one}, withChain());
    QVERIFY(first);
    const auto both = pki::addSignature(*first, two, withChain());
    QVERIFY(both);
    const auto results = pki::SignedData::read(*both)->verify();
    QCOMPARE(results.size(), 2);
    QSet<QString> signedBy;
    for (const auto& result : results) {
        QVERIFY(result.isGood());
        signedBy.insert(result.certificate->subject().iin);
    }
    QCOMPARE(signedBy, (QSet<QString>{QStringLiteral("990228200177"), QStringLiteral("880101100912")}));
    test::OpensslCli cli;
    putTrust(cli);
    cli.put(QStringLiteral("s.der"), *both);
    QVERIFY2(cli.run(QStringLiteral("cms -verify -cades -binary -inform DER -in s.der -CAfile root.pem "
                                    "-attime 1783828800 -out out")),
        cli.output.constData());

    const auto atOnce = pki::signContent(kContent, ContentPlace::Detached, {&one, &two}, withChain());
    QCOMPARE(pki::SignedData::read(*atOnce)->verifyDetached(kContent).size(), 2);
    const auto detached = pki::signContent(kContent, ContentPlace::Detached, {&one});
    QVERIFY(!pki::addSignature(*detached, two));
    const auto later = pki::addSignature(*detached, two, {}, QByteArrayView(kContent));
    for (const auto& result : pki::SignedData::read(*later)->verifyDetached(kContent))
        QVERIFY(result.isGood());
}

void TestSigning::everyBentByteIsNoticed()
{
    pki::SoftwareKey key = test::demoPki().signature(DemoPerson::Teller);
    const auto cms = pki::signContent(kContent, ContentPlace::Attached, {&key});
    int good = 0;
    for (qsizetype i = 0; i < cms->size(); ++i) {
        const auto read = pki::SignedData::read(test::bent(*cms, i));
        if (!read)
            continue;
        for (const auto& result : read->verify()) {
            // Two version numbers and the outer list of digests are read by nobody; the chain judges certificates.
            const bool trusted = result.isGood() && read->content() == kContent && result.certificate == key.holder();
            QVERIFY2(!result.isGood() || read->content() == kContent, qPrintable(QString::number(i)));
            good += trusted ? 1 : 0;
        }
    }
    QVERIFY2(good < 12, qPrintable(QString::number(good)));
}

void TestSigning::aChangedContentIsNoticed()
{
    pki::SoftwareKey key = test::demoPki().signature(DemoPerson::Teller);
    const auto cms = pki::signContent(kContent, ContentPlace::Detached, {&key});
    const auto results = pki::SignedData::read(*cms)->verifyDetached(test::bent(kContent, 0));
    QCOMPARE(nameOf(results[0].reason), nameOf(SignatureReason::ContentChanged));
    const auto attached = pki::signContent(kContent, ContentPlace::Attached, {&key});
    QByteArray changed = *attached;
    changed.replace("{\"a\":1}", "{\"a\":2}");
    QCOMPARE(nameOf(pki::SignedData::read(changed)->verify()[0].reason), nameOf(SignatureReason::ContentChanged));
    const auto bentValue = pki::SignedData::read(test::bent(*attached, -1));
    QCOMPARE(nameOf(bentValue->verify()[0].reason), nameOf(SignatureReason::SignatureWrong));
}

void TestSigning::aSwappedCertificateIsNoticed()
{
    // The same key, name and number in another certificate: only the bond tells them apart.
    const auto& demo = test::demoPki();
    pki::SoftwareKey key = demo.signature(DemoPerson::Teller);
    simulation::DemoProfile profile = demo.signatureProfile(DemoPerson::Teller);
    profile.policies = {QStringLiteral("1.2.398.3.3.2.3")};
    auto other = demo.national().certify(profile, key.holder().publicKey());
    // Its own signature is a byte longer or shorter now and then; the swap needs the same size.
    while (other && other->der().size() != key.holder().der().size())
        other = demo.national().certify(profile, key.holder().publicKey());
    QVERIFY(other);
    QCOMPARE(other->serialNumber(), key.holder().serialNumber());
    const auto cms = pki::signContent(kContent, ContentPlace::Detached, {&key});
    QByteArray swapped = *cms;
    swapped.replace(key.holder().der(), other->der());
    const auto read = pki::SignedData::read(swapped);
    QVERIFY(read);
    QCOMPARE(nameOf(read->verifyDetached(kContent)[0].reason), nameOf(SignatureReason::CertificateSwapped));
}

void TestSigning::aMissingCertificateIsSaid()
{
    test::OpensslCli cli;
    const pki::SoftwareKey teller = test::demoPki().signature(DemoPerson::Teller);
    const auto secret = teller.toPkcs8();
    cli.put(
        QStringLiteral("t.key"), QByteArray(reinterpret_cast<const char*>(secret->u8()), qsizetype(secret->size())));
    cli.put(QStringLiteral("t.pem"), teller.holder().toPem());
    cli.put(QStringLiteral("content"), kContent);
    QVERIFY(cli.run(QStringLiteral("cms -sign -cades -nocerts -binary -md sha256 -in content -signer t.pem "
                                   "-inkey t.key -keyform DER -outform DER -out s.der")));
    const auto read = pki::SignedData::read(cli.get(QStringLiteral("s.der")));
    QVERIFY(read);
    QCOMPARE(nameOf(read->verifyDetached(kContent)[0].reason), nameOf(SignatureReason::CertificateMissing));
    QVERIFY(read->verifyDetached(kContent, CertificateBinding::Required, {teller.holder()})[0].isGood());
}

void TestSigning::aSignatureWithoutItsBondIsRefused()
{
    test::OpensslCli cli;
    const pki::SoftwareKey teller = test::demoPki().signature(DemoPerson::Teller);
    const auto secret = teller.toPkcs8();
    cli.put(
        QStringLiteral("t.key"), QByteArray(reinterpret_cast<const char*>(secret->u8()), qsizetype(secret->size())));
    cli.put(QStringLiteral("t.pem"), teller.holder().toPem());
    cli.put(QStringLiteral("content"), kContent);
    const QString sign = QStringLiteral("cms -sign -binary -md sha256 -in content -signer t.pem -inkey t.key "
                                        "-keyform DER -outform DER -out s.der");
    QVERIFY(cli.run(sign));
    const auto unbound = pki::SignedData::read(cli.get(QStringLiteral("s.der")));
    QCOMPARE(nameOf(unbound->verifyDetached(kContent)[0].reason), nameOf(SignatureReason::NotBound));
    QVERIFY(unbound->verifyDetached(kContent, CertificateBinding::Optional)[0].isGood());
    QVERIFY(cli.run(sign + QStringLiteral(" -noattr")));
    const auto bare = pki::SignedData::read(cli.get(QStringLiteral("s.der")));
    QCOMPARE(nameOf(bare->verifyDetached(kContent)[0].reason), nameOf(SignatureReason::AttributesMissing));
}

void TestSigning::aWeakDigestIsRefused()
{
    test::OpensslCli cli;
    const pki::SoftwareKey teller = test::demoPki().signature(DemoPerson::Teller);
    const auto secret = teller.toPkcs8();
    cli.put(
        QStringLiteral("t.key"), QByteArray(reinterpret_cast<const char*>(secret->u8()), qsizetype(secret->size())));
    cli.put(QStringLiteral("t.pem"), teller.holder().toPem());
    cli.put(QStringLiteral("content"), kContent);
    QVERIFY(cli.run(QStringLiteral("cms -sign -binary -md sha1 -in content -signer t.pem -inkey t.key -keyform DER "
                                   "-outform DER -out s.der")));
    const auto read = pki::SignedData::read(cli.get(QStringLiteral("s.der")));
    QCOMPARE(nameOf(read->verifyDetached(kContent)[0].reason), nameOf(SignatureReason::AlgorithmRefused));
}

void TestSigning::aFaultyTokenIsNoticed()
{
    const auto& demo = test::demoPki();
    WrongSigner wrong(demo.signature(DemoPerson::Teller), demo.signature(DemoPerson::Supervisor).certificate());
    const auto cms = pki::signContent(kContent, ContentPlace::Detached, {&wrong});
    QCOMPARE(cms.error().code.toString(), QStringLiteral("pki.signature-unusable"));
    QCOMPARE(cms.error().kind, ErrorKind::DeviceFault);
}

void TestSigning::aGostKeyIsSentToTheAdapter()
{
    const pki::SoftwareKey key = test::demoPki().signature(DemoPerson::Teller);
    QByteArray der = key.certificate();
    der.replace(QByteArray::fromHex("301306072a8648ce3d020106082a8648ce3d030107"),
        QByteArray::fromHex("301306092a830e030a010102020406000000000000"));
    WrongSigner gost(key, der);
    const auto cms = pki::signContent(kContent, ContentPlace::Detached, {&gost});
    QCOMPARE(cms.error().code.toString(), QStringLiteral("pki.signing-key-unsupported"));
}

void TestSigning::trailingZerosAreTakenOnlyWhereAllowed()
{
    pki::SoftwareKey key = test::demoPki().signature(DemoPerson::Teller);
    const auto cms = pki::signContent(kContent, ContentPlace::Detached, {&key});
    const QByteArray padded = *cms + QByteArray(100, '\0');
    QVERIFY(!pki::SignedData::read(padded));
    const auto read = pki::SignedData::read(padded, {}, pki::TrailingZeros::Allowed);
    QVERIFY(read);
    QCOMPARE(read->der(), *cms);
    QVERIFY(!pki::SignedData::read(padded + 'x', {}, pki::TrailingZeros::Allowed));
}

void TestSigning::limitsHold()
{
    pki::SoftwareKey one = test::demoPki().signature(DemoPerson::OfficerOne);
    pki::SoftwareKey two = test::demoPki().signature(DemoPerson::OfficerTwo);
    const auto cms = pki::signContent(kContent, ContentPlace::Attached, {&one, &two});
    const QString tooLarge = QStringLiteral("pki.signed-data-too-large");
    QCOMPARE(pki::SignedData::read(*cms, {.maxBytes = 100}).error().code.toString(), tooLarge);
    QCOMPARE(pki::SignedData::read(*cms, {.maxSigners = 1}).error().code.toString(), tooLarge);
    QCOMPARE(pki::SignedData::read(*cms, {.maxCertificates = 1}).error().code.toString(), tooLarge);
    QCOMPARE(
        pki::SignedData::read("not a signature").error().code.toString(), QStringLiteral("pki.signed-data-unreadable"));
    for (qsizetype size = 0; size < cms->size(); size += 7)
        QVERIFY(!pki::SignedData::read(cms->first(size)));
}

void TestSigning::stampsAreCarried()
{
    pki::SoftwareKey key = test::demoPki().signature(DemoPerson::Teller);
    const auto cms = pki::signContent(kContent, ContentPlace::Detached, {&key});
    const QByteArray token = QByteArray::fromHex("3003020101");
    const auto stamped = pki::addSignatureTimeStamp(*cms, 0, token);
    QVERIFY(stamped);
    const auto results = pki::SignedData::read(*stamped)->verifyDetached(kContent);
    QVERIFY(results[0].isGood());
    QCOMPARE(results[0].timeStampToken, token);
    QVERIFY(!pki::addSignatureTimeStamp(*cms, 1, token));
}

QTEST_GUILESS_MAIN(TestSigning)
#include "tst_signing.moc"
