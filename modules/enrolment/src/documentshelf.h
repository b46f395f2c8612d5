#pragma once

#include <vault/store.h>

namespace tirkeu::enrolment::shelf {

/// Each revision of a document is an original of its own; the newest is found by the document's id.
[[nodiscard]] Result<> keep(vault::Writer& writer, const core::Uuid& document, const casefile::ClientId& client,
    const std::optional<casefile::CaseId>& caseId, const QByteArray& pdf);
[[nodiscard]] Result<QByteArray> newest(vault::Store& store, const core::Uuid& document);

} // namespace tirkeu::enrolment::shelf
