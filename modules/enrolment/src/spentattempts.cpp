#include <enrolment/spentattempts.h>

#include "deskhelp.h"

#include <core/log.h>

#include <algorithm>

namespace tirkeu::enrolment {

using casefile::Kind;

namespace {
Q_LOGGING_CATEGORY(logAttempts, "tirkeu.enrolment.attempts")
constexpr ErrorCode kNothingSpent{"enrolment.attempts-not-spent"};
constexpr int kLines = 500; ///< of one client within one interval, or of all who asked: fewer by far

vault::JournalFilter within(const vault::Store& store, const criteria::Criteria& criteria, const QList<Kind>& kinds)
{
    return {.from = store.clock().wall() - criteria.attempts.interval, .kinds = kinds, .most = kLines};
}

Result<std::optional<identity::Iin>> iinOf(vault::Store& store, const casefile::ClientId& client)
{
    const auto record = store.client(client);
    if (!record)
        return failure(record);
    const auto iin = identity::Iin::parse(record->data.value(u"iin").toString());
    return iin ? std::optional(*iin) : std::nullopt;
}
} // namespace

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

Result<AttemptsAsking> attemptsAsking(
    vault::Store& store, const criteria::Criteria& criteria, const casefile::ClientId& client)
{
    vault::JournalFilter filter =
        within(store, criteria, {Kind::AttemptsAsked, Kind::AttemptsAnswered, Kind::CaseOpened});
    filter.client = client;
    filter.most = 1; // the newest says all: a case ends the asking, and so does an answer
    const auto lines = store.journal().read(filter);
    if (!lines)
        return failure(lines);
    if (lines->empty() || !lines->front().fields)
        return AttemptsAsking();
    const vault::JournalLine& last = lines->front();
    if (last.entry.kind == static_cast<quint16>(Kind::AttemptsAsked))
        return AttemptsAsking{true, last.entry.actor, last.entry.time, hex(last.entry.hash)};
    if (last.entry.kind != static_cast<quint16>(Kind::AttemptsAnswered) ||
        last.fields->value(u"answer").toString() != u"yes")
        return AttemptsAsking();
    const auto evidence = core::Uuid::parse(last.fields->value(u"evidence").toString());
    const auto approval = evidence ? store.readObject(vault::ObjectId(*evidence)) : failure(evidence);
    if (!approval)
        return failure(approval);
    return AttemptsAsking{.answeredBy = last.entry.actor, .approval = *approval};
}

bool isApprovedFor(const AttemptsAsking& asking, const criteria::Criteria& criteria, const QString& actor)
{
    if (asking.approval.isEmpty() || asking.answeredBy == actor)
        return false;
    // A person has several certificates.
    const criteria::StaffMember* by = staffNamed(criteria, asking.answeredBy);
    const criteria::StaffMember* who = staffNamed(criteria, actor);
    return !by || !who || by->iin != who->iin;
}

Result<> askForAttempts(
    vault::Store& store, const criteria::Criteria& criteria, const identity::Iin& iin, const QString& actor)
{
    const auto spent = spentAttempts(store, criteria, iin);
    if (!spent)
        return failure(spent);
    const auto clients = store.find(vault::SearchField::Iin, iin.toString());
    if (!clients)
        return failure(clients);
    if (!*spent || clients->empty())
        return failure(kNothingSpent, ErrorKind::OperatorCanFix);
    const casefile::ClientId client = clients->front();
    const auto asking = attemptsAsking(store, criteria, client);
    if (!asking)
        return failure(asking);
    if (asking->isOpen || isApprovedFor(*asking, criteria, actor))
        return {};
    const auto entry = store.append({Kind::AttemptsAsked, store.clock().wall(), actor, client});
    return entry ? Result<>() : failure(entry);
}

Result<QList<AttemptsQuestion>> attemptsQuestions(vault::Store& store, const criteria::Criteria& criteria)
{
    const auto lines = store.journal().read(within(store, criteria, {Kind::AttemptsAsked}));
    if (!lines)
        return failure(lines);
    QList<AttemptsQuestion> open;
    QList<casefile::ClientId> seen;
    using SpentNow = Result<std::optional<SpentAttempts>>;
    for (const vault::JournalLine& line : *lines) {
        const casefile::ClientId client(*line.entry.client);
        if (!line.fields || seen.contains(client))
            continue;
        seen.append(client);
        const auto asking = attemptsAsking(store, criteria, client);
        const auto iin = asking ? iinOf(store, client) : failure(asking);
        const auto spent = iin && *iin ? spentAttempts(store, criteria, **iin) : SpentNow();
        if (!iin || !spent) { // the others are answered all the same
            core::logWarning(logAttempts())
                << "an asking for attempts cannot be read" << (iin ? spent.error() : iin.error());
            continue;
        }
        if (asking->isOpen && *spent) // else the interval has let one go meanwhile
            open.prepend({client, **iin, asking->askedBy, asking->asked, **spent});
    }
    return open;
}

} // namespace tirkeu::enrolment
