//! What the meeting's secretary sees: the agenda, one item, the timetable and its pace.

use super::case::CaseFull;
use crate::case::PassedOn;
use crate::deadline::{DeadlineClass, DueOption};
use crate::id::{CaseId, MeetingId, PersonId, SessionId, UnitId};
use crate::time::Stamp;
use crate::triage::{Deferral, Group, Pass};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AgendaView {
    pub meeting: MeetingId,
    pub version: u64,
    pub session: SessionId,
    pub chair: PersonId,
    pub chair_name: String,
    pub secretary_name: String,
    pub convened_at: Stamp,
    pub adjourned_at: Option<Stamp>,
    pub pass: Pass,
    pub passes: Vec<PassSeen>,
    pub groups: Vec<AgendaGroup>,
    pub count: AgendaCount,
    /// The item that was opened last.
    pub opened: Option<CaseId>,
    pub opened_at: Option<Stamp>,
    pub planned_seconds_a_case: u32,
    /// Cases recorded after the agenda was sorted, not yet on it.
    pub late: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PassSeen {
    pub pass: Pass,
    pub minutes: u32,
    pub started_at: Option<Stamp>,
    /// Items of this pass, and how many of them are done.
    pub items: u32,
    pub done: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AgendaGroup {
    pub group: Group,
    pub items: Vec<AgendaItem>,
    pub done: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AgendaItem {
    pub case: CaseId,
    pub version: u64,
    /// Its place on the agenda, from 1.
    pub place: u32,
    pub number: String,
    pub title: String,
    pub unit: Option<UnitId>,
    pub unit_name: String,
    pub state: ItemState,
    /// How often the matter was brought before; 0 = never.
    pub repeats: u32,
    pub sent_back: bool,
    pub hazard: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ItemState {
    /// 待定
    Open,
    /// 已定
    Settled,
    /// 已并单
    Merged,
    /// 未决清单
    Undecided,
    /// 暂缓
    Deferred,
    /// 已派: assigned on the call, only reported.
    SameDay,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AgendaCount {
    /// Transferred cases: what the meeting has to settle.
    pub total: u32,
    pub settled: u32,
    /// Of the settled: merged into another.
    pub merged: u32,
    pub undecided: u32,
    pub deferred: u32,
    pub open: u32,
    pub same_day: u32,
}

/// One item in full, with the options that number keys choose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ItemView {
    pub case: CaseFull,
    pub group: Group,
    pub place: u32,
    pub state: ItemState,
    pub deferral: Option<Deferral>,
    pub units: Vec<UnitOption>,
    pub due: Vec<DueOption>,
    pub plans: Vec<String>,
    /// By unit: head first, then deputies.
    pub owners: Vec<OwnerOption>,
    pub class: DeadlineClass,
    /// What policy and directory suggest; Ctrl+Enter takes it.
    pub preset: Preset,
    pub alike: Vec<AlikeCase>,
    pub loads: Vec<UnitLoad>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UnitOption {
    pub unit: UnitId,
    pub name: String,
    pub head: Option<PersonId>,
    pub head_name: String,
    pub present: bool,
    /// 被反映单位 can't lead; the unit above it is proposed instead.
    pub reported: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OwnerOption {
    pub person: PersonId,
    pub name: String,
    pub unit: UnitId,
    pub head: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Preset {
    pub lead: Option<UnitId>,
    pub owner: Option<PersonId>,
    /// The key of a due option.
    pub due: Option<char>,
    pub plan: Option<String>,
}

/// 同类怎么定的
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AlikeCase {
    pub case: CaseId,
    pub number: String,
    pub title: String,
    pub unit_name: String,
    pub working_days: Option<u32>,
    pub why: Option<PassedOn>,
}

/// 各单位承接
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UnitLoad {
    pub unit: UnitId,
    pub name: String,
    /// Given in this session.
    pub session: u32,
    pub open: u32,
    pub overdue: u32,
}
