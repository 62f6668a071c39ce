//! `store.lock`: one writer a store, and a mark by which a wrong key is told from a damaged file.

use crate::error::Error;
use sha2::{Digest, Sha256};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;
use vault::FileKey;

const NAME: &str = "store.lock";

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
        match file.try_lock() {
            Ok(()) => Ok(Lock { file }),
            Err(TryLockError::WouldBlock) => Err(Error::InUse),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }

    /// Remembers the key that opened the record.
    pub fn mark(&mut self, key: &FileKey) -> Result<(), Error> {
        if Mark::in_file(&mut self.file) == Mark::Of(fingerprint(key)) {
            return Ok(());
        }
        self.file.seek(SeekFrom::Start(0))?;
        self.file.write_all(&fingerprint(key))?;
        self.file.set_len(32)?;
        Ok(self.file.sync_all()?)
    }
}

/// Whether this key has opened this record before. None if nobody remembers.
pub(crate) fn opened_by(folder: &Path, key: &FileKey) -> Option<bool> {
    let mut file = File::open(folder.join(NAME)).ok()?;
    match Mark::in_file(&mut file) {
        Mark::Of(marked) => Some(marked == fingerprint(key)),
        Mark::Nobody => None,
    }
}

#[derive(PartialEq)]
enum Mark {
    Of([u8; 32]),
    Nobody,
}

impl Mark {
    fn in_file(file: &mut File) -> Mark {
        let mut marked = [0; 32];
        let read = file.seek(SeekFrom::Start(0)).and_then(|_| file.read_exact(&mut marked));
        if read.is_ok() { Mark::Of(marked) } else { Mark::Nobody }
    }
}

/// Of a random 256-bit key: it gives nothing away.
fn fingerprint(key: &FileKey) -> [u8; 32] {
    Sha256::new().chain_update(b"12345/store-lock/1").chain_update(key.expose()).finalize().into()
}
