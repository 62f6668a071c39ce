//! 认领, 裁定, 交办 (T7, T8): who leads, who owns, what is done, and until when.

use crate::build::*;
use domain::case::*;
use domain::event::CaseEvent;
use domain::vague::Missing;
use domain::{Field, Rejection, Stamp};

type Change = fn(&mut Said);
type FormChange = fn(&mut CaseForm);

#[test]
fn an_assignment_needs_lead_owner_plan_and_due_date() {
    let missing = |field| Some(Rejection::Missing { fields: vec![field] });
    let vague =
        |word: &str, missing| Some(Rejection::Vague { field: Field::Plan, word: word.into(), missing });
    let table: [(&str, Change, Option<Rejection>); 14] = [
        ("with all of it", |_| {}, None),
        ("by the chair", |said| said.settlement = decided(), None),
        ("no such unit", |said| said.lead = NO_UNIT, Some(Rejection::UnknownUnit)),
        ("no such assisting unit", |said| said.assisting.push(NO_UNIT), Some(Rejection::UnknownUnit)),
        ("the lead assists", |said| said.assisting.push(MARKET), Some(Rejection::LeadAmongAssisting)),
        ("no such owner", |said| said.owner = NOBODY, Some(Rejection::UnknownPerson)),
        (
            "claimed by nobody",
            |said| said.settlement = Settlement::Claimed { by: NOBODY },
            Some(Rejection::UnknownPerson),
        ),
        ("no plan", |said| said.plan = " \n ".into(), missing(Field::Plan)),
        ("a plan that binds nobody", |said| said.plan = "尽快处理".into(), vague("尽快", Missing::Deed)),
        ("a deed without a day", |said| said.plan = "尽快更换曳引机".into(), vague("尽快", Missing::Date)),
        ("a deed with its day", |said| said.plan = "尽快更换曳引机，12月4日前完成".into(), None),
        ("only filler", |said| said.plan = "认真研究处理".into(), vague("研究处理", Missing::Deed)),
        (
            "a ruling without a basis",
            |said| {
                let (basis, dissent) = (String::new(), String::new());
                said.settlement = Settlement::Decided { by: CHAIR, basis, objection: None, dissent };
            },
            missing(Field::Basis),
        ),
        (
            "a plan of 5,001 characters",
            |said| said.plan = "修".repeat(5_001),
            Some(Rejection::Input {
                field: Field::Plan,
                problem: domain::input::InputProblem::TooLong { max: 5_000, have: 5_001 },
            }),
        ),
    ];
    let scene = Scene::new();
    for (what, change, refused) in table {
        let answer = scene.try_case(&scene.pending(), assignment(change).command());
        assert_eq!(answer.err(), refused, "{what}");
    }
}

#[test]
fn a_due_date_is_a_day_that_somebody_works_and_neither_past_nor_far() {
    let day = |text: &str| DueWish::Day { day: text.parse().unwrap() };
    let days = |days| DueWish::WorkingDays { days };
    let on = |text: &str| DueWish::At { at: at(text) };
    let due = |text: &str| Ok((at(text), None));
    let (past, far) = (Err(Rejection::DueInPast), Err(Rejection::DueTooFar));
    let table = [
        ("today", days(0), due("17:30")),
        ("three working days", days(3), due("2026-12-04T17:30")),
        ("over a weekend", days(4), due("2026-12-07T17:30")),
        ("into a year without data", days(25), Ok((at("2027-01-05T17:30"), Some(2027)))),
        ("a day", day("2026-12-04"), due("2026-12-04T17:30")),
        ("this day", day("2026-12-01"), due("17:30")),
        ("a Saturday", day("2026-12-05"), Err(Rejection::DueOnRestDay)),
        ("a day of a year without data", day("2027-01-01"), Ok((at("2027-01-01T17:30"), Some(2027)))),
        ("yesterday", day("2026-11-30"), past.clone()),
        ("the first day there is", day("-262143-01-01"), past.clone()),
        ("9999", day("9999-12-31"), far.clone()),
        ("the last day there is", day("+262142-12-31"), far.clone()),
        ("two hours", on("13:00"), due("13:00")),
        ("an hour on a Saturday, said as such", on("2026-12-05T11:00"), due("2026-12-05T11:00")),
        ("now", on("11:00"), past.clone()),
        ("the beginning of time", DueWish::At { at: Stamp(i64::MIN) }, past),
        ("the end of time", DueWish::At { at: Stamp(i64::MAX) }, far.clone()),
        ("a hundred years of days", days(25_000), far.clone()),
        ("more days than a number holds", days(u32::MAX), far),
    ];
    let scene = Scene::new();
    for (what, wish, expected) in table {
        let said = assignment(|said| said.due = wish).command();
        let due = scene.try_case(&scene.pending(), said).map(|events| match events.last() {
            Some(CaseEvent::CaseAssigned(facts, _)) => (facts.due, facts.provisional),
            other => panic!("{other:?}"),
        });
        assert_eq!(due, expected, "{what}");
    }
}

