//! Houses on this workstation: founded, found, opened; the real one and the rehearsal each in its own folder.

use crate::chance::Chance;
use crate::clock::Clock;
use crate::commit::Hand;
use crate::desk::{Desk, Opened};
use crate::door::StoreState;
use crate::failure::{Failure, Needs, Trouble};
pub use crate::login::{open, open_reading};
use crate::signed::{self, text};
use domain::Stamp;
use domain::directory::*;
use domain::event::DirectoryEvent;
use domain::id::PersonId;
use domain::permission::Role;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::{Identity, Store};
use uuid::Uuid;
use vault::{Founder, Founding, Keys};

/// A password that somebody could guess in an afternoon protects nobody.
pub const LEAST_PASSWORD: u32 = 8;

/// 工号 of a founder who chose none.
pub(crate) const STAFF_NO: &str = "1";

/// Where stores lie unless a folder is named: `hotline-console` in the user's data folder.
pub fn default_base() -> PathBuf {
    dirs::data_dir().unwrap_or_else(|| PathBuf::from(".")).join("hotline-console")
}

/// What to found.
pub struct NewHouse<'a> {
    pub kind: HouseKind,
    pub name: &'a str,
    pub title: &'a str,
    pub district: &'a str,
    /// 工号; empty: 1.
    pub staff_no: &'a str,
    pub password: &'a str,
}

/// Founds a house in `folder` and opens it. Answers the recovery sheets, to be kept on paper.
///
/// # Errors
/// When there is a store already, the password is too short, or the folder can't be written.
pub fn found(folder: &Path, new: &NewHouse, clock: Clock) -> Result<(Desk, Vec<String>), Failure> {
    if there(folder) {
        return Err(Failure::Away { what: Trouble::StoreThere });
    }
    let evaluation = new.kind != HouseKind::Real;
    if !evaluation && new.password.chars().count() < LEAST_PASSWORD as usize {
        return Err(Failure::Denied { needs: Needs::LongerPassword { least: LEAST_PASSWORD } });
    }
    let chance = Chance::system();
    let founder = Founder {
        house: chance.stream(),
        station: chance.stream(),
        person: chance.stream(),
        staff_no: if new.staff_no.trim().is_empty() { STAFF_NO } else { new.staff_no.trim() },
        password: new.password,
        evaluation,
    };
    std::fs::create_dir_all(folder).map_err(|error| Failure::file(&error))?;
    put_aside_unfinished(folder)?;
    let mut founding = vault::found_house(&founder)?;
    let identity = Identity { house: founder.house, station: founder.station, ordinal: 1 };
    let keys = Arc::new(std::mem::replace(&mut founding.keys, Keys::new(founder.house, [])));
    let files = Arc::new((founding.record_key.clone(), Some(founding.cases_key.clone())));
    let secret = founding.station_key.expose();
    let mut store = Store::create(folder, &identity, secret, &files.0, files.1.as_ref(), keys.clone())?;
    found_events(&mut store, &founding, &keys, new, founder.staff_no, clock.now())?;
    // The founding sealed nothing under it, and from here on it is asked for at the clue desk.
    keys.drop_compartment(vault::Compartment::Clue);
    // keys.json last: a folder without it is no house yet, and founding can be tried again.
    founding.save(folder)?;
    let sheets = [founding.sheet.text(), founding.clue_sheet.text()].map(|text| text.to_string());
    let opened = Opened {
        folder: folder.into(),
        me: PersonId(founder.person),
        identity,
        keys,
        file_keys: files,
        writer: Some(store),
    };
    Ok((Desk::new(opened, clock, chance)?, sheets.to_vec()))
}

