//! The key book: unlocking, the limit on guessing, torn files.

use std::{fs, path::Path};

use tempfile::{TempDir, tempdir};
use uuid::Uuid;
use vault::{Compartment, Entry, Error, FileKey, Founder, Grant, Keybook, Person, found_house, unlock_in};

use crate::{HOUSE, NOW, PERSON, STAFF_NO, STATION, epoch, founded, keys};

const PASSWORD: &str = "一个很长的密码";
const MINUTE: i64 = 60_000;

#[test]
fn a_password_unlocks_all_that_the_founder_holds() {
    let mut founding = founded(PASSWORD);
    let unlocked = founding.keybook.unlock(STAFF_NO, PASSWORD, NOW).unwrap();

    assert_eq!(unlocked.person.id(), PERSON);
    assert_eq!(unlocked.person.publics(), founding.publics);
    assert_eq!(unlocked.record_key.expose(), founding.record_key.expose());
    assert_eq!(unlocked.cases_key.unwrap().expose(), founding.cases_key.expose());
    for compartment in Compartment::ALL {
        let held = unlocked.keys.current(compartment).unwrap();
        assert_eq!(held.expose(), founding.keys.current(compartment).unwrap().expose());
    }
    assert_eq!(unlocked.record_key.raw_text().len(), 3 + 64);
}

#[test]
fn a_real_house_costs_a_real_slot_and_needs_a_password() {
    let founder = |password| Founder {
        house: HOUSE,
        station: STATION,
        person: PERSON,
        staff_no: STAFF_NO,
        password,
        evaluation: false,
    };
    assert!(matches!(found_house(&founder("")), Err(Error::EmptyPassword)));
    let founding = found_house(&founder(PASSWORD)).unwrap();
    assert_eq!(founding.slot.cost(), vault::Cost::HOUSE);
    assert!(!founding.keybook.evaluation());
}

#[test]
fn an_evaluation_unlocks_with_the_empty_password() {
    let mut founding = founded("");
    assert!(founding.keybook.evaluation());
    assert!(founding.keybook.unlock(STAFF_NO, "", NOW).is_ok());
}

#[test]
fn an_administrator_gets_the_record_and_no_cases() {
    let founding = founded(PASSWORD);
    let mut book = founding.keybook;
    let person = Person::new(Uuid::from_u128(8)).unwrap();
    let publics = person.publics();
    let office = founding.keys.current(Compartment::Office).unwrap();
    let grants = vec![Grant::to(HOUSE, person.id(), &publics, &office).unwrap()];
    let slot = book.slot(&person, "管理员").unwrap();
    book.enter(Entry { staff_no: "9001".into(), person: person.id(), publics, slot, grants });

    let unlocked = book.unlock("9001", "管理员", NOW).unwrap();
    assert_eq!(unlocked.record_key.expose(), founding.record_key.expose());
    assert!(unlocked.cases_key.is_none());
    assert!(!unlocked.keys.holds(Compartment::General));
    assert!(matches!(
        book.cases_key(&unlocked.keys),
        Err(Error::NotHeld { compartment: Compartment::General })
    ));
}

#[test]
fn five_wrong_passwords_lock_out_for_fifteen_minutes_across_restarts() {
    let (folder, _) = saved();
    for left in (0..5).rev() {
        let wrong = unlock_in(folder.path(), STAFF_NO, "错", NOW);
        assert!(matches!(wrong, Err(Error::WrongPassword { left: l }) if l == left));
    }
    let until = NOW + 15 * MINUTE;
    for now in [NOW, NOW + 14 * MINUTE] {
        let locked = unlock_in(folder.path(), STAFF_NO, PASSWORD, now);
        assert!(matches!(locked, Err(Error::LockedOut { until: u }) if u == until));
    }
    unlock_in(folder.path(), STAFF_NO, PASSWORD, until).unwrap();
}

#[test]
fn the_right_password_clears_the_count() {
    let (folder, _) = saved();
    for _ in 0..3 {
        for _ in 0..4 {
            unlock_in(folder.path(), STAFF_NO, "错", NOW).unwrap_err();
        }
        unlock_in(folder.path(), STAFF_NO, PASSWORD, NOW).unwrap();
    }
}

#[test]
fn a_clock_set_back_does_not_lock_out_for_longer() {
    let (folder, _) = saved();
    for _ in 0..5 {
        unlock_in(folder.path(), STAFF_NO, "错", NOW).unwrap_err();
    }
    let yesterday = NOW - 24 * 60 * MINUTE;
    let locked = unlock_in(folder.path(), STAFF_NO, PASSWORD, yesterday);
    assert!(matches!(locked, Err(Error::LockedOut { .. })));
    unlock_in(folder.path(), STAFF_NO, PASSWORD, yesterday + 15 * MINUTE).unwrap();
}

