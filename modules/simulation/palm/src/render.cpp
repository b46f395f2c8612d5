#include "render.h"

#include "compose.h"
#include "creases.h"

#include <opencv2/imgproc.hpp>

namespace tirkeu::simulation_palm {

namespace {

constexpr int kCell = 16; ///< pixels between the points at which pose, skin and light are worked out

float bilinear(const cv::Mat1f& field, double x, double y)
{
    const double cx = std::clamp(x, 0., field.cols - 1.001);
    const double cy = std::clamp(y, 0., field.rows - 1.001);
    const int ix = static_cast<int>(cx);
    const int iy = static_cast<int>(cy);
    const auto fx = static_cast<float>(cx - ix);
    const auto fy = static_cast<float>(cy - iy);
    return (field(iy, ix) * (1 - fx) + field(iy, ix + 1) * fx) * (1 - fy) +
           (field(iy + 1, ix) * (1 - fx) + field(iy + 1, ix + 1) * fx) * fy;
}

struct Mound
{
    double x, y, height, size;
};

/// Slope of the palm's surface: balls of thumb and little finger, cushions below the fingers, a hollow between.
cv::Point2d slopeAt(double w, Mm p)
{
    constexpr std::array<Mound, 6> mounds{Mound{-.34, .20, 8, .20}, Mound{.32, .22, 6, .22},
        Mound{-.30, -.38, 2.5, .10}, Mound{-.05, -.42, 2.5, .10}, Mound{.18, -.40, 2.5, .10},
        Mound{.38, -.28, 2.5, .11}};
    cv::Point2d slope(0, 0);
    for (const Mound& mound : mounds) {
        const double s = mound.size * w;
        const cv::Point2d d = p - Mm(mound.x * w, mound.y * w);
        const double e = mound.height * std::exp(-d.dot(d) / (2 * s * s)) / (s * s);
        slope -= d * e;
    }
    return slope;
}

struct Grids
{
    cv::Mat1f mapX, mapY, light, infrared, clarity, mottle;
};

cv::Mat1f full(const cv::Mat1f& grid)
{
    cv::Mat1f large;
    cv::resize(grid, large, cv::Size(grid.cols * kCell, grid.rows * kCell), 0, 0, cv::INTER_LINEAR);
    return large(cv::Rect(cv::Point(kCell, kCell), kPicture));
}

Grids gridsOf(
    const Hand::Identity& hand, const Appearance& look, const cv::Matx33d& projection, const Material& material)
{
    const double w = hand.shape.width;
    const cv::Size size(kPicture.width / kCell + 2, kPicture.height / kCell + 2);
    Grids grids;
    for (cv::Mat1f* grid : {&grids.mapX, &grids.mapY, &grids.light, &grids.infrared, &grids.clarity, &grids.mottle})
        grid->create(size);
    const cv::Size kField{64, 76}; // two millimetres a step
    Random random({11, look.seed});
    Random day({12, look.daySeed});
    const std::array<cv::Mat1f, 2> stretch{smoothNoise(random, kField, 4), smoothNoise(random, kField, 4)};
    const std::array<cv::Mat1f, 2> ofDay{smoothNoise(day, kField, 3), smoothNoise(day, kField, 3)};
    const cv::Mat1f fade = smoothNoise(random, kField, 6);
    cv::Mat1f blood = smoothNoise(day, kField, 8);
    cv::scaleAdd(smoothNoise(random, kField, 8), 0.5, blood, blood);
    const cv::Point2d lightFrom(std::cos(look.lightFrom), std::sin(look.lightFrom));
    const double shineDown = random.normal(-20, 50);
    const cv::Point2d shineAt = look.centre + cv::Point2d(random.normal(0, 50), shineDown);
    const double moreSpread = std::max(-0.5, look.spread) - 0.35;
    const cv::Matx33d back = projection.inv();
    const double exposure = std::sqrt(130 / look.distance);

    for (int gy = 0; gy < size.height; ++gy) {
        for (int gx = 0; gx < size.width; ++gx) {
            const cv::Point2d pixel((gx - 0.5) * kCell - 0.5, (gy - 0.5) * kCell - 0.5);
            const cv::Vec3d h = back * cv::Vec3d(pixel.x, pixel.y, 1);
            const Mm mm(h[0] / h[2], h[1] / h[2]);
            const double fx = mm.x / 2 + kField.width / 2.;
            const double fy = mm.y / 2 + kField.height / 2.;
            // Spreading the fingers widens the upper palm and pulls the ball of the thumb outwards.
            const double top = std::clamp((0.3 * w - mm.y) / (0.8 * w), 0., 1.);
            const cv::Point2d thenar = mm - Mm(-.3 * w, .15 * w);
            const double thumb = 2.2 * moreSpread * std::exp(-thenar.dot(thenar) / (0.09 * w * w));
            const Mm skin(mm.x * (1 - 0.045 * moreSpread * top) + thumb + look.stretch * bilinear(stretch[0], fx, fy) +
                              look.stretchOfDay * bilinear(ofDay[0], fx, fy),
                mm.y + 0.5 * thumb + look.stretch * bilinear(stretch[1], fx, fy) +
                    look.stretchOfDay * bilinear(ofDay[1], fx, fy));
            const cv::Point2d texel = toTexel(skin);
            grids.mapX(gy, gx) = static_cast<float>(texel.x);
            grids.mapY(gy, gx) = static_cast<float>(texel.y);

            const cv::Point2d slope = slopeAt(w, mm);
            const cv::Point2d offCentre = pixel - cv::Point2d(320, 240);
            const double vignette = 1 / (1 + 0.32 * offCentre.dot(offCentre) / (350. * 350.));
            const double depth = projection(2, 0) * mm.x + projection(2, 1) * mm.y + projection(2, 2);
            const double nearness = look.distance / std::clamp(depth, 40., 600.);
            const double side = 1 + look.gradient * offCentre.dot(lightFrom) / 350 + 0.35 * slope.dot(lightFrom);
            const cv::Point2d fromShine = pixel - shineAt;
            const double shine = (look.shine + static_cast<double>(material.shine)) *
                                 std::exp(-fromShine.dot(fromShine) / (2 * 38. * 38.));
            grids.light(gy, gx) = static_cast<float>(look.visibleLight * exposure * std::sqrt(vignette) *
                                                     (std::max(0.15, side) + shine) * std::sqrt(nearness));
            grids.infrared(gy, gx) = static_cast<float>(look.infraredLight * std::pow(130 / look.distance, 1.2) *
                                                        vignette * (nearness * nearness) *
                                                        (1 - 0.35 * slope.dot(slope) + 0.04 * slope.dot(lightFrom) +
                                                            0.5 * static_cast<double>(material.shine) * shine));
            grids.clarity(gy, gx) =
                static_cast<float>(look.creaseGain * std::max(0.1, 1 + look.creaseFade * bilinear(fade, fx, fy)));
            grids.mottle(gy, gx) =
                static_cast<float>(look.mottle * static_cast<double>(material.mottle) * bilinear(blood, fx, fy));
        }
    }
    return grids;
}

cv::Mat1b maskOf(const Outline& outline)
{
    cv::Mat1b mask(kPicture, 0);
    for (const std::vector<cv::Point>& part : outline.parts)
        cv::fillPoly(mask, std::vector<std::vector<cv::Point>>{part}, 255, cv::LINE_8, 4);
    // The webs between fingers are round.
    cv::GaussianBlur(mask, mask, {9, 9}, 2.2);
    mask.convertTo(mask, -1, 2.2, -128 * 1.2);
    return mask;
}

/// Fingers and the hand's rim turn away from the light.
cv::Mat1b roundingOf(const cv::Mat1b& mask)
{
    cv::Mat1b half;
    cv::resize(mask, half, {}, 0.5, 0.5, cv::INTER_AREA);
    cv::threshold(half, half, 127, 255, cv::THRESH_BINARY);
    cv::copyMakeBorder(half, half, 16, 16, 16, 16, cv::BORDER_REPLICATE);
    cv::Mat distance;
    cv::distanceTransform(half, distance, cv::DIST_L2, 3);
    distance.convertTo(distance, CV_8U);
    cv::Mat1b lut(1, 256);
    for (int d = 0; d < 256; ++d)
        lut(0, d) = cv::saturate_cast<std::uint8_t>(255 * (1 - 0.42 * std::exp(-d / 4.5)));
    cv::Mat1b shade;
    cv::LUT(distance, lut, shade);
    cv::Mat1b large;
    cv::blur(shade, shade, {5, 5});
    cv::resize(shade(cv::Rect(16, 16, mask.cols / 2, mask.rows / 2)), large, mask.size(), 0, 0, cv::INTER_LINEAR);
    return large;
}

void drawPixels(cv::Mat1b& canvas, const std::vector<cv::Point2d>& line, int value, int thickness)
{
    std::vector<cv::Point> points;
    for (const cv::Point2d& p : line)
        points.emplace_back(p * 16);
    cv::polylines(canvas, points, false, value, thickness, cv::LINE_AA, 4);
}

std::vector<cv::Point> quad(const cv::Matx33d& projection, Mm middle, Mm alongHalf, Mm acrossHalf)
{
    std::vector<cv::Point> corners;
    for (const Mm& corner : {middle - alongHalf - acrossHalf, middle + alongHalf - acrossHalf,
             middle + alongHalf + acrossHalf, middle - alongHalf + acrossHalf}) {
        const cv::Point2d p = project(projection, corner) * 16;
        corners.emplace_back(
            static_cast<int>(std::clamp(p.x, -2e5, 2e5)), static_cast<int>(std::clamp(p.y, -2e5, 2e5)));
    }
    return corners;
}

void paintThings(Scene& scene, const Hand::Identity& hand, const Appearance& look, const cv::Matx33d& projection)
{
    Random random({13, look.seed});
    const double w = hand.shape.width;
    const double infraredLight = 255 * look.infraredLight * std::pow(130 / look.distance, 1.2);
    if (look.plaster) {
        const double angle = random.range(0, std::numbers::pi);
        const Mm along(std::cos(angle), std::sin(angle));
        const double middleY = random.range(-0.28, 0.15) * w;
        const Mm middle(random.range(-0.22, 0.22) * w, middleY);
        const auto strip = quad(projection, middle, along * (0.19 * w), Mm(-along.y, along.x) * (0.075 * w));
        cv::fillConvexPoly(scene.visible, strip, cv::Scalar(140, 175, 215) * look.visibleLight, cv::LINE_AA, 4);
        cv::fillConvexPoly(scene.infrared, strip, 0.78 * infraredLight, cv::LINE_AA, 4);
        const auto pad = quad(projection, middle, along * (0.07 * w), Mm(-along.y, along.x) * (0.06 * w));
        cv::fillConvexPoly(scene.visible, pad, cv::Scalar(130, 163, 202) * look.visibleLight, cv::LINE_AA, 4);
        cv::fillConvexPoly(scene.infrared, pad, 0.74 * infraredLight, cv::LINE_AA, 4);
    }
    if (look.ring) {
        const std::size_t which = random.chance(0.7) ? 3 : 2;
        const Finger& finger = hand.shape.fingers[which];
        const double angle = finger.angle + finger.spreads * look.spread;
        const Mm up(std::sin(angle), -std::cos(angle));
        const Mm right(std::cos(angle), std::sin(angle));
        const Mm middle = finger.knuckle + up * (finger.baseAt + 0.17 * w);
        cv::fillConvexPoly(scene.visible, quad(projection, middle, right * (finger.width * 0.53), up * 1.7),
            cv::Scalar(60, 150, 190) * look.visibleLight, cv::LINE_AA, 4);
        cv::fillConvexPoly(scene.visible, quad(projection, middle + right * 2, right * 2, up * 0.6),
            cv::Scalar(230, 245, 250) * look.visibleLight, cv::LINE_AA, 4);
        cv::fillConvexPoly(scene.infrared, quad(projection, middle, right * (finger.width * 0.53), up * 1.7),
            0.25 * infraredLight, cv::LINE_AA, 4);
    }
    if (look.sleeve) {
        const Mm middle(0, (0.55 + random.range(0, 0.1)) * w + 0.8 * w);
        const auto cloth = quad(projection, middle, Mm(0.47 * w, random.normal(0, 0.02) * w), Mm(0, 0.8 * w));
        const double red = random.range(30, 100);
        const double green = random.range(30, 90);
        const cv::Scalar colour(random.range(30, 110), green, red);
        cv::fillConvexPoly(scene.visible, cloth, colour * look.visibleLight, cv::LINE_AA, 4);
        cv::fillConvexPoly(scene.infrared, cloth, random.range(0.25, 0.55) * infraredLight, cv::LINE_AA, 4);
    }
}

} // namespace

Material skinOf(const Skin& skin, const Appearance& look)
{
    Material material;
    const auto mix = [&](double pale, double dark) {
        return static_cast<float>(pale + (dark - pale) * skin.tone);
    };
    material.colour = {mix(158, 88), mix(172, 108), mix(218, 160)};
    material.infrared = static_cast<float>(skin.infrared);
    material.vein = static_cast<float>(skin.vein * look.veinGain);
    material.creaseInfrared = static_cast<float>(skin.creaseInInfrared);
    if (look.glove) {
        material.colour = {150, 120, 60};
        material.creaseVisible = 0.02F;
        material.creaseInfrared = 0.02F;
        material.vein = 0.002F;
        material.mottle = 0.1F;
        material.weave = 0.03F;
    }
    if (look.back) {
        material.vein *= 1.5F;
        material.colour = {mix(135, 60), mix(152, 80), mix(205, 118)};
    }
    return material;
}

void paintHand(Scene& scene, const Hand::Identity& hand, const Appearance& look, const Material& material)
{
    // Seen from the back, a left hand has the shape of a right one.
    HandId shown = hand.id;
    if (look.back)
        shown.side = shown.side == Side::Left ? Side::Right : Side::Left;
    const cv::Matx33d projection = projectionOf(shown, look);
    const Outline outline = outlineOf(hand.shape, look, projection);
    const Grids grids = gridsOf(hand, look, projection, material);

    Planes planes;
    planes.mask = maskOf(outline);
    planes.rounding = roundingOf(planes.mask);
    const cv::Mat1f mapX = full(grids.mapX);
    const cv::Mat1f mapY = full(grids.mapY);
    cv::remap(
        look.back ? hand.dorsum : hand.surface, planes.surface, mapX, mapY, cv::INTER_LINEAR, cv::BORDER_CONSTANT, 128);
    cv::remap(hand.veins, planes.veins, mapX, mapY, cv::INTER_LINEAR, cv::BORDER_CONSTANT, 0);
    if (material.sharpVeins)
        cv::threshold(planes.veins, planes.veins, 105, 255, cv::THRESH_BINARY);

    Random random({14, look.seed});
    const double w = hand.shape.width;
    if (!look.glove) {
        for (const std::vector<cv::Point2d>& crease : outline.fingerCreases)
            drawPixels(planes.surface, crease, look.back ? 112 : 92, 1 + random.below(2));
        for (int i = 0; i < look.folds; ++i) {
            const double headY = random.range(-0.45, 0.4) * w;
            const Mm head(random.range(-0.45, 0.4) * w, headY);
            const double angle = random.range(0, 2 * std::numbers::pi);
            const double bend = random.normal(0, 0.2);
            const Mm tail = head + Mm(std::cos(angle), std::sin(angle)) * (random.range(0.1, 0.35) * w);
            std::vector<cv::Point2d> fold;
            for (const Mm& p : bezier(head, tail, 0.5, bend))
                fold.push_back(project(projection, p));
            drawPixels(planes.surface, fold, 106 + random.below(16), 1);
        }
    }
    for (const std::vector<cv::Point2d>& gap : outline.gaps)
        drawPixels(planes.surface, gap, 30, 2);
    cv::GaussianBlur(planes.surface, planes.deepLines, {}, 1.8);
    planes.light = full(grids.light);
    planes.infrared = full(grids.infrared);
    planes.clarity = full(grids.clarity);
    planes.mottle = full(grids.mottle);

    Paint paint;
    paint.colour = {material.colour[0], material.colour[1], material.colour[2]};
    paint.lines = cv::Vec3f(1.12F, 1.0F, 0.8F) * material.creaseVisible;
    paint.relief = static_cast<float>(look.relief);
    paint.reliefStep = {static_cast<int>(std::lround(1.3 * std::cos(look.lightFrom))),
        static_cast<int>(std::lround(1.3 * std::sin(look.lightFrom)))};
    paint.infrared = material.infrared * 225;
    paint.infraredLines = material.creaseInfrared;
    paint.vein = material.vein;
    paint.weave = material.weave;
    composeVisible(scene.visible, planes, paint);
    composeInfrared(scene.infrared, planes, paint);
    cv::bitwise_or(scene.mask, planes.mask, scene.mask);
    if (look.back) {
        for (const cv::Point2d& nail : outline.nails)
            cv::ellipse(scene.visible, cv::Point(nail), cv::Size(11, 14), look.turn * 180 / std::numbers::pi, 0, 360,
                cv::Scalar(175, 178, 225) * look.visibleLight, cv::FILLED, cv::LINE_AA);
    }
    paintThings(scene, hand, look, projection);

    for (std::size_t i = 0; i < 3; ++i) {
        const cv::Point2d p = project(projection, outline.valleys[i]);
        scene.truth.valleys[i] = {p.x, p.y};
    }
    scene.truth.pixelsPerMillimetre = kFocalPixels / look.distance;
    scene.truth.turnedDegrees = look.turn * 180 / std::numbers::pi;
}

} // namespace tirkeu::simulation_palm
