#pragma once

#include <palm/template.h>

#include <vector>

namespace tirkeu::palm {

/// Size and pitch of a line detector: pixels of the region's picture.
struct LineFilter
{
    double frequency = 0.5;
    double width = 2.0;
    int half = 8;
};

struct FeatureSettings
{
    LineFilter visibleFine{0.52, 2.0, 8};
    LineFilter infraredFine{0.33, 2.4, 11};
    LineFilter visibleCode{0.42, 2.0, 10};
    LineFilter infraredCode{0.30, 2.4, 12};
    double fragile = 0.0; ///< share of cells that are left out because hardly anything is there
};
[[nodiscard]] const FeatureSettings& defaultFeatures();
[[nodiscard]] PalmTemplate makeTemplateWith(const Region& region, int quality, const FeatureSettings& settings);

} // namespace tirkeu::palm
