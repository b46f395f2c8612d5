#include "regioncrop.h"

#include "palmsquare.h"

#include <opencv2/imgproc.hpp>

#include <cmath>
#include <numbers>

namespace tirkeu::palm {

namespace {

constexpr double kTrustInSlope = 0.7; ///< the balls of the palm are brighter too
constexpr double kSteepest = 0.4;     ///< beyond it the capture is refused, and drawn as if it were less
constexpr double kFocalLength = 0.6;  ///< in widths of the frame: a usual one, as scanners do not tell theirs

cv::Mat to8bit(const cv::Mat& picture)
{
    if (picture.depth() == CV_8U)
        return picture;
    // A 16-bit picture rarely uses its whole range.
    double most = 0;
    cv::minMaxLoc(picture, nullptr, &most);
    cv::Mat eight;
    picture.convertTo(eight, CV_8U, 255 / std::max(255., most));
    return eight;
}

/// How abruptly the hand ends, against the blur of a good lens: 1 sharp, 0 smeared.
double rimSharpness(const Silhouette& hand, const cv::Mat1b& small)
{
    std::vector<double> slopes;
    const std::size_t n = hand.contour.size();
    const auto level = [&](cv::Point2d p) {
        const cv::Point q(static_cast<int>(std::lround(p.x)), static_cast<int>(std::lround(p.y)));
        return q.x < 0 || q.y < 0 || q.x >= small.cols || q.y >= small.rows ? -1. : static_cast<double>(small(q));
    };
    for (std::size_t i = 0; i < n; i += 3) {
        const cv::Point2d along = hand.contour[(i + 4) % n] - hand.contour[(i + n - 4) % n];
        const double length = cv::norm(along);
        if (length < 2)
            continue;
        const cv::Point2d normal(-along.y / length, along.x / length);
        const cv::Point2d at = hand.contour[i];
        double steepest = 0;
        const double in = level(at - normal * 9);
        const double out = level(at + normal * 9);
        if (in < 0 || out < 0 || std::abs(in - out) < 12)
            continue;
        for (int k = -4; k < 4; ++k)
            steepest = std::max(steepest, std::abs(level(at + normal * (k + 1)) - level(at + normal * (k - 1))));
        slopes.push_back(steepest / std::abs(in - out));
    }
    if (slopes.size() < 20)
        return 1;
    const auto nth = slopes.begin() + static_cast<std::ptrdiff_t>(slopes.size() / 4);
    std::nth_element(slopes.begin(), nth, slopes.end());
    return std::min(1., *nth / 0.55);
}

/// Light where there should be none: what lies beyond the hand against the palm, in the infra-red. A window that
/// scatters lifts it; paper or a table behind the hand does so by much more and is not meant here.
double hazeAround(const Silhouette& hand, const cv::Mat1b& small, double level)
{
    constexpr int kAway = 17;
    cv::Mat1b beyond;
    cv::dilate(hand.mask, beyond, cv::Mat1b::ones(kAway, kAway));
    cv::bitwise_not(beyond, beyond);
    if (cv::countNonZero(beyond) < static_cast<int>(small.total() / 20))
        return 0;
    const double ratio = cv::mean(small, beyond)[0] / std::max(20., level);
    return ratio > 0.9 ? 0 : ratio;
}

struct Patches
{
    double share = 0; ///< of the square
    /// By how much the bare half to the right is brighter than that to the left, and the lower than the upper.
    cv::Point2d slope{0, 0};
};

/// Marks what lies off a smooth surface by more than skin does, in patches: a plaster, a drawing, a hole.
Patches excludePatches(const RegionPicture& picture, RegionPicture& valid)
{
    constexpr int kCell = 8;
    constexpr int kCells = kRegionSide / kCell;
    std::array<double, std::size_t(kCells) * kCells> mean{};
    std::vector<double> levels;
    for (int cy = 0; cy < kCells; ++cy) {
        for (int cx = 0; cx < kCells; ++cx) {
            double sum = 0;
            int count = 0;
            for (int y = 0; y < kCell; y += 2) {
                for (int x = 0; x < kCell; x += 2) {
                    const auto i = static_cast<std::size_t>((cy * kCell + y) * kRegionSide + cx * kCell + x);
                    if (valid[i] != 0) {
                        sum += picture[i];
                        ++count;
                    }
                }
            }
            mean[static_cast<std::size_t>(cy * kCells + cx)] = count > 4 ? sum / count : -1;
        }
    }
    // Quadratic surface by two rounds of trimmed least squares.
    cv::Matx<double, 6, 1> surface = cv::Matx<double, 6, 1>::zeros();
    std::array<bool, std::size_t(kCells) * kCells> out{};
    const auto row = [](int cx, int cy) {
        const double x = (cx - 7.5) / 8;
        const double y = (cy - 7.5) / 8;
        return cv::Matx<double, 6, 1>(1, x, y, x * y, x * x, y * y);
    };
    for (int round = 0; round < 4; ++round) {
        cv::Matx<double, 6, 6> normal = cv::Matx<double, 6, 6>::eye() * 1e-3;
        cv::Matx<double, 6, 1> right = cv::Matx<double, 6, 1>::zeros();
        for (int c = 0; c < kCells * kCells; ++c) {
            const auto i = static_cast<std::size_t>(c);
            if (mean[i] < 0 || out[i])
                continue;
            const auto terms = row(c % kCells, c / kCells);
            normal += terms * terms.t();
            right += terms * mean[i];
        }
        surface = normal.solve(right, cv::DECOMP_CHOLESKY);
        for (int c = 0; c < kCells * kCells; ++c) {
            const auto i = static_cast<std::size_t>(c);
            if (mean[i] < 0)
                continue;
            const double expected = surface.dot(row(c % kCells, c / kCells));
            out[i] = std::abs(mean[i] - expected) > 0.10 * std::max(20., expected);
        }
    }
    int covered = 0;
    for (int cy = 0; cy < kCells; ++cy) {
        for (int cx = 0; cx < kCells; ++cx) {
            if (!out[static_cast<std::size_t>(cy * kCells + cx)])
                continue;
            ++covered;
            // With a rim of one cell: a patch has a shadow.
            for (int y = std::max(0, cy * kCell - kCell); y < std::min(kRegionSide, (cy + 2) * kCell); ++y) {
                for (int x = std::max(0, cx * kCell - kCell / 2);
                     x < std::min(kRegionSide, (cx + 1) * kCell + kCell / 2); ++x)
                    valid[static_cast<std::size_t>(y * kRegionSide + x)] = 0;
            }
        }
    }
    const double level = std::max(20., surface(0));
    return {static_cast<double>(covered) / (kCells * kCells), {surface(1) / level, surface(2) / level}};
}

cv::Mat1b asMat(RegionPicture& picture)
{
    return cv::Mat1b(kRegionSide, kRegionSide, picture.data());
}

/// Strength of dark lines a palm has and its back has not: black-hat at the scale of creases, 97th of a hundred.
double lineStrength(RegionPicture& picture, const RegionPicture& valid)
{
    cv::Mat1b smooth;
    cv::GaussianBlur(asMat(picture), smooth, {}, 1.3);
    cv::Mat1b closed;
    cv::morphologyEx(smooth, closed, cv::MORPH_CLOSE, cv::Mat1b::ones(9, 9));
    std::array<int, 256> histogram{};
    int all = 0;
    for (int i = 0; i < kRegionSide * kRegionSide; i += 2) {
        if (valid[static_cast<std::size_t>(i)] == 0)
            continue;
        const int relative = 1000 * (closed.data[i] - smooth.data[i]) / std::max(20, static_cast<int>(closed.data[i]));
        ++histogram[static_cast<std::size_t>(std::clamp(relative, 0, 255))];
        ++all;
    }
    int rest = all * 3 / 100;
    for (int v = 255; v >= 0; --v) {
        rest -= histogram[static_cast<std::size_t>(v)];
        if (rest < 0)
            return v / 10.;
    }
    return 0;
}

} // namespace

Pictures picturesOf(const imaging::Frame& visible, const imaging::Frame& infrared, int workWidth)
{
    Pictures pictures;
    const imaging::Frame& any = infrared.isEmpty() ? visible : infrared;
    pictures.size = {any.width(), any.height()};
    const double wanted =
        std::min(static_cast<double>(any.width()) / workWidth, std::min(any.width(), any.height()) / 240.);
    pictures.shrink = std::max(1., wanted);
    if (!visible.isEmpty()) {
        const cv::Mat full = to8bit(wrapped(visible));
        if (full.channels() == 3) {
            pictures.colour = full;
            cv::cvtColor(full, pictures.grey, cv::COLOR_BGR2GRAY);
        } else {
            pictures.grey = full;
            cv::cvtColor(full, pictures.colour, cv::COLOR_GRAY2BGR);
        }
        pictures.smallColour = shrunk(pictures.colour, pictures.shrink);
        pictures.smallGrey = shrunk(pictures.grey, pictures.shrink);
    }
    if (!infrared.isEmpty()) {
        const cv::Mat full = to8bit(wrapped(infrared));
        if (full.channels() == 3)
            cv::cvtColor(full, pictures.infrared, cv::COLOR_BGR2GRAY); // a colour sensor behind an infra-red filter
        else
            pictures.infrared = full;
        pictures.smallInfrared = shrunk(pictures.infrared, pictures.shrink);
    }
    return pictures;
}

bool darkness(const Pictures& pictures)
{
    const cv::Mat1b& small = pictures.smallInfrared.empty() ? pictures.smallGrey : pictures.smallInfrared;
    cv::Mat1b smooth;
    cv::blur(small, smooth, {9, 9});
    double least = 0;
    double most = 0;
    cv::minMaxLoc(smooth, &least, &most);
    return most < 40 && most - least > 4;
}

RegionMeasures cropRegion(Region& region, const Silhouette& hand, const Pictures& pictures, bool fromInfrared)
{
    RegionMeasures measures;
    const double shrink = pictures.shrink;
    const auto toFull = [&](cv::Point2d p) {
        return (p + cv::Point2d(0.5, 0.5)) * shrink - cv::Point2d(0.5, 0.5);
    };
    region.side = hand.side;
    region.sideConfidence = hand.sideConfidence;
    region.source = hand.source;
    region.fromInfrared = fromInfrared;
    region.centre = toPoint(toFull(hand.centre));
    region.radius = hand.radius * shrink;
    for (std::size_t i = 0; i < 3; ++i)
        region.valleys[i] = toPoint(toFull(hand.valleys[i]));
    for (std::size_t i = 0; i < hand.contour.size(); i += 3)
        region.outline.push_back(toPoint(toFull(hand.contour[i])));

    region.hasVisible = !pictures.grey.empty();
    region.hasInfrared = !pictures.infrared.empty();
    Plane plane;
    plane.anchor = toCv(region.centre);
    Square square = squareOn(region, plane);
    const auto cropAll = [&] {
        const cv::Mat1b inside = square.of(hand.mask, shrink, kRegionSide, cv::INTER_NEAREST, cv::BORDER_CONSTANT);
        cv::erode(inside, asMat(region.valid), cv::Mat1b::ones(5, 5), {-1, -1}, 1, cv::BORDER_CONSTANT, 255);
        region.inside = cv::countNonZero(inside) / static_cast<double>(kRegionSide * kRegionSide);
        if (region.hasVisible)
            square.of(pictures.grey, 1, kRegionSide, cv::INTER_LINEAR, cv::BORDER_REPLICATE)
                .copyTo(asMat(region.visible));
        if (region.hasInfrared)
            square.of(pictures.infrared, 1, kRegionSide, cv::INTER_LINEAR, cv::BORDER_REPLICATE)
                .copyTo(asMat(region.infrared));
    };
    cropAll();
    const auto patches = [&] {
        Patches found = excludePatches(region.hasInfrared ? region.infrared : region.visible, region.valid);
        if (!region.hasInfrared)
            found = {0.5 * found.share, 0.5 * found.slope}; // daylight is less even than lamps
        return found;
    };
    Patches found = patches();
    const cv::Point2d slope = found.slope;
    region.tilt = cv::norm(slope);
    if (region.hasInfrared && region.tilt > 0.01) {
        // Lamps beside the lens light what is near by the square, so the slope of brightness is that of the palm.
        const double side = cv::norm(square.right);
        const double trust = kTrustInSlope * std::min(1., kSteepest / region.tilt);
        const cv::Point2d rise = (square.right * slope.x + square.down * slope.y) * (trust / side);
        plane.nearing = rise * (1 / side);
        plane.steepest = rise * (1 / cv::norm(rise));
        plane.shortening = 1 / std::hypot(1., cv::norm(plane.nearing) * kFocalLength * pictures.size.width);
        square = squareOn(region, plane);
        cropAll();
        found = patches();
    }
    measures.covered = found.share;
    const cv::Point2d up = -square.down;
    region.turnDegrees = std::atan2(up.x, -up.y) * 180 / std::numbers::pi;
    for (std::size_t i = 0; i < 4; ++i) {
        const cv::Point2d corner =
            square.middle + square.right * (i == 1 || i == 2 ? 0.5 : -0.5) + square.down * (i >= 2 ? 0.5 : -0.5);
        region.corners[i] = toPoint(square.plane.seen(corner));
    }
    if (region.hasVisible)
        square.of(pictures.colour, 1, 32, cv::INTER_LINEAR, cv::BORDER_REPLICATE)
            .copyTo(cv::Mat3b(32, 32, reinterpret_cast<cv::Vec3b*>(region.colour.data())));

    RegionPicture& main = region.hasInfrared ? region.infrared : region.visible;
    double sum = 0;
    double saturated = 0;
    double count = 0;
    for (std::size_t i = 0; i < main.size(); i += 3) {
        if (region.valid[i] == 0)
            continue;
        sum += main[i];
        saturated += main[i] >= 252 || (region.hasVisible && region.visible[i] >= 252);
        ++count;
    }
    measures.level = count > 0 ? sum / count : 0;
    measures.saturated = count > 0 ? saturated / count : 0;
    if (fromInfrared)
        measures.haze = hazeAround(hand, pictures.smallInfrared, measures.level);
    region.edgeSharpness = rimSharpness(hand, fromInfrared ? pictures.smallInfrared : pictures.smallGrey);
    if (region.hasVisible) {
        const double lines = lineStrength(region.visible, region.valid);
        measures.plain = lines < 2.3 ? 1 : 0;
        double warm = 0;
        for (std::size_t c = 0; c < region.colour.size(); c += 3)
            warm += region.colour[c + 2] - region.colour[c];
        measures.dorsal = warm / 1024 > 12;
    }
    return measures;
}

} // namespace tirkeu::palm
