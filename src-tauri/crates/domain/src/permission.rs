//! Who may do what, and which compartment a person holds for it: one table.
//!
//! The source of the roles is `domain.md` §2.1. What a person may *read* is a key, at the grain of a
//! compartment; inside `general` the table is what keeps a liaison from a recorder's work.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `domain.md` §2.1, and the auditor of the trail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Role {
    Recorder,
    FloorManager,
    Secretary,
    Liaison,
    CallbackAgent,
    SupervisionOfficer,
    ClueOfficer,
    MediaLiaison,
    Analyst,
    Administrator,
    Auditor,
}

impl Role {
    pub const ALL: [Role; 11] = [
        Role::Recorder,
        Role::FloorManager,
        Role::Secretary,
        Role::Liaison,
        Role::CallbackAgent,
        Role::SupervisionOfficer,
        Role::ClueOfficer,
        Role::MediaLiaison,
        Role::Analyst,
        Role::Administrator,
        Role::Auditor,
    ];

    /// What a holder of the role has to be able to read.
    pub fn compartments(self) -> &'static [Compartment] {
        match self {
            Role::Administrator | Role::Auditor => &[Compartment::Office],
            Role::ClueOfficer => &[Compartment::Office, Compartment::Clue],
            Role::Recorder
            | Role::FloorManager
            | Role::Secretary
            | Role::Liaison
            | Role::CallbackAgent
            | Role::SupervisionOfficer
            | Role::MediaLiaison
            | Role::Analyst => &[Compartment::Office, Compartment::General],
        }
    }

    /// Runs the house or looks at its trail, and reads no case: one person doesn't hold this beside a role that
    /// reads, unless the house has waived the separation.
    pub fn stands_apart(self) -> bool {
        !self.compartments().iter().any(|one| *one != Compartment::Office)
    }
}

/// Of two founders: the first runs the house, the second works in it until he gives his roles away. Nobody is
/// auditor before a third is.
pub fn of_two_founders() -> (Vec<Role>, Vec<Role>) {
    let work = Role::ALL.into_iter().filter(|role| !role.stands_apart());
    (vec![Role::Administrator], work.collect())
}

/// 保密分区: what a key opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Compartment {
    /// People, roles, settings, the trail.
    Office,
    /// Sessions, calls, cases, meetings.
    General,
    /// 问题线索
    Clue,
}

impl Compartment {
    pub const ALL: [Compartment; 3] = [Compartment::Office, Compartment::General, Compartment::Clue];
}

/// What may be asked of a desk. Each command, view, paper and signed act names its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Right {
    // Commands.
    /// 活动准备: plan, attendance, readiness, cancel, postpone.
    PrepareSession,
    /// Open a session, and close its lines.
    RunSession,
    /// 封存
    SealSession,
    /// Ring, answer, end, log, mark a call; record, complete and dispose of its cases.
    TakeCalls,
    /// Missed callers are rung back.
    RingBack,
    /// 并单、作废
    TidyCases,
    /// 会商: convene, claim, rule, assign, adjourn.
    RunMeeting,
    /// Name another owner after the meeting.
    NameOwner,
    /// 核对办结时限 that was given by a clock far out.
    CheckDueDate,
    /// 附件: files on a case.
    AttachEvidence,
    /// Cases of another system.
    ImportCases,
    /// Units, categories, places, calendar, policies, words, rota; people of the directory.
    ChangeSettings,
    /// The rota and the people of a session are the floor manager's too.
    ChangeRota,

    /// 办理: acknowledge, return, progress, extension, result.
    WorkCase,
    /// 退单裁定、改派
    RuleReturns,
    /// 审核: results, extensions, explanations.
    ReviewResults,
    /// 告知
    TellCitizens,
    /// 回访
    CallBack,
    /// 重办
    Reopen,
    /// 挂账
    ListCases,
    /// 催办, 拟提级
    Remind,
    /// 督办: sign, answer, release.
    Supervise,

    // Views.
    /// Header and directory: names of the house, its units, its words.
    SeeHouse,
    /// Session, counters, rota and preparation.
    SeeSession,
    /// A seat's queue and the recorder's form.
    SeeSeat,
    /// Who called before.
    SeeHistory,
    /// Agenda and its items.
    SeeMeeting,
    /// The ledger and a case, with the number masked.
    SeeCases,
    /// One's own unit's cases, without an identity where it is shielded.
    SeeOwnUnit,
    /// Figures.
    SeeFigures,
    /// What was typed and not yet recorded.
    SeeDrafts,
    /// The masked windows of the room.
    SeeRoom,
    /// The list of accounts.
    SeeAccounts,
    /// Who looked: all of it.
    SeeTrail,
    /// Who looked at one case, beside the case.
    SeeCaseTrail,
    SeeErasures,
    SeeBackups,

    // Papers and reveals.
    /// A file of a case, shown or saved.
    OpenEvidence,
    /// A number, shown for a reason.
    RevealNumber,
    /// Lists and papers without identities.
    PrintMasked,
    /// The full ledger.
    ExportFull,

    // Signed acts.
    /// 账号: open, key anew, roles, withdraw.
    ManageAccounts,
    /// 准入: a holder admits to a compartment. That he holds it is his key's affair.
    Admit,
    /// 换钥
    TurnKeys,
    WaiveSeparation,
    /// One's own password and PIN.
    OwnPassword,
    /// 依法删除: proposed by one, confirmed by another.
    ProposeErasure,
    ConfirmErasure,
    /// 问题线索报送
    Clues,
    /// 封存 with a seat away, or a supplement: the second person.
    ConfirmSeal,
    /// 接管: the streams of a seat that doesn't answer.
    TakeOver,

    // The workstation.
    MakeBackup,
    /// `verify`, rebuild, checkpoints.
    ProveRecord,
}

