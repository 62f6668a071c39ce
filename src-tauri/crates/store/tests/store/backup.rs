//! Backups: whole or not at all, and proved before they count.

use crate::damage::Disk;
use crate::house::*;
use std::fs;
use std::path::{Path, PathBuf};
use store::{Backup, Error, File, Partial};
use tempfile::TempDir;
use uuid::Uuid;
use vault::{FileKey, Keybook, RecoveryBox, Sheet};

/// A house with the key book and the recovery box that a backup needs, and a folder for backups.
pub struct Kept {
    pub house: House,
    pub sheet: Sheet,
    folder: TempDir,
}

impl Kept {
    pub fn new() -> (Kept, Desk) {
        let (house, desk) = House::founded();
        (Kept::of(house), desk)
    }

    fn of(house: House) -> Kept {
        let kept = Kept { sheet: Sheet::new().unwrap(), folder: tempfile::tempdir().unwrap(), house };
        kept.key_book(&kept.house.record_key);
        kept
    }

    fn key_book(&self, record_key: &FileKey) {
        let House { identity, keys, cases_key, path, .. } = &self.house;
        Keybook::new(identity.station, true, keys, record_key, Some(cases_key)).unwrap().save(path).unwrap();
        let (main, clue) = (self.sheet.publics(), Sheet::new().unwrap().publics());
        RecoveryBox::new(identity.station, &main, &clue, record_key, keys).unwrap().save(path).unwrap();
    }

    pub fn to(&self) -> PathBuf {
        self.folder.path().join("backups")
    }

    fn copy<'a>(&'a self, to: &'a Path, second: i64) -> Result<Partial<'a>, Error> {
        let at = domain::Stamp(NOW + second * 1000);
        Backup::copy(&self.house.path, &self.house.record_key, &self.house.keys, to, at)
    }

    pub fn backup(&self, second: i64) -> Backup {
        self.copy(&self.to(), second).unwrap().count().unwrap()
    }

    fn all(&self) -> Vec<Backup> {
        Backup::all(&self.to(), self.house.identity.house).unwrap()
    }
}

#[test]
fn a_backup_is_made_beside_a_working_store_and_says_how_far_it_goes() {
    let (kept, mut desk) = Kept::new();
    for call in 0..50 {
        desk.act(id(call), rang(1, "10013800001"));
    }
    fs::create_dir_all(kept.house.file("blobs/2026")).unwrap();
    fs::write(kept.house.file("blobs/2026/recording"), b"sealed").unwrap();
    let backup = kept.backup(0);
    desk.act(id(50), rang(1, "10013800001"));
    assert_eq!(backup.manifest.seq, 50);
    assert_eq!(backup.folder.file_name().unwrap(), "20261201-090000");
    assert_eq!(fs::read(backup.folder.join("blobs/2026/recording")).unwrap(), b"sealed");
    backup.prove(&kept.house.record_key).unwrap();
    assert_eq!(kept.all(), [backup]);
    assert!(matches!(kept.all()[0].prove(&FileKey::new().unwrap()), Err(Error::WrongKey { .. })));
    let later = kept.backup(0);
    assert_eq!(later.folder.file_name().unwrap(), "20261201-090000-2", "nothing is written over");
    assert_eq!(Backup::all(&kept.to(), Uuid::new_v4()).unwrap(), [], "another house sees none of them");
    assert!(kept.house.verify().ok);
}

#[test]
fn a_copy_with_one_flipped_byte_does_not_count_and_leaves_nothing() {
    let (kept, mut desk) = Kept::new();
    for call in 0..50 {
        desk.act(id(call), rang(1, "10013800001"));
    }
    let to = kept.to();
    let mut tried = 0;
    for name in ["record.db", "keys.json", "recovery.box"] {
        let length = fs::metadata(kept.copy(&to, 0).unwrap().folder().join(name)).unwrap().len() as usize;
        for at in (0..length).step_by(length / 7) {
            let partial = kept.copy(&to, 0).unwrap();
            flip(&partial.folder().join(name), at);
            assert!(partial.count().is_err(), "byte {at} of {name}");
            assert_eq!(names(&to), Vec::<String>::new());
            tried += 1;
        }
    }
    assert!(tried >= 21);
    // Without the flip it counts.
    kept.copy(&to, 0).unwrap().count().unwrap();
    assert_eq!(kept.all().len(), 1);
}

#[test]
fn a_backup_that_was_changed_is_not_believed() {
    let (kept, mut desk) = Kept::new();
    desk.act(id(1), rang(1, "10013800001"));
    let backup = kept.backup(0);
    let prove = || Backup::read(&backup.folder).and_then(|backup| backup.prove(&kept.house.record_key));
    prove().unwrap();
    for name in names(&backup.folder) {
        let path = backup.folder.join(&name);
        let whole = fs::read(&path).unwrap();
        for at in (0..whole.len()).step_by(whole.len() / 400 + 1) {
            flip(&path, at);
            // When it was made is on nobody's oath.
            let stands = prove().is_ok() && !(name == "backup.json" && made_at_differs(&backup));
            assert!(!stands, "byte {at} of {name}");
            fs::write(&path, &whole).unwrap();
        }
        fs::remove_file(&path).unwrap();
        assert!(prove().is_err(), "without {name}");
        fs::write(&path, &whole).unwrap();
    }
    fs::write(backup.folder.join("record.db-wal"), b"").unwrap();
    assert!(matches!(prove(), Err(Error::Damaged { file: File::Backup, .. })), "a log would be played in");
}

