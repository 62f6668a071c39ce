//! The margin of the shared journal: what waits for the hub, where rows stand there, what others brought, and what
//! lost its place to it.
//!
//! The hub itself isn't known here: rows come in and go out as they are, and its hashes are computed anew.

mod asked;
mod beside;
mod keys;
mod twins;

use crate::cursor;
use crate::error::Error;
use crate::journal::{self, Head};
use crate::store::Store;
pub use asked::Untold;
pub(crate) use asked::author;
pub use beside::Beside;
use keys::heal;
pub(crate) use keys::wrap_of;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use std::collections::BTreeSet;
use uuid::Uuid;
use vault::{Envelope, StreamKey};

/// A place in the hub's order, with the hash that proves all before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// From 1; 0: before the first.
    pub pos: u64,
    pub hash: [u8; 32],
}

/// Where the hub has put a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub pos: u64,
    /// Milliseconds since 1970, the server's clock.
    pub hub_at: i64,
    pub hash: [u8; 32],
}

/// Rows that are offered together, and the wraps of the keys that they were sealed with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// By seq.
    pub rows: Vec<(u64, Vec<u8>)>,
    pub keys: Vec<(Uuid, StreamKey)>,
}

/// A row of the hub's journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HubRow {
    pub place: Place,
    pub envelope: Vec<u8>,
    pub key: HubKey,
}

/// The stream key of its personal box, as the hub has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HubKey {
    /// It has no personal box, or nobody has brought the key yet.
    None,
    Wrapped(StreamKey),
    /// Destroyed there.
    Erased,
}

/// What came of rows of the hub.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// Rows that were new here.
    pub new: u64,
    /// Streams that are another state now.
    pub streams: BTreeSet<Uuid>,
    /// Rows of this station that stand no longer, by seq.
    pub displaced: Vec<u64>,
}

/// What waits for the hub.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    pub rows: u64,
    pub displaced: u64,
}

