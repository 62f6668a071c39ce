//! A backup's record as that of a new station: the same events in the same order, under a chain and keys of its own.

use crate::backup::Backup;
use crate::error::Error;
use crate::journal::{self, Head};
use crate::record::{self, Identity};
use crate::{files, open};
use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};
use std::fs;
use std::path::Path;
use vault::{Envelope, FileKey};

/// Written anew: the journal because its links are this station's, the rest of `meta` because it was the other's.
const ANEW: [&str; 2] = ["journal", "meta"];

/// What the new station's record is made with.
pub struct NewRecord<'a> {
    pub identity: &'a Identity,
    /// The station's signing secret.
    pub secret: &'a [u8; 32],
    pub record_key: &'a FileKey,
}

impl Backup {
    /// Makes a record in an empty folder from this backup, and copies its blobs. The backup, which should be
    /// proved first, is only read. A crash on the way leaves no record.db.
    pub fn restore(&self, record_key: &FileKey, to: &Path, new: &NewRecord<'_>) -> Result<(), Error> {
        for name in self.blobs() {
            files::copy(&files::inside(&self.folder, name)?, &files::inside(to, name)?)?;
        }
        let old = self.record(record_key)?;
        // As old as the backup: opening it brings it to the newest schema, as it would have the other.
        let schema = record::schema(&old)?;
        record::create_with(to, new.identity, new.secret, new.record_key, schema, |conn| {
            copy(&old, conn, new.identity)
        })?;
        fs::OpenOptions::new().write(true).open(to.join(open::RECORD))?.sync_all()?;
        Ok(files::sync_folder(to)?)
    }
}

fn copy(old: &Connection, new: &Connection, identity: &Identity) -> Result<(), Error> {
    // KiB: the index of event ids is written all over.
    new.pragma_update(Some("main"), "cache_size", -65_536)?;
    append_all(old, new, identity)?;
    let mut select = old.prepare("SELECT name FROM main.sqlite_schema WHERE type = 'table'")?;
    let tables: Vec<String> = select.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let tables = tables.iter().filter(|name| !name.starts_with("sqlite_") && !ANEW.contains(&name.as_str()));
    tables.into_iter().try_for_each(|table| copy_table(old, new, table))
}

fn append_all(old: &Connection, new: &Connection, identity: &Identity) -> Result<(), Error> {
    let mut at = journal::before_first(identity);
    let mut select = old.prepare("SELECT body FROM main.journal ORDER BY seq")?;
    let mut insert =
        new.prepare("INSERT INTO main.journal(seq, event_id, body, link) VALUES(?1, ?2, ?3, ?4)")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let body = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
        let (seq, envelope) = (at.seq + 1, Envelope::parse(body)?);
        let link = vault::link(&at.link, seq, &envelope.leaf());
        insert.execute(params![seq, envelope.event_id().as_bytes(), body, link])?;
        at = Head { seq, link };
    }
    Ok(())
}

/// Row by row: the two files have different keys, and one connection would keep both open to both.
fn copy_table(old: &Connection, new: &Connection, table: &str) -> Result<(), Error> {
    let mut select = old.prepare(&format!("SELECT * FROM main.{table}"))?;
    let columns = select.column_count();
    let holes = vec!["?"; columns].join(", ");
    let mut insert = new.prepare(&format!("INSERT INTO main.{table} VALUES({holes})"))?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let values: Vec<Value> = (0..columns).map(|at| row.get(at)).collect::<Result<_, _>>()?;
        insert.execute(params_from_iter(values))?;
    }
    Ok(())
}
