//! Houses on this workstation: founded, found, opened; the real one and the rehearsal each in its own folder.

use crate::chance::Chance;
use crate::clock::Clock;
use crate::commit::Hand;
use crate::desk::{Desk, Opened};
use crate::door::{FounderForm, StoreState};
use crate::failure::{Failure, Needs, Trouble};
pub use crate::login::{open, open_reading};
use crate::signed::{self, text};
use domain::Stamp;
use domain::directory::*;
use domain::event::DirectoryEvent;
use domain::id::PersonId;
use domain::permission::{self, Role};
use domain::rejection::Rejection;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::{Identity, Store};
use uuid::Uuid;
use vault::{Compartment, Founder, Founding, Keys, Publics, Second, Slot};

/// A password that somebody could guess in an afternoon protects nobody.
pub const LEAST_PASSWORD: u32 = 8;

/// 工号 of founders who chose none.
pub(crate) const STAFF_NO: [&str; 2] = ["1", "2"];

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
    /// With a second founder the first runs the house and reads no case. One alone does everything, and the
    /// house says so.
    pub second: Option<&'a FounderForm>,
}

/// Founds a house in `folder` and opens it for its first founder. Answers the recovery sheets, to be kept on paper.
///
/// # Errors
/// When there is a store already, a password is too short, two founders have one 工号, or the folder can't be
/// written.
pub fn found(folder: &Path, new: &NewHouse, clock: Clock) -> Result<(Desk, Vec<String>), Failure> {
    if there(folder) {
        return Err(Failure::Away { what: Trouble::StoreThere });
    }
    let evaluation = new.kind != HouseKind::Real;
    let mut passwords =
        [Some(new.password), new.second.map(|second| second.password.as_str())].into_iter().flatten();
    if !evaluation && passwords.any(|it| it.chars().count() < LEAST_PASSWORD as usize) {
        return Err(Failure::Denied { needs: Needs::LongerPassword { least: LEAST_PASSWORD } });
    }
    let staff_no = |typed: &'_ str, otherwise: &str| match typed.trim() {
        "" => otherwise.to_owned(),
        typed => typed.to_owned(),
    };
    let staff_nos = [
        staff_no(new.staff_no, STAFF_NO[0]),
        staff_no(new.second.map_or("", |it| &it.staff_no), STAFF_NO[1]),
    ];
    if new.second.is_some() && staff_nos[0] == staff_nos[1] {
        let [name, _] = staff_nos;
        return Err(Rejection::NameTaken { name }.into());
    }
    let chance = Chance::system();
    let founder = Founder {
        house: chance.stream(),
        station: chance.stream(),
        person: chance.stream(),
        staff_no: &staff_nos[0],
        password: new.password,
        evaluation,
        second: new.second.map(|second| Second {
            person: chance.stream(),
            staff_no: &staff_nos[1],
            password: &second.password,
        }),
    };
    std::fs::create_dir_all(folder).map_err(|error| Failure::file(&error))?;
    put_aside_unfinished(folder)?;
    let mut founding = vault::found_house(&founder)?;
    let identity = Identity { house: founder.house, station: founder.station, ordinal: 1 };
    let keys = Arc::new(std::mem::replace(&mut founding.keys, Keys::new(founder.house, [])));
    // Beside a second founder the first never opens the cases; their file is made when a reader logs in.
    let cases_key = new.second.is_none().then(|| founding.cases_key.clone());
    let files = Arc::new((founding.record_key.clone(), cases_key));
    let secret = founding.station_key.expose();
    let mut store = Store::create(folder, &identity, secret, &files.0, files.1.as_ref(), keys.clone())?;
    found_events(&mut store, &founding, &keys, new, &staff_nos, clock.now())?;
    // The founding sealed nothing under them. The clue key is asked for at the clue desk from here on.
    keys.drop_compartment(Compartment::Clue);
    if new.second.is_some() {
        keys.drop_compartment(Compartment::General);
    }
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