#[test]
fn one_persons_slips_do_not_lock_out_another() {
    let mut founding = founded(PASSWORD);
    let person = Person::new(Uuid::from_u128(8)).unwrap();
    let slot = founding.keybook.slot(&person, "别人").unwrap();
    let office = founding.keys.current(Compartment::Office).unwrap();
    let publics = person.publics();
    founding.keybook.enter(Entry {
        staff_no: "1002".into(),
        person: person.id(),
        publics,
        slot,
        grants: Vec::new(),
    });
    let grant = Grant::to(HOUSE, person.id(), &publics, &office).unwrap();
    founding.keybook.grant(person.id(), grant).unwrap();
    for _ in 0..5 {
        founding.keybook.unlock(STAFF_NO, "错", NOW).unwrap_err();
    }
    assert!(founding.keybook.unlock("1002", "别人", NOW).is_ok());
}

#[test]
fn a_try_is_on_disk_before_the_password_is_tested() {
    let (folder, _) = saved();
    for _ in 0..4 {
        unlock_in(folder.path(), STAFF_NO, "错", NOW).unwrap_err();
    }
    // keys.prev.json must not give the tries back.
    fs::remove_file(folder.path().join("keys.json")).unwrap();
    let wrong = unlock_in(folder.path(), STAFF_NO, "错", NOW);
    assert!(matches!(wrong, Err(Error::WrongPassword { left: 0 })));
}

#[test]
fn a_stranger_is_not_in_the_key_book() {
    let refused = founded(PASSWORD).keybook.unlock("7777", PASSWORD, NOW);
    assert!(matches!(refused, Err(Error::UnknownPerson)));
}

#[test]
fn a_changed_password_replaces_the_old_one_and_nothing_else() {
    let founding = founded(PASSWORD);
    let mut book = founding.keybook.clone();
    book.change_password(&founding.person, "新密码").unwrap();

    assert!(matches!(book.unlock(STAFF_NO, PASSWORD, NOW), Err(Error::WrongPassword { .. })));
    assert!(book.unlock(STAFF_NO, "新密码", NOW).is_ok());
    assert_eq!(book.people()[0].grants, founding.keybook.people()[0].grants);
    assert_eq!(book.people()[0].publics, founding.publics);
}

#[test]
fn a_withdrawn_person_leaves_slot_and_grants_behind() {
    let mut book = founded(PASSWORD).keybook;
    assert!(book.withdraw(PERSON));
    assert!(!book.withdraw(PERSON));
    assert!(matches!(book.unlock(STAFF_NO, PASSWORD, NOW), Err(Error::UnknownPerson)));
    assert!(!book.to_text().unwrap().contains(STAFF_NO));
}

#[test]
fn new_file_keys_under_a_new_epoch_leave_the_old_key_book_behind() {
    let founding = founded(PASSWORD);
    let mut book = founding.keybook.clone();
    founding.keys.hold(epoch(Compartment::Office, 2));
    founding.keys.hold(epoch(Compartment::General, 2));
    let (record_key, cases_key) = (FileKey::new().unwrap(), FileKey::new().unwrap());
    book.rewrap(&founding.keys, &record_key, Some(&cases_key)).unwrap();

    assert_eq!(book.record_key(&founding.keys).unwrap().expose(), record_key.expose());
    // Without a grant of the new epoch the old login gets nothing.
    let refused = book.unlock(STAFF_NO, PASSWORD, NOW);
    assert!(matches!(refused, Err(Error::NotHeld { .. })));
    for compartment in [Compartment::Office, Compartment::General] {
        let grant = Grant::to(HOUSE, PERSON, &founding.publics, &epoch(compartment, 2)).unwrap();
        book.grant(PERSON, grant).unwrap();
    }
    let unlocked = book.unlock(STAFF_NO, PASSWORD, NOW).unwrap();
    assert_eq!(unlocked.cases_key.unwrap().expose(), cases_key.expose());
}

#[test]
fn swapped_file_keys_do_not_unwrap() {
    let founding = founded(PASSWORD);
    let elsewhere = Keybook::new(
        Uuid::from_u128(99),
        true,
        &founding.keys,
        &founding.record_key,
        Some(&founding.cases_key),
    )
    .unwrap();
    let wrap = |book: &Keybook| serde_json::to_value(book).unwrap()["R_wrap"].clone();
    let mut json = serde_json::to_value(&founding.keybook).unwrap();
    json["R_wrap"] = wrap(&elsewhere);
    let book: Keybook = serde_json::from_value(json).unwrap();
    assert!(matches!(book.record_key(&founding.keys), Err(Error::Damaged { .. })));
}

