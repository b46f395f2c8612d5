#include "creases.h"

#include <opencv2/imgproc.hpp>

namespace tirkeu::simulation_palm {

namespace {

// Where the three principal lines lie on 1,000 labelled palms: mean and deviation of x, y at equal arc lengths, in a
// square over the palm, thumb to the left (published figures, see the README).
struct LineStatistics
{
    std::array<cv::Point2d, 5> mean;
    std::array<cv::Point2d, 5> deviation;
};
const std::array<LineStatistics, 3> kPrincipal{
    LineStatistics{{{{.087, .362}, {.261, .464}, {.403, .610}, {.517, .769}, {.602, .935}}},
        {{{.086, .070}, {.073, .072}, {.079, .070}, {.087, .063}, {.109, .092}}}},
    LineStatistics{{{{.056, .334}, {.269, .362}, {.476, .419}, {.665, .505}, {.830, .604}}},
        {{{.072, .069}, {.069, .068}, {.084, .075}, {.097, .089}, {.136, .118}}}},
    LineStatistics{{{{.315, .144}, {.475, .218}, {.645, .272}, {.809, .302}, {.963, .313}}},
        {{{.097, .081}, {.083, .065}, {.076, .062}, {.047, .063}, {.085, .070}}}},
};

std::vector<Mm> smoothCurve(const std::vector<Mm>& knots, int steps)
{
    std::vector<Mm> curve;
    const auto at = [&](std::size_t i) {
        return knots[std::min(i, knots.size() - 1)];
    };
    for (std::size_t i = 0; i + 1 < knots.size(); ++i) {
        const Mm a = i == 0 ? knots[0] * 2 - knots[1] : knots[i - 1];
        const Mm b = knots[i];
        const Mm c = knots[i + 1];
        const Mm d = i + 2 < knots.size() ? at(i + 2) : c * 2 - b;
        for (int s = 0; s < steps; ++s) {
            const double t = static_cast<double>(s) / steps;
            curve.push_back(
                (b * 2 + (c - a) * t + (a * 2 - b * 5 + c * 4 - d) * (t * t) + (b * 3 - a - c * 3 + d) * (t * t * t)) *
                0.5);
        }
    }
    curve.push_back(knots.back());
    return curve;
}

} // namespace

void drawStroke(
    cv::Mat1b& canvas, const std::vector<Mm>& curve, double widthMm, double strength, double fadeStart, double fadeEnd)
{
    constexpr int kShift = 4;
    const double texels = widthMm * kTexelsPerMm;
    const int thickness = std::max(1, static_cast<int>(std::lround(texels)));
    // What is thinner than a texel is drawn one texel wide and fainter.
    const double thin = std::min(1., texels);
    for (std::size_t i = 0; i + 1 < curve.size(); ++i) {
        const double t = (static_cast<double>(i) + 0.5) / static_cast<double>(curve.size());
        const double fade = std::min({1., t / fadeStart, (1 - t) / fadeEnd});
        const auto value = cv::saturate_cast<std::uint8_t>(strength * fade * thin);
        const cv::Point2d a = toTexel(curve[i]) * (1 << kShift);
        const cv::Point2d b = toTexel(curve[i + 1]) * (1 << kShift);
        cv::line(canvas, cv::Point(a), cv::Point(b), value, thickness, cv::LINE_AA, kShift);
    }
}

std::vector<Mm> bezier(Mm head, Mm tail, double along, double sideways)
{
    const Mm chord = tail - head;
    const Mm control = head + chord * along + Mm(-chord.y, chord.x) * sideways;
    std::vector<Mm> curve;
    constexpr int kSteps = 14;
    for (int i = 0; i <= kSteps; ++i) {
        const double t = static_cast<double>(i) / kSteps;
        curve.push_back(head * ((1 - t) * (1 - t)) + control * (2 * t * (1 - t)) + tail * (t * t));
    }
    return curve;
}

std::vector<std::vector<Mm>> principalLines(Random& random, const Shape& shape)
{
    const double side = 0.92 * shape.width;
    const auto toMm = [&](cv::Point2d p) {
        return Mm((p.x - 0.5) * side, -0.48 * shape.width + p.y * side);
    };
    std::vector<std::vector<Mm>> lines;
    std::array<std::array<cv::Point2d, 5>, 3> knots{};
    for (std::size_t line = 0; line < 3; ++line) {
        // A few smooth modes and a little of its own for every point: together they have the published deviations,
        // and nearly nine tenths of the variance lie in the first three.
        const std::array<double, 6> mode{
            random.normal(), random.normal(), random.normal(), random.normal(), random.normal(), random.normal()};
        for (std::size_t i = 0; i < 5; ++i) {
            const double t = static_cast<double>(i) / 2 - 1;
            const double bend = 1 - 2 * t * t;
            const LineStatistics& statistics = kPrincipal[line];
            knots[line][i] = statistics.mean[i];
            knots[line][i].x += statistics.deviation[i].x *
                                (0.68 * mode[0] + 0.52 * t * mode[1] + 0.35 * bend * mode[2] + 0.3 * random.normal());
            knots[line][i].y += statistics.deviation[i].y *
                                (0.68 * mode[3] + 0.52 * t * mode[4] + 0.35 * bend * mode[5] + 0.3 * random.normal());
        }
    }
    // Life and head line often share their beginning; in some hands head and heart are one line.
    if (random.chance(0.45))
        knots[1][0] = knots[0][0];
    const bool simian = random.chance(0.04);
    if (simian) {
        knots[2] = {cv::Point2d(.02, .33), {.27, .33}, {.5, .32}, {.75, .31}, {.98, .30}};
        for (cv::Point2d& knot : knots[2])
            knot += cv::Point2d(0, random.normal(0, 0.02));
    }
    for (std::size_t line = 0; line < 3; ++line) {
        if (simian && line == 1)
            continue;
        std::vector<Mm> points;
        for (const cv::Point2d& knot : knots[line])
            points.push_back(toMm(knot));
        lines.push_back(smoothCurve(points, 9));
    }
    return lines;
}

} // namespace tirkeu::simulation_palm
