#pragma once

#include "regioncrop.h"

namespace tirkeu::palm {

/// What lies on the hand or on the window, beside what the square itself shows.
struct Coverings
{
    double ring = 0;    ///< contrast of the clearest band across a finger, against the finger on either side of it
    cv::Point2d ringAt; ///< in pixels of the frame
    double halo = 0;    ///< brighter next to the hand than farther off, as a share of the hand: a window that scatters
};
[[nodiscard]] Coverings coveringsOf(const Silhouette& hand, const Pictures& pictures, bool fromInfrared, double level);

} // namespace tirkeu::palm
