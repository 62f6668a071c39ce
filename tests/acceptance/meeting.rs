//! The meeting: an agenda that sorts itself, vague words refused, batches, merges, deferral, undo.

use desk::{Answer, Failure, Order};
use domain::case::{CaseCommand, DueWish, Settlement, Stage};
use domain::triage::{Group, MeetingCommand, Pass};
use domain::vague::Missing;
use domain::view::ItemState;
use domain::{Command, Field, Rejection};
use tests::{Room, assignment, at, form, lift, person, unit};

#[test]
fn the_agenda_sorts_itself() {
    let room = Room::open(1);
    let plain = room.transferred("10000000001", form("广场舞扰民。", "区城管执法局"));
    let absent = room.transferred("10000000002", form("树枝挡住路灯。", "区园林局"));
    let mut hazard = form("路面塌了一个坑。", "区住建局");
    hazard.matter.hazard = true;
    let hazard = room.transferred("10000000003", hazard);
    let mut nobody = form("说不清归谁管。", "区住建局");
    nobody.matter.candidate = None;
    let disputed = room.transferred("10000000004", nobody);
    let mut again = lift();
    again.matter.asked_before = 2;
    let repeat = room.transferred("10000000005", again);
    let call = room.call("10000000006");
    let today = room.record(call, lift());
    let (lead, owner) = (unit("区市场监管局"), person("江临"));
    let (due, plan) = (at("17:30"), String::new());
    room.case_act(today, CaseCommand::HandleToday { lead, owner, due, plan });
    room.log(call, None);
    room.close_lines();
    room.convene();
    let agenda = room.agenda();
    let order: Vec<_> = agenda
        .groups
        .iter()
        .flat_map(|group| group.items.iter().map(|item| (group.group, item.case)))
        .collect();
    assert_eq!(
        order,
        [
            (Group::Hazard, hazard),
            (Group::SameDay, today),
            (Group::Repeat, repeat),
            (Group::Disputed, disputed),
            (Group::ByUnit, plain),
            (Group::Absent, absent)
        ]
    );
    assert_eq!((agenda.count.total, agenda.count.same_day, agenda.count.open), (5, 1, 5));
    let places: Vec<u32> =
        agenda.groups.iter().flat_map(|group| &group.items).map(|item| item.place).collect();
    assert_eq!(places, [1, 2, 3, 4, 5, 6]);
}

#[test]
fn what_was_assigned_on_the_call_counts_once_the_meeting_has_come_past_it() {
    let room = Room::open(1);
    let call = room.call("10000000006");
    let today = room.record(call, lift());
    let (lead, owner) = (unit("区市场监管局"), person("江临"));
    room.case_act(today, CaseCommand::HandleToday { lead, owner, due: at("17:30"), plan: String::new() });
    room.log(call, None);
    let mut again = lift();
    again.matter.asked_before = 2;
    let repeat = room.transferred("10000000005", again);
    room.close_lines();
    let meeting = room.convene();
    let done = |room: &Room| {
        let seen = room.agenda().passes.into_iter().find(|seen| seen.pass == Pass::OneByOne).unwrap();
        let head = room.window(desk::RoomWindow::Projector)["scene"]["head"].clone();
        if head["pass"] == "oneByOne" {
            assert_eq!(head["done"], seen.done, "the hall counts as the secretary does");
        }
        (seen.items, seen.done)
    };
    assert_eq!(done(&room), (2, 0));
    room.must(meeting.0, Command::Meeting(MeetingCommand::StartPass { pass: Pass::OneByOne }));
    assert_eq!(done(&room), (2, 0));
    room.must(meeting.0, Command::Meeting(MeetingCommand::OpenItem { case: repeat }));
    assert_eq!(done(&room), (2, 1));
    room.must(meeting.0, Command::Meeting(MeetingCommand::StartPass { pass: Pass::ByUnit }));
    assert_eq!(done(&room), (2, 1));
}

