#include "palmsquare.h"

#include "mat.h"

#include <cmath>

namespace tirkeu::palm {

namespace {
constexpr double kSideOfValleys = 1.5; ///< of the square, in distances between the outer valleys
constexpr double kSideOfCircle = 1.52; ///< the same in radii of the palm's circle
constexpr double kBelowValleys = 0.15;
} // namespace

cv::Mat shrunk(const cv::Mat& picture, double factor)
{
    if (factor <= 1)
        return picture;
    cv::Mat small;
    cv::resize(picture, small, {}, 1 / factor, 1 / factor,
        std::abs(factor - std::round(factor)) < 1e-6 ? cv::INTER_AREA : cv::INTER_LINEAR);
    return small;
}

cv::Mat Square::of(const cv::Mat& picture, double shrink, int pixels, cv::InterpolationFlags how, int border) const
{
    // Large pictures are shrunk first, or fine lines would alias.
    const double factor = std::max(1., cv::norm(right) / shrink / (1.6 * pixels));
    const bool large = factor > 1.05 && how != cv::INTER_NEAREST;
    const cv::Mat source = large ? shrunk(picture, factor) : picture;
    const double f = large ? shrink * factor : shrink;
    std::array<cv::Point2f, 4> from;
    std::array<cv::Point2f, 4> to;
    for (std::size_t i = 0; i < 4; ++i) {
        const double u = i == 1 || i == 2 ? 0.5 : -0.5;
        const double v = i >= 2 ? 0.5 : -0.5;
        const cv::Point2d p = plane.seen(middle + right * u + down * v);
        from[i] = (p + cv::Point2d(0.5, 0.5)) * (1 / f) - cv::Point2d(0.5, 0.5);
        to[i] = cv::Point2d((u + 0.5) * pixels - 0.5, (v + 0.5) * pixels - 0.5);
    }
    cv::Mat out;
    cv::warpPerspective(source, out, cv::getPerspectiveTransform(to.data(), from.data()), {pixels, pixels},
        how | cv::WARP_INVERSE_MAP, border);
    return out;
}

Square squareOn(const Region& region, const Plane& plane)
{
    Square square;
    square.plane = plane;
    const cv::Point2d first = plane.flat(toCv(region.valleys[0]));
    const cv::Point2d last = plane.flat(toCv(region.valleys[2]));
    cv::Point2d right = last - first;
    const double across = cv::norm(right);
    right *= 1 / across;
    cv::Point2d down(-right.y, right.x);
    if (down.dot(plane.flat(toCv(region.centre)) - first) < 0)
        down = -down;
    const double side = 0.5 * (kSideOfValleys * across + kSideOfCircle * region.radius);
    square.middle = (first + last) * 0.5 + down * (kBelowValleys * across + side / 2);
    square.right = right * side;
    square.down = down * side;
    return square;
}

} // namespace tirkeu::palm
