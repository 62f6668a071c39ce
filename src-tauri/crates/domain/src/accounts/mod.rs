//! Accounts (账号): who has a login, in which roles, and who holds the key of which compartment.
//!
//! The administrator makes an account and gives its roles; a holder of a compartment admits to it. So neither
//! can make a reader alone. Keys and boxes are the vault's; here they are opaque text in base64.

mod rule;

pub use rule::{AccountCommand, Keyed, Sealed, decide};

use crate::directory::{EpochLabel, EpochOpened, Granted, PersonKeyed, StationKnown};
use crate::event::{DirectoryEvent, ErasureEvent, Event, SeatEvent, SessionEvent, StreamEvent};
use crate::id::PersonId;
use crate::permission::{Compartment, Right, Role, may};
use crate::time::Stamp;
use std::collections::{BTreeMap, BTreeSet};

/// A compartment that somebody had been admitted to under a signing key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub compartment: Compartment,
    pub sign_public: String,
    pub since: Stamp,
    pub until: Option<Stamp>,
}

/// One login, folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    pub person: PersonId,
    /// 工号
    pub staff_no: String,
    pub box_public: String,
    pub sign_public: String,
    /// Sealed under the password; empty for an account written before slots travelled.
    pub slot: String,
    /// Each list of roles that he was given, and when; the last one holds. With his leaving it is empty.
    pub roles: Vec<(Stamp, Vec<Role>)>,
    /// The epochs that were boxed to the key that he has now and that his roles ask for, by key id, with the boxes.
    pub grants: BTreeMap<String, (EpochLabel, String)>,
    /// What his signing keys held, and when: what they signed then stays signed.
    pub held: Vec<Held>,
    pub keyed_at: Stamp,
    pub keyed_by: PersonId,
    pub withdrawn: Option<(Stamp, PersonId)>,
    /// Key ids of every epoch that was ever boxed to him.
    pub seen: BTreeSet<String>,
}

impl Account {
    /// Whether a key was ever his, whatever he holds now.
    pub fn knew(&self, key_id: &str) -> bool {
        self.seen.contains(key_id)
    }

    pub fn holds(&self, compartment: Compartment) -> bool {
        self.withdrawn.is_none() && self.grants.values().any(|(label, _)| label.compartment == compartment)
    }

    /// The compartments that his roles ask for.
    pub fn needs(&self) -> BTreeSet<Compartment> {
        self.roles().iter().flat_map(|role| role.compartments().iter().copied()).collect()
    }

    pub fn may(&self, right: Right) -> bool {
        may(self.roles(), right)
    }

    pub fn roles(&self) -> &[Role] {
        self.roles.last().map(|(_, roles)| roles.as_slice()).unwrap_or_default()
    }

    /// Whether he might at a moment: what somebody signed in a role that he gave up later stays signed.
    fn might(&self, right: Right, at: Stamp) -> bool {
        let then = self.roles.iter().rfind(|(since, _)| *since <= at);
        then.is_some_and(|(_, roles)| may(roles, right))
    }

    fn is(&self, keyed: &PersonKeyed) -> bool {
        self.withdrawn.is_none()
            && (&self.sign_public, &self.box_public) == (&keyed.sign_public, &keyed.box_public)
    }

    /// The keys with which he may have signed at a moment: those that held the compartment. The administrator gives
    /// roles alone; without this he could sign in every one of them.
    fn signing(&self, compartment: Compartment, at: Stamp) -> Vec<&str> {
        let held = self.held.iter().filter(|held| held.compartment == compartment);
        let then = held.filter(|held| held.since <= at && held.until.is_none_or(|until| at <= until));
        let keys: BTreeSet<&str> = then.map(|held| held.sign_public.as_str()).collect();
        keys.into_iter().collect()
    }

