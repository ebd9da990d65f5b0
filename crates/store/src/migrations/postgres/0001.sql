-- Times are microseconds since 1970-01-01T00:00:00Z; hashes are 32 bytes.
-- All tables lie in the schema `tickmark`, which is first on the search path of every connection.
CREATE TABLE log (
    log_no     BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id         TEXT    NOT NULL UNIQUE,
    slug       TEXT    NOT NULL UNIQUE,
    created_us BIGINT  NOT NULL,
    size       BIGINT  NOT NULL,
    last       BYTEA   NOT NULL,
    frontier   BYTEA   NOT NULL
);

-- What is proved. Never changed, never removed. by_us is the latest time that this or an earlier entry states.
CREATE TABLE entry (
    log_no    BIGINT  NOT NULL REFERENCES log,
    seq       BIGINT  NOT NULL,
    time_us   BIGINT  NOT NULL,
    by_us     BIGINT  NOT NULL,
    leaf_hash BYTEA   NOT NULL,
    leaf      BYTEA   NOT NULL,
    PRIMARY KEY (log_no, seq)
);

-- What is folded, and what can be erased by law. Apart from the leaves, so that a replay reads nothing else.
CREATE TABLE payload (
    log_no  BIGINT  NOT NULL,
    seq     BIGINT  NOT NULL,
    time_us BIGINT  NOT NULL,
    payload BYTEA,
    salt    BYTEA,
    PRIMARY KEY (log_no, seq),
    FOREIGN KEY (log_no, seq) REFERENCES entry
);

CREATE TABLE request (
    log_no      BIGINT  NOT NULL REFERENCES log,
    id          TEXT    NOT NULL,
    body_sha256 BYTEA   NOT NULL,
    first       BIGINT  NOT NULL,
    last        BIGINT  NOT NULL,
    PRIMARY KEY (log_no, id)
);

-- A cache.
CREATE TABLE snapshot (
    log_no BIGINT  NOT NULL REFERENCES log,
    size   BIGINT  NOT NULL,
    format TEXT    NOT NULL,
    sha256 BYTEA   NOT NULL,
    bytes  BYTEA   NOT NULL,
    PRIMARY KEY (log_no, size)
);

CREATE TABLE checkpoint (
    log_no BIGINT  NOT NULL REFERENCES log,
    size   BIGINT  NOT NULL,
    root   BYTEA   NOT NULL,
    note   TEXT    NOT NULL,
    PRIMARY KEY (log_no, size)
);

-- The empty log id is the installation.
CREATE TABLE setting (
    log   TEXT NOT NULL,
    key   TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (log, key)
);

CREATE TABLE schema_version (version INTEGER NOT NULL);
INSERT INTO schema_version VALUES (1);
