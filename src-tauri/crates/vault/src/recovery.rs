//! The recovery sheets, and the box that only they open.

use std::{fmt, path::Path};

use data_encoding::{BASE32, BASE32_NOPAD};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{
    Compartment, Epoch, Error, FileKey, Grant, Keys, Publics, encoding, files,
    pair::{KeyPair, grouped},
    person::{EPOCH_TEXT_LEN, epoch_text, read_epoch},
    random::random,
};

const NAME: &str = "recovery.box";
const FORMAT: u32 = 1;
const SECRET_LEN: usize = 20;
const SECRET_CHARS: usize = 32;
/// 20 bit: a slip passes once in a million.
const CHECK_CHARS: usize = 4;

/// A recovery sheet: 160 random bits on paper, in an envelope. They need no Argon2.
///
/// A house has two: one for `office` and `general`, one for `clue` in an envelope of its own.
pub struct Sheet(Zeroizing<[u8; SECRET_LEN]>);

impl Sheet {
    pub fn new() -> Result<Self, Error> {
        random().map(Self)
    }

    /// Nine groups of four characters, `A–Z` and `2–7`; the last group is the check.
    pub fn text(&self) -> Zeroizing<String> {
        let secret = Zeroizing::new(BASE32_NOPAD.encode(self.0.as_slice()));
        let whole = Zeroizing::new(format!("{}{}", *secret, self.check()));
        Zeroizing::new(grouped(&whole, " "))
    }

    /// Reads what somebody typed. Case, spaces and hyphens don't matter; 0, 1 and 8, which no
    /// sheet holds, are read as O, I and B.
    ///
    /// [`Error::SheetMistyped`] if the check doesn't fit.
    pub fn parse(typed: &str) -> Result<Self, Error> {
        let mut text = Zeroizing::new(String::with_capacity(typed.len()));
        text.extend(typed.chars().filter(|it| !it.is_whitespace() && *it != '-').map(|it| {
            match it.to_ascii_uppercase() {
                '0' => 'O',
                '1' => 'I',
                '8' => 'B',
                other => other,
            }
        }));
        let (secret, check) = text.split_at_checked(SECRET_CHARS).ok_or(Error::SheetMistyped)?;
        let decoded =
            BASE32_NOPAD.decode(secret.as_bytes()).map_err(|_| Error::SheetMistyped).map(Zeroizing::new)?;
        let mut sheet = Self(Zeroizing::new([0; SECRET_LEN]));
        if decoded.len() != SECRET_LEN {
            return Err(Error::SheetMistyped);
        }
        sheet.0.copy_from_slice(&decoded);
        if sheet.check() != check {
            return Err(Error::SheetMistyped);
        }
        Ok(sheet)
    }

    pub fn publics(&self) -> Publics {
        self.pair().publics()
    }

    /// Ed25519 over `message`.
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.pair().sign(message)
    }

    /// The epoch that an `EpochOpened` event boxed to this sheet, as a grant to the house itself.
    pub fn open_grant(&self, house: Uuid, grant: &Grant) -> Result<Epoch, Error> {
        grant.open(&self.pair(), house, house)
    }

    fn pair(&self) -> KeyPair {
        KeyPair::from_secret(self.0.as_slice())
    }

    fn check(&self) -> String {
        let digest = Sha256::new().chain_update(b"12345/sheet/1").chain_update(self.0.as_slice()).finalize();
        BASE32.encode(&digest)[..CHECK_CHARS].to_owned()
    }
}

/// The file `recovery.box`: with a sheet and `record.db` it rebuilds everything. Rewritten only at
/// an epoch or a re-key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecoveryBox {
    format: u32,
    house: Uuid,
    station: Uuid,
    /// R and the epochs of `office` and `general`.
    main: Part,
    /// The epochs of `clue`; absent until a clue officer was there.
    clue: Option<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Part {
    sheet: Publics,
    #[serde(rename = "box", with = "encoding")]
    sealed: Vec<u8>,
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
        Ok(Self { format: FORMAT, house, station, main, clue })
    }

    /// The same sheets, after a new epoch or a new R; they needn't be at hand. A login without
    /// `clue` leaves the clue part as it is.
    pub fn rewritten(&self, station: Uuid, record_key: &FileKey, keys: &Keys) -> Result<Self, Error> {
        let house = keys.house();
        let main = main_part(house, station, &self.main.sheet, record_key, keys)?;
        let clue = match &self.clue {
            Some(part) => clue_part(house, &part.sheet, keys)?.or_else(|| self.clue.clone()),
            None => None,
        };
        Ok(Self { station, main, clue, ..self.clone() })
    }

    /// What this sheet opens. [`Error::WrongSheet`] for a sheet of another house,
    /// [`Error::Damaged`] for changed bytes.
    pub fn open(&self, sheet: &Sheet) -> Result<Recovered, Error> {
        const DAMAGED: Error = Error::Damaged { what: NAME };
        let publics = sheet.publics();
        if self.main.sheet == publics {
            let aad = main_aad(&self.house, &self.station);
            let plain = sheet.pair().open(&aad, &self.main.sealed).ok_or(DAMAGED)?;
            let (record_key, epochs) = plain.split_at_checked(32).ok_or(DAMAGED)?;
            return Ok(Recovered {
                record_key: FileKey::from_bytes(record_key),
                epochs: read_epochs(epochs).ok_or(DAMAGED)?,
            });
        }
        let part = self.clue.as_ref().filter(|part| part.sheet == publics);
        let part = part.ok_or(Error::WrongSheet)?;
        let plain = sheet.pair().open(&clue_aad(&self.house), &part.sealed);
        Ok(Recovered { record_key: None, epochs: read_epochs(&plain.ok_or(DAMAGED)?).ok_or(DAMAGED)? })
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
        let read: Self = serde_json::from_slice(&bytes).map_err(|_| Error::Damaged { what: NAME })?;
        if read.format > FORMAT {
            return Err(Error::NewerFormat { format: read.format });
        }
        Ok(read)
    }

    /// Writes `recovery.box` in `folder`, whole or not at all.
    pub fn save(&self, folder: &Path) -> Result<(), Error> {
        let text = serde_json::to_vec_pretty(self).map_err(|_| Error::Damaged { what: NAME })?;
        Ok(files::write_whole(folder, NAME, &text)?)
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
    Ok(Part { sheet: *sheet, sealed: sheet.seal_to(&main_aad(&house, &station), &plain)? })
}

fn clue_part(house: Uuid, sheet: &Publics, keys: &Keys) -> Result<Option<Part>, Error> {
    let plain = epochs_text(keys, &[Compartment::Clue]);
    if plain.is_empty() {
        return Ok(None);
    }
    Ok(Some(Part { sheet: *sheet, sealed: sheet.seal_to(&clue_aad(&house), &plain)? }))
}

fn main_aad<'a>(house: &'a Uuid, station: &'a Uuid) -> [&'a [u8]; 4] {
    [b"12345/recovery/1", house.as_bytes(), station.as_bytes(), b"main"]
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

impl fmt::Debug for Sheet {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Sheet")
    }
}
