#pragma once

#include "support/casescript.h"
#include "support/testkeys.h"

#include <core/encoding.h>
#include <vault/store.h>

#include <QJsonObject>

namespace tirkeu::test {

/// The bank says that a client's relation is over, and they come again.
[[nodiscard]] inline Result<> enrolAgain(vault::Store& store, FakeClock& clock, const casefile::ClientId& client)
{
    clock.advance(std::chrono::hours(24));
    const auto over = store.append({casefile::Kind::RelationEnded, clock.wall(), QStringLiteral("gateway"), client, {},
        {{QStringLiteral("at"), core::toIsoText(clock.wall())}, {QStringLiteral("source"), QStringLiteral("bank")}}});
    if (!over)
        return failure(over);
    CaseScript again(clock);
    for (casefile::Event event : again.ordinary()) {
        event.client = client;
        if (const auto entry = store.append(event); !entry)
            return failure(entry);
    }
    return {};
}

/// What a database of every version holds: two cases, one of them with a hold, an original, an outbox row; from the
/// fourth on a client, too, who enrolled again.
[[nodiscard]] inline Result<> fillForMigration(vault::Store& store, FakeClock& clock)
{
    CaseScript first(clock);
    for (const casefile::Event& event : first.ordinary()) {
        if (const auto entry = store.append(event); !entry)
            return failure(entry);
    }
    CaseScript second(clock, QStringLiteral("900101300017"));
    for (const casefile::Event& event : {second.opened(), second.recorded(), second.asked()}) {
        if (const auto entry = store.append(event); !entry)
            return failure(entry);
    }
    const Result<> written = store.write([&](vault::Writer& writer) -> Result<> {
        const auto held = writer.append({casefile::Kind::HoldSet, clock.wall(), QStringLiteral("supervisor-3"),
            second.client, {}, {{QStringLiteral("reason"), QStringLiteral("court")}}});
        const auto kept = writer.keep(vault::ObjectKind::Original, first.client, first.id, "%PDF as it was made");
        if (!held || !kept)
            return held ? failure(kept) : failure(held);
        return writer.queue({.id = core::Uuid::make(clock),
            .client = first.client,
            .caseId = first.id,
            .object = kept->id,
            .size = kept->size,
            .created = clock.wall(),
            .next = clock.wall(),
            .fingerprint = QByteArray(32, 'f'),
            .reason = {}});
    });
    return written ? enrolAgain(store, clock, first.client) : written;
}

/// What must read the same whatever version wrote it.
[[nodiscard]] inline Result<QJsonObject> toldForMigration(vault::Store& store)
{
    const Result<QJsonObject> projection = store.projection();
    const auto outbox = store.outbox();
    if (!projection || !outbox)
        return projection ? failure(outbox) : failure(projection);
    QString originals;
    for (const vault::OutboxRow& row : *outbox) {
        if (!row.object)
            continue; // owed since its case was settled, not packed
        const Result<QByteArray> bytes = store.readObject(*row.object);
        if (!bytes)
            return failure(bytes);
        originals += QString::fromUtf8(*bytes);
    }
    return QJsonObject{{QStringLiteral("sequence"), static_cast<qint64>(store.journal().head().sequence)},
        {QStringLiteral("hash"), QString::fromLatin1(core::toHex(store.journal().head().hash))},
        {QStringLiteral("originals"), originals}, {QStringLiteral("projection"), *projection}};
}

} // namespace tirkeu::test
