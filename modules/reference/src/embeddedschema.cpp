#include "embeddedschema.h"

namespace tirkeu::reference {

namespace {
constexpr storage::Sql kFirst[] = {
    "CREATE TABLE packages (package BLOB PRIMARY KEY, fingerprint BLOB NOT NULL, workstation TEXT NOT NULL,"
    " branch TEXT NOT NULL, vault BLOB NOT NULL, number INTEGER NOT NULL, person BLOB NOT NULL, case_id BLOB NOT NULL,"
    " verdict INTEGER NOT NULL, reason TEXT NOT NULL, received INTEGER NOT NULL, head INTEGER NOT NULL,"
    " head_hash BLOB NOT NULL, receipt BLOB NOT NULL, UNIQUE (vault, number)) WITHOUT ROWID",
    "CREATE INDEX packages_pending ON packages (vault, head) WHERE verdict = 1",
    "CREATE INDEX packages_of_case ON packages (case_id)",
    "CREATE TABLE people (person BLOB PRIMARY KEY, sealed BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE parts (package BLOB NOT NULL REFERENCES packages, place INTEGER NOT NULL, kind INTEGER NOT NULL,"
    " id BLOB NOT NULL, sha256 BLOB NOT NULL, sealed BLOB NOT NULL, UNIQUE (package, place))",
    "CREATE TABLE templates (subject BLOB NOT NULL, id BLOB NOT NULL, sha256 BLOB NOT NULL, sealed BLOB NOT NULL,"
    " UNIQUE (subject, id))",
    "CREATE TABLE attempts (attempt BLOB PRIMARY KEY, person BLOB NOT NULL, branch TEXT NOT NULL,"
    " case_id BLOB NOT NULL, modality INTEGER NOT NULL, hand INTEGER NOT NULL, voided INTEGER NOT NULL,"
    " at INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE INDEX attempts_of_person ON attempts (person, branch, at)",
    "CREATE TABLE evidence (package BLOB NOT NULL, fingerprint BLOB NOT NULL, workstation TEXT NOT NULL,"
    " reason TEXT NOT NULL, at INTEGER NOT NULL, sealed BLOB NOT NULL, receipt BLOB NOT NULL,"
    " UNIQUE (package, fingerprint, reason))",
    "CREATE TABLE journals (vault BLOB PRIMARY KEY, workstation TEXT NOT NULL, sequence INTEGER NOT NULL,"
    " hash BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE entries (vault BLOB NOT NULL, sequence INTEGER NOT NULL, case_id BLOB, entry BLOB NOT NULL,"
    " PRIMARY KEY (vault, sequence)) WITHOUT ROWID",
    "CREATE INDEX entries_of_case ON entries (vault, case_id, sequence) WHERE case_id IS NOT NULL",
    "CREATE TABLE answers (workstation TEXT NOT NULL, number INTEGER NOT NULL, kind INTEGER NOT NULL, case_id BLOB,"
    " at INTEGER NOT NULL, fields TEXT NOT NULL, PRIMARY KEY (workstation, number)) WITHOUT ROWID",
    "CREATE TABLE certificates (fingerprint BLOB PRIMARY KEY, workstation TEXT NOT NULL, der BLOB NOT NULL)"
    " WITHOUT ROWID",
    "CREATE TABLE revocations (certificate BLOB PRIMARY KEY, reason TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE alive (one INTEGER PRIMARY KEY CHECK (one = 1), beat INTEGER NOT NULL)",
    "INSERT INTO alive VALUES (1, 0)",
};
constexpr storage::Sql kForks[] = {
    "ALTER TABLE journals ADD COLUMN predecessor BLOB",
    "ALTER TABLE journals ADD COLUMN after INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX journals_of ON journals (workstation)",
};
// A hand is enrolled with one number of the change feed and stands no more with another. What a client took back stands
// here as well, as a hand that never stood: an older enrolment may come later.
constexpr storage::Sql kHands[] = {
    "CREATE TABLE hands (id BLOB PRIMARY KEY, subject BLOB NOT NULL, hand INTEGER NOT NULL, at INTEGER NOT NULL,"
    " ticket BLOB NOT NULL, added INTEGER NOT NULL, removed INTEGER NOT NULL, searched INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE INDEX hands_of ON hands (subject, hand)",
    "CREATE INDEX hands_added ON hands (added) WHERE removed = 0",
    "CREATE INDEX hands_removed ON hands (removed) WHERE removed > 0",
    "CREATE INDEX hands_waiting ON hands (added) WHERE removed = 0 AND searched = 0",
    "CREATE TABLE hand_count (one INTEGER PRIMARY KEY CHECK (one = 1), last INTEGER NOT NULL)",
    "INSERT INTO hand_count VALUES (1, 0)",
    "CREATE TABLE palm_readings (person BLOB NOT NULL, workstation TEXT NOT NULL, purpose TEXT NOT NULL,"
    " case_id BLOB NOT NULL, at INTEGER NOT NULL, hands INTEGER NOT NULL)",
    "CREATE INDEX palm_readings_of ON palm_readings (person, at)",
};
constexpr storage::Sql kRenewals[] = {
    "CREATE TABLE renewals (certificate BLOB PRIMARY KEY, predecessor BLOB NOT NULL, at INTEGER NOT NULL)"
    " WITHOUT ROWID",
};
constexpr storage::Migration kSteps[] = {{1, kFirst}, {2, kForks}, {3, kHands}, {4, kRenewals}};
} // namespace

std::span<const storage::Migration> embeddedSteps()
{
    return kSteps;
}

} // namespace tirkeu::reference
