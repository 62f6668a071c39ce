//! What each verb does and says.

use crate::house::{House, PASSWORD, colleague, contents, done, json};
use desk::clock::Clock;
use desk::{KeysAct, KeysOrder, Signer};
use domain::permission::Role;
use std::fs;

#[test]
fn a_restored_store_is_a_new_station_with_the_same_figures_and_the_same_people() {
    let house = House::real();
    auditor(&house);
    let backup = house.back_up();
    let manifest: serde_json::Value =
        serde_json::from_slice(&fs::read(backup.join("backup.json")).unwrap()).unwrap();
    done(&house.restore(&backup, "new", &[]));
    let (old, new) = (house.verify("store"), house.verify("new"));
    assert!(old["ok"] == true && new["ok"] == true, "{old} {new}");
    assert_eq!(old["restored"], serde_json::Value::Null);
    let restored = &new["restored"];
    assert_eq!(restored["from_station"], manifest["station"]);
    assert_eq!(restored["from_seq"], manifest["seq"]);
    assert_eq!(restored["from_link"], manifest["link"]);
    assert_eq!(restored["ordinal"], 2);
    assert_ne!(restored["station"], manifest["station"]);
    // Each with his own password; somebody else's opens nothing.
    json(&house.ask_as("new", "02", "other", &["trail"]));
    assert_eq!(house.ask_as("new", "02", "password", &["trail"]).status.code(), Some(4));
    // The one that was lost may come back: the two can be told apart.
    done(&house.ask("store", &["checkpoint", "--now"]));
    done(&house.ask("new", &["checkpoint", "--now"]));
    let texts = ["store", "new"].map(|store| json(&house.ask(store, &["checkpoint"]))[0]["text"].clone());
    assert_ne!(texts[0], texts[1]);
}

#[test]
fn a_backup_holds_the_checkpoint_that_was_signed_before_it_and_the_record_says_that_it_was_made() {
    let house = House::evaluation();
    house.import(0, 20);
    let before = house.verify("store")["events"].as_u64().unwrap();
    let backup = house.back_up();
    let manifest: serde_json::Value =
        serde_json::from_slice(&fs::read(backup.join("backup.json")).unwrap()).unwrap();
    let point = json(&house.ask("store", &["checkpoint"]))[0].clone();
    assert_eq!(point["why"], "backup");
    let text = point["text"].as_str().unwrap();
    assert!(text.starts_with("12345/checkpoint/1\n") && point["code"].as_str().unwrap().len() == 19);
    let seq = point["seq"].as_u64().unwrap();
    assert!(seq >= before);
    assert_eq!(manifest["seq"], seq + 1, "the checkpoint is in the backup");
    assert_eq!(house.verify("store")["events"], seq + 2, "BackedUp is not in it");
    // Into another folder, with a list of erasures of its own.
    let away = house.at("away");
    done(&house.ask("store", &["backup", "--to", away.to_str().unwrap()]));
    assert!(away.join("erasures.jsonl").exists());
    assert_eq!(fs::read_dir(&away).unwrap().count(), 2);
}

