//! 加入坐席组网: two desks, one PostgreSQL, and a code on paper between them.

#![allow(clippy::unwrap_used, reason = "a test that fails here says where")]

mod files;

#[path = "../../../hub/tests/hub/server.rs"]
#[allow(dead_code, reason = "the hub's own tests use the rest")]
mod server;

use desk::clock::Clock;
use desk::house::{self, NewHouse};
use desk::joining::{Admission, HubLink, join};
use desk::{Desk, Failure, Needs, Trouble};
use domain::directory::HouseKind;
use server::Server;
use std::path::Path;
use std::sync::Arc;
use store::Store;
use tempfile::TempDir;

const PASSWORD: &str = "南湖的桥一共九座";
const SECOND_HOST: u8 = 2;

struct Town {
    server: Server,
    folder: TempDir,
    first: Desk,
}

impl Town {
    /// A house whose first workstation has a hub, and hasn't told it anything yet.
    fn new(kind: HouseKind) -> Town {
        let folder = tempfile::tempdir().unwrap();
        let (title, district) = ("班长", "临江市");
        let password = if kind == HouseKind::Real { PASSWORD } else { "" };
        let new = NewHouse { kind, name: "周明", title, district, staff_no: "", password, second: None };
        let (first, _) = house::found(&folder.path().join("first"), &new, Clock::wall()).unwrap();
        let here = first.hub_here().unwrap();
        let server = Server::of(here.house, &here.zero);
        server.admit(1, server::PASSWORD, first.station());
        let hub::Address { hosts, database, role, password, certificates } = server.address(1);
        let password = password.to_string();
        first.found_hub(HubLink { hosts, database, role, password, certificates, joining: None }).unwrap();
        Town { server, folder, first }
    }

    fn admitted(&self) -> Admission {
        let hub::Address { hosts, certificates, .. } = self.server.address(SECOND_HOST);
        let made = self.first.admission(hosts, certificates[0], SECOND_HOST).unwrap();
        self.server.admit(SECOND_HOST, &hub::verifier(&made.password), made.station);
        self.server.lay(made.id, made.station, &made.bundle);
        made
    }

    fn join(&self, code: &str, password: &str) -> Result<Desk, Failure> {
        join(&self.folder.path().join("second"), code, "1", password, Clock::wall())
    }
}

fn denied<T>(answer: Result<T, Failure>) -> Needs {
    match answer.map(drop) {
        Err(Failure::Denied { needs }) => needs,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_workstation_joins_by_its_code_and_knows_the_house_at_once() {
    let town = Town::new(HouseKind::Real);
    let made = town.admitted();
    let second = town.folder.path().join("second");
    assert_eq!(denied(town.join(&made.code_text[1..], PASSWORD)), Needs::RightCode);
    assert_eq!(denied(town.join(&made.code_text, "错的密码错的密码")), Needs::RightLogin);
    assert!(!second.exists(), "nothing was written");
    let empty = town.join(&made.code_text, PASSWORD).map(drop);
    assert_eq!(empty, Err(Failure::Away { what: Trouble::HubEmpty }));
    assert!(!house::there(&second), "a try that was cut off is no house");

    assert!(town.first.share_once());
    let desk = town.join(&made.code_text, PASSWORD).unwrap();
    assert_eq!(desk.station(), made.station);
    let (here, there) = (desk.directory(), town.first.directory());
    assert_eq!(here.people, there.people);
    assert_eq!(here.accounts.people, there.accounts.people);
    assert_eq!(desk.hub_here().unwrap().ordinal, SECOND_HOST);
    assert_eq!(desk.hub_here().unwrap().link.unwrap().joining, None, "joining is over");

    // The others get to know it by its key.
    assert!(town.first.share_once());
    let known = town.first.directory().accounts.stations.clone();
    assert_eq!(known.iter().map(|it| it.station).collect::<Vec<_>>(), [town.first.station(), made.station]);

    // The code opens nothing any more: neither its password nor its bundle.
    let third = join(&town.folder.path().join("third"), &made.code_text, "1", PASSWORD, Clock::wall());
    assert_eq!(denied(third), Needs::NewCode);
    let again = town.join(&made.code_text, PASSWORD).map(drop);
    assert_eq!(again, Err(Failure::Away { what: Trouble::StoreThere }));
    drop(desk);
    let desk = house::open(&second, "1", PASSWORD, Clock::wall()).unwrap();
    assert!(desk.share_once());
}

#[test]
fn a_join_that_was_cut_off_goes_on_when_somebody_logs_in() {
    let town = Town::new(HouseKind::Evaluation);
    assert!(town.first.share_once());
    let made = town.admitted();
    drop(town.join(&made.code_text, "").unwrap());
    let second = town.folder.path().join("second");
    // As it stood before the password was changed, and as if its answer had got lost.
    for changed in [false, true] {
        not_settled(&second, &made.password);
        if !changed {
            let verifier = hub::verifier(&made.password);
            town.server.owner(&format!("ALTER ROLE hotline_s02 PASSWORD '{verifier}'"));
            town.server.lay(made.id, made.station, &made.bundle);
        }
        let desk = house::open(&second, "", "", Clock::wall()).unwrap();
        assert!(desk.share_once(), "{changed}");
        assert_eq!(desk.hub_here().unwrap().link.unwrap().joining, None);
        assert_eq!(town.server.owner("SELECT count(*) FROM hotline.joins"), "0");
    }
}

fn not_settled(folder: &Path, password: &str) {
    let (unlocked, _) = vault::unlock_in(folder, "", "", 0).unwrap();
    let keys = Arc::new(unlocked.keys);
    let (mut store, _) =
        Store::open(folder, &unlocked.record_key, unlocked.cases_key.as_ref(), keys).unwrap();
    let mut link: HubLink = serde_json::from_slice(&store.hub_link().unwrap().unwrap()).unwrap();
    link.joining = Some(password.to_owned());
    store.set_hub_link(&serde_json::to_vec(&link).unwrap()).unwrap();
}

#[test]
fn a_rehearsal_shares_with_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let (title, district, kind) = ("班长", "临江市", HouseKind::Rehearsal);
    let new = NewHouse { kind, name: "周明", title, district, staff_no: "", password: "", second: None };
    let (desk, _) = house::found(folder.path(), &new, Clock::wall()).unwrap();
    let made = desk.admission(vec![("192.0.2.7".into(), 5432)], [7; 16], 2);
    assert_eq!(denied(made.map(|_| ())), Needs::NoRehearsal);
}
