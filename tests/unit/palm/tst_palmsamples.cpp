#include "support/testfiles.h"

#include <imaging/codecs.h>
#include <palm/assessment.h>
#include <palm/decision.h>

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>

using namespace tirkeu;
using namespace tirkeu::palm;

// Real palms, where this machine has them: the region and the hand, that three people are three people, and that the
// region stays where it is when the picture is taken otherwise.
class TestPalmSamples : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void regionOfRealPalms();
    void templatesOfRealPalmsAreFarApart();
    void bio21RealSkinMirrorsNothing();
    void regionStaysWhenThePictureIsTakenOtherwise_data();
    void regionStaysWhenThePictureIsTakenOtherwise();
};

struct Real
{
    const char* file;
    Side side;
    bool infrared;
};
static constexpr std::array kReal{Real{"nir-left-a.png", Side::Left, true}, Real{"nir-right-b.png", Side::Right, true},
    Real{"rgb-left-c.jpg", Side::Left, false}};

static std::optional<imaging::Frame> realFrame(const Real& real)
{
    const auto folder = test::samplesFolder();
    if (!folder)
        return std::nullopt;
    const auto frame =
        imaging::decodeImage(test::readFile(*folder + QStringLiteral("/palms/") + QString::fromLatin1(real.file)));
    return frame ? std::optional(*frame) : std::nullopt;
}

static Result<Assessment> looked(const imaging::Frame& frame, bool infrared)
{
    return infrared ? assess({{}, frame}) : assess({frame, {}});
}

void TestPalmSamples::regionOfRealPalms()
{
    if (!test::samplesFolder())
        QSKIP("TIRKEU_SAMPLES is not set: no real palms here");
    std::vector<PalmTemplate> palms;
    for (const Real& one : kReal) {
        const auto frame = realFrame(one);
        QVERIFY(frame);
        const auto assessment = looked(*frame, one.infrared);
        QVERIFY(assessment && assessment->region);
        QCOMPARE(assessment->region->side, one.side);
        QVERIFY(assessment->oneBandOnly);
        QVERIFY2(assessment->problems.empty(), one.file);
        palms.push_back(makeTemplate(*assessment->region, assessment->quality.overall));
    }
    const Decision decision = decide(Probe(palms[0]), palms[1]);
    QVERIFY2(decision.measured.score < 2, qPrintable(QString::number(decision.measured.score)));
    // The third was taken in another band: there is nothing to compare, and that is what is said.
    for (const std::size_t i : {std::size_t(0), std::size_t(1)}) {
        const Decision apart = decide(Probe(palms[i]), palms[2]);
        QCOMPARE(apart.outcome, Outcome::CannotDecide);
        QCOMPARE(apart.measured.score, 0.);
    }
}

void TestPalmSamples::templatesOfRealPalmsAreFarApart()
{
    if (!test::samplesFolder())
        QSKIP("TIRKEU_SAMPLES is not set: no real palms here");
    // Both bands code dark lines in one way, so that pictures of different bands are compared as if of one.
    std::vector<PalmTemplate> palms;
    for (const Real& one : kReal) {
        const auto frame = realFrame(one);
        QVERIFY(frame);
        const auto assessment = looked(*frame, true);
        QVERIFY2(assessment && assessment->region, one.file);
        palms.push_back(makeTemplate(*assessment->region, assessment->quality.overall));
    }
    for (std::size_t i = 0; i < palms.size(); ++i) {
        for (std::size_t k = 0; k < palms.size(); ++k) {
            const Decision decision = decide(Probe(palms[i]), palms[k]);
            QVERIFY2((i == k) == (decision.measured.score >= 2),
                qPrintable(QStringLiteral("%1 and %2: %3").arg(i).arg(k).arg(decision.measured.score)));
            QVERIFY(decision.alignment.overlap > 0.3);
        }
    }
}

void TestPalmSamples::bio21RealSkinMirrorsNothing()
{
    if (!test::samplesFolder())
        QSKIP("TIRKEU_SAMPLES is not set: no real palms here");
    for (const Real& one : kReal) {
        if (!one.infrared)
            continue;
        const auto frame = realFrame(one);
        QVERIFY(frame);
        // There is no picture in daylight to this one; the glint is measured in the infra-red alone.
        const auto assessment = assess({*frame, *frame});
        QVERIFY(assessment && assessment->region);
        const auto& cues = assessment->artefact.cues;
        const auto glint = std::ranges::find(cues, QLatin1StringView("infrared-glint"), &Cue::name);
        QVERIFY(glint != cues.end());
        QVERIFY2(!glint->isOutside() && !glint->isDoubtful(),
            qPrintable(QStringLiteral("%1: %2").arg(QLatin1StringView(one.file)).arg(glint->value)));
    }
}

