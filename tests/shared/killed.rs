//! A workstation that is killed between any two steps of writing and sharing (record.md §8), and what is there when it
//! comes back: what was acknowledged stands, nothing stands twice, and what was typed isn't lost.

use crate::town::Town;
use crate::ways::Killed::{self, *};
use crate::ways::kill;
use desk::{CasePage, Failure, Order, Query};
use domain::Command;
use domain::call::CallCommand;
use domain::case::CaseCommand;
use domain::id::{CallId, CaseId};
use domain::session::SessionCommand;
use tests::station::{Ask, Moment, Pace, Station, until};
use tests::{lift, person};
use uuid::Uuid;

/// Who dies, and who sees what comes of it.
pub const MORTAL: u8 = 2;
const OTHER: u8 = 1;

/// What it was about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Doing {
    /// A case is recorded: at home on the seat.
    Records,
    /// A case that was recorded is published.
    Publishes,
    /// Somebody signs in: at home on the hub.
    Attends,
    /// The same while a case waits, which the hub has to have before it.
    AttendsBehindACase,
}

/// What comes of the act.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Then {
    /// The draft is offered, and can be submitted.
    NeverStood,
    /// Once, and the draft went with it.
    Stands,
    /// Once, by way of the hub; the draft is offered, and submitting it again meets what stands.
    StandsAndIsOffered,
}

use Doing::*;
use Moment::*;
use Then::*;

const ARROWS: [(&str, Doing, Killed, Then); 19] = [
    ("seat: sealed, before the local commit", Records, WhileTheRecordWasHeld, NeverStood),
    ("seat: record.db has it, cases.db doesn't", Records, BetweenTheTwoFiles, Stands),
    ("seat: committed, before the answer", Records, At(Committed, 1), Stands),
    ("seat: answered", Records, Answered, Stands),
    ("publisher: before it is sent", Publishes, At(BeforeAppend, 1), Stands),
    ("publisher: sent, done by the hub afterwards", Publishes, DoneAfterIt, Stands),
    ("publisher: sent, never done by the hub", Publishes, NeverDone, Stands),
    ("publisher: done by the hub, before its answer is noted", Publishes, At(AfterAppend, 1), Stands),
    ("publisher: the answer is noted, before it is followed", Publishes, Later(BeforeFollow), Stands),
    ("publisher: followed, before it is off the outbox", Publishes, Later(AfterNews), Stands),
    ("hub: before the outbox is flushed", AttendsBehindACase, At(BeforeAppend, 1), NeverStood),
    ("hub: the outbox is at the hub, and still here", AttendsBehindACase, At(AfterAppend, 1), NeverStood),
    ("hub: flushed and sealed, before it is noted as asked", Attends, WhileTheRecordWasHeld, NeverStood),
    ("hub: noted as asked, before it is sent", AttendsBehindACase, At(BeforeAppend, 2), NeverStood),
    ("hub: sent, done by the hub afterwards", Attends, DoneAfterIt, StandsAndIsOffered),
    ("hub: sent, never done by the hub", Attends, NeverDone, NeverStood),
    (
        "hub: done by the hub, before the local commit",
        AttendsBehindACase,
        At(AfterAppend, 2),
        StandsAndIsOffered,
    ),
    ("hub: committed, before the answer", Attends, At(Committed, 1), Stands),
    ("hub: answered", Attends, Answered, Stands),
];

#[test]
fn killed_between_any_two_steps_a_seat_loses_nothing_that_was_acknowledged_and_nothing_stands_twice() {
    let town = Town::of(2);
    let mut other = town.starts(OTHER, Pace::Console);
    for (name, doing, killed, then) in ARROWS {
        println!("{name}");
        let act = Act::begun(&town, doing, killed);
        let back = town.starts(MORTAL, Pace::Console);
        act.came_to(&town, then, back, &mut other);
        town.verifies(MORTAL);
    }
    town.rest([&mut other]);
    other.kill();
    town.verifies(OTHER);
}

/// An act that was under way when its workstation was killed.
struct Act {
    order: Order,
    draft: Uuid,
    /// The call under way, with the case that is recorded in it.
    call: Option<(CallId, Uuid)>,
}

