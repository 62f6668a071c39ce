//! Bytes of the first version, which must be read for ever.

use std::{fs, path::PathBuf};

use data_encoding::HEXLOWER;
use serde_json::{Value, json};
use vault::{
    Act, Compartment, Envelope, Error, FileKey, Keybook, Keys, Personal, RecoveryBox, Sheet, leaf, link,
    link_zero, seal_act, verify_act,
};

use crate::{HOUSE, NOW, STAFF_NO, STATION, STREAM, TEXT, all_keys, founded, head};

const PASSWORD: &str = "永远能读";

#[test]
fn the_golden_envelope_decodes_for_ever() {
    let golden = read("envelope.json");
    let keys = all_keys();
    let bytes = hex(&golden["envelope"]);
    let wrap = hex(&golden["wrap"]);
    let envelope = Envelope::parse(&bytes).unwrap();

    assert_eq!(envelope.head(), head());
    assert_eq!(keys.compartment_of(envelope.key_id()), Some(Compartment::General));
    let facts = envelope.open_facts(&keys).unwrap();
    assert_eq!(facts.as_slice(), golden["facts"].as_str().unwrap().as_bytes());
    let text = envelope.open_personal(&keys, Some(&wrap)).unwrap().unwrap();
    assert_eq!(text.as_slice(), golden["personal"].as_str().unwrap().as_bytes());
    let sign_pub = hex(&golden["sign_pub"]).try_into().unwrap();
    verify_act(&envelope, HOUSE, &facts, &sign_pub).unwrap();

    assert_eq!(leaf(&bytes).to_vec(), hex(&golden["leaf"]));
    let first = link(&link_zero(HOUSE, STATION), 1, &leaf(&bytes));
    assert_eq!(first.to_vec(), hex(&golden["link"]));
    assert_eq!(keys.import_hash("2025-000123").unwrap().to_vec(), hex(&golden["import_hash"]));
    assert_eq!(*keys.open_draft(STREAM, &hex(&golden["draft"])).unwrap(), TEXT);
}

#[test]
fn the_golden_key_book_unlocks_for_ever() {
    let text = fs::read(path("keys.json")).unwrap();
    let secrets = read("secrets.json");
    let mut book = Keybook::from_text(&text).unwrap();

    let unlocked = book.unlock(STAFF_NO, PASSWORD, NOW).unwrap();
    assert_same(&unlocked.keys, &secrets, &[Compartment::Office, Compartment::General]);
    let clue = book.epochs_of(&unlocked.person, Compartment::Clue).unwrap();
    assert_same(&Keys::new(HOUSE, clue), &secrets, &[Compartment::Clue]);
    assert_eq!(unlocked.record_key.expose().to_vec(), hex(&secrets["R"]));
    assert_eq!(unlocked.cases_key.unwrap().expose().to_vec(), hex(&secrets["C"]));
    let wrong = book.unlock(STAFF_NO, "别的", NOW);
    assert!(matches!(wrong, Err(Error::WrongPassword { left: 4 })));
    assert_eq!(Keybook::from_text(&text).unwrap().to_text().unwrap().into_bytes(), text);
}

#[test]
fn the_golden_recovery_box_opens_for_ever() {
    let secrets = read("secrets.json");
    let bytes = fs::read(path("recovery.box")).unwrap();
    let golden: RecoveryBox = serde_json::from_slice(&bytes).unwrap();
    // What has been added since is absent, and stays so.
    assert_eq!(serde_json::to_vec_pretty(&golden).unwrap(), bytes);
    let open = |name: &str| {
        let sheet = Sheet::parse(secrets[name].as_str().unwrap()).unwrap();
        golden.open(&sheet).unwrap()
    };

    let main = open("sheet");
    assert_eq!(main.record_key.unwrap().expose().to_vec(), hex(&secrets["R"]));
    assert_same(&Keys::new(HOUSE, main.epochs), &secrets, &[Compartment::Office, Compartment::General]);
    assert_same(&Keys::new(HOUSE, open("clue_sheet").epochs), &secrets, &[Compartment::Clue]);
}

/// Writes the golden files. Run by hand, once, when a format is new; never to make a test pass.
#[test]
#[ignore = "overwrites what must stay"]
fn golden_files_are_written_by_hand() {
    let keys = all_keys();
    let founding = founded(PASSWORD);
    let data = json!({ "by": founding.person.id(), "reason": "citizen", "streams": [STREAM] });
    let act = Act { kind: "ErasureProposed", v: 1, data: &data };
    let key = keys.stream_key_new(STREAM, Compartment::General).unwrap();
    let personal = Some(Personal { key: &key, text: TEXT });
    let bytes = seal_act(&keys, &founding.person, Compartment::General, &head(), &act, personal).unwrap();
    let facts = Envelope::parse(&bytes).unwrap().open_facts(&keys).unwrap();
    let leaf = leaf(&bytes);
    let draft = keys.seal_draft(Compartment::General, STREAM, TEXT).unwrap();
    write(
        "envelope.json",
        &json!({
            "envelope": HEXLOWER.encode(&bytes),
            "wrap": HEXLOWER.encode(&key.wrap),
            "facts": str::from_utf8(&facts).unwrap(),
            "personal": str::from_utf8(TEXT).unwrap(),
            "sign_pub": HEXLOWER.encode(&founding.publics.sign_pub),
            "leaf": HEXLOWER.encode(&leaf),
            "link": HEXLOWER.encode(&link(&link_zero(HOUSE, STATION), 1, &leaf)),
            "import_hash": HEXLOWER.encode(&keys.import_hash("2025-000123").unwrap()),
            "draft": HEXLOWER.encode(&draft),
        }),
    );
    fs::write(path("keys.json"), founding.keybook.to_text().unwrap()).unwrap();
    founding.recovery_box.save(&path("")).unwrap();
    let key = |key: &FileKey| HEXLOWER.encode(key.expose());
    let epoch = |it| HEXLOWER.encode(founding.keys.current(it).unwrap().expose());
    write(
        "secrets.json",
        &json!({
            "R": key(&founding.record_key),
            "C": key(&founding.cases_key),
            "office": epoch(Compartment::Office),
            "general": epoch(Compartment::General),
            "clue": epoch(Compartment::Clue),
            "sheet": founding.sheet.text().as_str(),
            "clue_sheet": founding.clue_sheet.text().as_str(),
        }),
    );
}

fn assert_same(keys: &Keys, secrets: &Value, held: &[Compartment]) {
    for compartment in Compartment::ALL {
        assert_eq!(keys.holds(compartment), held.contains(&compartment));
    }
    for compartment in held {
        let epoch = keys.current(*compartment).unwrap();
        assert_eq!(epoch.expose().to_vec(), hex(&secrets[compartment.to_string()]));
    }
}

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

fn read(name: &str) -> Value {
    serde_json::from_slice(&fs::read(path(name)).unwrap()).unwrap()
}

fn write(name: &str, value: &Value) {
    fs::write(path(name), serde_json::to_string_pretty(value).unwrap() + "\n").unwrap();
}

fn hex(text: &Value) -> Vec<u8> {
    HEXLOWER.decode(text.as_str().unwrap().as_bytes()).unwrap()
}
