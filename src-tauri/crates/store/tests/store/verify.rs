//! Verifying: what was changed is named with its row.

use crate::house::*;
use crate::raw;
use domain::State;
use domain::id::*;
use rusqlite::params;
use store::{Broken, Error};
use uuid::Uuid;
use vault::{Compartment, Epoch, Head, Keys};

#[test]
fn a_whole_record_is_verified_beside_a_running_console() {
    let (house, mut desk) = house_of_five();
    let mut told = Vec::new();
    let report = house.reader().verify(&mut |done, of| told.push((done, of))).unwrap();
    assert!(report.ok && report.rebuilt_equals_live, "{report:?}");
    assert_eq!((report.events, report.streams, report.erased_streams), (5, 3, 0));
    assert_eq!(told.last(), Some(&(10, 10)));
    assert!(names(&house.path).iter().all(|name| !name.contains("verify")), "no file is left");
    desk.act(id(10), answered(1));
    assert!(house.verify().ok);
}

#[test]
fn any_changed_byte_of_an_envelope_is_named_by_its_row() {
    let (house, desk) = house_of_five();
    drop(desk);
    let record = house.file("record.db");
    let conn = raw::connect(&record, &house.record_key);
    let body: Vec<u8> =
        conn.query_row("SELECT body FROM journal WHERE seq = 4", [], |row| row.get(0)).unwrap();
    drop(conn);
    raw::tamper(&record, &house.record_key, "UPDATE journal SET body = body WHERE seq = 4", []);
    for at in (0..body.len()).step_by(41) {
        let mut changed = body.clone();
        changed[at] ^= 1;
        update(&house, "UPDATE journal SET body = ?1 WHERE seq = 4", params![changed]);
        let report = house.verify();
        assert!(!report.ok);
        assert_eq!(report.first_broken.unwrap().seq, 4, "byte {at}");
    }
    update(&house, "UPDATE journal SET body = ?1 WHERE seq = 4", params![body]);
    assert!(house.verify().ok);
}

#[test]
fn a_row_chained_anew_is_caught_where_the_chain_goes_on() {
    let (house, desk) = house_of_five();
    drop(desk);
    raw::tamper(
        &house.file("record.db"),
        &house.record_key,
        "UPDATE journal SET link = zeroblob(32) WHERE seq = 2",
        [],
    );
    assert_eq!(house.verify().first_broken, Some(broken(2, "not the bytes that were chained")));
}

#[test]
fn a_missing_row_is_named() {
    let (house, desk) = house_of_five();
    drop(desk);
    raw::tamper(&house.file("record.db"), &house.record_key, "DELETE FROM journal WHERE seq = 3", []);
    assert_eq!(house.verify().first_broken, Some(broken(3, "missing")));
}

#[test]
fn a_line_that_points_elsewhere_is_named() {
    for (sql, seq) in [
        ("UPDATE lines SET seq = 1 WHERE seq = 2", 2),
        ("DELETE FROM lines WHERE seq = 5", 5),
        ("UPDATE lines SET version = 9 WHERE seq = 5", 5),
    ] {
        let (house, desk) = house_of_five();
        drop(desk);
        update(&house, sql, []);
        let report = house.verify();
        assert_eq!(report.first_broken.unwrap().seq, seq, "{sql}");
    }
    let (house, desk) = house_of_five();
    drop(desk);
    update(&house, "INSERT INTO lines VALUES(zeroblob(16), 1, 3)", []);
    assert!(!house.verify().ok);
}

#[test]
fn an_event_id_column_that_lies_is_named() {
    let (house, desk) = house_of_five();
    drop(desk);
    raw::tamper(
        &house.file("record.db"),
        &house.record_key,
        "UPDATE journal SET event_id = zeroblob(16) WHERE seq = 3",
        [],
    );
    assert_eq!(house.verify().first_broken, Some(broken(3, "its event id is another one")));
}

#[test]
fn swapped_and_missing_stream_keys_open_nothing() {
    for sql in [
        "UPDATE stream_keys SET wrap = (SELECT wrap FROM stream_keys WHERE stream = ?2) WHERE stream = ?1",
        "DELETE FROM stream_keys WHERE stream = ?1 AND ?2 IS NOT NULL",
        "UPDATE stream_keys SET wrap = x'00' WHERE stream = ?1 AND ?2 IS NOT NULL",
    ] {
        let (house, desk) = house_of_five();
        drop(desk);
        update(&house, sql, params![id(10).as_bytes(), id(11).as_bytes()]);
        let report = house.verify();
        assert_eq!(report.first_broken.unwrap().seq, 2, "{sql}");
        assert!(!report.rebuilt_equals_live, "{sql}");
    }
}

