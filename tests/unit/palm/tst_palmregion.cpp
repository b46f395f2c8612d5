#include <imaging/codecs.h>
#include <palm/assessment.h>
#include <palm/decision.h>
#include <simulation_palm/hand.h>

#include <QTest>

#include <algorithm>
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
    void largerAndDeeperPicturesShowTheSamePalm();
    void knowsTheHandThroughADirtyWindow();
    void staysInPlaceWhereFingersNearlyTouch();
    void findsTheHandInAClutteredRoom();
    void fingertipsMayBeCutOff();
    void theOtherHandIsNamed();
    void laysALeaningPalmFlat();
    void qualityPredictsTheDistance();
    void aVeiledWindowIsNamed();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void strangePicturesAreNoHand();
    void badInputHasItsError_data();
    void badInputHasItsError();
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
    QVERIFY(assess({capture.visible, {}})->oneBandOnly);
    QVERIFY(assess({{}, capture.infrared})->oneBandOnly);
    QVERIFY(!assess({capture.visible, capture.infrared})->oneBandOnly);
}

/// Each pixel four times.
static imaging::Frame doubled(const imaging::Frame& frame)
{
    const int bytes = imaging::bytesPerPixel(frame.format());
    QByteArray pixels;
    for (int y = 0; y < 2 * frame.height(); ++y) {
        for (int x = 0; x < 2 * frame.width(); ++x)
            pixels.append(reinterpret_cast<const char*>(frame.row(y / 2)) + qsizetype(x / 2) * bytes, bytes);
    }
    return *imaging::Frame::make({2 * frame.width(), 2 * frame.height()}, frame.format(), pixels, frame.info());
}

/// As a sensor of sixteen bits gives it.
static imaging::Frame deepened(const imaging::Frame& frame)
{
    QByteArray pixels;
    for (const char level : frame.pixels())
        pixels.append(2, level);
    return *imaging::Frame::make(frame.size(), imaging::PixelFormat::Grey16, pixels, frame.info());
}

void TestPalmRegion::largerAndDeeperPicturesShowTheSamePalm()
{
    const world::Capture capture = world::Hand({412, world::Side::Left}).capture({});
    const auto usual = assess({capture.visible, capture.infrared});
    QVERIFY(usual && usual->region && usual->problems.empty());
    const Region& home = *usual->region;
    const Probe probe(makeTemplate(home, usual->quality.overall));
    const auto differs = [&](const FramePair& pair, double scale) {
        const auto seen = assess(pair);
        if (!seen || !seen->region || !seen->problems.empty() || seen->region->side != home.side)
            return QStringLiteral("not found");
        for (std::size_t v = 0; v < 3; ++v) {
            const imaging::Point valley = seen->region->valleys[v];
            const double away = std::hypot(valley.x / scale - home.valleys[v].x, valley.y / scale - home.valleys[v].y);
            if (away > 0.1 * home.radius)
                return QStringLiteral("%1 px off").arg(away);
        }
        const Decision decision = decide(probe, makeTemplate(*seen->region, seen->quality.overall));
        return decision.outcome == Outcome::Match ? QString() : QString::number(decision.measured.score);
    };
    QCOMPARE(differs({doubled(capture.visible), doubled(capture.infrared)}, 2), QString());
    QCOMPARE(differs({capture.visible, deepened(capture.infrared)}, 1), QString());
}

