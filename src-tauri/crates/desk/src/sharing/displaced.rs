//! 待核: what lost its place to another row is put on its stream whole, for a person to check.

use super::follow::id_of_displaced;
use super::publish::{sealed, wrapped};
use super::{Broken, Lane, Sharing};
use crate::desk::Desk;
use crate::sealing::{By, Sealing};
use domain::aside::{Displaced, SealedRow};
use domain::event::{Event, StreamEvent};
use hub::Error;
use store::Untold;
use vault::{Compartment, Envelope};

/// A stream that others write to at the same moment; the next round tries again.
const TRIES: u32 = 8;

impl Desk {
    /// Each once, whichever station offers it: the hub keeps the first.
    pub(super) fn tell_displaced(&self, sharing: &Sharing, lane: &mut Lane) -> Result<(), Broken> {
        let untold = self.write()?.untold()?;
        for one in untold {
            // A stream that this login can't open waits for one that can.
            if let Some(compartment) = self.compartment_of(&one)? {
                self.tell(sharing, lane, &one, compartment)?;
            }
        }
        Ok(())
    }

    fn compartment_of(&self, one: &Untold) -> Result<Option<Compartment>, Broken> {
        let Some((_, first)) = one.rows.first() else { return Ok(None) };
        let envelope = Envelope::parse(first).map_err(store::Error::from)?;
        Ok(self.keys.compartment_of(envelope.key_id()))
    }

    fn tell(
        &self,
        sharing: &Sharing,
        lane: &mut Lane,
        one: &Untold,
        compartment: Compartment,
    ) -> Result<(), Broken> {
        let Some((_, first)) = one.rows.first() else { return Ok(()) };
        let envelope = Envelope::parse(first).map_err(store::Error::from)?;
        let (first, station) = (envelope.event_id(), envelope.station());
        let rows = one.rows.iter().map(|(_, row)| SealedRow(crate::signed::text(row))).collect();
        let event = Event::Stream(StreamEvent::Displaced(Displaced { first, station, rows }, None));
        let id = id_of_displaced(first);
        // Somebody may be first on the stream; then it stands one further.
        for _ in 0..TRIES {
            let mut store = self.write()?;
            if store.holds(id)? {
                let seqs: Vec<u64> = one.rows.iter().map(|(seq, _)| *seq).collect();
                return Ok(store.told(&seqs)?);
            }
            let sealing = Sealing {
                keys: &self.keys,
                chance: &self.chance,
                station: self.identity.station,
                compartment,
                signer: None,
            };
            // A stream that doesn't open is shown to nobody; it is tried again when it does.
            let Ok(before) = self.standing(&store, one.stream) else { return Ok(()) };
            let by = By { person: self.me, at: self.clock.now() };
            // An empty text under the newest key of what was displaced: so the key goes with the row to whoever
            // follows, and an erasure reaches it.
            let key = one.keys.last().map(|(_, key)| key);
            let envelope = sealing.one(one.stream, before.version() + 1, &event, id, key, by)?;
            store.ask(&[id])?;
            drop(store);
            let group = [sealed(&envelope).map_err(store::Error::from)?];
            let keys: Vec<_> = one.keys.iter().map(wrapped).collect();
            match sharing.line.append(self.identity.house, &group, &keys) {
                // It comes back with the next rows; another station's words for the same will do.
                Ok(_) | Err(Error::Conflict { .. }) => self.follow(sharing, lane)?,
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }
}