#[test]
fn vague_plans_are_refused_with_what_is_missing() {
    let room = Room::open(1);
    let case = room.transferred("10000000001", lift());
    room.close_lines();
    room.convene();
    let with_plan = |plan: &str| {
        let mut command = assignment("区市场监管局", "江临");
        if let CaseCommand::AssignCase { plan: words, .. } = &mut command {
            *words = plan.into();
        }
        command
    };
    for (plan, word) in
        [("尽快处理", "尽快"), ("研究研究", "研究研究"), ("适时解决", "适时"), ("抓紧", "抓紧")]
    {
        let refused = room.case_refused(case, with_plan(plan));
        let Rejection::Vague { field: Field::Plan, word: found, missing } = &refused else {
            panic!("{plan}: {refused:?}");
        };
        assert_eq!(found, word, "{plan}");
        assert!(matches!(missing, Missing::Date | Missing::Deed));
    }
    assert_eq!(room.case_refused(case, with_plan(" ")), Rejection::Missing { fields: vec![Field::Plan] });
    room.case_act(case, with_plan("更换主板并复检,周四前恢复运行"));
}

#[test]
fn a_batch_answers_each_order_for_itself() {
    let room = Room::open(1);
    let cases: Vec<_> = (0..3)
        .map(|index| room.transferred(&format!("1000000000{index}"), form("树枝挡住路灯。", "区园林局")))
        .collect();
    room.close_lines();
    room.convene();
    room.case_act(cases[1], assignment("区园林局", "柳青"));
    let orders = cases.iter().map(|case| Order {
        stream: case.0,
        version: Some(2),
        command: Command::Case(CaseCommand::AssignCase {
            lead: unit("区园林局"),
            assisting: Vec::new(),
            owner: person("柳青"),
            due: DueWish::WorkingDays { days: 7 },
            plan: "修剪树木并清运".into(),
            late_reason: String::new(),
            gap: String::new(),
            settlement: Settlement::Decided {
                by: person("林远"),
                basis: "未到场单位,主持人当场确认".into(),
                objection: None,
                dissent: String::new(),
            },
        }),
        draft: None,
    });
    let answers = room.desk.act(orders.collect());
    assert!(matches!(answers[0], Answer::Done(_)));
    let Answer::Failed(failed) = &answers[1] else { panic!("somebody was first") };
    assert!(matches!(failed.failure, Failure::Stale { .. }));
    assert!(matches!(answers[2], Answer::Done(_)));
}

#[test]
fn a_merge_keeps_the_case_and_can_be_taken_back() {
    let room = Room::open(1);
    let master = room.transferred("10000000001", lift());
    let child = room.transferred("10000000002", lift());
    room.close_lines();
    room.convene();
    let merge = |master| CaseCommand::MergeCase { master, reason: "同楼同事项".into() };
    assert_eq!(room.case_refused(child, merge(child)), Rejection::MergeIntoItself);
    room.case_act(child, merge(master));
    assert_eq!(room.case_refused(master, merge(child)), Rejection::MasterGone);
    let agenda = room.agenda();
    assert_eq!((agenda.count.settled, agenda.count.merged), (1, 1));
    let page: desk::CasePage = room.view(desk::Query::Case { case: master });
    assert_eq!(page.merged.len(), 1, "the caller of the merged case is not lost");
    room.case_act(child, CaseCommand::UnmergeCase);
    assert_eq!(room.case(child).stage, Stage::PendingTriage);
}

#[test]
fn the_undecided_list_is_an_end_with_an_owner_and_an_hour() {
    let room = Room::open(1);
    let case = room.transferred("10000000001", lift());
    room.close_lines();
    let meeting = room.convene();
    let act = |command| room.must(meeting.0, Command::Meeting(command));
    act(MeetingCommand::DeferItem { case });
    assert_eq!(room.item(case).state, ItemState::Deferred);
    let adjourn = Command::Meeting(MeetingCommand::Adjourn);
    assert_eq!(room.refused(meeting.0, adjourn.clone()), Rejection::Unsettled { count: 1 });
    let owner = person("方可");
    act(MeetingCommand::LeaveUndecided { case, owner, reason: "两家各执一词".into() });
    assert_eq!(room.item(case).state, ItemState::Undecided);
    let until = at("17:00").plus_minutes(24 * 60);
    assert_eq!(room.item(case).deferral, Some(domain::triage::Deferral::Undecided { owner, until }));
    room.must(meeting.0, adjourn);
    // The chair still rules on it, after the meeting; a head can no longer claim.
    assert_eq!(room.case_refused(case, assignment("区市场监管局", "江临")), Rejection::MeetingOver);
    let mut ruled = assignment("区市场监管局", "江临");
    if let CaseCommand::AssignCase { settlement, .. } = &mut ruled {
        let basis = "特种设备由市场监管部门牵头".into();
        *settlement =
            Settlement::Decided { by: person("林远"), basis, objection: None, dissent: String::new() };
    }
    room.case_act(case, ruled);
}

