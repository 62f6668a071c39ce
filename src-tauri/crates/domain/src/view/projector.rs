//! 会商投影: one case in large letters, masked by type. Free text is in it only after 已核对脱敏.

use super::board::BoardView;
use super::case::Hop;
use super::meeting::{AgendaCount, ItemState};
use super::session::UnitCount;
use super::tally::{Reach, Tally};
use crate::directory::HouseKind;
use crate::id::CaseId;
use crate::redact::Redacted;
use crate::time::Stamp;
use crate::triage::{Group, Pass};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProjectorView {
    pub now: Stamp,
    /// Times as fast as a clock on the wall; 0 while a rehearsal is paused.
    pub speed: f64,
    pub scene: Scene,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Scene {
    /// Key B.
    Black,
    /// 接听: the board's figures.
    Calls { board: BoardView },
    /// 会商 before an item is opened.
    Agenda { head: MeetingHead },
    /// 会商
    Item { head: MeetingHead, item: ProjectorItem },
    /// 收尾
    Closing { head: MeetingHead, closing: Closing },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MeetingHead {
    pub house: HouseKind,
    /// 第 8 场会商
    pub number: u32,
    pub host: String,
    pub pass: Pass,
    /// Items of the running pass, and how many of them are done.
    pub items: u32,
    pub done: u32,
    pub count: AgendaCount,
    /// As with [`super::BoardSession::reach`].
    pub reach: Option<Reach>,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProjectorItem {
    pub case: CaseId,
    pub place_on_agenda: u32,
    pub group: Group,
    pub number: String,
    pub state: ItemState,
    pub category: String,
    pub place: Redacted,
    pub hazard: bool,
    pub repeats: u32,
    /// None until somebody ticked 已核对脱敏, and under key H: category and place stand in its place.
    pub text: Option<ProjectorText>,
    /// Name and form of address of the leader who promised.
    pub promised_by: String,
    pub promised_due: Option<Stamp>,
    pub lead: String,
    pub assisting: Vec<String>,
    pub due: Option<Stamp>,
    pub provisional: bool,
    /// Redacted even though the secretary typed it; empty while the text is hidden.
    pub plan: Redacted,
    /// There is a plan, though it isn't shown.
    pub planned: bool,
    pub owner: String,
    /// What is being settled now; none: nothing, or all of it.
    pub step: Option<MeetingStep>,
    pub hops: Vec<Hop>,
    /// 同类已办
    pub alike: Vec<AlikeMasked>,
    /// The next item: category and place, or its checked title.
    pub next: Option<Redacted>,
    /// Key H.
    pub hidden: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProjectorText {
    pub title: Redacted,
    pub matter: Redacted,
    /// The leader's words, verbatim but for what is redacted.
    pub promise: Redacted,
}

/// The four values that a case needs, in the order of the meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum MeetingStep {
    Lead,
    Due,
    Plan,
    Owner,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AlikeMasked {
    pub number: String,
    pub unit: String,
    pub working_days: Option<u32>,
}

/// 收尾: reconciliation, tally by unit in fixed order, next dates.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Closing {
    pub tally: Tally,
    pub units: Vec<UnitCount>,
    /// 未决清单 is ruled on by then; none where nothing is undecided.
    pub ruling_by: Option<Stamp>,
    /// 告知: every citizen of a transferred case is told by then.
    pub told_by: Option<Stamp>,
    /// The earliest and the latest 办结时限 that were given.
    pub first_due: Option<Stamp>,
    pub last_due: Option<Stamp>,
    /// 暂缺: seats that a sealed session's figures leave out.
    pub absent: Vec<u8>,
}
