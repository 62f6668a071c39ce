//! The permission table: whole, without holes, and asked by every command before anything else.

use crate::build::*;
use crate::scramble::commands;
use domain::accounts::{self, AccountCommand, Keyed};
use domain::aside::TakenWhy;
use domain::call::CallCommand;
use domain::case::CaseCommand;
use domain::case::follow::FollowCommand;
use domain::clue::{self, ClueCommand, ClueMode, ClueRecipient, ClueText};
use domain::directory::DirectoryCommand;
use domain::erasure::{self, ErasureCommand, ErasureReason, Erasures};
use domain::permission::{Compartment, Right, Role, may};
use domain::seat::{LookReason, SeatCommand};
use domain::session::{SealCommand, SessionCommand, decide_seal};
use domain::triage::MeetingCommand;
use domain::{Command, Rejection, State};
use serde::Serialize;
use serde_json::json;
use std::collections::BTreeSet;
use ts_rs::{Config, TS};
use uuid::Uuid;

/// A role by one letter; a new one does not compile without its own.
fn letter(role: Role) -> char {
    match role {
        Role::Recorder => 'R',
        Role::FloorManager => 'F',
        Role::Secretary => 'S',
        Role::Liaison => 'L',
        Role::CallbackAgent => 'C',
        Role::SupervisionOfficer => 'V',
        Role::ClueOfficer => 'K',
        Role::MediaLiaison => 'M',
        Role::Analyst => 'N',
        Role::Administrator => 'A',
        Role::Auditor => 'U',
    }
}

/// Whose each command is, as `domain.md` §2.1 has it.
const TABLE: [(&str, &str, &str); 32] = [
    ("session", "planSession takeAttendance tickCheck cancelSession postponeSession", "FS"),
    ("session", "openSession closeLines shutSeat", "FS"),
    ("seal", "seal proposeSeal proposeSupplement", "S"),
    ("seal", "confirmSeal confirmSupplement", "FS"),
    ("seat", "openSeat closeSeat", "RFS"),
    ("call", "ringCall answerCall endCall logCall missCall dropMark", "RFS"),
    ("call", "ringBack", "RFC"),
    ("case", "recordCase amendCase noteDispatch answerOnCall handleToday handOver redirectCase", "RFS"),
    ("case", "mergeCase unmergeCase voidCase", "RFS"),
    ("case", "sendBackCase claimCase adjudicateLead assignCase undoDecision", "S"),
    ("case", "nameOwner checkDueDate", "SV"),
    ("case", "attachEvidence", "RFSV"),
    ("case", "importCase", "FS"),
    ("follow", "acknowledge askReturn noteProgress askExtension reply", "LSV"),
    ("follow", "upholdReturn refuseReturn ruleLead list reviewListing resume", "SV"),
    ("follow", "ruleExtension reviewReply proposeExplanation confirmExplanation dropExplanation", "SV"),
    ("follow", "noteNotice", "RFSCV"),
    ("follow", "noteCallback closeUnreachable", "C"),
    ("follow", "reopen", "CV"),
    ("follow", "remind proposeEscalation", "SCV"),
    ("follow", "signEscalation answerEscalation releaseEscalation lowerLevel", "V"),
    ("follow", "notePlatform", "FS"),
    ("meeting", "convene sortAgenda startPass openItem deferItem leaveUndecided adjourn", "S"),
    ("directory", "changeUnits changePeople changeCategories changePlaces changeCalendar", "A"),
    ("directory", "changePolicies changeWords", "A"),
    ("directory", "changeRota", "FSA"),
    ("accounts", "open keyAnew giveRoles withdraw waiveSeparation", "A"),
    ("accounts", "changePassword", "RFSLCVKMNAU"),
    ("accounts", "admit turnKey", "FSVKA"),
    ("erasure", "propose drop", "FSV"),
    ("erasure", "confirm", "FSV"),
    ("clue", "propose confirm deliver drop", "K"),
];

type Refusal = Box<dyn Fn(&[Role]) -> Option<Rejection>>;

