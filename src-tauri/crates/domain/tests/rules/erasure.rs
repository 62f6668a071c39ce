//! Erasure on lawful request: a case that is over, two people, seven days.

use crate::build::*;
use domain::erasure::{
    self, Erasure, ErasureCommand, ErasureConfirmed, ErasureDropped, ErasureProposed, ErasureReason, Erasures,
};
use domain::event::{ErasureEvent, Made};
use domain::id::PersonId;
use domain::permission::Role;
use domain::{Moment, Rejection, Stamp};
use uuid::Uuid;

const ID: Uuid = Uuid::from_u128(0xe9);
const OTHER: Uuid = Uuid::from_u128(0xe8);
const REASON: ErasureReason = ErasureReason::PurposeServed;
const CONFIRM: ErasureCommand = ErasureCommand::Confirm { erasure: ID };
const DROP: ErasureCommand = ErasureCommand::Drop { erasure: ID };

fn propose(erasure: Uuid) -> ErasureCommand {
    ErasureCommand::Propose { erasure, case: CASE, reason: REASON }
}

/// A case that has been answered on the call stands before the one who asks.
fn scene() -> Scene {
    let mut scene = Scene::new();
    let stage = domain::case::Stage::Closed { how: domain::case::CloseKind::OnSpot };
    scene.around.master = Some(scene.at_stage(stage));
    scene
}

fn tries(
    scene: &Scene,
    erasures: &Erasures,
    actor: PersonId,
    at: Stamp,
    command: ErasureCommand,
) -> Result<Vec<ErasureEvent>, Rejection> {
    erasure::decide(erasures, command, &Moment { actor, at, ..scene.moment_as(&[Role::Secretary]) })
}

fn applied(erasures: &mut Erasures, by: PersonId, at: Stamp, event: ErasureEvent) {
    let version = erasures.version + 1;
    erasures.apply(Made { at, by, version, erased: false, event: &event });
}

fn does(scene: &Scene, erasures: &mut Erasures, actor: PersonId, at: Stamp, command: ErasureCommand) {
    for event in tries(scene, erasures, actor, at, command).unwrap() {
        applied(erasures, actor, at, event);
    }
}

/// Proposed by the secretary at 11:00.
fn proposed(scene: &Scene) -> Erasures {
    let mut erasures = Erasures::default();
    does(scene, &mut erasures, SECRETARY, scene.at, propose(ID));
    erasures
}

fn one(erasures: &Erasures) -> &Erasure {
    erasures.get(ID).unwrap()
}

#[test]
fn a_proposal_names_the_case_and_the_streams_that_hold_its_text() {
    let scene = scene();
    let erasures = proposed(&scene);
    let one = one(&erasures);
    assert_eq!((one.case, one.number, one.reason), (CASE, scene.around.number, REASON));
    assert_eq!(one.streams, [CASE.0, CALL.0]);
    assert_eq!(one.proposed, (scene.at, SECRETARY));
    assert_eq!(erasures.confirmed().count(), 0, "nothing is erased on one person's word");
}

#[test]
fn a_case_of_another_system_has_no_call() {
    let mut scene = scene();
    scene.around.master.as_mut().unwrap().origin = None;
    assert_eq!(one(&proposed(&scene)).streams, [CASE.0]);
}

#[test]
fn only_a_case_that_is_over_is_erased() {
    use domain::case::Stage;
    let (cases, mut scene) = (Scene::new(), Scene::new());
    for stage in STAGES {
        scene.around.master = Some(cases.at_stage(stage));
        let answer = tries(&scene, &Erasures::default(), SECRETARY, scene.at, propose(ID)).err();
        let over = match stage {
            Stage::Closed { .. } | Stage::Merged { .. } | Stage::Redirected { .. } | Stage::Voided { .. } => {
                true
            }
            Stage::Recording
            | Stage::PendingTriage
            | Stage::Assigned
            | Stage::InProgress
            | Stage::Replied
            | Stage::PendingCallback
            | Stage::Listed => false,
        };
        let expected = if over { None } else { Some(Rejection::StageForbids { stage }) };
        assert_eq!(answer, expected, "{stage:?}");
    }
}

#[test]
fn there_has_to_be_such_a_case_and_its_text() {
    let mut scene = scene();
    let refused = |scene: &Scene| tries(scene, &Erasures::default(), SECRETARY, scene.at, propose(ID)).err();
    scene.around.master.as_mut().unwrap().erased = true;
    assert_eq!(refused(&scene), Some(Rejection::AlreadyThere));
    scene.around.master.as_mut().unwrap().id = MASTER;
    assert_eq!(refused(&scene), Some(Rejection::NotFound));
    scene.around.master = None;
    assert_eq!(refused(&scene), Some(Rejection::NotFound));
}

#[test]
fn the_second_person_is_another_one() {
    let scene = scene();
    let mut erasures = proposed(&scene);
    let later = scene.at.plus_minutes(1);
    assert_eq!(tries(&scene, &erasures, SECRETARY, later, CONFIRM).err(), Some(Rejection::SamePerson));
    does(&scene, &mut erasures, CLERK, later, CONFIRM);
    assert_eq!(one(&erasures).confirmed, Some((later, CLERK)));
    assert_eq!(erasures.confirmed().map(|one| one.id).collect::<Vec<_>>(), [ID]);
}

