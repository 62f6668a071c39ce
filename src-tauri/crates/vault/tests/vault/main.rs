//! What the keys promise, each promise with its negative control.

#![allow(clippy::unwrap_used)]

mod acts;
mod books;
mod checkpoints;
mod envelopes;
mod golden;
mod joining;
mod people;
mod pins;
mod sheets;
mod streams;
mod turning;
mod unlocking;

use std::{fs, path::Path};

use proptest::test_runner::Config;
use tempfile::{TempDir, tempdir};
use uuid::Uuid;
use vault::{Compartment, Entry, Epoch, Founder, Founding, Grant, Head, Keybook, Keys, Person, found_house};

const HOUSE: Uuid = Uuid::from_u128(0x1111_0000_0000_4000_8000_0000_0000_0001);
const STATION: Uuid = Uuid::from_u128(0x2222_0000_0000_4000_8000_0000_0000_0002);
const STREAM: Uuid = Uuid::from_u128(0x3333_0000_0000_4000_8000_0000_0000_0003);
const OTHER_STREAM: Uuid = Uuid::from_u128(0x3333_0000_0000_4000_8000_0000_0000_0004);
const EVENT: Uuid = Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_0005);
const PERSON: Uuid = Uuid::from_u128(0x4444_0000_0000_4000_8000_0000_0000_0006);
const FACTS: &[u8] = br#"{"kind":"CaseRecorded","v":1,"data":{"channel":"phone"}}"#;
const TEXT: &[u8] = r#"{"title":"路灯不亮"}"#.as_bytes();
/// 2026-03-02 09:00 in Shanghai.
const NOW: i64 = 1_772_413_200_000;
const STAFF_NO: &str = "1001";
const PASSWORD: &str = "一个很长的密码";
/// Somebody else of the house, under a password of his own.
const OTHER_NO: &str = "1002";
const OTHER_PASSWORD: &str = "别人的密码";

/// Keys of known bytes: the same in every test, and in the golden files.
fn keys(compartments: &[Compartment]) -> Keys {
    Keys::new(HOUSE, compartments.iter().map(|it| epoch(*it, 1)))
}

fn all_keys() -> Keys {
    keys(&Compartment::ALL)
}

fn epoch(compartment: Compartment, number: u8) -> Epoch {
    let place = Compartment::ALL.iter().position(|it| *it == compartment).unwrap();
    let byte = 0x10 * (u8::try_from(place).unwrap() + 1) + number;
    Epoch::from_bytes(compartment, number.into(), [byte; 32])
}

fn head() -> Head {
    Head { event_id: EVENT, stream: STREAM, version: 1, station: STATION, at: NOW }
}

/// A founded house whose password costs next to nothing to try.
fn founded(password: &str) -> Founding {
    found_house(&Founder {
        house: HOUSE,
        station: STATION,
        person: PERSON,
        staff_no: STAFF_NO,
        password,
        evaluation: true,
        second: None,
    })
    .unwrap()
}

/// A founded house on disk.
fn saved() -> (TempDir, Founding) {
    let folder = tempdir().unwrap();
    let founding = founded(PASSWORD);
    founding.save(folder.path()).unwrap();
    (folder, founding)
}

/// Another person, who holds these compartments, enters the key book.
fn joined(book: &mut Keybook, keys: &Keys, compartments: &[Compartment]) -> Person {
    let person = Person::new(Uuid::from_u128(8)).unwrap();
    let publics = person.publics();
    let grant =
        |it: &Compartment| Grant::to(HOUSE, person.id(), &publics, &keys.current(*it).unwrap()).unwrap();
    let grants = compartments.iter().map(grant).collect();
    let slot = book.slot(&person, OTHER_PASSWORD).unwrap();
    book.enter(Entry { staff_no: OTHER_NO.into(), person: person.id(), publics, slot, grants });
    person
}

fn text_of(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

/// Few cases, and no file of failures beside the sources.
fn few() -> Config {
    Config { cases: 64, failure_persistence: None, ..Config::default() }
}
