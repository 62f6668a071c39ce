//! Random histories: rows are a function of the journal, and of nothing else.

use crate::house::*;
use crate::town::*;
use domain::call::facts::*;
use domain::call::{Disposition, NoCase, Outcome};
use domain::case::text::*;
use domain::case::*;
use domain::directory::UnitsChanged;
use domain::event::*;
use domain::id::*;
use domain::number::CaseNumber;
use domain::seat::{Look, LookKind, LookReason};
use domain::session::event::*;
use domain::triage::event::*;
use domain::triage::{Group, Pass};
use domain::{Event, Stamp};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::Config;
use std::collections::BTreeMap;
use store::{Error, Opened, Reader, StreamKeyFor, TrailQuery, TrailRow};
use uuid::Uuid;

/// Which stream, which of its kinds of event, and what is in it. Rules are not asked: a fold never fails.
type Step = (u64, u8, u8);

const SESSIONS: [u64; 2] = [24, 25];
const STREAMS: u64 = 32;

proptest! {
    #![proptest_config(Config { cases: 24, failure_persistence: None, ..Config::default() })]

    #[test]
    fn a_rebuild_gives_the_rows_and_counters_that_stand(history in vec(step(), 1..80)) {
        let (house, mut desk) = House::founded();
        play(&mut desk, &history);
        let report = house.verify();
        prop_assert!(report.ok, "{report:?}");
        let before = (counters(&house.reader()), trail(&house.reader()));
        let rebuilt = desk.store.rebuild().unwrap();
        prop_assert_eq!(rebuilt.events, house.reader().journal_length().unwrap());
        prop_assert_eq!((counters(&house.reader()), trail(&house.reader())), before);
        play(&mut desk, &history);
        let report = house.verify();
        prop_assert!(report.ok, "{report:?}");
    }

    #[test]
    fn erasing_changes_no_counter_and_a_rebuild_agrees(
        history in vec(step(), 1..60),
        erased in vec(0..STREAMS, 1..6),
        later in vec(step(), 0..20),
    ) {
        let mut town = Town::founded();
        play(&mut town.desk, &history);
        let before = (counters(&town.house.reader()), trail(&town.house.reader()));
        for stream in &erased {
            town.erase(id(*stream));
        }
        let Town { house, mut desk, .. } = town;
        prop_assert_eq!((counters(&house.reader()), trail(&house.reader())), before);
        let report = house.verify();
        prop_assert!(report.ok, "{report:?}");
        play(&mut desk, &later);
        drop(desk);
        std::fs::remove_file(house.file("cases.db")).unwrap();
        let (_desk, opened) = house.open();
        prop_assert_eq!(opened, Opened { applied: 0, rebuilt: true });
        let report = house.verify();
        prop_assert!(report.ok, "{report:?}");
    }
}

fn step() -> impl Strategy<Value = Step> {
    (0..STREAMS, any::<u8>(), any::<u8>())
}

fn counters(reader: &Reader) -> [BTreeMap<(String, String), u32>; 2] {
    SESSIONS.map(|session| reader.counters(SessionId(id(session))).unwrap())
}

/// Commits the history, several streams at a time.
fn play(desk: &mut Desk, history: &[Step]) {
    let mut batch: Vec<store::Write> = Vec::new();
    for (stream, kind, value) in history {
        let stream_id = id(*stream);
        if batch.len() == 3 || batch.iter().any(|write| write.stream == stream_id) {
            desk.store.commit(&std::mem::take(&mut batch), &[]).unwrap();
        }
        let event = event(*stream, *kind, *value);
        let standing = desk.store.stream_key(stream_id, compartment(&event)).unwrap();
        let write = desk.sealed(stream_id, &[event]).unwrap();
        if standing == StreamKeyFor::Erased && !write.keys.is_empty() {
            assert!(matches!(desk.store.commit(&[write], &[]), Err(Error::Erased { .. })));
        } else {
            batch.push(write);
        }
    }
    desk.store.commit(&batch, &[]).unwrap();
}

fn event(stream: u64, kind: u8, value: u8) -> Event {
    match stream {
        0..12 => Event::Call(call(kind, value)),
        12..24 => Event::Case(case(kind, value)),
        24..27 => Event::Session(session(kind, value)),
        27..29 => Event::Meeting(meeting(kind, value)),
        29 => Event::Directory(DirectoryEvent::UnitsChanged(UnitsChanged::default(), None)),
        _ => Event::Seat(looked((0..value % 4).map(|n| seen(n, kind, value)).collect())),
    }
}

