//! 活动准备 and the ten minutes before the meeting: readiness, unfinished records, each unit's own list.

use super::ledger::CaseRow;
use super::tally::Tally;
use crate::id::{CallId, CaseId, SessionId, UnitId};
use crate::redact::Redacted;
use crate::rejection::Field;
use crate::session::{Check, Plan};
use crate::time::Stamp;
use serde::Serialize;
use ts_rs::TS;

/// 就绪检查: what a nervous host reads at 8:55.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PrepView {
    pub session: SessionId,
    pub version: u64,
    pub items: Vec<Ready>,
    /// 检查就绪 9/11: how many are done, and how many can be missing.
    pub ready: u32,
    pub all: u32,
    /// 未结诉求 that callers may raise: open ones of earlier sessions and of other systems.
    pub unfinished: u32,
    /// The oldest of them.
    pub rows: Vec<CaseRow>,
    /// Seats whose telephone was tried.
    pub tried: Vec<u8>,
    /// 从上场复制: the plan of the session before this one.
    pub last: Option<Plan>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Ready {
    pub what: ReadyWhat,
    pub done: bool,
    /// How many of how many, where it is counted: 话机 8/9.
    pub have: u32,
    pub want: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ReadyWhat {
    /// A working day by the calendar.
    Day,
    /// Each seat has a recorder.
    Recorders,
    /// Each leader has his full title.
    Titles,
    /// Each unit in the room has a head and a place.
    Hall,
    /// Leaders and heads that have signed in.
    Attendance,
    /// 参考口径: categories that have some. Never missing, only counted.
    Lines,
    /// Ticked by a person; lines are counted together.
    Ticked { check: TickedCheck },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum TickedCheck {
    Notice,
    Lines,
    Recording,
    Printing,
    Projection,
    Briefing,
}

impl From<Check> for TickedCheck {
    fn from(check: Check) -> TickedCheck {
        match check {
            Check::Notice => TickedCheck::Notice,
            Check::Line { .. } => TickedCheck::Lines,
            Check::Recording => TickedCheck::Recording,
            Check::Printing => TickedCheck::Printing,
            Check::Projection => TickedCheck::Projection,
            Check::Briefing => TickedCheck::Briefing,
        }
    }
}

/// 10:30–10:40: live calls finish, records are completed, the press line and the lists are ready.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BreakView {
    pub session: SessionId,
    pub number: u32,
    pub minutes: u32,
    pub lines_closed_at: Option<Stamp>,
    pub meets_at: Stamp,
    pub tally: Tally,
    pub reconciles: bool,
    /// Calls on the line: seat, leader, since when.
    pub live: Vec<LiveSeat>,
    pub unfinished: Vec<Unfinished>,
    /// The session's commonest top branches, at most three: 物业、房产、城市治理.
    pub categories: Vec<String>,
    /// Lists that can be printed: cases by unit.
    pub units: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LiveSeat {
    pub seat: u8,
    pub leader: String,
    pub since: Stamp,
}

/// A record that is not finished, by the name of who has to finish it.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Unfinished {
    pub call: CallId,
    /// None: the call has no record yet.
    pub case: Option<CaseId>,
    pub seat: u8,
    pub recorder: String,
    pub number: String,
    /// Surname and form of address.
    pub caller: Redacted,
    /// When the call was answered: late records keep their time.
    pub at: Stamp,
    pub missing: Vec<Field>,
}

/// 本单位诉求清单: paper for one head at the table, masked.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UnitSheet {
    /// None: cases that no unit can be told for yet.
    pub unit: Option<UnitId>,
    pub name: String,
    pub head: String,
    pub lines: Vec<UnitLine>,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UnitLine {
    /// Its place on the agenda, from 1.
    pub place: u32,
    pub number: String,
    /// When the call was answered.
    pub at: Stamp,
    pub category: String,
    pub place_name: Redacted,
    /// Its checked title; none before 已核对脱敏.
    pub title: Option<Redacted>,
    pub hazard: bool,
    pub repeat: bool,
    pub same_day: bool,
    pub promised_due: Option<Stamp>,
}