#[test]
fn today_is_over_at_the_close_of_day() {
    let mut scene = Scene::new();
    let pending = scene.pending();
    let said = |days| assignment(|said| said.due = DueWish::WorkingDays { days }).command();
    scene.at = at("17:30");
    assert_eq!(scene.refused_case(&pending, said(0)), Rejection::DueInPast);
    assert_eq!(scene.case(&pending, said(1)).assignment.unwrap().due, at("2026-12-02T17:30"));
    scene.at = at("17:31");
    assert_eq!(scene.case(&pending, said(1)).assignment.unwrap().due, at("2026-12-03T17:30"));
}

#[test]
fn later_than_promised_needs_its_reason() {
    // Due 2026-12-04T17:30.
    let table = [
        ("nothing promised", None, "", false),
        ("promised for later", Some("2026-12-05"), "", false),
        ("promised for that day", Some("2026-12-04"), "", false),
        ("promised for that hour", Some("2026-12-04T17:30"), "", false),
        ("promised for an hour before", Some("2026-12-04T16:30"), "配件从外地运来", true),
        ("promised for a day before", Some("2026-12-03"), "配件从外地运来", true),
        ("promised for today", Some("17:30"), "配件从外地运来", true),
    ];
    let scene = Scene::new();
    for (what, promise, reason, later) in table {
        let form = if promise.is_some() { promised(promise) } else { form() };
        let pending = scene.case(&scene.recorded(form), CaseCommand::HandOver);
        let said = |reason: &str| assignment(|said| said.late_reason = reason.into()).command();
        let without = scene.try_case(&pending, said("  ")).err();
        let refused = later.then(|| Rejection::LaterThanPromised { promised: at(promise.unwrap()) });
        assert_eq!(without, refused, "{what}");
        let given = scene.case(&pending, said(reason)).assignment.unwrap();
        assert_eq!((given.later_than_promised, given.late_reason.as_str()), (later, reason), "{what}");
    }
}

#[test]
fn a_reason_without_a_broken_promise_is_not_kept() {
    let scene = Scene::new();
    let said = assignment(|said| said.late_reason = "配件从外地运来".into()).command();
    assert_eq!(scene.case(&scene.pending(), said).assignment.unwrap().late_reason, "");
}

#[test]
fn the_reported_unit_leads_by_no_door() {
    let scene = Scene::new();
    let pending = |unit| {
        let form = form_with(|form| form.matter.reported = Some(unit));
        scene.case(&scene.recorded(form), CaseCommand::HandOver)
    };
    let doors = || [claim(), adjudicate(MARKET, None), assignment(|_| {}).command()];
    for command in doors() {
        let refused = scene.refused_case(&pending(MARKET), command);
        assert_eq!(refused, Rejection::LeadIsReported { above: Some(CITY) });
    }
    for command in doors() {
        assert!(scene.try_case(&pending(WATER), command).is_ok(), "another is complained of");
    }
}

#[test]
fn the_lead_that_the_chair_fixed_is_locked_until_it_is_undone() {
    let scene = Scene::new();
    let ruled = scene.case(&scene.pending(), adjudicate(WATER, None));
    let locked = Rejection::LeadLocked { unit: WATER };
    let by_chair = assignment(|said| said.settlement = decided()).command();
    for command in [claim(), adjudicate(MARKET, None), assignment(|_| {}).command(), by_chair] {
        assert_eq!(scene.refused_case(&ruled, command), locked);
    }
    let to_water = |said: &mut Said| (said.lead, said.assisting) = (WATER, vec![MARKET]);
    assert!(scene.try_case(&ruled, assignment(to_water).command()).is_ok());
    let free = scene.case(&ruled, CaseCommand::UndoDecision);
    assert_eq!(free.locked_lead(), None);
    assert!(scene.try_case(&free, claim()).is_ok());
}

