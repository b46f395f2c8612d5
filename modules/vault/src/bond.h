#pragma once

#include <casefile/casestate.h>

namespace tirkeu::vault {

/// An enrolment that binds the client to the bank; cases of an older program do not say their kind.
[[nodiscard]] inline bool isBond(const casefile::CaseState& ended)
{
    return (ended.kind.isEmpty() || ended.kind == u"enrol") &&
           (ended.ending == casefile::Ending::Accepted || ended.ending == casefile::Ending::Awaited);
}

} // namespace tirkeu::vault
