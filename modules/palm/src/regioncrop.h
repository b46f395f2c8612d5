#pragma once

#include "silhouette.h"

namespace tirkeu::palm {

/// The two frames as 8-bit pictures, large and small.
struct Pictures
{
    cv::Size size;
    double shrink = 1; ///< pixels of the frame for one of the small pictures
    cv::Mat1b grey;    ///< of the visible band
    cv::Mat3b colour;
    cv::Mat1b infrared;
    cv::Mat3b smallColour;
    cv::Mat1b smallGrey;
    cv::Mat1b smallInfrared;
};

struct RegionMeasures
{
    double level = 0;     ///< mean grey of the palm
    double saturated = 0; ///< share of it
    double covered = 0;   ///< share that is not bare skin
    double plain = 0;     ///< 1 where no palm lines are to be seen
    bool dorsal = false;  ///< and yet it is skin
    double haze = 0;      ///< light beyond the hand as a share of the palm's
};

[[nodiscard]] Pictures picturesOf(const imaging::Frame& visible, const imaging::Frame& infrared, int workWidth);
[[nodiscard]] bool darkness(const Pictures& pictures); ///< too little light to see whether there is a hand
/// Fills the region from a silhouette and says what was noticed on the way.
[[nodiscard]] RegionMeasures cropRegion(
    Region& region, const Silhouette& hand, const Pictures& pictures, bool fromInfrared);

} // namespace tirkeu::palm
