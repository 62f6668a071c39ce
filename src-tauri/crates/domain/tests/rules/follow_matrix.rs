//! Every command of the follow-up in every stage: accepted, or which refusal.

use crate::build::*;
use crate::build_follow::*;
use domain::case::follow::FollowCommand;
use domain::case::follow::facts::*;
use domain::case::*;
use domain::{Command, Rejection, State};

const ASSIGNED: Stage = Stage::Assigned;
const PROGRESS: Stage = Stage::InProgress;
const REPLIED: Stage = Stage::Replied;
const CALLBACK: Stage = Stage::PendingCallback;
const LISTED: Stage = Stage::Listed;
const MERGED: Stage = Stage::Merged { master: MASTER };
const SOLVED: Stage = Stage::Closed { how: CloseKind::Solved };

/// What happens in these stages; in every other the stage forbids it.
type Row = (FollowCommand, Vec<(Stage, Option<Rejection>)>);

fn rows() -> Vec<Row> {
    let ok = |stages: &[Stage]| stages.iter().map(|stage| (*stage, None)).collect();
    let all = |why: Rejection| STAGES.iter().map(|stage| (*stage, Some(why.clone()))).collect();
    let progress =
        FollowCommand::NoteProgress { said_by: HEAD, words: "主板已到货".into(), next: String::new() };
    let rule_lead = FollowCommand::RuleLead {
        decided_by: CHAIR,
        basis: "三定方案第四条".into(),
        lead: WATER,
        assisting: Vec::new(),
        owner: WATER_HEAD,
        due: None,
    };
    let review_day = "2026-12-20".parse().unwrap();
    let remind =
        FollowCommand::Remind { how: ContactHow::Phone, person: Some(HEAD), said: "今晚修好".into() };
    let answer =
        FollowCommand::AnswerEscalation { escalation: LETTER, recipient: 0, words: "已责成整改".into() };
    let few = Rejection::TooFewAttempts { attempts: 0, days: 0, least: 3, least_days: 2 };
    // A merged caller waits for his master, which waits for the meeting.
    let master_pending = Some(Rejection::StageForbids { stage: Stage::PendingTriage });
    let open = [ASSIGNED, PROGRESS, REPLIED, CALLBACK, LISTED];
    vec![
        (FollowCommand::Acknowledge, ok(&[ASSIGNED])),
        (give_back(WATER), ok(&[ASSIGNED])),
        (uphold(CHAIR, WATER), all(Rejection::NothingAsked)),
        (refuse(CHAIR), all(Rejection::NothingAsked)),
        (rule_lead, ok(&[ASSIGNED, PROGRESS, CALLBACK])),
        (progress, ok(&[ASSIGNED, PROGRESS])),
        (extension(5), ok(&[PROGRESS])),
        (rule(true, CHAIR), all(Rejection::NothingAsked)),
        (result(), ok(&[ASSIGNED, PROGRESS])),
        (review(true), ok(&[REPLIED])),
        (tell(NoticeAbout::Assignment), ok(&[ASSIGNED, PROGRESS, REPLIED, CALLBACK, LISTED, SOLVED])),
        (FollowCommand::CloseUnreachable, vec![(CALLBACK, Some(few)), (MERGED, master_pending)]),
        (explanation(Reasonableness::OutsideLaw), vec![(CALLBACK, Some(Rejection::CitizenNotAsked))]),
        (FollowCommand::ConfirmExplanation, vec![(CALLBACK, Some(Rejection::NothingAsked))]),
        (FollowCommand::DropExplanation, vec![(CALLBACK, Some(Rejection::NothingAsked))]),
        (reopen(ReopenWhy::CalledAgain), ok(&[CALLBACK, SOLVED])),
        (listing(), ok(&[PROGRESS, CALLBACK])),
        (FollowCommand::ReviewListing { words: "设计已完成".into(), review: review_day }, ok(&[LISTED])),
        (FollowCommand::Resume { due: DueWish::WorkingDays { days: 5 } }, ok(&[LISTED])),
        (remind, ok(&open)),
        (propose(Level::Escalated), ok(&open)),
        (sign(Office::PartyInspection, None), all(Rejection::NotFound)),
        (answer, all(Rejection::NotFound)),
        (
            FollowCommand::ReleaseEscalation { escalation: LETTER, words: "已办结".into() },
            all(Rejection::NotFound),
        ),
        (FollowCommand::LowerLevel { words: "已补报".into() }, all(Rejection::NothingToUndo)),
        (
            FollowCommand::NotePlatform { number: "GD20261201".into(), status: None, word: String::new() },
            ok(&STAGES),
        ),
    ]
}

/// One of each kind there is.
pub fn commands() -> Vec<FollowCommand> {
    rows().into_iter().map(|(command, _)| command).chain([missed()]).collect()
}

#[test]
fn every_command_of_the_follow_up_in_every_stage_is_accepted_or_refused_as_the_table_says() {
    let scene = Scene::new();
    for (command, known) in rows() {
        for stage in STAGES {
            let found = known.iter().find(|(of, _)| *of == stage);
            let expected = found.map_or(Some(Rejection::StageForbids { stage }), |(_, why)| why.clone());
            let answer = scene.try_follow(&scene.at_stage(stage), command.clone()).err();
            assert_eq!(answer, expected, "{command:?} on {stage:?}");
        }
    }
}

#[test]
fn a_callback_is_for_what_waits_for_it_and_a_merged_caller_is_asked_when_his_master_is() {
    let mut scene = Scene::new();
    let ask = || answered(Solved::Yes, None);
    for stage in STAGES {
        // The master of the scene waits for the meeting.
        let expected = match stage {
            Stage::PendingCallback => None,
            Stage::Merged { .. } => Some(Rejection::StageForbids { stage: Stage::PendingTriage }),
            Stage::Recording
            | Stage::PendingTriage
            | Stage::Assigned
            | Stage::InProgress
            | Stage::Replied
            | Stage::Listed
            | Stage::Closed { .. }
            | Stage::Redirected { .. }
            | Stage::Voided { .. } => Some(Rejection::StageForbids { stage }),
        };
        assert_eq!(scene.try_follow(&scene.at_stage(stage), ask()).err(), expected, "{stage:?}");
    }
    let merged = scene.at_stage(Stage::Merged { master: MASTER });
    let master = Case { id: MASTER, ..scene.reviewed() };
    scene.around.master = Some(master);
    let asked = scene.follow(&merged, ask());
    assert_eq!(asked.stage, merged.stage, "it goes with its master");
    assert!(asked.closed_at.is_some() && asked.follow.callbacks.len() == 1);
    assert_eq!(scene.follow(&merged, tell(NoticeAbout::Assignment)).follow.notices.len(), 1);
}

#[test]
fn a_command_of_the_follow_up_on_another_stream_finds_nothing() {
    let scene = Scene::new();
    let call = State::Call(Box::new(scene.around.call.clone().unwrap()));
    for (command, _) in rows() {
        for state in [&State::Nothing, &call] {
            let answer = scene.refused(state, Command::Follow(command.clone()));
            assert_eq!(answer, Some(Rejection::NotFound), "{command:?}");
        }
    }
}
