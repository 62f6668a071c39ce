//! The chain, row by row: what was appended, in the order and with the bytes it was appended with.

use super::FirstBroken;
use crate::journal;
use crate::record::Identity;
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;
use vault::Envelope;

/// A row of the journal as it was read.
pub(super) struct Row<'a> {
    pub seq: u64,
    pub leaf: [u8; 32],
    /// What is written there, right or wrong.
    pub link: [u8; 32],
    /// None for bytes that are none.
    pub envelope: Option<Envelope<'a>>,
}

/// Walks the journal and shows each row. Answers how many there are; the first that is wrong is noted.
pub(super) fn check(
    conn: &Connection,
    identity: &Identity,
    broken: &mut FirstBroken,
    show: &mut dyn FnMut(Row<'_>, &mut FirstBroken),
) -> u64 {
    let mut at = journal::before_first(identity);
    let mut count = 0;
    let walked = walk(conn, &mut |row| {
        let seq: u64 = row.get(0)?;
        count += 1;
        if seq != at.seq + 1 {
            broken.found(at.seq + 1, "missing");
        }
        let link: Vec<u8> = row.get(3)?;
        let body = row.get_ref(2)?.as_blob()?;
        if let Err(what) = wrong(conn, row, seq, body)? {
            broken.found(seq, what);
        }
        let leaf = vault::leaf(body);
        if link != vault::link(&at.link, seq, &leaf) {
            broken.found(seq, "not the bytes that were chained");
        }
        at.seq = seq;
        // On from what is written there, so that one wrong row doesn't make all the later ones wrong.
        at.link = link.try_into().unwrap_or_default();
        show(Row { seq, leaf, link: at.link, envelope: Envelope::parse(body).ok() }, broken);
        Ok(())
    });
    if let Err(error) = walked {
        broken.found(at.seq + 1, error.to_string());
    }
    match counted(conn) {
        Ok((lines, _)) if lines != count => broken.otherwise(format!("{lines} lines for {count} rows")),
        Ok((_, Some(twice))) => broken.found(twice, "an event id that stands in an earlier row"),
        Ok((_, None)) => {}
        Err(error) => broken.otherwise(error.to_string()),
    }
    count
}

fn walk(
    conn: &Connection,
    each: &mut dyn FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let sql = "SELECT j.seq, j.event_id, j.body, j.link, coalesce(t.body, j.body) FROM main.journal j \
               LEFT JOIN twins t ON t.seq = j.seq ORDER BY j.seq";
    let mut select = conn.prepare(sql)?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        each(row)?;
    }
    Ok(())
}

/// The envelope, the columns taken from it, and its place on its stream.
fn wrong(
    conn: &Connection,
    row: &rusqlite::Row<'_>,
    seq: u64,
    body: &[u8],
) -> rusqlite::Result<Result<(), &'static str>> {
    let Ok(envelope) = Envelope::parse(body) else { return Ok(Err("not an envelope")) };
    if row.get_ref(1)?.as_blob()? != envelope.event_id().as_bytes() {
        return Ok(Err("its event id is another one"));
    }
    // The hub's bytes for an act that any station may raise can stand elsewhere on the stream than those of here.
    let Ok(standing) = Envelope::parse(row.get_ref(4)?.as_blob()?) else { return Ok(Err("not an envelope")) };
    let stands = line(conn, standing.stream(), standing.version())?;
    let stands = stands == Some(seq) || displaced(conn, seq)?;
    Ok(if stands { Ok(()) } else { Err("it does not stand on its stream") })
}

fn line(conn: &Connection, stream: Uuid, version: u64) -> rusqlite::Result<Option<u64>> {
    let sql = "SELECT seq FROM main.lines WHERE stream = ?1 AND version = ?2";
    conn.prepare_cached(sql)?.query_row(params![stream.as_bytes(), version], |row| row.get(0)).optional()
}

/// Whether it has lost its place to a row of the hub.
fn displaced(conn: &Connection, seq: u64) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT 1 FROM displaced WHERE seq = ?1")?.exists([seq])
}

/// How many lines and displaced rows there are, and the later row of an event id that stands twice.
fn counted(conn: &Connection) -> rusqlite::Result<(u64, Option<u64>)> {
    let lines = conn.query_row(
        "SELECT (SELECT count(*) FROM main.lines) + (SELECT count(*) FROM displaced)",
        [],
        |row| row.get(0),
    )?;
    let sql = "SELECT max(seq) FROM main.journal GROUP BY event_id HAVING count(*) > 1 ORDER BY 1 LIMIT 1";
    Ok((lines, conn.query_row(sql, [], |row| row.get(0)).optional()?))
}
