#include "measures.h"

#include <palm/decision.h>

#include <opencv2/core.hpp>

#include <array>
#include <cmath>

namespace tirkeu::palm {

namespace {

constexpr std::size_t kLooks = 3; ///< into earlier frames: each costs a search for the region
constexpr int kCell = 8;
constexpr int kCells = kRegionSide / kCell;

/// How large the palm is seen, by two rulers: the valleys' span and the largest circle.
double sizeOf(const Region& region)
{
    const double span =
        std::hypot(region.valleys[2].x - region.valleys[0].x, region.valleys[2].y - region.valleys[0].y);
    return std::sqrt(std::max(1., span) * std::max(1., region.radius));
}

struct Cell
{
    double light = 0; ///< logarithm of the mean
    bool isBare = false;
};
Cell cellAt(const Region& region, int column, int row)
{
    double sum = 0;
    int bare = 0;
    for (int y = row * kCell; y < (row + 1) * kCell; ++y) {
        for (int x = column * kCell; x < (column + 1) * kCell; ++x) {
            const auto i = static_cast<std::size_t>(y * kRegionSide + x);
            sum += region.infrared[i];
            bare += region.valid[i] != 0;
        }
    }
    constexpr int kArea = kCell * kCell;
    return {std::log(std::max(2., sum / kArea)), bare >= kArea * 3 / 4};
}

/// The terms of a slope of second order at a cell.
cv::Mat1d termsAt(int column, int row)
{
    const double u = 2. * column / (kCells - 1) - 1;
    const double v = 2. * row / (kCells - 1) - 1;
    return cv::Mat1d(1, 6, std::array{1., u, v, u * u, u * v, v * v}.data()).clone();
}

} // namespace

double infraredGlint(const Region& region)
{
    // Lamps and the palm's roundness make a smooth slope on bare skin. What stands out of it is a spot, wherever it is:
    // so bright a one counts as no skin, and is looked for all the same.
    cv::Mat1d terms(0, 6);
    cv::Mat1d light(0, 1);
    cv::Mat1d all(0, 6);
    cv::Mat1d seen(0, 1);
    for (int row = 0; row < kCells; ++row) {
        for (int column = 0; column < kCells; ++column) {
            const Cell cell = cellAt(region, column, row);
            const cv::Mat1d here = termsAt(column, row);
            all.push_back(here);
            seen.push_back(cell.light);
            if (!cell.isBare)
                continue;
            terms.push_back(here);
            light.push_back(cell.light);
        }
    }
    constexpr int kLeastCells = 60;
    if (terms.rows < kLeastCells)
        return 0;
    cv::Mat1d slope;
    cv::solve(terms, light, slope, cv::DECOMP_NORMAL | cv::DECOMP_CHOLESKY);
    cv::Mat1d above;
    cv::gemm(all, slope, -1, seen, 1, above);
    double most = 0;
    cv::minMaxLoc(above, nullptr, &most);
    return std::expm1(most);
}

std::optional<Approach> approachOf(std::span<const FramePair> before, const Region& now, const BandMeasures& bands)
{
    constexpr double kLeastNearer = 0.06;
    for (const FramePair& frame : before.first(std::min(before.size(), kLooks))) {
        const auto found = findRegion(frame.visible, frame.infrared, now.side);
        if (!found || !found->region || !found->problems.empty())
            continue;
        const Region& then = *found->region;
        if (!then.hasVisible || !then.hasInfrared)
            continue;
        Approach approach;
        const Probe probe(makeTemplate(now, 0));
        approach.samePalm = calibrate(probe.compare(makeTemplate(then, 0)), true, true).score;
        const double nearer = std::log(sizeOf(now) / sizeOf(then));
        const double level = measureBands(then).infraredLevel;
        if (std::abs(nearer) >= kLeastNearer && level > 1)
            approach.lightByNearness = std::log(bands.infraredLevel / level) / nearer;
        return approach;
    }
    return std::nullopt;
}

} // namespace tirkeu::palm
