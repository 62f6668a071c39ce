//! Copies of the rows beside cases.db: what was set aside, what a proof makes for a while, what a kill left of either.

use crate::error::Error;
use crate::{blobs, files, open};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// What begins the names of the rows that a proof makes anew.
const PROOF: &str = "cases.db.verify-";
/// What begins the name of a rebuild that came to no end.
const NEW: &str = "cases.db.new";
/// Shared by the proofs that are running. The operating system lets go of it when a process ends, however it ends.
const LOCK: &str = "proofs.lock";

/// The rows that one proof makes; gone with it.
pub(crate) struct Proof {
    pub path: PathBuf,
    /// After the rows: while it is held nobody clears them away.
    _lock: File,
}

impl Proof {
    pub fn beside(folder: &Path) -> Result<Proof, Error> {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let lock = lock(folder)?;
        lock.lock_shared()?;
        let n = MADE.fetch_add(1, Ordering::Relaxed);
        let path = folder.join(format!("{PROOF}{}-{n}", std::process::id()));
        open::remove(&path)?;
        Ok(Proof { path, _lock: lock })
    }
}

impl Drop for Proof {
    fn drop(&mut self) {
        // What stays is cleared away by the next opening and the next erasure.
        let _ = open::remove(&self.path);
    }
}

/// Deletes what a rebuild or a proof left that came to no end. Only for who holds the store's lock: nobody else
/// rebuilds then. False if a proof is running.
pub(crate) fn clear_unfinished(folder: &Path) -> Result<bool, Error> {
    delete(folder, NEW)?;
    delete(folder, blobs::NEW)?;
    let lock = lock(folder)?;
    match lock.try_lock() {
        Ok(()) => delete(folder, PROOF)?,
        Err(TryLockError::WouldBlock) => return Ok(false),
        Err(TryLockError::Error(error)) => return Err(error.into()),
    }
    Ok(true)
}

/// The same, and what was set aside: no erasure reaches the text in it.
pub(crate) fn clear_all(folder: &Path) -> Result<bool, Error> {
    delete(folder, open::ASIDE)?;
    clear_unfinished(folder)
}

fn lock(folder: &Path) -> Result<File, Error> {
    let path = folder.join(LOCK);
    Ok(OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?)
}

/// Each with its log.
fn delete(folder: &Path, beginning: &str) -> Result<(), Error> {
    let mut some = false;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(beginning) {
            open::gone(&entry.path())?;
            some = true;
        }
    }
    if some {
        files::sync_folder(folder)?;
    }
    Ok(())
}
