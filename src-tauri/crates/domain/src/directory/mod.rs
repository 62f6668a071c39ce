//! The directory: units, people, categories, places, the calendar, policies and words of a house.

mod change;
mod event;
mod state;

pub use change::{DirectoryCommand, LONGEST_LINE, MOST_LEVELS, MOST_LINES, decide};
pub use event::*;
pub use state::{Directory, LimitsVersion, PolicyVersion};

use crate::deadline::DeadlineClass;
use crate::id::{CategoryId, PersonId, PlaceId, UnitId};
use crate::session::Host;
use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// 单位: whoever can be given a case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Unit {
    pub id: UnitId,
    pub name: String,
    pub kind: UnitKind,
    /// 负责人; the default owner of what the unit is given.
    pub head: Option<PersonId>,
    pub deputies: Vec<PersonId>,
    /// The unit above it: proposed when the unit itself is the reported one.
    pub above: Option<UnitId>,
    /// Ready sentences for a plan, shown as numbered options.
    pub plans: Vec<String>,
    /// Place in lists; units are never ranked.
    pub order: u32,
    /// Other names it goes by: 住建局, 建设局.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<String>>", optional)]
    pub aliases: Vec<String>,
    /// 值班电话; an office number, not masked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub duty_phone: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum UnitKind {
    /// 委办局
    Bureau,
    /// 街道、乡镇
    Street,
    /// 水、电、气、热等企业
    Company,
    /// 市平台: the city's own 12345 platform
    CityPlatform,
    /// 其他旗县区
    OtherDistrict,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    pub id: PersonId,
    pub name: String,
    /// Full title as it is read out before the name: 南湖区委书记.
    pub title: String,
    /// What stands behind the name when he is spoken of: 书记. The title does when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub address: Option<String>,
    pub unit: Option<UnitId>,
    /// Office number; not masked.
    pub phone: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Category {
    pub id: CategoryId,
    pub name: String,
    /// First letters of the pinyin, for search while typing: `dt`.
    pub initials: String,
    pub above: Option<CategoryId>,
    /// Who usually answers for it.
    pub unit: Option<UnitId>,
    pub class: DeadlineClass,
    /// Its number in the standard that it was imported from: 010101.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub code: Option<String>,
    /// What falls under it, in the standard's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub scope: Option<String>,
    /// 参考口径: what the leader may say, at most three lines are shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<String>>", optional)]
    pub lines: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    pub id: PlaceId,
    pub name: String,
    pub initials: String,
    pub above: Option<PlaceId>,
}

/// 常用事项: fills the form for a usual matter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Template {
    pub name: String,
    pub matter: String,
    pub category: Option<CategoryId>,
    pub hazard: bool,
}

/// 会商时间表, minutes a part; the source of the defaults is `domain.md` §2.3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Timetable {
    pub opening: u32,
    pub one_by_one: u32,
    pub by_unit: u32,
    pub absent: u32,
    pub closing: u32,
    /// Planned seconds for one case of the 逐件 pass.
    pub seconds_a_case: u32,
}

impl Default for Timetable {
    fn default() -> Self {
        Timetable { opening: 2, one_by_one: 24, by_unit: 24, absent: 4, closing: 3, seconds_a_case: 75 }
    }
}

/// What a house calls itself and its activity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Names {
    /// 活动名 in headers and on papers.
    pub activity: String,
    /// 主场地区, e.g. 南湖区.
    pub district: String,
}

impl Default for Names {
    fn default() -> Self {
        Names { activity: "“一把手”走进12345热线".into(), district: String::new() }
    }
}

/// Until when undecided cases are ruled on: `days` working days after the meeting, at `time`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UndecidedRule {
    pub days: u32,
    pub time: NaiveTime,
}

/// 轮值 as a rule: every Tuesday at nine, ninety minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RotaRule {
    /// 1 Monday … 7 Sunday.
    pub weekday: u8,
    pub starts: NaiveTime,
    /// Minutes of call-taking.
    pub minutes: u32,
}

impl Default for RotaRule {
    /// “每周二上午现场接听电话”, 09:00, ninety minutes.
    fn default() -> Self {
        let nine = NaiveTime::from_hms_opt(9, 0, 0).unwrap_or(NaiveTime::MIN);
        RotaRule { weekday: 2, starts: nine, minutes: 90 }
    }
}

/// One day of the rota.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RotaEntry {
    pub day: NaiveDate,
    /// None: nobody hosts on this day, it falls out.
    pub host: Option<Host>,
}
