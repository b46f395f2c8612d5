#include "referencebench.h"

#include "support/scriptedgateway.h"

#include <core/hashing.h>
#include <pki/certificaterequest.h>
#include <pki/signing.h>
#include <sync/renewal.h>

#include <QDir>
#include <QFile>
#include <QTest>

#include <thread>
#include <utility>

using namespace tirkeu;
using namespace std::chrono_literals;
using sync::KeyFolder;
using sync::Renewed;
using wire::Problem;

namespace {
/// The bank's authority as the gateway asks it; a test may make it fail or lie.
class Issuer final : public reference::CertificateIssuer
{
public:
    explicit Issuer(test::ReferenceBench& bench)
        : m_bench(bench)
    {
    }
    [[nodiscard]] Result<pki::Certificate> issue(const pki::Certificate& present, QByteArrayView request) override
    {
        ++issued;
        if (isDown)
            return failure(ErrorCode("pki.certificate-not-issued"), ErrorKind::ServiceFault);
        if (const auto now = std::exchange(meanwhile, {}))
            now();
        const auto asked = pki::readRequest(request);
        if (!asked)
            return failure(asked);
        const core::WallTime now = m_bench.vault.clock.wall();
        return pki::certifyAgain(
            m_bench.pki.bank().key(), present, otherKey.value_or(asked->publicKey), {now, now + 24h * 365});
    }
    int issued = 0;
    bool isDown = false;
    std::function<void()> meanwhile; ///< once, as long as it is asked
    std::optional<QByteArray> otherKey;

private:
    test::ReferenceBench& m_bench;
};
} // namespace

/// A workstation's certificate is followed by the next before it ends: through the line, for a key made at the
/// workstation, and everything goes on under it.
class TestRenewal : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void itIsRenewedBeforeItEnds();
    void aLostAnswerBringsTheSameCertificate();
    void aKeyThatHasItsCertificateWaitsNoMore();
    void tooEarlyForTheBankIsNoFault();
    void whatItSendsUnderTheNextIsTaken();
    void theFirstFallsAndAllThatFollowFall_data();
    void theFirstFallsAndAllThatFollowFall();
    void whatIsNotAskedRightlyIsRefused_data();
    void whatIsNotAskedRightlyIsRefused();
    void aSecondFollowerIsTold();
    void theWorkstationBelievesNoOtherCertificate_data();
    void theWorkstationBelievesNoOtherCertificate();
    void anIssuerThatIsAwayIsAskedAgain();
    void whoComesWhileItIsAskedComesAgain();

private:
    /// As the workstation asks; the key goes nowhere else.
    [[nodiscard]] QByteArray asked(pki::SoftwareKey signer, const pki::Certificate& name)
    {
        const auto key = pki::SoftwareKey::generate(pki::NewKey::EcP256);
        const auto request = pki::makeRequest(*key, name);
        return *pki::signContent(*request, pki::ContentPlace::Attached, {&signer});
    }
    [[nodiscard]] Result<Renewed> renew(const pki::SoftwareKey& present)
    {
        const auto line = m_bench->client(present);
        return sync::renewWhenDue(*line, present, *m_folder, m_bench->pki.bankTrust(), m_bench->vault.clock.wall());
    }
    void advanceTo(std::chrono::hours beforeEnd)
    {
        m_bench->vault.clock.advance(std::chrono::duration_cast<std::chrono::milliseconds>(
            m_bench->workstation.holder().notAfter() - m_bench->vault.clock.wall() - beforeEnd));
    }
    std::unique_ptr<test::ReferenceBench> m_bench;
    std::unique_ptr<Issuer> m_issuer;
    std::unique_ptr<KeyFolder> m_folder;
};

