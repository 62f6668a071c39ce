//! What one seat's recorder sees: the queue, the live call, the seat's own records, who called before.

use crate::call::{CallStage, Outcome};
use crate::case::{CaseForm, Stage};
use crate::id::{CallId, CaseId};
use crate::rejection::Field;
use crate::time::Stamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QueueView {
    pub waiting: u32,
    /// Since when the longest-waiting caller rings.
    pub longest_since: Option<Stamp>,
    pub next: Option<NextCall>,
    /// The call on this seat: live or in wrap-up. Its number is shown whole, to its own recorder only.
    pub live: Option<LiveCall>,
    pub records: Vec<OwnRecord>,
    /// 待补录 of this seat.
    pub unfinished: u32,
    pub missed: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NextCall {
    pub call: CallId,
    pub version: u64,
    pub rang_at: Stamp,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LiveCall {
    pub call: CallId,
    pub version: u64,
    pub stage: CallStage,
    pub number: String,
    pub leader: String,
    pub answered_at: Stamp,
    pub ended_at: Option<Stamp>,
    /// Cases of this call that are on record already.
    pub cases: Vec<OwnRecord>,
    /// The number that the next case of this seat gets: it is read back before the call ends.
    pub next_number: String,
    pub next_spoken: String,
    /// In a rehearsal: what this caller says, for the visitor to act by.
    pub script: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OwnRecord {
    pub call: CallId,
    pub call_version: u64,
    pub call_stage: CallStage,
    pub outcome: Option<Outcome>,
    /// None: a call without a case.
    pub case: Option<CaseId>,
    pub case_version: u64,
    pub number: String,
    pub caller: String,
    pub title: String,
    pub at: Stamp,
    pub stage: Option<Stage>,
    pub missing: Vec<Field>,
    pub sent_back: Option<String>,
}

/// The form of a case that this seat recorded, to be completed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FormView {
    pub case: CaseId,
    pub version: u64,
    pub call: Option<CallId>,
    pub number: String,
    pub spoken: String,
    pub stage: Stage,
    pub form: CaseForm,
    pub missing: Vec<Field>,
    pub sent_back: Option<String>,
}

/// 诉求人历史: who rings has rung before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HistoryView {
    /// Earlier cases of the number, all of them.
    pub times: u32,
    pub first_at: Option<Stamp>,
    /// The newest few.
    pub entries: Vec<HistoryEntry>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HistoryEntry {
    pub case: CaseId,
    pub number: String,
    pub at: Stamp,
    /// Empty of a shielded case: whoever rings from a number needn't be who asked for silence.
    pub title: String,
    pub shielded: bool,
    pub stage: Stage,
    pub unit_name: String,
    pub due: Option<Stamp>,
    pub overdue: bool,
}

/// A draft that survived: offered again after a crash.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DraftSeen {
    pub draft: uuid::Uuid,
    pub stream: uuid::Uuid,
    pub saved_at: Stamp,
    /// This workstation has written on the stream since: it was submitted before the console ended, and the person
    /// wasn't told.
    pub done_at: Option<Stamp>,
    /// What the window put there; the desk does not read it.
    #[ts(type = "unknown")]
    pub body: serde_json::Value,
}
