#include "criteria/democriteria.h"
#include "support/fakeclock.h"
#include "support/testfiles.h"

#include <core/json.h>
#include <criteria/criteriastore.h>

#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::criteria;
using simulation::DemoPerson;
using test::changed;

class TestCriteriaStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void anEmptyStoreTakesTheFirst();
    void aNewVersionComesIntoForceAndStays();
    void whatIsRefusedLeavesTheLastGoodOne_data();
    void whatIsRefusedLeavesTheLastGoodOne();
    void theSameOnceMoreChangesNothing();
    void officersHandOver();
    void aDamagedFileIsReportedAndPassedOver();
    void filesTakenAwayAreNoticedAgainstAWitness();
    void aFolderThatCannotBeWrittenKeepsTheOldOne();
    void anEndedVersionStaysLoadedAndSaysSo();
    void aRevokedOfficerPutsNothingIntoForce();

private:
    [[nodiscard]] CriteriaStore store(bool isDemo = true) const
    {
        return {{m_folder->path(), test::demoPki().nationalTrust(), test::demoOfficers(), isDemo}, m_clock};
    }
    [[nodiscard]] QByteArray version(int number) const
    {
        return test::signedByBoth(changed(test::demoCriteria(), QStringLiteral("version"), number), m_clock.wall());
    }
    [[nodiscard]] static QString outcome(const Result<>& result)
    {
        return result ? QStringLiteral("good") : result.error().code.toString();
    }

    test::FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestCriteriaStore::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_clock = test::FakeClock();
}

void TestCriteriaStore::anEmptyStoreTakesTheFirst()
{
    CriteriaStore fresh = store();
    QCOMPARE(outcome(fresh.load()), QStringLiteral("good"));
    QVERIFY(!fresh.current());
    QCOMPARE(outcome(fresh.offer(version(1))), QStringLiteral("good"));
    QCOMPARE(fresh.current()->criteria.version, 1);
}

void TestCriteriaStore::aNewVersionComesIntoForceAndStays()
{
    CriteriaStore first = store();
    QVERIFY(first.offer(version(1)));
    QVERIFY(first.offer(version(5)));
    CriteriaStore second = store();
    QVERIFY(second.load());
    QCOMPARE(second.current()->criteria.version, 5);
    // Both are kept byte for byte.
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(), 2);
    QCOMPARE(
        test::readFile(m_folder->filePath(QStringLiteral("criteria-0000000005.p7m"))), second.current()->signedBytes);
}

void TestCriteriaStore::whatIsRefusedLeavesTheLastGoodOne_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* name, const QByteArray& bytes, const char* code) {
        QTest::newRow(name) << bytes << QString::fromLatin1(code);
    };
    const auto with = [this](const char* path, const QJsonValue& value) {
        const QJsonObject next = changed(test::demoCriteria(), QStringLiteral("version"), 3);
        return test::signedByBoth(changed(next, QString::fromLatin1(path), value), m_clock.wall());
    };
    pki::SoftwareKey one = test::demoPki().signature(DemoPerson::OfficerOne);
    row("older", version(1), "criteria.older-version");
    row("same number, other contents",
        test::signedByBoth(changed(changed(test::demoCriteria(), QStringLiteral("version"), 2),
                               QStringLiteral("review.samplePercent"), 50),
            m_clock.wall()),
        "criteria.version-reused");
    row("not begun", with("validFrom", QStringLiteral("2026-08-01T00:00:00Z")), "criteria.not-yet-valid");
    QJsonObject ended = changed(test::demoCriteria(), QStringLiteral("version"), 3);
    ended = changed(ended, QStringLiteral("issued"), QStringLiteral("2026-01-01T00:00:00Z"));
    ended = changed(ended, QStringLiteral("validFrom"), QStringLiteral("2026-01-01T00:00:00Z"));
    row("ended",
        test::signedByBoth(
            changed(ended, QStringLiteral("validUntil"), QStringLiteral("2026-07-01T00:00:00Z")), m_clock.wall()),
        "criteria.expired");
    row("another bank", with("customer.bin", QStringLiteral("850241000028")), "criteria.other-bank");
    row("a bank's in a demo branch", with("demo", false), "criteria.demo-mismatch");
    row("one signature",
        signCriteria(core::writeJson(changed(test::demoCriteria(), QStringLiteral("version"), 3)), one, m_clock.wall())
            .value(),
        "criteria.two-signatures-needed");
    row("garbage", "garbage", "criteria.not-signed");
}

void TestCriteriaStore::whatIsRefusedLeavesTheLastGoodOne()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, code);
    CriteriaStore criteria = store();
    QVERIFY(criteria.offer(version(2)));
    QCOMPARE(outcome(criteria.offer(bytes)), code);
    QCOMPARE(criteria.current()->criteria.version, 2);
    CriteriaStore again = store();
    QVERIFY(again.load());
    QCOMPARE(again.current()->criteria.version, 2);
    QCOMPARE(again.current()->json, criteria.current()->json);
}

void TestCriteriaStore::theSameOnceMoreChangesNothing()
{
    CriteriaStore criteria = store();
    QVERIFY(criteria.offer(version(2)));
    const QByteArray before = criteria.current()->signedBytes;
    QVERIFY(criteria.offer(version(2))); // signed anew, the same contents
    QCOMPARE(criteria.current()->signedBytes, before);
}

