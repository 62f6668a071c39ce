//! Cases (诉求): recorded, answered or handed over, merged, claimed, adjudicated, assigned.

mod assign;
mod dispose;
pub mod evidence;
pub mod facts;
mod fold;
pub mod follow;
mod hash;
mod import;
mod merge;
mod recheck;
mod record;
mod rule;
pub mod text;
mod undo;

pub use assign::{DueWish, Settlement, due};
pub use dispose::WhatIsMissing;
pub use evidence::Evidence;
pub use facts::*;
pub use follow::Follow;
pub use hash::NoHash;
pub use import::{ImportProblem, ImportRow, ImportWhy};
pub use record::{CaseForm, title_of};
pub use rule::{CaseCommand, decide};
pub use text::MatterText;

use crate::aside::Aside;
use crate::call::Disposition;
use crate::deadline::DeadlineClass;
use crate::directory::Directory;
use crate::id::{CallId, CaseId, PersonId, SessionId, UnitId};
use crate::number::CaseNumber;
use crate::time::Stamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `domain.md` §4.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Stage {
    Recording,
    PendingTriage,
    Assigned,
    InProgress,
    /// 已反馈待审
    Replied,
    /// 待回访
    PendingCallback,
    /// 挂账
    Listed,
    Closed {
        how: CloseKind,
    },
    Merged {
        master: CaseId,
    },
    Redirected {
        to: Channel,
    },
    Voided {
        reason: VoidReason,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum CloseKind {
    OnSpot,
    /// The citizen said so.
    Solved,
    /// 解释说明, by two reviewers.
    Explained,
    /// 联系不上: counted apart, never as satisfied.
    Unreachable,
    /// Closed in the system that it was imported from.
    Elsewhere,
}

/// A case as it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Case {
    pub id: CaseId,
    pub version: u64,
    pub stage: Stage,
    pub origin: Option<Origin>,
    pub number: Option<CaseNumber>,
    pub recorded_at: Stamp,
    pub recorded_by: PersonId,
    pub changed_at: Stamp,
    pub matter: Matter,
    pub text: MatterText,
    pub promise: Promise,
    pub read_back: bool,
    pub disposition: Option<Disposition>,
    pub answer: Option<Answer>,
    pub dispatches: Vec<Dispatch>,
    pub sent_back: Option<String>,
    pub claim: Option<Claim>,
    pub adjudication: Option<Adjudication>,
    pub assignment: Option<Assignment>,
    pub closed_at: Option<Stamp>,
    /// 跟踪
    #[serde(default, skip_serializing_if = "Follow::is_empty")]
    pub follow: Follow,
    pub external: Option<uuid::Uuid>,
    /// 附件
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// 已依法删除: its text is gone for ever.
    pub erased: bool,
    /// Taken over, or rows to be checked.
    #[serde(default, skip_serializing_if = "Aside::is_empty")]
    pub aside: Aside,
}

/// Where a case of a session came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    pub session: SessionId,
    pub call: CallId,
    pub seat: u8,
    pub leader: PersonId,
    #[serde(default)]
    pub answered_at: Option<Stamp>,
}

/// 承诺: verbatim, who, when, original date. Once made it never changes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum Promise {
    #[default]
    Unknown,
    Nothing,
    Made {
        by: PersonId,
        at: Stamp,
        due: Option<Stamp>,
        /// None: erased.
        words: Option<String>,
    },
}

impl Promise {
    pub fn due(&self) -> Option<Stamp> {
        match self {
            Promise::Made { due, .. } => *due,
            Promise::Unknown | Promise::Nothing => None,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    pub said_by: PersonId,
    pub at: Stamp,
    pub answer: String,
    pub basis: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dispatch {
    pub person: PersonId,
    pub unit: Option<UnitId>,
    pub called_at: Stamp,
    pub reached: bool,
    pub name: String,
    pub reply: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    pub unit: UnitId,
    pub claimed_by: PersonId,
    pub name: String,
    pub gap: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Adjudication {
    pub lead: UnitId,
    pub decided_by: PersonId,
    pub objection: Option<Objection>,
    pub name: String,
    pub basis: String,
    pub dissent: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assignment {
    pub at: Stamp,
    pub recorded_by: PersonId,
    pub said_by: PersonId,
    pub lead: UnitId,
    pub assisting: Vec<UnitId>,
    pub owner: PersonId,
    pub due: Stamp,
    pub provisional: Option<i32>,
    pub working_days: Option<u32>,
    pub same_day: bool,
    pub later_than_promised: bool,
    pub shielded: bool,
    /// Seconds that the clock was out when `due` was given, until a person has checked it.
    #[serde(default)]
    pub clock_out: Option<i64>,
    pub lead_name: String,
    pub owner_name: String,
    pub plan: String,
    pub late_reason: String,
}

impl Case {
    /// The unit may not learn who called: 要求保密, or a 举报.
    pub fn shielded(&self) -> bool {
        self.matter.confidential || self.matter.request == Some(RequestType::Report)
    }

    /// The lead that the chair fixed; nobody but the chair changes it.
    pub fn locked_lead(&self) -> Option<UnitId> {
        self.adjudication.as_ref().map(|adjudication| adjudication.lead)
    }

    /// Waiting for the meeting's word.
    pub fn pending(&self) -> bool {
        self.stage == Stage::PendingTriage
    }

    /// Counts as settled in the meeting's tally: it has left triage by a decision.
    pub fn settled(&self) -> bool {
        match self.stage {
            Stage::Recording | Stage::PendingTriage => false,
            Stage::Assigned
            | Stage::InProgress
            | Stage::Replied
            | Stage::PendingCallback
            | Stage::Listed
            | Stage::Closed { .. }
            | Stage::Merged { .. }
            | Stage::Redirected { .. }
            | Stage::Voided { .. } => true,
        }
    }

    /// The class of its time limit. Hazards count in hours whatever their category says.
    pub fn class(&self, directory: &Directory) -> DeadlineClass {
        if self.matter.hazard {
            return DeadlineClass::Hazard;
        }
        let category = self.matter.category.and_then(|id| directory.categories.get(&id));
        category.map_or(DeadlineClass::General, |category| category.class)
    }

    /// 来电时间: when the call was answered; of an older record or an imported one, when it was written.
    pub fn called_at(&self) -> Stamp {
        self.origin.and_then(|origin| origin.answered_at).unwrap_or(self.recorded_at)
    }

    pub fn session(&self) -> Option<SessionId> {
        self.origin.map(|origin| origin.session)
    }
}