#[test]
fn a_decision_is_taken_back_while_the_meeting_runs_and_not_after() {
    let room = Room::open(1);
    let case = room.transferred("10000000001", lift());
    room.close_lines();
    let meeting = room.convene();
    assert_eq!(room.case_refused(case, CaseCommand::UndoDecision), Rejection::NothingToUndo);
    room.case_act(case, assignment("区市场监管局", "江临"));
    room.case_act(case, CaseCommand::UndoDecision);
    let seen = room.case(case);
    assert_eq!((seen.stage, seen.assignment.is_none()), (Stage::PendingTriage, true));
    let page: desk::CasePage = room.view(desk::Query::Case { case });
    let kinds: Vec<&str> = page.timeline.iter().map(|line| line.kind.as_str()).collect();
    assert!(
        kinds.contains(&"CaseAssigned") && kinds.contains(&"DecisionUndone"),
        "nothing is unsaid: {kinds:?}"
    );
    room.case_act(case, assignment("区市场监管局", "江临"));
    room.must(meeting.0, Command::Meeting(MeetingCommand::Adjourn));
    assert_eq!(room.case_refused(case, CaseCommand::UndoDecision), Rejection::MeetingOver);
}

#[test]
fn nothing_is_claimed_before_the_meeting_or_sorted_while_lines_are_open() {
    let room = Room::open(1);
    let case = room.transferred("10000000001", lift());
    assert_eq!(room.case_refused(case, assignment("区市场监管局", "江临")), Rejection::MeetingNotRunning);
    let convene = Command::Meeting(MeetingCommand::Convene { session: room.session });
    assert_eq!(room.refused(uuid::Uuid::new_v4(), convene), Rejection::LinesOpen);
}

#[test]
fn a_late_record_waits_beside_the_agenda_until_it_is_sorted_again() {
    let room = Room::open(1);
    let call = room.call("10000000001");
    let case = room.record(call, lift());
    room.close_lines();
    let meeting = room.convene();
    room.case_act(case, CaseCommand::HandOver);
    room.log(call, None);
    assert_eq!(room.agenda().late, 1);
    room.must(meeting.0, Command::Meeting(MeetingCommand::SortAgenda));
    let agenda = room.agenda();
    assert_eq!((agenda.late, agenda.count.total), (0, 1));
    room.must(meeting.0, Command::Meeting(MeetingCommand::StartPass { pass: Pass::ByUnit }));
    assert_eq!(room.agenda().pass, Pass::ByUnit);
}

#[test]
fn a_record_sent_back_stays_on_the_agenda_and_is_completed() {
    let room = Room::open(1);
    let case = room.transferred("10000000001", lift());
    room.close_lines();
    room.convene();
    room.case_act(case, CaseCommand::SendBackCase { missing: "缺楼栋号".into() });
    assert_eq!(room.case(case).sent_back.as_deref(), Some("缺楼栋号"));
    let mut whole = lift();
    whole.text.matter = "7 号楼 2 单元电梯已停运 9 天。".into();
    room.case_act(case, CaseCommand::AmendCase { form: whole });
    let seen = room.case(case);
    assert_eq!((seen.sent_back, seen.stage), (None, Stage::PendingTriage));
}

#[test]
fn policy_and_directory_propose_what_one_key_settles() {
    let room = Room::open(1);
    let case = room.transferred("10000000001", lift());
    room.close_lines();
    room.convene();
    let item = room.item(case);
    assert_eq!(item.preset.lead, Some(unit("区市场监管局")));
    assert_eq!(item.preset.owner, Some(person("江临")));
    assert_eq!(item.preset.due, Some('7'));
    assert_eq!(item.preset.plan.as_deref(), Some("责成维保单位更换故障部件并复检"));
    assert_eq!(item.units[0].unit, unit("区市场监管局"));
    assert!(item.units[0].present);
}

#[test]
fn a_reported_unit_is_replaced_by_the_one_above_it() {
    let room = Room::open(1);
    let mut about = lift();
    about.matter.reported = Some(unit("区市场监管局"));
    let case = room.transferred("10000000001", about);
    room.close_lines();
    room.convene();
    assert_eq!(room.item(case).preset.lead, Some(unit("市12345平台")));
    let above = Some(unit("市12345平台"));
    assert_eq!(
        room.case_refused(case, assignment("区市场监管局", "江临")),
        Rejection::LeadIsReported { above }
    );
}
