//! What changed in the directory. The office reads it all; nothing of a caller is in it.

use super::{Category, Names, Person, Place, RotaEntry, RotaRule, Template, Timetable, UndecidedRule, Unit};
use crate::calendar::{CalendarRow, DayEntry};
use crate::deadline::DeadlinePolicy;
use crate::id::{CategoryId, PersonId, PlaceId, UnitId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The first event of a house. Keys and boxes are the vault's; here they are opaque bytes in base64.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HouseFounded {
    pub kind: HouseKind,
    /// Public keys of the founding people, base64.
    pub founders: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub enum HouseKind {
    Real,
    /// Opens without a password and says so everywhere.
    Evaluation,
    /// A fictitious city for practice.
    Rehearsal,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PersonKeyed {
    pub person: PersonId,
    /// base64
    pub box_public: String,
    /// base64
    pub sign_public: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RoleGranted {
    pub person: PersonId,
    pub roles: Vec<Role>,
}

/// `domain.md` §2.1, and the auditor of the trail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub enum Role {
    Recorder,
    FloorManager,
    Secretary,
    Liaison,
    CallbackAgent,
    SupervisionOfficer,
    ClueOfficer,
    MediaLiaison,
    Analyst,
    Administrator,
    Auditor,
}

impl Role {
    pub const ALL: [Role; 11] = [
        Role::Recorder,
        Role::FloorManager,
        Role::Secretary,
        Role::Liaison,
        Role::CallbackAgent,
        Role::SupervisionOfficer,
        Role::ClueOfficer,
        Role::MediaLiaison,
        Role::Analyst,
        Role::Administrator,
        Role::Auditor,
    ];
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EpochOpened {
    /// The opaque key id of `record.md` §1, base64.
    pub key_id: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Granted {
    pub person: PersonId,
    pub key_id: String,
    /// The sealed grant, base64.
    pub sealed: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UnitsChanged {
    pub set: Vec<Unit>,
    pub gone: Vec<UnitId>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PeopleChanged {
    pub ids: Vec<PersonId>,
    pub gone: Vec<PersonId>,
}

/// Names, titles and numbers of people are personal: they can be erased.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PeopleText {
    pub set: Vec<Person>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CategoriesChanged {
    pub set: Vec<Category>,
    pub gone: Vec<CategoryId>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PlacesChanged {
    pub set: Vec<Place>,
    pub gone: Vec<PlaceId>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CalendarChanged {
    /// A day without an entry follows its weekday again.
    pub days: Vec<(NaiveDate, Option<DayEntry>)>,
    /// Imported rows: each year among them is replaced whole.
    pub rows: Vec<CalendarRow>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PoliciesChanged {
    pub deadlines: Option<DeadlinePolicy>,
    /// From which day the deadlines apply; none: from the moment of the change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    pub timetable: Option<Timetable>,
    pub undecided: Option<UndecidedRule>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WordsChanged {
    pub names: Option<Names>,
    /// 含糊用语
    pub vague: Option<Vec<String>>,
    /// 常用事项
    pub templates: Option<Vec<Template>>,
}

/// 轮值: who hosts on which day.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RotaChanged {
    pub rule: Option<RotaRule>,
    pub set: Vec<RotaEntry>,
    pub gone: Vec<NaiveDate>,
}
