#include "schema.h"

#include <evidence/record.h>

#include <core/json.h>

#include <QFile>
#include <QRegularExpression>
#include <QSet>

namespace tirkeu::evidence {

using namespace Qt::StringLiterals;

namespace {
[[nodiscard]] QByteArray schemaFile(const QString& name)
{
    QFile file(u":/evidence/schemas/"_s + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

[[nodiscard]] QJsonObject definition(const QString& reference)
{
    static const QJsonObject common = core::readJson(schemaFile(u"common-1.json"_s)).value_or(QJsonObject());
    const QString prefix = u"common-1.json#/$defs/"_s;
    return reference.startsWith(prefix) ? common.value(u"$defs"_s)[reference.mid(prefix.size())].toObject()
                                        : QJsonObject();
}

[[nodiscard]] QString fault(const QJsonValue& value, QJsonObject schema, const QString& path);

[[nodiscard]] QString objectFault(const QJsonObject& object, const QJsonObject& schema, const QString& path)
{
    const QJsonObject properties = schema.value(u"properties"_s).toObject();
    for (const QJsonValue& name : schema.value(u"required"_s).toArray()) {
        if (!object.contains(name.toString()))
            return path + u'/' + name.toString() + u" is missing"_s;
    }
    for (auto it = object.constBegin(); it != object.constEnd(); ++it) {
        const QString inner = path + u'/' + it.key();
        if (!properties.contains(it.key()))
            return inner + u" is not known"_s;
        if (const QString wrong = fault(it.value(), properties.value(it.key()).toObject(), inner); !wrong.isEmpty())
            return wrong;
    }
    return {};
}

[[nodiscard]] QString arrayFault(const QJsonArray& array, const QJsonObject& schema, const QString& path)
{
    if (array.size() < schema.value(u"minItems"_s).toInt(0) || array.size() > schema.value(u"maxItems"_s).toInt(1000))
        return path + u" has too few or too many"_s;
    for (qsizetype i = 0; i < array.size(); ++i) {
        if (const QString wrong =
                fault(array.at(i), schema.value(u"items"_s).toObject(), path + u'/' + QString::number(i));
            !wrong.isEmpty())
            return wrong;
    }
    return {};
}

QString fault(const QJsonValue& value, QJsonObject schema, const QString& path)
{
    if (schema.contains(u"$ref"_s))
        schema = definition(schema.value(u"$ref"_s).toString());
    const QString type = schema.value(u"type"_s).toString();
    const auto wrongType = [&path, &type] {
        return path + u" is not of type "_s + type;
    };
    if (type == u"object")
        return value.isObject() ? objectFault(value.toObject(), schema, path) : wrongType();
    if (type == u"array")
        return value.isArray() ? arrayFault(value.toArray(), schema, path) : wrongType();
    if (type == u"boolean")
        return value.isBool() ? QString() : wrongType();
    if (type == u"integer") {
        const double number = value.toDouble(-1);
        return value.isDouble() && number == double(qint64(number)) &&
                       number >= schema.value(u"minimum"_s).toDouble(0) &&
                       number <= schema.value(u"maximum"_s).toDouble(9.0e15)
                   ? QString()
                   : wrongType();
    }
    if (type != u"string" || !value.isString())
        return wrongType();
    const QString text = value.toString();
    const QJsonArray allowed = schema.value(u"enum"_s).toArray();
    if ((!allowed.isEmpty() && !allowed.contains(value)) ||
        (schema.contains(u"const"_s) && schema.value(u"const"_s) != value))
        return path + u" has another value"_s;
    if (text.size() < schema.value(u"minLength"_s).toInt(0) || text.size() > schema.value(u"maxLength"_s).toInt(2000))
        return path + u" is too short or too long"_s;
    if (schema.contains(u"pattern"_s) &&
        !QRegularExpression(schema.value(u"pattern"_s).toString()).match(text).hasMatch())
        return path + u" has another form"_s;
    return {};
}
} // namespace

QString firstSchemaFault(const QJsonObject& object, const QString& kind)
{
    const auto schema = core::readJson(schemaFile(kind + u"-1.json"_s));
    return schema ? fault(object, *schema, QString()) : u"no schema"_s;
}

QByteArray schemaOf(DocumentKind kind)
{
    return schemaFile(kindCode(kind) + u"-1.json"_s);
}

} // namespace tirkeu::evidence
