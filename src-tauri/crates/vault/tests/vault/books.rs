//! The key book: what it needs, torn files, several writers.

use std::{fs, thread};

use tempfile::tempdir;
use uuid::Uuid;
use vault::{Compartment, Error, FileKey, Founder, Keybook, found_house, sign_in, unlock_in};

use crate::{
    HOUSE, NOW, OTHER_NO, OTHER_PASSWORD, PASSWORD, PERSON, STAFF_NO, STATION, founded, joined, keys, saved,
    text_of,
};

#[test]
fn a_real_house_costs_a_real_slot_and_needs_a_password() {
    let founder = |password| Founder {
        house: HOUSE,
        station: STATION,
        person: PERSON,
        staff_no: STAFF_NO,
        password,
        evaluation: false,
        second: None,
    };
    assert!(matches!(found_house(&founder("")), Err(Error::EmptyPassword)));
    let founding = found_house(&founder(PASSWORD)).unwrap();
    assert_eq!(founding.slot.cost(), vault::Cost::HOUSE);
    assert!(!founding.keybook.evaluation());
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
    let (folder, founding) = saved();
    let book = founding.keybook;
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
    let (folder, founding) = saved();
    let book = founding.keybook;
    for content in ["first", "second"] {
        fs::write(folder.path().join("keys.json"), content).unwrap();
        book.save(folder.path()).unwrap();
    }
    assert_eq!(text_of(folder.path(), "keys.damaged-1.json"), "first");
    assert_eq!(text_of(folder.path(), "keys.damaged-2.json"), "second");
}

#[test]
fn a_missing_key_book_falls_back_too() {
    let (folder, founding) = saved();
    let book = founding.keybook;
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

#[test]
fn saving_keeps_the_one_before_and_leaves_nothing_else() {
    let (folder, founding) = saved();
    let first = text_of(folder.path(), "keys.json");
    let mut book = founding.keybook;
    joined(&mut book, &founding.keys, &[Compartment::Office]);
    book.save(folder.path()).unwrap();

    assert_eq!(text_of(folder.path(), "keys.prev.json"), first);
    let mut names: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["keys.json", "keys.prev.json", "recovery.box"]);
}

#[test]
fn an_edit_that_changes_nothing_or_fails_writes_nothing() {
    let (folder, _) = saved();
    fs::remove_file(folder.path().join("keys.prev.json")).unwrap();
    let before = text_of(folder.path(), "keys.json");
    Keybook::edit(folder.path(), |_| Ok(())).unwrap();
    let failed = Keybook::edit(folder.path(), |book| {
        book.withdraw(PERSON);
        Err::<(), _>(Error::NoRandomness)
    });
    assert!(matches!(failed, Err(Error::NoRandomness)));
    assert_eq!(text_of(folder.path(), "keys.json"), before);
    assert!(!folder.path().join("keys.prev.json").exists());
}

/// A password check reads, takes its time and writes; the file keys of a re-key in between must stay.
#[test]
fn a_password_check_does_not_put_old_file_keys_back() {
    let (folder, founding) = saved();
    Keybook::edit(folder.path(), |book| {
        joined(book, &founding.keys, &[Compartment::Office]);
        Ok(())
    })
    .unwrap();
    thread::scope(|scope| {
        for (staff_no, password) in [(STAFF_NO, PASSWORD), (OTHER_NO, OTHER_PASSWORD)] {
            let folder = folder.path();
            scope
                .spawn(move || (0..20).for_each(|_| drop(sign_in(folder, staff_no, password, NOW).unwrap())));
        }
        for _ in 0..20 {
            let key = FileKey::new().unwrap();
            Keybook::edit(folder.path(), |book| book.rewrap(&founding.keys, &key, None)).unwrap();
            thread::yield_now();
            let book = Keybook::read(folder.path()).unwrap().book;
            assert_eq!(book.record_key(&founding.keys).unwrap().expose(), key.expose());
        }
    });
}
