//! What changed in the directory. The office reads it all; nothing of a caller is in it.

use super::{Category, Names, Person, Place, RotaEntry, RotaRule, Template, Timetable, UndecidedRule, Unit};
use crate::calendar::{CalendarRow, DayEntry};
use crate::deadline::DeadlinePolicy;
use crate::id::{CategoryId, PersonId, PlaceId, UnitId};
use crate::limits::Limits;
use crate::permission::{Compartment, Role};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The first event of a house. Keys and boxes are the vault's; here they are opaque bytes in base64.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HouseFounded {
    pub kind: HouseKind,
    /// Public keys of the founding people, base64: for boxes and for signatures in turn.
    pub founders: Vec<String>,
    /// Ed25519 keys of the recovery sheets, base64: that of office and general, then that of the clue compartment.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sheets: Vec<String>,
    /// The workstation that it was founded on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub station: Option<StationKnown>,
}

/// A workstation by the key with which it signs its checkpoints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StationKnown {
    pub station: Uuid,
    /// The OO of its case numbers, 1–99.
    pub ordinal: u8,
    /// Ed25519, base64.
    pub sign_public: String,
}

/// 入网: a workstation shares the house's journal from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HubJoined {
    pub station: StationKnown,
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
    /// 工号
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff_no: Option<String>,
    /// The secret under the password, as the vault wrote it: other workstations enter it into their key book.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slot: Option<String>,
    /// Signed with the recovery sheet, because nobody else was there to do it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_sheet: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RoleGranted {
    pub person: PersonId,
    pub roles: Vec<Role>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EpochOpened {
    /// The opaque key id of `record.md` §1, base64.
    pub key_id: String,
    /// None: written before epochs turned, and told by the grants of the key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opening: Option<EpochOpening>,
}

/// A new key of a compartment, boxed to all who are to hold it in one event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EpochOpening {
    pub compartment: Compartment,
    /// From 1 within the compartment.
    pub number: u32,
    pub boxes: Vec<EpochBox>,
    /// Boxed to the compartment's recovery sheet, base64.
    pub recovery: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EpochBox {
    pub person: PersonId,
    /// base64
    pub sealed: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Granted {
    pub person: PersonId,
    pub key_id: String,
    /// The sealed grant, base64.
    pub sealed: String,
    /// None: written before the label was, and told by the key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<EpochLabel>,
    /// Signed with the recovery sheet, because no holder was there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_sheet: bool,
}

/// Which key it is, in the words of the house.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EpochLabel {
    pub compartment: Compartment,
    /// From 1 within the compartment.
    pub number: u32,
}

/// 离岗: slot and grants leave every key book.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PersonWithdrawn {
    pub person: PersonId,
}

/// Whether one person may hold what two should; the auditor sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SeparationWaived {
    pub waived: bool,
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
    /// 督办规则; they begin on the same day as the deadlines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limits: Option<Limits>,
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
