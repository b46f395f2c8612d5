#include "silhouette.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tirkeu::palm {

namespace {

struct Extremum
{
    std::size_t at = 0;  ///< index into the contour
    double distance = 0; ///< from the palm's middle, in radii
    bool isTip = false;
};

/// The largest circle in the hand; what the frame cuts off is taken to go on.
void findCircle(Silhouette& hand)
{
    constexpr int kBorder = 24;
    cv::Mat1b wide;
    cv::copyMakeBorder(hand.mask, wide, kBorder, kBorder, kBorder, kBorder, cv::BORDER_REPLICATE);
    cv::Mat distance;
    cv::distanceTransform(wide, distance, cv::DIST_L2, 3);
    const cv::Mat inner = distance(cv::Rect(kBorder, kBorder, hand.mask.cols, hand.mask.rows));
    double most = 0;
    cv::Point where;
    cv::minMaxLoc(inner, nullptr, &most, nullptr, &where);
    // The middle of the plateau rather than its first pixel.
    cv::Mat1b plateau;
    cv::compare(inner, most * 0.97, plateau, cv::CMP_GE);
    const cv::Moments moments = cv::moments(plateau, true);
    const cv::Point2d middle(moments.m10 / moments.m00, moments.m01 / moments.m00);
    hand.centre = cv::norm(middle - cv::Point2d(where)) < 0.35 * most ? middle : cv::Point2d(where);
    hand.radius = most;
}

std::vector<double> distancesFrom(const Silhouette& hand)
{
    const std::size_t n = hand.contour.size();
    std::vector<double> raw(n);
    for (std::size_t i = 0; i < n; ++i)
        raw[i] = cv::norm(cv::Point2d(hand.contour[i]) - hand.centre) / hand.radius;
    std::vector<double> smooth(n);
    constexpr std::size_t kHalf = 2;
    for (std::size_t i = 0; i < n; ++i) {
        double sum = 0;
        for (std::size_t k = 0; k <= 2 * kHalf; ++k)
            sum += raw[(i + n + k - kHalf) % n];
        smooth[i] = sum / (2 * kHalf + 1);
    }
    return smooth;
}

/// Tips and valleys in the contour's order, each standing out by at least `least` radii.
std::vector<Extremum> extremaOf(const std::vector<double>& distance, double least)
{
    const std::size_t n = distance.size();
    const auto start = static_cast<std::size_t>(std::max_element(distance.begin(), distance.end()) - distance.begin());
    std::vector<Extremum> found;
    bool rising = false;
    std::size_t best = start;
    for (std::size_t step = 0; step <= n; ++step) {
        const std::size_t i = (start + step) % n;
        const double d = distance[i];
        if (rising) {
            if (d > distance[best])
                best = i;
            else if (distance[best] - d > least) {
                found.push_back({best, distance[best], true});
                rising = false;
                best = i;
            }
        } else {
            if (d < distance[best])
                best = i;
            else if (d - distance[best] > least) {
                found.push_back({best, distance[best], false});
                rising = true;
                best = i;
            }
        }
    }
    if (rising)
        found.push_back({start, distance[start], true});
    return found;
}

cv::Point2d refined(const Silhouette& hand, const std::vector<double>& distance, std::size_t at)
{
    // The middle of the round bottom of a valley.
    const std::size_t n = distance.size();
    cv::Point2d sum(0, 0);
    int count = 0;
    const auto reach = static_cast<std::size_t>(std::max(2., 0.16 * hand.radius));
    for (std::size_t k = 0; k <= 2 * reach; ++k) {
        const std::size_t i = (at + n + k - reach) % n;
        if (distance[i] < distance[at] + 0.05) {
            sum += cv::Point2d(hand.contour[i]);
            ++count;
        }
    }
    return sum * (1. / std::max(1, count));
}

/// A hand's valleys against what hands look like: 1 perfect, 0 impossible.
double tripleFit(const Silhouette& hand, cv::Point2d a, cv::Point2d b, cv::Point2d c)
{
    const double first = cv::norm(b - a);
    const double second = cv::norm(c - b);
    const double across = cv::norm(c - a) / hand.radius;
    if (first < 1 || second < 1 || across < 0.55 || across > 1.75)
        return 0;
    const double ratio = std::abs(std::log(first / second));
    const cv::Point2d along = (c - a) * (1 / cv::norm(c - a));
    const cv::Point2d middle = (a + c) * 0.5;
    cv::Point2d outward(-along.y, along.x);
    if (outward.dot(middle - hand.centre) < 0)
        outward = -outward;
    const double away = outward.dot(middle - hand.centre) / hand.radius;
    const double aside = std::abs(along.dot(middle - hand.centre)) / hand.radius;
    const double bulge = outward.dot(b - middle) / (across * hand.radius);
    if (ratio > 0.75 || away < 0.6 || away > 1.7 || aside > 0.6 || bulge < -0.15 || bulge > 0.45)
        return 0;
    const auto near = [](double value, double mean, double width) {
        return std::exp(-(value - mean) * (value - mean) / (2 * width * width));
    };
    return near(ratio, 0, 0.4) * near(across, 1.05, 0.35) * near(away, 1.08, 0.3) * near(aside, 0.05, 0.35) *
           near(bulge, 0.1, 0.15);
}

/// The middle valley stands out beyond the line of the outer ones by this share of their distance, as far as is known.
constexpr double kUsualBulge = 0.065;

double bulgeOf(const Silhouette& hand, cv::Point2d a, cv::Point2d b, cv::Point2d c)
{
    const cv::Point2d along = c - a;
    const cv::Point2d middle = (a + c) * 0.5;
    cv::Point2d outward(-along.y, along.x);
    if (outward.dot(middle - hand.centre) < 0)
        outward = -outward;
    return outward.dot(b - middle) / along.dot(along);
}

/// Where the valley beyond `near` lies when the one on its other side is `far`: as far off, bent towards the palm.
cv::Point2d valleyBeyond(const Silhouette& hand, cv::Point2d far, cv::Point2d near)
{
    const cv::Point2d step = near - far;
    const double bend = 2 * std::atan(2 * kUsualBulge);
    const auto turnedBy = [&](double angle) {
        return near + cv::Point2d(std::cos(angle) * step.x - std::sin(angle) * step.y,
                          std::sin(angle) * step.x + std::cos(angle) * step.y);
    };
    const cv::Point2d one = turnedBy(bend);
    const cv::Point2d other = turnedBy(-bend);
    return cv::norm(one - hand.centre) < cv::norm(other - hand.centre) ? one : other;
}

/// Where fingers nearly touch, or haze fills what is between them, the outline turns back before the valley is reached.
/// Valleys lie on a shallow arc: the one that stands out of it is put back.
void settle(const Silhouette& hand, cv::Point2d& a, cv::Point2d& b, cv::Point2d& c)
{
    constexpr double kLeastBulge = 0.01;
    constexpr double kMostBulge = 0.14;
    const double bulge = bulgeOf(hand, a, b, c);
    if (bulge > kMostBulge) {
        const cv::Point2d along = c - a;
        cv::Point2d outward(-along.y, along.x);
        if (outward.dot((a + c) * 0.5 - hand.centre) < 0)
            outward = -outward;
        b = (a + c) * 0.5 + outward * kUsualBulge;
    } else if (bulge < kLeastBulge) {
        // The palm's middle says which end: from there the middle valley is seen square to the line.
        const cv::Point2d first = valleyBeyond(hand, c, b);
        const cv::Point2d last = valleyBeyond(hand, a, b);
        const auto lean = [&](cv::Point2d from, cv::Point2d to) {
            const cv::Point2d up = b - hand.centre;
            return std::abs(up.dot(to - from)) / (cv::norm(up) * cv::norm(to - from));
        };
        (lean(first, c) < lean(a, last) ? a : c) = lean(first, c) < lean(a, last) ? first : last;
    }
}

struct Walk
{
    const Silhouette& hand;
    const std::vector<double>& distance;
    const std::vector<Extremum>& all;
    std::vector<std::size_t> valleys; ///< indices into `all`

