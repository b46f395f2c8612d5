#include <palm/assessment.h>
#include <simulation_palm/hand.h>

#include <QTest>

#include <cmath>

using namespace tirkeu;
using namespace tirkeu::palm;
namespace world = tirkeu::simulation_palm;

class TestPalmRegion : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsEitherHandAtAnyTurn();
    void oneBandIsEnoughForARegion();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void strangePicturesAreNoHand();
    void bio21TellsRealHandsFromArtefacts();
    void bio21WithOneBandCannotDecide();
};

static Side sideOf(const world::Hand& hand)
{
    return hand.id().side == world::Side::Left ? Side::Left : Side::Right;
}

void TestPalmRegion::findsEitherHandAtAnyTurn()
{
    for (int i = 0; i < 10; ++i) {
        const world::Hand hand({std::uint64_t(400 + i), i % 2 == 0 ? world::Side::Left : world::Side::Right});
        world::CaptureSpec spec;
        spec.turnDegrees = -60 + 120. * i / 9;
        const world::Capture capture = hand.capture(spec);
        const auto found = findRegion(capture.visible, capture.infrared);
        QVERIFY(found && found->region);
        QVERIFY(found->problems.empty());
        QCOMPARE(found->region->side, sideOf(hand));
        for (std::size_t v = 0; v < 3; ++v) {
            const double away = std::hypot(found->region->valleys[v].x - capture.truth.valleys[v].x,
                found->region->valleys[v].y - capture.truth.valleys[v].y);
            QVERIFY2(away < 0.2 * found->region->radius,
                qPrintable(QStringLiteral("%1 px at %2").arg(away).arg(*spec.turnDegrees)));
        }
    }
}

void TestPalmRegion::oneBandIsEnoughForARegion()
{
    const world::Hand hand({410, world::Side::Right});
    const world::Capture capture = hand.capture({});
    QVERIFY(findRegion(capture.visible, {})->region);
    QVERIFY(findRegion({}, capture.infrared)->region);
    const auto assessment = assess({capture.visible, {}});
    QVERIFY(assessment->oneBandOnly);
}

void TestPalmRegion::saysWhatIsWrong_data()
{
    QTest::addColumn<int>("condition");
    QTest::addColumn<int>("problem");
    const auto row = [](const char* name, world::Condition condition, Problem problem) {
        QTest::newRow(name) << int(condition) << int(problem);
    };
    row("empty", world::Condition::Empty, Problem::NoHand);
    row("back", world::Condition::BackOfHand, Problem::WrongSide);
    row("two", world::Condition::TwoHands, Problem::TwoHands);
    row("glove", world::Condition::Gloved, Problem::Covered);
    row("aside", world::Condition::OffSide, Problem::OffSide);
    row("near", world::Condition::TooNear, Problem::TooNear);
    row("far", world::Condition::TooFar, Problem::TooFar);
    row("tilt", world::Condition::SteepTilt, Problem::Tilted);
    row("dark", world::Condition::TooDark, Problem::TooDark);
    row("bright", world::Condition::TooBright, Problem::TooBright);
    row("moving", world::Condition::StrongMotion, Problem::Moving);
}

void TestPalmRegion::saysWhatIsWrong()
{
    QFETCH(int, condition);
    QFETCH(int, problem);
    int right = 0;
    int accepted = 0;
    for (int i = 0; i < 5; ++i) {
        const world::Hand hand({std::uint64_t(420 + i), i % 2 == 0 ? world::Side::Left : world::Side::Right});
        world::CaptureSpec spec;
        spec.condition = static_cast<world::Condition>(condition);
        const world::Capture capture = hand.capture(spec);
        const auto assessment = assess({capture.visible, capture.infrared});
        QVERIFY(assessment);
        right +=
            std::count(assessment->problems.begin(), assessment->problems.end(), static_cast<Problem>(problem)) > 0;
        accepted += assessment->isAcceptable();
    }
    QVERIFY2(right >= 3, qPrintable(QString::number(right)));
    QVERIFY2(accepted <= 1, qPrintable(QString::number(accepted)));
}

void TestPalmRegion::strangePicturesAreNoHand()
{
    const auto black = imaging::Frame::make({640, 480}, imaging::PixelFormat::Grey8, QByteArray(640 * 480, '\0'));
    QVERIFY(!findRegion({}, *black)->region);
    const auto white = imaging::Frame::make({640, 480}, imaging::PixelFormat::Bgr8, QByteArray(640 * 480 * 3, '\xff'));
    QVERIFY(!findRegion(*white, {})->region);
    const auto deep = imaging::Frame::make({640, 480}, imaging::PixelFormat::Grey16, QByteArray(640 * 480 * 2, '\7'));
    QVERIFY(findRegion({}, *deep));
    const auto tiny = imaging::Frame::make({64, 48}, imaging::PixelFormat::Grey8, QByteArray(64 * 48, '\0'));
    QVERIFY(!findRegion({}, *tiny));
    QVERIFY(!findRegion({}, {}));
    QVERIFY(!findRegion(*white, *tiny));
}

void TestPalmRegion::bio21TellsRealHandsFromArtefacts()
{
    int real = 0;
    int fooled = 0;
    for (int i = 0; i < 3; ++i) {
        const world::Hand hand({std::uint64_t(440 + i), world::Side::Left});
        const world::Capture capture = hand.capture({});
        real += assess({capture.visible, capture.infrared})->artefact.verdict == Authenticity::Real;
        for (const world::Attack attack : world::allAttacks()) {
            world::CaptureSpec spec;
            spec.attack = attack;
            spec.sample = i;
            spec.frame = 1;
            const world::Capture before = hand.capture(spec);
            spec.frame = 0;
            const world::Capture now = hand.capture(spec);
            const std::array<FramePair, 1> earlier{FramePair{before.visible, before.infrared}};
            const auto assessment = assess({now.visible, now.infrared}, std::nullopt, earlier);
            fooled += assessment->isAcceptable() && assessment->artefact.verdict == Authenticity::Real;
        }
    }
    QVERIFY(real >= 2);
    QVERIFY2(fooled <= 2, qPrintable(QString::number(fooled)));
}

void TestPalmRegion::bio21WithOneBandCannotDecide()
{
    const world::Capture capture = world::Hand({450, world::Side::Left}).capture({});
    QCOMPARE(assess({{}, capture.infrared})->artefact.verdict, Authenticity::CannotDecide);
    const auto both = assess({capture.visible, capture.infrared});
    QVERIFY(both->artefact.analysed().size() >= 2); // veins and optics, for the document
}

QTEST_GUILESS_MAIN(TestPalmRegion)
#include "tst_palmregion.moc"
