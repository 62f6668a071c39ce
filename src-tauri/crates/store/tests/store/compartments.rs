//! What a key doesn't open is not there for its holder: in no page, no log, no event.

use crate::clues::drawn_up;
use crate::house::*;
use crate::raw;
use crate::town::*;
use domain::id::CaseId;
use std::fs;
use store::{Error, File, Reader, Store};
use vault::{Compartment, Envelope, FileKey};

const CALLER: &str = "周桂兰女士";
const ABOUT: &str = "王某某副科长";

fn town() -> Town {
    let mut town = Town::founded();
    town.desk.act(id(10), recorded(1, 9, 1, text("路灯不亮", CALLER, "10013800001")));
    town.act(OFFICER, id(60), drawn_up(ABOUT));
    let draft = town.clue_keys.seal_draft(Compartment::Clue, id(61), ABOUT.as_bytes()).unwrap();
    town.desk.store.save_draft(id(70), id(61), &draft, NOW).unwrap();
    town
}

#[test]
fn with_the_office_key_alone_no_case_is_read() {
    let town = town();
    let Town { house, desk, .. } = town;
    let office = house.keys_of(&[Compartment::Office]);
    let pages = raw::pages(&house.file("record.db"), &house.record_key);
    assert!(!raw::holds(&pages, CALLER) && !raw::holds(&pages, "10013800001"));
    let reader = Reader::open(&house.path, &house.record_key, None, office.clone()).unwrap();
    assert_eq!(reader.events(id(10)).unwrap(), []);
    assert!(reader.case(CaseId(id(10))).is_err());
    // Whoever holds R has it tried on the other file.
    let tried = Reader::open(&house.path, &house.record_key, &house.record_key, office.clone()).map(drop);
    assert!(matches!(tried, Err(Error::WrongKey { file: File::Cases })), "{tried:?}");
    let case = raw::body(&house.file("record.db"), &house.record_key, 17);
    let envelope = Envelope::parse(&case).unwrap();
    assert_eq!(envelope.stream(), id(10));
    let wrap: Vec<u8> = raw::connect(&house.file("record.db"), &house.record_key)
        .query_row("SELECT wrap FROM stream_keys WHERE stream = ?1", [id(10).as_bytes()], |row| row.get(0))
        .unwrap();
    assert!(envelope.open_facts(&office).is_err() && envelope.open_personal(&office, Some(&wrap)).is_err());
    assert!(envelope.open_personal(&house.keys, Some(&wrap)).is_ok(), "the general key opens it");
    let cases = raw::pages(&house.file("cases.db"), &house.cases_key);
    assert!(raw::holds(&cases, CALLER), "and the scan finds what is there");
    drop((desk, reader));
    // Nor is anything of it written by such a login.
    drop(house.office());
    assert!(!raw::holds(&raw::pages(&house.file("record.db"), &house.record_key), CALLER));
}

#[test]
fn with_the_general_key_no_referral_is_read() {
    let town = town();
    let house = &town.house;
    let nowhere = |when: &str| {
        for (name, key) in [("record.db", &house.record_key), ("cases.db", &house.cases_key)] {
            assert!(!raw::holds(&raw::pages(&house.file(name), key), ABOUT), "{name} {when}");
            for file in [name.to_string(), format!("{name}-wal")] {
                assert!(!raw::holds(&fs::read(house.file(&file)).unwrap(), ABOUT), "{file} {when}");
            }
        }
    };
    nowhere("in the log");
    assert!(house.keeper().truncate().unwrap());
    nowhere("in the file");
    let reader = house.reader();
    assert_eq!((reader.events(id(60)).unwrap(), reader.clues(&house.keys).unwrap()), (vec![], vec![]));
    let clues = reader.clues(&town.clue_keys).unwrap();
    assert_eq!(clues[0].1.as_ref().unwrap().text.about, ABOUT, "a clue officer reads it");
    let cases = raw::pages(&house.file("cases.db"), &house.cases_key);
    assert!(raw::holds(&cases, CALLER), "and the scan finds what is there");
}

#[test]
fn the_rows_stay_closed_to_the_office_and_open_for_the_next_reader() {
    let Town { house, desk, .. } = town();
    drop(desk);
    let mut store = house.office();
    assert!(matches!(store.rebuild(), Err(Error::Closed)));
    let moved = fs::read(house.file("cases.db")).unwrap();
    store.erase(id(99)).unwrap();
    assert!(fs::read(house.file("cases.db")).unwrap() == moved, "not a byte is touched");
    drop(store);
    let (desk, opened) = house.open();
    assert!(!opened.rebuilt);
    assert!(house.reader().case(CaseId(id(10))).unwrap().is_some());
    drop(desk);
    let wrong = Store::open(&house.path, &FileKey::new().unwrap(), None, house.keys.clone()).map(drop);
    assert!(matches!(wrong, Err(Error::WrongKey { file: File::Record })));
}
