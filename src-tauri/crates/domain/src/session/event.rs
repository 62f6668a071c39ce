//! What happens to a session.

use crate::aside::TakenWhy;
use crate::id::{PersonId, UnitId};
use crate::time::Stamp;
use crate::view::Tally;
use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// A planned session (场次): who sits where, and which units are in the room.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Plan {
    /// Running number of the host's sessions: 第 8 场.
    pub number: u32,
    pub day: NaiveDate,
    pub starts: NaiveTime,
    /// Minutes of call-taking.
    pub minutes: u32,
    pub seats: Vec<SeatPlan>,
    pub units: Vec<UnitId>,
    pub chair: PersonId,
    pub secretary: PersonId,
    /// Whose session it is; none: the house's own district.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub host: Option<Host>,
    /// Running number of all hosts' sessions: 全市第 31 场.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub city_number: Option<u32>,
    /// 座次: where the units that are in the room sit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<HallSeat>>", optional)]
    pub hall: Vec<HallSeat>,
}

/// Seats stand in the order of their leaders (排名), and leaders appear in this order everywhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SeatPlan {
    /// 1–12 in a session.
    pub seat: u8,
    pub leader: PersonId,
    pub recorder: Option<PersonId>,
    /// 分机 of the seat's telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub extension: Option<String>,
}

/// 主场单位: two kinds take turns on the rota.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Host {
    pub kind: HostKind,
    /// 南湖区, 市住建局.
    pub name: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum HostKind {
    /// 旗县区
    District,
    /// 市直委办局
    Bureau,
}

/// 座次 of one unit: who comes for it, and 2 排 4 座.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HallSeat {
    pub unit: UnitId,
    /// None: its head.
    pub person: Option<PersonId>,
    /// Row and place from 1; none: not assigned yet.
    pub row: Option<u8>,
    pub place: Option<u8>,
}

/// A thing that somebody has to have seen to before 9:00; the rest of the readiness list is read from the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Check {
    /// 预告已发
    Notice,
    /// 设备联调: the seat's telephone and headset were tried.
    Line { seat: u8 },
    /// 录音
    Recording,
    /// 打印
    Printing,
    /// 投影与看板
    Projection,
    /// 5 分钟说明会
    Briefing,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CheckTicked {
    pub check: Check,
    pub done: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SessionPlanned {
    pub plan: Plan,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AttendanceTaken {
    pub person: PersonId,
    /// None: not come, or entered by mistake.
    pub arrived: Option<Stamp>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SessionOpened {}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LinesClosed {}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SessionSealed {
    pub tally: Tally,
    pub settled: u32,
    pub undecided: u32,
    /// Of the seats that were closed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seats: Vec<SeatCount>,
    /// 暂缺
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absent: Vec<SeatAway>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<TakenWhy>,
    /// As far as the hub had been followed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pos: Option<u64>,
    /// Hexadecimal, of that place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hash: Option<String>,
}

/// What one workstation did at one seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SeatCount {
    pub seat: u8,
    pub station: Uuid,
    pub calls: u32,
    pub cases: u32,
}

/// The same of a seat that was never closed: as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SeatAway {
    pub seat: u8,
    pub station: Uuid,
    pub calls: u32,
    pub cases: u32,
    pub as_of: Stamp,
}

/// 停用 of a seat, or the end of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SeatShut {
    pub seat: u8,
    pub shut: bool,
}

/// 提请缺席封存
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SealProposed {
    pub absent: Vec<u8>,
    pub why: TakenWhy,
}

/// 提请补充
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SupplementProposed {}

/// 补充: whole figures again, beside the first, which stay.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SupplementAdded {
    /// The seal is the first.
    pub number: u32,
    pub tally: Tally,
    pub settled: u32,
    pub undecided: u32,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seats: Vec<SeatCount>,
    /// Still away.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absent: Vec<SeatAway>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pos: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hash: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SessionCancelled {}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SessionPostponed {
    pub to: NaiveDate,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReasonText {
    pub reason: String,
}
