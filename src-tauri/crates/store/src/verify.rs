//! Proving the record: chain, lines, boxes, signatures, checkpoints, erasures, and that a rebuild gives what stands.

mod blobs;
mod chain;
mod erased;
mod points;
mod same;
mod shared;
mod trail;

use self::points::Points;
use self::trail::Beside;
use crate::cursor::{self, Cursor};
use crate::error::Error;
use crate::fold::{self, Fault, Share};
use crate::leftovers::Proof;
use crate::reader::Reader;
use crate::rebuild::{self, Built, Upto};
use crate::trust::House;
use crate::{journal, open};
use domain::event::{Event, SeatEvent};
use rusqlite::Connection;
use std::path::Path;
use std::sync::Arc;
use uuid::Uuid;
use vault::{FileKey, Keys};

/// What was found. Rows of compartments that aren't held are no fault, and neither are erased streams.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifyReport {
    pub ok: bool,
    pub events: u64,
    pub streams: u64,
    pub first_broken: Option<Broken>,
    /// Rows sealed for others, or by a later version. Not listed for a login that reads no case: there it's most.
    pub unopened: Vec<u64>,
    /// Acts without a signature that counts: kept, and not applied. The record is whole all the same.
    pub unsigned: Vec<u64>,
    pub erased_streams: u64,
    /// Streams whose text is gone although nobody has confirmed an erasure of it.
    pub erased_without_act: Vec<Uuid>,
    /// Streams whose erasure is confirmed and isn't carried out here.
    pub not_erased: Vec<Uuid>,
    /// Files of cases that are here, and have the bytes of their names.
    pub blobs: u64,
    /// Files of cases that are not here: no fault, they are fetched when somebody opens them.
    pub blobs_away: u64,
    /// Checkpoints that were compared with the journal.
    pub checkpoints: u64,
    pub trail_equals_journal: bool,
    /// False for a login that doesn't hold their key: the rows have been neither opened nor compared.
    pub rows_checked: bool,
    /// Never so when they were not compared.
    pub rebuilt_equals_live: bool,
}

/// The first row at which the record isn't what was written; 0 when the damage is outside the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    pub seq: u64,
    pub what: String,
}

/// Opens a store for reading and proves it. `progress` is told how much of how much is done.
pub fn verify<'a>(
    folder: &Path,
    record_key: &FileKey,
    cases_key: impl Into<Option<&'a FileKey>>,
    keys: Arc<Keys>,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<VerifyReport, Error> {
    Reader::open(folder, record_key, cases_key, keys)?.verify(progress)
}

impl Reader {
    /// Proves the record as it stands now, beside a running console. Memory stays bounded; a file as
    /// large as cases.db is written beside it for a while.
    pub fn verify(&self, progress: &mut dyn FnMut(u64, u64)) -> Result<VerifyReport, Error> {
        // One view of both files. The rows first: the journal is then never behind them.
        self.conn.execute_batch("BEGIN")?;
        let report = self.verified(progress);
        self.conn.execute_batch("COMMIT")?;
        report
    }

    fn verified(&self, progress: &mut dyn FnMut(u64, u64)) -> Result<VerifyReport, Error> {
        let (conn, keys) = (&self.conn, &*self.place.keys);
        let rows_checked = self.place.cases_key.is_some();
        let cursor = if rows_checked { Some(cursor::read(conn)?) } else { None };
        let head = journal::head(conn, self.identity()).ok();
        let length = head.map_or(0, |head| head.seq);
        let mut broken = FirstBroken(None);
        let house = House::new(conn, keys);
        let mut chained = self.chained(&house, &mut broken, &mut |done| progress(done, 2 * length));
        if let Err(error) = &mut chained {
            broken.otherwise(error.to_string());
        }
        let (events, checkpoints, trail_equals_journal) = chained.unwrap_or_default();
        let mut told = |done| progress(length + done, 2 * length);
        let (equal, built) = match &cursor {
            Some(cursor) => self.rows(cursor, &mut broken, &mut told)?,
            None => (false, self.folded_only(length, &mut broken, &mut told)),
        };
        let mut unopened = Vec::new();
        for (seq, fault) in built.faults {
            match fault {
                Fault::Closed | Fault::Newer => unopened.push(seq),
                // The chain has named the row that lost its place; the one led to is whole.
                Fault::Astray => broken.otherwise(format!("a line leads astray to row {seq}")),
                Fault::Broken(what) => broken.found(seq, what),
            }
        }
        let erased = erased::compare(conn, keys, &house).unwrap_or_else(|error| {
            broken.otherwise(error.to_string());
            erased::Compared::default()
        });
        if let Err(error) = shared::check(conn, self.identity(), &mut broken) {
            broken.otherwise(error.to_string());
        }
        let beside = if rows_checked {
            blobs::compare(conn, &self.place.folder, &mut broken).unwrap_or_else(|error| {
                broken.otherwise(error.to_string());
                blobs::Compared::default()
            })
        } else {
            blobs::Compared::default()
        };
        let not_erased = [erased.not_done, beside.not_erased].concat();
        // What nothing above reads, such as an index, a search would stumble over.
        if let Err(what) = sound(conn, "main") {
            broken.otherwise(what);
        }
        let equal = equal && sound(conn, "cases").is_ok();
        progress(2 * length, 2 * length);
        let as_erased = erased.without_act.is_empty() && not_erased.is_empty();
        Ok(VerifyReport {
            ok: broken.0.is_none() && as_erased && trail_equals_journal && equal == rows_checked,
            events,
            streams: built.rebuilt.streams,
            first_broken: broken.0,
            unopened,
            unsigned: built.refused,
            erased_streams: erased.streams,
            erased_without_act: erased.without_act,
            not_erased,
            blobs: beside.here,
            blobs_away: beside.away,
            checkpoints,
            trail_equals_journal,
            rows_checked,
            rebuilt_equals_live: equal,
        })
    }