void TestPalmRegion::knowsTheHandThroughADirtyWindow()
{
    // Haze between the fingers once looked like skin, and the heel of the hand like the web of a thumb.
    for (const auto& [person, side] : {std::pair(2049, world::Side::Right), std::pair(2058, world::Side::Left),
             std::pair(2076, world::Side::Left), std::pair(2025, world::Side::Right),
             std::pair(2140, world::Side::Right), std::pair(2004, world::Side::Right)}) {
        const world::Hand hand({std::uint64_t(person), side});
        world::CaptureSpec spec;
        spec.condition = world::Condition::DirtyWindow;
        spec.sample = 10;
        spec.day = 1;
        const world::Capture capture = hand.capture(spec);
        const auto found = findRegion(capture.visible, capture.infrared);
        QVERIFY(found && found->region);
        QCOMPARE(found->region->side, sideOf(hand));
        for (std::size_t v = 0; v < 3; ++v)
            QVERIFY(std::hypot(found->region->valleys[v].x - capture.truth.valleys[v].x,
                        found->region->valleys[v].y - capture.truth.valleys[v].y) < 0.25 * found->region->radius);
    }
}

void TestPalmRegion::staysInPlaceWhereFingersNearlyTouch()
{
    // The outline turns back before the valley's ground; once that turned the square by up to twenty degrees, or took
    // the thumb's web for a valley.
    struct Case
    {
        int person;
        world::Side side;
        int sample;
        world::Condition condition;
    };
    using enum world::Condition;
    for (const Case& one : {Case{20319, world::Side::Right, 3, DirtyWindow},
             Case{20448, world::Side::Right, 3, DirtyWindow}, Case{20627, world::Side::Left, 2, Normal},
             Case{20798, world::Side::Left, 0, Normal}, Case{20627, world::Side::Left, 3, Spread},
             Case{20792, world::Side::Left, 3, Spread}, Case{20798, world::Side::Left, 3, Spread}}) {
        const world::Hand hand({std::uint64_t(one.person), one.side});
        world::CaptureSpec spec;
        spec.condition = one.condition;
        spec.sample = one.sample;
        spec.day = one.sample < 3 ? 0 : 1;
        const world::Capture capture = hand.capture(spec);
        const auto found = findRegion(capture.visible, capture.infrared);
        QVERIFY(found && found->region);
        QCOMPARE(found->region->side, sideOf(hand));
        for (const std::size_t v : {std::size_t(0), std::size_t(2)}) {
            const double away = std::hypot(found->region->valleys[v].x - capture.truth.valleys[v].x,
                found->region->valleys[v].y - capture.truth.valleys[v].y);
            // Another compiler rounds the drawn hand otherwise; a valley taken for another is half a radius off.
            QVERIFY2(away < 0.2 * found->region->radius,
                qPrintable(QStringLiteral("%1: %2 radii").arg(one.person).arg(away / found->region->radius)));
        }
    }
}

/// How far the outer valleys were put beside where they are, in radii of the palm.
static double displacement(const Region& region, const world::Truth& truth)
{
    double most = 0;
    for (const std::size_t v : {std::size_t(0), std::size_t(2)})
        most = std::max(
            most, std::hypot(region.valleys[v].x - truth.valleys[v].x, region.valleys[v].y - truth.valleys[v].y) /
                      region.radius);
    return most;
}

void TestPalmRegion::findsTheHandInAClutteredRoom()
{
    int inPlace = 0;
    constexpr int kHands = 12;
    for (int i = 0; i < kHands; ++i) {
        const world::Hand hand({std::uint64_t(470 + i), i % 2 == 0 ? world::Side::Left : world::Side::Right});
        world::CaptureSpec spec;
        spec.condition = world::Condition::Cluttered;
        const world::Capture capture = hand.capture(spec);
        const auto found = findRegion(capture.visible, capture.infrared);
        QVERIFY(found);
        const bool isPlaced =
            found->region && found->region->side == sideOf(hand) && displacement(*found->region, capture.truth) < 0.2;
        inPlace += isPlaced && found->problems.empty();
        // Never another thing for the hand.
        QVERIFY2(isPlaced || !found->region || !found->problems.empty(), qPrintable(QString::number(i)));
    }
    QVERIFY2(inPlace >= kHands - 1, qPrintable(QString::number(inPlace)));
}

