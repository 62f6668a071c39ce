//! Founding a house: one person, three compartments, two sheets.

use std::path::Path;

use uuid::Uuid;

use crate::{
    Compartment, Entry, Epoch, EpochOpening, Error, FileKey, Keybook, Keys, Person, Publics, RecoveryBox,
    Sheet, Slot, StationKey, house_fingerprint,
};

/// Who founds what. Ids are the caller's, so that a rehearsal can repeat them.
#[derive(Clone, Copy)]
pub struct Founder<'a> {
    pub house: Uuid,
    pub station: Uuid,
    pub person: Uuid,
    pub staff_no: &'a str,
    /// Not empty, except in an evaluation.
    pub password: &'a str,
    /// A cheap slot, for trying the program out.
    pub evaluation: bool,
}

/// Everything that the founding events and files of a one-person house need.
#[derive(Debug)]
pub struct Founding {
    /// For `HouseFounded` and `PersonKeyed`.
    pub publics: Publics,
    /// For `PersonKeyed`.
    pub slot: Slot,
    /// For `EpochOpened`, one a compartment, boxed to the founder and to the sheets.
    pub epochs: [EpochOpening; 3],
    /// On both sheets and in every join code.
    pub fingerprint: String,
    /// `keys.json`.
    pub keybook: Keybook,
    /// `recovery.box`.
    pub recovery_box: RecoveryBox,
    /// To be printed and put away: `office`, `general` and the record.
    pub sheet: Sheet,
    /// To be printed and put away in an envelope of its own: `clue`.
    pub clue_sheet: Sheet,
    /// The founder, to sign the founding events.
    pub person: Person,
    /// As after a login.
    pub keys: Keys,
    pub record_key: FileKey,
    pub cases_key: FileKey,
    /// For `record.db`.
    pub station_key: StationKey,
}

/// Makes the keys of a new house. Nothing is written.
///
/// Errors: [`Error::EmptyPassword`], [`Error::NoRandomness`].
pub fn found_house(founder: &Founder<'_>) -> Result<Founding, Error> {
    let house = founder.house;
    let person = Person::new(founder.person)?;
    let publics = person.publics();
    let (sheet, clue_sheet) = (Sheet::new()?, Sheet::new()?);
    let (record_key, cases_key) = (FileKey::new()?, FileKey::new()?);

    let [office, general, clue] = Compartment::ALL.map(|it| Epoch::new(it, 1));
    let made = [office?, general?, clue?];
    let people = [(founder.person, publics)];
    let open = |epoch: &Epoch, sheet: &Sheet| EpochOpening::new(house, epoch, &people, &sheet.publics());
    let epochs = [open(&made[0], &sheet)?, open(&made[1], &sheet)?, open(&made[2], &clue_sheet)?];
    let grants = epochs.iter().flat_map(|it| &it.boxes).map(|(_, grant)| grant.clone()).collect();

    let keys = Keys::new(house, made);
    let mut keybook =
        Keybook::new(founder.station, founder.evaluation, &keys, &record_key, Some(&cases_key))?;
    let slot = keybook.slot(&person, founder.password)?;
    keybook.enter(Entry {
        staff_no: founder.staff_no.to_owned(),
        person: founder.person,
        publics,
        slot: slot.clone(),
        grants,
    });
    let recovery_box =
        RecoveryBox::new(founder.station, &sheet.publics(), &clue_sheet.publics(), &record_key, &keys)?;
    Ok(Founding {
        publics,
        slot,
        epochs,
        fingerprint: house_fingerprint(house, &[publics]),
        keybook,
        recovery_box,
        sheet,
        clue_sheet,
        person,
        keys,
        record_key,
        cases_key,
        station_key: StationKey::new()?,
    })
}

impl Founding {
    /// Writes `keys.json` and `recovery.box` into `folder`. The box first: a house whose key book
    /// exists can always be recovered.
    pub fn save(&self, folder: &Path) -> Result<(), Error> {
        self.recovery_box.save(folder)?;
        self.keybook.save(folder)
    }
}
