//! An ordinary act's events, sealed for the stream that they stand on.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::sealing::{By, Sealing, compartment};
use domain::id::PersonId;
use domain::{Event, Stamp, State};
use store::{Store, Write};
use uuid::Uuid;

/// Who acts, when, and on which workstation's count; a rehearsal plays several.
#[derive(Clone, Copy, Debug)]
pub struct Hand {
    pub at: Stamp,
    pub actor: PersonId,
    pub ordinal: u8,
}

impl Desk {
    /// Seals events that follow `before` and folds them: ready to be written.
    pub(crate) fn sealed(
        &self,
        store: &Store,
        stream: Uuid,
        before: State,
        events: &[Event],
        hand: Hand,
    ) -> Result<Write, Failure> {
        let sealing = Sealing {
            keys: &self.keys,
            chance: &self.chance,
            station: self.identity.station,
            compartment: compartment(events),
            signer: None,
        };
        sealing.write(store, stream, before, events, By { person: hand.actor, at: hand.at })
    }
}
