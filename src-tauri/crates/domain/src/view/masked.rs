//! A case for the unit that gets it: who called is in it only where the case allows it.

use super::case::PromiseSeen;
use crate::case::Case;
use crate::directory::Directory;
use crate::redact::redact;
use crate::time::Stamp;
use serde::Serialize;
use ts_rs::TS;

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
            due: case.due(),
            sealed: (),
        }
    }
}
