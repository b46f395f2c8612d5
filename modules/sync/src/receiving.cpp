#include "synclog.h"

#include <sync/errors.h>
#include <sync/receiving.h>

#include <casefile/results.h>
#include <core/encoding.h>
#include <core/hashing.h>
#include <vault/errors.h>

namespace tirkeu::sync {

using casefile::Delivery;
using casefile::Event;
using casefile::Kind;
using vault::OutboxRow;

namespace {
constexpr ErrorCode kGap{"sync.answers-with-a-gap"};
const QString kMetaAnswers = QStringLiteral("sync/answers");
const QString kMetaHead = QStringLiteral("sync/gateway-head");
const QString kActor = QStringLiteral("gateway");
const QString kSource = QStringLiteral("gateway");
constexpr std::chrono::minutes kAskForPending{1};

Result<OutboxRow> rowOf(vault::Store& store, const core::Uuid& package)
{
    const auto row = store.outboxRow(package);
    if (!row)
        return failure(row);
    return *row ? Result<OutboxRow>(**row)
                : failure(vault::kUnknownRecord, ErrorKind::OperatorCanFix, package.toString());
}

Event eventOf(Kind kind, const OutboxRow& row, core::WallTime at, QJsonObject fields = {})
{
    fields.insert(QStringLiteral("package"), row.id.toString());
    return {kind, at, kActor, row.client, row.caseId, fields};
}

bool isOver(Delivery state)
{
    return state == Delivery::Accepted || state == Delivery::Superseded;
}

Result<> say(vault::Writer& writer, const Event& event)
{
    const auto entry = writer.append(event);
    return entry ? Result<>() : failure(entry);
}

Result<> close(vault::Writer& writer, OutboxRow& row, QByteArrayView receipt)
{
    const auto kept = writer.keep(vault::ObjectKind::Original, row.client, row.caseId, receipt);
    if (!kept)
        return failure(kept);
    if (!row.object)
        return {};
    const Result<> gone = writer.discardPackage(*row.object);
    row.object.reset();
    return gone;
}

Result<> write(vault::Store& store, OutboxRow row, const wire::Receipt& said, QByteArrayView receipt)
{
    const core::WallTime now = store.clock().wall();
    return store.write([&](vault::Writer& writer) -> Result<> {
        if (row.state != Delivery::Sent) {
            if (const Result<> sent = say(writer, eventOf(Kind::PackageSent, row, now)); !sent)
                return sent;
        }
        row.reason.clear();
        row.next = now;
        switch (said.verdict) {
        case wire::Verdict::ChainPending:
            row.state = Delivery::Sent;
            row.next = now + kAskForPending;
            break;
        case wire::Verdict::Accepted: {
            row.state = Delivery::Accepted;
            const QString digest = QString::fromLatin1(core::toHex(core::sha256(receipt)));
            const Result<> told =
                say(writer, eventOf(Kind::PackageAccepted, row, now, {{QStringLiteral("receipt"), digest}}));
            if (const Result<> closed = told ? close(writer, row, receipt) : told; !closed)
                return closed;
            break;
        }
        case wire::Verdict::Refused:
            row.state = Delivery::Refused;
            row.reason = said.reason;
            const Result<> told =
                say(writer, eventOf(Kind::PackageRefused, row, now, {{QStringLiteral("reason"), said.reason}}));
            if (!told)
                return told;
            break;
        }
        return writer.queue(row);
    });
}
} // namespace

Result<Received> receive(
    vault::Vault& vault, const core::Uuid& package, QByteArrayView receipt, const GatewayTrust& trust)
{
    vault::Store& store = vault.store();
    const auto row = rowOf(store, package);
    const auto read = row ? wire::readReceipt(receipt) : failure(row);
    if (!read)
        return failure(read);
    if (const Result<> fits = wire::checkReceipt(read->receipt, wire::PackageId(package), row->fingerprint); !fits)
        return failure(fits);
    if (const Result<> trusted = trust(read->signer, store.clock().wall()); !trusted)
        return failure(trusted);
    Received received{read->receipt.verdict, core::AnchorVerdict::NoAnchorYet};
    const bool isNews = !isOver(row->state) &&
                        !(row->state == Delivery::Sent && received.verdict == wire::Verdict::ChainPending) &&
                        !(row->state == Delivery::Refused && received.verdict == wire::Verdict::Refused);
    if (isNews) {
        if (const Result<> written = write(store, *row, read->receipt, receipt); !written)
            return failure(written);
    }
    if (read->receipt.journal.sequence == 0)
        return received;
    const auto before = store.journal().lastAnchor();
    if (!before)
        return failure(before);
    if (before->sequence == read->receipt.journal.sequence && before->hash == read->receipt.journal.hash) {
        received.anchor = core::AnchorVerdict::Continues;
        return received;
    }
    const auto met = vault.meetAnchor(read->receipt.journal, kSource);
    if (!met)
        return failure(met);
    received.anchor = *met;
    if (*met != core::AnchorVerdict::Continues)
        return received;
    const Result<> noted = store.write([&](vault::Writer& writer) {
        return writer.setMeta(kMetaHead, QByteArray::number(quint64(read->receipt.journal.sequence)));
    });
    return noted ? Result<Received>(received) : failure(noted);
}

Result<core::AnchorVerdict> meetHead(vault::Vault& vault, const core::JournalHead& remote)
{
    const auto verdict = vault.store().journal().compare(remote);
    return verdict && isRollBack(*verdict) ? vault.meetAnchor(remote, kSource) : verdict;
}

Result<quint64> knownToGateway(vault::Store& store)
{
    const Result<QByteArray> known = store.meta(kMetaHead);
    return known ? Result<quint64>(known->toULongLong()) : failure(known);
}

Result<> noteWaiting(
    vault::Store& store, const core::Uuid& package, int tries, core::WallTime next, const QString& reason)
{
    auto row = rowOf(store, package);
    if (!row || isOver(row->state))
        return row ? Result<>() : failure(row);
    row->tries = tries;
    row->next = next;
    row->reason = reason;
    return store.write([&row](vault::Writer& writer) { return writer.queue(*row); });
}

Result<> noteRefused(vault::Store& store, const core::Uuid& package, const QString& reason)
{
    auto row = rowOf(store, package);
    if (!row || isOver(row->state) || row->state == Delivery::Refused)
        return row ? Result<>() : failure(row);
    row->state = Delivery::Refused;
    row->reason = reason;
    return store.write([&](vault::Writer& writer) -> Result<> {
        const Result<> told = say(
            writer, eventOf(Kind::PackageRefused, *row, store.clock().wall(), {{QStringLiteral("reason"), reason}}));
        return told ? writer.queue(*row) : told;
    });
}

Result<quint64> lastAnswer(vault::Store& store)
{
    const Result<QByteArray> last = store.meta(kMetaAnswers);
    return last ? Result<quint64>(last->toULongLong()) : failure(last);
}

namespace {
/// The events that an answer about a case is; none where the case awaits nothing of the kind.
Result<std::vector<Event>> eventsFor(vault::Store& store, const wire::Answer& answer)
{
    std::vector<Event> events;
    if (!answer.caseId)
        return events;
    const auto state = store.caseState(*answer.caseId);
    if (!state || !state->client)
        return events; // of a case this vault does not hold, or holds no more
    const core::WallTime now = store.clock().wall();
    if (answer.kind == wire::Answer::Kind::Duplicate) {
        const auto candidates = answer.fields.value(u"candidates").toInteger();
        if (candidates > 0)
            events.push_back({Kind::DuplicateSuspected, now, kActor, state->client, answer.caseId,
                {{QStringLiteral("candidates"), candidates},
                    {QStringLiteral("reference"), QStringLiteral("reference-database")}}});
    }
    if (answer.kind != wire::Answer::Kind::Decision)
        return events;
    const QString outcome = answer.fields.value(u"outcome").toString();
    if (!casefile::matchOutcomeNamed(outcome))
        return events;
    // It names the template that was compared; one that names none is about all that is awaited.
    const auto probe = core::Uuid::parse(answer.fields.value(u"probe").toString());
    const auto about = probe ? state->templates.constFind(*probe) : state->templates.cend();
    if (probe && about == state->templates.cend())
        return events; // of a palm that was never taken here
    for (auto awaited = state->comparisons.cbegin(); awaited != state->comparisons.cend(); ++awaited) {
        const bool isMeant = !probe || *about == awaited->attempt;
        if (!awaited->outcome && isMeant)
            events.push_back({Kind::AnswerReceived, now, kActor, state->client, answer.caseId,
                {{QStringLiteral("comparison"), awaited.key().toString()}, {QStringLiteral("outcome"), outcome},
                    {QStringLiteral("result"), answer.fields}}});
    }
    return events;
}

Result<> takeOne(vault::Vault& vault, const wire::Answer& answer, const GatewayTrust& trust)
{
    vault::Store& store = vault.store();
    if (answer.kind == wire::Answer::Kind::Receipt) {
        const auto package = core::Uuid::parse(answer.fields.value(u"package").toString());
        const QByteArray receipt = QByteArray::fromBase64(answer.fields.value(u"receipt").toString().toLatin1());
        const auto received = package ? receive(vault, *package, receipt, trust) : Result<Received>(failure(package));
        // One that is not believed changes nothing and keeps nobody from the next.
        if (!received)
            core::logWarning(logSync()) << "a receipt among the answers" << received.error();
    }
    const auto events = eventsFor(store, answer);
    if (!events)
        return failure(events);
    return store.write([&](vault::Writer& writer) -> Result<> {
        for (const Event& event : *events) {
            if (const Result<> said = say(writer, event); !said)
                return said;
        }
        return writer.setMeta(kMetaAnswers, QByteArray::number(answer.number));
    });
}
} // namespace

Result<Taken> takeAnswers(vault::Vault& vault, const QList<wire::Answer>& answers, const GatewayTrust& trust)
{
    const auto last = lastAnswer(vault.store());
    if (!last)
        return failure(last);
    Taken taken{*last, {}};
    for (const wire::Answer& answer : answers) {
        if (answer.number <= taken.last)
            continue;
        if (answer.number != taken.last + 1)
            return failure(kGap, ErrorKind::ServiceFault, QString::number(answer.number));
        if (const Result<> done = takeOne(vault, answer, trust); !done)
            return failure(done);
        taken.last = answer.number;
        taken.fresh.append(answer);
    }
    return taken;
}

} // namespace tirkeu::sync
