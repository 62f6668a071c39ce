//! Who looked: on the trail with its event, found again, and never more than the journal says.

use crate::house::*;
use crate::raw;
use crate::town::*;
use domain::Stamp;
use domain::id::*;
use domain::number::CaseNumber;
use domain::seat::{Look, LookKind, LookReason};
use store::{TrailQuery, TrailRow, trail_stream};
use uuid::Uuid;
use vault::{Compartment, Head, facts_text, seal};

#[test]
fn looks_are_found_by_person_kind_number_and_time_newest_first() {
    let mut town = town_with_looks();
    let (secretary, recorder) = (town.id(SECRETARY), town.id(RECORDER));
    let asked = |query: TrailQuery| {
        let (total, rows) = town.house.reader().trail(&query, 0, 100).unwrap();
        assert_eq!(total as usize, rows.len());
        rows.iter().map(minute).collect::<Vec<_>>()
    };
    let all = TrailQuery::default;
    assert_eq!(asked(all()), [40, 30, 20, 10, 0]);
    assert_eq!(asked(TrailQuery { person: Some(recorder), ..all() }), [40, 20, 10]);
    assert_eq!(asked(TrailQuery { what: vec![LookKind::LoggedIn], ..all() }), [40, 0]);
    let shown = vec![LookKind::NumberRevealed, LookKind::NumberCopied];
    assert_eq!(asked(TrailQuery { what: shown.clone(), ..all() }), [30, 20]);
    assert_eq!(asked(TrailQuery { number: Some(number(1)), ..all() }), [30, 10]);
    let hour = TrailQuery { from: Some(at(10)), to: Some(at(30)), ..all() };
    assert_eq!(asked(hour), [20, 10], "the end is not meant any more");
    assert_eq!(asked(TrailQuery { person: Some(recorder), what: shown, ..all() }), [20]);
    assert_eq!(asked(TrailQuery { number: Some(number(9)), ..all() }), [] as [i64; 0]);

    let reader = town.house.reader();
    let (total, page) = reader.trail(&all(), 1, 2).unwrap();
    assert_eq!((total, page.iter().map(minute).collect::<Vec<_>>()), (5, vec![30, 20]));
    let of_case = reader.trail_of_case(CaseId(id(10))).unwrap();
    assert_eq!(of_case.iter().map(minute).collect::<Vec<_>>(), [30, 10]);
    assert_eq!(of_case[0].reason, Some(LookReason::CallBack));
    assert_eq!(reader.trail_of_case(CaseId(id(99))).unwrap(), []);
    let logins: Vec<_> = reader.last_logins().unwrap().into_iter().collect();
    assert_eq!(logins, [(secretary, at(0)), (recorder, at(40))]);
    town.look(vec![look(50, secretary, LookKind::LoggedIn)]);
    assert_eq!(town.house.reader().last_logins().unwrap()[&secretary], at(50));
}

#[test]
fn a_papers_look_is_found_by_each_case_of_its_session() {
    let mut town = town_with_looks();
    let text = || text("路灯", "", "");
    town.desk.act(id(10), recorded(1, 9, 1, text()));
    town.desk.act(id(11), recorded(2, 9, 2, text()));
    let recorder = town.id(RECORDER);
    let paper = |minutes, what, session: Option<u64>| Look {
        session: session.map(|session| SessionId(id(session))),
        count: Some(2),
        ..look(minutes, recorder, what)
    };
    let others = Look { case: Some(CaseId(id(11))), ..paper(80, LookKind::Printed, Some(1)) };
    town.look(vec![
        paper(50, LookKind::Exported, Some(1)),
        paper(60, LookKind::Exported, Some(2)),
        paper(70, LookKind::Printed, None),
        others,
    ]);
    let reader = town.house.reader();
    let of_case =
        |case| reader.trail_of_case(CaseId(id(case))).unwrap().iter().map(minute).collect::<Vec<_>>();
    assert_eq!(of_case(10), [70, 50, 30, 10]);
    assert_eq!(of_case(11), [80, 70, 60]);
    assert_eq!(of_case(99), [] as [i64; 0]);
    let of_number = |count, what: &[LookKind]| {
        let query = TrailQuery { number: Some(number(count)), what: what.to_vec(), ..TrailQuery::default() };
        let (total, rows) = reader.trail(&query, 0, 100).unwrap();
        assert_eq!(total as usize, rows.len());
        rows.iter().map(minute).collect::<Vec<_>>()
    };
    assert_eq!(of_number(1, &[]), [70, 50, 30, 10]);
    assert_eq!(of_number(2, &[LookKind::Exported]), [60]);
    assert_eq!(of_number(9, &[]), [] as [i64; 0]);
    drop(reader);

    // Who reads no case knows a session only from another look; without one he gets all papers.
    let Town { house, desk, .. } = town;
    drop(desk);
    let store = house.office();
    let reader = store.reader().unwrap();
    let of_case =
        |case| reader.trail_of_case(CaseId(id(case))).unwrap().iter().map(minute).collect::<Vec<_>>();
    assert_eq!(of_case(10), [70, 60, 50, 30, 10]);
    assert_eq!(of_case(11), [80, 70, 50]);
}