impl Store {
    /// From now on the journal is shared: all that it holds is offered, each row by itself, and so is what is
    /// committed from here on. Twice changes nothing.
    pub fn share(&mut self) -> Result<(), Error> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if cursor_of(&tx)?.is_none() {
            write_cursor(&tx, &Point { pos: 0, hash: vault::place_zero(self.identity.house) })?;
            // A restored store brings another station's margin: where its rows stand is asked anew.
            tx.execute_batch(
                "DELETE FROM main.placed; DELETE FROM main.outbox; DELETE FROM main.blobs_at_hub; \
                 INSERT INTO main.outbox(seq, group_no, why) SELECT seq, seq, 'new' FROM main.journal \
                 WHERE seq NOT IN (SELECT seq FROM main.displaced);",
            )?;
        }
        Ok(tx.commit()?)
    }

    /// How far this station has followed; None: it is alone.
    pub fn hub_cursor(&self) -> Result<Option<Point>, Error> {
        cursor_of(&self.conn)
    }

    /// The hash at a place that this station has followed; at 0 that before the first.
    pub fn hub_hash_at(&self, pos: u64) -> Result<Option<[u8; 32]>, Error> {
        hash_at(&self.conn, self.identity.house, pos)
    }

    pub fn waiting(&self) -> Result<Waiting, Error> {
        waiting(&self.conn)
    }

    /// Rows that lost their place, by seq: kept whole, for a person to see.
    pub fn displaced(&self) -> Result<Vec<(u64, Vec<u8>)>, Error> {
        let sql =
            "SELECT d.seq, j.body FROM main.displaced d JOIN main.journal j ON j.seq = d.seq ORDER BY d.seq";
        let mut select = self.conn.prepare_cached(sql)?;
        let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The next groups to be offered, so many rows or one group more.
    pub fn offers(&self, rows: u32) -> Result<Vec<Group>, Error> {
        let sql = "SELECT o.group_no, o.seq, coalesce(t.body, j.body) FROM main.outbox o \
                   JOIN main.journal j ON j.seq = o.seq LEFT JOIN main.twins t ON t.seq = o.seq \
                   WHERE o.answered IS NULL ORDER BY o.group_no, o.seq";
        let mut select = self.conn.prepare_cached(sql)?;
        let mut found = select.query([])?;
        let (mut groups, mut last, mut count) = (Vec::<Group>::new(), None, 0);
        while let Some(row) = found.next()? {
            let group: i64 = row.get(0)?;
            if last != Some(group) {
                if count >= rows {
                    break;
                }
                groups.push(Group { rows: Vec::new(), keys: Vec::new() });
            }
            (last, count) = (Some(group), count + 1);
            if let Some(open) = groups.last_mut() {
                let envelope: Vec<u8> = row.get(2)?;
                open.keys.extend(wrap_of(&self.conn, &Envelope::parse(&envelope)?)?);
                open.rows.push((row.get(1)?, envelope));
            }
        }
        groups.iter_mut().for_each(|group| {
            group.keys.sort_by_key(|(stream, key)| (*stream, key.kid));
            group.keys.dedup_by_key(|(stream, key)| (*stream, key.kid));
        });
        Ok(groups)
    }

    /// The hub has answered for these rows, by seq, with their places: they are not offered again while the
    /// connection lasts.
    pub fn answered(&mut self, places: &[(u64, u64)]) -> Result<(), Error> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for (seq, pos) in places {
            tx.prepare_cached("UPDATE main.outbox SET answered = ?2 WHERE seq = ?1")?.execute([seq, pos])?;
        }
        Ok(tx.commit()?)
    }

    /// A connection is a new one: what was answered on the last and hasn't been followed since is offered again. A hub
    /// that still has it says so.
    pub fn reconnected(&mut self) -> Result<(), Error> {
        self.conn.execute("UPDATE main.outbox SET answered = NULL WHERE answered IS NOT NULL", [])?;
        Ok(())
    }

    /// Takes rows of the hub that follow the cursor without a gap; the first may be the row at the cursor. All of
    /// them or nothing. A row that holds a line which a row of mine holds unanswered displaces that and what follows
    /// on it.
    ///
    /// # Errors
    /// [`Error::Forked`] if the hub has another row at the cursor; [`Error::Unchained`] at the first row that doesn't
    /// continue its chain; [`Error::Impostor`] for a row in this station's name that it never wrote, and for another
    /// row under an event's id.
    pub fn take(&mut self, rows: &[HubRow]) -> Result<Taken, Error> {
        self.follow()?;
        let (station, house) = (self.identity.station, self.identity.house);
        let mut head = self.head;
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut point = cursor_of(&tx)?.unwrap_or(Point { pos: 0, hash: vault::place_zero(house) });
        let mut taken = Taken::default();
        for row in rows {
            let place = row.place;
            let envelope = Envelope::parse(&row.envelope)?;
            if place.pos == point.pos {
                if place.hash != point.hash {
                    return Err(Error::Forked { pos: point.pos });
                }
            } else {
                let next = vault::place(&point.hash, place.pos, place.hub_at, &envelope.leaf());
                if place.pos != point.pos + 1 || place.hash != next {
                    return Err(Error::Unchained { pos: place.pos });
                }
            }
            point = Point { pos: place.pos, hash: place.hash };
            let seq = match known(&tx, &envelope)? {
                Some((seq, same)) => {
                    // An act that any station may raise under one derived id is the same act in other bytes.
                    if !same && envelope.event_id().get_version_num() != 8 {
                        return Err(Error::Impostor { event: envelope.event_id() });
                    }
                    if !same {
                        twins::stand_in(&tx, seq, &envelope)?;
                        taken.streams.insert(envelope.stream());
                    }
                    if let Some(lost) = stand_again(&tx, seq, &envelope, place.pos)? {
                        taken.displaced.extend(lost);
                        taken.streams.insert(envelope.stream());
                    }
                    seq
                }
                None if envelope.station() == station && !asked::took(&tx, envelope.event_id())? => {
                    return Err(Error::Impostor { event: envelope.event_id() });
                }
                None => {
                    taken.displaced.extend(displace(&tx, &envelope, place.pos)?);
                    journal::append(&tx, &self.place.keys, &mut head, envelope.stream(), &row.envelope)?;
                    taken.new += 1;
                    taken.streams.insert(envelope.stream());
                    head.seq
                }
            };
            put(&tx, seq, &place)?;
            if heal(&tx, &envelope, &row.key)? {
                taken.streams.insert(envelope.stream());
            }
        }
        write_cursor(&tx, &point)?;
        // Followed past its place and not met: lost there, and somebody else's rows stand in it.
        let lost = "UPDATE main.outbox SET answered = NULL WHERE answered <= ?1";
        tx.prepare_cached(lost)?.execute([point.pos])?;
        if self.place.cases_key.is_some() {
            for stream in &taken.streams {
                cursor::refold(&tx, &self.place.keys, *stream)?;
            }
            cursor::write(&tx, &head)?;
            let touch = cursor::last_touch(&tx)?;
            cursor::write_touch(&tx, touch)?;
        }
        let committed = tx.commit();
        self.settle(head, committed)?;
        taken.streams.iter().for_each(|stream| self.place.keys.forget_stream(*stream));
        Ok(taken)
    }

    /// The hub has lost what stood behind this place: rows from there on, anybody's, are offered again in their old
    /// order, before what is new, and following goes on from here.
    ///
    /// # Errors
    /// [`Error::Unfit`] for a place that this station doesn't know.
    pub fn lost_tail(&mut self, pos: u64) -> Result<(), Error> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let hash = hash_at(&tx, self.identity.house, pos)?;
        let hash = hash.ok_or(Error::Unfit { what: "a place that nothing was followed to" })?;
        let first: i64 =
            tx.query_row("SELECT min(0, coalesce(min(group_no), 0)) FROM main.outbox", [], |row| row.get(0))?;
        let lost: i64 =
            tx.query_row("SELECT count(*) FROM main.placed WHERE pos > ?1", [pos], |row| row.get(0))?;
        let sql = "INSERT INTO main.outbox(seq, group_no, why) \
                   SELECT seq, ?1 + row_number() OVER (ORDER BY pos), 'reoffer' FROM main.placed WHERE pos > ?2";
        tx.execute(sql, params![first - lost - 1, pos])?;
        tx.execute("DELETE FROM main.placed WHERE pos > ?1", [pos])?;
        tx.execute("UPDATE main.outbox SET answered = NULL", [])?;
        tx.execute("DELETE FROM main.blobs_at_hub", [])?;
        write_cursor(&tx, &Point { pos, hash })?;
        Ok(tx.commit()?)
    }
}

