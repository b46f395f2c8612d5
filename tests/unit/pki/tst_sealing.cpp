#include "demoworld.h"
#include "opensslcli.h"

#include <pki/sealing.h>

#include <QTest>

using namespace tirkeu;
using simulation::DemoPerson;

class TestSealing : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sealsAndOpens_data();
    void sealsAndOpens();
    void theOpensslProgramOpensIt_data();
    void theOpensslProgramOpensIt();
    void opensWhatTheOpensslProgramSealed();
    void eachRecipientOpens();
    void everyBentByteIsNoticed();
    void aShortenedTagIsRefused();
    void weakWrappingIsTakenOnlyWhereAllowed();
    void refusesWhatCannotReceive();
    void aSecretStaysSecret();
    void limitsHold();
};

namespace {

const QByteArray kContent = QByteArray("Құпия мазмұн ").repeated(1000);

pki::SoftwareKey keyOf(pki::NewKey kind)
{
    simulation::DemoProfile profile = test::demoPki().authenticationProfile(DemoPerson::Teller);
    profile.key = kind;
    const bool rsa = kind == pki::NewKey::Rsa2048 || kind == pki::NewKey::Rsa3072;
    profile.keyUses = pki::KeyUse::DigitalSignature | (rsa ? pki::KeyUse::KeyEncipherment : pki::KeyUse::KeyAgreement);
    profile.serial = {};
    return test::demoPki().national().issue(profile).value();
}

void addKinds()
{
    QTest::addColumn<pki::NewKey>("kind");
    QTest::newRow("RSA-2048") << pki::NewKey::Rsa2048;
    QTest::newRow("P-256") << pki::NewKey::EcP256;
    QTest::newRow("P-384") << pki::NewKey::EcP384;
}

void putKey(test::OpensslCli& cli, const pki::SoftwareKey& key)
{
    const auto secret = key.toPkcs8();
    cli.put(
        QStringLiteral("r.key"), QByteArray(reinterpret_cast<const char*>(secret->u8()), qsizetype(secret->size())));
    cli.put(QStringLiteral("r.pem"), key.holder().toPem());
}

} // namespace

void TestSealing::sealsAndOpens_data()
{
    addKinds();
}

void TestSealing::sealsAndOpens()
{
    QFETCH(pki::NewKey, kind);
    pki::SoftwareKey key = keyOf(kind);
    for (const QByteArray& content : {kContent, QByteArray(), QByteArray("1")}) {
        const auto sealed = pki::seal(content, {key.holder()});
        QVERIFY(sealed);
        QVERIFY(content.isEmpty() || content.size() < 10 || !sealed->contains(content.first(10)));
        QVERIFY(*pki::isSealedFor(*sealed, key.holder()));
        const auto opened = pki::open(*sealed, key);
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().detail));
        QCOMPARE(*opened, content);
    }
    pki::SoftwareKey other = keyOf(kind);
    const auto sealed = pki::seal(kContent, {key.holder()});
    QCOMPARE(pki::open(*sealed, other).error().code.toString(), QStringLiteral("pki.envelope-not-for-this-key"));
    QVERIFY(!*pki::isSealedFor(*sealed, other.holder()));
}

void TestSealing::theOpensslProgramOpensIt_data()
{
    addKinds();
}

void TestSealing::theOpensslProgramOpensIt()
{
    QFETCH(pki::NewKey, kind);
    const pki::SoftwareKey key = keyOf(kind);
    test::OpensslCli cli;
    putKey(cli, key);
    cli.put(QStringLiteral("e.der"), *pki::seal(kContent, {key.holder()}));
    const QString decrypt = QStringLiteral("cms -decrypt -binary -inform DER -in e.der -recip r.pem -inkey r.key "
                                           "-keyform DER -out out");
    QVERIFY2(cli.run(decrypt), cli.output.constData());
    QCOMPARE(cli.get(QStringLiteral("out")), kContent);
    QVERIFY(cli.run(QStringLiteral("cms -cmsout -print -inform DER -in e.der")));
    QVERIFY(cli.output.contains("aes-256-gcm"));
    if (kind == pki::NewKey::Rsa2048)
        QVERIFY(cli.output.contains("rsaesOaep"));
    else
        QVERIFY(cli.output.contains("dhSinglePass-stdDH-sha256kdf-scheme"));
    cli.put(QStringLiteral("e.der"), test::bent(*pki::seal(kContent, {key.holder()}), -1));
    QVERIFY(!cli.run(decrypt));
}

