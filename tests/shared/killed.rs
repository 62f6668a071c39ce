//! A workstation that is killed between any two steps of writing and sharing (record.md §8), and what is there when it
//! comes back: what was acknowledged stands, nothing stands twice, and what was typed isn't lost.
//!
//! Deciding and sealing leave nothing behind: before the local commit is one place. Inside of it, writing, a kill comes
//! by chance in `endurance/kills.rs`.

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

type Arrow = (&'static str, Doing, Killed, Then);

#[test]
fn a_seat_killed_while_it_records_has_the_case_once_or_the_draft() {
    walk(&[
        ("sealed, before the local commit", Records, WhileTheRecordWasHeld, NeverStood),
        ("record.db has it, cases.db doesn't", Records, BetweenTheTwoFiles, Stands),
        ("committed, before the answer", Records, At(Committed, 1), Stands),
        ("answered", Records, Answered, Stands),
    ]);
}

#[test]
fn what_was_acknowledged_is_at_the_hub_once_wherever_the_seat_was_killed_while_it_published() {
    walk(&[
        ("before it is sent", Publishes, At(BeforeAppend, 1), Stands),
        ("sent, and done by the hub afterwards", Publishes, DoneAfterIt, Stands),
        ("sent, and never done by the hub", Publishes, NeverDone, Stands),
        ("done by the hub, before its answer is noted", Publishes, At(AfterAppend, 1), Stands),
        ("its answer is noted, before it is followed", Publishes, Later(BeforeFollow), Stands),
        ("followed, before it is off the outbox", Publishes, Later(AfterNews), Stands),
    ]);
}

#[test]
fn an_act_at_the_hub_stands_once_or_is_offered_wherever_its_seat_was_killed() {
    walk(&[
        ("before the outbox is flushed", AttendsBehindACase, At(BeforeAppend, 1), NeverStood),
        ("the outbox is at the hub, and still here", AttendsBehindACase, At(AfterAppend, 1), NeverStood),
        ("flushed and sealed, before it is noted as asked", Attends, WhileTheRecordWasHeld, NeverStood),
        ("noted as asked, before it is sent", AttendsBehindACase, At(BeforeAppend, 2), NeverStood),
        ("sent, and done by the hub afterwards", Attends, DoneAfterIt, StandsAndIsOffered),
        ("sent, and never done by the hub", Attends, NeverDone, NeverStood),
        (
            "done by the hub, before the local commit",
            AttendsBehindACase,
            At(AfterAppend, 2),
            StandsAndIsOffered,
        ),
        ("committed, before the answer", Attends, At(Committed, 1), Stands),
        ("answered", Attends, Answered, Stands),
    ]);
}

fn walk(arrows: &[Arrow]) {
    let town = Town::of(2);
    let mut other = town.starts(OTHER, Pace::Console);
    for (name, doing, killed, then) in arrows {
        // A test that fails here shows how far it came.
        println!("{name}");
        let act = Act::begun(&town, *doing, *killed);
        let back = town.starts(MORTAL, Pace::Console);
        act.came_to(&town, *then, back, &mut other);
        town.verifies(MORTAL);
    }
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

    /// After the restart and a rest: here, at the hub, and at the other seat. Submitted again, it stands once all the
    /// same.
    fn came_to(self, town: &Town, then: Then, mut back: Station, other: &mut Station) {
        let Act { order, draft, call } = self;
        let (stream, seen) = (order.stream, order.version.unwrap());
        let rows = || {
            let sql = "SELECT count(*) FROM hotline.journal WHERE";
            town.server.owner(&format!("{sql} stream = '{stream}' AND version > {seen}"))
        };
        town.rest([&mut back, other]);
        assert_eq!(rows(), if then == NeverStood { "0" } else { "1" }, "how often it stands");
        assert_eq!(back.offers(draft), then != Stands, "whether the draft is offered");
        let again = back.act(order);
        match then {
            NeverStood => assert_eq!(again.unwrap().version, seen + 1),
            Stands | StandsAndIsOffered => assert!(matches!(again, Err(Failure::Stale { .. })), "{again:?}"),
        }
        assert_eq!(back.offers(draft), then == StandsAndIsOffered, "whether it is still offered");
        back.draft(draft, stream, false);
        let handed_over = call.map(|(call, case)| ends(&mut back, call, case));
        town.rest([&mut back, other]);
        let about_case = call.is_some_and(|(_, case)| case == stream);
        assert_eq!(rows(), if about_case { "2" } else { "1" }, "itself, and that the case was handed over");
        for seat in [&mut back, other] {
            if let Some((_, case)) = call {
                let page: CasePage = seat.view(Query::Case { case: CaseId(case) });
                assert_eq!(Some(page.case.version), handed_over, "on both seats");
            }
            if !about_case {
                assert_eq!(version(town, seat), seen + 1, "on both seats");
            }
        }
        back.kill();
    }
}

/// The call is over, and its case is the meeting's. Answers the version of the case.
fn ends(seat: &mut Station, call: CallId, case: Uuid) -> u64 {
    let on = |stream, version, command| Order { stream, version: Some(version), command, draft: None };
    let handed_over = seat.act(on(case, 1, Command::Case(CaseCommand::HandOver))).unwrap();
    let ended = seat.act(on(call.0, 2, Command::Call(CallCommand::EndCall))).unwrap();
    let log = CallCommand::LogCall { no_case: None, words: None, read_back: true };
    seat.act(on(call.0, ended.version, Command::Call(log))).unwrap();
    handed_over.version
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