pub(crate) fn waiting(conn: &Connection) -> Result<Waiting, Error> {
    let sql = "SELECT (SELECT count(*) FROM main.outbox WHERE answered IS NULL), \
               (SELECT count(*) FROM main.displaced)";
    let mut select = conn.prepare_cached(sql)?;
    Ok(select.query_row([], |row| Ok(Waiting { rows: row.get(0)?, displaced: row.get(1)? }))?)
}

/// What is committed in a shared journal waits, as one group, until it comes back from the hub; also what the hub had
/// first, at these places.
pub(crate) fn note(conn: &Connection, before: &Head, after: &Head, places: &[u64]) -> Result<(), Error> {
    if cursor_of(conn)?.is_none() {
        return Ok(());
    }
    if !places.is_empty() && places.len() as u64 != after.seq - before.seq {
        return Err(Error::Unfit { what: "places for other rows" });
    }
    let sql = "INSERT INTO main.outbox(seq, group_no, why, answered) VALUES(?1, ?2, 'new', ?3)";
    let mut insert = conn.prepare_cached(sql)?;
    asked::done(conn, before.seq)?;
    for (n, seq) in (before.seq + 1..=after.seq).enumerate() {
        insert.execute(params![seq, before.seq + 1, places.get(n)])?;
    }
    Ok(())
}

fn cursor_of(conn: &Connection) -> Result<Option<Point>, Error> {
    let sql = "SELECT value FROM main.meta WHERE name = 'hub'";
    let value: Option<Vec<u8>> = conn.prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?;
    let Some(value) = value else { return Ok(None) };
    let parts = value.split_first_chunk::<8>().and_then(|(pos, hash)| Some((pos, hash.try_into().ok()?)));
    let (pos, hash) = parts.ok_or_else(|| journal::damaged(0, "the place at the hub"))?;
    Ok(Some(Point { pos: u64::from_be_bytes(*pos), hash }))
}

fn write_cursor(conn: &Connection, point: &Point) -> Result<(), Error> {
    let value = [&point.pos.to_be_bytes()[..], &point.hash[..]].concat();
    conn.prepare_cached("INSERT OR REPLACE INTO main.meta(name, value) VALUES('hub', ?1)")?
        .execute([value])?;
    Ok(())
}

