//! What a unit's liaison sees: his own unit's cases, without an identity where the case shields it.

use super::found;
use crate::desk::Desk;
use crate::door::{UnitCase, UnitLedger};
use crate::failure::Failure;
use domain::Rejection;
use domain::case::Case;
use domain::directory::Directory;
use domain::id::{CaseId, UnitId};
use domain::input::mask_number;
use domain::view::{CaseForUnit, LedgerFilter, UnitContact};

/// Rows a page at most.
const PAGE: u32 = 500;

impl Desk {
    pub(crate) fn unit_ledger(&self, from: u32, count: u32) -> Result<UnitLedger, Failure> {
        let directory = self.directory();
        let Some(unit) = self.my_unit(&directory) else {
            // Nothing to choose from and nothing wrong: the window says what is missing.
            return Ok(UnitLedger { unit: String::new(), total: 0, from, rows: Vec::new() });
        };
        let filter = LedgerFilter { unit: Some(unit), ..LedgerFilter::default() };
        // The filter lets guesses through too; what has been given to the unit is counted and shown.
        let (mut given, mut at) = (Vec::new(), 0);
        loop {
            let (total, cases) = self.read(|reader| reader.ledger(&filter, at, PAGE))?;
            at += PAGE;
            given.extend(cases.into_iter().filter(|case| given_to(case, unit)));
            if at >= total {
                break;
            }
        }
        let rows = given.iter().skip(from as usize).take(count.min(PAGE) as usize);
        let rows = rows.map(|case| seen(case, &directory)).collect();
        Ok(UnitLedger { unit: directory.unit_name(unit), total: given.len() as u32, from, rows })
    }

    pub(crate) fn unit_case(&self, id: CaseId) -> Result<UnitCase, Failure> {
        let directory = self.directory();
        let unit = found(self.my_unit(&directory))?;
        let case = found(self.read(|reader| reader.case(id))?)?;
        if !given_to(&case, unit) {
            return Err(Rejection::NotFound.into());
        }
        self.case_opened(&case);
        Ok(seen(&case, &directory))
    }

    fn my_unit(&self, directory: &Directory) -> Option<UnitId> {
        directory.people.get(&self.me())?.unit
    }
}

/// Only what has been assigned to the unit: a guess or a claim gives nobody's name away.
fn given_to(case: &Case, unit: UnitId) -> bool {
    case.assignment.as_ref().is_some_and(|given| given.lead == unit || given.assisting.contains(&unit))
}

/// With the number masked, like everywhere on a screen: whole it goes out on the unit's paper.
fn seen(case: &Case, directory: &Directory) -> UnitCase {
    let mut shown = CaseForUnit::of(case, directory);
    if let UnitContact::Named { number, .. } = &mut shown.contact {
        *number = mask_number(number);
    }
    UnitCase { id: case.id, case: shown, stage: case.stage }
}
