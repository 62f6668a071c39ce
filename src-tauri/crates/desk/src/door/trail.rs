//! Who looked: numbers revealed for a reason, papers, the trail itself.

use domain::Stamp;
use domain::id::{CaseId, PersonId, SessionId};
use domain::seat::{LookKind, LookReason};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// 查看号码
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RevealOrder {
    pub case: CaseId,
    pub reason: LookReason,
    /// Into the clipboard, which is cleared after a minute, instead of onto the screen.
    pub copy: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Revealed {
    /// None: it is in the clipboard.
    pub number: Option<String>,
    /// Seconds until it is masked, or the clipboard cleared.
    pub seconds: u32,
}

/// 打印: said before the system's dialog opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PrintOrder {
    pub paper: Printed,
    pub session: Option<SessionId>,
    pub case: Option<CaseId>,
    pub reason: LookReason,
    /// Cases on the paper.
    pub count: Option<u32>,
}

/// What goes on paper, and so who may print it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Printed {
    /// Papers of a session: lists, cards, sheets.
    Session,
    /// 查看记录
    Trail,
    /// 核验单
    Checkpoint,
}

/// What the auditor looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct TrailFilter {
    pub person: Option<PersonId>,
    pub what: Vec<LookKind>,
    /// A case's number as typed, whole or shown.
    pub number: String,
    pub from: Option<Stamp>,
    pub to: Option<Stamp>,
}

/// → `Query::Trail`, newest first
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TrailPage {
    pub total: u32,
    pub from: u32,
    pub rows: Vec<LookSeen>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LookSeen {
    pub at: Stamp,
    pub person: PersonId,
    pub name: String,
    pub what: LookKind,
    pub case: Option<CaseId>,
    /// 受理号, if it was about a case that has one.
    pub number: String,
    pub session: Option<SessionId>,
    pub reason: Option<LookReason>,
    pub count: Option<u32>,
}
