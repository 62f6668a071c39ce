//! Several seats in one session: each is closed with its counts; one of them stays away, and comes after the seal.

use desk::{KeysAct, Query};
use domain::aside::TakenWhy;
use domain::call::{CallCommand, Line, NoCase};
use domain::id::CallId;
use domain::permission::Role;
use domain::seat::SeatCommand;
use domain::session::{Seal, SessionCommand, SessionStage};
use domain::view::{SittingsView, Tally};
use domain::{Command, Rejection};
use tests::keys::{account, by, me, sign, sign_by};
use tests::{Room, at, moment};
use uuid::Uuid;

fn seat(room: &Room, command: SeatCommand) {
    // The desk knows the stream.
    let stream = store_of(room, command);
    room.must(stream, Command::Seat(command));
}

fn refused(room: &Room, command: SeatCommand) -> Rejection {
    room.refused(store_of(room, command), Command::Seat(command))
}

fn store_of(room: &Room, command: SeatCommand) -> Uuid {
    let (session, seat) = command.about();
    store::sitting_stream(room.desk.station(), session.0, seat)
}

fn open(room: &Room, seat: u8) -> SeatCommand {
    SeatCommand::OpenSeat { session: room.session, seat, over: false }
}

fn close(room: &Room, seat: u8) -> SeatCommand {
    SeatCommand::CloseSeat { session: room.session, seat }
}

/// A call without a case, answered at a seat.
fn call(room: &Room, seat: u8) -> CallId {
    let (call, session) = (CallId(Uuid::new_v4()), room.session);
    let ring = CallCommand::RingCall { session, line: Line::Rehearsal, number: None };
    room.must(call.0, Command::Call(ring));
    room.must(call.0, Command::Call(CallCommand::AnswerCall { seat, leader: None }));
    call
}

fn sittings(room: &Room) -> SittingsView {
    room.view(Query::Sittings { session: room.session })
}

fn seal(room: &Room) -> Seal {
    room.figures().seal.unwrap()
}

#[test]
fn three_seats_one_away_two_people_and_a_supplement() {
    let room = Room::open(3);
    // 方可 signs second, at the same workstation.
    account(&room.desk, "方可", "2", &[Role::Secretary, Role::FloorManager]);
    let session = room.session;
    (1..=3).for_each(|number| seat(&room, open(&room, number)));
    assert_eq!(refused(&room, open(&room, 3)), Rejection::AlreadyThere);
    for (number, calls) in [(1, 2), (2, 1)] {
        for _ in 0..calls {
            let call = call(&room, number);
            room.log(call, Some(NoCase::Silent));
        }
    }
    room.desk.clock.set(at("09:40"));
    let last = call(&room, 3);
    room.close_lines();
    room.desk.clock.set(at("10:40"));
    assert_eq!(refused(&room, close(&room, 3)), Rejection::CallsUnfinished { live: 1, unsorted: 1 });
    seat(&room, close(&room, 1));
    assert_eq!(room.unsigned(me(), KeysAct::Seal { session }), Rejection::SeatsOpen { seats: vec![2, 3] });
    seat(&room, close(&room, 2));
    assert_eq!(room.unsigned(me(), KeysAct::Seal { session }), Rejection::SeatsOpen { seats: vec![3] });

    // Cut off since 9:40: two people seal without it.
    let propose = |absent: &[u8]| {
        let (absent, why) = (absent.to_vec(), TakenWhy::CutOff);
        KeysAct::ProposeSeal { session, absent, why }
    };
    assert_eq!(room.unsigned(me(), propose(&[2, 3])), Rejection::SeatNotAway { seat: 2 });
    sign(&room.desk, propose(&[3])).unwrap();
    let waiting = sittings(&room).proposal.unwrap();
    assert!(waiting.mine && waiting.until == moment("2026-12-08T10:40"));
    let confirm = KeysAct::ConfirmSeal { session };
    assert_eq!(room.unsigned(me(), confirm.clone()), Rejection::SamePerson);
    sign_by(&room.desk, by("2"), confirm).unwrap();
    assert_eq!(room.figures().stage, SessionStage::Sealed);
    let first = seal(&room);
    let away: Vec<_> = first.absent.iter().map(|one| (one.seat, one.calls, one.as_of)).collect();
    assert_eq!(away, [(3, 1, at("09:40"))]);
    assert_eq!(first.seats.iter().map(|one| (one.seat, one.calls)).collect::<Vec<_>>(), [(1, 2), (2, 1)]);
    assert_eq!((first.tally.answered, first.tally.unsorted, first.tally.no_case), (4, 1, 3));
    assert_eq!(first.proposed_by, Some(room.desk.me()));
    assert!(!sittings(&room).late);
    assert_eq!(room.unsigned(me(), KeysAct::ProposeSupplement { session }), Rejection::NothingLate);

    // What it does on its own streams isn't held up, and opens the list.
    room.desk.clock.set(at("14:00"));
    room.log(last, Some(NoCase::CutOff));
    seat(&room, close(&room, 3));
    let seen = sittings(&room);
    assert!(seen.late && seen.sittings.iter().all(|one| one.closed_at.is_some()));
    sign_by(&room.desk, by("2"), KeysAct::ProposeSupplement { session }).unwrap();
    let confirm = KeysAct::ConfirmSupplement { session };
    assert_eq!(room.unsigned(by("2"), confirm.clone()), Rejection::SamePerson);
    sign(&room.desk, confirm).unwrap();

    let after = seal(&room);
    assert_eq!(Seal { supplements: Vec::new(), ..after.clone() }, first, "the first figures stay");
    let [added] = &after.supplements[..] else { panic!("{after:?}") };
    assert_eq!((added.number, added.at, added.absent.len(), added.seats.len()), (2, at("14:00"), 0, 3));
    assert_eq!(added.tally, Tally { unsorted: 0, live: 0, no_case: 4, ..first.tally });
    assert!(!sittings(&room).late);

    // Signed, and the same when it is read anew.
    room.desk.rebuild().unwrap();
    assert_eq!(seal(&room), after);
    let report = room.desk.verify(&mut |_, _| {}).unwrap();
    assert!(report.ok, "{:?}", report.first_broken);
}

