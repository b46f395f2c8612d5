#pragma once

#include "appearance.h"

namespace tirkeu::simulation_palm {

/// From the plane of the palm (left hand's millimetres) to pixels.
[[nodiscard]] cv::Matx33d projectionOf(HandId id, const Appearance& look);
[[nodiscard]] cv::Point2d project(const cv::Matx33d& projection, Mm point);

struct Outline
{
    std::vector<std::vector<cv::Point>> parts; ///< polygons in pixels × 16: palm, thumb, four fingers
    std::array<Mm, 3> valleys;
    std::vector<std::vector<cv::Point2d>> fingerCreases; ///< lines across the fingers, in pixels
    std::vector<std::vector<cv::Point2d>> gaps;          ///< where closed fingers touch
    std::vector<cv::Point2d> nails;
};

[[nodiscard]] Outline outlineOf(const Shape& shape, const Appearance& look, const cv::Matx33d& projection);

} // namespace tirkeu::simulation_palm