impl Right {
    /// Whose it is. Whoever has one of these roles may.
    pub fn roles(self) -> &'static [Role] {
        use Role::*;
        /// All that read cases, but the liaison, who sees his own unit's.
        const READERS: &[Role] =
            &[Recorder, FloorManager, Secretary, CallbackAgent, SupervisionOfficer, Analyst];
        const HALL: &[Role] = &[Recorder, FloorManager, Secretary, SupervisionOfficer, MediaLiaison, Analyst];
        const FLOOR: &[Role] = &[Recorder, FloorManager, Secretary];
        match self {
            Right::PrepareSession | Right::RunSession => &[FloorManager, Secretary],
            Right::SealSession | Right::RunMeeting => &[Secretary],
            Right::ConfirmSeal => &[FloorManager, Secretary],
            Right::TakeCalls | Right::TidyCases => FLOOR,
            Right::RingBack => &[Recorder, FloorManager, CallbackAgent],
            Right::NameOwner | Right::CheckDueDate => &[Secretary, SupervisionOfficer],
            Right::ImportCases => &[FloorManager, Secretary],
            Right::WorkCase => &[Liaison, Secretary, SupervisionOfficer],
            Right::RuleReturns => &[Secretary, SupervisionOfficer],
            Right::ReviewResults => &[SupervisionOfficer, Secretary],
            Right::TellCitizens => &[CallbackAgent, Secretary, FloorManager, Recorder, SupervisionOfficer],
            Right::CallBack => &[CallbackAgent],
            Right::Reopen => &[CallbackAgent, SupervisionOfficer],
            Right::ListCases => &[Secretary, SupervisionOfficer],
            Right::Remind => &[SupervisionOfficer, Secretary, CallbackAgent],
            Right::Supervise => &[SupervisionOfficer],
            Right::ChangeSettings => &[Administrator],
            Right::ChangeRota => &[Administrator, FloorManager, Secretary],
            Right::SeeHouse | Right::OwnPassword => &Role::ALL,
            Right::SeeSession | Right::SeeRoom => {
                &[Recorder, FloorManager, Secretary, CallbackAgent, SupervisionOfficer, MediaLiaison, Analyst]
            }
            Right::SeeSeat | Right::SeeDrafts => FLOOR,
            Right::SeeHistory => &[Recorder, FloorManager, Secretary, CallbackAgent, SupervisionOfficer],
            Right::SeeMeeting | Right::AttachEvidence => {
                &[Recorder, FloorManager, Secretary, SupervisionOfficer]
            }
            Right::SeeCases | Right::SeeCaseTrail => READERS,
            Right::SeeOwnUnit => &[Liaison],
            Right::SeeFigures | Right::PrintMasked => HALL,
            Right::SeeAccounts => {
                &[Administrator, Auditor, Secretary, FloorManager, SupervisionOfficer, ClueOfficer]
            }
            Right::SeeTrail => &[Auditor],
            Right::SeeErasures => &[FloorManager, Secretary, SupervisionOfficer, Auditor],
            Right::SeeBackups => &[Administrator, Auditor],
            Right::RevealNumber | Right::OpenEvidence => {
                &[Recorder, FloorManager, Secretary, CallbackAgent, SupervisionOfficer]
            }
            Right::ExportFull => &[Secretary, SupervisionOfficer],
            Right::ManageAccounts | Right::WaiveSeparation | Right::MakeBackup => &[Administrator],
            // Whoever holds the compartment; the key decides, and the auditor changes nothing.
            Right::Admit | Right::TurnKeys => {
                &[Administrator, FloorManager, Secretary, SupervisionOfficer, ClueOfficer]
            }
            Right::ProposeErasure | Right::ConfirmErasure => &[FloorManager, Secretary, SupervisionOfficer],
            Right::Clues => &[ClueOfficer],
            Right::TakeOver => &[FloorManager],
            Right::ProveRecord => &[Administrator, Auditor, Secretary],
        }
    }

    /// The compartment that has to be held for it.
    pub fn compartment(self) -> Compartment {
        match self {
            Right::ChangeSettings
            | Right::ChangeRota
            | Right::SeeHouse
            | Right::SeeAccounts
            | Right::SeeTrail
            | Right::SeeErasures
            | Right::SeeBackups
            | Right::ManageAccounts
            | Right::Admit
            | Right::TurnKeys
            | Right::WaiveSeparation
            | Right::OwnPassword
            | Right::MakeBackup
            | Right::ProveRecord => Compartment::Office,
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
            | Right::SeeSession
            | Right::SeeSeat
            | Right::SeeHistory
            | Right::SeeMeeting
            | Right::SeeCases
            | Right::SeeOwnUnit
            | Right::SeeFigures
            | Right::SeeDrafts
            | Right::SeeRoom
            | Right::SeeCaseTrail
            | Right::OpenEvidence
            | Right::RevealNumber
            | Right::PrintMasked
            | Right::ExportFull
            | Right::ProposeErasure
            | Right::ConfirmErasure
            | Right::ConfirmSeal
            | Right::TakeOver => Compartment::General,
            Right::Clues => Compartment::Clue,
        }
    }

    pub const ALL: [Right; 53] = [
        Right::PrepareSession,
        Right::RunSession,
        Right::SealSession,
        Right::TakeCalls,
        Right::RingBack,
        Right::TidyCases,
        Right::RunMeeting,
        Right::NameOwner,
        Right::CheckDueDate,
        Right::AttachEvidence,
        Right::ImportCases,
        Right::WorkCase,
        Right::RuleReturns,
        Right::ReviewResults,
        Right::TellCitizens,
        Right::CallBack,
        Right::Reopen,
        Right::ListCases,
        Right::Remind,
        Right::Supervise,
        Right::ChangeSettings,
        Right::ChangeRota,
        Right::SeeHouse,
        Right::SeeSession,
        Right::SeeSeat,
        Right::SeeHistory,
        Right::SeeMeeting,
        Right::SeeCases,
        Right::SeeOwnUnit,
        Right::SeeFigures,
        Right::SeeDrafts,
        Right::SeeRoom,
        Right::SeeAccounts,
        Right::SeeTrail,
        Right::SeeCaseTrail,
        Right::SeeErasures,
        Right::SeeBackups,
        Right::OpenEvidence,
        Right::RevealNumber,
        Right::PrintMasked,
        Right::ExportFull,
        Right::ManageAccounts,
        Right::Admit,
        Right::TurnKeys,
        Right::WaiveSeparation,
        Right::OwnPassword,
        Right::ProposeErasure,
        Right::ConfirmErasure,
        Right::Clues,
        Right::ConfirmSeal,
        Right::TakeOver,
        Right::MakeBackup,
        Right::ProveRecord,
    ];
}

/// Whether somebody with these roles may.
pub fn may(roles: &[Role], right: Right) -> bool {
    right.roles().iter().any(|role| roles.contains(role))
}
