//! A forgotten password: whoever holds the recovery sheets is keyed anew under a password of his own.

use crate::clock::Clock;
use crate::desk::Desk;
use crate::failure::{Failure, Needs, Trouble};
use crate::house::{self, LEAST_PASSWORD, STAFF_NO};
use crate::signed::{self, text};
use domain::directory::PersonKeyed;
use domain::event::DirectoryEvent;
use domain::id::PersonId;
use std::path::Path;
use store::Store;
use vault::{Compartment, Entry, Grant, Keybook, Keys, Person, RecoveryBox, Sheet};

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
    let id = PersonId(person.id());
    let keyed =
        PersonKeyed { person: id, box_public: text(&publics.box_pub), sign_public: text(&publics.sign_pub) };
    let mut events = vec![DirectoryEvent::PersonKeyed(keyed, None)];
    events.extend(grants.iter().map(|grant| signed::granted(id, grant)));
    signed::commit(&mut store, &keys, &person, events, clock.now())?;
    let slot = book.slot(&person, password)?;
    let staff_no = STAFF_NO.to_string();
    book.enter(Entry { staff_no, person: person.id(), publics, slot, grants });
    book.save(folder)?;
    drop(store);
    house::open(folder, password, clock)
}
