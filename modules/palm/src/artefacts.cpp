#include "mat.h"
#include "measures.h"

#include <opencv2/imgproc.hpp>

#include <cmath>

namespace tirkeu::palm {

namespace {

/// The strongest periodic pattern in the finest detail against the detail around it: print screens, pixels, cloth.
double patternAt(const cv::Mat& picture, imaging::Point centre)
{
    constexpr int kSide = 128;
    const int x = std::clamp(static_cast<int>(centre.x) - kSide / 2, 0, std::max(0, picture.cols - kSide));
    const int y = std::clamp(static_cast<int>(centre.y) - kSide / 2, 0, std::max(0, picture.rows - kSide));
    const cv::Rect window = cv::Rect(x, y, kSide, kSide) & cv::Rect(0, 0, picture.cols, picture.rows);
    if (window.width < kSide || window.height < kSide)
        return 0;
    cv::Mat1f patch;
    if (picture.channels() == 3) {
        cv::Mat1b green;
        cv::extractChannel(picture(window), green, 1);
        green.convertTo(patch, CV_32F);
    } else {
        picture(window).convertTo(patch, CV_32F);
    }
    static const cv::Mat1f taper = [] {
        cv::Mat1f hann;
        cv::createHanningWindow(hann, {kSide, kSide}, CV_32F);
        return hann;
    }();
    patch = patch - cv::mean(patch)[0];
    patch = patch.mul(taper);
    cv::Mat2f spectrum;
    cv::dft(patch, spectrum, cv::DFT_COMPLEX_OUTPUT);
    std::vector<float> powers;
    powers.reserve(kSide * kSide / 2);
    float strongest = 0;
    for (int v = 0; v < kSide; ++v) {
        for (int u = 0; u <= kSide / 2; ++u) {
            const int fv = v > kSide / 2 ? kSide - v : v;
            const int square = u * u + fv * fv;
            if (square < 36 * 36) // coarser than a print's screen
                continue;
            const cv::Vec2f c = spectrum(v, u);
            const float power = c[0] * c[0] + c[1] * c[1];
            powers.push_back(power);
            strongest = std::max(strongest, power);
        }
    }
    const auto middle = powers.begin() + static_cast<std::ptrdiff_t>(powers.size() / 2);
    std::nth_element(powers.begin(), middle, powers.end());
    // The floor is the rounding of the sensor: a noiseless picture must not divide by nothing.
    return std::log10(static_cast<double>(strongest) / std::max(300., static_cast<double>(*middle)));
}

/// The edge of a plaster is no pattern: what is one shows at a second and third place as well.
double pattern(const cv::Mat& picture, const Region& region, double limit)
{
    double least = 1e9;
    for (const double along : {0., 0.55, -0.55}) {
        const imaging::Point place{
            region.centre.x + along * region.radius, region.centre.y - 0.25 * along * region.radius};
        least = std::min(least, patternAt(picture, place));
        if (least < limit)
            break;
    }
    return least;
}

/// Brightness just outside the outline against inside, in the infra-red: a hand in the air has darkness around it.
double surround(const Region& region, const cv::Mat& infrared)
{
    double in = 0;
    double out = 0;
    int count = 0;
    const double reach = std::max(5., 0.12 * region.radius);
    const cv::Point2d centre = toCv(region.centre);
    for (const imaging::Point& p : region.outline) {
        cv::Point2d away = toCv(p) - centre;
        const double length = cv::norm(away);
        // Between the fingers "outside" is not outwards; the rim of the palm itself will do.
        if (length < 1 || length > 1.35 * region.radius)
            continue;
        away *= reach / length;
        const cv::Point a(toCv(p) + away);
        const cv::Point b(toCv(p) - away);
        const cv::Rect frame(0, 0, infrared.cols, infrared.rows);
        if (!frame.contains(a) || !frame.contains(b))
            continue;
        const auto level = [&](cv::Point at) {
            return infrared.channels() == 3 ? static_cast<double>(infrared.at<cv::Vec3b>(at)[1])
                                            : static_cast<double>(infrared.at<std::uint8_t>(at));
        };
        in += level(b);
        out += level(a);
        ++count;
    }
    return count < 10 || in <= 0 ? 0 : out / in;
}

/// How little two frames differ where the hand is, against what a sensor's noise alone would make them differ.
double sameness(const imaging::Frame& a, const imaging::Frame& b, const Region& region)
{
    if (a.isEmpty() || b.isEmpty() || !(a.size() == b.size()) || a.format() != b.format())
        return 1;
    const cv::Mat first = wrapped(a);
    const cv::Mat second = wrapped(b);
    const int half = std::max(8, static_cast<int>(region.radius / 2));
    const cv::Rect window = cv::Rect(static_cast<int>(region.centre.x) - half, static_cast<int>(region.centre.y) - half,
                                2 * half, 2 * half) &
                            cv::Rect(0, 0, first.cols, first.rows);
    return window.area() == 0
               ? 1
               : cv::norm(first(window), second(window), cv::NORM_L1) / (window.area() * first.channels());
}

} // namespace

std::vector<Characteristic> ArtefactCheck::analysed() const
{
    std::vector<Characteristic> found;
    for (const Characteristic wanted : {Characteristic::Veins, Characteristic::Optical}) {
        for (const Cue& cue : cues) {
            if (cue.characteristic == wanted) {
                found.push_back(wanted);
                break;
            }
        }
    }
    return found;
}

ArtefactCheck checkArtefact(const FramePair& now, const Region& region, const BandMeasures& m, const Quality& quality,
    std::span<const FramePair> before)
{
    ArtefactCheck check;
    if (!region.hasVisible || !region.hasInfrared)
        return check;
    const cv::Mat visible = wrapped(now.visible);
    const cv::Mat infrared = wrapped(now.infrared);
    const bool bytes = visible.depth() == CV_8U && infrared.depth() == CV_8U;
    constexpr double kPatternLimit = 1.75;
    // A poor picture proves less against a hand.
    constexpr int kPoor = 60;
    constexpr int kPoorLines = 50;
    const bool poor = quality.overall < kPoor || quality.lines < kPoorLines || quality.veins < kPoorLines;
    const auto add = [&](QLatin1StringView name, Characteristic kind, double value, double least, double most,
                         double inDoubt = 0) {
        check.cues.push_back({name, kind, value, least, most, poor ? 2 * inDoubt : inDoubt});
    };
    // The bounds hold nearly all real hands among the tuning identities, in all measured conditions. The rim of a
    // plaster looks like lines of its own, so where something lies on the skin they are wider.
    const bool partlyCovered = m.bare < 0.94;
    add(QLatin1StringView("infrared-reflectance"), Characteristic::Optical,
        m.infraredLevel / std::max(10., m.visibleLevel), 0.45, 3.2, 0.02);
    add(QLatin1StringView("line-carry-over"), Characteristic::Veins, m.carryOver, 0.125, partlyCovered ? 0.58 : 0.425,
        0.02);
    add(QLatin1StringView("band-agreement"), Characteristic::Veins, m.agreement, partlyCovered ? 0.22 : 0.33, 0.985,
        0.05);
    add(QLatin1StringView("vein-contrast"), Characteristic::Veins, 100 * m.ownLines, 0.155, partlyCovered ? 1.2 : 0.74,
        0.015);
    // Two lines through those measures together. In rubber the relief carries over, whatever is drawn on it; under a
    // film neither band knows of the other, though both show a hand.
    const double alike = std::atanh(std::clamp(m.agreement, -0.99, 0.99));
    const double contrast = std::log(std::max(0.05, 100 * m.visibleLines));
    add(QLatin1StringView("carried-relief"), Characteristic::Veins, m.carryOver + 0.034 * contrast - 0.036 * alike, -1,
        partlyCovered ? 0.39 : 0.385, 0.015);
    add(QLatin1StringView("bands-apart"), Characteristic::Veins, alike + 1.45 * m.carryOver,
        partlyCovered ? 0.5 : 0.655, 9, 0.045);
    // A plaster gives back up to nearly twice what skin does, and covers more than a mirrored lamp.
    const bool mayBePlaster = m.bare < 0.89;
    add(QLatin1StringView("infrared-glint"), Characteristic::Optical, infraredGlint(region), 0,
        mayBePlaster ? 0.95 : 0.09, 0.02);
    if (bytes) {
        add(QLatin1StringView("surround"), Characteristic::Optical, surround(region, infrared), 0, 0.6);
        add(QLatin1StringView("visible-pattern"), Characteristic::Optical, pattern(visible, region, kPatternLimit), -9,
            kPatternLimit);
        add(QLatin1StringView("infrared-pattern"), Characteristic::Optical, pattern(infrared, region, kPatternLimit),
            -9, kPatternLimit);
    }
    if (!before.empty()) {
        double least = 1e9;
        for (const FramePair& frame : before)
            least = std::min(
                {least, sameness(now.visible, frame.visible, region), sameness(now.infrared, frame.infrared, region)});
        add(QLatin1StringView("frame-difference"), Characteristic::Optical, least, 0.6, 255);
    }
    if (const std::optional<Approach> approach = approachOf(before, region, m)) {
        add(QLatin1StringView("same-palm"), Characteristic::Optical, approach->samePalm, 3, 13);
        if (approach->lightByNearness)
            add(QLatin1StringView("light-by-nearness"), Characteristic::Optical, *approach->lightByNearness, 0.5, 3.2,
                0.2);
    }
    bool outside = false;
    bool doubtful = false;
    for (const Cue& cue : check.cues) {
        outside = outside || cue.isClearlyOutside();
        doubtful = doubtful || cue.isDoubtful();
    }
    // Too little bare skin or light to hold against anybody, or in anybody's favour.
    const bool blind = m.bare < 0.5 || m.infraredLevel < 25;
    check.verdict = blind      ? Authenticity::CannotDecide
                    : outside  ? Authenticity::Artefact
                    : doubtful ? Authenticity::CannotDecide
                               : Authenticity::Real;
    return check;
}

} // namespace tirkeu::palm
