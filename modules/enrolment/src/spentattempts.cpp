#include <enrolment/spentattempts.h>

#include <algorithm>

namespace tirkeu::enrolment {

Result<std::optional<SpentAttempts>> spentAttempts(
    vault::Store& store, const criteria::Criteria& criteria, const identity::Iin& iin)
{
    const core::WallTime since = store.clock().wall() - criteria.attempts.interval;
    const auto spent = store.spentSince(iin.toString(), since);
    if (!spent)
        return failure(spent);
    const auto limit = static_cast<std::size_t>(std::min(criteria.attempts.palm, criteria.attempts.face));
    SpentAttempts found;
    for (const casefile::Hand hand : {casefile::Hand::Right, casefile::Hand::Left}) {
        std::vector<core::WallTime> started;
        for (const vault::SpentAttempt& one : *spent) {
            if (one.modality == casefile::Modality::Palm && one.hand == hand)
                started.push_back(one.started);
        }
        if (started.size() < limit)
            continue;
        found.hands.append(hand);
        // The oldest that has to leave the interval so that fewer than the limit are in it.
        found.until = std::max(found.until, started.at(started.size() - limit) + criteria.attempts.interval);
    }
    return found.hands.isEmpty() ? std::nullopt : std::optional(found);
}

} // namespace tirkeu::enrolment
