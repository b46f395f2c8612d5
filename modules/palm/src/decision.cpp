#include <palm/decision.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace tirkeu::palm {

namespace {

/// Middle and spread of strangers' distances, from identities that neither tuning nor the measure has seen.
struct Strangers
{
    double mean;
    double deviation;
};
constexpr Strangers kBoth{0.4152, 0.0107};
constexpr Strangers kVisibleOnly{0.4294, 0.0082};
constexpr Strangers kInfraredOnly{0.3732, 0.0153};

/// How rarely strangers come nearer than so many deviations: 8.5 million pairs of 600 persons, counted. The tail is
/// longer than a normal one's; beyond what was counted it goes on as it ended.
struct TailPoint
{
    double z;
    double score; ///< −log10 of the rate
};
constexpr std::array kTail{TailPoint{6, 0}, TailPoint{0.06, 0.301}, TailPoint{-1.32, 1}, TailPoint{-2.55, 2},
    TailPoint{-3.51, 3}, TailPoint{-4.30, 4}, TailPoint{-5.01, 5}, TailPoint{-5.78, 6}};

double scoreAt(double z)
{
    std::size_t i = 1;
    while (i + 1 < kTail.size() && z < kTail[i].z)
        ++i;
    const TailPoint& a = kTail[i - 1];
    const TailPoint& b = kTail[i];
    return std::clamp(a.score + (z - a.z) / (b.z - a.z) * (b.score - a.score), 0., 12.);
}

constexpr double kCountedPairs = 8.5e6;
constexpr double kCountedPersons = 600;

/// The ends of the 95 % interval of a rate, as parts of it: Poisson's bounds of what was counted (after Wilson and
/// Hilferty). Pairs share persons, so they say less than as many independent ones would: persons whose strangers come
/// near twice as often as others' are assumed, and that bounds how many pairs count.
struct Interval
{
    double least;
    double most;
};
Interval intervalOf(double rate)
{
    const double pairs = std::max(1e-9, rate * kCountedPairs);
    constexpr double kWorth = kCountedPersons / 4;
    const double n = pairs * kWorth / (pairs + kWorth);
    constexpr double z = 1.96;
    const auto cube = [](double v) {
        return v * v * v;
    };
    const double least = n < 0.1 ? 0 : std::max(0., cube(1 - 1 / (9 * n) - z / (3 * std::sqrt(n))));
    const double most = (n + 1) / n * cube(1 - 1 / (9 * (n + 1)) + z / (3 * std::sqrt(n + 1)));
    return {least, most};
}

} // namespace

QLatin1StringView nameOf(Outcome outcome)
{
    return outcome == Outcome::Match     ? QLatin1StringView("match")
           : outcome == Outcome::NoMatch ? QLatin1StringView("no-match")
                                         : QLatin1StringView("cannot-decide");
}

Calibrated calibrate(const Alignment& alignment, bool visible, bool infrared)
{
    const Strangers& strangers = visible && infrared ? kBoth : visible ? kVisibleOnly : kInfraredOnly;
    Calibrated result;
    result.score = scoreAt((alignment.distance - strangers.mean) / strangers.deviation);
    result.claimedFmr = std::pow(10, -result.score);
    if (visible && infrared) {
        const Interval interval = intervalOf(result.claimedFmr);
        result.leastFmr = interval.least * result.claimedFmr;
        result.mostFmr = std::min(1., interval.most * result.claimedFmr);
    }
    return result;
}

Decision decide(const Probe& probe, const PalmTemplate& stored, const DecisionRule& rule)
{
    Decision decision;
    decision.threshold = rule.threshold;
    decision.alignment = probe.compare(stored);
    const bool visible = probe.palm().hasVisible && stored.hasVisible;
    const bool infrared = probe.palm().hasInfrared && stored.hasInfrared;
    decision.sidesDiffer = probe.palm().side != stored.side;
    if (!visible && !infrared)
        return decision;
    decision.measured = calibrate(decision.alignment, visible, infrared);
    const int quality = std::min(probe.palm().quality, stored.quality);
    if (decision.measured.score >= rule.threshold)
        decision.outcome = Outcome::Match;
    else
        decision.outcome = quality < rule.leastQuality ? Outcome::CannotDecide : Outcome::NoMatch;
    return decision;
}

Decision fuseSamples(std::span<const Decision> samples)
{
    Decision best;
    if (!samples.empty())
        best = *std::max_element(samples.begin(), samples.end(),
            [](const Decision& a, const Decision& b) { return a.measured.score < b.measured.score; });
    if (samples.size() > 1) {
        // The best of several tries is as likely to be chance as there are tries.
        const auto tries = static_cast<double>(samples.size());
        for (double* rate : {&best.measured.claimedFmr, &best.measured.leastFmr, &best.measured.mostFmr})
            *rate = std::min(1., *rate * tries);
        best.measured.score = -std::log10(best.measured.claimedFmr);
        if (best.outcome == Outcome::Match && best.measured.score < best.threshold)
            best.outcome = Outcome::NoMatch;
    }
    return best;
}

Decision fusePalms(const Decision& left, const Decision& right, const DecisionRule& rule)
{
    Decision both = left.measured.score >= right.measured.score ? left : right;
    // Fisher's sum of two independent rates: P(product as small) = p (1 − ln p).
    const auto together = [](double p, double q) {
        const double product = std::max(1e-24, p * q);
        return std::clamp(product * (1 - std::log(product)), 1e-12, 1.);
    };
    both.measured.claimedFmr = together(left.measured.claimedFmr, right.measured.claimedFmr);
    both.measured.leastFmr = together(left.measured.leastFmr, right.measured.leastFmr);
    both.measured.mostFmr = together(left.measured.mostFmr, right.measured.mostFmr);
    both.measured.score = -std::log10(both.measured.claimedFmr);
    both.threshold = rule.threshold;
    if (both.measured.score >= rule.threshold)
        both.outcome = Outcome::Match;
    else if (left.outcome == Outcome::CannotDecide || right.outcome == Outcome::CannotDecide)
        both.outcome = Outcome::CannotDecide;
    else
        both.outcome = Outcome::NoMatch;
    return both;
}

} // namespace tirkeu::palm
