-- Schema 3: the margin of the shared journal. Alone all of it is empty.

-- Where a row stands at the hub, without a gap up to what was followed; changes when the hub has lost its tail.
CREATE TABLE main.placed(
  pos INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL UNIQUE,
  hub_at INTEGER NOT NULL,
  hash BLOB NOT NULL
) STRICT;

-- What has not come back from the hub yet, in the order in which it is offered: by group, and in it by row. A group goes
-- whole. What is offered again goes before what is new, so its groups count up to -1. `answered` is the place that the
-- hub gave: it is believed once the row has been followed there, for a hub can lose its tail in between.
CREATE TABLE main.outbox(
  seq INTEGER PRIMARY KEY,
  group_no INTEGER NOT NULL,
  why TEXT NOT NULL,
  answered INTEGER
) STRICT;

CREATE INDEX main.outbox_in_order ON outbox(group_no, seq);

-- Rows of the journal whose version another row took at the hub. They are kept, and stand on no line.
CREATE TABLE main.displaced(
  seq INTEGER PRIMARY KEY,
  winner BLOB NOT NULL,
  told INTEGER NOT NULL
) STRICT;

-- Files of cases that the hub is known to have. Forgotten when it has lost its tail: then they are brought again.
CREATE TABLE main.blobs_at_hub(
  hash BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Events that were sent to the hub before they were written here, and whose answer hasn't come: they are this station's own
-- when they come back after a crash.
CREATE TABLE main.asked(
  event_id BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- What any station may raise under one derived id: the hub's bytes of it, where the journal here holds other bytes. They
-- are what stands.
CREATE TABLE main.twins(
  seq INTEGER PRIMARY KEY,
  body BLOB NOT NULL
) STRICT;
