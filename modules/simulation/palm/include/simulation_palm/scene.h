#pragma once

#include <QLatin1StringView>
#include <QString>

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace tirkeu::simulation_palm {

enum class Side : std::uint8_t { Left, Right };

/// A hand that never was: the same number and side give the same hand on every machine.
struct HandId
{
    std::uint64_t person = 0;
    Side side = Side::Left;
    bool operator==(const HandId&) const = default;
};

/// What is special about a capture. The first group belongs to the measure, the second must be refused with its reason.
enum class Condition : std::uint8_t {
    Normal,
    OtherDay,
    Tilted,
    Spread,
    Far,
    Near,
    Dim,
    Glare,
    Noisy,
    Blurred,
    Motion,
    Cold,
    DirtyWindow,
    Plaster,
    Ring,
    Sleeve,
    Cluttered,
    Hard, ///< another day and a little of nearly everything; what proves the world is not too easy

    Empty,
    BackOfHand,
    FingersClosed,
    TwoHands,
    Gloved,
    OffSide,
    TooNear,
    TooFar,
    SteepTilt,
    TooDark,
    TooBright,
    StrongMotion,
};

enum class Attack : std::uint8_t {
    None,
    LaserPrint,
    InkjetPrint,
    LcdScreen,
    OledScreen,
    SiliconeCast,
    SiliconeVeinCast, ///< with veins drawn below the surface
    PrintedGlove,
    PhotoFingerHoles, ///< a print with the attacker's own fingers through it
    ReplayedFrames,   ///< one genuine pair of frames, played again and again
    OverlayPrint,     ///< the attacker's own hand with a thin print over the palm
    GelatineSkin,     ///< thin and clear, with the victim's relief, over the attacker's own hand
};
/// Made after the cues were chosen, and no cue may be chosen by it: how a kind fares that nobody thought of.
constexpr Attack kUnseenAttack = Attack::GelatineSkin;

[[nodiscard]] const std::vector<Condition>& measuredConditions();
[[nodiscard]] const std::vector<Condition>& refusedConditions();
[[nodiscard]] const std::vector<Attack>& allAttacks(); ///< without None
[[nodiscard]] QLatin1StringView nameOf(Condition condition);
[[nodiscard]] QLatin1StringView nameOf(Attack attack);
[[nodiscard]] std::optional<Condition> conditionFromName(QStringView name);
[[nodiscard]] std::optional<Attack> attackFromName(QStringView name);

/// Which picture is wanted: nothing else goes into it, so equal specs give equal pixels.
struct CaptureSpec
{
    Condition condition = Condition::Normal;
    Attack attack = Attack::None;
    int day = 0;
    int sample = 0;
    int frame = 0;                          ///< how many frames before the hand has come to rest
    std::optional<double> turnDegrees = {}; ///< instead of what the condition would draw
};

} // namespace tirkeu::simulation_palm
