//! The keys of shared streams: what goes with the rows, and how they heal.

use super::HubKey;
use crate::error::Error;
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;
use vault::{Envelope, StreamKey};

/// The wrap that a row's text was sealed with; none for an erased key.
pub(crate) fn wrap_of(
    conn: &Connection,
    envelope: &Envelope<'_>,
) -> Result<Option<(Uuid, StreamKey)>, Error> {
    let Some(kid) = envelope.kid() else { return Ok(None) };
    let sql = "SELECT wrap FROM main.stream_keys WHERE stream = ?1 AND kid = ?2 AND wrap IS NOT NULL";
    let mut select = conn.prepare_cached(sql)?;
    let wrap = select.query_row(params![envelope.stream().as_bytes(), kid], |row| row.get(0)).optional()?;
    Ok(wrap.map(|wrap| (envelope.stream(), StreamKey { kid, wrap })))
}

/// Brings the stream's key to what the hub has. An erased key never comes back; and one that is here doesn't go on the
/// hub's word, where any station's login can destroy keys: only the act of two people destroys it. True: it is another
/// one now.
pub(super) fn heal(conn: &Connection, envelope: &Envelope<'_>, key: &HubKey) -> Result<bool, Error> {
    let stream = envelope.stream();
    let changed = match key {
        HubKey::None => 0,
        HubKey::Wrapped(key) => {
            let sql = "INSERT INTO main.stream_keys(stream, kid, wrap) SELECT ?1, ?2, ?3 WHERE NOT EXISTS(\
                       SELECT 1 FROM main.stream_keys WHERE stream = ?1 AND (kid = ?2 OR wrap IS NULL))";
            conn.prepare_cached(sql)?.execute(params![stream.as_bytes(), key.kid, key.wrap])?
        }
        // Whoever comes later counts what happened, without its text; that nobody decided it is told by `verify`.
        HubKey::Erased => {
            let sql = "INSERT INTO main.stream_keys(stream, kid, wrap) SELECT ?1, ?2, NULL WHERE NOT EXISTS(\
                       SELECT 1 FROM main.stream_keys WHERE stream = ?1)";
            let kid = envelope.kid().unwrap_or_default();
            conn.prepare_cached(sql)?.execute(params![stream.as_bytes(), kid])?
        }
    };
    let changed = changed + late(conn, envelope)?;
    if changed > 0 {
        // No journal row tells it: if the rows are lost on the way to the disk, this does.
        let sql = "INSERT INTO main.touched(stream, why) VALUES(?1, 'key')";
        conn.prepare_cached(sql)?.execute(params![stream.as_bytes()])?;
    }
    Ok(changed > 0)
}

/// A row that comes to a stream that is erased already: its key is as good as erased, whether the hub has it, has lost
/// it, or never had it.
fn late(conn: &Connection, envelope: &Envelope<'_>) -> Result<usize, Error> {
    let Some(kid) = envelope.kid() else { return Ok(0) };
    let sql = "INSERT OR IGNORE INTO main.stream_keys(stream, kid, wrap) SELECT ?1, ?2, NULL WHERE EXISTS(\
               SELECT 1 FROM main.stream_keys WHERE stream = ?1 AND wrap IS NULL)";
    Ok(conn.prepare_cached(sql)?.execute(params![envelope.stream().as_bytes(), kid])?)
}
