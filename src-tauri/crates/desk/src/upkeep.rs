//! Proving and renewing the record: verify, rebuild.

use crate::desk::Desk;
use crate::door::Topic;
use crate::failure::Failure;
use std::sync::PoisonError;

impl Desk {
    /// Proves the record: chain, lines, boxes, and that the rows on screen are what the journal says. Runs on
    /// a connection of its own, beside a working console.
    ///
    /// # Errors
    /// Only when the record can't be read at all; what is wrong with it is in the report.
    pub fn verify(&self, progress: &mut dyn FnMut(u64, u64)) -> Result<store::VerifyReport, Failure> {
        self.read(|reader| reader.verify(progress))
    }

    /// The version that a stream stands at; 0 for one that nobody has written to.
    pub fn version(&self, stream: uuid::Uuid) -> Result<u64, Failure> {
        let store = self.write()?;
        Ok(self.standing(&store, stream)?.version())
    }

    /// A case as its stream folds it, for papers and checks.
    pub fn folded_case(&self, id: domain::id::CaseId) -> Result<domain::case::Case, Failure> {
        let case = self.read(|reader| reader.case(id))?;
        case.ok_or_else(|| Failure::from(domain::Rejection::NotFound))
    }

    /// Events in the journal.
    pub fn journal_length(&self) -> Result<u64, Failure> {
        self.read(|reader| reader.journal_length())
    }

    /// Destroys the key of a stream's personal text: figures, chain and `verify` stay as they were. Who may
    /// ask for it, and that it takes two, is decided before this is called. False while something on this disk still
    /// shows the text.
    pub fn erase_stream(&self, stream: uuid::Uuid) -> Result<bool, Failure> {
        let mut store = self.write()?;
        self.hot.lock().unwrap_or_else(PoisonError::into_inner).forget(stream);
        let store::Erased { wiped } = store.erase(stream)?;
        drop(store);
        self.announce(&[Topic::Cases, Topic::Calls]);
        Ok(wiped)
    }

    /// Sets the readable rows aside and makes them anew from the journal.
    pub fn rebuild(&self) -> Result<store::Rebuilt, Failure> {
        let mut store = self.write()?;
        let rebuilt = store.rebuild()?;
        self.reconnect(&store)?;
        drop(store);
        self.announce(&[Topic::Session, Topic::Calls, Topic::Cases, Topic::Agenda]);
        Ok(rebuilt)
    }
}
