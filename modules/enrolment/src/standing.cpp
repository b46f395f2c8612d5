#include <enrolment/standing.h>

#include <algorithm>

namespace tirkeu::enrolment {

using casefile::CaseState;
using casefile::ConsentState;
using casefile::Ending;
using casefile::Hand;

namespace {
bool isEnrolment(const CaseState& state)
{
    return state.kind.isEmpty() ? !state.steps.contains(QStringLiteral("palm-comparison")) : state.kind == u"enrol";
}

void takeConsents(Standing& standing, const CaseState& state)
{
    for (auto it = state.consents.cbegin(); it != state.consents.cend(); ++it) {
        if (it->from)
            continue; // said elsewhere
        const bool given = it->answer == ConsentState::Answer::Given;
        if (given && !state.isSettled())
            continue;
        standing.consents.removeIf([&](const StandingConsent& one) { return one.consent == it.key(); });
        if (given)
            standing.consents.append({it.key(), *state.id, it->at});
    }
    // Taken back in a case of its own: what stood is marked there.
    for (auto it = state.consents.cbegin(); it != state.consents.cend(); ++it) {
        if (it->answer == ConsentState::Answer::Withdrawn)
            standing.consents.removeIf([&](const StandingConsent& one) { return one.consent == it.key(); });
    }
}

void takeHands(Standing& standing, const CaseState& state)
{
    if (!isEnrolment(state) || !state.isSettled() || state.ending != Ending::Accepted)
        return;
    for (auto it = state.exceptedHands.cbegin(); it != state.exceptedHands.cend(); ++it)
        standing.exceptions.insert(it.key(), it.value());
    for (auto it = state.templates.cbegin(); it != state.templates.cend(); ++it) {
        const casefile::Attempt* attempt = state.attempt(it.value());
        if (!attempt || attempt->modality != casefile::Modality::Palm)
            continue;
        standing.palms.insert(attempt->hand, it.key());
        standing.palmCases.insert(attempt->hand, *state.id);
        standing.exceptions.remove(attempt->hand);
    }
}
} // namespace

bool Standing::has(QLatin1StringView consent) const
{
    return std::ranges::any_of(consents, [&](const StandingConsent& one) { return one.consent == consent; });
}

Result<Standing> standingOf(
    vault::Store& store, const casefile::ClientId& client, const std::optional<casefile::CaseId>& except)
{
    const auto cases = store.casesOf(client);
    if (!cases)
        return failure(cases);
    Standing standing;
    for (const vault::CaseLine& line : *cases) {
        if (line.id == except)
            continue;
        const auto state = store.caseState(line.id);
        if (!state)
            return failure(state);
        takeConsents(standing, *state);
        takeHands(standing, *state);
    }
    // Use ends with the consent, at once.
    if (!standing.has(casefile::kConsentPalmScan) || !standing.has(casefile::kConsentPersonalData)) {
        standing.palms.clear();
        standing.palmCases.clear();
    }
    return standing;
}

Result<QMap<Hand, EnrolledPalm>> enrolledPalms(vault::Store& store, const Standing& standing)
{
    QMap<Hand, EnrolledPalm> palms;
    for (auto it = standing.palms.cbegin(); it != standing.palms.cend(); ++it) {
        const auto bytes = store.readObject(vault::ObjectId(*it));
        const auto palm = bytes ? palm::PalmTemplate::fromBytes(*bytes) : failure(bytes);
        if (!palm)
            return failure(palm);
        palms.insert(it.key(), {*it, *standing.palmCases.constFind(it.key()), *palm});
    }
    return palms;
}

Result<QString> registeredPhone(vault::Store& store, const casefile::ClientId& client, const casefile::CaseId& before)
{
    const auto cases = store.casesOf(client);
    if (!cases)
        return failure(cases);
    QString phone;
    for (const vault::CaseLine& line : *cases) {
        if (line.id == before || !line.isSettled)
            continue;
        const auto events = store.journal().eventsOf(line.id);
        if (!events)
            return failure(events);
        for (const casefile::Event& event : *events) {
            if (event.kind == casefile::Kind::ClientRecorded && event.fields.contains(u"phone"))
                phone = event.fields.value(u"phone").toString();
        }
    }
    return phone;
}

} // namespace tirkeu::enrolment
