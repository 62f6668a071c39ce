//! 跟踪: what happens to a case between its assignment and its end, and beside it.

mod callback;
mod command;
mod extend;
pub mod facts;
mod fold;
mod ladder;
mod listing;
mod measure;
mod notice;
mod returns;
pub mod text;
mod work;

pub use command::{FollowCommand, decide};
pub use measure::{Measured, SystemAct, reopened_due, system_acts};

use super::{Assignment, BlobHash, Case, Stage};
use crate::id::{CaseId, PersonId, UnitId};
use crate::rejection::Rejection;
use crate::time::Stamp;
use chrono::NaiveDate;
use facts::*;
use serde::{Deserialize, Serialize};
use text::*;
use uuid::Uuid;

/// Empty until the case is assigned. Requests and warnings are beside the stage, so that none of them stops a clock.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Follow {
    /// 签收
    pub acked: Option<Acked>,
    /// 流转: which unit had it, from when to when. The last one has it.
    pub hops: Vec<Hop>,
    pub returns: Vec<Return>,
    /// No return any more: ruled by the chair, or a return was refused.
    pub locked: bool,
    /// 问题工单
    pub hard: Option<(Stamp, HardWhy)>,
    pub progress: Vec<Progress>,
    pub extensions: Vec<Extension>,
    /// The due date that was approved after the assignment's own; none: that one holds.
    pub due: Option<Stamp>,
    /// When that was set.
    pub due_since: Option<Stamp>,
    pub replies: Vec<Reply>,
    pub notices: Vec<Notice>,
    pub callbacks: Vec<Callback>,
    /// 拟解释说明, waiting for its second reviewer; or confirmed, when the case is closed.
    pub explanation: Option<Explanation>,
    pub reopened: Vec<Reopened>,
    pub listing: Option<Listing>,
    pub reminders: Vec<Reminder>,
    /// 督办层级 as it stands.
    pub level: Option<Level>,
    /// Each once and for good: what was raised is counted by it.
    pub raised: Vec<Raised>,
    /// 降级: what was raised before doesn't count any more.
    pub lowered: Option<Stamp>,
    pub escalations: Vec<Escalation>,
    pub platform: Option<Platform>,
}