#[test]
fn a_row_that_was_changed_by_hand_is_seen() {
    for sql in [
        "UPDATE cases SET hazard = 1",
        "UPDATE cases SET body = replace(body, '路灯', '路牌')",
        "DELETE FROM cases",
        "UPDATE counters SET value = value + 1",
        "DELETE FROM counters",
        "INSERT INTO counters SELECT session, 'more', key, 1 FROM counters LIMIT 1",
    ] {
        let (house, mut desk) = house_of_five();
        let conn = raw::connect(&house.file("cases.db"), &house.cases_key);
        assert!(conn.execute(sql, []).unwrap() > 0, "{sql}");
        let report = house.verify();
        assert!(!report.ok && !report.rebuilt_equals_live && report.first_broken.is_none(), "{sql}");
        desk.store.rebuild().unwrap();
        assert!(house.verify().ok, "{sql}");
    }
}

#[test]
fn a_row_of_another_compartment_is_listed_and_is_no_fault() {
    let (house, mut desk) = house_of_five();
    let clue = Keys::new(house.identity.house, [Epoch::new(Compartment::Clue, 1).unwrap()]);
    let head = Head { event_id: Uuid::now_v7(), stream: id(60), version: 1, station: id(2), at: NOW };
    let envelope = vault::seal(&clue, Compartment::Clue, &head, b"{}", None).unwrap();
    let write = store::Write {
        envelopes: vec![envelope],
        keys: Vec::new(),
        stream: id(60),
        before: State::Nothing,
        after: State::Nothing,
    };
    desk.store.commit(&[write], &[]).unwrap();
    assert!(matches!(desk.store.state(id(60)), Err(Error::Unopened { seq: 6 })));
    assert!(matches!(desk.store.events(id(60)), Err(Error::Unopened { seq: 6 })));
    let report = house.verify();
    assert!(report.ok, "{report:?}");
    assert_eq!((report.unopened, house.reader().unopened().unwrap()), (vec![6], vec![6]));
    desk.store.rebuild().unwrap();
    assert_eq!(house.reader().unopened().unwrap(), [6]);
}

#[test]
fn a_stream_that_a_newer_version_wrote_on_is_read_and_takes_no_command() {
    let (house, mut desk) = house_of_five();
    let version = desk.store.state(id(10)).unwrap().version();
    let head =
        Head { event_id: Uuid::now_v7(), stream: id(10), version: version + 1, station: id(2), at: NOW };
    let facts = br#"{"kind":"CallPraised","v":1,"data":{"by":"00000000-0000-4000-8000-0000000000a1"}}"#;
    let envelope = vault::seal(&desk.keys, Compartment::General, &head, facts, None).unwrap();
    let write = store::Write {
        envelopes: vec![envelope],
        keys: Vec::new(),
        stream: id(10),
        before: State::Nothing,
        after: State::Nothing,
    };
    desk.store.commit(&[write], &[]).unwrap();
    assert!(matches!(desk.store.state(id(10)), Err(Error::NewerRow { seq: 6 })));
    assert_eq!(
        house.reader().events(id(10)).unwrap().len(),
        version as usize,
        "read as far as it is understood"
    );
    desk.act(id(12), rang(1, "10013800003"));
}

#[test]
fn a_stream_shows_the_state_before_the_row_that_does_not_open() {
    let (house, mut desk) = house_of_five();
    desk.act(id(10), answered(4));
    drop(desk);
    let record = house.file("record.db");
    let sql = "SELECT body FROM journal WHERE seq = 6";
    let conn = raw::connect(&record, &house.record_key);
    let mut body: Vec<u8> = conn.query_row(sql, [], |row| row.get(0)).unwrap();
    body[150] ^= 1;
    raw::tamper(&record, &house.record_key, "UPDATE journal SET body = ?1 WHERE seq = 6", params![body]);
    std::fs::remove_file(house.file("cases.db")).unwrap();
    let (mut desk, opened) = house.open();
    assert!(opened.rebuilt);
    assert!(matches!(desk.store.state(id(10)), Err(Error::Unopened { seq: 6 })));
    let reader = house.reader();
    assert_eq!(reader.unopened().unwrap(), [6]);
    assert_eq!(reader.call(CallId(id(10))).unwrap().unwrap().version, 1);
    assert_eq!(reader.events(id(10)).unwrap().len(), 1);
    assert_eq!(house.verify().first_broken.unwrap().seq, 6);
    desk.act(id(12), rang(1, "10013800003"));
    assert_eq!(house.verify().first_broken.unwrap().seq, 6, "others go on");
}

fn house_of_five() -> (House, Desk) {
    let (house, mut desk) = House::founded();
    desk.act(id(1), planned(1));
    desk.act(id(10), rang(1, "10013800001"));
    desk.act(id(11), recorded(1, 10, 1, text("路灯不亮", "周女士", "10013800002")));
    desk.act(id(11), handed_over());
    desk.act(id(11), assigned(300, NOW));
    (house, desk)
}

fn update(house: &House, sql: &str, values: impl rusqlite::Params) {
    assert!(
        raw::connect(&house.file("record.db"), &house.record_key).execute(sql, values).unwrap() > 0,
        "{sql}"
    );
}

fn broken(seq: u64, what: &str) -> Broken {
    Broken { seq, what: what.into() }
}
