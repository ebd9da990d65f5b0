-- What is kept and is not history; the store does not know what it means. Belongs to no log. A body may be as large as a
-- mebibyte, so the rows have numbers and the index by key is apart. Without end: 9223372036854775807.
CREATE TABLE record (
    record_no INTEGER PRIMARY KEY,
    kind      TEXT    NOT NULL,
    key       TEXT    NOT NULL,
    owner     TEXT    NOT NULL,
    until_us  INTEGER NOT NULL,
    version   INTEGER NOT NULL,
    body      BLOB    NOT NULL,
    UNIQUE (kind, key)
) STRICT;
CREATE INDEX record_of_owner ON record (kind, owner, key);
CREATE INDEX record_until ON record (until_us) WHERE until_us < 9223372036854775807;

UPDATE schema_version SET version = 2;