impl Act {
    /// Until the kill.
    fn begun(town: &Town, doing: Doing, killed: Killed) -> Act {
        let mut seat = town.starts(MORTAL, Pace::Steps);
        shares(&mut seat);
        let draft = Uuid::new_v4();
        let call = (doing != Attends).then(|| seat.takes(town.session, MORTAL, "10013800001"));
        let case = Uuid::new_v4();
        let record = call.map(|call| Command::Case(CaseCommand::RecordCase { call, form: lift() }));
        let sign_in = SessionCommand::TakeAttendance { person: person("丁原"), arrived: None };
        let version = Some(version(town, &mut seat));
        let attend =
            Order { stream: town.session.0, version, command: Command::Session(sign_in), draft: Some(draft) };
        let order = match (doing, record) {
            (Attends, _) | (_, None) => attend,
            (AttendsBehindACase, Some(record)) => {
                shares(&mut seat);
                seat.must(case, record);
                attend
            }
            (Records | Publishes, Some(command)) => {
                Order { stream: case, version: Some(0), command, draft: Some(draft) }
            }
        };
        seat.draft(draft, order.stream, true);
        let act = Act { order, draft, call: call.map(|call| (call, case)) };
        let last = if doing == Publishes {
            shares(&mut seat);
            seat.act(act.order.clone()).unwrap();
            Ask::Share
        } else {
            Ask::Act(vec![act.order.clone()])
        };
        kill(town, seat, killed, last);
        act
    }

    /// After the restart and a rest: here, at the hub, and at the other seat. Submitted again, it stands once all the same.
    fn came_to(self, town: &Town, then: Then, mut back: Station, other: &mut Station) {
        let Act { order, draft, call } = self;
        let seen = order.version.unwrap();
        town.rest([&mut back, other]);
        let stands = |expected: bool| {
            let (stream, next) = (order.stream, seen + 1);
            let sql = format!(
                "SELECT count(*) FROM hotline.journal WHERE stream = '{stream}' AND version >= {next}"
            );
            assert_eq!(town.server.owner(&sql), u8::from(expected).to_string(), "how often it stands");
        };
        stands(then != NeverStood);
        assert_eq!(back.offers(draft), then != Stands, "whether the draft is offered");
        let again = back.act(order.clone());
        match then {
            NeverStood => assert_eq!(again.unwrap().version, seen + 1),
            Stands | StandsAndIsOffered => assert!(matches!(again, Err(Failure::Stale { .. })), "{again:?}"),
        }
        if back.offers(draft) {
            assert!(then == StandsAndIsOffered, "submitted, and still offered");
            back.draft(draft, order.stream, false);
        }
        town.rest([&mut back, other]);
        stands(true);
        for seat in [&mut back, other] {
            if let Command::Case(_) = order.command {
                let case = CaseId(order.stream);
                let page: CasePage = seat.view(Query::Case { case });
                assert_eq!(page.case.version, 1, "on both seats");
            } else {
                assert_eq!(version(town, seat), seen + 1, "on both seats");
            }
        }
        if let Some((call, case)) = call {
            ends(&mut back, call, case);
        }
        town.rest([&mut back, other]);
        back.kill();
    }
}

/// The call is over, and its case is the meeting's.
fn ends(seat: &mut Station, call: CallId, case: Uuid) {
    let on = |stream, version, command| Order { stream, version: Some(version), command, draft: None };
    seat.act(on(case, 1, Command::Case(CaseCommand::HandOver))).unwrap();
    let ended = seat.act(on(call.0, 2, Command::Call(CallCommand::EndCall))).unwrap();
    let log = CallCommand::LogCall { no_case: None, words: None, read_back: true };
    seat.act(on(call.0, ended.version, Command::Call(log))).unwrap();
}

/// Of the session.
fn version(town: &Town, seat: &mut Station) -> u64 {
    let prep: serde_json::Value = seat.view(Query::Prep { session: town.session });
    prep["version"].as_u64().unwrap()
}

/// Until nothing waits here and everything has been followed.
fn shares(seat: &mut Station) {
    until("nothing waits", || {
        assert_eq!(seat.ask(&Ask::Share).unwrap(), true, "the hub is there");
        seat.sharing().waiting == 0
    });
    assert_eq!(seat.ask(&Ask::Share).unwrap(), true, "the hub is there");
}
