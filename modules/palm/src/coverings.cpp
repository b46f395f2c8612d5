#include "coverings.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tirkeu::palm {

namespace {

struct RingSeen
{
    double contrast = 0;
    cv::Point2d at;
};

struct Axis
{
    cv::Point2d root; ///< between the valleys
    cv::Point2d along;
    cv::Point2d across;
    double unit = 0; ///< distance of the outer valleys: about two fingers
};

double levelAt(const cv::Mat1b& picture, cv::Point2d p)
{
    const int x = static_cast<int>(std::lround(p.x));
    const int y = static_cast<int>(std::lround(p.y));
    return x < 0 || y < 0 || x >= picture.cols || y >= picture.rows ? 0 : static_cast<double>(picture(y, x));
}

cv::Point2d turnedBy(cv::Point2d p, double angle)
{
    return {std::cos(angle) * p.x - std::sin(angle) * p.y, std::sin(angle) * p.x + std::cos(angle) * p.y};
}

/// The four fingers' middle lines. A finger points to where skin goes on longest; what a ring cuts off is no longer in
/// the mask, so brightness is looked at, none of it for more than the palm's.
std::array<Axis, 4> axesOf(const Silhouette& hand, const cv::Mat1b& picture)
{
    const double enough = 0.6 * cv::mean(picture, hand.mask)[0];
    const auto& v = hand.valleys;
    const cv::Point2d along = v[2] - v[0];
    const double unit = cv::norm(along);
    cv::Point2d up(-along.y / unit, along.x / unit);
    if (up.dot((v[0] + v[2]) * 0.5 - hand.centre) < 0)
        up = -up;
    const std::array<cv::Point2d, 4> roots{
        v[0] + (v[0] - v[1]) * 0.5, (v[0] + v[1]) * 0.5, (v[1] + v[2]) * 0.5, v[2] + (v[2] - v[1]) * 0.5};
    std::array<Axis, 4> axes;
    for (std::size_t i = 0; i < axes.size(); ++i) {
        double most = -1;
        for (int degrees = -28; degrees <= 28; degrees += 4) {
            const cv::Point2d way = turnedBy(up, degrees * std::numbers::pi / 180);
            const cv::Point2d aside(-way.y, way.x);
            double sum = 0;
            for (int step = 2; step < 26; ++step) {
                for (const double s : {-0.12, 0., 0.12})
                    sum += std::min(enough, levelAt(picture, roots[i] + (way * (0.05 * step) + aside * s) * unit));
            }
            if (sum > most) {
                most = sum;
                axes[i] = {roots[i], way, aside, unit};
            }
        }
    }
    return axes;
}

/// Across the finger at every step along it: the middle value, and the extremes but one.
struct Section
{
    double least = 0, middle = 0, most = 0;
};

std::vector<Section> sectionsOf(const cv::Mat1b& picture, const Axis& axis, double from, double to)
{
    constexpr int kHalf = 3;
    std::vector<Section> sections;
    const int count = static_cast<int>((to - from) * axis.unit) + 1;
    for (int step = 0; step < count; ++step) {
        const double t = from * axis.unit + step;
        std::array<double, 2 * kHalf + 1> values{};
        for (int k = -kHalf; k <= kHalf; ++k)
            values[static_cast<std::size_t>(k + kHalf)] =
                levelAt(picture, axis.root + axis.along * t + axis.across * (0.04 * k * axis.unit));
        std::sort(values.begin(), values.end());
        sections.push_back({values[1], values[kHalf], values[values.size() - 2]});
    }
    return sections;
}

double middleOf(const std::vector<Section>& sections, std::size_t from, std::size_t to)
{
    std::vector<double> values;
    for (std::size_t i = from; i <= to; ++i)
        values.push_back(sections[i].middle);
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return values[values.size() / 2];
}

void lookAlong(RingSeen& best, const cv::Mat1b& picture, const Axis& axis)
{
    constexpr double kFrom = -0.55; // from the upper palm to the middle joint
    constexpr double kTo = 0.95;
    const std::vector<Section> sections = sectionsOf(picture, axis, kFrom, kTo);
    const auto near = static_cast<std::size_t>(std::max(3., 0.12 * axis.unit));
    const auto far = static_cast<std::size_t>(std::max(5., 0.24 * axis.unit));
    for (std::size_t i = far; i + far < sections.size(); ++i) {
        const double before = middleOf(sections, i - far, i - near);
        const double after = middleOf(sections, i + near, i + far);
        const double low = std::min(before, after);
        const double high = std::max(before, after);
        // Skin on both sides, equally lit: else a fingertip or a gap is looked at.
        if (low < 30 || high > 1.3 * low)
            continue;
        const double contrast = std::max(1 - sections[i].most / low, sections[i].least / high - 1);
        if (contrast > best.contrast) {
            const double t = kFrom * axis.unit + static_cast<double>(i);
            best = {contrast, axis.root + axis.along * t};
        }
    }
}

RingSeen ringOn(const Silhouette& hand, const Pictures& pictures)
{
    RingSeen best;
    if (hand.source == RegionSource::PalmCircle)
        return best;
    const std::array<Axis, 4> axes =
        axesOf(hand, pictures.smallInfrared.empty() ? pictures.smallGrey : pictures.smallInfrared);
    std::vector<cv::Mat1b> bands;
    if (!pictures.smallInfrared.empty()) {
        bands.push_back(pictures.smallInfrared);
    } else {
        for (int channel = 0; channel < 3; ++channel) {
            cv::Mat1b one;
            cv::extractChannel(pictures.smallColour, one, channel);
            bands.push_back(one);
        }
    }
    for (const cv::Mat1b& band : bands) {
        for (const Axis& axis : axes)
            lookAlong(best, band, axis);
    }
    return best;
}

double haloAround(const Silhouette& hand, const cv::Mat1b& small, double level)
{
    cv::Mat1b outside;
    cv::bitwise_not(hand.mask, outside);
    cv::Mat1f distance;
    cv::distanceTransform(outside, distance, cv::DIST_L2, 3);
    constexpr int kSectors = 8;
    struct Rings
    {
        std::vector<std::uint8_t> near, far;
    };
    std::array<Rings, kSectors> sectors;
    for (int y = 0; y < small.rows; y += 2) {
        for (int x = 0; x < small.cols; x += 2) {
            const float d = distance(y, x);
            const bool near = d > 4.5F && d < 8;
            const bool far = d > 17 && d < 25;
            if (!near && !far)
                continue;
            const double angle = std::atan2(y - hand.centre.y, x - hand.centre.x) + std::numbers::pi;
            Rings& rings = sectors[std::min<std::size_t>(
                kSectors - 1, static_cast<std::size_t>(angle / (2 * std::numbers::pi) * kSectors))];
            (near ? rings.near : rings.far).push_back(small(y, x));
        }
    }
    std::vector<double> halos;
    for (Rings& rings : sectors) {
        if (rings.near.size() < 12 || rings.far.size() < 12)
            continue;
        const auto middle = [](std::vector<std::uint8_t>& values) {
            const auto at = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
            std::nth_element(values.begin(), at, values.end());
            return static_cast<double>(*at);
        };
        halos.push_back((middle(rings.near) - middle(rings.far)) / std::max(20., level));
    }
    if (halos.size() < 3)
        return 0;
    std::sort(halos.begin(), halos.end());
    return halos[halos.size() / 2];
}

} // namespace

Coverings coveringsOf(const Silhouette& hand, const Pictures& pictures, bool fromInfrared, double level)
{
    const RingSeen ring = ringOn(hand, pictures);
    Coverings found;
    found.ring = ring.contrast;
    found.ringAt = (ring.at + cv::Point2d(0.5, 0.5)) * pictures.shrink - cv::Point2d(0.5, 0.5);
    // In daylight whatever stands behind the hand would pass for a halo.
    if (fromInfrared)
        found.halo = haloAround(hand, pictures.smallInfrared, level);
    return found;
}

} // namespace tirkeu::palm
