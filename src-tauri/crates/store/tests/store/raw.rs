//! Behind the store's back: what somebody with the keys and a SQLite shell could do.

use rusqlite::Connection;
use rusqlite::config::DbConfig;
use std::path::Path;
use store::Identity;
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
    conn.execute_batch(
        "DROP TRIGGER IF EXISTS journal_keeps_every_row; DROP TRIGGER IF EXISTS journal_keeps_every_byte",
    )
    .unwrap();
    conn.execute(sql, values).unwrap();
}

pub fn body(path: &Path, key: &FileKey, seq: u64) -> Vec<u8> {
    let sql = "SELECT body FROM journal WHERE seq = ?1";
    connect(path, key).query_row(sql, [seq], |row| row.get(0)).unwrap()
}

/// Puts other bodies into the journal and chains it anew to its end.
pub fn rewrite(path: &Path, key: &FileKey, identity: &Identity, bodies: &[(u64, Vec<u8>)]) {
    tamper(path, key, "UPDATE journal SET seq = seq", []);
    let conn = connect(path, key);
    for (seq, body) in bodies {
        let event = &body[2..18];
        let values = rusqlite::params![seq, body, event];
        conn.execute("UPDATE journal SET body = ?2, event_id = ?3 WHERE seq = ?1", values).unwrap();
    }
    let length: u64 = conn.query_row("SELECT count(*) FROM journal", [], |row| row.get(0)).unwrap();
    let mut link = vault::link_zero(identity.house, identity.station);
    for seq in 1..=length {
        link = vault::link(&link, seq, &vault::leaf(&body(path, key, seq)));
        conn.execute("UPDATE journal SET link = ?2 WHERE seq = ?1", rusqlite::params![seq, link]).unwrap();
    }
}
