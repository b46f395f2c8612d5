#include "references.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>

namespace tirkeu::references {

namespace {

constexpr int kSide = 128;
constexpr int kHalf = 8;
constexpr int kCells = 32;
constexpr int kPad = kSide + 2 * kHalf;

template<std::size_t Planes>
double leastDistance(const std::array<std::array<std::uint32_t, 32>, Planes>& a,
    const std::array<std::array<std::uint32_t, 32>, Planes>& b, int reach)
{
    double least = 1;
    for (int dy = -reach; dy <= reach; ++dy) {
        for (int dx = -reach; dx <= reach; ++dx) {
            const int rows = kCells - std::abs(dy);
            const int columns = kCells - std::abs(dx);
            const std::uint32_t valid = columns == 32 ? ~0U : (1U << columns) - 1;
            int differing = 0;
            const std::uint64_t both = std::uint64_t(valid) << 32 | valid;
            for (std::size_t p = 0; p < Planes; ++p) {
                const std::uint32_t* left = &a[p][static_cast<std::size_t>(std::max(0, dy))];
                const std::uint32_t* right = &b[p][static_cast<std::size_t>(std::max(0, -dy))];
                const auto unlike = [&](int y) {
                    return (left[y] >> std::max(0, dx)) ^ (right[y] >> std::max(0, -dx));
                };
                int y = 0;
                for (; y + 1 < rows; y += 2)
                    differing += std::popcount((std::uint64_t(unlike(y)) << 32 | unlike(y + 1)) & both);
                if (y < rows)
                    differing += std::popcount(unlike(y) & valid);
            }
            least = std::min(least, static_cast<double>(differing) / (static_cast<double>(Planes) * rows * columns));
        }
    }
    return least;
}

} // namespace

ReferenceCoder::ReferenceCoder()
{
    constexpr double w = 0.5;
    constexpr double k = 2.0;
    for (int orientation = 0; orientation < 6; ++orientation) {
        auto& kernel = m_kernels[static_cast<std::size_t>(orientation)];
        const double angle = orientation * std::numbers::pi / 6;
        double mean = 0;
        for (int y = -kHalf; y <= kHalf; ++y) {
            for (int x = -kHalf; x <= kHalf; ++x) {
                const double along = x * std::cos(angle) + y * std::sin(angle);
                const double across = -x * std::sin(angle) + y * std::cos(angle);
                const double g = w / (std::sqrt(2 * std::numbers::pi) * k) *
                                 std::exp(-w * w * (4 * along * along + across * across) / (8 * k * k)) *
                                 (std::cos(w * along) - std::exp(-k * k / 2));
                kernel[static_cast<std::size_t>((y + kHalf) * 17 + x + kHalf)] = static_cast<float>(g);
                mean += g / (17 * 17);
            }
        }
        for (float& value : kernel)
            value -= static_cast<float>(mean);
    }
}

void ReferenceCoder::responses(const std::uint8_t* region128, std::vector<float>& out) const
{
    double mean = 0;
    for (int i = 0; i < kSide * kSide; ++i)
        mean += region128[i];
    mean /= kSide * kSide;
    std::vector<float> padded(static_cast<std::size_t>(kPad * kPad), 0.F);
    for (int y = 0; y < kSide; ++y) {
        for (int x = 0; x < kSide; ++x)
            padded[static_cast<std::size_t>((y + kHalf) * kPad + x + kHalf)] =
                static_cast<float>(region128[y * kSide + x] - mean);
    }
    out.assign(6 * kCells * kCells, 0.F);
    for (std::size_t o = 0; o < 6; ++o) {
        for (int cy = 0; cy < kCells; ++cy) {
            for (int cx = 0; cx < kCells; ++cx) {
                float sum = 0;
                for (int y = 0; y < 17; ++y) {
                    const float* row = &padded[static_cast<std::size_t>((4 * cy + y) * kPad + 4 * cx)];
                    const float* kernel = &m_kernels[o][static_cast<std::size_t>(y * 17)];
                    for (int x = 0; x < 17; ++x)
                        sum += row[x] * kernel[x];
                }
                out[o * kCells * kCells + static_cast<std::size_t>(cy * kCells + cx)] = sum;
            }
        }
    }
}

std::array<std::uint8_t, 1024> ReferenceCoder::winners(const std::uint8_t* region128) const
{
    std::vector<float> response;
    responses(region128, response);
    std::array<std::uint8_t, 1024> winner{};
    for (std::size_t cell = 0; cell < 1024; ++cell) {
        // Dark lines: the least of the positive filter.
        for (std::uint8_t o = 1; o < 6; ++o) {
            if (response[std::size_t(o) * 1024 + cell] < response[std::size_t(winner[cell]) * 1024 + cell])
                winner[cell] = o;
        }
    }
    return winner;
}

ReferenceCode ReferenceCoder::code(const std::uint8_t* region128) const
{
    std::vector<float> response;
    responses(region128, response);
    constexpr std::array<std::uint8_t, 6> kCyclic{0b000, 0b001, 0b011, 0b111, 0b110, 0b100};
    ReferenceCode code;
    for (std::size_t y = 0; y < 32; ++y) {
        for (std::size_t x = 0; x < 32; ++x) {
            const std::size_t cell = y * 32 + x;
            std::size_t winner = 0;
            for (std::size_t o = 0; o < 6; ++o) {
                if (response[o * 1024 + cell] < response[winner * 1024 + cell])
                    winner = o;
                if (response[o * 1024 + cell] < 0)
                    code.cooccurrence[o][y] |= 1U << x;
            }
            for (std::size_t plane = 0; plane < 3; ++plane) {
                if ((kCyclic[winner] >> plane) & 1)
                    code.competitive[plane][y] |= 1U << x;
            }
        }
    }
    return code;
}

double competitiveDistance(const ReferenceCode& a, const ReferenceCode& b, int reach)
{
    return leastDistance(a.competitive, b.competitive, reach);
}

double cooccurrenceDistance(const ReferenceCode& a, const ReferenceCode& b, int reach)
{
    return leastDistance(a.cooccurrence, b.cooccurrence, reach);
}

} // namespace tirkeu::references
