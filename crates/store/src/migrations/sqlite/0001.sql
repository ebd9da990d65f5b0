-- Times are microseconds since 1970-01-01T00:00:00Z; hashes are 32 bytes.
CREATE TABLE log (
    log_no     INTEGER PRIMARY KEY,
    id         TEXT    NOT NULL UNIQUE,
    slug       TEXT    NOT NULL UNIQUE,
    created_us INTEGER NOT NULL,
    size       INTEGER NOT NULL,
    last       BLOB    NOT NULL,
    frontier   BLOB    NOT NULL
) STRICT;

-- What is proved. Never changed, never removed. by_us is the latest time that this or an earlier entry states.
CREATE TABLE entry (
    log_no    INTEGER NOT NULL REFERENCES log,
    seq       INTEGER NOT NULL,
    time_us   INTEGER NOT NULL,
    by_us     INTEGER NOT NULL,
    leaf_hash BLOB    NOT NULL,
    leaf      BLOB    NOT NULL,
    PRIMARY KEY (log_no, seq)
) STRICT, WITHOUT ROWID;

-- What is folded, and what can be erased by law. Apart from the leaves, so that a replay reads nothing else.
CREATE TABLE payload (
    log_no  INTEGER NOT NULL,
    seq     INTEGER NOT NULL,
    time_us INTEGER NOT NULL,
    payload BLOB,
    salt    BLOB,
    PRIMARY KEY (log_no, seq),
    FOREIGN KEY (log_no, seq) REFERENCES entry
) STRICT, WITHOUT ROWID;

CREATE TABLE request (
    log_no      INTEGER NOT NULL REFERENCES log,
    id          TEXT    NOT NULL,
    body_sha256 BLOB    NOT NULL,
    first       INTEGER NOT NULL,
    last        INTEGER NOT NULL,
    PRIMARY KEY (log_no, id)
) STRICT, WITHOUT ROWID;

-- A cache.
CREATE TABLE snapshot (
    log_no INTEGER NOT NULL REFERENCES log,
    size   INTEGER NOT NULL,
    format TEXT    NOT NULL,
    sha256 BLOB    NOT NULL,
    bytes  BLOB    NOT NULL,
    PRIMARY KEY (log_no, size)
) STRICT;

CREATE TABLE checkpoint (
    log_no INTEGER NOT NULL REFERENCES log,
    size   INTEGER NOT NULL,
    root   BLOB    NOT NULL,
    note   TEXT    NOT NULL,
    PRIMARY KEY (log_no, size)
) STRICT, WITHOUT ROWID;

-- The empty log id is the installation.
CREATE TABLE setting (
    log   TEXT NOT NULL,
    key   TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (log, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE schema_version (version INTEGER NOT NULL) STRICT;
INSERT INTO schema_version VALUES (1);
