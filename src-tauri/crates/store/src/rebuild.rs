//! Making the derived file anew from the journal, stream by stream.

use crate::error::{Error, InCases};
use crate::fold::{self, Fault, Folded, Share};
use crate::journal::{self, Head};
use crate::store::Place;
use crate::{cursor, open, project, record};
use domain::State;
use rusqlite::{Connection, params};
use std::collections::HashSet;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::mpsc;
use std::thread;
use uuid::Uuid;

const MOST_WORKERS: usize = 4;
/// States that may wait for the writer; with their text they stay below a few MiB.
const HANDED_OVER: usize = 256;

/// What was folded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rebuilt {
    pub events: u64,
    pub streams: u64,
}

#[derive(Default)]
pub(crate) struct Built {
    pub rebuilt: Rebuilt,
    pub faults: Vec<(u64, Fault)>,
    /// By seq: acts without a signature that counts.
    pub refused: Vec<u64>,
    /// Streams touched after the rows that these are to be compared with.
    pub touched_since: HashSet<Uuid>,
}

/// How far rows go that others are to be compared with.
#[derive(Clone, Copy)]
pub(crate) struct Upto {
    pub seq: u64,
    pub touch: u64,
}

/// Makes a file at `target`, with a connection of its own; it needs no lock and writes nothing else.
pub(crate) fn into(
    place: &Place,
    target: &Path,
    upto: Option<Upto>,
    progress: &mut dyn FnMut(u64),
) -> Result<Built, Error> {
    let built = build(place, target, upto, progress);
    if built.is_err() {
        // Half a file is of no use to anybody; that it failed is what has to be told.
        let _ = open::remove(target);
    }
    built
}

fn build(
    place: &Place,
    target: &Path,
    upto: Option<Upto>,
    progress: &mut dyn FnMut(u64),
) -> Result<Built, Error> {
    let conn = open::record(&place.folder, &place.record_key)?;
    record::stand_in(&conn)?;
    let (identity, cases_key) = (record::identity(&conn)?, place.cases_key()?);
    project::make(target, cases_key, &identity)?;
    open::attach(&conn, target, cases_key, "cases")?;
    // If it fails it is thrown away: there is nothing to roll back to.
    conn.pragma_update(Some("cases"), "journal_mode", "OFF").in_cases()?;
    conn.pragma_update(Some("cases"), "synchronous", "OFF").in_cases()?;
    // KiB: streams come in the order of random ids, so that every index is written all over.
    conn.pragma_update(Some("cases"), "cache_size", -131_072).in_cases()?;
    conn.pragma_update(Some("main"), "cache_size", -65_536)?;
    conn.execute_batch("BEGIN")?;
    let head = journal::head(&conn, &identity)?;
    let upto = match upto {
        Some(upto) => upto,
        None => Upto { seq: head.seq, touch: cursor::last_touch(&conn)? },
    };
    let (mut rebuilt, mut faults, mut refused) = (Rebuilt::default(), Vec::new(), Vec::new());
    folded_by_workers(place, upto.seq, |folded| {
        let Folded { stream, state, events, faults: found, refused: unsigned, .. } = folded;
        rebuilt.events += events;
        rebuilt.streams += 1;
        faults.extend(found);
        refused.extend(unsigned);
        progress(rebuilt.events);
        project::move_by(&conn, &State::Nothing, &state)?;
        project::write(&conn, stream, &state)
    })?;
    let link = journal::link_at(&conn, &identity, upto.seq)?;
    let link = link.ok_or_else(|| journal::damaged(upto.seq, "not there"))?;
    cursor::write(&conn, &Head { seq: upto.seq, link })?;
    cursor::write_touch(&conn, upto.touch)?;
    let touched_since = touched(&conn, upto.touch)?;
    conn.execute_batch("COMMIT").in_cases()?;
    conn.close().map_err(|(_, error)| Error::from(error))?;
    open::finish(target, cases_key)?;
    faults.sort_by_key(|(seq, _)| *seq);
    refused.sort_unstable();
    Ok(Built { rebuilt, faults, refused, touched_since })
}

/// Unsealing and folding cost more than writing: workers do them, each with a connection of its own, and
/// the one writer takes what they have, in whatever order it comes.
fn folded_by_workers(
    place: &Place,
    upto: u64,
    mut write: impl FnMut(Folded) -> Result<(), Error>,
) -> Result<(), Error> {
    let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let of = cores.saturating_sub(1).clamp(1, MOST_WORKERS);
    thread::scope(|scope| {
        let (give, take) = mpsc::sync_channel(HANDED_OVER);
        let workers: Vec<_> = (0..of)
            .map(|part| {
                let give = give.clone();
                scope.spawn(move || {
                    let conn = open::record(&place.folder, &place.record_key)?;
                    record::stand_in(&conn)?;
                    fold::all(&conn, &place.keys, upto, Share { part, of }, |folded| {
                        // Nobody takes it: the writer has failed, and says why.
                        give.send(folded).map_err(|_| Error::Busy)
                    })
                })
            })
            .collect();
        drop(give);
        let written = take.iter().try_for_each(&mut write);
        drop(take);
        let folded = workers.into_iter().map(|worker| {
            worker.join().unwrap_or(Err(Error::Unfit { what: "an event that brings a fold down" }))
        });
        let folded = folded.fold(Ok(()), Result::and);
        written.and(folded)
    })
}

fn touched(conn: &Connection, after: u64) -> Result<HashSet<Uuid>, Error> {
    let mut select = conn.prepare("SELECT stream FROM main.touched WHERE touch > ?1")?;
    let rows = select.query_map(params![after], |row| row.get(0).map(Uuid::from_bytes))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
