//! What happens to a session.

use crate::id::{PersonId, UnitId};
use crate::time::Stamp;
use crate::view::Tally;
use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

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
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SeatPlan {
    /// 1–12 in a session.
    pub seat: u8,
    pub leader: PersonId,
    pub recorder: Option<PersonId>,
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
