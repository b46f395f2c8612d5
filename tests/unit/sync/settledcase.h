#pragma once

#include "unit/reference/referencebench.h"

#include <identity/iin.h>
#include <sync/errors.h>

namespace tirkeu::test {

/// The number of a person who is nobody else: each of up to ten thousand has one of their own.
[[nodiscard]] inline QString iinOf(int number)
{
    for (const char* front : {"9001013", "9001015", "9001023", "9001025"}) {
        const QString start = QString::fromLatin1(front) + QStringLiteral("%1").arg(number, 4, 10, QLatin1Char('0'));
        for (int last = 0; last < 10; ++last) {
            if (const QString iin = start + QString::number(last); identity::Iin::parse(iin))
                return iin;
        }
    }
    qFatal("no number for person %d", number);
}

/// A case written into the vault event by event, its documents and templates kept with them, as the counter does; and
/// a clip, where there is one.
[[nodiscard]] inline Result<> settle(
    vault::Store& store, const CaseScript& script, const PlayedCase& played, const QByteArray& clip = {})
{
    for (casefile::Event event : played.events) {
        const Result<> written = store.write([&](vault::Writer& writer) -> Result<> {
            const auto keep = [&](vault::ObjectKind kind, const char* id) -> Result<vault::ObjectInfo> {
                for (const wire::Part& part : played.parts) {
                    if (part.id.toString() == event.fields.value(QLatin1StringView(id)).toString())
                        return writer.keep(kind, script.client, script.id, part.bytes);
                }
                return failure(sync::kPartMissing, ErrorKind::Bug);
            };
            if (event.kind == casefile::Kind::DocumentSigned) {
                if (!clip.isEmpty()) {
                    if (const auto kept = writer.keep(vault::ObjectKind::Clip, script.client, script.id, clip); !kept)
                        return failure(kept);
                }
                if (const auto kept = keep(vault::ObjectKind::Original, "document"); !kept)
                    return failure(kept);
            }
            if (event.kind == casefile::Kind::TemplateFormed) {
                const auto kept = keep(vault::ObjectKind::Template, "template");
                if (!kept)
                    return failure(kept);
                event.fields.insert(QStringLiteral("template"), kept->id.toString());
            }
            const auto entry = writer.append(event);
            return entry ? Result<>() : failure(entry);
        });
        if (!written)
            return written;
    }
    return {};
}

} // namespace tirkeu::test
