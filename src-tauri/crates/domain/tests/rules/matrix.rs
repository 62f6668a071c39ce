//! Every command on a case in every stage: accepted, or which refusal.

use crate::build::*;
use domain::case::*;
use domain::{Command, Rejection, State};
use uuid::Uuid;

/// `+` accepted, `N` not found, `A` there already, `S` the stage forbids it, `U` nothing to undo.
/// Columns: no case yet, recording, pending, assigned, in progress, replied, pending callback, listed, closed as
/// solved, on the spot, elsewhere, merged, redirected, voided.
const TABLE: [(&str, &str); 19] = [
    ("RecordCase", "+ A A A A A A A A A A A A A"),
    ("ImportCase", "+ A A A A A A A A A A A A A"),
    ("AmendCase", "N + + + + + + + + + + + S S"),
    ("NoteDispatch", "N + + + S S S S S S S S S S"),
    ("AnswerOnCall", "N + S S S S S S S S S S S S"),
    ("HandleToday", "N + S S S S S S S S S S S S"),
    ("HandOver", "N + S S S S S S S S S S S S"),
    ("RedirectCase", "N + S S S S S S S S S S S S"),
    ("SendBackCase", "N S + S S S S S S S S S S S"),
    ("MergeCase", "N S + S S S S S S S S S S S"),
    ("UnmergeCase", "N U U U U U U U U U U + U U"),
    ("ClaimCase", "N S + S S S S S S S S S S S"),
    ("AdjudicateLead", "N S + S S S S S S S S S S S"),
    ("AssignCase", "N S + S S S S S S S S S S S"),
    ("NameOwner", "N S S + + S S S S S S S S S"),
    ("CheckDueDate", "N S S N N S S S S S S S S S"),
    ("AttachEvidence", "N + + + + + + + S S S S S S"),
    ("UndoDecision", "N U U + U U U U U U U U U U"),
    ("VoidCase", "N + + + + + + + + + + + + S"),
];

/// A command that nothing but the stage stands against. A new one does not compile without its row.
fn command(name: &str) -> CaseCommand {
    let commands = [
        CaseCommand::RecordCase { call: CALL, form: form() },
        CaseCommand::ImportCase {
            external: Uuid::from_u128(1),
            row: Box::default(),
            category: None,
            unit: None,
        },
        CaseCommand::AmendCase { form: form() },
        CaseCommand::NoteDispatch {
            person: HEAD,
            called_at: at("09:10"),
            reached: true,
            reply: "马上到".into(),
        },
        answer(),
        today("17:30"),
        CaseCommand::HandOver,
        redirect(),
        CaseCommand::SendBackCase { missing: "缺楼号".into() },
        merge(),
        CaseCommand::UnmergeCase,
        claim(),
        adjudicate(MARKET, None),
        assignment(|_| {}).command(),
        CaseCommand::NameOwner { owner: CLERK, said_by: HEAD },
        CaseCommand::CheckDueDate { anew: None },
        crate::evidence::attach(1),
        CaseCommand::UndoDecision,
        void(),
    ];
    let mut found = commands.into_iter().filter(|command| name_of(command) == name);
    found.next().unwrap_or_else(|| panic!("no command {name}"))
}

fn name_of(command: &CaseCommand) -> &'static str {
    use CaseCommand::*;
    match command {
        RecordCase { .. } => "RecordCase",
        ImportCase { .. } => "ImportCase",
        AmendCase { .. } => "AmendCase",
        NoteDispatch { .. } => "NoteDispatch",
        AnswerOnCall { .. } => "AnswerOnCall",
        HandleToday { .. } => "HandleToday",
        HandOver => "HandOver",
        RedirectCase { .. } => "RedirectCase",
        SendBackCase { .. } => "SendBackCase",
        MergeCase { .. } => "MergeCase",
        UnmergeCase => "UnmergeCase",
        ClaimCase { .. } => "ClaimCase",
        AdjudicateLead { .. } => "AdjudicateLead",
        AssignCase { .. } => "AssignCase",
        NameOwner { .. } => "NameOwner",
        CheckDueDate { .. } => "CheckDueDate",
        AttachEvidence { .. } => "AttachEvidence",
        UndoDecision => "UndoDecision",
        VoidCase { .. } => "VoidCase",
    }
}

