//! Seats: one sitting at a time, closed with its counts; a seal with one of them away, and what is added later.

use crate::build::*;
use crate::session::{at_stage, scene};
use domain::aside::TakenWhy;
use domain::call::{CallCommand, Line};
use domain::event::Event;
use domain::permission::Role;
use domain::seat::{Arrived, Closed, SeatCommand, Sitting};
use domain::session::*;
use domain::{Command, Field, Rejection, State};
use uuid::Uuid;

const HERE: Uuid = Uuid::from_u128(0xf1);
const THERE: Uuid = Uuid::from_u128(0xf2);
const STREAM: Uuid = Uuid::from_u128(0xf9);

/// Decides and folds a signed act, or says why not.
pub fn sealed(scene: &Scene, state: State, command: SealCommand) -> Result<State, Rejection> {
    let session = if let State::Session(session) = &state { Some(&**session) } else { None };
    let events = decide_seal(session, command, &scene.moment())?;
    let events: Vec<Event> = events.into_iter().map(Event::Session).collect();
    Ok(fold(SESSION.0, state, &events, scene.at, scene.actor))
}

fn sitting(seat: u8, station: Uuid, opened: &str, closed: Option<(u32, u32)>) -> Sitting {
    let closed = closed.map(|(calls, cases)| Closed { at: at("10:40"), calls, cases });
    Sitting { session: SESSION, seat, station, person: LEADER, version: 1, opened_at: at(opened), closed }
}

fn arrived(seat: u8, station: Uuid, calls: u32, cases: u32) -> Arrived {
    Arrived { calls, cases, ..Arrived::nothing(seat, station, at("10:20")) }
}

fn open(seat: u8, over: bool) -> Command {
    Command::Seat(SeatCommand::OpenSeat { session: SESSION, seat, over })
}

fn close(seat: u8) -> Command {
    Command::Seat(SeatCommand::CloseSeat { session: SESSION, seat })
}

#[test]
fn a_seat_is_open_at_one_workstation_unless_it_is_taken_over() {
    let free = Vec::new;
    let elsewhere = || vec![sitting(1, THERE, "09:00", None)];
    let own = || vec![sitting(1, HERE, "09:00", None)];
    let left = || [own(), vec![sitting(1, THERE, "09:30", None)]].concat();
    let done = || vec![sitting(1, THERE, "09:00", Some((0, 0)))];
    let (twice, away) = (Rejection::AlreadyThere, Rejection::SeatElsewhere { seat: 1 });
    let table = [
        ("nobody sits there", free(), false, None),
        ("another workstation does", elsewhere(), false, Some(away.clone())),
        ("and is left", elsewhere(), true, None),
        ("this one does", own(), true, Some(twice)),
        ("this one did, and was left for another", left(), false, Some(away)),
        ("and takes it back", left(), true, None),
        ("it was closed there", done(), false, None),
    ];
    for (what, sittings, over, refused) in table {
        let mut scene = Scene::new();
        (scene.around.sittings, scene.around.station) = (sittings, Some(HERE));
        assert_eq!(scene.refused(&State::Nothing, open(1, over)), refused, "{what}");
    }
}

#[test]
fn a_seat_opens_while_the_session_runs_and_only_one_of_its_plan() {
    use SessionStage::*;
    let table = [
        (Planned, Some(Rejection::SessionNotOpen)),
        (Open, None),
        (LinesClosed, None),
        (Sealed, Some(Rejection::SessionOver)),
        (Cancelled, Some(Rejection::SessionOver)),
        (Postponed, Some(Rejection::SessionNotOpen)),
    ];
    for (stage, refused) in table {
        let mut scene = scene();
        scene.around.session = Some(only!(Session, at_stage(&scene, stage)));
        scene.around.station = Some(HERE);
        assert_eq!(scene.refused(&State::Nothing, open(1, false)), refused, "{stage:?}");
        if refused.is_none() {
            let unknown = Some(Rejection::SeatUnknown { seat: 12 });
            assert_eq!(scene.refused(&State::Nothing, open(12, false)), unknown);
        }
    }
    let mut scene = Scene::new();
    (scene.around.session, scene.around.station) = (None, Some(HERE));
    assert_eq!(scene.refused(&State::Nothing, open(1, false)), Some(Rejection::SessionNotPlanned));
}

