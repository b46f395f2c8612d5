#pragma once

#include <casefile/casestate.h>

#include <span>

namespace tirkeu::casefile {

/// Adds one event to a case. An event that the case does not allow is refused and changes nothing: the same rules in
/// workstation, review and gateway.
[[nodiscard]] Result<CaseState> apply(const CaseState& state, const Event& event);

/// The state after all events, from where `from` stands. The error of the first that does not fit carries, after its
/// own values, the event's place counted from 1.
[[nodiscard]] Result<CaseState> fold(std::span<const Event> events, CaseState from = {});

} // namespace tirkeu::casefile