#[test]
fn an_objection_names_units_and_people_that_the_house_knows() {
    let says = |unit, said_by, belongs_to| Some(Objection { unit, said_by, belongs_to });
    let table = [
        ("none", None, None),
        ("belongs to the water bureau", says(MARKET, HEAD, Some(WATER)), None),
        ("belongs to no unit that he could name", says(MARKET, HEAD, None), None),
        ("an unknown unit objects", says(NO_UNIT, HEAD, None), Some(Rejection::UnknownUnit)),
        ("belongs to an unknown unit", says(MARKET, HEAD, Some(NO_UNIT)), Some(Rejection::UnknownUnit)),
        ("nobody objects", says(MARKET, NOBODY, None), Some(Rejection::UnknownPerson)),
    ];
    let scene = Scene::new();
    for (what, objection, refused) in table {
        let (by, basis, dissent) = (CHAIR, "三定方案第四条".to_string(), String::new());
        let settlement = Settlement::Decided { by, basis, objection, dissent };
        let assign = assignment(|said| said.settlement = settlement).command();
        for command in [adjudicate(WATER, objection), assign] {
            assert_eq!(scene.try_case(&scene.pending(), command).err(), refused, "{what}");
        }
    }
}

#[test]
fn a_ruling_that_stands_does_not_excuse_an_unknown_speaker() {
    let scene = Scene::new();
    let ruled = scene.case(&scene.pending(), adjudicate(MARKET, None));
    let stranger = |said: &mut Said| {
        let (basis, dissent) = ("依据".into(), String::new());
        said.settlement = Settlement::Decided { by: NOBODY, basis, objection: None, dissent };
    };
    assert_eq!(scene.refused_case(&ruled, assignment(stranger).command()), Rejection::UnknownPerson);
}

#[test]
fn what_was_decided_is_said_once() {
    let scene = Scene::new();
    let kinds = |case: &Case, said: Said| -> Vec<&'static str> {
        scene.try_case(case, said.command()).unwrap().iter().map(CaseEvent::kind).collect()
    };
    let chair = |said: &mut Said| said.settlement = decided();
    let (pending, claimed) = (scene.pending(), scene.case(&scene.pending(), claim()));
    let ruled = scene.case(&pending, adjudicate(MARKET, None));
    let table = [
        ("claimed in one go", kinds(&pending, assignment(|_| {})), vec!["CaseClaimed", "CaseAssigned"]),
        ("claimed before", kinds(&claimed, assignment(|_| {})), vec!["CaseAssigned"]),
        (
            "with another gap",
            kinds(&claimed, assignment(|said| said.gap = "响应慢".into())),
            vec!["CaseClaimed", "CaseAssigned"],
        ),
        ("ruled in one go", kinds(&pending, assignment(chair)), vec!["LeadAdjudicated", "CaseAssigned"]),
        ("ruled before", kinds(&ruled, assignment(chair)), vec!["CaseAssigned"]),
    ];
    for (what, have, expected) in table {
        assert_eq!(have, expected, "{what}");
    }
}

#[test]
fn an_assisting_unit_stands_there_once() {
    let scene = Scene::new();
    let twice = assignment(|said| said.assisting = vec![WATER, HEADLESS, WATER]).command();
    let given = scene.case(&scene.pending(), twice).assignment.unwrap();
    assert_eq!(given.assisting, vec![WATER, HEADLESS]);
}

#[test]
fn the_speaker_is_named_and_the_actor_typed() {
    let scene = Scene::new();
    let given = scene.assigned().assignment.unwrap();
    assert_eq!((given.said_by, given.recorded_by), (HEAD, SECRETARY));
    assert_eq!((given.owner_name.as_str(), given.working_days), ("江临同志", Some(3)));
    let ruled = assignment(|said| said.settlement = decided()).command();
    assert_eq!(scene.case(&scene.pending(), ruled).assignment.unwrap().said_by, CHAIR);
}

/// T9.
#[test]
fn a_confidential_case_and_every_report_is_assigned_shielded() {
    let table: [(&str, FormChange, bool); 3] = [
        ("a complaint", |form| form.matter.request = Some(RequestType::Complaint), false),
        ("a report", |form| form.matter.request = Some(RequestType::Report), true),
        ("a confidential request", |form| form.matter.confidential = true, true),
    ];
    let scene = Scene::new();
    for (what, change, shielded) in table {
        let recorded = scene.recorded(form_with(change));
        let pending = scene.case(&recorded, CaseCommand::HandOver);
        let assigned = scene.case(&pending, assignment(|_| {}).command());
        assert_eq!(assigned.assignment.unwrap().shielded, shielded, "{what}");
        let same_day = scene.case(&recorded, today("17:30"));
        assert_eq!(same_day.assignment.unwrap().shielded, shielded, "{what}");
    }
}

