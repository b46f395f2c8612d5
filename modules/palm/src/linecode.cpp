#include "linecode.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tirkeu::palm {

namespace {

/// A bank of even-symmetric line detectors after Lee's model of simple cells, without answer to plain areas and slopes.
class LineBank
{
public:
    LineBank(const LineFilter& filter, int orientations)
        : m_half(filter.half)
    {
        const int side = 2 * m_half + 1;
        const double w = filter.frequency;
        const double k = filter.width;
        for (int o = 0; o < orientations; ++o) {
            const double angle = o * std::numbers::pi / orientations;
            std::vector<float> kernel(static_cast<std::size_t>(side * side));
            double mean = 0;
            double norm = 0;
            for (int y = -m_half; y <= m_half; ++y) {
                for (int x = -m_half; x <= m_half; ++x) {
                    const double along = x * std::cos(angle) + y * std::sin(angle);
                    const double across = -x * std::sin(angle) + y * std::cos(angle);
                    const double g = std::exp(-w * w * (4 * along * along + across * across) / (8 * k * k)) *
                                     (std::cos(w * along) - std::exp(-k * k / 2));
                    kernel[static_cast<std::size_t>((y + m_half) * side + x + m_half)] = static_cast<float>(g);
                    mean += g / (side * side);
                }
            }
            for (float& value : kernel) {
                value -= static_cast<float>(mean);
                norm += static_cast<double>(std::abs(value));
            }
            for (float& value : kernel)
                value /= static_cast<float>(norm);
            m_kernels.push_back(std::move(kernel));
        }
    }

    [[nodiscard]] int half() const { return m_half; }
    [[nodiscard]] std::size_t size() const { return m_kernels.size(); }

    /// Positive on a dark line along the orientation. `row` points at the upper left corner of the window.
    [[nodiscard]] float at(std::size_t orientation, const float* corner, int stride) const
    {
        const int side = 2 * m_half + 1;
        const float* kernel = m_kernels[orientation].data();
        std::array<float, 8> sums{};
        for (int y = 0; y < side; ++y) {
            const float* in = corner + y * stride;
            const float* weights = kernel + y * side;
            int x = 0;
            for (; x + 8 <= side; x += 8) {
                for (int i = 0; i < 8; ++i)
                    sums[static_cast<std::size_t>(i)] += in[x + i] * weights[x + i];
            }
            for (; x < side; ++x)
                sums[0] += in[x] * weights[x];
        }
        float sum = 0;
        for (const float part : sums)
            sum += part;
        return -sum;
    }

private:
    int m_half;
    std::vector<std::vector<float>> m_kernels;
};

constexpr int kPad = 16;
constexpr int kStride = kRegionSide + 2 * kPad;

std::vector<float> padded(const RegionPicture& picture)
{
    std::vector<float> out(static_cast<std::size_t>(kStride * kStride));
    for (int y = 0; y < kStride; ++y) {
        const int sy = std::clamp(y - kPad, 0, kRegionSide - 1);
        for (int x = 0; x < kStride; ++x) {
            const int sx = std::clamp(x - kPad, 0, kRegionSide - 1);
            out[static_cast<std::size_t>(y * kStride + x)] = picture[static_cast<std::size_t>(sy * kRegionSide + sx)];
        }
    }
    return out;
}

struct CellGrid
{
    int cells; ///< across
    [[nodiscard]] double pitch() const { return static_cast<double>(kRegionSide) / cells; }
    [[nodiscard]] int pixel(int cell) const { return static_cast<int>((cell + 0.5) * pitch()); }
    [[nodiscard]] std::size_t block(int cx, int cy) const
    {
        return static_cast<std::size_t>((cy / 8) * (cells / 8) + cx / 8);
    }
    [[nodiscard]] static int bit(int cx, int cy) { return (cy % 8) * 8 + cx % 8; }
};
constexpr CellGrid kFineGrid{32};
constexpr CellGrid kCodeGrid{24};

template<typename Put>
void signs(
    const std::vector<float>& picture, const LineBank& bank, const CellGrid& grid, std::vector<float>& energy, Put put)
{
    for (int cy = 0; cy < grid.cells; ++cy) {
        for (int cx = 0; cx < grid.cells; ++cx) {
            const float* corner =
                picture.data() + (grid.pixel(cy) + kPad - bank.half()) * kStride + grid.pixel(cx) + kPad - bank.half();
            float strongest = 0;
            for (std::size_t o = 0; o < bank.size(); ++o) {
                const float response = bank.at(o, corner, kStride);
                strongest = std::max(strongest, std::abs(response));
                if (response > 0)
                    put(o, grid.block(cx, cy), std::uint64_t(1) << CellGrid::bit(cx, cy));
            }
            energy[static_cast<std::size_t>(cy * grid.cells + cx)] += strongest;
        }
    }
}

/// Bare palm in the middle of the cell, and something to see there.
template<typename Put>
void maskOf(const Region& region, const CellGrid& grid, const std::vector<float>& energy, double fragile, Put put)
{
    std::vector<float> sorted = energy;
    const auto nth = static_cast<std::ptrdiff_t>(fragile * static_cast<double>(sorted.size()));
    std::nth_element(sorted.begin(), sorted.begin() + nth, sorted.end());
    const float least = fragile > 0 ? sorted[static_cast<std::size_t>(nth)] : -1;
    for (int cy = 0; cy < grid.cells; ++cy) {
        for (int cx = 0; cx < grid.cells; ++cx) {
            const auto pixel = static_cast<std::size_t>(grid.pixel(cy) * kRegionSide + grid.pixel(cx));
            if (region.valid[pixel] != 0 && energy[static_cast<std::size_t>(cy * grid.cells + cx)] > least)
                put(grid.block(cx, cy), std::uint64_t(1) << CellGrid::bit(cx, cy));
        }
    }
}

bool same(const LineFilter& a, const LineFilter& b)
{
    return a.frequency == b.frequency && a.width == b.width && a.half == b.half;
}

} // namespace

