//! Calls: taken, disposed, logged with exactly one outcome, or missed.

use desk::{Answer, Failure, Order, Query};
use domain::call::{CallCommand, CallStage, Disposition, Line, NoCase};
use domain::case::{CaseCommand, CloseKind, Outside, Stage};
use domain::id::CallId;
use domain::view::QueueView;
use domain::{Command, Field, Rejection};
use tests::{Room, form, lift, person};
use uuid::Uuid;

fn answer(confirmed: bool) -> CaseCommand {
    CaseCommand::AnswerOnCall {
        answer: "凭居住证到窗口办理".into(), basis: String::new(), confirmed
    }
}

#[test]
fn a_case_is_closed_on_the_call_with_an_answer_and_the_callers_assent() {
    let room = Room::open(1);
    let call = room.call("10000000001");
    let case = room.record(call, lift());
    assert_eq!(room.case_refused(case, answer(false)), Rejection::CallerNotConfirmed);
    let empty = CaseCommand::AnswerOnCall { answer: " \n".into(), basis: String::new(), confirmed: true };
    assert_eq!(room.case_refused(case, empty), Rejection::Missing { fields: vec![Field::Answer] });
    room.case_act(case, answer(true));
    assert_eq!(room.case(case).stage, Stage::Closed { how: CloseKind::OnSpot });
    room.log(call, None);
    assert_eq!(room.figures().tally.resolved_on_call, 1);
}

#[test]
fn a_safety_hazard_is_never_closed_on_the_call() {
    let room = Room::open(1);
    let call = room.call("10000000001");
    let mut hazard = lift();
    hazard.matter.hazard = true;
    let case = room.record(call, hazard);
    assert_eq!(room.case_refused(case, answer(true)), Rejection::HazardNotOnCall);
}

#[test]
fn a_transfer_needs_what_where_number_and_promise() {
    let room = Room::open(1);
    let call = room.call("10000000001");
    let case = room.record(call, domain::case::CaseForm::default());
    let missing = vec![Field::Request, Field::Matter, Field::Place, Field::Number, Field::Promise];
    let seen = room.case(case);
    assert_eq!(seen.missing, missing, "an unfinished record says what it lacks");
    assert_eq!(room.case_refused(case, CaseCommand::HandOver), Rejection::Missing { fields: missing });
    let mut anonymous = lift();
    anonymous.text.number.clear();
    anonymous.matter.anonymous = true;
    anonymous.promise.clear();
    anonymous.no_promise = true;
    room.case_act(case, CaseCommand::AmendCase { form: anonymous });
    room.case_act(case, CaseCommand::HandOver);
}

#[test]
fn a_call_counts_as_the_heaviest_of_its_cases() {
    let room = Room::open(1);
    let call = room.call("10000000001");
    let light = room.record(call, lift());
    let heavy = room.record(call, form("楼道灯不亮。", "区住建局"));
    room.case_act(light, answer(true));
    let log = |no_case| Command::Call(CallCommand::LogCall { no_case, words: None, read_back: true });
    assert_eq!(room.refused(call.0, log(None)), Rejection::CaseUnsorted);
    room.case_act(heavy, CaseCommand::HandOver);
    assert_eq!(room.refused(call.0, log(Some(NoCase::Silent))), Rejection::CallHasCases);
    room.log(call, None);
    let tally = room.figures().tally;
    assert_eq!((tally.answered, tally.transferred, tally.resolved_on_call), (1, 1, 0));
    assert_eq!(room.case(heavy).disposition, Some(Disposition::Transferred));
}

#[test]
fn a_call_without_a_case_needs_a_code() {
    let room = Room::open(1);
    for code in [
        NoCase::WrongNumber,
        NoCase::Silent,
        NoCase::Harassment,
        NoCase::CutOff,
        NoCase::Emergency,
        NoCase::Redirected,
    ] {
        let call = room.call("10000000001");
        let bare = CallCommand::LogCall { no_case: None, words: None, read_back: false };
        assert_eq!(room.refused(call.0, Command::Call(bare)), Rejection::NoCaseNeeded);
        room.log(call, Some(code));
    }
    let figures = room.figures();
    assert_eq!((figures.tally.no_case, figures.no_case.len()), (6, 6));
}

