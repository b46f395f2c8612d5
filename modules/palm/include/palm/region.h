#pragma once

#include <imaging/frame.h>

#include <QLatin1StringView>

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace tirkeu::palm {

enum class Side : std::uint8_t { Left = 1, Right = 2 };

/// Why a hand cannot be used as it is shown; each has a word of guidance.
enum class Problem : std::uint8_t {
    NoHand,
    TwoHands,
    WrongSide, ///< the back of the hand
    WrongHand,
    TooNear,
    TooFar,
    OffSide,
    Tilted,
    FingersClosed,
    Moving,
    Covered, ///< glove, bandage or ring: which, say the notices
    TooDark,
    TooBright,
    Window, ///< wet or dirty
};
/// Something on the hand or the window. Beside a problem it is the cause; by itself it is a hint only, and the capture
/// serves as it is: a ring on a finger need not come off.
enum class Notice : std::uint8_t { Glove, Bandage, Ring, DirtyWindow };
[[nodiscard]] QLatin1StringView nameOf(Problem problem);
[[nodiscard]] QLatin1StringView nameOf(Notice notice);
[[nodiscard]] QLatin1StringView nameOf(Side side);

/// Side of the square picture of a palm that everything after the region works on.
constexpr int kRegionSide = 128;
using RegionPicture = std::array<std::uint8_t, kRegionSide * kRegionSide>;

/// How the region was found, from the surest to the least sure.
enum class RegionSource : std::uint8_t { Valleys, TwoValleys, PalmCircle };

/// The palm, brought to one position, scale and (index finger to the left) one side.
struct Region
{
    Side side = Side::Left;
    double sideConfidence = 0; ///< 0 a guess, 1 sure
    RegionSource source = RegionSource::Valleys;
    bool fromInfrared = false;
    std::array<imaging::Point, 3> valleys{}; ///< index-middle, middle-ring, ring-little
    std::array<imaging::Point, 4> corners{}; ///< of the square, in pixels of the frame
    imaging::Point centre{};                 ///< of the largest circle in the palm
    double radius = 0;                       ///< of it
    double turnDegrees = 0;                  ///< of the fingers from upright
    double tilt = 0;                         ///< estimated share by which nearness changes over the palm
    double edgeSharpness = 0;                ///< of the hand's rim, 0 to 1
    double inside = 1;                       ///< share of the square that lies within frame and hand
    std::vector<imaging::Point> outline;     ///< every few pixels

    bool hasVisible = false;
    bool hasInfrared = false;
    RegionPicture visible{};
    RegionPicture infrared{};
    std::array<std::uint8_t, std::size_t(3) * 32 * 32> colour{}; ///< BGR, coarse
    RegionPicture valid{};                                       ///< 255 where it is bare palm
};

struct RegionResult
{
    std::optional<Region> region;  ///< may be there beside a problem, for drawing and guidance
    std::vector<Problem> problems; ///< the gravest first
    std::vector<Notice> notices;
};

/// One hand in one or both bands; an empty frame stands for a band that is not there. Frames of one pair have one size.
/// Any size from 160×120 on works; 640×480 is what scanners give.
[[nodiscard]] Result<RegionResult> findRegion(
    const imaging::Frame& visible, const imaging::Frame& infrared, std::optional<Side> expected = std::nullopt);

} // namespace tirkeu::palm
