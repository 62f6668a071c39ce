//! Unlocking: what a password opens, and the limit on guessing.

use std::{fs, time::Instant};

use vault::{Compartment, Error, Founder, Grant, Keybook, found_house, sign_in, unlock_in};

use crate::{
    HOUSE, NOW, OTHER_NO, OTHER_PASSWORD, PASSWORD, PERSON, STAFF_NO, STATION, epoch, founded, joined, saved,
};

const MINUTE: i64 = 60_000;
const NOBODY: &str = "7777";

#[test]
fn a_password_unlocks_all_that_the_founder_holds_but_the_clues() {
    let mut founding = founded(PASSWORD);
    let unlocked = founding.keybook.unlock(STAFF_NO, PASSWORD, NOW).unwrap();

    assert_eq!(unlocked.person.id(), PERSON);
    assert_eq!(unlocked.person.publics(), founding.publics);
    assert_eq!(unlocked.record_key.expose(), founding.record_key.expose());
    assert_eq!(unlocked.cases_key.unwrap().expose(), founding.cases_key.expose());
    for compartment in [Compartment::Office, Compartment::General] {
        let held = unlocked.keys.current(compartment).unwrap();
        assert_eq!(held.expose(), founding.keys.current(compartment).unwrap().expose());
    }
    assert_eq!(unlocked.record_key.raw_text().len(), 3 + 64);
    assert!(!unlocked.keys.holds(Compartment::Clue));
    let clue = founding.keybook.epochs_of(&unlocked.person, Compartment::Clue).unwrap();
    assert_eq!(clue[0].expose(), founding.keys.current(Compartment::Clue).unwrap().expose());
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
    let person = joined(&mut book, &founding.keys, &[Compartment::Office]);

    let unlocked = book.unlock(OTHER_NO, OTHER_PASSWORD, NOW).unwrap();
    assert_eq!(unlocked.record_key.expose(), founding.record_key.expose());
    assert!(unlocked.cases_key.is_none());
    assert!(!unlocked.keys.holds(Compartment::General));
    assert!(book.epochs_of(&person, Compartment::Clue).unwrap().is_empty());
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
    let founding = founded(PASSWORD);
    let mut book = founding.keybook;
    joined(&mut book, &founding.keys, &[Compartment::Office]);
    for _ in 0..5 {
        book.unlock(STAFF_NO, "错", NOW).unwrap_err();
    }
    assert!(book.unlock(OTHER_NO, OTHER_PASSWORD, NOW).is_ok());
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
fn a_login_says_how_many_wrong_tries_came_before_it() {
    let (folder, _) = saved();
    let wrong_before = |wrong: u8, now: i64| {
        for _ in 0..wrong {
            unlock_in(folder.path(), STAFF_NO, "错", NOW).unwrap_err();
        }
        unlock_in(folder.path(), STAFF_NO, PASSWORD, now).unwrap().0.wrong_before
    };
    assert_eq!(wrong_before(0, NOW), 0);
    assert_eq!(wrong_before(3, NOW), 3);
    assert_eq!(wrong_before(0, NOW), 0);
    assert_eq!(wrong_before(5, NOW + 15 * MINUTE), 5);
}

#[test]
fn signing_in_is_a_password_check_under_the_same_limit() {
    let (folder, founding) = saved();
    let (signed, reading) = sign_in(folder.path(), STAFF_NO, PASSWORD, NOW).unwrap();
    assert_eq!((signed.person.publics(), signed.wrong_before), (founding.publics, 0));
    assert!(!reading.fell_back);

    // Told with the right one, which clears them.
    sign_in(folder.path(), STAFF_NO, "错", NOW).unwrap_err();
    assert_eq!(sign_in(folder.path(), STAFF_NO, PASSWORD, NOW).unwrap().0.wrong_before, 1);

    for left in (0..5).rev() {
        let wrong = sign_in(folder.path(), STAFF_NO, "错", NOW);
        assert!(matches!(wrong, Err(Error::WrongPassword { left: l }) if l == left));
    }
    let locked = unlock_in(folder.path(), STAFF_NO, PASSWORD, NOW);
    assert!(matches!(locked, Err(Error::LockedOut { .. })));
}

#[test]
fn who_was_not_granted_the_office_signs_in_and_gets_no_keys() {
    let (folder, founding) = saved();
    Keybook::edit(folder.path(), |book| {
        joined(book, &founding.keys, &[Compartment::General]);
        Ok(())
    })
    .unwrap();
    assert!(sign_in(folder.path(), OTHER_NO, OTHER_PASSWORD, NOW).is_ok());
    let refused = unlock_in(folder.path(), OTHER_NO, OTHER_PASSWORD, NOW);
    assert!(matches!(refused, Err(Error::NotHeld { compartment: Compartment::Office })));
}

/// He left the cases when their key was turned, and keeps the office.
#[test]
fn an_old_general_key_does_not_open_cases_that_have_a_newer_one() {
    let founding = founded(PASSWORD);
    let mut book = founding.keybook;
    let person = joined(&mut book, &founding.keys, &[Compartment::Office, Compartment::General]);
    assert!(book.unlock(OTHER_NO, OTHER_PASSWORD, NOW).unwrap().cases_key.is_some());

    founding.keys.hold(epoch(Compartment::General, 2));
    book.rewrap(&founding.keys, &founding.record_key, Some(&founding.cases_key)).unwrap();
    let unlocked = book.unlock(OTHER_NO, OTHER_PASSWORD, NOW).unwrap();
    assert!(unlocked.cases_key.is_none());
    assert!(!unlocked.keys.holds(Compartment::General));

    let grant = Grant::to(HOUSE, person.id(), &person.publics(), &epoch(Compartment::General, 2)).unwrap();
    book.grant(person.id(), grant).unwrap();
    assert!(book.unlock(OTHER_NO, OTHER_PASSWORD, NOW).unwrap().cases_key.is_some());
}

#[test]
fn an_empty_staff_number_is_the_only_person() {
    let founding = founded(PASSWORD);
    let mut book = founding.keybook;
    assert_eq!(book.unlock("", PASSWORD, NOW).unwrap().person.id(), PERSON);
    // Counted as his.
    book.unlock("", "错", NOW).unwrap_err();
    assert_eq!(book.unlock(STAFF_NO, PASSWORD, NOW).unwrap().wrong_before, 1);

    joined(&mut book, &founding.keys, &[Compartment::Office]);
    assert!(matches!(book.unlock("", PASSWORD, NOW), Err(Error::UnknownPerson)));
}

#[test]
fn a_stranger_is_answered_like_a_wrong_password() {
    let (folder, _) = saved();
    let tried = |staff_no: &str| -> Vec<String> {
        let folder = folder.path();
        (0..7).map(|_| unlock_in(folder, staff_no, "错", NOW).unwrap_err().to_string()).collect()
    };
    assert_eq!(tried(NOBODY), tried(STAFF_NO));
    assert!(sign_in(folder.path(), "8888", PASSWORD, NOW).is_err());
}

/// Negative control: an evaluation's slot, and so its stranger, costs next to nothing.
#[test]
fn a_stranger_is_answered_after_as_long() {
    let real = Founder {
        house: HOUSE,
        station: STATION,
        person: PERSON,
        staff_no: STAFF_NO,
        password: PASSWORD,
        evaluation: false,
        second: None,
    };
    let mut book = found_house(&real).unwrap().keybook;
    let mut taken = |staff_no: &str| {
        let start = Instant::now();
        book.unlock(staff_no, "错", NOW).unwrap_err();
        start.elapsed()
    };
    let (known, stranger) = (taken(STAFF_NO), taken(NOBODY));
    assert!(stranger * 4 > known, "{stranger:?} after {known:?}");

    let mut cheap = founded(PASSWORD).keybook;
    let start = Instant::now();
    cheap.unlock(NOBODY, "错", NOW).unwrap_err();
    assert!(start.elapsed() * 4 < known);
}

#[test]
fn strangers_neither_fill_the_key_book_nor_leave_in_it_what_they_typed() {
    let mut book = founded(PASSWORD).keybook;
    let empty = book.to_text().unwrap().len();
    for number in 0..1000 {
        book.unlock(&format!("typed-{number}"), "错", NOW).unwrap_err();
    }
    let text = book.to_text().unwrap();
    assert!(text.len() - empty < 64 * 100, "{} more", text.len() - empty);
    assert!(!text.contains("typed"));
    // And lock nobody out who is known.
    assert!(book.unlock(STAFF_NO, PASSWORD, NOW).is_ok());
}

/// Boxes that open nothing: what a holder could write to shut somebody out.
fn write(book: &mut Keybook, person: &vault::Person, compartments: &[Compartment]) {
    let mut entry = book.people().iter().find(|it| it.person == person.id()).unwrap().clone();
    entry.grants.extend(compartments.iter().map(|compartment| Grant {
        compartment: *compartment,
        epoch: 9,
        key_id: [9; 8],
        sealed: vec![9; 96],
    }));
    book.enter(entry);
}

#[test]
fn a_box_that_opens_nothing_locks_nobody_out_as_long_as_another_opens() {
    let founding = founded(PASSWORD);
    let mut book = founding.keybook;
    let person = joined(&mut book, &founding.keys, &[Compartment::Office, Compartment::General]);
    let (general, clue) = (Compartment::General, Compartment::Clue);
    write(&mut book, &person, &[Compartment::Office, general, clue]);
    let unlocked = book.unlock(OTHER_NO, OTHER_PASSWORD, NOW).unwrap();
    assert!(unlocked.cases_key.is_some());
    assert_eq!(book.epochs_of(&person, general).unwrap().len(), 1);
    assert!(matches!(book.epochs_of(&person, clue), Err(Error::Damaged { .. })), "nothing else opens");

    // The only box of the cases: the office stays open.
    let person = joined(&mut book, &founding.keys, &[Compartment::Office]);
    write(&mut book, &person, &[general]);
    assert!(book.unlock(OTHER_NO, OTHER_PASSWORD, NOW).unwrap().cases_key.is_none());
}
