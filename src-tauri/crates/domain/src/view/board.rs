//! 接听看板: counts for the hall and the cameras. No caller is in it.

use super::session::CategoryCount;
use super::tally::{Reach, Tally};
use crate::call::Disposition;
use crate::directory::HouseKind;
use crate::id::UnitId;
use crate::redact::Redacted;
use crate::session::SessionStage;
use crate::time::Stamp;
use serde::Serialize;
use ts_rs::TS;

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BoardView {
    pub house: HouseKind,
    pub now: Stamp,
    /// Times as fast as a clock on the wall; 0 while a rehearsal is paused.
    pub speed: f64,
    pub activity: String,
    /// None: no session is planned.
    pub session: Option<BoardSession>,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BoardSession {
    /// 第 8 场
    pub number: u32,
    /// 南湖区
    pub host: String,
    pub stage: SessionStage,
    pub starts_at: Stamp,
    pub opened_at: Option<Stamp>,
    pub ends_at: Option<Stamp>,
    pub lines_closed_at: Option<Stamp>,
    pub tally: Tally,
    pub reconciles: bool,
    pub pace: Pace,
    /// The biggest first, at most six; then what all the others come to, without a category.
    pub categories: Vec<CategoryCount>,
    /// Units in the room in fixed order, by the cases that will probably be theirs.
    pub units: Vec<UnitLikely>,
    pub latest: Option<Latest>,
    /// Seats with a call on the line, of all.
    pub busy: u32,
    pub seats: u32,
    /// 暂缺: seats that a sealed session's figures leave out.
    pub absent: Vec<u8>,
    /// Some workstation is silent, and of these figures its own are as of then. None: all are in, or sealed.
    pub reach: Option<Reach>,
}

/// Calls answered: in the last five minutes, per minute, and in each five minutes since the opening.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Pace {
    pub per_minute: f64,
    pub fives: Vec<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UnitLikely {
    pub unit: UnitId,
    pub name: String,
    pub cases: u32,
}

/// 最近一件: 望湖小区 · 路灯 → 当天办理.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Latest {
    pub place: Redacted,
    pub category: String,
    pub disposition: Disposition,
}
