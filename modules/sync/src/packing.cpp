#include "parts.h"
#include "synclog.h"

#include <sync/errors.h>
#include <sync/packing.h>

#include <core/encoding.h>
#include <core/hashing.h>
#include <pki/sealing.h>
#include <vault/journalsegments.h>

#include <algorithm>

namespace tirkeu::sync {

using casefile::Delivery;
using vault::OutboxRow;

namespace {
const QString kMetaNumber = QStringLiteral("sync/package-number");
const QString kActor = QStringLiteral("workstation");
constexpr std::chrono::minutes kTryPackingAgain{15};

bool isOver(Delivery state)
{
    return state == Delivery::Accepted || state == Delivery::Superseded;
}

casefile::Event eventOf(casefile::Kind kind, const OutboxRow& row, core::WallTime at, const QJsonObject& fields)
{
    QJsonObject all = fields;
    all.insert(QStringLiteral("package"), row.id.toString());
    return {kind, at, kActor, row.client, row.caseId, all};
}

/// The packages of one client go in order: what has to be known for that, and no more.
QByteArray laneOf(const vault::Store& store, const casefile::ClientId& client)
{
    return core::sha256((QStringLiteral("lane ") + store.vault().toString() + client.toString()).toLatin1())
        .first(vault::kLaneBytes);
}

Result<> spoolPackage(
    vault::Store& store, const Sender& sender, vault::Spool& spool, const OutboxRow& row, const QByteArray& content)
{
    const Result<QByteArray> sealed = pki::seal(content, {sender.bank});
    if (!sealed)
        return failure(sealed);
    return spool.put({row.id, row.fingerprint, laneOf(store, row.client), row.priority}, *sealed);
}

/// Older packages of the same case that the bank has not taken: this one tells what they told.
Result<std::vector<OutboxRow>> supersededBy(vault::Store& store, const OutboxRow& row)
{
    auto rows = store.outbox();
    if (!rows)
        return rows;
    std::erase_if(*rows, [&row](const OutboxRow& one) {
        return one.caseId != row.caseId || one.id >= row.id || isOver(one.state) || one.state == Delivery::Sent;
    });
    return rows;
}

Result<> supersede(vault::Writer& writer, OutboxRow old, const OutboxRow& by, core::WallTime now)
{
    if (!old.fingerprint.isEmpty()) {
        const auto said = writer.append(
            eventOf(casefile::Kind::PackageSuperseded, old, now, {{QStringLiteral("by"), by.id.toString()}}));
        if (!said)
            return failure(said);
    }
    if (old.object) {
        if (const Result<> gone = writer.discardPackage(*old.object); !gone)
            return gone;
    }
    old.state = Delivery::Superseded;
    old.object.reset();
    old.reason.clear();
    return writer.queue(old);
}

Result<quint64> nextNumber(vault::Store& store)
{
    const Result<QByteArray> last = store.meta(kMetaNumber);
    return last ? Result<quint64>(last->toULongLong() + 1) : failure(last);
}

Result<> packOne(
    vault::Store& store, const Sender& sender, vault::Spool& spool, OutboxRow row, const casefile::CaseState& state)
{
    const auto parts = partsOf(store, *row.caseId, state);
    const auto number = parts ? nextNumber(store) : failure(parts);
    const auto old = number ? supersededBy(store, row) : failure(number);
    if (!old)
        return failure(old);
    const auto segments = vault::journalSegments(store);
    if (!segments)
        return failure(segments);
    const core::WallTime now = store.clock().wall();
    const wire::PackageContext context{wire::PackageId(row.id), sender.workstation, sender.branch, row.client,
        *row.caseId, *number, {}, state.criteria, now, segments->constLast().id, store.journal().head()};
    const Result<QByteArray> content = wire::signPackage(context, *parts, sender.key, sender.bank);
    if (!content)
        return failure(content);
    // Read back as the bank will read it, before anybody relies on it.
    const auto made = wire::readSigned(*content, sender.bank.fingerprint());
    if (!made)
        return failure(made);
    row.fingerprint = made->fingerprint;
    row.size = content->size();
    row.tries = 0;
    row.next = now;
    row.reason.clear();
    const Result<> written = store.write([&](vault::Writer& writer) -> Result<> {
        const auto kept = writer.keep(vault::ObjectKind::Package, row.client, row.caseId, *content);
        if (!kept)
            return failure(kept);
        row.object = kept->id;
        const auto said = writer.append(eventOf(casefile::Kind::PackageQueued, row, now,
            {{QStringLiteral("fingerprint"), QString::fromLatin1(core::toHex(row.fingerprint))},
                {QStringLiteral("size"), row.size}}));
        if (!said)
            return failure(said);
        for (const OutboxRow& one : *old) {
            if (const Result<> gone = supersede(writer, one, row, now); !gone)
                return gone;
        }
        const Result<> counted = writer.setMeta(kMetaNumber, QByteArray::number(*number));
        return counted ? writer.queue(row) : counted;
    });
    return written ? spoolPackage(store, sender, spool, row, *content) : written;
}

bool isPatient(const casefile::CaseState& state, const PackingRules& rules, core::WallTime now)
{
    const bool isStamped = std::ranges::all_of(state.documents, [](const auto& one) { return one.isStamped; });
    return !isStamped && now >= state.lastAt && now - state.lastAt < rules.patience;
}

Result<> tellWhy(vault::Store& store, OutboxRow row, const Error& why)
{
    core::logWarning(logSync()) << "not packed" << why;
    row.reason = why.code.toString();
    row.tries += 1;
    row.next = store.clock().wall() + kTryPackingAgain;
    return store.write([&row](vault::Writer& writer) { return writer.queue(row); });
}
} // namespace

Result<int> packOwed(vault::Store& store, const Sender& sender, vault::Spool& spool, const PackingRules& rules)
{
    const auto rows = store.outbox(Delivery::Queued);
    if (!rows)
        return failure(rows);
    const core::WallTime now = store.clock().wall();
    int packed = 0;
    for (const OutboxRow& row : *rows) {
        if (!row.fingerprint.isEmpty() || !row.caseId || (row.tries > 0 && row.next > now))
            continue;
        const auto state = store.caseState(*row.caseId);
        if (!state)
            return failure(state);
        if (isPatient(*state, rules, now))
            continue;
        const Result<> done = packOne(store, sender, spool, row, *state);
        if (done) {
            ++packed;
            continue;
        }
        const auto after = store.outboxRow(row.id);
        if (!after)
            return failure(after);
        if (*after && !(*after)->fingerprint.isEmpty())
            return failure(done); // packed it is; the spool did not take it, and takes no other
        if (const Result<> told = tellWhy(store, row, done.error()); !told)
            return failure(told);
    }
    return packed;
}

Result<> matchSpool(vault::Store& store, const Sender& sender, vault::Spool& spool)
{
    const auto rows = store.outbox();
    const auto there = rows ? spool.list() : failure(rows);
    if (!there)
        return failure(there);
    for (const OutboxRow& row : *rows) {
        const bool isThere = std::ranges::any_of(
            *there, [&row](const vault::SpooledPackage& one) { return one.about.package == row.id; });
        const bool isWanted = (row.state == Delivery::Queued || row.state == Delivery::Sent) && row.object.has_value();
        if (isThere && !isWanted && !row.fingerprint.isEmpty()) {
            if (const Result<> gone = spool.remove(row.id); !gone)
                return gone;
        }
        if (isThere || !isWanted)
            continue;
        const Result<QByteArray> content = store.readObject(*row.object);
        if (!content)
            return failure(content);
        if (const Result<> put = spoolPackage(store, sender, spool, row, *content); !put)
            return put;
    }
    return {};
}

Result<core::Uuid> packAgain(vault::Store& store, const core::Uuid& refused)
{
    const auto row = store.outboxRow(refused);
    if (!row)
        return failure(row);
    if (!*row || (*row)->state != Delivery::Refused)
        return failure(kNotRefused, ErrorKind::OperatorCanFix, refused.toString());
    const auto waiting = store.outbox(Delivery::Queued);
    if (!waiting)
        return failure(waiting);
    for (const OutboxRow& one : *waiting) {
        if (one.caseId == (*row)->caseId && one.fingerprint.isEmpty())
            return one.id; // asked for before
    }
    OutboxRow fresh = **row;
    fresh.id = core::Uuid::make(store.clock());
    fresh.object.reset();
    fresh.state = Delivery::Queued;
    fresh.size = 0;
    fresh.created = fresh.next = store.clock().wall();
    fresh.tries = 0;
    fresh.fingerprint.clear();
    fresh.reason.clear();
    // The old one is superseded by the transaction that packs the new one; until then it stays refused.
    const Result<> queued = store.write([&fresh](vault::Writer& writer) { return writer.queue(fresh); });
    return queued ? Result<core::Uuid>(fresh.id) : failure(queued);
}

} // namespace tirkeu::sync
