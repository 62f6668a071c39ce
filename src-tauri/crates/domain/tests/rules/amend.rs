//! Completing a record: what it was decided on stays true, and a promise never changes.

use crate::build::*;
use domain::case::*;
use domain::{Field, Rejection};

fn amend(form: CaseForm) -> CaseCommand {
    CaseCommand::AmendCase { form }
}

#[test]
fn a_promise_once_made_is_repeated_or_refused() {
    let scene = Scene::new();
    let case = scene.recorded(promised(Some("2026-12-04")));
    let table = [
        ("as it was", promised(Some("2026-12-04")), None),
        ("another day", promised(Some("2026-12-05")), Some(Rejection::PromiseStands)),
        ("an earlier day", promised(Some("2026-12-03")), Some(Rejection::PromiseStands)),
        ("no day any more", promised(None), Some(Rejection::PromiseStands)),
        (
            "other words",
            CaseForm { promise: "五天内修好".into(), ..promised(Some("2026-12-04")) },
            Some(Rejection::PromiseStands),
        ),
        ("none any more", form(), Some(Rejection::PromiseStands)),
        ("left out", CaseForm { no_promise: false, ..form() }, Some(Rejection::PromiseStands)),
    ];
    for (what, form, answer) in table {
        assert_eq!(scene.try_case(&case, amend(form)).err(), answer, "{what}");
    }
}

#[test]
fn a_promise_keeps_who_and_when_through_every_amendment() {
    let mut scene = Scene::new();
    let case = scene.recorded(promised(Some("2026-12-04")));
    let made = case.promise.clone();
    scene.at = at("15:00");
    scene.actor = CLERK;
    let case = scene.case(&case, amend(promised(Some("2026-12-04"))));
    assert_eq!(case.promise, made);
}

#[test]
fn a_promise_may_still_come_to_a_record_that_had_none() {
    let scene = Scene::new();
    for form in [CaseForm { no_promise: false, ..form() }, form()] {
        let case = scene.case(&scene.recorded(form), amend(promised(Some("2026-12-04"))));
        assert_eq!(case.promise.due(), Some(at("2026-12-04")));
    }
}

#[test]
fn what_was_complete_when_it_was_decided_stays_complete() {
    type Change = fn(&mut CaseForm);
    let table: [(Field, Change); 5] = [
        (Field::Request, |form| form.matter.request = None),
        (Field::Matter, |form| form.text.matter.clear()),
        (Field::Place, |form| form.text.place.clear()),
        (Field::Number, |form| form.text.number.clear()),
        (Field::Promise, |form| form.no_promise = false),
    ];
    let scene = Scene::new();
    let on_the_spot = Stage::Closed { how: CloseKind::OnSpot };
    for (field, change) in table {
        let without = || amend(form_with(change));
        assert!(scene.try_case(&scene.recorded(form()), without()).is_ok(), "{field:?} while recording");
        for stage in [Stage::PendingTriage, Stage::Assigned, Stage::InProgress, on_the_spot] {
            let answer = scene.refused_case(&scene.at_stage(stage), without());
            assert_eq!(answer, Rejection::Missing { fields: vec![field] }, "{stage:?}");
        }
    }
}

#[test]
fn what_was_never_there_may_stay_away() {
    let scene = Scene::new();
    let bare =
        scene.recorded(CaseForm { text: MatterText { place: String::new(), ..form().text }, ..form() });
    let answered = scene.case(&bare, answer());
    let same = form_with(|form| form.text.place.clear());
    assert!(scene.try_case(&answered, amend(same)).is_ok());
}

#[test]
fn a_hazard_that_turns_up_later_cannot_stay_answered_on_the_call() {
    let scene = Scene::new();
    let hazard = || amend(form_with(|form| form.matter.hazard = true));
    let answered = scene.at_stage(Stage::Closed { how: CloseKind::OnSpot });
    assert_eq!(scene.refused_case(&answered, hazard()), Rejection::HazardNotOnCall);
    assert!(scene.case(&scene.pending(), hazard()).matter.hazard);
}

#[test]
fn a_unit_that_leads_does_not_become_the_one_complained_of() {
    let scene = Scene::new();
    let blame = |unit| amend(form_with(|form| form.matter.reported = Some(unit)));
    let above = Some(CITY);
    assert_eq!(scene.refused_case(&scene.assigned(), blame(MARKET)), Rejection::LeadIsReported { above });
    assert!(scene.try_case(&scene.assigned(), blame(WATER)).is_ok());
    assert!(scene.try_case(&scene.pending(), blame(MARKET)).is_ok(), "nobody leads yet");
}

#[test]
fn no_promise_comes_up_before_a_due_date_that_was_given_without_its_reason() {
    let scene = Scene::new();
    // Due 2026-12-04T17:30.
    let case = scene.assigned();
    let promise = at("2026-12-03T17:30");
    let refused = scene.refused_case(&case, amend(promised(Some("2026-12-03T17:30"))));
    assert_eq!(refused, Rejection::LaterThanPromised { promised: promise });
    for kept in [Some("2026-12-04"), Some("2026-12-04T17:30"), None] {
        assert!(scene.try_case(&case, amend(promised(kept))).is_ok(), "{kept:?}");
    }
}

#[test]
fn an_amendment_answers_what_was_sent_back() {
    let scene = Scene::new();
    let back = scene.case(&scene.pending(), CaseCommand::SendBackCase { missing: "缺楼号".into() });
    assert_eq!(back.sent_back.as_deref(), Some("缺楼号"));
    assert_eq!(scene.case(&back, amend(form())).sent_back, None);
}
