//! Leaving, turning keys and re-keying: what an old key book still opens.

use std::fs;

use uuid::Uuid;
use vault::{Compartment, EpochOpening, Error, FileKey, Founding, Grant, Keybook, Person, Sheet};

use crate::{
    HOUSE, NOW, OTHER_NO, OTHER_PASSWORD, PASSWORD, PERSON, STAFF_NO, epoch, founded, joined, saved, text_of,
};

const FILES: [&str; 2] = ["keys.json", "keys.prev.json"];

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
fn a_withdrawn_person_leaves_slot_grants_and_tries_behind() {
    let mut book = founded(PASSWORD).keybook;
    book.unlock(STAFF_NO, "错", NOW).unwrap_err();
    assert!(book.withdraw(PERSON));
    assert!(!book.withdraw(PERSON));
    assert!(!book.to_text().unwrap().contains(STAFF_NO));
    assert!(matches!(book.unlock(STAFF_NO, PASSWORD, NOW), Err(Error::WrongPassword { .. })));
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
    let newest = |it| Some(epoch(it, 2).id());
    let (office, general) = book.wrapped_under();
    assert_eq!((Some(office), general), (newest(Compartment::Office), newest(Compartment::General)));
    // Without a grant of the new epoch the old login gets nothing.
    let refused = book.unlock(STAFF_NO, PASSWORD, NOW);
    assert!(matches!(refused, Err(Error::NotHeld { compartment: Compartment::Office })));
    for compartment in [Compartment::Office, Compartment::General] {
        let grant = Grant::to(HOUSE, PERSON, &founding.publics, &epoch(compartment, 2)).unwrap();
        book.grant(PERSON, grant).unwrap();
    }
    let unlocked = book.unlock(STAFF_NO, PASSWORD, NOW).unwrap();
    assert_eq!(unlocked.cases_key.unwrap().expose(), cases_key.expose());
}

#[test]
fn the_office_re_keys_the_record_and_leaves_the_cases_as_they_are() {
    let founding = founded(PASSWORD);
    let mut book = founding.keybook.clone();
    let office = crate::keys(&[Compartment::Office]);
    let record_key = FileKey::new().unwrap();
    book.rewrap(&office, &record_key, None).unwrap();

    assert_eq!(book.record_key(&office).unwrap().expose(), record_key.expose());
    let cases_key = book.cases_key(&founding.keys).unwrap().unwrap();
    assert_eq!(cases_key.expose(), founding.cases_key.expose());
}

#[test]
fn an_epoch_opens_for_those_it_was_boxed_to_and_its_sheet() {
    let people = [1, 2].map(|id| Person::new(Uuid::from_u128(id)).unwrap());
    let known: Vec<_> = people.iter().map(|it| (it.id(), it.publics())).collect();
    let (sheet, epoch) = (Sheet::new().unwrap(), epoch(Compartment::General, 2));
    let opening = EpochOpening::new(HOUSE, &epoch, &known, &sheet.publics()).unwrap();

    assert_eq!((opening.number, opening.key_id), (2, epoch.id()));
    for (person, (to, grant)) in people.iter().zip(&opening.boxes) {
        assert_eq!(*to, person.id());
        assert_eq!(person.open_grant(HOUSE, grant).unwrap().expose(), epoch.expose());
    }
    assert_eq!(sheet.open_grant(HOUSE, &opening.recovery).unwrap().expose(), epoch.expose());
    assert!(people[0].open_grant(HOUSE, &opening.boxes[1].1).is_err());
    assert!(people[0].open_grant(HOUSE, &opening.recovery).is_err());
}

