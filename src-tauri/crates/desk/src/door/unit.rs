//! What a unit's liaison gets: a list that names nobody, and one case for which a look is written.

use domain::Stamp;
use domain::id::CaseId;
use serde::Serialize;
use ts_rs::TS;

/// A case as its own unit's liaison sees it.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UnitCase {
    pub id: CaseId,
    pub case: domain::view::CaseForUnit,
    pub stage: domain::case::Stage,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UnitLedger {
    /// Its name; empty for a login that belongs to no unit.
    pub unit: String,
    pub total: u32,
    pub from: u32,
    pub rows: Vec<UnitRow>,
}

/// A case in the unit's list. A list writes no look, so there is no place here for who called, from where and
/// about what in detail.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UnitRow {
    pub id: CaseId,
    pub number: String,
    pub title: String,
    pub part: UnitPart,
    /// The lead unit's name.
    pub lead: String,
    pub owner: String,
    pub due: Option<Stamp>,
    pub stage: domain::case::Stage,
}

/// What the unit is in the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum UnitPart {
    /// 责任单位
    Leads,
    /// 协办单位
    Assists,
}
