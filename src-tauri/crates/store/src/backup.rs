//! A backup: a whole copy of the record with its keys, proved before it counts.
//!
//! ```text
//! <to>/<YYYYMMDD-HHMMSS>/   record.db · keys.json · recovery.box · blobs/ · backup.json
//! <to>/.partial-…/          being made, or being thrown away: never a backup
//! ```

use crate::blobs::FOLDER as BLOBS;
use crate::error::{Error, File};
use crate::files::{self, Sum};
use crate::journal::Head;
use crate::reader::Reader;
use crate::record::{self, Identity};
use crate::store::Store;
use crate::{journal, open};
use data_encoding::HEXLOWER;
use domain::Stamp;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use uuid::Uuid;
use vault::{Envelope, FileKey, Keybook, Keys, RecoveryBox};

const MANIFEST: &str = "backup.json";
const FORMAT: u32 = 1;
const PARTIAL: &str = ".partial-";

/// `backup.json`: what a backup says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    format: u32,
    pub house: Uuid,
    pub station: Uuid,
    pub ordinal: u8,
    /// Rows of the journal.
    pub seq: u64,
    /// The link of the last one, hexadecimal.
    pub link: String,
    pub made_at: Stamp,
    /// By name, `/` between the parts.
    files: BTreeMap<String, Sum>,
}

/// A backup as it lies in its folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    pub folder: PathBuf,
    pub manifest: Manifest,
}

/// A copy that doesn't count yet, and is gone if it never will.
pub struct Partial<'a> {
    source: &'a Path,
    keys: &'a Keys,
    to: &'a Path,
    backup: Backup,
    counted: bool,
}