    [[nodiscard]] cv::Point2d point(std::size_t valley) const
    {
        return refined(hand, distance, all[valleys[valley % valleys.size()]].at);
    }
    [[nodiscard]] double depthOf(std::size_t valley) const { return all[valleys[valley % valleys.size()]].distance; }
    [[nodiscard]] double tipBetween(std::size_t valley) const
    {
        const std::size_t next = (valleys[valley % valleys.size()] + 1) % all.size();
        return all[next].isTip ? all[next].distance : 0;
    }
};

struct ThumbMass
{
    double lead = 0;        ///< of the first valley's side over the last one's, as a share of a thumb
    bool contested = false; ///< something stands out on both sides: one of them is clutter
};

/// How much more of the hand stands out sideways beyond the first valley than beyond the last.
ThumbMass thumbMass(const Silhouette& hand, cv::Point2d from, cv::Point2d to)
{
    const cv::Point2d along = (to - from) * (1 / cv::norm(to - from));
    cv::Point2d inward(-along.y, along.x);
    if (inward.dot(hand.centre - (from + to) * 0.5) < 0)
        inward = -inward;
    const double r = hand.radius;
    const int reach = static_cast<int>(2.6 * r);
    const cv::Point middle(hand.centre);
    // Clutter that touches the hand is rarely as thick as a thumb.
    const int thick = std::max(1, static_cast<int>(0.27 * r));
    cv::Mat1b solid;
    cv::morphologyEx(hand.mask, solid, cv::MORPH_OPEN, cv::Mat1b::ones(thick, thick));
    int before = 0;
    int after = 0;
    for (int y = std::max(0, middle.y - reach); y < std::min(hand.mask.rows, middle.y + reach); y += 2) {
        for (int x = std::max(0, middle.x - reach); x < std::min(hand.mask.cols, middle.x + reach); x += 2) {
            if (solid(y, x) == 0)
                continue;
            const cv::Point2d p = cv::Point2d(x, y) - hand.centre;
            const double aside = along.dot(p);
            const double down = inward.dot(p);
            if (down < -0.7 * r || down > 1.25 * r || std::abs(aside) < 1.12 * r || std::abs(aside) > 2.3 * r)
                continue;
            ++(aside < 0 ? before : after);
        }
    }
    constexpr double kThumb = 0.22; // in squares of the radius, a cautious one
    constexpr double kSomething = 0.1;
    const double first = 4 * before / (r * r);
    const double second = 4 * after / (r * r);
    return {std::clamp((first - second) / kThumb, -1., 1.), std::min(first, second) > kSomething};
}

/// Which end of the three valleys is the thumb's: what stands out there, a web beyond it, else the longer outer finger.
/// Positive: before the first valley in the contour's order.
double thumbVote(const Walk& walk, std::size_t first)
{
    const std::size_t n = walk.valleys.size();
    const cv::Point2d a = walk.point(first);
    const cv::Point2d b = walk.point(first + 1);
    const cv::Point2d c = walk.point(first + 2);
    const double across = cv::norm(c - a);
    const cv::Point2d inward = [&] {
        const cv::Point2d along = (c - a) * (1 / across);
        cv::Point2d normal(-along.y, along.x);
        return normal.dot(walk.hand.centre - (a + c) * 0.5) < 0 ? -normal : normal;
    }();
    const auto web = [&](std::size_t valley, cv::Point2d outer, cv::Point2d inner, double tip) {
        if (n < 4)
            return 0.;
        const cv::Point2d p = walk.point(valley);
        const double down = (p - outer).dot(inward) / across;
        const double out = (p - outer).dot(outer - inner) / (across * cv::norm(outer - inner));
        // About one width below the outer valley and a little outside, with a finger beyond.
        if (down < 0.35 || down > 1.5 || out < -0.15 || out > 1.1 || tip < 1.3)
            return 0.;
        return std::exp(-(down - 0.85) * (down - 0.85) / 0.2 - (out - 0.45) * (out - 0.45) / 0.3);
    };
    const double before = web(first + n - 1, a, b, n >= 4 ? walk.tipBetween(first + n - 2) : 0);
    const double after = web(first + 3, c, b, n >= 4 ? walk.tipBetween(first + 3) : 0);
    const double lengths = walk.tipBetween(first + n - 1) - walk.tipBetween(first + 2);
    const ThumbMass mass = thumbMass(walk.hand, a, c);
    return (mass.contested ? 0.35 : 1.5) * mass.lead + (mass.contested ? 1 : 0.4) * (before - after) +
           0.2 * std::clamp(lengths, -1., 1.);
}

void takeValleys(Silhouette& hand, cv::Point2d a, cv::Point2d b, cv::Point2d c, double vote)
{
    const bool thumbFirst = vote >= 0;
    hand.valleys = thumbFirst ? std::array{a, b, c} : std::array{c, b, a};
    hand.sideConfidence = std::clamp(std::abs(vote), 0., 1.);
    // Seen from the palm, index to little runs clockwise about the middle on a left hand.
    const cv::Point2d from = hand.valleys[0] - hand.centre;
    const cv::Point2d to = hand.valleys[2] - hand.centre;
    hand.side = from.x * to.y - from.y * to.x > 0 ? Side::Left : Side::Right;
}

bool tryTriples(Silhouette& hand, const Walk& walk)
{
    const std::size_t n = walk.valleys.size();
    if (n < 3)
        return false;
    double best = 0.12;
    std::size_t where = n;
    std::array<cv::Point2d, 3> chosen;
    for (std::size_t i = 0; i < n; ++i) {
        // Two fingers between, one on either side.
        const double tips =
            std::min({walk.tipBetween(i), walk.tipBetween(i + 1), walk.tipBetween(i + 2), walk.tipBetween(i + n - 1)});
        if (tips < 1.35)
            continue;
        std::array<cv::Point2d, 3> found{walk.point(i), walk.point(i + 1), walk.point(i + 2)};
        double fit = tripleFit(hand, found[0], found[1], found[2]);
        const double bulge = bulgeOf(hand, found[0], found[1], found[2]);
        const cv::Point2d along = found[2] - found[0];
        const double aside = std::abs(along.dot(found[1] - (found[0] + found[2]) * 0.5)) / along.dot(along);
        settle(hand, found[0], found[1], found[2]);
        // Two middle fingers that touch for long: worth less than anything seen whole.
        if (fit <= 0 && bulge > 0.4 && bulge < 1 && aside < 0.15)
            fit = 0.35 * tripleFit(hand, found[0], found[1], found[2]);
        if (fit > best) {
            best = fit;
            where = i;
            chosen = found;
        }
    }
    if (where == n)
        return false;
    takeValleys(hand, chosen[0], chosen[1], chosen[2], thumbVote(walk, where));
    hand.source = RegionSource::Valleys;
    hand.plausibility = std::sqrt(best);
    hand.fingers = 4;
    return true;
}

double covered(const cv::Mat1b& mask, cv::Point2d at, double radius)
{
    int inside = 0;
    int all = 0;
    const int r = std::max(1, static_cast<int>(radius));
    for (int y = -r; y <= r; ++y) {
        for (int x = -r; x <= r; ++x) {
            const cv::Point p(static_cast<int>(at.x) + x, static_cast<int>(at.y) + y);
            if (p.x < 0 || p.y < 0 || p.x >= mask.cols || p.y >= mask.rows)
                continue;
            ++all;
            inside += mask(p) != 0;
        }
    }
    return all == 0 ? 0 : static_cast<double>(inside) / all;
}

/// Two fingers touch: a pair of valleys is left, and the third is where hand is found in its place.
bool tryPairs(Silhouette& hand, const Walk& walk)
{
    const std::size_t n = walk.valleys.size();
    double best = 0.08;
    std::array<cv::Point2d, 3> chosen;
    double vote = 0;
    for (std::size_t i = 0; i < n && n >= 2; ++i) {
        if (std::min({walk.tipBetween(i), walk.tipBetween(i + 1), walk.tipBetween(i + n - 1)}) < 1.35)
            continue;
        // Closed fingers leave notches between their tips, far out; valleys lie near the palm and deep.
        const double depth = std::min({walk.tipBetween(i), walk.tipBetween(i + 1), walk.tipBetween(i + n - 1)}) -
                             std::max(walk.depthOf(i), walk.depthOf(i + 1));
        if (depth < 0.4 || std::max(walk.depthOf(i), walk.depthOf(i + 1)) > 1.65)
            continue;
        const cv::Point2d a = walk.point(i);
        const cv::Point2d b = walk.point(i + 1);
        const double across = cv::norm(b - a) / hand.radius;
        const auto offer = [&](cv::Point2d p, cv::Point2d q, cv::Point2d r, double share, double side) {
            const double fit = share * tripleFit(hand, p, q, r);
            if (fit > best) {
                best = fit;
                chosen = {p, q, r};
                vote = side;
            }
        };
        // The web beyond a pair tells the thumb as it does beyond three.
        double side = 0;
        for (std::size_t k = 0; k < n; ++k) {
            if (k == i || k == (i + 1) % n)
                continue;
            const cv::Point2d web = walk.point(k);
            const double ratio = cv::norm(web - hand.centre) / hand.radius;
            if (ratio > 1.5 || walk.tipBetween(k) < 1.3)
                continue;
            side += cv::norm(web - a) < cv::norm(web - b) ? 0.5 : -0.5;
        }
        if (across > 0.75)
            continue; // more likely a web and a wrist than two valleys with one missing between
        {
            const cv::Point2d away = ((a + b) * 0.5 - hand.centre) * 0.25;
            const cv::Point2d after = valleyBeyond(hand, a, b);
            const cv::Point2d before = valleyBeyond(hand, b, a);
            offer(a, b, after, 0.5 * covered(hand.mask, after + away, 0.12 * hand.radius), side);
            offer(before, a, b, 0.5 * covered(hand.mask, before + away, 0.12 * hand.radius), side);
        }
    }
    if (best <= 0.08)
        return false;
    takeValleys(hand, chosen[0], chosen[1], chosen[2], 0.4 * vote + 1.5 * thumbMass(hand, chosen[0], chosen[2]).lead);
    hand.sideConfidence *= 0.8;
    hand.source = RegionSource::TwoValleys;
    hand.plausibility = std::sqrt(best);
    hand.fingers = 3;
    return true;
}

} // namespace

