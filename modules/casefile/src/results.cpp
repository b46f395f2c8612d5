#include <casefile/results.h>

#include <core/encoding.h>
#include <core/json.h>

#include <QJsonArray>

#include <array>

namespace tirkeu::casefile {

namespace {
constexpr ErrorCode kUnknownWord{"casefile.unknown-word"};

template<typename E>
struct Word
{
    E value;
    QLatin1StringView name;
};
constexpr std::array kModalities{Word<Modality>{Modality::Palm, QLatin1StringView("palm")},
    Word<Modality>{Modality::Face, QLatin1StringView("face")}};
constexpr std::array kHands{Word<Hand>{Hand::None, QLatin1StringView("none")},
    Word<Hand>{Hand::Right, QLatin1StringView("right")}, Word<Hand>{Hand::Left, QLatin1StringView("left")}};
constexpr std::array kVerdicts{Word<Verdict>{Verdict::Authentic, QLatin1StringView("authentic")},
    Word<Verdict>{Verdict::NotAuthentic, QLatin1StringView("not-authentic")},
    Word<Verdict>{Verdict::Undetermined, QLatin1StringView("undetermined")}};
constexpr std::array kOutcomes{Word<MatchOutcome>{MatchOutcome::Match, QLatin1StringView("match")},
    Word<MatchOutcome>{MatchOutcome::NoMatch, QLatin1StringView("no-match")},
    Word<MatchOutcome>{MatchOutcome::Undetermined, QLatin1StringView("undetermined")}};
constexpr std::array kTampers{Word<TamperState>{TamperState::Untouched, QLatin1StringView("untouched")},
    Word<TamperState>{TamperState::Tampered, QLatin1StringView("tampered")},
    Word<TamperState>{TamperState::Unknown, QLatin1StringView("unknown")}};

template<typename E, std::size_t N>
QString wordFor(const std::array<Word<E>, N>& words, E value)
{
    for (const Word<E>& word : words) {
        if (word.value == value)
            return word.name;
    }
    return {};
}

template<typename E, std::size_t N>
Result<E> valueFor(const std::array<Word<E>, N>& words, QStringView name)
{
    for (const Word<E>& word : words) {
        if (word.name == name)
            return word.value;
    }
    return failure(kUnknownWord, ErrorKind::Bug, name.toString(), {name.toString()});
}

template<typename E, std::size_t N>
E read(core::JsonFields& fields, QLatin1StringView key, const std::array<Word<E>, N>& words)
{
    const Result<E> value = valueFor(words, fields.string(key, 64));
    if (value)
        return *value;
    fields.refuse(key, value.error());
    return {};
}

QByteArray readBase64(core::JsonFields& fields, QLatin1StringView key, int maxLength)
{
    const Result<QByteArray> bytes = core::fromBase64(fields.string(key, maxLength).toLatin1());
    if (bytes)
        return *bytes;
    fields.refuse(key, bytes.error());
    return {};
}

QString base64(const QByteArray& bytes)
{
    return QString::fromLatin1(core::toBase64(bytes));
}

constexpr QLatin1StringView kVerdictKey("verdict"), kScoreKey("score"), kReasonsKey("reasons");

template<typename T>
Result<T> finished(core::JsonFields& fields, T value)
{
    if (const Result<> finish = fields.finish(); !finish)
        return failure(finish);
    return value;
}
} // namespace

QString nameOf(Modality modality)
{
    return wordFor(kModalities, modality);
}
QString nameOf(Hand hand)
{
    return wordFor(kHands, hand);
}
QString nameOf(Verdict verdict)
{
    return wordFor(kVerdicts, verdict);
}
QString nameOf(MatchOutcome outcome)
{
    return wordFor(kOutcomes, outcome);
}
Result<Modality> modalityNamed(QStringView name)
{
    return valueFor(kModalities, name);
}
Result<Hand> handNamed(QStringView name)
{
    return valueFor(kHands, name);
}
Result<Verdict> verdictNamed(QStringView name)
{
    return valueFor(kVerdicts, name);
}
Result<MatchOutcome> matchOutcomeNamed(QStringView name)
{
    return valueFor(kOutcomes, name);
}

QJsonObject LivenessResult::toJson() const
{
    QJsonArray list;
    for (const ChallengeResult& challenge : challenges) {
        list.append(QJsonObject{{QStringLiteral("command"), challenge.command},
            {QStringLiteral("verdict"), nameOf(challenge.verdict)},
            {QStringLiteral("frame"), base64(challenge.frameDigest)}, {QStringLiteral("ms"), challenge.milliseconds}});
    }
    return {{kVerdictKey, nameOf(verdict)}, {kScoreKey, score}, {QStringLiteral("challenges"), list},
        {kReasonsKey, QJsonArray::fromStringList(reasons)}};
}

Result<LivenessResult> LivenessResult::fromJson(const QJsonObject& object)
{
    core::JsonFields fields(object);
    LivenessResult result;
    result.verdict = read(fields, kVerdictKey, kVerdicts);
    result.score = fields.number(kScoreKey, 0, 1);
    fields.each(
        QLatin1StringView("challenges"),
        [&](core::JsonFields& inner) {
            ChallengeResult challenge;
            challenge.command = inner.string(QLatin1StringView("command"), 64);
            challenge.verdict = read(inner, kVerdictKey, kVerdicts);
            challenge.frameDigest = readBase64(inner, QLatin1StringView("frame"), 88);
            challenge.milliseconds = inner.integer(QLatin1StringView("ms"), 0, 3'600'000);
            result.challenges.append(challenge);
        },
        100);
    result.reasons = fields.strings(kReasonsKey, 100, 200);
    return finished(fields, std::move(result));
}

QJsonObject AttackResult::toJson() const
{
    return {{kVerdictKey, nameOf(verdict)}, {kScoreKey, score},
        {QStringLiteral("characteristics"), QJsonArray::fromStringList(characteristics)},
        {kReasonsKey, QJsonArray::fromStringList(reasons)}};
}

Result<AttackResult> AttackResult::fromJson(const QJsonObject& object)
{
    core::JsonFields fields(object);
    AttackResult result;
    result.verdict = read(fields, kVerdictKey, kVerdicts);
    result.score = fields.number(kScoreKey, 0, 1);
    result.characteristics = fields.strings(QLatin1StringView("characteristics"), 10, 32);
    result.reasons = fields.strings(kReasonsKey, 100, 200);
    return finished(fields, std::move(result));
}

QJsonObject MatchResult::toJson() const
{
    return {{QStringLiteral("outcome"), nameOf(outcome)}, {kScoreKey, score}, {QStringLiteral("threshold"), threshold},
        {QStringLiteral("probe"), probe}, {QStringLiteral("against"), against}};
}

Result<MatchResult> MatchResult::fromJson(const QJsonObject& object)
{
    core::JsonFields fields(object);
    MatchResult result;
    result.outcome = read(fields, QLatin1StringView("outcome"), kOutcomes);
    result.score = fields.number(kScoreKey, -1e6, 1e6);
    result.threshold = fields.number(QLatin1StringView("threshold"), -1e6, 1e6);
    result.probe = fields.string(QLatin1StringView("probe"), 100);
    result.against = fields.string(QLatin1StringView("against"), 100);
    return finished(fields, std::move(result));
}

QJsonObject DeviceAttestation::toJson() const
{
    return {{QStringLiteral("serial"), serial}, {QStringLiteral("model"), model},
        {QStringLiteral("firmware"), base64(firmwareDigest)}, {QStringLiteral("tamper"), wordFor(kTampers, tamper)},
        {QStringLiteral("channelProtected"), channelProtected}, {QStringLiteral("nonce"), base64(nonce)},
        {QStringLiteral("deviceTime"), core::toIsoText(deviceTime)}, {QStringLiteral("signature"), base64(signature)}};
}

Result<DeviceAttestation> DeviceAttestation::fromJson(const QJsonObject& object)
{
    core::JsonFields fields(object);
    DeviceAttestation result;
    result.serial = fields.string(QLatin1StringView("serial"), 100);
    result.model = fields.string(QLatin1StringView("model"), 100);
    result.firmwareDigest = readBase64(fields, QLatin1StringView("firmware"), 88);
    result.tamper = read(fields, QLatin1StringView("tamper"), kTampers);
    result.channelProtected = fields.boolean(QLatin1StringView("channelProtected"));
    result.nonce = readBase64(fields, QLatin1StringView("nonce"), 128);
    if (const auto time = core::fromIsoText(fields.string(QLatin1StringView("deviceTime"), 32)))
        result.deviceTime = *time;
    else
        fields.refuse(QLatin1StringView("deviceTime"), time.error());
    result.signature = readBase64(fields, QLatin1StringView("signature"), 4096);
    return finished(fields, std::move(result));
}

} // namespace tirkeu::casefile
