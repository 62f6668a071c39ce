//! New keys for the two files. Killed at any point, the store opens with the key book that stands then.
//!
//! ```text
//! copy    record.db.rekeyed under the new key, synced and proved   the old book opens; the copy is thrown away
//! save    the caller's new key book                                from here the new one opens, and opening goes on
//! switch  record.db.rekeyed becomes record.db
//! rows    cases.db and all of it that was set aside is deleted, and made anew
//! ```
//! Not `PRAGMA rekey` on the file itself: its commit would leave the only record under a key that no book has, or a
//! book with a key that opens nothing. A copy costs the same room as the log of a rekey, and is proved before the
//! old file goes.

use crate::error::{Error, File};
use crate::journal::{self, Head};
use crate::store::{Place, Store};
use crate::{files, keeper, open, record};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags, params};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;
use vault::FileKey;

/// How long readers are waited for before the log is given up on.
const PATIENCE: Duration = Duration::from_secs(1);
/// Pages between two words of progress: 4 MiB.
const STRIDE: i32 = 1024;
/// In the copy's `meta`: the rows are under the old key, and have to go.
const STALE: &str = "stale rows";

impl Store {
    /// Puts new keys on record.db and, if one is given, on cases.db. `save` writes the key book that has them, whole
    /// or not at all; `progress` is told how many bytes of how many are done. Readers and keepers are closed before
    /// and opened anew after.
    ///
    /// Errors: until `save` is called nothing has changed; [`Error::Busy`] when a reader is in the way. If `save`
    /// fails, nobody knows which key book stands: the store can only be read until it is opened anew. After that the
    /// new key book stands, and opening the store with it finishes what failed.
    pub fn rekey(
        &mut self,
        record_key: &FileKey,
        cases_key: Option<&FileKey>,
        save: impl FnOnce() -> Result<(), Error>,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<(), Error> {
        if self.conn.pragma_query_value(Some("main"), "query_only", |row| row.get(0))? {
            return Err(Error::ReadOnly);
        }
        self.follow()?;
        // What is left in the log belongs to a file that will not be there.
        if !keeper::truncate(&self.conn, &keeper::FILES[..1], PATIENCE)? {
            return Err(Error::Busy);
        }
        let bytes = fs::metadata(self.place.folder.join(open::RECORD))?.len();
        let all = if cases_key.is_some() { 2 * bytes } else { bytes };
        let copy = copy_of(&self.place.folder);
        open::remove(&copy)?;
        let stale = cases_key.is_some();
        let made = self.copy(&copy, record_key, stale, &mut |done| progress(done.min(bytes), all));
        if let Err(error) = made {
            // Half a copy is of no use to anybody; that it failed is what has to be told.
            let _ = open::remove(&copy);
            return Err(error);
        }
        if let Err(error) = save() {
            self.conn.pragma_update(Some("main"), "query_only", true)?;
            return Err(error);
        }
        self.place.record_key = record_key.clone();
        self.place.cases_key = cases_key.or(self.place.cases_key.as_ref()).cloned();
        // Closed: where an open file can't be replaced, this one could not be.
        let old = std::mem::replace(&mut self.conn, Connection::open_in_memory()?);
        old.close().map_err(|(_, error)| Error::from(error))?;
        switch(&self.place.folder)?;
        progress(bytes, all);
        self.conn = open::record(&self.place.folder, record_key)?;
        self.lock.mark(record_key)?;
        drop_stale_rows(&self.conn, &self.place.folder)?;
        progress(bytes, all);
        if cases_key.is_some() {
            let length = self.head.seq.max(1);
            self.rebuild_telling(&mut |events| progress(bytes + bytes * events.min(length) / length, all))?;
        } else if self.shows_rows() {
            self.join_cases()?;
        }
        progress(all, all);
        Ok(())
    }

    /// Every page under the new key, on the disk, and opened again to see that it is all there.
    fn copy(&self, to: &Path, key: &FileKey, stale: bool, told: &mut dyn FnMut(u64)) -> Result<(), Error> {
        let mut new = open::connect(to, key, OpenFlags::SQLITE_OPEN_CREATE)?;
        // SQLCipher answers this one itself, and as text.
        let page: String = self.conn.pragma_query_value(Some("main"), "page_size", |row| row.get(0))?;
        let page: u64 = page.parse().unwrap_or_default();
        let backup = Backup::new(&self.conn, &mut new)?;
        loop {
            let step = backup.step(STRIDE)?;
            let pages = backup.progress();
            told(u64::try_from(pages.pagecount - pages.remaining).unwrap_or_default() * page);
            if step == StepResult::Done {
                break;
            }
            if step != StepResult::More {
                return Err(Error::Busy);
            }
        }
        drop(backup);
        new.close().map_err(|(_, error)| Error::from(error))?;
        let new = open::alone(to, key)?;
        if stale {
            new.execute("INSERT OR REPLACE INTO meta(name, value) VALUES(?1, x'')", params![STALE])?;
        }
        let wrong: usize = new.prepare("PRAGMA cipher_integrity_check")?.query_map([], |_| Ok(()))?.count();
        let head: Head = journal::head(&new, &record::identity(&new)?)?;
        new.close().map_err(|(_, error)| Error::from(error))?;
        if wrong > 0 || head != self.head || open::with(to, "-wal").exists() {
            return Err(Error::damaged(File::Record, "its copy under the new key is another one"));
        }
        fs::OpenOptions::new().write(true).open(to)?.sync_all()?;
        Ok(files::sync_folder(&self.place.folder)?)
    }
}

/// record.db of the place. A change of keys that was cut off after its key book was saved is finished first; one that
/// was cut off before has left a copy that no key opens.
pub(crate) fn opened(place: &Place) -> Result<Connection, Error> {
    let Place { folder, record_key, .. } = place;
    let copy = copy_of(folder);
    let opened = open::record(folder, record_key);
    if !copy.exists() {
        return opened;
    }
    match opened {
        Ok(conn) => {
            open::remove(&copy)?;
            Ok(conn)
        }
        Err(Error::WrongKey { file: File::Record }) if opens(&copy, record_key) => {
            switch(folder)?;
            open::record(folder, record_key)
        }
        Err(error) => Err(error),
    }
}

/// Rows under a key that has been replaced are deleted, not set aside: who was withdrawn may still have it.
pub(crate) fn drop_stale_rows(conn: &Connection, folder: &Path) -> Result<(), Error> {
    let stale = conn.prepare("SELECT 1 FROM main.meta WHERE name = ?1")?.exists([STALE])?;
    if !stale {
        return Ok(());
    }
    open::remove(&folder.join(open::CASES))?;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(open::ASIDE) {
            fs::remove_file(entry.path())?;
        }
    }
    files::sync_folder(folder)?;
    conn.execute("DELETE FROM main.meta WHERE name = ?1", [STALE])?;
    Ok(())
}

fn copy_of(folder: &Path) -> PathBuf {
    open::with(&folder.join(open::RECORD), ".rekeyed")
}

fn opens(copy: &Path, key: &FileKey) -> bool {
    let tables = "SELECT count(*) FROM sqlite_schema";
    open::alone(copy, key).is_ok_and(|conn| conn.query_row(tables, [], |_| Ok(())).is_ok())
}

/// The old file's log is empty; beside the new file it would be in the way.
fn switch(folder: &Path) -> Result<(), Error> {
    let record = folder.join(open::RECORD);
    for ending in ["-wal", "-shm"] {
        open::gone(&open::with(&record, ending))?;
    }
    fs::rename(copy_of(folder), &record)?;
    Ok(files::sync_folder(folder)?)
}
