//! Checkpoints: the signed text, its short code, and reading it back from paper.

use data_encoding::BASE32;
use proptest::prelude::*;
use sha2::{Digest, Sha256};
use vault::{Checkpoint, Error, HubPoint, StationKey};

use crate::{HOUSE, NOW, STATION, few};

#[test]
fn the_signed_text_is_one_field_a_line() {
    let text = "12345/checkpoint/1\n\
        11110000-0000-4000-8000-000000000001\n\
        22220000-0000-4000-8000-000000000002\n\
        4127\n\
        abababababababababababababababababababababababababababababababab\n\
        \n\
        \n\
        1772413200000\n";
    assert_eq!(alone().text(), text);

    let hub = "9000\ncdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd\n1772413200000\n";
    assert_eq!(with_hub().text(), text.replace("\n\n1772413200000\n", hub));
}

#[test]
fn it_holds_for_its_station_and_exactly_this() {
    let key = StationKey::new().unwrap();
    let signature = with_hub().sign(&key);
    with_hub().verify(&key.public(), &signature).unwrap();

    let other = StationKey::new().unwrap().public();
    assert!(matches!(with_hub().verify(&other, &signature), Err(Error::BadSignature)));
    let (point, hub) = (with_hub(), HubPoint { pos: 9001, hash: [0xcd; 32] });
    for changed in [
        Checkpoint { seq: 4126, ..point },
        Checkpoint { link: [0xac; 32], ..point },
        Checkpoint { at: NOW + 1, ..point },
        Checkpoint { house: STATION, ..point },
        Checkpoint { station: HOUSE, ..point },
        Checkpoint { hub: None, ..point },
        Checkpoint { hub: Some(hub), ..point },
    ] {
        assert!(matches!(changed.verify(&key.public(), &signature), Err(Error::BadSignature)), "{changed:?}");
    }
}

#[test]
fn its_short_code_is_sixteen_characters_of_its_hash() {
    let code = alone().code();
    assert_eq!(code.split('-').map(str::len).collect::<Vec<_>>(), [4; 4]);
    let digest = BASE32.encode(&Sha256::digest(alone().text()));
    assert!(digest.starts_with(&code.replace('-', "")));
    assert_ne!(code, with_hub().code());
}

#[test]
fn what_the_qr_code_carries_reads_back_and_still_holds() {
    let key = StationKey::new().unwrap();
    for point in [alone(), with_hub()] {
        let text = point.text_with(&point.sign(&key));
        for scanned in [text.clone(), text.replace('\n', "\r\n"), format!(" \n{}", text.trim())] {
            let (read, signature) = Checkpoint::parse(&scanned).unwrap();
            assert_eq!(read, point);
            read.verify(&key.public(), &signature).unwrap();
        }
    }
}

#[test]
fn a_text_that_is_no_checkpoint_is_refused() {
    let text = with_hub().text_with(&[7; 64]);
    let cut = &text[..text.len() - 2];
    for wrong in [
        "",
        "\n\n\n",
        "热线",
        cut,
        &format!("{text}\nmore"),
        &text.replace("4127", "+4127"),
        &text.replace("4127", "04127"),
        &text.replace("4127", "-1"),
        &text.replace("9000", ""),
        &text.replace("abab", "ABAB"),
        &text.replace("11110000", "{1111000"),
        &text.replace("checkpoint/1", "checkpoint/0"),
        &text.replace("checkpoint/1", "checkpoint/one"),
    ] {
        assert!(matches!(Checkpoint::parse(wrong), Err(Error::Damaged { .. })), "{wrong}");
    }
    let newer = Checkpoint::parse(&text.replace("checkpoint/1", "checkpoint/2"));
    assert!(matches!(newer, Err(Error::NewerFormat { format: 2 })));
}

proptest! {
    #![proptest_config(few())]

    #[test]
    fn any_checkpoint_reads_back(seq: u64, at: i64, link: [u8; 32], hub: Option<(i64, [u8; 32])>) {
        let hub = hub.map(|(pos, hash)| HubPoint { pos, hash });
        let point = Checkpoint { house: HOUSE, station: STATION, seq, link, hub, at };
        prop_assert_eq!(Checkpoint::parse(&point.text_with(&[9; 64])).unwrap(), (point, [9; 64]));
    }

    #[test]
    fn any_text_is_read_without_a_panic(text in "\\PC{0,300}", tail in "[0-9a-f\n-]{0,300}") {
        let _ = Checkpoint::parse(&text);
        let _ = Checkpoint::parse(&format!("12345/checkpoint/1\n{tail}"));
    }
}

fn alone() -> Checkpoint {
    Checkpoint { house: HOUSE, station: STATION, seq: 4127, link: [0xab; 32], hub: None, at: NOW }
}

fn with_hub() -> Checkpoint {
    Checkpoint { hub: Some(HubPoint { pos: 9000, hash: [0xcd; 32] }), ..alone() }
}
