// The enrolled hands as the reference database takes them in and gives them out.
#include "palms/handchanges.h"
#include "referenceparts.h"

#include <core/json.h>
#include <identity/iin.h>

namespace tirkeu::reference {

using wire::Problem;

namespace {
constexpr ErrorCode kIin{"reference.iin-unreadable"};
constexpr ErrorCode kNotEntitled{"reference.palms-not-entitled"};
} // namespace

Result<QList<HandChange>> Reference::Parts::handsOf(
    const casefile::CaseState& state, const std::vector<wire::ShownEvent>& events, const QString& workstation) const
{
    QList<HandChange> changes = handChangesOf(state, events, keyed("biometry", state.iin));
    for (HandChange& change : changes) {
        const auto ticket = seal(kLabelTicket, change.id,
            core::writeJson(
                {{QStringLiteral("workstation"), workstation}, {QStringLiteral("case"), state.id->toString()}}));
        if (!ticket)
            return failure(ticket);
        change.ticket = *ticket;
    }
    return changes;
}

// For a purpose that compares palms, and for no other; what is not on record is not given (BIO-18).
wire::Reply<QList<wire::PalmGiven>> Reference::palmsOf(const wire::Asker& asker, const wire::PalmsAsked& asked)
{
    const auto sender = m_parts->senderOf(asker);
    if (!sender)
        return tl::make_unexpected(sender.error());
    if (!identity::Iin::parse(asked.iin))
        return wire::problem(Problem::Kind::Refused, kIin);
    const criteria::Purpose* purpose = sender->criteria->purpose(asked.purpose);
    if (purpose == nullptr || !purpose->has(criteria::Step::PalmComparison)) {
        m_parts->alarm(kNotEntitled.toString(), sender->workstation->id, asked.caseId.toString());
        return wire::problem(Problem::Kind::Refused, kNotEntitled, asked.purpose);
    }
    const auto hands = m_parts->engine.handsOf(subjectOf(asked.iin));
    if (!hands)
        return Parts::fault(hands.error());
    QList<wire::PalmGiven> given;
    for (const HandRow& hand : *hands) {
        const auto palm = m_parts->unseal(kLabelPart, hand.id, hand.sealed);
        if (!palm)
            return Parts::fault(palm.error());
        given.append({hand.id, casefile::nameOf(hand.hand), *palm});
    }
    const Result<> noted = m_parts->engine.notePalmReading({.person = pseudonymOf(asked.iin),
        .workstation = sender->workstation->id,
        .purpose = asked.purpose,
        .caseId = asked.caseId,
        .at = m_parts->clock.wall(),
        .hands = static_cast<int>(given.size())});
    if (!noted)
        return Parts::fault(noted.error());
    return given;
}

} // namespace tirkeu::reference
