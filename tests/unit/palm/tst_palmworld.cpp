#include <palm/region.h>
#include <references.h>
#include <simulation_palm/hand.h>

#include <QTest>

#include <algorithm>

using namespace tirkeu;
namespace world = tirkeu::simulation_palm;

// The world of palms must stay as hard as real photographs are to two published codes, and always be the same.
class TestPalmWorld : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void equalSpecsGiveEqualPixels();
    void competitiveCodeSeesDarkLines();
    void isAsHardAsPhotographs();
};

void TestPalmWorld::equalSpecsGiveEqualPixels()
{
    world::CaptureSpec spec;
    spec.condition = world::Condition::Hard;
    const world::Capture one = world::Hand({3, world::Side::Left}).capture(spec);
    QVERIFY(one.visible == world::Hand({3, world::Side::Left}).capture(spec).visible);
    QVERIFY(!(one.visible == world::Hand({3, world::Side::Right}).capture(spec).visible));
    QVERIFY(!(one.infrared == world::Hand({4, world::Side::Left}).capture(spec).infrared));
    for (const world::Condition condition : world::refusedConditions())
        QCOMPARE(world::conditionFromName(QString(world::nameOf(condition))), condition);
}

void TestPalmWorld::competitiveCodeSeesDarkLines()
{
    // One dark line per direction must give six different winners; with the wrong sign some repeat.
    const references::ReferenceCoder coder;
    std::vector<int> seen;
    for (int o = 0; o < 6; ++o) {
        std::array<std::uint8_t, 128 * 128> region{};
        const double angle = o * 3.14159265 / 6;
        for (int y = 0; y < 128; ++y) {
            for (int x = 0; x < 128; ++x) {
                const double away = (x - 64) * std::cos(angle) + (y - 64) * std::sin(angle);
                region[static_cast<std::size_t>(y) * 128 + static_cast<std::size_t>(x)] =
                    std::abs(away) < 1.6 ? 120 : 160;
            }
        }
        seen.push_back(coder.winners(region.data())[16 * 32 + 16]);
    }
    std::sort(seen.begin(), seen.end());
    QVERIFY(std::adjacent_find(seen.begin(), seen.end()) == seen.end());
}

void TestPalmWorld::isAsHardAsPhotographs()
{
    const references::ReferenceCoder coder;
    const auto codeOf = [&](const world::Hand& hand, world::Condition condition, int sample) {
        world::CaptureSpec spec;
        spec.condition = condition;
        spec.sample = sample;
        spec.day = sample > 0;
        const world::Capture capture = hand.capture(spec);
        const auto found = palm::findRegion(capture.visible, capture.infrared);
        return coder.code(found->region->visible.data());
    };
    constexpr int kHands = 14;
    std::vector<references::ReferenceCode> enrolled;
    std::vector<references::ReferenceCode> ordinary;
    std::vector<references::ReferenceCode> hard;
    for (int i = 0; i < kHands; ++i) {
        const world::Hand hand({std::uint64_t(700 + i), world::Side::Left});
        enrolled.push_back(codeOf(hand, world::Condition::Normal, 0));
        ordinary.push_back(codeOf(hand, world::Condition::Normal, 1));
        hard.push_back(codeOf(hand, world::Condition::Hard, 2));
    }
    using Distance = double (*)(const references::ReferenceCode&, const references::ReferenceCode&, int);
    for (const Distance distance :
        {Distance(references::competitiveDistance), Distance(references::cooccurrenceDistance)}) {
        std::vector<double> easy;
        std::vector<double> genuine;
        std::vector<double> strangers;
        for (std::size_t i = 0; i < kHands; ++i) {
            easy.push_back(distance(enrolled[i], ordinary[i], 4));
            genuine.push_back(distance(enrolled[i], hard[i], 4));
            for (std::size_t k = 0; k < kHands; ++k) {
                if (i != k)
                    strangers.push_back(distance(enrolled[i], hard[k], 4));
            }
        }
        for (std::vector<double>* list : {&easy, &genuine, &strangers})
            std::sort(list->begin(), list->end());
        const double middle = genuine[kHands / 2];
        QVERIFY2(middle > 0.31 && middle < 0.42, qPrintable(QString::number(middle)));
        QVERIFY(genuine.back() > 0.38);
        QVERIFY(easy[kHands / 2] < middle); // the easy condition is easier
        const double stranger = strangers[strangers.size() / 2];
        QVERIFY2(stranger > 0.44 && stranger < 0.48, qPrintable(QString::number(stranger)));
        QVERIFY(strangers.front() > 0.38);
    }
}

QTEST_GUILESS_MAIN(TestPalmWorld)
#include "tst_palmworld.moc"