#[test]
fn a_caller_from_another_district_is_transferred_and_never_turned_away() {
    let room = Room::open(1);
    let mut outside = form("地铁站出口积水。", "市12345平台");
    outside.matter.outside = Some(Outside::CityPlatform);
    let case = room.transferred("10000000001", outside);
    assert_eq!(room.case(case).stage, Stage::PendingTriage);
    assert_eq!(room.figures().tally.transferred, 1);
}

#[test]
fn calls_are_taken_only_while_the_lines_are_open() {
    let room = Room::open(1);
    let ring = || {
        let (session, number) = (room.session, None);
        Command::Call(CallCommand::RingCall { session, line: Line::ByHand, number })
    };
    let waiting = Uuid::new_v4();
    room.must(waiting, ring());
    let live = room.call("10000000002");
    room.close_lines();
    assert_eq!(room.refused(Uuid::new_v4(), ring()), Rejection::LinesClosed);
    let queue: QueueView = room.view(Query::Queue { seat: 1 });
    assert_eq!((queue.waiting, queue.missed), (0, 1), "who still rang is on the list to ring back");
    assert_eq!(queue.live.unwrap().stage, CallStage::Live, "live calls finish");
    room.log(live, Some(NoCase::CutOff));
    let back = CallCommand::RingBack { reached: true, note: None };
    room.must(waiting, Command::Call(back));
}

#[test]
fn a_seat_that_the_session_does_not_have_takes_no_call() {
    let room = Room::open(2);
    let (call, session) = (CallId(Uuid::new_v4()), room.session);
    let ring = CallCommand::RingCall { session, line: Line::Rehearsal, number: None };
    room.must(call.0, Command::Call(ring));
    let answer = Command::Call(CallCommand::AnswerCall { seat: 3, leader: None });
    assert_eq!(room.refused(call.0, answer), Rejection::SeatUnknown { seat: 3 });
}

#[test]
fn a_double_click_is_one_act() {
    let room = Room::open(1);
    let call = room.call("10000000001");
    let order =
        Order { stream: call.0, version: Some(2), command: Command::Call(CallCommand::EndCall), draft: None };
    let answers = room.desk.act(vec![order.clone(), order]);
    assert!(matches!(answers[0], Answer::Done(_)));
    let Answer::Failed(failed) = &answers[1] else { panic!("a second end") };
    assert!(matches!(&failed.failure, Failure::Stale { by, .. } if by == "李敏"));
}

#[test]
fn one_list_records_disposes_and_logs() {
    let room = Room::open(1);
    let call = room.call("10000000001");
    let case = Uuid::new_v4();
    let order = |stream, version, command| Order { stream, version, command, draft: None };
    let answers = room.desk.act(vec![
        order(case, Some(0), Command::Case(CaseCommand::RecordCase { call, form: lift() })),
        order(case, None, Command::Case(CaseCommand::HandOver)),
        order(call.0, Some(2), Command::Call(CallCommand::EndCall)),
        order(
            call.0,
            None,
            Command::Call(CallCommand::LogCall { no_case: None, words: None, read_back: true }),
        ),
    ]);
    let Answer::Done(recorded) = &answers[0] else { panic!("{answers:?}") };
    assert_eq!(recorded.number.as_deref(), Some("1201-01-01"));
    assert!(answers.iter().all(|answer| matches!(answer, Answer::Done(_))), "{answers:?}");
    assert_eq!(room.figures().tally.transferred, 1);
}

#[test]
fn a_second_call_shows_the_first_by_its_number() {
    let room = Room::open(1);
    room.transferred("10047206621", lift());
    let call = room.call("100 4720 6621");
    let query = Query::History { number: "10047206621".into(), except: Some(call) };
    let history: domain::view::HistoryView = room.view(query);
    assert_eq!((history.times, history.entries.len()), (1, 1));
    assert_eq!(history.entries[0].title, "7 号楼电梯已停运 9 天");
    assert_eq!(history.entries[0].unit_name, "区市场监管局");
}

#[test]
fn a_void_takes_two_names_and_the_row_stays() {
    let room = Room::open(1);
    let case = room.transferred("10000000001", lift());
    let void = |second| CaseCommand::VoidCase {
        reason: domain::case::VoidReason::Test,
        second,
        note: "联调时的测试来电".into(),
    };
    assert_eq!(room.case_refused(case, void(room.desk.me())), Rejection::SamePerson);
    room.case_act(case, void(person("林远")));
    assert!(matches!(room.case(case).stage, Stage::Voided { .. }));
    assert_eq!(room.figures().cases, 0, "voided cases are counted in no figure");
}