#[test]
fn a_copy_made_while_the_file_got_a_new_key_does_not_count() {
    let (kept, mut desk) = Kept::new();
    desk.act(id(1), rang(1, "10013800001"));
    kept.key_book(&FileKey::new().unwrap());
    let to = kept.to();
    assert!(matches!(kept.copy(&to, 0).map(drop), Err(Error::Busy)));
    assert_eq!(names(&to), Vec::<String>::new());
}

#[test]
fn what_a_killed_copy_left_is_cleared_away_by_the_same_station_only() {
    let (kept, _desk) = Kept::new();
    let mine = format!(".partial-{}-20261130-190000", kept.house.identity.station);
    let others = format!(".partial-{}-20261130-190000", Uuid::new_v4());
    for name in [&mine, &others] {
        fs::create_dir_all(kept.to().join(name)).unwrap();
        fs::write(kept.to().join(name).join("backup.json"), b"{}").unwrap();
    }
    fs::create_dir_all(kept.to().join("holiday pictures")).unwrap();
    assert_eq!(kept.all(), [], "neither is a backup");
    kept.backup(0);
    let mut left = names(&kept.to());
    left.sort();
    assert_eq!(left, [others.as_str(), "20261201-090000", "holiday pictures"]);
    let backup = kept.all().remove(0);
    backup.remove(kept.house.identity.station).unwrap();
    assert_eq!(kept.all(), []);
}

#[test]
fn a_full_disk_leaves_nothing_half_and_earlier_backups_whole() {
    let Some(disk) = Disk::mounted(2) else { return };
    let (kept, mut desk) = Kept::new();
    let first = kept.copy(&disk.path, 0).unwrap().count().unwrap();
    for call in 0..2_000 {
        desk.act(id(call), rang(1, &"1".repeat(400)));
    }
    let refused = kept.copy(&disk.path, 1).and_then(Partial::count);
    assert!(matches!(refused, Err(Error::DiskFull)), "{refused:?}");
    assert_eq!(names(&disk.path), ["20261201-090000"]);
    first.prove(&kept.house.record_key).unwrap();
    assert!(kept.house.verify().ok);
}

#[test]
fn the_plan_is_kept_with_the_record_and_never_touches_who_it_belongs_to() {
    let (kept, mut desk) = Kept::new();
    assert_eq!(kept.house.reader().backup_plan().unwrap(), None);
    for plan in ["{}", r#"{"hour":19}"#] {
        desk.store.keep_backup_plan(plan).unwrap();
        assert_eq!(kept.house.reader().backup_plan().unwrap().as_deref(), Some(plan));
    }
    drop(desk);
    assert_eq!(kept.house.open().0.store.identity(), &kept.house.identity);
}

#[test]
fn the_list_of_erasures_only_grows_and_keeps_what_other_houses_wrote() {
    let (kept, mut desk) = Kept::new();
    desk.act(id(1), rang(1, "10013800001"));
    desk.act(id(1), answered(1));
    let acts = desk.store.reader().unwrap().envelopes(id(1)).unwrap();
    let (house, other, to) = (kept.house.identity.house, Uuid::new_v4(), kept.to());
    assert_eq!(store::noted_erasures(&to, house).unwrap(), None, "no list is not an empty one");
    store::note_erasures(&to, house, &[]).unwrap();
    assert_eq!(store::noted_erasures(&to, house).unwrap(), Some(Vec::new()));
    store::note_erasures(&to, other, &acts[..1]).unwrap();
    store::note_erasures(&to, house, &acts).unwrap();
    store::note_erasures(&to, house, &acts[1..]).unwrap();
    assert_eq!(store::noted_erasures(&to, house).unwrap().unwrap(), acts);
    assert_eq!(store::noted_erasures(&to, other).unwrap().unwrap(), acts[..1]);
    assert_eq!(names(&to), ["erasures.jsonl"]);
    flip(&to.join("erasures.jsonl"), 1);
    assert!(store::noted_erasures(&to, house).is_err());
    assert_eq!(store::legible_erasures(&to, house).unwrap(), acts, "only another house's line was flipped");
    assert!(store::note_erasures(&to, house, &acts).is_err(), "a list that can't be read isn't written over");
}

fn made_at_differs(backup: &Backup) -> bool {
    Backup::read(&backup.folder).unwrap().manifest.made_at != backup.manifest.made_at
}

/// One bit.
pub fn flip(path: &Path, at: usize) {
    let mut bytes = fs::read(path).unwrap();
    bytes[at] ^= 1;
    fs::write(path, bytes).unwrap();
}
