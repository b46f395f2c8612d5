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

/// A machine that becomes another one while somebody looks.
class Switched final : public Surroundings
{
public:
    Switched(const Surroundings& before, const Surroundings& after)
        : m_before(before)
        , m_after(after)
    {
    }
    std::atomic<bool> isAfter = false;

    [[nodiscard]] std::optional<QByteArray> read(const QString& path, qint64 most) const override
    {
        return now().read(path, most);
    }
    [[nodiscard]] std::optional<FileMark> mark(const QString& path) const override { return now().mark(path); }
    [[nodiscard]] std::optional<QByteArray> digest(const QString& path, DigestKind kind) const override
    {
        return now().digest(path, kind);
    }
    [[nodiscard]] QStringList filesIn(const QString& folder, const QString& suffix) const override
    {
        return now().filesIn(folder, suffix);
    }
    [[nodiscard]] QMap<QString, QString> environment() const override { return now().environment(); }
    [[nodiscard]] QList<Process> processes() const override { return now().processes(); }
    [[nodiscard]] QList<int> listeningPorts() const override { return now().listeningPorts(); }
    [[nodiscard]] QList<DisplayClient> displayClients() const override { return now().displayClients(); }
    [[nodiscard]] Processor processor() const override { return now().processor(); }
    [[nodiscard]] QStringList groups() const override { return now().groups(); }

private:
    [[nodiscard]] const Surroundings& now() const { return isAfter ? m_after : m_before; }
    const Surroundings& m_before;
    const Surroundings& m_after;
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
    void supportModeIsJudgedAtOnce();
    void itLooksAgainByItself();
    void whatCameMeanwhileIsFoundByTheRepeat();
    void aFileChangedMeanwhileIsFoundByTheRepeat();
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

// Who ends it learns in the same moment what it had allowed, and a check that began before it ended tells nothing more.
void TestGuardThread::supportModeIsJudgedAtOnce()
{
    GuardBench bench(criteria::GuardReaction::Block);
    bench.machine.run("anydesk", "/usr/bin/anydesk");
    GuardThread guard(bench.machine, bench.clock, bench.setup(), bench.policy);
    guard.check().waitForFinished();
    for (int i = 0; i < 50; ++i) {
        QVERIFY(guard.last()->blocks());
        guard.setSupportMode(SupportMode::On);
        QVERIFY(!guard.last()->blocks());
        guard.setSupportMode(SupportMode::Off);
    }
    guard.check().waitForFinished();
    QVERIFY(guard.last()->blocks());
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

// Nobody asks and nothing is captured: the repeat alone has to find it, and to notice that it went.
void TestGuardThread::whatCameMeanwhileIsFoundByTheRepeat()
{
    GuardBench before(criteria::GuardReaction::Block);
    GuardBench after(criteria::GuardReaction::Block);
    after.machine.variables.insert(QStringLiteral("LD_PRELOAD"), QStringLiteral("/tmp/libhook.so"));
    Switched machine(before.machine, after.machine);
    GuardThread guard(machine, before.clock, before.setup(), before.policy, std::chrono::milliseconds(20));
    Reports reported(guard);
    guard.start();
    QTRY_VERIFY(!reported.all.isEmpty());
    QVERIFY(!reported.all.constFirst().blocks());
    machine.isAfter = true;
    QTRY_VERIFY(reported.all.constLast().blocks());
    QCOMPARE(reported.all.constLast().depth, Depth::Full);
    QCOMPARE(reported.all.constLast().names(criteria::GuardFinding::ForeignLibrary),
        QStringList(QStringLiteral("libhook.so")));
    machine.isAfter = false;
    QTRY_VERIFY(!reported.all.constLast().blocks());
}

void TestGuardThread::aFileChangedMeanwhileIsFoundByTheRepeat()
{
    GuardBench before(criteria::GuardReaction::Block);
    GuardBench after(criteria::GuardReaction::Block);
    after.machine.write(GuardBench::kManifest, before.machine.read(QLatin1StringView(GuardBench::kManifest)).value());
    after.machine.write(test::FakeSurroundings::kProgram, "the pr0gram");
    Switched machine(before.machine, after.machine);
    GuardThread guard(machine, before.clock, before.setup(), before.policy, std::chrono::milliseconds(20));
    Reports reported(guard);
    guard.start();
    QTRY_VERIFY(!reported.all.isEmpty());
    QVERIFY(!reported.all.constFirst().blocks());
    machine.isAfter = true;
    QTRY_VERIFY(reported.all.constLast().blocks());
    QCOMPARE(reported.all.constLast().action(criteria::GuardFinding::Integrity), Action::Block);
    QVERIFY(reported.all.constLast().names(criteria::GuardFinding::Integrity).contains(QStringLiteral("tirkeu")));
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
