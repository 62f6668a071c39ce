//! Papers: what leaves the desk as a file.

use crate::desk::Desk;
use crate::door::{Language, PaperOrder, PaperReceipt};
use crate::failure::Failure;
use domain::id::SessionId;
use domain::seat::LookReason;
use domain::view::{LedgerFull, LedgerMasked};
use paper::ledger::{Book, Head};
use std::path::Path;

impl Desk {
    /// Writes a paper to the path that the person chose.
    ///
    /// # Errors
    /// `Denied` by role; when the session is not there, or the file can't be written.
    pub fn export(&self, order: PaperOrder) -> Result<PaperReceipt, Failure> {
        self.may(order.right())?;
        match order {
            PaperOrder::Ledger { session, full, path, language, reason } => {
                self.export_ledger(session, full, &path, language, reason)
            }
        }
    }

    fn export_ledger(
        &self,
        id: SessionId,
        full: bool,
        path: &Path,
        language: Language,
        reason: LookReason,
    ) -> Result<PaperReceipt, Failure> {
        let directory = self.directory();
        let (session, cases) = self.read(|reader| Ok((reader.session(id)?, reader.cases_of_session(id)?)))?;
        let session = session.ok_or_else(|| Failure::from(domain::Rejection::NotFound))?;
        let head = Head {
            activity: directory.names.activity.clone(),
            district: directory.names.district.clone(),
            number: session.plan.number,
            day: session.plan.day,
            as_of: self.clock.now(),
        };
        let words = crate::words::catalogue(language);
        let book = if full {
            Book::Full(cases.iter().map(|case| LedgerFull::of(case, &directory)).collect())
        } else {
            Book::Masked(cases.iter().map(|case| LedgerMasked::of(case, &directory)).collect())
        };
        self.exporting(id, cases.len() as u32, reason)?;
        paper::ledger::write(path, &head, &book, &|key| words.say(key, &[])).map_err(paper_failure)?;
        Ok(PaperReceipt { path: path.into(), rows: cases.len() as u32 })
    }
}

fn paper_failure(error: paper::Error) -> Failure {
    match error {
        paper::Error::File(error) => Failure::file(&error),
        paper::Error::Book(_) => Failure::fault(error),
    }
}
