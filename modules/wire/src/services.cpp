#include <wire/messages.h>

#include "fields.h"

#include <array>
#include <tuple>

namespace tirkeu::wire {

namespace {
constexpr int kMostIin = 12;
constexpr int kMostPhone = 16;
constexpr int kMostLanguage = 8;
constexpr int kMostSource = 128;
constexpr int kMostName = 64; ///< of a purpose, a consent, a means, a reason
constexpr int kMostChallenge = 128;
constexpr int kMostCode = 16;
constexpr int kMostFinding = 2000;
constexpr int kMostTries = 100;
constexpr int kWhole = 10'000; ///< hundredths of a percent
constexpr auto s = [](const char* name) {
    return QLatin1StringView(name);
};

constexpr int inBase64(qsizetype bytes)
{
    return static_cast<int>((bytes + 2) / 3 * 4);
}

/// One value in its spelling.
template<typename T>
struct Spelling
{
    T value;
    const char* name;
};
constexpr std::array kOwners{Spelling<bool>{true, "confirmed"}, Spelling<bool>{false, "not-confirmed"}};
constexpr std::array kCodes{Spelling<bool>{true, "right"}, Spelling<bool>{false, "wrong"}};
constexpr std::array kConsents{Spelling<bool>{true, "given"}, Spelling<bool>{false, "withdrawn"}};
constexpr std::array kSuspicions{Spelling<bool>{true, "suspected"}, Spelling<bool>{false, "not-suspected"}};
constexpr std::array kVerdicts{Spelling<FaceSaid::Verdict>{FaceSaid::Verdict::Match, "match"},
    Spelling<FaceSaid::Verdict>{FaceSaid::Verdict::NoMatch, "no-match"},
    Spelling<FaceSaid::Verdict>{FaceSaid::Verdict::Undecided, "undecided"}};
constexpr std::array kAbouts{Spelling<SuspicionAsked::About>{SuspicionAsked::About::Decision, "decision"},
    Spelling<SuspicionAsked::About>{SuspicionAsked::About::Finding, "finding"}};

template<typename T, std::size_t N>
QString spelled(const std::array<Spelling<T>, N>& all, T value)
{
    for (const Spelling<T>& one : all) {
        if (one.value == value)
            return QString::fromLatin1(one.name);
    }
    Q_UNREACHABLE();
}

template<typename T, std::size_t N>
T spelledField(core::JsonFields& fields, QLatin1StringView key, const std::array<Spelling<T>, N>& all)
{
    const QString text = fields.string(key, kMostName);
    for (const Spelling<T>& one : all) {
        if (text == QLatin1StringView(one.name))
            return one.value;
    }
    fields.refuse(key, QStringLiteral("unknown"));
    return all.front().value;
}

template<typename T>
struct As ///< chooses among the readers
{
};

QJsonObject objectOf(const PhoneAsked& asked)
{
    return {{s("iin"), asked.iin}, {s("phone"), asked.phone}};
}
PhoneAsked read(As<PhoneAsked>, core::JsonFields& fields)
{
    return {fields.string(s("iin"), kMostIin), fields.string(s("phone"), kMostPhone)};
}

QJsonObject objectOf(const PhoneSaid& said)
{
    return {
        {s("state"), spelled(kOwners, said.isTheirs)}, {s("source"), said.source}, {s("at"), core::toIsoText(said.at)}};
}
PhoneSaid read(As<PhoneSaid>, core::JsonFields& fields)
{
    return {
        spelledField(fields, s("state"), kOwners), fields.string(s("source"), kMostSource), timeField(fields, s("at"))};
}

QJsonObject objectOf(const CodeWanted& asked)
{
    return {{s("iin"), asked.iin}, {s("phone"), asked.phone}, {s("language"), asked.language},
        {s("statement"), hexText(asked.statement)}};
}
CodeWanted read(As<CodeWanted>, core::JsonFields& fields)
{
    return {fields.string(s("iin"), kMostIin), fields.string(s("phone"), kMostPhone),
        fields.string(s("language"), kMostLanguage), digestField(fields, s("statement"))};
}

QJsonObject objectOf(const CodeSent& said)
{
    return {{s("challenge"), said.challenge}, {s("digits"), said.digits},
        {s("validUntil"), core::toIsoText(said.validUntil)}, {s("source"), said.source}};
}
CodeSent read(As<CodeSent>, core::JsonFields& fields)
{
    CodeSent said;
    said.challenge = fields.string(s("challenge"), kMostChallenge);
    said.digits = static_cast<int>(fields.integer(s("digits"), 1, kMostCode));
    said.validUntil = timeField(fields, s("validUntil"));
    said.source = fields.string(s("source"), kMostSource);
    return said;
}

QJsonObject objectOf(const CodeTyped& asked)
{
    return {{s("challenge"), asked.challenge}, {s("code"), asked.code}};
}
CodeTyped read(As<CodeTyped>, core::JsonFields& fields)
{
    return {fields.string(s("challenge"), kMostChallenge), fields.string(s("code"), kMostCode)};
}

QJsonObject objectOf(const CodeJudged& said)
{
    return {{s("verdict"), spelled(kCodes, said.isRight)}, {s("triesLeft"), said.triesLeft}, {s("source"), said.source},
        {s("at"), core::toIsoText(said.at)}};
}
CodeJudged read(As<CodeJudged>, core::JsonFields& fields)
{
    CodeJudged said;
    said.isRight = spelledField(fields, s("verdict"), kCodes);
    said.triesLeft = static_cast<int>(fields.integer(s("triesLeft"), 0, kMostTries));
    said.source = fields.string(s("source"), kMostSource);
    said.at = timeField(fields, s("at"));
    return said;
}

QJsonObject objectOf(const ConsentWord& asked)
{
    QJsonObject object{{s("iin"), asked.iin}, {s("consent"), asked.consent},
        {s("answer"), spelled(kConsents, asked.isGiven)}, {s("means"), asked.means},
        {s("case"), asked.caseId.toString()}, {s("since"), core::toIsoText(asked.since)}};
    if (!asked.text.isEmpty())
        object.insert(s("text"), hexText(asked.text));
    return object;
}
ConsentWord read(As<ConsentWord>, core::JsonFields& fields)
{
    ConsentWord asked;
    asked.iin = fields.string(s("iin"), kMostIin);
    asked.consent = fields.string(s("consent"), kMostName);
    asked.isGiven = spelledField(fields, s("answer"), kConsents);
    asked.means = fields.string(s("means"), kMostName);
    if (fields.has(s("text")))
        asked.text = digestField(fields, s("text"));
    if (asked.isGiven && asked.text.isEmpty())
        fields.refuse(s("text"), QStringLiteral("a consent is given to words"));
    asked.caseId = uuidField(fields, s("case"));
    asked.since = timeField(fields, s("since"));
    return asked;
}

QJsonObject objectOf(const ConsentNoted& said)
{
    return {{s("entry"), said.entry}, {s("source"), said.source}, {s("at"), core::toIsoText(said.at)}};
}
ConsentNoted read(As<ConsentNoted>, core::JsonFields& fields)
{
    return {
        fields.string(s("entry"), kMostChallenge), fields.string(s("source"), kMostSource), timeField(fields, s("at"))};
}

QJsonObject objectOf(const FaceAsked& asked)
{
    return {{s("iin"), asked.iin}, {s("case"), asked.caseId.toString()}, {s("picture"), base64Text(asked.picture)}};
}
FaceAsked read(As<FaceAsked>, core::JsonFields& fields)
{
    FaceAsked asked;
    asked.iin = fields.string(s("iin"), kMostIin);
    asked.caseId = uuidField(fields, s("case"));
    asked.picture = bytesField(fields, s("picture"), inBase64(kLargestPicture));
    if (asked.picture.isEmpty())
        fields.refuse(s("picture"), QStringLiteral("empty"));
    return asked;
}

QJsonObject objectOf(const FaceSaid& said)
{
    return {{s("verdict"), nameOf(said.verdict)}, {s("authenticity"), said.authenticity},
        {s("likeness"), said.likeness}, {s("document"), base64Text(said.document)}, {s("source"), said.source},
        {s("at"), core::toIsoText(said.at)}};
}
FaceSaid read(As<FaceSaid>, core::JsonFields& fields)
{
    FaceSaid said;
    said.verdict = spelledField(fields, s("verdict"), kVerdicts);
    said.authenticity = static_cast<int>(fields.integer(s("authenticity"), 0, kWhole));
    said.likeness = static_cast<int>(fields.integer(s("likeness"), 0, kWhole));
    said.document = bytesField(fields, s("document"), inBase64(kLargestComparisonDocument));
    said.source = fields.string(s("source"), kMostSource);
    said.at = timeField(fields, s("at"));
    return said;
}

QJsonObject objectOf(const SuspicionAsked& asked)
{
    return {{s("iin"), asked.iin}, {s("case"), asked.caseId.toString()}, {s("about"), spelled(kAbouts, asked.about)},
        {s("purpose"), asked.purpose}, {s("finding"), asked.finding}};
}
SuspicionAsked read(As<SuspicionAsked>, core::JsonFields& fields)
{
    SuspicionAsked asked;
    asked.iin = fields.string(s("iin"), kMostIin);
    asked.caseId = uuidField(fields, s("case"));
    asked.about = spelledField(fields, s("about"), kAbouts);
    asked.purpose = fields.string(s("purpose"), kMostName);
    asked.finding = fields.string(s("finding"), kMostFinding);
    return asked;
}

QJsonObject objectOf(const SuspicionSaid& said)
{
    return {{s("verdict"), spelled(kSuspicions, said.isSuspected)}, {s("reason"), said.reason},
        {s("source"), said.source}, {s("at"), core::toIsoText(said.at)}};
}
SuspicionSaid read(As<SuspicionSaid>, core::JsonFields& fields)
{
    return {spelledField(fields, s("verdict"), kSuspicions), fields.string(s("reason"), kMostName),
        fields.string(s("source"), kMostSource), timeField(fields, s("at"))};
}
} // namespace

QString nameOf(FaceSaid::Verdict verdict)
{
    return spelled(kVerdicts, verdict);
}

QByteArray serviceOf(const ServiceAsked& asked)
{
    return std::visit([](const auto& one) { return QByteArray(std::decay_t<decltype(one)>::kService); }, asked);
}

QByteArray encode(const ServiceAsked& asked)
{
    return std::visit([](const auto& one) { return core::writeJson(objectOf(one)); }, asked);
}

QByteArray encode(const ServiceSaid& said)
{
    return std::visit([](const auto& one) { return core::writeJson(objectOf(one)); }, said);
}

template<typename T>
Result<T> decodeService(QByteArrayView body)
{
    return decodeWith<T>(body, [](core::JsonFields& fields) { return read(As<T>(), fields); });
}

template Result<PhoneAsked> decodeService(QByteArrayView body);
template Result<CodeWanted> decodeService(QByteArrayView body);
template Result<CodeTyped> decodeService(QByteArrayView body);
template Result<ConsentWord> decodeService(QByteArrayView body);
template Result<FaceAsked> decodeService(QByteArrayView body);
template Result<SuspicionAsked> decodeService(QByteArrayView body);
template Result<PhoneSaid> decodeService(QByteArrayView body);
template Result<CodeSent> decodeService(QByteArrayView body);
template Result<CodeJudged> decodeService(QByteArrayView body);
template Result<ConsentNoted> decodeService(QByteArrayView body);
template Result<FaceSaid> decodeService(QByteArrayView body);
template Result<SuspicionSaid> decodeService(QByteArrayView body);

namespace {
template<std::size_t Index = 0>
Result<ServiceAsked> askedAt(QByteArrayView service, QByteArrayView body)
{
    if constexpr (Index == std::variant_size_v<ServiceAsked>) {
        return failure(kMessageUnreadable, ErrorKind::OperatorCanFix, QString::fromLatin1(service));
    } else {
        using Asked = std::variant_alternative_t<Index, ServiceAsked>;
        if (service != Asked::kService)
            return askedAt<Index + 1>(service, body);
        auto asked = decodeService<Asked>(body);
        return asked ? Result<ServiceAsked>(std::move(*asked)) : failure(asked);
    }
}
} // namespace

Result<ServiceAsked> decodeAsked(QByteArrayView service, QByteArrayView body)
{
    return askedAt(service, body);
}

Result<ServiceSaid> decodeSaid(const ServiceAsked& asked, QByteArrayView body)
{
    return std::visit(
        [body](const auto& one) -> Result<ServiceSaid> {
            auto said = decodeService<typename std::decay_t<decltype(one)>::Said>(body);
            return said ? Result<ServiceSaid>(std::move(*said)) : failure(said);
        },
        asked);
}

} // namespace tirkeu::wire
