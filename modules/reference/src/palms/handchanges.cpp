#include "handchanges.h"

#include <algorithm>

namespace tirkeu::reference {

using casefile::CaseState;
using casefile::ConsentState;

namespace {
constexpr std::array kNeeded{casefile::kConsentPalmScan, casefile::kConsentPersonalData};

bool isEnrolment(const CaseState& state)
{
    return state.kind.isEmpty() ? !state.steps.contains(QStringLiteral("palm-comparison")) : state.kind == u"enrol";
}

/// Said in this case and not in the one it stands in: a consent refused later ends what stood, as one taken back does.
bool endsUse(const ConsentState& said)
{
    return said.answer == ConsentState::Answer::Withdrawn ||
           (said.answer == ConsentState::Answer::Refused && !said.from);
}

core::WallTime endOf(const CaseState& state, const std::vector<wire::ShownEvent>& events)
{
    const auto last = std::find_if(events.rbegin(), events.rend(),
        [](const wire::ShownEvent& shown) { return shown.event.kind == casefile::Kind::CaseEnded; });
    return last == events.rend() ? state.lastAt : last->event.time;
}
} // namespace

QList<HandChange> handChangesOf(
    const CaseState& state, const std::vector<wire::ShownEvent>& events, const QByteArray& subject)
{
    std::optional<core::WallTime> withdrawn;
    for (const QLatin1StringView consent : kNeeded) {
        const auto said = state.consents.constFind(consent);
        if (said != state.consents.cend() && endsUse(*said))
            withdrawn = std::max(withdrawn.value_or(said->at), said->at);
    }
    if (withdrawn)
        return {{.kind = HandChange::Kind::Withdrawn, .id = state.id->uuid(), .subject = subject, .at = *withdrawn}};
    QList<HandChange> changes;
    const bool mayStand =
        std::ranges::all_of(kNeeded, [&state](QLatin1StringView consent) { return state.has(consent); });
    if (!mayStand || !isEnrolment(state) || !state.isSettled() || state.ending != casefile::Ending::Accepted)
        return changes;
    for (auto it = state.templates.cbegin(); it != state.templates.cend(); ++it) {
        const casefile::Attempt* attempt = state.attempt(it.value());
        if (attempt != nullptr && attempt->modality == casefile::Modality::Palm)
            changes.append({.id = it.key(), .subject = subject, .hand = attempt->hand, .at = endOf(state, events)});
    }
    return changes;
}

} // namespace tirkeu::reference