impl Backup {
    /// Copies the store in `source`, beside a working console, into a folder of its own in `to`. What an earlier,
    /// interrupted copy of this station left there is cleared away first.
    ///
    /// Errors: [`Error::DiskFull`], [`Error::ReadOnly`], [`Error::Busy`] when the store got new keys meanwhile;
    /// nothing of the copy is left then.
    pub fn copy<'a>(
        source: &'a Path,
        record_key: &FileKey,
        keys: &'a Keys,
        to: &'a Path,
        made_at: Stamp,
    ) -> Result<Partial<'a>, Error> {
        let conn = open::record(source, record_key)?;
        record::check(&conn)?;
        let Identity { house, station, ordinal } = record::identity(&conn)?;
        fs::create_dir_all(to)?;
        clear(to, station)?;
        let folder = to.join(format!("{PARTIAL}{station}-{}", name(made_at)));
        fs::create_dir(&folder)?;
        let (link, files) = (String::new(), BTreeMap::new());
        let manifest = Manifest { format: FORMAT, house, station, ordinal, seq: 0, link, made_at, files };
        let backup = Backup { folder, manifest };
        let mut partial = Partial { source, keys, to, backup, counted: false };
        partial.fill(&conn, record_key)?;
        Ok(partial)
    }

    /// Reads `backup.json`; nothing is proved by that. [`Error::Missing`] where there is no backup.
    pub fn read(folder: &Path) -> Result<Backup, Error> {
        let path = folder.join(MANIFEST);
        let text = fs::read(&path).map_err(|error| Error::of_path(error, &path))?;
        let manifest: Manifest = serde_json::from_slice(&text).map_err(|_| bad(MANIFEST))?;
        match manifest.format {
            0 => return Err(bad(MANIFEST)),
            1..=FORMAT => {}
            found => return Err(Error::NewerSchema { found, known: FORMAT }),
        }
        Ok(Backup { folder: folder.to_path_buf(), manifest })
    }

    /// The backups of a house in a folder, newest first. A folder that isn't there holds none.
    pub fn all(to: &Path, house: Uuid) -> Result<Vec<Backup>, Error> {
        let entries = match fs::read_dir(to) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error.into()),
        };
        let mut found = Vec::new();
        for entry in entries {
            let entry = entry?;
            if !entry.file_name().to_string_lossy().starts_with('.')
                && let Ok(backup) = Backup::read(&entry.path())
                && backup.manifest.house == house
            {
                found.push(backup);
            }
        }
        let age = |backup: &Backup| std::cmp::Reverse((backup.manifest.made_at, backup.folder.clone()));
        found.sort_by_key(age);
        Ok(found)
    }

    /// Proves it: every file has the bytes that were written, and every row is chained to the one before.
    ///
    /// Errors: [`Error::Damaged`], [`Error::WrongKey`].
    pub fn prove(&self, record_key: &FileKey) -> Result<(), Error> {
        for needed in [open::RECORD, "keys.json", "recovery.box"] {
            if !self.manifest.files.contains_key(needed) {
                return Err(bad(needed));
            }
        }
        // A log beside the copy would be played into it.
        let log = |ending| open::with(&self.folder.join(open::RECORD), ending).exists();
        if log("-wal") || log("-journal") {
            return Err(bad(open::RECORD));
        }
        for (name, sum) in &self.manifest.files {
            if files::sum(&files::inside(&self.folder, name)?)? != *sum {
                return Err(bad(name));
            }
        }
        let conn = self.record(record_key)?;
        let head = chained(&conn, &record::identity(&conn)?)?;
        if said(&head) != (self.manifest.seq, self.manifest.link.clone()) {
            return Err(bad(MANIFEST));
        }
        Ok(())
    }

    /// Bytes of all its files.
    pub fn size(&self) -> u64 {
        self.manifest.files.values().map(|sum| sum.bytes).sum()
    }

    /// Deletes it. Killed in between, it is no backup any more, and cleared away with the next copy of `station`.
    pub fn remove(&self, station: Uuid) -> Result<(), Error> {
        let name = self.folder.file_name().unwrap_or_default().to_string_lossy();
        let gone = self.folder.with_file_name(format!("{PARTIAL}{station}-{name}"));
        fs::rename(&self.folder, &gone)?;
        Ok(fs::remove_dir_all(gone)?)
    }

    /// Its record, which belongs to whom its manifest says.
    pub(crate) fn record(&self, record_key: &FileKey) -> Result<Connection, Error> {
        let conn = open::alone(&self.folder.join(open::RECORD), record_key)?;
        record::check(&conn)?;
        let Identity { house, station, ordinal } = record::identity(&conn)?;
        let Manifest { house: h, station: s, ordinal: o, .. } = self.manifest;
        if (house, station, ordinal) == (h, s, o) { Ok(conn) } else { Err(bad(MANIFEST)) }
    }

    /// Names of the files that lie in `blobs`.
    pub(crate) fn blobs(&self) -> impl Iterator<Item = &str> {
        self.manifest.files.keys().map(String::as_str).filter(|name| name.starts_with(BLOBS))
    }
}

impl Partial<'_> {
    pub fn folder(&self) -> &Path {
        &self.backup.folder
    }

    /// Proves the copy with the key that its own key book gives, and lets it count: its files are on the disk
    /// before its name is.
    pub fn count(mut self) -> Result<Backup, Error> {
        let folder = &self.backup.folder;
        let record_key = Keybook::read(folder)?.book.record_key(self.keys)?;
        self.backup.prove(&record_key)?;
        files::sync_folder(folder)?;
        let named = free(self.to, &name(self.backup.manifest.made_at));
        fs::rename(folder, &named)?;
        self.counted = true;
        files::sync_folder(self.to)?;
        Ok(Backup { folder: named, manifest: self.backup.manifest.clone() })
    }

    fn fill(&mut self, conn: &Connection, record_key: &FileKey) -> Result<(), Error> {
        let (source, folder) = (self.source, &self.backup.folder);
        let recovery = RecoveryBox::read(source)?;
        let copy = folder.join(open::RECORD);
        let path = copy.to_str().ok_or(Error::Unfit { what: "the folder's name is not Unicode" })?;
        // Only what stands: free pages, and what once was on them, stay behind.
        conn.execute("VACUUM main INTO ?1", params![path])?;
        fs::OpenOptions::new().write(true).open(&copy)?.sync_all()?;
        let book = Keybook::read(source)?.book;
        // New file keys meanwhile: what was copied before and after doesn't belong together.
        if RecoveryBox::read(source)? != recovery
            || book.record_key(self.keys)?.expose() != record_key.expose()
        {
            return Err(Error::Busy);
        }
        book.save(folder)?;
        recovery.save(folder)?;
        for name in files::below(source, BLOBS)? {
            files::copy(&files::inside(source, &name)?, &files::inside(folder, &name)?)?;
        }
        let copied = open::alone(&copy, record_key)?;
        let head = journal::head(&copied, &record::identity(&copied)?)?;
        drop(copied);
        for name in files::below(folder, "")? {
            let sum = files::sum(&files::inside(folder, &name)?)?;
            self.backup.manifest.files.insert(name, sum);
        }
        (self.backup.manifest.seq, self.backup.manifest.link) = said(&head);
        let text = serde_json::to_vec_pretty(&self.backup.manifest);
        let text = text.map_err(|_| Error::Unfit { what: "a manifest that can't be written" })?;
        Ok(files::write_new(&folder.join(MANIFEST), &text)?)
    }
}

