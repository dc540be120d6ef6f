-- What is kept of a stranger chat. The hot path appends: keys grow with time, and nothing that grows without end has a
-- second index.

-- One row each: the lease's epoch, the key for keyed hashes, the largest key and time ever kept.
CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value ANY NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO meta VALUES ('epoch', 0), ('last_key', 0), ('last_ms', 0);

CREATE TABLE person (
    key     INTEGER PRIMARY KEY,
    app     TEXT NOT NULL,
    channel TEXT NOT NULL,
    peer    TEXT NOT NULL,
    live    INTEGER NOT NULL,
    state   TEXT NOT NULL,
    UNIQUE (app, channel, peer)
) STRICT;

CREATE INDEX person_live ON person (key) WHERE live = 1;

CREATE TABLE conversation (
    key   INTEGER PRIMARY KEY,
    live  INTEGER NOT NULL,
    state TEXT NOT NULL
) STRICT;

CREATE INDEX conversation_live ON conversation (key) WHERE live = 1;

CREATE TABLE ticket (
    key   INTEGER PRIMARY KEY,
    state TEXT NOT NULL
) STRICT;

-- No index by conversation: each row names the one before it, and the conversation names the last.
CREATE TABLE message (
    key          INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL,
    seq          INTEGER NOT NULL,
    previous     INTEGER,
    sender       INTEGER NOT NULL,
    at_ms        INTEGER NOT NULL,
    body         TEXT NOT NULL
) STRICT;

-- A row leaves when its delivery is settled, so that the table and its index stay as small as what is on its way.
CREATE TABLE delivery (
    key   INTEGER PRIMARY KEY,
    user  INTEGER NOT NULL,
    state TEXT NOT NULL
) STRICT;

CREATE INDEX delivery_user ON delivery (user);

-- No index by push: all receipts are in memory while they are kept.
CREATE TABLE receipt (
    id    INTEGER PRIMARY KEY,
    push  BLOB NOT NULL,
    user  INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    stage TEXT NOT NULL,
    reply TEXT
) STRICT;

CREATE TABLE block (
    who  INTEGER NOT NULL,
    whom INTEGER NOT NULL,
    PRIMARY KEY (who, whom)
) STRICT, WITHOUT ROWID;
