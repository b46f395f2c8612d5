#pragma once

#include <palm/matcher.h>

namespace tirkeu::palm {

constexpr std::size_t kLanes = 8; ///< hands side by side, word by word

using ShortGroup = std::array<std::array<std::uint64_t, kLanes>, kShortWords>;
using ShortProbes = std::array<ShortCode, ShiftedCode::kShifts>;

/// For every group the least number of differing bits over all shifts, hand by hand.
void shortPortable(const ShortProbes& probes, const ShortGroup* groups, std::size_t count, std::uint16_t* out);
void shortAvx2(const ShortProbes& probes, const ShortGroup* groups, std::size_t count, std::uint16_t* out);
void shortAvx512(const ShortProbes& probes, const ShortGroup* groups, std::size_t count, std::uint16_t* out);

} // namespace tirkeu::palm