macro_rules! parts {
    ($($(#[$doc:meta])* $name:ident { $($(#[$inner:meta])* $field:ident: $kind:ty),* $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub struct $name { $($(#[$inner])* pub $field: $kind),* }
    )+};
}

parts! {
    Acked { at: Stamp, by: PersonId, silent: bool }
    Hop {
        unit: UnitId,
        name: String,
        from: Stamp,
        until: Option<Stamp>,
    }
    Return {
        at: Stamp,
        unit: UnitId,
        said_by: PersonId,
        belongs_to: UnitId,
        text: ReturnText,
        ruling: Option<Ruling>,
    }
    Ruling { at: Stamp, granted: bool, decided_by: PersonId, text: SaidText }
    Progress { at: Stamp, by: PersonId, said_by: PersonId, text: ProgressText }
    Extension {
        at: Stamp,
        said_by: PersonId,
        /// The due date that it was asked on.
        from: Stamp,
        until: Stamp,
        working_days: u32,
        reason: ExtensionReason,
        text: ExtensionText,
        ruling: Option<Ruling>,
    }
    Reply {
        at: Stamp,
        by: PersonId,
        signed_by: PersonId,
        contacted_at: Option<Stamp>,
        proof: Vec<BlobHash>,
        text: ReplyText,
        review: Option<Review>,
    }
    Review { at: Stamp, by: PersonId, passed: bool, words: String }
    Notice {
        at: Stamp,
        by: PersonId,
        about: NoticeAbout,
        how: ContactHow,
        missed: Option<NotReached>,
        words: String,
    }
    Callback { at: Stamp, by: PersonId, how: ContactHow, answer: CallbackAnswer, words: String }
    Explanation {
        at: Stamp,
        by: PersonId,
        reasonableness: Reasonableness,
        text: ExplanationText,
        confirmed_by: Option<PersonId>,
    }
    Reopened { at: Stamp, by: PersonId, why: ReopenWhy, due: Stamp, working_days: u32, words: String }
    Listing { at: Stamp, chair: PersonId, review: NaiveDate, reviewed: u32, text: ListingText }
    Reminder { at: Stamp, by: PersonId, how: ContactHow, person: Option<PersonId>, text: RemindedText }
    Raised { at: Stamp, level: Level, trigger: Trigger }
    Escalation {
        id: Uuid,
        at: Stamp,
        by: PersonId,
        level: Level,
        triggers: Vec<Trigger>,
        measured: bool,
        words: String,
        signed: Option<Signed>,
        /// 已解除, with its reason; or put aside unsigned.
        released: Option<(Stamp, PersonId, String)>,
    }
    Signed { at: Stamp, by: PersonId, recipients: Vec<Addressed>, text: LetterText }
    Addressed { recipient: Recipient, answered: Option<(Stamp, String)> }
    Platform { at: Stamp, number: String, status: Option<PlatformStatus>, word: String }
}

impl Follow {
    pub fn is_empty(&self) -> bool {
        *self == Follow::default()
    }

    /// 退单 that nobody has ruled on.
    pub fn open_return(&self) -> Option<&Return> {
        self.returns.last().filter(|one| one.ruling.is_none())
    }

    /// 延期 that nobody has ruled on.
    pub fn open_extension(&self) -> Option<&Extension> {
        self.extensions.last().filter(|one| one.ruling.is_none())
    }

    pub fn granted_extensions(&self) -> impl Iterator<Item = &Extension> {
        self.extensions.iter().filter(|one| one.ruling.as_ref().is_some_and(|ruling| ruling.granted))
    }

    /// Whether it ever lay with this unit.
    pub fn had_it(&self, unit: UnitId) -> bool {
        self.hops.iter().any(|hop| hop.unit == unit)
    }

    /// When the citizen was told of this, since that moment.
    pub fn told(&self, about: NoticeAbout, since: Stamp) -> Option<&Notice> {
        let told = |one: &&Notice| one.about == about && one.missed.is_none() && one.at >= since;
        self.notices.iter().find(told)
    }

    /// 拟提级 or 已报送, and not released.
    pub fn open_escalations(&self) -> impl Iterator<Item = &Escalation> {
        self.escalations.iter().filter(|one| one.released.is_none())
    }

    /// Callbacks since the last result was sent in.
    pub fn callbacks_now(&self) -> impl Iterator<Item = &Callback> {
        let since = self.replies.last().map_or(Stamp(i64::MIN), |reply| reply.at);
        self.callbacks.iter().filter(move |one| one.at >= since)
    }

    /// The last answer of the citizen since the last result.
    pub fn answered(&self) -> Option<CallbackAnswer> {
        self.callbacks_now().map(|one| one.answer).filter(|answer| answer.solved().is_some()).last()
    }

    /// Results that the reviewer sent back.
    pub fn sent_back(&self) -> usize {
        let back = |reply: &&Reply| reply.review.as_ref().is_some_and(|review| !review.passed);
        self.replies.iter().filter(back).count()
    }
}

impl Case {
    /// 办结时限 as it holds: the approved date, on which 按时 counts. None before the assignment.
    pub fn due(&self) -> Option<Stamp> {
        let given = self.assignment.as_ref()?;
        Some(self.follow.due.unwrap_or(given.due))
    }

    /// The date that 承诺兑现 counts on: the leader's word, or the meeting's first date where he named none.
    pub fn original_due(&self) -> Option<Stamp> {
        self.promise.due().or(self.assignment.as_ref().map(|given| given.due))
    }

    pub fn lead(&self) -> Option<UnitId> {
        self.assignment.as_ref().map(|given| given.lead)
    }

    /// The case that it was merged into.
    pub fn master(&self) -> Option<CaseId> {
        match self.stage {
            Stage::Merged { master } => Some(master),
            Stage::Recording
            | Stage::PendingTriage
            | Stage::Assigned
            | Stage::InProgress
            | Stage::Replied
            | Stage::PendingCallback
            | Stage::Listed
            | Stage::Closed { .. }
            | Stage::Redirected { .. }
            | Stage::Voided { .. } => None,
        }
    }

    /// When the unit's clock of this round began: the assignment, or the last reopening.
    pub fn round_began(&self) -> Option<Stamp> {
        let reopened = self.follow.reopened.last().map(|one| one.at);
        reopened.or(self.assignment.as_ref().map(|given| given.at))
    }
}

/// Only in these stages; every command in every stage stands in a table of the tests.
fn in_stage(case: &Case, stages: &[Stage]) -> Result<(), Rejection> {
    if stages.contains(&case.stage) { Ok(()) } else { Err(Rejection::StageForbids { stage: case.stage }) }
}

/// What came in from elsewhere is in progress there, and nobody here has given it to a unit.
fn given(case: &Case) -> Result<&Assignment, Rejection> {
    case.assignment.as_ref().ok_or(Rejection::StageForbids { stage: case.stage })
}
