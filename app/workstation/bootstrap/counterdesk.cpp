#include "counterdesk.h"

#include <QHash>

#include <algorithm>
#include <functional>

namespace tirkeu::workstation {

enrolment::CaseDesk& CounterDesk::renew(
    vault::Store& store, const criteria::Criteria& criteria, const enrolment::Teller& teller)
{
    if (!palms)
        palms = std::make_shared<enrolment::KnownPalms>();
    return desk.emplace(store, criteria, teller, palms);
}

void CounterDesk::drop()
{
    desk.reset();
    palms.reset();
}

} // namespace tirkeu::workstation

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

constexpr ErrorCode kNotSecond{"enrolment.no-second-person"};
const QString kOutside = QStringLiteral("gateway"); ///< by whose way late words come
constexpr int kPage = 400;
constexpr std::chrono::hours kSuspectFor{24 * 30}; ///< so long a suspicion stands in the list

bool isListed(const QList<WaitingCase>& all, const casefile::CaseId& id)
{
    return std::ranges::any_of(all, [&id](const WaitingCase& one) { return one.id == id; });
}

WaitingCase lineOf(vault::Store& store, const casefile::CaseState& state, WaitingCase::For what)
{
    const auto data = dataOf(store, *state.client, state.iin);
    return {*state.id, what, data ? data->name.full() : QString(), QStringLiteral("…") + state.iin.right(4),
        state.actor, state.openedAt, state.lastAt, state.deadline, state.client};
}

// Every line of these kinds, from the newest on, page after page.
Result<> walk(
    vault::Store& store, vault::JournalFilter filter, const std::function<Result<>(const vault::JournalLine&)>& visit)
{
    filter.most = kPage;
    for (;;) {
        const auto lines = store.journal().read(filter);
        if (!lines)
            return failure(lines);
        for (const vault::JournalLine& line : *lines) {
            if (!line.fields)
                continue;
            if (const Result<> visited = visit(line); !visited)
                return visited;
        }
        if (lines->size() < static_cast<std::size_t>(kPage))
            return {};
        filter.before = lines->back().entry.sequence;
    }
}

// Whoever began a case finds it among what is to be finished, however long ago that was; a supervisor finds all.
Result<> addAwaited(vault::Store& store, QList<WaitingCase>& all, const QString& actor, bool isSupervisor)
{
    return walk(store, {.kinds = {casefile::Kind::CaseEnded}}, [&](const vault::JournalLine& line) -> Result<> {
        const casefile::CaseId id(*line.entry.caseId);
        if (line.fields->value(u"ending").toString() != u"awaited" || isListed(all, id))
            return {};
        const auto state = store.caseState(id);
        if (!state)
            return failure(state);
        const bool isTheirs = isSupervisor || state->actor == actor;
        if (isTheirs && state->isSettled() && state->ending == casefile::Ending::Awaited)
            all.append(
                lineOf(store, *state, state->awaitsAnswer() ? WaitingCase::For::Answer : WaitingCase::For::Finish));
        return {};
    });
}

// Up to which line of the journal a case was looked into.
using SeenUpTo = QHash<QString, quint64>;

Result<SeenUpTo> lookedInto(vault::Store& store, core::WallTime since)
{
    SeenUpTo seen;
    const Result<> walked = walk(store, {.from = since, .kinds = {casefile::Kind::SuspicionSeen}},
        [&seen](const vault::JournalLine& line) -> Result<> {
            quint64& last = seen[line.fields->value(u"case").toString()];
            last = std::max<quint64>(last, line.entry.sequence);
            return {};
        });
    return walked ? Result<SeenUpTo>(seen) : failure(walked);
}

// What looked like an attack, or failed for good, and nobody has looked into since. Said to supervisors alone, and
// nowhere else.
Result<> addSuspicions(vault::Store& store, QList<WaitingCase>& all)
{
    const core::WallTime since = store.clock().wall() - kSuspectFor;
    const auto seen = lookedInto(store, since);
    if (!seen)
        return failure(seen);
    const vault::JournalFilter lately{.from = since,
        .kinds = {casefile::Kind::AttemptFinished, casefile::Kind::DuplicateSuspected, casefile::Kind::ServiceAsked}};
    return walk(store, lately, [&](const vault::JournalLine& line) -> Result<> {
        const casefile::CaseId id(*line.entry.caseId);
        const QString verdict = line.fields->value(u"verdict").toString();
        const bool isSeen = line.entry.sequence < seen->value(id.toString());
        const bool isClear =
            line.entry.kind == static_cast<quint16>(casefile::Kind::ServiceAsked) && verdict != casefile::kSuspected;
        if (isSeen || isClear || verdict == casefile::nameOf(casefile::Verdict::Authentic) || isListed(all, id))
            return {};
        const auto state = store.caseState(id);
        if (!state)
            return failure(state);
        const bool isAttack = verdict == casefile::nameOf(casefile::Verdict::NotAuthentic);
        const bool hasFailed = std::ranges::any_of(
            state->attempts, [&](const casefile::Attempt& one) { return state->isNegative(one.modality, one.hand); });
        if (isAttack || hasFailed || !state->suspicions.isEmpty())
            all.append(lineOf(store, *state, WaitingCase::For::Suspicion));
        return {};
    });
}

// Somebody else's to answer than whoever asked.
Result<> addAttempts(
    vault::Store& store, const criteria::Criteria& criteria, QList<WaitingCase>& all, const QString& actor)
{
    const auto questions = enrolment::attemptsQuestions(store, criteria);
    if (!questions)
        return failure(questions);
    for (const enrolment::AttemptsQuestion& one : *questions) {
        if (one.askedBy == actor)
            continue;
        const auto data = dataOf(store, one.client, one.iin.toString());
        all.append({casefile::CaseId(core::Uuid()), WaitingCase::For::Attempts, data ? data->name.full() : QString(),
            QStringLiteral("…") + one.iin.toString().right(4), one.askedBy, one.asked, one.asked, one.spent.until,
            one.client, one.spent});
    }
    return {};
}

