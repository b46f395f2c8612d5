#include "support/fakeclock.h"

#include <casefile/results.h>

#include <QTest>

using namespace tirkeu;
using namespace tirkeu::casefile;

class TestResults : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void resultsGoThereAndBack();
    void strangersAreRefused();
};

void TestResults::resultsGoThereAndBack()
{
    LivenessResult liveness{
        Verdict::Authentic, 0.97, {{QStringLiteral("turn-left"), Verdict::Authentic, "d", 1200}}, {}};
    QCOMPARE(LivenessResult::fromJson(liveness.toJson()).value().toJson(), liveness.toJson());
    AttackResult attack{Verdict::NotAuthentic, 0.1, {QStringLiteral("vein")}, {QStringLiteral("flat")}};
    QCOMPARE(AttackResult::fromJson(attack.toJson()).value().toJson(), attack.toJson());
    MatchResult match{MatchOutcome::Match, 0.8, 0.5, QStringLiteral("p"), QStringLiteral("q")};
    QCOMPARE(MatchResult::fromJson(match.toJson()).value().toJson(), match.toJson());
    const test::FakeClock clock;
    DeviceAttestation device{
        QStringLiteral("V-1"), QStringLiteral("virtual"), "f", TamperState::Untouched, true, "n", clock.wall(), "s"};
    QCOMPARE(DeviceAttestation::fromJson(device.toJson()).value().toJson(), device.toJson());
}

void TestResults::strangersAreRefused()
{
    QJsonObject object = MatchResult{}.toJson();
    object.insert(QStringLiteral("outcome"), QStringLiteral("perhaps"));
    QVERIFY(!MatchResult::fromJson(object));
    object = AttackResult{}.toJson();
    object.insert(QStringLiteral("score"), 1.5);
    QVERIFY(!AttackResult::fromJson(object));
    object = LivenessResult{}.toJson();
    object.insert(QStringLiteral("more"), 1);
    QVERIFY(!LivenessResult::fromJson(object));
}

QTEST_GUILESS_MAIN(TestResults)
#include "tst_results.moc"
