//! `sewer`: a well that three units have passed on for months comes to the meeting, and is assigned there.

use domain::case::{CaseCommand, DueWish, PassedOn, PriorStop, Settlement, Stage};
use domain::triage::Group;
use domain::{Rejection, Stamp};
use tests::{Room, at, form, moment, person, unit};

fn sewer() -> domain::case::CaseForm {
    let mut sewer = form("小区南墙外的污水井塌陷,污水外溢,找过社区、住建,都说不归自己管。", "区住建局");
    let stop = |name: &str, hours, why| PriorStop {
        unit: unit(name),
        from: Some(moment("2026-09-01T09:00")),
        hours: Some(hours),
        why,
    };
    sewer.matter.stops = vec![
        stop("石桥街道办事处", 26, PassedOn::NotItsDuty),
        stop("区住建局", 52, PassedOn::BelongsToCompany),
        stop("滨河供热公司", 90, PassedOn::NotHandedOver),
    ];
    sewer.matter.asked_before = 3;
    sewer.promise = "这个星期五以前修好。".into();
    sewer.promise_due = Some(friday());
    sewer
}

fn friday() -> Stamp {
    moment("2026-12-04T17:30")
}

#[test]
fn a_repeat_of_three_units_comes_before_plain_cases_with_its_hop_chain() {
    let room = Room::open(1);
    room.transferred("10000000001", form("路灯不亮,请来修理。", "区城管执法局"));
    let sewer = room.transferred("10000000002", sewer());
    room.close_lines();
    room.convene();
    let agenda = room.agenda();
    assert_eq!(agenda.groups[0].group, Group::Repeat);
    assert_eq!(agenda.groups[0].items[0].case, sewer);
    let item = room.item(sewer);
    let hops: Vec<_> = item.case.hops.iter().map(|hop| (hop.unit.as_str(), hop.hours)).collect();
    assert_eq!(hops, [("石桥街道办事处", Some(26)), ("区住建局", Some(52)), ("滨河供热公司", Some(90))]);
}

#[test]
fn an_assignment_has_lead_owner_plan_and_due_and_keeps_who_spoke_from_who_typed() {
    let room = Room::open(1);
    let case = room.transferred("10000000002", sewer());
    room.close_lines();
    room.convene();
    room.desk.clock.set(at("10:45"));
    let assign = CaseCommand::AssignCase {
        lead: unit("区住建局"),
        assisting: vec![unit("石桥街道办事处")],
        owner: person("白帆"),
        due: DueWish::WorkingDays { days: 3 },
        plan: "疏通管道并更换井盖".into(),
        late_reason: String::new(),
        gap: "接到转办后没有到现场。".into(),
        settlement: Settlement::Claimed { by: person("韩越") },
    };
    room.case_act(case, assign);
    let case = room.case(case);
    assert_eq!(case.stage, Stage::Assigned);
    let given = case.assignment.unwrap();
    assert_eq!(given.due, friday(), "three working days after Tuesday is the promised Friday");
    assert!(!given.later_than_promised);
    assert_eq!((given.said_by.as_str(), given.recorded_by.as_str()), ("韩越局长", "李敏"));
    assert_eq!((given.owner_name.as_str(), case.claimed_by.as_str()), ("白帆副局长", "韩越局长"));
    assert_eq!(case.gap, "接到转办后没有到现场。");
}

#[test]
fn a_date_later_than_promised_needs_a_reason_and_says_so_for_ever() {
    let room = Room::open(1);
    let case = room.transferred("10000000002", sewer());
    room.close_lines();
    room.convene();
    let assign = |reason: &str| CaseCommand::AssignCase {
        lead: unit("区住建局"),
        assisting: Vec::new(),
        owner: person("韩越"),
        due: DueWish::WorkingDays { days: 7 },
        plan: "疏通管道并更换井盖".into(),
        late_reason: reason.into(),
        gap: String::new(),
        settlement: Settlement::Claimed { by: person("韩越") },
    };
    let refused = room.case_refused(case, assign(""));
    assert_eq!(refused, Rejection::LaterThanPromised { promised: friday() });
    room.case_act(case, assign("井盖要定制,七个工作日到货"));
    let given = room.case(case).assignment.unwrap();
    assert!(given.later_than_promised);
    assert_eq!(given.late_reason, "井盖要定制,七个工作日到货");
}

#[test]
fn a_promise_once_made_never_changes() {
    let room = Room::open(1);
    let call = room.call("10000000002");
    let case = room.record(call, sewer());
    let mut other = sewer();
    other.promise = "尽量早点修。".into();
    assert_eq!(room.case_refused(case, CaseCommand::AmendCase { form: other }), Rejection::PromiseStands);
    let mut later = sewer();
    later.promise_due = Some(moment("2026-12-11T17:30"));
    assert_eq!(room.case_refused(case, CaseCommand::AmendCase { form: later }), Rejection::PromiseStands);
    let mut place = sewer();
    place.text.place = "南湖区·石桥街道·柳堤路".into();
    room.case_act(case, CaseCommand::AmendCase { form: place });
    let seen = room.case(case);
    assert_eq!(seen.text.place, "南湖区·石桥街道·柳堤路");
    let domain::view::PromiseSeen::Made { words, due, by, .. } = seen.promise else { panic!("a promise") };
    assert_eq!((words.as_str(), due, by.as_str()), ("这个星期五以前修好。", Some(friday()), "林远书记"));
}
