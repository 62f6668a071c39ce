//! Making, opening, and refusing to.

use crate::house::*;
use crate::raw;
use std::fs;
use store::{Error, File, Opened, Reader, Store};
use vault::FileKey;

#[test]
fn a_new_store_opens_again_as_the_same() {
    let (house, desk) = House::founded();
    assert_eq!(desk.store.identity(), &house.identity);
    drop(desk);
    let (desk, opened) = house.open();
    assert_eq!(opened, Opened { applied: 0, rebuilt: false });
    assert_eq!(desk.store.identity(), &house.identity);
    assert_eq!(*desk.store.station_secret().unwrap(), SECRET);
    assert_eq!(house.reader().identity(), &house.identity);
}

#[test]
fn a_store_its_readers_and_its_keeper_can_go_to_other_threads() {
    fn goes<T: Send>() {}
    goes::<Store>();
    goes::<Reader>();
    goes::<store::Keeper>();
}

#[test]
fn the_sqlite_in_use_is_new_enough() {
    assert!(rusqlite::version_number() >= 3_051_003, "{}", rusqlite::version());
}

#[test]
fn a_second_console_is_refused_and_readers_are_not() {
    let (house, desk) = House::founded();
    assert!(matches!(house.try_open(), Err(Error::InUse)));
    assert_eq!(house.reader().journal_length().unwrap(), 0);
    drop(desk);
    house.try_open().unwrap();
}

#[test]
fn a_store_is_made_once() {
    let (house, desk) = House::founded();
    drop(desk);
    assert!(matches!(house.found(), Err(Error::Exists { .. })));
    house.try_open().unwrap();
}

#[test]
fn what_a_broken_off_founding_left_is_in_nobodys_way() {
    let house = House::new();
    fs::write(house.file("record.db.new"), "half").unwrap();
    house.found().unwrap();
    assert!(!house.file("record.db.new").exists());
}

#[test]
fn a_missing_folder_and_a_missing_record_are_named() {
    let house = House::new();
    assert!(matches!(house.try_open(), Err(Error::Missing { path }) if path.ends_with("record.db")));
    assert!(names(&house.path).is_empty(), "nothing is made by looking");
    let nowhere = house.file("nowhere");
    let made = Store::create(
        &nowhere,
        &house.identity,
        &SECRET,
        &house.record_key,
        &house.cases_key,
        house.keys.clone(),
    );
    assert!(matches!(made, Err(Error::Missing { path }) if path == nowhere));
    let read = Reader::open(&nowhere, &house.record_key, &house.cases_key, house.keys.clone());
    assert!(matches!(read, Err(Error::Missing { .. })));
}

#[test]
fn a_wrong_record_key_is_told_from_damage_and_changes_nothing() {
    let (mut house, mut desk) = House::founded();
    desk.act(id(1), planned(1));
    drop(desk);
    let right = house.record_key.clone();
    house.record_key = FileKey::new().unwrap();
    let before = fs::read(house.file("record.db")).unwrap();
    assert!(matches!(house.try_open(), Err(Error::WrongKey { file: File::Record })));
    assert_eq!(fs::read(house.file("record.db")).unwrap(), before);
    assert!(house.set_aside().is_empty());
    house.record_key = right;
    let (desk, opened) = house.open();
    assert_eq!(opened, Opened { applied: 0, rebuilt: false });
    assert_eq!(desk.store.state(id(1)).unwrap().version(), 1);
}

#[test]
fn a_cases_key_that_opens_nothing_sets_the_file_aside() {
    let (mut house, mut desk) = House::founded();
    desk.act(id(1), planned(1));
    drop(desk);
    house.cases_key = FileKey::new().unwrap();
    let (_desk, opened) = house.open();
    assert!(opened.rebuilt);
    assert!(house.set_aside().contains(&"cases.db.set-aside-1".into()));
    assert!(house.reader().session(domain::id::SessionId(id(1))).unwrap().is_some());
}

#[test]
fn a_newer_schema_is_refused_with_both_numbers() {
    let (house, desk) = House::founded();
    drop(desk);
    let conn = raw::connect(&house.file("record.db"), &house.record_key);
    conn.pragma_update(None, "user_version", 7).unwrap();
    drop(conn);
    assert!(matches!(house.try_open(), Err(Error::NewerSchema { found: 7, known: 3 })));
    let read = Reader::open(&house.path, &house.record_key, &house.cases_key, house.keys.clone());
    assert!(matches!(read, Err(Error::NewerSchema { .. })));
}

#[test]
fn another_schema_of_the_derived_file_is_made_anew() {
    let (house, mut desk) = House::founded();
    desk.act(id(1), planned(1));
    drop(desk);
    let conn = raw::connect(&house.file("cases.db"), &house.cases_key);
    conn.pragma_update(None, "user_version", 7).unwrap();
    drop(conn);
    let (_desk, opened) = house.open();
    assert!(opened.rebuilt);
    assert_eq!(house.reader().sessions().unwrap().len(), 1);
}

#[cfg(unix)]
#[test]
fn a_folder_that_can_only_be_read_is_said_to_be_so() {
    use std::os::unix::fs::PermissionsExt;
    let (house, desk) = House::founded();
    drop(desk);
    let allow = |mode| fs::set_permissions(&house.path, fs::Permissions::from_mode(mode)).unwrap();
    fs::remove_file(house.file("store.lock")).unwrap();
    allow(0o555);
    let refused = fs::write(house.file("probe"), "").is_err();
    if refused {
        assert!(matches!(house.try_open(), Err(Error::ReadOnly)));
        assert!(matches!(house.found(), Err(Error::ReadOnly)));
    } else {
        eprintln!("skipped: this user may write everywhere (root)");
    }
    allow(0o755);
}

#[cfg(unix)]
#[test]
fn a_read_only_disk_is_said_to_be_so() {
    let Some(disk) = crate::damage::Disk::mounted(4) else { return };
    let house = House::at(tempfile::tempdir().unwrap(), disk.path.clone());
    let desk = house.found().unwrap();
    drop(desk);
    disk.read_only();
    assert!(matches!(house.try_open(), Err(Error::ReadOnly)));
}
