#pragma once

#include <palm/region.h>

#include <opencv2/imgproc.hpp>

namespace tirkeu::palm {

/// A palm that leans: a flat piece about `anchor` which comes nearer by `nearing` a pixel. Its points laid flat are
/// written against the anchor, in pixels as large as those at the anchor.
struct Plane
{
    cv::Point2d anchor;
    cv::Point2d nearing;
    cv::Point2d steepest{1, 0};
    double shortening = 1; ///< along the steepest way, for seeing it from the side

    [[nodiscard]] cv::Point2d flat(cv::Point2d p) const
    {
        const cv::Point2d seen = (p - anchor) * (1 / std::max(0.5, 1 + nearing.dot(p - anchor)));
        return seen + steepest * (steepest.dot(seen) * (1 / shortening - 1));
    }
    [[nodiscard]] cv::Point2d seen(cv::Point2d q) const
    {
        const cv::Point2d turned = q + steepest * (steepest.dot(q) * (shortening - 1));
        return anchor + turned * (1 / std::max(0.3, 1 - nearing.dot(turned)));
    }
};

/// The square of the palm in a frame.
struct Square
{
    cv::Point2d middle, right, down; ///< laid flat; the vectors are whole sides
    Plane plane;

    /// Cut out of a picture of which one pixel is `shrink` pixels of the frame.
    [[nodiscard]] cv::Mat of(
        const cv::Mat& picture, double shrink, int pixels, cv::InterpolationFlags how, int border) const;
};

/// Placed by the region's valleys and circle. Index to little runs to the right in every region: a right hand is
/// mirrored on the way in.
[[nodiscard]] Square squareOn(const Region& region, const Plane& plane);

[[nodiscard]] cv::Mat shrunk(const cv::Mat& picture, double factor);

} // namespace tirkeu::palm
