#include "support/fakeclock.h"
#include "support/testfiles.h"

#include <pki/sealing.h>
#include <simulation_pki/demopki.h>

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace tirkeu;
using namespace std::chrono_literals;
using simulation::DemoKeys;
using simulation::DemoPerson;
using simulation::DemoPki;

class TestDemoPki : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everybodyIsTrusted_data();
    void everybodyIsTrusted();
    void theFolderIsSharedAndKept();
    void keysAreReadableByTheirOwnerAlone();
    void aDamagedFolderIsReplaced();
    void aTokensOwnKeyIsCertified();
    void serialNumbersStayTheSame();

private:
    test::FakeClock m_clock;
};

void TestDemoPki::everybodyIsTrusted_data()
{
    QTest::addColumn<DemoKeys>("keys");
    QTest::newRow("elliptic") << DemoKeys::Ec;
    QTest::newRow("as the national centre") << DemoKeys::NationalStyle;
}

void TestDemoPki::everybodyIsTrusted()
{
    QFETCH(DemoKeys, keys);
    const auto demo = DemoPki::make({.now = m_clock.wall(), .keys = keys});
    QVERIFY(demo);
    using pki::CertificateUse;
    const auto good = [&](const pki::TrustStore& trust, const pki::SoftwareKey& key, CertificateUse use) {
        const auto verdict = trust.check(key.holder(), m_clock.wall(), use);
        return verdict.isTrusted();
    };
    const pki::TrustStore national = demo->nationalTrust();
    for (const DemoPerson person : {DemoPerson::Teller, DemoPerson::SecondTeller, DemoPerson::Supervisor,
             DemoPerson::BranchIt, DemoPerson::OfficerOne, DemoPerson::OfficerTwo, DemoPerson::Client}) {
        pki::SoftwareKey auth = demo->authentication(person);
        QVERIFY(good(national, auth, CertificateUse::Authentication));
        QVERIFY(good(national, auth, CertificateUse::KeyUnwrapping));
        QVERIFY(good(national, demo->signature(person), CertificateUse::DocumentSignature));
        QCOMPARE(auth.holder().subject().iin, demo->signature(person).holder().subject().iin);
        QVERIFY(auth.holder().keyKind() == (keys == DemoKeys::Ec ? pki::KeyKind::EcP256 : pki::KeyKind::Rsa));
        const auto sealed = pki::seal("data key", {auth.holder()});
        QCOMPARE(*pki::open(*sealed, auth), "data key");
    }
    QVERIFY(good(national, demo->bankSeal(), CertificateUse::DocumentSignature));
    QVERIFY(good(national, demo->timeStamping(), CertificateUse::TimeStamping));
    QVERIFY(good(national, demo->nationalOcsp(), CertificateUse::OcspSigning));
    QVERIFY(good(demo->bankTrust(), demo->bankOcsp(), CertificateUse::OcspSigning));
    QVERIFY(good(demo->bankTrust(), demo->workstation(), CertificateUse::Authentication));
    QVERIFY(good(demo->bankTrust(), demo->gateway(), CertificateUse::TlsServer));
    QVERIFY(good(demo->bankTrust(), demo->gateway(), CertificateUse::KeyUnwrapping));
    QVERIFY(good(demo->vendorTrust(), demo->scanner(), CertificateUse::Any));
    QVERIFY(!good(demo->bankTrust(), demo->scanner(), CertificateUse::Any));
}

void TestDemoPki::theFolderIsSharedAndKept()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("demo"));
    const auto first = DemoPki::open(path, {.now = m_clock.wall()});
    QVERIFY(first);
    QElapsedTimer timer;
    timer.start();
    const auto again = DemoPki::open(path, {.now = m_clock.wall() + 24h});
    QVERIFY(again);
    QCOMPARE(again->signature(DemoPerson::Teller).holder(), first->signature(DemoPerson::Teller).holder());
    QCOMPARE(again->national().certificate(), first->national().certificate());
    QCOMPARE(again->national().addresses().ocsp, first->national().addresses().ocsp);
    // Soon out of date, or for another address: made anew.
    const auto later = DemoPki::open(path, {.now = m_clock.wall() + 24h * 330});
    QVERIFY(later->signature(DemoPerson::Teller).holder() != first->signature(DemoPerson::Teller).holder());
    const auto moved = DemoPki::open(
        path, {.now = m_clock.wall() + 24h * 330, .services = QUrl(QStringLiteral("http://127.0.0.1:2"))});
    QCOMPARE(moved->signature(DemoPerson::Teller).holder().ocspUrls()[0].port(), 2);
}

void TestDemoPki::keysAreReadableByTheirOwnerAlone()
{
    QTemporaryDir folder;
    QVERIFY(DemoPki::open(folder.path(), {.now = m_clock.wall()}));
    const QFileInfoList keys = QDir(folder.path()).entryInfoList({QStringLiteral("*.key")});
    QVERIFY(keys.size() > 20);
    for (const QFileInfo& key : keys)
        QVERIFY(!(key.permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther)));
}

void TestDemoPki::aDamagedFolderIsReplaced()
{
    QTemporaryDir folder;
    const auto first = DemoPki::open(folder.path(), {.now = m_clock.wall()});
    test::writeFile(folder.filePath(QStringLiteral("teller-sign.key")), "damaged");
    QCOMPARE(DemoPki::load(folder.path()).error().code.toString(), QStringLiteral("pki.key-unreadable"));
    QVERIFY(DemoPki::open(folder.path(), {.now = m_clock.wall()}));
    QVERIFY(DemoPki::load(folder.path()));
    QVERIFY(QFile::remove(folder.filePath(QStringLiteral("demo.json"))));
    QCOMPARE(DemoPki::load(folder.path()).error().code.toString(), QStringLiteral("demo.folder-unreadable"));
}

void TestDemoPki::aTokensOwnKeyIsCertified()
{
    const auto demo = DemoPki::make({.now = m_clock.wall()});
    // As if it had been generated on a token, and only its public half were known.
    const pki::SoftwareKey onToken = demo->workstation();
    const auto certificate =
        demo->national().certify(demo->signatureProfile(DemoPerson::Teller), onToken.holder().publicKey());
    QVERIFY(certificate);
    QCOMPARE(certificate->publicKey(), onToken.holder().publicKey());
    QVERIFY(
        demo->nationalTrust().check(*certificate, m_clock.wall(), pki::CertificateUse::DocumentSignature).isTrusted());
    QCOMPARE(demo->national().certify({}, "no key").error().code.toString(), QStringLiteral("demo.key-not-usable"));
}

void TestDemoPki::serialNumbersStayTheSame()
{
    const auto one = DemoPki::make({.now = m_clock.wall()});
    const auto two = DemoPki::make({.now = m_clock.wall()});
    QCOMPARE(one->signature(DemoPerson::Teller).holder().serialNumber(),
        two->signature(DemoPerson::Teller).holder().serialNumber());
    QVERIFY(one->signature(DemoPerson::Teller).holder().serialNumber() !=
            one->authentication(DemoPerson::Teller).holder().serialNumber());
}

QTEST_GUILESS_MAIN(TestDemoPki)
#include "tst_demopki.moc"
