#include "counterdesk.h"

#include <algorithm>
#include <array>

namespace tirkeu::workstation::counterdesk {

using casefile::Phase;
using enrolment::CaseDesk;

namespace {
std::optional<enrolment::ClientData> dataOf(vault::Store& store, const casefile::ClientId& client, const QString& iin)
{
    const auto number = identity::Iin::parse(iin);
    const auto record = store.client(client);
    if (!number || !record)
        return {};
    auto data = enrolment::ClientData::fromFields(record->data, *number);
    return data ? std::optional(*std::move(data)) : std::nullopt;
}

constexpr std::array kConsents{criteria::ConsentKind::PersonalData, criteria::ConsentKind::IdecAuthentication,
    criteria::ConsentKind::EdsKeys, criteria::ConsentKind::ThirdParties, criteria::ConsentKind::PalmScanning};

// Among the cases that ended lately: a settled case stands in no other list.
constexpr int kMostEndings = 400;

Result<> addAwaited(vault::Store& store, QList<WaitingCase>& all)
{
    const auto lines = store.journal().read({.kinds = {casefile::Kind::CaseEnded}, .most = kMostEndings});
    if (!lines)
        return failure(lines);
    for (const vault::JournalLine& line : *lines) {
        if (!line.fields || !line.entry.caseId || line.fields->value(u"ending").toString() != u"awaited")
            continue;
        const casefile::CaseId id(*line.entry.caseId);
        const auto state = store.caseState(id);
        if (!state)
            return failure(state);
        const bool isListed = std::ranges::any_of(all, [&](const WaitingCase& one) { return one.id == id; });
        if (isListed || !state->isSettled() || state->ending != casefile::Ending::Awaited)
            continue;
        const auto data = dataOf(store, *state->client, state->iin);
        all.append({id, state->awaitsAnswer() ? WaitingCase::For::Answer : WaitingCase::For::Finish,
            data ? data->name.full() : QString(), QStringLiteral("…") + state->iin.right(4), state->actor,
            state->openedAt, state->lastAt, state->deadline});
    }
    return {};
}

WaitingCase::For whatFor(const vault::CaseLine& line, const casefile::CaseState& state)
{
    if (line.phase == Phase::Ended)
        return WaitingCase::For::Signature;
    if (line.hasOpenQuestion)
        return WaitingCase::For::Supervisor;
    return state.decision ? WaitingCase::For::Answered : WaitingCase::For::Teller;
}
} // namespace

Result<CaseView> viewOf(const CaseDesk& desk)
{
    CaseView view{desk.state(), desk.plan()};
    if (!desk.state().isRecorded)
        return view;
    auto data = desk.clientData();
    if (!data)
        return failure(data);
    view.client = *std::move(data);
    return view;
}

Result<QList<WaitingCase>> waiting(vault::Store& store, const QString& actor, bool isSupervisor)
{
    const auto lines = store.cases(vault::CaseList::Unsettled);
    if (!lines)
        return failure(lines);
    QList<WaitingCase> all;
    for (const vault::CaseLine& line : *lines) {
        if (line.actor != actor && !isSupervisor)
            continue;
        const auto state = store.caseState(line.id);
        if (!state)
            return failure(state);
        const auto data = dataOf(store, line.client, state->iin);
        all.append({line.id, whatFor(line, *state), data ? data->name.full() : QString(),
            QStringLiteral("…") + state->iin.right(4), line.actor, line.opened, line.changed, state->deadline});
    }
    if (const Result<> added = addAwaited(store, all); !added)
        return failure(added);
    return all;
}

Result<std::optional<KnownClient>> known(vault::Store& store, const identity::Iin& iin)
{
    const auto found = store.find(vault::SearchField::Iin, iin.toString());
    if (!found)
        return failure(found);
    for (const casefile::ClientId& id : *found) {
        auto data = dataOf(store, id, iin.toString());
        if (!data)
            continue;
        const auto cases = store.casesOf(id);
        return std::optional(KnownClient{id, *std::move(data), cases ? static_cast<int>(cases->size()) : 0});
    }
    return std::optional<KnownClient>();
}

Result<> take(CaseDesk& desk, vault::Store& store, const casefile::CaseId& id, bool isSupervisor)
{
    const auto state = store.caseState(id);
    if (!state)
        return failure(state);
    if (state->isSettled() && state->ending == casefile::Ending::Awaited)
        return desk.reopen(id, QStringLiteral("answer-received"));
    if (const Result<> taken = isSupervisor ? desk.takeOver(id) : desk.take(id); !taken)
        return taken;
    const bool isAnswered = desk.state().phase == Phase::Open && desk.state().decision;
    return isAnswered ? decide(desk, {}) : Result<>();
}

Result<QList<enrolment::WithdrawalOutlook>> outlooks(
    const CaseDesk& desk, vault::Store& store, const criteria::Criteria& criteria)
{
    const auto record = store.client(*desk.state().client);
    if (!record)
        return failure(record);
    QList<enrolment::WithdrawalOutlook> all;
    for (const criteria::ConsentKind kind : kConsents) {
        if (desk.state().has(enrolment::consentName(kind)))
            all.append(enrolment::outlookOf(kind, criteria, record->relationEnded));
    }
    return all;
}

Result<> withdraw(CaseDesk& desk, const Withdrawal& withdrawal)
{
    const Result<> taken = desk.withdrawAll(withdrawal.kinds, withdrawal.means, withdrawal.evidence);
    return taken ? desk.end(casefile::Ending::Withdrawn) : taken;
}

Result<> begin(CaseDesk& desk, const NewClient& client)
{
    if (const Result<> opened = desk.open(client.opening); !opened)
        return opened;
    if (const Result<> recorded = desk.recordClient(client.data); !recorded)
        return recorded;
    if (const Result<> seen = desk.attestIdentity(); !seen)
        return seen;
    return desk.notePhone(client.phone);
}

Result<> decide(CaseDesk& desk, const QString& reason)
{
    if (!desk.state().decision) {
        if (const Result<> decided = desk.decide(); !decided)
            return decided;
    }
    if (!desk.state().decision)
        return {}; // a supervisor's to say
    const auto ending = casefile::endingNamed(casefile::nameOf(*desk.state().decision));
    return ending ? desk.end(*ending, reason) : failure(ending);
}

} // namespace tirkeu::workstation::counterdesk
