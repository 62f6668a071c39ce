//! `keys.json`, the key book: what a station must know before anybody has unlocked it.
//!
//! It holds staff numbers and no names; every secret in it is sealed. The last member is the
//! SHA-256 of all the text before it.

use std::{fs::File as Handle, path::Path};

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    Compartment, Epoch, Error, FileKey, Grant, KeyId, Keys, Person, Publics, Slot, Wrap, encoding,
    epoch::key_id_of,
    file_key::{self, File},
    files,
    throttle::Throttle,
};

const NAME: &str = "keys.json";
const PREVIOUS: &str = "keys.prev.json";
/// Held while the key book is changed. The password check of a signed act and a re-key run side by
/// side, and the later writer would put the old file keys back.
const LOCK: &str = "keys.lock";
const FORMAT: u32 = 1;
const SUM_BEFORE: &str = ",\n  \"sha256\": \"";
const SUM_AFTER: &str = "\"\n}\n";

/// The key book of one station.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keybook {
    format: u32,
    house: Uuid,
    station: Uuid,
    /// An evaluation: cheap slots, empty passwords, nothing real inside.
    evaluation: bool,
    people: Vec<Entry>,
    #[serde(rename = "R_wrap", with = "encoding")]
    record_wrap: Wrap,
    /// Absent until somebody with `general` was here.
    #[serde(rename = "C_wrap", with = "encoding::optional")]
    cases_wrap: Option<Wrap>,
    pub(crate) throttle: Throttle,
}

/// One person in the key book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub staff_no: String,
    pub person: Uuid,
    pub publics: Publics,
    pub slot: Slot,
    pub grants: Vec<Grant>,
}

/// A key book as it was found.
#[derive(Debug)]
pub struct Reading {
    pub book: Keybook,
    /// `keys.json` was damaged or missing, and this is `keys.prev.json`: to be reported.
    pub fell_back: bool,
}

impl Keybook {
    /// A key book without people. [`Error::NotHeld`] unless `keys` hold `office` (and `general`, if
    /// there is a `cases_key`).
    pub fn new(
        station: Uuid,
        evaluation: bool,
        keys: &Keys,
        record_key: &FileKey,
        cases_key: Option<&FileKey>,
    ) -> Result<Self, Error> {
        let house = keys.house();
        let (record_wrap, cases_wrap) = wraps(house, station, keys, record_key, cases_key)?;
        Ok(Self {
            format: FORMAT,
            house,
            station,
            evaluation,
            people: Vec::new(),
            record_wrap,
            cases_wrap,
            throttle: Throttle::default(),
        })
    }

    pub fn house(&self) -> Uuid {
        self.house
    }

    pub fn station(&self) -> Uuid {
        self.station
    }

    pub fn evaluation(&self) -> bool {
        self.evaluation
    }

    pub fn people(&self) -> &[Entry] {
        &self.people
    }

    /// Seals a slot for the person as this house does it. [`Error::EmptyPassword`] outside an
    /// evaluation.
    pub fn slot(&self, person: &Person, password: &str) -> Result<Slot, Error> {
        if password.is_empty() && !self.evaluation {
            return Err(Error::EmptyPassword);
        }
        Slot::seal(self.house, person, password, self.cost())
    }

    /// Enters a person, in place of who stood there under the same id or staff number.
    pub fn enter(&mut self, entry: Entry) {
        self.people.retain(|it| it.person != entry.person && it.staff_no != entry.staff_no);
        self.throttle.clear(&entry.staff_no);
        self.people.push(entry);
    }

    /// Adds a grant to a person; [`Error::UnknownPerson`] if he isn't here.
    pub fn grant(&mut self, person: Uuid, grant: Grant) -> Result<(), Error> {
        let entry = self.entry_mut(person)?;
        entry.grants.retain(|it| it.key_id != grant.key_id);
        entry.grants.push(grant);
        Ok(())
    }

    /// A changed password: a new slot, and nothing else changes.
    pub fn change_password(&mut self, person: &Person, password: &str) -> Result<(), Error> {
        let slot = self.slot(person, password)?;
        self.entry_mut(person.id())?.slot = slot;
        Ok(())
    }

    /// Slot and grants leave the key book; false if nobody stood there.
    pub fn withdraw(&mut self, person: Uuid) -> bool {
        let Some(at) = self.people.iter().position(|it| it.person == person) else {
            return false;
        };
        let gone = self.people.remove(at);
        self.throttle.clear(&gone.staff_no);
        true
    }

