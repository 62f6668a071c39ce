//! Damaged and full disks: refused or mended, and nothing half-written.

use crate::house::*;
use domain::id::*;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use store::{Error, File};

#[test]
fn a_damaged_record_is_refused_and_left_as_it_is() {
    let (house, mut desk) = House::founded();
    for call in 0..300 {
        desk.act(id(call), rang(1, "10013800001"));
    }
    assert!(house.keeper().truncate().unwrap());
    drop(desk);
    let whole = fs::read(house.file("record.db")).unwrap();
    let mut flipped = whole.clone();
    flipped[100] ^= 1;
    let half = whole[..whole.len() / 8192 * 4096].to_vec();
    let odd = whole[..3000].to_vec();
    for bytes in [Vec::new(), b"not a database".to_vec(), vec![0xA5; 16 * 4096], flipped, half, odd] {
        fs::write(house.file("record.db"), &bytes).unwrap();
        let mut before = names(&house.path);
        let refused = house.try_open().map(drop);
        assert!(matches!(refused, Err(Error::Damaged { file: File::Record, .. })), "{refused:?}");
        assert!(fs::read(house.file("record.db")).unwrap() == bytes, "not a byte is touched");
        let mut after = names(&house.path);
        before.sort();
        after.sort();
        assert_eq!(before, after, "nothing is renamed");
    }
    fs::write(house.file("record.db"), whole).unwrap();
    house.try_open().unwrap();
    assert!(house.verify().ok);
}

#[test]
fn a_flipped_bit_anywhere_in_the_record_is_found_by_verify() {
    let (house, mut desk) = House::founded();
    for call in 0..300 {
        desk.act(id(call), rang(1, "10013800001"));
    }
    assert!(house.keeper().truncate().unwrap());
    drop(desk);
    let whole = fs::read(house.file("record.db")).unwrap();
    for at in (4096..whole.len()).step_by(7 * 4096 + 11) {
        let mut flipped = whole.clone();
        flipped[at] ^= 1;
        fs::write(house.file("record.db"), &flipped).unwrap();
        let reader =
            store::Reader::open(&house.path, &house.record_key, &house.cases_key, house.keys.clone());
        let report = reader.and_then(|reader| reader.verify(&mut |_, _| {}));
        assert!(report.as_ref().is_ok_and(|report| !report.ok) || report.is_err(), "byte {at}: {report:?}");
    }
}

#[test]
fn a_damaged_derived_file_is_set_aside_and_made_anew() {
    let (house, mut desk) = House::founded();
    desk.act(id(10), rang(1, "10013800001"));
    assert!(house.keeper().truncate().unwrap());
    drop(desk);
    let whole = fs::read(house.file("cases.db")).unwrap();
    let mut flipped = whole.clone();
    flipped[100] ^= 1;
    let broken =
        [Vec::new(), b"not a database".to_vec(), vec![0xA5; 16 * 4096], flipped, whole[..8192].to_vec()];
    for (at, bytes) in broken.into_iter().enumerate() {
        fs::write(house.file("cases.db"), &bytes).unwrap();
        let (desk, opened) = house.open();
        assert!(opened.rebuilt, "{at}");
        assert!(house.reader().call(CallId(id(10))).unwrap().is_some());
        assert!(house.verify().ok);
        drop(desk);
        let kept = house.file(&format!("cases.db.set-aside-{}", at + 1));
        assert!(fs::read(kept).unwrap() == bytes, "what was set aside is kept as it was");
    }
}

#[test]
fn damage_to_the_derived_file_while_running_is_told_and_a_rebuild_mends_it() {
    let (house, mut desk) = House::founded();
    for call in 0..200 {
        desk.act(id(call), rang(1, "10013800001"));
    }
    assert!(house.keeper().truncate().unwrap());
    drop(desk);
    let mut bytes = fs::read(house.file("cases.db")).unwrap();
    let length = bytes.len();
    // Not the first pages, so that opening goes well.
    bytes[length * 2 / 3..].fill(0x5A);
    fs::write(house.file("cases.db"), bytes).unwrap();
    let (mut desk, _) = house.open();
    let told = house.reader().calls_of_session(SessionId(id(1)));
    assert!(matches!(told, Err(Error::Damaged { file: File::Cases, .. })), "{told:?}");
    desk.store.rebuild().unwrap();
    assert_eq!(house.reader().calls_of_session(SessionId(id(1))).unwrap().len(), 200);
    desk.act(id(10), answered(1));
    assert!(house.verify().ok);
}

