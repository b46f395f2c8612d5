#include "identity.h"

namespace tirkeu::simulation_palm {

namespace {
constexpr double kDegree = std::numbers::pi / 180;
} // namespace

Shape growShape(HandId id)
{
    Random person({1, id.person});
    Random hand({2, id.person, static_cast<std::uint64_t>(id.side)});
    Shape shape;
    const double w = shape.width = std::clamp(person.normal(84, 5) + hand.normal(0, 0.7), 70., 99.);
    const double slender = person.normal(1, 0.05);
    const auto own = [&](double value, double deviation) {
        return value * (1 + person.normal(0, deviation) + hand.normal(0, deviation / 4));
    };

    // x and y of the base's middle, width and length beyond the valleys, all against the palm's width; then the angle
    // at rest and what spreading adds.
    struct Plan
    {
        double x, y, width, length, rest, spreads;
    };
    constexpr std::array<Plan, 4> plans{
        Plan{-0.375, -0.500, 0.222, 0.86, -8, -9},
        Plan{-0.125, -0.540, 0.222, 0.95, -2, -2.5},
        Plan{0.122, -0.520, 0.212, 0.88, 4, 4.5},
        Plan{0.355, -0.430, 0.184, 0.70, 15, 13},
    };
    for (std::size_t i = 0; i < plans.size(); ++i) {
        const Plan& plan = plans[i];
        Finger& finger = shape.fingers[i + 1];
        const double below = 0.21 * w;
        finger.baseAt = below;
        finger.angle = kDegree * (plan.rest + person.normal(0, 1.2));
        finger.knuckle.y = w * plan.y + person.normal(0, 1.3);
        finger.knuckle.x = w * plan.x + person.normal(0, 0.6);
        finger.knuckle += Mm(-std::sin(finger.angle), std::cos(finger.angle)) * below;
        finger.width = own(w * plan.width, 0.02) / std::sqrt(slender);
        finger.reach = below + own(w * plan.length, 0.045) * slender;
        finger.spreads = kDegree * plan.spreads;
    }
    Finger& thumb = shape.fingers[0];
    thumb.knuckle = Mm(-0.30 * w, 0.36 * w);
    thumb.angle = kDegree * (-43 + person.normal(0, 3));
    thumb.reach = own(1.04 * w, 0.035);
    thumb.width = own(0.25 * w, 0.03);
    thumb.spreads = kDegree * -9;
    thumb.baseAt = 0.45 * w;
    return shape;
}

Skin growSkin(HandId id)
{
    Random person({3, id.person});
    Skin skin;
    skin.tone = std::clamp(person.normal(0.4, 0.22), 0., 1.);
    skin.infrared = std::clamp(person.normal(0.62, 0.05), 0.48, 0.75);
    skin.crease = std::clamp(std::exp(person.normal(0, 0.22)), 0.55, 1.7);
    skin.vein = person.logRange(0.03, 0.075);
    skin.creaseInInfrared = person.range(0.2, 0.45);
    return skin;
}

} // namespace tirkeu::simulation_palm