impl Drop for Partial<'_> {
    fn drop(&mut self) {
        if !self.counted {
            // If that fails too, the next copy clears it away.
            let _ = fs::remove_dir_all(&self.backup.folder);
        }
    }
}

impl Store {
    /// Keeps this workstation's plan of backups: text that the desk understands.
    pub fn keep_backup_plan(&mut self, plan: &str) -> Result<(), Error> {
        let sql = "INSERT INTO main.meta(name, value) VALUES('backup', ?1) \
                   ON CONFLICT(name) DO UPDATE SET value = ?1";
        self.conn.execute(sql, params![plan.as_bytes()])?;
        Ok(())
    }
}

impl Reader {
    /// What `Store::keep_backup_plan` kept; None while there is no plan.
    pub fn backup_plan(&self) -> Result<Option<String>, Error> {
        let sql = "SELECT CAST(value AS TEXT) FROM main.meta WHERE name = 'backup'";
        Ok(self.conn.query_row(sql, [], |row| row.get(0)).optional()?)
    }

    /// The envelopes that stand on a stream, in order, as they were sealed.
    pub fn envelopes(&self, stream: Uuid) -> Result<Vec<Vec<u8>>, Error> {
        let sql = "SELECT coalesce(t.body, j.body) FROM main.lines JOIN main.journal j USING(seq) \
             LEFT JOIN twins t USING(seq) WHERE stream = ?1 ORDER BY version";
        let mut select = self.conn.prepare_cached(sql)?;
        let rows = select.query_map(params![stream.as_bytes()], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// Walks the journal from its first row, whatever its length, and answers where it ends.
fn chained(conn: &Connection, identity: &Identity) -> Result<Head, Error> {
    let mut at = journal::before_first(identity);
    let mut select = conn.prepare("SELECT seq, body, link FROM main.journal ORDER BY seq")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let seq: u64 = row.get(0)?;
        let body = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
        let link = vault::link(&at.link, seq, &Envelope::parse(body)?.leaf());
        if seq != at.seq + 1 || row.get::<_, [u8; 32]>(2)? != link {
            return Err(journal::damaged(seq, "not the bytes that were chained"));
        }
        at = Head { seq, link };
    }
    Ok(at)
}

fn said(head: &Head) -> (u64, String) {
    (head.seq, HEXLOWER.encode(&head.link))
}

/// By the wall of whoever looks for it.
fn name(made_at: Stamp) -> String {
    made_at.shown().format("%Y%m%d-%H%M%S").to_string()
}

/// A second one of the same second has a name of its own.
fn free(to: &Path, name: &str) -> PathBuf {
    let next = (2_u32..).map(|n| to.join(format!("{name}-{n}")));
    let mut names = std::iter::once(to.join(name)).chain(next);
    names.find(|path| !path.exists()).unwrap_or_else(|| to.join(name))
}

/// Takes away what a station's interrupted copies and removals left.
fn clear(to: &Path, station: Uuid) -> Result<(), Error> {
    for entry in fs::read_dir(to)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(&format!("{PARTIAL}{station}-")) {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

fn bad(what: &str) -> Error {
    Error::damaged(File::Backup, format!("{what} is not what was written"))
}