#[test]
fn a_full_record_undoes_the_batch_and_goes_on_when_there_is_room() {
    let Some(disk) = Disk::mounted(2) else { return };
    let house = House::at(tempfile::tempdir().unwrap(), disk.path.clone());
    let mut desk = house.found().unwrap();
    let ballast = disk.path.join("ballast");
    fs::write(&ballast, vec![0; 900 * 1024]).unwrap();
    let mut done = 0;
    let refused = loop {
        match desk.try_act(id(done), recorded(1, 9, 1, text(&"长".repeat(600), "周女士", "10013800001")))
        {
            Ok(_) => done += 1,
            Err(error) => break error,
        }
        assert!(done < 1000, "the disk never filled");
    };
    assert!(matches!(refused, Error::DiskFull), "{refused:?}");
    assert!(desk.try_act(id(2000), rang(1, &"1".repeat(9000))).is_err());
    // What was answered stands; what was refused doesn't.
    let length = desk.store.reader().unwrap().journal_length().unwrap();
    assert_eq!(length, done);
    fs::remove_file(&ballast).unwrap();
    desk.act(id(done), recorded(1, 9, 1, text("有空间了", "周女士", "10013800001")));
    assert_eq!(house.reader().journal_length().unwrap(), done + 1);
    let report = house.verify();
    assert!(report.ok, "{report:?}");
    drop(desk);
    let (_desk, opened) = house.open();
    assert!(!opened.rebuilt);
}

#[cfg(unix)]
#[test]
fn what_the_record_has_synced_stands_although_the_rows_had_no_room() {
    let Some(disk) = Disk::mounted(1) else { return };
    let (house, desk) = House::founded();
    assert!(house.keeper().truncate().unwrap());
    drop(desk);
    // The rows on a disk of their own: SQLite puts their log beside them.
    let elsewhere = disk.path.join("cases.db");
    fs::copy(house.file("cases.db"), &elsewhere).unwrap();
    for name in ["cases.db", "cases.db-wal", "cases.db-shm"] {
        let _ = fs::remove_file(house.file(name));
    }
    std::os::unix::fs::symlink(&elsewhere, house.file("cases.db")).unwrap();
    let (mut desk, _) = house.open();
    desk.act(id(1), rang(1, "10013800001"));
    let ballast = disk.path.join("ballast");
    let mut size = 1024 * 1024;
    while size > 0 && fs::write(&ballast, vec![0; size]).is_err() {
        size -= 4096;
    }
    desk.act(id(2), rang(1, "10013800002"));
    assert_eq!(desk.store.state(id(2)).unwrap().version(), 1, "on disk, and so answered as done");
    assert_eq!(house.reader().call(CallId(id(2))).unwrap(), None);
    assert!(matches!(desk.try_act(id(3), rang(1, "10013800003")), Err(Error::DiskFull)));
    fs::remove_file(&ballast).unwrap();
    desk.act(id(3), rang(1, "10013800003"));
    assert_eq!(house.reader().tally(SessionId(id(1))).unwrap().waiting, 3);
    assert!(house.verify().ok);
    assert!(house.set_aside().is_empty());
}

/// A small disk in memory; None, said aloud, where this user may not mount one.
pub struct Disk {
    pub path: PathBuf,
    _folder: tempfile::TempDir,
}

impl Disk {
    pub fn mounted(mib: u32) -> Option<Disk> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().to_path_buf();
        let size = format!("size={mib}m");
        if run("mount", &["-t", "tmpfs", "-o", &size, "tmpfs", path.to_str().unwrap()]) {
            return Some(Disk { path, _folder: folder });
        }
        eprintln!("skipped: this user may not mount a disk in memory");
        None
    }

    pub fn read_only(&self) {
        assert!(run("mount", &["-o", "remount,ro", self.path.to_str().unwrap()]));
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        run("umount", &["-l", self.path.to_str().unwrap()]);
    }
}

fn run(program: &str, arguments: &[&str]) -> bool {
    Command::new(program).args(arguments).output().is_ok_and(|done| done.status.success())
}
