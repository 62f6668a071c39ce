//! What a new workstation gets to know before it has followed anything: the people, and for which sheets it boxes.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Compartment, Entry, Error, FileKey, Keybook, Keys, Person, RecoveryBox, Slot};

/// The bundle behind a join code, as its JSON. It holds no key of a compartment: the people bring them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bundle {
    pub house: Uuid,
    /// New, for the workstation that joins.
    pub station: Uuid,
    pub ordinal: u8,
    /// Of an evaluation: cheap slots and no passwords.
    pub evaluation: bool,
    /// As the key book of the workstation that admitted it has them.
    pub people: Vec<Entry>,
    pub recovery: RecoveryBox,
}

impl Bundle {
    /// Who has given the password, and what he holds of `office` and `general`; None for a wrong one, and for a staff
    /// number that nobody has. Takes as long in both cases. Nothing counts the tries: only who holds the code can make
    /// any, and he could make them on bytes of his own.
    ///
    /// Errors: [`Error::NotHeld`] for who was not granted `office`; [`Error::Damaged`].
    pub fn unlock(&self, staff_no: &str, password: &str) -> Result<Option<(Person, Keys)>, Error> {
        let entry = match (staff_no, self.people.as_slice()) {
            ("", [only]) => Some(only),
            _ => self.people.iter().find(|it| it.staff_no == staff_no),
        };
        let Some(entry) = entry else {
            Slot::take_as_long(password, crate::unlock::cost(self.evaluation))?;
            return Ok(None);
        };
        let Some(person) = entry.slot.open(self.house, entry.person, password)? else { return Ok(None) };
        if person.publics() != entry.publics {
            return Err(Error::Damaged { what: "publics of a person" });
        }
        let epochs = entry.epochs(self.house, &person, &[Compartment::Office, Compartment::General])?;
        let keys = Keys::new(self.house, epochs);
        keys.current(Compartment::Office)?;
        Ok(Some((person, keys)))
    }

    /// The key book and the sheets' box of the new workstation, with file keys of its own.
    ///
    /// [`Error::NotHeld`] as for [`Keybook::new`].
    pub fn files(
        self,
        keys: &Keys,
        record_key: &FileKey,
        cases_key: Option<&FileKey>,
    ) -> Result<(Keybook, RecoveryBox), Error> {
        let mut book = Keybook::new(self.station, self.evaluation, keys, record_key, cases_key)?;
        self.people.into_iter().for_each(|entry| book.enter(entry));
        Ok((book, self.recovery.with_record_key(record_key)?))
    }
}
