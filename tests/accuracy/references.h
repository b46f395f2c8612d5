#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace tirkeu::references {

/// Two published palm codes, after their papers, as a yardstick: 32×32 cells from a region of 128×128 grey pixels.
/// Competitive Code (2004): the winning of six orientations per cell, three bits. Binary Orientation Co-occurrence
/// Vector (2009): the sign of all six responses. One shift is shared by all planes.
struct ReferenceCode
{
    std::array<std::array<std::uint32_t, 32>, 3> competitive{};
    std::array<std::array<std::uint32_t, 32>, 6> cooccurrence{};
};

class ReferenceCoder
{
public:
    ReferenceCoder();
    [[nodiscard]] ReferenceCode code(const std::uint8_t* region128) const;
    /// Index 0 to 5 of the winning orientation for every cell; for the test of the sign.
    [[nodiscard]] std::array<std::uint8_t, 1024> winners(const std::uint8_t* region128) const;

private:
    void responses(const std::uint8_t* region128, std::vector<float>& out) const;
    std::array<std::array<float, 17 * 17>, 6> m_kernels{};
};

/// 0 alike, about 0.5 unrelated; the least over shifts of ±reach cells.
[[nodiscard]] double competitiveDistance(const ReferenceCode& a, const ReferenceCode& b, int reach);
[[nodiscard]] double cooccurrenceDistance(const ReferenceCode& a, const ReferenceCode& b, int reach);

} // namespace tirkeu::references
