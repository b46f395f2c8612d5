#pragma once

#include <simulation_palm/scene.h>

#include <QString>
#include <QStringList>

#include <map>
#include <vector>

namespace tirkeu::accuracy {

/// Distances 0 to 1 in bins of 1/20,000: tens of millions of comparisons in little memory.
struct Histogram
{
    std::vector<std::uint64_t> bins = std::vector<std::uint64_t>(20001);
    std::uint64_t count = 0;
    double sum = 0;
    double squares = 0;

    void add(double distance);
    void take(const Histogram& other);
    /// The largest threshold at which no more than this share of strangers is accepted.
    [[nodiscard]] double thresholdFor(double rate) const;
    [[nodiscard]] std::uint64_t below(double threshold) const;
    [[nodiscard]] double mean() const;
    [[nodiscard]] double deviation() const;
    [[nodiscard]] double least() const;
};

struct Genuine
{
    simulation_palm::Condition condition{};
    float ours = 0, code = 0, competitive = 0, cooccurrence = 0;
    int quality = 0;
};

struct Tally
{
    std::vector<Genuine> genuine;
    Histogram ours, competitive, cooccurrence, both;
    std::vector<float> bothGenuine; ///< scores of two palms together; of strangers `both` holds 1 − score / 12
    void take(const Tally& other);
};

struct ConditionRow
{
    int captures = 0, refused = 0, bonaFide = 0, bonaFideRefused = 0, bonaFideUndecided = 0;
};

struct AttackRow
{
    int presentations = 0, noResponse = 0, accepted = 0, undecided = 0, matched = 0;
    std::map<QString, int> cues;
};

struct Report
{
    int captures = 0, failedToAcquire = 0, refused = 0, bonaFide = 0, bonaFideRefused = 0, bonaFideUndecided = 0;
    std::map<simulation_palm::Condition, ConditionRow> conditions;
    std::map<simulation_palm::Attack, AttackRow> attacks;
    Tally tally;
    std::vector<std::uint32_t> rendered, filled; ///< code distances of strangers, as rendered and as put together
    std::size_t gallerySize = 0;
    int searches = 0, exhaustive = 0, sameAsExhaustive = 0, foundFirst = 0, foundAmongTen = 0;
    std::uint32_t farthestUnchecked = 0;    ///< of answers that were not held against every hand
    std::uint32_t nearestStranger = 0xffff; ///< of all hands that were
};

[[nodiscard]] std::uint64_t missed(const std::vector<Genuine>& genuine, float Genuine::*field, double threshold);
/// A distance that tells good captures from poor ones, where hardly any palm is missed at the rates that are claimed.
constexpr double kStrictDistance = 0.26;
/// A tenth of the pairs goes, to the pair; of equal quality near and far ones go alike.
[[nodiscard]] std::vector<Genuine> withoutWorstTenth(const std::vector<Genuine>& genuine);

/// What is made of a palm without a verdict. Counted for neither side, both rates look better than any counter would
/// see them; in use it is either refused – as the program does – or let through.
enum class NoVerdict { CountsForNeither, Refuses, Passes };
struct AttackRates
{
    double worstApcer = 0; ///< of the kinds that cues were chosen for
    simulation_palm::Attack worst = simulation_palm::Attack::None;
    double bpcer = 0;
    [[nodiscard]] bool meets(double goal) const { return worstApcer <= goal && bpcer <= goal; }
};
[[nodiscard]] AttackRates attackRates(const Report& report, NoVerdict noVerdict);
/// The lowest of 1e-6, 1e-5, … that so many strangers can show.
[[nodiscard]] double lowestRate(const Histogram& strangers);
/// The distance at which a decision claims this rate, both bands compared.
[[nodiscard]] double distanceClaimedAs(double rate);
/// Largest gap between two distributions (Kolmogorov and Smirnov), and what chance alone reaches once in a thousand.
[[nodiscard]] double largestGap(std::vector<std::uint32_t> a, std::vector<std::uint32_t> b);
[[nodiscard]] double gapOfChance(std::size_t n, std::size_t m);
/// What falls short of the floors that a run of any size must keep; empty when nothing does.
[[nodiscard]] QStringList shortfalls(const Report& report);

/// Writes report.html with its plot into the folder and the figures as text to standard output.
[[nodiscard]] bool writeReport(const Report& report, const QString& folder);

} // namespace tirkeu::accuracy