/// Negative control: before he was withdrawn, either file let him in.
#[test]
fn after_a_withdrawal_and_a_re_key_the_old_password_is_refused_by_both_files() {
    let (folder, founding) = with_two();
    for name in FILES {
        assert!(tried(&text_of(folder.path(), name)).is_ok(), "{name}");
    }
    let old = text_of(folder.path(), "keys.json");
    Keybook::edit(folder.path(), |book| Ok(book.withdraw(Uuid::from_u128(8)))).unwrap();
    for name in FILES {
        assert!(matches!(tried(&text_of(folder.path(), name)), Err(Error::WrongPassword { .. })), "{name}");
    }

    founding.keys.hold(epoch(Compartment::Office, 2));
    founding.keys.hold(epoch(Compartment::General, 2));
    let keys = [FileKey::new().unwrap(), FileKey::new().unwrap()];
    Keybook::edit(folder.path(), |book| book.rewrap(&founding.keys, &keys[0], Some(&keys[1]))).unwrap();
    // A copy that he kept opens keys which open no file any longer.
    let kept = tried(&old).unwrap();
    assert_ne!(kept.record_key.expose(), keys[0].expose());
    assert_ne!(kept.cases_key.unwrap().expose(), keys[1].expose());
    let old_wraps = founding.keybook.wrapped_under();
    for name in FILES {
        let book = Keybook::from_text(text_of(folder.path(), name).as_bytes()).unwrap();
        assert!(matches!(book.record_key(&kept.keys), Err(Error::NotHeld { .. })), "{name}");
        assert!(matches!(book.cases_key(&kept.keys), Err(Error::NotHeld { .. })), "{name}");
        assert_ne!(book.wrapped_under(), old_wraps);
    }
}

#[test]
fn an_old_file_key_is_in_neither_file() {
    let (folder, founding) = with_two();
    let [first, second, cases] = [(); 3].map(|()| FileKey::new().unwrap());
    for (record_key, cases_key) in [(&first, None), (&first, Some(&cases)), (&second, None)] {
        Keybook::edit(folder.path(), |book| book.rewrap(&founding.keys, record_key, cases_key)).unwrap();
        let held = FILES.map(|name| {
            let book = Keybook::from_text(text_of(folder.path(), name).as_bytes()).unwrap();
            let (record, cases) = (book.record_key(&founding.keys), book.cases_key(&founding.keys));
            (*record.unwrap().expose(), *cases.unwrap().unwrap().expose())
        });
        assert_eq!(held[0], held[1]);
        assert_eq!(held[0].0, *record_key.expose());
    }
}

#[test]
fn an_old_password_is_in_neither_file() {
    let (folder, founding) = with_two();
    Keybook::edit(folder.path(), |book| book.change_password(&founding.person, "新密码")).unwrap();
    for name in FILES {
        let text = text_of(folder.path(), name);
        let mut book = Keybook::from_text(text.as_bytes()).unwrap();
        assert!(book.unlock(STAFF_NO, PASSWORD, NOW).is_err(), "{name}");
        assert!(book.unlock(STAFF_NO, "新密码", NOW).is_ok(), "{name}");
    }
}

#[test]
fn a_withdrawal_from_a_damaged_key_book_reaches_the_previous_one_too() {
    for damage in ["torn", ""] {
        let (folder, _) = with_two();
        fs::write(folder.path().join("keys.json"), damage).unwrap();
        let (gone, reading) =
            Keybook::edit(folder.path(), |book| Ok(book.withdraw(Uuid::from_u128(8)))).unwrap();
        assert!(gone && reading.fell_back);
        for name in FILES {
            assert!(tried(&text_of(folder.path(), name)).is_err(), "{name}");
        }
    }
}

#[test]
fn a_restored_station_keeps_its_people_and_has_file_keys_of_its_own() {
    let (folder, founding) = with_two();
    let backed_up = Keybook::read(folder.path()).unwrap().book;
    let (station, record_key) = (Uuid::from_u128(99), FileKey::new().unwrap());
    let mut book = backed_up.for_station(station, &founding.keys, &record_key, None).unwrap();

    assert_eq!((book.house(), book.station()), (HOUSE, station));
    let unlocked = book.unlock(OTHER_NO, OTHER_PASSWORD, NOW).unwrap();
    assert_eq!(unlocked.record_key.expose(), record_key.expose());
    // `cases.db` is made anew: the wrap of another station would open nothing here.
    assert!(unlocked.cases_key.is_none() && unlocked.keys.holds(Compartment::General));
    assert_eq!(book.people().len(), 2);
    assert_eq!(backed_up.record_key(&founding.keys).unwrap().expose(), founding.record_key.expose());
}

/// A house of two on disk, both in both files.
fn with_two() -> (tempfile::TempDir, Founding) {
    let (folder, founding) = saved();
    let mut book = founding.keybook.clone();
    joined(&mut book, &founding.keys, &[Compartment::Office, Compartment::General]);
    book.save(folder.path()).unwrap();
    book.save(folder.path()).unwrap();
    (folder, founding)
}

fn tried(text: &str) -> Result<vault::Unlocked, Error> {
    Keybook::from_text(text.as_bytes()).unwrap().unlock(OTHER_NO, OTHER_PASSWORD, NOW)
}
