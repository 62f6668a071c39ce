//! Keys that are gone, beside the erasures that two people have confirmed: each without the other is told.

use crate::error::Error;
use crate::fold::{self, Wanted};
use crate::record;
use crate::streams::erasures_stream;
use crate::trust::House;
use domain::State;
use domain::event::{Event, SeatEvent};
use rusqlite::{Connection, params};
use std::collections::BTreeSet;
use uuid::Uuid;
use vault::Keys;

#[derive(Default)]
pub(super) struct Compared {
    pub streams: u64,
    pub without_act: Vec<Uuid>,
    pub not_done: Vec<Uuid>,
}

pub(super) fn compare(conn: &Connection, keys: &Keys, house: &House<'_>) -> Result<Compared, Error> {
    let folded = fold::one(conn, keys, erasures_stream(keys.house()), Wanted::Rows, house)?;
    let mut confirmed = BTreeSet::new();
    if let State::Erasures(all) = &folded.state {
        confirmed.extend(all.confirmed().flat_map(|one| one.streams.iter().copied()));
    }
    confirmed.extend(at_a_restore(conn, keys, house)?);
    let mut compared = Compared::default();
    let sql = "SELECT DISTINCT stream FROM main.stream_keys WHERE wrap IS NULL ORDER BY stream";
    let mut select = conn.prepare(sql)?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let stream = Uuid::from_bytes(row.get(0)?);
        compared.streams += 1;
        if !confirmed.contains(&stream) {
            compared.without_act.push(stream);
        }
    }
    let sql = "SELECT count(*) > 0 AND count(wrap) = 0 FROM main.stream_keys WHERE stream = ?1";
    let mut select = conn.prepare(sql)?;
    for stream in confirmed {
        if !select.query_row(params![stream.as_bytes()], |row| row.get::<_, bool>(0))? {
            compared.not_done.push(stream);
        }
    }
    Ok(compared)
}

/// What this station and those before it destroyed when they began, by acts that their journal couldn't take: the
/// sheet has signed for it.
fn at_a_restore(conn: &Connection, keys: &Keys, house: &House<'_>) -> Result<BTreeSet<Uuid>, Error> {
    let (mut erased, mut seen) = (BTreeSet::new(), BTreeSet::new());
    let mut station = record::identity(conn)?.station;
    while seen.insert(station) {
        let first = fold::lines(conn, keys, station, Wanted::Rows)?.into_iter().next();
        let Some((Ok(made), signed)) = first.map(|line| (line.opened, line.signed)) else { break };
        if !house.believes(&State::Nothing, &made, signed.as_ref())? {
            break;
        }
        let Event::Seat(SeatEvent::StoreRestored(facts, _)) = made.event else { break };
        if facts.station != station {
            break;
        }
        erased.extend(facts.erased);
        station = facts.from_station;
    }
    Ok(erased)
}
