#pragma once

#include <vault/store.h>
#include <wire/package.h>

namespace tirkeu::sync {

/// All that a case leaves behind, as parts of a package: its events with one key each, the newest revision of each
/// document, everything else as it was made or received.
[[nodiscard]] Result<QList<wire::Part>> partsOf(
    vault::Store& store, const casefile::CaseId& caseId, const casefile::CaseState& state);

} // namespace tirkeu::sync
