#include <palm/assessment.h>
#include <simulation_palm/hand.h>

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace tirkeu;
using namespace tirkeu::palm;
namespace world = tirkeu::simulation_palm;

// What lies on a hand or a window is named; only what keeps the palm from being seen refuses the capture.
class TestPalmNotices : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void bareHandsHaveNone();
    void aRingIsNamedAndRefusesNothing();
    void aRingThatLiesOnThePalmIsRefused();
    void glovesAndPlastersAreNamed();
    void aDirtyWindowIsNamed();
    void aWetWindowIsRefused();
};

static bool has(const Assessment& assessment, Notice notice)
{
    return std::count(assessment.notices.begin(), assessment.notices.end(), notice) > 0;
}
static bool has(const Assessment& assessment, Problem problem)
{
    return std::count(assessment.problems.begin(), assessment.problems.end(), problem) > 0;
}

static world::Capture captureOf(std::uint64_t person, world::Condition condition)
{
    world::CaptureSpec spec;
    spec.condition = condition;
    spec.sample = 3;
    return world::Hand({person, person % 2 == 0 ? world::Side::Left : world::Side::Right}).capture(spec);
}

static Assessment seen(const world::Capture& capture)
{
    return *assess({capture.visible, capture.infrared});
}

void TestPalmNotices::bareHandsHaveNone()
{
    using enum world::Condition;
    std::uint64_t person = 800;
    for (const world::Condition condition : {Normal, OtherDay, Spread, Cold, Noisy, Cluttered, Sleeve}) {
        for (int i = 0; i < 3; ++i) {
            const Assessment assessment = seen(captureOf(person++, condition));
            QVERIFY2(assessment.notices.empty(), nameOf(condition).data());
        }
    }
}

void TestPalmNotices::aRingIsNamedAndRefusesNothing()
{
    constexpr int kHands = 10;
    int named = 0;
    int accepted = 0;
    for (std::uint64_t i = 0; i < kHands; ++i) {
        const Assessment assessment = seen(captureOf(840 + i, world::Condition::Ring));
        named += has(assessment, Notice::Ring);
        accepted += assessment.isAcceptable();
        QVERIFY(!has(assessment, Problem::Covered));
    }
    QVERIFY2(named >= kHands - 1, qPrintable(QString::number(named)));
    QVERIFY2(accepted >= kHands - 1, qPrintable(QString::number(accepted)));
}

namespace {

/// A band of metal across the root of the ring finger, so far down that the palm's square reaches it.
imaging::Frame withBand(const imaging::Frame& frame, const world::Truth& truth, double down, bool infrared)
{
    const int channels = imaging::bytesPerPixel(frame.format());
    QByteArray pixels = frame.pixels().toByteArray();
    const imaging::Point a = truth.valleys[1];
    const imaging::Point b = truth.valleys[2];
    const double unit = std::hypot(truth.valleys[2].x - truth.valleys[0].x, truth.valleys[2].y - truth.valleys[0].y);
    const double pitch = std::hypot(b.x - a.x, b.y - a.y);
    const double rightX = (b.x - a.x) / pitch;
    const double rightY = (b.y - a.y) / pitch;
    const double downX = rightX > 0 ? -rightY : rightY; // fingers point up in the frame
    const double downY = rightX > 0 ? rightX : -rightX;
    const double midX = (a.x + b.x) / 2 + down * unit * downX;
    const double midY = (a.y + b.y) / 2 + down * unit * downY;
    for (int y = 0; y < frame.height(); ++y) {
        for (int x = 0; x < frame.width(); ++x) {
            const double along = (x - midX) * rightX + (y - midY) * rightY;
            const double off = (x - midX) * downX + (y - midY) * downY;
            if (std::abs(along) > 0.5 * pitch || std::abs(off) > 0.045 * unit)
                continue;
            char* pixel = pixels.data() + (qsizetype(y) * frame.width() + x) * channels;
            for (int c = 0; c < channels; ++c)
                pixel[c] = static_cast<char>(infrared ? 50 : 60 + 60 * c);
        }
    }
    return *imaging::Frame::make(frame.size(), frame.format(), pixels, frame.info());
}

/// As through drops and smears: a share of the light arrives from all around.
imaging::Frame smeared(const imaging::Frame& frame, double share)
{
    constexpr int kCell = 40;
    const int channels = imaging::bytesPerPixel(frame.format());
    const QByteArrayView in = frame.pixels();
    QByteArray pixels(in.size(), '\0');
    const auto at = [&](int x, int y, int c) -> qsizetype {
        return (qsizetype(y) * frame.width() + x) * channels + c;
    };
    for (int y = 0; y < frame.height(); ++y) {
        for (int x = 0; x < frame.width(); ++x) {
            for (int c = 0; c < channels; ++c) {
                double around = 0;
                int count = 0;
                for (int dy = -kCell; dy <= kCell; dy += 20) {
                    for (int dx = -kCell; dx <= kCell; dx += 20, ++count)
                        around += static_cast<std::uint8_t>(in[at(
                            std::clamp(x + dx, 0, frame.width() - 1), std::clamp(y + dy, 0, frame.height() - 1), c)]);
                }
                pixels[at(x, y, c)] = static_cast<char>(static_cast<std::uint8_t>(
                    (1 - share) * static_cast<std::uint8_t>(in[at(x, y, c)]) + share * around / count));
            }
        }
    }
    return *imaging::Frame::make(frame.size(), frame.format(), pixels, frame.info());
}

} // namespace

