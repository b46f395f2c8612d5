#pragma once

#include <palm/matcher.h>

#include <vector>

namespace tirkeu::palm {

constexpr std::size_t kLanes = 256; ///< hands of a group
constexpr std::size_t kShortBits = 64 * kShortWords;

/// The short codes of many hands, bit by bit: one row holds the same bit of every hand. The last row stays zero.
struct ShortGroup
{
    alignas(32) std::array<std::array<std::uint64_t, kLanes / 64>, kShortBits + 1> rows{};
    std::array<std::uint16_t, kLanes> ones{}; ///< bits set, hand by hand

    void put(std::size_t lane, const ShortCode& code);
};

/// The rows in which a probe has its bits set, shift by shift, as offsets in bytes; filled up with the zero row.
struct ShortProbes
{
    static constexpr std::size_t kStep = 32; ///< rows added at once

    struct Shift
    {
        std::size_t ones = 0;
        std::vector<std::uint16_t> rows;
    };
    std::array<Shift, ShiftedCode::kShifts> shifts;
};
[[nodiscard]] ShortProbes shortProbesOf(const ShiftedCode& probe);

/// For every group the least number of differing bits over all shifts, hand by hand.
void shortPortable(const ShortProbes& probes, const ShortGroup* groups, std::size_t count, std::uint16_t* out);
void shortAvx2(const ShortProbes& probes, const ShortGroup* groups, std::size_t count, std::uint16_t* out);
void shortAvx512(const ShortProbes& probes, const ShortGroup* groups, std::size_t count, std::uint16_t* out);

} // namespace tirkeu::palm
