//! `trap`, first half: a partition other than 3/7/113, so that no figure is right by coincidence.

use domain::call::NoCase;
use domain::case::CaseCommand;
use domain::triage::MeetingCommand;
use domain::{Command, Rejection};
use tests::{Room, at, form, lift, person, unit};

#[test]
fn a_hundred_and_twenty_one_calls_partition_into_5_9_and_107() {
    let room = Room::open(1);
    for index in 0..121u32 {
        room.desk.clock.set(at("09:00").plus_seconds(i64::from(index) * 40));
        let call = room.call(&format!("100{index:08}"));
        let case = room.record(call, form("路灯不亮,请来修理。", "区城管执法局"));
        match index {
            0..5 => {
                let answer = "今晚八点前换好灯泡,已告知来电人".to_string();
                let basis = String::new();
                room.case_act(case, CaseCommand::AnswerOnCall { answer, basis, confirmed: true });
            }
            5..14 => {
                let (lead, owner) = (unit("区城管执法局"), person("贺川"));
                let (due, plan) = (at("17:30"), String::new());
                room.case_act(case, CaseCommand::HandleToday { lead, owner, due, plan });
            }
            _ => drop(room.case_act(case, CaseCommand::HandOver)),
        }
        room.log(call, None);
    }
    room.close_lines();
    let meeting = room.convene();
    let tally = room.figures().tally;
    assert_eq!((tally.answered, tally.resolved_on_call, tally.same_day, tally.transferred), (121, 5, 9, 107));

    // A session is sealed only when each of them has an end.
    let unsettled = room.refused(meeting.0, Command::Meeting(MeetingCommand::Adjourn));
    assert_eq!(unsettled, Rejection::Unsettled { count: 107 });
    for group in room.agenda().groups {
        for item in group.items.iter().filter(|item| item.state == domain::view::ItemState::Open) {
            room.case_act(item.case, tests::assignment("区城管执法局", "贺川"));
        }
    }
    room.must(meeting.0, Command::Meeting(MeetingCommand::Adjourn));
    room.seal().unwrap();
    let figures = room.figures();
    assert_eq!((figures.settled, figures.undecided), (107, 0));
    assert!(figures.seal.is_some());
}

#[test]
fn a_call_without_a_case_is_a_term_of_its_own() {
    let room = Room::open(1);
    let call = room.call("10000000001");
    room.log(call, Some(NoCase::Silent));
    room.transferred("10000000002", lift());
    let figures = room.figures();
    assert_eq!((figures.tally.answered, figures.tally.transferred, figures.tally.no_case), (2, 1, 1));
    assert_eq!(figures.no_case, vec![(NoCase::Silent, 1)]);
    assert!(figures.reconciles);
}
