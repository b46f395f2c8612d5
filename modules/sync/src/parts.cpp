#include "parts.h"

#include <sync/errors.h>

#include <core/encoding.h>
#include <core/hashing.h>
#include <wire/shownevents.h>

#include <QSet>

#include <algorithm>

namespace tirkeu::sync {

namespace {
Result<wire::ShownEvent> shownEvent(vault::Journal& journal, const casefile::Entry& entry)
{
    auto key = journal.keyFor(entry);
    if (!key)
        return failure(key);
    Result<QJsonObject> fields = journal.open(entry);
    if (!fields)
        return failure(fields);
    return wire::ShownEvent{entry.sequence,
        {static_cast<casefile::Kind>(entry.kind), entry.time, entry.actor, casefile::ClientId(*entry.client),
            casefile::CaseId(*entry.caseId), std::move(*fields)},
        std::move(*key)};
}

Result<std::vector<wire::ShownEvent>> eventsOf(
    vault::Store& store, const casefile::CaseId& caseId, const casefile::CaseState& state)
{
    vault::Journal& journal = store.journal();
    std::vector<wire::ShownEvent> events;
    const auto take = [&](const casefile::Entry& entry) -> Result<bool> {
        if (entry.caseId != caseId.uuid() || !entry.client)
            return true;
        auto shown = shownEvent(journal, entry);
        if (!shown)
            return failure(shown);
        events.push_back(std::move(*shown));
        return true;
    };
    const auto lines = journal.read({.caseId = caseId, .most = wire::kMostEvents});
    if (!lines)
        return failure(lines);
    // Newest first, and only what has not gone into a volume yet.
    if (static_cast<int>(lines->size()) >= state.events) {
        for (auto line = lines->rbegin(); line != lines->rend(); ++line) {
            if (const auto taken = take(line->entry); !taken)
                return failure(taken);
        }
        return events;
    }
    if (const Result<> visited = journal.visit(1, take); !visited)
        return failure(visited);
    return events;
}

// Every revision of a document is an original here; which digests are a document's, its events say.
struct Digests
{
    QHash<QByteArray, core::Uuid> newest;
    QSet<QByteArray> older;
};

Digests digestsOf(const std::vector<wire::ShownEvent>& events, const casefile::CaseState& state)
{
    Digests digests;
    for (auto document = state.documents.cbegin(); document != state.documents.cend(); ++document) {
        if (document->isSigned)
            digests.newest.insert(QByteArray::fromHex(document->digest.toLatin1()), document.key());
    }
    for (const wire::ShownEvent& shown : events) {
        if (shown.event.kind != casefile::Kind::DocumentSigned && shown.event.kind != casefile::Kind::DocumentStamped)
            continue;
        const QByteArray digest = QByteArray::fromHex(shown.event.fields.value(u"digest").toString().toLatin1());
        if (!digests.newest.contains(digest))
            digests.older.insert(digest);
    }
    return digests;
}

wire::PartKind kindOf(vault::ObjectKind kind)
{
    switch (kind) {
    case vault::ObjectKind::Template:
        return wire::PartKind::Template;
    case vault::ObjectKind::Clip:
        return wire::PartKind::Clip;
    default:
        return wire::PartKind::Original;
    }
}
} // namespace

Result<QList<wire::Part>> partsOf(vault::Store& store, const casefile::CaseId& caseId, const casefile::CaseState& state)
{
    const auto events = eventsOf(store, caseId, state);
    const auto objects = events ? store.objectsOf(*state.client) : failure(events);
    if (!objects)
        return failure(objects);
    Digests digests = digestsOf(*events, state);
    QList<wire::Part> parts{{wire::PartKind::Events, caseId.uuid(), wire::encodeEvents(*events)}};
    for (const vault::ObjectInfo& object : *objects) {
        if (object.caseId != caseId || !object.isComplete || object.kind == vault::ObjectKind::Package)
            continue;
        const Result<QByteArray> bytes = store.readObject(object.id);
        if (!bytes)
            return failure(bytes);
        if (object.kind == vault::ObjectKind::Original) {
            const QByteArray digest = core::sha256(*bytes);
            if (digests.older.contains(digest))
                continue; // the newer revision begins with it
            if (const auto document = digests.newest.constFind(digest); document != digests.newest.cend()) {
                parts.append({wire::PartKind::Document, *document, *bytes});
                digests.newest.erase(document);
                continue;
            }
        }
        parts.append({kindOf(object.kind), object.id.uuid(), *bytes});
    }
    if (!digests.newest.isEmpty())
        return failure(kPartMissing, ErrorKind::SecurityStop, digests.newest.cbegin()->toString());
    return parts;
}

} // namespace tirkeu::sync