void TestPalmNotices::aRingThatLiesOnThePalmIsRefused()
{
    int refused = 0;
    constexpr int kHands = 6;
    for (std::uint64_t i = 0; i < kHands; ++i) {
        const world::Capture capture = captureOf(860 + i, world::Condition::Normal);
        const auto banded = [&](double down) {
            return *assess({withBand(capture.visible, capture.truth, down, false),
                withBand(capture.infrared, capture.truth, down, true)});
        };
        const Assessment low = banded(0.2);
        refused += has(low, Problem::Covered) && has(low, Notice::Ring) && !low.isAcceptable();
        // The same band where rings are worn hinders nothing.
        QVERIFY(!has(banded(-0.3), Problem::Covered));
    }
    QVERIFY2(refused >= kHands - 1, qPrintable(QString::number(refused)));
}

void TestPalmNotices::glovesAndPlastersAreNamed()
{
    int gloves = 0;
    int plasters = 0;
    constexpr int kHands = 8;
    for (std::uint64_t i = 0; i < kHands; ++i) {
        const Assessment gloved = seen(captureOf(880 + i, world::Condition::Gloved));
        gloves += has(gloved, Notice::Glove) && has(gloved, Problem::Covered);
        plasters += has(seen(captureOf(880 + i, world::Condition::Plaster)), Notice::Bandage);
    }
    QVERIFY2(gloves >= kHands - 1, qPrintable(QString::number(gloves)));
    QVERIFY2(plasters >= kHands - 2, qPrintable(QString::number(plasters)));
}

void TestPalmNotices::aDirtyWindowIsNamed()
{
    int named = 0;
    int accepted = 0;
    constexpr int kHands = 12;
    for (std::uint64_t i = 0; i < kHands; ++i) {
        const Assessment assessment = seen(captureOf(900 + i, world::Condition::DirtyWindow));
        named += has(assessment, Notice::DirtyWindow);
        accepted += assessment.isAcceptable();
    }
    QVERIFY2(named >= kHands - 2, qPrintable(QString::number(named)));
    QVERIFY2(accepted >= kHands - 2, qPrintable(QString::number(accepted)));
}

void TestPalmNotices::aWetWindowIsRefused()
{
    for (std::uint64_t i = 0; i < 3; ++i) {
        const world::Capture capture = captureOf(920 + i, world::Condition::Normal);
        const Assessment wet = *assess({smeared(capture.visible, 0.6), smeared(capture.infrared, 0.6)});
        QVERIFY(has(wet, Problem::Window) && has(wet, Notice::DirtyWindow));
        QVERIFY(!wet.isAcceptable());
    }
}

QTEST_GUILESS_MAIN(TestPalmNotices)
#include "tst_palmnotices.moc"
