#include "fields.h"

namespace tirkeu::wire {

namespace {
constexpr int kDigestBytes = 32;
}

QString hexText(const QByteArray& bytes)
{
    return QString::fromLatin1(core::toHex(bytes));
}

core::Uuid uuidField(core::JsonFields& fields, QLatin1StringView key)
{
    const auto id = core::Uuid::parse(fields.string(key, 36));
    if (!id)
        fields.refuse(key, id.error());
    return id.value_or(core::Uuid());
}

QByteArray digestField(core::JsonFields& fields, QLatin1StringView key)
{
    const auto digest = core::fromHex(fields.string(key, 2 * kDigestBytes).toLatin1());
    if (!digest)
        fields.refuse(key, digest.error());
    else if (digest->size() != kDigestBytes)
        fields.refuse(key, QStringLiteral("not a SHA-256"));
    return digest.value_or(QByteArray());
}

core::WallTime timeField(core::JsonFields& fields, QLatin1StringView key)
{
    const auto time = core::fromIsoText(fields.string(key, 32));
    if (!time)
        fields.refuse(key, time.error());
    return time.value_or(core::WallTime());
}

QJsonObject headObject(const core::JournalHead& head)
{
    return {
        {QStringLiteral("sequence"), static_cast<qint64>(head.sequence)}, {QStringLiteral("hash"), hexText(head.hash)}};
}

core::JournalHead headField(core::JsonFields& fields, QLatin1StringView key)
{
    core::JournalHead head;
    fields.nested(key, [&head](core::JsonFields& inner) {
        head.sequence = static_cast<std::uint64_t>(inner.integer(QLatin1StringView("sequence"), 0, kMostNumber));
        head.hash = digestField(inner, QLatin1StringView("hash"));
    });
    return head;
}

QByteArray bytesField(core::JsonFields& fields, QLatin1StringView key, int most)
{
    const auto bytes = core::fromBase64(fields.string(key, most).toLatin1());
    if (!bytes)
        fields.refuse(key, bytes.error());
    return bytes.value_or(QByteArray());
}

QString base64Text(const QByteArray& bytes)
{
    return QString::fromLatin1(core::toBase64(bytes));
}

} // namespace tirkeu::wire
