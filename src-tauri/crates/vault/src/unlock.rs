//! From a password to what a login holds, with a limit on guessing.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::{Compartment, Entry, Error, FileKey, Keybook, Keys, Person, Reading};

/// Wrong passwords before the lock-out.
const TRIES: u8 = 5;
/// The lock-out, in ms.
const LOCKED_FOR: i64 = 15 * 60 * 1000;

/// What a password opened.
#[derive(Debug)]
pub struct Unlocked {
    pub person: Person,
    pub keys: Keys,
    /// R, the raw key of `record.db`.
    pub record_key: FileKey,
    /// C, the raw key of `cases.db`; None without `general`, or while the station has none.
    pub cases_key: Option<FileKey>,
}

/// Unlocks the key book in `folder`, counting the try on disk *before* the password is tested, so
/// that killing the program doesn't take a wrong one back. Also says whether `keys.prev.json`
/// answered for a damaged `keys.json`.
///
/// `now` is UTC, ms since 1970. Takes as long as the slot costs (about 0.75 s).
/// Errors: [`Error::WrongPassword`], [`Error::LockedOut`], [`Error::UnknownPerson`], those of
/// [`Keybook::read`] and [`Keybook::save`].
pub fn unlock_in(
    folder: &Path,
    staff_no: &str,
    password: &str,
    now: i64,
) -> Result<(Unlocked, Reading), Error> {
    let Reading { mut book, fell_back } = Keybook::read(folder)?;
    let before = book.clone();
    let charged = book.charge(staff_no, now);
    // A refusal may have shortened a lock-out, and that counts too.
    if book != before {
        book.save(folder)?;
    }
    let outcome = book.settle(staff_no, password, charged?);
    // Also after a wrong one: keys.prev.json must not remember fewer tries.
    book.save(folder)?;
    Ok((outcome?, Reading { book, fell_back }))
}

impl Keybook {
    /// Unlocks in memory: for a copy that can't be written. The count of wrong passwords lives
    /// as long as this value.
    pub fn unlock(&mut self, staff_no: &str, password: &str, now: i64) -> Result<Unlocked, Error> {
        let left = self.charge(staff_no, now)?;
        self.settle(staff_no, password, left)
    }

    /// Counts a try as wrong until it proves right; answers how many are left after it.
    fn charge(&mut self, staff_no: &str, now: i64) -> Result<u8, Error> {
        self.entry_of(staff_no)?;
        self.throttle.charge(staff_no, now)
    }

    fn settle(&mut self, staff_no: &str, password: &str, left: u8) -> Result<Unlocked, Error> {
        let entry = self.entry_of(staff_no)?;
        let person =
            entry.slot.open(self.house(), entry.person, password)?.ok_or(Error::WrongPassword { left })?;
        let unlocked = self.hand_out(entry, person);
        self.throttle.clear(staff_no);
        unlocked
    }

    fn hand_out(&self, entry: &Entry, person: Person) -> Result<Unlocked, Error> {
        if person.publics() != entry.publics {
            return Err(Error::Damaged { what: "publics of a person" });
        }
        let house = self.house();
        let epochs: Vec<_> =
            entry.grants.iter().map(|grant| person.open_grant(house, grant)).collect::<Result<_, _>>()?;
        let keys = Keys::new(house, epochs);
        let cases_key = match keys.holds(Compartment::General) {
            true => self.cases_key(&keys)?,
            false => None,
        };
        Ok(Unlocked { record_key: self.record_key(&keys)?, cases_key, person, keys })
    }

    fn entry_of(&self, staff_no: &str) -> Result<&Entry, Error> {
        self.people().iter().find(|it| it.staff_no == staff_no).ok_or(Error::UnknownPerson)
    }
}

/// The wrong passwords of a key book, by staff number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Throttle(Vec<Wrong>);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Wrong {
    staff_no: String,
    count: u8,
    /// UTC, ms since 1970; the lock-out ends here.
    until: Option<i64>,
}

impl Throttle {
    fn charge(&mut self, staff_no: &str, now: i64) -> Result<u8, Error> {
        let mut wrong =
            self.take(staff_no).unwrap_or(Wrong { staff_no: staff_no.to_owned(), count: 0, until: None });
        if let Some(until) = wrong.until {
            // A clock set back must not lock a person out for longer than was meant.
            let until = until.min(now.saturating_add(LOCKED_FOR));
            if now < until {
                wrong.until = Some(until);
                self.0.push(wrong);
                return Err(Error::LockedOut { until });
            }
            wrong.count = 0;
            wrong.until = None;
        }
        wrong.count = wrong.count.saturating_add(1);
        let left = TRIES.saturating_sub(wrong.count);
        if left == 0 {
            wrong.until = Some(now.saturating_add(LOCKED_FOR));
        }
        self.0.push(wrong);
        Ok(left)
    }

    pub(crate) fn clear(&mut self, staff_no: &str) {
        self.take(staff_no);
    }

    fn take(&mut self, staff_no: &str) -> Option<Wrong> {
        let at = self.0.iter().position(|it| it.staff_no == staff_no)?;
        Some(self.0.remove(at))
    }
}
