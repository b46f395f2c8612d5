#pragma once

#include <palm/assessment.h>
#include <palm/template.h>

namespace tirkeu::palm {

/// What quality and attack detection share: the line pictures of both bands, measured against each other.
struct BandMeasures
{
    double visibleLevel = 0;
    double infraredLevel = 0;
    double visibleLines = 0; ///< deviation of line contrast, relative
    double infraredLines = 0;
    double visibleFine = 0; ///< the same for the finest detail, noise among it
    double infraredFine = 0;
    double agreement = 0;  ///< correlation of the two line pictures
    double carryOver = 0;  ///< how strongly visible lines show in the infra-red
    double ownLines = 0;   ///< infra-red lines that the visible band has not: veins
    double spareSharp = 0; ///< share of the finest detail in what is common
    double bare = 0;       ///< share of valid pixels
    double chroma = 0;     ///< unevenness of redness
    double shine = 0;      ///< share of very bright pixels
};
/// The brightest spot in the infra-red against the even light around it, as a share: skin scatters the lamps, what is
/// polished mirrors them.
[[nodiscard]] double infraredGlint(const Region& region);

/// What changed between two frames of one approach.
struct Approach
{
    double samePalm = 0; ///< score of the two frames' palms
    /// By how much more light came back for how much nearer it came, both as logarithms; none where it hardly moved.
    std::optional<double> lightByNearness;
};
/// The earliest frame in which the palm lies well, held against the last; none where no frame before it serves.
[[nodiscard]] std::optional<Approach> approachOf(
    std::span<const FramePair> before, const Region& now, const BandMeasures& bands);

[[nodiscard]] BandMeasures measureBands(const Region& region);
[[nodiscard]] Quality qualityOf(const Region& region, const BandMeasures& bands, imaging::Size frame);
[[nodiscard]] ArtefactCheck checkArtefact(const FramePair& now, const Region& region, const BandMeasures& bands,
    const Quality& quality, std::span<const FramePair> before);

} // namespace tirkeu::palm
