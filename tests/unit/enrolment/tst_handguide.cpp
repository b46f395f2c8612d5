#include "drawnscanner.h"

#include <enrolment/handguide.h>
#include <enrolment/palmcheck.h>

#include <QSemaphore>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <atomic>

using namespace tirkeu;
using namespace tirkeu::enrolment;
using casefile::Hand;
using palm::Problem;
using simulation_palm::Condition;

namespace {
imaging::Frame drawn(Condition condition, simulation_palm::Side side = simulation_palm::Side::Right)
{
    static const simulation_palm::Hand right({.person = 11, .side = simulation_palm::Side::Right});
    static const simulation_palm::Hand left({.person = 11, .side = simulation_palm::Side::Left});
    return (side == simulation_palm::Side::Right ? right : left).capture({.condition = condition}).infrared;
}

bool has(const HandView& view, Problem problem)
{
    return std::ranges::find(view.problems, problem) != view.problems.end();
}
} // namespace

class TestHandGuide : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aHandIsAnOutlineInSharesOfTheWindow();
    void whatIsWrongIsSaid_data();
    void whatIsWrongIsSaid();
    void whatIsPoorIsNamed();
    void aPoorPictureIsNoSampleAndSaysWhy();
    void anEmptyWindowIsNoHand();
    void itFollowsFromAnotherThread();
    void wordsDoNotTakeTheHandAway();
    void aFloodOfPicturesHoldsNobodyUp();
};

void TestHandGuide::aHandIsAnOutlineInSharesOfTheWindow()
{
    const HandView view = viewOf({.handPresent = true, .preview = drawn(Condition::Normal)}, Hand::Right);
    QVERIFY(view.handPresent);
    QVERIFY(view.problems.empty());
    QVERIFY(view.outline.size() > 40 && view.outline.size() <= 240);
    QVERIFY(std::ranges::all_of(
        view.outline, [](imaging::Point p) { return p.x >= 0 && p.x <= 1 && p.y >= 0 && p.y <= 1; }));
    // It goes round the palm it names: as far as the palm is wide at least, on every side of its centre.
    for (const imaging::Point way : {imaging::Point{1., 0.}, {-1., 0.}, {0., -1.}}) {
        const bool reaches = std::ranges::any_of(view.outline, [&](imaging::Point p) {
            return (p.x - view.centre.x) * view.aspect * way.x + (p.y - view.centre.y) * way.y > 0.8 * view.radius;
        });
        QVERIFY(reaches);
    }
    QVERIFY(view.radius > kNearEnough && view.radius < kFarEnough);
    QCOMPARE(view.aspect, 640. / 480);
}

void TestHandGuide::whatIsWrongIsSaid_data()
{
    QTest::addColumn<int>("condition");
    QTest::addColumn<int>("problem");
    QTest::newRow("too far") << int(Condition::TooFar) << int(Problem::TooFar);
    QTest::newRow("too near") << int(Condition::TooNear) << int(Problem::TooNear);
    QTest::newRow("tilted") << int(Condition::SteepTilt) << int(Problem::Tilted);
    QTest::newRow("fingers closed") << int(Condition::FingersClosed) << int(Problem::FingersClosed);
}

void TestHandGuide::whatIsWrongIsSaid()
{
    QFETCH(int, condition);
    QFETCH(int, problem);
    const HandView view =
        viewOf({.handPresent = true, .preview = drawn(static_cast<Condition>(condition))}, Hand::Right);
    QVERIFY(has(view, static_cast<Problem>(problem)));
    // The other hand than the one that is asked for.
    const HandView other =
        viewOf({.handPresent = true, .preview = drawn(Condition::Normal, simulation_palm::Side::Left)}, Hand::Right);
    QVERIFY(has(other, Problem::WrongHand));
    QVERIFY(!has(viewOf({.handPresent = true, .preview = drawn(Condition::Normal)}, Hand::None), Problem::WrongHand));
}

void TestHandGuide::whatIsPoorIsNamed()
{
    const imaging::Size picture{640, 480};
    palm::Assessment good;
    good.region.emplace();
    good.region->hasInfrared = true;
    good.region->infrared.fill(60);
    good.region->radius = 0.25 * picture.height;
    good.quality = {.overall = 45, .light = 95, .sharpness = 95, .position = 95, .coverage = 95, .lines = 5};
    // Nobody at the counter can mend faint lines.
    QVERIFY(!whatToBetter(good, picture));
    QVERIFY(!whatToBetter({}, picture));
    const auto with = [&good](const auto& change) {
        palm::Assessment changed = good;
        change(changed);
        return changed;
    };
    const auto poor = [&](int palm::Quality::*part) {
        return with([part](palm::Assessment& seen) { seen.quality.*part = 40; });
    };
    QVERIFY(whatToBetter(poor(&palm::Quality::coverage), picture) == Problem::Covered);
    QVERIFY(whatToBetter(poor(&palm::Quality::sharpness), picture) == Problem::Moving);
    palm::Assessment light = poor(&palm::Quality::light);
    QVERIFY(whatToBetter(light, picture) == Problem::TooDark);
    light.region->infrared.fill(230);
    QVERIFY(whatToBetter(light, picture) == Problem::TooBright);
    palm::Assessment place = poor(&palm::Quality::position);
    QVERIFY(whatToBetter(place, picture) == Problem::OffSide);
    place.region->source = palm::RegionSource::TwoValleys;
    QVERIFY(whatToBetter(place, picture) == Problem::FingersClosed);
    place.region->tilt = 0.25;
    QVERIFY(whatToBetter(place, picture) == Problem::Tilted);
    place.region->radius = 0.16 * picture.height;
    QVERIFY(whatToBetter(place, picture) == Problem::TooFar);
    place.region->radius = 0.37 * picture.height;
    QVERIFY(whatToBetter(place, picture) == Problem::TooNear);
    // The poorest of several.
    place.quality.coverage = 30;
    QVERIFY(whatToBetter(place, picture) == Problem::Covered);
}