// Of a short life, so that the gateway's own certificate outlasts it.
void TestRenewal::init()
{
    m_folder.reset();
    m_bench = std::make_unique<test::ReferenceBench>();
    m_issuer = std::make_unique<Issuer>(*m_bench);
    m_folder = std::make_unique<KeyFolder>(m_bench->dir.filePath(QStringLiteral("keys")));
    m_bench->renewal = {m_issuer.get(), 24h * 30};
    auto first = m_bench->pki.bank().issue({.commonName = QStringLiteral("ws-almaty-3-07"),
        .organisation = QStringLiteral("Bank"),
        .keyUses = pki::KeyUse::DigitalSignature | pki::KeyUse::KeyAgreement,
        .extendedUses = {QStringLiteral("1.3.6.1.5.5.7.3.2")},
        .from = m_bench->vault.clock.wall() - 1h,
        .until = m_bench->vault.clock.wall() + 24h * 90});
    VERIFY_RESULT(first);
    m_bench->workstation = *first;
    m_bench->vault.workstation = *first;
    VERIFY_RESULT(m_bench->start());
    criteria::Criteria criteria = *m_bench->book.criteria;
    for (criteria::Workstation& one : criteria.workstations)
        one.certificates = {first->holder().fingerprint()};
    m_bench->book.criteria = std::make_shared<criteria::Criteria>(criteria);
}

void TestRenewal::itIsRenewedBeforeItEnds()
{
    const auto early = renew(m_bench->workstation);
    VERIFY_RESULT(early);
    QVERIFY(*early == Renewed::NotDue);
    QCOMPARE(m_issuer->issued, 0);
    advanceTo(24h * 29);
    const auto done = renew(m_bench->workstation);
    VERIFY_RESULT(done);
    QVERIFY(*done == Renewed::Kept);
    const auto next = m_folder->newest();
    VERIFY_RESULT(next);
    QVERIFY(next->has_value());
    const pki::Certificate& now = (*next)->holder();
    const pki::Certificate& before = m_bench->workstation.holder();
    QCOMPARE(now.subject().der, before.subject().der);
    QVERIFY(now.publicKey() != before.publicKey());
    QVERIFY(now.notAfter() > before.notAfter());
    QVERIFY(now.isFitFor(pki::CertificateUse::Authentication));
    QCOMPARE(now.extendedUses(), before.extendedUses());
    QVERIFY(m_folder->waiting()->isEmpty());
    QVERIFY(*renew(m_bench->workstation) == Renewed::NotDue); // it is here, for the next start
    QCOMPARE(m_issuer->issued, 1);
    QVERIFY(m_bench->client(**next)->hello());
    QCOMPARE(m_bench->client(**next)->hello()->workstation, QStringLiteral("ws-almaty-3-07"));
    for (const QString& name :
        QDir(m_bench->dir.filePath(QStringLiteral("keys"))).entryList({QStringLiteral("*.key")}, QDir::Files))
        QCOMPARE(QFile::permissions(m_bench->dir.filePath(QStringLiteral("keys/")) + name) &
                     (QFile::ReadGroup | QFile::ReadOther),
            QFile::Permissions());
    // And the next but one, long after the first has ended.
    m_bench->vault.clock.advance(24h * 340);
    const auto third = renew(**next);
    VERIFY_RESULT(third);
    QVERIFY(*third == Renewed::Kept);
    QVERIFY(m_bench->client(**m_folder->newest())->hello());
}

void TestRenewal::aLostAnswerBringsTheSameCertificate()
{
    advanceTo(24h * 20);
    const QByteArray request = asked(m_bench->workstation, m_bench->workstation.holder());
    const auto first = m_bench->client()->renewCertificate(request);
    QVERIFY(first);
    const auto again = m_bench->client()->renewCertificate(request);
    QVERIFY(again);
    QCOMPARE(*again, *first);
    QCOMPARE(m_issuer->issued, 1);
    // Cut off after it was asked and before it was kept: the same key is asked for again.
    const auto key = pki::SoftwareKey::generate(pki::NewKey::EcP256);
    VERIFY_RESULT(m_folder->keepWaiting(*key));
    QVERIFY(*renew(m_bench->workstation) == Renewed::Kept);
    QCOMPARE((*m_folder->newest())->holder().publicKey(),
        pki::readRequest(*pki::makeRequest(*key, m_bench->workstation.holder()))->publicKey);
}

