#include "fields.h"

#include <wire/shownevents.h>

#include <casefile/cipher.h>

namespace tirkeu::wire {

namespace {
constexpr ErrorCode kUnreadable{"wire.events-unreadable"};
constexpr qsizetype kMostText = qsizetype(16) << 20;
constexpr int kMostValues = 1'000'000;

tl::unexpected<Error> unreadable(const QString& why)
{
    return failure(kUnreadable, ErrorKind::SecurityStop, why);
}

QByteArray bytesOf(const core::SecureBytes& key)
{
    return {reinterpret_cast<const char*>(key.data()), static_cast<qsizetype>(key.size())};
}
} // namespace

QByteArray encodeEvents(const std::vector<ShownEvent>& events)
{
    QJsonArray list;
    for (const ShownEvent& shown : events) {
        const std::string_view kind = casefile::infoOf(shown.event.kind).name;
        list.append(QJsonObject{{QStringLiteral("sequence"), static_cast<qint64>(shown.sequence)},
            {QStringLiteral("kind"), QString::fromLatin1(kind.data(), static_cast<qsizetype>(kind.size()))},
            {QStringLiteral("time"), core::toIsoText(shown.event.time)}, {QStringLiteral("actor"), shown.event.actor},
            {QStringLiteral("fields"), shown.event.fields}, {QStringLiteral("key"), hexText(bytesOf(shown.key))}});
    }
    return core::writeJson({{QStringLiteral("events"), list}});
}

Result<std::vector<ShownEvent>> decodeEvents(
    QByteArrayView text, const casefile::ClientId& client, const casefile::CaseId& caseId)
{
    const Result<QJsonObject> object = core::readJson(text, {.maxBytes = kMostText, .maxValues = kMostValues});
    if (!object)
        return unreadable(object.error().detail);
    core::JsonFields fields(*object);
    std::vector<ShownEvent> events;
    Result<> eachGood;
    fields.each(
        QLatin1StringView("events"),
        [&](core::JsonFields& inner) {
            const auto sequence = static_cast<quint64>(inner.integer(QLatin1StringView("sequence"), 1, kMostNumber));
            const auto kind = casefile::kindNamed(inner.string(QLatin1StringView("kind"), 64).toStdString());
            const core::WallTime time = timeField(inner, QLatin1StringView("time"));
            const QString actor = inner.string(QLatin1StringView("actor"), 128);
            const QJsonObject said = inner.object(QLatin1StringView("fields"));
            QByteArray key = digestField(inner, QLatin1StringView("key"));
            if (!kind)
                inner.refuse(QLatin1StringView("kind"), kind.error());
            if (!events.empty() && sequence <= events.back().sequence)
                inner.refuse(QLatin1StringView("sequence"), QStringLiteral("does not rise"));
            if (!inner.isGood())
                return;
            const casefile::Event event{*kind, time, actor, client, caseId, said};
            if (const Result<> good = casefile::check(event); !good && eachGood)
                eachGood = failure(good);
            events.push_back({sequence, event, core::SecureBytes::takeFrom(key)});
        },
        kMostEvents);
    if (const Result<> finished = fields.finish(); !finished)
        return unreadable(finished.error().detail);
    if (!eachGood)
        return unreadable(eachGood.error().detail);
    return events;
}

} // namespace tirkeu::wire
