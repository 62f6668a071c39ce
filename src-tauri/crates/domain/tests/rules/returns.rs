//! 退单 and its ruling (T11–T13): once a unit, in time, with its basis; and no minute without somebody responsible.

use crate::build::*;
use crate::build_follow::*;
use domain::case::follow::FollowCommand;
use domain::case::follow::facts::*;
use domain::case::*;
use domain::event::FollowEvent;
use domain::view::{CaseFull, CaseRow};
use domain::{Field, Rejection};

#[test]
fn a_return_needs_a_basis_and_another_unit_that_did_not_have_it() {
    let ask = |said_by, belongs_to, basis: &str| FollowCommand::AskReturn {
        said_by,
        belongs_to,
        basis: basis.into(),
    };
    let table = [
        ("with all of it", ask(HEAD, WATER, "三定方案第四条"), None),
        ("no basis", ask(HEAD, WATER, " "), Some(Rejection::Missing { fields: vec![Field::Basis] })),
        ("to itself", ask(HEAD, MARKET, "三定方案第四条"), Some(Rejection::ReturnToItself)),
        ("to no unit", ask(HEAD, NO_UNIT, "三定方案第四条"), Some(Rejection::UnknownUnit)),
        ("said by nobody", ask(NOBODY, WATER, "三定方案第四条"), Some(Rejection::UnknownPerson)),
    ];
    let scene = Scene::new();
    for (what, command, refused) in table {
        assert_eq!(scene.try_follow(&scene.assigned(), command).err(), refused, "{what}");
    }
}

#[test]
fn a_return_is_asked_for_within_a_working_day_and_never_of_what_the_chair_ruled() {
    let scene = Scene::new();
    let case = scene.assigned();
    assert!(scene.later("2026-12-02T17:30").try_follow(&case, give_back(WATER)).is_ok());
    let latest = at("2026-12-02T17:30");
    let late = scene.later("2026-12-02T17:31").follow_refused(&case, give_back(WATER));
    assert_eq!(late, Rejection::ReturnTooLate { latest });
    let ruled = scene.case(&scene.pending(), assignment(|said| said.settlement = decided()).command());
    assert_eq!(scene.follow_refused(&ruled, give_back(WATER)), Rejection::LeadLocked { unit: MARKET });
    let asked = scene.follow(&case, give_back(WATER));
    assert_eq!(scene.follow_refused(&asked, give_back(WATER)), Rejection::ReturnOpen);
    assert_eq!(scene.follow_refused(&asked, FollowCommand::Acknowledge), Rejection::ReturnOpen);
}

/// The due date stands, the chain has no gap, and the next unit is responsible from the same moment.
#[test]
fn an_upheld_return_moves_lead_and_owner_at_once_and_no_due_date() {
    let scene = Scene::new();
    let asked = scene.follow(&scene.assigned(), give_back(WATER));
    let (due, ruled_at) = (asked.due(), "2026-12-02T09:00");
    let moved = scene.later(ruled_at).follow(&asked, uphold(SECRETARY, WATER));
    assert_eq!((moved.stage, moved.lead(), moved.due()), (Stage::Assigned, Some(WATER), due));
    assert_eq!(moved.assignment.as_ref().map(|given| given.owner), Some(CLERK));
    let hops: Vec<_> = moved.follow.hops.iter().map(|hop| (hop.unit, hop.from, hop.until)).collect();
    let handed = at(ruled_at);
    assert_eq!(hops, [(MARKET, at("11:00"), Some(handed)), (WATER, handed, None)]);
    assert!(!moved.follow.locked, "nobody but the chair locks it");
}

#[test]
fn a_refused_return_stays_where_it_is_and_is_never_returned_again() {
    let scene = Scene::new();
    let asked = scene.follow(&scene.assigned(), give_back(WATER));
    let kept = scene.follow(&asked, refuse(SECRETARY));
    assert_eq!((kept.stage, kept.lead(), kept.follow.locked), (Stage::InProgress, Some(MARKET), true));
    let again = scene.follow_refused(&Case { stage: Stage::Assigned, ..kept }, give_back(WATER));
    assert_eq!(again, Rejection::LeadLocked { unit: MARKET });
}