#[test]
fn a_recorder_alone_proposes_and_seals_nothing() {
    let room = Room::open(1);
    account(&room.desk, "赵敏", "2", &[Role::Recorder]);
    room.close_lines();
    let session = room.session;
    for act in [KeysAct::Seal { session }, KeysAct::ConfirmSeal { session }] {
        assert!(matches!(sign_by(&room.desk, by("2"), act), Err(desk::Failure::Denied { .. })));
    }
    room.seal().unwrap();
}

#[test]
fn a_session_without_sittings_is_sealed_by_one_as_before() {
    let room = Room::open(2);
    let one = call(&room, 2);
    room.log(one, Some(NoCase::Silent));
    room.close_lines();
    room.seal().unwrap();
    let seal = seal(&room);
    assert!(seal.seats.is_empty() && seal.absent.is_empty() && seal.proposed_by.is_none());
}

#[test]
fn no_call_is_answered_at_a_shut_seat() {
    let room = Room::open(2);
    let shut = |shut| room.session_act(SessionCommand::ShutSeat { seat: 2, shut });
    shut(true);
    let (waiting, session) = (CallId(Uuid::new_v4()), room.session);
    let ring = CallCommand::RingCall { session, line: Line::Rehearsal, number: None };
    room.must(waiting.0, Command::Call(ring));
    let answer = || Command::Call(CallCommand::AnswerCall { seat: 2, leader: None });
    assert_eq!(room.refused(waiting.0, answer()), Rejection::SeatShut { seat: 2 });
    assert_eq!(refused(&room, open(&room, 2)), Rejection::SeatShut { seat: 2 });
    shut(false);
    room.must(waiting.0, answer());
}

#[test]
fn the_floor_shows_each_seat_as_it_is_and_one_that_was_shut_until_it_is_reopened() {
    let room = Room::open(3);
    let states = || -> Vec<String> {
        let floor: serde_json::Value = room.view(Query::Floor { session: room.session });
        let seats = floor["seats"].as_array().unwrap();
        seats.iter().map(|seat| seat["state"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(states(), ["unopened", "unopened", "unopened"]);
    let live = call(&room, 1);
    room.session_act(SessionCommand::ShutSeat { seat: 2, shut: true });
    assert_eq!(states(), ["live", "shut", "unopened"]);
    room.must(live.0, Command::Call(CallCommand::EndCall));
    assert_eq!(states()[0], "wrapUp");
    room.session_act(SessionCommand::ShutSeat { seat: 2, shut: false });
    assert_eq!(states()[1], "unopened");
}
