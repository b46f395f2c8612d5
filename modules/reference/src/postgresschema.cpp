#include "postgresschema.h"

namespace tirkeu::reference {

namespace {
constexpr ErrorCode kNewer{"reference.database-newer"};

// What belongs to a client is divided by the client's pseudonym, so that one client lies on one shard; the register of
// deliveries alone is whole, for it keeps ids and numbers single. Templates have a schema of their own and no column
// that leads to anybody.
constexpr char kFirst[] = R"sql(
CREATE SCHEMA tirkeu;
CREATE SCHEMA tirkeu_biometry;
CREATE TABLE tirkeu.version (single boolean PRIMARY KEY DEFAULT true CHECK (single), version bigint NOT NULL);
INSERT INTO tirkeu.version (version) VALUES (1);

CREATE TABLE tirkeu.deliveries (package bytea PRIMARY KEY, fingerprint bytea NOT NULL, vault bytea NOT NULL,
    number bigint NOT NULL, person bytea NOT NULL, received bigint NOT NULL, UNIQUE (vault, number));
CREATE INDEX ON tirkeu.deliveries (received, package);

CREATE TABLE tirkeu.packages (package bytea NOT NULL, fingerprint bytea NOT NULL, workstation text NOT NULL,
    branch text NOT NULL, vault bytea NOT NULL, number bigint NOT NULL, person bytea NOT NULL, case_id bytea NOT NULL,
    verdict bigint NOT NULL, reason text NOT NULL, received bigint NOT NULL, head bigint NOT NULL,
    head_hash bytea NOT NULL, receipt bytea NOT NULL, PRIMARY KEY (person, package)) PARTITION BY HASH (person);
CREATE INDEX ON tirkeu.packages (vault, head) WHERE verdict = 1;
CREATE TABLE tirkeu.people (person bytea PRIMARY KEY, sealed bytea NOT NULL) PARTITION BY HASH (person);
CREATE TABLE tirkeu.parts (person bytea NOT NULL, package bytea NOT NULL, place bigint NOT NULL, kind bigint NOT NULL,
    id bytea NOT NULL, sha256 bytea NOT NULL, sealed bytea NOT NULL, PRIMARY KEY (person, package, place))
    PARTITION BY HASH (person);
CREATE TABLE tirkeu.attempts (attempt bytea NOT NULL, person bytea NOT NULL, branch text NOT NULL,
    case_id bytea NOT NULL, modality bigint NOT NULL, hand bigint NOT NULL, voided bigint NOT NULL, at bigint NOT NULL,
    PRIMARY KEY (person, attempt)) PARTITION BY HASH (person);
CREATE INDEX ON tirkeu.attempts (person, branch, at);
CREATE TABLE tirkeu_biometry.templates (subject bytea NOT NULL, id bytea NOT NULL, sha256 bytea NOT NULL,
    sealed bytea NOT NULL, PRIMARY KEY (subject, id)) PARTITION BY HASH (subject);
DO $$ BEGIN
    FOR i IN 0..15 LOOP
        EXECUTE format('CREATE TABLE tirkeu.packages_%1$s PARTITION OF tirkeu.packages
                        FOR VALUES WITH (MODULUS 16, REMAINDER %1$s)', i);
        EXECUTE format('CREATE TABLE tirkeu.people_%1$s PARTITION OF tirkeu.people
                        FOR VALUES WITH (MODULUS 16, REMAINDER %1$s)', i);
        EXECUTE format('CREATE TABLE tirkeu.parts_%1$s PARTITION OF tirkeu.parts
                        FOR VALUES WITH (MODULUS 16, REMAINDER %1$s)', i);
        EXECUTE format('ALTER TABLE tirkeu.parts_%1$s ALTER COLUMN sealed SET STORAGE EXTERNAL', i);
        EXECUTE format('CREATE TABLE tirkeu.attempts_%1$s PARTITION OF tirkeu.attempts
                        FOR VALUES WITH (MODULUS 16, REMAINDER %1$s)', i);
        EXECUTE format('CREATE TABLE tirkeu_biometry.templates_%1$s PARTITION OF tirkeu_biometry.templates
                        FOR VALUES WITH (MODULUS 16, REMAINDER %1$s)', i);
    END LOOP;
END $$;

CREATE TABLE tirkeu.evidence (package bytea NOT NULL, fingerprint bytea NOT NULL, workstation text NOT NULL,
    reason text NOT NULL, at bigint NOT NULL, sealed bytea NOT NULL, receipt bytea NOT NULL,
    PRIMARY KEY (package, fingerprint, reason));
ALTER TABLE tirkeu.evidence ALTER COLUMN sealed SET STORAGE EXTERNAL;
CREATE TABLE tirkeu.journals (vault bytea PRIMARY KEY, workstation text NOT NULL, sequence bigint NOT NULL,
    hash bytea NOT NULL);
CREATE TABLE tirkeu.entries (vault bytea NOT NULL, sequence bigint NOT NULL, case_id bytea, entry bytea NOT NULL,
    PRIMARY KEY (vault, sequence));
CREATE INDEX ON tirkeu.entries (vault, case_id, sequence) WHERE case_id IS NOT NULL;
CREATE TABLE tirkeu.answer_counts (workstation text PRIMARY KEY, last bigint NOT NULL);
CREATE TABLE tirkeu.answers (workstation text NOT NULL, number bigint NOT NULL, kind bigint NOT NULL, case_id bytea,
    at bigint NOT NULL, fields text NOT NULL, PRIMARY KEY (workstation, number));
CREATE TABLE tirkeu.certificates (fingerprint bytea PRIMARY KEY, workstation text NOT NULL, der bytea NOT NULL);
CREATE TABLE tirkeu.revocations (certificate bytea PRIMARY KEY, reason text NOT NULL, at bigint NOT NULL);
CREATE TABLE tirkeu.alive (single boolean PRIMARY KEY DEFAULT true CHECK (single), beat bigint NOT NULL DEFAULT 0);
INSERT INTO tirkeu.alive DEFAULT VALUES;

DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tirkeu_gateway') THEN
        CREATE ROLE tirkeu_gateway NOLOGIN;
    END IF;
END $$;
GRANT USAGE ON SCHEMA tirkeu, tirkeu_biometry TO tirkeu_gateway;
GRANT SELECT ON ALL TABLES IN SCHEMA tirkeu, tirkeu_biometry TO tirkeu_gateway;
GRANT INSERT ON tirkeu.deliveries, tirkeu.packages, tirkeu.people, tirkeu.parts, tirkeu.attempts, tirkeu.evidence,
    tirkeu.journals, tirkeu.entries, tirkeu.answer_counts, tirkeu.answers, tirkeu.certificates, tirkeu.revocations,
    tirkeu_biometry.templates TO tirkeu_gateway;
GRANT UPDATE (verdict, reason, receipt) ON tirkeu.packages TO tirkeu_gateway;
GRANT UPDATE (voided) ON tirkeu.attempts TO tirkeu_gateway;
GRANT UPDATE (sequence, hash) ON tirkeu.journals TO tirkeu_gateway;
GRANT UPDATE (last) ON tirkeu.answer_counts TO tirkeu_gateway;
GRANT UPDATE (beat) ON tirkeu.alive TO tirkeu_gateway;
)sql";

constexpr char kForks[] = R"sql(
ALTER TABLE tirkeu.journals ADD COLUMN predecessor bytea, ADD COLUMN after bigint NOT NULL DEFAULT 0;
CREATE INDEX ON tirkeu.journals (workstation);
UPDATE tirkeu.version SET version = 2;
)sql";

// A hand is enrolled with one number of the change feed and stands no more with another. What a client took back stands
// here as well, as a hand that never stood: an older enrolment may come later.
constexpr char kHands[] = R"sql(
CREATE TABLE tirkeu_biometry.hands (subject bytea NOT NULL, id bytea NOT NULL, hand bigint NOT NULL, at bigint NOT NULL,
    ticket bytea NOT NULL, added bigint NOT NULL, removed bigint NOT NULL, searched bigint NOT NULL,
    PRIMARY KEY (subject, id)) PARTITION BY HASH (subject);
DO $$ BEGIN
    FOR i IN 0..15 LOOP
        EXECUTE format('CREATE TABLE tirkeu_biometry.hands_%1$s PARTITION OF tirkeu_biometry.hands
                        FOR VALUES WITH (MODULUS 16, REMAINDER %1$s)', i);
    END LOOP;
END $$;
CREATE INDEX ON tirkeu_biometry.hands (id);
CREATE INDEX ON tirkeu_biometry.hands (added) WHERE removed = 0;
CREATE INDEX ON tirkeu_biometry.hands (removed) WHERE removed > 0;
CREATE INDEX ON tirkeu_biometry.hands (added) WHERE removed = 0 AND searched = 0;
CREATE TABLE tirkeu_biometry.hand_count (single boolean PRIMARY KEY DEFAULT true CHECK (single),
    last bigint NOT NULL DEFAULT 0);
INSERT INTO tirkeu_biometry.hand_count DEFAULT VALUES;
CREATE TABLE tirkeu.palm_readings (person bytea NOT NULL, workstation text NOT NULL, purpose text NOT NULL,
    case_id bytea NOT NULL, at bigint NOT NULL, hands bigint NOT NULL);
CREATE INDEX ON tirkeu.palm_readings (person, at);
GRANT SELECT, INSERT ON tirkeu_biometry.hands, tirkeu.palm_readings TO tirkeu_gateway;
GRANT UPDATE (removed, searched) ON tirkeu_biometry.hands TO tirkeu_gateway;
GRANT SELECT, UPDATE (last) ON tirkeu_biometry.hand_count TO tirkeu_gateway;
UPDATE tirkeu.version SET version = 3;
)sql";

constexpr char kRenewals[] = R"sql(
CREATE TABLE tirkeu.renewals (certificate bytea PRIMARY KEY, predecessor bytea NOT NULL, at bigint NOT NULL);
GRANT SELECT, INSERT ON tirkeu.renewals TO tirkeu_gateway;
UPDATE tirkeu.version SET version = 4;
)sql";
} // namespace

Result<qint64> postgresVersion(PqConnection& connection)
{
    const auto there = connection.run("SELECT (to_regclass('tirkeu.version') IS NOT NULL)::int::bigint");
    if (!there)
        return failure(there);
    if (there->integer(0, 0) == 0)
        return 0;
    const auto version = connection.run("SELECT version FROM tirkeu.version");
    return version ? Result<qint64>(version->integer(0, 0)) : failure(version);
}

Result<> migratePostgres(PqConnection& owner)
{
    // Two who migrate at once: the second waits and finds it done.
    if (const Result<> locked = owner.plain("BEGIN; SELECT pg_advisory_xact_lock(7318349394477056)"); !locked)
        return locked;
    const Result<qint64> version = postgresVersion(owner);
    Result<> done = version ? Result<>() : failure(version);
    if (version && *version > kPostgresVersion)
        done = failure(kNewer, ErrorKind::OperatorCanFix, QString::number(*version));
    if (done && *version < 1)
        done = owner.plain(kFirst);
    if (done && *version < 2)
        done = owner.plain(kForks);
    if (done && *version < 3)
        done = owner.plain(kHands);
    if (done && *version < 4)
        done = owner.plain(kRenewals);
    const Result<> ended = owner.plain(done ? "COMMIT" : "ROLLBACK");
    return done ? ended : done;
}

} // namespace tirkeu::reference
