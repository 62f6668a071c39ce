//! Erasing: the text is nowhere, and everything else is as it was.

use crate::house::*;
use crate::raw;
use crate::town::*;
use domain::State;
use domain::case::Promise;
use domain::id::*;
use std::fs;
use store::{Error, StreamKeyFor};
use vault::{Compartment, Envelope};

const CALLER: &str = "周桂兰女士";
const NUMBER: &str = "10013800001";

#[test]
fn an_erased_text_is_in_no_page_of_either_file() {
    let (house, mut desk) = House::founded();
    told(&mut desk);
    assert!(house.keeper().truncate().unwrap());
    assert!(found(&house, CALLER) && found(&house, NUMBER), "the scan finds what is there");
    assert!(desk.store.erase(id(10)).unwrap().wiped);
    assert!(!found(&house, CALLER) && !found(&house, NUMBER));
    assert!(found(&house, "李大爷"), "another stream's text stays");
    for name in ["record.db-wal", "cases.db-wal"] {
        assert_eq!(fs::metadata(house.file(name)).unwrap().len(), 0, "{name}");
    }
}

#[test]
fn without_secure_deletion_the_scan_would_find_the_text() {
    let (house, mut desk) = House::founded();
    told(&mut desk);
    let conn = raw::connect(&house.file("cases.db"), &house.cases_key);
    conn.pragma_update(None, "secure_delete", false).unwrap();
    conn.execute("DELETE FROM cases", []).unwrap();
    assert!(found(&house, CALLER));
}

#[test]
fn an_erased_case_keeps_its_facts_and_says_that_it_was_erased() {
    let mut town = Town::founded();
    told(&mut town.desk);
    let before = town.house.reader().counters(SessionId(id(1))).unwrap();
    town.desk.store.save_draft(id(70), id(10), b"sealed", NOW).unwrap();
    town.erase(id(10));

    let Town { house, desk, .. } = town;
    let case = house.reader().case(CaseId(id(10))).unwrap().unwrap();
    assert!(case.erased && case.text.caller.is_empty() && case.text.number.is_empty());
    assert!(matches!(case.promise, Promise::Made { words: None, .. }));
    assert_eq!(case.number.unwrap().count, 1);
    assert_eq!(house.reader().counters(SessionId(id(1))).unwrap(), before);
    assert_eq!(house.reader().by_number(NUMBER, 5).unwrap().total, 0);
    assert_eq!(desk.store.state(id(10)).unwrap(), State::Case(Box::new(case)));
    assert_eq!(desk.store.drafts().unwrap(), []);
    let report = house.verify();
    assert!(report.ok && report.erased_streams == 1, "{report:?}");
}

#[test]
fn an_erased_stream_takes_facts_but_no_more_text() {
    let mut town = Town::founded();
    told(&mut town.desk);
    town.erase(id(10));
    let desk = &mut town.desk;
    assert_eq!(desk.store.stream_key(id(10), Compartment::General).unwrap(), StreamKeyFor::Erased);
    let refused = desk.try_act(id(10), recorded(1, 9, 1, text("又来", CALLER, NUMBER)));
    assert!(matches!(refused, Err(Error::Erased { stream }) if stream == id(10)));
    let draft = desk.store.save_draft(id(70), id(10), b"sealed", NOW);
    assert!(matches!(draft, Err(Error::Erased { .. })));
    desk.act(id(10), handed_over());
    assert!(town.house.verify().ok);
    // A stream that never had text is closed to it as well.
    town.desk.act(id(30), planned(1));
    town.erase(id(30));
    assert_eq!(town.desk.store.stream_key(id(30), Compartment::General).unwrap(), StreamKeyFor::Erased);
    assert!(town.house.verify().ok);
}

#[test]
fn a_cached_key_opens_nothing_after_the_erasure() {
    let (house, mut desk) = House::founded();
    told(&mut desk);
    let record = raw::connect(&house.file("record.db"), &house.record_key);
    let wrap: Vec<u8> =
        record.query_row("SELECT wrap FROM stream_keys LIMIT 1", [], |row| row.get(0)).unwrap();
    desk.store.erase(id(10)).unwrap();
    let body: Vec<u8> =
        record.query_row("SELECT body FROM journal WHERE seq = 1", [], |row| row.get(0)).unwrap();
    let envelope = Envelope::parse(&body).unwrap();
    assert!(matches!(envelope.open_personal(&house.keys, None), Err(vault::Error::Erased { .. })));
    assert!(envelope.open_personal(&house.keys, Some(&wrap)).is_ok(), "only the wrap was destroyed");
    let left: Option<Vec<u8>> = record
        .query_row("SELECT max(wrap) FROM stream_keys WHERE stream = ?1", [id(10).as_bytes()], |row| {
            row.get(0)
        })
        .unwrap();
    assert_eq!(left, None);
}

#[test]
fn an_erasure_that_the_rows_missed_is_applied_before_the_first_read() {
    let (house, mut desk) = House::founded();
    told(&mut desk);
    drop(desk);
    let stale = ["", "-wal"].map(|end| fs::read(house.file(&format!("cases.db{end}"))).unwrap());
    let (mut desk, _) = house.open();
    desk.store.erase(id(10)).unwrap();
    drop(desk);
    for (end, bytes) in ["", "-wal"].iter().zip(stale) {
        fs::write(house.file(&format!("cases.db{end}")), bytes).unwrap();
    }
    let _ = fs::remove_file(house.file("cases.db-shm"));
    let (desk, opened) = house.open();
    assert!(!opened.rebuilt);
    assert!(house.reader().case(CaseId(id(10))).unwrap().unwrap().erased);
    drop(desk);
    assert!(house.keeper().truncate().unwrap());
    assert!(!found(&house, CALLER));
}

