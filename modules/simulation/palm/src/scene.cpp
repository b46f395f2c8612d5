#include <simulation_palm/scene.h>

#include <utility>

namespace tirkeu::simulation_palm {

namespace {

constexpr std::array kConditions{
    std::pair{Condition::Normal, QLatin1StringView("normal")},
    std::pair{Condition::OtherDay, QLatin1StringView("other-day")},
    std::pair{Condition::Tilted, QLatin1StringView("tilted")},
    std::pair{Condition::Spread, QLatin1StringView("spread")},
    std::pair{Condition::Far, QLatin1StringView("far")},
    std::pair{Condition::Near, QLatin1StringView("near")},
    std::pair{Condition::Dim, QLatin1StringView("dim")},
    std::pair{Condition::Glare, QLatin1StringView("glare")},
    std::pair{Condition::Noisy, QLatin1StringView("noisy")},
    std::pair{Condition::Blurred, QLatin1StringView("blurred")},
    std::pair{Condition::Motion, QLatin1StringView("motion")},
    std::pair{Condition::Cold, QLatin1StringView("cold")},
    std::pair{Condition::DirtyWindow, QLatin1StringView("dirty-window")},
    std::pair{Condition::Plaster, QLatin1StringView("plaster")},
    std::pair{Condition::Ring, QLatin1StringView("ring")},
    std::pair{Condition::Sleeve, QLatin1StringView("sleeve")},
    std::pair{Condition::Cluttered, QLatin1StringView("cluttered")},
    std::pair{Condition::Hard, QLatin1StringView("hard")},
    std::pair{Condition::Empty, QLatin1StringView("empty")},
    std::pair{Condition::BackOfHand, QLatin1StringView("back-of-hand")},
    std::pair{Condition::FingersClosed, QLatin1StringView("fingers-closed")},
    std::pair{Condition::TwoHands, QLatin1StringView("two-hands")},
    std::pair{Condition::Gloved, QLatin1StringView("gloved")},
    std::pair{Condition::OffSide, QLatin1StringView("off-side")},
    std::pair{Condition::TooNear, QLatin1StringView("too-near")},
    std::pair{Condition::TooFar, QLatin1StringView("too-far")},
    std::pair{Condition::SteepTilt, QLatin1StringView("steep-tilt")},
    std::pair{Condition::TooDark, QLatin1StringView("too-dark")},
    std::pair{Condition::TooBright, QLatin1StringView("too-bright")},
    std::pair{Condition::StrongMotion, QLatin1StringView("strong-motion")},
};

constexpr std::array kAttacks{
    std::pair{Attack::None, QLatin1StringView("none")},
    std::pair{Attack::LaserPrint, QLatin1StringView("laser-print")},
    std::pair{Attack::InkjetPrint, QLatin1StringView("inkjet-print")},
    std::pair{Attack::LcdScreen, QLatin1StringView("lcd-screen")},
    std::pair{Attack::OledScreen, QLatin1StringView("oled-screen")},
    std::pair{Attack::SiliconeCast, QLatin1StringView("silicone-cast")},
    std::pair{Attack::SiliconeVeinCast, QLatin1StringView("silicone-vein-cast")},
    std::pair{Attack::PrintedGlove, QLatin1StringView("printed-glove")},
    std::pair{Attack::PhotoFingerHoles, QLatin1StringView("photo-finger-holes")},
    std::pair{Attack::ReplayedFrames, QLatin1StringView("replayed-frames")},
    std::pair{Attack::OverlayPrint, QLatin1StringView("overlay-print")},
    std::pair{Attack::GelatineSkin, QLatin1StringView("gelatine-skin")},
};

template<typename Value, std::size_t N>
std::optional<Value> find(const std::array<std::pair<Value, QLatin1StringView>, N>& table, QStringView name)
{
    for (const auto& [value, text] : table) {
        if (name == text)
            return value;
    }
    return std::nullopt;
}

template<typename Value, std::size_t N>
QLatin1StringView text(const std::array<std::pair<Value, QLatin1StringView>, N>& table, Value wanted)
{
    for (const auto& [value, name] : table) {
        if (value == wanted)
            return name;
    }
    return {};
}

std::vector<Condition> conditionsBetween(Condition first, Condition last)
{
    std::vector<Condition> found;
    for (const auto& [value, name] : kConditions) {
        if (value >= first && value <= last)
            found.push_back(value);
    }
    return found;
}

} // namespace

const std::vector<Condition>& measuredConditions()
{
    static const std::vector<Condition> conditions = conditionsBetween(Condition::Normal, Condition::Hard);
    return conditions;
}

const std::vector<Condition>& refusedConditions()
{
    static const std::vector<Condition> conditions = conditionsBetween(Condition::Empty, Condition::StrongMotion);
    return conditions;
}

const std::vector<Attack>& allAttacks()
{
    static const std::vector<Attack> attacks = [] {
        std::vector<Attack> found;
        for (const auto& [value, name] : kAttacks) {
            if (value != Attack::None)
                found.push_back(value);
        }
        return found;
    }();
    return attacks;
}

QLatin1StringView nameOf(Condition condition)
{
    return text(kConditions, condition);
}

QLatin1StringView nameOf(Attack attack)
{
    return text(kAttacks, attack);
}

std::optional<Condition> conditionFromName(QStringView name)
{
    return find(kConditions, name);
}

std::optional<Attack> attackFromName(QStringView name)
{
    return find(kAttacks, name);
}

} // namespace tirkeu::simulation_palm
