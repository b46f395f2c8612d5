#pragma once

#include "codes.h"

#include <core/json.h>

namespace tirkeu::criteria {

// Pieces of a document that stand in many places. Each refuses by itself and then gives back something empty.

[[nodiscard]] Texts readTexts(core::JsonFields& fields, QLatin1StringView key);
[[nodiscard]] QString readId(core::JsonFields& fields, QLatin1StringView key);
[[nodiscard]] QString readLine(core::JsonFields& fields, QLatin1StringView key); ///< not empty, one line
[[nodiscard]] QDate readDate(core::JsonFields& fields, QLatin1StringView key);
[[nodiscard]] QDate readDateIfAny(core::JsonFields& fields, QLatin1StringView key);
/// Each once, in any order; none where the field is missing.
[[nodiscard]] QList<QDate> readDates(core::JsonFields& fields, QLatin1StringView key);
[[nodiscard]] core::WallTime readTime(core::JsonFields& fields, QLatin1StringView key);
/// SHA-256 digests as hex.
[[nodiscard]] QList<QByteArray> readDigests(core::JsonFields& fields, QLatin1StringView key);

[[nodiscard]] inline int readInt(core::JsonFields& fields, QLatin1StringView key, int least, int most)
{
    return static_cast<int>(fields.integer(key, least, most));
}

template<typename E>
[[nodiscard]] E readCode(core::JsonFields& fields, QLatin1StringView key)
{
    const QString text = fields.string(key, 40);
    const std::optional<E> value = fromCode<E>(text);
    if (!value && fields.isGood())
        fields.refuse(key, QStringLiteral("a word that is not known"));
    return value.value_or(E{});
}

template<typename E>
[[nodiscard]] QList<E> readCodes(core::JsonFields& fields, QLatin1StringView key)
{
    QList<E> values;
    for (const QString& text : fields.strings(key, 50, 40)) {
        const std::optional<E> value = fromCode<E>(text);
        if (!value || values.contains(*value)) {
            fields.refuse(key, QStringLiteral("a word that is not known, or stands twice"));
            return {};
        }
        values.append(*value);
    }
    return values;
}

} // namespace tirkeu::criteria
