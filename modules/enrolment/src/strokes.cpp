#include <enrolment/strokes.h>

#include <core/json.h>

#include <cmath>

namespace tirkeu::enrolment {

namespace {
constexpr ErrorCode kUnreadable{"enrolment.strokes-unreadable"};
constexpr int kMostAnswers = 20;
constexpr double kLeastWay = 15; ///< millimetres
constexpr std::chrono::milliseconds kLeastTime{150};
constexpr qint64 kLongest = 10 * 60 * 1000; ///< milliseconds

double rounded(double value)
{
    return std::round(value * 100) / 100;
}

tl::unexpected<Error> unreadable(const QString& why)
{
    return failure(kUnreadable, ErrorKind::OperatorCanFix, why);
}

// The numbers of an array of exactly so many, or one less where the last may be missing.
std::optional<QList<double>> numbers(const QJsonValue& value, qsizetype least, qsizetype most)
{
    const QJsonArray array = value.toArray();
    if (!value.isArray() || array.size() < least || array.size() > most)
        return std::nullopt;
    QList<double> read;
    for (const QJsonValue& one : array) {
        if (!one.isDouble())
            return std::nullopt;
        read.append(one.toDouble());
    }
    return read;
}

std::optional<StrokePoint> pointFrom(const QJsonValue& value, const Strokes& whole)
{
    const auto read = numbers(value, 3, 4);
    if (!read)
        return std::nullopt;
    StrokePoint point{read->at(0), read->at(1), std::chrono::milliseconds(qint64(read->at(2))), {}};
    if (read->size() == 4)
        point.pressure = read->at(3);
    const bool isInside = point.x >= 0 && point.x <= whole.width && point.y >= 0 && point.y <= whole.height;
    const bool isPressed = !point.pressure || (*point.pressure >= 0 && *point.pressure <= 1);
    const bool isTimed = read->at(2) >= 0 && read->at(2) <= double(kLongest);
    return isInside && isPressed && isTimed ? std::optional(point) : std::nullopt;
}

Result<> readStrokes(Strokes& whole, const QJsonArray& lines)
{
    std::chrono::milliseconds last{0};
    for (const QJsonValue& line : lines) {
        const QJsonArray values = line.toArray();
        if (!line.isArray() || values.isEmpty() || values.size() > Strokes::kMostPoints)
            return unreadable(QStringLiteral("a stroke"));
        QList<StrokePoint> stroke;
        for (const QJsonValue& value : values) {
            const auto point = pointFrom(value, whole);
            if (!point || point->after < last)
                return unreadable(QStringLiteral("a point"));
            last = point->after;
            stroke.append(*point);
        }
        whole.strokes.append(stroke);
    }
    return {};
}
} // namespace

QByteArray Strokes::toBytes() const
{
    QJsonArray signedFor;
    for (auto it = answers.cbegin(); it != answers.cend(); ++it)
        signedFor.append(QJsonObject{{QStringLiteral("consent"), it.key()}, {QStringLiteral("answer"), it.value()}});
    QJsonArray lines;
    for (const QList<StrokePoint>& stroke : strokes) {
        QJsonArray line;
        for (const StrokePoint& point : stroke) {
            QJsonArray values{rounded(point.x), rounded(point.y), qint64(point.after.count())};
            if (point.pressure)
                values.append(rounded(*point.pressure));
            line.append(values);
        }
        lines.append(line);
    }
    return core::writeJson({{QStringLiteral("kind"), QStringLiteral("strokes")},
        {QStringLiteral("language"), core::languageCode(language)}, {QStringLiteral("device"), device},
        {QStringLiteral("field"), QJsonArray{rounded(width), rounded(height)}}, {QStringLiteral("answers"), signedFor},
        {QStringLiteral("strokes"), lines}});
}

Result<Strokes> Strokes::fromBytes(QByteArrayView bytes)
{
    const auto object = core::readJson(bytes, {.maxBytes = kMostBytes, .maxDepth = 8, .maxValues = 200'000});
    if (!object)
        return unreadable(object.error().detail);
    core::JsonFields fields(*object);
    Strokes whole;
    const QString kind = fields.string(QLatin1StringView("kind"), 16);
    const auto language = core::languageFromCode(fields.string(QLatin1StringView("language"), 2));
    whole.device = fields.string(QLatin1StringView("device"), 200);
    const auto field = numbers(QJsonValue(fields.array(QLatin1StringView("field"), 2)), 2, 2);
    fields.each(
        QLatin1StringView("answers"),
        [&whole](core::JsonFields& answer) {
            const QString consent = answer.string(QLatin1StringView("consent"), 64);
            whole.answers.insert(consent, answer.string(QLatin1StringView("answer"), 16));
        },
        kMostAnswers);
    const QJsonArray lines = fields.array(QLatin1StringView("strokes"), kMostStrokes);
    if (const Result<> finished = fields.finish(); !finished)
        return unreadable(finished.error().detail);
    if (kind != u"strokes" || !language || !field || !(field->at(0) > 0) || !(field->at(1) > 0) ||
        field->at(0) > kWidestField || field->at(1) > kWidestField)
        return unreadable(QStringLiteral("kind, language or field"));
    whole.language = *language;
    whole.width = field->at(0);
    whole.height = field->at(1);
    if (const Result<> read = readStrokes(whole, lines); !read)
        return failure(read);
    return whole;
}

bool Strokes::isSignature() const
{
    double way = 0;
    std::chrono::milliseconds last{0};
    for (const QList<StrokePoint>& stroke : strokes) {
        for (qsizetype i = 1; i < stroke.size(); ++i)
            way += std::hypot(stroke.at(i).x - stroke.at(i - 1).x, stroke.at(i).y - stroke.at(i - 1).y);
        if (!stroke.isEmpty())
            last = stroke.last().after;
    }
    return !device.isEmpty() && way >= kLeastWay && last >= kLeastTime;
}

} // namespace tirkeu::enrolment