    /// New file keys, or the same under a new epoch. Without a `cases_key` the wrap of C stays as it
    /// is: the office can't open it, and mustn't lose it either.
    pub fn rewrap(
        &mut self,
        keys: &Keys,
        record_key: &FileKey,
        cases_key: Option<&FileKey>,
    ) -> Result<(), Error> {
        let (record, cases) = wraps(self.house, self.station, keys, record_key, cases_key)?;
        self.record_wrap = record;
        self.cases_wrap = cases.or(self.cases_wrap);
        Ok(())
    }

    /// The key book of a station that goes on from a backup of this one: the same people, and file
    /// keys of its own.
    pub fn for_station(
        &self,
        station: Uuid,
        keys: &Keys,
        record_key: &FileKey,
        cases_key: Option<&FileKey>,
    ) -> Result<Self, Error> {
        let (record_wrap, cases_wrap) = wraps(self.house, station, keys, record_key, cases_key)?;
        Ok(Self { station, record_wrap, cases_wrap, ..self.clone() })
    }

    /// The epochs that R and C are wrapped under.
    pub fn wrapped_under(&self) -> (KeyId, Option<KeyId>) {
        (key_id_of(&self.record_wrap), self.cases_wrap.as_ref().map(key_id_of))
    }

    /// R, for whoever holds `office`: a login, or the seat's keyring.
    pub fn record_key(&self, keys: &Keys) -> Result<FileKey, Error> {
        let epoch = epoch_of(keys, &self.record_wrap, Compartment::Office)?;
        file_key::unwrap(&self.record_wrap, File::Record, &epoch, self.house, self.station)
    }

    /// C, for whoever holds `general`; None while this station has none.
    pub fn cases_key(&self, keys: &Keys) -> Result<Option<FileKey>, Error> {
        let Some(wrap) = &self.cases_wrap else {
            return Ok(None);
        };
        let epoch = epoch_of(keys, wrap, Compartment::General)?;
        file_key::unwrap(wrap, File::Cases, &epoch, self.house, self.station).map(Some)
    }

    /// Reads the key book in `folder`. A damaged or missing `keys.json` is left where it is and
    /// `keys.prev.json` answers for it.
    ///
    /// Errors: `Io` with `NotFound` if neither is there; [`Error::Damaged`] if none is whole;
    /// [`Error::NewerFormat`].
    pub fn read(folder: &Path) -> Result<Reading, Error> {
        let current = files::read_if_there(folder, NAME)?;
        let trouble = match current.as_deref().map(Self::from_text) {
            Some(Ok(book)) => {
                return Ok(Reading { book, fell_back: false });
            }
            Some(Err(error @ Error::NewerFormat { .. })) => return Err(error),
            Some(Err(error)) => error,
            None => Error::Io(std::io::ErrorKind::NotFound.into()),
        };
        let Some(previous) = files::read_if_there(folder, PREVIOUS)? else {
            return Err(trouble);
        };
        Ok(Reading { book: Self::from_text(&previous)?, fell_back: true })
    }

    /// Changes the key book in `folder`; nobody else can between the reading and the writing. An
    /// unchanged one isn't written. Errors: those of [`Keybook::read`], [`Keybook::save`], `change`.
    pub fn edit<T>(
        folder: &Path,
        change: impl FnOnce(&mut Self) -> Result<T, Error>,
    ) -> Result<(T, Reading), Error> {
        let lock = Handle::options().write(true).create(true).truncate(false).open(folder.join(LOCK))?;
        // Let go of when it is dropped, or when the process ends, however it ends.
        lock.lock()?;
        let mut reading = Self::read(folder)?;
        let before = reading.book.clone();
        let changed = change(&mut reading.book)?;
        if reading.book != before {
            reading.book.save(folder)?;
        }
        Ok((changed, reading))
    }

