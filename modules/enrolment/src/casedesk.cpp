#include <enrolment/casedesk.h>

#include "deskhelp.h"
#include <enrolment/documentshelf.h>
#include <enrolment/signing.h>

#include <QJsonArray>

#include <algorithm>

namespace tirkeu::enrolment {

using casefile::Kind;
using casefile::Phase;

namespace {
constexpr ErrorCode kUnsignedFirst{"enrolment.unsigned-first"};
constexpr ErrorCode kAtAnotherCounter{"enrolment.client-open-already"};
constexpr ErrorCode kUnknownPurpose{"enrolment.unknown-purpose"};
constexpr ErrorCode kNoSupervisor{"enrolment.no-supervisor"};
constexpr ErrorCode kNotThisTeller{"enrolment.case-of-another"};
constexpr ErrorCode kStillAwaited{"enrolment.answer-awaited"};
constexpr ErrorCode kNoStaff{"enrolment.no-staff"};

QJsonArray stepsOf(const criteria::Purpose& purpose)
{
    QJsonArray steps;
    for (const criteria::Step step : purpose.steps)
        steps.append(criteria::code(step));
    return steps;
}

QJsonArray consentsOf(const criteria::Purpose& purpose)
{
    QJsonArray consents;
    for (const criteria::ConsentKind kind : purpose.consents)
        consents.append(QString(wire::consentName(kind)));
    return consents;
}

QString kindOf(const criteria::Purpose& purpose)
{
    return purpose.id == kWithdrawalPurpose ? QStringLiteral("withdraw") : criteria::code(purpose.kind);
}

// A verification asks for nothing anew, a withdrawal takes back: both rest on what stands.
void carry(QJsonObject& fields, const Standing& standing, core::WallTime now)
{
    QJsonArray restsOn;
    for (const StandingConsent& one : standing.consents)
        restsOn.append(QJsonObject{{QStringLiteral("consent"), one.consent},
            {QStringLiteral("case"), one.from.toString()}, {QStringLiteral("at"), core::toIsoText(one.at)}});
    QJsonArray exceptions;
    for (auto it = standing.exceptions.cbegin(); it != standing.exceptions.cend(); ++it) {
        const auto until = core::fromIsoText(it.value());
        if (until && *until <= now)
            continue;
        QJsonObject one{{QStringLiteral("hand"), casefile::nameOf(it.key())}};
        if (until)
            one.insert(QStringLiteral("until"), it.value());
        exceptions.append(one);
    }
    fields.insert(QStringLiteral("restsOn"), restsOn);
    fields.insert(QStringLiteral("exceptions"), exceptions);
}
} // namespace

CaseDesk::CaseDesk(
    vault::Store& store, const criteria::Criteria& criteria, Teller teller, std::shared_ptr<KnownPalms> known)
    : m_store(store)
    , m_criteria(criteria)
    , m_teller(std::move(teller))
    , m_known(known ? std::move(known) : std::make_shared<KnownPalms>())
{
}

casefile::Event CaseDesk::event(Kind kind, const QJsonObject& fields) const
{
    return {kind, m_store.clock().wall(), m_teller.id, m_state.client, m_state.id, fields};
}

Result<> CaseDesk::refresh(const casefile::CaseId& id)
{
    auto state = m_store.caseState(id);
    if (!state)
        return failure(state);
    // What a case is for stays as it began: who walks through its consents may answer each on the way.
    if (m_state.id != id || m_purpose.id.isEmpty())
        m_purpose = purposeOf(*state, m_criteria);
    if (m_state.id != id)
        m_reference.clear();
    m_state = std::move(*state);
    return {};
}

Result<> CaseDesk::write(const std::function<Result<>(vault::Writer&)>& body)
{
    const casefile::CaseId id = *m_state.id;
    const Result<> written = m_store.write(body);
    return written ? refresh(id) : written;
}

Result<> CaseDesk::say(Kind kind, const QJsonObject& fields)
{
    return write([&](vault::Writer& writer) -> Result<> {
        const auto entry = writer.append(event(kind, fields));
        return entry ? Result<>() : failure(entry);
    });
}

Result<> CaseDesk::checkFree(const casefile::ClientId& client) const
{
    const auto unsettled = m_store.cases(vault::CaseList::Unsettled);
    if (!unsettled)
        return failure(unsettled);
    for (const vault::CaseLine& line : *unsettled) {
        if (line.phase == Phase::Ended && line.actor == m_teller.id)
            return failure(kUnsignedFirst, ErrorKind::OperatorCanFix, line.id.toString());
        if (line.phase != Phase::Ended && line.client == client)
            return failure(kAtAnotherCounter, ErrorKind::OperatorCanFix, line.id.toString());
    }
    return {};
}

bool CaseDesk::isSupervisor(const QString& who) const
{
    const criteria::StaffMember* member = staffNamed(m_criteria, who);
    return member && member->role == identity::StaffRole::Supervisor;
}

Result<Standing> CaseDesk::standing() const
{
    return standingOf(m_store, *m_state.client, m_state.id);
}

// Without the client, who is found once the transaction is open.
Result<QJsonObject> CaseDesk::openingFields(
    const CaseOpening& opening, const criteria::Purpose& purpose, core::WallTime now)
{
    const auto earlier = m_store.attemptsSince(opening.iin.toString(), now - m_criteria.attempts.interval);
    if (!earlier)
        return failure(earlier);
    QJsonArray spent;
    for (const casefile::EarlierAttempts& one : *earlier + opening.elsewhere)
        spent.append(one.toJson());
    const casefile::Limits limits{std::min(m_criteria.attempts.palm, m_criteria.attempts.face),
        m_criteria.attempts.voided, std::chrono::seconds(m_criteria.attempts.interval).count()};
    QJsonObject fields{{QStringLiteral("iin"), opening.iin.toString()}, {QStringLiteral("purpose"), purpose.id},
        {QStringLiteral("language"), core::languageCode(opening.clientLanguage)},
        {QStringLiteral("criteria"), QString::number(m_criteria.version)}, {QStringLiteral("limits"), limits.toJson()},
        {QStringLiteral("earlier"), spent}, {QStringLiteral("steps"), stepsOf(purpose)},
        {QStringLiteral("kind"), kindOf(purpose)}, {QStringLiteral("consents"), consentsOf(purpose)},
        {QStringLiteral("deadline"), core::toIsoText(now + m_criteria.session.draft)}};
    if (!m_teller.workstation.isEmpty())
        fields.insert(QStringLiteral("workstation"), m_teller.workstation);
    return fields;
}

Result<> CaseDesk::open(const CaseOpening& opening)
{
    const std::optional<criteria::Purpose> purpose = purposeNamed(opening.purpose, m_criteria);
    if (!purpose)
        return failure(kUnknownPurpose, ErrorKind::OperatorCanFix, opening.purpose);
    const auto approval = approvalOf(opening);
    if (!approval)
        return failure(approval);
    const core::WallTime now = m_store.clock().wall();
    if (const Result<> lasts = checkLasts(m_teller.certificate, now, m_criteria.session); !lasts)
        return lasts;
    auto fields = openingFields(opening, *purpose, now);
    if (!fields)
        return failure(fields);
    const Result<> written = m_store.write([&](vault::Writer& writer) -> Result<> {
        const auto client = writer.clientFor(opening.iin.toString());
        if (!client)
            return failure(client);
        if (const Result<> free = checkFree(*client); !free)
            return free;
        if (!approval->by.isEmpty())
            fields->insert(QStringLiteral("approvedBy"), approval->by);
        if (!opening.approval.isEmpty()) {
            const auto kept = writer.keep(vault::ObjectKind::Original, *client, approval->id, opening.approval);
            if (!kept)
                return failure(kept);
            fields->insert(QStringLiteral("approval"), kept->id.toString());
        }
        if (purpose->kind == criteria::Purpose::Kind::Verify) {
            const auto standing = standingOf(m_store, *client);
            if (!standing)
                return failure(standing);
            carry(*fields, *standing, now);
        }
        const auto entry = writer.append({Kind::CaseOpened, now, m_teller.id, *client, approval->id, *fields});
        return entry ? Result<>() : failure(entry);
    });
    return written ? refresh(approval->id) : written;
}

// A check that the program did not live to finish: the crash is the proof, the attempt is given back – so often as the
// criteria say for this IIN and interval; beyond that it stays spent.
Result<> CaseDesk::settleRunning()
{
    const casefile::Attempt* running = m_state.runningAttempt();
    if (!running)
        return {};
    const core::Uuid attempt = running->id;
    if (m_state.voids < m_state.limits.voids)
        return voidAttempt(
            attempt, {QStringLiteral("program-ended"), QStringLiteral("found running when the case was taken up")});
    PalmFindings none;
    none.attack.verdict = casefile::Verdict::Undetermined;
    none.attack.reasons.append(QStringLiteral("program-ended"));
    return finishAttempt(attempt, none);
}

Result<> CaseDesk::take(const casefile::CaseId& id)
{
    if (const Result<> read = refresh(id); !read)
        return read;
    if (m_state.actor != m_teller.id)
        return failure(kNotThisTeller, ErrorKind::OperatorCanFix, id.toString());
    if (const Result<> settled = settleRunning(); !settled)
        return settled;
    if (const Result<> remade = remakePapers(); !remade)
        return remade;
    return m_state.phase == Phase::Paused ? say(Kind::CaseResumed) : Result<>();
}

Result<> CaseDesk::takeOver(const casefile::CaseId& id)
{
    if (!isSupervisor(m_teller.id))
        return failure(kNoSupervisor, ErrorKind::OperatorCanFix, m_teller.id);
    if (const Result<> read = refresh(id); !read)
        return read;
    if (const Result<> settled = settleRunning(); !settled)
        return settled;
    if (m_state.actor != m_teller.id) {
        if (const Result<> handed = say(Kind::CaseHandedOver, {{QStringLiteral("to"), m_teller.id}}); !handed)
            return handed;
    }
    return take(id);
}

Result<> CaseDesk::look(const casefile::CaseId& id)
{
    return refresh(id);
}

Result<> CaseDesk::reopen(const casefile::CaseId& id, const QString& why)
{
    const auto state = m_store.caseState(id);
    if (!state)
        return failure(state);
    if (state->awaitsAnswer())
        return failure(kStillAwaited, ErrorKind::Retry, id.toString());
    if (const Result<> free = checkFree(*state->client); !free)
        return free;
    if (const Result<> read = refresh(id); !read)
        return read;
    return say(Kind::CaseReopened, {{QStringLiteral("why"), why}});
}

Result<int> CaseDesk::endOverdue()
{
    const auto unsettled = m_store.cases(vault::CaseList::Unsettled);
    if (!unsettled)
        return failure(unsettled);
    int ended = 0;
    std::optional<Error> failed;
    for (const vault::CaseLine& line : *unsettled) {
        if (line.phase == Phase::Ended || line.actor != m_teller.id)
            continue;
        const Result<bool> over = endIfOverdue(line.id);
        if (over)
            ended += *over ? 1 : 0;
        else if (!failed)
            failed = over.error();
    }
    return ended == 0 && failed ? Result<int>(tl::unexpected(*failed)) : Result<int>(ended);
}

Result<bool> CaseDesk::endIfOverdue(const casefile::CaseId& id) const
{
    const auto state = m_store.caseState(id);
    if (!state)
        return failure(state);
    if (m_store.clock().wall() < state->deadline)
        return false;
    CaseDesk other(m_store, m_criteria, m_teller, m_known);
    if (const Result<> taken = other.take(id); !taken)
        return failure(taken);
    const Result<> over = other.end(casefile::Ending::TimedOut, QStringLiteral("deadline"));
    return over ? Result<bool>(true) : failure(over);
}

Result<> CaseDesk::pause(const QString& why)
{
    return say(Kind::CasePaused, {{QStringLiteral("why"), why}});
}

Result<> CaseDesk::handOver(const QString& to)
{
    if (!staffNamed(m_criteria, to))
        return failure(kNoStaff, ErrorKind::OperatorCanFix, to);
    return say(Kind::CaseHandedOver, {{QStringLiteral("to"), to}});
}

Result<> CaseDesk::noteSlip(core::Language language)
{
    return say(Kind::SlipGiven, {{QStringLiteral("language"), core::languageCode(language)}});
}

Result<QByteArray> CaseDesk::document(const core::Uuid& id) const
{
    return shelf::newest(m_store, id);
}

} // namespace tirkeu::enrolment