void TestCriteriaStore::officersHandOver()
{
    // Version 2 makes the supervisor an officer instead of officer two; from then on only the new pair signs.
    QJsonObject second = changed(test::demoCriteria(), QStringLiteral("version"), 2);
    second = changed(second, QStringLiteral("staff[2].role"), QStringLiteral("security-officer"));
    second = changed(second, QStringLiteral("staff[5].role"), QStringLiteral("branch-it"));
    CriteriaStore criteria = store();
    QVERIFY(criteria.offer(version(1)));
    QCOMPARE(outcome(criteria.offer(test::signedByBoth(second, m_clock.wall()))), QStringLiteral("good"));
    QCOMPARE(outcome(criteria.offer(version(3))), QStringLiteral("criteria.signer-unknown"));

    const QByteArray third = core::writeJson(changed(second, QStringLiteral("version"), 3));
    pki::SoftwareKey one = test::demoPki().signature(DemoPerson::OfficerOne);
    pki::SoftwareKey supervisor = test::demoPki().signature(DemoPerson::Supervisor);
    const QByteArray bytes =
        addCriteriaSignature(signCriteria(third, one, m_clock.wall()).value(), supervisor, m_clock.wall()).value();
    QVERIFY(criteria.offer(bytes));
    CriteriaStore again = store();
    QVERIFY(again.load());
    QCOMPARE(again.current()->criteria.version, 3);
}

void TestCriteriaStore::aDamagedFileIsReportedAndPassedOver()
{
    CriteriaStore criteria = store();
    QVERIFY(criteria.offer(version(1)) && criteria.offer(version(2)) && criteria.offer(version(3)));
    test::writeFile(m_folder->filePath(QStringLiteral("criteria-0000000002.p7m")), "damaged");
    CriteriaStore again = store();
    QCOMPARE(outcome(again.load()), QStringLiteral("criteria.not-signed"));
    QCOMPARE(again.current()->criteria.version, 3);
    test::writeFile(m_folder->filePath(QStringLiteral("criteria-0000000003.p7m")), "damaged");
    CriteriaStore last = store();
    QVERIFY(!last.load());
    QCOMPARE(last.current()->criteria.version, 1);
}

void TestCriteriaStore::filesTakenAwayAreNoticedAgainstAWitness()
{
    CriteriaStore criteria = store();
    QVERIFY(criteria.offer(version(1)) && criteria.offer(version(2)));
    QVERIFY(QFile::remove(m_folder->filePath(QStringLiteral("criteria-0000000002.p7m"))));
    CriteriaStore again = store();
    QCOMPARE(outcome(again.load(2)), QStringLiteral("criteria.taken-away"));
    QVERIFY(!again.current());
    // What is older than the witness knows does not come back by the front door.
    QCOMPARE(outcome(again.offer(version(1))), QStringLiteral("criteria.version-reused"));
    QVERIFY(QFile::remove(m_folder->filePath(QStringLiteral("criteria-0000000001.p7m"))));
    CriteriaStore bare = store();
    QVERIFY(!bare.load(2));
    QCOMPARE(outcome(bare.offer(version(1))), QStringLiteral("criteria.older-version"));
    // Fetched anew from the gateway, the work goes on.
    QVERIFY(again.offer(version(2)));
    // A file that is there but does not hold is named as such; nothing is in force either way.
    test::writeFile(m_folder->filePath(QStringLiteral("criteria-0000000002.p7m")), QByteArrayLiteral("torn"));
    CriteriaStore torn = store();
    QCOMPARE(outcome(torn.load(2)), QStringLiteral("criteria.not-signed"));
    QVERIFY(!torn.current());
}

void TestCriteriaStore::aFolderThatCannotBeWrittenKeepsTheOldOne()
{
    const QString file = m_folder->filePath(QStringLiteral("file"));
    test::writeFile(file, "not a folder");
    CriteriaStore criteria(
        {file + QStringLiteral("/inside"), test::demoPki().nationalTrust(), test::demoOfficers(), true}, m_clock);
    QCOMPARE(outcome(criteria.offer(version(1))), QStringLiteral("criteria.not-stored"));
    QVERIFY(!criteria.current());
}

void TestCriteriaStore::anEndedVersionStaysLoadedAndSaysSo()
{
    CriteriaStore criteria = store();
    QVERIFY(criteria.offer(version(1)));
    m_clock.setWall(u"2036-07-12T00:00:00Z");
    CriteriaStore again = store();
    QVERIFY(again.load());
    QVERIFY(!again.current()->criteria.isInForce(m_clock.wall()));
}

void TestCriteriaStore::aRevokedOfficerPutsNothingIntoForce()
{
    pki::StatusResult answer{.status = pki::CertificateStatus::Revoked};
    const QByteArray asked = test::demoPki().signature(DemoPerson::OfficerTwo).holder().fingerprint();
    CriteriaStore criteria({m_folder->path(), test::demoPki().nationalTrust(), test::demoOfficers(), true,
                               [&](const pki::Certificate& signer) {
                                   return signer.fingerprint() == asked
                                              ? answer
                                              : pki::StatusResult{.status = pki::CertificateStatus::Good};
                               }},
        m_clock);
    QCOMPARE(outcome(criteria.offer(version(1))), QStringLiteral("criteria.signer-revoked"));
    answer.status = pki::CertificateStatus::Unavailable;
    QCOMPARE(outcome(criteria.offer(version(1))), QStringLiteral("criteria.signer-status-unknown"));
    QVERIFY(!criteria.current());
    answer.status = pki::CertificateStatus::Good;
    QCOMPARE(outcome(criteria.offer(version(1))), QStringLiteral("good"));
}

QTEST_GUILESS_MAIN(TestCriteriaStore)
#include "tst_criteriastore.moc"
