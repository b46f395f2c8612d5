#include "compose.h"
#include "render.h"

#include <opencv2/imgproc.hpp>

namespace tirkeu::simulation_palm {

namespace {

/// The picture that the attacker has of the victim: taken well, without the scanner's noise.
Scene stolenPicture(const Hand::Identity& victim, const CaptureSpec& spec)
{
    CaptureSpec good;
    good.sample = 5000 + spec.sample;
    good.day = 1;
    Appearance look = appearanceFor(victim.id, good);
    Scene scene = background(look);
    paintHand(scene, victim, look, skinOf(victim.skin, look));
    return scene;
}

template<typename Pixel>
void warp(cv::Mat_<Pixel>& picture, const cv::Matx23d& move, int border)
{
    cv::Mat_<Pixel> moved;
    cv::warpAffine(
        picture, moved, move, picture.size(), cv::INTER_LINEAR, cv::BORDER_CONSTANT, cv::Scalar::all(border));
    picture = moved;
}

/// How the artefact is held before the scanner; a flat thing moves as one piece from frame to frame.
cv::Matx23d heldAt(Random& random, int frame)
{
    const double angle = random.normal(0, 6) + 0.5 * frame;
    const double scale = random.range(0.94, 1.06) / (1 + 0.045 * frame);
    cv::Mat rotation = cv::getRotationMatrix2D({320, 300}, angle, scale);
    cv::Matx23d move(rotation);
    move(0, 2) += random.normal(0, 10) + 3. * frame;
    move(1, 2) += random.normal(0, 8);
    return move;
}

float luma(const cv::Vec3b& c)
{
    return 0.114F * static_cast<float>(c[0]) + 0.587F * static_cast<float>(c[1]) + 0.299F * static_cast<float>(c[2]);
}

enum class Ink { Laser, Inkjet };

/// Paper with the stolen picture on it, where `where` says so.
void paintPrint(Scene& scene, const Scene& stolen, const cv::Mat1b& where, Ink ink, double light, Random& random)
{
    const bool showsVeins = random.chance(0.4);
    const auto black = static_cast<float>(random.range(0.30, 0.62)); // how much of a laser print is black toner
    const auto dots = static_cast<float>(ink == Ink::Laser ? random.range(0.035, 0.07) : random.range(0.015, 0.035));
    const double pitch = random.range(2.2, 3.1);
    const double turn = random.range(0.2, 1.3);
    const auto paperInfrared = static_cast<float>(random.range(165, 205) * light);
    cv::Mat1b veinPicture;
    if (showsVeins) {
        cv::createCLAHE(3.0, {8, 8})->apply(stolen.infrared, veinPicture);
        cv::GaussianBlur(veinPicture, veinPicture, {}, 0.8);
    }
    for (int y = 0; y < kPicture.height; ++y) {
        for (int x = 0; x < kPicture.width; ++x) {
            const float alpha = static_cast<float>(where(y, x)) / 255;
            if (alpha == 0)
                continue;
            const double u = (std::cos(turn) * x + std::sin(turn) * y) * 2 * std::numbers::pi / pitch;
            const double v = (-std::sin(turn) * x + std::cos(turn) * y) * 2 * std::numbers::pi / pitch;
            const auto screen = 1 + dots * static_cast<float>(std::sin(u) + std::sin(v));
            cv::Vec3b shown = stolen.visible(y, x);
            if (showsVeins)
                shown = cv::Vec3b::all(veinPicture(y, x));
            const float dark = 1 - luma(shown) / 235;
            for (int c = 0; c < 3; ++c) {
                const float ink3 = static_cast<float>(light) * (22 + 0.86F * static_cast<float>(shown[c])) * screen;
                scene.visible(y, x)[c] = cv::saturate_cast<std::uint8_t>(
                    static_cast<float>(scene.visible(y, x)[c]) * (1 - alpha) + ink3 * alpha);
            }
            const float absorbed = ink == Ink::Laser ? black * dark * (showsVeins ? 1.5F : 1) : 0.03F * dark;
            const float infrared = paperInfrared * std::max(0.08F, 1 - absorbed) * (ink == Ink::Laser ? screen : 1);
            scene.infrared(y, x) = cv::saturate_cast<std::uint8_t>(
                static_cast<float>(scene.infrared(y, x)) * (1 - alpha) + infrared * alpha);
        }
    }
}

Scene printed(const Hand::Identity& victim, const CaptureSpec& spec, Appearance& look, Ink ink, Random& random)
{
    Scene stolen = stolenPicture(victim, spec);
    const cv::Matx23d move = heldAt(random, spec.frame);
    warp(stolen.visible, move, 235);
    warp(stolen.infrared, move, 235);
    warp(stolen.mask, move, 0);
    Scene scene = background(look);
    cv::Mat1b paper(kPicture, 255);
    if (random.chance(0.6)) {
        cv::dilate(stolen.mask, paper, cv::getStructuringElement(cv::MORPH_ELLIPSE, {5, 5})); // cut out with scissors
    } else {
        warp(paper, move, 0);
    }
    paintPrint(scene, stolen, paper, ink, random.range(0.85, 1.05), random);
    scene.truth = stolen.truth;
    return scene;
}

Scene screen(const Hand::Identity& victim, const CaptureSpec& spec, Appearance& look, bool organic, Random& random)
{
    Scene stolen = stolenPicture(victim, spec);
    warp(stolen.visible, heldAt(random, spec.frame), organic ? 2 : 12);
    Scene scene = background(look);
    const double pitch = random.range(2.1, 3.4);
    const double light = random.range(0.8, 1.15);
    const double floor = organic ? 3 : 16;
    const double spotY = random.range(130, 350);
    const cv::Point2d spot(random.range(180, 460), spotY);
    const double reflected = random.range(60, 190);
    for (int y = 0; y < kPicture.height; ++y) {
        for (int x = 0; x < kPicture.width; ++x) {
            for (int c = 0; c < 3; ++c) {
                // Stripes of three colours, or the diamonds of an organic screen.
                const double phase = organic ? std::sin(2 * std::numbers::pi * (x + y + c) / pitch) *
                                                   std::sin(2 * std::numbers::pi * (x - y) / pitch)
                                             : 0.6 * std::sin(2 * std::numbers::pi * (x / pitch + c / 3.)) +
                                                   0.4 * std::sin(2 * std::numbers::pi * y / pitch);
                scene.visible(y, x)[c] =
                    cv::saturate_cast<std::uint8_t>(floor + light * stolen.visible(y, x)[c] * (1 + 0.09 * phase));
            }
            // Glass mirrors the lamps; the screen itself gives no infra-red.
            const cv::Point2d d = cv::Point2d(x, y) - spot;
            scene.infrared(y, x) =
                cv::saturate_cast<std::uint8_t>(14 + reflected * std::exp(-d.dot(d) / (2 * 30. * 30.)));
        }
    }
    scene.truth = stolen.truth;
    return scene;
}

Hand::Identity attackerOf(const CaptureSpec& spec, const Hand::Identity& victim)
{
    Hand::Identity attacker;
    attacker.id = {std::uint64_t(0xa77ac000) + static_cast<std::uint64_t>(spec.sample % 64), victim.id.side};
    attacker.shape = growShape(attacker.id);
    attacker.skin = growSkin(attacker.id);
    attacker.surface = growSurface(attacker.id, attacker.shape, attacker.skin);
    attacker.veins = growVeins(attacker.id, attacker.shape);
    return attacker;
}

cv::Mat1b palmOnly(const Hand::Identity& hand, const Appearance& look, double grow)
{
    const cv::Matx33d projection = projectionOf(hand.id, look);
    const double w = hand.shape.width * grow;
    std::vector<cv::Point> corners;
    for (int i = 0; i < 40; ++i) {
        const double a = 2 * std::numbers::pi * i / 40;
        const Mm p(0.46 * w * std::copysign(std::sqrt(std::abs(std::cos(a))), std::cos(a)),
            0.50 * w * std::copysign(std::sqrt(std::abs(std::sin(a))), std::sin(a)) - 0.01 * w);
        corners.emplace_back(project(projection, p));
    }
    cv::Mat1b mask(kPicture, 0);
    cv::fillConvexPoly(mask, corners, 255, cv::LINE_AA);
    return mask;
}

/// Clear gelatine lets the attacker's own veins through; its moulded surface breaks the light as the victim's lines do.
Scene gelatine(const Hand::Identity& victim, const CaptureSpec& spec, Appearance& look, Random& random)
{
    const Hand::Identity attacker = attackerOf(spec, victim);
    Scene scene = background(look);
    paintHand(scene, attacker, look, skinOf(attacker.skin, look));
    Material surface = skinOf(attacker.skin, look);
    surface.creaseVisible = static_cast<float>(random.range(0.7, 1.1));
    surface.creaseInfrared = static_cast<float>(random.range(0.4, 0.8));
    surface.vein = 0;
    surface.shine = static_cast<float>(random.range(0.2, 0.5));
    Scene moulded = background(look);
    paintHand(moulded, victim, look, surface);
    cv::Mat1b skin = palmOnly(attacker, look, 1);
    cv::GaussianBlur(skin, skin, {}, 3);
    const double seen = random.range(0.45, 0.7); // of the surface, against what is below
    const double seenInfrared = random.range(0.2, 0.45);
    const auto over = [](double below, double above, double share) {
        return cv::saturate_cast<std::uint8_t>(below * (1 - share) + above * share);
    };
    for (int y = 0; y < kPicture.height; ++y) {
        for (int x = 0; x < kPicture.width; ++x) {
            const double here = skin(y, x) / 255.;
            for (int c = 0; c < 3; ++c)
                scene.visible(y, x)[c] = over(scene.visible(y, x)[c], moulded.visible(y, x)[c], here * seen);
            scene.infrared(y, x) = over(scene.infrared(y, x), moulded.infrared(y, x), here * seenInfrared);
        }
    }
    return scene;
}

} // namespace

Scene attackScene(const Hand::Identity& victim, const CaptureSpec& spec, Appearance& look)
{
    Random random({17, victim.id.person, static_cast<std::uint64_t>(victim.id.side),
        static_cast<std::uint64_t>(spec.attack), static_cast<std::uint64_t>(spec.sample)});
    Material material = skinOf(victim.skin, look);
    switch (spec.attack) {
    case Attack::LaserPrint:
        return printed(victim, spec, look, Ink::Laser, random);
    case Attack::InkjetPrint:
        return printed(victim, spec, look, Ink::Inkjet, random);
    case Attack::LcdScreen:
        return screen(victim, spec, look, false, random);
    case Attack::OledScreen:
        return screen(victim, spec, look, true, random);
    case Attack::SiliconeCast:
    case Attack::SiliconeVeinCast: {
        // Pigmented silicone: the relief of the lines is there in both bands, blood is not.
        material.mottle = 0.05F;
        material.infrared = static_cast<float>(random.range(0.66, 0.86));
        material.creaseInfrared = static_cast<float>(random.range(0.55, 0.9));
        material.shine = static_cast<float>(random.range(0.15, 0.4));
        material.vein = 0;
        if (spec.attack == Attack::SiliconeVeinCast) {
            material.sharpVeins = true;
            material.vein = static_cast<float>(random.range(0.10, 0.30));
        }
        Scene scene = background(look);
        paintHand(scene, victim, look, material);
        return scene;
    }
    case Attack::PrintedGlove: {
        material.creaseVisible = static_cast<float>(random.range(0.6, 0.9));
        material.creaseInfrared = 0.05F;
        material.vein = 0;
        material.infrared = static_cast<float>(random.range(0.6, 0.85));
        material.weave = static_cast<float>(random.range(0.012, 0.03));
        material.mottle = 0.4F;
        Scene scene = background(look);
        paintHand(scene, victim, look, material);
        return scene;
    }
    case Attack::PhotoFingerHoles: {
        // The attacker's hand behind a sheet that shows the victim's palm.
        const Hand::Identity attacker = attackerOf(spec, victim);
        Scene scene = background(look);
        paintHand(scene, attacker, look, skinOf(attacker.skin, look));
        Scene stolen = background(look);
        paintHand(stolen, victim, look, skinOf(victim.skin, look));
        paintPrint(
            scene, stolen, palmOnly(attacker, look, 1.04), random.chance(0.5) ? Ink::Laser : Ink::Inkjet, 0.95, random);
        return scene;
    }
    case Attack::OverlayPrint: {
        // A film stuck to the palm: the eye sees the victim's lines, the infra-red mostly the attacker below.
        const Hand::Identity attacker = attackerOf(spec, victim);
        Scene scene = background(look);
        paintHand(scene, attacker, look, skinOf(attacker.skin, look));
        Scene stolen = background(look);
        paintHand(stolen, victim, look, skinOf(victim.skin, look));
        cv::Mat1b film = palmOnly(attacker, look, 0.98);
        cv::GaussianBlur(film, film, {}, 2);
        const auto cover = static_cast<float>(random.range(0.75, 0.95));
        cv::Mat1b soft;
        cv::GaussianBlur(scene.infrared, soft, {}, 1.2);
        for (int y = 0; y < kPicture.height; ++y) {
            for (int x = 0; x < kPicture.width; ++x) {
                const float a = cover * static_cast<float>(film(y, x)) / 255;
                for (int c = 0; c < 3; ++c)
                    scene.visible(y, x)[c] =
                        cv::saturate_cast<std::uint8_t>(static_cast<float>(scene.visible(y, x)[c]) * (1 - a) +
                                                        static_cast<float>(stolen.visible(y, x)[c]) * a);
                const float lifted = 0.92F * static_cast<float>(soft(y, x)) + 10;
                scene.infrared(y, x) =
                    cv::saturate_cast<std::uint8_t>(static_cast<float>(scene.infrared(y, x)) * (1 - a) + lifted * a);
            }
        }
        return scene;
    }
    case Attack::GelatineSkin:
        return gelatine(victim, spec, look, random);
    case Attack::None:
    case Attack::ReplayedFrames:
        break;
    }
    Scene scene = background(look);
    paintHand(scene, victim, look, material);
    return scene;
}

} // namespace tirkeu::simulation_palm