#[test]
fn a_seat_is_closed_with_what_it_did_and_not_before_it_is_done() {
    let mut scene = Scene::new();
    scene.around.station = Some(HERE);
    assert_eq!(scene.refused(&State::Nothing, close(1)), Some(Rejection::NotFound));
    let opened = scene.act(STREAM, State::Nothing, open(1, false));
    assert_eq!(scene.refused(&opened, close(2)), Some(Rejection::NotFound), "another seat's");
    let table = [
        (Arrived { live: 1, unsorted: 2, ..arrived(1, HERE, 3, 2) }, {
            Some(Rejection::CallsUnfinished { live: 1, unsorted: 2 })
        }),
        (Arrived { recording: 1, ..arrived(1, HERE, 3, 2) }, {
            Some(Rejection::SeatUnfinished { seat: 1, records: 1 })
        }),
        (Arrived { unsorted: 9, ..arrived(2, HERE, 9, 9) }, None),
        (Arrived { unsorted: 9, ..arrived(1, THERE, 9, 9) }, None),
        (arrived(1, HERE, 3, 2), None),
    ];
    for (here, refused) in table {
        scene.around.arrived = vec![here];
        assert_eq!(scene.refused(&opened, close(1)), refused, "{here:?}");
    }
    let closed = scene.act(STREAM, opened, close(1));
    let said = only!(Seat, closed.clone()).sitting.unwrap().closed.unwrap();
    assert_eq!((said.calls, said.cases), (3, 2));
    assert_eq!(scene.refused(&closed, close(1)), Some(Rejection::AlreadyThere));
    // Whoever goes on opens it again.
    let again = only!(Seat, scene.act(STREAM, closed, open(1, false)));
    assert!(again.sitting.unwrap().is_open());
}

#[test]
fn a_shut_seat_takes_no_call_and_nobody_sits_down_there() {
    let mut scene = Scene::new();
    let shut = |shut| Command::Session(SessionCommand::ShutSeat { seat: 1, shut });
    let open_session = at_stage(&scene, SessionStage::Open);
    assert_eq!(scene.refused(&open_session, shut(false)), Some(Rejection::AlreadyThere));
    let unknown = Command::Session(SessionCommand::ShutSeat { seat: 12, shut: true });
    assert_eq!(scene.refused(&open_session, unknown), Some(Rejection::SeatUnknown { seat: 12 }));
    scene.around.session = Some(only!(Session, open_session.clone()));
    let ring = CallCommand::RingCall { session: SESSION, line: Line::ByHand, number: None };
    let ringing = scene.act(CALL.0, State::Nothing, Command::Call(ring));

    let after = scene.act(SESSION.0, open_session, shut(true));
    assert_eq!(scene.refused(&after, shut(true)), Some(Rejection::AlreadyThere));
    scene.around.session = Some(only!(Session, after.clone()));
    scene.around.station = Some(HERE);
    let answer = Command::Call(CallCommand::AnswerCall { seat: 1, leader: None });
    let no = Some(Rejection::SeatShut { seat: 1 });
    assert_eq!(scene.refused(&ringing, answer.clone()), no);
    assert_eq!(scene.refused(&State::Nothing, open(1, false)), no);

    scene.around.session = Some(only!(Session, scene.act(SESSION.0, after, shut(false))));
    assert_eq!(scene.refused(&ringing, answer), None);
}

/// Two seats at two workstations, of which the second may be away.
fn two(closed: Option<(u32, u32)>, second: Arrived) -> Scene {
    let mut scene = scene();
    scene.around.tally.answered += 2;
    scene.around.tally.no_case = 2;
    scene.around.sittings = vec![sitting(1, HERE, "09:00", Some((2, 1))), sitting(2, THERE, "09:00", closed)];
    scene.around.arrived = vec![arrived(1, HERE, 2, 1), second];
    scene
}

fn propose(absent: &[u8]) -> SealCommand {
    SealCommand::ProposeSeal { absent: absent.to_vec(), why: TakenWhy::CutOff }
}

