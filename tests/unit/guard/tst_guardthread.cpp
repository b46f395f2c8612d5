#include "guardbench.h"

#include <guard/guardthread.h>

#include <QTest>

#include <atomic>
#include <thread>

using namespace tirkeu;
using namespace tirkeu::guard;
using test::GuardBench;

namespace {
/// Every report in the test's own thread.
class Reports : public QObject
{
public:
    explicit Reports(GuardThread& guard)
    {
        connect(&guard, &GuardThread::reported, this, [this](const Report& report) { all.append(report); });
    }
    QList<Report> all;
};
} // namespace

class TestGuardThread : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { qRegisterMetaType<Report>(); }
    void nothingIsCapturedBeforeTheFirstCheck();
    void aCleanMachineIsAdmitted();
    void whatBlocksIsRefusedAndTold();
    void whatWarnsIsAdmitted();
    void supportModeCapturesNothing();
    void itLooksAgainByItself();
    void manyMayAskAtOnce();
};

void TestGuardThread::nothingIsCapturedBeforeTheFirstCheck()
{
    GuardBench bench(criteria::GuardReaction::Block);
    GuardThread guard(bench.machine, bench.clock, bench.setup(), bench.policy);
    const Result<> admitted = guard.admit();
    QVERIFY(!admitted);
    QCOMPARE(admitted.error().code.toString(), QStringLiteral("guard.not-checked-yet"));
    QCOMPARE(admitted.error().kind, ErrorKind::Retry);
}

void TestGuardThread::aCleanMachineIsAdmitted()
{
    GuardBench bench(criteria::GuardReaction::Block);
    GuardThread guard(bench.machine, bench.clock, bench.setup(), bench.policy);
    Reports reported(guard);
    guard.start();
    QTRY_COMPARE(reported.all.size(), 1);
    QVERIFY(guard.admit());
    QCoreApplication::sendPostedEvents();
    QCOMPARE(reported.all.size(), 1); // nothing new to tell
    QVERIFY(guard.last()->findings.isEmpty());
}

void TestGuardThread::whatBlocksIsRefusedAndTold()
{
    GuardBench bench(criteria::GuardReaction::Block);
    GuardThread guard(bench.machine, bench.clock, bench.setup(), bench.policy);
    Reports reported(guard);
    QFuture<Report> first = guard.check();
    first.waitForFinished();
    bench.machine.run("anydesk", "/usr/bin/anydesk");
    const Result<> admitted = guard.admit();
    QVERIFY(!admitted);
    QCOMPARE(admitted.error().code.toString(), QStringLiteral("guard.remote-control"));
    QCOMPARE(admitted.error().kind, ErrorKind::SecurityStop);
    QCOMPARE(admitted.error().values, QStringList(QStringLiteral("anydesk")));
    QTRY_COMPARE(reported.all.size(), 2);
    QVERIFY(!guard.admit());
    QCoreApplication::sendPostedEvents();
    QCOMPARE(reported.all.size(), 2);
    bench.machine.running.removeLast();
    QVERIFY(guard.admit());
    QTRY_COMPARE(reported.all.size(), 3);
}

void TestGuardThread::whatWarnsIsAdmitted()
{
    GuardBench bench(criteria::GuardReaction::Warn);
    bench.machine.cpu = {true, QStringLiteral("KVMKVMKVM")};
    bench.machine.run("anydesk", "/usr/bin/anydesk");
    GuardThread guard(bench.machine, bench.clock, bench.setup(), bench.policy);
    guard.check().waitForFinished();
    QVERIFY(guard.admit());
    QCOMPARE(guard.last()->findings.size(), 2);
}

void TestGuardThread::supportModeCapturesNothing()
{
    GuardBench bench(criteria::GuardReaction::Warn);
    GuardThread guard(bench.machine, bench.clock, bench.setup(), bench.policy);
    guard.check().waitForFinished();
    guard.setSupportMode(SupportMode::On);
    const Result<> admitted = guard.admit();
    QVERIFY(!admitted);
    QCOMPARE(admitted.error().code.toString(), QStringLiteral("guard.support-mode"));
    guard.setSupportMode(SupportMode::Off);
    QVERIFY(guard.admit());
}

void TestGuardThread::itLooksAgainByItself()
{
    QCOMPARE(GuardThread::kPeriod, std::chrono::minutes(10));
    GuardBench bench;
    GuardThread guard(bench.machine, bench.clock, bench.setup(), bench.policy, std::chrono::milliseconds(20));
    Reports reported(guard);
    guard.start();
    QTRY_VERIFY(reported.all.size() >= 3);
    QCOMPARE(reported.all.first().depth, Depth::Full);
}

void TestGuardThread::manyMayAskAtOnce()
{
    GuardBench bench;
    GuardThread guard(bench.machine, bench.clock, bench.setup(), bench.policy, std::chrono::milliseconds(1));
    guard.check().waitForFinished();
    guard.start();
    std::atomic<int> admitted = 0;
    {
        std::vector<std::jthread> askers;
        for (int i = 0; i < 4; ++i)
            askers.emplace_back([&] {
                for (int j = 0; j < 50; ++j)
                    admitted += guard.admit() ? 1 : 0;
            });
    }
    QCOMPARE(admitted.load(), 200);
}

QTEST_GUILESS_MAIN(TestGuardThread)
#include "tst_guardthread.moc"
