#include "ownerkey.h"
#include "rows.h"

#include <vault/errors.h>
#include <vault/journal.h>

#include <casefile/cipher.h>
#include <core/json.h>

#include <algorithm>
#include <iterator>

namespace tirkeu::vault {

namespace {
constexpr ErrorCode kNoSigner{"vault.no-workstation-key"};
constexpr ErrorCode kOutsideTransaction{"vault.written-outside-transaction"};

std::optional<core::Uuid> uuidOrNone(const auto& id)
{
    return id ? std::optional(id->uuid()) : std::nullopt;
}
} // namespace

Journal::Journal(storage::Connection& connection, ClientKeys& keys, const core::Uuid& vault)
    : m_connection(connection)
    , m_keys(keys)
    , m_vault(vault)
    , m_head{0, casefile::genesisHash(vault)}
{
}

Result<> Journal::reload()
{
    m_head = {0, casefile::genesisHash(m_vault)};
    m_lastTime = {};
    auto volume = m_connection.prepare("SELECT last, last_hash FROM volumes ORDER BY volume DESC LIMIT 1");
    if (!volume)
        return failure(volume);
    Result<bool> row = volume->step();
    if (!row)
        return failure(row);
    if (*row)
        m_head = {static_cast<std::uint64_t>(volume->integer(0)), volume->bytes(1)};
    auto newest = m_connection.prepare("SELECT sequence, hash, time FROM journal ORDER BY sequence DESC LIMIT 1");
    if (!newest)
        return failure(newest);
    row = newest->step();
    if (!row)
        return failure(row);
    if (*row) {
        m_head = {static_cast<std::uint64_t>(newest->integer(0)), newest->bytes(1)};
        m_lastTime = timeOf(newest->integer(2));
    }
    return {};
}

Result<casefile::Entry> Journal::append(const casefile::Event& event)
{
    if (!m_connection.inTransaction())
        return failure(kOutsideTransaction, ErrorKind::Bug, QStringLiteral("append"));
    if (const Result<> checked = casefile::check(event); !checked)
        return failure(checked);
    const auto owner = uuidOrNone(event.client).value_or(ClientKeys::nobody());
    const auto key = ownerKey(m_connection, m_keys, owner);
    if (!key)
        return failure(key);
    const Result<QByteArray> payload = casefile::sealPayload(**key, core::writeJson(event.fields));
    if (!payload)
        return failure(payload);
    casefile::Entry entry;
    entry.sequence = m_head.sequence + 1;
    entry.time = event.time;
    entry.kind = static_cast<quint16>(event.kind);
    entry.actor = event.actor;
    entry.client = uuidOrNone(event.client);
    entry.caseId = uuidOrNone(event.caseId);
    entry.payload = *payload;
    m_linker.link(entry, m_head.hash);
    // That a vault was put back is signed wherever there is a key: with it the bank lets the journal go on.
    const bool wantsSignature = casefile::infoOf(event.kind).proof == casefile::Proof::Signature ||
                                (event.kind == casefile::Kind::BackupRestored && m_signer);
    if (wantsSignature) {
        if (!m_signer)
            return failure(kNoSigner, ErrorKind::SecurityStop, QStringLiteral("a signed kind without a key"));
        const Result<QByteArray> signature = m_signer->sign(core::HashAlgorithm::Sha256, entry.hash);
        if (!signature)
            return failure(signature);
        entry.signature = *signature;
    }
    auto insert = m_connection.prepare("INSERT INTO journal(" TIRKEU_ENTRY_COLUMNS ")"
                                       " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)");
    if (!insert)
        return failure(insert);
    const auto client = bytesOf(entry.client);
    const auto caseBytes = bytesOf(entry.caseId);
    insert->bind(1, static_cast<qint64>(entry.sequence)).bind(2, millis(entry.time)).bind(3, qint64(entry.kind));
    insert->bind(4, entry.actor).bind(5, client).bind(6, caseBytes).bind(7, entry.payload);
    insert->bind(8, entry.payloadDigest).bind(9, entry.previous).bind(10, entry.hash).bind(11, entry.signature);
    if (const Result<> run = insert->run(); !run)
        return failure(run);
    m_head = {entry.sequence, entry.hash};
    m_lastTime = entry.time;
    if (event.kind == casefile::Kind::DocumentSigned || event.kind == casefile::Kind::DestructionDocumented ||
        event.kind == casefile::Kind::ConfirmationMade || event.kind == casefile::Kind::PackageAccepted)
        m_wantsAnchor = true;
    return entry;
}

Result<QJsonObject> Journal::open(const casefile::Entry& entry)
{
    const Result<core::SecureBytes> key = keyFor(entry);
    if (!key)
        return failure(key);
    const Result<QByteArray> clear = casefile::openPayload(*key, entry.payload);
    if (!clear)
        return failure(clear);
    return core::readJson(*clear);
}

Result<core::SecureBytes> Journal::keyFor(const casefile::Entry& entry)
{
    const auto owner = m_keys.find(entry.client.value_or(ClientKeys::nobody()));
    if (!owner)
        return failure(owner);
    if (!*owner)
        return failure(kClientDestroyed, ErrorKind::OperatorCanFix, QStringLiteral("no key"));
    return casefile::payloadKey(**owner, entry.payload);
}

Result<> Journal::visit(quint64 first, const Visitor& visitor)
{
    if (m_volumes) {
        bool goesOn = true;
        const Result<> past = m_volumes(first, [&](const casefile::Entry& entry) {
            const Result<bool> answer = visitor(entry);
            goesOn = answer && *answer;
            return answer;
        });
        if (!past || !goesOn)
            return past;
    }
    auto select =
        m_connection.prepare("SELECT " TIRKEU_ENTRY_COLUMNS " FROM journal WHERE sequence >= ?1 ORDER BY sequence");
    if (!select)
        return failure(select);
    select->bind(1, static_cast<qint64>(first));
    for (Result<bool> row = select->step();; row = select->step()) {
        if (!row)
            return failure(row);
        if (!*row)
            return {};
        const Result<bool> goesOn = visitor(entryOf(*select));
        if (!goesOn)
            return failure(goesOn);
        if (!*goesOn)
            return {};
    }
}

Result<std::vector<JournalLine>> Journal::read(const JournalFilter& filter)
{
    // One statement for every filter: what is not asked for is bound as NULL.
    auto select =
        m_connection.prepare("SELECT " TIRKEU_ENTRY_COLUMNS " FROM journal"
                             " WHERE sequence < ?1 AND (?2 IS NULL OR time >= ?2) AND (?3 IS NULL OR time < ?3)"
                             " AND (?4 = '' OR actor = ?4) AND (?5 IS NULL OR client = ?5)"
                             " AND (?6 IS NULL OR case_id = ?6) ORDER BY sequence DESC");
    if (!select)
        return failure(select);
    const auto client = bytesOf(uuidOrNone(filter.client));
    const auto caseBytes = bytesOf(uuidOrNone(filter.caseId));
    const auto time = [](const auto& at) {
        return at ? std::optional<qint64>(millis(*at)) : std::nullopt;
    };
    select->bind(1, filter.before ? static_cast<qint64>(filter.before) : std::numeric_limits<qint64>::max());
    select->bind(2, time(filter.from)).bind(3, time(filter.until)).bind(4, filter.actor);
    select->bind(5, client).bind(6, caseBytes);
    std::vector<JournalLine> lines;
    while (static_cast<int>(lines.size()) < filter.most) {
        const Result<bool> row = select->step();
        if (!row)
            return failure(row);
        if (!*row)
            break;
        if (!filter.kinds.isEmpty() && !filter.kinds.contains(static_cast<casefile::Kind>(select->integer(2))))
            continue;
        JournalLine line{entryOf(*select), {}};
        if (Result<QJsonObject> fields = open(line.entry))
            line.fields = std::move(*fields);
        else if (fields.error().code != kClientDestroyed)
            return failure(fields);
        lines.push_back(std::move(line));
    }
    return lines;
}

Result<std::vector<casefile::Event>> Journal::eventsOf(const casefile::CaseId& caseId)
{
    std::vector<casefile::Event> events;
    const auto take = [&](const casefile::Entry& entry) -> Result<bool> {
        if (entry.caseId != caseId.uuid() || !entry.client)
            return true;
        Result<QJsonObject> fields = open(entry);
        if (!fields)
            return failure(fields);
        events.push_back({static_cast<casefile::Kind>(entry.kind), entry.time, entry.actor,
            casefile::ClientId(*entry.client), caseId, std::move(*fields)});
        return true;
    };
    auto select =
        m_connection.prepare("SELECT " TIRKEU_ENTRY_COLUMNS " FROM journal WHERE case_id = ?1 ORDER BY sequence");
    if (!select)
        return failure(select);
    const QByteArray id = bytesOf(caseId.uuid());
    select->bind(1, id);
    for (Result<bool> row = select->step();; row = select->step()) {
        if (!row)
            return failure(row);
        if (!*row)
            break;
        if (const Result<bool> taken = take(entryOf(*select)); !taken)
            return failure(taken);
    }
    // An old case reaches back into volumes; one that the journal holds from its opening on needs none of them.
    const bool isWhole = std::ranges::any_of(
        events, [](const casefile::Event& event) { return event.kind == casefile::Kind::CaseOpened; });
    if (isWhole || !m_volumes)
        return events;
    std::vector<casefile::Event> since = std::exchange(events, {});
    if (const Result<> past = m_volumes(1, take); !past)
        return failure(past);
    std::move(since.begin(), since.end(), std::back_inserter(events));
    return events;
}

} // namespace tirkeu::vault