// Cut off when the certificate was kept and the key was not yet taken from where it waited.
void TestRenewal::aKeyThatHasItsCertificateWaitsNoMore()
{
    advanceTo(24h * 20);
    const auto key = pki::SoftwareKey::generate(pki::NewKey::EcP256);
    VERIFY_RESULT(key);
    VERIFY_RESULT(m_folder->keepWaiting(*key));
    QVERIFY(*renew(m_bench->workstation) == Renewed::Kept);
    const pki::SoftwareKey next = **m_folder->newest();
    VERIFY_RESULT(m_folder->keepWaiting(*key));
    m_bench->vault.clock.advance(24h * 340);
    const auto third = renew(next);
    VERIFY_RESULT(third);
    QVERIFY(*third == Renewed::Kept);
    QVERIFY((*m_folder->newest())->holder().publicKey() != next.holder().publicKey());
}

void TestRenewal::tooEarlyForTheBankIsNoFault()
{
    m_bench->renewal = {m_issuer.get(), 24h * 10};
    VERIFY_RESULT(m_bench->serve());
    advanceTo(24h * 20);
    const auto early = renew(m_bench->workstation);
    VERIFY_RESULT(early);
    QVERIFY(*early == Renewed::NotDue);
    QCOMPARE(m_issuer->issued, 0);
    advanceTo(24h * 9);
    const auto done = renew(m_bench->workstation);
    VERIFY_RESULT(done);
    QVERIFY(*done == Renewed::Kept);
}

void TestRenewal::whatItSendsUnderTheNextIsTaken()
{
    const auto before = m_bench->ordinary();
    VERIFY_RESULT(before);
    const auto sealedBefore = m_bench->seal(*before); // signed with the first, sent under the next
    advanceTo(24h * 20);
    QVERIFY(m_bench->client()->hello());
    QVERIFY(*renew(m_bench->workstation) == Renewed::Kept);
    const pki::SoftwareKey next = **m_folder->newest();
    const auto line = m_bench->client(next);
    const auto old = m_bench->deliver(*line, *sealedBefore);
    QVERIFY2(old, qPrintable(old ? QString() : old.error().code));
    QVERIFY2(old->verdict == wire::Verdict::ChainPending, qPrintable(old->reason));
    const auto after = m_bench->ordinary(test::kOtherIin);
    VERIFY_RESULT(after);
    const auto events = m_bench->shown(*after);
    const auto sealedAfter = m_bench->seal(m_bench->context(*after), after->parts, *events, next);
    VERIFY_RESULT(sealedAfter);
    const auto fresh = m_bench->deliver(*line, *sealedAfter);
    QVERIFY(fresh);
    QVERIFY2(fresh->verdict == wire::Verdict::ChainPending, qPrintable(fresh->reason));
    QVERIFY(m_bench->sendJournal(*line)); // its entries were signed with the first key
    QCOMPARE(m_bench->engine->counts()->pending, 0);
    QCOMPARE(m_bench->engine->counts()->refused, 0);
}

void TestRenewal::theFirstFallsAndAllThatFollowFall_data()
{
    QTest::addColumn<QString>("how");
    for (const char* how : {"revoked", "out of the criteria", "the next revoked"})
        QTest::newRow(how) << QString::fromLatin1(how);
}