#[test]
fn an_undone_decision_leaves_nothing_of_it() {
    let scene = Scene::new();
    let undone = scene.case(&scene.assigned(), CaseCommand::UndoDecision);
    assert_eq!((undone.stage, &undone.claim, &undone.assignment), (Stage::PendingTriage, &None, &None));
    assert_eq!(scene.refused_case(&undone, CaseCommand::UndoDecision), Rejection::NothingToUndo);
    let same_day = scene.case(&scene.recorded(form()), today("17:30"));
    assert_eq!(scene.refused_case(&same_day, CaseCommand::UndoDecision), Rejection::NothingToUndo);
}

#[test]
fn another_owner_is_somebody_known() {
    let scene = Scene::new();
    for (owner, said_by) in [(NOBODY, HEAD), (CLERK, NOBODY)] {
        let name = CaseCommand::NameOwner { owner, said_by };
        assert_eq!(scene.refused_case(&scene.assigned(), name), Rejection::UnknownPerson);
    }
    let named = scene.case(&scene.assigned(), CaseCommand::NameOwner { owner: CLERK, said_by: HEAD });
    let given = named.assignment.unwrap();
    assert_eq!(
        (given.owner, given.owner_name.as_str(), given.due),
        (CLERK, "文澜同志", at("2026-12-04T17:30"))
    );
}

/// An assignment by a workstation whose clock is so many seconds behind the hub's.
fn given_by_a_clock(seconds: i64) -> (Scene, Case) {
    let mut scene = Scene::new();
    scene.around.clock_behind = seconds * 1000;
    let case = scene.assigned();
    (scene, case)
}

#[test]
fn a_due_date_of_a_clock_more_than_a_minute_out_waits_for_a_person() {
    for (seconds, waits) in [(0, None), (60, None), (-60, None), (61, Some(61)), (-200, Some(-200))] {
        let (scene, case) = given_by_a_clock(seconds);
        assert_eq!(case.due_to_check(), waits, "{seconds} s");
        let same_day = scene.case(&scene.recorded(form()), today("17:30"));
        assert_eq!(same_day.due_to_check(), waits, "{seconds} s, the same day");
        let undone = scene.case(&case, CaseCommand::UndoDecision);
        assert_eq!(undone.due_to_check(), None, "nothing is left of it");
    }
}

#[test]
fn a_checked_due_date_stands_as_it_was_and_waits_no_longer() {
    let (scene, case) = given_by_a_clock(200);
    let checked = scene.case(&case, CaseCommand::CheckDueDate { anew: None });
    let (before, after) = (case.assignment.unwrap(), checked.assignment.as_ref().unwrap());
    assert_eq!((after.due, after.working_days), (before.due, before.working_days));
    assert_eq!(checked.due_to_check(), None);
    let again = CaseCommand::CheckDueDate { anew: None };
    assert_eq!(scene.refused_case(&checked, again), Rejection::NotFound, "it is no way of moving a date");
}

#[test]
fn a_due_date_set_anew_keeps_to_the_rules_it_was_given_by() {
    let (scene, case) = given_by_a_clock(200);
    let anew = |at: Stamp| CaseCommand::CheckDueDate { anew: Some(DueWish::At { at }) };
    let set = scene.case(&case, anew(at("2026-12-03T17:30")));
    let given = set.assignment.as_ref().unwrap();
    assert_eq!((given.due, given.working_days, set.due_to_check()), (at("2026-12-03T17:30"), None, None));
    assert_eq!(scene.refused_case(&case, anew(at("10:00"))), Rejection::DueInPast);
    let friday = "2026-12-04T17:30";
    let pending = scene.case(&scene.recorded(promised(Some(friday))), CaseCommand::HandOver);
    let given = scene.case(&pending, assignment(|_| {}).command());
    let later = anew(at("2026-12-07T17:30"));
    assert_eq!(scene.refused_case(&given, later), Rejection::LaterThanPromised { promised: at(friday) });
    let same_day = scene.case(&scene.recorded(form()), today("17:00"));
    let (tomorrow, latest) = (anew(at("2026-12-02T10:00")), at("17:30"));
    assert_eq!(scene.refused_case(&same_day, tomorrow), Rejection::DueNotToday { latest });
}
