//! When an account may be opened, given roles, admitted, withdrawn; when a key may be turned.
//!
//! The desk has checked the password and made keys and boxes; what is opaque here is only carried.

use super::{Account, Accounts};
use crate::directory::{
    EpochBox, EpochLabel, EpochOpened, EpochOpening, Granted, PersonKeyed, PersonWithdrawn, RoleGranted,
    SeparationWaived,
};
use crate::event::DirectoryEvent;
use crate::id::PersonId;
use crate::moment::Moment;
use crate::permission::{Compartment, Right, Role};
use crate::rejection::{Field, Rejection};
use crate::typed::{self, Kind};

/// What is signed about accounts and keys; public keys and boxes are base64.
#[derive(Clone, Debug, PartialEq)]
pub enum AccountCommand {
    /// 新增账号
    Open {
        person: PersonId,
        staff_no: String,
        roles: Vec<Role>,
        keyed: Keyed,
        office: Vec<Sealed>,
    },
    /// 重置密码: a forgotten password is a new key pair, admitted anew.
    KeyAnew {
        person: PersonId,
        keyed: Keyed,
        office: Vec<Sealed>,
    },
    /// A changed password: a new slot of the same key pair.
    ChangePassword {
        slot: String,
    },
    GiveRoles {
        person: PersonId,
        roles: Vec<Role>,
    },
    /// 准入: every epoch of the compartment, boxed to him.
    Admit {
        person: PersonId,
        compartment: Compartment,
        boxes: Vec<Sealed>,
    },
    Withdraw {
        person: PersonId,
    },
    /// 换钥
    TurnKey {
        compartment: Compartment,
        key_id: String,
        boxes: Vec<EpochBox>,
        recovery: String,
    },
    WaiveSeparation {
        waived: bool,
    },
}

/// A key pair's public halves and the slot under the password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keyed {
    pub box_public: String,
    pub sign_public: String,
    pub slot: String,
}

/// One epoch boxed to one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    pub key_id: String,
    pub label: EpochLabel,
    pub sealed: String,
}

/// The longest 工号.
const STAFF_NO_CHARS: u32 = 12;

pub fn decide(command: AccountCommand, moment: &Moment) -> Result<Vec<DirectoryEvent>, Rejection> {
    let accounts = &moment.directory.accounts;
    match command {
        AccountCommand::Open { person, staff_no, roles, keyed, office } => {
            moment.may(Right::ManageAccounts)?;
            if !moment.directory.people.contains_key(&person) {
                return Err(Rejection::UnknownPerson);
            }
            let known = accounts.people.get(&person);
            if known.is_some_and(|account| account.withdrawn.is_none()) {
                return Err(Rejection::AlreadyThere);
            }
            let staff_no = staff_number(accounts, person, &staff_no)?;
            let roles = fitting(accounts, roles)?;
            let mut events = vec![keyed_event(person, Some(staff_no), keyed)];
            events.push(DirectoryEvent::RoleGranted(RoleGranted { person, roles }, None));
            events.extend(office.into_iter().map(|sealed| granted(person, sealed)));
            Ok(events)
        }
        AccountCommand::KeyAnew { person, keyed, office } => {
            moment.may(Right::ManageAccounts)?;
            // With the key that he signs with his own boxes would go: whoever knows his password changes it.
            if person == moment.actor {
                return Err(Rejection::SamePerson);
            }
            let account = standing(accounts, person)?;
            // Office comes with the new key; to the others a holder admits him, and there has to be one.
            another_holder(accounts, account, &[Compartment::Office])?;
            let mut events = vec![keyed_event(person, Some(account.staff_no.clone()), keyed)];
            events.extend(office.into_iter().map(|sealed| granted(person, sealed)));
            Ok(events)
        }
        AccountCommand::ChangePassword { slot } => {
            let account = standing(accounts, moment.actor)?;
            let keyed = Keyed {
                box_public: account.box_public.clone(),
                sign_public: account.sign_public.clone(),
                slot,
            };
            Ok(vec![keyed_event(moment.actor, Some(account.staff_no.clone()), keyed)])
        }
        AccountCommand::GiveRoles { person, roles } => {
            moment.may(Right::ManageAccounts)?;
            let account = standing(accounts, person)?;
            let roles = fitting(accounts, roles)?;
            if account.may(Right::ManageAccounts) && !roles.contains(&Role::Administrator) {
                another_administrator(accounts, person)?;
            }
            let kept: Vec<Compartment> = roles.iter().flat_map(|role| role.compartments()).copied().collect();
            another_holder(accounts, account, &kept)?;
            Ok(vec![DirectoryEvent::RoleGranted(RoleGranted { person, roles }, None)])
        }
        AccountCommand::Admit { person, compartment, boxes } => {
            holds(moment, Right::Admit, compartment)?;
            let account = standing(accounts, person)?;
            if !account.needs().contains(&compartment) {
                return Err(Rejection::RoleForbids { compartment });
            }
            Ok(boxes.into_iter().map(|sealed| granted(person, sealed)).collect())
        }
        AccountCommand::Withdraw { person } => {
            moment.may(Right::ManageAccounts)?;
            let account = standing(accounts, person)?;
            if account.may(Right::ManageAccounts) {
                another_administrator(accounts, person)?;
            }
            another_holder(accounts, account, &[])?;
            Ok(vec![DirectoryEvent::PersonWithdrawn(PersonWithdrawn { person }, None)])
        }
        AccountCommand::TurnKey { compartment, key_id, boxes, recovery } => {
            holds(moment, Right::TurnKeys, compartment)?;
            if boxes.iter().any(|one| accounts.holders(compartment).all(|holder| holder.person != one.person))
            {
                return Err(Rejection::RoleForbids { compartment });
            }
            let number = accounts.newest(compartment).map_or(1, |epoch| epoch.label.number.saturating_add(1));
            let opening = Some(EpochOpening { compartment, number, boxes, recovery });
            Ok(vec![DirectoryEvent::EpochOpened(EpochOpened { key_id, opening }, None)])
        }
        AccountCommand::WaiveSeparation { waived } => {
            moment.may(Right::WaiveSeparation)?;
            if !waived && accounts.people.values().any(|account| mixed(account.roles())) {
                return Err(Rejection::RolesApart);
            }
            Ok(vec![DirectoryEvent::SeparationWaived(SeparationWaived { waived }, None)])
        }
    }
}