#[test]
fn a_session_is_sealed_when_every_seat_is_closed_and_all_that_it_counted_is_here() {
    let here = arrived(2, THERE, 1, 0);
    let differs = |said, arrived| Some(Rejection::SeatDiffers { seat: 2, said, arrived });
    let table = [
        ("all here", Some((1, 0)), here, None),
        ("not closed", None, here, Some(Rejection::SeatsOpen { seats: vec![2] })),
        ("a call is missing", Some((2, 0)), here, differs(2, 1)),
        ("a case is missing", Some((1, 3)), here, differs(3, 0)),
        ("one too many", Some((0, 0)), here, differs(0, 1)),
        ("none has arrived", Some((1, 0)), arrived(7, THERE, 1, 0), differs(1, 0)),
    ];
    for (what, closed, second, refused) in table {
        let scene = two(closed, second);
        let state = at_stage(&crate::session::scene(), SessionStage::LinesClosed);
        assert_eq!(sealed(&scene, state, SealCommand::Seal).err(), refused, "{what}");
    }
}

fn lines_closed() -> State {
    at_stage(&scene(), SessionStage::LinesClosed)
}

#[test]
fn a_seat_that_is_away_takes_two_people_and_is_named_in_the_seal() {
    let mut scene = two(None, Arrived { unsorted: 1, live: 1, ..arrived(2, THERE, 1, 0) });
    (scene.around.tally.no_case, scene.around.tally.unsorted, scene.around.tally.live) = (1, 1, 1);
    let refused = |scene: &Scene, state: &State, command| sealed(scene, state.clone(), command).err();
    let closed = lines_closed();
    let nobody = Rejection::Missing { fields: vec![Field::Seats] };
    assert_eq!(refused(&scene, &closed, propose(&[])), Some(nobody));
    assert_eq!(refused(&scene, &closed, propose(&[1, 2])), Some(Rejection::SeatNotAway { seat: 1 }));
    assert_eq!(refused(&scene, &closed, SealCommand::ConfirmSeal), Some(Rejection::Lapsed));

    let proposed = sealed(&scene, closed, propose(&[2, 2])).unwrap();
    assert_eq!(refused(&scene, &proposed, propose(&[2])), Some(Rejection::AlreadyThere));
    assert_eq!(refused(&scene, &proposed, SealCommand::ConfirmSeal), Some(Rejection::SamePerson));
    assert_eq!(refused(&scene, &proposed, SealCommand::ConfirmSupplement), Some(Rejection::LinesClosed));
    (scene.actor, scene.at) = (CHAIR, at("2026-12-08T11:00"));
    assert_eq!(refused(&scene, &proposed, SealCommand::ConfirmSeal), Some(Rejection::Lapsed));

    scene.at = at("11:05");
    let session = only!(Session, sealed(&scene, proposed.clone(), SealCommand::ConfirmSeal).unwrap());
    let seal = session.seal.unwrap();
    assert_eq!((session.stage, session.proposal), (SessionStage::Sealed, None));
    assert_eq!((seal.by, seal.proposed_by, seal.why), (CHAIR, Some(SECRETARY), Some(TakenWhy::CutOff)));
    assert_eq!(seal.seats, [SeatCount { seat: 1, station: HERE, calls: 2, cases: 1 }]);
    let away = SeatAway { seat: 2, station: THERE, calls: 1, cases: 0, as_of: at("10:20") };
    assert_eq!(seal.absent, [away]);
    assert_eq!(seal.tally, scene.around.tally, "what it left open is counted as such");

    // It comes back in between: nothing is missing any more.
    scene.around.sittings[1].closed = Some(Closed { at: at("11:04"), calls: 1, cases: 0 });
    let back = refused(&scene, &proposed, SealCommand::ConfirmSeal);
    assert_eq!(back, Some(Rejection::SeatNotAway { seat: 2 }));
}

