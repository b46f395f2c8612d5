#include "support/fakeclock.h"

#include <sync/schedule.h>

#include <QTest>

#include <map>
#include <random>
#include <set>

using namespace tirkeu;
using namespace tirkeu::sync;

// Whose turn it is, and how long to wait: with generated queues and a clock that stands.
class TestSchedule : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aClientsPackagesGoInOrder();
    void withdrawalsGoFirstAndDrawTheirClientAlong();
    void smallGoesBeforeBigButNobodyWaitsForEver();
    void aPoisonedPackageHoldsNobodyUp();
    void quietHoursLetOnlyTheUrgentThrough();
    void whateverTheQueueTheOrderHolds();
    void waitsGrowAreSpreadAndCapped();
    void quietHoursAreOfTheDay_data();
    void quietHoursAreOfTheDay();

private:
    [[nodiscard]] Waiting make(const QByteArray& lane, qint64 size, int priority = 5)
    {
        m_clock.advance(std::chrono::milliseconds(10));
        return {core::Uuid::make(m_clock), lane, priority, size, m_clock.wall(), {}, false};
    }
    [[nodiscard]] std::optional<core::Uuid> next(const std::vector<Waiting>& all, const ScheduleRules& rules = {})
    {
        return nextOf(all, m_clock.wall(), m_clock.monotonic(), rules);
    }
    test::FakeClock m_clock;
};

void TestSchedule::aClientsPackagesGoInOrder()
{
    const Waiting first = make("a", 900);
    const Waiting second = make("a", 10);
    QVERIFY(next({second, first}) == first.package);
    Waiting waits = first;
    waits.notBefore = m_clock.monotonic() + std::chrono::seconds(5);
    QVERIFY(!next({second, waits})); // the second never overtakes
    const Waiting other = make("b", 5000);
    QVERIFY(next({second, waits, other}) == other.package);
}

void TestSchedule::withdrawalsGoFirstAndDrawTheirClientAlong()
{
    const Waiting small = make("a", 1);
    const Waiting enrolment = make("b", 9000);
    const Waiting withdrawal = make("b", 500, 0);
    QVERIFY(next({small, enrolment, withdrawal}) == enrolment.package);
    QVERIFY(next({small, withdrawal}) == withdrawal.package);
}

void TestSchedule::smallGoesBeforeBigButNobodyWaitsForEver()
{
    const Waiting big = make("a", 9000);
    const Waiting small = make("b", 10);
    QVERIFY(next({big, small}) == small.package);
    m_clock.advance(ScheduleRules().longest);
    const Waiting smaller = make("c", 1);
    QVERIFY(next({big, smaller}) == big.package);
}

void TestSchedule::aPoisonedPackageHoldsNobodyUp()
{
    Waiting poisoned = make("a", 10);
    poisoned.isPoisoned = true;
    const Waiting behind = make("a", 500);
    const Waiting other = make("b", 900);
    QVERIFY(next({poisoned, behind, other}) == behind.package);
    QVERIFY(next({poisoned}) == poisoned.package); // and is tried itself when nobody else is there
}

void TestSchedule::quietHoursLetOnlyTheUrgentThrough()
{
    ScheduleRules quiet;
    quiet.onlyUrgent = true;
    const Waiting usual = make("a", 1);
    const Waiting urgent = make("b", 100, 0);
    QVERIFY(!next({usual}, quiet));
    QVERIFY(!earliestOf({usual}, quiet));
    QVERIFY(next({usual, urgent}, quiet) == urgent.package);
}

