#pragma once

#include <reference/reference.h>

namespace tirkeu::gateway {

/// Every signature of a document is whole and chained to who issues to staff. One is of somebody who had this case in
/// hand and may sign; besides it a supervisor's, the organisation's seal or the client's own may stand, nobody else's.
/// What the document says of itself – id, kind, client – is what the case says of it.
/// What only a status service could add may still be missing: time stamps and status rise later.
[[nodiscard]] reference::DocumentJudge makeDocumentJudge(
    std::function<pki::TrustStore()> trust, const reference::CriteriaBook& book, const core::Clock& clock);

} // namespace tirkeu::gateway
