#pragma once

#include "unit/reference/referencebench.h"

#include <sync/errors.h>

namespace tirkeu::test {

/// A case written into the vault event by event, its documents and templates kept with them, as the counter does.
[[nodiscard]] inline Result<> settle(vault::Store& store, const CaseScript& script, const PlayedCase& played)
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