void TestRenewal::theFirstFallsAndAllThatFollowFall()
{
    QFETCH(const QString, how);
    advanceTo(24h * 20);
    QVERIFY(*renew(m_bench->workstation) == Renewed::Kept);
    const pki::SoftwareKey next = **m_folder->newest();
    QVERIFY(m_bench->client(next)->hello());
    if (how == u"out of the criteria") {
        criteria::Criteria criteria = *m_bench->book.criteria;
        for (criteria::Workstation& one : criteria.workstations)
            one.certificates.clear();
        m_bench->book.criteria = std::make_shared<criteria::Criteria>(criteria);
    } else {
        const pki::SoftwareKey& fallen = how == u"revoked" ? m_bench->workstation : next;
        VERIFY_RESULT(m_bench->engine->revoke(
            fallen.holder().fingerprint(), QStringLiteral("stolen"), m_bench->vault.clock.wall()));
    }
    const auto refused = m_bench->client(next)->hello();
    QVERIFY(!refused);
    QVERIFY(refused.error().kind == Problem::Kind::NotTrusted);
    // Criteria that name the next by itself need no first.
    if (how == u"the next revoked")
        return;
    criteria::Criteria criteria = *m_bench->book.criteria;
    for (criteria::Workstation& one : criteria.workstations)
        one.certificates = {next.holder().fingerprint()};
    m_bench->book.criteria = std::make_shared<criteria::Criteria>(criteria);
    QVERIFY(m_bench->client(next)->hello());
}

void TestRenewal::whatIsNotAskedRightlyIsRefused_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("code");
    const QString notGood = QStringLiteral("reference.renewal-not-good");
    for (const char* what : {"not signed", "signed by another", "signed by the new key", "another name", "nonsense",
             "no request", "changed"})
        QTest::newRow(what) << QString::fromLatin1(what) << notGood;
    QTest::newRow("the same key") << QStringLiteral("the same key") << QStringLiteral("reference.renewal-key-known");
    QTest::newRow("too early") << QStringLiteral("too early") << QStringLiteral("reference.renewal-too-early");
    QTest::newRow("no issuer") << QStringLiteral("no issuer") << QStringLiteral("reference.renewal-not-offered");
}

void TestRenewal::whatIsNotAskedRightlyIsRefused()
{
    QFETCH(const QString, what);
    QFETCH(const QString, code);
    advanceTo(what == u"too early" ? 24h * 31 : 24h * 20);
    if (what == u"no issuer") {
        m_bench->renewal = {};
        VERIFY_RESULT(m_bench->serve());
    }
    const pki::Certificate& present = m_bench->workstation.holder();
    QByteArray body = asked(m_bench->workstation, present);
    const auto key = pki::SoftwareKey::generate(pki::NewKey::EcP256);
    if (what == u"not signed")
        body = *pki::makeRequest(*key, present);
    if (what == u"signed by another")
        body = asked(m_bench->gatewayKey, present);
    if (what == u"signed by the new key") {
        const QByteArray request = *pki::makeRequest(*key, present);
        const auto certificate = pki::certifyAgain(m_bench->pki.bank().key(), present,
            pki::readRequest(request)->publicKey, {m_bench->vault.clock.wall(), m_bench->vault.clock.wall() + 24h});
        auto itself = pki::SoftwareKey::read({key->u8(), static_cast<qsizetype>(key->size())}, *certificate);
        body = *pki::signContent(request, pki::ContentPlace::Attached, {&*itself});
    }
    if (what == u"another name")
        body = asked(m_bench->workstation, m_bench->gatewayKey.holder());
    if (what == u"nonsense")
        body = "request";
    if (what == u"no request")
        body = *pki::signContent("not a request", pki::ContentPlace::Attached, {&m_bench->workstation});
    if (what == u"changed")
        body.replace(body.indexOf(present.subject().der) + 20, 1, "#"); // in the name that is asked for
    if (what == u"the same key") {
        const auto own = m_bench->workstation.toPkcs8();
        body =
            *pki::signContent(*pki::makeRequest(*own, present), pki::ContentPlace::Attached, {&m_bench->workstation});
    }
    const auto answer = m_bench->client()->renewCertificate(body);
    QVERIFY(!answer);
    QVERIFY(answer.error().kind == Problem::Kind::Refused);
    QCOMPARE(answer.error().code, code);
    QCOMPARE(m_issuer->issued, 0);
}

