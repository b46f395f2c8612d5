#pragma once

#include <palm/region.h>

#include <span>

namespace tirkeu::palm {

/// 0 to 100 each; 100 is as good as captures get. `overall` decides, the parts say what to better.
struct Quality
{
    int overall = 0;
    int light = 0;
    int sharpness = 0;
    int position = 0; ///< distance, tilt, within the frame
    int coverage = 0; ///< bare palm
    int lines = 0;    ///< how clearly the palm's lines show
    int veins = 0;    ///< the same in the infra-red
};

enum class Authenticity : std::uint8_t { Real, Artefact, CannotDecide };
/// What a cue looks at, in the words of the document on authenticity. Volume is not among them: that a hand's surround
/// is dark or that its frames differ is optics, and no cue here measures depth.
enum class Characteristic : std::uint8_t { Optical, Veins };

struct Cue
{
    QLatin1StringView name;
    Characteristic characteristic = Characteristic::Optical;
    double value = 0;
    double least = 0; ///< what real hands show
    double most = 0;
    double inDoubt = 0; ///< this far beyond the bounds, and a fifth of it within, nothing is certain
    [[nodiscard]] double beyond() const { return least - value > value - most ? least - value : value - most; }
    [[nodiscard]] bool isOutside() const { return beyond() > 0; }
    [[nodiscard]] bool isClearlyOutside() const { return beyond() > inDoubt; }
    [[nodiscard]] bool isDoubtful() const { return beyond() > -inDoubt / 5 && !isClearlyOutside() && inDoubt > 0; }
};

struct ArtefactCheck
{
    Authenticity verdict = Authenticity::CannotDecide;
    std::vector<Cue> cues;
    /// The characteristics that were in fact analysed, for the document (BIO-21, BIO-23).
    [[nodiscard]] std::vector<Characteristic> analysed() const;
};

struct Assessment
{
    std::optional<Region> region;
    std::vector<Problem> problems;
    std::vector<Notice> notices; ///< spend nothing and refuse nothing by themselves
    Quality quality;
    ArtefactCheck artefact;
    bool oneBandOnly = false;
    /// Good enough to be a sample: a region, no problem, and quality above the floor.
    [[nodiscard]] bool isAcceptable() const;
};

struct FramePair
{
    imaging::Frame visible;
    imaging::Frame infrared;
};

/// Looks at one pair of frames. `before` are earlier frames of the same approach, oldest first: with them, frames that
/// are played again are noticed. Attack detection needs both bands; with one it cannot decide.
[[nodiscard]] Result<Assessment> assess(
    const FramePair& now, std::optional<Side> expected = std::nullopt, std::span<const FramePair> before = {});

[[nodiscard]] QLatin1StringView nameOf(Authenticity verdict);
[[nodiscard]] QLatin1StringView nameOf(Characteristic characteristic);

} // namespace tirkeu::palm
