#include "appearance.h"

namespace tirkeu::simulation_palm {

namespace {

constexpr double kDegree = std::numbers::pi / 180;

void anotherDay(Appearance& look, Random& random)
{
    look.stretch *= 1.25;
    look.stretchOfDay *= 1.8;
    look.creaseGain *= std::exp(random.normal(0, 0.18));
    look.veinGain *= std::exp(random.normal(0, 0.2));
    look.creaseFade += 0.12;
    look.relief += 0.12;
    look.folds += 2 + random.below(4);
}

void measured(Appearance& look, Condition condition, Random& random)
{
    switch (condition) {
    case Condition::OtherDay:
        anotherDay(look, random);
        break;
    case Condition::Tilted:
        look.tiltAcross = random.range(10, 17) * kDegree;
        look.tiltAcross *= random.chance(0.5) ? 1 : -1;
        look.tiltAlong = random.range(8, 15) * kDegree;
        look.tiltAlong *= random.chance(0.5) ? 1 : -1;
        break;
    case Condition::Spread:
        look.spread = random.chance(0.5) ? random.range(0.85, 1.25) : random.range(-0.2, 0.05);
        look.stretch *= 1.5;
        break;
    case Condition::Far:
        look.distance = random.range(160, 178);
        break;
    case Condition::Near:
        look.distance = random.range(104, 114);
        break;
    case Condition::Dim:
        look.visibleLight = random.range(0.28, 0.42);
        look.infraredLight = random.range(0.5, 0.65);
        look.noise = 2.3;
        break;
    case Condition::Glare:
        look.visibleLight = random.range(1.12, 1.22);
        look.shine = random.range(0.35, 0.6);
        look.gradient = 0.3;
        break;
    case Condition::Noisy:
        look.noise = random.range(4, 6);
        break;
    case Condition::Blurred:
        look.blur = random.range(1.7, 2.4);
        break;
    case Condition::Motion:
        look.motion = random.range(4, 7.5);
        break;
    case Condition::Cold:
        look.veinGain *= random.range(0.3, 0.55);
        look.mottle = 0.045;
        look.creaseGain *= 1.15;
        break;
    case Condition::DirtyWindow:
        look.haze = random.range(0.25, 0.45);
        break;
    case Condition::Plaster:
        look.plaster = true;
        break;
    case Condition::Ring:
        look.ring = true;
        break;
    case Condition::Sleeve:
        look.sleeve = true;
        break;
    case Condition::Cluttered:
        look.clutter = true;
        break;
    case Condition::Hard:
        anotherDay(look, random);
        look.turn = random.normal(0, 12) * kDegree;
        look.tiltAcross = random.normal(0, 6) * kDegree;
        look.tiltAlong = random.normal(0, 5.5) * kDegree;
        look.spread = random.range(-0.05, 0.9);
        look.stretch *= 1.5;
        look.stretchOfDay *= 1.3;
        look.distance = random.range(114, 165);
        look.creaseGain *= random.range(0.5, 0.95);
        look.creaseFade += 0.25;
        look.relief += 0.25;
        look.folds += 5 + random.below(8);
        look.veinGain *= random.range(0.55, 1);
        look.visibleLight = random.range(0.55, 1.1);
        look.gradient = 0.3;
        look.shine = random.range(0, 0.3);
        look.noise = random.range(1.8, 3.2);
        look.blur = random.range(0.8, 1.5);
        look.motion = random.range(0, 3);
        break;
    default:
        break;
    }
}

void refused(Appearance& look, Condition condition, Random& random)
{
    const double sign = random.chance(0.5) ? 1 : -1;
    switch (condition) {
    case Condition::Empty:
        look.empty = true;
        break;
    case Condition::BackOfHand:
        look.back = true;
        break;
    case Condition::FingersClosed:
        look.spread = -1;
        break;
    case Condition::TwoHands:
        look.secondHand = true;
        look.distance = random.range(205, 230);
        look.centre = {178 + random.normal(0, 8), 300};
        look.turn = random.normal(0, 4) * kDegree;
        break;
    case Condition::Gloved:
        look.glove = true;
        break;
    case Condition::OffSide:
        look.centre.x += sign * random.range(215, 260);
        break;
    case Condition::TooNear:
        look.distance = random.range(62, 72);
        break;
    case Condition::TooFar:
        look.distance = random.range(270, 330);
        look.centre.y = 270;
        break;
    case Condition::SteepTilt:
        look.tiltAcross = sign * random.range(36, 44) * kDegree;
        break;
    case Condition::TooDark:
        look.visibleLight = 0.07;
        look.infraredLight = random.range(0.08, 0.11);
        break;
    case Condition::TooBright:
        look.visibleLight = 1.9;
        look.infraredLight = random.range(2.4, 3);
        break;
    case Condition::StrongMotion:
        look.motion = random.range(26, 38);
        break;
    default:
        break;
    }
}

} // namespace

Appearance appearanceFor(HandId id, const CaptureSpec& spec)
{
    const auto side = static_cast<std::uint64_t>(id.side);
    Random random({7, id.person, side, static_cast<std::uint64_t>(spec.condition), static_cast<std::uint64_t>(spec.day),
        static_cast<std::uint64_t>(spec.sample)});
    Random day({8, id.person, side, static_cast<std::uint64_t>(spec.day)});
    Appearance look;
    look.seed = random.bits();
    look.daySeed = day.bits();
    look.distance = std::clamp(random.normal(133, 7), 118., 152.);
    look.turn = random.normal(0, 6) * kDegree;
    look.tiltAcross = random.normal(0, 3) * kDegree;
    look.tiltAlong = random.normal(0, 3) * kDegree;
    look.centre.y += random.normal(0, 9);
    look.centre.x += random.normal(0, 12);
    look.spread = std::clamp(random.normal(0.35, 0.15), 0.05, 0.8);
    look.creaseGain = std::exp(day.normal(0, 0.1) + random.normal(0, 0.05));
    look.veinGain = std::exp(day.normal(0, 0.15));
    look.mottle = 0.02;
    look.lightFrom = random.range(0, 2 * std::numbers::pi);
    look.folds = random.below(3);
    look.blur = random.range(0.6, 0.85);
    look.noise = random.range(1.1, 1.7);
    look.motion = random.chance(0.3) ? random.range(0, 1.5) : 0;
    look.motionAngle = random.range(0, std::numbers::pi);
    if (spec.day != 0 && spec.condition != Condition::OtherDay && spec.condition != Condition::Hard)
        look.stretchOfDay *= 1.4;
    measured(look, spec.condition, random);
    refused(look, spec.condition, random);
    if (spec.turnDegrees) {
        look.turn = *spec.turnDegrees * kDegree;
        // Whoever turns the hand far lays it more to the middle.
        look.centre.y -= 45 * std::min(1., std::abs(look.turn));
    }
    if (spec.frame > 0) {
        // Coming down from above: farther, moving, and each frame with noise of its own.
        const double away = spec.frame;
        look.distance += 6 * away;
        look.centre += cv::Point2d(3.5 * std::cos(look.motionAngle), 3.5 * std::sin(look.motionAngle)) * away;
        look.tiltAlong += 0.012 * away;
        look.tiltAcross += 0.015 * std::sin(1.3 * away);
        look.turn += 0.01 * away;
        look.motion = std::max(look.motion, std::min(8., 0.8 * away));
    }
    return look;
}

} // namespace tirkeu::simulation_palm
