#pragma once

#include <casefile/results.h>
#include <criteria/rules.h>
#include <devices/palmscanner.h>
#include <palm/assessment.h>
#include <palm/decision.h>

namespace tirkeu::enrolment {

/// What one attempt with one hand came to: values, nothing written yet.
struct PalmFindings
{
    casefile::AttackResult attack;
    std::optional<palm::PalmTemplate> palm;       ///< only where the hand is a real one and its samples agree
    std::vector<palm::PalmTemplate> samples = {}; ///< what `palm` was made of; each counts as a look of its own
    QList<casefile::DeviceAttestation> attestations;
    QList<QByteArray> proofs; ///< the device's signed statements, byte for byte
    QList<imaging::Frame> originals;
    int quality = 0;
};

/// What became of one presentation.
struct PalmLook
{
    bool isSample = false;
    std::vector<palm::Problem> problems; ///< why it is none, the gravest first
    palm::Quality quality;
    std::vector<palm::Notice> notices = {}; ///< what could be better, though it refuses nothing by itself
};

/// What to better in a hand that nothing is wrong with and that is poor all the same: of what somebody at the counter
/// can mend, the poorest. Nothing where only its lines and veins are faint.
[[nodiscard]] std::optional<palm::Problem> whatToBetter(const palm::Assessment& seen, imaging::Size picture);

/// Collects the samples of one attempt with one hand, and judges it. A poor picture is no sample and spends nothing.
class PalmCheck
{
public:
    PalmCheck(casefile::Hand hand, const criteria::PalmRules& rules, int wanted);

    [[nodiscard]] Result<PalmLook> add(const devices::PalmCapture& capture);
    [[nodiscard]] int taken() const { return static_cast<int>(m_samples.size()); }
    [[nodiscard]] int wanted() const { return m_wanted; }
    /// Enough samples, or one that is no living hand: asking for more would only teach whoever brought it.
    [[nodiscard]] bool isComplete() const;
    [[nodiscard]] PalmFindings judge() const;

private:
    struct Sample
    {
        palm::Authenticity verdict;
        palm::PalmTemplate palm;
        int quality;
    };
    [[nodiscard]] casefile::AttackResult attackResult() const;

    palm::Side m_side;
    criteria::PalmRules m_rules;
    int m_wanted;
    std::vector<Sample> m_samples;
    std::vector<palm::Characteristic> m_analysed;
    PalmFindings m_findings; ///< what comes together sample by sample
};

/// A palm against the one that was enrolled, in the criteria's scale of 0 to 1.
[[nodiscard]] casefile::MatchResult comparePalms(
    const palm::PalmTemplate& probe, const palm::PalmTemplate& enrolled, const criteria::Thresholds& thresholds);

/// Now and enrolled.
struct PalmPair
{
    palm::PalmTemplate probe;
    palm::PalmTemplate enrolled;
};
/// The second palm of a client whose first came near and was not decided. Alone it may reach what one palm is asked
/// for; where it does not, both are weighed together and asked for 1e-8, or for what one palm is where that is more.
[[nodiscard]] casefile::MatchResult compareSecondPalm(
    const PalmPair& first, const PalmPair& second, const criteria::Thresholds& thresholds);

/// The matcher's score, −log10 of the claimed false-match rate, in the criteria's scale: 1e-6 is 0.6, 1e-10 is 1.
[[nodiscard]] double inCriteriaScale(double score);
[[nodiscard]] palm::Side sideOf(casefile::Hand hand);

} // namespace tirkeu::enrolment
