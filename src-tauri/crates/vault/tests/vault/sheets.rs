//! Recovery sheets and the box that only they open.

use proptest::prelude::*;
use tempfile::tempdir;
use vault::{Compartment, Error, FileKey, Keys, RecoveryBox, Sheet};

use crate::{HOUSE, STATION, epoch, few, founded, keys};

#[test]
fn a_sheet_is_nine_groups_of_four() {
    let text = Sheet::new().unwrap().text();
    let groups: Vec<_> = text.split(' ').collect();
    assert_eq!(groups.len(), 9);
    assert!(groups.iter().all(|group| group.len() == 4));
}

#[test]
fn a_sheet_is_read_as_people_type_it() {
    let sheet = Sheet::new().unwrap();
    let text = sheet.text();
    let variants = [
        text.to_lowercase(),
        text.replace(' ', ""),
        text.replace(' ', "-"),
        format!("  {}\n", text.replace('O', "0").replace('I', "1").replace('B', "8")),
    ];
    for typed in variants {
        assert_eq!(Sheet::parse(&typed).unwrap().publics(), sheet.publics(), "{typed}");
    }
}

#[test]
fn a_sheet_typed_short_long_or_in_another_script_is_refused() {
    let text = Sheet::new().unwrap().text();
    let chinese = format!("{}{}", "热线".repeat(6), &text[12..]);
    for typed in ["", "ABCD", &text[..text.len() - 1], &format!("{}A", *text), &chinese] {
        assert!(matches!(Sheet::parse(typed), Err(Error::SheetMistyped)), "{typed}");
    }
}

#[test]
fn the_sheet_brings_back_the_record_and_everything_but_the_clues() {
    let founding = founded("");
    let folder = tempdir().unwrap();
    founding.save(folder.path()).unwrap();

    let typed = Sheet::parse(&founding.sheet.text()).unwrap();
    let recovered = RecoveryBox::read(folder.path()).unwrap().open(&typed).unwrap();
    assert_eq!(recovered.record_key.unwrap().expose(), founding.record_key.expose());
    let keys = Keys::new(HOUSE, recovered.epochs);
    for compartment in [Compartment::Office, Compartment::General] {
        let back = keys.current(compartment).unwrap();
        assert_eq!(back.expose(), founding.keys.current(compartment).unwrap().expose());
    }
    assert!(!keys.holds(Compartment::Clue));
}

#[test]
fn the_clue_sheet_brings_back_the_clues_and_nothing_else() {
    let founding = founded("");
    let recovered = founding.recovery_box.open(&founding.clue_sheet).unwrap();

    assert!(recovered.record_key.is_none());
    let [clue] = recovered.epochs.as_slice() else { panic!("one epoch") };
    assert_eq!(clue.expose(), founding.keys.current(Compartment::Clue).unwrap().expose());
}

#[test]
fn the_opening_of_an_epoch_opens_with_its_own_sheet_only() {
    let founding = founded("");
    for opening in &founding.epochs {
        let (own, other) = match opening.compartment {
            Compartment::Office | Compartment::General => (&founding.sheet, &founding.clue_sheet),
            Compartment::Clue => (&founding.clue_sheet, &founding.sheet),
        };
        assert_eq!(own.publics(), opening.sheet);
        assert_eq!(own.open_grant(HOUSE, &opening.recovery).unwrap().id(), opening.key_id);
        assert!(other.open_grant(HOUSE, &opening.recovery).is_err());
    }
}

#[test]
fn a_sheet_of_another_house_opens_nothing() {
    let refused = founded("").recovery_box.open(&founded("").sheet);
    assert!(matches!(refused, Err(Error::WrongSheet)));
}

#[test]
fn a_rewritten_box_opens_with_the_same_sheets() {
    let founding = founded("");
    let record_key = FileKey::new().unwrap();
    // A general holder at a re-key: the clue part must survive him.
    let epochs = [epoch(Compartment::Office, 2), epoch(Compartment::General, 2)];
    let rewritten = founding.recovery_box.rewritten(STATION, &record_key, &Keys::new(HOUSE, epochs)).unwrap();

    let main = rewritten.open(&founding.sheet).unwrap();
    assert_eq!(main.record_key.unwrap().expose(), record_key.expose());
    assert_eq!(main.epochs[0].id(), epoch(Compartment::Office, 2).id());
    let clue = rewritten.open(&founding.clue_sheet).unwrap();
    assert_eq!(clue.epochs.len(), 1);
}

#[test]
fn a_recovery_box_needs_office_and_general() {
    let founding = founded("");
    let refused =
        founding.recovery_box.rewritten(STATION, &founding.record_key, &keys(&[Compartment::Office]));
    assert!(matches!(refused, Err(Error::NotHeld { compartment: Compartment::General })));
}

#[test]
fn a_damaged_or_newer_recovery_box_is_refused() {
    let founding = founded("");
    let folder = tempdir().unwrap();
    founding.save(folder.path()).unwrap();
    let path = folder.path().join("recovery.box");
    let text = std::fs::read_to_string(&path).unwrap();

    std::fs::write(&path, &text[..text.len() / 2]).unwrap();
    assert!(matches!(RecoveryBox::read(folder.path()), Err(Error::Damaged { .. })));
    std::fs::write(&path, text.replace("\"format\": 1", "\"format\": 2")).unwrap();
    assert!(matches!(RecoveryBox::read(folder.path()), Err(Error::NewerFormat { format: 2 })));
    let elsewhere = text.replace(&STATION.to_string(), &HOUSE.to_string());
    std::fs::write(&path, elsewhere).unwrap();
    let moved = RecoveryBox::read(folder.path()).unwrap();
    assert!(matches!(moved.open(&founding.sheet), Err(Error::Damaged { .. })));
}

proptest! {
    #![proptest_config(few())]

    #[test]
    fn one_mistyped_character_is_noticed(at in 0_usize..36, slip in "[A-Z2-7]") {
        // A known sheet, lest a 20-bit check fail the test once in a million.
        let text = Sheet::parse(KNOWN).unwrap().text().replace(' ', "");
        let mut typed = text.clone();
        typed.replace_range(at..=at, &slip);
        if typed != text {
            prop_assert!(matches!(Sheet::parse(&typed), Err(Error::SheetMistyped)));
        }
    }

    #[test]
    fn two_neighbours_swapped_are_noticed(at in 0_usize..35) {
        let text = Sheet::parse(KNOWN).unwrap().text().replace(' ', "");
        let mut typed: Vec<char> = text.chars().collect();
        typed.swap(at, at + 1);
        let typed: String = typed.into_iter().collect();
        if typed != text {
            prop_assert!(matches!(Sheet::parse(&typed), Err(Error::SheetMistyped)));
        }
    }
}

const KNOWN: &str = "MGOG OQN2 AGMT X2DP H7KE CPHL JRMD V77J XRI3";
