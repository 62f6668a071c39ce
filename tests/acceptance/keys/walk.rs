//! The whole permission table, walked through the desk: what a role may is not denied for its role, and the rest is.

use desk::{
    Answer, Desk, Failure, KeysAct, Needs, Order, PaperOrder, PrintOrder, Printed, Query, RevealOrder,
    TakeOver,
};
use domain::Command;
use domain::aside::{Checked, StreamCommand, TakenWhy};
use domain::call::CallCommand;
use domain::case::follow::FollowCommand;
use domain::case::follow::facts::{ContactHow, NoticeAbout, ReopenWhy};
use domain::case::{CaseCommand, DueWish};
use domain::directory::DirectoryCommand;
use domain::erasure::{ErasureCommand, ErasureReason};
use domain::id::{CaseId, PersonId, SessionId, UnitId};
use domain::permission::{Compartment, Right, Role, may};
use domain::seat::{LookReason, SeatCommand};
use domain::session::SessionCommand;
use domain::triage::MeetingCommand;
use std::collections::BTreeSet;
use tests::keys::{House, account, me};
use uuid::Uuid;

/// A colleague of each role, by a name of the city.
const COLLEAGUES: [(&str, Role); 11] = [
    ("赵敏", Role::Recorder),
    ("周楠", Role::FloorManager),
    ("方可", Role::Secretary),
    ("韩越", Role::Liaison),
    ("郑玲", Role::CallbackAgent),
    ("江临", Role::SupervisionOfficer),
    ("贺川", Role::ClueOfficer),
    ("段青", Role::MediaLiaison),
    ("夏宁", Role::Analyst),
    ("丁原", Role::Administrator),
    ("童欣", Role::Auditor),
];

type Asked = Box<dyn Fn(&Desk) -> Result<(), Failure>>;

/// Everything that can be asked, one of each kind. What it is asked about needn't be there: who may not is
/// turned away before anybody looks.
fn asked() -> Vec<(Right, String, Asked)> {
    let mut all: Vec<(Right, String, Asked)> = Vec::new();
    for command in commands() {
        let right = command.right();
        let name = format!("{command:?}");
        all.push((
            right,
            name,
            Box::new(move |desk| {
                let order =
                    Order { stream: Uuid::nil(), version: None, command: command.clone(), draft: None };
                match desk.act(vec![Order { version: Some(0), ..order }]).remove(0) {
                    Answer::Done(_) => Ok(()),
                    Answer::Failed(failed) => Err(failed.failure),
                }
            }),
        ));
    }
    for query in queries() {
        let (right, name) = (query.right(), format!("{query:?}"));
        all.push((right, name, Box::new(move |desk| desk.view(query.clone()).map(drop))));
    }
    for act in signed() {
        let (right, name) = (act.right(), format!("{act:?}"));
        let order = move || desk::KeysOrder { signer: me(), act: act.clone() };
        all.push((right, name, Box::new(move |desk| desk.keys(order()).map(drop))));
    }
    for full in [false, true] {
        let paper = PaperOrder::Ledger {
            session: SessionId(Uuid::nil()),
            full,
            path: "/nowhere/ledger.xlsx".into(),
            language: desk::Language::Chinese,
            reason: LookReason::Archive,
        };
        let (right, name) = (paper.right(), format!("{paper:?}"));
        all.push((right, name, Box::new(move |desk| desk.export(paper.clone()).map(drop))));
    }
    let case = CaseId(Uuid::nil());
    let hash = domain::case::BlobHash([0; 32]);
    let attach = desk::AttachOrder { case, version: 0, path: "/nowhere/a.jpg".into(), note: String::new() };
    let attaches = move |desk: &Desk| desk.attach(attach.clone()).map(drop);
    all.push((Right::AttachEvidence, "attach".into(), Box::new(attaches)));
    let file = desk::EvidenceOrder { case, hash };
    let opens = move |desk: &Desk| desk.evidence(file).map(drop);
    all.push((Right::OpenEvidence, "evidence".into(), Box::new(opens)));
    let shows = move |desk: &Desk| desk.picture(file).map(drop);
    all.push((Right::OpenEvidence, "picture".into(), Box::new(shows)));
    let reveal = RevealOrder { case, reason: LookReason::CallBack, copy: false };
    let reveals = move |desk: &Desk| desk.reveal(reveal).map(drop);
    all.push((Right::RevealNumber, "reveal".into(), Box::new(reveals)));
    for paper in [Printed::Session, Printed::Trail, Printed::Checkpoint] {
        let print = PrintOrder { paper, session: None, case: None, reason: LookReason::Meeting, count: None };
        all.push((print.right(), format!("{print:?}"), Box::new(move |desk| desk.printing(print))));
    }
    let clue = |desk: &Desk| desk.clue(desk::ClueOrder::See).map(drop);
    all.push((Right::Clues, "clue".into(), Box::new(clue)));
    let window = |desk: &Desk| desk.window(desk::RoomWindow::Board).map(drop);
    all.push((Right::SeeRoom, "board".into(), Box::new(window)));
    let import = |desk: &Desk| desk.import(&b""[..]).map(drop);
    all.push((Right::ImportCases, "import".into(), Box::new(import)));
    let draft = desk::DraftOrder { draft: Uuid::nil(), stream: Uuid::nil(), body: None };
    all.push((Right::SeeDrafts, "draft".into(), Box::new(move |desk| desk.draft(draft.clone()).map(drop))));
    let plan = desk::BackupOrder::Plan { plan: desk::BackupPlan::default() };
    all.push((Right::MakeBackup, "backup".into(), Box::new(move |desk| desk.backup(plan.clone()).map(drop))));
    all
}

