#include "outline.h"

namespace tirkeu::simulation_palm {

namespace {

constexpr int kShift = 16;

std::vector<Mm> rounded(std::vector<Mm> corners, int rounds)
{
    for (int round = 0; round < rounds; ++round) {
        std::vector<Mm> next;
        next.reserve(corners.size() * 2);
        for (std::size_t i = 0; i < corners.size(); ++i) {
            const Mm a = corners[i];
            const Mm b = corners[(i + 1) % corners.size()];
            next.push_back(a * 0.75 + b * 0.25);
            next.push_back(a * 0.25 + b * 0.75);
        }
        corners = std::move(next);
    }
    return corners;
}

std::vector<Mm> palmPolygon(double w)
{
    constexpr std::array<std::array<double, 2>, 22> corners{
        {{-.485, -.44}, {-.40, -.50}, {-.25, -.535}, {-.10, -.55}, {0, -.55}, {.12, -.535}, {.245, -.50}, {.35, -.45},
            {.445, -.38}, {.49, -.25}, {.505, 0}, {.49, .25}, {.44, .48}, {.345, .68}, {.33, 2.2}, {-.33, 2.2},
            {-.335, .72}, {-.43, .52}, {-.545, .32}, {-.575, .12}, {-.525, -.06}, {-.475, -.24}}};
    std::vector<Mm> points;
    for (const auto& corner : corners)
        points.emplace_back(corner[0] * w, corner[1] * w);
    return rounded(std::move(points), 2);
}

double halfWidth(double t, bool thumb)
{
    // Along the visible finger: slightly waisted between the joints, round at the tip.
    const double body = thumb ? 0.5 * (1.12 - 0.42 * t + 0.10 * std::exp(-30 * (t - 0.58) * (t - 0.58)))
                              : 0.5 * (1.0 - 0.20 * t + 0.045 * std::exp(-90 * (t - 0.42) * (t - 0.42)));
    constexpr double kRound = 0.86;
    if (t <= kRound)
        return body;
    const double u = (t - kRound) / (1 - kRound);
    return body * std::sqrt(std::max(0., 1 - u * u));
}

} // namespace

cv::Matx33d projectionOf(HandId id, const Appearance& look)
{
    const double cx = std::cos(look.tiltAlong);
    const double sx = std::sin(look.tiltAlong);
    const double cy = std::cos(look.tiltAcross);
    const double sy = std::sin(look.tiltAcross);
    const double cz = std::cos(look.turn);
    const double sz = std::sin(look.turn);
    const cv::Matx33d along(1, 0, 0, 0, cx, -sx, 0, sx, cx);
    const cv::Matx33d across(cy, 0, sy, 0, 1, 0, -sy, 0, cy);
    const cv::Matx33d turn(cz, -sz, 0, sz, cz, 0, 0, 0, 1);
    const cv::Matx33d mirror = cv::Matx33d::diag({id.side == Side::Left ? 1. : -1., 1, 1});
    const cv::Matx33d rotation = turn * along * across * mirror;
    // Plane z = 0 in front of the pinhole, the palm's middle on the ray through `centre`.
    const double f = kFocalPixels;
    const cv::Matx33d placed(rotation(0, 0), rotation(0, 1), (look.centre.x - 320) * look.distance / f, rotation(1, 0),
        rotation(1, 1), (look.centre.y - 240) * look.distance / f, rotation(2, 0), rotation(2, 1), look.distance);
    return cv::Matx33d(f, 0, 320, 0, f, 240, 0, 0, 1) * placed;
}

cv::Point2d project(const cv::Matx33d& projection, Mm point)
{
    const cv::Vec3d p = projection * cv::Vec3d(point.x, point.y, 1);
    return {p[0] / p[2], p[1] / p[2]};
}

Outline outlineOf(const Shape& shape, const Appearance& look, const cv::Matx33d& projection)
{
    Outline outline;
    const double w = shape.width;
    const auto add = [&](const std::vector<Mm>& polygon) {
        std::vector<cv::Point> pixels;
        pixels.reserve(polygon.size());
        for (const Mm point : polygon) {
            const cv::Point2d p = project(projection, point) * kShift;
            pixels.emplace_back(
                static_cast<int>(std::clamp(p.x, -2e5, 2e5)), static_cast<int>(std::clamp(p.y, -2e5, 2e5)));
        }
        outline.parts.push_back(std::move(pixels));
    };
    add(palmPolygon(w));

    struct Placed
    {
        Mm base, up, right;
    };
    std::array<Placed, 5> placed{};
    for (std::size_t i = 0; i < 5; ++i) {
        const Finger& finger = shape.fingers[i];
        // Closed fingers lie side by side.
        const double angle = look.spread >= -0.5 ? finger.angle + finger.spreads * look.spread
                                                 : (i == 0 ? -0.38 : 0.012 * (static_cast<double>(i) - 2.5));
        const Mm up(std::sin(angle), -std::cos(angle));
        const Mm right(std::cos(angle), std::sin(angle));
        placed[i] = {finger.knuckle + up * finger.baseAt, up, right};
        const double length = finger.reach - finger.baseAt;
        const double width = finger.width * (look.spread < -0.5 && i > 0 ? 1.17 : 1);
        std::vector<Mm> left;
        std::vector<Mm> rightSide;
        constexpr int kSteps = 22;
        for (int s = i == 0 ? -14 : -4; s <= kSteps; ++s) { // the thumb's root runs far into the palm
            const double t = static_cast<double>(s) / kSteps;
            const Mm middle = placed[i].base + up * (t * length);
            const double half = width * halfWidth(std::max(0., t), i == 0);
            left.push_back(middle - right * half);
            rightSide.push_back(middle + right * half);
        }
        left.insert(left.end(), rightSide.rbegin(), rightSide.rend());
        add(left);
        for (const double t :
            i == 0 ? std::vector<double>{0.02, 0.52} : std::vector<double>{0.03, 0.06, 0.41, 0.45, 0.70}) {
            std::vector<cv::Point2d> crease;
            for (int s = -3; s <= 3; ++s)
                crease.push_back(project(projection, placed[i].base + up * (length * (t - 0.004 * s * s)) +
                                                         right * (0.30 * s * width * halfWidth(t, i == 0))));
            outline.fingerCreases.push_back(std::move(crease));
        }
        outline.nails.push_back(project(projection, placed[i].base + up * (length * 0.87)));
    }
    for (std::size_t i = 0; i < 3; ++i) {
        // A valley lies where the sides of two neighbours part.
        const Placed& a = placed[i + 1];
        const Placed& b = placed[i + 2];
        outline.valleys[i] = (a.base + a.right * (shape.fingers[i + 1].width / 2) + b.base -
                                 b.right * (shape.fingers[i + 2].width / 2)) *
                             0.5;
        if (look.spread < -0.5) {
            const Mm tip = outline.valleys[i] +
                           (a.up + b.up) * (0.5 * 0.75 * (shape.fingers[i + 1].reach - shape.fingers[i + 1].baseAt));
            outline.gaps.push_back({project(projection, outline.valleys[i]), project(projection, tip)});
        }
    }
    return outline;
}

} // namespace tirkeu::simulation_palm
