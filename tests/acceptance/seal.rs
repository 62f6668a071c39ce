//! A session is sealed only when it adds up.

use desk::KeysAct;
use domain::call::NoCase;
use domain::case::CaseCommand;
use domain::session::SessionStage;
use domain::triage::MeetingCommand;
use domain::{Command, Rejection};
use tests::keys::me;
use tests::{Room, assignment, lift};

fn refused(room: &Room) -> Rejection {
    room.unsigned(me(), KeysAct::Seal { session: room.session })
}

#[test]
fn a_session_is_sealed_only_when_every_call_and_case_has_an_end() {
    let room = Room::open(1);
    assert_eq!(refused(&room), Rejection::LinesOpen);
    let call = room.call("10000000001");
    let case = room.record(call, lift());
    room.close_lines();
    assert_eq!(refused(&room), Rejection::CallsUnfinished { live: 1, unsorted: 1 });
    room.case_act(case, CaseCommand::HandOver);
    room.log(call, None);
    assert_eq!(refused(&room), Rejection::Unsettled { count: 1 });
    let meeting = room.convene();
    room.case_act(case, assignment("区市场监管局", "江临"));
    assert_eq!(refused(&room), Rejection::MeetingRunning);
    room.must(meeting.0, Command::Meeting(MeetingCommand::Adjourn));
    room.seal().unwrap();
    assert_eq!(room.figures().stage, SessionStage::Sealed);
}

#[test]
fn a_sealed_session_takes_no_more_records() {
    let room = Room::open(1);
    let call = room.call("10000000001");
    room.log(call, Some(NoCase::Silent));
    room.close_lines();
    room.seal().unwrap();
    assert_eq!(refused(&room), Rejection::SessionOver);
    let figures = room.figures();
    assert_eq!(figures.seal.unwrap().tally, figures.tally);
}

#[test]
fn a_session_without_transfers_needs_no_meeting() {
    let room = Room::open(1);
    let call = room.call("10000000001");
    let case = room.record(call, lift());
    let answer = "凭居住证到窗口办理".to_string();
    room.case_act(case, CaseCommand::AnswerOnCall { answer, basis: String::new(), confirmed: true });
    room.log(call, None);
    room.close_lines();
    room.seal().unwrap();
}
