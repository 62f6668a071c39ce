//! The ledger (台账): one row a case, by page.

use crate::call::Disposition;
use crate::case::{Case, Promise, Stage};
use crate::directory::Directory;
use crate::id::{CaseId, SessionId, UnitId};
use crate::input::{mask_name, mask_place};
use crate::time::Stamp;
use crate::triage::likely_unit;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A row on screen: no telephone number, the caller masked, the place down to the compound.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseRow {
    pub id: CaseId,
    pub version: u64,
    pub number: String,
    pub recorded_at: Stamp,
    /// 来电时间: when the call was answered, however late the record was finished.
    pub called_at: Stamp,
    pub seat: Option<u8>,
    pub leader: String,
    pub caller: String,
    pub place: String,
    pub category: String,
    pub title: String,
    pub disposition: Option<Disposition>,
    pub stage: Stage,
    pub promised: bool,
    pub promised_due: Option<Stamp>,
    pub unit: Option<UnitId>,
    pub unit_name: String,
    pub owner: String,
    pub due: Option<Stamp>,
    pub provisional: Option<i32>,
    pub hazard: bool,
    pub repeat: bool,
    pub shielded: bool,
    pub erased: bool,
}

impl CaseRow {
    pub fn of(case: &Case, directory: &Directory) -> CaseRow {
        let given = case.assignment.as_ref();
        let unit = likely_unit(case, directory);
        CaseRow {
            id: case.id,
            version: case.version,
            number: case.number.map(|number| number.shown()).unwrap_or_default(),
            recorded_at: case.recorded_at,
            called_at: case.called_at(),
            seat: case.origin.map(|origin| origin.seat),
            leader: case.origin.map(|origin| directory.person_titled(origin.leader)).unwrap_or_default(),
            caller: mask_name(&case.text.caller),
            place: mask_place(&case.place(directory)),
            category: case.matter.category.map(|id| directory.category_path(id)).unwrap_or_default(),
            title: case.text.title.clone(),
            disposition: case.disposition,
            stage: case.stage,
            promised: matches!(case.promise, Promise::Made { .. }),
            promised_due: case.promise.due(),
            unit,
            unit_name: unit.map(|unit| directory.unit_name(unit)).unwrap_or_default(),
            owner: given.map(|given| given.owner_name.clone()).unwrap_or_default(),
            due: case.due(),
            provisional: given.and_then(|given| given.provisional),
            hazard: case.matter.hazard,
            repeat: case.matter.repeat_of.is_some() || case.matter.asked_before > 0,
            shielded: case.shielded(),
            erased: case.erased,
        }
    }
}

/// A case's place in its life, in the words of the ledger's filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum CaseState {
    /// 待补录
    Recording,
    /// 待会商
    PendingTriage,
    /// 已交办
    Assigned,
    InProgress,
    /// 已反馈待审
    Replied,
    /// 待回访
    PendingCallback,
    /// 挂账
    Listed,
    Closed,
    Merged,
    Redirected,
    Voided,
}

impl CaseState {
    pub fn of(stage: Stage) -> CaseState {
        match stage {
            Stage::Recording => CaseState::Recording,
            Stage::PendingTriage => CaseState::PendingTriage,
            Stage::Assigned => CaseState::Assigned,
            Stage::InProgress => CaseState::InProgress,
            Stage::Replied => CaseState::Replied,
            Stage::PendingCallback => CaseState::PendingCallback,
            Stage::Listed => CaseState::Listed,
            Stage::Closed { .. } => CaseState::Closed,
            Stage::Merged { .. } => CaseState::Merged,
            Stage::Redirected { .. } => CaseState::Redirected,
            Stage::Voided { .. } => CaseState::Voided,
        }
    }
}

/// Empty fields let everything through.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct LedgerFilter {
    pub session: Option<SessionId>,
    pub disposition: Option<Disposition>,
    pub state: Option<CaseState>,
    pub unit: Option<UnitId>,
    /// Only cases with 安全隐患.
    pub hazard: bool,
    /// A piece of number, title, place or caller.
    pub words: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LedgerPage {
    pub total: u32,
    pub from: u32,
    pub rows: Vec<CaseRow>,
}
