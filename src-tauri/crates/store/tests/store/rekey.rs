//! New keys for the files: the old ones open nothing any more, and a kill on the way leaves what a key book opens.

use crate::house::*;
use crate::raw;
use crate::town::*;
use domain::id::*;
use domain::seat::LookKind;
use rusqlite::Connection;
use std::cell::Cell;
use std::fs;
use std::path::Path;
use std::process::Command;
use store::{Error, File, Reader, Store, TrailQuery, trail_stream};
use vault::{Compartment, FileKey, Keybook};

const CALLER: &str = "周桂兰女士";

#[test]
fn after_new_keys_the_old_ones_open_neither_file() {
    let (mut house, mut desk) = busy();
    fs::copy(house.file("cases.db"), house.file("cases.db.set-aside-1")).unwrap();
    let (before, rows) = (desk.store.head(), house.reader().cases_of_session(SessionId(id(1))).unwrap());
    let [old_record, old_cases] = [house.record_key.clone(), house.cases_key.clone()];
    let (record, cases) = (FileKey::new().unwrap(), FileKey::new().unwrap());
    let mut told = Vec::new();
    let saved = Cell::new(false);
    let save = || {
        saved.set(true);
        Ok(())
    };
    desk.store.rekey(&record, Some(&cases), save, &mut |done, of| told.push((done, of))).unwrap();
    assert!(
        saved.get() && told.is_sorted() && told.last().is_some_and(|(done, of)| done == of && *of > 40_000)
    );
    assert_eq!(desk.store.head(), before);
    desk.act(id(12), rang(1, "10013800003"));

    for name in names(&house.path) {
        let path = house.file(&name);
        assert!(!opens(&path, &old_record) && !opens(&path, &old_cases), "{name}");
    }
    assert!(
        opens(&house.file("record.db"), &record) && opens(&house.file("cases.db"), &cases),
        "the new ones do"
    );
    assert!(house.set_aside().is_empty() && !names(&house.path).iter().any(|name| name.contains("rekeyed")));
    drop(desk);
    let refused = house.try_open().map(drop);
    assert!(matches!(refused, Err(Error::WrongKey { file: File::Record })), "{refused:?}");
    (house.record_key, house.cases_key) = (record, cases);
    let (desk, opened) = house.open();
    assert!(!opened.rebuilt);
    assert_eq!(house.reader().cases_of_session(SessionId(id(1))).unwrap(), rows);
    assert_eq!(house.reader().trail(&TrailQuery::default(), 0, 9).unwrap().0, 1);
    assert_eq!((desk.store.drafts().unwrap().len(), *desk.store.station_secret().unwrap()), (1, SECRET));
    let report = house.verify();
    assert!(report.ok, "{report:?}");
}

#[test]
fn who_reads_no_case_changes_the_records_key_and_leaves_the_rows() {
    let (mut house, desk) = busy();
    drop(desk);
    let rows = fs::read(house.file("cases.db")).unwrap();
    let mut store = house.office();
    let record = FileKey::new().unwrap();
    store.rekey(&record, None, || Ok(()), &mut |_, _| {}).unwrap();
    assert!(store.reader().unwrap().case(CaseId(id(10))).is_err());
    drop(store);
    assert!(fs::read(house.file("cases.db")).unwrap() == rows, "not a byte is touched");
    house.record_key = record;
    let (_desk, opened) = house.open();
    assert!(!opened.rebuilt && house.verify().ok);
}

#[test]
fn a_reader_in_the_way_stops_it_before_anything_has_changed() {
    let (house, mut desk) = busy();
    let held = raw::connect(&house.file("record.db"), &house.record_key);
    held.execute_batch("BEGIN").unwrap();
    held.query_row("SELECT count(*) FROM journal", [], |_| Ok(())).unwrap();
    let save = || panic!("nothing may be saved");
    let stopped = desk.store.rekey(&FileKey::new().unwrap(), None, save, &mut |_, _| {});
    assert!(matches!(stopped, Err(Error::Busy)), "{stopped:?}");
    held.execute_batch("COMMIT").unwrap();
    desk.act(id(12), rang(1, "10013800003"));
    assert!(house.verify().ok);
}

#[test]
fn when_nobody_knows_whether_the_book_was_saved_nothing_more_is_written() {
    // The book that stands afterwards: the old one, or the new one.
    for new_stands in [false, true] {
        let (mut house, mut desk) = busy();
        let (record, cases) = (FileKey::new().unwrap(), FileKey::new().unwrap());
        let failed = desk.store.rekey(&record, Some(&cases), || Err(Error::DiskFull), &mut |_, _| {});
        assert!(matches!(failed, Err(Error::DiskFull)));
        assert!(house.reader().case(CaseId(id(10))).unwrap().is_some(), "what is there can be read");
        assert!(matches!(desk.try_act(id(12), rang(1, "10013800003")), Err(Error::ReadOnly)));
        let again = desk.store.rekey(&FileKey::new().unwrap(), None, || Ok(()), &mut |_, _| {});
        assert!(matches!(again, Err(Error::ReadOnly)));
        drop(desk);
        let old = house.cases_key.clone();
        if new_stands {
            (house.record_key, house.cases_key) = (record, cases);
        }
        let (mut desk, opened) = house.open();
        assert_eq!(opened.rebuilt, new_stands);
        desk.act(id(12), rang(1, "10013800003"));
        assert!(house.verify().ok);
        assert_eq!(names(&house.path).iter().any(|name| opens(&house.file(name), &old)), !new_stands);
        assert!(!names(&house.path).iter().any(|name| name.contains("rekeyed")), "{:?}", names(&house.path));
    }
}

