#include <casefile/event.h>

#include <core/encoding.h>

#include <QJsonArray>

#include <algorithm>
#include <cmath>

namespace tirkeu::casefile {

namespace {
constexpr ErrorCode kFieldsWrong{"casefile.event-fields-wrong"};
constexpr int kLongestActor = 128;
constexpr qsizetype kLongestText = 16'384;
constexpr qsizetype kDigestHex = 64;

bool isWhole(const QJsonValue& value)
{
    return value.isDouble() && std::trunc(value.toDouble()) == value.toDouble() && std::abs(value.toDouble()) < 9e15;
}

bool isDigest(const QJsonValue& value)
{
    const QByteArray text = value.toString().toLatin1();
    return text.size() == kDigestHex && text == text.toLower() && core::fromHex(text).has_value();
}

bool areTexts(const QJsonArray& array)
{
    return std::ranges::all_of(array, [](const QJsonValue& value) { return value.isString(); });
}

bool fits(const QJsonValue& value, FieldType type)
{
    switch (type) {
    case FieldType::Text:
        return value.isString() && value.toString().size() <= kLongestText;
    case FieldType::Whole:
        return isWhole(value);
    case FieldType::Number:
        return value.isDouble();
    case FieldType::Flag:
        return value.isBool();
    case FieldType::Time:
        return value.isString() && core::fromIsoText(value.toString()).has_value();
    case FieldType::Id:
        return value.isString() && core::Uuid::parse(value.toString()).has_value();
    case FieldType::Digest:
        return value.isString() && isDigest(value);
    case FieldType::Texts:
        return value.isArray() && areTexts(value.toArray());
    case FieldType::Object:
        return value.isObject();
    case FieldType::Objects:
        return value.isArray() && std::ranges::all_of(value.toArray(), [](const auto& v) { return v.isObject(); });
    }
    return false;
}

tl::unexpected<Error> wrong(const KindInfo& info, QLatin1StringView what)
{
    const QString kind = QString::fromLatin1(info.name.data(), static_cast<qsizetype>(info.name.size()));
    return failure(kFieldsWrong, ErrorKind::Bug, kind + QStringLiteral(": ") + QString(what), {kind, QString(what)});
}
} // namespace

Result<> check(const Event& event)
{
    const KindInfo* info = infoOf(static_cast<quint16>(event.kind));
    if (!info)
        return failure(kFieldsWrong, ErrorKind::Bug, QStringLiteral("unknown kind"), {QStringLiteral("?"), QString()});
    if (event.actor.isEmpty() || event.actor.size() > kLongestActor)
        return wrong(*info, QLatin1StringView("actor"));
    const bool wantsClient = info->scope != Scope::Workstation;
    const bool wantsCase = info->scope == Scope::Case;
    if (event.client.has_value() != wantsClient)
        return wrong(*info, QLatin1StringView("client"));
    // What happens to a client outside the fold may still happen in a case.
    if ((wantsCase && !event.caseId) || (event.caseId && !wantsClient))
        return wrong(*info, QLatin1StringView("case"));
    qsizetype known = 0;
    for (const Field& field : info->fields) {
        const QLatin1StringView name(field.name.data(), static_cast<qsizetype>(field.name.size()));
        const QJsonValue value = event.fields.value(name);
        if (value.isUndefined()) {
            if (field.needed)
                return wrong(*info, name);
            continue;
        }
        if (!fits(value, field.type))
            return wrong(*info, name);
        ++known;
    }
    if (known != event.fields.size())
        return wrong(*info, QLatin1StringView("a field too many"));
    return {};
}

} // namespace tirkeu::casefile
