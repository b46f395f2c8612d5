#pragma once

#include <criteria/texts.h>

#include <QDate>
#include <QList>

#include <chrono>

namespace tirkeu::criteria {

// What the law itself says. Criteria may be stricter, never weaker.
inline constexpr int kMostAttempts = 3;              ///< BIO-8, 22
inline constexpr int kLeastChallenges = 3;           ///< BIO-8
inline constexpr int kLeastClientYears = 5;          ///< BIO-43, MFO-34
inline constexpr int kLeastJournalMonthsAtHand = 3;  ///< NEWS-logs
inline constexpr int kLeastJournalYearsArchived = 1; ///< NEWS-logs
inline constexpr double kLeastToFill = 0.95;         ///< BIO-38
inline constexpr int kCriteriaSigners = 2;

struct Attempts
{
    int face;                    ///< authenticity checks before the result is negative
    int palm;                    ///< for each hand
    std::chrono::hours interval; ///< within which they are counted
    int voided;                  ///< most attempts of one case that a proven device fault may give back
};

/// Signals and commands of BIO-8.
enum class Challenge { TurnLeft, TurnRight, HeadUp, HeadDown, Blink, BlinkTwice, Smile, OpenMouth, ScreenColours };
[[nodiscard]] QString code(Challenge challenge); ///< "turn-left", …

struct Liveness
{
    int count;                   ///< how many a check has
    QList<Challenge> challenges; ///< from which they are drawn
    std::chrono::seconds each;   ///< time for one
};

/// Which characteristics the authenticity check of a palm looks at (BIO-21).
enum class PalmCharacteristic { Volume, Thermal, Optical, Vein };
[[nodiscard]] QString code(PalmCharacteristic characteristic);

/// Scores run from 0 to 1, 1 is best; `quality` from 0 to 100. A comparison from `stepUp` up to `match` is not decided:
/// the other proof is asked for.
struct Thresholds
{
    int quality;
    double authenticity;
    double match;
    double stepUp;
    double duplicate; ///< from here on two enrolled people may be one
};

struct PalmRules
{
    Thresholds thresholds;
    QList<PalmCharacteristic> characteristics;
    int samplesToEnrol;
    int samplesToVerify;
};

struct FaceRules
{
    Thresholds thresholds;
    double fillAuthenticity; ///< both from here on: fit to fill the national database (BIO-38)
    double fillMatch;
};

struct Retention
{
    int clientYears; ///< from the end of the relation
    int journalMonthsAtHand;
    int journalYearsArchived;
};

struct SessionRules
{
    std::chrono::seconds idleLock;
    std::chrono::hours longest; ///< after which staff sign in anew
    std::chrono::hours draft;   ///< until an unfinished case is aborted
    std::chrono::hours offline; ///< without the gateway, before new clients are no longer started
};

struct PinPolicy
{
    int minLength;
    int maxLength;
    int warnTriesLeft; ///< from here on the remaining tries are shown in warning colours
};

/// How documents are certified as the provider's (BIO-10, 14, 24, 27).
struct SigningRules
{
    enum class By {
        Employee,         ///< an employee's EDS counts as the provider's
        OrganisationSeal, ///< the organisation's certificate seals besides
    };
    enum class Level { B, T, LT, LTA };
    By by;
    Level level;                   ///< to be reached as soon as the services answer
    QList<QByteArray> seals;       ///< SHA-256 of the organisation's certificates
    QStringList timeStampPolicies; ///< object identifiers; empty: any
};
[[nodiscard]] QString code(SigningRules::By by);
[[nodiscard]] QString code(SigningRules::Level level);

/// What differs from a week of five working days. The bank takes it from each year's official calendar, moved days
/// included; nothing is known here of the law on holidays.
struct Calendar
{
    QList<QDate> daysOff;
    QList<QDate> daysWorked; ///< Saturdays and Sundays worked for a day off elsewhere
};

struct ReviewRules
{
    int samplePercent; ///< of accepted cases that a supervisor looks at
    std::chrono::hours answerWithin;
    QList<Texts> videoQuestions; ///< control questions of a video session (BIO-32, 34)
};

} // namespace tirkeu::criteria