// Whoever stole a key could ask as its owner does: the second is noticed.
void TestRenewal::aSecondFollowerIsTold()
{
    advanceTo(24h * 20);
    QVERIFY(m_bench->client()->renewCertificate(asked(m_bench->workstation, m_bench->workstation.holder())));
    const auto told = [this] {
        const std::lock_guard lock(m_bench->mutex);
        return m_bench->alarms.contains(QStringLiteral("reference.renewed-again"));
    };
    QVERIFY(!told());
    QVERIFY(m_bench->client()->renewCertificate(asked(m_bench->workstation, m_bench->workstation.holder())));
    QVERIFY(told());
}

void TestRenewal::theWorkstationBelievesNoOtherCertificate_data()
{
    QTest::addColumn<QString>("which");
    for (const char* which : {"for another key", "of another authority", "nonsense", "the present one"})
        QTest::newRow(which) << QString::fromLatin1(which);
}

void TestRenewal::theWorkstationBelievesNoOtherCertificate()
{
    QFETCH(const QString, which);
    advanceTo(24h * 20);
    const core::WallTime now = m_bench->vault.clock.wall();
    const pki::Certificate& present = m_bench->workstation.holder();
    QByteArray answer = "nonsense";
    const auto key = pki::SoftwareKey::generate(pki::NewKey::EcP256);
    VERIFY_RESULT(m_folder->keepWaiting(*key));
    const QByteArray publicKey = pki::readRequest(*pki::makeRequest(*key, present))->publicKey;
    if (which == u"for another key")
        answer =
            pki::certifyAgain(m_bench->pki.bank().key(), present, present.publicKey(), {now, now + 24h * 365})->der();
    if (which == u"of another authority")
        answer = pki::certifyAgain(m_bench->pki.vendor().key(), present, publicKey, {now, now + 24h * 365})->der();
    if (which == u"the present one")
        answer = present.der();
    test::ScriptedGateway gateway(m_bench->gatewayKey, m_bench->vault.clock);
    gateway.renewed = answer;
    const auto renewed = sync::renewWhenDue(gateway, m_bench->workstation, *m_folder, m_bench->pki.bankTrust(), now);
    QVERIFY(!renewed);
    QCOMPARE(renewed.error().code.toString(), QStringLiteral("sync.certificate-not-as-asked"));
    QVERIFY(renewed.error().kind == ErrorKind::SecurityStop);
    QVERIFY(!m_folder->newest()->has_value());
    QVERIFY(!m_folder->waiting()->isEmpty());
}

void TestRenewal::anIssuerThatIsAwayIsAskedAgain()
{
    advanceTo(24h * 20);
    m_issuer->isDown = true;
    const auto failed = renew(m_bench->workstation);
    QVERIFY(!failed);
    QVERIFY(failed.error().kind == ErrorKind::Retry);
    m_issuer->isDown = false;
    m_issuer->otherKey = m_bench->gatewayKey.holder().publicKey(); // it gives out what nobody asked for
    QVERIFY(!renew(m_bench->workstation));
    m_issuer->otherKey.reset();
    QVERIFY(*renew(m_bench->workstation) == Renewed::Kept);
}

void TestRenewal::whoComesWhileItIsAskedComesAgain()
{
    advanceTo(24h * 20);
    const pki::Certificate& present = m_bench->workstation.holder();
    const QByteArray second = asked(m_bench->workstation, present);
    std::optional<Problem> told;
    m_issuer->meanwhile = [&] {
        std::thread([&] {
            const auto answer = m_bench->reference->renewCertificate({present, QStringLiteral("0.1.0")}, second);
            if (!answer)
                told = answer.error();
        }).join();
    };
    QVERIFY(m_bench->client()->renewCertificate(asked(m_bench->workstation, present)));
    QVERIFY(told.has_value());
    QVERIFY(told->kind == Problem::Kind::Later);
    QVERIFY(told->retryAfter.has_value());
    QCOMPARE(m_issuer->issued, 1);
    QVERIFY(m_bench->client()->renewCertificate(second)); // the place is free again
}

QTEST_GUILESS_MAIN(TestRenewal)
#include "tst_renewal.moc"