#[test]
fn a_change_that_was_cut_off_is_finished_by_whoever_opens_the_store_next() {
    let (house, mut desk) = busy();
    let (record, cases) = (FileKey::new().unwrap(), FileKey::new().unwrap());
    drop(desk.store.rekey(&record, Some(&cases), || Err(Error::DiskFull), &mut |_, _| {}));
    drop(desk);
    // Cut off between the log and the file.
    let _ = fs::remove_file(house.file("record.db-wal"));
    let tried = Reader::open(&house.path, &FileKey::new().unwrap(), None, house.keys.clone()).map(drop);
    assert!(matches!(tried, Err(Error::WrongKey { file: File::Record })));
    let office = house.keys_of(&[Compartment::Office]);
    drop(Store::open(&house.path, &record, None, office).unwrap());
    assert!(!house.file("cases.db").exists(), "nobody is left to read the old rows");
    let (_, opened) = Store::open(&house.path, &record, &cases, house.keys.clone()).unwrap();
    assert!(opened.rebuilt);
}

#[test]
fn a_kill_at_any_step_leaves_a_store_that_its_key_book_opens() {
    let mut house = House::known();
    let mut desk = house.found().unwrap();
    fill(&mut desk, &house);
    drop(desk);
    let (mut old_stood, mut new_stood) = (0, 0);
    for step in 0.. {
        if house.set_aside().is_empty() {
            fs::copy(house.file("cases.db"), house.file("cases.db.set-aside-1")).unwrap();
        }
        let ended = Command::new(std::env::current_exe().unwrap())
            .args(["--ignored", "--exact", "rekey::the_change_of_keys_that_gets_killed"])
            .env(FOLDER, &house.path)
            .env(STEP, step.to_string())
            .output()
            .unwrap();
        let [old_record, old_cases] = [house.record_key.clone(), house.cases_key.clone()];
        let book = Keybook::read(&house.path).unwrap().book;
        house.record_key = book.record_key(&house.keys).unwrap();
        house.cases_key = book.cases_key(&house.keys).unwrap().unwrap();
        let changed = old_record.expose() != house.record_key.expose();
        let (desk, _) = house.open();
        let case = house.reader().case(CaseId(id(10))).unwrap();
        assert_eq!(case.unwrap().text.caller, CALLER, "step {step}");
        let report = house.verify();
        assert!(report.ok, "step {step}: {report:?}");
        let files = names(&house.path);
        let old_opens = files.iter().any(|name| {
            let path = house.file(name);
            opens(&path, &old_record) || opens(&path, &old_cases)
        });
        assert_eq!(old_opens, !changed, "step {step}: {files:?}");
        assert!(!files.iter().any(|name| name.contains("rekeyed")), "step {step}: {files:?}");
        drop(desk);
        if changed {
            new_stood += 1
        } else {
            old_stood += 1
        }
        if ended.status.success() {
            break;
        }
        assert_eq!(ended.status.code(), Some(KILLED), "step {step}: {ended:?}");
    }
    assert!(old_stood >= 2 && new_stood >= 4, "{old_stood} before the book was saved, {new_stood} after");
}

#[test]
#[ignore = "runs until it is killed, by the test above"]
fn the_change_of_keys_that_gets_killed() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let folder = Path::new(&folder);
    let left = Cell::new(std::env::var(STEP).unwrap().parse::<u32>().unwrap());
    let step = || match left.get() {
        // Nothing is closed, nothing is tidied up.
        0 => std::process::exit(KILLED),
        more => left.set(more - 1),
    };
    let house = House::known_at(folder);
    let (mut desk, _) = house.open();
    let (record, cases) = (FileKey::new().unwrap(), FileKey::new().unwrap());
    let mut book = Keybook::read(folder).unwrap().book;
    book.rewrap(&house.keys, &record, Some(&cases)).unwrap();
    let save = || {
        step();
        book.save(folder)?;
        step();
        Ok(())
    };
    desk.store.rekey(&record, Some(&cases), save, &mut |_, _| step()).unwrap();
}

const FOLDER: &str = "STORE_FOLDER_TO_BE_REKEYED";
const STEP: &str = "STORE_STEP_TO_BE_KILLED_AT";
const KILLED: i32 = 9;

fn busy() -> (House, Desk) {
    let (house, mut desk) = House::founded();
    fill(&mut desk, &house);
    (house, desk)
}

fn fill(desk: &mut Desk, house: &House) {
    desk.act(id(1), planned(1));
    desk.act(id(10), recorded(1, 9, 1, text("路灯不亮", CALLER, "10013800001")));
    desk.act(id(11), rang(1, "10013800002"));
    let looks = looked(vec![look(0, WHO, LookKind::LoggedIn)]);
    desk.act(trail_stream(house.identity.station, day(1)), looks);
    desk.store.save_draft(id(70), id(71), b"sealed", NOW).unwrap();
}

/// Tried on a copy: looking must not make a file, nor a log for one.
fn opens(path: &Path, key: &FileKey) -> bool {
    let copy = tempfile::NamedTempFile::new().unwrap();
    fs::copy(path, copy.path()).unwrap();
    if fs::metadata(path).unwrap().len() == 0 {
        return false;
    }
    let conn = Connection::open(copy.path()).unwrap();
    conn.pragma_update(None, "key", &**key.raw_text()).unwrap();
    conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, u32>(0))
        .is_ok_and(|tables| tables > 0)
}