#[test]
fn a_confirmation_by_the_same_person_has_no_effect_even_if_it_was_written() {
    let scene = scene();
    let mut erasures = proposed(&scene);
    let event = ErasureEvent::ErasureConfirmed(ErasureConfirmed { erasure: ID }, None);
    applied(&mut erasures, SECRETARY, scene.at.plus_minutes(1), event.clone());
    assert_eq!((erasures.version, one(&erasures).confirmed), (2, None));
    applied(&mut erasures, CLERK, scene.at.plus_minutes(2), event.clone());
    let by_clerk = one(&erasures).confirmed;
    assert_eq!(by_clerk, Some((scene.at.plus_minutes(2), CLERK)));
    applied(&mut erasures, HEAD, scene.at.plus_minutes(3), event);
    assert_eq!(one(&erasures).confirmed, by_clerk, "effective once");
}

#[test]
fn a_proposal_waits_seven_days_to_the_minute() {
    let scene = scene();
    let week = 7 * 24 * 60;
    let (last, over) = (scene.at.plus_minutes(week - 1), scene.at.plus_minutes(week));
    let mut erasures = proposed(&scene);
    assert_eq!(one(&erasures).lapses_at(), over);
    assert_eq!(tries(&scene, &erasures, CLERK, over, CONFIRM).err(), Some(Rejection::Lapsed));
    assert!(tries(&scene, &erasures, CLERK, last, CONFIRM).is_ok());
    let event = ErasureEvent::ErasureConfirmed(ErasureConfirmed { erasure: ID }, None);
    applied(&mut erasures, CLERK, over, event.clone());
    assert_eq!(one(&erasures).confirmed, None, "too late, even if it was written");
    let mut again = erasures.clone();
    does(&scene, &mut again, CLERK, over, propose(OTHER));
    assert!(again.get(OTHER).unwrap().waits(over), "proposed anew by anybody who may");
    applied(&mut erasures, CLERK, last, event);
    assert_eq!(one(&erasures).confirmed, Some((last, CLERK)));
}

#[test]
fn an_act_that_is_dated_before_the_proposal_is_kept_and_not_applied() {
    let scene = scene();
    let mut erasures = proposed(&scene);
    let early = scene.at.plus_minutes(-1);
    assert_eq!(tries(&scene, &erasures, CLERK, early, CONFIRM).err(), Some(Rejection::Lapsed));
    let stands = one(&erasures).clone();
    for event in [
        ErasureEvent::ErasureConfirmed(ErasureConfirmed { erasure: ID }, None),
        ErasureEvent::ErasureDropped(ErasureDropped { erasure: ID }, None),
    ] {
        applied(&mut erasures, CLERK, early, event);
        assert_eq!(*one(&erasures), stands);
    }
    does(&scene, &mut erasures, CLERK, scene.at, CONFIRM);
    assert_eq!(one(&erasures).confirmed, Some((scene.at, CLERK)), "in the same minute");
}

#[test]
fn a_case_is_proposed_once_at_a_time_and_never_after_it_was_erased() {
    let scene = scene();
    let mut erasures = proposed(&scene);
    let refused =
        |erasures: &Erasures, id| tries(&scene, erasures, CLERK, scene.at.plus_minutes(1), propose(id)).err();
    assert_eq!(refused(&erasures, OTHER), Some(Rejection::AlreadyThere));
    let mut dropped = erasures.clone();
    does(&scene, &mut dropped, CLERK, scene.at, DROP);
    assert_eq!(refused(&dropped, OTHER), None);
    assert_eq!(refused(&dropped, ID), Some(Rejection::AlreadyThere), "each has an id of its own");
    does(&scene, &mut erasures, CLERK, scene.at, CONFIRM);
    assert_eq!(refused(&erasures, OTHER), Some(Rejection::AlreadyThere));
    let (number, streams, case) = (None, vec![MASTER.0], MASTER);
    let facts = ErasureProposed { erasure: ID, case, number, streams, reason: REASON };
    applied(&mut erasures, CLERK, scene.at, ErasureEvent::ErasureProposed(facts, None));
    assert_eq!((erasures.all.len(), one(&erasures).case), (1, CASE), "an id means one case for ever");
}

#[test]
fn a_proposal_is_taken_back_before_it_is_confirmed_and_not_after() {
    let scene = scene();
    let mut erasures = proposed(&scene);
    let mut confirmed = erasures.clone();
    does(&scene, &mut erasures, CLERK, scene.at, DROP);
    assert_eq!(one(&erasures).dropped, Some((scene.at, CLERK)));
    assert_eq!(tries(&scene, &erasures, HEAD, scene.at, CONFIRM).err(), Some(Rejection::Lapsed));
    let confirmation = ErasureEvent::ErasureConfirmed(ErasureConfirmed { erasure: ID }, None);
    applied(&mut erasures, HEAD, scene.at, confirmation);
    assert_eq!(one(&erasures).confirmed, None);
    does(&scene, &mut confirmed, CLERK, scene.at, CONFIRM);
    assert_eq!(tries(&scene, &confirmed, CLERK, scene.at, DROP).err(), Some(Rejection::Lapsed));
    let drop = ErasureEvent::ErasureDropped(ErasureDropped { erasure: ID }, None);
    applied(&mut confirmed, CLERK, scene.at, drop);
    assert_eq!(one(&confirmed).dropped, None, "what is destroyed doesn't come back");
}

#[test]
fn what_was_never_proposed_is_not_found() {
    let scene = scene();
    for command in [CONFIRM, DROP] {
        let answer = tries(&scene, &Erasures::default(), CLERK, scene.at, command).err();
        assert_eq!(answer, Some(Rejection::NotFound), "{command:?}");
    }
}
