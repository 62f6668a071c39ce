//! From a password to what a login holds, with a limit on guessing.

use std::path::Path;

use uuid::Uuid;

use crate::{
    Compartment, Cost, Entry, Epoch, Error, FileKey, Keybook, Keys, Person, Reading, Slot,
    throttle::{Charge, stranger},
};

/// What a password opened.
#[derive(Debug)]
pub struct Unlocked {
    pub person: Person,
    /// `office`, and `general` for who holds it. Never `clue`: [`Keybook::epochs_of`] opens that
    /// when it is asked for.
    pub keys: Keys,
    /// R, the raw key of `record.db`.
    pub record_key: FileKey,
    /// C, the raw key of `cases.db`; None without `general`, or while the station has none.
    pub cases_key: Option<FileKey>,
    /// Wrong passwords counted before this right one.
    pub wrong_before: u8,
}

/// Unlocks the key book in `folder`. Also says whether `keys.prev.json` answered for a damaged
/// `keys.json`. An empty `staff_no` stands for the only person of the key book.
///
/// `now` is UTC, ms since 1970. Takes as long as the slot costs (about 0.75 s).
/// Errors: [`Error::WrongPassword`], for an unknown staff number too; [`Error::LockedOut`];
/// [`Error::NotHeld`] for who was not (or is no longer) granted `office`; [`Error::UnknownPerson`] for
/// an empty staff number among several people; those of [`Keybook::edit`].
pub fn unlock_in(
    folder: &Path,
    staff_no: &str,
    password: &str,
    now: i64,
) -> Result<(Unlocked, Reading), Error> {
    let (admitted, reading) = admit_in(folder, staff_no, password, now)?;
    Ok((reading.book.hand_out(admitted)?, reading))
}

/// The password check alone, counted as at a login: for signed acts, by whoever sits down to sign.
/// Errors: those of [`unlock_in`] but for [`Error::NotHeld`].
pub fn sign_in(
    folder: &Path,
    staff_no: &str,
    password: &str,
    now: i64,
) -> Result<(Admitted, Reading), Error> {
    admit_in(folder, staff_no, password, now)
}

/// Counts the try on disk *before* the password is tested, so that killing the program doesn't take
/// a wrong one back. The key book is read anew for the result: it may have changed meanwhile.
fn admit_in(folder: &Path, staff_no: &str, password: &str, now: i64) -> Result<(Admitted, Reading), Error> {
    let (charged, Reading { book, fell_back }) =
        Keybook::edit(folder, |book| Ok(book.charge(staff_no, now)))?;
    let claim = charged?;
    let person = book.test(&claim, password)?;
    let ((), Reading { book, .. }) = Keybook::edit(folder, |book| {
        book.throttle.clear(&claim.counted_as);
        Ok(())
    })?;
    Ok((Admitted { person, wrong_before: claim.charge.before }, Reading { book, fell_back }))
}

/// Who somebody says he is, and what the try costs him.
struct Claim {
    /// None for a stranger.
    person: Option<Uuid>,
    counted_as: String,
    charge: Charge,
}

/// Somebody whose password was right.
#[derive(Debug)]
pub struct Admitted {
    pub person: Person,
    /// Wrong passwords counted before this right one, and forgotten with it.
    pub wrong_before: u8,
}

impl Keybook {
    /// Unlocks in memory: for a copy that can't be written. The count of wrong passwords lives
    /// as long as this value.
    pub fn unlock(&mut self, staff_no: &str, password: &str, now: i64) -> Result<Unlocked, Error> {
        let claim = self.charge(staff_no, now)?;
        let person = self.test(&claim, password)?;
        self.throttle.clear(&claim.counted_as);
        self.hand_out(Admitted { person, wrong_before: claim.charge.before })
    }

    /// What the person's own grants of a compartment open, oldest first; empty if there are none. A box that opens
    /// nothing is passed over as long as another does: whoever wrote it locks nobody out.
    /// [`Error::UnknownPerson`], [`Error::Damaged`].
    pub fn epochs_of(&self, person: &Person, compartment: Compartment) -> Result<Vec<Epoch>, Error> {
        self.opened(person, &[compartment])
    }

    fn opened(&self, person: &Person, compartments: &[Compartment]) -> Result<Vec<Epoch>, Error> {
        let entry = self.entry(person.id()).ok_or(Error::UnknownPerson)?;
        entry.epochs(self.house(), person, compartments)
    }

    /// Counts a try as wrong until it proves right. A stranger's counts like any other.
    fn charge(&mut self, staff_no: &str, now: i64) -> Result<Claim, Error> {
        let found = match (staff_no, self.people()) {
            ("", [only]) => Some(only),
            ("", _) => return Err(Error::UnknownPerson),
            (_, people) => people.iter().find(|it| it.staff_no == staff_no),
        };
        let person = found.map(|it| it.person);
        let counted_as = found.map_or_else(|| stranger(self.house(), staff_no), |it| it.staff_no.clone());
        let charge = self.throttle.charge(&counted_as, now)?;
        Ok(Claim { person, counted_as, charge })
    }

    /// Takes as long for a stranger as for anybody else, and answers him the same.
    fn test(&self, claim: &Claim, password: &str) -> Result<Person, Error> {
        let wrong = Error::WrongPassword { left: claim.charge.left };
        let Some(entry) = claim.person.and_then(|person| self.entry(person)) else {
            Slot::take_as_long(password, self.cost())?;
            return Err(wrong);
        };
        let person = entry.slot.open(self.house(), entry.person, password)?.ok_or(wrong)?;
        if person.publics() != entry.publics {
            return Err(Error::Damaged { what: "publics of a person" });
        }
        Ok(person)
    }

    fn hand_out(&self, Admitted { person, wrong_before }: Admitted) -> Result<Unlocked, Error> {
        let epochs = self.opened(&person, &[Compartment::Office, Compartment::General])?;
        let keys = Keys::new(self.house(), epochs);
        let record_key = self.record_key(&keys)?;
        let cases_key = match self.cases_key(&keys) {
            Ok(cases_key) => cases_key,
            // Nobody's any longer who wasn't given the newer key: an old epoch must not seal.
            Err(Error::NotHeld { compartment }) => {
                keys.drop_compartment(compartment);
                None
            }
            Err(error) => return Err(error),
        };
        Ok(Unlocked { person, keys, record_key, cases_key, wrong_before })
    }

    fn entry(&self, person: Uuid) -> Option<&Entry> {
        self.people().iter().find(|it| it.person == person)
    }

    /// What a slot of this house costs to try.
    pub(crate) fn cost(&self) -> Cost {
        cost(self.evaluation())
    }
}

pub(crate) fn cost(evaluation: bool) -> Cost {
    if evaluation { Cost::EVALUATION } else { Cost::HOUSE }
}

impl Entry {
    /// What the person's grants open of these compartments, oldest first.
    pub(crate) fn epochs(
        &self,
        house: Uuid,
        person: &Person,
        compartments: &[Compartment],
    ) -> Result<Vec<Epoch>, Error> {
        let grants = self.grants.iter().filter(|it| compartments.contains(&it.compartment));
        let (mut epochs, mut shut) = (Vec::new(), None);
        for grant in grants {
            match person.open_grant(house, grant) {
                Ok(epoch) => epochs.push(epoch),
                Err(error) => shut = Some(error),
            }
        }
        match shut {
            Some(error) if epochs.is_empty() => Err(error),
            Some(_) | None => {
                epochs.sort_by_key(Epoch::number);
                Ok(epochs)
            }
        }
    }
}