void TestSchedule::whateverTheQueueTheOrderHolds()
{
    std::mt19937 random(20260712);
    const auto below = [&](int most) {
        return static_cast<int>(random() % static_cast<unsigned>(most));
    };
    for (int round = 0; round < 300; ++round) {
        std::vector<Waiting> queue;
        std::map<core::Uuid, Waiting> known;
        for (int i = below(20); i >= 0; --i) {
            Waiting one = make(QByteArray(1, static_cast<char>('a' + below(5))), below(1000), below(6) == 0 ? 0 : 5);
            if (below(4) == 0)
                one.notBefore = m_clock.monotonic() + std::chrono::milliseconds(below(60'000));
            one.isPoisoned = below(9) == 0;
            known.emplace(one.package, one);
            queue.push_back(one);
        }
        std::ranges::shuffle(queue, random);
        std::map<QByteArray, core::Uuid> last;
        const std::size_t all = queue.size();
        std::set<core::Uuid> sent;
        while (!queue.empty()) {
            const auto chosen = next(queue);
            const auto earliest = earliestOf(queue, {});
            QVERIFY(earliest);
            QVERIFY(chosen.has_value() == (*earliest <= m_clock.monotonic()));
            if (!chosen) {
                m_clock.advance(std::chrono::duration_cast<std::chrono::milliseconds>(*earliest - m_clock.monotonic()) +
                                std::chrono::milliseconds(1));
                continue;
            }
            const Waiting& one = known.at(*chosen);
            QVERIFY(one.notBefore <= m_clock.monotonic());
            if (!one.isPoisoned) {
                const auto before = last.find(one.lane);
                QVERIFY(before == last.end() || before->second < one.package);
                last.insert_or_assign(one.lane, one.package);
            }
            QVERIFY(sent.insert(*chosen).second);
            std::erase_if(queue, [&](const Waiting& waiting) { return waiting.package == *chosen; });
        }
        QCOMPARE(sent.size(), all);
    }
}

void TestSchedule::waitsGrowAreSpreadAndCapped()
{
    const BackOff rules{std::chrono::seconds(2), std::chrono::seconds(60)};
    for (int tries = 1; tries < 40; ++tries) {
        const auto least = waitAfter(rules, tries, 0);
        const auto most = waitAfter(rules, tries, 1);
        QCOMPARE(least * 2, most);
        QVERIFY(most <= rules.longest);
        QVERIFY(most >= waitAfter(rules, tries - 1, 1));
        QVERIFY(waitAfter(rules, tries, 0.3) > least && waitAfter(rules, tries, 0.3) < most);
    }
    QCOMPARE(waitAfter(rules, 1, 1), std::chrono::milliseconds(2000));
    QCOMPARE(waitAfter(rules, 3, 1), std::chrono::milliseconds(8000));
    QCOMPARE(waitAfter(rules, 1000, 1), std::chrono::milliseconds(60'000));
}

void TestSchedule::quietHoursAreOfTheDay_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("until");
    QTest::addColumn<QString>("utc");
    QTest::addColumn<bool>("isQuiet");
    QTest::newRow("none") << 0 << 0 << "2026-07-12T04:00:00Z" << false;
    QTest::newRow("within the day") << 9 * 60 << 18 * 60 << "2026-07-12T04:00:00Z" << true; // 09:00 there
    QTest::newRow("its end is outside") << 9 * 60 << 18 * 60 << "2026-07-12T13:00:00Z" << false;
    QTest::newRow("over midnight, late") << 22 * 60 << 6 * 60 << "2026-07-12T18:30:00Z" << true;
    QTest::newRow("over midnight, early") << 22 * 60 << 6 * 60 << "2026-07-12T00:59:00Z" << true;
    QTest::newRow("over midnight, day") << 22 * 60 << 6 * 60 << "2026-07-12T01:00:00Z" << false;
}

void TestSchedule::quietHoursAreOfTheDay()
{
    QFETCH(int, from);
    QFETCH(int, until);
    QFETCH(QString, utc);
    const QuietHours hours{std::chrono::minutes(from), std::chrono::minutes(until)};
    QTEST(hours.hold(core::fromIsoText(utc).value()), "isQuiet");
}

QTEST_GUILESS_MAIN(TestSchedule)
#include "tst_schedule.moc"
