#include "schema.h"

namespace tirkeu::vault {

using storage::Migration;
using storage::Sql;

namespace {
// The journal is only ever added to, without gaps; a row leaves it only when a sealed volume holds it.
constexpr Sql kVault1[] = {
    "CREATE TABLE meta(name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE journal(sequence INTEGER PRIMARY KEY, time INTEGER NOT NULL, kind INTEGER NOT NULL,"
    " actor TEXT NOT NULL, client BLOB, case_id BLOB, payload BLOB NOT NULL, payload_digest BLOB NOT NULL,"
    " previous BLOB NOT NULL, hash BLOB NOT NULL, signature BLOB)",
    "CREATE INDEX journal_case ON journal(case_id) WHERE case_id IS NOT NULL",
    "CREATE INDEX journal_client ON journal(client) WHERE client IS NOT NULL AND case_id IS NULL",
    "CREATE TABLE volumes(volume INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL,"
    " previous BLOB NOT NULL, last_hash BLOB NOT NULL, digest BLOB NOT NULL, sealed INTEGER NOT NULL)",
    "CREATE TABLE anchors(sequence INTEGER NOT NULL, hash BLOB NOT NULL, source TEXT NOT NULL, at INTEGER NOT NULL)",
    "CREATE TRIGGER journal_in_order BEFORE INSERT ON journal WHEN NEW.sequence IS NOT 1 +"
    " coalesce((SELECT max(sequence) FROM journal), (SELECT max(last) FROM volumes), 0)"
    " BEGIN SELECT RAISE(ABORT, 'the journal has no gaps'); END",
    "CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal"
    " BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END",
    "CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal"
    " WHEN OLD.sequence > coalesce((SELECT max(last) FROM volumes), 0)"
    " BEGIN SELECT RAISE(ABORT, 'the journal is never cut'); END",
    "CREATE TRIGGER volumes_no_update BEFORE UPDATE ON volumes BEGIN SELECT RAISE(ABORT, 'never changed'); END",
    "CREATE TRIGGER volumes_no_delete BEFORE DELETE ON volumes BEGIN SELECT RAISE(ABORT, 'never deleted'); END",
    "CREATE TRIGGER anchors_no_update BEFORE UPDATE ON anchors BEGIN SELECT RAISE(ABORT, 'never changed'); END",
    "CREATE TRIGGER anchors_no_delete BEFORE DELETE ON anchors BEGIN SELECT RAISE(ABORT, 'never deleted'); END",
    // From here to `attempts` everything follows from the journal and can be made again from it.
    "CREATE TABLE clients(id BLOB PRIMARY KEY, data BLOB NOT NULL, created INTEGER NOT NULL, relation_ended INTEGER,"
    " held INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID",
    "CREATE TABLE search(field INTEGER NOT NULL, hash BLOB NOT NULL, client BLOB NOT NULL,"
    " PRIMARY KEY(field, hash, client)) WITHOUT ROWID",
    "CREATE INDEX search_client ON search(client)",
    "CREATE TABLE cases(id BLOB PRIMARY KEY, client BLOB NOT NULL, phase INTEGER NOT NULL, settled INTEGER NOT NULL,"
    " actor TEXT NOT NULL, opened INTEGER NOT NULL, changed INTEGER NOT NULL, questions INTEGER NOT NULL,"
    " state BLOB NOT NULL) WITHOUT ROWID",
    "CREATE INDEX cases_client ON cases(client)",
    "CREATE INDEX cases_unsettled ON cases(settled, actor) WHERE settled = 0",
    "CREATE TABLE attempts(id BLOB PRIMARY KEY, iin_hash BLOB NOT NULL, modality INTEGER NOT NULL,"
    " hand INTEGER NOT NULL, started INTEGER NOT NULL, state INTEGER NOT NULL, case_id BLOB NOT NULL) WITHOUT ROWID",
    "CREATE INDEX attempts_iin ON attempts(iin_hash, modality, hand, started)",
    // What the journal only speaks of: originals, templates, clips, packages.
    "CREATE TABLE objects(row INTEGER PRIMARY KEY AUTOINCREMENT, id BLOB NOT NULL UNIQUE, client BLOB NOT NULL,"
    " case_id BLOB, kind INTEGER NOT NULL, created INTEGER NOT NULL, salt BLOB NOT NULL, size INTEGER NOT NULL,"
    " chunks INTEGER NOT NULL, complete INTEGER NOT NULL)",
    "CREATE INDEX objects_client ON objects(client)",
    "CREATE INDEX objects_case ON objects(case_id) WHERE case_id IS NOT NULL",
    "CREATE TABLE chunks(key INTEGER PRIMARY KEY, data BLOB NOT NULL)",
    "CREATE TABLE outbox(id BLOB PRIMARY KEY, client BLOB NOT NULL, case_id BLOB, object BLOB, state INTEGER NOT NULL,"
    " priority INTEGER NOT NULL, size INTEGER NOT NULL, created INTEGER NOT NULL, next INTEGER NOT NULL,"
    " tries INTEGER NOT NULL, fingerprint BLOB NOT NULL, reason TEXT NOT NULL) WITHOUT ROWID",
    "CREATE INDEX outbox_next ON outbox(state, priority, next)",
    "CREATE TABLE acts(id BLOB PRIMARY KEY, clients BLOB NOT NULL, reason TEXT NOT NULL, proposer TEXT NOT NULL,"
    " proposed INTEGER NOT NULL, approver TEXT, approved INTEGER, done INTEGER) WITHOUT ROWID",
};
// A gap is what the link of the next entry tells; asking at every insert cost a third of it.
constexpr Sql kVault2[] = {"DROP TRIGGER journal_in_order"};
// What fits into one piece stands in its row: a table, a cursor and a page less. A row number may be used again once
// the last row and its chunks are gone; every object has a key of its own.
constexpr Sql kVault3[] = {
    "ALTER TABLE objects RENAME TO objects_before",
    "CREATE TABLE objects(row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, client BLOB NOT NULL,"
    " case_id BLOB, kind INTEGER NOT NULL, created INTEGER NOT NULL, salt BLOB NOT NULL, size INTEGER NOT NULL,"
    " chunks INTEGER NOT NULL, complete INTEGER NOT NULL, data BLOB)",
    "INSERT INTO objects SELECT row, id, client, case_id, kind, created, salt, size, chunks, complete, NULL"
    " FROM objects_before",
    "DROP TABLE objects_before",
    "CREATE INDEX objects_client ON objects(client)",
    "CREATE INDEX objects_case ON objects(case_id) WHERE case_id IS NOT NULL",
};
// A case's state says more than it did: what an older program wrote of it is made anew from the journal, see
// Store::settle.
constexpr Sql kVault4[] = {"INSERT OR REPLACE INTO meta(name, value) SELECT 'rebuild.owed', x'01' FROM cases LIMIT 1"};
// What a crash left unfinished is looked for at each opening: among the few, not among all. And an older program did
// not notice that a client whose relation had ended enrolled again.
constexpr Sql kVault5[] = {"CREATE INDEX objects_unfinished ON objects(row) WHERE complete = 0",
    "INSERT OR REPLACE INTO meta(name, value) SELECT 'rebuild.owed', x'01' FROM clients"
    " WHERE relation_ended IS NOT NULL LIMIT 1"};
constexpr Migration kVaultSteps[] = {{1, kVault1}, {2, kVault2}, {3, kVault3}, {4, kVault4}, {5, kVault5}};

constexpr Sql kKeys1[] = {
    "CREATE TABLE keys(client BLOB PRIMARY KEY, key BLOB NOT NULL, made INTEGER NOT NULL) WITHOUT ROWID",
};
constexpr Migration kKeySteps[] = {{1, kKeys1}};
} // namespace

std::span<const Migration> vaultSchema()
{
    return kVaultSteps;
}

std::span<const Migration> keySchema()
{
    return kKeySteps;
}

} // namespace tirkeu::vault