#[test]
fn a_key_book_needs_the_compartments_of_its_file_keys() {
    let key = FileKey::new().unwrap();
    let office = keys(&[Compartment::Office]);
    let refused = Keybook::new(STATION, false, &office, &key, Some(&key));
    assert!(matches!(refused, Err(Error::NotHeld { compartment: Compartment::General })));
    let book = Keybook::new(STATION, false, &office, &key, None).unwrap();
    assert!(book.cases_key(&office).unwrap().is_none());
    assert!(book.record_key(&office).is_ok());
}

#[test]
fn a_key_book_with_any_byte_flipped_is_damaged() {
    let text = founded(PASSWORD).keybook.to_text().unwrap().into_bytes();
    assert!(Keybook::from_text(&text).is_ok());
    for at in 0..text.len() {
        let mut text = text.clone();
        text[at] ^= 0x08;
        let refused = Keybook::from_text(&text);
        assert!(matches!(refused, Err(Error::Damaged { .. })), "byte {at}");
    }
    for length in (0..text.len()).step_by(97) {
        assert!(Keybook::from_text(&text[..length]).is_err(), "cut at {length}");
    }
}

#[test]
fn a_torn_key_book_falls_back_to_the_previous_one_and_is_kept() {
    let (folder, book) = saved();
    book.save(folder.path()).unwrap();
    let whole = fs::read(folder.path().join("keys.json")).unwrap();
    let torn = &whole[..whole.len() / 2];
    fs::write(folder.path().join("keys.json"), torn).unwrap();

    let reading = Keybook::read(folder.path()).unwrap();
    assert!(reading.fell_back);
    assert_eq!(reading.book, book);
    assert_eq!(fs::read(folder.path().join("keys.json")).unwrap(), torn);

    let (_, reading) = unlock_in(folder.path(), STAFF_NO, PASSWORD, NOW).unwrap();
    assert!(reading.fell_back);
    assert_eq!(fs::read(folder.path().join("keys.damaged-1.json")).unwrap(), torn);
    assert!(!Keybook::read(folder.path()).unwrap().fell_back);
}

#[test]
fn a_second_damaged_key_book_does_not_overwrite_the_first() {
    let (folder, book) = saved();
    for content in ["first", "second"] {
        fs::write(folder.path().join("keys.json"), content).unwrap();
        book.save(folder.path()).unwrap();
    }
    assert_eq!(text_of(folder.path(), "keys.damaged-1.json"), "first");
    assert_eq!(text_of(folder.path(), "keys.damaged-2.json"), "second");
}

#[test]
fn a_missing_key_book_falls_back_too() {
    let (folder, book) = saved();
    book.save(folder.path()).unwrap();
    fs::remove_file(folder.path().join("keys.json")).unwrap();
    assert!(Keybook::read(folder.path()).unwrap().fell_back);
}

#[test]
fn two_damaged_key_books_are_refused_and_none_is_touched() {
    let (folder, _) = saved();
    for name in ["keys.json", "keys.prev.json"] {
        fs::write(folder.path().join(name), "torn").unwrap();
    }
    assert!(matches!(Keybook::read(folder.path()), Err(Error::Damaged { .. })));
    assert!(unlock_in(folder.path(), STAFF_NO, PASSWORD, NOW).is_err());
    for name in ["keys.json", "keys.prev.json"] {
        assert_eq!(text_of(folder.path(), name), "torn");
    }
}

#[test]
fn an_empty_folder_says_that_nothing_is_there() {
    let folder = tempdir().unwrap();
    let refused = Keybook::read(folder.path());
    assert!(matches!(refused, Err(Error::Io(it)) if it.kind() == std::io::ErrorKind::NotFound));
}

#[test]
fn saving_keeps_the_one_before_and_leaves_nothing_else() {
    let (folder, book) = saved();
    let first = text_of(folder.path(), "keys.json");
    let mut book = book;
    book.withdraw(PERSON);
    book.save(folder.path()).unwrap();

    assert_eq!(text_of(folder.path(), "keys.prev.json"), first);
    let mut names: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["keys.json", "keys.prev.json", "recovery.box"]);
}

#[cfg(unix)]
#[test]
fn the_files_are_for_this_user_only() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, _) = saved();
    for name in ["keys.json", "recovery.box"] {
        let mode = fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

fn saved() -> (TempDir, Keybook) {
    let folder = tempdir().unwrap();
    let founding = founded(PASSWORD);
    founding.save(folder.path()).unwrap();
    (folder, founding.keybook)
}

fn text_of(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}
