#pragma once

#include <reference/reference.h>

namespace tirkeu::gateway {

/// Every signature of a document is whole and of somebody whom the criteria know, chained to who issues to staff.
/// What only a status service could add may still be missing: time stamps and status rise later.
[[nodiscard]] reference::DocumentJudge makeDocumentJudge(
    pki::TrustStore trust, const reference::CriteriaBook& book, const core::Clock& clock);

} // namespace tirkeu::gateway
