//! Sessions: the plan, the order of the day, and the seal.

use crate::build::*;
use domain::id::PersonId;
use domain::session::*;
use domain::triage::{Deferral, Deferred};
use domain::view::Tally;
use domain::{Command, Field, Rejection, State};

pub fn planning(change: impl FnOnce(&mut Plan)) -> SessionCommand {
    let mut plan = plan();
    change(&mut plan);
    SessionCommand::PlanSession { plan }
}

fn reason() -> String {
    "暴雪".into()
}

fn cancel() -> SessionCommand {
    SessionCommand::CancelSession { reason: reason() }
}

fn postpone(to: &str) -> SessionCommand {
    SessionCommand::PostponeSession { to: to.parse().unwrap(), reason: reason() }
}

/// Ready to be sealed: all of it adds up.
pub fn scene() -> Scene {
    let mut scene = Scene::new();
    scene.around.tally = Tally { answered: 1, transferred: 1, transferred_cases: 1, ..Tally::default() };
    scene.around.meeting.as_mut().unwrap().adjourned_at = Some(scene.at);
    scene
}

pub fn at_stage(scene: &Scene, stage: SessionStage) -> State {
    use SessionCommand::*;
    let plan = planning(|_| {});
    let commands = match stage {
        SessionStage::Planned => vec![plan],
        SessionStage::Open => vec![plan, OpenSession],
        SessionStage::LinesClosed => vec![plan, OpenSession, CloseLines],
        SessionStage::Sealed => {
            let closed = session_after(scene, vec![plan, OpenSession, CloseLines]);
            return crate::seats::sealed(scene, closed, SealCommand::Seal).unwrap();
        }
        SessionStage::Cancelled => vec![plan, cancel()],
        SessionStage::Postponed => vec![plan, postpone("2026-12-08")],
    };
    let state = session_after(scene, commands);
    assert!(matches!(&state, State::Session(session) if session.stage == stage));
    state
}

#[test]
fn the_order_of_the_day_is_planned_open_closed_sealed() {
    let stages = [
        SessionStage::Planned,
        SessionStage::Open,
        SessionStage::LinesClosed,
        SessionStage::Sealed,
        SessionStage::Cancelled,
        SessionStage::Postponed,
    ];
    let come = SessionCommand::TakeAttendance { person: HEAD, arrived: Some(at("08:50")) };
    // + accepted, N no session planned, P not open yet, O lines open, C lines closed, S over.
    // Columns: nothing, planned, open, lines closed, sealed, cancelled, postponed.
    let tick = SessionCommand::TickCheck { check: Check::Notice, done: true };
    let table = [
        (planning(|_| {}), "+ + O C S S +"),
        (come, "N + + + S S +"),
        (tick, "N + + C S S +"),
        (SessionCommand::OpenSession, "N + O C S S P"),
        (SessionCommand::CloseLines, "N P + C S S P"),
        (SessionCommand::ShutSeat { seat: 1, shut: true }, "N + + C S S +"),
        (cancel(), "N + O C S S +"),
        (postpone("2026-12-09"), "N + O C S S +"),
    ];
    let scene = scene();
    for (command, signs) in table {
        let states = std::iter::once(State::Nothing).chain(stages.map(|stage| at_stage(&scene, stage)));
        for (state, sign) in states.zip(signs.split(' ')) {
            let answer = scene.refused(&state, Command::Session(command.clone()));
            assert_eq!(answer, meant(sign), "{command:?} on {state:?}");
        }
    }
    let states = std::iter::once(State::Nothing).chain(stages.map(|stage| at_stage(&scene, stage)));
    for (state, sign) in states.zip("N P O + S S P".split(' ')) {
        let answer = crate::seats::sealed(&scene, state, SealCommand::Seal).err();
        assert_eq!(answer, meant(sign), "a seal");
    }
}

fn meant(sign: &str) -> Option<Rejection> {
    match sign {
        "+" => None,
        "N" => Some(Rejection::SessionNotPlanned),
        "P" => Some(Rejection::SessionNotOpen),
        "O" => Some(Rejection::LinesOpen),
        "C" => Some(Rejection::LinesClosed),
        "S" => Some(Rejection::SessionOver),
        _ => panic!("no sign {sign}"),
    }
}

#[test]
fn a_postponed_session_moves_to_its_day_and_opens_when_it_is_planned_anew() {
    let scene = scene();
    let later = planning(|plan| plan.day = "2026-12-08".parse().unwrap());
    let commands = vec![planning(|_| {}), postpone("2026-12-08")];
    let session = only!(Session, session_after(&scene, commands.clone()));
    assert_eq!(session.plan.day.to_string(), "2026-12-08");
    let again = commands.into_iter().chain([later, SessionCommand::OpenSession]).collect();
    let session = only!(Session, session_after(&scene, again));
    assert_eq!(session.stage, SessionStage::Open);
}

