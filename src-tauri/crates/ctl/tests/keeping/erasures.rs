//! What was erased by law stays erased in a store that is restored from a backup made before.

use crate::house::{House, colleague, done, json};
use desk::clock::Clock;
use desk::{Desk, KeysAct, KeysOrder, KeysReceipt, Query, Signer};
use domain::erasure::{ErasureCommand, ErasureReason};
use domain::id::{CaseId, PersonId};
use domain::permission::{Compartment, Role};
use domain::view::LedgerFilter;
use std::fs;
use std::path::PathBuf;
use uuid::Uuid;

struct Told {
    house: House,
    /// Made before the erasure.
    backup: PathBuf,
    case: CaseId,
}

/// Two people erase the first of two cases, after a backup was made.
fn told() -> Told {
    let house = House::evaluation();
    house.import(0, 2);
    let case = {
        let desk = desk(&house);
        admitted(&desk, colleague(&desk), "02");
        cases(&desk)[0]
    };
    let backup = house.back_up();
    let desk = desk(&house);
    erased(&desk, case, ["1", "02"]);
    drop(desk);
    Told { house, backup, case }
}

fn desk(house: &House) -> Desk {
    desk::house::open(&house.at("store"), "1", "", Clock::wall()).unwrap()
}

fn keys(desk: &Desk, staff_no: &str, act: KeysAct) -> KeysReceipt {
    let signer = Signer { staff_no: Some(staff_no.into()), password: String::new() };
    desk.keys(KeysOrder { signer, act }).unwrap()
}

fn admitted(desk: &Desk, person: PersonId, staff_no: &str) {
    let (number, roles) = (staff_no.to_string(), vec![Role::Secretary]);
    let open = KeysAct::OpenAccount { person, staff_no: number, roles, password: String::new() };
    let fingerprint = keys(desk, "1", open).fingerprint.unwrap();
    keys(desk, "1", KeysAct::Admit { person, compartment: Compartment::General, fingerprint });
}

fn erased(desk: &Desk, case: CaseId, by: [&str; 2]) {
    let (erasure, reason) = (Uuid::new_v4(), ErasureReason::PurposeServed);
    keys(desk, by[0], KeysAct::Erasure { command: ErasureCommand::Propose { erasure, case, reason } });
    keys(desk, by[1], KeysAct::Erasure { command: ErasureCommand::Confirm { erasure } });
}

fn cases(desk: &Desk) -> [CaseId; 2] {
    let ledger = desk.view(Query::Ledger { filter: LedgerFilter::default(), from: 0, count: 10 }).unwrap();
    [0, 1].map(|at| serde_json::from_value(ledger["rows"][at]["id"].clone()).unwrap())
}

fn named(house: &House, store: &str, case: CaseId) -> bool {
    let page = json(&house.ask(store, &["case", &case.0.to_string()]));
    page[0].to_string().contains("周桂兰")
}

impl Told {
    /// Whether the name of who called stands on the case's page.
    fn named(&self, store: &str) -> bool {
        named(&self.house, store, self.case)
    }

    fn list(&self) -> PathBuf {
        self.house.at("backups/erasures.jsonl")
    }
}

#[test]
fn erased_text_stays_erased_in_a_store_restored_from_before_the_erasure() {
    let told = told();
    assert!(!told.named("store"), "it was erased here");
    let acts = fs::read_to_string(told.list()).unwrap();
    assert_eq!(acts.lines().count(), 2, "proposed and confirmed");
    done(&told.house.restore(&told.backup, "new", &[]));
    assert!(!told.named("new"), "erased text came back");
    let report = told.house.verify("new");
    assert!(report["ok"] == true && report["erased_streams"].as_u64() > Some(0), "{report}");
    assert_eq!(report["restored"].get("without_erasures"), None);
    // Once more, after its first people have been in: nothing is erased twice over.
    let desk = desk::house::open(&told.house.at("new"), "1", "", Clock::wall()).unwrap();
    drop(desk);
    assert_eq!(told.house.verify("new")["ok"], true);
    // And from a backup of the restored one.
    let again = json(&told.house.ask("new", &["backup"]))[0]["backup"].as_str().unwrap().to_string();
    done(&told.house.restore(&PathBuf::from(again), "third", &[]));
    assert!(!told.named("third"));
    let third = told.house.verify("third");
    assert!(third["ok"] == true && third["restored"]["ordinal"] == 3, "{third}");
}

