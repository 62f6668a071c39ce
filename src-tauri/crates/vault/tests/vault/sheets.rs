//! Recovery sheets and the box that only they open.

use proptest::prelude::*;
use tempfile::tempdir;
use uuid::Uuid;
use vault::{
    Compartment, Epoch, EpochOpening, Error, FileKey, Founder, KeyId, Keys, RecoveryBox, Sheet, found_house,
    unlock_in,
};

use crate::{
    HOUSE, NOW, OTHER_NO, OTHER_PASSWORD, PASSWORD, PERSON, STAFF_NO, STATION, epoch, few, founded, keys,
};

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
        let [(person, grant)] = opening.boxes.as_slice() else { panic!("the founder's box") };
        assert_eq!(*person, founding.person.id());
        assert_eq!(founding.person.open_grant(HOUSE, grant).unwrap().id(), opening.key_id);
        assert!(other.open_grant(HOUSE, &opening.recovery).is_err());
    }
}

#[test]
fn beside_a_second_founder_the_first_holds_office_alone() {
    let second = vault::Second { person: Uuid::from_u128(8), staff_no: OTHER_NO, password: OTHER_PASSWORD };
    let founding = found_house(&Founder {
        house: HOUSE,
        station: STATION,
        person: PERSON,
        staff_no: STAFF_NO,
        password: PASSWORD,
        evaluation: true,
        second: Some(second),
    })
    .unwrap();
    let folder = tempdir().unwrap();
    founding.save(folder.path()).unwrap();
    let held = |staff_no, password| {
        let (unlocked, _) = unlock_in(folder.path(), staff_no, password, NOW).unwrap();
        let holds = |compartment| unlocked.keys.holds(compartment);
        (holds(Compartment::Office), holds(Compartment::General), unlocked.cases_key.is_some())
    };
    assert_eq!(held(STAFF_NO, PASSWORD), (true, false, false));
    assert_eq!(held(OTHER_NO, OTHER_PASSWORD), (true, true, true));
    let boxed = |compartment| {
        let opening = founding.epochs.iter().find(|it| it.compartment == compartment).unwrap();
        opening.boxes.iter().map(|(to, _)| to.as_u128()).collect::<Vec<_>>()
    };
    let second = vec![8];
    assert_eq!(boxed(Compartment::Office), [PERSON.as_u128(), 8]);
    assert_eq!((boxed(Compartment::General), boxed(Compartment::Clue)), (second.clone(), second));
}

#[test]
fn a_sheet_of_another_house_opens_nothing() {
    let refused = founded("").recovery_box.open(&founded("").sheet);
    assert!(matches!(refused, Err(Error::WrongSheet)));
}

#[test]
fn a_re_key_brings_a_newer_record_key_and_needs_no_epoch() {
    let founding = founded("");
    let record_key = FileKey::new().unwrap();
    let rewritten = founding.recovery_box.clone().with_record_key(&record_key).unwrap();

    let main = rewritten.open(&founding.sheet).unwrap();
    assert_eq!(main.record_key.unwrap().expose(), record_key.expose());
    assert_eq!(ids(&main.epochs), ids(&founding.recovery_box.open(&founding.sheet).unwrap().epochs));
    let clue = rewritten.open(&founding.clue_sheet).unwrap();
    assert!(clue.record_key.is_none());
    assert_eq!(clue.epochs.len(), 1);
    // Bound to the station: what was boxed elsewhere isn't taken for this one's.
    let mut moved = serde_json::to_value(&rewritten).unwrap();
    moved["record"] = moved["main"]["box"].clone();
    let moved: RecoveryBox = serde_json::from_value(moved).unwrap();
    assert!(matches!(moved.open(&founding.sheet), Err(Error::Damaged { .. })));
}

