//! Proving the record: chain, lines, boxes, and that a rebuild gives what stands.

mod chain;
mod same;

use crate::cursor;
use crate::error::{Error, File};
use crate::fold::Fault;
use crate::reader::Reader;
use crate::rebuild::{self, Built, Upto};
use crate::{journal, open};
use rusqlite::Connection;
use std::path::Path;
use std::sync::Arc;
use vault::{FileKey, Keys};

/// What was found. Rows of compartments that aren't held are no fault, and neither are erased streams.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifyReport {
    pub ok: bool,
    pub events: u64,
    pub streams: u64,
    pub first_broken: Option<Broken>,
    /// Rows sealed for others, or by a later version.
    pub unopened: Vec<u64>,
    pub erased_streams: u64,
    pub rebuilt_equals_live: bool,
}

/// The first row at which the record isn't what was written; 0 when the damage is outside the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    pub seq: u64,
    pub what: String,
}

/// Opens a store for reading and proves it. `progress` is told how much of how much is done.
pub fn verify(
    folder: &Path,
    record_key: &FileKey,
    cases_key: &FileKey,
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
        let cursor = cursor::read(&self.conn)?;
        let length = journal::head(&self.conn, self.identity()).map_or(0, |head| head.seq);
        let mut broken = FirstBroken(None);
        let events = chain::check(&self.conn, self.identity(), &mut broken, &mut |done| {
            progress(done, 2 * length);
        });
        if journal::link_at(&self.conn, self.identity(), cursor.seq)
            .is_ok_and(|link| link != Some(cursor.link))
        {
            broken.found(0, "cases.db belongs to another journal");
        }
        let beside = format!("{}.verify-{}", open::CASES, std::process::id());
        let target = self.place.folder.join(beside);
        let upto = Upto { seq: cursor.seq, touch: cursor.touch };
        open::remove(&target)?;
        let built = rebuild::into(&self.place, &target, Some(upto), &mut |done| {
            progress(length + done, 2 * length);
        });
        let compared = built.and_then(|built| {
            let anew = open::alone(&target, &self.place.cases_key)?;
            Ok((same::tables(&self.conn, &anew, &built.touched_since)?, built))
        });
        open::remove(&target)?;
        progress(2 * length, 2 * length);
        let (equal, built) = match compared {
            Ok(compared) => compared,
            Err(Error::DiskFull) => return Err(Error::DiskFull),
            Err(Error::ReadOnly) => return Err(Error::ReadOnly),
            Err(error) => {
                broken.otherwise(error.to_string());
                (false, Built::default())
            }
        };
        let mut unopened = Vec::new();
        for (seq, fault) in built.faults {
            match fault {
                Fault::Closed => unopened.push(seq),
                // The chain has named the row that lost its place; the one led to is whole.
                Fault::Astray => broken.otherwise(format!("a line leads astray to row {seq}")),
                Fault::Broken(what) => broken.found(seq, what),
            }
        }
        Ok(VerifyReport {
            ok: broken.0.is_none() && equal,
            events,
            streams: built.rebuilt.streams,
            first_broken: broken.0,
            unopened,
            erased_streams: erased_streams(&self.conn).unwrap_or_default(),
            rebuilt_equals_live: equal,
        })
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

fn erased_streams(conn: &Connection) -> Result<u64, Error> {
    let sql = "SELECT count(DISTINCT stream) FROM main.stream_keys WHERE wrap IS NULL";
    conn.query_row(sql, [], |row| row.get(0)).map_err(|error| Error::of_file(File::Record, error))
}
