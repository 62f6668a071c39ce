//! Signed acts on the directory: what a house is founded with, and a person keyed anew.

use crate::chance::Chance;
use crate::failure::Failure;
use domain::directory::Granted;
use domain::event::{DirectoryEvent, Event};
use domain::id::PersonId;
use domain::{Made, Stamp};
use store::{Store, StreamKeyFor, Write};
use vault::{Act, Compartment, Grant, Head, Keys, Person, Personal};

/// Commits events to the directory's stream, each signed by `person`, in one transaction.
pub fn commit(
    store: &mut Store,
    keys: &Keys,
    person: &Person,
    events: Vec<DirectoryEvent>,
    at: Stamp,
) -> Result<(), Failure> {
    let (stream, by) = (keys.house(), PersonId(person.id()));
    let (station, chance) = (store.identity().station, Chance::system());
    let before = store.state(stream)?;
    let mut key = match store.stream_key(stream, Compartment::Office)? {
        StreamKeyFor::Standing(key) => Some(key),
        StreamKeyFor::Nothing => None,
        StreamKeyFor::Erased => return Err(Failure::from(store::Error::Erased { stream })),
    };
    let (mut envelopes, mut new_keys) = (Vec::with_capacity(events.len()), Vec::new());
    let mut after = before.clone();
    for (version, event) in (before.version() + 1..).zip(events.into_iter().map(Event::Directory)) {
        let parts = event.parts(by).map_err(Failure::fault)?;
        let text = parts.personal.map(|text| serde_json::to_vec(&text)).transpose();
        let text = text.map_err(Failure::fault)?;
        if text.is_some() && key.is_none() {
            let made = keys.stream_key_new(stream, Compartment::Office)?;
            new_keys.push((stream, made));
            key = Some(made);
        }
        let personal = match (&text, &key) {
            (Some(text), Some(key)) => Some(Personal { key, text }),
            (None, _) | (_, None) => None,
        };
        let head = Head { event_id: chance.event(at), stream, version, station, at: at.0 };
        let act = Act { kind: parts.kind, v: u32::from(parts.v), data: &parts.data };
        envelopes.push(vault::seal_act(keys, person, Compartment::Office, &head, &act, personal)?);
        after = after.apply(stream, Made { at, by, version, erased: false, event: &event });
    }
    store.commit(&[Write { envelopes, keys: new_keys, stream, before, after }], &[])?;
    Ok(())
}

/// A grant as the record says it.
pub fn granted(person: PersonId, grant: &Grant) -> DirectoryEvent {
    let (key_id, sealed) = (text(&grant.key_id), text(&grant.sealed));
    DirectoryEvent::Granted(Granted { person, key_id, sealed }, None)
}

/// Bytes as events carry them.
pub fn text(bytes: &[u8]) -> String {
    data_encoding::BASE64.encode(bytes)
}