/// Dark from `reach` on along the fingers, in radii from the palm's middle.
static imaging::Frame cutOff(const imaging::Frame& frame, const Region& region, double reach)
{
    const int channels = imaging::bytesPerPixel(frame.format());
    const double upX = region.valleys[1].x - region.centre.x;
    const double upY = region.valleys[1].y - region.centre.y;
    const double far = reach * region.radius * std::hypot(upX, upY);
    QByteArray pixels = frame.pixels().toByteArray();
    for (int y = 0; y < frame.height(); ++y) {
        for (int x = 0; x < frame.width(); ++x) {
            if ((x - region.centre.x) * upX + (y - region.centre.y) * upY <= far)
                continue;
            for (int c = 0; c < channels; ++c)
                pixels[(qsizetype(y) * frame.width() + x) * channels + c] = 18;
        }
    }
    return *imaging::Frame::make(frame.size(), frame.format(), pixels, frame.info());
}

void TestPalmRegion::fingertipsMayBeCutOff()
{
    int inPlace = 0;
    int all = 0;
    for (int i = 0; i < 6; ++i) {
        const world::Hand hand({std::uint64_t(490 + i), i % 2 == 0 ? world::Side::Left : world::Side::Right});
        const world::Capture capture = hand.capture({});
        const auto whole = findRegion(capture.visible, capture.infrared);
        QVERIFY(whole && whole->region);
        for (const double reach : {2.2, 1.8}) {
            const auto found = findRegion(
                cutOff(capture.visible, *whole->region, reach), cutOff(capture.infrared, *whole->region, reach));
            QVERIFY(found);
            ++all;
            const bool isPlaced = found->region && found->region->side == sideOf(hand) &&
                                  displacement(*found->region, capture.truth) < 0.2;
            inPlace += isPlaced;
            QVERIFY(isPlaced || !found->region || !found->problems.empty());
        }
    }
    QVERIFY2(inPlace >= all - 1, qPrintable(QString::number(inPlace)));
}

void TestPalmRegion::theOtherHandIsNamed()
{
    for (const world::Side side : {world::Side::Left, world::Side::Right}) {
        const world::Capture capture = world::Hand({500, side}).capture({});
        for (const Side expected : {Side::Left, Side::Right}) {
            const auto found = findRegion(capture.visible, capture.infrared, expected);
            QVERIFY(found && found->region);
            const bool isOther = (expected == Side::Left) != (side == world::Side::Left);
            QCOMPARE(found->problems, isOther ? std::vector{Problem::WrongHand} : std::vector<Problem>());
        }
    }
}

static std::pair<PalmTemplate, int> templateOf(const world::Hand& hand, world::Condition condition, int sample)
{
    world::CaptureSpec spec;
    spec.condition = condition;
    spec.sample = sample;
    spec.day = sample > 0;
    const world::Capture capture = hand.capture(spec);
    const auto assessment = assess({capture.visible, capture.infrared});
    return {makeTemplate(*assessment->region, assessment->quality.overall), assessment->quality.overall};
}

void TestPalmRegion::laysALeaningPalmFlat()
{
    double level = 0;
    double leaning = 0;
    constexpr int kHands = 10;
    for (int i = 0; i < kHands; ++i) {
        const world::Hand hand({std::uint64_t(460 + i), world::Side::Right});
        const PalmTemplate enrolled = templateOf(hand, world::Condition::Normal, 0).first;
        level += Probe(templateOf(hand, world::Condition::Normal, 1).first).compare(enrolled).distance / kHands;
        leaning += Probe(templateOf(hand, world::Condition::Tilted, 1).first).compare(enrolled).distance / kHands;
    }
    // Left as they are seen, leaning palms come out at 0.235 where level ones do at 0.187.
    QVERIFY2(leaning < level + 0.03, qPrintable(QStringLiteral("%1 after %2").arg(leaning).arg(level)));
}

