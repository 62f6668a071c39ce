//! `store.lock`: one writer a store, and a mark by which a wrong key is told from a damaged file.

use crate::error::{self, Error};
use sha2::{Digest, Sha256};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::time::Duration;
use vault::FileKey;

const NAME: &str = "store.lock";
/// A store that was closed a moment ago isn't in use.
const TRIES: u32 = 6;
const PAUSE: Duration = Duration::from_millis(30);

/// Held while the store is open; the operating system lets go of it when the process ends, however it ends.
pub(crate) struct Lock {
    file: File,
}

impl Lock {
    /// Errors: [`Error::InUse`], [`Error::ReadOnly`], [`Error::Missing`].
    pub fn take(folder: &Path) -> Result<Lock, Error> {
        let path = folder.join(NAME);
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
        let file = file.map_err(|error| Error::of_path(error, &path))?;
        for again in (0..TRIES).rev() {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if again == 0 => return Err(Error::InUse),
                // A program that whoever held it has just started has the file too, until it begins to run.
                Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
                Err(TryLockError::Error(error)) => return Err(error.into()),
            }
        }
        Ok(Lock { file })
    }

    /// Remembers the key that opened the record.
    pub fn mark(&mut self, key: &FileKey) -> Result<(), Error> {
        if self.opened_by(key) == Some(true) {
            return Ok(());
        }
        self.file.seek(SeekFrom::Start(0))?;
        self.file.write_all(&fingerprint(key))?;
        self.file.set_len(32)?;
        Ok(self.file.sync_all()?)
    }

    /// Whether this key has opened this record before. None if nobody remembers. Asked of the lock itself,
    /// because a locked file can't be read from beside it everywhere.
    pub fn opened_by(&self, key: &FileKey) -> Option<bool> {
        marked(&self.file).map(|marked| marked == fingerprint(key))
    }
}

/// The same for a reader, who holds no lock.
pub(crate) fn opened_by(folder: &Path, key: &FileKey) -> Option<bool> {
    let file = File::open(folder.join(NAME)).ok()?;
    marked(&file).map(|marked| marked == fingerprint(key))
}

/// A key that opened the record before isn't wrong now: the file is damaged.
pub(crate) fn judged(error: Error, opened_before: Option<bool>) -> Error {
    let wrong_key = matches!(error, Error::WrongKey { file: error::File::Record });
    if wrong_key && opened_before == Some(true) {
        return Error::damaged(error::File::Record, "its first page does not open");
    }
    error
}

fn marked(mut file: &File) -> Option<[u8; 32]> {
    let mut marked = [0; 32];
    file.seek(SeekFrom::Start(0)).and_then(|_| file.read_exact(&mut marked)).ok()?;
    Some(marked)
}

/// Of a random 256-bit key: it gives nothing away.
fn fingerprint(key: &FileKey) -> [u8; 32] {
    Sha256::new().chain_update(b"12345/store-lock/1").chain_update(key.expose()).finalize().into()
}