    /// Writes `keys.json` in `folder`, whole or not at all, and keeps the one before it as
    /// `keys.prev.json`. A damaged one is set aside under a name of its own instead.
    ///
    /// One that still opens what this one no longer does is not kept: not the slot of who was
    /// withdrawn, nor an old password, nor an old file key, nor tries that have been used up. This
    /// one then stands in both places.
    pub fn save(&self, folder: &Path) -> Result<(), Error> {
        let text = self.to_text()?;
        if let Some(current) = files::read_if_there(folder, NAME)? {
            match Self::from_text(&current) {
                // Copied, not moved: at no instant is there no keys.json.
                Ok(before) if self.may_keep(&before) => files::write_whole(folder, PREVIOUS, &current)?,
                Ok(_) => {}
                Err(error @ Error::NewerFormat { .. }) => return Err(error),
                Err(_) => files::set_aside(folder, "keys", "json")?,
            }
        }
        files::write_whole(folder, NAME, text.as_bytes())?;
        let previous = files::read_if_there(folder, PREVIOUS)?;
        let kept = previous.and_then(|it| Self::from_text(&it).ok());
        if !kept.is_some_and(|it| self.may_keep(&it)) {
            files::write_whole(folder, PREVIOUS, text.as_bytes())?;
        }
        Ok(())
    }

    /// Whether `before` opens nothing that this one doesn't.
    fn may_keep(&self, before: &Self) -> bool {
        let stays = |old: &Entry| {
            self.people.iter().any(|new| {
                (new.person, &new.slot) == (old.person, &old.slot)
                    && old.grants.iter().all(|grant| new.grants.contains(grant))
            })
        };
        before.record_wrap == self.record_wrap
            && before.cases_wrap.is_none_or(|wrap| self.cases_wrap == Some(wrap))
            && before.throttle == self.throttle
            && before.people.iter().all(stays)
    }

    /// The text of `keys.json`.
    pub fn to_text(&self) -> Result<String, Error> {
        let mut text = serde_json::to_string_pretty(self).map_err(|_| Error::Damaged { what: NAME })?;
        text.truncate(text.len() - "\n}".len());
        let sum = HEXLOWER.encode(&Sha256::digest(&text));
        Ok(text + SUM_BEFORE + &sum + SUM_AFTER)
    }

    /// Reads the text of a `keys.json`. Errors: [`Error::Damaged`], [`Error::NewerFormat`].
    pub fn from_text(text: &[u8]) -> Result<Self, Error> {
        const DAMAGED: Error = Error::Damaged { what: NAME };
        #[derive(Deserialize)]
        struct Format {
            format: u32,
        }
        // The sum first, in every format: else a flipped bit could pass for a newer version.
        let rest = text.strip_suffix(SUM_AFTER.as_bytes()).ok_or(DAMAGED)?;
        let (rest, sum) = rest.split_last_chunk::<64>().ok_or(DAMAGED)?;
        let body = rest.strip_suffix(SUM_BEFORE.as_bytes()).ok_or(DAMAGED)?;
        if HEXLOWER.encode(&Sha256::digest(body)).as_bytes() != sum {
            return Err(DAMAGED);
        }
        let body = [body, b"}"].concat();
        let Format { format } = serde_json::from_slice(&body).map_err(|_| DAMAGED)?;
        if format > FORMAT {
            return Err(Error::NewerFormat { format });
        }
        serde_json::from_slice(&body).map_err(|_| DAMAGED)
    }

    fn entry_mut(&mut self, person: Uuid) -> Result<&mut Entry, Error> {
        self.people.iter_mut().find(|it| it.person == person).ok_or(Error::UnknownPerson)
    }
}

fn wraps(
    house: Uuid,
    station: Uuid,
    keys: &Keys,
    record_key: &FileKey,
    cases_key: Option<&FileKey>,
) -> Result<(Wrap, Option<Wrap>), Error> {
    let office = keys.current(Compartment::Office)?;
    let record_wrap = file_key::wrap(record_key, File::Record, &office, house, station)?;
    let cases_wrap = match cases_key {
        None => None,
        Some(cases_key) => {
            let general = keys.current(Compartment::General)?;
            let wrap = file_key::wrap(cases_key, File::Cases, &general, house, station)?;
            Some(wrap)
        }
    };
    Ok((record_wrap, cases_wrap))
}

/// The epoch that a file key is wrapped under, which must be one of the compartment.
fn epoch_of(keys: &Keys, wrap: &Wrap, compartment: Compartment) -> Result<std::sync::Arc<Epoch>, Error> {
    keys.epochs(compartment)
        .into_iter()
        .find(|epoch| key_id_of(wrap) == epoch.id())
        .ok_or(Error::NotHeld { compartment })
}
