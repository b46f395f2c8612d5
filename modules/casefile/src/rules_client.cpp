#include "rules.h"

#include <algorithm>

namespace tirkeu::casefile::rules {

namespace {
constexpr ErrorCode kUnknownConsent{"casefile.unknown-consent"};
constexpr QLatin1StringView kConsents[] = {
    kConsentPersonalData, kConsentIdec, kConsentEdsKeys, kConsentThirdParties, kConsentPalmScan};

// BIO-37: what the system against unauthorised payments suspects, no rule accepts over. It may say so late: also of a
// case that stands or has ended, a person looks into it.
void serviceSaid(CaseState& state, const Event& event)
{
    const QString service = text(event, QLatin1StringView("service"));
    if (text(event, QLatin1StringView("verdict")) == kSuspected && !state.suspicions.contains(service))
        state.suspicions.append(service);
}
} // namespace

Result<> clientSaid(CaseState& state, const Event& event)
{
    if (event.kind == Kind::ServiceAsked) {
        serviceSaid(state, event);
        return {};
    }
    if (const Result<> open = mustBeOpen(state, event); !open)
        return open;
    switch (event.kind) {
    case Kind::ClientRecorded:
        // A correction supersedes what was recorded; a second record that does not say so is a mistake.
        if (state.isRecorded != event.fields.contains(u"supersedes"))
            return refuse(kNotNow, event, u"recorded before, or nothing to correct");
        state.isRecorded = true;
        return {};
    case Kind::VisuallyIdentified:
        if (!state.isRecorded)
            return refuse(kNotNow, event, u"no client data yet");
        state.isVisuallyIdentified = true;
        return {};
    case Kind::PresenceAttested:
        state.isPresent = true;
        return {};
    case Kind::PhoneChecked:
        state.phone = text(event, QLatin1StringView("state"));
        return {};
    case Kind::HandExcepted: {
        const Result<Hand> hand = handNamed(text(event, QLatin1StringView("hand")));
        if (!hand)
            return failure(hand);
        const QString second = text(event, QLatin1StringView("attestedBy"));
        if (*hand == Hand::None || second.isEmpty() || second == event.actor || state.actors.contains(second))
            return refuse(kNotNow, event, u"a hand, and a second person");
        state.exceptedHands.insert(*hand, text(event, QLatin1StringView("until")));
        return {};
    }
    default:
        return refuse(kNotOfCase, event, u"not of this group");
    }
}

Result<> consent(CaseState& state, const Event& event)
{
    const QString name = text(event, QLatin1StringView("consent"));
    if (std::ranges::find(kConsents, name) == std::end(kConsents))
        return refuse(kUnknownConsent, event, name);
    const QString means = text(event, QLatin1StringView("means"));
    if (event.kind == Kind::ConsentWithdrawn) {
        // Withdrawing is possible at any time, also long after the end.
        if (!state.consents.contains(name) || !state.has(QLatin1StringView(name.toLatin1())))
            return refuse(kNotNow, event, u"not given");
        if (state.runningAttempt())
            return refuse(kNotNow, event, u"an attempt is running and has to be ended first");
        state.consents.insert(name, {ConsentState::Answer::Withdrawn, event.time, means, state.consents[name].from});
        if (state.phase != Phase::Ended)
            state.decision.reset(); // it rested on what is taken back
        return {};
    }
    if (const Result<> open = mustBeOpen(state, event); !open)
        return open;
    const QString answer = text(event, QLatin1StringView("answer"));
    if (answer != u"given" && answer != u"refused")
        return refuse(kUnknownConsent, event, answer);
    const auto kept = answer == u"given" ? ConsentState::Answer::Given : ConsentState::Answer::Refused;
    state.consents.insert(name, {kept, event.time, means});
    if (answer != u"given")
        state.decision.reset();
    return {};
}

} // namespace tirkeu::casefile::rules
