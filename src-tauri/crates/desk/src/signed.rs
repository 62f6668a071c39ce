//! Signed acts: what a house is founded with, and whatever is asked with a password.

use crate::chance::Chance;
use crate::failure::Failure;
use crate::sealing::{By, Sealing};
use domain::Stamp;
use domain::directory::{EpochBox, EpochLabel, EpochOpened, EpochOpening, Granted};
use domain::event::{DirectoryEvent, Event};
use domain::id::PersonId;
use domain::permission::Compartment;
use store::{Store, Write};
use uuid::Uuid;
use vault::{Grant, Keys, Signing};

/// Commits events to the directory's stream, each signed, in one transaction. `by` is whose act it is.
pub(crate) fn commit(
    store: &mut Store,
    keys: &Keys,
    signer: &dyn Signing,
    by: PersonId,
    events: Vec<DirectoryEvent>,
    at: Stamp,
) -> Result<(), Failure> {
    let events: Vec<Event> = events.into_iter().map(Event::Directory).collect();
    commit_to(store, keys, signer, keys.house(), &events, By { person: by, at })
}

/// The same on another stream.
pub(crate) fn commit_to(
    store: &mut Store,
    keys: &Keys,
    signer: &dyn Signing,
    stream: Uuid,
    events: &[Event],
    by: By,
) -> Result<(), Failure> {
    let write = write(store, keys, signer, stream, events, by)?;
    store.commit(&[write], &[])?;
    Ok(())
}

/// Signed events on a stream as it stands, ready to be written.
pub(crate) fn write(
    store: &Store,
    keys: &Keys,
    signer: &dyn Signing,
    stream: Uuid,
    events: &[Event],
    by: By,
) -> Result<Write, Failure> {
    let sealing = Sealing {
        keys,
        chance: &Chance::system(),
        station: store.identity().station,
        compartment: crate::sealing::compartment(events),
        signer: Some(signer),
    };
    let before = store.state(stream)?;
    sealing.write(store, stream, before, events, by)
}

/// A new key of a compartment as the record says it.
pub(crate) fn opened(epoch: &vault::EpochOpening) -> DirectoryEvent {
    let boxes = epoch
        .boxes
        .iter()
        .map(|(person, grant)| EpochBox { person: PersonId(*person), sealed: text(&grant.sealed) });
    let opening = EpochOpening {
        compartment: said(epoch.compartment),
        number: epoch.number,
        boxes: boxes.collect(),
        recovery: text(&epoch.recovery.sealed),
    };
    DirectoryEvent::EpochOpened(EpochOpened { key_id: text(&epoch.key_id), opening: Some(opening) }, None)
}

/// A grant as the record says it.
pub(crate) fn granted(person: PersonId, grant: &Grant, by_sheet: bool) -> DirectoryEvent {
    let (key_id, sealed) = (text(&grant.key_id), text(&grant.sealed));
    let label = Some(label(grant));
    DirectoryEvent::Granted(Granted { person, key_id, sealed, label, by_sheet }, None)
}

pub(crate) fn label(grant: &Grant) -> EpochLabel {
    EpochLabel { compartment: said(grant.compartment), number: grant.epoch }
}

/// A compartment in the rules' word.
pub(crate) fn said(compartment: vault::Compartment) -> Compartment {
    match compartment {
        vault::Compartment::Office => Compartment::Office,
        vault::Compartment::General => Compartment::General,
        vault::Compartment::Clue => Compartment::Clue,
    }
}

/// A compartment in the vault's word.
pub(crate) fn of_vault(compartment: Compartment) -> vault::Compartment {
    match compartment {
        Compartment::Office => vault::Compartment::Office,
        Compartment::General => vault::Compartment::General,
        Compartment::Clue => vault::Compartment::Clue,
    }
}

/// Bytes as events carry them.
pub(crate) fn text(bytes: &[u8]) -> String {
    data_encoding::BASE64.encode(bytes)
}

/// What `text` made, or None.
pub(crate) fn bytes(text: &str) -> Option<Vec<u8>> {
    data_encoding::BASE64.decode(text.as_bytes()).ok()
}
