#include "support/testfiles.h"

#include "bootstrap/selftests.h"
#include <demo/demobranch.h>

#include <core/json.h>
#include <pki/certificaterequest.h>
#include <sync/renewal.h>
#include <vault/vault.h>

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace tirkeu;
using namespace tirkeu::workstation;
using demo::DemoBranch;

// What a start finds in the demo's folder.
class TestDemoBranch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void bothVersionsAreHeld();
    void aBadSecondVersionLeavesTheFirstInForce_BIO4();
    void aBanksCriteriaAreNotTaken();
    void aRenewedWorkstationIsTheSameOne();
    void theDevicesRowSaysWhatIsMissing_data();
    void theDevicesRowSaysWhatIsMissing();

private:
    [[nodiscard]] static SelfTest row(const QList<SelfTest>& tests, SelfTestKind kind)
    {
        return *std::find_if(tests.cbegin(), tests.cend(), [kind](const SelfTest& test) { return test.kind == kind; });
    }
    QTemporaryDir m_folder;
    core::SystemClock m_clock;
};

void TestDemoBranch::bothVersionsAreHeld()
{
    const QTemporaryDir folder;
    const Result<DemoBranch> first = DemoBranch::open(folder.path(), m_clock);
    QVERIFY(first && first->criteria());
    QCOMPARE(first->heldCriteria().size(), 1);
    QJsonObject next = core::readJson(first->criteria()->json).value();
    const int version = first->criteria()->criteria.version + 1;
    next.insert(QStringLiteral("version"), version);
    pki::SoftwareKey one = first->pki().signature(simulation::DemoPerson::OfficerOne);
    pki::SoftwareKey two = first->pki().signature(simulation::DemoPerson::OfficerTwo);
    const Result<QByteArray> half = criteria::signCriteria(core::writeJson(next), one, m_clock.wall());
    QVERIFY(half);
    const Result<QByteArray> whole = criteria::addCriteriaSignature(*half, two, m_clock.wall());
    QVERIFY(whole);
    criteria::CriteriaStore store(first->criteriaSettings(), m_clock);
    QVERIFY(store.load() && store.offer(*whole));
    const Result<DemoBranch> again = DemoBranch::open(folder.path(), m_clock);
    QVERIFY(again && again->criteria());
    QCOMPARE(again->heldCriteria().size(), 2);
    QCOMPARE(again->heldCriteria().constFirst().version, version - 1);
    QCOMPARE(again->heldCriteria().constLast().version, version);
    QCOMPARE(again->criteria()->criteria.version, version);
}

void TestDemoBranch::aBadSecondVersionLeavesTheFirstInForce_BIO4()
{
    const Result<DemoBranch> first = DemoBranch::open(m_folder.path(), m_clock);
    QVERIFY(first && first->criteria());
    QVERIFY(!first->criteriaFault());
    QCOMPARE(first->heldCriteria().size(), 1);
    QJsonObject next = core::readJson(first->criteria()->json).value();
    next.insert(QStringLiteral("version"), first->criteria()->criteria.version + 1);
    pki::SoftwareKey officer = first->pki().signature(simulation::DemoPerson::OfficerOne);
    const Result<QByteArray> bytes = criteria::signCriteria(core::writeJson(next), officer, m_clock.wall());
    QVERIFY(bytes);
    test::writeFile(first->criteriaFolder() + QStringLiteral("/criteria-0000000099.p7m"), *bytes);

    const Result<DemoBranch> again = DemoBranch::open(m_folder.path(), m_clock);
    QVERIFY(again && again->criteria());
    QCOMPARE(again->criteria()->json, first->criteria()->json);
    QVERIFY(again->criteriaFault());
    const SelfTest said =
        row(runSelfTests(again->criteria(), m_clock.wall(), {}, {}, again->criteriaFault()), SelfTestKind::Criteria);
    QCOMPARE(said.state, SelfTestState::Warning);
    QVERIFY(said.finding);
    QCOMPARE(said.finding->code.toString(), again->criteriaFault()->code.toString());
}

