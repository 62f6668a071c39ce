//! What a unit's liaison sees: his own unit's cases in a list of titles, and one of them with how its caller is
//! reached where the case allows that.

use super::found;
use crate::desk::Desk;
use crate::door::{UnitCase, UnitLedger, UnitPart, UnitRow};
use crate::failure::Failure;
use domain::Rejection;
use domain::case::Case;
use domain::directory::Directory;
use domain::id::{CaseId, UnitId};
use domain::input::mask_number;
use domain::redact::redact;
use domain::view::{CaseForUnit, UnitContact};

/// Rows a page at most.
const PAGE: u32 = 500;

impl Desk {
    pub(crate) fn unit_ledger(&self, from: u32, count: u32) -> Result<UnitLedger, Failure> {
        let directory = self.directory();
        let Some(unit) = self.my_unit(&directory) else {
            // Nothing to choose from and nothing wrong: the window says what is missing.
            return Ok(UnitLedger { unit: String::new(), total: 0, from, rows: Vec::new() });
        };
        let (total, cases) = self.read(|reader| reader.given_to(unit, from, count.min(PAGE)))?;
        let rows = cases.iter().filter_map(|case| row(case, unit, &directory)).collect();
        Ok(UnitLedger { unit: directory.unit_name(unit), total, from, rows })
    }

    pub(crate) fn unit_case(&self, id: CaseId) -> Result<UnitCase, Failure> {
        let directory = self.directory();
        let unit = found(self.my_unit(&directory))?;
        let case = found(self.read(|reader| reader.case(id))?)?;
        part(&case, unit).ok_or(Rejection::NotFound)?;
        self.case_opened(&case);
        Ok(seen(&case, &directory))
    }

    fn my_unit(&self, directory: &Directory) -> Option<UnitId> {
        directory.people.get(&self.me())?.unit
    }
}

/// Only what has been assigned to the unit: a guess or a claim gives nobody's name away.
fn part(case: &Case, unit: UnitId) -> Option<UnitPart> {
    let given = case.assignment.as_ref()?;
    if given.lead == unit {
        return Some(UnitPart::Leads);
    }
    given.assisting.contains(&unit).then_some(UnitPart::Assists)
}

/// None for what the unit has no part in any more.
fn row(case: &Case, unit: UnitId, directory: &Directory) -> Option<UnitRow> {
    let given = case.assignment.as_ref()?;
    Some(UnitRow {
        id: case.id,
        number: case.number.map(|number| number.shown()).unwrap_or_default(),
        // A title is the matter's beginning, and people say there who they are. Whoever is shielded could be known
        // by his words alone.
        title: if case.shielded() {
            case.matter.category.map(|id| directory.category_path(id)).unwrap_or_default()
        } else {
            redact(&case.text.title, &case.text.caller)
        },
        part: part(case, unit)?,
        lead: directory.unit_name(given.lead),
        owner: given.owner_name.clone(),
        due: case.due(),
        stage: case.stage,
    })
}

/// With the number masked, like everywhere on a screen: whole it goes out on the unit's paper.
fn seen(case: &Case, directory: &Directory) -> UnitCase {
    let mut shown = CaseForUnit::of(case, directory);
    if let UnitContact::Named { number, .. } = &mut shown.contact {
        *number = mask_number(number);
    }
    UnitCase { id: case.id, case: shown, stage: case.stage }
}
