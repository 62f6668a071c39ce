//! Proving and renewing the record: verify, rebuild.

use crate::desk::Desk;
use crate::door::Topic;
use crate::failure::Failure;

impl Desk {
    /// Proves the record: chain, lines, boxes, and that the rows on screen are what the journal says. Runs on
    /// a connection of its own, beside a working console.
    ///
    /// # Errors
    /// Only when the record can't be read at all; what is wrong with it is in the report.
    pub fn verify(&self, progress: &mut dyn FnMut(u64, u64)) -> Result<store::VerifyReport, Failure> {
        self.read(|reader| reader.verify(progress))
    }

    /// Sets the readable rows aside and makes them anew from the journal.
    pub fn rebuild(&self) -> Result<store::Rebuilt, Failure> {
        let rebuilt = self.write()?.rebuild()?;
        self.forget_readers();
        self.announce(&[Topic::Session, Topic::Calls, Topic::Cases, Topic::Agenda]);
        Ok(rebuilt)
    }
}
impl Desk { pub fn export(&self, _: crate::door::PaperOrder) -> Result<crate::door::PaperReceipt, Failure> { unreachable!() } }