namespace {

/// Where a point of the new picture comes from.
struct Way
{
    double a = 1, b = 0, c = 0, d = 0, e = 1, f = 0;
    [[nodiscard]] imaging::Point of(imaging::Point p) const { return {a * p.x + b * p.y + c, d * p.x + e * p.y + f}; }
};

/// Turned by so many degrees, enlarged and perhaps mirrored about the middle of the frame.
Way wayBack(imaging::Size size, double degrees, double scale, double mirror)
{
    const double angle = degrees * std::numbers::pi / 180;
    const double x = size.width / 2.;
    const double y = size.height / 2.;
    Way way{mirror * std::cos(angle) / scale, mirror * std::sin(angle) / scale, 0, -std::sin(angle) / scale,
        std::cos(angle) / scale, 0};
    way.c = x - way.a * x - way.b * y;
    way.f = y - way.d * x - way.e * y;
    return way;
}

/// Beyond the rim the picture goes on as it ended.
imaging::Frame moved(const imaging::Frame& frame, const Way& way)
{
    const int channels = imaging::bytesPerPixel(frame.format());
    QByteArray pixels(frame.pixels().size(), '\0');
    qsizetype out = 0;
    for (int y = 0; y < frame.height(); ++y) {
        for (int x = 0; x < frame.width(); ++x) {
            const imaging::Point p = way.of({static_cast<double>(x), static_cast<double>(y)});
            const double px = std::clamp(p.x, 0., frame.width() - 1.001);
            const double py = std::clamp(p.y, 0., frame.height() - 1.001);
            const int ix = static_cast<int>(px);
            const int iy = static_cast<int>(py);
            for (int c = 0; c < channels; ++c) {
                const auto at = [&](int dx, int dy) {
                    return static_cast<double>(frame.row(iy + dy)[(ix + dx) * channels + c]);
                };
                const double upper = at(0, 0) + (px - ix) * (at(1, 0) - at(0, 0));
                const double lower = at(0, 1) + (px - ix) * (at(1, 1) - at(0, 1));
                pixels[out++] =
                    static_cast<char>(static_cast<std::uint8_t>(std::lround(upper + (py - iy) * (lower - upper))));
            }
        }
    }
    return *imaging::Frame::make(frame.size(), frame.format(), pixels, frame.info());
}

imaging::Frame changed(const imaging::Frame& frame, const std::function<double(double, int, int)>& change)
{
    const int channels = imaging::bytesPerPixel(frame.format());
    QByteArray pixels = frame.pixels().toByteArray();
    for (qsizetype i = 0; i < pixels.size(); ++i) {
        const auto n = static_cast<int>(i / channels);
        const double value = change(static_cast<std::uint8_t>(pixels[i]), n % frame.width(), n / frame.width());
        pixels[i] = static_cast<char>(static_cast<std::uint8_t>(std::clamp(value, 0., 255.)));
    }
    return *imaging::Frame::make(frame.size(), frame.format(), pixels, frame.info());
}

/// The mean over a window, three times, along rows and columns: nearly a Gaussian.
imaging::Frame blurred(const imaging::Frame& frame, int half)
{
    const int channels = imaging::bytesPerPixel(frame.format());
    QByteArray pixels = frame.pixels().toByteArray();
    // Lines of `length` values, `next` bytes from one value to the one after.
    const auto smooth = [&](qsizetype start, int length, qsizetype next) {
        std::vector<int> line(static_cast<std::size_t>(length));
        char* first = pixels.data() + start;
        for (int i = 0; i < length; ++i)
            line[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(first[i * next]);
        for (int i = 0; i < length; ++i) {
            int sum = 0;
            for (int k = -half; k <= half; ++k)
                sum += line[static_cast<std::size_t>(std::clamp(i + k, 0, length - 1))];
            first[i * next] = static_cast<char>(static_cast<std::uint8_t>(sum / (2 * half + 1)));
        }
    };
    const qsizetype row = qsizetype(frame.width()) * channels;
    for (int round = 0; round < 3; ++round) {
        for (qsizetype column = 0; column < row; ++column)
            smooth(column, frame.height(), row);
        for (int y = 0; y < frame.height(); ++y) {
            for (int c = 0; c < channels; ++c)
                smooth(y * row + c, frame.width(), channels);
        }
    }
    return *imaging::Frame::make(frame.size(), frame.format(), pixels, frame.info());
}

} // namespace

void TestPalmSamples::regionStaysWhenThePictureIsTakenOtherwise_data()
{
    QTest::addColumn<int>("which");
    for (int i = 0; i < int(kReal.size()); ++i)
        QTest::newRow(kReal[static_cast<std::size_t>(i)].file) << i;
}

void TestPalmSamples::regionStaysWhenThePictureIsTakenOtherwise()
{
    if (!test::samplesFolder())
        QSKIP("TIRKEU_SAMPLES is not set: no real palms here");
    QFETCH(int, which);
    const Real& real = kReal[static_cast<std::size_t>(which)];
    const auto frame = realFrame(real);
    QVERIFY(frame);
    const auto first = looked(*frame, real.infrared);
    QVERIFY(first && first->region);
    const Region& home = *first->region;
    int all = 0;
    QStringList refused;
    const auto check = [&](const QString& how, const imaging::Frame& picture, const Way& way, bool mirrored) {
        ++all;
        const auto seen = looked(picture, real.infrared);
        QVERIFY2(seen, qPrintable(how));
        const bool accepted = seen->region && seen->problems.empty();
        bool stays = seen->region.has_value() && (seen->region->side == real.side) != mirrored;
        double away = 0;
        for (std::size_t i = 0; stays && i < 3; ++i) {
            const imaging::Point back = way.of(seen->region->valleys[i]);
            away = std::max(away, std::hypot(back.x - home.valleys[i].x, back.y - home.valleys[i].y) / home.radius);
        }
        stays = stays && away < 0.25;
        if (stays)
            return;
        // What cannot be placed is refused with a reason; taken for something else it must never be.
        QVERIFY2(!accepted && !seen->problems.empty(), qPrintable(QStringLiteral("%1: %2").arg(how).arg(away)));
        refused += how;
    };
    const imaging::Size size = frame->size();
    for (int turn = -60; turn <= 60; turn += 15) {
        const Way way = wayBack(size, turn, 0.8, 1);
        check(QStringLiteral("turned by %1").arg(turn), moved(*frame, way), way, false);
    }
    for (int scale = 6; scale <= 14; ++scale) {
        const Way way = wayBack(size, 0, scale / 10., 1);
        check(QStringLiteral("scaled to %1 tenths").arg(scale), moved(*frame, way), way, false);
    }
    for (int turn = -40; turn <= 40; turn += 20) {
        const Way way = wayBack(size, turn, 0.85, -1);
        check(QStringLiteral("mirrored and turned by %1").arg(turn), moved(*frame, way), way, true);
    }
    for (const double gain : {0.5, 0.7, 1.2, 1.4})
        check(QStringLiteral("light times %1").arg(gain),
            changed(*frame, [gain](double v, int, int) { return gain * v; }), {}, false);
    for (const double gamma : {0.6, 1.6})
        check(QStringLiteral("gamma %1").arg(gamma),
            changed(*frame, [gamma](double v, int, int) { return 255 * std::pow(v / 255, gamma); }), {}, false);
    for (const int half : {1, 2, 3})
        check(QStringLiteral("blurred by %1").arg(half), blurred(*frame, half * size.width / 640), {}, false);
    std::uint32_t state = 7;
    check(QStringLiteral("noisy"),
        changed(*frame,
            [&state](double v, int, int) {
                double sum = 0; // twelve evenly spread numbers make nearly a normal one
                for (int i = 0; i < 12; ++i) {
                    state = state * 1664525 + 1013904223;
                    sum += (state >> 8) / 16777216.;
                }
                return v + 8 * (sum - 6);
            }),
        {}, false);
    const double upX = home.valleys[1].x - home.centre.x;
    const double upY = home.valleys[1].y - home.centre.y;
    for (const double reach : {1.9, 1.6, 1.45}) {
        check(QStringLiteral("fingers cut at %1 radii").arg(reach),
            changed(*frame,
                [&](double v, int x, int y) {
                    const double along = ((x - home.centre.x) * upX + (y - home.centre.y) * upY) / std::hypot(upX, upY);
                    return along > reach * home.radius ? 20. : v;
                }),
            {}, false);
    }
    // Refused is what loses most of the palm or of the fingers, or drowns in light.
    QVERIFY2(refused.size() <= 3, qPrintable(refused.join(QStringLiteral(", "))));
    QCOMPARE(all, 36);
}

QTEST_GUILESS_MAIN(TestPalmSamples)
#include "tst_palmsamples.moc"