    /// Rows, compared checkpoints, and whether the trail is what the journal says.
    fn chained(
        &self,
        house: &House<'_>,
        broken: &mut FirstBroken,
        progress: &mut dyn FnMut(u64),
    ) -> Result<(u64, u64, bool), Error> {
        let (conn, keys) = (&self.conn, &*self.place.keys);
        let mut points = Points::gather(conn, keys, house, self.identity(), broken);
        if let Err(error) = &points {
            broken.otherwise(error.to_string());
        }
        let mut all = trail::all(conn)?;
        let mut beside = Beside::new(&mut all)?;
        let mut done = 0;
        let events = chain::check(conn, self.identity(), broken, &mut |row, broken| {
            done += 1;
            progress(done);
            if let Ok(points) = &mut points {
                points.row(row.seq, &row.leaf, row.link, broken);
            }
            let Some(envelope) = &row.envelope else { return };
            let Some(made) = fold::of_office(keys, envelope) else { return };
            crate::trail::of(row.seq, &made).iter().for_each(|look| beside.said(look));
            if let (Event::Seat(SeatEvent::Checkpointed(facts, _)), Ok(points)) = (&made.event, &mut points) {
                points.told(row.seq, envelope.stream(), facts, broken);
            }
        });
        let checkpoints = points.as_ref().map_or(0, |points| points.compared);
        points.iter().for_each(|points| points.end(broken));
        Ok((events, checkpoints, beside.ended()))
    }

    /// Makes the rows anew beside those that stand.
    fn rows(
        &self,
        cursor: &Cursor,
        broken: &mut FirstBroken,
        progress: &mut dyn FnMut(u64),
    ) -> Result<(bool, Built), Error> {
        if journal::link_at(&self.conn, self.identity(), cursor.seq)
            .is_ok_and(|link| link != Some(cursor.link))
        {
            broken.found(0, "cases.db belongs to another journal");
        }
        let proof = Proof::beside(&self.place.folder)?;
        let upto = Upto { seq: cursor.seq, touch: cursor.touch };
        let built = rebuild::into(&self.place, &proof.path, Some(upto), progress);
        let compared = built.and_then(|built| {
            let anew = open::alone(&proof.path, self.place.cases_key()?)?;
            Ok((same::tables(&self.conn, &anew, &built.touched_since)?, built))
        });
        open::remove(&proof.path)?;
        match compared {
            Ok(compared) => Ok(compared),
            Err(error @ (Error::DiskFull | Error::ReadOnly)) => Err(error),
            Err(error) => {
                broken.otherwise(error.to_string());
                Ok((false, Built::default()))
            }
        }
    }

    /// For a login that reads no case: what it can open is folded, and whose signatures count is seen.
    fn folded_only(&self, length: u64, broken: &mut FirstBroken, progress: &mut dyn FnMut(u64)) -> Built {
        let mut built = Built::default();
        let whole = Share { part: 0, of: 1 };
        let folded = fold::all(&self.conn, &self.place.keys, length, whole, |folded| {
            built.rebuilt.events += folded.events;
            built.rebuilt.streams += 1;
            built.faults.extend(
                folded.faults.into_iter().filter(|(_, fault)| !matches!(fault, Fault::Closed | Fault::Newer)),
            );
            built.refused.extend(folded.refused);
            progress(built.rebuilt.events);
            Ok(())
        });
        if let Err(error) = folded {
            broken.otherwise(error.to_string());
        }
        built.refused.sort_unstable();
        built
    }
}

/// Every page in use, in the order in which the trees lead to them.
fn sound(conn: &Connection, schema: &str) -> Result<(), String> {
    let said = conn.query_row(&format!("PRAGMA {schema}.quick_check(1)"), [], |row| row.get::<_, String>(0));
    match said {
        Ok(said) if said == "ok" => Ok(()),
        Ok(said) => Err(said),
        Err(error) => Err(error.to_string()),
    }
}

struct FirstBroken(Option<Broken>);

impl FirstBroken {
    fn found(&mut self, seq: u64, what: impl Into<String>) {
        if self.0.as_ref().is_none_or(|first| seq < first.seq) {
            self.0 = Some(Broken { seq, what: what.into() });
        }
    }

    /// Only if nothing says more precisely where.
    fn otherwise(&mut self, what: String) {
        self.0.get_or_insert(Broken { seq: 0, what });
    }
}
