//! Files of cases, for whoever is at the open desk.

use super::Front;
use crate::door::{AttachOrder, EvidenceOrder, Receipt};
use crate::failure::Failure;
use std::path::Path;
use zeroize::Zeroizing;

impl Front {
    /// Puts a file on a case.
    pub fn attach(&self, order: AttachOrder) -> Result<Receipt, Failure> {
        self.desk()?.attach(order)
    }

    /// A picture, for the page that shows the case.
    pub fn picture(&self, order: EvidenceOrder) -> Result<Zeroizing<Vec<u8>>, Failure> {
        self.desk()?.picture(order)
    }

    /// A file as it was attached, to where the person chose.
    pub fn save_evidence(&self, order: EvidenceOrder, path: &Path) -> Result<(), Failure> {
        self.desk()?.save_evidence(order, path)
    }
}
