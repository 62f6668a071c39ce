//! Bringing in tables: classifications, places, calendars.

use crate::desk::Desk;
use crate::door::{ImportOrder, ImportReceipt};
use crate::failure::Failure;

impl Desk {
    /// # Errors
    /// When the file can't be read.
    pub fn bring(&self, _order: &ImportOrder) -> Result<ImportReceipt, Failure> {
        Err(domain::Rejection::NotFound.into())
    }
}
