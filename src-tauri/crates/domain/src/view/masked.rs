//! A case for eyes that must not learn who called: by type, these hold no telephone number.

use super::case::{Hop, PromiseSeen};
use crate::call::Disposition;
use crate::case::{Case, Stage};
use crate::directory::Directory;
use crate::id::CaseId;
use crate::input::{mask_name, mask_place};
use crate::redact::redact;
use crate::time::Stamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// For the projector, the board, the media and masked papers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseMasked {
    pub id: CaseId,
    pub number: String,
    pub caller: String,
    pub place: String,
    pub category: String,
    /// The matter's words once somebody ticked 已核对脱敏; before that the category stands in their place.
    pub title: String,
    pub stage: Stage,
    pub disposition: Option<Disposition>,
    pub promised_due: Option<Stamp>,
    pub hops: Vec<Hop>,
}

impl CaseMasked {
    pub fn of(case: &Case, directory: &Directory) -> CaseMasked {
        let category = case.matter.category.map(|id| directory.category_path(id)).unwrap_or_default();
        CaseMasked {
            id: case.id,
            number: case.number.map(|number| number.shown()).unwrap_or_default(),
            caller: if case.shielded() { String::new() } else { mask_name(&case.text.caller) },
            place: mask_place(&case.place(directory)),
            title: if case.matter.checked { case.text.title.clone() } else { category.clone() },
            category,
            stage: case.stage,
            disposition: case.disposition,
            promised_due: case.promise.due(),
            hops: Hop::chain(case, directory),
        }
    }
}

/// What the lead unit gets. Who called is in it only if the case allows it; there is no other way to build one.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::manual_non_exhaustive, reason = "closed to the other views of this crate too")]
pub struct CaseForUnit {
    pub number: String,
    pub contact: UnitContact,
    pub place: String,
    pub matter: String,
    pub promise: PromiseSeen,
    pub plan: String,
    pub owner: String,
    pub due: Option<Stamp>,
    #[serde(skip)]
    sealed: (),
}

/// How the unit reaches the caller.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum UnitContact {
    Named {
        caller: String,
        number: String,
    },
    /// 由热线联系诉求人: confidential, a 举报, or anonymous. Holds nothing to leak.
    ThroughHotline,
}

impl CaseForUnit {
    pub fn of(case: &Case, directory: &Directory) -> CaseForUnit {
        let contact = if case.shielded() || case.matter.anonymous || case.erased {
            UnitContact::ThroughHotline
        } else {
            UnitContact::Named { caller: case.text.caller.clone(), number: case.text.number.clone() }
        };
        let given = case.assignment.as_ref();
        // What was typed may name the caller though no field does.
        let said = |text: &str| match &contact {
            UnitContact::ThroughHotline => redact(text, &case.text.caller),
            UnitContact::Named { .. } => text.to_string(),
        };
        let mut promise = PromiseSeen::of(&case.promise, directory);
        if let PromiseSeen::Made { words, .. } = &mut promise {
            *words = said(words);
        }
        CaseForUnit {
            number: case.number.map(|number| number.shown()).unwrap_or_default(),
            place: said(&case.place(directory)),
            matter: said(&case.text.matter),
            plan: given.map(|given| said(&given.plan)).unwrap_or_default(),
            promise,
            contact,
            owner: given.map(|given| given.owner_name.clone()).unwrap_or_default(),
            due: given.map(|given| given.due),
            sealed: (),
        }
    }
}