fn tick(check: Check, done: bool) -> SessionCommand {
    SessionCommand::TickCheck { check, done }
}

fn come(person: PersonId) -> SessionCommand {
    SessionCommand::TakeAttendance { person, arrived: Some(at("08:50")) }
}

#[test]
fn a_check_is_ticked_once_and_taken_back() {
    let scene = scene();
    let after = |commands: Vec<SessionCommand>| {
        let all = std::iter::once(planning(|_| {})).chain(commands).collect();
        only!(Session, session_after(&scene, all)).checked
    };
    let (line, notice) = (Check::Line { seat: 2 }, Check::Notice);
    assert_eq!(after(vec![tick(notice, true), tick(notice, true)]), [(notice, scene.at)]);
    let both = vec![tick(line, true), tick(notice, true), tick(line, false)];
    assert_eq!(after(both), [(notice, scene.at)], "only the line was taken back");
    let planned = at_stage(&scene, SessionStage::Planned);
    let no_seat = Command::Session(tick(Check::Line { seat: 3 }, true));
    assert_eq!(scene.refused(&planned, no_seat), Some(Rejection::SeatUnknown { seat: 3 }));
}

#[test]
fn a_seat_that_is_planned_away_takes_the_test_of_its_line_with_it() {
    let scene = scene();
    let lines = [1, 2].map(|seat| tick(Check::Line { seat }, true));
    let fewer = planning(|plan| drop(plan.seats.pop()));
    let mut commands = vec![planning(|_| {}), tick(Check::Recording, true)];
    commands.extend(lines);
    commands.push(fewer);
    let checked = |commands| {
        let session = only!(Session, session_after(&scene, commands));
        session.checked.into_iter().map(|(check, _)| check).collect::<Vec<_>>()
    };
    assert_eq!(checked(commands.clone()), [Check::Recording, Check::Line { seat: 1 }]);
    commands.push(planning(|_| {}));
    let again = checked(commands);
    assert_eq!(again, [Check::Recording, Check::Line { seat: 1 }], "the new seat 2 was not tried");
}

#[test]
fn a_postponed_session_keeps_its_plan_and_ticks_but_not_who_had_come() {
    let scene = scene();
    let morning = [planning(|_| {}), tick(Check::Notice, true), come(HEAD)];
    let with = |more: Vec<SessionCommand>| {
        only!(Session, session_after(&scene, morning.iter().cloned().chain(more).collect()))
    };
    let postponed = with(vec![postpone("2026-12-08")]);
    assert_eq!(postponed.plan, Plan { day: at("2026-12-08").day(), ..plan() });
    assert!(postponed.ticked(Check::Notice) && postponed.arrived.is_empty());

    let later = |plan: &mut Plan| plan.day = at("2026-12-03").day();
    assert!(with(vec![planning(later)]).arrived.is_empty(), "another day by planning anew");
    let same = with(vec![planning(|plan| plan.minutes = 60)]);
    assert_eq!(same.arrived.len(), 1, "the same day with another plan");
    let waiting =
        vec![postpone("2026-12-08"), come(HEAD), planning(|plan| plan.day = at("2026-12-08").day())];
    assert_eq!(with(waiting).arrived.len(), 1, "who has come on the new day stays");
}

#[test]
fn the_lines_should_close_when_the_minutes_are_over() {
    let scene = scene();
    let ends = |stage| only!(Session, at_stage(&scene, stage)).ends_at();
    assert_eq!(ends(SessionStage::Planned), at("10:30"), "of the plan");
    assert_eq!(ends(SessionStage::Open), at("12:30"), "of when it really opened");
    assert_eq!(ends(SessionStage::Postponed), at("2026-12-08T10:30"), "of its new day");
}

#[test]
fn putting_off_takes_a_later_day_and_a_reason() {
    let no_reason = || Some(Rejection::Missing { fields: vec![Field::Reason] });
    let table = [
        (postpone("2026-12-01"), Some(Rejection::DueInPast)),
        (postpone("2026-11-30"), Some(Rejection::DueInPast)),
        (postpone("2026-12-02"), None),
        (postpone("9999-12-31"), None),
        (
            SessionCommand::PostponeSession { to: "2026-12-02".parse().unwrap(), reason: " ".into() },
            no_reason(),
        ),
        (SessionCommand::CancelSession { reason: String::new() }, no_reason()),
    ];
    let scene = scene();
    let planned = at_stage(&scene, SessionStage::Planned);
    for (command, refused) in table {
        assert_eq!(scene.refused(&planned, Command::Session(command.clone())), refused, "{command:?}");
    }
}

