-- cases.db: derived from the journal, thrown away and made anew at will. What a row leaves out is zero
-- or empty, never NULL. `body` is the folded state as JSON; the columns beside it are what queries look for.

CREATE TABLE cursor(
  one INTEGER PRIMARY KEY CHECK(one = 1),
  seq INTEGER NOT NULL,
  link BLOB NOT NULL,
  touch INTEGER NOT NULL
) STRICT;

CREATE TABLE sessions(
  id BLOB NOT NULL PRIMARY KEY,
  day INTEGER NOT NULL,
  starts INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;

CREATE TABLE meetings(
  id BLOB NOT NULL PRIMARY KEY,
  session BLOB NOT NULL,
  convened_at INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;

CREATE INDEX meetings_by_session ON meetings(session, convened_at);

CREATE TABLE calls(
  id BLOB NOT NULL PRIMARY KEY,
  session BLOB NOT NULL,
  stage TEXT NOT NULL,
  seat INTEGER NOT NULL,
  rang_at INTEGER NOT NULL,
  number TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;

CREATE INDEX calls_by_session ON calls(session, rang_at, seat, stage);
CREATE INDEX calls_by_number ON calls(number) WHERE number <> '';

CREATE TABLE cases(
  id BLOB NOT NULL PRIMARY KEY,
  session BLOB NOT NULL,
  call BLOB NOT NULL,
  day INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  count INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  stage TEXT NOT NULL,
  settled INTEGER NOT NULL,
  disposition TEXT NOT NULL,
  category BLOB NOT NULL,
  unit BLOB NOT NULL,
  due INTEGER NOT NULL,
  hazard INTEGER NOT NULL,
  master BLOB NOT NULL,
  external BLOB NOT NULL,
  callback TEXT NOT NULL,
  words TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;

-- The ledger's order, with all that its filter asks: a page and its total are found without a body.
-- Its first three columns also give the next case number of a day.
CREATE INDEX cases_ledger ON cases(
  day DESC, ordinal, count, recorded_at DESC, id, session, disposition, stage, unit, hazard, words
);
CREATE INDEX cases_by_session ON cases(session, day, ordinal, count) WHERE session <> x'';
CREATE INDEX cases_by_call ON cases(call) WHERE call <> x'';
CREATE INDEX cases_by_callback ON cases(callback) WHERE callback <> '';
CREATE INDEX cases_by_external ON cases(external) WHERE external <> x'';
CREATE INDEX cases_by_master ON cases(master) WHERE master <> x'';
CREATE INDEX cases_settled ON cases(category, recorded_at) WHERE settled = 1;
CREATE INDEX cases_open ON cases(unit, due) WHERE stage IN ('assigned', 'inProgress');

-- Which units a case has been given to, the assisting ones too, in the ledger's order within a unit.
CREATE TABLE given(
  id BLOB NOT NULL,
  unit BLOB NOT NULL,
  day INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  count INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY(unit, day DESC, ordinal, count, recorded_at DESC, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX given_by_case ON given(id);

-- The files that a case names; those of an erased one are deleted by this list.
CREATE TABLE evidence(
  id BLOB NOT NULL,
  hash BLOB NOT NULL,
  erased INTEGER NOT NULL,
  PRIMARY KEY(id, hash)
) STRICT, WITHOUT ROWID;

-- Streams with rows that lost their place and wait to be checked, and cases whose due date does.
CREATE TABLE to_check(id BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;

-- Which seat of a session is or was worked from which station; `closed_at` is nought while it is open.
CREATE TABLE sittings(
  id BLOB NOT NULL PRIMARY KEY,
  session BLOB NOT NULL,
  seat INTEGER NOT NULL,
  station BLOB NOT NULL,
  opened_at INTEGER NOT NULL,
  closed_at INTEGER NOT NULL,
  calls INTEGER NOT NULL,
  cases INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;

CREATE INDEX sittings_by_session ON sittings(session, seat, opened_at, station);

CREATE TABLE counters(
  session BLOB NOT NULL,
  name TEXT NOT NULL,
  key TEXT NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY(session, name, key)
) STRICT, WITHOUT ROWID;