// Signed by two officers whom another authority knows: good there, and nothing here, offered or laid into the folder.
void TestDemoBranch::aBanksCriteriaAreNotTaken()
{
    const QTemporaryDir folder;
    const QTemporaryDir others;
    const Result<DemoBranch> demo = DemoBranch::open(folder.path(), m_clock);
    const Result<DemoBranch> bank = DemoBranch::open(others.path(), m_clock);
    QVERIFY(demo && demo->criteria() && bank && bank->criteria());
    QJsonObject next = core::readJson(bank->criteria()->json).value();
    next.insert(QStringLiteral("version"), bank->criteria()->criteria.version + 1);
    pki::SoftwareKey one = bank->pki().signature(simulation::DemoPerson::OfficerOne);
    pki::SoftwareKey two = bank->pki().signature(simulation::DemoPerson::OfficerTwo);
    const Result<QByteArray> half = criteria::signCriteria(core::writeJson(next), one, m_clock.wall());
    QVERIFY(half);
    const Result<QByteArray> whole = criteria::addCriteriaSignature(*half, two, m_clock.wall());
    QVERIFY(whole);
    criteria::CriteriaStore theirs(bank->criteriaSettings(), m_clock);
    QVERIFY(theirs.load() && theirs.offer(*whole));
    criteria::CriteriaStore ours(demo->criteriaSettings(), m_clock);
    QVERIFY(ours.load());
    QVERIFY(!ours.offer(*whole));
    test::writeFile(demo->criteriaFolder() + QStringLiteral("/criteria-0000000099.p7m"), *whole);
    const Result<DemoBranch> again = DemoBranch::open(folder.path(), m_clock);
    QVERIFY(again && again->criteria());
    QCOMPARE(again->criteria()->json, demo->criteria()->json);
    QVERIFY(again->criteriaFault());
}

// The criteria still name the key of the beginning; the vault goes on under the next, and its journal is one.
void TestDemoBranch::aRenewedWorkstationIsTheSameOne()
{
    const QTemporaryDir folder;
    const Result<DemoBranch> first = DemoBranch::open(folder.path(), m_clock);
    QVERIFY(first && first->criteria());
    const pki::Certificate before = first->workstationKey().holder();
    const auto key = pki::SoftwareKey::generate(pki::NewKey::EcP256);
    sync::KeyFolder keys(first->laterKeys());
    QVERIFY(keys.keepWaiting(*key));
    const auto request = pki::makeRequest(*key, before);
    QVERIFY(request);
    const auto next = pki::certifyAgain(first->pki().bank().key(), before, pki::readRequest(*request)->publicKey,
        {m_clock.wall() - std::chrono::minutes(1), before.notAfter() + std::chrono::hours(24)});
    QVERIFY(next && keys.keep(*next));

    const Result<DemoBranch> second = DemoBranch::open(folder.path(), m_clock);
    QVERIFY(second && second->criteria());
    QVERIFY(second->workstationKey().holder() == *next);
    QVERIFY(!second->workstationId().isEmpty());
    QCOMPARE(second->workstationId(), first->workstationId());
    QCOMPARE(second->branchId(), first->branchId());
    pki::SoftwareKey workstation = second->workstationKey();
    pki::SoftwareKey teller = second->pki().authentication(simulation::DemoPerson::Teller);
    for (int i = 0; i < 2; ++i) { // and at the start after that
        auto vault = vault::Vault::open(
            {.folder = second->vaultFolder(), .clock = m_clock, .workstation = &workstation}, teller);
        QVERIFY2(vault, qPrintable(vault ? QString() : vault.error().code.toString() + vault.error().detail));
        QVERIFY((*vault)->close(QStringLiteral("workstation")));
    }
}

void TestDemoBranch::theDevicesRowSaysWhatIsMissing_data()
{
    QTest::addColumn<bool>("hasScanner");
    QTest::addColumn<bool>("hasCamera");
    QTest::addColumn<QString>("code");
    QTest::newRow("both") << true << true << QString();
    QTest::newRow("no scanner") << false << true << QStringLiteral("test.scanner");
    QTest::newRow("no camera") << true << false << QStringLiteral("test.camera");
    QTest::newRow("neither") << false << false << QStringLiteral("test.scanner");
}

void TestDemoBranch::theDevicesRowSaysWhatIsMissing()
{
    QFETCH(bool, hasScanner);
    QFETCH(bool, hasCamera);
    QFETCH(QString, code);
    const Result<DemoBranch> branch = DemoBranch::open(m_folder.path(), m_clock);
    QVERIFY(branch && branch->criteria());
    DeviceFinding found;
    if (!hasScanner)
        found.scanner = Error{ErrorCode("test.scanner"), ErrorKind::SecurityStop, {}};
    if (!hasCamera)
        found.camera = Error{ErrorCode("test.camera"), ErrorKind::SecurityStop, {}};
    const SelfTest said = row(runSelfTests(branch->criteria(), m_clock.wall(), found), SelfTestKind::Devices);
    QCOMPARE(said.state == SelfTestState::Good, code.isEmpty());
    QCOMPARE(said.finding ? said.finding->code.toString() : QString(), code);
}

QTEST_MAIN(TestDemoBranch)
#include "tst_demobranch.moc"
