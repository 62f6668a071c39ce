//! Founding a house: one person or two, three compartments, two sheets.

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
    /// With a second founder the first holds `office` alone and runs the house; the second holds all three.
    pub second: Option<Second<'a>>,
}

/// Who founds beside him, and reads what the first can't.
#[derive(Clone, Copy)]
pub struct Second<'a> {
    pub person: Uuid,
    pub staff_no: &'a str,
    /// Not empty, except in an evaluation.
    pub password: &'a str,
}

/// Everything that the founding events and files of a house need.
#[derive(Debug)]
pub struct Founding {
    /// For `HouseFounded` and `PersonKeyed`.
    pub publics: Publics,
    /// For `PersonKeyed`.
    pub slot: Slot,
    /// The second founder's, for the same.
    pub second: Option<(Person, Slot)>,
    /// For `EpochOpened`, one a compartment, boxed to its founders and to the sheets.
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
    /// Of all three compartments.
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
    let second = founder.second.map(|it| Person::new(it.person)).transpose()?;
    let people: Vec<_> =
        [Some(&person), second.as_ref()].into_iter().flatten().map(|it| (it.id(), it.publics())).collect();
    // Nobody who runs a house of two reads its cases.
    let readers = if second.is_some() { &people[1..] } else { &people[..] };
    let open = |epoch: &Epoch, to, sheet: &Sheet| EpochOpening::new(house, epoch, to, &sheet.publics());
    let epochs = [
        open(&made[0], &people, &sheet)?,
        open(&made[1], readers, &sheet)?,
        open(&made[2], readers, &clue_sheet)?,
    ];

    let keys = Keys::new(house, made);
    let mut keybook =
        Keybook::new(founder.station, founder.evaluation, &keys, &record_key, Some(&cases_key))?;
    let mut enter = |person: &Person, staff_no: &str, password: &str| {
        let slot = keybook.slot(person, password)?;
        let boxes = epochs.iter().flat_map(|it| &it.boxes).filter(|(to, _)| *to == person.id());
        keybook.enter(Entry {
            staff_no: staff_no.to_owned(),
            person: person.id(),
            publics: person.publics(),
            slot: slot.clone(),
            grants: boxes.map(|(_, grant)| grant.clone()).collect(),
        });
        Ok::<Slot, Error>(slot)
    };
    let slot = enter(&person, founder.staff_no, founder.password)?;
    let second = match second.zip(founder.second) {
        Some((person, of)) => {
            let slot = enter(&person, of.staff_no, of.password)?;
            Some((person, slot))
        }
        None => None,
    };
    let recovery_box =
        RecoveryBox::new(founder.station, &sheet.publics(), &clue_sheet.publics(), &record_key, &keys)?;
    Ok(Founding {
        publics,
        slot,
        second,
        epochs,
        fingerprint: house_fingerprint(
            house,
            &people.iter().map(|(_, publics)| *publics).collect::<Vec<_>>(),
        ),
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
