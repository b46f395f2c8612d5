#include <palm/decision.h>

#include "bank.h"

#include <algorithm>
#include <limits>

namespace tirkeu::palm {

namespace {

constexpr ErrorCode kTooFew{"palm.too-few-samples"};
constexpr ErrorCode kUnlike{"palm.samples-differ"};
constexpr ErrorCode kNotConfirmed{"palm.not-confirmed"};
constexpr double kEnrolmentScore = 4;

/// The sample's fine code laid onto the base's position.
FineCode laidOn(const PalmTemplate& sample, const PalmTemplate& base)
{
    const Probe probe(sample);
    const Alignment at = probe.compare(base);
    return placedAt(probe, at.turnDegrees, at.dx, at.dy);
}

MatchingCode codeLaidOn(const PalmTemplate& sample, const PalmTemplate& base)
{
    const ShiftedCode shifts = shifted(sample.code);
    CodeDistance least = kNoOverlap;
    std::size_t best = 12;
    for (std::size_t i = 0; i < ShiftedCode::kShifts; ++i) {
        ShiftedCode one = shifts;
        one.codes.fill(shifts.codes[i]);
        one.cells.fill(shifts.cells[i]);
        if (const CodeDistance distance = codeDistance(one, base.code); distance < least) {
            least = distance;
            best = i;
        }
    }
    return shifts.codes[best];
}

/// Each bit is what most of the samples that see the cell say; where they see nothing, the mask leaves it out.
template<typename Word>
void vote(const std::vector<Word>& signs, const std::vector<std::uint64_t>& masks, std::uint64_t& out)
{
    std::uint64_t result = 0;
    for (int bit = 0; bit < 64; ++bit) {
        int ones = 0;
        int all = 0;
        for (std::size_t s = 0; s < signs.size(); ++s) {
            if (((masks[s] >> bit) & 1) == 0)
                continue;
            ++all;
            ones += static_cast<int>((signs[s] >> bit) & 1);
        }
        // A draw goes to the first sample, which is the base.
        const bool set = 2 * ones > all || (2 * ones == all && ((signs[0] >> bit) & 1) != 0);
        result |= std::uint64_t(set) << bit;
    }
    out = result;
}

std::uint64_t seenByTwo(const std::vector<std::uint64_t>& masks)
{
    std::uint64_t once = 0;
    std::uint64_t twice = 0;
    for (const std::uint64_t mask : masks) {
        twice |= once & mask;
        once |= mask;
    }
    return twice;
}

PalmTemplate fused(const std::vector<const PalmTemplate*>& samples)
{
    PalmTemplate palm = *samples.front();
    std::vector<FineCode> fine{palm.fine};
    std::vector<MatchingCode> codes{palm.code};
    int quality = palm.quality;
    for (std::size_t i = 1; i < samples.size(); ++i) {
        fine.push_back(laidOn(*samples[i], palm));
        codes.push_back(codeLaidOn(*samples[i], palm));
        quality += samples[i]->quality;
    }
    for (std::size_t b = 0; b < kFineBlocks; ++b) {
        std::vector<std::uint64_t> masks;
        for (const FineCode& code : fine)
            masks.push_back(code[kFinePlanes - 1][b]);
        for (std::size_t p = 0; p + 1 < kFinePlanes; ++p) {
            std::vector<std::uint64_t> signs;
            for (const FineCode& code : fine)
                signs.push_back(code[p][b]);
            vote(signs, masks, palm.fine[p][b]);
        }
        palm.fine[kFinePlanes - 1][b] = seenByTwo(masks);
    }
    for (std::size_t b = 0; b < kCodeBlocks; ++b) {
        std::vector<std::uint64_t> masks;
        for (const MatchingCode& code : codes)
            masks.push_back(code[b * kCodePlanes + 6]);
        for (std::size_t p = 0; p < 6; ++p) {
            std::vector<std::uint64_t> signs;
            for (const MatchingCode& code : codes)
                signs.push_back(code[b * kCodePlanes + p]);
            vote(signs, masks, palm.code[b * kCodePlanes + p]);
        }
        palm.code[b * kCodePlanes + 6] = seenByTwo(masks);
    }
    palm.quality = static_cast<std::uint8_t>(quality / static_cast<int>(samples.size()));
    palm.samples = static_cast<std::uint8_t>(samples.size());
    return palm;
}

} // namespace

Result<Enrolment> enrol(std::span<const PalmTemplate> samples, const PalmTemplate& confirming)
{
    if (samples.size() < 3)
        return failure(kTooFew, ErrorKind::Retry);
    const std::size_t n = std::min<std::size_t>(samples.size(), 8);
    // Who agrees with whom; the sample that agrees best with the others is the base.
    std::vector<std::vector<double>> score(n, std::vector<double>(n, 0));
    for (std::size_t i = 0; i < n; ++i) {
        const Probe probe(samples[i]);
        for (std::size_t k = 0; k < n; ++k) {
            if (i != k && samples[i].side == samples[k].side)
                score[i][k] = decide(probe, samples[k]).measured.score;
        }
    }
    std::size_t base = 0;
    double most = -1;
    for (std::size_t i = 0; i < n; ++i) {
        double sum = 0;
        for (std::size_t k = 0; k < n; ++k)
            sum += score[k][i];
        if (sum > most) {
            most = sum;
            base = i;
        }
    }
    Enrolment enrolment;
    std::vector<const PalmTemplate*> chosen{&samples[base]};
    enrolment.used.push_back(base);
    for (std::size_t i = 0; i < n; ++i) {
        if (i != base && score[i][base] >= kEnrolmentScore) {
            chosen.push_back(&samples[i]);
            enrolment.used.push_back(i);
        }
    }
    if (chosen.size() < 3)
        return failure(kUnlike, ErrorKind::Retry);
    enrolment.palm = fused(chosen);
    const Decision confirmation = decide(Probe(confirming), enrolment.palm);
    enrolment.confirmation = confirmation.measured.score;
    if (confirmation.sidesDiffer || confirmation.measured.score < kEnrolmentScore)
        return failure(kNotConfirmed, ErrorKind::Retry);
    return enrolment;
}

std::vector<Finding> checkAssignment(const PalmsOfCase& shown, const std::optional<PalmsOfCase>& known,
    std::span<const PalmTemplate> tellersPalms, const DecisionRule& rule)
{
    std::vector<Finding> findings;
    const auto best = [&](const PalmTemplate& sample, std::span<const PalmTemplate> others) {
        const Probe probe(sample);
        Calibrated found;
        for (const PalmTemplate& other : others) {
            const Decision decision = decide(probe, other, rule);
            if (decision.measured.score > found.score)
                found = decision.measured;
        }
        return found;
    };
    const auto look = [&](const std::vector<PalmTemplate>& samples, Side side, std::span<const PalmTemplate> others,
                          Suspicion suspicion) {
        if (others.empty())
            return;
        int times = 0;
        Calibrated strongest;
        for (const PalmTemplate& sample : samples) {
            const Calibrated found = best(sample, others);
            if (found.score < rule.threshold)
                continue;
            ++times;
            if (found.score > strongest.score)
                strongest = found;
        }
        if (times > 0)
            findings.push_back({suspicion, side, times >= 2, strongest});
    };
    look(shown.left, Side::Left, tellersPalms, Suspicion::TellersPalm);
    look(shown.right, Side::Right, tellersPalms, Suspicion::TellersPalm);
    if (known) {
        look(shown.left, Side::Left, known->right, Suspicion::HandsExchanged);
        look(shown.right, Side::Right, known->left, Suspicion::HandsExchanged);
        const auto strangers = [&](const std::vector<PalmTemplate>& samples, Side side,
                                   const std::vector<PalmTemplate>& own) {
            int clear = 0;
            for (const PalmTemplate& sample : samples)
                clear += !own.empty() && sample.quality >= rule.leastQuality && best(sample, own).score < 2;
            if (clear > 0 && clear == static_cast<int>(samples.size()))
                findings.push_back({Suspicion::AnotherPersonsPalm, side, clear >= 2, {}});
        };
        strangers(shown.left, Side::Left, known->left);
        strangers(shown.right, Side::Right, known->right);
    }
    // What both palms say, each by one sample, is confirmed as well.
    for (Finding& finding : findings) {
        for (const Finding& other : findings) {
            if (other.suspicion == finding.suspicion && other.side != finding.side)
                finding.confirmed = true;
        }
    }
    return findings;
}

} // namespace tirkeu::palm