void TestPalmRegion::qualityPredictsTheDistance()
{
    std::vector<std::pair<int, double>> seen; // quality and distance to the same palm
    const std::array conditions{world::Condition::Normal, world::Condition::Hard, world::Condition::Plaster,
        world::Condition::Tilted, world::Condition::Cold, world::Condition::Noisy};
    for (int i = 0; i < 24; ++i) {
        const world::Hand hand({std::uint64_t(2300 + i), i % 2 == 0 ? world::Side::Left : world::Side::Right});
        const PalmTemplate enrolled = templateOf(hand, world::Condition::Normal, 0).first;
        for (int k = 0; k < 3; ++k) {
            const auto [palm, quality] =
                templateOf(hand, conditions[static_cast<std::size_t>(3 * i + k) % conditions.size()], k + 1);
            seen.emplace_back(quality, Probe(palm).compare(enrolled).distance);
        }
    }
    std::sort(seen.begin(), seen.end());
    const auto mean = [](auto first, auto last) {
        double sum = 0;
        for (auto it = first; it != last; ++it)
            sum += it->second;
        return sum / static_cast<double>(last - first);
    };
    const auto tenth = seen.begin() + static_cast<std::ptrdiff_t>(seen.size() / 10);
    const double worst = mean(seen.begin(), tenth);
    const double rest = mean(tenth, seen.end());
    QVERIFY2(worst > rest + 0.01, qPrintable(QStringLiteral("%1 against %2").arg(worst).arg(rest)));
    // And the error falls without it, at a bound strict enough to be missed here.
    const double strict = 0.23;
    const auto missed = [strict](auto first, auto last) {
        return static_cast<double>(std::count_if(first, last, [strict](const auto& s) { return s.second >= strict; })) /
               static_cast<double>(last - first);
    };
    const double all = missed(seen.begin(), seen.end());
    QVERIFY2(missed(tenth, seen.end()) < all, qPrintable(QString::number(all)));
}

void TestPalmRegion::aVeiledWindowIsNamed()
{
    int named = 0;
    for (int i = 0; i < 6; ++i) {
        const world::Capture capture = world::Hand({std::uint64_t(470 + i), world::Side::Left}).capture({});
        // Scattered light over everything: dark comes up, contrast goes down.
        const auto veiled = [](const imaging::Frame& frame) {
            QByteArray pixels(reinterpret_cast<const char*>(frame.row(0)),
                qsizetype(frame.width()) * frame.height() * imaging::bytesPerPixel(frame.format()));
            for (char& pixel : pixels)
                pixel = static_cast<char>(static_cast<std::uint8_t>(0.4 * static_cast<std::uint8_t>(pixel) + 58));
            return *imaging::Frame::make(frame.size(), frame.format(), pixels, frame.info());
        };
        const auto found = findRegion(veiled(capture.visible), veiled(capture.infrared));
        QVERIFY(found);
        named += std::count(found->problems.begin(), found->problems.end(), Problem::Window) > 0;
        const auto clean = findRegion(capture.visible, capture.infrared);
        QCOMPARE(std::count(clean->problems.begin(), clean->problems.end(), Problem::Window), 0);
    }
    QVERIFY2(named >= 5, qPrintable(QString::number(named)));
}

