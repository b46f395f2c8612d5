#include "rules.h"

#include <core/json.h>

#include <QJsonArray>

#include <algorithm>

namespace tirkeu::casefile::rules {

namespace {
constexpr ErrorCode kUnfinished{"casefile.something-unfinished"};
constexpr ErrorCode kOpeningWrong{"casefile.opening-wrong"};

// What earlier cases of this client leave standing: consents with where they were given, hands that cannot be scanned.
Result<> carriedIn(CaseState& state, const Event& event)
{
    for (const QJsonValue& value : event.fields.value(u"restsOn").toArray()) {
        core::JsonFields fields(value.toObject());
        const QString name = fields.string(QLatin1StringView("consent"), 32);
        const auto from = CaseId::parse(fields.string(QLatin1StringView("case"), 36));
        const auto at = core::fromIsoText(fields.string(QLatin1StringView("at"), 32));
        if (const Result<> finished = fields.finish(); !finished || !from || !at)
            return refuse(kOpeningWrong, event, u"a consent that stands");
        state.consents.insert(name, {ConsentState::Answer::Given, *at, QStringLiteral("standing"), *from});
    }
    for (const QJsonValue& value : event.fields.value(u"exceptions").toArray()) {
        core::JsonFields fields(value.toObject());
        const auto hand = handNamed(fields.string(QLatin1StringView("hand"), 16));
        const QString until = fields.stringOr(QLatin1StringView("until"), {}, 32);
        if (const Result<> finished = fields.finish(); !finished || !hand || *hand == Hand::None)
            return refuse(kOpeningWrong, event, u"an exception that stands");
        state.exceptedHands.insert(*hand, until);
        state.carriedExceptions.append(*hand);
    }
    return {};
}
} // namespace

tl::unexpected<Error> refuse(const ErrorCode& code, const Event& event, QStringView why)
{
    const std::string_view name = infoOf(event.kind).name;
    const QString kind = QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
    return failure(code, ErrorKind::Bug, kind + QStringLiteral(": ") + why.toString(), {kind});
}

core::Uuid idOf(const Event& event, QLatin1StringView name)
{
    return core::Uuid::parse(text(event, name)).value_or(core::Uuid());
}

Result<> mustBeOpen(const CaseState& state, const Event& event)
{
    if (state.phase != Phase::Open)
        return refuse(kNotNow, event, QStringLiteral("the case is ") + nameOf(state.phase));
    return {};
}

Result<> opened(CaseState& state, const Event& event)
{
    if (state.phase != Phase::NotOpened)
        return refuse(kNotNow, event, u"opened before");
    const Result<Limits> limits = Limits::fromJson(event.fields.value(u"limits").toObject());
    if (!limits)
        return refuse(kOpeningWrong, event, limits.error().detail);
    const QString approver = text(event, QLatin1StringView("approvedBy"));
    const bool isApproved = !approver.isEmpty();
    if (approver == event.actor)
        return refuse(kOpeningWrong, event, u"approved by whoever opens it");
    for (const QJsonValue& value : event.fields.value(u"earlier").toArray()) {
        core::JsonFields fields(value.toObject());
        const auto modality = modalityNamed(fields.string(QLatin1StringView("modality"), 16));
        const auto hand = handNamed(fields.string(QLatin1StringView("hand"), 16));
        const qint64 spent = fields.integer(QLatin1StringView("spent"), 0, 1000);
        const qint64 voided = fields.integerOr(QLatin1StringView("voided"), 0, 0, 1000);
        const Result<> finished = fields.finish();
        if (!modality || !hand || !finished)
            return refuse(kOpeningWrong, event, u"earlier attempts");
        // A supervisor may allow new attempts before the interval is over; what was given back stays counted.
        state.earlier.append({*modality, *hand, isApproved ? 0 : static_cast<int>(spent), static_cast<int>(voided)});
        state.voids += static_cast<int>(voided);
    }
    state.limits = *limits;
    state.phase = Phase::Open;
    state.id = event.caseId;
    state.client = event.client;
    state.iin = text(event, QLatin1StringView("iin"));
    state.purpose = text(event, QLatin1StringView("purpose"));
    state.language = text(event, QLatin1StringView("language"));
    state.criteria = text(event, QLatin1StringView("criteria"));
    state.kind = text(event, QLatin1StringView("kind"));
    state.workstation = text(event, QLatin1StringView("workstation"));
    for (const QJsonValue& value : event.fields.value(u"steps").toArray())
        state.steps.append(value.toString());
    for (const QJsonValue& value : event.fields.value(u"consents").toArray())
        state.asksConsents.append(value.toString());
    state.openedAt = event.time;
    state.deadline = core::fromIsoText(text(event, QLatin1StringView("deadline"))).value_or(event.time);
    // Given in an earlier case and not withdrawn since: a verification does not ask again for what still holds.
    for (const QJsonValue& value : event.fields.value(u"standing").toArray())
        state.consents.insert(value.toString(), {ConsentState::Answer::Given, event.time, QStringLiteral("standing")});
    if (const Result<> carried = carriedIn(state, event); !carried)
        return carried;
    state.actor = event.actor;
    state.actors = QStringList{event.actor};
    return {};
}

Result<> course(CaseState& state, const Event& event)
{
    switch (event.kind) {
    case Kind::CasePaused:
        if (const Result<> open = mustBeOpen(state, event); !open)
            return open;
        // A pause is no way to win a check back.
        if (state.runningAttempt())
            return refuse(kUnfinished, event, u"an attempt is running");
        state.phase = Phase::Paused;
        return {};
    case Kind::CaseResumed:
        if (state.phase != Phase::Paused)
            return refuse(kNotNow, event, u"not paused");
        state.phase = Phase::Open;
        return {};
    case Kind::CaseHandedOver: {
        if (state.phase == Phase::Ended && state.isSettled())
            return refuse(kNotNow, event, u"settled");
        if (state.runningAttempt())
            return refuse(kUnfinished, event, u"an attempt is running");
        const QString to = text(event, QLatin1StringView("to"));
        state.actor = to;
        if (!state.actors.contains(to))
            state.actors.append(to);
        return {};
    }
    case Kind::CaseEnded: {
        if (state.phase != Phase::Open && state.phase != Phase::Paused)
            return refuse(kNotNow, event, u"not open");
        if (state.runningAttempt())
            return refuse(kUnfinished, event, u"an attempt is running");
        const Result<Ending> ending = endingNamed(text(event, QLatin1StringView("ending")));
        if (!ending)
            return failure(ending);
        if (*ending == Ending::Withdrawn && !std::ranges::any_of(state.consents, [](const ConsentState& one) {
                return one.answer == ConsentState::Answer::Withdrawn;
            }))
            return refuse(kUnfinished, event, u"nothing was withdrawn");
        // What was decided is how it ends; the other endings come without a decision.
        const bool byDecision = *ending == Ending::Accepted || *ending == Ending::Awaited;
        const bool fits = state.decision && nameOf(*state.decision) == nameOf(*ending);
        if (byDecision && !fits)
            return refuse(kUnfinished, event, u"no such decision");
        if (state.decision == Outcome::Accepted && *ending != Ending::Accepted)
            return refuse(kNotNow, event, u"it was accepted");
        if (*ending == Ending::Accepted && (state.awaitsAnswer() || state.hasOpenQuestion()))
            return refuse(kUnfinished, event, u"an answer is awaited");
        state.ending = *ending;
        state.phase = Phase::Ended;
        return {};
    }
    case Kind::CaseReopened:
        // A later ceremony finishes what waited for an answer.
        if (state.phase != Phase::Ended || state.ending != Ending::Awaited)
            return refuse(kNotNow, event, u"nothing is awaited");
        state.phase = Phase::Open;
        state.ending.reset();
        state.decision.reset();
        state.actor = event.actor;
        if (!state.actors.contains(event.actor))
            state.actors.append(event.actor);
        return {};
    default:
        return refuse(kNotOfCase, event, u"not of this group");
    }
}

} // namespace tirkeu::casefile::rules