#[test]
fn epochs_opened_since_are_added_for_the_sheet_of_their_compartment() {
    let founding = founded("");
    let mut sealed = founding.recovery_box.clone();
    for compartment in Compartment::ALL {
        let sheet = sealed.sheet(compartment).unwrap();
        let opened = EpochOpening::new(HOUSE, &epoch(compartment, 2), &[], &sheet).unwrap();
        // Twice, as an event that comes again.
        sealed = sealed.with_epoch(opened.recovery.clone()).unwrap().with_epoch(opened.recovery).unwrap();
    }
    let folder = tempdir().unwrap();
    sealed.save(folder.path()).unwrap();
    let sealed = RecoveryBox::read(folder.path()).unwrap();

    let main = sealed.open(&founding.sheet).unwrap();
    assert_eq!(main.record_key.unwrap().expose(), founding.record_key.expose());
    assert_eq!(main.epochs.len(), 4);
    let keys = Keys::new(HOUSE, main.epochs);
    for compartment in [Compartment::Office, Compartment::General] {
        assert_eq!(keys.current(compartment).unwrap().expose(), epoch(compartment, 2).expose());
        assert_eq!(keys.epochs(compartment).len(), 2);
    }
    let clue = Keys::new(HOUSE, sealed.open(&founding.clue_sheet).unwrap().epochs);
    assert_eq!(clue.epochs(Compartment::Clue).len(), 2);
    assert!(!clue.holds(Compartment::General));
}

#[test]
fn an_epoch_whose_box_opens_nothing_shuts_the_sheet_out_of_no_other() {
    let founding = founded("");
    let mut sealed = founding.recovery_box.clone();
    for number in [2, 3] {
        let sheet = sealed.sheet(Compartment::Office).unwrap();
        let opened = EpochOpening::new(HOUSE, &epoch(Compartment::Office, number), &[], &sheet).unwrap();
        let mut recovery = opened.recovery;
        if number == 2 {
            recovery.sealed.fill(9);
        }
        sealed = sealed.with_epoch(recovery).unwrap();
    }
    let main = sealed.open(&founding.sheet).unwrap();
    assert!(main.record_key.is_some());
    assert_eq!(main.epochs.len(), 3, "office 1 and 3, general 1");
}

#[test]
fn a_house_without_a_clue_officer_has_no_clue_sheet() {
    let founding = founded("");
    let (sheet, clue_sheet) = (founding.sheet.publics(), founding.clue_sheet.publics());
    let without = keys(&[Compartment::Office, Compartment::General]);
    let sealed = RecoveryBox::new(STATION, &sheet, &clue_sheet, &founding.record_key, &without).unwrap();
    assert_eq!(sealed.sheet(Compartment::General), Some(sheet));
    assert_eq!(sealed.sheet(Compartment::Clue), None);
    let opened = EpochOpening::new(HOUSE, &epoch(Compartment::Clue, 1), &[], &clue_sheet).unwrap();
    let refused = sealed.with_epoch(opened.recovery);
    assert!(matches!(refused, Err(Error::NotHeld { compartment: Compartment::Clue })));
}

#[test]
fn a_restored_station_has_a_box_of_its_own_for_the_same_sheets() {
    let founding = founded("");
    let sheet = founding.sheet.publics();
    let opened = EpochOpening::new(HOUSE, &epoch(Compartment::Office, 2), &[], &sheet).unwrap();
    let backed_up = founding
        .recovery_box
        .clone()
        .with_record_key(&FileKey::new().unwrap())
        .and_then(|it| it.with_epoch(opened.recovery))
        .unwrap();
    let keys = Keys::new(HOUSE, backed_up.open(&founding.sheet).unwrap().epochs);
    let (station, record_key) = (Uuid::from_u128(99), FileKey::new().unwrap());
    let restored = backed_up.for_station(station, &record_key, &keys).unwrap();

    assert_eq!(restored.station(), station);
    let main = restored.open(&founding.sheet).unwrap();
    assert_eq!(main.record_key.unwrap().expose(), record_key.expose());
    assert_eq!(main.epochs.len(), 3);
    assert_eq!(restored.open(&founding.clue_sheet).unwrap().epochs.len(), 1);
    let office = crate::keys(&[Compartment::Office]);
    let refused = backed_up.for_station(station, &record_key, &office);
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

fn ids(epochs: &[Epoch]) -> Vec<KeyId> {
    epochs.iter().map(Epoch::id).collect()
}

const KNOWN: &str = "MGOG OQN2 AGMT X2DP H7KE CPHL JRMD V77J XRI3";