#[test]
fn a_look_comes_back_as_it_was_made() {
    let mut town = Town::founded();
    let full = Look {
        case: Some(CaseId(id(10))),
        number: Some(number(107)),
        session: Some(SessionId(id(1))),
        reason: Some(LookReason::Archive),
        count: Some(0),
        ..look(1, town.id(SECRETARY), LookKind::Exported)
    };
    let seq = town.look(vec![look(0, town.id(RECORDER), LookKind::Locked), full.clone()]);
    let (_, rows) = town.house.reader().trail(&TrailQuery::default(), 0, 9).unwrap();
    let Look { at, person, what, case, number, session, reason, count } = full;
    assert_eq!(rows[0], TrailRow { seq, n: 1, at, person, what, case, number, session, reason, count });
    assert_eq!((rows[1].case, rows[1].count, rows[1].n), (None, None, 0));
}

#[test]
fn who_reads_no_case_writes_and_reads_the_trail() {
    let Town { house, desk, .. } = town_with_looks();
    drop(desk);
    let mut desk = Desk { store: house.office(), keys: house.keys_of(&[Compartment::Office]) };
    desk.act(trail_stream(house.identity.station, day(2)), looked(vec![look(60, WHO, LookKind::LoggedIn)]));
    let reader = desk.store.reader().unwrap();
    assert_eq!(reader.trail(&TrailQuery::default(), 0, 1).unwrap().0, 6);
    assert!(reader.case(CaseId(id(10))).is_err());
    drop((reader, desk));
    let (_desk, opened) = house.open();
    assert_eq!((opened.applied, opened.rebuilt), (1, false), "the rows are caught up by who reads them");
    assert!(house.verify().ok);
}

#[test]
fn only_the_offices_own_looks_are_on_the_trail() {
    let mut town = town_with_looks();
    let event = One::from(looked(vec![look(5, town.id(SECRETARY), LookKind::LoggedIn)])).0;
    let parts = event.parts(WHO).unwrap();
    let act = vault::Act { kind: parts.kind, v: 1, data: &parts.data };
    let head = Head { event_id: Uuid::now_v7(), stream: id(80), version: 1, station: id(2), at: NOW };
    let facts = facts_text(&act).unwrap();
    // The auditor couldn't read it, so his trail and a recorder's would differ.
    let sealed = seal(&town.house.keys, Compartment::General, &head, &facts, None).unwrap();
    let mut write = town.desk.sealed(id(80), &[event]).unwrap();
    write.envelopes = vec![sealed];
    town.desk.store.commit(&[write], &[]).unwrap();
    assert_eq!(town.house.reader().trail(&TrailQuery::default(), 0, 9).unwrap().0, 5);
    assert!(town.house.verify().ok);
}

