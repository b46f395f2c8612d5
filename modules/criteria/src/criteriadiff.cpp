#include <criteria/criteriadiff.h>

#include <QJsonArray>
#include <QMap>
#include <QSet>

#include <optional>

namespace tirkeu::criteria {

using namespace Qt::Literals::StringLiterals;

namespace {

/// What tells one element of a list from another.
QString keyOf(const QJsonValue& element)
{
    const QJsonObject object = element.toObject();
    for (const auto& key : {u"id"_s, u"iin"_s}) {
        if (object.contains(key))
            return object.value(key).toString();
    }
    if (object.contains(u"kind"_s) && object.contains(u"version"_s))
        return object.value(u"kind"_s).toString() + u' ' + QString::number(object.value(u"version"_s).toInteger());
    if (object.contains(u"finding"_s))
        return object.value(u"finding"_s).toString() + u' ' + object.value(u"name"_s).toString();
    return {};
}

std::optional<QMap<QString, QJsonValue>> byKey(const QJsonArray& list)
{
    QMap<QString, QJsonValue> elements;
    for (const QJsonValue element : list) {
        const QString key = keyOf(element);
        if (key.isEmpty() || elements.contains(key))
            return std::nullopt;
        elements.insert(key, element);
    }
    return elements;
}

void compare(const QString& path, const QJsonValue& before, const QJsonValue& after, QList<Difference>& found);

void compareObjects(const QString& path, const QJsonObject& before, const QJsonObject& after, QList<Difference>& found)
{
    QSet<QString> keys;
    for (const QString& key : before.keys() + after.keys())
        keys.insert(key);
    QStringList sorted(keys.cbegin(), keys.cend());
    sorted.sort();
    for (const QString& key : sorted) {
        // value() of a missing key is undefined, which no present value equals.
        compare(path.isEmpty() ? key : path + u'.' + key, before.value(key), after.value(key), found);
    }
}

void compare(const QString& path, const QJsonValue& before, const QJsonValue& after, QList<Difference>& found)
{
    if (before == after)
        return;
    if (before.isObject() && after.isObject()) {
        compareObjects(path, before.toObject(), after.toObject(), found);
        return;
    }
    if (before.isArray() && after.isArray()) {
        const auto was = byKey(before.toArray());
        const auto is = byKey(after.toArray());
        if (was && is) {
            QMap<QString, QJsonValue> all = *was;
            all.insert(*is);
            for (const QString& key : all.keys())
                compare(u"%1[%2]"_s.arg(path, key), was->value(key, QJsonValue::Undefined),
                    is->value(key, QJsonValue::Undefined), found);
            // The same elements in another order: where a first fitting one decides, that matters.
            if (was->keys() == is->keys() && *was == *is)
                found.append({path, before, after});
            return;
        }
    }
    found.append({path, before, after});
}

} // namespace

QList<Difference> differences(const QJsonObject& before, const QJsonObject& after)
{
    QList<Difference> found;
    compareObjects({}, before, after, found);
    return found;
}

} // namespace tirkeu::criteria
