//! A house of several people: accounts with their roles, admitted to what those ask for. An evaluation's, so that
//! passwords are empty and logins cheap; what a password protects is tested where it costs something.

use crate::{found, moment, person};
use desk::clock::Clock;
use desk::house::{self, NewHouse};
use desk::{AccountsView, Desk, Failure, KeysAct, KeysOrder, KeysReceipt, Query, Signer};
use domain::Stamp;
use domain::directory::HouseKind;
use domain::id::PersonId;
use domain::permission::{Compartment, Role};
use serde::de::DeserializeOwned;
use std::path::Path;

/// Whoever is logged in signs; an evaluation asks for no password.
pub fn me() -> Signer {
    Signer { staff_no: None, password: String::new() }
}

/// Another person signs at the same workstation.
pub fn by(staff_no: &str) -> Signer {
    Signer { staff_no: Some(staff_no.into()), password: String::new() }
}

pub struct House {
    pub folder: tempfile::TempDir,
    pub now: Stamp,
}

impl House {
    /// Founded by 李敏 (工号 1), who holds everything.
    pub fn found() -> (House, Desk) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let now = moment("2026-12-01T08:00");
        let desk = found(folder.path(), now);
        (House { folder, now }, desk)
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    #[track_caller]
    pub fn login(&self, staff_no: &str) -> Desk {
        self.try_login(staff_no).expect("a login")
    }

    pub fn try_login(&self, staff_no: &str) -> Result<Desk, Failure> {
        house::open(self.path(), staff_no, "", Clock::fixed(self.now))
    }
}

/// A real house of one founder, 李敏 (工号 1), with its recovery sheets. Its logins cost what they cost.
#[track_caller]
pub fn found_real(folder: &Path, password: &str) -> (Desk, Vec<String>) {
    let (kind, name, title, district, staff_no) = (HouseKind::Real, "李敏", "", "", "");
    let new = NewHouse { kind, name, title, district, staff_no, password, second: None };
    house::found(folder, &new, Clock::wall()).expect("a house")
}

/// Opens an account for somebody of the city and admits him to what his roles ask for.
#[track_caller]
pub fn account(desk: &Desk, name: &str, staff_no: &str, roles: &[Role]) -> PersonId {
    let person = person(name);
    let open = KeysAct::OpenAccount {
        person,
        staff_no: staff_no.into(),
        roles: roles.to_vec(),
        password: String::new(),
    };
    let fingerprint = sign(desk, open).expect("an account").fingerprint.expect("of a new key pair");
    for compartment in [Compartment::General, Compartment::Clue] {
        if roles.iter().any(|role| role.compartments().contains(&compartment)) {
            let admit = KeysAct::Admit { person, compartment, fingerprint: fingerprint.clone() };
            sign(desk, admit).expect("an admission");
        }
    }
    person
}

pub fn sign(desk: &Desk, act: KeysAct) -> Result<KeysReceipt, Failure> {
    desk.keys(KeysOrder { signer: me(), act })
}

pub fn sign_by(desk: &Desk, signer: Signer, act: KeysAct) -> Result<KeysReceipt, Failure> {
    desk.keys(KeysOrder { signer, act })
}

#[track_caller]
pub fn view<T: DeserializeOwned>(desk: &Desk, query: Query) -> T {
    let value = desk.view(query).expect("a view");
    serde_json::from_value(value).expect("the view's type")
}

pub fn accounts(desk: &Desk) -> AccountsView {
    view(desk, Query::Accounts)
}