/// The fingerprint of a house, as its sheets and join codes have it.
pub(crate) fn fingerprint(house: Uuid, directory: &Directory) -> String {
    let founders: Vec<Publics> = directory
        .accounts
        .founding_keys
        .chunks_exact(2)
        .filter_map(|pair| Publics::from_text(&pair[0], &pair[1]).ok())
        .collect();
    vault::house_fingerprint(house, &founders)
}

/// Is there a house in this folder?
pub fn there(folder: &Path) -> bool {
    folder.join("keys.json").exists() || folder.join("keys.prev.json").exists()
}

/// A founding that was cut off left a record that nobody has a key to. It is kept, out of the way.
pub(crate) fn put_aside_unfinished(folder: &Path) -> Result<(), Failure> {
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

/// The signed acts that a house begins with, then its names and its first people.
fn found_events(
    store: &mut Store,
    founding: &Founding,
    held: &Keys,
    new: &NewHouse,
    staff_nos: &[String; 2],
    at: Stamp,
) -> Result<(), Failure> {
    let person = PersonId(founding.person.id());
    let mut first = Beginning {
        person,
        publics: founding.publics,
        slot: &founding.slot,
        staff_no: &staff_nos[0],
        name: new.name,
        title: new.title,
        roles: Role::ALL.to_vec(),
    };
    let second = new.second.zip(founding.second.as_ref()).map(|(new, (person, slot))| {
        let roles;
        (first.roles, roles) = permission::of_two_founders();
        let (person, publics) = (PersonId(person.id()), person.publics());
        Beginning {
            person,
            publics,
            slot,
            staff_no: &staff_nos[1],
            name: &new.name,
            title: &new.title,
            roles,
        }
    });
    let people: Vec<Beginning> = [Some(first), second].into_iter().flatten().collect();
    let founders = people.iter().flat_map(|one| <[String; 2]>::from(one.publics.to_text())).collect();
    let sheets =
        [&founding.sheet, &founding.clue_sheet].map(|sheet| text(&sheet.publics().sign_pub)).to_vec();
    let identity = store.identity();
    let (station, ordinal) = (identity.station, identity.ordinal);
    let station = Some(StationKnown { station, ordinal, sign_public: text(&founding.station_key.public()) });
    let founded = HouseFounded { kind: new.kind, founders, sheets, station };
    let mut events = vec![DirectoryEvent::HouseFounded(founded, None)];
    for one in &people {
        events.push(DirectoryEvent::PersonKeyed(one.keyed(), None));
        let (person, roles) = (one.person, one.roles.clone());
        events.push(DirectoryEvent::RoleGranted(RoleGranted { person, roles }, None));
    }
    events.extend(founding.epochs.iter().map(signed::opened));
    let names = Names { district: new.district.trim().into(), ..Names::default() };
    let ids = people.iter().map(|one| one.person).collect();
    events.push(DirectoryEvent::PeopleChanged(
        PeopleChanged { ids, gone: Vec::new() },
        Some(PeopleText { set: people.iter().map(Beginning::named).collect() }),
    ));
    events.push(DirectoryEvent::WordsChanged(
        WordsChanged { names: Some(names), vague: None, templates: None },
        None,
    ));
    signed::commit(store, held, &founding.person, person, events, at)
}

/// A founder as the record is to know him.
struct Beginning<'a> {
    person: PersonId,
    publics: Publics,
    slot: &'a Slot,
    staff_no: &'a str,
    name: &'a str,
    title: &'a str,
    roles: Vec<Role>,
}

impl Beginning<'_> {
    fn keyed(&self) -> PersonKeyed {
        let (box_public, sign_public) = self.publics.to_text();
        PersonKeyed {
            person: self.person,
            box_public,
            sign_public,
            staff_no: Some(self.staff_no.into()),
            slot: Some(self.slot.to_text()),
            by_sheet: false,
        }
    }

    fn named(&self) -> Person {
        let (name, title) = (self.name.trim().into(), self.title.trim().into());
        Person { id: self.person, name, title, address: None, unit: None, phone: None }
    }
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
