#pragma once

#include <casefile/event.h>
#include <casefile/results.h>

#include <QList>
#include <QMap>

namespace tirkeu::casefile {

/// The rules' own bounds; criteria may be stricter, never looser (BIO-8, BIO-22).
inline constexpr int kMostAttempts = 3;
inline constexpr int kMostVoids = 2;

/// What the criteria allowed when the case was opened.
struct Limits
{
    int attempts = kMostAttempts; ///< checks per IIN, modality and hand within the interval
    int voids = kMostVoids;       ///< per case and interval, beyond that a supervisor approves
    qint64 intervalSeconds = 86'400;

    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] static Result<Limits> fromJson(const QJsonObject& object);
    bool operator==(const Limits&) const = default;
};

/// Attempts of the same IIN in other cases within the interval: the unsuccessful, and those that were given back.
struct EarlierAttempts
{
    Modality modality;
    Hand hand;
    int spent;
    int voided = 0;
    [[nodiscard]] QJsonObject toJson() const;
    bool operator==(const EarlierAttempts&) const = default;
};

struct Attempt
{
    enum class State { Running, Authentic, NotAuthentic, Voided };
    core::Uuid id;
    Modality modality;
    Hand hand;
    int number = 0; ///< 1 … of its modality and hand, earlier cases counted
    State state = State::Running;
    bool operator==(const Attempt&) const = default;
};

struct ConsentState
{
    enum class Answer { Given, Refused, Withdrawn };
    Answer answer;
    core::WallTime at;
    QString means;
    std::optional<CaseId> from = {}; ///< the earlier case it stands in, where it was not said in this one
    bool operator==(const ConsentState&) const = default;
};

struct DocumentState
{
    QString kind;
    QString digest; ///< of the newest revision, hexadecimal
    bool isSigned = false;
    bool isStamped = false;
    bool operator==(const DocumentState&) const = default;
};

struct ComparisonState
{
    core::Uuid attempt;
    std::optional<MatchOutcome> outcome; ///< none: awaited
    bool operator==(const ComparisonState&) const = default;
};

enum class Phase { NotOpened, Open, Paused, Ended };
enum class Outcome { Accepted, Refused, Negative, Awaited };
enum class Ending { Accepted, Refused, Negative, Awaited, Abandoned, Aborted, TimedOut, Withdrawn };
enum class Delivery { None, Queued, Sent, Accepted, Refused, Superseded };

/// The five consents, apart (BIO-19, 40; NBAS-4).
inline constexpr QLatin1StringView kConsentPersonalData("personal-data");
inline constexpr QLatin1StringView kConsentIdec("idec");
inline constexpr QLatin1StringView kConsentEdsKeys("eds-keys");
inline constexpr QLatin1StringView kConsentThirdParties("third-parties");
inline constexpr QLatin1StringView kConsentPalmScan("palm-scan");

/// The verdict of a service outside the bank that holds up a decision.
inline constexpr QLatin1StringView kSuspected("suspected");

/// Where a case stands: what its events add up to.
struct CaseState
{
    Phase phase = Phase::NotOpened;
    std::optional<CaseId> id;
    std::optional<ClientId> client;
    QString iin;
    QString purpose;
    QString language;
    QString criteria;
    QString kind;             ///< "enrol", "verify", "withdraw"
    QStringList steps;        ///< as they were when it was opened, whatever the criteria say since
    QStringList asksConsents; ///< likewise
    QString workstation;      ///< as the criteria name it
    core::WallTime openedAt{};
    core::WallTime deadline{};
    QString actor;      ///< the teller who has it now
    QStringList actors; ///< every teller who ever had it
    Limits limits;
    QList<EarlierAttempts> earlier;

    bool isRecorded = false; ///< the client's data are in
    bool isVisuallyIdentified = false;
    bool isPresent = false;
    QString phone; ///< state of the check, empty: none yet
    QMap<QString, ConsentState> consents;
    QMap<Hand, QString> exceptedHands; ///< until when; empty: for good
    QList<Hand> carriedExceptions;     ///< those of them that an earlier case attested
    QList<Attempt> attempts;
    int voids = 0;                          ///< with those of the IIN's other cases within the interval
    QMap<core::Uuid, core::Uuid> templates; ///< template -> attempt
    QMap<core::Uuid, ComparisonState> comparisons;
    int duplicates = 0;
    QStringList suspicions;                   ///< against what: "this-workstation", "teller", …
    QMap<core::Uuid, QString> questions;      ///< the answer; empty: open
    QMap<core::Uuid, QString> questionsAbout; ///< "decision", "replacement", …
    std::optional<Outcome> decision;
    std::optional<Ending> ending;
    QMap<core::Uuid, DocumentState> documents;
    QMap<core::Uuid, Delivery> packages;
    core::WallTime lastAt{};
    int events = 0;

    [[nodiscard]] bool has(QLatin1StringView consent) const; ///< given and not withdrawn
    [[nodiscard]] const Attempt* attempt(const core::Uuid& attemptId) const;
    [[nodiscard]] const Attempt* runningAttempt() const;
    /// Attempts that failed or are running, those of earlier cases too. A passed check is none of the three
    /// unsuccessful ones (BIO-22), a voided one never was.
    [[nodiscard]] int spent(Modality modality, Hand hand) const;
    [[nodiscard]] bool isNegative(Modality modality, Hand hand) const;
    [[nodiscard]] bool isAuthentic(Modality modality, Hand hand) const;
    [[nodiscard]] bool awaitsAnswer() const;
    [[nodiscard]] bool hasOpenQuestion() const;
    /// Ended, and every document of it signed: what the teller's next client waits for.
    [[nodiscard]] bool isSettled() const;
    [[nodiscard]] QJsonObject toJson() const;
    bool operator==(const CaseState&) const = default;
};

[[nodiscard]] QString nameOf(Phase phase);
[[nodiscard]] QString nameOf(Outcome outcome);
[[nodiscard]] QString nameOf(Ending ending);
[[nodiscard]] QString nameOf(Delivery delivery);
[[nodiscard]] QString nameOf(Attempt::State state);
[[nodiscard]] QString nameOf(ConsentState::Answer answer);
[[nodiscard]] Result<Outcome> outcomeNamed(QStringView name);
[[nodiscard]] Result<Ending> endingNamed(QStringView name);

} // namespace tirkeu::casefile
