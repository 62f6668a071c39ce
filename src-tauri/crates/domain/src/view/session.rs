//! A session from outside: the header of every screen, the list of sessions, the figures.

use super::tally::Tally;
use crate::call::NoCase;
use crate::directory::{HouseKind, Names};
use crate::id::{CategoryId, MeetingId, PersonId, SessionId, UnitId};
use crate::permission::{Compartment, Right, Role};
use crate::session::{Plan, Proposed, Seal, SessionStage};
use crate::time::Stamp;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HeaderView {
    pub house: HouseKind,
    pub names: Names,
    pub me: MeSeen,
    /// The clock that the desk acts by; a rehearsal's runs on its own day, `speed` times as fast.
    pub now: Stamp,
    pub speed: f64,
    pub session: Option<SessionSeen>,
    pub meeting: Option<MeetingSeen>,
    pub tally: Tally,
}

/// The login, on every header.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MeSeen {
    pub person: PersonId,
    pub name: String,
    pub staff_no: String,
    pub roles: Vec<Role>,
    /// All that the roles and the keys that are held allow; a window leaves out the rest.
    pub rights: Vec<Right>,
    pub fingerprint: String,
    /// Compartments that the roles ask for and nobody has admitted to yet.
    pub waiting_for: Vec<Compartment>,
    /// A PIN has been set for this login.
    pub pin: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SessionSeen {
    pub id: SessionId,
    pub version: u64,
    pub stage: SessionStage,
    pub plan: Plan,
    pub starts_at: Stamp,
    pub opened_at: Option<Stamp>,
    /// When the lines should close: `minutes` after it really opened.
    pub ends_at: Option<Stamp>,
    pub lines_closed_at: Option<Stamp>,
    pub seats: Vec<SeatSeen>,
    /// 签到: who is here, and since when.
    pub arrived: Vec<Arrival>,
    /// 停用的坐席
    pub shut: Vec<u8>,
    pub seal: Option<Seal>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SeatSeen {
    pub seat: u8,
    pub leader: PersonId,
    pub leader_name: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Arrival {
    pub person: PersonId,
    pub at: Stamp,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MeetingSeen {
    pub id: MeetingId,
    pub version: u64,
    pub adjourned: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SessionRow {
    pub id: SessionId,
    pub number: u32,
    pub day: NaiveDate,
    pub stage: SessionStage,
    pub tally: Tally,
    pub seal: Option<Seal>,
}

/// 场次简报: figures with what they are made of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FiguresView {
    pub session: SessionId,
    pub number: u32,
    pub day: NaiveDate,
    pub stage: SessionStage,
    pub as_of: Stamp,
    pub tally: Tally,
    pub reconciles: bool,
    pub no_case: Vec<(NoCase, u32)>,
    pub cases: u32,
    pub settled: u32,
    pub merged: u32,
    pub undecided: u32,
    pub unsettled: u32,
    pub categories: Vec<CategoryCount>,
    pub units: Vec<UnitCount>,
    pub seal: Option<Seal>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CategoryCount {
    pub category: Option<CategoryId>,
    pub name: String,
    pub cases: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UnitCount {
    pub unit: UnitId,
    pub name: String,
    pub assigned: u32,
    pub same_day: u32,
}

/// Which seats of a session are worked from where, what of it is here, and what waits for a second person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SittingsView {
    /// By seat, each in the order in which it was opened.
    pub sittings: Vec<SittingSeen>,
    pub proposal: Option<ProposalSeen>,
    /// Something has arrived that no figure of the seal counts.
    pub late: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SittingSeen {
    pub stream: Uuid,
    pub version: u64,
    pub seat: u8,
    pub station: Uuid,
    /// At this workstation.
    pub here: bool,
    pub person: String,
    pub opened_at: Stamp,
    pub closed_at: Option<Stamp>,
    /// Opened at another workstation since.
    pub left: bool,
    /// What is here.
    pub calls: u32,
    pub cases: u32,
    pub as_of: Stamp,
    /// What was said at the closing.
    pub said: Option<SaidCounts>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SaidCounts {
    pub calls: u32,
    pub cases: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProposalSeen {
    pub what: Proposed,
    pub at: Stamp,
    pub by: String,
    /// Proposed by this login: somebody else has to confirm.
    pub mine: bool,
    pub until: Stamp,
}
