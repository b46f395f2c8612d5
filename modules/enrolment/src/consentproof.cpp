#include <enrolment/consentproof.h>

#include <enrolment/strokes.h>

#include <core/clock.h>
#include <core/json.h>
#include <imaging/codecs.h>
#include <pki/signeddata.h>

#include <algorithm>
#include <array>

namespace tirkeu::enrolment {

using criteria::ConsentMeans;

namespace {
constexpr ErrorCode kUnreadable{"enrolment.proof-unreadable"};
constexpr ErrorCode kNotPaper{"enrolment.not-a-paper"};
constexpr ErrorCode kNotSigned{"enrolment.proof-not-of-client"};
constexpr ErrorCode kOtherAnswer{"enrolment.proof-of-another-answer"};
constexpr int kMostAnswers = 20;

std::optional<criteria::ConsentKind> kindOf(const QString& code)
{
    const auto* const found = std::ranges::find_if(
        criteria::kConsentKinds, [&code](criteria::ConsentKind kind) { return criteria::code(kind) == code; });
    return found == criteria::kConsentKinds.end() ? std::nullopt : std::optional(*found);
}

QJsonObject jsonOf(const ConsentStatement& statement)
{
    QJsonArray answers;
    for (const ConfirmedAnswer& one : statement.answers)
        answers.append(QJsonObject{{QStringLiteral("consent"), criteria::code(one.kind)},
            {QStringLiteral("answer"), one.answer}, {QStringLiteral("text"), one.textDigest}});
    return {{QStringLiteral("kind"), QStringLiteral("consent-statement")},
        {QStringLiteral("iin"), statement.iin.toString()}, {QStringLiteral("case"), statement.caseId},
        {QStringLiteral("answers"), answers}};
}

Result<ConsentStatement> statementFrom(const QJsonObject& object)
{
    core::JsonFields fields(object);
    const QString kind = fields.string(QLatin1StringView("kind"), 32);
    const auto iin = identity::Iin::parse(fields.string(QLatin1StringView("iin"), 12));
    const QString caseId = fields.string(QLatin1StringView("case"), 36);
    QList<ConfirmedAnswer> answers;
    fields.each(
        QLatin1StringView("answers"),
        [&answers](core::JsonFields& answer) {
            const auto consent = kindOf(answer.string(QLatin1StringView("consent"), 32));
            if (!consent)
                answer.refuse(QLatin1StringView("consent"), QStringLiteral("unknown"));
            answers.append({consent.value_or(criteria::ConsentKind::PersonalData),
                answer.string(QLatin1StringView("answer"), 16), answer.string(QLatin1StringView("text"), 64)});
        },
        kMostAnswers);
    const Result<> finished = fields.finish();
    if (!finished || kind != u"consent-statement" || !iin)
        return failure(
            kUnreadable, ErrorKind::OperatorCanFix, finished ? QStringLiteral("kind or IIN") : finished.error().detail);
    return ConsentStatement{*iin, caseId, answers};
}

Result<QJsonObject> objectFrom(QByteArrayView bytes)
{
    const auto object =
        core::readJson(bytes, {.maxBytes = ConsentStatement::kMostBytes, .maxDepth = 6, .maxValues = 500});
    return object ? object : failure(kUnreadable, ErrorKind::OperatorCanFix, object.error().detail);
}

Result<> confirms(const QList<ConfirmedAnswer>& answers, const ConfirmedAnswer& wanted)
{
    const bool isThere = std::ranges::any_of(answers, [&wanted](const ConfirmedAnswer& one) {
        const bool sameWords =
            one.textDigest.isEmpty() || wanted.textDigest.isEmpty() || one.textDigest == wanted.textDigest;
        return one.kind == wanted.kind && one.answer == wanted.answer && sameWords;
    });
    return isThere ? Result<>() : failure(kOtherAnswer, ErrorKind::SecurityStop, criteria::code(wanted.kind));
}

Result<> checkStrokes(QByteArrayView evidence, const ConfirmedAnswer& answer)
{
    const auto strokes = Strokes::fromBytes(evidence);
    if (!strokes)
        return failure(strokes);
    if (!strokes->isSignature())
        return failure(kNotSigned, ErrorKind::OperatorCanFix, QStringLiteral("hardly anything was drawn"));
    if (strokes->answers.value(criteria::code(answer.kind)) != answer.answer)
        return failure(kOtherAnswer, ErrorKind::SecurityStop, criteria::code(answer.kind));
    return {};
}

// The client's own EDS: its certificate carries their IIN, and it signed these answers.
Result<> checkToken(QByteArrayView evidence, const identity::Iin& client, const ConfirmedAnswer& answer)
{
    const auto read = pki::SignedData::read(evidence, {.maxBytes = qsizetype(1) << 20});
    if (!read)
        return failure(read);
    if (read->isDetached())
        return failure(kUnreadable, ErrorKind::OperatorCanFix, QStringLiteral("detached"));
    const QList<pki::SignerResult> signers = read->verify();
    const bool isClient = signers.size() == 1 && signers.first().isGood() && signers.first().certificate &&
                          signers.first().certificate->subject().iin == client.toString();
    if (!isClient)
        return failure(kNotSigned, ErrorKind::SecurityStop, QStringLiteral("not by the client's certificate"));
    const auto statement = ConsentStatement::fromBytes(read->content());
    if (!statement)
        return failure(statement);
    if (statement->iin != client)
        return failure(kNotSigned, ErrorKind::SecurityStop, QStringLiteral("another IIN"));
    return confirms(statement->answers, answer);
}

Result<> checkCode(QByteArrayView evidence, const identity::Iin& client, const ConfirmedAnswer& answer)
{
    const auto proof = CodeProof::fromBytes(evidence);
    if (!proof)
        return failure(proof);
    if (proof->statement.iin != client)
        return failure(kNotSigned, ErrorKind::SecurityStop, QStringLiteral("another IIN"));
    return confirms(proof->statement.answers, answer);
}
} // namespace

QByteArray ConsentStatement::toBytes() const
{
    return core::writeJson(jsonOf(*this));
}

Result<ConsentStatement> ConsentStatement::fromBytes(QByteArrayView bytes)
{
    const auto object = objectFrom(bytes);
    return object ? statementFrom(*object) : failure(object);
}

QByteArray CodeProof::toBytes() const
{
    return core::writeJson(
        {{QStringLiteral("kind"), QStringLiteral("one-time-code")}, {QStringLiteral("statement"), jsonOf(statement)},
            {QStringLiteral("service"), service}, {QStringLiteral("challenge"), challenge},
            {QStringLiteral("phone"), phone}, {QStringLiteral("confirmedAt"), confirmedAt}});
}

Result<CodeProof> CodeProof::fromBytes(QByteArrayView bytes)
{
    const auto object = objectFrom(bytes);
    if (!object)
        return failure(object);
    core::JsonFields fields(*object);
    const QString kind = fields.string(QLatin1StringView("kind"), 32);
    const QJsonObject statement = fields.object(QLatin1StringView("statement"));
    const QString service = fields.string(QLatin1StringView("service"), 200);
    const QString challenge = fields.string(QLatin1StringView("challenge"), 200);
    const QString phone = fields.string(QLatin1StringView("phone"), 20);
    const QString confirmedAt = fields.string(QLatin1StringView("confirmedAt"), 32);
    const Result<> finished = fields.finish();
    if (!finished || kind != u"one-time-code" || service.isEmpty() || challenge.isEmpty() ||
        !core::fromIsoText(confirmedAt))
        return failure(kUnreadable, ErrorKind::OperatorCanFix, QStringLiteral("no confirmed code"));
    const auto said = statementFrom(statement);
    if (!said)
        return failure(said);
    return CodeProof{*said, service, challenge, phone, confirmedAt};
}

Result<> checkPaper(QByteArrayView bytes)
{
    if (bytes.isEmpty() || bytes.size() > kMostPaperBytes)
        return failure(kNotPaper, ErrorKind::OperatorCanFix, QStringLiteral("%1 bytes").arg(bytes.size()));
    // Readers of PDF accept the marks within the first and the last kilobyte.
    constexpr qsizetype kEnds = 1024;
    const QByteArrayView start = bytes.first(std::min(kEnds, bytes.size()));
    if (start.contains("%PDF-"))
        return bytes.last(std::min(kEnds, bytes.size())).contains("%%EOF")
                   ? Result<>()
                   : failure(kNotPaper, ErrorKind::OperatorCanFix, QStringLiteral("a PDF without its end"));
    const auto header = imaging::readImageHeader(bytes, {.maxBytes = kMostPaperBytes});
    if (!header || header->kind == imaging::ImageKind::Pnm)
        return failure(kNotPaper, ErrorKind::OperatorCanFix, QStringLiteral("neither PDF nor picture"));
    return {};
}

bool isStrokeEnough(const criteria::Purpose& purpose)
{
    return std::ranges::none_of(std::array{"BIO-39", "BIO-44", "BIO-45"},
        [&purpose](const char* paragraph) { return purpose.paragraph.startsWith(QLatin1StringView(paragraph)); });
}

Result<> checkProof(
    ConsentMeans means, QByteArrayView evidence, const identity::Iin& client, const ConfirmedAnswer& answer)
{
    switch (means) {
    case ConsentMeans::Stroke:
        return checkStrokes(evidence, answer);
    case ConsentMeans::OneTimeCode:
        return checkCode(evidence, client, answer);
    case ConsentMeans::EdsToken:
        return checkToken(evidence, client, answer);
    case ConsentMeans::SignedPaper:
        return checkPaper(evidence);
    }
    Q_UNREACHABLE();
}

} // namespace tirkeu::enrolment