void TestSealing::opensWhatTheOpensslProgramSealed()
{
    test::OpensslCli cli;
    cli.put(QStringLiteral("content"), kContent);
    pki::SoftwareKey rsa = keyOf(pki::NewKey::Rsa2048);
    putKey(cli, rsa);
    const QString encrypt =
        QStringLiteral("cms -encrypt -binary -aes-256-gcm -in content -outform DER -out e.der -recip r.pem");
    const QString oaep =
        QStringLiteral(" -keyopt rsa_padding_mode:oaep -keyopt rsa_oaep_md:sha256 -keyopt rsa_mgf1_md:");
    QVERIFY2(cli.run(encrypt + oaep + QStringLiteral("sha256")), cli.output.constData());
    QCOMPARE(*pki::open(cli.get(QStringLiteral("e.der")), rsa), kContent);
    // Another digest inside the padding, or no OAEP at all, is not what was agreed.
    QVERIFY(cli.run(encrypt + oaep + QStringLiteral("sha1")));
    QVERIFY(!pki::open(cli.get(QStringLiteral("e.der")), rsa));
    QVERIFY(cli.run(encrypt));
    QCOMPARE(pki::open(cli.get(QStringLiteral("e.der")), rsa).error().code.toString(),
        QStringLiteral("pki.envelope-scheme-refused"));

    for (const pki::NewKey kind : {pki::NewKey::EcP256, pki::NewKey::EcP384}) {
        pki::SoftwareKey ec = keyOf(kind);
        putKey(cli, ec);
        for (const char* digest : {"sha256", "sha384", "sha512"}) {
            QVERIFY2(cli.run(encrypt + QStringLiteral(" -keyopt ecdh_kdf_md:") + QLatin1StringView(digest)),
                cli.output.constData());
            const auto opened = pki::open(cli.get(QStringLiteral("e.der")), ec);
            QVERIFY2(opened, digest);
            QCOMPARE(*opened, kContent);
        }
        QVERIFY(cli.run(encrypt)); // derives with SHA-1
        QVERIFY(!pki::open(cli.get(QStringLiteral("e.der")), ec));
    }
    pki::SoftwareKey ec = keyOf(pki::NewKey::EcP256);
    putKey(cli, ec);
    QVERIFY(cli.run(QStringLiteral("cms -encrypt -binary -aes-256-cbc -in content -outform DER -out e.der -recip r.pem "
                                   "-keyopt ecdh_kdf_md:sha256")));
    QCOMPARE(pki::open(cli.get(QStringLiteral("e.der")), ec).error().code.toString(),
        QStringLiteral("pki.envelope-unreadable"));
}

void TestSealing::eachRecipientOpens()
{
    QList<pki::SoftwareKey> keys{keyOf(pki::NewKey::Rsa2048), keyOf(pki::NewKey::EcP256), keyOf(pki::NewKey::EcP384)};
    const auto sealed = pki::seal(kContent, {keys[0].holder(), keys[1].holder(), keys[2].holder()});
    QVERIFY(sealed);
    for (pki::SoftwareKey& key : keys)
        QCOMPARE(*pki::open(*sealed, key), kContent);
}

void TestSealing::everyBentByteIsNoticed()
{
    for (const pki::NewKey kind : {pki::NewKey::EcP256, pki::NewKey::EcP384}) {
        pki::SoftwareKey key = keyOf(kind);
        const QByteArray content("short");
        const auto sealed = pki::seal(content, {key.holder()});
        int opened = 0;
        for (qsizetype i = 0; i < sealed->size(); ++i) {
            const auto result = pki::open(test::bent(*sealed, i), key);
            QVERIFY(!result || *result == content);
            opened += result ? 1 : 0;
        }
        // Versions, the content's type and the originator's algorithm mean nothing to the opening.
        QVERIFY2(opened < 40, qPrintable(QString::number(opened)));
        for (qsizetype size = 0; size < sealed->size(); ++size)
            QVERIFY(!pki::open(sealed->first(size), key));
        QVERIFY(!pki::open(*sealed + '\0', key));
    }
}

void TestSealing::aShortenedTagIsRefused()
{
    // The forgery that OpenSSL accepted below 3.0.21: a tag of fewer bytes, and parameters that say so.
    pki::SoftwareKey key = keyOf(pki::NewKey::EcP256);
    QByteArray sealed = *pki::seal(QByteArray(100, 'x'), {key.holder()});
    QCOMPARE(sealed.count(QByteArray::fromHex("020110")), 1);
    sealed.replace(QByteArray::fromHex("020110"), QByteArray::fromHex("020104"));
    QCOMPARE(pki::open(sealed, key).error().code.toString(), QStringLiteral("pki.envelope-unreadable"));
}

void TestSealing::weakWrappingIsTakenOnlyWhereAllowed()
{
    pki::SoftwareKey key = keyOf(pki::NewKey::Rsa2048);
    const auto sealed = pki::seal(kContent, {key.holder()}, pki::RsaWrap::Pkcs1);
    QVERIFY(sealed);
    QCOMPARE(pki::open(*sealed, key).error().code.toString(), QStringLiteral("pki.envelope-scheme-refused"));
    const auto opened = pki::open(*sealed, key, {.weakestRsa = pki::RsaWrap::Pkcs1});
    QVERIFY(opened);
    QCOMPARE(*opened, kContent);
}

void TestSealing::refusesWhatCannotReceive()
{
    const auto sealed = pki::seal(kContent, {test::demoPki().signature(DemoPerson::Teller).holder()});
    QCOMPARE(sealed.error().code.toString(), QStringLiteral("pki.recipient-refused"));
    QVERIFY(!pki::seal(kContent, {}));
}

void TestSealing::aSecretStaysSecret()
{
    pki::SoftwareKey key = keyOf(pki::NewKey::EcP256);
    const QByteArray dataKey(32, 'k');
    const auto sealed = pki::seal(dataKey, {key.holder()});
    const auto secret = pki::openSecret(*sealed, key);
    QVERIFY(secret);
    QVERIFY(secret->equals(std::as_bytes(std::span(dataKey.constData(), 32))));
}

void TestSealing::limitsHold()
{
    pki::SoftwareKey key = keyOf(pki::NewKey::EcP256);
    const auto sealed = pki::seal(kContent, {key.holder()});
    QCOMPARE(
        pki::open(*sealed, key, {.maxBytes = 1000}).error().code.toString(), QStringLiteral("pki.envelope-too-large"));
    QVERIFY(!pki::open("rubbish", key));
    QVERIFY(!pki::isSealedFor({}, key.holder()));
}

QTEST_GUILESS_MAIN(TestSealing)
#include "tst_sealing.moc"
