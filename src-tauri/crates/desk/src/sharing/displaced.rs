//! 待核: what lost its place to another row is put on its stream whole, for a person to check.

use super::follow::id_of_displaced;
use super::publish::{sealed, wrapped};
use super::{Broken, Lane, Sharing};
use crate::desk::Desk;
use crate::sealing::{By, Sealing};
use domain::aside::{Displaced, SealedRow};
use domain::event::{Event, StreamEvent};
use hub::Error;
use std::collections::BTreeSet;
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
            if let Some(row) = store.row_of(id)? {
                // Whoever told it may not have had all of them: the others are told by themselves.
                let said = self.said_in(row)?;
                let (told, left): (Vec<_>, Vec<_>) =
                    one.rows.iter().cloned().partition(|(_, row)| said.contains(&crate::signed::text(row)));
                store.told(&told.iter().map(|(seq, _)| *seq).collect::<Vec<_>>())?;
                drop(store);
                if told.is_empty() {
                    return Ok(());
                }
                let left = Untold { stream: one.stream, rows: left, keys: one.keys.clone() };
                return self.tell(sharing, lane, &left, compartment);
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

    /// The rows that a row of displaced ones holds.
    fn said_in(&self, row: Vec<u8>) -> Result<BTreeSet<String>, Broken> {
        let opened = self.read(|reader| reader.opened_rows(&[row]))?.into_iter().flatten().next();
        Ok(match opened.map(|made| made.event) {
            Some(Event::Stream(StreamEvent::Displaced(facts, _))) => {
                facts.rows.into_iter().map(|SealedRow(text)| text).collect()
            }
            Some(_) | None => BTreeSet::new(),
        })
    }
}
