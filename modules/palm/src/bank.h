#pragma once

#include <palm/matcher.h>

namespace tirkeu::palm {

constexpr int kReach = 4; ///< shifts of the fine code, cells
constexpr int kShifts = (2 * kReach + 1) * (2 * kReach + 1);
constexpr std::array<int, 5> kTurns{-6, -3, 0, 3, 6}; ///< degrees

/// The probe's fine code where an alignment says.
[[nodiscard]] FineCode placedAt(const Probe& probe, int turnDegrees, int dx, int dy);

struct Probe::Bank
{
    PalmTemplate palm;
    std::vector<FineCode> placed; ///< turn by turn, shift by shift
};

/// Differing bits of every block, visible and infra-red, and how many cells both hold.
struct BlockCounts
{
    std::array<std::uint16_t, kFineBlocks> visible;
    std::array<std::uint16_t, kFineBlocks> infrared;
    std::array<std::uint16_t, kFineBlocks> cells;
};

void countPortable(const FineCode* probes, std::size_t count, const FineCode& stored, BlockCounts* out);
void countAvx2(const FineCode* probes, std::size_t count, const FineCode& stored, BlockCounts* out);
void countAvx512(const FineCode* probes, std::size_t count, const FineCode& stored, BlockCounts* out);

CodeDistance codePortable(const ShiftedCode& probe, const MatchingCode& stored);
CodeDistance codeAvx2(const ShiftedCode& probe, const MatchingCode& stored);
CodeDistance codeAvx512(const ShiftedCode& probe, const MatchingCode& stored);

void scanPortable(const MatchingCode& probe, std::span<const MatchingCode> stored, CodeDistance* out);
void scanAvx2(const MatchingCode& probe, std::span<const MatchingCode> stored, CodeDistance* out);
void scanAvx512(const MatchingCode& probe, std::span<const MatchingCode> stored, CodeDistance* out);

/// Fewer than this many common cells say nothing.
constexpr unsigned kLeastCells = 576 / 4;
[[nodiscard]] inline CodeDistance codeRatio(unsigned differing, unsigned cells)
{
    return cells < kLeastCells ? kNoOverlap
                               : static_cast<CodeDistance>((std::uint64_t(differing) << 16) / (cells * 6ULL));
}

} // namespace tirkeu::palm