    /// Notes what his key holds from now on, and what it no longer does.
    fn note(&mut self, at: Stamp) {
        for compartment in Compartment::ALL {
            let holds = self.holds(compartment);
            let mut held = self.held.iter_mut().filter(|held| held.compartment == compartment);
            match held.find(|held| held.until.is_none()) {
                Some(held) if !holds => held.until = Some(at),
                None if holds => {
                    let sign_public = self.sign_public.clone();
                    self.held.push(Held { compartment, sign_public, since: at, until: None });
                }
                Some(_) | None => {}
            }
        }
    }

    /// A box is his as long as a role asks for what it opens; that he knows the key is never forgotten.
    fn boxed(&mut self, key_id: &str, label: EpochLabel, sealed: &str) {
        self.seen.insert(key_id.to_string());
        if self.needs().contains(&label.compartment) {
            // The box that is there stays: a later one might open nothing.
            self.grants.entry(key_id.to_string()).or_insert_with(|| (label, sealed.to_string()));
        }
    }
}

/// A key of a compartment that the house has made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Epoch {
    pub key_id: String,
    pub label: EpochLabel,
    pub opened_at: Stamp,
}

/// The accounts of a house, and whose word counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Accounts {
    pub people: BTreeMap<PersonId, Account>,
    pub epochs: Vec<Epoch>,
    pub waived: bool,
    /// Box and signing keys of the founders in turn: what the house's fingerprint is made of.
    pub founding_keys: Vec<String>,
    /// Signing keys of the founders.
    pub founders: Vec<String>,
    /// Of the sheets: office and general first, then clue.
    pub sheets: Vec<String>,
    pub stations: Vec<StationKnown>,
}

impl Accounts {
    pub(crate) fn founded(&mut self, founders: &[String], sheets: &[String], station: Option<&StationKnown>) {
        self.founding_keys = founders.to_vec();
        self.founders = signing_keys(founders).map(String::from).collect();
        self.sheets = sheets.to_vec();
        self.stations.extend(station.cloned());
        // One founder holds everything: the house begins without separation, and says so.
        self.waived = self.founders.len() < 2;
    }

    /// The first word on a station stands: nobody gives it another key later.
    pub(crate) fn joined(&mut self, station: &StationKnown) {
        if self.stations.iter().all(|known| known.station != station.station) {
            self.stations.push(station.clone());
        }
    }

    pub(crate) fn keyed(&mut self, facts: &PersonKeyed, at: Stamp, by: PersonId) {
        let staff_no = facts.staff_no.clone().unwrap_or_else(|| "1".into());
        let slot = facts.slot.clone().unwrap_or_default();
        if let Some(account) = self.people.get_mut(&facts.person) {
            account.slot = slot;
            // The same key pair: a password was changed, and nothing else.
            if account.is(facts) {
                return;
            }
            account.staff_no = staff_no;
            account.grants.clear();
            account.note(at);
            account.sign_public = facts.sign_public.clone();
            account.box_public = facts.box_public.clone();
            (account.keyed_at, account.keyed_by, account.withdrawn) = (at, by, None);
            return;
        }
        let account = Account {
            person: facts.person,
            staff_no,
            box_public: facts.box_public.clone(),
            sign_public: facts.sign_public.clone(),
            slot,
            roles: Vec::new(),
            grants: BTreeMap::new(),
            held: Vec::new(),
            keyed_at: at,
            keyed_by: by,
            withdrawn: None,
            seen: BTreeSet::new(),
        };
        self.people.insert(facts.person, account);
    }

    pub(crate) fn given(&mut self, person: PersonId, roles: &[Role], at: Stamp) {
        let here = self.people.get_mut(&person).filter(|account| account.withdrawn.is_none());
        if let Some(account) = here {
            account.roles.push((at, roles.to_vec()));
            let needs = account.needs();
            account.grants.retain(|_, (label, _)| needs.contains(&label.compartment));
            account.note(at);
        }
    }

