//! Who looked: all of it for the auditor, one case's beside the case.

use crate::desk::Desk;
use crate::door::{LookSeen, TrailFilter, TrailPage};
use crate::failure::Failure;
use domain::directory::Directory;
use domain::id::CaseId;
use domain::number::CaseNumber;
use store::{TrailQuery, TrailRow};

/// Rows a page at most.
const PAGE: u32 = 500;

impl Desk {
    pub(crate) fn trail(&self, filter: &TrailFilter, from: u32, count: u32) -> Result<TrailPage, Failure> {
        let directory = self.directory();
        let year = chrono::Datelike::year(&self.clock.now().day());
        let typed = filter.number.trim();
        let number = CaseNumber::parse(typed, year);
        if !typed.is_empty() && number.is_none() {
            return Ok(TrailPage { total: 0, from, rows: Vec::new() });
        }
        let query = TrailQuery {
            person: filter.person,
            what: filter.what.clone(),
            number,
            from: filter.from,
            to: filter.to,
        };
        let (total, rows) = self.read(|reader| reader.trail(&query, from, count.min(PAGE)))?;
        Ok(TrailPage { total, from, rows: rows.iter().map(|row| seen(row, &directory)).collect() })
    }

    pub(crate) fn case_trail(&self, case: CaseId) -> Result<Vec<LookSeen>, Failure> {
        let directory = self.directory();
        let rows = self.read(|reader| reader.trail_of_case(case))?;
        Ok(rows.iter().map(|row| seen(row, &directory)).collect())
    }
}

fn seen(row: &TrailRow, directory: &Directory) -> LookSeen {
    LookSeen {
        at: row.at,
        person: row.person,
        name: directory.person_name(row.person),
        what: row.what,
        case: row.case,
        number: row.number.map(|number| number.shown()).unwrap_or_default(),
        session: row.session,
        reason: row.reason,
        count: row.count,
    }
}