#[test]
fn without_its_mark_the_rows_would_go_on_showing_an_erased_text() {
    let (house, mut desk) = House::founded();
    told(&mut desk);
    drop(desk);
    let stale = ["", "-wal"].map(|end| fs::read(house.file(&format!("cases.db{end}"))).unwrap());
    let (mut desk, _) = house.open();
    desk.store.erase(id(10)).unwrap();
    drop(desk);
    for (end, bytes) in ["", "-wal"].iter().zip(stale) {
        fs::write(house.file(&format!("cases.db{end}")), bytes).unwrap();
    }
    let _ = fs::remove_file(house.file("cases.db-shm"));
    let marks = raw::connect(&house.file("record.db"), &house.record_key);
    assert_eq!(marks.execute("DELETE FROM touched", []).unwrap(), 1);
    drop(marks);
    let (_desk, _) = house.open();
    assert_eq!(house.reader().case(CaseId(id(10))).unwrap().unwrap().text.caller, CALLER);
}

#[test]
fn a_reader_in_the_way_is_reported_and_the_keeper_finishes() {
    let (house, mut desk) = House::founded();
    told(&mut desk);
    let held = raw::connect(&house.file("cases.db"), &house.cases_key);
    held.execute_batch("BEGIN").unwrap();
    held.query_row("SELECT count(*) FROM cases", [], |_| Ok(())).unwrap();
    assert!(!desk.store.erase(id(10)).unwrap().wiped);
    held.execute_batch("COMMIT").unwrap();
    assert!(desk.store.keeper().unwrap().truncate().unwrap());
    assert!(!found(&house, CALLER));
}

#[test]
fn an_erased_text_is_in_no_copy_of_the_rows_beside_them() {
    let (house, mut desk) = House::founded();
    told(&mut desk);
    desk.store.rebuild().unwrap();
    assert_eq!(house.set_aside()[0], "cases.db.set-aside-1");
    // A kill of a proof and of a rebuild, and a log that lost its file.
    for name in ["cases.db.set-aside-2-wal", "cases.db.verify-77", "cases.db.verify-77-wal", "cases.db.new"] {
        fs::copy(house.file("cases.db"), house.file(name)).unwrap();
    }
    assert!(desk.store.erase(id(10)).unwrap().wiped);
    assert_eq!(copies(&house), Vec::<String>::new());
    assert!(!found(&house, CALLER) && house.reader().case(CaseId(id(11))).unwrap().is_some());
}

#[test]
fn what_a_killed_proof_or_rebuild_left_is_gone_at_the_next_opening_and_what_was_set_aside_stays() {
    let (house, mut desk) = House::founded();
    told(&mut desk);
    desk.store.rebuild().unwrap();
    drop(desk);
    let kept = copies(&house);
    for name in ["cases.db.verify-77", "cases.db.verify-77-wal", "cases.db.new", "cases.db.new-journal"] {
        fs::copy(house.file("cases.db"), house.file(name)).unwrap();
    }
    let (_desk, opened) = house.open();
    assert!(!opened.rebuilt);
    assert_eq!(copies(&house), kept);
}

#[test]
fn a_proof_that_is_running_keeps_its_rows_and_the_erasure_says_that_it_is_not_complete() {
    let (house, mut desk) = House::founded();
    told(&mut desk);
    let reader = house.reader();
    let (mut during, mut beside) = (None, 0);
    let report = reader.verify(&mut |done, of| {
        // The rows are being made: the chain has been read.
        if during.is_none() && done > of / 2 {
            during = Some(desk.store.wipe().unwrap());
            beside = copies(&house).len();
        }
    });
    assert!(report.unwrap().ok);
    assert_eq!((during, beside > 0), (Some(false), true));
    assert_eq!(copies(&house), Vec::<String>::new(), "it clears up after itself");
    drop(reader);
    assert!(desk.store.wipe().unwrap());
}

#[test]
fn a_login_that_does_not_open_the_rows_cannot_complete_an_erasure() {
    let (house, mut desk) = House::founded();
    told(&mut desk);
    drop(desk);
    let mut office = house.office();
    assert!(!office.erase(id(10)).unwrap().wiped);
    drop(office);
    assert!(found(&house, CALLER), "nobody has folded the rows anew");
    let (mut desk, _) = house.open();
    assert!(desk.store.wipe().unwrap());
    assert!(!found(&house, CALLER));
}

fn copies(house: &House) -> Vec<String> {
    let aside = |name: &String| name.starts_with("cases.db.");
    let mut copies: Vec<_> = names(&house.path).into_iter().filter(aside).collect();
    copies.sort();
    copies
}

fn told(desk: &mut Desk) {
    desk.act(id(10), recorded(1, 9, 1, text("路灯不亮", CALLER, NUMBER)));
    desk.act(id(11), recorded(1, 9, 2, text("下水道堵塞", "李大爷", "10013800002")));
    desk.act(id(10), assigned(300, NOW));
}

/// In the pages of either file as it stands.
fn found(house: &House, piece: &str) -> bool {
    let files = [("record.db", &house.record_key), ("cases.db", &house.cases_key)];
    files.iter().any(|(name, key)| raw::holds(&raw::pages(&house.file(name), key), piece))
}
