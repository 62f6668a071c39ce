//! Checkpoints: off the command connection, where they would cost a command 10 ms.

use crate::error::{Error, File};
use crate::open;
use rusqlite::Connection;
use std::path::Path;
use std::time::Duration;
use vault::FileKey;

/// A connection that moves the logs' pages into their files. Nothing else does.
pub struct Keeper {
    conn: Connection,
    files: &'static [(&'static str, File)],
}

/// Closing waits this long for readers to come to an end.
const PATIENCE: Duration = Duration::from_secs(1);

impl Keeper {
    pub fn open<'a>(
        folder: &Path,
        record_key: &FileKey,
        cases_key: impl Into<Option<&'a FileKey>>,
    ) -> Result<Keeper, Error> {
        let conn = open::record(folder, record_key)?;
        let Some(cases_key) = cases_key.into() else { return Ok(Keeper { conn, files: &FILES[..1] }) };
        open::attach(&conn, &folder.join(open::CASES), cases_key, "cases")?;
        Ok(Keeper { conn, files: &FILES })
    }

    /// Moves what can be moved without making anybody wait.
    pub fn checkpoint(&self) -> Result<(), Error> {
        self.files.iter().try_for_each(|file| checkpoint(&self.conn, *file, "PASSIVE").map(drop))
    }

    /// Moves everything and empties both logs. False if a reader was in the way of one.
    pub fn truncate(&self) -> Result<bool, Error> {
        truncate(&self.conn, self.files, PATIENCE)
    }
}

pub(crate) const FILES: [(&str, File); 2] = [("main", File::Record), ("cases", File::Cases)];

pub(crate) fn truncate(conn: &Connection, files: &[(&str, File)], patience: Duration) -> Result<bool, Error> {
    conn.busy_timeout(patience)?;
    let emptied: Vec<_> = files.iter().map(|file| checkpoint(conn, *file, "TRUNCATE")).collect();
    conn.busy_timeout(open::PATIENCE)?;
    emptied.into_iter().try_fold(true, |all, one| Ok(all & one?))
}

/// True unless somebody was in the way.
fn checkpoint(conn: &Connection, (schema, file): (&str, File), mode: &str) -> Result<bool, Error> {
    let sql = format!("PRAGMA {schema}.wal_checkpoint({mode})");
    let busy = conn.query_row(&sql, [], |row| row.get::<_, bool>(0));
    busy.map(|busy| !busy).map_err(|error| Error::of_file(file, error))
}
