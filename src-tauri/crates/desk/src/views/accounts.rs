//! Accounts as the settings show them, and the login in every header.

use crate::desk::Desk;
use crate::door::{AccountSeen, AccountsView, CompartmentSeen, EpochSeen};
use crate::failure::Failure;
use crate::keys::publics;
use domain::Stamp;
use domain::accounts::{Account, Accounts};
use domain::directory::Directory;
use domain::id::PersonId;
use domain::permission::Compartment;
use domain::view::MeSeen;
use std::collections::BTreeMap;
use std::sync::PoisonError;

impl Desk {
    pub(crate) fn accounts(&self) -> Result<AccountsView, Failure> {
        let directory = self.directory();
        let accounts = &directory.accounts;
        let logins = self.read(|reader| reader.last_logins())?;
        let mut seen: Vec<AccountSeen> =
            accounts.people.values().map(|account| account_seen(account, &directory, &logins)).collect();
        seen.sort_by(|a, b| (a.withdrawn.is_some(), &a.staff_no).cmp(&(b.withdrawn.is_some(), &b.staff_no)));
        Ok(AccountsView {
            accounts: seen,
            waived: accounts.waived,
            house_fingerprint: self.house_fingerprint(),
            epochs: Compartment::ALL.into_iter().filter_map(|one| epoch_seen(accounts, one)).collect(),
            rekeying: *self.rekeying.lock().unwrap_or_else(PoisonError::into_inner),
        })
    }

    pub(crate) fn me_seen(&self) -> MeSeen {
        let directory = self.directory();
        let account = directory.accounts.people.get(&self.me());
        MeSeen {
            person: self.me(),
            name: directory.person_name(self.me()),
            staff_no: account.map(|account| account.staff_no.clone()).unwrap_or_default(),
            roles: self.roles(),
            rights: self.rights(),
            fingerprint: account.map(fingerprint).unwrap_or_default(),
            waiting_for: account
                .map(|account| account.needs().into_iter().filter(|one| !account.holds(*one)).collect())
                .unwrap_or_default(),
            // Who holds the door knows whether a PIN is set; he puts it in.
            pin: false,
        }
    }

    pub(crate) fn house_fingerprint(&self) -> String {
        crate::house::fingerprint(self.identity.house, &self.directory())
    }
}

fn account_seen(account: &Account, directory: &Directory, logins: &BTreeMap<PersonId, Stamp>) -> AccountSeen {
    let needs = account.needs();
    AccountSeen {
        person: account.person,
        name: directory.person_name(account.person),
        title: directory.people.get(&account.person).map(|person| person.title.clone()).unwrap_or_default(),
        staff_no: account.staff_no.clone(),
        roles: account.roles().to_vec(),
        fingerprint: fingerprint(account),
        compartments: Compartment::ALL
            .into_iter()
            .map(|compartment| CompartmentSeen {
                compartment,
                held: account.holds(compartment),
                needed: needs.contains(&compartment),
            })
            .collect(),
        keyed_at: account.keyed_at,
        keyed_by: directory.person_name(account.keyed_by),
        withdrawn: account.withdrawn.map(|(at, _)| at),
        withdrawn_by: account.withdrawn.map(|(_, by)| directory.person_name(by)).unwrap_or_default(),
        last_login: logins.get(&account.person).copied(),
    }
}

fn fingerprint(account: &Account) -> String {
    publics(account).map(|publics| publics.fingerprint(account.person.0)).unwrap_or_default()
}

fn epoch_seen(accounts: &Accounts, compartment: Compartment) -> Option<EpochSeen> {
    let newest = accounts.newest(compartment)?;
    // Whoever knows the newest key and should not: gone since it was made, or in roles that don't ask for it.
    let turn = accounts.people.values().any(|account| match account.withdrawn {
        Some((at, _)) => at >= newest.opened_at && account.knew(&newest.key_id),
        None => account.knew(&newest.key_id) && !account.needs().contains(&compartment),
    });
    Some(EpochSeen { compartment, number: newest.label.number, opened_at: newest.opened_at, turn })
}
