//! 值班长: all seats at a glance, who waits, who was missed, which records aren't finished.

use domain::Stamp;
use domain::id::{CallId, CaseId, SessionId};
use domain::redact::Redacted;
use domain::session::SessionStage;
use domain::view::{Reach, Tally};
use serde::Serialize;
use ts_rs::TS;
use uuid::Uuid;

/// → `Query::Floor`
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FloorView {
    pub session: SessionId,
    #[ts(type = "number")]
    pub version: u64,
    pub stage: SessionStage,
    pub tally: Tally,
    /// In the plan's order.
    pub seats: Vec<FloorSeat>,
    /// Calls that ring and nobody has answered, the longest first.
    pub ringing: Vec<FloorCall>,
    /// 漏接, and not rung back; the oldest first.
    pub missed: Vec<FloorCall>,
    /// 待补录, the oldest first.
    pub unfinished: Vec<FloorRecord>,
    pub reach: Reach,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FloorSeat {
    pub seat: u8,
    pub leader: String,
    pub recorder: String,
    pub state: FloorState,
    /// Since when it is in this state.
    pub since: Option<Stamp>,
    /// Calls answered here.
    pub calls: u32,
    /// Cases recorded here.
    pub cases: u32,
    /// Records of it that aren't finished.
    pub unfinished: u32,
    /// The workstation that serves it; none: none has yet.
    pub station: Option<Uuid>,
    pub ordinal: Option<u8>,
    /// The workstation is heard of now.
    pub there: bool,
    /// What is known of it is as of this moment.
    pub seen: Option<Stamp>,
}

/// State and its word; the colour says nothing more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum FloorState {
    /// 未开席: nothing has happened here yet.
    Unopened,
    /// 空闲
    Free,
    /// 通话中
    Live,
    /// 话后整理
    WrapUp,
    /// 已停接
    Shut,
    /// 失联: its workstation isn't heard of.
    Away,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FloorCall {
    pub call: CallId,
    #[ts(type = "number")]
    pub version: u64,
    pub rang_at: Stamp,
    /// Masked.
    pub number: String,
    /// The workstation that it rang at.
    pub ordinal: Option<u8>,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FloorRecord {
    pub call: CallId,
    pub case: Option<CaseId>,
    pub seat: u8,
    pub recorder: String,
    /// 受理号, as it is shown.
    pub number: String,
    pub caller: Redacted,
    pub at: Stamp,
}
