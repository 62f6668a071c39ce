//! Opening a house with a password: who logs in, what he holds, and what was left to do meanwhile.

use crate::chance::Chance;
use crate::clock::{Clock, wall_now};
use crate::desk::{Desk, Opened};
use crate::failure::{Failure, Needs, Trouble};
use crate::house;
use domain::Stamp;
use domain::id::PersonId;
use domain::seat::LookKind;
use std::path::Path;
use std::sync::Arc;
use store::{Reader, Store};
use vault::{FileKey, Keybook, Unlocked};

/// Opens the house in `folder` for writing. Evaluation and rehearsal houses open without a password. `staff_no`
/// may be empty in a house of one person.
///
/// # Errors
/// A wrong password, another console that has it open, damage, a newer schema.
pub fn open(folder: &Path, staff_no: &str, password: &str, clock: Clock) -> Result<Desk, Failure> {
    let unlocked = unlock(folder, staff_no, password)?;
    enter(folder, unlocked, clock, true)
}

/// Opens it for reading only, beside a running console.
pub fn open_reading(folder: &Path, staff_no: &str, password: &str) -> Result<Desk, Failure> {
    let unlocked = unlock(folder, staff_no, password)?;
    enter(folder, unlocked, Clock::wall(), false)
}

/// Tries a password against the key book, counting it.
pub(crate) fn unlock(folder: &Path, staff_no: &str, password: &str) -> Result<Unlocked, Failure> {
    if !house::there(folder) {
        return Err(Failure::Away { what: Trouble::NoStore });
    }
    let book = Keybook::read(folder)?.book;
    let evaluation = book.evaluation();
    if !evaluation && password.is_empty() {
        return Err(Failure::Denied { needs: Needs::Password });
    }
    let password = if evaluation { "" } else { password };
    let (unlocked, _) = vault::unlock_in(folder, staff_no.trim(), password, wall_now().0)?;
    Ok(unlocked)
}

/// Goes in with what a password has opened.
pub(crate) fn enter(folder: &Path, unlocked: Unlocked, clock: Clock, writing: bool) -> Result<Desk, Failure> {
    let wrong_tries = u32::from(unlocked.wrong_before);
    let keys = Arc::new(unlocked.keys);
    let mut cases_key = unlocked.cases_key;
    if writing && cases_key.is_none() && keys.holds(vault::Compartment::General) {
        cases_key = Some(first_cases_key(folder, &keys, &unlocked.record_key)?);
    }
    let file_keys = Arc::new((unlocked.record_key, cases_key));
    let me = PersonId(unlocked.person.id());
    let (writer, identity) = if writing {
        let (store, _) = Store::open(folder, &file_keys.0, file_keys.1.as_ref(), keys.clone())?;
        let identity = store.identity().clone();
        (Some(store), identity)
    } else {
        let reader = Reader::open(folder, &file_keys.0, file_keys.1.as_ref(), keys.clone())?;
        (None, reader.identity().clone())
    };
    let opened = Opened { folder: folder.into(), me, identity, keys, file_keys, writer };
    let desk = Desk::new(opened, clock, Chance::system())?;
    if desk.clock.now() == Stamp(0) {
        // A rehearsal's day goes on where it stood, and only the store knows when that was.
        desk.clock.set(desk.last_moment()?);
    }
    if writing {
        desk.catch_up_on_keys()?;
        desk.look_at_once(desk.look_of(LookKind::LoggedIn).counting(wrong_tries))?;
    }
    Ok(desk)
}

/// The first reader of cases at this workstation brings the key of their file.
fn first_cases_key(folder: &Path, keys: &vault::Keys, record_key: &FileKey) -> Result<FileKey, Failure> {
    let cases_key = FileKey::new()?;
    Keybook::edit(folder, |book| book.rewrap(keys, record_key, Some(&cases_key)))?;
    Ok(cases_key)
}
