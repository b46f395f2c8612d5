#pragma once

#include <core/encoding.h>
#include <core/json.h>
#include <core/ports/anchorcheck.h>
#include <core/uuid.h>

namespace tirkeu::wire {

// The spellings that all messages share.
[[nodiscard]] QString hexText(const QByteArray& bytes);
[[nodiscard]] core::Uuid uuidField(core::JsonFields& fields, QLatin1StringView key);
[[nodiscard]] QByteArray digestField(core::JsonFields& fields, QLatin1StringView key);
[[nodiscard]] core::WallTime timeField(core::JsonFields& fields, QLatin1StringView key);
[[nodiscard]] QJsonObject headObject(const core::JournalHead& head);
[[nodiscard]] core::JournalHead headField(core::JsonFields& fields, QLatin1StringView key);

[[nodiscard]] QByteArray bytesField(core::JsonFields& fields, QLatin1StringView key, int most); ///< in base64
[[nodiscard]] QString base64Text(const QByteArray& bytes);

inline constexpr ErrorCode kMessageUnreadable{"wire.message-unreadable"};
inline constexpr qsizetype kLargestMessage = qsizetype(1) << 20;

/// Reads one object with `read`, strictly to its end.
template<typename T, typename Read>
[[nodiscard]] Result<T> decodeWith(QByteArrayView body, Read read)
{
    const Result<QJsonObject> object = core::readJson(body, {.maxBytes = kLargestMessage});
    if (!object)
        return failure(kMessageUnreadable, ErrorKind::ServiceFault, object.error().detail);
    core::JsonFields fields(*object);
    T value = read(fields);
    if (const Result<> finished = fields.finish(); !finished)
        return failure(kMessageUnreadable, ErrorKind::ServiceFault, finished.error().detail);
    return value;
}

inline constexpr qint64 kMostNumber = qint64(1) << 50;

} // namespace tirkeu::wire
