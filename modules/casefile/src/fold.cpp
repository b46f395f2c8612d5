#include "rules.h"

#include <casefile/fold.h>

namespace tirkeu::casefile {

namespace {
Result<> step(CaseState& state, const Event& event)
{
    switch (event.kind) {
    case Kind::CaseOpened:
        return rules::opened(state, event);
    case Kind::ClientRecorded:
    case Kind::VisuallyIdentified:
    case Kind::PresenceAttested:
    case Kind::PhoneChecked:
    case Kind::HandExcepted:
    case Kind::ServiceAsked:
        return rules::clientSaid(state, event);
    case Kind::ConsentAnswered:
    case Kind::ConsentWithdrawn:
        return rules::consent(state, event);
    case Kind::CasePaused:
    case Kind::CaseResumed:
    case Kind::CaseHandedOver:
    case Kind::CaseEnded:
    case Kind::CaseReopened:
        return rules::course(state, event);
    case Kind::AttemptStarted:
    case Kind::AttemptFinished:
    case Kind::AttemptVoided:
        return rules::attempt(state, event);
    case Kind::TemplateFormed:
    case Kind::ComparisonMade:
    case Kind::ComparisonAwaited:
    case Kind::AnswerReceived:
    case Kind::DuplicateSuspected:
        return rules::comparison(state, event);
    case Kind::QuestionRaised:
    case Kind::QuestionAnswered:
    case Kind::DecisionMade:
        return rules::decision(state, event);
    case Kind::DocumentMade:
    case Kind::DocumentSigned:
    case Kind::DocumentStamped:
    case Kind::SlipGiven:
    case Kind::NoticeOwed:
        return rules::document(state, event);
    case Kind::PackageQueued:
    case Kind::PackageSent:
    case Kind::PackageAccepted:
    case Kind::PackageRefused:
    case Kind::PackageSuperseded:
        return rules::package(state, event);
    default:
        return rules::refuse(rules::kNotOfCase, event, u"not a kind of a case");
    }
}
} // namespace

Result<CaseState> apply(const CaseState& state, const Event& event)
{
    if (const Result<> checked = check(event); !checked)
        return failure(checked);
    const KindInfo& info = infoOf(event.kind);
    if (info.scope != Scope::Case)
        return rules::refuse(rules::kNotOfCase, event, u"not a kind of a case");
    if (event.kind != Kind::CaseOpened) {
        if (state.phase == Phase::NotOpened)
            return rules::refuse(rules::kNotOpened, event, u"no opening event");
        if (event.caseId != state.id || event.client != state.client)
            return rules::refuse(rules::kNotOfCase, event, u"another case or client");
    }
    CaseState next = state;
    if (const Result<> stepped = step(next, event); !stepped)
        return failure(stepped);
    next.lastAt = event.time;
    ++next.events;
    return next;
}

Result<CaseState> fold(std::span<const Event> events, CaseState from)
{
    qint64 place = 0;
    for (const Event& event : events) {
        ++place;
        Result<CaseState> next = apply(from, event);
        if (!next) {
            Error error = next.error();
            error.values.append(QString::number(place));
            return tl::make_unexpected(std::move(error));
        }
        from = std::move(*next);
    }
    return from;
}

} // namespace tirkeu::casefile
