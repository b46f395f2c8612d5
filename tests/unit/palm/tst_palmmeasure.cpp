#include <accuracyreport.h>
#include <references.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

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
    void theReportTellsCountsAndIntervals();
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

namespace {

/// So many captures of a condition, the first of them missed.
void addGenuine(Report& report, simulation_palm::Condition condition, int pairs, int ours, int competitive)
{
    for (int i = 0; i < pairs; ++i) {
        Genuine one;
        one.condition = condition;
        one.quality = 50;
        one.ours = i < ours ? 0.47F : 0.2F;
        one.competitive = one.cooccurrence = i < competitive ? 0.47F : 0.2F;
        report.tally.genuine.push_back(one);
    }
    ConditionRow& row = report.conditions[condition];
    row.captures = row.bonaFide = pairs;
    row.bonaFideUndecided = 1;
}

Report measured()
{
    Report report;
    for (Histogram* strangers : {&report.tally.ours, &report.tally.competitive, &report.tally.cooccurrence}) {
        strangers->bins[9200] = 2'000'000; // at 0.46
        strangers->count = 2'000'000;
    }
    addGenuine(report, simulation_palm::Condition::Normal, 2000, 2, 0);
    addGenuine(report, simulation_palm::Condition::Spread, 200, 1, 40);
    AttackRow print;
    print.presentations = 300;
    print.accepted = 3;
    report.attacks[simulation_palm::Attack::LaserPrint] = print;
    AttackRow unseen = print;
    unseen.accepted = 225;
    unseen.matched = 150;
    report.attacks[simulation_palm::kUnseenAttack] = unseen;
    return report;
}

QByteArray contentsOf(const QString& name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void TestPalmMeasure::theReportTellsCountsAndIntervals()
{
    const QTemporaryDir folder;
    QVERIFY(writeReport(measured(), folder.path()));
    const QString html = QString::fromUtf8(contentsOf(folder.filePath(QStringLiteral("report.html"))));
    QVERIFY(html.contains(u"None of them is a rate that real people would see."));
    // Wilson's bounds, worked out apart from this.
    for (const char* line : {"<td>1e-06</td><td>3 / 2200 = 0.136 % [0.0464, 0.4]</td>",
             "<td>normal</td><td>2 / 2000 = 0.1 % [0.0274, 0.364]</td>",
             "<td>spread</td><td>1 / 200 = 0.5 % [0.0883, 2.78]</td><td>40 / 200 = 20 % [15, 26.1]</td>",
             "<td>laser-print</td><td>3 / 300 = 1 % [0.341, 2.9]</td>",
             ", unseen while the cues were chosen</td><td>225 / 300 = 75 % [69.8, 79.6]</td>"
             "<td>150 / 300 = 50 % [44.4, 55.6]</td>"})
        QVERIFY2(html.contains(QLatin1StringView(line)), line);
    // The plot stands in the page and beside it, with a line for each of the three.
    const QByteArray plot = contentsOf(folder.filePath(QStringLiteral("det.svg")));
    QVERIFY(html.contains(QString::fromUtf8(plot)));
    QXmlStreamReader xml(plot);
    int lines = 0;
    while (!xml.atEnd()) {
        if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == u"polyline")
            lines += xml.attributes().value(QStringLiteral("points")).count(u',') > 10;
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QCOMPARE(lines, 3);
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
