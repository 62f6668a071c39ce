//! The third door: what is being typed, on disk within a second of a pause, never in the journal.

use crate::desk::Desk;
use crate::door::{DraftOrder, DraftReceipt, Topic};
use crate::failure::Failure;
use domain::Stamp;
use domain::permission::Right;
use vault::Compartment;

impl Desk {
    /// Keeps a draft, sealed, or throws it away when it has no body.
    pub fn draft(&self, order: DraftOrder) -> Result<DraftReceipt, Failure> {
        self.may(Right::SeeDrafts)?;
        let saved_at = self.clock.now();
        self.edits(order.body.is_some().then_some(order.stream));
        match order.body {
            Some(body) => {
                let text = serde_json::to_vec(&body).map_err(Failure::fault)?;
                let sealed = self.keys.seal_draft(Compartment::General, order.stream, &text)?;
                self.write()?.save_draft(order.draft, order.stream, &sealed, saved_at.0)?;
            }
            None => self.write()?.drop_draft(order.draft)?,
        }
        self.announce(&[Topic::Drafts]);
        Ok(DraftReceipt { saved_at: Stamp(saved_at.0) })
    }
}