#[test]
fn every_role_may_what_the_table_says_and_is_denied_the_rest() {
    let (house, founder) = House::found();
    for (number, (name, role)) in COLLEAGUES.iter().enumerate() {
        account(&founder, name, &format!("{}", number + 10), &[*role]);
    }
    drop(founder);
    let mut wrong = Vec::new();
    for (number, (_, role)) in COLLEAGUES.iter().enumerate() {
        let desk = house.login(&format!("{}", number + 10));
        assert_eq!(desk.roles(), [*role]);
        for (right, name, ask) in asked() {
            let denied = matches!(
                ask(&desk),
                Err(Failure::Denied { needs: Needs::Right { .. } | Needs::Admission { .. } })
            );
            if denied == may(&[*role], right) {
                wrong.push(format!("{role:?} {right:?} denied={denied}: {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_row_of_the_table_is_asked_by_something() {
    let rows: BTreeSet<Right> = asked().into_iter().map(|(right, _, _)| right).collect();
    let missing: Vec<Right> = Right::ALL.into_iter().filter(|right| !rows.contains(right)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

pub(super) fn commands() -> Vec<Command> {
    let (case, session, person, unit) =
        (CaseId(Uuid::nil()), SessionId(Uuid::nil()), PersonId(Uuid::nil()), UnitId(Uuid::nil()));
    let words = String::new;
    vec![
        Command::Session(SessionCommand::OpenSession),
        Command::Session(SessionCommand::CloseLines),
        Command::Session(SessionCommand::ShutSeat { seat: 1, shut: true }),
        Command::Seat(SeatCommand::OpenSeat { session, seat: 1, over: false }),
        Command::Seat(SeatCommand::CloseSeat { session, seat: 1 }),
        Command::Session(SessionCommand::CancelSession { reason: words() }),
        Command::Call(CallCommand::EndCall),
        Command::Call(CallCommand::RingBack { reached: true, note: None }),
        Command::Case(CaseCommand::HandOver),
        Command::Case(CaseCommand::MergeCase { master: case, reason: words() }),
        Command::Case(CaseCommand::UndoDecision),
        Command::Case(CaseCommand::ClaimCase { unit, claimed_by: person, gap: words() }),
        Command::Case(CaseCommand::NameOwner { owner: person, said_by: person }),
        Command::Case(CaseCommand::CheckDueDate { anew: None }),
        Command::Follow(FollowCommand::Acknowledge),
        Command::Follow(FollowCommand::RefuseReturn { decided_by: person, words: words() }),
        Command::Follow(FollowCommand::ReviewReply { passed: true, words: words() }),
        Command::Follow(FollowCommand::NoteNotice {
            about: NoticeAbout::Assignment,
            how: ContactHow::Phone,
            missed: None,
            words: words(),
        }),
        Command::Follow(FollowCommand::CloseUnreachable),
        Command::Follow(FollowCommand::Reopen { why: ReopenWhy::CalledAgain, words: words() }),
        Command::Follow(FollowCommand::Resume { due: DueWish::WorkingDays { days: 1 } }),
        Command::Follow(FollowCommand::Remind { how: ContactHow::Phone, person: None, said: words() }),
        Command::Follow(FollowCommand::LowerLevel { words: words() }),
        Command::Meeting(MeetingCommand::Convene { session }),
        Command::Meeting(MeetingCommand::Adjourn),
        Command::Directory(DirectoryCommand::ChangeUnits { set: Vec::new(), gone: Vec::new() }),
        Command::Directory(DirectoryCommand::ChangeRota { rule: None, set: Vec::new(), gone: Vec::new() }),
        Command::Stream(StreamCommand::CheckDisplaced { first: Uuid::nil(), how: Checked::Dismissed }),
    ]
}

pub(super) fn queries() -> Vec<Query> {
    let (case, session) = (CaseId(Uuid::nil()), SessionId(Uuid::nil()));
    let day = "2026-12-01".parse().unwrap();
    vec![
        Query::Header,
        Query::Queue { seat: 1 },
        Query::Form { case },
        Query::History { number: "10047206621".into(), except: None },
        Query::Directory,
        Query::Agenda { session },
        Query::Item { case },
        Query::Ledger { filter: Default::default(), from: 0, count: 1 },
        Query::Case { case },
        Query::Figures { session },
        Query::Sittings { session },
        Query::Sessions,
        Query::Drafts,
        Query::Room,
        Query::Rota { from: day, count: 1 },
        Query::Prep { session },
        Query::Break { session },
        Query::UnitSheets { session },
        Query::Policies,
        Query::PolicyPreview { deadlines: Default::default(), from: day },
        Query::UnitLedger { from: 0, count: 1 },
        Query::UnitCase { case },
        Query::Accounts,
        Query::Trail { filter: Default::default(), from: 0, count: 1 },
        Query::CaseTrail { case },
        Query::Erasures,
        Query::Backups,
        Query::Checkpoints,
        Query::Sharing,
        Query::ToCheck,
        Query::DuesToCheck,
        Query::Floor { session },
    ]
}

pub(super) fn signed() -> Vec<KeysAct> {
    let (person, erasure, case) = (PersonId(Uuid::nil()), Uuid::nil(), CaseId(Uuid::nil()));
    let session = SessionId(Uuid::nil());
    let erase = |command| KeysAct::Erasure { command };
    vec![
        KeysAct::KeyAnew { person, password: String::new() },
        KeysAct::GiveRoles { person, roles: Vec::new() },
        KeysAct::Withdraw { person },
        KeysAct::ChangePassword { password: String::new() },
        KeysAct::Admit { person, compartment: Compartment::Office, fingerprint: String::new() },
        KeysAct::TurnKey { compartment: Compartment::Clue },
        KeysAct::WaiveSeparation { waived: true },
        erase(ErasureCommand::Propose { erasure, case, reason: ErasureReason::OtherLaw }),
        erase(ErasureCommand::Confirm { erasure }),
        erase(ErasureCommand::Drop { erasure }),
        KeysAct::TakeOver { of: TakeOver { station: Uuid::nil(), why: TakenWhy::Broken } },
        KeysAct::Seal { session },
        KeysAct::ProposeSeal { session, absent: vec![1], why: TakenWhy::Left },
        KeysAct::ConfirmSeal { session },
        KeysAct::ProposeSupplement { session },
        KeysAct::ConfirmSupplement { session },
    ]
}
