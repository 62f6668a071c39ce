//! Calls: every command in every stage, and what the session and the seat allow.

use crate::build::*;
use domain::call::*;
use domain::input::InputProblem;
use domain::session::SessionStage;
use domain::{Command, Field, Rejection, State};

const LOG: CallCommand =
    CallCommand::LogCall { no_case: Some(NoCase::Silent), words: None, read_back: false };
const MISS: CallCommand = CallCommand::MissCall { why: Missed::GaveUp };

fn answer() -> CallCommand {
    CallCommand::AnswerCall { seat: 1, leader: None }
}

fn ring(number: Option<&str>) -> CallCommand {
    CallCommand::RingCall { session: SESSION, line: Line::ByHand, number: number.map(String::from) }
}

fn back() -> CallCommand {
    CallCommand::RingBack { reached: true, note: Some("已回电".into()) }
}

fn open() -> Scene {
    let mut scene = Scene::new();
    scene.around.session.as_mut().unwrap().stage = SessionStage::Open;
    scene.around.cases.clear();
    scene
}

fn at_stage(scene: &Scene, stage: CallStage) -> State {
    let commands = match stage {
        CallStage::Ringing => vec![],
        CallStage::Live => vec![answer()],
        CallStage::WrapUp => vec![answer(), CallCommand::EndCall],
        CallStage::Logged => vec![answer(), LOG],
        CallStage::Missed => vec![MISS],
        CallStage::RungBack => vec![MISS, back()],
    };
    let state = call_after(scene, commands);
    assert!(matches!(&state, State::Call(call) if call.stage == stage), "{stage:?}");
    state
}

#[test]
fn every_command_in_every_stage_is_accepted_or_refused_as_the_table_says() {
    let stages = [
        CallStage::Ringing,
        CallStage::Live,
        CallStage::WrapUp,
        CallStage::Logged,
        CallStage::Missed,
        CallStage::RungBack,
    ];
    // + accepted, N not found, A there already, X not live, L still live, G logged.
    // Columns: no call yet, ringing, live, in wrap-up, logged, missed, rung back.
    let table = [
        (ring(None), "+ A A A A A A"),
        (answer(), "N + L L G X X"),
        (CallCommand::EndCall, "N X + L G X X"),
        (LOG, "N X + + G X X"),
        (MISS, "N + L L G X X"),
        (back(), "N X L L G + +"),
        (CallCommand::DropMark { note: None }, "N X + + G X X"),
    ];
    let scene = open();
    for (command, signs) in table {
        let states = std::iter::once(State::Nothing).chain(stages.map(|stage| at_stage(&scene, stage)));
        for (state, sign) in states.zip(signs.split(' ')) {
            let refused = match sign {
                "+" => None,
                "N" => Some(Rejection::NotFound),
                "A" => Some(Rejection::AlreadyThere),
                "X" => Some(Rejection::CallNotLive),
                "L" => Some(Rejection::CallStillLive),
                "G" => Some(Rejection::CallLogged),
                _ => panic!("no sign {sign}"),
            };
            let answer = scene.refused(&state, Command::Call(command.clone()));
            assert_eq!(answer, refused, "{command:?} on {state:?}");
        }
    }
}

#[test]
fn calls_ring_and_are_answered_only_while_the_lines_are_open() {
    let over = Some(Rejection::SessionOver);
    let not_open = Some(Rejection::SessionNotOpen);
    let table = [
        (SessionStage::Planned, not_open.clone()),
        (SessionStage::Postponed, not_open),
        (SessionStage::Open, None),
        (SessionStage::LinesClosed, Some(Rejection::LinesClosed)),
        (SessionStage::Sealed, over.clone()),
        (SessionStage::Cancelled, over),
    ];
    let mut scene = open();
    let ringing = at_stage(&scene, CallStage::Ringing);
    let live = at_stage(&scene, CallStage::Live);
    for (stage, refused) in table {
        scene.around.session.as_mut().unwrap().stage = stage;
        assert_eq!(scene.refused(&State::Nothing, Command::Call(ring(None))), refused, "{stage:?}");
        assert_eq!(scene.refused(&ringing, Command::Call(answer())), refused, "{stage:?}");
        let finishes =
            [CallCommand::EndCall, LOG].map(|command| scene.refused(&live, Command::Call(command)));
        assert_eq!(finishes, [None, None], "a live call finishes: {stage:?}");
    }
    for session in [
        None,
        scene.around.session.take().map(|session| domain::session::Session {
            id: uuid::Uuid::from_u128(9).into(),
            stage: SessionStage::Open,
            ..session
        }),
    ] {
        scene.around.session = session;
        let refused = scene.refused(&State::Nothing, Command::Call(ring(None)));
        assert_eq!(refused, Some(Rejection::SessionNotPlanned));
    }
}

#[test]
fn a_seat_and_a_leader_are_of_this_session_and_this_house() {
    let scene = open();
    let ringing = at_stage(&scene, CallStage::Ringing);
    let table = [
        (1, None, Ok(LEADER)),
        (2, Some(CHAIR), Ok(CHAIR)),
        (2, Some(NOBODY), Err(Rejection::UnknownPerson)),
        (3, None, Err(Rejection::SeatUnknown { seat: 3 })),
        (0, None, Err(Rejection::SeatUnknown { seat: 0 })),
        (255, None, Err(Rejection::SeatUnknown { seat: 255 })),
    ];
    for (seat, leader, expected) in table {
        let command = Command::Call(CallCommand::AnswerCall { seat, leader });
        let answered = scene.try_on(&ringing, command.clone());
        let answered =
            answered.map(|_| only!(Call, scene.act(CALL.0, ringing.clone(), command)).answered.unwrap());
        assert_eq!(answered.clone().map(|answered| answered.leader), expected, "seat {seat}");
        if let Ok(answered) = answered {
            assert_eq!((answered.recorder, answered.seat), (SECRETARY, seat));
        }
    }
}

#[test]
fn a_ringing_number_is_a_number_or_withheld() {
    let refused = |problem| Err(Rejection::Input { field: Field::Number, problem });
    let table = [
        (None, Ok(None)),
        (Some("100 4720 6621"), Ok(Some("10047206621"))),
        (Some("＋８６１００４７２０６６２１"), Ok(Some("10047206621"))),
        (Some("无"), refused(InputProblem::NotANumber)),
        (Some(" "), refused(InputProblem::Empty)),
    ];
    let scene = open();
    for (typed, expected) in table {
        let command = Command::Call(ring(typed));
        let have = scene
            .try_on(&State::Nothing, command.clone())
            .map(|_| only!(Call, scene.act(CALL.0, State::Nothing, command)).number);
        assert_eq!(have, expected.map(|number| number.map(String::from)), "{typed:?}");
    }
}
