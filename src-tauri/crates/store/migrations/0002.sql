-- Schema 2: who looked at what. Derived from the journal's `Looked` events; here and not in cases.db, because the
-- auditor reads it and opens no case. A column is NULL where a look has none of it.

CREATE TABLE main.trail(
  seq INTEGER NOT NULL,
  n INTEGER NOT NULL,
  at INTEGER NOT NULL,
  person BLOB NOT NULL,
  what TEXT NOT NULL,
  case_id BLOB,
  number TEXT,
  session BLOB,
  reason TEXT,
  count INTEGER,
  PRIMARY KEY(seq, n)
) STRICT, WITHOUT ROWID;

CREATE INDEX main.trail_by_time ON trail(at);
CREATE INDEX main.trail_by_person ON trail(person, at);
CREATE INDEX main.trail_by_case ON trail(case_id, at) WHERE case_id IS NOT NULL;
CREATE INDEX main.trail_by_number ON trail(number, at) WHERE number IS NOT NULL;
CREATE INDEX main.trail_logins ON trail(person, at) WHERE what = 'loggedIn';
