#pragma once

#include <palm/matcher.h>

#include <span>

namespace tirkeu::palm {

/// What a distance is worth: the rate at which two strangers come as near, from impostors kept apart from tuning.
struct Calibrated
{
    double score = 0; ///< −log10 of the claimed false-match rate, 0 to 12
    double claimedFmr = 1;
    /// The 95 % interval of the count behind the claim, for pairs and persons both. Farther out than was counted there
    /// is no lower end worth the name, and the upper one stays where nothing counted could say more; a band by itself
    /// borrows the shape of the tail from both together, so its interval is all of 0 to 1.
    double leastFmr = 0;
    double mostFmr = 1;
};
[[nodiscard]] Calibrated calibrate(const Alignment& alignment, bool visible, bool infrared);

enum class Outcome : std::uint8_t { Match, NoMatch, CannotDecide };
[[nodiscard]] QLatin1StringView nameOf(Outcome outcome);

struct Decision
{
    Outcome outcome = Outcome::CannotDecide;
    Calibrated measured;
    double threshold = 6; ///< in the unit of the score
    Alignment alignment;
    bool sidesDiffer = false; ///< the two say they are different hands of a person
};

struct DecisionRule
{
    double threshold = 6;  ///< score, so 1e-6
    int leastQuality = 25; ///< of either template, below which a "no" is "cannot decide"
};
[[nodiscard]] Decision decide(const Probe& probe, const PalmTemplate& stored, const DecisionRule& rule = {});
/// Two palms can claim more than one can: 1e-8 is asked of them together.
constexpr double kBothPalmsThreshold = 8;
/// Several samples of one palm, or both palms of one person: their evidence is added where they are different palms,
/// and the best counts where they are the same one.
[[nodiscard]] Decision fuseSamples(std::span<const Decision> samples);
[[nodiscard]] Decision fusePalms(
    const Decision& left, const Decision& right, const DecisionRule& rule = {.threshold = kBothPalmsThreshold});

/// Three samples or more become one template, which a further one must match (at 1e-4 for a beginning).
struct Enrolment
{
    PalmTemplate palm;
    std::vector<std::size_t> used; ///< indices of the samples it was made of
    double confirmation = 0;       ///< score of the confirming sample
};
[[nodiscard]] Result<Enrolment> enrol(std::span<const PalmTemplate> samples, const PalmTemplate& confirming);

/// Who else a case's palms might be. Nothing here accuses by itself: `confirmed` says that two palms, or a second
/// sample, agree.
enum class Suspicion : std::uint8_t { HandsExchanged, AnotherPersonsPalm, TellersPalm };
struct Finding
{
    Suspicion suspicion;
    Side side = Side::Left;
    bool confirmed = false;
    Calibrated measured;
};
struct PalmsOfCase
{
    std::vector<PalmTemplate> left; ///< samples
    std::vector<PalmTemplate> right;
};
[[nodiscard]] std::vector<Finding> checkAssignment(const PalmsOfCase& shown, const std::optional<PalmsOfCase>& known,
    std::span<const PalmTemplate> tellersPalms, const DecisionRule& rule = {});

} // namespace tirkeu::palm