fn seen(n: u8, kind: u8, value: u8) -> Look {
    let what = [LookKind::CaseOpened, LookKind::NumberRevealed, LookKind::LoggedIn][usize::from(kind % 3)];
    let number = CaseNumber { day: day(1), ordinal: 1, count: value.into() };
    Look {
        case: (what != LookKind::LoggedIn).then(|| CaseId(id(12 + u64::from(value % 12)))),
        number: value.is_multiple_of(3).then_some(number),
        session: value.is_multiple_of(2).then(|| SessionId(id(24))),
        reason: (what == LookKind::NumberRevealed).then_some(LookReason::CallBack),
        count: (n == 2).then(|| value.into()),
        ..look(i64::from(kind), PersonId(id(400 + u64::from(n))), what)
    }
}

fn trail(reader: &Reader) -> (u32, Vec<TrailRow>) {
    reader.trail(&TrailQuery::default(), 0, 10_000).unwrap()
}

fn session_of(value: u8) -> u64 {
    SESSIONS[usize::from(value % 2)]
}

fn call(kind: u8, value: u8) -> CallEvent {
    let outcomes = [
        Outcome::Disposed(Disposition::ResolvedOnCall),
        Outcome::Disposed(Disposition::SameDay),
        Outcome::Disposed(Disposition::Transferred),
        Outcome::NoCase(NoCase::Silent),
        Outcome::NoCase(NoCase::WrongNumber),
    ];
    match kind % 6 {
        0 | 1 => rang(session_of(value), &format!("100138{value:05}")),
        2 => answered(value % 12),
        3 => logged(outcomes[usize::from(value % 5)]),
        4 => CallEvent::CallMissed(CallMissed { why: Missed::GaveUp }, None),
        _ => CallEvent::MarkDropped(MarkDropped {}, None),
    }
}

fn case(kind: u8, value: u8) -> CaseEvent {
    let value = u64::from(value);
    let words = || text(&format!("第{value}件"), "周女士", &format!("100138{value:05}"));
    match kind % 12 {
        0 | 1 => recorded(session_of(value as u8), value % 12, value as u16, words()),
        2 => {
            let matter = Matter {
                hazard: value % 2 == 0,
                candidate: Some(UnitId(id(300 + value % 3))),
                ..Matter::default()
            };
            let facts = CaseAmended { matter, promised: Promised::Nothing, read_back: false };
            CaseEvent::CaseAmended(facts, Some(CaseText { matter: words(), promise: None }))
        }
        3 => handed_over(),
        4 => assigned(300 + value % 3, NOW + i64::try_from(value).unwrap()),
        5 => CaseEvent::DecisionUndone(DecisionUndone {}, None),
        6 => merged(12 + value % 12),
        7 => voided(),
        8 => imported(500 + value, (value % 2 == 0).then_some(301), NOW - 1000),
        9 => {
            let answer = AnswerText { answer: "已答复".into(), basis: String::new() };
            CaseEvent::AnsweredOnCall(AnsweredOnCall { said_by: WHO }, Some(answer))
        }
        10 => {
            let text = ClaimText { name: "赵局长".into(), gap: "巡查不够".into() };
            CaseEvent::CaseClaimed(CaseClaimed { unit: UnitId(id(302)), claimed_by: WHO }, Some(text))
        }
        _ => CaseEvent::CaseRedirected(CaseRedirected { channel: Channel::Petition }, None),
    }
}

fn session(kind: u8, value: u8) -> SessionEvent {
    match kind % 4 {
        0 => planned(1 + u32::from(value % 28)),
        1 => SessionEvent::SessionOpened(SessionOpened {}, None),
        2 => {
            let person = PersonId(Uuid::from_u128(u128::from(value)));
            SessionEvent::AttendanceTaken(AttendanceTaken { person, arrived: Some(Stamp(NOW)) }, None)
        }
        _ => {
            let reason = ReasonText { reason: "停电".into() };
            SessionEvent::SessionPostponed(
                SessionPostponed { to: day(1 + u32::from(value % 28)) },
                Some(reason),
            )
        }
    }
}

fn meeting(kind: u8, value: u8) -> MeetingEvent {
    let case = CaseId(id(12 + u64::from(value % 12)));
    match kind % 5 {
        0 | 1 => convened(session_of(value)),
        2 => {
            let items = vec![AgendaEntry { case, group: Group::Hazard }];
            MeetingEvent::AgendaSorted(AgendaSorted { items }, None)
        }
        3 => MeetingEvent::PassStarted(PassStarted { pass: Pass::ByUnit }, None),
        _ => {
            let to = Deferral::Undecided { owner: WHO, until: Stamp(NOW) };
            let reason = DeferText { reason: "单位未到场".into() };
            MeetingEvent::ItemDeferred(ItemDeferred { case, to }, Some(reason))
        }
    }
}
