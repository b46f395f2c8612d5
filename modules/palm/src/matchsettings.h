#pragma once

namespace tirkeu::palm {

/// Chosen on tuning identities only.
struct MatchSettings
{
    double visibleWeight = 0.45;
    int blockReach = 1;
    double blockPrice = 1.0; ///< in cells' worth of distance for a step of one cell
    double fullCells = 900;
};
[[nodiscard]] MatchSettings& matchSettings();

} // namespace tirkeu::palm
