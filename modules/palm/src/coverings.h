#pragma once

#include "regioncrop.h"

namespace tirkeu::palm {

struct RingSeen
{
    double contrast = 0; ///< against the finger on either side of it
    cv::Point2d at;      ///< in the small picture
};
/// The clearest band across a finger that skin does not have.
[[nodiscard]] RingSeen ringOn(const Silhouette& hand, const Pictures& pictures);

/// What a window that scatters adds beside the hand: brighter next to its rim than farther off, as a share of the hand.
[[nodiscard]] double haloAround(const Silhouette& hand, const cv::Mat1b& small, double level);

} // namespace tirkeu::palm
