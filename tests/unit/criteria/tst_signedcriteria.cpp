#include "criteria/democriteria.h"
#include "support/fakeclock.h"

#include <core/json.h>
#include <pki/signing.h>

#include <QTest>

using namespace tirkeu;
using namespace tirkeu::criteria;
using simulation::DemoPerson;

// BIO-4: two officers, or nothing.
class TestSignedCriteria : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void twoOfficersSignOneAfterTheOther();
    void oneSignatureIsNotEnough();
    void onePersonTwiceIsOne();
    void aThirdSignatureHasToHoldToo();
    void somebodyElsesSignatureIsRefused();
    void changedContentIsRefused();
    void anotherAuthorityIsRefused();
    void anExpiredCertificateCannotSignBackdated();
    void theTimeOfSigningMattersLater();
    void weakCriteriaAreNotEvenSigned();
    void whatIsNoCmsIsRefused_data();
    void whatIsNoCmsIsRefused();

private:
    [[nodiscard]] QString judge(const QByteArray& bytes) const
    {
        const auto verified =
            verifyCriteria(bytes, test::demoOfficers(), test::demoPki().nationalTrust(), m_clock.wall());
        return verified ? QStringLiteral("good") : verified.error().code.toString();
    }
    [[nodiscard]] static pki::SoftwareKey key(DemoPerson person) { return test::demoPki().signature(person); }

    test::FakeClock m_clock;
    QByteArray m_json = core::writeJson(test::demoCriteria());
};

void TestSignedCriteria::twoOfficersSignOneAfterTheOther()
{
    const QByteArray bytes = test::signedByBoth(test::demoCriteria(), m_clock.wall());
    const auto verified = verifyCriteria(bytes, test::demoOfficers(), test::demoPki().nationalTrust(), m_clock.wall());
    QVERIFY2(verified, verified ? "" : qPrintable(verified.error().code.toString() + verified.error().detail));
    QCOMPARE(verified->json, m_json);
    QCOMPARE(verified->signedBytes, bytes);
    QCOMPARE(verified->signers.size(), 2);
    QCOMPARE(verified->signedAt, m_clock.wall());
    QCOMPARE(*criteriaContent(bytes), m_json);
    // And these criteria name the same officers for the next version.
    QCOMPARE(Officers::of(verified->criteria).people, test::demoOfficers().people);
}

void TestSignedCriteria::oneSignatureIsNotEnough()
{
    pki::SoftwareKey one = key(DemoPerson::OfficerOne);
    QCOMPARE(
        judge(signCriteria(m_json, one, m_clock.wall()).value()), QStringLiteral("criteria.two-signatures-needed"));
}

void TestSignedCriteria::onePersonTwiceIsOne()
{
    pki::SoftwareKey one = key(DemoPerson::OfficerOne);
    const QByteArray once = signCriteria(m_json, one, m_clock.wall()).value();
    QCOMPARE(addCriteriaSignature(once, one, m_clock.wall()).error().code.toString(),
        QStringLiteral("criteria.signed-already"));

    // A second certificate does not make a second person.
    simulation::DemoProfile profile = test::demoPki().signatureProfile(DemoPerson::OfficerOne);
    profile.serial = "second";
    const auto issued = test::demoPki().national().issue(profile);
    QVERIFY(issued);
    pki::SoftwareKey other = *issued;
    const Officers officers = Officers::of(QList<pki::Certificate>{one.holder(), other.holder()});
    QCOMPARE(addCriteriaSignature(once, other, m_clock.wall()).error().code.toString(),
        QStringLiteral("criteria.signed-already"));
    // Somebody who adds it by other means gains nothing.
    const auto both = pki::addSignature(once, other, {.signingTime = m_clock.wall()});
    QVERIFY(both);
    const auto verified = verifyCriteria(*both, officers, test::demoPki().nationalTrust(), m_clock.wall());
    QCOMPARE(verified.error().code.toString(), QStringLiteral("criteria.two-signatures-needed"));
}

void TestSignedCriteria::aThirdSignatureHasToHoldToo()
{
    pki::SoftwareKey teller = key(DemoPerson::Teller);
    const QByteArray bytes = test::signedByBoth(test::demoCriteria(), m_clock.wall());
    QCOMPARE(judge(bytes), QStringLiteral("good"));
    QCOMPARE(
        judge(addCriteriaSignature(bytes, teller, m_clock.wall()).value()), QStringLiteral("criteria.signer-unknown"));
}

