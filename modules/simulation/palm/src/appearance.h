#pragma once

#include "identity.h"

namespace tirkeu::simulation_palm {

inline const cv::Size kPicture{640, 480};
constexpr double kFocalPixels = 377; ///< 2.9 pixels a millimetre at 130 mm

/// Everything about one capture that is not the hand itself. Lengths in millimetres, angles in radians.
struct Appearance
{
    std::uint64_t seed = 0;
    // pose
    double distance = 130;
    double turn = 0;
    double tiltAcross = 0; ///< about the axis from wrist to fingers
    double tiltAlong = 0;
    cv::Point2d centre{320, 318}; ///< where the palm's middle lands
    double spread = 0.3;          ///< 0 relaxed, 1 wide, -1 closed
    // skin that day
    double stretch = 0.34; ///< of the skin between captures, millimetres
    double stretchOfDay = 0.28;
    std::uint64_t daySeed = 0;
    double creaseGain = 1;
    double creaseFade = 0.15; ///< how unevenly the lines show
    double relief = 0.25;     ///< share of the lines' look that depends on where the light comes from
    int folds = 0;            ///< lines that this capture has and others have not
    double veinGain = 1;
    double mottle = 0.02;
    // light and sensor
    double visibleLight = 1;
    double infraredLight = 1;
    double lightFrom = 0;
    double gradient = 0.1;
    double shine = 0;
    double noise = 1.4;
    double blur = 0.7;
    double motion = 0;
    double motionAngle = 0;
    double haze = 0; ///< a dirty window
    // things
    bool plaster = false;
    bool ring = false;
    bool sleeve = false;
    bool clutter = false;
    bool back = false;
    bool glove = false;
    bool secondHand = false;
    bool empty = false;
};

[[nodiscard]] Appearance appearanceFor(HandId id, const CaptureSpec& spec);

} // namespace tirkeu::simulation_palm
