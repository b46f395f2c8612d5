#include "gallerykernels.h"

#include <bit>

// Bits that differ are those set in either less twice those set in both, so only the rows in which the probe has its
// bits set are added up: 256 hands at a time, each sum spread over the bits of several words, by full adders. That is
// less work than counting the bits of every hand, and it is plain logic, so one text serves every set of instructions.
namespace tirkeu::palm {

namespace {

using Lanes = std::uint64_t __attribute__((vector_size(kLanes / 8)));
constexpr std::size_t kPlanes = 12; ///< of a sum: up to 2 × 1,024

[[gnu::always_inline]] inline void add(Lanes& sum, Lanes& carry, const Lanes& a, const Lanes& b)
{
    const Lanes either = sum ^ a;
    carry = (either & b) | (~either & a);
    sum = either ^ b;
}

/// Adds 2^(Level + 1) rows to the planes from the first on; what does not fit into Level + 1 planes is the carry.
template<int Level>
[[gnu::always_inline]] inline void addRows(
    Lanes* planes, Lanes& carry, const ShortGroup& group, const std::uint16_t* rows)
{
    const auto row = [&](std::size_t i) -> const Lanes& {
        return *reinterpret_cast<const Lanes*>(reinterpret_cast<const char*>(&group.rows) + rows[i]);
    };
    if constexpr (Level == 0) {
        add(planes[0], carry, row(0), row(1));
    } else {
        Lanes first;
        Lanes second;
        addRows<Level - 1>(planes, first, group, rows);
        addRows<Level - 1>(planes, second, group, rows + (std::size_t(1) << Level));
        add(planes[Level], carry, first, second);
    }
}

[[gnu::always_inline]] inline void keepLarger(Lanes* most, const Lanes* sum)
{
    Lanes larger{};
    for (std::size_t k = 0; k < kPlanes; ++k) {
        const Lanes differ = most[k] ^ sum[k];
        larger = (differ & sum[k]) | (~differ & larger);
    }
    for (std::size_t k = 0; k < kPlanes; ++k)
        most[k] ^= (most[k] ^ sum[k]) & larger;
}

[[gnu::always_inline]] inline void scan(
    const ShortProbes& probes, const ShortGroup* groups, std::size_t count, std::uint16_t* out)
{
    constexpr int kLevel = std::bit_width(ShortProbes::kStep) - 2;
    for (std::size_t g = 0; g < count; ++g) {
        Lanes most[kPlanes] = {};
        for (const ShortProbes::Shift& shift : probes.shifts) {
            // Twice what both have, and what the probe has not: largest where the least differs.
            Lanes sum[kPlanes] = {};
            for (std::size_t k = 0; k < kPlanes; ++k)
                sum[k] -= ((kShortBits - shift.ones) >> k) & 1;
            for (std::size_t at = 0; at < shift.rows.size(); at += ShortProbes::kStep) {
                Lanes carry;
                addRows<kLevel>(sum + 1, carry, groups[g], shift.rows.data() + at);
                for (std::size_t k = kLevel + 2; k < kPlanes; ++k) {
                    const Lanes both = sum[k] & carry;
                    sum[k] ^= carry;
                    carry = both;
                }
            }
            keepLarger(most, sum);
        }
        for (std::size_t word = 0; word < kLanes / 64; ++word) {
            for (std::size_t bit = 0; bit < 64; ++bit) {
                std::uint64_t larger = 0;
                for (std::size_t k = 0; k < kPlanes; ++k)
                    larger |= ((most[k][word] >> bit) & 1) << k;
                const std::size_t lane = 64 * word + bit;
                out[g * kLanes + lane] = static_cast<std::uint16_t>(groups[g].ones[lane] + kShortBits - larger);
            }
        }
    }
}

} // namespace

void ShortGroup::put(std::size_t lane, const ShortCode& code)
{
    const std::uint64_t own = std::uint64_t(1) << (lane % 64);
    int set = 0;
    for (std::size_t w = 0; w < kShortWords; ++w) {
        set += std::popcount(code[w]);
        for (std::size_t bit = 0; bit < 64; ++bit) {
            std::uint64_t& word = rows[64 * w + bit][lane / 64];
            word = (word & ~own) | (((code[w] >> bit) & 1) != 0 ? own : 0);
        }
    }
    ones[lane] = static_cast<std::uint16_t>(set);
}

ShortProbes shortProbesOf(const ShiftedCode& probe)
{
    ShortProbes probes;
    for (std::size_t s = 0; s < ShiftedCode::kShifts; ++s) {
        const ShortCode code = shortCodeOf(probe.codes[s]);
        ShortProbes::Shift& shift = probes.shifts[s];
        for (std::size_t bit = 0; bit < kShortBits; ++bit) {
            if (((code[bit / 64] >> (bit % 64)) & 1) != 0)
                shift.rows.push_back(static_cast<std::uint16_t>(sizeof(Lanes) * bit));
        }
        shift.ones = shift.rows.size();
        while (shift.rows.size() % ShortProbes::kStep != 0)
            shift.rows.push_back(static_cast<std::uint16_t>(sizeof(Lanes) * kShortBits));
    }
    return probes;
}

void shortPortable(const ShortProbes& probes, const ShortGroup* groups, std::size_t count, std::uint16_t* out)
{
    scan(probes, groups, count, out);
}

#if defined(__x86_64__)

__attribute__((target("avx2"))) void shortAvx2(
    const ShortProbes& probes, const ShortGroup* groups, std::size_t count, std::uint16_t* out)
{
    scan(probes, groups, count, out);
}

// No wider than before: a group of 512 would not stay in the nearest cache. One instruction adds three bits, though.
__attribute__((target("avx2,avx512f,avx512vl"))) void shortAvx512(
    const ShortProbes& probes, const ShortGroup* groups, std::size_t count, std::uint16_t* out)
{
    scan(probes, groups, count, out);
}

#else

void shortAvx2(const ShortProbes& probes, const ShortGroup* groups, std::size_t count, std::uint16_t* out)
{
    scan(probes, groups, count, out);
}
void shortAvx512(const ShortProbes& probes, const ShortGroup* groups, std::size_t count, std::uint16_t* out)
{
    scan(probes, groups, count, out);
}

#endif

} // namespace tirkeu::palm
