-- All of them are in memory while they are kept, like tickets: they are few, and they sink.
CREATE TABLE bottle (
    key   INTEGER PRIMARY KEY,
    state TEXT NOT NULL
) STRICT;

-- What a service has learned about an account.
CREATE TABLE memo (
    app   TEXT NOT NULL,
    name  TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (app, name)
) STRICT, WITHOUT ROWID;
