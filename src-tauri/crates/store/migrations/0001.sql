-- record.db, schema 1. The journal is the record; the other tables are its index, its keys and its margins.

CREATE TABLE main.journal(
  seq INTEGER PRIMARY KEY,
  event_id BLOB NOT NULL UNIQUE,
  body BLOB NOT NULL,
  link BLOB NOT NULL
) STRICT;

CREATE TRIGGER main.journal_keeps_every_row BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER main.journal_keeps_every_byte BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

-- What stands on which stream.
CREATE TABLE main.lines(
  stream BLOB NOT NULL,
  version INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY(stream, version)
) STRICT, WITHOUT ROWID;

-- Rows that didn't open here: another compartment's, or damaged ones.
CREATE TABLE main.unopened(seq INTEGER PRIMARY KEY) STRICT;

-- The one column that may be NULL: an erased key, whose row stays.
CREATE TABLE main.stream_keys(
  stream BLOB NOT NULL,
  kid BLOB NOT NULL,
  wrap BLOB,
  PRIMARY KEY(stream, kid)
) STRICT, WITHOUT ROWID;

-- Sealed under the compartment's epoch; here and not in cases.db, because here a commit is synced.
CREATE TABLE main.drafts(
  id BLOB NOT NULL PRIMARY KEY,
  stream BLOB NOT NULL,
  sealed BLOB NOT NULL,
  saved_at INTEGER NOT NULL
) STRICT;

-- Changes of a stream's row that no journal row tells.
CREATE TABLE main.touched(
  touch INTEGER PRIMARY KEY,
  stream BLOB NOT NULL,
  why TEXT NOT NULL
) STRICT;

CREATE TABLE main.meta(name TEXT NOT NULL PRIMARY KEY, value BLOB NOT NULL) STRICT;
