#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <QStringList>

namespace tirkeu::test {

/// As much of JSON Schema as openapi.json uses. Gives what is wrong, with its place.
class Schema
{
public:
    explicit Schema(QJsonObject document)
        : m_document(std::move(document))
    {
    }

    [[nodiscard]] QStringList complaints(
        const QJsonObject& schema, const QJsonValue& value, const QString& at = {}) const
    {
        if (schema.contains(u"$ref"))
            return complaints(resolved(schema.value(u"$ref").toString()), value, at);
        const QString type = schema.value(u"type").toString();
        if (type == u"object")
            return ofObject(schema, value, at);
        if (type == u"array")
            return ofArray(schema, value, at);
        if (type == u"integer")
            return ofInteger(schema, value, at);
        return ofString(schema, value, at);
    }
    [[nodiscard]] QJsonObject resolved(const QString& reference) const
    {
        QJsonValue at = m_document;
        for (const QString& step : reference.mid(2).split(u'/'))
            at = at.toObject().value(step);
        return at.toObject();
    }
    [[nodiscard]] const QJsonObject& document() const { return m_document; }

private:
    [[nodiscard]] QStringList ofObject(const QJsonObject& schema, const QJsonValue& value, const QString& at) const
    {
        if (!value.isObject())
            return {at + QStringLiteral(" is no object")};
        QStringList found;
        const QJsonObject object = value.toObject();
        const QJsonObject properties = schema.value(u"properties").toObject();
        for (const QJsonValue& name : schema.value(u"required").toArray()) {
            if (!object.contains(name.toString()))
                found.append(at + u'/' + name.toString() + QStringLiteral(" is missing"));
        }
        for (auto one = object.constBegin(); one != object.constEnd(); ++one) {
            if (properties.contains(one.key()))
                found += complaints(properties.value(one.key()).toObject(), *one, at + u'/' + one.key());
            else if (!schema.value(u"additionalProperties").toBool(true))
                found.append(at + u'/' + one.key() + QStringLiteral(" is not described"));
        }
        return found;
    }
    [[nodiscard]] QStringList ofArray(const QJsonObject& schema, const QJsonValue& value, const QString& at) const
    {
        if (!value.isArray() || value.toArray().size() > schema.value(u"maxItems").toInteger())
            return {at + QStringLiteral(" is no such array")};
        QStringList found;
        for (const QJsonValue& one : value.toArray())
            found += complaints(schema.value(u"items").toObject(), one, at + QStringLiteral("/…"));
        return found;
    }
    [[nodiscard]] static QStringList ofInteger(const QJsonObject& schema, const QJsonValue& value, const QString& at)
    {
        const qint64 number = value.toInteger(-1);
        if (!value.isDouble() || number < schema.value(u"minimum").toInteger() ||
            number > schema.value(u"maximum").toInteger())
            return {at + QStringLiteral(" is out of its bounds")};
        return {};
    }
    [[nodiscard]] static QStringList ofString(const QJsonObject& schema, const QJsonValue& value, const QString& at)
    {
        const QString text = value.toString();
        const QRegularExpression pattern(schema.value(u"pattern").toString(QStringLiteral(".*")));
        const bool listed = !schema.contains(u"enum") || schema.value(u"enum").toArray().contains(value);
        if (!value.isString() || !pattern.match(text).hasMatch() || !listed ||
            text.size() > schema.value(u"maxLength").toInteger(1 << 20))
            return {at + QStringLiteral(" is not as described: ") + text};
        return {};
    }

    QJsonObject m_document;
};

} // namespace tirkeu::test
