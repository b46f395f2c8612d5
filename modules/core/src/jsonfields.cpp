#include <core/json.h>

#include <cmath>

namespace tirkeu::core {

namespace {
constexpr ErrorCode kMissing{"core.json-field-missing"};
constexpr ErrorCode kWrong{"core.json-field-wrong"};
constexpr ErrorCode kUnknown{"core.json-field-unknown"};
// Above this a double no longer holds every integer.
constexpr double kExactIntegers = 9007199254740992.0;
} // namespace

JsonFields::JsonFields(QJsonObject object, QString path)
    : m_object(std::move(object))
    , m_path(std::move(path))
{
}

QString JsonFields::pathTo(QLatin1StringView key) const
{
    return m_path.isEmpty() ? QString(key) : m_path + u'.' + key;
}

void JsonFields::setError(Error error)
{
    if (!m_error)
        m_error = std::move(error);
}

void JsonFields::refuse(QLatin1StringView key, const QString& why)
{
    const QString path = pathTo(key);
    setError({kWrong, ErrorKind::OperatorCanFix, path + QStringLiteral(": ") + why, {path}});
}

void JsonFields::refuse(QLatin1StringView key, const Error& error)
{
    Error copy = error;
    copy.detail = pathTo(key) + QStringLiteral(": ") + error.detail;
    setError(std::move(copy));
}

bool JsonFields::has(QLatin1StringView key) const
{
    return m_object.contains(key);
}

QJsonValue JsonFields::take(QLatin1StringView key, QJsonValue::Type type)
{
    m_asked.append(key);
    const auto found = m_object.constFind(key);
    if (found == m_object.constEnd()) {
        setError({kMissing, ErrorKind::OperatorCanFix, pathTo(key) + QStringLiteral(" is missing"), {pathTo(key)}});
        return {};
    }
    if (found->type() != type) {
        refuse(key, QStringLiteral("of another type"));
        return {};
    }
    return *found;
}

QString JsonFields::string(QLatin1StringView key, int maxLength)
{
    QString text = take(key, QJsonValue::String).toString();
    if (text.size() > maxLength)
        refuse(key, QStringLiteral("longer than %1 characters").arg(maxLength));
    return text;
}

QString JsonFields::stringOr(QLatin1StringView key, const QString& fallback, int maxLength)
{
    return has(key) ? string(key, maxLength) : fallback;
}

qint64 JsonFields::integer(QLatin1StringView key, qint64 least, qint64 most)
{
    const QJsonValue value = take(key, QJsonValue::Double);
    const double asDouble = value.toDouble();
    const qint64 asInteger = value.toInteger();
    if (std::trunc(asDouble) != asDouble || std::abs(asDouble) > kExactIntegers * 1024) {
        refuse(key, QStringLiteral("not a whole number"));
        return least;
    }
    if (isGood() && (asInteger < least || asInteger > most))
        refuse(key, QStringLiteral("not within %1 to %2").arg(least).arg(most));
    return asInteger;
}

qint64 JsonFields::integerOr(QLatin1StringView key, qint64 fallback, qint64 least, qint64 most)
{
    return has(key) ? integer(key, least, most) : fallback;
}

double JsonFields::number(QLatin1StringView key, double least, double most)
{
    const double value = take(key, QJsonValue::Double).toDouble();
    if (isGood() && !(value >= least && value <= most))
        refuse(key, QStringLiteral("not within %1 to %2").arg(least).arg(most));
    return value;
}

bool JsonFields::boolean(QLatin1StringView key)
{
    return take(key, QJsonValue::Bool).toBool();
}

bool JsonFields::booleanOr(QLatin1StringView key, bool fallback)
{
    return has(key) ? boolean(key) : fallback;
}

QJsonObject JsonFields::object(QLatin1StringView key)
{
    return take(key, QJsonValue::Object).toObject();
}

QJsonArray JsonFields::array(QLatin1StringView key, int maxElements)
{
    QJsonArray list = take(key, QJsonValue::Array).toArray();
    if (list.size() > maxElements) {
        refuse(key, QStringLiteral("more than %1 elements").arg(maxElements));
        return {};
    }
    return list;
}

QStringList JsonFields::strings(QLatin1StringView key, int maxElements, int maxLength)
{
    QStringList texts;
    const QJsonArray list = array(key, maxElements);
    for (const auto& value : list) {
        if (!value.isString() || value.toString().size() > maxLength)
            refuse(key, QStringLiteral("every element is a text of at most %1 characters").arg(maxLength));
        texts.append(value.toString());
    }
    return texts;
}

void JsonFields::adopt(JsonFields& inner)
{
    if (const Result<> done = inner.finish(); !done)
        setError(done.error());
}

void JsonFields::nested(QLatin1StringView key, const std::function<void(JsonFields&)>& read)
{
    const QJsonObject inner = object(key);
    if (!isGood())
        return;
    JsonFields fields(inner, pathTo(key));
    read(fields);
    adopt(fields);
}

void JsonFields::each(QLatin1StringView key, const std::function<void(JsonFields&)>& read, int maxElements)
{
    const QJsonArray list = array(key, maxElements);
    for (qsizetype i = 0; i < list.size() && isGood(); ++i) {
        if (!list.at(i).isObject()) {
            refuse(key, QStringLiteral("element %1 is not an object").arg(i));
            return;
        }
        JsonFields fields(list.at(i).toObject(), QStringLiteral("%1[%2]").arg(pathTo(key)).arg(i));
        read(fields);
        adopt(fields);
    }
}

Result<> JsonFields::finish()
{
    if (m_error)
        return tl::make_unexpected(*m_error);
    for (auto field = m_object.constBegin(); field != m_object.constEnd(); ++field) {
        if (!m_asked.contains(field.key())) {
            const QString path = m_path.isEmpty() ? field.key() : m_path + u'.' + field.key();
            return failure(kUnknown, ErrorKind::OperatorCanFix, path + QStringLiteral(" is not known here"), {path});
        }
    }
    return {};
}

} // namespace tirkeu::core
