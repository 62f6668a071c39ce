//! What any station may raise under one derived id exists in other bytes at each that raised it; the hub's stand.

use crate::error::Error;
use rusqlite::{Connection, OptionalExtension, params};
use vault::Envelope;

/// The hub's bytes stand in for those of a row here, on the line that they name.
pub(super) fn stand_in(conn: &Connection, seq: u64, envelope: &Envelope<'_>) -> Result<(), Error> {
    let sql = "INSERT OR REPLACE INTO main.twins(seq, body) VALUES(?1, ?2)";
    conn.prepare_cached(sql)?.execute(params![seq, envelope.bytes()])?;
    let sql = "SELECT version FROM main.lines WHERE seq = ?1";
    let stood: Option<u64> = conn.prepare_cached(sql)?.query_row([seq], |row| row.get(0)).optional()?;
    if stood.is_some_and(|version| version != envelope.version()) {
        // It moves as a row does that had lost its place and stands again.
        conn.prepare_cached("DELETE FROM main.lines WHERE seq = ?1")?.execute([seq])?;
        let sql = "INSERT INTO main.displaced(seq, winner, told) VALUES(?1, ?2, 1)";
        conn.prepare_cached(sql)?.execute(params![seq, envelope.event_id().as_bytes()])?;
    }
    Ok(())
}
