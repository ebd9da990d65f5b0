-- What is kept and is not history; the store does not know what it means. Belongs to no log. Names are in the order of
-- their bytes, as in SQLite. Without end: 9223372036854775807.
CREATE TABLE record (
    kind     TEXT COLLATE "C" NOT NULL,
    key      TEXT COLLATE "C" NOT NULL,
    owner    TEXT COLLATE "C" NOT NULL,
    until_us BIGINT NOT NULL,
    version  BIGINT NOT NULL,
    body     BYTEA  NOT NULL,
    PRIMARY KEY (kind, key)
);
CREATE INDEX record_of_owner ON record (kind, owner, key);
CREATE INDEX record_until ON record (until_us) WHERE until_us < 9223372036854775807;

UPDATE schema_version SET version = 2;
