//! The meeting: convened once, in order, deferred, and never left with a case forgotten.

use crate::build::*;
use domain::call::Disposition;
use domain::case::*;
use domain::directory::UndecidedRule;
use domain::session::SessionStage;
use domain::triage::*;
use domain::{Command, Rejection, State};

fn convene() -> MeetingCommand {
    MeetingCommand::Convene { session: SESSION }
}

fn leave(case: domain::id::CaseId) -> MeetingCommand {
    MeetingCommand::LeaveUndecided { case, owner: SECRETARY, reason: "两家都说不归自己管".into() }
}

fn running(scene: &Scene) -> State {
    State::Meeting(Box::new(scene.around.meeting.clone().unwrap()))
}

fn refused(scene: &Scene, command: MeetingCommand) -> Option<Rejection> {
    scene.refused(&running(scene), Command::Meeting(command))
}

#[test]
fn every_command_before_in_and_after_the_meeting_is_answered_as_the_table_says() {
    let none = || Some(Rejection::MeetingNotRunning);
    let over = || Some(Rejection::MeetingOver);
    let there = || Some(Rejection::AlreadyThere);
    let table = [
        (convene(), [None, there(), there()]),
        (MeetingCommand::SortAgenda, [none(), None, over()]),
        (MeetingCommand::StartPass { pass: Pass::ByUnit }, [none(), None, over()]),
        (MeetingCommand::OpenItem { case: CASE }, [none(), None, over()]),
        (MeetingCommand::DeferItem { case: CASE }, [none(), None, over()]),
        (leave(CASE), [none(), None, over()]),
        (MeetingCommand::Adjourn, [none(), None, over()]),
    ];
    let mut scene = Scene::new();
    let sitting = running(&scene);
    let ended = scene.act(MEETING.0, sitting.clone(), Command::Meeting(MeetingCommand::Adjourn));
    scene.around.meeting = None;
    for (command, answers) in table {
        for (state, answer) in [&State::Nothing, &sitting, &ended].into_iter().zip(answers) {
            assert_eq!(scene.refused(state, Command::Meeting(command.clone())), answer, "{command:?}");
        }
    }
}

#[test]
fn a_meeting_convenes_once_and_only_after_the_lines_closed() {
    let over = Some(Rejection::SessionOver);
    let not_open = Some(Rejection::SessionNotOpen);
    let table = [
        (SessionStage::Planned, not_open.clone()),
        (SessionStage::Postponed, not_open),
        (SessionStage::Open, Some(Rejection::LinesOpen)),
        (SessionStage::LinesClosed, None),
        (SessionStage::Sealed, over.clone()),
        (SessionStage::Cancelled, over),
    ];
    let mut scene = Scene::new();
    let nothing = |scene: &Scene| scene.refused(&State::Nothing, Command::Meeting(convene()));
    assert_eq!(nothing(&scene), Some(Rejection::AlreadyThere), "the session has one");
    scene.around.meeting = None;
    for (stage, answer) in table {
        scene.around.session.as_mut().unwrap().stage = stage;
        assert_eq!(nothing(&scene), answer, "{stage:?}");
    }
    scene.around.session = None;
    assert_eq!(nothing(&scene), Some(Rejection::SessionNotPlanned));
}

#[test]
fn an_item_is_on_the_agenda_and_waits_for_a_word() {
    let other = uuid::Uuid::from_u128(0xc9).into();
    let off = Some(Rejection::NotOnAgenda);
    let scene = Scene::new();
    for command in
        [MeetingCommand::OpenItem { case: other }, MeetingCommand::DeferItem { case: other }, leave(other)]
    {
        assert_eq!(refused(&scene, command), off);
    }
    let mut same_day = Scene::new();
    same_day.around.meeting.as_mut().unwrap().order[0].group = Group::SameDay;
    assert_eq!(refused(&same_day, MeetingCommand::OpenItem { case: CASE }), off, "only reported");
}

#[test]
fn only_a_case_that_waits_is_left_undecided_with_an_owner_of_the_list() {
    let mut scene = Scene::new();
    for stage in STAGES {
        scene.around.cases = vec![Scene::new().at_stage(stage)];
        let answer = (stage != Stage::PendingTriage).then_some(Rejection::StageForbids { stage });
        assert_eq!(refused(&scene, leave(CASE)), answer, "{stage:?}");
    }
    scene.around.cases.clear();
    assert_eq!(refused(&scene, leave(CASE)), Some(Rejection::NotFound));
    let nobody = MeetingCommand::LeaveUndecided { case: CASE, owner: NOBODY, reason: String::new() };
    assert_eq!(refused(&Scene::new(), nobody), Some(Rejection::UnknownPerson));
}

#[test]
fn what_is_undecided_is_ruled_on_by_the_hour_of_the_house() {
    let table = [
        (1, "17:00", "2026-12-01T11:00", Some("2026-12-02T17:00")),
        (1, "17:00", "2026-12-04T11:00", Some("2026-12-07T17:00")),
        (3, "12:00", "2026-12-01T18:00", Some("2026-12-07T12:00")),
        (u32::MAX, "17:00", "2026-12-01T11:00", None),
    ];
    for (days, time, now, expected) in table {
        let mut scene = Scene::new();
        scene.directory.undecided = UndecidedRule { days, time: at(time).time() };
        scene.at = at(now);
        if refused(&scene, leave(CASE)).is_some() {
            assert_eq!((refused(&scene, leave(CASE)), expected), (Some(Rejection::DueTooFar), None));
            continue;
        }
        let meeting = only!(Meeting, scene.act(MEETING.0, running(&scene), Command::Meeting(leave(CASE))));
        assert_eq!(meeting.undecided().collect::<Vec<_>>(), [CASE]);
        let until = expected.map(|until| Deferral::Undecided { owner: SECRETARY, until: at(until) });
        assert_eq!(Some(meeting.deferred[&CASE].to), until, "{days} days at {time} from {now}");
    }
}

