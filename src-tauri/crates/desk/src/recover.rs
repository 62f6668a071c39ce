//! A forgotten password: whoever holds the recovery sheets is keyed anew under a password of his own.

use crate::chance::Chance;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::failure::{Failure, Needs, Trouble};
use crate::house::{self, LEAST_PASSWORD, STAFF_NO};
use domain::directory::{Granted, PersonKeyed};
use domain::event::{DirectoryEvent, Event};
use domain::id::PersonId;
use std::path::Path;
use store::{Store, Write};
use vault::{Act, Compartment, Entry, Grant, Head, Keybook, Keys, Person, RecoveryBox, Sheet};

/// Opens the house in `folder` by its sheets and gives its person a new password: new key pair, new grants,
/// all of it on record. The first sheet is needed; the second brings the clue compartment too.
///
/// # Errors
/// `Denied` for a sheet that is mistyped or of another house, and for a short password; nothing is changed then.
pub fn recover(folder: &Path, sheets: &[String], password: &str, clock: Clock) -> Result<Desk, Failure> {
    if !house::there(folder) {
        return Err(Failure::Away { what: Trouble::NoStore });
    }
    if password.chars().count() < LEAST_PASSWORD as usize {
        return Err(Failure::Denied { needs: Needs::LongerPassword { least: LEAST_PASSWORD } });
    }
    let sealed = RecoveryBox::read(folder)?;
    let mut book = Keybook::read(folder)?.book;
    let keys = Keys::new(sealed.house(), []);
    let mut record_key = None;
    for sheet in sheets {
        let recovered = sealed.open(&Sheet::parse(sheet)?)?;
        record_key = record_key.or(recovered.record_key);
        recovered.epochs.into_iter().for_each(|epoch| keys.hold(epoch));
    }
    let right_sheet = || Failure::Denied { needs: Needs::RightSheet };
    let record_key = record_key.ok_or_else(right_sheet)?;
    let cases_key = book.cases_key(&keys)?.ok_or_else(right_sheet)?;
    let id = book.people().iter().find(|entry| entry.staff_no == STAFF_NO).map(|entry| entry.person);
    let person = Person::new(id.ok_or(Failure::Away { what: Trouble::Damaged })?)?;
    let publics = person.publics();
    let mut grants = Vec::new();
    for epoch in Compartment::ALL.into_iter().flat_map(|compartment| keys.epochs(compartment)) {
        grants.push(Grant::to(keys.house(), person.id(), &publics, &epoch)?);
    }
    let keys = std::sync::Arc::new(keys);
    let (mut store, _) = Store::open(folder, &record_key, &cases_key, keys.clone())?;
    keyed_anew(&mut store, &keys, &person, &grants, clock.now())?;
    let slot = book.slot(&person, password)?;
    let staff_no = STAFF_NO.to_string();
    book.enter(Entry { staff_no, person: person.id(), publics, slot, grants });
    book.save(folder)?;
    drop(store);
    house::open(folder, password, clock)
}

/// The signed acts that say so in the record.
fn keyed_anew(
    store: &mut Store,
    keys: &Keys,
    person: &Person,
    grants: &[Grant],
    at: domain::Stamp,
) -> Result<(), Failure> {
    let (stream, id) = (keys.house(), PersonId(person.id()));
    let station = store.identity().station;
    let text = |bytes: &[u8]| data_encoding::BASE64.encode(bytes);
    let publics = person.publics();
    let keyed =
        PersonKeyed { person: id, box_public: text(&publics.box_pub), sign_public: text(&publics.sign_pub) };
    let mut events = vec![Event::Directory(DirectoryEvent::PersonKeyed(keyed, None))];
    events.extend(grants.iter().map(|grant| {
        let (key_id, sealed) = (text(&grant.key_id), text(&grant.sealed));
        Event::Directory(DirectoryEvent::Granted(Granted { person: id, key_id, sealed }, None))
    }));
    let before = store.state(stream)?;
    let mut after = before.clone();
    let mut envelopes = Vec::with_capacity(events.len());
    for (version, event) in (before.version() + 1..).zip(&events) {
        let parts = event.parts(id).map_err(Failure::fault)?;
        let head = Head { event_id: Chance::system().event(at), stream, version, station, at: at.0 };
        let act = Act { kind: parts.kind, v: u32::from(parts.v), data: &parts.data };
        envelopes.push(vault::seal_act(keys, person, Compartment::Office, &head, &act, None)?);
        after = after.apply(stream, domain::Made { at, by: id, version, erased: false, event });
    }
    store.commit(&[Write { envelopes, keys: Vec::new(), stream, before, after }], &[])?;
    Ok(())
}