bool isCalled(const casefile::CaseState& state)
{
    const QString call(enrolment::kSupervisorCall);
    return std::ranges::any_of(state.questions.keys(), [&](const core::Uuid& question) {
        return state.questions.value(question).isEmpty() && state.questionsAbout.value(question) == call;
    });
}

WaitingCase::For whatFor(const vault::CaseLine& line, const casefile::CaseState& state)
{
    if (line.phase == Phase::Ended)
        return WaitingCase::For::Signature;
    if (line.hasOpenQuestion)
        return isCalled(state) ? WaitingCase::For::Called : WaitingCase::For::Supervisor;
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

Result<QList<WaitingCase>> waiting(
    vault::Store& store, const criteria::Criteria& criteria, const QString& actor, bool isSupervisor)
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
        all.append(lineOf(store, *state, whatFor(line, *state)));
    }
    std::stable_partition(
        all.begin(), all.end(), [](const WaitingCase& one) { return one.what == WaitingCase::For::Called; });
    if (const Result<> added = addAwaited(store, all, actor, isSupervisor); !added)
        return failure(added);
    if (!isSupervisor)
        return all;
    if (const Result<> added = addAttempts(store, criteria, all, actor); !added)
        return failure(added);
    if (const Result<> added = addSuspicions(store, all); !added)
        return failure(added);
    return all;
}

Result<std::optional<KnownClient>> known(
    vault::Store& store, const criteria::Criteria& criteria, const identity::Iin& iin, const QString& actor)
{
    const auto found = store.find(vault::SearchField::Iin, iin.toString());
    if (!found)
        return failure(found);
    for (const casefile::ClientId& id : *found) {
        auto data = dataOf(store, id, iin.toString());
        if (!data)
            continue;
        const auto cases = store.casesOf(id);
        const auto spent = enrolment::spentAttempts(store, criteria, iin);
        if (!spent)
            return failure(spent);
        KnownClient client{id, *std::move(data), cases ? static_cast<int>(cases->size()) : 0, *spent};
        if (*spent) {
            const auto asking = enrolment::attemptsAsking(store, criteria, id);
            if (!asking)
                return failure(asking);
            client.isAsked = asking->isOpen;
            if (enrolment::isApprovedFor(*asking, criteria, actor))
                client.approval = asking->approval;
        }
        return std::optional(client);
    }
    return std::optional<KnownClient>();
}

Result<QList<CasePicture>> pictures(const casefile::CaseState& state, vault::Store& store, const QString& actor)
{
    QList<CasePicture> all;
    if (!state.hasOpenQuestion() || isCalled(state))
        return all;
    const auto objects = store.objectsOf(*state.client);
    if (!objects)
        return failure(objects);
    for (const vault::ObjectInfo& one : *objects) {
        if (one.kind != vault::ObjectKind::Picture || one.caseId != state.id || !one.isComplete)
            continue;
        auto png = store.viewObject(one.id, QStringLiteral("question"), actor);
        if (!png)
            return failure(png);
        all.append({*std::move(png), one.created});
    }
    return all;
}

Result<QByteArray> attemptsStatement(vault::Store& store, const criteria::Criteria& criteria,
    const casefile::ClientId& client, const SupervisorAnswer& answer)
{
    const auto record = store.client(client);
    if (!record)
        return failure(record);
    const auto iin = identity::Iin::parse(record->data.value(u"iin").toString());
    if (!iin)
        return failure(iin);
    return CaseDesk(store, criteria, {}).approvalStatement(*iin, answer.reason, answer.yes);
}

Result<> noteSuspicion(
    vault::Store& store, const casefile::CaseId& id, const QString& actor, const SupervisorAnswer& answer)
{
    const auto state = store.caseState(id);
    if (!state)
        return failure(state);
    if (state->actors.contains(actor))
        return failure(kNotSecond, ErrorKind::OperatorCanFix, id.toString());
    const auto entry = store.append({casefile::Kind::SuspicionSeen, store.clock().wall(), actor, state->client, {},
        {{QStringLiteral("case"), id.toString()}, {QStringLiteral("reason"), answer.reason},
            {QStringLiteral("outcome"), answer.yes ? QStringLiteral("confirmed") : QStringLiteral("unfounded")}}});
    return entry ? Result<>() : failure(entry);
}

Result<> takeLateWord(
    CounterDesk& at, vault::Store& store, const casefile::CaseId& id, const enrolment::ServiceWord& word)
{
    if (at.desk && at.desk->state().id == id && at.desk->state().phase == Phase::Open)
        return at.desk->takeServiceWord(id, word);
    const auto state = store.caseState(id);
    if (!state)
        return failure(state);
    QJsonObject fields{{QStringLiteral("service"), word.service}, {QStringLiteral("call"), word.call.toString()},
        {QStringLiteral("verdict"), word.verdict}};
    if (!word.source.isEmpty())
        fields.insert(QStringLiteral("source"), word.source);
    if (!word.reason.isEmpty())
        fields.insert(QStringLiteral("reason"), word.reason);
    const auto entry =
        store.append({casefile::Kind::ServiceAsked, store.clock().wall(), kOutside, state->client, id, fields});
    return entry ? Result<>() : failure(entry);
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
    for (const criteria::ConsentKind kind : criteria::kConsentKinds) {
        if (desk.state().has(wire::consentName(kind)))
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