fn standing(accounts: &Accounts, person: PersonId) -> Result<&Account, Rejection> {
    accounts.people.get(&person).filter(|account| account.withdrawn.is_none()).ok_or(Rejection::NotFound)
}

fn holds(moment: &Moment, right: Right, compartment: Compartment) -> Result<(), Rejection> {
    moment.may(right)?;
    let holds = moment.directory.accounts.people.get(&moment.actor).is_some_and(|me| me.holds(compartment));
    if holds { Ok(()) } else { Err(Rejection::NotAHolder { compartment }) }
}

fn staff_number(accounts: &Accounts, person: PersonId, typed: &str) -> Result<String, Rejection> {
    let number = typed::text(typed, Field::StaffNo, Kind::Line)?;
    if number.chars().count() > STAFF_NO_CHARS as usize {
        let most = STAFF_NO_CHARS;
        return Err(Rejection::TooMany { field: Field::StaffNo, most });
    }
    match accounts.by_staff_no(&number) {
        Some(other) if other.person != person => Err(Rejection::NameTaken { name: number }),
        Some(_) | None => Ok(number),
    }
}

/// At least one role, none twice; who runs the house or looks at its trail reads no cases.
fn fitting(accounts: &Accounts, roles: Vec<Role>) -> Result<Vec<Role>, Rejection> {
    let roles: Vec<Role> = Role::ALL.into_iter().filter(|role| roles.contains(role)).collect();
    if roles.is_empty() {
        return Err(Rejection::Missing { fields: vec![Field::Roles] });
    }
    if mixed(&roles) && !accounts.waived {
        return Err(Rejection::RolesApart);
    }
    Ok(roles)
}

/// Two of those that two people have to hold: running the house, looking at its trail, reading its cases.
fn mixed(roles: &[Role]) -> bool {
    let administers = roles.contains(&Role::Administrator);
    let audits = roles.contains(&Role::Auditor);
    let reads = roles.iter().any(|role| !role.stands_apart());
    u8::from(administers) + u8::from(audits) + u8::from(reads) > 1
}

fn another_administrator(accounts: &Accounts, person: PersonId) -> Result<(), Rejection> {
    let another = accounts
        .people
        .values()
        .any(|account| account.person != person && account.may(Right::ManageAccounts));
    if another { Ok(()) } else { Err(Rejection::LastAdministrator) }
}

/// A key that nobody holds any more would be known to a sheet of paper alone: what is not kept needs another holder.
fn another_holder(accounts: &Accounts, account: &Account, kept: &[Compartment]) -> Result<(), Rejection> {
    let last = |compartment: &Compartment| {
        account.holds(*compartment) && accounts.holders(*compartment).all(|one| one.person == account.person)
    };
    match Compartment::ALL.into_iter().find(|compartment| !kept.contains(compartment) && last(compartment)) {
        Some(compartment) => Err(Rejection::LastHolder { compartment }),
        None => Ok(()),
    }
}

fn keyed_event(person: PersonId, staff_no: Option<String>, keyed: Keyed) -> DirectoryEvent {
    let Keyed { box_public, sign_public, slot } = keyed;
    let facts = PersonKeyed { person, box_public, sign_public, staff_no, slot: Some(slot), by_sheet: false };
    DirectoryEvent::PersonKeyed(facts, None)
}

fn granted(person: PersonId, sealed: Sealed) -> DirectoryEvent {
    let Sealed { key_id, label, sealed } = sealed;
    DirectoryEvent::Granted(Granted { person, key_id, sealed, label: Some(label), by_sheet: false }, None)
}
