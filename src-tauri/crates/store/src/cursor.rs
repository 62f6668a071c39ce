//! Where cases.db stands, whether that is to be believed, and bringing it up to the journal.

use crate::error::{Error, File, InCases};
use crate::fold::{self, Folded};
use crate::journal::{self, Head};
use crate::project;
use crate::record::Identity;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use uuid::Uuid;
use vault::Keys;

pub(crate) struct Cursor {
    pub seq: u64,
    pub link: [u8; 32],
    /// The newest touch that the rows know of.
    pub touch: u64,
}

/// Rows of the journal that one transaction of a long way catches up.
const STRIDE: u64 = 10_000;

pub(crate) fn read(conn: &Connection) -> Result<Cursor, Error> {
    let sql = "SELECT seq, link, touch FROM cases.cursor";
    let row =
        conn.query_row(sql, [], |row| Ok(Cursor { seq: row.get(0)?, link: row.get(1)?, touch: row.get(2)? }));
    let cursor = row.optional().map_err(|error| {
        let said = Error::of_file(File::Cases, error);
        // No table, another shape: the same doubt as no row.
        let Error::Sqlite(odd) = said else { return said };
        Error::damaged(File::Cases, odd.to_string())
    })?;
    cursor.ok_or_else(|| Error::damaged(File::Cases, "no cursor"))
}

/// Believes the cursor only if the journal has the same link there: after a power cut that took the
/// journal's tail, new rows may have come to stand at the old numbers.
pub(crate) fn check(conn: &Connection, identity: &Identity) -> Result<(), Error> {
    let cursor = read(conn)?;
    if journal::link_at(conn, identity, cursor.seq)? == Some(cursor.link) {
        return Ok(());
    }
    Err(Error::damaged(File::Cases, format!("row {} of the journal is another one", cursor.seq)))
}

/// Applies what the rows lack. Answers how many rows of the journal that was.
pub(crate) fn catch_up(
    conn: &mut Connection,
    keys: &Keys,
    identity: &Identity,
    head: &Head,
) -> Result<u64, Error> {
    let from = read(conn)?.seq;
    loop {
        let cursor = read(conn)?;
        let upto = head.seq.min(cursor.seq + STRIDE);
        let touch = last_touch(conn)?;
        if (cursor.seq, cursor.touch) == (head.seq, touch) {
            return Ok(head.seq - from);
        }
        let link = journal::link_at(conn, identity, upto)?;
        let link = link.ok_or_else(|| journal::damaged(upto, "not there"))?;
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for stream in changed(&tx, &cursor, upto, touch)? {
            refold(&tx, keys, stream)?;
        }
        write(&tx, &Head { seq: upto, link })?;
        write_touch(&tx, touch)?;
        tx.commit()?;
    }
}

/// Folds one stream anew and brings its row, its counters and the list of unopened rows up to it.
pub(crate) fn refold(conn: &Connection, keys: &Keys, stream: Uuid) -> Result<Folded, Error> {
    let folded = fold::row(conn, keys, stream)?;
    project::renew(conn, stream, &folded.state)?;
    // What opens again is off the list: a login without the compartment had put it there.
    let sql = "DELETE FROM main.unopened WHERE seq IN (SELECT seq FROM main.lines WHERE stream = ?1)";
    conn.prepare_cached(sql)?.execute(params![stream.as_bytes()])?;
    folded.faults.iter().try_for_each(|(seq, _)| journal::unopened(conn, *seq))?;
    Ok(folded)
}

pub(crate) fn write(conn: &Connection, head: &Head) -> Result<(), Error> {
    let sql = "UPDATE cases.cursor SET seq = ?1, link = ?2";
    conn.prepare_cached(sql)
        .and_then(|mut update| update.execute(params![head.seq, head.link]))
        .in_cases()?;
    Ok(())
}

pub(crate) fn write_touch(conn: &Connection, touch: u64) -> Result<(), Error> {
    conn.execute("UPDATE cases.cursor SET touch = ?1", [touch]).in_cases()?;
    Ok(())
}

pub(crate) fn last_touch(conn: &Connection) -> Result<u64, Error> {
    Ok(conn.query_row("SELECT coalesce(max(touch), 0) FROM main.touched", [], |row| row.get(0))?)
}

/// The streams that were written or touched since; the stream stands in an envelope's bytes 18–33.
fn changed(conn: &Connection, cursor: &Cursor, upto: u64, touch: u64) -> Result<Vec<Uuid>, Error> {
    let sql = "SELECT substr(body, 19, 16) FROM main.journal WHERE seq > ?1 AND seq <= ?2 \
               UNION SELECT stream FROM main.touched WHERE touch > ?3 AND touch <= ?4";
    let mut select = conn.prepare_cached(sql)?;
    let rows =
        select.query_map([cursor.seq, upto, cursor.touch, touch], |row| row.get(0).map(Uuid::from_bytes))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
