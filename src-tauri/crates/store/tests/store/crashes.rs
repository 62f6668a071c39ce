//! Power cuts and kills: what was answered stands, and the rows follow the journal.

use crate::house::*;
use domain::call::Disposition;
use domain::id::*;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;
use uuid::Uuid;

#[test]
fn rows_whose_tail_was_lost_are_caught_up() {
    let (house, mut desk) = House::founded();
    for call in 0..20 {
        desk.act(id(call), rang(1, "10013800001"));
    }
    let lengths = ["cases.db-wal", "record.db-wal"].map(|name| fs::metadata(house.file(name)).unwrap().len());
    drop(desk);
    let wal = fs::read(house.file("cases.db-wal")).unwrap();
    assert_eq!(lengths[0], wal.len() as u64);
    for cut in (0..wal.len()).rev().step_by(wal.len() / 23) {
        fs::write(house.file("cases.db-wal"), &wal[..cut]).unwrap();
        let _ = fs::remove_file(house.file("cases.db-shm"));
        let (desk, opened) = house.open();
        assert!(!opened.rebuilt, "cut at {cut}");
        assert_eq!(house.reader().calls_of_session(SessionId(id(1))).unwrap().len(), 20, "cut at {cut}");
        assert!(house.verify().ok, "cut at {cut}");
        drop(desk);
    }
    assert!(house.set_aside().is_empty());
}

#[test]
fn rows_ahead_of_a_journal_that_lost_its_tail_are_made_anew() {
    let (house, mut desk) = House::founded();
    for call in 0..20 {
        desk.act(id(call), rang(1, "10013800001"));
    }
    drop(desk);
    let files = Files::of(&house.path);
    let wal = files.read("record.db-wal");
    let mut rebuilt = 0;
    // From the last frame on: an earlier cut would take the founding itself.
    for cut in (wal.len() / 3..wal.len()).rev().step_by(wal.len() / 17) {
        files.put_back(&house.path);
        fs::write(house.file("record.db-wal"), &wal[..cut]).unwrap();
        let (mut desk, opened) = house.open();
        let length = house.reader().journal_length().unwrap();
        assert_eq!(opened.rebuilt, length < 20, "cut at {cut}");
        rebuilt += u32::from(opened.rebuilt);
        assert_eq!(house.reader().calls_of_session(SessionId(id(1))).unwrap().len() as u64, length);
        desk.act(id(900), rang(1, "10013800002"));
        assert!(house.verify().ok, "cut at {cut}");
    }
    assert!(rebuilt > 5);
}

#[test]
fn new_rows_at_the_old_numbers_are_not_taken_for_the_lost_ones() {
    let (house, mut desk) = House::founded();
    desk.act(id(1), rang(1, "10013800001"));
    drop(desk);
    let early = Files::of(&house.path);
    let (mut desk, _) = house.open();
    desk.act(id(2), rang(1, "10013800002"));
    drop(desk);
    let rows_of_the_lost = Files::of(&house.path);
    // The journal goes back and grows to the same length with another row: a number alone is fooled.
    early.put_back(&house.path);
    let (mut desk, _) = house.open();
    desk.act(id(3), rang(1, "10013800003"));
    drop(desk);
    for name in ["cases.db", "cases.db-wal"] {
        fs::write(house.file(name), rows_of_the_lost.read(name)).unwrap();
    }
    fs::remove_file(house.file("cases.db-shm")).unwrap();
    let (_desk, opened) = house.open();
    assert!(opened.rebuilt);
    let calls = ids(&house.reader().calls_of_session(SessionId(id(1))).unwrap());
    assert_eq!(calls, [id(1), id(3)]);
    assert!(house.verify().ok);
}

