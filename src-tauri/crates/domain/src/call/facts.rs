//! Facts of a call: codes, ids and times only. What was said or dialled is in `text.rs`.

use crate::id::{CaseId, PersonId, SessionId};
use crate::time::Stamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// 处置方式, in order of weight: a call counts as the heaviest of its cases'.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Disposition {
    /// 在线直办
    ResolvedOnCall,
    /// 当天办理
    SameDay,
    /// 转办
    Transferred,
}

/// 无诉求: why an answered call has no case. Its own term in the reconciliation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum NoCase {
    /// 打错
    WrongNumber,
    /// 无声
    Silent,
    /// 骚扰
    Harassment,
    /// 断线
    CutOff,
    /// 险情, handed to 110/119/120
    Emergency,
    /// 引导其他渠道
    Redirected,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Line {
    /// Entered by the recorder; the telephone is not connected to the console.
    ByHand,
    Rehearsal,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Missed {
    /// The caller gave up.
    GaveUp,
    /// No seat was free.
    NoSeat,
    /// The lines had closed.
    Closed,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CallRang {
    pub session: SessionId,
    pub line: Line,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CallAnswered {
    pub seat: u8,
    pub leader: PersonId,
    pub recorder: PersonId,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CallEnded {}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CallLogged {
    pub outcome: Outcome,
    pub cases: Vec<CaseId>,
    /// 已复述
    pub read_back: bool,
}

/// What an answered call counts as: exactly one of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", content = "code", rename_all = "camelCase")]
pub enum Outcome {
    Disposed(Disposition),
    NoCase(NoCase),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CallMissed {
    pub why: Missed,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CallRungBack {
    pub at: Stamp,
    pub reached: bool,
}

/// 打点: a timecode for the film crew.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MarkDropped {}
