#include "counterdesk.h"

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
        const auto what = line.phase == Phase::Ended ? WaitingCase::For::Signature
                          : line.hasOpenQuestion     ? WaitingCase::For::Supervisor
                                                     : WaitingCase::For::Teller;
        all.append({line.id, what, data ? data->name.full() : QString(), QStringLiteral("…") + state->iin.right(4),
            line.actor, line.opened, line.changed, state->deadline});
    }
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
        return std::optional(KnownClient{*std::move(data), cases ? static_cast<int>(cases->size()) : 0});
    }
    return std::optional<KnownClient>();
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