void TestHandGuide::aPoorPictureIsNoSampleAndSaysWhy()
{
    const simulation_palm::Capture capture =
        simulation_palm::Hand({.person = 11, .side = simulation_palm::Side::Right}).capture({});
    const auto dimmed = [](const imaging::Frame& frame) {
        QByteArray pixels = frame.pixels().toByteArray();
        for (char& pixel : pixels)
            pixel = static_cast<char>(static_cast<std::uint8_t>(pixel) * 40 / 100);
        return *imaging::Frame::make(frame.size(), frame.format(), pixels, frame.info());
    };
    criteria::PalmRules rules{};
    rules.thresholds.quality = 30;
    const auto looked = [&](const imaging::Frame& visible, const imaging::Frame& infrared) {
        devices::PalmCapture shown;
        shown.pairs.append({visible, infrared});
        PalmCheck check(Hand::Right, rules, 4);
        return check.add(shown).value();
    };
    QVERIFY(looked(capture.visible, capture.infrared).isSample);
    // More is asked than so little light gives, and nothing else is wrong with the hand.
    rules.thresholds.quality = 100;
    const PalmLook poor = looked(dimmed(capture.visible), dimmed(capture.infrared));
    QVERIFY(!poor.isSample);
    QVERIFY(poor.problems == std::vector{Problem::TooDark});
}

void TestHandGuide::anEmptyWindowIsNoHand()
{
    const HandView empty = viewOf({.handPresent = true, .preview = drawn(Condition::Empty)}, Hand::None);
    QVERIFY(empty.outline.empty());
    const HandView nobody = viewOf({.handPresent = false, .preview = drawn(Condition::Normal)}, Hand::None);
    QVERIFY(!nobody.handPresent && nobody.outline.empty() && nobody.problems.empty());
    // A picture that is too small to be read leaves the scanner's own word.
    const imaging::Frame tiny =
        imaging::Frame::make({32, 32}, imaging::PixelFormat::Grey8, QByteArray(1024, 'x')).value();
    const HandView words = viewOf({.handPresent = true, .hint = devices::Hint::TooNear, .preview = tiny}, Hand::None);
    QVERIFY(words.outline.empty());
    QCOMPARE(words.hint, std::optional(devices::Hint::TooNear));
}

void TestHandGuide::itFollowsFromAnotherThread()
{
    // The scanner lives and speaks on a thread of its own, as a plug-in's does.
    QThread thread;
    test::DrawnScanner scanner;
    scanner.moveToThread(&thread);
    thread.start();
    HandGuide guide(scanner);
    guide.expect(Hand::Right);
    QList<HandView> views;
    QThread* saidOn = nullptr;
    connect(
        &guide, &HandGuide::seen, this, [&saidOn] { saidOn = QThread::currentThread(); }, Qt::DirectConnection);
    connect(&guide, &HandGuide::seen, this, [&views](const HandView& view) { views.append(view); });
    const auto say = [&scanner](const devices::Guidance& guidance) {
        QMetaObject::invokeMethod(&scanner, [&scanner, guidance] { Q_EMIT scanner.guided(guidance); });
    };
    say({.handPresent = true, .preview = drawn(Condition::Normal)});
    QTRY_COMPARE(views.size(), 1);
    QVERIFY(!views.constLast().outline.empty());
    QVERIFY(saidOn != QThread::currentThread() && saidOn != &thread);
    say({.handPresent = false});
    QTRY_COMPARE(views.size(), 2);
    QVERIFY(views.constLast().outline.empty());
    thread.quit();
    thread.wait();
}

void TestHandGuide::wordsDoNotTakeTheHandAway()
{
    test::DrawnScanner scanner;
    HandGuide guide(scanner);
    QList<HandView> views;
    connect(&guide, &HandGuide::seen, this, [&views](const HandView& view) { views.append(view); });
    Q_EMIT scanner.guided({.handPresent = true, .preview = drawn(Condition::Normal)});
    QTRY_COMPARE(views.size(), 1);
    Q_EMIT scanner.guided({.handPresent = true, .hint = devices::Hint::Moved});
    QTRY_COMPARE(views.size(), 2);
    QVERIFY(!views.constLast().outline.empty());
    QCOMPARE(views.constLast().hint, std::optional(devices::Hint::Moved));
    Q_EMIT scanner.guided({.handPresent = false});
    QTRY_COMPARE(views.size(), 3);
    QVERIFY(views.constLast().outline.empty() && !views.constLast().handPresent);
}

void TestHandGuide::aFloodOfPicturesHoldsNobodyUp()
{
    test::DrawnScanner scanner;
    HandGuide guide(scanner);
    QSemaphore begun;
    QSemaphore go;
    std::atomic<int> views = 0;
    // The reader stands still at the first picture; all others come meanwhile and only the newest is read.
    connect(
        &guide, &HandGuide::seen, this,
        [&](const HandView&) {
            ++views;
            begun.release();
            go.acquire();
        },
        Qt::DirectConnection);
    const imaging::Frame hand = drawn(Condition::Normal);
    Q_EMIT scanner.guided({.handPresent = true, .preview = hand});
    begun.acquire();
    for (int i = 0; i < 500; ++i)
        Q_EMIT scanner.guided({.handPresent = true, .preview = hand});
    go.release(1000);
    QTRY_COMPARE(views.load(), 2);
    Q_EMIT scanner.guided({.handPresent = false});
    QTRY_COMPARE(views.load(), 3);
}

QTEST_GUILESS_MAIN(TestHandGuide)
#include "tst_handguide.moc"
