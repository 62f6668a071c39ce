//! The ledger by page, and one case with its timeline.

use super::found;
use crate::desk::Desk;
use crate::door::CasePage;
use crate::failure::Failure;
use domain::id::CaseId;
use domain::view::*;

/// Rows a page at most: a longer answer would hold the window up.
const PAGE: u32 = 500;

impl Desk {
    pub fn ledger(&self, filter: &LedgerFilter, from: u32, count: u32) -> Result<LedgerPage, Failure> {
        let directory = self.directory();
        let (total, cases) = self.read(|reader| reader.ledger(filter, from, count.min(PAGE)))?;
        let rows = cases.iter().map(|case| CaseRow::of(case, &directory)).collect();
        Ok(LedgerPage { total, from, rows })
    }

    pub fn case_page(&self, id: CaseId) -> Result<CasePage, Failure> {
        let directory = self.directory();
        let (case, merged, mut events) = self.read(|reader| {
            let case = reader.case(id)?;
            let mut events = reader.events(id.0)?;
            if let Some(origin) = case.as_ref().and_then(|case| case.origin) {
                events.extend(reader.events(origin.call.0)?);
            }
            Ok((case, reader.merged_into(id)?, events))
        })?;
        let case = found(case)?;
        self.case_opened(&case);
        // Two streams on one page: by time, and what a stream says in the order in which it said it.
        events.sort_by_key(|made| made.at);
        let mut full = CaseFull::of(&case, &directory);
        self.place_evidence(&mut full)?;
        Ok(CasePage {
            case: full,
            timeline: events.iter().filter_map(|made| entry(made, &directory)).collect(),
            merged: merged.iter().map(|case| CaseRow::of(case, &directory)).collect(),
        })
    }

    /// Finds a case by its number (full, shown, or with the session's year left out) or its id.
    pub fn find_case(&self, words: &str) -> Result<CaseId, Failure> {
        if let Ok(id) = words.parse() {
            return Ok(CaseId(id));
        }
        let year = chrono::Datelike::year(&self.clock.now().day());
        let number = found(domain::number::CaseNumber::parse(words, year))?;
        let filter = LedgerFilter { words: number.shown(), ..LedgerFilter::default() };
        let (_, cases) = self.read(|reader| reader.ledger(&filter, 0, PAGE))?;
        found(cases.into_iter().find(|case| case.number == Some(number))).map(|case| case.id)
    }
}
