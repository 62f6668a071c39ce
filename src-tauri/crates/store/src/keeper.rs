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
}

/// Closing waits this long for readers to come to an end.
const PATIENCE: Duration = Duration::from_secs(1);

impl Keeper {
    pub fn open(folder: &Path, record_key: &FileKey, cases_key: &FileKey) -> Result<Keeper, Error> {
        let conn = open::record(folder, record_key)?;
        open::attach(&conn, &folder.join(open::CASES), cases_key, "cases")?;
        Ok(Keeper { conn })
    }

    /// Moves what can be moved without making anybody wait.
    pub fn checkpoint(&self) -> Result<(), Error> {
        FILES.iter().try_for_each(|file| checkpoint(&self.conn, *file, "PASSIVE").map(drop))
    }

    /// Moves everything and empties both logs. False if a reader was in the way of one.
    pub fn truncate(&self) -> Result<bool, Error> {
        truncate(&self.conn, PATIENCE)
    }
}

const FILES: [(&str, File); 2] = [("main", File::Record), ("cases", File::Cases)];

pub(crate) fn truncate(conn: &Connection, patience: Duration) -> Result<bool, Error> {
    conn.busy_timeout(patience)?;
    let emptied = FILES.map(|file| checkpoint(conn, file, "TRUNCATE"));
    conn.busy_timeout(open::PATIENCE)?;
    emptied.into_iter().try_fold(true, |all, one| Ok(all & one?))
}

/// True unless somebody was in the way.
fn checkpoint(conn: &Connection, (schema, file): (&str, File), mode: &str) -> Result<bool, Error> {
    let sql = format!("PRAGMA {schema}.wal_checkpoint({mode})");
    let busy = conn.query_row(&sql, [], |row| row.get::<_, bool>(0));
    busy.map(|busy| !busy).map_err(|error| Error::of_file(file, error))
}
