//! A founded house with accounts: whoever acts, acts in the roles of his account. Keys and boxes are words here,
//! as opaque to the rules as real ones.

use crate::build::*;
use domain::accounts::{self, Account, AccountCommand, Accounts, Keyed, Sealed};
use domain::directory::*;
use domain::event::{DirectoryEvent, Made};
use domain::id::PersonId;
use domain::permission::{Compartment, Role};
use domain::{Around, Moment, Rejection, Stamp};
use uuid::Uuid;

/// The one founder: all roles, all compartments, until he gives some away.
pub const FOUNDER: PersonId = SECRETARY;

pub struct Office {
    pub directory: Directory,
    pub at: Stamp,
    keys_made: u32,
}

pub fn founding(kind: HouseKind, founders: &[PersonId]) -> DirectoryEvent {
    let founders = founders.iter().flat_map(|person| {
        let Keyed { box_public, sign_public, .. } = keyed(*person, 0);
        [box_public, sign_public]
    });
    let (station, sign_public) = (Uuid::from_u128(0xf1), "station".into());
    let facts = HouseFounded {
        kind,
        founders: founders.collect(),
        sheets: vec!["sheet".into(), "clue sheet".into()],
        station: Some(StationKnown { station, ordinal: 1, sign_public }),
    };
    DirectoryEvent::HouseFounded(facts, None)
}

/// The key pair that a person has after so many others.
pub fn keyed(person: PersonId, earlier: u32) -> Keyed {
    let of = |half: &str| format!("{half} {} {earlier}", person.0.simple());
    Keyed { box_public: of("box"), sign_public: of("sign"), slot: of("slot") }
}

pub fn person_keyed(person: PersonId, keyed: Keyed) -> PersonKeyed {
    let Keyed { box_public, sign_public, slot } = keyed;
    let staff_no = Some(format!("{:x}", person.0.as_u128()));
    PersonKeyed { person, box_public, sign_public, staff_no, slot: Some(slot), by_sheet: false }
}

pub fn epoch_opened(compartment: Compartment, number: u32, people: &[PersonId]) -> EpochOpened {
    let boxes = people.iter().map(|person| EpochBox { person: *person, sealed: "box".into() }).collect();
    let opening = Some(EpochOpening { compartment, number, boxes, recovery: "box".into() });
    EpochOpened { key_id: key_id(compartment, number), opening }
}

pub fn key_id(compartment: Compartment, number: u32) -> String {
    format!("{compartment:?} {number}")
}

impl Office {
    pub fn founded() -> Office {
        let directory = Scene::new().directory;
        let mut office = Office { directory, at: at("08:00"), keys_made: 0 };
        office.apply(FOUNDER, &founding(HouseKind::Real, &[FOUNDER]));
        office.apply(FOUNDER, &DirectoryEvent::PersonKeyed(person_keyed(FOUNDER, keyed(FOUNDER, 0)), None));
        let roles = Role::ALL.to_vec();
        office.apply(FOUNDER, &DirectoryEvent::RoleGranted(RoleGranted { person: FOUNDER, roles }, None));
        for compartment in Compartment::ALL {
            let opened = epoch_opened(compartment, 1, &[FOUNDER]);
            office.apply(FOUNDER, &DirectoryEvent::EpochOpened(opened, None));
        }
        office
    }

    /// Founded, then as an office should be: three people who run it, look at its trail and read its cases.
    pub fn separated() -> Office {
        let mut office = Office::founded();
        office.open(CHAIR, &[Role::Administrator]);
        office.open(HEAD, &[Role::Auditor]);
        let roles = vec![Role::Secretary, Role::ClueOfficer];
        office.does(FOUNDER, AccountCommand::GiveRoles { person: FOUNDER, roles });
        office.does(CHAIR, AccountCommand::WaiveSeparation { waived: false });
        office
    }

    pub fn accounts(&self) -> &Accounts {
        &self.directory.accounts
    }

    pub fn account(&self, person: PersonId) -> &Account {
        &self.accounts().people[&person]
    }

    pub fn apply(&mut self, by: PersonId, event: &DirectoryEvent) {
        let version = self.directory.version + 1;
        self.directory.apply(Made { at: self.at, by, version, erased: false, event });
    }

    pub fn tries(&self, actor: PersonId, command: AccountCommand) -> Result<Vec<DirectoryEvent>, Rejection> {
        let roles = self.accounts().people.get(&actor).map(Account::roles).unwrap_or_default();
        let (at, directory, around) = (self.at, &self.directory, &Around::default());
        accounts::decide(command, &Moment { at, actor, roles, directory, around })
    }

    #[track_caller]
    pub fn refuses(&self, actor: PersonId, command: AccountCommand) -> Rejection {
        self.tries(actor, command).unwrap_err()
    }

    /// Decides and folds, a minute later.
    #[track_caller]
    pub fn does(&mut self, actor: PersonId, command: AccountCommand) {
        self.at = self.at.plus_minutes(1);
        for event in self.tries(actor, command).unwrap() {
            self.apply(actor, &event);
        }
    }

    pub fn new_keys(&mut self, person: PersonId) -> Keyed {
        self.keys_made += 1;
        keyed(person, self.keys_made)
    }

    /// Every epoch of a compartment, boxed to whomever.
    pub fn boxes(&self, compartment: Compartment) -> Vec<Sealed> {
        let epochs = self.accounts().epochs.iter().filter(|epoch| epoch.label.compartment == compartment);
        epochs
            .map(|epoch| Sealed { key_id: epoch.key_id.clone(), label: epoch.label, sealed: "box".into() })
            .collect()
    }

    pub fn opening(&mut self, person: PersonId, roles: &[Role]) -> AccountCommand {
        let staff_no = format!("{:x}", person.0.as_u128());
        let (keyed, office) = (self.new_keys(person), self.boxes(Compartment::Office));
        AccountCommand::Open { person, staff_no, roles: roles.to_vec(), keyed, office }
    }

    /// By whoever administers; the founder then admits to what the roles ask for.
    #[track_caller]
    pub fn open(&mut self, person: PersonId, roles: &[Role]) {
        let command = self.opening(person, roles);
        let administrator =
            if self.account(FOUNDER).roles().contains(&Role::Administrator) { FOUNDER } else { CHAIR };
        self.does(administrator, command);
        for compartment in self.account(person).needs() {
            if compartment != Compartment::Office {
                self.does(FOUNDER, self.admission(person, compartment));
            }
        }
    }

    pub fn admission(&self, person: PersonId, compartment: Compartment) -> AccountCommand {
        AccountCommand::Admit { person, compartment, boxes: self.boxes(compartment) }
    }

    pub fn turning(&self, compartment: Compartment, people: &[PersonId]) -> AccountCommand {
        let number = self.accounts().newest(compartment).map_or(1, |epoch| epoch.label.number + 1);
        let boxes = people.iter().map(|person| EpochBox { person: *person, sealed: "box".into() }).collect();
        let key_id = key_id(compartment, number);
        AccountCommand::TurnKey { compartment, key_id, boxes, recovery: "box".into() }
    }
}
