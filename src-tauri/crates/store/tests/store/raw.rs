//! Behind the store's back: what somebody with the keys and a SQLite shell could do.

use rusqlite::Connection;
use rusqlite::config::DbConfig;
use std::path::Path;
use vault::FileKey;

/// A keyed connection to one file. It leaves the log where it is.
pub fn connect(path: &Path, key: &FileKey) -> Connection {
    let conn = Connection::open(path).unwrap();
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).unwrap();
    conn.pragma_update(None, "key", &**key.raw_text()).unwrap();
    conn
}

/// All pages of a database as it stands, without their encryption, free ones included.
pub fn pages(path: &Path, key: &FileKey) -> Vec<u8> {
    let mut conn = connect(path, key);
    conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())).unwrap();
    conn.serialize("main").unwrap().to_vec()
}

pub fn holds(bytes: &[u8], piece: &str) -> bool {
    bytes.windows(piece.len()).any(|window| window == piece.as_bytes())
}

/// Changes the journal as only somebody can who takes its triggers away first.
pub fn tamper(path: &Path, key: &FileKey, sql: &str, values: impl rusqlite::Params) {
    let conn = connect(path, key);
    conn.execute_batch("DROP TRIGGER journal_keeps_every_row; DROP TRIGGER journal_keeps_every_byte")
        .unwrap();
    conn.execute(sql, values).unwrap();
}
