//! The other workstations: is the hub there, who else is, what waits, and what has to be checked.

use crate::failure::Trouble;
use domain::Stamp;
use domain::aside::TakenWhy;
use domain::id::CaseId;
use domain::view::TimelineEntry;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// → `Query::Sharing`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SharingView {
    /// False: one workstation alone, and nothing else here means anything.
    pub shared: bool,
    /// None: not tried yet.
    pub connected: Option<bool>,
    /// Since when it is as it is.
    pub since: Option<Stamp>,
    /// Why the hub isn't there.
    pub why: Option<Trouble>,
    /// 已存本机,待同步: rows on disk here that the hub doesn't have.
    pub waiting: u32,
    /// 待核: what lost its place, and due dates to be looked at.
    pub to_check: u32,
    /// By ordinal; this one is among them.
    pub stations: Vec<StationView>,
    /// The workstation, by its ordinal, that vouches for another order of the hub than the one here: the hub had lost
    /// its tail and got it again, or somebody has changed it.
    pub doubt: Option<u8>,
    /// 校时: milliseconds that this workstation's own clock is behind the server's, by which it goes.
    #[ts(type = "number")]
    pub clock_behind: i64,
}

/// One workstation of the house.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StationView {
    pub station: Uuid,
    /// The OO of its case numbers.
    pub ordinal: u8,
    pub me: bool,
    /// 实时: it was heard of in the last seconds.
    pub there: bool,
    /// What the others know of it is as of this moment, by the server's clock.
    pub seen: Option<Stamp>,
    /// Who is logged in; empty where this login can't read it.
    pub person: String,
    /// The stream that somebody is typing on there.
    pub edits: Option<Uuid>,
}

/// → `Query::ToCheck`: what was recorded at a seat and lost its place to another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DisplacedSeen {
    pub stream: Uuid,
    /// Of the stream as it stands.
    #[ts(type = "number")]
    pub version: u64,
    pub first: Uuid,
    /// 受理号 of the case, as it is shown; empty for another kind of stream.
    pub number: String,
    pub case: Option<CaseId>,
    /// The workstation that recorded it.
    pub ordinal: u8,
    pub found_at: Stamp,
    pub rows: u32,
    /// What it says, line by line, as far as this login can open it.
    pub lines: Vec<TimelineEntry>,
}

/// → `Query::DuesToCheck`: a due date that was given while the workstation's clock was far out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DueToCheck {
    pub case: CaseId,
    #[ts(type = "number")]
    pub version: u64,
    /// 受理号, as it is shown.
    pub number: String,
    /// The unit that it was given to.
    pub unit: String,
    /// When it was given, and by whom it was put on record.
    pub given_at: Stamp,
    pub given_by: String,
    pub due: Stamp,
    /// Seconds that the clock was behind the hub's; below zero it was ahead.
    #[ts(type = "number")]
    pub clock_out: i64,
}

/// 接管: what a workstation that doesn't answer has begun.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TakeOver {
    pub station: Uuid,
    pub why: TakenWhy,
}
