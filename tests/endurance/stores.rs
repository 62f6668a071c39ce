//! Stores that can't be used: a sentence for a person, nothing written, nothing taken away.

use desk::clock::Clock;
use desk::house::{self, NewHouse};
use desk::{Failure, Language, Needs, Trouble, words};
use domain::directory::HouseKind;
use std::fs;
use std::path::Path;
use tests::{Room, at, found, lift};

fn open(folder: &Path) -> Result<desk::Desk, Failure> {
    house::open(folder, "", "", Clock::fixed(at("09:00")))
}

fn trouble(opened: Result<desk::Desk, Failure>) -> Trouble {
    match opened.map(drop) {
        Err(Failure::Away { what }) => what,
        other => panic!("{other:?}"),
    }
}

/// The files of a folder by name and bytes.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .map(|path| (path.display().to_string(), fs::read(&path).unwrap()))
        .collect();
    files.sort();
    files
}

/// Lengths and hashes of the two databases: enough to say that nobody touched them, short enough to print.
fn databases(folder: &Path) -> Vec<(String, usize, u64)> {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let is_database = |name: &str| name.ends_with("record.db") || name.ends_with("cases.db");
    let digest = |bytes: &[u8]| {
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        hasher.finish()
    };
    let files = contents(folder).into_iter().filter(|(name, _)| is_database(name));
    files.map(|(name, bytes)| (name, bytes.len(), digest(&bytes))).collect()
}

fn closed() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    drop(found(folder.path(), at("08:00")));
    folder
}

#[test]
fn a_store_that_another_console_has_open_is_refused_and_can_still_be_read() {
    let room = Room::open(1);
    assert_eq!(trouble(open(room.folder.path())), Trouble::InUse);
    let reading = house::open_reading(room.folder.path(), "", "").unwrap();
    assert_eq!(reading.sessions().unwrap().len(), 1);
    let answer = reading.act(vec![desk::Order {
        stream: uuid::Uuid::new_v4(),
        version: Some(0),
        command: domain::Command::Case(domain::case::CaseCommand::HandOver),
        draft: None,
    }]);
    let desk::Answer::Failed(failed) = &answer[0] else { panic!("written beside a console") };
    assert_eq!(failed.failure, Failure::Away { what: Trouble::ReadingOnly });
}

#[test]
fn a_damaged_record_is_refused_and_kept_as_it_is() {
    for damage in [b"".as_slice(), b"not a database, not at all".as_slice()] {
        let folder = closed();
        fs::write(folder.path().join("record.db"), damage).unwrap();
        for side in ["record.db-wal", "record.db-shm"] {
            drop(fs::remove_file(folder.path().join(side)));
        }
        let before = databases(folder.path());
        assert_eq!(trouble(open(folder.path())), Trouble::Damaged);
        assert_eq!(databases(folder.path()), before);
    }
}

#[test]
fn a_key_book_that_was_torn_is_read_from_its_predecessor() {
    let folder = closed();
    drop(open(folder.path()).unwrap());
    fs::write(folder.path().join("keys.json"), b"{\"format\":").unwrap();
    drop(open(folder.path()).unwrap());
}

#[test]
fn a_folder_without_a_store_says_so() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(trouble(open(folder.path())), Trouble::NoStore);
    assert!(contents(folder.path()).is_empty());
}

#[test]
fn a_store_is_never_founded_over_another() {
    let folder = closed();
    let new = NewHouse {
        kind: HouseKind::Evaluation,
        name: "李敏",
        title: "",
        district: "",
        staff_no: "",
        password: "",
        second: None,
    };
    let before = databases(folder.path());
    let again = house::found(folder.path(), &new, Clock::wall()).map(|(desk, _)| desk);
    assert_eq!(trouble(again), Trouble::StoreThere);
    assert_eq!(databases(folder.path()), before);
}

#[test]
fn a_real_house_needs_its_password_and_pauses_after_five_wrong_ones() {
    let folder = tempfile::tempdir().unwrap();
    let mut new = NewHouse {
        kind: HouseKind::Real,
        name: "李敏",
        title: "",
        district: "",
        staff_no: "",
        password: "1234567",
        second: None,
    };
    let short = house::found(folder.path(), &new, Clock::wall()).map(drop);
    assert_eq!(short, Err(Failure::Denied { needs: Needs::LongerPassword { least: 8 } }));
    new.password = "南湖的桥有九座";
    assert!(house::found(folder.path(), &new, Clock::wall()).is_err(), "seven characters are too few");
    new.password = "南湖的桥一共九座";
    let (desk, sheets) = house::found(folder.path(), &new, Clock::wall()).unwrap();
    assert_eq!(sheets.len(), 2);
    drop(desk);
    assert_eq!(open(folder.path()).map(drop), Err(Failure::Denied { needs: Needs::Password }));
    let wrong = || house::open(folder.path(), "", "不是这个密码", Clock::wall()).map(drop).unwrap_err();
    for left in [4, 3, 2, 1] {
        assert_eq!(wrong(), Failure::Denied { needs: Needs::RightPassword { left } });
    }
    for _ in 0..2 {
        let failure = wrong();
        assert!(matches!(
            failure,
            Failure::Denied { needs: Needs::Patience { .. } | Needs::RightPassword { left: 0 } }
        ));
    }
    let right = house::open(folder.path(), "", new.password, Clock::wall()).map(drop);
    assert!(matches!(right, Err(Failure::Denied { needs: Needs::Patience { .. } })), "{right:?}");
}

#[test]
fn nothing_that_was_typed_lies_readable_in_the_files() {
    let room = Room::open(1);
    room.transferred("10047206621", lift());
    let draft = desk::DraftOrder {
        draft: uuid::Uuid::new_v4(),
        stream: uuid::Uuid::new_v4(),
        body: Some(serde_json::json!({"matter": "电梯停运九天"})),
    };
    room.desk.draft(draft).unwrap();
    for (name, bytes) in contents(room.folder.path()) {
        for text in ["10047206621", "电梯", "周女士", "韩越"] {
            let found = bytes.windows(text.len()).any(|window| window == text.as_bytes());
            assert!(!found, "{text} stands readable in {name}");
        }
    }
}

#[test]
fn every_failure_has_a_sentence_in_both_languages() {
    let failures = [
        Failure::Away { what: Trouble::InUse },
        Failure::Away { what: Trouble::Damaged },
        Failure::Away { what: Trouble::NewerSchema },
        Failure::Away { what: Trouble::DiskFull },
        Failure::Away { what: Trouble::ReadOnly },
        Failure::Denied { needs: Needs::RightPassword { left: 3 } },
        Failure::Stale { by: "李敏".into(), at: at("09:41") },
        Failure::Fault { incident: "AB12".into() },
        domain::Rejection::Missing { fields: vec![domain::Field::Matter, domain::Field::Place] }.into(),
        domain::Rejection::LaterThanPromised { promised: at("17:30") }.into(),
    ];
    for failure in failures {
        for language in [Language::Chinese, Language::English] {
            let said = words::catalogue(language).failure(&failure);
            assert!(!said.starts_with("failure.") && !said.contains('{'), "{failure:?}: {said}");
        }
    }
}