#[test]
fn a_trail_that_was_changed_by_hand_is_seen_and_made_anew() {
    for sql in [
        "DELETE FROM trail WHERE n = 1",
        "DELETE FROM trail",
        "UPDATE trail SET person = zeroblob(16) WHERE what = 'numberRevealed'",
        "UPDATE trail SET at = at + 1 WHERE n = 0",
        "UPDATE trail SET reason = NULL",
        "UPDATE trail SET what = 'nothing that is known' WHERE n = 0",
        "INSERT INTO trail SELECT seq + 100, n, at, person, what, case_id, number, session, reason, count FROM trail",
    ] {
        let mut town = town_with_looks();
        let before = town.house.reader().trail(&TrailQuery::default(), 0, 9).unwrap();
        let conn = raw::connect(&town.house.file("record.db"), &town.house.record_key);
        assert!(conn.execute(sql, []).unwrap() > 0, "{sql}");
        let report = town.house.verify();
        assert!(
            !report.ok && !report.trail_equals_journal && report.first_broken.is_none(),
            "{sql}: {report:?}"
        );
        town.desk.store.rebuild().unwrap();
        assert!(town.house.verify().ok, "{sql}");
        assert_eq!(town.house.reader().trail(&TrailQuery::default(), 0, 9).unwrap(), before, "{sql}");
    }
}

#[test]
fn a_record_of_the_first_schema_is_read_and_brought_to_the_newest() {
    let (house, mut desk) = House::founded();
    desk.act(id(10), rang(1, "10013800001"));
    drop(desk);
    let conn = raw::connect(&house.file("record.db"), &house.record_key);
    conn.execute_batch("DROP TABLE trail; DROP TABLE placed; DROP TABLE outbox; DROP TABLE displaced; DROP TABLE blobs_at_hub; DROP TABLE asked; DROP TABLE twins; PRAGMA user_version = 1").unwrap();
    drop(conn);
    let reader = house.reader();
    assert_eq!(reader.trail(&TrailQuery::default(), 0, 9).unwrap(), (0, vec![]), "a reader changes nothing");
    let report = reader.verify(&mut |_, _| {}).unwrap();
    assert!(report.ok, "{report:?}");
    drop(reader);
    let (mut desk, opened) = house.open();
    assert!(!opened.rebuilt);
    assert_eq!(house.reader().trail(&TrailQuery::default(), 0, 9).unwrap(), (0, vec![]));
    desk.act(trail_stream(house.identity.station, day(1)), looked(vec![look(0, WHO, LookKind::LoggedIn)]));
    assert_eq!(house.reader().trail(&TrailQuery::default(), 0, 9).unwrap().0, 1);
    assert_eq!(house.reader().journal_length().unwrap(), 2);
    assert!(house.verify().ok);
}

#[test]
fn a_stations_days_have_a_stream_each() {
    let streams = [
        trail_stream(id(1), day(1)),
        trail_stream(id(1), day(2)),
        trail_stream(id(2), day(1)),
        store::erasures_stream(id(1)),
        store::erasures_stream(id(2)),
    ];
    assert!((1..5).all(|at| !streams[..at].contains(&streams[at])));
    assert!(streams.iter().all(|it| it.get_version_num() == 8));
    assert_eq!(trail_stream(id(1), day(1)).to_string(), "907f5ff4-659e-821b-bc34-e26aa021bdeb");
    assert_eq!(store::erasures_stream(id(1)).to_string(), "2ea561ac-ca97-8d18-acbe-23962fd92a9b");
}

/// Five looks in two batches: two people, two of the five at one case.
fn town_with_looks() -> Town {
    let mut town = Town::founded();
    let (secretary, recorder) = (town.id(SECRETARY), town.id(RECORDER));
    let at_case = |look: Look| Look { case: Some(CaseId(id(10))), number: Some(number(1)), ..look };
    let reason = Some(LookReason::CallBack);
    town.look(vec![
        look(0, secretary, LookKind::LoggedIn),
        at_case(look(10, recorder, LookKind::CaseOpened)),
        look(20, recorder, LookKind::NumberCopied),
    ]);
    town.look(vec![
        Look { reason, ..at_case(look(30, secretary, LookKind::NumberRevealed)) },
        look(40, recorder, LookKind::LoggedIn),
    ]);
    town
}

fn number(count: u16) -> CaseNumber {
    CaseNumber { day: day(1), ordinal: 1, count }
}

fn at(minutes: i64) -> Stamp {
    Stamp(NOW + minutes * 60_000)
}

fn minute(row: &TrailRow) -> i64 {
    (row.at.0 - NOW) / 60_000
}
