#include "regioncrop.h"

#include <opencv2/imgproc.hpp>

#include <cmath>
#include <numbers>

namespace tirkeu::palm {

namespace {

constexpr double kSideOfValleys = 1.5; ///< of the square, in distances between the outer valleys
constexpr double kSideOfCircle = 1.52; ///< the same in radii of the palm's circle
constexpr double kBelowValleys = 0.15;

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

cv::Mat shrunk(const cv::Mat& picture, double factor)
{
    if (factor <= 1)
        return picture;
    cv::Mat small;
    cv::resize(picture, small, {}, 1 / factor, 1 / factor,
        std::abs(factor - std::round(factor)) < 1e-6 ? cv::INTER_AREA : cv::INTER_LINEAR);
    return small;
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

/// Fits brightness = plane in x and y to valid cells: its slope over half the region, relative.
double brightnessSlope(const RegionPicture& picture, const RegionPicture& valid)
{
    double n = 0;
    cv::Vec2d gradient(0, 0);
    double mean = 0;
    std::array<double, 4> half{};
    std::array<double, 4> count{};
    for (int y = 0; y < kRegionSide; y += 4) {
        for (int x = 0; x < kRegionSide; x += 4) {
            const auto i = static_cast<std::size_t>(y * kRegionSide + x);
            if (valid[i] == 0)
                continue;
            const double v = picture[i];
            mean += v;
            ++n;
            half[x < kRegionSide / 2 ? 0 : 1] += v;
            ++count[x < kRegionSide / 2 ? 0 : 1];
            half[y < kRegionSide / 2 ? 2 : 3] += v;
            ++count[y < kRegionSide / 2 ? 2 : 3];
        }
    }
    if (n < 200 || *std::min_element(count.begin(), count.end()) < 40)
        return 0;
    mean /= n;
    gradient = {(half[1] / count[1] - half[0] / count[0]) / mean, (half[3] / count[3] - half[2] / count[2]) / mean};
    return cv::norm(gradient);
}

/// Marks what lies off a smooth surface by more than skin does, in patches: a plaster, a drawing, a hole.
double excludePatches(const RegionPicture& picture, RegionPicture& valid)
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
    return static_cast<double>(covered) / (kCells * kCells);
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

    const cv::Point2d first = toCv(region.valleys[0]);
    const cv::Point2d last = toCv(region.valleys[2]);
    cv::Point2d right = last - first;
    const double across = cv::norm(right);
    right *= 1 / across;
    // Index to little runs to the right in every region: a right hand is mirrored on the way in.
    cv::Point2d down(-right.y, right.x);
    if (down.dot(toCv(region.centre) - first) < 0)
        down = -down;
    const double side = 0.5 * (kSideOfValleys * across + kSideOfCircle * region.radius);
    const cv::Point2d origin = (first + last) * 0.5 - right * (side / 2) + down * (kBelowValleys * across);
    const cv::Point2d up = -down;
    region.turnDegrees = std::atan2(up.x, -up.y) * 180 / std::numbers::pi;
    region.corners = {toPoint(origin), toPoint(origin + right * side), toPoint(origin + right * side + down * side),
        toPoint(origin + down * side)};

    const auto crop = [&](const cv::Mat& picture, int pixels, cv::InterpolationFlags how, int border) {
        // Large pictures are shrunk first, or fine lines would alias.
        const double factor = std::max(1., side / (1.6 * pixels));
        cv::Mat source = factor > 1.05 ? shrunk(picture, factor) : picture;
        const double f = factor > 1.05 ? factor : 1;
        const double step = side / pixels / f;
        const cv::Point2d start =
            ((origin + (right + down) * (0.5 * side / pixels)) + cv::Point2d(0.5, 0.5)) * (1 / f) -
            cv::Point2d(0.5, 0.5);
        const cv::Matx23d map(right.x * step, down.x * step, start.x, right.y * step, down.y * step, start.y);
        cv::Mat square;
        cv::warpAffine(source, square, map, {pixels, pixels}, how | cv::WARP_INVERSE_MAP, border);
        return square;
    };
    // The mask lives in the small picture: scale it up by cropping with the same map.
    {
        const double step = side / kRegionSide / shrink;
        const cv::Point2d start =
            ((origin + (right + down) * (0.5 * side / kRegionSide)) + cv::Point2d(0.5, 0.5)) * (1 / shrink) -
            cv::Point2d(0.5, 0.5);
        const cv::Matx23d map(right.x * step, down.x * step, start.x, right.y * step, down.y * step, start.y);
        cv::Mat1b inside;
        cv::warpAffine(hand.mask, inside, map, {kRegionSide, kRegionSide}, cv::INTER_NEAREST | cv::WARP_INVERSE_MAP,
            cv::BORDER_CONSTANT, 0);
        cv::erode(inside, asMat(region.valid), cv::Mat1b::ones(5, 5), {-1, -1}, 1, cv::BORDER_CONSTANT, 255);
        region.inside = cv::countNonZero(inside) / static_cast<double>(kRegionSide * kRegionSide);
    }
    if (!pictures.grey.empty()) {
        crop(pictures.grey, kRegionSide, cv::INTER_LINEAR, cv::BORDER_REPLICATE).copyTo(asMat(region.visible));
        crop(pictures.smallColour.empty() ? pictures.colour : pictures.colour, 32, cv::INTER_LINEAR,
            cv::BORDER_REPLICATE)
            .copyTo(cv::Mat3b(32, 32, reinterpret_cast<cv::Vec3b*>(region.colour.data())));
        region.hasVisible = true;
    }
    if (!pictures.infrared.empty()) {
        crop(pictures.infrared, kRegionSide, cv::INTER_LINEAR, cv::BORDER_REPLICATE).copyTo(asMat(region.infrared));
        region.hasInfrared = true;
    }

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
    region.tilt = region.hasInfrared ? brightnessSlope(region.infrared, region.valid)
                                     : 0.5 * brightnessSlope(region.visible, region.valid);
    region.edgeSharpness = rimSharpness(hand, fromInfrared ? pictures.smallInfrared : pictures.smallGrey);
    if (region.hasInfrared)
        measures.covered = excludePatches(region.infrared, region.valid);
    if (region.hasVisible && !region.hasInfrared)
        measures.covered = 0.5 * excludePatches(region.visible, region.valid);
    if (region.hasVisible) {
        const double lines = lineStrength(region.visible, region.valid);
        measures.plain = lines < 2.1 ? 1 : 0;
        double warm = 0;
        for (std::size_t c = 0; c < region.colour.size(); c += 3)
            warm += region.colour[c + 2] - region.colour[c];
        measures.dorsal = warm / 1024 > 12;
    }
    return measures;
}

} // namespace tirkeu::palm
