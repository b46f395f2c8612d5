#include <palm/decision.h>

#include <algorithm>
#include <cmath>

namespace tirkeu::palm {

namespace {

/// Middle and spread of strangers' distances, from identities that neither tuning nor the measure has seen; the lower
/// tail is a normal one stretched by a tenth, so that the claim is not below what was counted. The interval covers the
/// fit's own uncertainty.
struct Strangers
{
    double mean;
    double deviation;
};
constexpr Strangers kBoth{0.4152, 0.0120};
constexpr Strangers kVisibleOnly{0.4294, 0.0095};
constexpr Strangers kInfraredOnly{0.3732, 0.0177};

double lowerTail(double z)
{
    return 0.5 * std::erfc(-z / std::sqrt(2.));
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
    const double z = (alignment.distance - strangers.mean) / strangers.deviation;
    constexpr double kUncertain = 0.06; // of the deviation
    Calibrated result;
    result.claimedFmr = std::clamp(lowerTail(z), 1e-12, 1.);
    result.leastFmr = std::clamp(lowerTail(z / (z < 0 ? 1 - kUncertain : 1 + kUncertain)), 1e-12, 1.);
    result.mostFmr = std::clamp(lowerTail(z / (z < 0 ? 1 + kUncertain : 1 - kUncertain)), 1e-12, 1.);
    result.score = -std::log10(result.claimedFmr);
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
    for (const Decision& sample : samples) {
        if (sample.measured.score > best.measured.score || best.outcome == Outcome::CannotDecide)
            best = sample;
    }
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
