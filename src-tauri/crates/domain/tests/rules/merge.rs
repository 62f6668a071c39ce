//! Merging (T6): into what, and back.

use crate::build::*;
use domain::case::*;
use domain::{Field, Rejection};

#[test]
fn a_case_merges_into_one_that_stands() {
    let gone = Some(Rejection::MasterGone);
    let mut scene = Scene::new();
    let pending = scene.pending();
    for stage in STAGES {
        scene.around.master.as_mut().unwrap().stage = stage;
        let refused = match stage {
            Stage::PendingTriage
            | Stage::Assigned
            | Stage::InProgress
            | Stage::Replied
            | Stage::PendingCallback
            | Stage::Listed
            | Stage::Closed { .. } => None,
            Stage::Recording | Stage::Merged { .. } | Stage::Redirected { .. } | Stage::Voided { .. } => {
                gone.clone()
            }
        };
        assert_eq!(scene.try_case(&pending, merge()).err(), refused, "{stage:?}");
    }
}

#[test]
fn a_merge_names_its_master_and_its_reason() {
    let into = |master, reason: &str| CaseCommand::MergeCase { master, reason: reason.into() };
    let other = uuid::Uuid::from_u128(0xc9).into();
    let table = [
        ("itself", into(CASE, "同一部电梯"), Rejection::MergeIntoItself),
        ("none that there is", into(other, "同一部电梯"), Rejection::NotFound),
        ("without a reason", into(MASTER, " "), Rejection::Missing { fields: vec![Field::Reason] }),
    ];
    let scene = Scene::new();
    for (what, command, refused) in table {
        assert_eq!(scene.refused_case(&scene.pending(), command), refused, "{what}");
    }
}

#[test]
fn nothing_merges_after_the_seal_even_without_a_meeting() {
    let mut scene = Scene::new();
    let pending = scene.pending();
    scene.around.meeting = None;
    assert!(scene.try_case(&pending, merge()).is_ok(), "before the meeting");
    scene.around.session.as_mut().unwrap().stage = domain::session::SessionStage::Sealed;
    assert_eq!(scene.refused_case(&pending, merge()), Rejection::SessionOver);
}

#[test]
fn a_merged_case_keeps_its_caller_and_comes_back_whole() {
    let scene = Scene::new();
    let claimed = scene.case(&scene.pending(), claim());
    let merged = scene.case(&claimed, merge());
    assert_eq!(merged.text, claimed.text);
    assert!(merged.settled());
    let back = scene.case(&merged, CaseCommand::UnmergeCase);
    assert_eq!(Case { version: claimed.version, ..back }, claimed);
}

#[test]
fn two_cases_never_merge_into_each_other() {
    let mut scene = Scene::new();
    let child = scene.case(&scene.pending(), merge());
    let master = scene.around.master.replace(child).unwrap();
    let back = CaseCommand::MergeCase { master: CASE, reason: "同一部电梯".into() };
    assert_eq!(scene.refused_case(&master, back), Rejection::MasterGone);
}
