//! `lift`: a lift stands still for nine days; the head is called over, and it is promised for today.

use domain::Rejection;
use domain::call::Disposition;
use domain::case::{CaseCommand, Stage};
use tests::{Room, at, lift, person, unit};

fn today(due: &str) -> CaseCommand {
    CaseCommand::HandleToday {
        lead: unit("区市场监管局"),
        owner: person("江临"),
        due: at(due),
        plan: "更换主板后复检".into(),
    }
}

#[test]
fn a_case_is_handled_today_when_the_head_is_in_the_room() {
    let room = Room::open(1);
    room.desk.clock.set(at("09:44"));
    let call = room.call("10047206621");
    let mut form = lift();
    form.promise = "今天下午五点半前把电梯修好,修好给你打电话。".into();
    form.promise_due = Some(at("17:30"));
    let case = room.record(call, form);
    room.case_act(case, today("17:30"));
    let log = room.log(call, None);
    assert_eq!(log.version, 4);
    let case = room.case(case);
    assert_eq!((case.stage, case.disposition), (Stage::Assigned, Some(Disposition::SameDay)));
    let given = case.assignment.unwrap();
    assert_eq!((given.lead_name.as_str(), given.owner_name.as_str()), ("区市场监管局", "江临局长"));
    assert_eq!((given.due, given.same_day), (at("17:30"), true));
    assert_eq!(room.figures().tally.same_day, 1);
}

#[test]
fn nobody_present_or_reached_means_not_today_until_the_dispatch_is_noted() {
    let room = Room::open(1);
    let call = room.call("10047206621");
    let case = room.record(call, lift());
    let lead = unit("区水务局");
    let water = |plan: &str| CaseCommand::HandleToday {
        lead,
        owner: person("洪波"),
        due: at("17:30"),
        plan: plan.into(),
    };
    assert_eq!(room.case_refused(case, water("")), Rejection::NobodyReached { unit: lead });
    let (called_at, reply) = (at("09:00"), "已派人,下午三点前到场".to_string());
    let missed = CaseCommand::NoteDispatch { person: person("洪波"), called_at, reached: false, reply };
    room.case_act(case, missed);
    assert_eq!(room.case_refused(case, water("")), Rejection::NobodyReached { unit: lead });
    let reply = "已派人,下午三点前到场".to_string();
    let reached = CaseCommand::NoteDispatch { person: person("洪波"), called_at, reached: true, reply };
    room.case_act(case, reached);
    room.case_act(case, water(""));
}

#[test]
fn today_means_today_and_not_after_half_past_five() {
    let room = Room::open(1);
    let call = room.call("10047206621");
    let case = room.record(call, lift());
    assert_eq!(room.case_refused(case, today("08:59")), Rejection::DueInPast);
    assert_eq!(room.case_refused(case, today("17:31")), Rejection::DueNotToday { latest: at("17:30") });
    room.case_act(case, today("12:00"));
}

#[test]
fn a_reported_unit_does_not_lead_its_own_case() {
    let room = Room::open(1);
    let call = room.call("10047206621");
    let mut form = lift();
    form.matter.reported = Some(unit("区市场监管局"));
    let case = room.record(call, form);
    let above = Some(unit("市12345平台"));
    assert_eq!(room.case_refused(case, today("17:30")), Rejection::LeadIsReported { above });
}