/// A new stage does not compile without its column.
fn column(stage: Stage) -> usize {
    match stage {
        Stage::Recording => 1,
        Stage::PendingTriage => 2,
        Stage::Assigned => 3,
        Stage::InProgress => 4,
        Stage::Replied => 5,
        Stage::PendingCallback => 6,
        Stage::Listed => 7,
        Stage::Closed { how: CloseKind::Solved | CloseKind::Explained | CloseKind::Unreachable } => 8,
        Stage::Closed { how: CloseKind::OnSpot } => 9,
        Stage::Closed { how: CloseKind::Elsewhere } => 10,
        Stage::Merged { .. } => 11,
        Stage::Redirected { .. } => 12,
        Stage::Voided { .. } => 13,
    }
}

fn expected(sign: &str, stage: Option<Stage>) -> Option<Rejection> {
    match (sign, stage) {
        ("+", _) => None,
        ("N", _) => Some(Rejection::NotFound),
        ("A", _) => Some(Rejection::AlreadyThere),
        ("U", _) => Some(Rejection::NothingToUndo),
        ("S", Some(stage)) => Some(Rejection::StageForbids { stage }),
        _ => panic!("no sign {sign}"),
    }
}

#[test]
fn every_command_in_every_stage_is_accepted_or_refused_as_the_table_says() {
    let scene = Scene::new();
    for (name, signs) in TABLE {
        let signs: Vec<&str> = signs.split(' ').collect();
        assert_eq!(signs.len(), STAGES.len() + 1, "{name}");
        let on_nothing = scene.refused(&State::Nothing, Command::Case(command(name)));
        assert_eq!(on_nothing, expected(signs[0], None), "{name} without a case");
        for stage in STAGES {
            let case = scene.at_stage(stage);
            let answer = scene.try_case(&case, command(name)).err();
            assert_eq!(answer, expected(signs[column(stage)], Some(stage)), "{name} on {stage:?}");
        }
    }
}

#[test]
fn a_command_on_a_stream_of_another_kind_finds_nothing() {
    let scene = Scene::new();
    let call = State::Call(Box::new(scene.around.call.clone().unwrap()));
    for (name, _) in TABLE {
        assert_eq!(scene.refused(&call, Command::Case(command(name))), Some(Rejection::NotFound), "{name}");
    }
}

/// What each accepted command leaves a case at.
#[test]
fn an_accepted_command_leads_to_its_stage() {
    let scene = Scene::new();
    let (recording, pending) = (Stage::Recording, Stage::PendingTriage);
    let table = [
        (recording, "AmendCase", Stage::Recording),
        (recording, "NoteDispatch", Stage::Recording),
        (recording, "AnswerOnCall", Stage::Closed { how: CloseKind::OnSpot }),
        (recording, "HandleToday", Stage::Assigned),
        (recording, "HandOver", Stage::PendingTriage),
        (recording, "RedirectCase", Stage::Redirected { to: Channel::Petition }),
        (recording, "VoidCase", Stage::Voided { reason: VoidReason::Misrecorded }),
        (pending, "AmendCase", Stage::PendingTriage),
        (pending, "SendBackCase", Stage::PendingTriage),
        (pending, "MergeCase", Stage::Merged { master: MASTER }),
        (pending, "ClaimCase", Stage::PendingTriage),
        (pending, "AdjudicateLead", Stage::PendingTriage),
        (pending, "AssignCase", Stage::Assigned),
        (Stage::Merged { master: MASTER }, "UnmergeCase", Stage::PendingTriage),
        (Stage::Assigned, "NameOwner", Stage::Assigned),
        (Stage::InProgress, "NameOwner", Stage::InProgress),
        (Stage::InProgress, "AttachEvidence", Stage::InProgress),
        (Stage::Assigned, "UndoDecision", Stage::PendingTriage),
    ];
    for (from, name, to) in table {
        assert_eq!(scene.case(&scene.at_stage(from), command(name)).stage, to, "{name} on {from:?}");
    }
}