std::optional<Silhouette> readSilhouette(const cv::Mat1b& mask)
{
    std::vector<std::vector<cv::Point>> contours;
    cv::findContours(mask.clone(), contours, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_NONE);
    if (contours.empty())
        return std::nullopt;
    std::vector<double> areas;
    for (const auto& contour : contours)
        areas.push_back(cv::contourArea(contour));
    const auto largest = static_cast<std::size_t>(std::max_element(areas.begin(), areas.end()) - areas.begin());
    Silhouette hand;
    hand.area = areas[largest] / static_cast<double>(mask.total());
    if (hand.area < 0.02 || hand.area > 0.93)
        return std::nullopt;
    for (std::size_t i = 0; i < areas.size(); ++i) {
        if (i != largest)
            hand.secondArea = std::max(hand.secondArea, areas[i] / areas[largest]);
    }
    hand.contour = contours[largest];
    hand.mask = cv::Mat1b(mask.size(), 0);
    cv::drawContours(hand.mask, contours, static_cast<int>(largest), 255, cv::FILLED);
    findCircle(hand);
    if (hand.radius < 6 || hand.contour.size() < 60)
        return std::nullopt;
    const std::vector<double> distance = distancesFrom(hand);
    for (const double least : {0.22, 0.10}) {
        const std::vector<Extremum> all = extremaOf(distance, least);
        Walk kept{hand, distance, all, {}};
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (!all[i].isTip)
                kept.valleys.push_back(i);
        }
        if (least > 0.2) {
            hand.tips = static_cast<int>(
                std::count_if(all.begin(), all.end(), [](const Extremum& e) { return e.isTip && e.distance > 1.6; }));
        }
        if (tryTriples(hand, kept))
            return hand;
        if (least < 0.2 && tryPairs(hand, kept))
            return hand;
    }
    hand.plausibility = 0.05;
    return hand;
}

} // namespace tirkeu::palm