void TestSignedCriteria::somebodyElsesSignatureIsRefused()
{
    pki::SoftwareKey one = key(DemoPerson::OfficerOne);
    pki::SoftwareKey supervisor = key(DemoPerson::Supervisor);
    const QByteArray once = signCriteria(m_json, one, m_clock.wall()).value();
    QCOMPARE(judge(addCriteriaSignature(once, supervisor, m_clock.wall()).value()),
        QStringLiteral("criteria.signer-unknown"));
}

void TestSignedCriteria::changedContentIsRefused()
{
    QByteArray bytes = test::signedByBoth(test::demoCriteria(), m_clock.wall());
    const qsizetype at = bytes.indexOf("\"samplePercent\":5");
    QVERIFY(at > 0);
    bytes[at + 16] = '4';
    QCOMPARE(judge(bytes), QStringLiteral("criteria.signature-wrong"));
    pki::SoftwareKey two = key(DemoPerson::OfficerTwo);
    QCOMPARE(addCriteriaSignature(bytes, two, m_clock.wall()).error().code.toString(),
        QStringLiteral("criteria.signature-wrong"));
}

void TestSignedCriteria::anotherAuthorityIsRefused()
{
    const QByteArray bytes = test::signedByBoth(test::demoCriteria(), m_clock.wall());
    const auto verified = verifyCriteria(bytes, test::demoOfficers(), test::demoPki().bankTrust(), m_clock.wall());
    QCOMPARE(verified.error().code.toString(), QStringLiteral("criteria.signer-untrusted"));
}

void TestSignedCriteria::anExpiredCertificateCannotSignBackdated()
{
    const QByteArray bytes = test::signedByBoth(test::demoCriteria(), m_clock.wall());
    m_clock.advance(std::chrono::hours(24 * 400));
    QCOMPARE(judge(bytes), QStringLiteral("criteria.signer-untrusted"));
    m_clock = test::FakeClock();
    QCOMPARE(judge(test::signedByBoth(test::demoCriteria(), m_clock.wall() + std::chrono::hours(1))),
        QStringLiteral("criteria.signing-time-wrong"));
}

void TestSignedCriteria::theTimeOfSigningMattersLater()
{
    // What was accepted once is read again when the officers' certificates have ended.
    const QByteArray bytes = test::signedByBoth(test::demoCriteria(), m_clock.wall());
    const auto later = m_clock.wall() + std::chrono::hours(24 * 400);
    QVERIFY(verifyCriteria(bytes, test::demoOfficers(), test::demoPki().nationalTrust(), later, ChainTime::AtSigning));
}

void TestSignedCriteria::weakCriteriaAreNotEvenSigned()
{
    const QByteArray weak = core::writeJson(test::changed(test::demoCriteria(), QStringLiteral("attempts.face"), 5));
    pki::SoftwareKey one = key(DemoPerson::OfficerOne);
    pki::SoftwareKey two = key(DemoPerson::OfficerTwo);
    QCOMPARE(
        signCriteria(weak, one, m_clock.wall()).error().code.toString(), QStringLiteral("criteria.attempts-above-law"));
    // Signed by other means, they are refused all the same.
    const QByteArray bytes =
        pki::signContent(weak, pki::ContentPlace::Attached, {&one, &two}, {.signingTime = m_clock.wall()}).value();
    QCOMPARE(judge(bytes), QStringLiteral("criteria.attempts-above-law"));
    QCOMPARE(addCriteriaSignature(bytes, one, m_clock.wall()).error().code.toString(),
        QStringLiteral("criteria.attempts-above-law"));
}

void TestSignedCriteria::whatIsNoCmsIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray good = test::signedByBoth(test::demoCriteria(), m_clock.wall());
    pki::SoftwareKey one = key(DemoPerson::OfficerOne);
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("the draft") << m_json;
    QTest::newRow("cut off") << good.first(good.size() / 2);
    QTest::newRow("something after it") << good + "x";
    QTest::newRow("detached")
        << pki::signContent(m_json, pki::ContentPlace::Detached, {&one}, {.signingTime = m_clock.wall()}).value();
}

void TestSignedCriteria::whatIsNoCmsIsRefused()
{
    QFETCH(QByteArray, bytes);
    QCOMPARE(judge(bytes), QStringLiteral("criteria.not-signed"));
}

QTEST_GUILESS_MAIN(TestSignedCriteria)
#include "tst_signedcriteria.moc"
