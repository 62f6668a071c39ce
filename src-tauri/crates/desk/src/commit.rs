//! From decided events to bytes on disk: sealed under their compartment, committed with their projections.

use crate::desk::Desk;
use crate::failure::Failure;
use domain::id::PersonId;
use domain::{Event, Made, Stamp, State};
use store::{Store, StreamKeyFor, Write};
use uuid::Uuid;
use vault::{Compartment, Head, Personal, StreamKey};

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
        let compartment = compartment(events);
        let standing = match before {
            State::Nothing => StreamKeyFor::Nothing,
            State::Session(_) | State::Call(_) | State::Case(_) | State::Meeting(_) | State::Directory(_) => {
                store.stream_key(stream, compartment)?
            }
        };
        let mut key = match standing {
            StreamKeyFor::Standing(key) => Some(key),
            // A text on an erased stream would be a name come back: the store refuses the key too.
            StreamKeyFor::Erased => return Err(Failure::from(store::Error::Erased { stream })),
            StreamKeyFor::Nothing => None,
        };
        let mut new_keys = Vec::new();
        let mut envelopes = Vec::with_capacity(events.len());
        let mut after = before.clone();
        for (version, event) in (before.version() + 1..).zip(events) {
            let parts = event.parts(hand.actor).map_err(Failure::fault)?;
            let facts = serde_json::json!({"kind": parts.kind, "v": parts.v, "data": parts.data});
            let facts = serde_json::to_vec(&facts).map_err(Failure::fault)?;
            let text = parts.personal.map(|text| serde_json::to_vec(&text)).transpose();
            let text = text.map_err(Failure::fault)?;
            if text.is_some() && key.is_none() {
                let made: StreamKey = self.keys.stream_key_new(stream, compartment)?;
                new_keys.push((stream, made));
                key = Some(made);
            }
            let personal = match (&text, &key) {
                (Some(text), Some(key)) => Some(Personal { key, text }),
                (None, _) | (_, None) => None,
            };
            let head = Head {
                event_id: self.chance.event(hand.at),
                stream,
                version,
                station: self.identity.station,
                at: hand.at.0,
            };
            envelopes.push(vault::seal(&self.keys, compartment, &head, &facts, personal)?);
            let made = Made { at: hand.at, by: hand.actor, version, erased: false, event };
            after = after.apply(stream, made);
        }
        Ok(Write { envelopes, keys: new_keys, stream, before, after })
    }
}

/// The office reads the directory; calls, cases, sessions and meetings are general.
fn compartment(events: &[Event]) -> Compartment {
    match events.first() {
        Some(Event::Directory(_)) => Compartment::Office,
        Some(Event::Session(_) | Event::Call(_) | Event::Case(_) | Event::Meeting(_)) | None => {
            Compartment::General
        }
    }
}
