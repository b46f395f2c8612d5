#include "bootstrap/fileacknowledgementbook.h"
#include "bootstrap/stafflookup.h"
#include "criteria/democriteria.h"
#include "support/fakeclock.h"
#include "support/testfiles.h"

#include <core/encoding.h>
#include <core/json.h>

#include <QTemporaryDir>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::workstation;
using simulation::DemoPerson;

// Whom the criteria let in, and who has read the rules.
class TestStaffLookup : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theCriteriaSayWhoItIs();
    void theSigningCertificateOpensNothing();
    void anotherBranchIsRefused();
    void whoeverTheCriteriaDoNotNameIsRefused();
    void aRenewedCertificateSaysWhatToDo();
    void theBookKeepsWhoReadWhat();

private:
    [[nodiscard]] static criteria::Criteria demo()
    {
        return criteria::readCriteria(core::writeJson(test::demoCriteria())).value();
    }
};

void TestStaffLookup::theCriteriaSayWhoItIs()
{
    const pki::Certificate certificate = test::demoPki().authentication(DemoPerson::Supervisor).holder();
    const criteria::Criteria criteria = demo();
    const auto member = staffFrom(criteria, certificate, criteria.branches.first().id);
    QVERIFY(member);
    QCOMPARE(member->role, identity::StaffRole::Supervisor);
    QCOMPARE(member->id, QString::fromLatin1(core::toHex(certificate.fingerprint())));
    QCOMPARE(staffNames(criteria).value(member->id), member->shownName);
}

void TestStaffLookup::theSigningCertificateOpensNothing()
{
    const criteria::Criteria criteria = demo();
    const auto member =
        staffFrom(criteria, test::demoPki().signature(DemoPerson::Teller).holder(), criteria.branches.first().id);
    QCOMPARE(member.error().code.toString(), QStringLiteral("signin.not-in-criteria"));
}

void TestStaffLookup::anotherBranchIsRefused()
{
    const criteria::Criteria criteria = demo();
    const pki::Certificate teller = test::demoPki().authentication(DemoPerson::Teller).holder();
    const QStringList branches = criteria.staffByCertificate(teller.fingerprint())->branches;
    QVERIFY(!branches.isEmpty());
    const auto member = staffFrom(criteria, teller, QStringLiteral("elsewhere"));
    QCOMPARE(member.error().code.toString(), QStringLiteral("signin.other-branch"));
    for (const vault::Entitled& one : entitledBy(criteria, QStringLiteral("elsewhere")))
        QVERIFY(one.fingerprint != teller.fingerprint());
}

void TestStaffLookup::whoeverTheCriteriaDoNotNameIsRefused()
{
    const criteria::Criteria criteria = demo();
    const auto member = staffFrom(criteria, test::demoPki().workstation().holder(), criteria.branches.first().id);
    QCOMPARE(member.error().code.toString(), QStringLiteral("signin.not-in-criteria"));
}

// The person is known, the certificate is not yet: named so that they know whom to ask.
void TestStaffLookup::aRenewedCertificateSaysWhatToDo()
{
    const criteria::Criteria criteria = demo();
    const auto renewed =
        test::demoPki().national().issue(test::demoPki().authenticationProfile(DemoPerson::Teller)).value().holder();
    QVERIFY(renewed.fingerprint() != test::demoPki().authentication(DemoPerson::Teller).holder().fingerprint());
    const auto member = staffFrom(criteria, renewed, criteria.branches.first().id);
    QCOMPARE(member.error().code.toString(), QStringLiteral("signin.certificate-new"));
    QCOMPARE(member.error().values, QStringList{core::shownDate(renewed.notBefore())});
}

void TestStaffLookup::theBookKeepsWhoReadWhat()
{
    const test::FakeClock clock;
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("inner/logbook.json"));
    const QString staff = QStringLiteral("aa11");
    pki::SoftwareKey workstation = test::demoPki().workstation();
    {
        FileAcknowledgementBook book(path, &workstation);
        QVERIFY(!book.hasAcknowledged(staff, 1));
        QVERIFY(book.acknowledge(staff, 1, clock.wall()));
    }
    FileAcknowledgementBook again(path, &workstation);
    QVERIFY(again.hasAcknowledged(staff, 1));
    QVERIFY(!again.hasAcknowledged(staff, 2)); // a new edition is read anew
    QVERIFY(!again.hasAcknowledged(QStringLiteral("bb22"), 1));
    // A line that somebody typed in, or one signed elsewhere, is none.
    QByteArray typed = test::readFile(path);
    typed.replace("aa11", "bb22");
    test::writeFile(path, typed);
    QVERIFY(!FileAcknowledgementBook(path, &workstation).hasAcknowledged(QStringLiteral("bb22"), 1));
    pki::SoftwareKey other = test::demoPki().bankSeal();
    {
        FileAcknowledgementBook book(path, &other);
        QVERIFY(book.acknowledge(staff, 1, clock.wall()));
    }
    QVERIFY(!FileAcknowledgementBook(path, &workstation).hasAcknowledged(staff, 1));
    test::writeFile(path, "torn");
    QVERIFY(!FileAcknowledgementBook(path, &workstation).hasAcknowledged(staff, 1));

    test::writeFile(folder.filePath(QStringLiteral("file")), "not a folder");
    FileAcknowledgementBook nowhere(folder.filePath(QStringLiteral("file/logbook.json")), &workstation);
    FileAcknowledgementBook keyless(folder.filePath(QStringLiteral("keyless.json")), nullptr);
    QVERIFY(!keyless.acknowledge(staff, 1, clock.wall()));
    QVERIFY(!nowhere.acknowledge(staff, 1, clock.wall()));
    QVERIFY(!nowhere.hasAcknowledged(staff, 1));
}

QTEST_GUILESS_MAIN(TestStaffLookup)
#include "tst_stafflookup.moc"
