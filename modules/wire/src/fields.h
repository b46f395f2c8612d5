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

inline constexpr qint64 kMostNumber = qint64(1) << 50;

} // namespace tirkeu::wire
