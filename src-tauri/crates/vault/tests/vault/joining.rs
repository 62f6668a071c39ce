//! The join code and its bundle: read as people type it, believed only if it is this house's.

use vault::{Bundle, Compartment, Error, FileKey, JoinCode, Keybook, RecoveryBox};

use crate::{HOUSE, OTHER_STREAM, PASSWORD, STAFF_NO, founded};

const FINGERPRINT: &str = "ABCD-EFGH-JKLM-NPQR";

fn code() -> JoinCode {
    JoinCode::new(vec![("192.0.2.7".into(), 5432)], [7; 16], FINGERPRINT, 3).unwrap()
}

#[test]
fn a_code_is_read_as_it_was_printed_and_as_people_type_it() {
    let hosts = vec![("192.0.2.7".to_owned(), 5432), ("hub.example".to_owned(), 6543)];
    for hosts in [hosts[..1].to_vec(), hosts] {
        let code = JoinCode::new(hosts.clone(), [7; 16], FINGERPRINT, 3).unwrap();
        let text = code.text();
        let typed = text.to_lowercase().replace('o', "0").replace('i', "1").replace('b', "8");
        for typed in [text.to_string(), text.replace(' ', ""), text.replace(' ', "-\n"), typed] {
            let read = JoinCode::parse(&typed).unwrap();
            assert_eq!(read.hosts(), hosts);
            assert_eq!((read.certificate(), read.ordinal(), read.role()), ([7; 16], 3, "hotline_s03".into()));
            assert_eq!((read.password(), read.id()), (code.password(), code.id()));
            assert!(read.names(FINGERPRINT) && !read.names("ABCD-EFGH-JKLM-NPQS"));
        }
    }
    assert_eq!(code().text().replace(' ', "").len(), 89);
    assert_ne!((code().password(), code().id()), (code().password(), code().id()), "each is new");
}

#[test]
fn every_single_slip_is_found() {
    let text = code().text().replace(' ', "");
    for (at, right) in text.char_indices() {
        for wrong in ['A', 'Q', '2'].into_iter().filter(|wrong| *wrong != right) {
            let mut typed = text.clone();
            typed.replace_range(at..=at, &wrong.to_string());
            let slip = JoinCode::parse(&typed);
            assert!(matches!(slip, Err(Error::CodeMistyped | Error::NewerFormat { .. })), "{at} {wrong}");
        }
    }
    let short = &text[..text.len() - 1];
    let swapped = format!("{}{}{}", &text[5..10], &text[..5], &text[10..]);
    for typed in ["", "A", "路灯不亮", short, &*swapped, &format!("{text}A")] {
        assert!(matches!(JoinCode::parse(typed), Err(Error::CodeMistyped | Error::NewerFormat { .. })));
    }
}

#[test]
fn a_code_needs_hosts_that_fit() {
    let new = |hosts| JoinCode::new(hosts, [7; 16], FINGERPRINT, 3).map(drop);
    for hosts in [vec![], vec![(String::new(), 1)], vec![("市".into(), 1)], vec![("h".into(), 1); 16]] {
        assert!(matches!(new(hosts), Err(Error::Damaged { .. })));
    }
    assert!(new(vec![("h".into(), 1); 15]).is_ok());
}

#[test]
fn a_bundle_opens_with_its_own_code_alone() {
    let code = code();
    let sealed = code.seal(b"bundle").unwrap();
    assert_eq!(code.open(&sealed).unwrap().as_slice(), b"bundle");
    assert!(matches!(self::code().open(&sealed), Err(Error::Damaged { .. })), "another secret");
    let other = JoinCode::new(vec![("192.0.2.7".into(), 5432)], [7; 16], "ANOTHER", 3).unwrap();
    assert!(matches!(other.open(&sealed), Err(Error::Damaged { .. })), "another house");
    let mut bent = sealed;
    bent[30] ^= 1;
    assert!(code.open(&bent).is_err());
}

#[test]
fn a_person_brings_the_keys_and_the_sheets_work_for_the_new_workstation() {
    let founding = founded(PASSWORD);
    let bundle = Bundle {
        house: HOUSE,
        station: OTHER_STREAM,
        ordinal: 3,
        evaluation: founding.keybook.evaluation(),
        people: founding.keybook.people().to_vec(),
        recovery: founding.recovery_box.clone(),
    };
    let read: Bundle = serde_json::from_slice(&serde_json::to_vec(&bundle).unwrap()).unwrap();
    assert_eq!(read, bundle);
    assert!(bundle.unlock(STAFF_NO, "错的密码").unwrap().is_none());
    assert!(bundle.unlock("9999", PASSWORD).unwrap().is_none());
    let (person, keys) = bundle.unlock(STAFF_NO, PASSWORD).unwrap().unwrap();
    assert_eq!(person.publics(), founding.publics);
    let held = Compartment::ALL.map(|it| keys.holds(it));
    assert_eq!(held, [true, true, false], "the clue key is asked for at its desk");

    let (record_key, cases_key) = (FileKey::new().unwrap(), FileKey::new().unwrap());
    let (mut book, recovery) = bundle.files(&keys, &record_key, Some(&cases_key)).unwrap();
    assert_eq!((book.house(), book.station()), (HOUSE, OTHER_STREAM));
    let unlocked = book.unlock(STAFF_NO, PASSWORD, crate::NOW).unwrap();
    assert_eq!(unlocked.record_key.expose(), record_key.expose());
    assert_eq!(unlocked.cases_key.unwrap().expose(), cases_key.expose());
    let reopened: RecoveryBox = serde_json::from_slice(&serde_json::to_vec(&recovery).unwrap()).unwrap();
    let recovered = reopened.open(&founding.sheet).unwrap();
    assert_eq!(recovered.record_key.unwrap().expose(), record_key.expose());
    assert!(Keybook::from_text(book.to_text().unwrap().as_bytes()).is_ok());
}
