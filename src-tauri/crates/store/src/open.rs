//! Connections: keyed, with the pragmas of their file, and never checkpointing by themselves.

use crate::error::{Error, File, InCases};
use crate::project;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, params};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;
use vault::FileKey;

pub(crate) const RECORD: &str = "record.db";
pub(crate) const CASES: &str = "cases.db";
/// What begins the names of derived files that were set aside.
pub(crate) const ASIDE: &str = "cases.db.set-aside-";

/// The first release in which resetting a write-ahead log can't lose committed pages.
const OLDEST_SQLITE: i32 = 3_051_003;
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);

/// A connection with record.db as `main`; it is known to open with the key, and nothing has been written.
///
/// Errors: [`Error::Missing`], [`Error::WrongKey`], [`Error::Damaged`], [`Error::OldSqlite`].
pub(crate) fn record(folder: &Path, key: &FileKey) -> Result<Connection, Error> {
    let path = there(folder)?;
    // SQLite takes an empty file for a new database, and throws its log away.
    let length = fs::metadata(&path).map_err(|error| Error::of_path(error, &path))?.len();
    if length == 0 {
        return Err(Error::damaged(File::Record, "the file is empty"));
    }
    let conn = connect(&path, key, OpenFlags::empty())?;
    // A log on a damaged file must stay a log; and a checkpoint costs a command 10 ms.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    let tables = conn.query_row("SELECT count(*) FROM main.sqlite_schema", [], |row| row.get::<_, i64>(0));
    if tables? == 0 {
        return Err(Error::damaged(File::Record, "the file holds no tables"));
    }
    let mode: String = conn.pragma_query_value(Some("main"), "journal_mode", |row| row.get(0))?;
    if mode != "wal" {
        conn.pragma_update(Some("main"), "journal_mode", "WAL")?;
    }
    conn.pragma_update(Some("main"), "synchronous", "FULL")?;
    conn.pragma_update(Some("main"), "secure_delete", true)?;
    conn.pragma_update(Some("main"), "wal_autocheckpoint", 0)?;
    // KiB: the pages that an import of a hundred thousand rows keeps coming back to.
    conn.pragma_update(Some("main"), "cache_size", -16_384)?;
    Ok(conn)
}

/// Attaches a derived file as `schema`.
pub(crate) fn attach(conn: &Connection, path: &Path, key: &FileKey, schema: &str) -> Result<(), Error> {
    // The key as bound text: a bound blob would be taken for a passphrase, and without a key the file
    // would be opened with the record's.
    let attached =
        conn.execute(&format!("ATTACH ?1 AS {schema} KEY ?2"), params![text(path)?, &**key.raw_text()]);
    attached.in_cases()?;
    let settings = || -> rusqlite::Result<u32> {
        conn.pragma_update(Some(schema), "synchronous", "NORMAL")?;
        conn.pragma_update(Some(schema), "secure_delete", true)?;
        conn.pragma_update(Some(schema), "cache_size", -16_384)?;
        conn.pragma_query_value(Some(schema), "user_version", |row| row.get(0))
    };
    let version = settings().in_cases()?;
    if version != project::SCHEMA {
        return Err(Error::damaged(File::Cases, format!("schema {version}")));
    }
    Ok(())
}

/// Makes a new file in WAL mode, fills it in one transaction, and closes it.
pub(crate) fn make<E>(
    path: &Path,
    key: &FileKey,
    fill: impl FnOnce(&Connection) -> Result<(), E>,
) -> Result<(), Error>
where
    Error: From<E>,
{
    let conn = connect(path, key, OpenFlags::SQLITE_OPEN_CREATE)?;
    conn.execute_batch("BEGIN IMMEDIATE")?;
    fill(&conn)?;
    conn.execute_batch("COMMIT")?;
    conn.pragma_update(Some("main"), "journal_mode", "WAL")?;
    conn.close().map_err(|(_, error)| error.into())
}

/// A derived file by itself, as `main`.
pub(crate) fn alone(path: &Path, key: &FileKey) -> Result<Connection, Error> {
    connect(path, key, OpenFlags::empty())
}

/// Brings a file that was filled without a log into WAL mode, and onto the disk.
pub(crate) fn finish(path: &Path, key: &FileKey) -> Result<(), Error> {
    let conn = connect(path, key, OpenFlags::empty())?;
    conn.pragma_update(Some("main"), "journal_mode", "WAL").in_cases()?;
    conn.close().map_err(|(_, error)| Error::from(error))?;
    Ok(fs::OpenOptions::new().write(true).open(path)?.sync_all()?)
}

/// Moves cases.db and what belongs to it aside, under the first name that is free. Only an
/// erasure and a change of keys delete it.
pub(crate) fn set_aside(folder: &Path) -> Result<(), Error> {
    let from = folder.join(CASES);
    let free = (1_u32..).map(|n| folder.join(format!("{ASIDE}{n}"))).find(|to| !to.exists());
    let Some(to) = free else { return Err(Error::Exists { path: from }) };
    // The file first: without its log it must not be believed, and a log alone is moved next time.
    for ending in ["", "-wal", "-shm"] {
        match fs::rename(with(&from, ending), with(&to, ending)) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// The file's name with an ending behind it.
pub(crate) fn with(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// A file that was made for a while, with its log.
pub(crate) fn remove(path: &Path) -> Result<(), Error> {
    ["-wal", "-shm", "-journal", ""].iter().try_for_each(|ending| gone(&with(path, ending)))
}

/// Deletes a file; one that isn't there is gone already.
pub(crate) fn gone(path: &Path) -> Result<(), Error> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
        Ok(()) | Err(_) => Ok(()),
    }
}

fn there(folder: &Path) -> Result<PathBuf, Error> {
    let path = folder.join(RECORD);
    for path in [folder, &path] {
        fs::metadata(path).map_err(|error| Error::of_path(error, path))?;
    }
    Ok(path)
}

pub(crate) fn connect(path: &Path, key: &FileKey, more: OpenFlags) -> Result<Connection, Error> {
    if rusqlite::version_number() < OLDEST_SQLITE {
        return Err(Error::OldSqlite { found: rusqlite::version() });
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | more;
    let conn = Connection::open_with_flags(path, flags)?;
    // What SQLCipher has to say arrives as an error; standard error belongs to the command line.
    conn.pragma_update(Some("main"), "cipher_log_level", "NONE")?;
    conn.pragma_update(Some("main"), "key", &**key.raw_text())?;
    // Sorters would otherwise write rows of the store unsealed into the system's temporary folder.
    conn.pragma_update(Some("main"), "temp_store", "MEMORY")?;
    conn.busy_timeout(PATIENCE)?;
    conn.set_prepared_statement_cache_capacity(96);
    Ok(conn)
}

fn text(path: &Path) -> Result<&str, Error> {
    path.to_str().ok_or(Error::Unfit { what: "the folder's name is not Unicode" })
}
