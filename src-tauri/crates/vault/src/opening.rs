//! A new epoch of a compartment, boxed to everybody who is to hold it.

use uuid::Uuid;

use crate::{Compartment, Epoch, Error, Grant, KeyId, Publics};

/// An epoch as its event tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EpochOpening {
    pub compartment: Compartment,
    /// From 1.
    pub number: u32,
    pub key_id: KeyId,
    /// One for each person who holds it from the start.
    pub boxes: Vec<(Uuid, Grant)>,
    /// Boxed to the sheet of its compartment, as a grant to the house itself.
    pub recovery: Grant,
    /// Whose sheet that is.
    pub sheet: Publics,
}

impl EpochOpening {
    /// Boxes `epoch` to these people and to the sheet of its compartment.
    ///
    /// [`Error::Damaged`] for publics that nothing can be boxed to.
    pub fn new(
        house: Uuid,
        epoch: &Epoch,
        people: &[(Uuid, Publics)],
        sheet: &Publics,
    ) -> Result<Self, Error> {
        let boxes = people
            .iter()
            .map(|(person, publics)| Ok((*person, Grant::to(house, *person, publics, epoch)?)))
            .collect::<Result<_, Error>>()?;
        Ok(Self {
            compartment: epoch.compartment(),
            number: epoch.number(),
            key_id: epoch.id(),
            boxes,
            // A sheet is nobody's: the house stands where the person would.
            recovery: Grant::to(house, house, sheet, epoch)?,
            sheet: *sheet,
        })
    }
}