#[test]
fn a_case_that_is_taken_up_again_is_deferred_no_more() {
    let scene = Scene::new();
    for command in [leave(CASE), MeetingCommand::DeferItem { case: CASE }] {
        let listed = scene.act(MEETING.0, running(&scene), Command::Meeting(command));
        let meeting = only!(Meeting, listed.clone());
        assert_eq!(meeting.deferred.len(), 1);
        let open = Command::Meeting(MeetingCommand::OpenItem { case: CASE });
        let meeting = only!(Meeting, scene.act(MEETING.0, listed, open));
        assert!(meeting.deferred.is_empty());
        assert_eq!(meeting.opened, Some((CASE, scene.at)));
    }
}

#[test]
fn a_meeting_ends_with_every_case_settled_or_listed() {
    let mut scene = Scene::new();
    scene.around.unsettled = 2;
    assert_eq!(refused(&scene, MeetingCommand::Adjourn), Some(Rejection::Unsettled { count: 2 }));
    scene.around.unsettled = 0;
    assert_eq!(refused(&scene, MeetingCommand::Adjourn), None);
}

/// The group of a case on the agenda, and what puts it there.
#[test]
fn the_agenda_groups_by_what_weighs_most() {
    type Change = fn(&mut Case);
    fn stops(case: &mut Case, count: usize) {
        let stop = PriorStop { unit: WATER, from: None, hours: None, why: PassedOn::NotItsDuty };
        case.matter.stops = vec![stop; count];
    }
    let table: [(&str, Change, Option<Group>); 17] = [
        ("for one unit that is here", |_| {}, Some(Group::ByUnit)),
        (
            "for a unit whose head did not come",
            |case| case.matter.candidate = Some(WATER),
            Some(Group::Absent),
        ),
        ("for a unit that was not asked", |case| case.matter.candidate = Some(CITY), Some(Group::Absent)),
        ("by its category alone", |case| case.matter.candidate = None, Some(Group::ByUnit)),
        (
            "for no unit that anybody can name",
            |case| (case.matter.candidate, case.matter.category) = (None, None),
            Some(Group::Disputed),
        ),
        ("after one stop", |case| stops(case, 1), Some(Group::ByUnit)),
        ("after two stops", |case| stops(case, 2), Some(Group::Disputed)),
        ("after three stops", |case| stops(case, 3), Some(Group::Repeat)),
        ("asked before", |case| case.matter.asked_before = 1, Some(Group::Repeat)),
        ("a repeat", |case| case.matter.repeat_of = Some(MASTER), Some(Group::Repeat)),
        ("sent back", |case| case.sent_back = Some("缺楼号".into()), Some(Group::Disputed)),
        (
            "a hazard before all else",
            |case| {
                stops(case, 3);
                case.matter.hazard = true;
            },
            Some(Group::Hazard),
        ),
        ("for today", |case| case.disposition = Some(Disposition::SameDay), Some(Group::SameDay)),
        ("answered", |case| case.disposition = Some(Disposition::ResolvedOnCall), None),
        ("voided", |case| case.stage = Stage::Voided { reason: VoidReason::Test }, None),
        ("still being recorded", |case| case.stage = Stage::Recording, None),
        (
            "merged, but still shown",
            |case| case.stage = Stage::Merged { master: MASTER },
            Some(Group::ByUnit),
        ),
    ];
    let scene = Scene::new();
    let session = scene.around.session.clone().unwrap();
    for (what, change, group) in table {
        let mut case = scene.pending();
        change(&mut case);
        assert_eq!(group_of(&case, &session, &scene.directory), group, "{what}");
    }
}

#[test]
fn the_agenda_is_sorted_by_group_then_unit_then_number() {
    let scene = Scene::new();
    let session = scene.around.session.clone().unwrap();
    let case = |id: u128, count, change: fn(&mut Case)| {
        let mut case = Case { id: uuid::Uuid::from_u128(id).into(), ..scene.pending() };
        case.number.as_mut().unwrap().count = count;
        change(&mut case);
        case
    };
    let cases = [
        case(1, 1, |case| case.matter.candidate = Some(CITY)),
        case(2, 2, |case| case.matter.candidate = Some(WATER)),
        case(3, 9, |_| {}),
        case(4, 3, |_| {}),
        case(5, 8, |case| case.matter.asked_before = 1),
        case(6, 7, |case| case.disposition = Some(Disposition::SameDay)),
        case(7, 6, |case| case.matter.hazard = true),
        case(8, 5, |case| case.stage = Stage::Redirected { to: Channel::Court }),
    ];
    let order = |cases: &[Case]| -> Vec<u128> {
        let entries = sorted(cases, &session, &scene.directory);
        entries.into_iter().map(|entry| entry.case.0.as_u128()).collect()
    };
    assert_eq!(order(&cases), [7, 6, 5, 4, 3, 2, 1]);
    let mut backwards = cases.to_vec();
    backwards.reverse();
    assert_eq!(order(&backwards), order(&cases), "whatever order they come in");
}
