//! The box that only the recovery sheets open.

use std::path::Path;

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{
    Compartment, Epoch, Error, FileKey, Grant, Keys, Publics, Sheet, encoding, files,
    person::{EPOCH_TEXT_LEN, epoch_text, read_epoch},
};

const NAME: &str = "recovery.box";
const FORMAT: u32 = 1;
const DAMAGED: Error = Error::Damaged { what: NAME };

/// The file `recovery.box`: with a sheet and `record.db` it rebuilds everything. Rewritten only at
/// an epoch or a re-key, and then added to: whoever turns one key needs to hold no other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecoveryBox {
    format: u32,
    house: Uuid,
    station: Uuid,
    /// R and the epochs of `office` and `general`, as they were when the box was made.
    main: Part,
    /// The epochs of `clue`; absent until a clue officer was there.
    clue: Option<Part>,
    /// A newer R, boxed to the main sheet alone.
    #[serde(default, with = "encoding::optional", skip_serializing_if = "Option::is_none")]
    record: Option<Vec<u8>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Part {
    sheet: Publics,
    #[serde(rename = "box", with = "encoding")]
    sealed: Vec<u8>,
    /// Epochs opened since, as their events boxed them to the sheet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    more: Vec<Grant>,
}

/// What a sheet opened.
#[derive(Debug)]
pub struct Recovered {
    /// R; the clue sheet has none.
    pub record_key: Option<FileKey>,
    pub epochs: Vec<Epoch>,
}

impl RecoveryBox {
    /// Boxes what `keys` hold to the two sheets; the clue part is left out if `keys` don't hold
    /// `clue`. [`Error::NotHeld`] without `office` or `general`.
    pub fn new(
        station: Uuid,
        sheet: &Publics,
        clue_sheet: &Publics,
        record_key: &FileKey,
        keys: &Keys,
    ) -> Result<Self, Error> {
        let house = keys.house();
        let main = main_part(house, station, sheet, record_key, keys)?;
        let clue = clue_part(house, clue_sheet, keys)?;
        Ok(Self { format: FORMAT, house, station, main, clue, record: None })
    }

    /// The same box with a newer R; whoever re-keys a station needs neither sheet nor epochs.
    pub fn with_record_key(self, record_key: &FileKey) -> Result<Self, Error> {
        let aad = record_aad(&self.house, &self.station);
        let record = self.main.sheet.seal_to(&aad, record_key.expose())?;
        Ok(Self { record: Some(record), ..self })
    }

    /// The same box with one epoch more, as [`crate::EpochOpening::recovery`] boxed it to the sheet.
    /// [`Error::NotHeld`] for a clue epoch where no clue officer has been.
    pub fn with_epoch(mut self, recovery: Grant) -> Result<Self, Error> {
        let compartment = recovery.compartment;
        let part = self.part_mut(compartment).ok_or(Error::NotHeld { compartment })?;
        part.more.retain(|it| it.key_id != recovery.key_id);
        part.more.push(recovery);
        Ok(self)
    }

    /// The box of a station that goes on from a backup of this one, for the same sheets: the clue
    /// part stays as it is. [`Error::NotHeld`] unless `keys` hold `office` and `general`.
    pub fn for_station(&self, station: Uuid, record_key: &FileKey, keys: &Keys) -> Result<Self, Error> {
        let main = main_part(self.house, station, &self.main.sheet, record_key, keys)?;
        Ok(Self { station, main, record: None, ..self.clone() })
    }

    /// Whose sheet a compartment's epochs are boxed to; None for `clue` where no clue officer has
    /// been.
    pub fn sheet(&self, compartment: Compartment) -> Option<Publics> {
        match compartment {
            Compartment::Office | Compartment::General => Some(self.main.sheet),
            Compartment::Clue => self.clue.as_ref().map(|it| it.sheet),
        }
    }

    /// What this sheet opens. [`Error::WrongSheet`] for a sheet of another house,
    /// [`Error::Damaged`] for changed bytes.
    pub fn open(&self, sheet: &Sheet) -> Result<Recovered, Error> {
        let publics = sheet.publics();
        if self.main.sheet == publics {
            let plain = self.main.open(sheet, &main_aad(&self.house, &self.station))?;
            let (record_key, epochs) = plain.split_at_checked(32).ok_or(DAMAGED)?;
            let record_key = match &self.record {
                None => FileKey::from_bytes(record_key),
                Some(newer) => {
                    let newer = sheet.pair().open(&record_aad(&self.house, &self.station), newer);
                    Some(newer.and_then(|it| FileKey::from_bytes(&it)).ok_or(DAMAGED)?)
                }
            };
            return Ok(Recovered { record_key, epochs: self.main.epochs(sheet, self.house, epochs)? });
        }
        let part = self.clue.as_ref().filter(|part| part.sheet == publics).ok_or(Error::WrongSheet)?;
        let plain = part.open(sheet, &clue_aad(&self.house))?;
        Ok(Recovered { record_key: None, epochs: part.epochs(sheet, self.house, &plain)? })
    }