#[test]
fn attendance_is_taken_of_people_and_taken_back() {
    let scene = scene();
    let come = |person, arrived| SessionCommand::TakeAttendance { person, arrived };
    let planned = at_stage(&scene, SessionStage::Planned);
    let unknown = scene.refused(&planned, Command::Session(come(NOBODY, None)));
    assert_eq!(unknown, Some(Rejection::UnknownPerson));
    let after = |commands: Vec<SessionCommand>| {
        let all = std::iter::once(planning(|_| {})).chain(commands).collect();
        only!(Session, session_after(&scene, all)).present([HEAD, WATER_HEAD])
    };
    assert!(!after(vec![]));
    assert!(after(vec![come(HEAD, Some(at("08:50")))]));
    assert!(!after(vec![come(HEAD, Some(at("08:50"))), come(HEAD, None)]));
}

/// What is tried, the counts, the unsettled cases, whether the meeting is over, what stands in the way.
type SealRow = (&'static str, Tally, u32, Option<bool>, Option<Rejection>);

#[test]
fn a_session_is_sealed_only_when_it_adds_up() {
    let tally = Tally {
        answered: 123,
        resolved_on_call: 3,
        same_day: 7,
        transferred: 110,
        no_case: 3,
        transferred_cases: 112,
        ..Tally::default()
    };
    let with = |change: fn(&mut Tally)| {
        let mut changed = tally;
        change(&mut changed);
        changed
    };
    let unfinished = |live, unsorted| Some(Rejection::CallsUnfinished { live, unsorted });
    let apart = |counted| Some(Rejection::DoesNotReconcile { answered: 123, counted });
    let left = |count| Some(Rejection::Unsettled { count });
    let (over, running, none) = (Some(true), Some(false), None);
    let table: [SealRow; 11] = [
        ("all of it", tally, 0, over, None),
        ("a live call", with(|tally| (tally.live, tally.unsorted) = (1, 1)), 0, over, unfinished(1, 1)),
        ("an unsorted call", with(|tally| tally.unsorted = 2), 0, over, unfinished(0, 2)),
        ("a call too few", with(|tally| tally.no_case = 2), 0, over, apart(122)),
        ("a call too many", with(|tally| tally.same_day = 8), 0, over, apart(124)),
        (
            "more than can be counted",
            with(|tally| (tally.same_day, tally.transferred) = (u32::MAX, u32::MAX)),
            0,
            over,
            apart(u32::MAX),
        ),
        ("a case unsettled", tally, 1, over, left(1)),
        ("the meeting sits", tally, 0, running, Some(Rejection::MeetingRunning)),
        ("no meeting was held", tally, 0, none, Some(Rejection::MeetingNotRunning)),
        (
            "no meeting, and none needed",
            with(|tally| (tally.transferred, tally.no_case, tally.transferred_cases) = (0, 113, 0)),
            0,
            none,
            None,
        ),
        ("nobody rang", Tally::default(), 0, none, None),
    ];
    for (what, tally, unsettled, meeting, refused) in table {
        let mut scene = scene();
        (scene.around.tally, scene.around.unsettled) = (tally, unsettled);
        match meeting {
            Some(over) => {
                scene.around.meeting.as_mut().unwrap().adjourned_at = over.then_some(scene.at);
            }
            None => scene.around.meeting = None,
        }
        let closed = at_stage(&scene, SessionStage::LinesClosed);
        let answer = crate::seats::sealed(&scene, closed, SealCommand::Seal).err();
        assert_eq!(answer, refused, "{what}");
    }
}

#[test]
fn the_seal_says_what_was_settled_and_what_still_waits() {
    let sealed = |change: fn(&mut Scene)| {
        let mut scene = scene();
        scene.around.tally.transferred_cases = 5;
        let to = Deferral::Undecided { owner: SECRETARY, until: at("2026-12-02T17:00") };
        let listed = Deferred { to, at: scene.at, reason: String::new() };
        scene.around.meeting.as_mut().unwrap().deferred.insert(CASE, listed);
        change(&mut scene);
        only!(Session, at_stage(&scene, SessionStage::Sealed)).seal.map(|seal| (seal.settled, seal.undecided))
    };
    assert_eq!(sealed(|_| {}), Some((4, 1)), "one was left undecided");
    assert_eq!(sealed(|scene| scene.around.cases.clear()), Some((4, 1)), "and nobody looked again");
    let ruled = |scene: &mut Scene| scene.around.cases = vec![Scene::new().assigned()];
    assert_eq!(sealed(ruled), Some((5, 0)), "the chair has ruled on it since");
}