/// What lies in a folder, without opening it.
pub fn state(folder: &Path) -> StoreState {
    if !there(folder) {
        return StoreState::Absent;
    }
    match vault::Keybook::read(folder) {
        Ok(reading) if reading.book.evaluation() => {
            let house =
                if folder.ends_with(REHEARSAL) { HouseKind::Rehearsal } else { HouseKind::Evaluation };
            StoreState::Present { house, needs_password: false }
        }
        Ok(_) => StoreState::Present { house: HouseKind::Real, needs_password: true },
        Err(error) => StoreState::Trouble { failure: error.into() },
    }
}

pub const REAL: &str = "store";
pub const REHEARSAL: &str = "rehearsal";

/// Is there a house in this folder?
pub fn there(folder: &Path) -> bool {
    folder.join("keys.json").exists() || folder.join("keys.prev.json").exists()
}

/// A founding that was cut off left a record that nobody has a key to. It is kept, out of the way.
fn put_aside_unfinished(folder: &Path) -> Result<(), Failure> {
    let left: Vec<PathBuf> = ["record.db", "cases.db"]
        .iter()
        .flat_map(|name| ["", "-wal", "-shm"].map(|end| folder.join(format!("{name}{end}"))))
        .filter(|path| path.exists())
        .collect();
    if left.is_empty() {
        return Ok(());
    }
    let aside = (1..).map(|n| folder.join(format!("unfinished-{n}"))).find(|aside| !aside.exists());
    let aside = aside.unwrap_or_else(|| folder.join("unfinished"));
    let moved = std::fs::create_dir(&aside).and_then(|()| {
        left.iter()
            .try_for_each(|path| std::fs::rename(path, aside.join(path.file_name().unwrap_or_default())))
    });
    moved.map_err(|error| Failure::file(&error))
}

/// The signed acts that a house begins with, then its names and its first person.
fn found_events(
    store: &mut Store,
    founding: &Founding,
    held: &Keys,
    new: &NewHouse,
    staff_no: &str,
    at: Stamp,
) -> Result<(), Failure> {
    let person = PersonId(founding.person.id());
    let publics = &founding.publics;
    let (box_public, sign_public) = publics.to_text();
    let founders = vec![box_public.clone(), sign_public.clone()];
    let sheets =
        [&founding.sheet, &founding.clue_sheet].map(|sheet| text(&sheet.publics().sign_pub)).to_vec();
    let identity = store.identity();
    let (station, ordinal) = (identity.station, identity.ordinal);
    let station = Some(StationKnown { station, ordinal, sign_public: text(&founding.station_key.public()) });
    let keyed = PersonKeyed {
        person,
        box_public,
        sign_public,
        staff_no: Some(staff_no.into()),
        slot: Some(founding.slot.to_text()),
        by_sheet: false,
    };
    let mut events = vec![
        DirectoryEvent::HouseFounded(HouseFounded { kind: new.kind, founders, sheets, station }, None),
        DirectoryEvent::PersonKeyed(keyed, None),
        DirectoryEvent::RoleGranted(RoleGranted { person, roles: Role::ALL.to_vec() }, None),
    ];
    events.extend(founding.epochs.iter().map(signed::opened));
    let me = Person {
        id: person,
        name: new.name.trim().into(),
        title: new.title.trim().into(),
        address: None,
        unit: None,
        phone: None,
    };
    let names = Names { district: new.district.trim().into(), ..Names::default() };
    events.push(DirectoryEvent::PeopleChanged(
        PeopleChanged { ids: vec![person], gone: Vec::new() },
        Some(PeopleText { set: vec![me] }),
    ));
    events.push(DirectoryEvent::WordsChanged(
        WordsChanged { names: Some(names), vague: None, templates: None },
        None,
    ));
    signed::commit(store, held, &founding.person, person, events, at)
}

impl Desk {
    /// The hand of the person who is logged in, now.
    pub fn my_hand(&self) -> Hand {
        Hand { at: self.clock.now(), actor: self.me, ordinal: self.identity.ordinal }
    }

    /// This workstation's id, for the log.
    pub fn station(&self) -> Uuid {
        self.identity.station
    }
}