#[test]
fn without_the_list_of_erasures_nothing_is_restored_unless_a_person_says_so_and_then_verify_says_so() {
    let told = told();
    fs::remove_file(told.list()).unwrap();
    assert_eq!(told.house.restore(&told.backup, "new", &[]).status.code(), Some(4));
    assert!(!told.house.at("new").exists());
    done(&told.house.restore(&told.backup, "new", &["--without-erasures"]));
    assert!(told.named("new"), "the backup held it: without the list nobody could know");
    let report = told.house.verify("new");
    assert_eq!(report["restored"]["without_erasures"], true, "{report}");
}

#[test]
fn a_list_that_was_tampered_with_erases_nothing() {
    let told = told();
    let whole = fs::read_to_string(told.list()).unwrap();
    let lines: Vec<&str> = whole.lines().collect();
    let flipped = {
        let mut line: serde_json::Value = serde_json::from_str(lines[1]).unwrap();
        let mut act = line["envelope"].as_str().unwrap().to_string().into_bytes();
        let at = act.len() / 2;
        act[at] = if act[at] == b'A' { b'B' } else { b'A' };
        line["envelope"] = String::from_utf8(act).unwrap().into();
        line.to_string()
    };
    // One changed, one left out, not JSON at all.
    for list in [format!("{}\n{flipped}\n", lines[0]), format!("{}\n", lines[1]), "[]\n".into()] {
        fs::write(told.list(), list).unwrap();
        assert_ne!(told.house.restore(&told.backup, "new", &[]).status.code(), Some(0));
        assert!(!told.house.at("new").exists());
    }
    // Only proposed: nobody has erased anything.
    fs::write(told.list(), format!("{}\n", lines[0])).unwrap();
    done(&told.house.restore(&told.backup, "new", &[]));
    assert!(told.named("new"));
}

#[test]
fn what_two_known_people_erased_stays_erased_beside_an_act_of_somebody_whom_the_backup_does_not_know() {
    let house = House::evaluation();
    house.import(0, 2);
    let [theirs, ours] = {
        let desk = desk(&house);
        admitted(&desk, colleague(&desk), "02");
        cases(&desk)
    };
    let backup = house.back_up();
    let desk = desk(&house);
    // Opened after the backup; and what this one proposed comes first.
    admitted(&desk, PersonId(desk::chance::id_by_name("person", "方可")), "03");
    erased(&desk, theirs, ["03", "02"]);
    erased(&desk, ours, ["1", "02"]);
    drop(desk);
    assert_eq!(house.restore(&backup, "new", &[]).status.code(), Some(4));
    done(&house.restore(&backup, "new", &["--without-erasures"]));
    assert!(!named(&house, "new", ours), "their signatures hold");
    assert!(named(&house, "new", theirs), "whose key it was isn't known to the backup");
    let report = house.verify("new");
    assert_eq!(report["restored"]["without_erasures"], true, "{report}");
}

#[test]
fn a_list_that_lacks_what_the_backup_itself_holds_is_too_old() {
    let told = told();
    let whole = fs::read_to_string(told.list()).unwrap();
    // Made after the erasure: it holds both acts.
    let after = told.house.back_up();
    for list in ["", &format!("{}\n", whole.lines().next().unwrap())] {
        fs::write(told.list(), list).unwrap();
        assert_eq!(told.house.restore(&after, "new", &[]).status.code(), Some(4), "{list}");
        assert!(!told.house.at("new").exists());
    }
    fs::write(told.list(), &whole).unwrap();
    done(&told.house.restore(&after, "new", &[]));
    assert!(!told.named("new"));
}

#[test]
fn without_a_whole_list_what_can_be_read_of_it_is_carried_out_all_the_same() {
    let told = told();
    let whole = fs::read_to_string(told.list()).unwrap();
    fs::write(told.list(), format!("[]\n{whole}")).unwrap();
    assert_ne!(told.house.restore(&told.backup, "new", &[]).status.code(), Some(0));
    done(&told.house.restore(&told.backup, "new", &["--without-erasures"]));
    assert!(!told.named("new"));
    let report = told.house.verify("new");
    assert!(report["ok"] == true && report["restored"]["without_erasures"] == true, "{report}");
}
