#pragma once

#include <core/clock.h>
#include <core/result.h>

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QStringList>

namespace tirkeu::casefile {

enum class Modality { Palm, Face };
enum class Hand { None, Right, Left };
enum class Verdict { Authentic, NotAuthentic, Undetermined };
enum class MatchOutcome { Match, NoMatch, Undetermined };

[[nodiscard]] QString nameOf(Modality modality);
[[nodiscard]] QString nameOf(Hand hand);
[[nodiscard]] QString nameOf(Verdict verdict);
[[nodiscard]] QString nameOf(MatchOutcome outcome);
[[nodiscard]] Result<Modality> modalityNamed(QStringView name);
[[nodiscard]] Result<Hand> handNamed(QStringView name);
[[nodiscard]] Result<Verdict> verdictNamed(QStringView name);
[[nodiscard]] Result<MatchOutcome> matchOutcomeNamed(QStringView name);

/// BIO-8: one signal or command, and whether what was seen corresponds to it.
struct ChallengeResult
{
    QString command;
    Verdict verdict = Verdict::Undetermined;
    QByteArray frameDigest; ///< SHA-256 of the evidence frame
    qint64 milliseconds = 0;
};

/// BIO-8, 9: the face's authenticity.
struct LivenessResult
{
    Verdict verdict = Verdict::Undetermined;
    double score = 0; ///< 0 … 1
    QList<ChallengeResult> challenges = {};
    QStringList reasons = {};

    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] static Result<LivenessResult> fromJson(const QJsonObject& object);
};

/// BIO-21: whether the hand is a dummy, a cast, a picture; and by which characteristics that was judged.
struct AttackResult
{
    Verdict verdict = Verdict::Undetermined;
    double score = 0;
    QStringList characteristics = {}; ///< volume, thermal, optical, vein
    QStringList reasons = {};

    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] static Result<AttackResult> fromJson(const QJsonObject& object);
};

/// BIO-12, 25: a comparison.
struct MatchResult
{
    MatchOutcome outcome = MatchOutcome::Undetermined;
    double score = 0;
    double threshold = 0;
    QString probe;   ///< identifier of what was formed now (BIO-26(1))
    QString against; ///< identifier of what it was compared with

    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] static Result<MatchResult> fromJson(const QJsonObject& object);
};

enum class TamperState { Untouched, Tampered, Unknown };

/// BIO-20: what the device said of itself, with its signature.
struct DeviceAttestation
{
    QString serial;
    QString model;
    QByteArray firmwareDigest;
    TamperState tamper = TamperState::Unknown;
    bool channelProtected = false;
    QByteArray nonce;
    core::WallTime deviceTime{};
    QByteArray signature;

    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] static Result<DeviceAttestation> fromJson(const QJsonObject& object);
};

} // namespace tirkeu::casefile
