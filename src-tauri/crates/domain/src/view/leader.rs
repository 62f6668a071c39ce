//! What the answering leader sees: by type no telephone number, no identity number, no building and no room.

use super::tally::Reach;
use crate::call::{CallStage, Disposition};
use crate::case::Speech;
use crate::directory::HouseKind;
use crate::id::{CallId, PersonId};
use crate::redact::Redacted;
use crate::session::SessionStage;
use crate::time::Stamp;
use serde::Serialize;
use ts_rs::TS;

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LeaderView {
    pub house: HouseKind,
    pub now: Stamp,
    /// Times as fast as a clock on the wall; 0 while a rehearsal is paused.
    pub speed: f64,
    /// None: no session, or no seat chosen on this workstation yet.
    pub seat: Option<LeaderSeat>,
    pub call: Option<LeaderCall>,
    /// 镜头模式: surname and compound only; the rest isn't in this view at all.
    pub camera: bool,
    /// As with [`super::BoardSession::reach`]: who called before is counted over all workstations.
    pub reach: Option<Reach>,
}

/// The seat, and the greeting that stands on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LeaderSeat {
    pub seat: u8,
    /// 第 8 场
    pub number: u32,
    pub stage: SessionStage,
    /// Full title, as it is read out before the name.
    pub title: String,
    pub name: String,
    pub ends_at: Option<Stamp>,
    pub recorder: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LeaderCall {
    pub call: CallId,
    pub stage: CallStage,
    pub answered_at: Stamp,
    pub ended_at: Option<Stamp>,
    /// The first word is typed, or the form of address chosen: until then the greeting stands alone.
    pub begun: bool,
    /// 周女士
    pub caller: Redacted,
    /// 春晓苑
    pub place: Redacted,
    /// 电梯停运 9 天; empty under 镜头模式.
    pub title: Redacted,
    /// What the recorder types; empty under 镜头模式.
    pub quote: Redacted,
    pub speech: Option<Speech>,
    pub history: Option<LeaderHistory>,
    /// 现场能答的负责人, the fittest first, at most three.
    pub heads: Vec<LeaderHead>,
    /// 参考口径, at most three.
    pub lines: Vec<String>,
    pub say: LeaderSay,
    /// The leader's tap; the recorder's key acts.
    pub proposed: Option<Disposition>,
    /// What the recorder has chosen.
    pub chosen: Option<Disposition>,
    pub hazard: bool,
    /// The call source can hang up for him.
    pub can_hang_up: bool,
}

/// 第 3 次来电 · 5 个月 · 曾转社区、住建.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LeaderHistory {
    /// This call included.
    pub times: u32,
    /// Days since the first.
    pub days: u32,
    /// Who had it before, in order; at most four.
    pub units: Vec<String>,
    /// The last one's unit and due date, if that passed without an end.
    pub missed: Option<MissedDate>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MissedDate {
    pub unit: String,
    pub due: Stamp,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LeaderHead {
    pub person: PersonId,
    pub name: String,
    /// 局长
    pub address: String,
    pub unit: String,
    /// 2 排 4 座
    pub row: Option<u8>,
    pub place: Option<u8>,
    /// [请过来] was pressed.
    pub asked_at: Option<Stamp>,
}

/// The parts of the sentence to read aloud; what is not known yet is empty and shown as ＿＿, never invented.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LeaderSay {
    /// Whose word the sentence follows: the recorder's choice, else the leader's proposal.
    pub how: Option<Disposition>,
    pub due: Option<Stamp>,
    /// Of the promise made now: shown as a time when it has one.
    pub unit: String,
    /// The answer of a case resolved on the line; empty under 镜头模式.
    pub answer: Redacted,
    /// Last four digits of the 受理号.
    pub spoken: String,
    /// By when the citizen of a transferred case is told.
    pub told_by: Option<Stamp>,
}