    pub fn house(&self) -> Uuid {
        self.house
    }

    pub fn station(&self) -> Uuid {
        self.station
    }

    /// Reads `recovery.box` in `folder`; `Io` with `NotFound` if there is none.
    pub fn read(folder: &Path) -> Result<Self, Error> {
        let bytes = std::fs::read(folder.join(NAME))?;
        let read: Self = serde_json::from_slice(&bytes).map_err(|_| DAMAGED)?;
        if read.format > FORMAT {
            return Err(Error::NewerFormat { format: read.format });
        }
        Ok(read)
    }

    /// Writes `recovery.box` in `folder`, whole or not at all.
    pub fn save(&self, folder: &Path) -> Result<(), Error> {
        let text = serde_json::to_vec_pretty(self).map_err(|_| DAMAGED)?;
        Ok(files::write_whole(folder, NAME, &text)?)
    }

    fn part_mut(&mut self, compartment: Compartment) -> Option<&mut Part> {
        match compartment {
            Compartment::Office | Compartment::General => Some(&mut self.main),
            Compartment::Clue => self.clue.as_mut(),
        }
    }
}

impl Part {
    fn new(sheet: &Publics, aad: &[&[u8]], plain: &[u8]) -> Result<Self, Error> {
        Ok(Self { sheet: *sheet, sealed: sheet.seal_to(aad, plain)?, more: Vec::new() })
    }

    fn open(&self, sheet: &Sheet, aad: &[&[u8]]) -> Result<Zeroizing<Vec<u8>>, Error> {
        sheet.pair().open(aad, &self.sealed).ok_or(DAMAGED)
    }

    /// The epochs of the box and those that came since.
    fn epochs(&self, sheet: &Sheet, house: Uuid, boxed: &[u8]) -> Result<Vec<Epoch>, Error> {
        let mut epochs = read_epochs(boxed).ok_or(DAMAGED)?;
        // One that opens nothing came with an event that somebody wrote; the sheet opens the others.
        epochs.extend(self.more.iter().filter_map(|grant| sheet.open_grant(house, grant).ok()));
        Ok(epochs)
    }
}

fn main_part(
    house: Uuid,
    station: Uuid,
    sheet: &Publics,
    record_key: &FileKey,
    keys: &Keys,
) -> Result<Part, Error> {
    let (office, general) = (Compartment::Office, Compartment::General);
    for compartment in [office, general] {
        keys.current(compartment)?;
    }
    let plain =
        Zeroizing::new([record_key.expose().as_slice(), &epochs_text(keys, &[office, general])].concat());
    Part::new(sheet, &main_aad(&house, &station), &plain)
}

fn clue_part(house: Uuid, sheet: &Publics, keys: &Keys) -> Result<Option<Part>, Error> {
    let plain = epochs_text(keys, &[Compartment::Clue]);
    if plain.is_empty() {
        return Ok(None);
    }
    Part::new(sheet, &clue_aad(&house), &plain).map(Some)
}

fn main_aad<'a>(house: &'a Uuid, station: &'a Uuid) -> [&'a [u8]; 4] {
    [b"12345/recovery/1", house.as_bytes(), station.as_bytes(), b"main"]
}

fn record_aad<'a>(house: &'a Uuid, station: &'a Uuid) -> [&'a [u8]; 4] {
    [b"12345/recovery/1", house.as_bytes(), station.as_bytes(), b"record"]
}

/// Without the station: the clue part outlives a change of station that no clue officer attends.
fn clue_aad(house: &Uuid) -> [&[u8]; 3] {
    [b"12345/recovery/1", house.as_bytes(), b"clue"]
}

fn epochs_text(keys: &Keys, compartments: &[Compartment]) -> Zeroizing<Vec<u8>> {
    let epochs: Vec<_> = compartments.iter().flat_map(|compartment| keys.epochs(*compartment)).collect();
    let mut text = Zeroizing::new(Vec::with_capacity(epochs.len() * EPOCH_TEXT_LEN));
    for epoch in epochs {
        text.extend_from_slice(epoch_text(&epoch).as_slice());
    }
    text
}

fn read_epochs(text: &[u8]) -> Option<Vec<Epoch>> {
    text.chunks(EPOCH_TEXT_LEN).map(read_epoch).collect()
}