const FeatureSettings& defaultFeatures()
{
    static const FeatureSettings settings;
    return settings;
}

PalmTemplate makeTemplate(const Region& region, int quality)
{
    return makeTemplateWith(region, quality, defaultFeatures());
}

PalmTemplate makeTemplateWith(const Region& region, int quality, const FeatureSettings& settings)
{
    struct Banks
    {
        FeatureSettings made;
        LineBank visibleFine, infraredFine, visibleCode, infraredCode;
        explicit Banks(const FeatureSettings& s)
            : made(s)
            , visibleFine(s.visibleFine, kVisiblePlanes)
            , infraredFine(s.infraredFine, kInfraredPlanes)
            , visibleCode(s.visibleCode, 3)
            , infraredCode(s.infraredCode, 3)
        {
        }
    };
    thread_local Banks banks(settings);
    if (!same(banks.made.visibleFine, settings.visibleFine) || !same(banks.made.infraredFine, settings.infraredFine) ||
        !same(banks.made.visibleCode, settings.visibleCode) || !same(banks.made.infraredCode, settings.infraredCode))
        banks = Banks(settings);

    PalmTemplate palm;
    palm.side = region.side;
    palm.hasVisible = region.hasVisible;
    palm.hasInfrared = region.hasInfrared;
    palm.quality = static_cast<std::uint8_t>(std::clamp(quality, 0, 100));
    std::vector<float> fineEnergy(1024, 0.F);
    std::vector<float> codeEnergy(576, 0.F);
    if (region.hasVisible) {
        const std::vector<float> picture = padded(region.visible);
        signs(picture, banks.visibleFine, kFineGrid, fineEnergy,
            [&](std::size_t o, std::size_t block, std::uint64_t bit) { palm.fine[o][block] |= bit; });
        signs(picture, banks.visibleCode, kCodeGrid, codeEnergy,
            [&](std::size_t o, std::size_t block, std::uint64_t bit) { palm.code[block * kCodePlanes + o] |= bit; });
    }
    if (region.hasInfrared) {
        const std::vector<float> picture = padded(region.infrared);
        signs(picture, banks.infraredFine, kFineGrid, fineEnergy,
            [&](std::size_t o, std::size_t block, std::uint64_t bit) { palm.fine[kVisiblePlanes + o][block] |= bit; });
        signs(picture, banks.infraredCode, kCodeGrid, codeEnergy,
            [&](std::size_t o, std::size_t block, std::uint64_t bit) {
                palm.code[block * kCodePlanes + 3 + o] |= bit;
            });
    }
    maskOf(region, kFineGrid, fineEnergy, settings.fragile,
        [&](std::size_t block, std::uint64_t bit) { palm.fine[kFinePlanes - 1][block] |= bit; });
    maskOf(region, kCodeGrid, codeEnergy, settings.fragile,
        [&](std::size_t block, std::uint64_t bit) { palm.code[block * kCodePlanes + 6] |= bit; });
    return palm;
}

} // namespace tirkeu::palm
