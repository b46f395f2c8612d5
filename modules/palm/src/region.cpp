#include <palm/region.h>

#include "coverings.h"
#include "mat.h"
#include "regioncrop.h"
#include "silhouette.h"

#include <opencv2/imgproc.hpp>

#include <cmath>
#include <numbers>

namespace tirkeu::palm {

namespace {

constexpr ErrorCode kNoFrame{"palm.no-picture"};
constexpr ErrorCode kWrongFrame{"palm.wrong-picture"};

constexpr int kWorkWidth = 320; ///< of the shorter-side-240 picture in which outlines are looked for

Result<> checkFrames(const imaging::Frame& visible, const imaging::Frame& infrared)
{
    if (visible.isEmpty() && infrared.isEmpty())
        return failure(kNoFrame, ErrorKind::Retry);
    for (const imaging::Frame* frame : {&visible, &infrared}) {
        if (frame->isEmpty())
            continue;
        if (frame->width() < 160 || frame->height() < 120)
            return failure(kWrongFrame, ErrorKind::DeviceFault, QStringLiteral("too small"));
    }
    if (!visible.isEmpty() && !infrared.isEmpty() && !(visible.size() == infrared.size()))
        return failure(kWrongFrame, ErrorKind::DeviceFault, QStringLiteral("bands differ in size"));
    return {};
}

struct Search
{
    std::optional<Silhouette> best;
    bool fromInfrared = false;

    void offer(const std::vector<cv::Mat1b>& masks, bool infrared)
    {
        for (const cv::Mat1b& mask : masks) {
            if (best && best->plausibility > 0.62)
                return;
            std::optional<Silhouette> hand = readSilhouette(mask);
            if (!hand)
                continue;
            // A guess about the side is worth less than knowing it.
            const double worth = hand->plausibility * (0.7 + 0.3 * hand->sideConfidence);
            const double held = best ? best->plausibility * (0.7 + 0.3 * best->sideConfidence) : -1;
            if (worth > held) {
                best = std::move(hand);
                fromInfrared = infrared;
            }
        }
    }
};

cv::Point2d turned(cv::Point2d p)
{
    return {-p.y, p.x};
}

/// No valleys: the palm's circle and where the fingers point still give a square.
bool placeByCircle(Silhouette& hand)
{
    cv::Mat1b fingers = hand.mask.clone();
    cv::circle(fingers, cv::Point(hand.centre), static_cast<int>(1.3 * hand.radius), 0, cv::FILLED);
    // The arm leaves the picture by the widest way; fingers are what else is there.
    std::vector<std::vector<cv::Point>> parts;
    cv::findContours(fingers, parts, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_SIMPLE);
    cv::Point2d sum(0, 0);
    double weights = 0;
    double arm = 0;
    std::size_t armPart = parts.size();
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const cv::Rect box = cv::boundingRect(parts[i]);
        const bool leaves =
            box.x <= 1 || box.y <= 1 || box.br().x >= hand.mask.cols - 1 || box.br().y >= hand.mask.rows - 1;
        const double low = box.y + box.height / 2. - hand.centre.y;
        if (leaves && low > 0 && cv::contourArea(parts[i]) > arm) {
            arm = cv::contourArea(parts[i]);
            armPart = i;
        }
    }
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i == armPart)
            continue;
        const cv::Moments m = cv::moments(parts[i]);
        if (m.m00 < 0.05 * hand.radius * hand.radius)
            continue;
        sum += cv::Point2d(m.m10, m.m01);
        weights += m.m00;
    }
    if (weights < 0.3 * hand.radius * hand.radius)
        return false;
    cv::Point2d up = sum * (1 / weights) - hand.centre;
    up *= 1 / std::max(1e-6, cv::norm(up));
    const cv::Point2d right = turned(up);
    for (int i = 0; i < 3; ++i)
        hand.valleys[static_cast<std::size_t>(i)] =
            hand.centre + up * (1.05 * hand.radius) + right * ((i - 1) * 0.5 * hand.radius);
    hand.side = Side::Left;
    hand.sideConfidence = 0;
    hand.plausibility = 0.12;
    return true;
}

/// By how many degrees the middle valley, seen from the palm's middle, is off the square to the line of the outer ones.
double leanOf(const Region& region)
{
    const cv::Point2d along = toCv(region.valleys[2]) - toCv(region.valleys[0]);
    const cv::Point2d up = toCv(region.valleys[1]) - toCv(region.centre);
    const double sine = std::abs(up.dot(along)) / std::max(1e-9, cv::norm(up) * cv::norm(along));
    return std::asin(std::min(1., sine)) * 180 / std::numbers::pi;
}

bool isInSquare(const Region& region, cv::Point2d point)
{
    std::vector<cv::Point2f> corners;
    for (const imaging::Point& corner : region.corners)
        corners.emplace_back(toCv(corner));
    return cv::pointPolygonTest(corners, point, false) >= 0;
}