void TestPalmRegion::saysWhatIsWrong_data()
{
    QTest::addColumn<int>("condition");
    QTest::addColumn<int>("problem");
    const auto row = [](const char* name, world::Condition condition, Problem problem) {
        QTest::newRow(name) << int(condition) << int(problem);
    };
    row("empty", world::Condition::Empty, Problem::NoHand);
    row("closed", world::Condition::FingersClosed, Problem::FingersClosed);
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
    QVERIFY2(right >= 4, qPrintable(QString::number(right)));
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

static imaging::Frame plain(imaging::Size size, imaging::PixelFormat format, char level)
{
    return *imaging::Frame::make(
        size, format, QByteArray(qsizetype(size.width) * size.height * imaging::bytesPerPixel(format), level));
}

void TestPalmRegion::badInputHasItsError_data()
{
    using imaging::PixelFormat;
    QTest::addColumn<QByteArray>("visible");
    QTest::addColumn<QByteArray>("infrared");
    QTest::addColumn<QString>("expected"); // an error's code, or what is wrong with the hand
    QTest::addColumn<std::optional<ErrorKind>>("kind");
    const imaging::Size usual{640, 480};
    const QByteArray colour = *imaging::encodePng(plain(usual, PixelFormat::Bgr8, 90));
    const QByteArray grey = *imaging::encodePng(plain(usual, PixelFormat::Grey8, 90));
    const QByteArray animation =
        colour.first(33) + QByteArray::fromHex("00000008") + "acTL" + QByteArray(12, '\0') + colour.sliced(33);
    QByteArray huge = colour;
    huge[16] = 0x7f;
    const auto row = [](const char* name, const QByteArray& visible, const QByteArray& infrared, const char* expected,
                         std::optional<ErrorKind> kind = std::nullopt) {
        QTest::newRow(name) << visible << infrared << QString::fromLatin1(expected) << kind;
    };
    // A file is the person's to exchange, a picture of the wrong shape is the scanner's fault.
    using enum ErrorKind;
    row("nothing", {}, {}, "palm.no-picture", Retry);
    row("no picture", "hello", {}, "imaging.unknown-kind", OperatorCanFix);
    row("truncated", colour.first(colour.size() / 2), grey, "imaging.broken-picture", OperatorCanFix);
    row("animated", "GIF89a and what follows", {}, "imaging.animated", OperatorCanFix);
    row("animated png", animation, {}, "imaging.animated", OperatorCanFix);
    row("huge", huge, {}, "imaging.too-large", OperatorCanFix);
    row("too small", *imaging::encodePng(plain({100, 80}, PixelFormat::Bgr8, 90)), {}, "palm.wrong-picture",
        DeviceFault);
    row("sizes differ", colour, *imaging::encodePng(plain({320, 240}, PixelFormat::Grey8, 90)), "palm.wrong-picture",
        DeviceFault);
    row("grey for colour", grey, grey, "no-hand");
    row("sixteen bits", {}, *imaging::encodePng(plain(usual, PixelFormat::Grey16, 9)), "no-hand");
    row("all black", *imaging::encodePng(plain(usual, PixelFormat::Bgr8, 0)),
        *imaging::encodePng(plain(usual, PixelFormat::Grey8, 0)), "no-hand");
    row("all white", *imaging::encodePng(plain(usual, PixelFormat::Bgr8, '\xff')),
        *imaging::encodePng(plain(usual, PixelFormat::Grey8, '\xff')), "no-hand");
}

void TestPalmRegion::badInputHasItsError()
{
    QFETCH(QByteArray, visible);
    QFETCH(QByteArray, infrared);
    QFETCH(QString, expected);
    QFETCH(std::optional<ErrorKind>, kind);
    FramePair pair;
    QString seen;
    std::optional<ErrorKind> seenKind;
    const auto take = [&](const Error& error) {
        seen = error.code.toString();
        seenKind = error.kind;
    };
    for (const auto& [bytes, frame] : {std::pair(visible, &pair.visible), std::pair(infrared, &pair.infrared)}) {
        if (bytes.isEmpty())
            continue;
        const Result<imaging::Frame> decoded = imaging::decodeImage(bytes);
        if (decoded)
            *frame = *decoded;
        else if (seen.isEmpty())
            take(decoded.error());
    }
    if (seen.isEmpty()) {
        const auto assessment = assess(pair);
        if (!assessment)
            take(assessment.error());
        else if (!assessment->region)
            seen = QString(nameOf(assessment->problems.front()));
    }
    QCOMPARE(seen, expected);
    QVERIFY(seenKind == kind);
}

QTEST_GUILESS_MAIN(TestPalmRegion)
#include "tst_palmregion.moc"
