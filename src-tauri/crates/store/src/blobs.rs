//! Files beside the record: sealed, each under the name of its own bytes, there whole or not at all.
//!
//! ```text
//! blob-….new              being written; gone with the next opening
//! blobs/<64 hex digits>   sealed; before any event names it, and after the last one that did is erased no longer
//! ```

use crate::error::{Error, File as Which, InCases};
use crate::reader::Reader;
use crate::store::Store;
use crate::{files, open};
use domain::case::BlobHash;
use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::fs::{self, File, OpenOptions};
use std::io::{BufReader, BufWriter, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::SystemTime;
use uuid::Uuid;
use vault::{BlobKey, SealedBlob};
use zeroize::Zeroizing;

pub(crate) const FOLDER: &str = "blobs";
/// What begins the name of one that is being written.
pub(crate) const NEW: &str = "blob-";

/// The files beside one record. Needs neither its keys nor its lock.
pub struct Blobs {
    folder: PathBuf,
}

impl Blobs {
    /// Of the store in this folder.
    pub fn of(folder: &Path) -> Blobs {
        Blobs { folder: folder.to_path_buf() }
    }

    /// Seals a file and keeps it, on the disk before this answers.
    ///
    /// Errors: [`vault::Error::TooLarge`]; [`Error::DiskFull`], [`Error::ReadOnly`]: nothing of it is left.
    pub fn seal(&self, key: &BlobKey, from: &mut dyn Read) -> Result<SealedBlob, Error> {
        let new = self.new_file();
        let sealed = written(&new, |to| Ok(key.seal(from, to)?))?;
        self.name(&new, BlobHash(sealed.hash))?;
        Ok(sealed)
    }

    /// Keeps a sealed file that came from elsewhere, if it is what its name says.
    ///
    /// Errors: [`Error::Damaged`] when it is something else.
    pub fn keep(&self, hash: BlobHash, sealed: &[u8]) -> Result<(), Error> {
        whole(hash, sealed)?;
        let new = self.new_file();
        written(&new, |to| Ok(to.write_all(sealed)?))?;
        self.name(&new, hash)
    }

    pub fn here(&self, hash: BlobHash) -> bool {
        self.path(hash).is_file()
    }

    /// Its sealed bytes; None: not here.
    fn sealed(&self, hash: BlobHash) -> Result<Option<Vec<u8>>, Error> {
        match fs::read(self.path(hash)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The same, if they are still what their name says.
    ///
    /// Errors: [`Error::Damaged`] when they are not.
    pub fn sealed_whole(&self, hash: BlobHash) -> Result<Option<Vec<u8>>, Error> {
        let sealed = self.sealed(hash)?;
        sealed.map(|bytes| whole(hash, &bytes).map(|()| bytes)).transpose()
    }

    /// What was sealed, in memory only; None: not here.
    ///
    /// Errors: [`Error::Vault`] when a byte is another, or some are missing.
    pub fn open(&self, hash: BlobHash, key: &BlobKey) -> Result<Option<Zeroizing<Vec<u8>>>, Error> {
        let file = match File::open(self.path(hash)) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        // All of it at once: growing would leave pieces of it in freed memory.
        let length = usize::try_from(file.metadata()?.len()).unwrap_or_default();
        let mut plain = Zeroizing::new(Vec::with_capacity(length));
        key.open(&mut BufReader::new(file), &mut *plain)?;
        Ok(Some(plain))
    }

    /// Deletes what no event names and nobody has written since `before`: an act that came to no end left it.
    pub fn clear(&self, named: &HashSet<BlobHash>, before: SystemTime) -> Result<(), Error> {
        let entries = match fs::read_dir(self.folder.join(FOLDER)) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error.into()),
        };
        for entry in entries {
            let entry = entry?;
            let hash: Option<BlobHash> = entry.file_name().to_str().and_then(|name| name.parse().ok());
            let Some(hash) = hash.filter(|hash| !named.contains(hash)) else { continue };
            if entry.metadata()?.modified()? < before {
                self.remove(hash)?;
            }
        }
        Ok(())
    }

    fn remove(&self, hash: BlobHash) -> Result<(), Error> {
        match fs::remove_file(self.path(hash)) {
            Ok(()) => Ok(files::sync_folder(&self.folder.join(FOLDER))?),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    fn path(&self, hash: BlobHash) -> PathBuf {
        self.folder.join(FOLDER).join(hash.to_string())
    }

    fn new_file(&self) -> PathBuf {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let n = MADE.fetch_add(1, Ordering::Relaxed);
        self.folder.join(format!("{NEW}{}-{n}.new", std::process::id()))
    }

    /// From here on it counts.
    fn name(&self, new: &Path, hash: BlobHash) -> Result<(), Error> {
        let folder = self.folder.join(FOLDER);
        if !folder.is_dir() {
            fs::create_dir_all(&folder)?;
            files::sync_folder(&self.folder)?;
        }
        fs::rename(new, self.path(hash))?;
        Ok(files::sync_folder(&folder)?)
    }
}

fn whole(hash: BlobHash, sealed: &[u8]) -> Result<(), Error> {
    if <[u8; 32]>::from(Sha256::digest(sealed)) == hash.0 {
        return Ok(());
    }
    Err(Error::damaged(Which::Blob, "other bytes under its name"))
}

/// Writes a new file onto the disk; what doesn't come to an end is taken away again.
fn written<T>(path: &Path, write: impl FnOnce(&mut BufWriter<File>) -> Result<T, Error>) -> Result<T, Error> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut to = BufWriter::new(options.open(path)?);
    let done = write(&mut to).and_then(|done| {
        to.flush()?;
        to.get_ref().sync_all()?;
        Ok(done)
    });
    if done.is_err() {
        open::remove(path)?;
    }
    done
}

impl Store {
    /// The hub has it: it isn't brought again.
    pub fn blob_at_hub(&mut self, hash: BlobHash) -> Result<(), Error> {
        let sql = "INSERT OR IGNORE INTO main.blobs_at_hub(hash) VALUES(?1)";
        self.conn.prepare_cached(sql)?.execute(params![hash.0])?;
        Ok(())
    }

    /// Files of cases that were erased lie here no longer.
    pub(crate) fn remove_erased_blobs(&self) -> Result<(), Error> {
        let blobs = Blobs::of(&self.place.folder);
        named(&self.conn, true)?.into_iter().try_for_each(|(_, hash)| blobs.remove(hash))
    }
}

impl Reader {
    /// The files that cases name, with the case of each; not those of erased ones.
    pub fn blobs(&self) -> Result<Vec<(Uuid, BlobHash)>, Error> {
        named(&self.conn, false)
    }

    /// The same without those that the hub is known to have.
    pub fn blobs_to_bring(&self) -> Result<Vec<(Uuid, BlobHash)>, Error> {
        let sql = "SELECT id, hash FROM cases.evidence WHERE erased = 0 \
                   AND hash NOT IN (SELECT hash FROM blobs_at_hub) ORDER BY id, hash";
        listed(&self.conn, sql)
    }
}

/// The files of cases that were erased, or of those that were not.
pub(crate) fn named(conn: &Connection, erased: bool) -> Result<Vec<(Uuid, BlobHash)>, Error> {
    let sql = if erased {
        "SELECT id, hash FROM cases.evidence WHERE erased = 1"
    } else {
        "SELECT id, hash FROM cases.evidence WHERE erased = 0"
    };
    listed(conn, sql)
}

fn listed(conn: &Connection, sql: &str) -> Result<Vec<(Uuid, BlobHash)>, Error> {
    let mut select = conn.prepare_cached(sql).in_cases()?;
    let rows = select.query_map([], |row| Ok((Uuid::from_bytes(row.get(0)?), BlobHash(row.get(1)?))));
    rows.and_then(Iterator::collect).in_cases()
}
