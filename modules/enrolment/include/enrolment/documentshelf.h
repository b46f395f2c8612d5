#pragma once

#include <vault/store.h>

namespace tirkeu::enrolment::shelf {

// Each revision of a document is an original of its own; the newest is found by the document's id. On the vault's
// thread; `keep` inside the transaction that journals the revision: both are kept or neither.
[[nodiscard]] Result<> keep(vault::Writer& writer, const core::Uuid& document, const casefile::ClientId& client,
    const std::optional<casefile::CaseId>& caseId, const QByteArray& pdf);
[[nodiscard]] Result<vault::ObjectId> newestOf(vault::Store& store, const core::Uuid& document);
[[nodiscard]] Result<QByteArray> newest(vault::Store& store, const core::Uuid& document);
/// Signed documents whose newest revision is missing here, or is not the one whose digest the journal names. Reads all
/// of them.
[[nodiscard]] Result<QList<core::Uuid>> notAsSigned(vault::Store& store);

} // namespace tirkeu::enrolment::shelf
