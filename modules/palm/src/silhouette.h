#pragma once

#include "mat.h"

#include <palm/region.h>

#include <opencv2/core.hpp>

#include <optional>
#include <vector>

namespace tirkeu::palm {

/// A hand's outline read for its valleys; everything in pixels of the small picture it was found in.
struct Silhouette
{
    cv::Mat1b mask;
    std::vector<cv::Point> contour;
    cv::Point2d centre;
    double radius = 0;
    double area = 0;
    double secondArea = 0;              ///< of a second thing as large as a hand
    std::array<cv::Point2d, 3> valleys; ///< index to little
    Side side = Side::Left;
    double sideConfidence = 0;
    RegionSource source = RegionSource::PalmCircle;
    double plausibility = 0; ///< 0 to 1
    int fingers = 0;         ///< told apart
    int tips = 0;            ///< that stand out, of this and of whatever touches it
};

/// Masks that may hold the hand, the likeliest first.
[[nodiscard]] std::vector<cv::Mat1b> infraredMasks(const cv::Mat1b& grey);
[[nodiscard]] std::vector<cv::Mat1b> visibleMasks(const cv::Mat3b& colour);
[[nodiscard]] std::optional<Silhouette> readSilhouette(const cv::Mat1b& mask);

} // namespace tirkeu::palm