/// `ballpass`: the second return in all makes it a 问题工单, which goes to the chair, and his word locks the lead.
#[test]
fn the_second_return_makes_it_the_chairs_whose_word_locks_the_lead() {
    let scene = Scene::new();
    let first = scene.follow(&scene.assigned(), give_back(WATER));
    let moved = scene.follow(&first, uphold(SECRETARY, WATER));
    let back = scene.follow_refused(&moved, give_back(MARKET));
    assert_eq!(back, Rejection::InHopChain { unit: MARKET });
    let events = scene.try_follow(&moved, give_back(HEADLESS)).unwrap();
    let raised = events.iter().any(|event| matches!(event, FollowEvent::HardCaseRaised(..)));
    assert!(raised, "{events:?}");
    let second = scene.follow(&moved, give_back(HEADLESS));
    assert_eq!(second.follow.hard.map(|(_, why)| why), Some(HardWhy::Returned));
    assert_eq!(scene.follow_refused(&second, uphold(SECRETARY, HEADLESS)), Rejection::ChairDecides);
    assert_eq!(scene.follow_refused(&second, refuse(SECRETARY)), Rejection::ChairDecides);
    // He may give it back to a unit that had it.
    let ruled = scene.follow(&second, uphold(CHAIR, MARKET));
    assert_eq!((ruled.lead(), ruled.follow.locked, ruled.due()), (Some(MARKET), true, moved.due()));
    assert_eq!(scene.follow_refused(&ruled, give_back(HEADLESS)), Rejection::LeadLocked { unit: MARKET });
}

#[test]
fn a_unit_returns_a_case_once_even_if_it_comes_back_to_it() {
    let scene = Scene::new();
    let mut case = scene.follow(&scene.assigned(), give_back(WATER));
    case = scene.follow(&case, uphold(SECRETARY, WATER));
    // As if the chair had not locked it.
    case = scene.follow(&scene.follow(&case, give_back(HEADLESS)), uphold(CHAIR, MARKET));
    case.follow.locked = false;
    assert_eq!(scene.follow_refused(&case, give_back(CITY)), Rejection::ReturnedBefore { unit: MARKET });
}

#[test]
fn a_return_of_a_case_that_was_voided_meanwhile_is_ruled_on_no_more() {
    let scene = Scene::new();
    let asked = scene.follow(&scene.assigned(), give_back(WATER));
    assert_eq!(scene.follow_refused(&asked, uphold(CHAIR, MARKET)), Rejection::ReturnToItself);
    let stage = Stage::Voided { reason: VoidReason::Misrecorded };
    let voided = Case { stage, ..asked };
    assert_eq!(scene.follow_refused(&voided, uphold(CHAIR, WATER)), Rejection::StageForbids { stage });
    assert_eq!(scene.follow_refused(&voided, refuse(CHAIR)), Rejection::StageForbids { stage });
    // Nobody answers for what was voided.
    let voided = scene.later("2026-12-01T12:00").case(&scene.assigned(), void());
    let ends: Vec<_> = voided.follow.hops.iter().map(|hop| hop.until).collect();
    assert_eq!(ends, [Some(at("12:00"))]);
}

#[test]
fn only_the_chair_sets_another_date_or_gives_a_case_to_another_unit_unasked() {
    let scene = Scene::new();
    let anew = |decided_by, due| FollowCommand::RuleLead {
        decided_by,
        basis: "三定方案第四条".into(),
        lead: WATER,
        assisting: vec![MARKET],
        owner: WATER_HEAD,
        due,
    };
    let case = scene.in_progress();
    assert_eq!(scene.follow_refused(&case, anew(SECRETARY, None)), Rejection::ChairDecides);
    let moved = scene.follow(&case, anew(CHAIR, Some(DueWish::WorkingDays { days: 5 })));
    assert_eq!(moved.due(), Some(at("2026-12-08T17:30")));
    assert_eq!(scene.follow(&case, anew(CHAIR, None)).due(), case.due());
}

/// 办结时限 on every list and page is the one that holds, and the chain shows who has it now.
#[test]
fn what_is_shown_is_the_date_and_the_unit_that_hold() {
    let scene = Scene::new();
    let noted =
        FollowCommand::NotePlatform { number: "GD20261201".into(), status: None, word: String::new() };
    let pending = scene.follow(&scene.pending(), noted);
    let case = scene.case(&pending, assignment(|_| {}).command());
    assert_eq!(case.follow.platform.as_ref().map(|it| it.number.as_str()), Some("GD20261201"));
    let anew = FollowCommand::RuleLead {
        decided_by: CHAIR,
        basis: "三定方案第四条".into(),
        lead: WATER,
        assisting: Vec::new(),
        owner: WATER_HEAD,
        due: Some(DueWish::WorkingDays { days: 5 }),
    };
    let moved = scene.later("2026-12-01T14:00").follow(&case, anew);
    let due = Some(at("2026-12-08T17:30"));
    assert_eq!(CaseRow::of(&moved, &scene.directory).due, due);
    let full = CaseFull::of(&moved, &scene.directory);
    assert_eq!(full.assignment.as_ref().map(|given| given.due), due);
    let hops: Vec<_> = full.hops.iter().map(|hop| (hop.unit.as_str(), hop.hours)).collect();
    assert_eq!(hops, [("区市场监管局", Some(3)), ("区水务局", None)]);
}