fn hash_at(conn: &Connection, house: Uuid, pos: u64) -> Result<Option<[u8; 32]>, Error> {
    if pos == 0 {
        return Ok(Some(vault::place_zero(house)));
    }
    let sql = "SELECT hash FROM main.placed WHERE pos = ?1";
    Ok(conn.prepare_cached(sql)?.query_row([pos], |row| row.get(0)).optional()?)
}

/// The row of this event, and whether it is the same bytes.
fn known(conn: &Connection, envelope: &Envelope<'_>) -> Result<Option<(u64, bool)>, Error> {
    let sql = "SELECT j.seq, coalesce(t.body, j.body) FROM main.journal j LEFT JOIN main.twins t ON t.seq = j.seq \
               WHERE j.event_id = ?1";
    let mut select = conn.prepare_cached(sql)?;
    let found = select.query_row([envelope.event_id().as_bytes()], |row| {
        let body = row.get_ref(1)?.as_blob()?;
        Ok((row.get(0)?, vault::leaf(body) == envelope.leaf()))
    });
    Ok(found.optional()?)
}

/// A row was followed to its place, and waits no longer. Told twice it is the same.
fn put(conn: &Connection, seq: u64, place: &Place) -> Result<(), Error> {
    let Place { pos, hub_at, hash } = *place;
    let sql = "INSERT INTO main.placed(pos, seq, hub_at, hash) VALUES(?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
    conn.prepare_cached(sql)?.execute(params![pos, seq, hub_at, hash])?;
    let sql = "SELECT 1 FROM main.placed WHERE pos = ?1 AND seq = ?2 AND hash = ?3";
    if !conn.prepare_cached(sql)?.exists(params![pos, seq, hash])? {
        return Err(Error::Unchained { pos });
    }
    conn.prepare_cached("DELETE FROM main.outbox WHERE seq = ?1")?.execute([seq])?;
    Ok(())
}

/// Clears the line for a row of the hub: what holds it here, and what follows there, stands no longer.
fn displace(conn: &Connection, winner: &Envelope<'_>, pos: u64) -> Result<Vec<u64>, Error> {
    let (stream, version) = (winner.stream(), winner.version());
    let line = params![stream.as_bytes(), version];
    let sql = "SELECT seq FROM main.lines WHERE stream = ?1 AND version >= ?2 ORDER BY version";
    let mut select = conn.prepare_cached(sql)?;
    let lost: Vec<u64> = select.query_map(line, |row| row.get(0))?.collect::<Result<_, _>>()?;
    for seq in &lost {
        // The hub has answered for it at this version: it can't stand there twice.
        if conn.prepare_cached("SELECT 1 FROM main.placed WHERE seq = ?1")?.exists([seq])? {
            return Err(Error::Unchained { pos });
        }
        let sql = "INSERT INTO main.displaced(seq, winner, told) VALUES(?1, ?2, 0)";
        conn.prepare_cached(sql)?.execute(params![seq, winner.event_id().as_bytes()])?;
        conn.prepare_cached("DELETE FROM main.outbox WHERE seq = ?1")?.execute([seq])?;
    }
    conn.prepare_cached("DELETE FROM main.lines WHERE stream = ?1 AND version >= ?2")?.execute(line)?;
    Ok(lost)
}

/// A row that had lost its place, and that the hub has taken after all: the tail that held its winner is gone.
fn stand_again(
    conn: &Connection,
    seq: u64,
    envelope: &Envelope<'_>,
    pos: u64,
) -> Result<Option<Vec<u64>>, Error> {
    if conn.prepare_cached("DELETE FROM main.displaced WHERE seq = ?1")?.execute([seq])? == 0 {
        return Ok(None);
    }
    let lost = displace(conn, envelope, pos)?;
    let sql = "INSERT INTO main.lines(stream, version, seq) VALUES(?1, ?2, ?3)";
    let stream = envelope.stream();
    conn.prepare_cached(sql)?.execute(params![stream.as_bytes(), envelope.version(), seq])?;
    // Not appended again, so no row of the journal tells it.
    let touch = "INSERT INTO main.touched(stream, why) VALUES(?1, 'stands')";
    conn.prepare_cached(touch)?.execute(params![stream.as_bytes()])?;
    Ok(Some(lost))
}
