//! What is being typed: sealed by the caller, on disk within a second, gone with the act that consumes it.

use crate::error::Error;
use crate::store::Store;
use rusqlite::{Connection, params};
use uuid::Uuid;

/// A draft that survived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRow {
    pub id: Uuid,
    /// The stream that it will become part of.
    pub stream: Uuid,
    pub sealed: Vec<u8>,
    /// UTC, ms since 1970.
    pub saved_at: i64,
}

impl Store {
    /// Saves a draft over what was saved of it before. [`Error::Erased`] if its stream has been erased:
    /// a window that was open meanwhile must not bring the text back.
    pub fn save_draft(&mut self, id: Uuid, stream: Uuid, sealed: &[u8], saved_at: i64) -> Result<(), Error> {
        let values = params![id.as_bytes(), stream.as_bytes(), sealed, saved_at];
        let saved = self.conn.prepare_cached(include_str!("drafts/save.sql"))?.execute(values)?;
        if saved == 0 { Err(Error::Erased { stream }) } else { Ok(()) }
    }

    /// Throws a draft away; one that isn't there is away already.
    pub fn drop_draft(&mut self, id: Uuid) -> Result<(), Error> {
        delete(&self.conn, id)
    }

    /// All drafts, oldest first.
    pub fn drafts(&self) -> Result<Vec<DraftRow>, Error> {
        all(&self.conn)
    }
}

/// Oldest first.
pub(crate) fn all(conn: &Connection) -> Result<Vec<DraftRow>, Error> {
    let sql = "SELECT id, stream, sealed, saved_at FROM main.drafts ORDER BY saved_at, id";
    let mut select = conn.prepare_cached(sql)?;
    let rows = select.query_map([], |row| {
        Ok(DraftRow {
            id: Uuid::from_bytes(row.get(0)?),
            stream: Uuid::from_bytes(row.get(1)?),
            sealed: row.get(2)?,
            saved_at: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn delete(conn: &Connection, id: Uuid) -> Result<(), Error> {
    conn.prepare_cached("DELETE FROM main.drafts WHERE id = ?1")?.execute(params![id.as_bytes()])?;
    Ok(())
}
