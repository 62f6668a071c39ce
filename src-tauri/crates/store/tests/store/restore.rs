//! A restored record: the same events under a chain and keys of its own.

use crate::backup::{Kept, flip};
use crate::house::*;
use crate::raw;
use domain::id::SessionId;
use rusqlite::Connection;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use store::{Backup, Error, Identity, NewRecord, Store};
use uuid::Uuid;
use vault::{FileKey, Keys};

struct Restored {
    folder: tempfile::TempDir,
    identity: Identity,
    record_key: FileKey,
    cases_key: FileKey,
    keys: Arc<Keys>,
}

impl Restored {
    fn of(backup: &Backup, kept: &Kept) -> Restored {
        let folder = tempfile::tempdir().unwrap();
        let identity = Identity { station: Uuid::new_v4(), ordinal: 2, ..kept.house.identity.clone() };
        let (record_key, cases_key) = (FileKey::new().unwrap(), FileKey::new().unwrap());
        let new = NewRecord { identity: &identity, secret: &[9; 32], record_key: &record_key };
        backup.restore(&kept.house.record_key, folder.path(), &new).unwrap();
        Restored { folder, identity, record_key, cases_key, keys: kept.house.keys.clone() }
    }

    fn open(&self) -> Store {
        let (record, cases) = (&self.record_key, &self.cases_key);
        Store::open(self.folder.path(), record, cases, self.keys.clone()).unwrap().0
    }

    fn record(&self) -> Connection {
        raw::connect(&self.folder.path().join("record.db"), &self.record_key)
    }
}

#[test]
fn a_restored_record_has_every_event_under_a_chain_of_its_own() {
    let (kept, mut desk) = Kept::new();
    desk.act(id(1), planned(1));
    for call in 10..40 {
        desk.act(id(call), rang(1, "10013800001"));
    }
    desk.act(id(50), recorded(1, 10, 1, text("路灯不亮", "周桂兰女士", "10013800001")));
    desk.act(id(51), recorded(1, 11, 2, text("下水道堵塞", "李大爷", "10013800002")));
    desk.store.save_draft(id(70), id(71), b"sealed", NOW).unwrap();
    desk.store.erase(id(51)).unwrap();
    fs::create_dir_all(kept.house.file("blobs")).unwrap();
    fs::write(kept.house.file("blobs/recording"), b"sealed").unwrap();
    let backup = kept.backup(0);

    let restored = Restored::of(&backup, &kept);
    let (old, new) = (raw::connect(&kept.house.file("record.db"), &kept.house.record_key), restored.record());
    for table in ["lines", "stream_keys", "drafts", "touched", "unopened"] {
        assert!(rows(&old, &format!("SELECT * FROM {table}")) > 0 || table == "unopened", "{table}");
        assert_eq!(all(&old, table), all(&new, table), "{table}");
    }
    let bodies = |conn: &Connection| column(conn, "SELECT body FROM journal ORDER BY seq");
    assert_eq!(bodies(&old), bodies(&new));
    let links = |conn: &Connection| column(conn, "SELECT link FROM journal ORDER BY seq");
    assert!(links(&old).iter().zip(links(&new)).all(|(old, new)| *old != new), "another station's chain");
    assert_eq!(fs::read(restored.folder.path().join("blobs/recording")).unwrap(), b"sealed");

    let store = restored.open();
    assert_eq!(store.identity(), &restored.identity);
    assert_eq!(*store.station_secret().unwrap(), [9; 32]);
    let (there, here) = (kept.house.reader(), store.reader().unwrap());
    let session = SessionId(id(1));
    assert_eq!(there.counters(session).unwrap(), here.counters(session).unwrap());
    assert_eq!(there.cases_of_session(session).unwrap(), here.cases_of_session(session).unwrap());
    assert!(
        kept.house.verify().rebuilt_equals_live && here.verify(&mut |_, _| {}).unwrap().rebuilt_equals_live
    );
    for (name, key) in [("record.db", &restored.record_key), ("cases.db", &restored.cases_key)] {
        let pages = raw::pages(&restored.folder.path().join(name), key);
        assert!(!raw::holds(&pages, "李大爷"), "erased before the backup, and after it: {name}");
    }
}

#[test]
fn the_backup_is_only_read() {
    let (kept, mut desk) = Kept::new();
    desk.act(id(1), planned(1));
    let backup = kept.backup(0);
    let before = contents(&backup.folder);
    Restored::of(&backup, &kept).open();
    assert_eq!(contents(&backup.folder), before);
    backup.prove(&kept.house.record_key).unwrap();
}

#[test]
fn old_keys_open_nothing_of_the_restored_record() {
    let (kept, mut desk) = Kept::new();
    desk.act(id(1), planned(1));
    let restored = Restored::of(&kept.backup(0), &kept);
    drop(restored.open());
    let (record, cases) = (&kept.house.record_key, &kept.house.cases_key);
    let opened = Store::open(restored.folder.path(), record, cases, kept.house.keys.clone()).map(drop);
    assert!(opened.is_err());
}

#[test]
fn a_record_is_never_restored_over_another_and_a_cut_one_is_none() {
    let (kept, mut desk) = Kept::new();
    desk.act(id(1), planned(1));
    let backup = kept.backup(0);
    let restored = Restored::of(&backup, &kept);
    let new = NewRecord { identity: &restored.identity, secret: &[9; 32], record_key: &restored.record_key };
    let again = backup.restore(&kept.house.record_key, restored.folder.path(), &new);
    assert!(matches!(again, Err(Error::Exists { .. })));
    flip(&backup.folder.join("record.db"), 100);
    let empty = tempfile::tempdir().unwrap();
    assert!(backup.restore(&kept.house.record_key, empty.path(), &new).is_err());
    assert!(!empty.path().join("record.db").exists());
}

#[test]
fn a_manifest_that_names_a_file_outside_is_refused() {
    let (kept, mut desk) = Kept::new();
    desk.act(id(1), planned(1));
    fs::create_dir_all(kept.house.file("blobs")).unwrap();
    fs::write(kept.house.file("blobs/recording"), b"sealed").unwrap();
    let backup = kept.backup(0);
    let manifest = backup.folder.join("backup.json");
    let text = fs::read_to_string(&manifest).unwrap().replace("blobs/recording", "blobs/../../x");
    fs::write(&manifest, text).unwrap();
    fs::write(backup.folder.join("../x"), b"sealed").unwrap();
    let backup = Backup::read(&backup.folder).unwrap();
    assert!(matches!(backup.prove(&kept.house.record_key), Err(Error::Damaged { .. })));
}

fn rows(conn: &Connection, sql: &str) -> u64 {
    conn.query_row(&format!("SELECT count(*) FROM ({sql})"), [], |row| row.get(0)).unwrap()
}

fn column(conn: &Connection, sql: &str) -> Vec<Vec<u8>> {
    conn.prepare(sql).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

fn all(conn: &Connection, table: &str) -> Vec<String> {
    let mut select = conn.prepare(&format!("SELECT * FROM {table}")).unwrap();
    let columns = select.column_count();
    let row = |row: &rusqlite::Row<'_>| {
        let values = (0..columns).map(|at| row.get::<_, rusqlite::types::Value>(at));
        values.collect::<Result<Vec<_>, _>>().map(|values| format!("{values:?}"))
    };
    select.query_map([], row).unwrap().map(Result::unwrap).collect()
}

fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut names = names(folder);
    names.sort();
    names.into_iter().map(|name| (name.clone(), fs::read(folder.join(&name)).unwrap())).collect()
}
