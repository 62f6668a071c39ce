//! The last forgotten password: whoever holds the recovery sheets keys an account anew, and signs with them.

use crate::clock::Clock;
use crate::desk::Desk;
use crate::failure::{Failure, Needs, Trouble};
use crate::house::{self, LEAST_PASSWORD};
use crate::signed;
use domain::directory::PersonKeyed;
use domain::event::DirectoryEvent;
use domain::id::PersonId;
use domain::permission::Right;
use domain::rejection::Rejection;
use std::path::Path;
use std::sync::Arc;
use store::Store;
use vault::{Compartment, Entry, Grant, Keybook, Keys, Person, RecoveryBox, Sheet};

/// Opens the house in `folder` by its sheets and gives an account a new password: new key pair, new grants, signed
/// with the sheet, all of it on record. The first sheet is needed; the second brings the clue compartment too. An
/// empty `staff_no` means the first administrator; it is another's where he was the last holder of a compartment,
/// so that nobody could admit him anew. Everybody else is keyed anew by the administrator.
///
/// # Errors
/// `Denied` for a sheet that is mistyped or of another house, and for a short password; nothing is changed then,
/// nor for a 工号 that nobody has.
pub fn recover(
    folder: &Path,
    sheets: &[String],
    staff_no: &str,
    password: &str,
    clock: Clock,
) -> Result<Desk, Failure> {
    if !house::there(folder) {
        return Err(Failure::Away { what: Trouble::NoStore });
    }
    if password.chars().count() < LEAST_PASSWORD as usize {
        return Err(Failure::Denied { needs: Needs::LongerPassword { least: LEAST_PASSWORD } });
    }
    let sealed = RecoveryBox::read(folder)?;
    let book = Keybook::read(folder)?.book;
    let keys = Keys::new(sealed.house(), []);
    let (mut record_key, mut main) = (None, None);
    for typed in sheets {
        let sheet = Sheet::parse(typed)?;
        let recovered = sealed.open(&sheet)?;
        if recovered.record_key.is_some() {
            (record_key, main) = (recovered.record_key, Some(sheet));
        }
        recovered.epochs.into_iter().for_each(|epoch| keys.hold(epoch));
    }
    let right_sheet = || Failure::Denied { needs: Needs::RightSheet };
    let (record_key, sheet) = record_key.zip(main).ok_or_else(right_sheet)?;
    let cases_key = book.cases_key(&keys)?;
    let keys = Arc::new(keys);
    let (mut store, _) = Store::open(folder, &record_key, cases_key.as_ref(), keys.clone())?;
    let (directory, _) = store.reader()?.directory()?;
    let account = match staff_no.trim() {
        "" => {
            let mut people = directory.accounts.people.values();
            people
                .find(|account| account.may(Right::ManageAccounts))
                .ok_or(Failure::Away { what: Trouble::Damaged })
        }
        staff_no => {
            let account =
                directory.accounts.by_staff_no(staff_no).filter(|account| account.withdrawn.is_none());
            account.ok_or(Rejection::UnknownPerson.into())
        }
    }?;
    let person = Person::new(account.person.0)?;
    let publics = person.publics();
    let mut grants = Vec::new();
    for compartment in Compartment::ALL {
        // No more than his roles ask for: a sheet in the wrong hands makes nobody a reader of clues.
        if account.needs().contains(&signed::said(compartment)) {
            for epoch in keys.epochs(compartment) {
                grants.push(Grant::to(keys.house(), person.id(), &publics, &epoch)?);
            }
        }
    }
    let slot = book.slot(&person, password)?;
    let id = PersonId(person.id());
    let (box_public, sign_public) = publics.to_text();
    let keyed = PersonKeyed {
        person: id,
        box_public,
        sign_public,
        staff_no: Some(account.staff_no.clone()),
        slot: Some(slot.to_text()),
        by_sheet: true,
    };
    let mut events = vec![DirectoryEvent::PersonKeyed(keyed, None)];
    events.extend(grants.iter().map(|grant| signed::granted(id, grant, true)));
    signed::commit(&mut store, &keys, &sheet, id, events, clock.now())?;
    let staff_no = account.staff_no.clone();
    let entry = Entry { staff_no: staff_no.clone(), person: person.id(), publics, slot, grants };
    Keybook::edit(folder, |book| {
        book.enter(entry);
        Ok(())
    })?;
    drop(store);
    house::open(folder, &staff_no, password, clock)
}
