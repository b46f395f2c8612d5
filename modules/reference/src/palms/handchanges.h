#pragma once

#include <reference/palmstore.h>

#include <casefile/casestate.h>
#include <wire/shownevents.h>

namespace tirkeu::reference {

/// What an accepted case does to the enrolled hands of its client, without tickets: the same as the workstation holds
/// for standing. A hand is enrolled by a signed, accepted enrolment while its consents are given.
[[nodiscard]] QList<HandChange> handChangesOf(
    const casefile::CaseState& state, const std::vector<wire::ShownEvent>& events, const QByteArray& subject);

} // namespace tirkeu::reference
