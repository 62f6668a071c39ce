//! What the day allows: the same command before the meeting, in it, after it, and after the seal.

use crate::build::*;
use domain::Rejection;
use domain::call::CallStage;
use domain::case::{Case, CaseCommand, Settlement};
use domain::session::SessionStage;
use domain::triage::{Deferral, Deferred};

/// The day at a glance; every phase leaves the case itself as it was.
const PHASES: [&str; 5] = ["no meeting", "meeting", "adjourned", "adjourned, listed", "sealed, listed"];

fn scene(phase: &str) -> Scene {
    let mut scene = Scene::new();
    let meeting = scene.around.meeting.as_mut().unwrap();
    if phase.contains("listed") {
        let to = Deferral::Undecided { owner: SECRETARY, until: at("2026-12-02T17:00") };
        meeting.deferred.insert(CASE, Deferred { to, at: scene.at, reason: String::new() });
    }
    if phase.contains("adjourned") || phase.contains("sealed") {
        meeting.adjourned_at = Some(scene.at);
    }
    if phase.contains("sealed") {
        scene.around.session.as_mut().unwrap().stage = SessionStage::Sealed;
    }
    if phase == "no meeting" {
        scene.around.meeting = None;
    }
    scene
}

#[test]
fn the_meeting_decides_while_it_sits_and_only_the_chair_rules_on_what_it_left() {
    const OK: Option<Rejection> = None;
    let none = || Some(Rejection::MeetingNotRunning);
    let over = || Some(Rejection::MeetingOver);
    let sealed = || Some(Rejection::SessionOver);
    let day = Scene::new();
    let (pending, recorded) = (day.pending(), day.recorded(form()));
    let merged = day.case(&pending, merge());
    let claimed = day.case(&pending, claim());
    let send_back = || CaseCommand::SendBackCase { missing: "缺楼号".into() };
    let amend = || CaseCommand::AmendCase { form: form() };
    let ruled = || assignment(|said| said.settlement = decided()).command();
    let assign = || assignment(|_| {}).command();
    let table: [(&str, &Case, CaseCommand, [Option<Rejection>; 5]); 12] = [
        ("claim", &pending, claim(), [none(), OK, over(), over(), over()]),
        ("adjudicate", &pending, adjudicate(WATER, None), [none(), OK, over(), OK, OK]),
        ("assign by claim", &pending, assign(), [none(), OK, over(), over(), over()]),
        ("assign by the chair", &pending, ruled(), [none(), OK, over(), OK, OK]),
        ("undo a claim", &claimed, CaseCommand::UndoDecision, [none(), OK, over(), over(), over()]),
        ("undo", &day.assigned(), CaseCommand::UndoDecision, [none(), OK, over(), over(), over()]),
        ("merge", &pending, merge(), [OK, OK, over(), over(), over()]),
        ("unmerge", &merged, CaseCommand::UnmergeCase, [OK, OK, over(), over(), over()]),
        ("send back", &pending, send_back(), [OK, OK, OK, OK, sealed()]),
        ("amend", &pending, amend(), [OK, OK, OK, OK, sealed()]),
        ("void", &recorded, void(), [OK, OK, OK, OK, sealed()]),
        (
            "name an owner",
            &day.assigned(),
            CaseCommand::NameOwner { owner: CLERK, said_by: HEAD },
            [OK, OK, OK, OK, OK],
        ),
    ];
    for (what, case, command, answers) in table {
        for (phase, answer) in PHASES.into_iter().zip(answers) {
            assert_eq!(scene(phase).try_case(case, command.clone()).err(), answer, "{what}: {phase}");
        }
    }
}

#[test]
fn a_session_that_takes_no_calls_takes_no_records() {
    let over = Some(Rejection::SessionOver);
    let table = [
        (SessionStage::Planned, over.clone()),
        (SessionStage::Open, None),
        (SessionStage::LinesClosed, None),
        (SessionStage::Sealed, over.clone()),
        (SessionStage::Cancelled, over.clone()),
        (SessionStage::Postponed, over),
    ];
    for (stage, answer) in table {
        let mut scene = Scene::new();
        scene.around.session.as_mut().unwrap().stage = stage;
        let record = domain::Command::Case(CaseCommand::RecordCase { call: CALL, form: form() });
        assert_eq!(scene.refused(&domain::State::Nothing, record), answer, "{stage:?}");
    }
}

#[test]
fn a_record_needs_a_call_that_was_answered_and_is_not_logged() {
    let record = || domain::Command::Case(CaseCommand::RecordCase { call: CALL, form: form() });
    let table = [
        (CallStage::Ringing, Some(Rejection::CallNotLive)),
        (CallStage::Live, None),
        (CallStage::WrapUp, None),
        (CallStage::Logged, Some(Rejection::CallLogged)),
        (CallStage::Missed, Some(Rejection::CallNotLive)),
        (CallStage::RungBack, Some(Rejection::CallNotLive)),
    ];
    for (stage, answer) in table {
        let mut scene = Scene::new();
        let call = scene.around.call.as_mut().unwrap();
        call.stage = stage;
        if matches!(stage, CallStage::Ringing | CallStage::Missed | CallStage::RungBack) {
            call.answered = None;
        }
        assert_eq!(scene.refused(&domain::State::Nothing, record()), answer, "{stage:?}");
    }
    let mut scene = Scene::new();
    scene.around.call.as_mut().unwrap().session = uuid::Uuid::from_u128(9).into();
    let answer = scene.refused(&domain::State::Nothing, record());
    assert_eq!(answer, Some(Rejection::NotFound), "the call of another session");
}

#[test]
fn a_ruling_after_the_meeting_may_not_be_dressed_as_a_claim() {
    let scene = scene("adjourned, listed");
    let pending = Scene::new().pending();
    let by = |settlement| assignment(|said| said.settlement = settlement).command();
    assert_eq!(scene.refused_case(&pending, by(Settlement::Claimed { by: CHAIR })), Rejection::MeetingOver);
    assert!(scene.try_case(&pending, by(decided())).is_ok());
}
