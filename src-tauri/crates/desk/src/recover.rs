//! The last forgotten password: whoever holds the recovery sheets keys an account anew, and signs with them.

use crate::clock::Clock;
use crate::desk::Desk;
use crate::failure::{Failure, Needs, Trouble};
use crate::house::{self, LEAST_PASSWORD};
use crate::signed::{self, bytes};
use domain::directory::{EpochOpened, PersonKeyed};
use domain::event::{DirectoryEvent, Event};
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
    let (mut record_key, mut main, mut others) = (None, None, Vec::new());
    for typed in sheets {
        let sheet = Sheet::parse(typed)?;
        let recovered = sealed.open(&sheet)?;
        if recovered.record_key.is_some() {
            (record_key, main) = (recovered.record_key, Some(sheet));
        } else {
            others.push(sheet);
        }
        recovered.epochs.into_iter().for_each(|epoch| keys.hold(epoch));
    }
    let right_sheet = || Failure::Denied { needs: Needs::RightSheet };
    let (record_key, sheet) = record_key.zip(main).ok_or_else(right_sheet)?;
    let keys = Arc::new(keys);
    // Without the rows: their key may lie under a newer key than the box holds.
    let (store, _) = Store::open(folder, &record_key, None, keys.clone())?;
    follow_epochs(&store, &keys, [&sheet].into_iter().chain(&others))?;
    drop(store);
    let cases_key = book.cases_key(&keys)?;
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

/// A key that was turned just before the workstation stopped may stand in the journal and not in the box yet. Each
/// may be sealed under the one before it.
pub(crate) fn follow_epochs<'a>(
    store: &Store,
    keys: &Keys,
    sheets: impl Iterator<Item = &'a Sheet> + Clone,
) -> Result<(), Failure> {
    loop {
        let before = keys.epochs(Compartment::Office).len();
        for made in store.reader()?.events(keys.house())? {
            if let Event::Directory(DirectoryEvent::EpochOpened(facts, _)) = made.event
                && let Some(grant) = to_the_sheet(&facts)
                && keys.compartment_of(grant.key_id).is_none()
            {
                let mut opened =
                    sheets.clone().filter_map(|sheet| sheet.open_grant(keys.house(), &grant).ok());
                opened.next().into_iter().for_each(|epoch| keys.hold(epoch));
            }
        }
        if keys.epochs(Compartment::Office).len() == before {
            return Ok(());
        }
    }
}

/// What a new key's event boxed to the sheet of its compartment.
pub(crate) fn to_the_sheet(facts: &EpochOpened) -> Option<Grant> {
    let opening = facts.opening.as_ref()?;
    Some(Grant {
        compartment: signed::of_vault(opening.compartment),
        epoch: opening.number,
        key_id: bytes(&facts.key_id)?.try_into().ok()?,
        sealed: bytes(&opening.recovery)?,
    })
}