/// Every command of the house: where it stands, its name, and what it answers to somebody in these roles.
fn walk() -> Vec<(&'static str, String, Refusal)> {
    let mut all: Vec<(&'static str, String, Refusal)> = Vec::new();
    for command in commands() {
        let written = json!(command);
        let about = ["session", "call", "case", "meeting", "directory", "seat"];
        let about = about.into_iter().find(|about| written["about"] == **about).unwrap();
        let refusal = move |roles: &[Role]| {
            let scene = Scene::new();
            domain::decide(&State::Nothing, command.clone(), &scene.moment_as(roles)).err()
        };
        all.push((about, written["kind"].as_str().unwrap().into(), Box::new(refusal)));
    }
    for command in crate::follow_matrix::commands() {
        let name = json!(command)["kind"].as_str().unwrap().to_string();
        let command = Command::Follow(command);
        let refusal = move |roles: &[Role]| {
            let scene = Scene::new();
            domain::decide(&State::Nothing, command.clone(), &scene.moment_as(roles)).err()
        };
        all.push(("follow", name, Box::new(refusal)));
    }
    for (name, command) in seal_commands() {
        let refusal =
            move |roles: &[Role]| decide_seal(None, command.clone(), &Scene::new().moment_as(roles)).err();
        all.push(("seal", name.into(), Box::new(refusal)));
    }
    for (name, command) in account_commands() {
        let refusal =
            move |roles: &[Role]| accounts::decide(command.clone(), &Scene::new().moment_as(roles)).err();
        all.push(("accounts", name.into(), Box::new(refusal)));
    }
    let (erasure, case, reason) = (Uuid::from_u128(0xe9), CASE, ErasureReason::PeriodOver);
    let erasures = [
        ErasureCommand::Propose { erasure, case, reason },
        ErasureCommand::Confirm { erasure },
        ErasureCommand::Drop { erasure },
    ];
    for command in erasures {
        let none = Erasures::default();
        let refusal =
            move |roles: &[Role]| erasure::decide(&none, command, &Scene::new().moment_as(roles)).err();
        all.push(("erasure", json!(command)["kind"].as_str().unwrap().into(), Box::new(refusal)));
    }
    let (recipient, mode, text) = (ClueRecipient::Stationed, ClueMode::Whole, ClueText::default());
    let clues = [
        ClueCommand::Propose { case: None, recipient, mode, text },
        ClueCommand::Confirm,
        ClueCommand::Deliver { receipt: "收-1".into() },
        ClueCommand::Drop { reason: "重复".into() },
    ];
    for command in clues {
        let name = json!(command)["kind"].as_str().unwrap().to_string();
        let refusal =
            move |roles: &[Role]| clue::decide(None, command.clone(), &Scene::new().moment_as(roles)).err();
        all.push(("clue", name, Box::new(refusal)));
    }
    all
}

fn seal_commands() -> [(&'static str, SealCommand); 5] {
    use SealCommand::*;
    let (absent, why) = (vec![1], TakenWhy::Broken);
    let all = [Seal, ProposeSeal { absent, why }, ConfirmSeal, ProposeSupplement, ConfirmSupplement];
    // A new command does not compile without its name.
    all.map(|command| {
        let name = match command {
            Seal => "seal",
            ProposeSeal { .. } => "proposeSeal",
            ConfirmSeal => "confirmSeal",
            ProposeSupplement => "proposeSupplement",
            ConfirmSupplement => "confirmSupplement",
        };
        (name, command)
    })
}

fn account_commands() -> [(&'static str, AccountCommand); 8] {
    use AccountCommand::*;
    let (box_public, sign_public, slot) = ("Ym94".into(), "c2lnbg==".into(), "c2xvdA==".into());
    let keyed = Keyed { box_public, sign_public, slot };
    let (person, compartment, office) = (CLERK, Compartment::General, Vec::new());
    let (key_id, recovery) = ("a2V5".into(), "cmVj".into());
    let roles = vec![Role::Recorder];
    let all = [
        Open {
            person,
            staff_no: "7".into(),
            roles: roles.clone(),
            keyed: keyed.clone(),
            office: office.clone(),
        },
        KeyAnew { person, keyed, office },
        ChangePassword { slot: "c2xvdA==".into() },
        GiveRoles { person, roles },
        Admit { person, compartment, boxes: Vec::new() },
        Withdraw { person },
        TurnKey { compartment, key_id, boxes: Vec::new(), recovery },
        WaiveSeparation { waived: true },
    ];
    // A new command does not compile without its name.
    all.map(|command| {
        let name = match command {
            Open { .. } => "open",
            KeyAnew { .. } => "keyAnew",
            ChangePassword { .. } => "changePassword",
            GiveRoles { .. } => "giveRoles",
            Admit { .. } => "admit",
            Withdraw { .. } => "withdraw",
            TurnKey { .. } => "turnKey",
            WaiveSeparation { .. } => "waiveSeparation",
        };
        (name, command)
    })
}

#[test]
fn a_command_is_refused_as_not_yours_to_all_whom_the_table_does_not_name_and_to_nobody_else() {
    for (about, name, refusal) in walk() {
        let mut rows =
            TABLE.iter().filter(|(of, names, _)| *of == about && names.split(' ').any(|one| one == name));
        let (_, _, letters) = rows.next().unwrap_or_else(|| panic!("{about} {name} stands in no row"));
        assert!(rows.next().is_none(), "{about} {name} stands in two rows");
        for role in Role::ALL {
            let not_yours = matches!(refusal(&[role]), Some(Rejection::NotYours { .. }));
            assert_eq!(not_yours, !letters.contains(letter(role)), "{about} {name} by {role:?}");
        }
        let roleless = matches!(refusal(&[]), Some(Rejection::NotYours { .. }));
        assert!(roleless || name == "changePassword", "{about} {name} by somebody without a role");
    }
}

#[test]
fn the_walk_leaves_no_command_out() {
    let walked: BTreeSet<(&str, String)> = walk().into_iter().map(|(about, name, _)| (about, name)).collect();
    let config = Config::default();
    let written = [
        ("session", SessionCommand::inline(&config)),
        ("call", CallCommand::inline(&config)),
        ("case", CaseCommand::inline(&config)),
        ("follow", FollowCommand::inline(&config)),
        ("meeting", MeetingCommand::inline(&config)),
        ("directory", DirectoryCommand::inline(&config)),
        ("seat", SeatCommand::inline(&config)),
        ("erasure", ErasureCommand::inline(&config)),
        ("clue", ClueCommand::inline(&config)),
    ];
    let mut there = BTreeSet::new();
    for (about, kinds) in written {
        let kinds = kinds.split("\"kind\": \"").skip(1).map(|rest| rest.split('"').next().unwrap());
        there.extend(kinds.map(|kind| (about, kind.to_string())));
    }
    there.extend(seal_commands().map(|(name, _)| ("seal", name.to_string())));
    there.extend(account_commands().map(|(name, _)| ("accounts", name.to_string())));
    assert_eq!(walked, there);
}

/// Names of a list, and of the type that it should be the whole of.
fn whole<T: TS + Serialize>(all: &[T]) {
    let written = T::inline(&Config::default());
    let there: BTreeSet<String> = written.split(" | ").map(|name| name.trim_matches('"').into()).collect();
    let listed: BTreeSet<String> = all.iter().map(|one| json!(one).as_str().unwrap().into()).collect();
    assert_eq!(listed, there);
    assert_eq!(all.len(), there.len(), "one stands twice: {written}");
}

#[test]
fn every_list_of_all_is_whole_and_names_each_once() {
    whole(&Role::ALL);
    whole(&Compartment::ALL);
    whole(&Right::ALL);
    whole(&LookReason::ALL);
}

#[test]
fn every_right_is_somebodys_and_names_each_role_once() {
    for right in Right::ALL {
        let roles = right.roles();
        let once: BTreeSet<Role> = roles.iter().copied().collect();
        assert!(!roles.is_empty() && once.len() == roles.len(), "{right:?}: {roles:?}");
    }
}

#[test]
fn a_role_can_read_what_its_rights_are_about() {
    for right in Right::ALL {
        for role in right.roles() {
            assert!(role.compartments().contains(&right.compartment()), "{role:?} {right:?}");
        }
    }
}

#[test]
fn who_runs_the_house_or_looks_at_its_trail_has_no_right_to_a_case_or_a_clue() {
    let apart: Vec<Role> = Role::ALL.into_iter().filter(|role| role.stands_apart()).collect();
    assert_eq!(apart, [Role::Administrator, Role::Auditor]);
    for right in Right::ALL {
        let theirs = apart.iter().any(|role| may(&[*role], right));
        assert!(!theirs || right.compartment() == Compartment::Office, "{right:?}");
    }
}

#[test]
fn clues_are_the_clue_officers_alone() {
    let holders = Role::ALL.into_iter().filter(|role| role.compartments().contains(&Compartment::Clue));
    assert_eq!(holders.collect::<Vec<_>>(), [Role::ClueOfficer]);
    for right in Right::ALL {
        let clues = right.compartment() == Compartment::Clue;
        assert_eq!(clues, right.roles() == [Role::ClueOfficer], "{right:?}");
    }
}

#[derive(PartialEq)]
enum Leaves {
    /// Looked at, proved, or printed: the record stands as it stood.
    Nothing,
    /// His own login's password and PIN.
    OwnLogin,
    /// The record, the settings, an account, a key, a copy of it all.
    Something,
}

/// What a right leaves behind. A new one does not compile without its row.
fn leaves(right: Right) -> Leaves {
    match right {
        Right::SeeHouse
        | Right::SeeSession
        | Right::SeeSeat
        | Right::SeeHistory
        | Right::SeeMeeting
        | Right::SeeCases
        | Right::SeeOwnUnit
        | Right::SeeFigures
        | Right::SeeDrafts
        | Right::SeeRoom
        | Right::SeeAccounts
        | Right::SeeTrail
        | Right::SeeCaseTrail
        | Right::SeeErasures
        | Right::SeeBackups
        | Right::OpenEvidence
        | Right::RevealNumber
        | Right::PrintMasked
        | Right::ExportFull
        | Right::ProveRecord => Leaves::Nothing,
        Right::OwnPassword => Leaves::OwnLogin,
        Right::PrepareSession
        | Right::RunSession
        | Right::SealSession
        | Right::TakeCalls
        | Right::RingBack
        | Right::TidyCases
        | Right::RunMeeting
        | Right::NameOwner
        | Right::CheckDueDate
        | Right::AttachEvidence
        | Right::ImportCases
        | Right::WorkCase
        | Right::RuleReturns
        | Right::ReviewResults
        | Right::TellCitizens
        | Right::CallBack
        | Right::Reopen
        | Right::ListCases
        | Right::Remind
        | Right::Supervise
        | Right::ChangeSettings
        | Right::ChangeRota
        | Right::ManageAccounts
        | Right::Admit
        | Right::TurnKeys
        | Right::WaiveSeparation
        | Right::ProposeErasure
        | Right::ConfirmErasure
        | Right::Clues
        | Right::ConfirmSeal
        | Right::TakeOver
        | Right::MakeBackup => Leaves::Something,
    }
}

#[test]
fn an_auditor_changes_nothing_but_his_own_password() {
    let his: Vec<Right> = Right::ALL.into_iter().filter(|right| may(&[Role::Auditor], *right)).collect();
    assert!(his.contains(&Right::SeeTrail) && his.contains(&Right::ProveRecord));
    let changing: Vec<&Right> = his.iter().filter(|right| leaves(**right) != Leaves::Nothing).collect();
    assert_eq!(changing, [&Right::OwnPassword]);
    assert!(leaves(Right::OwnPassword) == Leaves::OwnLogin);
}

#[test]
fn nobody_but_the_auditor_reads_the_whole_trail() {
    assert_eq!(Right::SeeTrail.roles(), [Role::Auditor]);
}

#[test]
fn a_liaison_works_on_his_own_units_cases_and_sees_nothing_else_of_the_session() {
    let his = Right::ALL.into_iter().filter(|right| may(&[Role::Liaison], *right));
    assert_eq!(
        his.collect::<Vec<_>>(),
        [Right::WorkCase, Right::SeeHouse, Right::SeeOwnUnit, Right::OwnPassword]
    );
}

#[test]
fn two_roles_may_what_either_may_and_no_more() {
    for right in Right::ALL {
        let either = may(&[Role::Liaison], right) || may(&[Role::MediaLiaison], right);
        assert_eq!(may(&[Role::Liaison, Role::MediaLiaison], right), either, "{right:?}");
        assert!(!may(&[], right), "{right:?}");
    }
}