#[test]
fn a_restore_that_is_refused_leaves_nothing() {
    let house = House::evaluation();
    house.import(0, 20);
    let backup = house.back_up();
    let before = contents(&house.at("backups"));
    let code = |output: std::process::Output| output.status.code();
    assert_eq!(code(house.restore(&backup, "store", &[])), Some(3), "there is a store");
    assert_eq!(code(house.restore(&house.at("backups"), "new", &[])), Some(3), "that is no backup");
    fs::write(house.at("sheet"), "SJ2Y KQTI").unwrap();
    assert_eq!(code(house.restore(&backup, "new", &[])), Some(4), "a mistyped sheet");
    let (other, sheets) = (House::evaluation(), fs::read_to_string(house.at("sheets")).unwrap());
    fs::copy(other.at("sheet"), house.at("sheet")).unwrap();
    assert_eq!(code(house.restore(&backup, "new", &[])), Some(4), "a sheet of another house");
    fs::write(house.at("sheet"), sheets.lines().nth(1).unwrap()).unwrap();
    assert_eq!(code(house.restore(&backup, "new", &[])), Some(4), "the second sheet alone");
    for name in ["new", "restoring-new", "restoring-store"] {
        assert!(!house.at(name).exists(), "{name}");
    }
    assert_eq!(contents(&house.at("backups")), before);
    fs::write(house.at("sheet"), sheets).unwrap();
    // What lies in the folder holds no store: it is kept, out of the way.
    fs::create_dir(house.at("new")).unwrap();
    fs::write(house.at("new/letter"), "von Hand").unwrap();
    done(&house.restore(&backup, "new", &[]));
    assert_eq!(fs::read_to_string(house.at("new.before-1/letter")).unwrap(), "von Hand");
    assert_eq!(house.verify("new")["ok"], true);
    assert_eq!(contents(&house.at("backups")), before, "a backup is only read");
}

#[test]
fn a_backup_with_one_flipped_byte_is_not_restored() {
    let house = House::evaluation();
    house.import(0, 20);
    let backup = house.back_up();
    for name in ["record.db", "keys.json", "recovery.box", "backup.json"] {
        let path = backup.join(name);
        let whole = fs::read(&path).unwrap();
        for part in 0..6 {
            let mut bytes = whole.clone();
            bytes[whole.len() * part / 6 + 2] ^= 4;
            fs::write(&path, &bytes).unwrap();
            let refused = house.restore(&backup, "new", &[]);
            assert_ne!(refused.status.code(), Some(0), "{name}, part {part}");
            assert!(!house.at("new").exists() && !house.at("restoring-new").exists());
        }
        fs::write(&path, &whole).unwrap();
    }
    done(&house.restore(&backup, "new", &[]));
}

#[test]
fn in_a_real_house_whoever_asks_for_a_case_is_on_the_trail_and_an_auditor_gets_none() {
    let house = House::real();
    auditor(&house);
    let asked = |arguments: &[&str]| house.ask_as("store", "02", "other", arguments);
    for verb in [&["case", "20261201-01-01"][..], &["sessions"], &["drafts"], &["backup"]] {
        assert_eq!(asked(verb).status.code(), Some(4), "{verb:?}");
    }
    assert_eq!(
        house.ask("store", &["case", "20261201-01-01"]).status.code(),
        Some(1),
        "there is no such case"
    );
    done(&house.ask("store", &["drafts"]));
    let agenda = ["agenda", "--session", "00000000-0000-4000-8000-000000000001"];
    assert_eq!(house.ask("store", &agenda).status.code(), Some(1), "there is no such meeting");
    let trail = json(&asked(&["trail"]));
    let looks =
        |name: &str| trail.iter().filter(|look| look["what"] == "loggedIn" && look["name"] == name).count();
    // Once for the account, once each for the case, the drafts and the agenda; reading beside a console, as the
    // trail is, leaves none.
    assert_eq!(looks("周明"), 4, "{trail:?}");
    assert_eq!(looks("江临"), 3, "refused, and told all the same: {trail:?}");
    assert!(json(&asked(&["trail", "--to", "2026-01-01"])).is_empty());
    assert!(json(&asked(&["trail", "--case", "20261201-01-01"])).is_empty());
    assert_eq!(asked(&["trail", "--from", "neulich"]).status.code(), Some(1));
}

const OTHER: &str = "另一个人自己的密码";

/// 02, an auditor with a password of his own.
fn auditor(house: &House) {
    let desk = desk::house::open(&house.at("store"), "1", PASSWORD, Clock::wall()).unwrap();
    fs::write(house.at("other"), OTHER).unwrap();
    let act = KeysAct::OpenAccount {
        person: colleague(&desk),
        staff_no: "02".into(),
        roles: vec![Role::Auditor],
        password: OTHER.into(),
    };
    desk.keys(KeysOrder { signer: Signer { staff_no: None, password: PASSWORD.into() }, act }).unwrap();
}
