#pragma once

#include <core/result.h>
#include <palm/region.h>

#include <QByteArray>

#include <array>
#include <cstdint>

namespace tirkeu::palm {

/// The matching code: 512 bytes over both bands. Nine blocks of 8×8 cells; of each block three words with the signs of
/// oriented line responses in the visible band, three in the infra-red, and one mask. The 64th word is zero.
constexpr std::size_t kCodeBlocks = 9;
constexpr std::size_t kCodePlanes = 7;
constexpr std::size_t kCodeWords = 64;
using MatchingCode = std::array<std::uint64_t, kCodeWords>;

/// What refinement needs: 32×32 cells in sixteen blocks, plane by plane – six visible, four infra-red, one mask.
constexpr std::size_t kFineBlocks = 16;
constexpr std::size_t kVisiblePlanes = 6;
constexpr std::size_t kInfraredPlanes = 4;
constexpr std::size_t kFinePlanes = kVisiblePlanes + kInfraredPlanes + 1;
using FineCode = std::array<std::array<std::uint64_t, kFineBlocks>, kFinePlanes>;

/// The short code of the gallery's first stage, folded from the matching code's signs.
constexpr std::size_t kShortWords = 16;
using ShortCode = std::array<std::uint64_t, kShortWords>;

/// One palm as numbers. Whoever holds it can compare it and cannot see a hand, but may not publish it either: keyed
/// templates are what leaves this room's callers for storage.
struct PalmTemplate
{
    static constexpr std::uint8_t kVersion = 1;
    static constexpr qsizetype kBytes = 32 + 512 + 1408 + 32; ///< of the written form

    Side side = Side::Left;
    bool hasVisible = false;
    bool hasInfrared = false;
    std::uint8_t quality = 0; ///< 0 to 100
    std::uint8_t samples = 1; ///< captures it was fused from
    std::uint64_t keyId = 0;  ///< of the transform; 0 is a plain template
    MatchingCode code{};
    FineCode fine{};

    [[nodiscard]] bool isKeyed() const { return keyId != 0; }
    /// Little-endian whatever the machine, with a header, version and SHA-256 over all of it.
    [[nodiscard]] QByteArray toBytes() const;
    [[nodiscard]] static Result<PalmTemplate> fromBytes(QByteArrayView bytes);
    bool operator==(const PalmTemplate&) const = default;
};

/// Never a bit of the codes.
[[nodiscard]] QString logMasked(const PalmTemplate& palm);

/// The template of one captured region; needs at least one band.
[[nodiscard]] PalmTemplate makeTemplate(const Region& region, int quality);
[[nodiscard]] ShortCode shortCodeOf(const MatchingCode& code);

} // namespace tirkeu::palm