    pub(crate) fn granted(&mut self, facts: &Granted, at: Stamp) {
        let Some(label) = facts.label else { return };
        if let Some(account) = self.people.get_mut(&facts.person) {
            account.boxed(&facts.key_id, label, &facts.sealed);
            account.note(at);
        }
    }

    pub(crate) fn opened(&mut self, facts: &EpochOpened, at: Stamp) {
        let Some(opening) = &facts.opening else { return };
        let label = EpochLabel { compartment: opening.compartment, number: opening.number };
        self.epochs.push(Epoch { key_id: facts.key_id.clone(), label, opened_at: at });
        for one in &opening.boxes {
            if let Some(account) = self.people.get_mut(&one.person) {
                account.boxed(&facts.key_id, label, &one.sealed);
                account.note(at);
            }
        }
    }

    pub(crate) fn withdrawn(&mut self, person: PersonId, at: Stamp, by: PersonId) {
        if let Some(account) = self.people.get_mut(&person) {
            account.withdrawn = Some((at, by));
            account.roles.push((at, Vec::new()));
            account.grants.clear();
            account.slot.clear();
            account.note(at);
        }
    }

    /// The newest key of a compartment.
    pub fn newest(&self, compartment: Compartment) -> Option<&Epoch> {
        self.epochs
            .iter()
            .filter(|epoch| epoch.label.compartment == compartment)
            .max_by_key(|epoch| epoch.label.number)
    }

    /// Those who hold a compartment and are not withdrawn.
    pub fn holders(&self, compartment: Compartment) -> impl Iterator<Item = &Account> {
        self.people.values().filter(move |account| account.holds(compartment))
    }

    pub fn by_staff_no(&self, staff_no: &str) -> Option<&Account> {
        self.people.values().find(|account| account.staff_no == staff_no)
    }

    /// The three compartments have not been opened yet: the founders' word counts.
    fn founding(&self) -> bool {
        Compartment::ALL.into_iter().any(|compartment| self.newest(compartment).is_none())
    }

    /// The signing keys of which one has to have signed this act; None for events that carry no signature. An act
    /// without such a signature is kept, and not applied. The house's own stream is in one order, so its acts are
    /// judged by what stands; those of other streams by what stood when they were written.
    pub fn signers<'a>(&'a self, by: PersonId, at: Stamp, event: &'a Event) -> Option<Vec<&'a str>> {
        match event {
            Event::Directory(event) => self.signers_of_the_house(by, event),
            Event::Seat(SeatEvent::StoreRestored(..)) => Some(self.sheet()),
            Event::Erasure(ErasureEvent::ErasureProposed(..) | ErasureEvent::ErasureDropped(..)) => {
                Some(self.if_might(by, at, Right::ProposeErasure))
            }
            Event::Erasure(ErasureEvent::ErasureConfirmed(..)) => {
                Some(self.if_might(by, at, Right::ConfirmErasure))
            }
            Event::Clue(_) => Some(self.if_might(by, at, Right::Clues)),
            Event::Stream(StreamEvent::HomeTaken(..)) => Some(self.if_might(by, at, Right::TakeOver)),
            Event::Stream(StreamEvent::Displaced(..) | StreamEvent::DisplacedChecked(..)) => None,
            // Whole it is one person's word; with a seat away it is the second's, and the fold asks for the first.
            Event::Session(SessionEvent::SessionSealed(facts, _)) if facts.absent.is_empty() => {
                Some(self.if_might(by, at, Right::SealSession))
            }
            Event::Session(SessionEvent::SealProposed(..) | SessionEvent::SupplementProposed(..)) => {
                Some(self.if_might(by, at, Right::SealSession))
            }
            Event::Session(SessionEvent::SessionSealed(..) | SessionEvent::SupplementAdded(..)) => {
                Some(self.if_might(by, at, Right::ConfirmSeal))
            }
            Event::Session(_)
            | Event::Call(_)
            | Event::Case(_)
            | Event::Follow(_)
            | Event::Meeting(_)
            | Event::Seat(_) => None,
        }
    }

