//! Settings with a face: policy versions and what a change would touch.

use crate::deadline::{DeadlineClass, DeadlinePolicy};
use crate::id::CaseId;
use crate::redact::Redacted;
use crate::time::Stamp;
use chrono::NaiveDate;
use serde::Serialize;
use ts_rs::TS;

/// A version of the deadlines, as the page shows it.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PolicySeen {
    pub policy: DeadlinePolicy,
    pub from: Option<NaiveDate>,
    pub entered_at: Option<Stamp>,
    pub entered_by: String,
    /// It is the one that holds today.
    pub holds: bool,
}

/// 将影响在办 84 件中的 12 件. What stands assigned keeps its date; what waits gets another default.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PolicyPreview {
    /// Open cases.
    pub open: u32,
    /// Of them: of a class that gets another span, or another close of the day that its span runs to.
    pub touched: u32,
    /// Of the touched: not assigned yet, so their default changes.
    pub waiting: u32,
    pub classes: Vec<ClassTouched>,
    /// The first fifty of the touched.
    pub cases: Vec<TouchedCase>,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClassTouched {
    pub class: DeadlineClass,
    pub cases: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TouchedCase {
    pub case: CaseId,
    pub number: String,
    pub category: String,
    pub place: Redacted,
    pub class: DeadlineClass,
    /// Its date as it stands; none: not assigned yet.
    pub due: Option<Stamp>,
    /// The default by the rule as it would stand, and by the new one, as if it were assigned now or when work
    /// begins on the new rule's first day. None for what is assigned, and where there is no such date.
    pub by_old: Option<Stamp>,
    pub by_new: Option<Stamp>,
}