#[test]
fn a_long_gap_is_caught_up_as_well() {
    let (house, mut desk) = House::founded();
    desk.act(id(1), planned(1));
    drop(desk);
    let early = Files::of(&house.path);
    let (mut desk, _) = house.open();
    for call in 0..50 {
        desk.act(id(100 + call), rang(1, "10013800001"));
        desk.act(id(100 + call), answered(1));
    }
    drop(desk);
    for name in ["cases.db", "cases.db-wal", "cases.db-shm"] {
        early.put_one(&house.path, name);
    }
    let (_desk, opened) = house.open();
    assert_eq!((opened.applied, opened.rebuilt), (100, false));
    assert_eq!(house.reader().tally(SessionId(id(1))).unwrap().live, 50);
    assert!(house.verify().ok);
}

/// 25, or as many as `STORE_KILLS` says.
#[test]
fn a_killed_console_has_lost_nothing_that_it_answered() {
    let kills = std::env::var("STORE_KILLS").map_or(25, |kills| kills.parse::<u64>().unwrap());
    let house = House::known();
    drop(house.found().unwrap());
    for kill in 0..kills {
        let mut writer = Command::new(std::env::current_exe().unwrap())
            .args(["--ignored", "--exact", "crashes::the_console_that_gets_killed", "--nocapture"])
            .env(FOLDER, &house.path)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(writer.stdout.take().unwrap()).lines();
        let answered = |line: String| line.strip_prefix("answered ").and_then(|seq| seq.parse::<u64>().ok());
        let mut last = lines.by_ref().find_map(|line| answered(line.unwrap())).unwrap();
        std::thread::sleep(Duration::from_micros(kill * 1_733 % 20_000));
        writer.kill().unwrap();
        last = lines.map_while(Result::ok).filter_map(answered).last().unwrap_or(last);
        writer.wait().unwrap();

        let (desk, opened) = house.open();
        assert!(opened.applied <= 1 && !opened.rebuilt, "kill {kill}: {opened:?}");
        assert!(house.reader().journal_length().unwrap() >= last, "kill {kill}");
        // A verification reads the whole journal: a few of them, however many kills.
        if kill % (kills / 4 + 1) == 0 {
            let report = house.verify();
            assert!(report.ok, "kill {kill}: {report:?}");
        }
        drop(desk);
        if kill % 50 == 49 {
            // As a console's keeper does while it runs; each opening would read a longer log.
            assert!(house.keeper().truncate().unwrap());
        }
    }
    assert!(house.verify().ok && house.set_aside().is_empty());
}

#[test]
#[ignore = "runs until it is killed, by the test above"]
fn the_console_that_gets_killed() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let house = House::known_at(Path::new(&folder));
    let (mut desk, _) = house.open();
    loop {
        let stream = Uuid::new_v4();
        for event in [rang(1, "10013800001"), answered(1), disposed(Disposition::SameDay)] {
            println!("answered {}", desk.act(stream, event).seq);
        }
    }
}

const FOLDER: &str = "STORE_FOLDER_TO_BE_KILLED";

/// The files of a store as they were.
struct Files(Vec<(String, Vec<u8>)>);

impl Files {
    fn of(folder: &Path) -> Files {
        Files(
            names(folder)
                .into_iter()
                .map(|name| (name.clone(), fs::read(folder.join(name)).unwrap()))
                .collect(),
        )
    }

    fn read(&self, name: &str) -> Vec<u8> {
        self.0.iter().find(|(found, _)| found == name).map(|(_, bytes)| bytes.clone()).unwrap_or_default()
    }

    fn put_back(&self, folder: &Path) {
        names(folder).iter().for_each(|name| fs::remove_file(folder.join(name)).unwrap());
        self.0.iter().for_each(|(name, bytes)| fs::write(folder.join(name), bytes).unwrap());
    }

    fn put_one(&self, folder: &Path, name: &str) {
        let _ = fs::remove_file(folder.join(name));
        if self.0.iter().any(|(found, _)| found == name) {
            fs::write(folder.join(name), self.read(name)).unwrap();
        }
    }
}
