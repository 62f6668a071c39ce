//! What the record could not do.

use rusqlite::ErrorCode;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// Which of the two files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum File {
    /// `record.db`: never changed but by appending, never set aside.
    Record,
    /// `cases.db`: derived.
    Cases,
    /// A backup.
    Backup,
    /// A file of a case.
    Blob,
}

#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder, or the record in it.
    #[error("{} is not there", path.display())]
    Missing { path: PathBuf },
    #[error("{} is there already", path.display())]
    Exists { path: PathBuf },
    /// Another console has the store open.
    #[error("another console has this store open")]
    InUse,
    /// The key doesn't open the file. Without `store.lock` a damaged first page looks the same.
    #[error("the key does not open {file}")]
    WrongKey { file: File },
    /// The record: nothing was changed. The cases while running: `Store::rebuild` makes them anew.
    #[error("{file} is damaged: {what}")]
    Damaged { file: File, what: String },
    #[error("the record has schema {found}, this version knows {known}")]
    NewerSchema { found: u32, known: u32 },
    /// SQLite before 3.51.3 can lose a write-ahead log when it is reset.
    #[error("SQLite {found} is too old for a record")]
    OldSqlite { found: &'static str },
    #[error("the disk is full")]
    DiskFull,
    #[error("the store can only be read")]
    ReadOnly,
    /// Another connection holds the file for longer than anyone waits.
    #[error("the store is busy")]
    Busy,
    /// Somebody wrote this version of the stream first.
    #[error("version {version} of stream {stream} is taken")]
    VersionTaken { stream: Uuid, version: u64 },
    #[error("version {version} of stream {stream} has nothing before it")]
    VersionGap { stream: Uuid, version: u64 },
    #[error("event {event} is in the journal already")]
    EventTaken { event: Uuid },
    /// The rows of cases.db, for a login that doesn't hold their key.
    #[error("the rows are closed to this login")]
    Closed,
    /// The stream's personal text was erased; it takes no more.
    #[error("stream {stream} has been erased")]
    Erased { stream: Uuid },
    /// A later version of this program has written on the stream: it is read as far as this one understands it, and
    /// takes no commands here.
    #[error("row {seq} was written by a newer version")]
    NewerRow { seq: u64 },
    /// A row of the stream doesn't open, so the stream takes no commands.
    #[error("row {seq} does not open")]
    Unopened { seq: u64 },
    /// The hub has another row at a place that was followed: it has lost its tail.
    #[error("the hub has another row at {pos}")]
    Forked { pos: u64 },
    /// A row of the hub doesn't continue its chain, or stands where another was answered for.
    #[error("the row at {pos} does not continue the hub's chain")]
    Unchained { pos: u64 },
    /// In this station's name and never written here, or other bytes under an event's id: a clone or a forgery.
    #[error("event {event} is not what its author wrote")]
    Impostor { event: Uuid },
    /// What the caller handed in doesn't fit together.
    #[error("unfit: {what}")]
    Unfit { what: &'static str },
    #[error(transparent)]
    Vault(#[from] vault::Error),
    #[error("file: {0}")]
    Io(io::Error),
    #[error("SQLite: {0}")]
    Sqlite(rusqlite::Error),
}

impl Error {
    pub(crate) fn damaged(file: File, what: impl Into<String>) -> Error {
        Error::Damaged { file, what: what.into() }
    }

    /// The derived file is in doubt, whatever else holds.
    pub(crate) fn doubts_cases(&self) -> bool {
        matches!(self, Error::Damaged { file: File::Cases, .. } | Error::WrongKey { file: File::Cases })
    }

    pub(crate) fn of_path(error: io::Error, path: &Path) -> Error {
        if error.kind() == io::ErrorKind::NotFound {
            return Error::Missing { path: path.to_path_buf() };
        }
        error.into()
    }

    pub(crate) fn of_file(file: File, error: rusqlite::Error) -> Error {
        let Some(code) = error.sqlite_error_code() else { return Error::Sqlite(error) };
        let known = [
            (ErrorCode::DiskFull, Error::DiskFull),
            (ErrorCode::ReadOnly, Error::ReadOnly),
            (ErrorCode::DatabaseBusy, Error::Busy),
            (ErrorCode::DatabaseLocked, Error::Busy),
            (ErrorCode::NotADatabase, Error::WrongKey { file }),
            (ErrorCode::DatabaseCorrupt, Error::damaged(file, error.to_string())),
        ];
        let found = known.into_iter().find(|(known, _)| *known == code);
        found.map_or(Error::Sqlite(error), |(_, said)| said)
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Error {
        Error::of_file(File::Record, error)
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Error {
        let kind = error.kind();
        if [io::ErrorKind::PermissionDenied, io::ErrorKind::ReadOnlyFilesystem].contains(&kind) {
            return Error::ReadOnly;
        }
        if [io::ErrorKind::StorageFull, io::ErrorKind::QuotaExceeded].contains(&kind) {
            return Error::DiskFull;
        }
        Error::Io(error)
    }
}

/// Says that what failed was about the derived file.
pub(crate) trait InCases<T> {
    fn in_cases(self) -> Result<T, Error>;
}

impl<T> InCases<T> for Result<T, rusqlite::Error> {
    fn in_cases(self) -> Result<T, Error> {
        self.map_err(|error| Error::of_file(File::Cases, error))
    }
}

impl fmt::Display for File {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            File::Record => "record.db",
            File::Cases => "cases.db",
            File::Backup => "the backup",
            File::Blob => "a file of a case",
        })
    }
}
