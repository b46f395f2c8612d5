#include <accuracyreport.h>
#include <references.h>

#include <QTest>

#include <algorithm>
#include <bit>
#include <random>

using namespace tirkeu;
using namespace tirkeu::accuracy;

// The measure itself: that it counts what it says it counts.
class TestPalmMeasure : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theWorstTenthIsATenth_data();
    void theWorstTenthIsATenth();
    void noVerdictIsCountedAsItIsUsed();
    void bothPalmsKeepTheirThreshold();
    void referencesCountEveryBit();
};

void TestPalmMeasure::theWorstTenthIsATenth_data()
{
    QTest::addColumn<int>("pairs");
    QTest::addColumn<int>("grades");
    QTest::newRow("nothing") << 0 << 1;
    QTest::newRow("fewer than ten") << 9 << 3;
    QTest::newRow("all alike") << 1000 << 1;
    QTest::newRow("a few grades") << 1003 << 4;
    QTest::newRow("many grades") << 2000 << 60;
}

void TestPalmMeasure::theWorstTenthIsATenth()
{
    QFETCH(int, pairs);
    QFETCH(int, grades);
    std::vector<Genuine> genuine;
    std::mt19937 random(5);
    for (int i = 0; i < pairs; ++i) {
        Genuine one;
        one.quality = 30 + static_cast<int>(random() % static_cast<unsigned>(grades));
        one.ours = static_cast<float>(random() % 1000) / 1000;
        genuine.push_back(one);
    }
    const std::vector<Genuine> better = withoutWorstTenth(genuine);
    QCOMPARE(better.size(), genuine.size() - genuine.size() / 10);
    // Nobody who stayed is worse than one who went.
    std::vector<int> qualities;
    for (const Genuine& g : genuine)
        qualities.push_back(g.quality);
    std::sort(qualities.begin(), qualities.end());
    for (const Genuine& g : better)
        QVERIFY(g.quality >= qualities[qualities.size() / 10]);
    if (grades != 1 || pairs == 0)
        return;
    // Where quality says nothing, what goes is no nearer and no farther than what stays.
    const auto mean = [](const std::vector<Genuine>& list) {
        double sum = 0;
        for (const Genuine& g : list)
            sum += static_cast<double>(g.ours) / static_cast<double>(list.size());
        return sum;
    };
    QVERIFY(std::abs(mean(better) - mean(genuine)) < 0.005);
}

void TestPalmMeasure::noVerdictIsCountedAsItIsUsed()
{
    Report report;
    report.bonaFide = 1000;
    report.bonaFideRefused = 4;
    report.bonaFideUndecided = 16;
    AttackRow print;
    print.presentations = 200;
    print.accepted = 1;
    print.undecided = 9;
    report.attacks[simulation_palm::Attack::LaserPrint] = print;
    AttackRow unseen = print;
    unseen.accepted = 150;
    report.attacks[simulation_palm::kUnseenAttack] = unseen;

    const AttackRates neither = attackRates(report, NoVerdict::CountsForNeither);
    QCOMPARE(neither.worstApcer, 0.005);
    QCOMPARE(neither.worst, simulation_palm::Attack::LaserPrint);
    QCOMPARE(neither.bpcer, 0.004);
    QVERIFY(neither.meets(0.01));
    const AttackRates refuses = attackRates(report, NoVerdict::Refuses);
    QCOMPARE(refuses.worstApcer, 0.005);
    QCOMPARE(refuses.bpcer, 0.02);
    QVERIFY(!refuses.meets(0.01));
    const AttackRates passes = attackRates(report, NoVerdict::Passes);
    QCOMPARE(passes.worstApcer, 0.05);
    QCOMPARE(passes.bpcer, 0.004);
    QVERIFY(!passes.meets(0.01));
}

void TestPalmMeasure::bothPalmsKeepTheirThreshold()
{
    const auto told = [](float genuine, double stranger) {
        Report report;
        report.tally.bothGenuine.push_back(genuine);
        report.tally.both.add(1 - stranger / 12);
        return shortfalls(report).contains(QStringLiteral("both palms together"));
    };
    QVERIFY(!told(12, 7));
    QVERIFY(told(7.5, 5)); // apart, and still refused
    QVERIFY(told(12, 8.5));
}

void TestPalmMeasure::referencesCountEveryBit()
{
    // Bit by bit, as the papers write it, against the words that the yardstick works with.
    std::mt19937 random(9);
    references::ReferenceCode a;
    references::ReferenceCode b;
    for (references::ReferenceCode* code : {&a, &b}) {
        for (auto& plane : code->cooccurrence)
            std::generate(plane.begin(), plane.end(), [&] { return static_cast<std::uint32_t>(random()); });
        for (auto& plane : code->competitive)
            std::generate(plane.begin(), plane.end(), [&] { return static_cast<std::uint32_t>(random()); });
    }
    const auto slow = [](const auto& left, const auto& right, int reach) {
        double least = 1;
        for (int dy = -reach; dy <= reach; ++dy) {
            for (int dx = -reach; dx <= reach; ++dx) {
                int differing = 0;
                int all = 0;
                for (std::size_t plane = 0; plane < left.size(); ++plane) {
                    for (int y = 0; y < 32; ++y) {
                        for (int x = 0; x < 32; ++x) {
                            if (y - dy < 0 || y - dy > 31 || x - dx < 0 || x - dx > 31)
                                continue;
                            ++all;
                            differing += ((left[plane][static_cast<std::size_t>(y)] >> x) & 1) !=
                                         ((right[plane][static_cast<std::size_t>(y - dy)] >> (x - dx)) & 1);
                        }
                    }
                }
                least = std::min(least, static_cast<double>(differing) / all);
            }
        }
        return least;
    };
    for (const int reach : {0, 1, 2, 4}) {
        QCOMPARE(references::cooccurrenceDistance(a, b, reach), slow(a.cooccurrence, b.cooccurrence, reach));
        QCOMPARE(references::competitiveDistance(a, b, reach), slow(a.competitive, b.competitive, reach));
    }
}

QTEST_GUILESS_MAIN(TestPalmMeasure)
#include "tst_palmmeasure.moc"