    fn signers_of_the_house<'a>(&'a self, by: PersonId, event: &'a DirectoryEvent) -> Option<Vec<&'a str>> {
        let own_key = |fits: &dyn Fn(&Account) -> bool| -> Vec<&'a str> {
            let actor = self.people.get(&by).filter(|account| fits(account));
            actor.map(|account| account.sign_public.as_str()).into_iter().collect()
        };
        let administrator = || own_key(&|account| account.may(Right::ManageAccounts));
        let holder =
            |compartment, right| own_key(&|account| account.holds(compartment) && account.may(right));
        Some(match event {
            // The root: it vouches for itself, once; its fingerprint is on the sheets.
            DirectoryEvent::HouseFounded(facts, _) if self.founding_keys.is_empty() => {
                signing_keys(&facts.founders).collect()
            }
            DirectoryEvent::HouseFounded(..) => Vec::new(),
            DirectoryEvent::PersonKeyed(facts, _) if facts.by_sheet => self.sheet(),
            DirectoryEvent::Granted(facts, _) if facts.by_sheet => self.sheet(),
            DirectoryEvent::PersonKeyed(..)
            | DirectoryEvent::RoleGranted(..)
            | DirectoryEvent::EpochOpened(..)
                if self.founding() =>
            {
                self.founders.iter().map(String::as_str).collect()
            }
            DirectoryEvent::PersonKeyed(facts, _) => match self.people.get(&by) {
                // A changed password: the same key pair vouches for its new slot.
                Some(own) if own.person == facts.person && own.is(facts) => vec![&own.sign_public],
                Some(_) | None => administrator(),
            },
            DirectoryEvent::RoleGranted(..)
            | DirectoryEvent::SeparationWaived(..)
            | DirectoryEvent::PersonWithdrawn(..) => administrator(),
            // Under its own label: a holder of one compartment has no word in another.
            DirectoryEvent::Granted(facts, _) => match facts.label {
                Some(label) if self.calls(&facts.key_id, label) => holder(label.compartment, Right::Admit),
                Some(_) | None => Vec::new(),
            },
            DirectoryEvent::EpochOpened(facts, _) => {
                let opening = facts.opening.as_ref();
                opening.map(|opening| holder(opening.compartment, Right::TurnKeys)).unwrap_or_default()
            }
            DirectoryEvent::UnitsChanged(..)
            | DirectoryEvent::PeopleChanged(..)
            | DirectoryEvent::CategoriesChanged(..)
            | DirectoryEvent::PlacesChanged(..)
            | DirectoryEvent::CalendarChanged(..)
            | DirectoryEvent::PoliciesChanged(..)
            | DirectoryEvent::WordsChanged(..)
            | DirectoryEvent::RotaChanged(..)
            | DirectoryEvent::HubJoined(..) => return None,
        })
    }

    /// The sheet that opens the record; that of the clues opens nothing else.
    fn sheet(&self) -> Vec<&str> {
        self.sheets.first().map(String::as_str).into_iter().collect()
    }

    /// Whether an epoch goes by this label.
    fn calls(&self, key_id: &str, label: EpochLabel) -> bool {
        self.epochs.iter().any(|epoch| epoch.key_id == key_id && epoch.label == label)
    }

    /// Who had the role and had been admitted to what it reads.
    fn if_might(&self, by: PersonId, at: Stamp, right: Right) -> Vec<&str> {
        let actor = self.people.get(&by).filter(|account| account.might(right, at));
        actor.map(|account| account.signing(right.compartment(), at)).unwrap_or_default()
    }
}

/// Box and signing key stand in turn.
fn signing_keys(founders: &[String]) -> impl Iterator<Item = &str> {
    founders.iter().skip(1).step_by(2).map(String::as_str)
}
