#include <enrolment/palmcheck.h>

#include <enrolment/handguide.h>

#include <algorithm>
#include <array>
#include <numeric>

namespace tirkeu::enrolment {

using casefile::MatchOutcome;
using casefile::Verdict;
using palm::Authenticity;

namespace {
constexpr std::size_t kLeastToFuse = 3; ///< and one more that has to agree
constexpr double kAgree = 4;            ///< score, 1e-4: as an enrolment asks of its confirming sample

// One palm out of samples that have to be of one hand; none where they are not.
std::optional<palm::PalmTemplate> agreedPalm(std::vector<palm::PalmTemplate> palms)
{
    if (palms.size() > kLeastToFuse) {
        const palm::PalmTemplate confirming = palms.back();
        palms.pop_back();
        const Result<palm::Enrolment> enrolled = palm::enrol(palms, confirming);
        return enrolled ? std::optional(enrolled->palm) : std::nullopt;
    }
    const auto best = std::ranges::max_element(palms, {}, &palm::PalmTemplate::quality);
    const palm::Probe probe(*best);
    for (auto other = palms.begin(); other != palms.end(); ++other) {
        if (other == best)
            continue;
        const palm::Decision decision = palm::decide(probe, *other);
        if (decision.sidesDiffer || decision.measured.score < kAgree)
            return std::nullopt;
    }
    return *best;
}

palm::Problem lightOf(const palm::Region& region)
{
    constexpr double kDark = 85; // from here on less light makes a poorer picture
    const palm::RegionPicture& picture = region.hasInfrared ? region.infrared : region.visible;
    const double sum = std::accumulate(picture.begin(), picture.end(), 0.0);
    return sum / static_cast<double>(picture.size()) < kDark ? palm::Problem::TooDark : palm::Problem::TooBright;
}

palm::Problem positionOf(const palm::Region& region, imaging::Size picture)
{
    constexpr double kLeaning = 0.15;
    const double shown = region.radius / std::min(picture.width, picture.height);
    if (shown < 1.25 * kNearEnough)
        return palm::Problem::TooFar;
    if (shown > 0.9 * kFarEnough)
        return palm::Problem::TooNear;
    if (region.tilt > kLeaning)
        return palm::Problem::Tilted;
    return region.source == palm::RegionSource::Valleys ? palm::Problem::OffSide : palm::Problem::FingersClosed;
}

QString characteristicName(palm::Characteristic characteristic)
{
    return QString(palm::nameOf(characteristic));
}
} // namespace

palm::Side sideOf(casefile::Hand hand)
{
    return hand == casefile::Hand::Right ? palm::Side::Right : palm::Side::Left;
}

double inCriteriaScale(double score)
{
    return std::clamp(score / 10, 0.0, 1.0);
}

std::optional<palm::Problem> whatToBetter(const palm::Assessment& seen, imaging::Size picture)
{
    if (!seen.region)
        return std::nullopt;
    constexpr int kGoodEnough = 70;
    const palm::Quality& quality = seen.quality;
    const std::array parts{std::pair(quality.coverage, palm::Problem::Covered),
        std::pair(quality.position, positionOf(*seen.region, picture)), std::pair(quality.light, lightOf(*seen.region)),
        std::pair(quality.sharpness, palm::Problem::Moving)};
    const auto poorest = std::ranges::min_element(parts, {}, [](const auto& part) { return part.first; });
    return poorest->first < kGoodEnough ? std::optional(poorest->second) : std::nullopt;
}

PalmCheck::PalmCheck(casefile::Hand hand, const criteria::PalmRules& rules, int wanted)
    : m_side(sideOf(hand))
    , m_rules(rules)
    , m_wanted(wanted)
{
}

Result<PalmLook> PalmCheck::add(const devices::PalmCapture& capture)
{
    if (capture.pairs.isEmpty())
        return PalmLook{false, {palm::Problem::NoHand}, {}};
    std::vector<palm::FramePair> before;
    for (const devices::CapturedPair& pair : capture.pairs.first(capture.pairs.size() - 1))
        before.push_back({pair.visible, pair.infrared});
    const devices::CapturedPair& rest = capture.pairs.last();
    const Result<palm::Assessment> seen = palm::assess({rest.visible, rest.infrared}, m_side, before);
    if (!seen)
        return failure(seen);

    PalmLook look{seen->isAcceptable() && seen->quality.overall >= m_rules.thresholds.quality, seen->problems,
        seen->quality, seen->notices};
    if (!look.isSample) {
        const imaging::Size picture = (rest.infrared.isEmpty() ? rest.visible : rest.infrared).size();
        const auto better = look.problems.empty() ? whatToBetter(*seen, picture) : std::nullopt;
        if (better)
            look.problems.push_back(*better);
        return look;
    }
    const std::vector<palm::Characteristic> analysed = seen->artefact.analysed();
    for (const palm::Characteristic one : analysed) {
        if (!std::ranges::count(m_analysed, one))
            m_analysed.push_back(one);
    }
    m_samples.push_back(
        {seen->artefact.verdict, palm::makeTemplate(*seen->region, seen->quality.overall), seen->quality.overall});
    m_findings.attestations.append(capture.attestation);
    m_findings.proofs.append(capture.proof);
    // Every frame that the proof covers: without one of them it could not be checked again.
    for (const devices::CapturedPair& pair : capture.pairs) {
        m_findings.originals.append(pair.visible);
        m_findings.originals.append(pair.infrared);
    }
    return look;
}

bool PalmCheck::isComplete() const
{
    return taken() >= m_wanted || std::ranges::count(m_samples, Authenticity::Artefact, &Sample::verdict) > 0;
}

casefile::AttackResult PalmCheck::attackResult() const
{
    const auto count = [this](Authenticity verdict) {
        return static_cast<int>(std::ranges::count(m_samples, verdict, &Sample::verdict));
    };
    casefile::AttackResult result;
    result.score = m_samples.empty() ? 0 : double(count(Authenticity::Real)) / double(m_samples.size());
    for (const palm::Characteristic one : m_analysed)
        result.characteristics.append(characteristicName(one));
    if (count(Authenticity::Artefact) > 0) {
        result.verdict = Verdict::NotAuthentic;
        result.reasons.append(QStringLiteral("artefact"));
    } else if (taken() < m_wanted) {
        result.verdict = Verdict::Undetermined;
        result.reasons.append(QStringLiteral("unfinished"));
    } else if (result.score < m_rules.thresholds.authenticity) {
        result.verdict = Verdict::Undetermined;
        result.reasons.append(QStringLiteral("cannot-decide"));
    } else {
        result.verdict = Verdict::Authentic;
    }
    return result;
}

PalmFindings PalmCheck::judge() const
{
    PalmFindings findings = m_findings;
    findings.attack = attackResult();
    for (const Sample& sample : m_samples)
        findings.quality = std::max(findings.quality, sample.quality);
    if (findings.attack.verdict != Verdict::Authentic)
        return findings;

    std::vector<palm::PalmTemplate> palms;
    for (const Sample& sample : m_samples)
        palms.push_back(sample.palm);
    findings.palm = agreedPalm(palms);
    if (findings.palm) {
        findings.samples = std::move(palms);
        return findings;
    }
    // Real hands that are not one hand: two persons, or two hands of one.
    findings.attack.verdict = Verdict::Undetermined;
    findings.attack.reasons.append(QStringLiteral("samples-differ"));
    return findings;
}

casefile::MatchResult comparePalms(
    const palm::PalmTemplate& probe, const palm::PalmTemplate& enrolled, const criteria::Thresholds& thresholds)
{
    const palm::Decision decision = palm::decide(palm::Probe(probe), enrolled);
    casefile::MatchResult result;
    result.score = inCriteriaScale(decision.measured.score);
    result.threshold = thresholds.match;
    if (result.score >= thresholds.match)
        result.outcome = MatchOutcome::Match;
    else if (decision.outcome == palm::Outcome::CannotDecide || result.score >= thresholds.stepUp)
        result.outcome = MatchOutcome::Undetermined;
    else
        result.outcome = MatchOutcome::NoMatch;
    return result;
}

casefile::MatchResult compareSecondPalm(
    const PalmPair& first, const PalmPair& second, const criteria::Thresholds& thresholds)
{
    casefile::MatchResult result = comparePalms(second.probe, second.enrolled, thresholds);
    if (result.outcome == MatchOutcome::Match)
        return result;
    const palm::Decision both = palm::fusePalms(palm::decide(palm::Probe(first.probe), first.enrolled),
        palm::decide(palm::Probe(second.probe), second.enrolled));
    const double asked = std::max(thresholds.match, inCriteriaScale(palm::kBothPalmsThreshold));
    if (inCriteriaScale(both.measured.score) >= asked) {
        result.outcome = MatchOutcome::Match;
        result.score = inCriteriaScale(both.measured.score);
        result.threshold = asked;
    }
    return result;
}

} // namespace tirkeu::enrolment