#[test]
fn one_person_alone_seals_nothing_whatever_a_program_wrote() {
    let mut scene = two(None, arrived(2, THERE, 1, 0));
    let proposed = sealed(&scene, lines_closed(), propose(&[2])).unwrap();
    scene.actor = CHAIR;
    let State::Session(session) = &proposed else { panic!() };
    let events = decide_seal(Some(session), SealCommand::ConfirmSeal, &scene.moment()).unwrap();
    let events: Vec<Event> = events.into_iter().map(Event::Session).collect();
    let stage =
        |state: &State, by| only!(Session, fold(SESSION.0, state.clone(), &events, scene.at, by)).stage;
    assert_eq!(stage(&proposed, CHAIR), SessionStage::Sealed);
    assert_eq!(stage(&proposed, SECRETARY), SessionStage::LinesClosed, "the same person");
    assert_eq!(stage(&lines_closed(), CHAIR), SessionStage::LinesClosed, "nobody had proposed it");
    let other = SealCommand::ProposeSeal { absent: vec![2], why: TakenWhy::Left };
    let State::Session(session) = lines_closed() else { panic!() };
    assert!(decide_seal(Some(&session), other, &scene.moment_as(&[Role::FloorManager])).is_err());
}

#[test]
fn what_arrives_later_is_added_by_two_and_the_first_figures_stay() {
    let mut scene = two(None, arrived(2, THERE, 1, 0));
    let state = sealed(&scene, lines_closed(), propose(&[2])).unwrap();
    scene.actor = CHAIR;
    let state = sealed(&scene, state, SealCommand::ConfirmSeal).unwrap();
    let first = only!(Session, state.clone()).seal.unwrap();
    let refused = |scene: &Scene, state: &State, command| sealed(scene, state.clone(), command).err();
    let nothing = Some(Rejection::NothingLate);
    assert_eq!(refused(&scene, &state, SealCommand::ProposeSupplement), nothing);
    // Merged and voided cases haven't arrived.
    scene.around.tally.transferred_cases = 0;
    assert_eq!(refused(&scene, &state, SealCommand::ProposeSupplement), nothing);

    // The seat comes: two calls more, one of them with a case.
    scene.around.tally.answered += 2;
    scene.around.tally.no_case += 1;
    scene.around.tally.resolved_on_call += 1;
    scene.around.arrived[1] = arrived(2, THERE, 3, 1);
    scene.around.sittings[1].closed = Some(Closed { at: at("13:00"), calls: 3, cases: 1 });
    scene.at = at("13:10");
    assert_eq!(refused(&scene, &state, SealCommand::ConfirmSupplement), Some(Rejection::Lapsed));
    let state = sealed(&scene, state, SealCommand::ProposeSupplement).unwrap();
    assert_eq!(refused(&scene, &state, SealCommand::ConfirmSupplement), Some(Rejection::SamePerson));
    scene.actor = SECRETARY;
    let state = sealed(&scene, state, SealCommand::ConfirmSupplement).unwrap();
    let seal = only!(Session, state.clone()).seal.unwrap();
    assert_eq!(Seal { supplements: Vec::new(), ..seal.clone() }, first, "the first figures stand for ever");
    let [added] = &seal.supplements[..] else { panic!("{seal:?}") };
    assert_eq!((added.number, added.by, added.proposed_by), (2, SECRETARY, CHAIR));
    assert_eq!((added.tally.answered, added.absent.len()), (5, 0));
    assert_eq!(added.seats[1], SeatCount { seat: 2, station: THERE, calls: 3, cases: 1 });

    // It is counted now; the next is the third.
    assert_eq!(refused(&scene, &state, SealCommand::ProposeSupplement), nothing);
    scene.around.tally.answered += 1;
    scene.around.tally.no_case += 1;
    let state = sealed(&scene, state, SealCommand::ProposeSupplement).unwrap();
    scene.actor = CHAIR;
    let seal = only!(Session, sealed(&scene, state, SealCommand::ConfirmSupplement).unwrap()).seal.unwrap();
    assert_eq!(seal.supplements.iter().map(|one| one.number).collect::<Vec<_>>(), [2, 3]);
}

#[test]
fn a_seat_that_was_away_and_had_nothing_more_to_say_is_no_longer_missing() {
    let mut scene = two(None, arrived(2, THERE, 1, 0));
    let state = sealed(&scene, lines_closed(), propose(&[2])).unwrap();
    scene.actor = CHAIR;
    let state = sealed(&scene, state, SealCommand::ConfirmSeal).unwrap();
    scene.around.sittings[1].closed = Some(Closed { at: at("13:00"), calls: 1, cases: 0 });
    assert!(sealed(&scene, state, SealCommand::ProposeSupplement).is_ok());
}
