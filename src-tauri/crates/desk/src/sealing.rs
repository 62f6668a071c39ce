//! From events to sealed bytes: facts under the compartment's key, text under the stream's own, and a signature
//! where an act carries one.

use crate::chance::Chance;
use crate::failure::Failure;
use domain::event::SeatEvent;
use domain::id::PersonId;
use domain::{Event, Made, Stamp, State};
use store::{Store, StreamKeyFor, Write};
use uuid::Uuid;
use vault::{Act, Compartment, Head, Keys, Personal, Signing, StreamKey};

/// By whose keys, where and under which compartment.
pub(crate) struct Sealing<'a> {
    pub keys: &'a Keys,
    pub chance: &'a Chance,
    pub station: Uuid,
    pub compartment: Compartment,
    /// Who signs: a person with his password, or whoever holds a recovery sheet. None: an ordinary event.
    pub signer: Option<&'a dyn Signing>,
}

/// Whose hand, and when.
#[derive(Clone, Copy)]
pub(crate) struct By {
    pub person: PersonId,
    pub at: Stamp,
}

impl Sealing<'_> {
    /// Seals events that follow `before` and folds them: ready to be written.
    pub fn write(
        &self,
        store: &Store,
        stream: Uuid,
        before: State,
        events: &[Event],
        by: By,
    ) -> Result<Write, Failure> {
        let standing = match before {
            State::Nothing => StreamKeyFor::Nothing,
            State::Session(_)
            | State::Call(_)
            | State::Case(_)
            | State::Meeting(_)
            | State::Directory(_)
            | State::Seat(_)
            | State::Erasures(_)
            | State::Clue(_) => store.stream_key(stream, self.compartment)?,
        };
        let mut key = match standing {
            StreamKeyFor::Standing(key) => Some(key),
            StreamKeyFor::Erased | StreamKeyFor::Nothing => None,
        };
        let mut new_keys = Vec::new();
        let mut envelopes = Vec::with_capacity(events.len());
        let mut after = before.clone();
        for (version, event) in (before.version() + 1..).zip(events) {
            let parts = event.parts(by.person).map_err(Failure::fault)?;
            let text = parts.personal.map(|text| serde_json::to_vec(&text)).transpose();
            let text = text.map_err(Failure::fault)?;
            if text.is_some() && standing == StreamKeyFor::Erased {
                // It would be a name come back: the store refuses the key too. What says no word goes on.
                return Err(Failure::from(store::Error::Erased { stream }));
            }
            if text.is_some() && key.is_none() {
                let made: StreamKey = self.keys.stream_key_new(stream, self.compartment)?;
                new_keys.push((stream, made));
                key = Some(made);
            }
            let personal = match (&text, &key) {
                (Some(text), Some(key)) => Some(Personal { key, text }),
                (None, _) | (_, None) => None,
            };
            let event_id = self.chance.event(by.at);
            let head = Head { event_id, stream, version, station: self.station, at: by.at.0 };
            let act = Act { kind: parts.kind, v: u32::from(parts.v), data: &parts.data };
            envelopes.push(match self.signer {
                Some(signer) => vault::seal_act(self.keys, signer, self.compartment, &head, &act, personal)?,
                None => vault::seal(self.keys, self.compartment, &head, &vault::facts_text(&act)?, personal)?,
            });
            let made = Made { at: by.at, by: by.person, version, erased: false, event };
            after = after.apply(stream, made);
        }
        Ok(Write { envelopes, keys: new_keys, stream, before, after })
    }

    /// Seals one event without words of its own, under an id of its own; with a key its text is empty.
    pub fn one(
        &self,
        stream: Uuid,
        version: u64,
        event: &Event,
        event_id: Uuid,
        key: Option<&StreamKey>,
        by: By,
    ) -> Result<Vec<u8>, Failure> {
        let parts = event.parts(by.person).map_err(Failure::fault)?;
        let head = Head { event_id, stream, version, station: self.station, at: by.at.0 };
        let act = Act { kind: parts.kind, v: u32::from(parts.v), data: &parts.data };
        let text = key.map(|key| Personal { key, text: b"{}" });
        Ok(vault::seal(self.keys, self.compartment, &head, &vault::facts_text(&act)?, text)?)
    }
}

/// The office reads the directory, the trail and the list of erasures; calls, cases, sessions and meetings are
/// general.
pub(crate) fn compartment(events: &[Event]) -> Compartment {
    match events.first() {
        // Which seat of a session is worked from where stands beside its calls.
        Some(Event::Seat(SeatEvent::SeatOpened(..) | SeatEvent::SeatClosed(..))) => Compartment::General,
        Some(Event::Directory(_) | Event::Seat(_) | Event::Erasure(_)) => Compartment::Office,
        Some(Event::Clue(_)) => Compartment::Clue,
        Some(
            Event::Session(_)
            | Event::Call(_)
            | Event::Case(_)
            | Event::Follow(_)
            | Event::Meeting(_)
            | Event::Stream(_),
        )
        | None => Compartment::General,
    }
}