void judge(RegionResult& result, const Silhouette& hand, const RegionMeasures& measures, const Coverings& coverings,
    cv::Size size, std::optional<Side> expected)
{
    const Region& region = *result.region;
    const auto report = [&](Problem problem) {
        result.problems.push_back(problem);
    };
    const double shown = region.radius / std::min(size.width, size.height);
    // In a cluttered room only the infra-red band says what else is near enough to be a hand.
    if (region.fromInfrared && (hand.secondArea > 0.3 || hand.tips >= 7))
        report(Problem::TwoHands);
    if (measures.level < 34)
        report(Problem::TooDark);
    else if (measures.saturated > 0.3)
        report(Problem::TooBright);
    const double border = std::min({region.centre.x, size.width - region.centre.x, region.centre.y});
    const bool atBorder = border < 0.75 * region.radius;
    if (shown > 0.385 && !atBorder)
        report(Problem::TooNear);
    else if (shown < 0.148)
        report(Problem::TooFar);
    if (region.inside < 0.72 || atBorder)
        report(Problem::OffSide);
    const bool moving = region.edgeSharpness < 0.62;
    if (moving)
        report(Problem::Moving);
    if (region.tilt > 0.29)
        report(Problem::Tilted);
    // A lean that no hand has: a valley was not seen to its ground.
    constexpr double kMostLean = 10.5;
    if (region.source == RegionSource::PalmCircle || leanOf(region) > kMostLean)
        report(Problem::FingersClosed);
    // Bounds between what bare hands before a clean window show and what coverings do, on tuning identities. Daylight
    // has highlights and deep creases of its own.
    const double leastRing = region.hasInfrared ? 0.27 : 0.4;
    const double leastBandage = region.hasInfrared ? 0.06 : 0.2;
    constexpr double kHalo = 0.02;
    const bool ring = coverings.ring > leastRing;
    const bool ringOnPalm = ring && isInSquare(region, coverings.ringAt);
    if (ring)
        result.notices.push_back(Notice::Ring);
    if (measures.covered > leastBandage)
        result.notices.push_back(Notice::Bandage);
    if (measures.covered > 0.30 || ringOnPalm)
        report(Problem::Covered);
    const bool veiled = measures.haze > 0.4 || coverings.halo > 6 * kHalo;
    if (veiled)
        report(Problem::Window);
    if (veiled || coverings.halo > kHalo)
        result.notices.push_back(Notice::DirtyWindow);
    const bool otherHand = expected && region.sideConfidence > 0.3 && region.side != *expected;
    if (measures.plain > 0.5 && !moving && measures.saturated < 0.2 && measures.level > 34) {
        report(measures.dorsal ? Problem::WrongSide : Problem::Covered);
        if (!measures.dorsal)
            result.notices.push_back(Notice::Glove);
    } else if (otherHand) {
        report(Problem::WrongHand);
    }
}

} // namespace

QLatin1StringView nameOf(Problem problem)
{
    constexpr std::array<QLatin1StringView, 14> names{QLatin1StringView("no-hand"), QLatin1StringView("two-hands"),
        QLatin1StringView("wrong-side"), QLatin1StringView("wrong-hand"), QLatin1StringView("too-near"),
        QLatin1StringView("too-far"), QLatin1StringView("off-side"), QLatin1StringView("tilted"),
        QLatin1StringView("fingers-closed"), QLatin1StringView("moving"), QLatin1StringView("covered"),
        QLatin1StringView("too-dark"), QLatin1StringView("too-bright"), QLatin1StringView("window")};
    return names[static_cast<std::size_t>(problem)];
}

QLatin1StringView nameOf(Notice notice)
{
    constexpr std::array<QLatin1StringView, 4> names{QLatin1StringView("glove"), QLatin1StringView("bandage"),
        QLatin1StringView("ring"), QLatin1StringView("dirty-window")};
    return names[static_cast<std::size_t>(notice)];
}

QLatin1StringView nameOf(Side side)
{
    return side == Side::Left ? QLatin1StringView("left") : QLatin1StringView("right");
}

Result<RegionResult> findRegion(
    const imaging::Frame& visible, const imaging::Frame& infrared, std::optional<Side> expected)
{
    if (const Result<> checked = checkFrames(visible, infrared); !checked)
        return failure(checked);
    try {
        const Pictures pictures = picturesOf(visible, infrared, kWorkWidth);
        Search search;
        if (!pictures.smallInfrared.empty())
            search.offer(infraredMasks(pictures.smallInfrared), true);
        if (!pictures.smallColour.empty() && (!search.best || search.best->plausibility < 0.45))
            search.offer(visibleMasks(pictures.smallColour), false);
        RegionResult result;
        if (!search.best) {
            result.problems.push_back(darkness(pictures) ? Problem::TooDark : Problem::NoHand);
            return result;
        }
        Silhouette& hand = *search.best;
        if (hand.source == RegionSource::PalmCircle && !placeByCircle(hand)) {
            result.problems.push_back(darkness(pictures)                     ? Problem::TooDark
                                      : hand.area > 0.5 || hand.radius > 105 ? Problem::TooNear
                                                                             : Problem::NoHand);
            return result;
        }
        result.region.emplace();
        const RegionMeasures measures = cropRegion(*result.region, hand, pictures, search.fromInfrared);
        const Coverings coverings = coveringsOf(hand, pictures, search.fromInfrared, measures.level);
        judge(result, hand, measures, coverings, pictures.size, expected);
        return result;
    } catch (const cv::Exception& exception) {
        return failure(kWrongFrame, ErrorKind::Bug, QString::fromUtf8(exception.what()));
    }
}

} // namespace tirkeu::palm
