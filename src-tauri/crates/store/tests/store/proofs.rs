//! What verify proves beyond the chain: boxes in their places, checkpoints, erasures; and what an office login proves.

use crate::house::*;
use crate::raw;
use crate::town::*;
use domain::event::SeatEvent;
use domain::seat::{Checkpointed, LookKind, StoreRestored};
use rusqlite::params;
use std::fs;
use store::{Backup, Identity, NewRecord, Reader, VerifyReport};
use uuid::Uuid;
use vault::{Compartment, Error, Keybook, RecoveryBox, Sheet, StationKey};

#[test]
fn boxes_swapped_between_events_are_named_although_the_chain_is_made_anew() {
    let mut town = Town::founded();
    let first = town.desk.act(id(10), recorded(1, 9, 1, text("路灯不亮", "周女士", "10013800001"))).seq;
    let second = town.desk.act(id(10), recorded(1, 9, 1, text("路灯又亮", "周女士", "10013800001"))).seq;
    let third = town.desk.act(id(11), recorded(1, 9, 2, text("井盖松动", "李大爷", "10013800002"))).seq;
    let Town { house, desk, .. } = town;
    drop(desk);
    let record = house.file("record.db");
    let body = |seq| raw::body(&record, &house.record_key, seq);
    let bodies = [first, second, third].map(|seq| (seq, body(seq)));
    let rewrite = |bodies: &[(u64, Vec<u8>)]| {
        raw::rewrite(&record, &house.record_key, &house.identity, bodies);
        // The rows would tell that theirs was another journal: they are made anew from this one.
        let _ = fs::remove_file(house.file("cases.db"));
        drop(house.open());
    };
    rewrite(&bodies);
    assert!(house.verify().ok, "chaining anew alone changes nothing");
    // Facts, personal text, or both, of another event of the stream or of another stream.
    for (at, from) in [(0, 1), (0, 2)] {
        for part in ["facts", "text", "both"] {
            let (own, other) = (parts(&bodies[at].1), parts(&bodies[from].1));
            let swapped = match part {
                "facts" => [own.0, other.1, own.2].concat(),
                "text" => [own.0, own.1, other.2].concat(),
                _ => [own.0, other.1, other.2].concat(),
            };
            rewrite(&[(bodies[at].0, swapped)]);
            let report = house.verify();
            assert_eq!(report.first_broken.unwrap().seq, bodies[at].0, "{part} of {from}");
            rewrite(&bodies);
        }
    }
    // The kid of another key: the wrap that is found for it opens nothing here.
    let mut other_kid = bodies[0].1.clone();
    other_kid[74..82].copy_from_slice(&bodies[2].1[74..82]);
    rewrite(&[(first, other_kid)]);
    assert_eq!(house.verify().first_broken.unwrap().seq, first);
    rewrite(&bodies);
    assert!(house.verify().ok);
}

#[test]
fn an_envelope_of_an_unknown_suite_or_layout_is_refused_and_harms_nothing() {
    let mut town = Town::founded();
    for (at, value) in [(0, 2), (1, 9)] {
        let mut write = town.desk.sealed(id(10), &[One::from(rang(1, "10013800001")).0]).unwrap();
        write.envelopes[0][at] = value;
        let refused = town.desk.store.commit(&[write], &[]);
        let said = matches!(refused, Err(store::Error::Vault(Error::Unsupported { .. })));
        assert!(said, "{refused:?}");
    }
    town.desk.act(id(10), rang(1, "10013800001"));
    assert!(town.house.verify().ok);
}

#[test]
fn a_journal_that_was_rewritten_whole_is_betrayed_by_its_checkpoint() {
    let mut town = Town::founded();
    let told = town.desk.act(id(1), planned(1)).seq;
    let checkpoint = town.checkpoint();
    town.desk.act(id(10), rang(1, "10013800001"));
    assert_eq!((town.house.verify().checkpoints, town.house.verify().ok), (1, true));
    // Another plan, sealed as well as the first, and every link after it made anew.
    let other = town.desk.sealed_from(
        id(1),
        domain::State::Nothing,
        0,
        store::StreamKeyFor::Nothing,
        &[One::from(planned(2)).0],
    );
    let Town { house, desk, .. } = town;
    drop(desk);
    raw::rewrite(
        &house.file("record.db"),
        &house.record_key,
        &house.identity,
        &[(told, other.envelopes[0].clone())],
    );
    fs::remove_file(house.file("cases.db")).unwrap();
    drop(house.open());
    let report = house.verify();
    assert!(report.rebuilt_equals_live && report.unsigned.is_empty(), "nothing else sees it");
    let broken = report.first_broken.unwrap();
    assert_eq!((broken.seq, broken.what.as_str()), (checkpoint, "it vouches for other rows"));
}

#[test]
fn a_checkpoint_of_another_hand_or_of_rows_that_are_not_there_is_named() {
    let mut town = Town::founded();
    let (seq, link) = town.desk.store.head();
    let true_one = town.checkpointed(seq, link);
    let station = town.house.identity.station;
    let stranger = StationKey::new().unwrap();
    let point =
        vault::Checkpoint { house: town.house.identity.house, station, seq, link, hub: None, at: NOW };
    let forged = [
        Checkpointed { signature: base64(&point.sign(&stranger)), ..true_one.clone() },
        Checkpointed { signature: String::new(), ..true_one.clone() },
        Checkpointed { at: domain::Stamp(NOW + 1), ..true_one.clone() },
        Checkpointed { seq: seq - 1, ..true_one.clone() },
        town.checkpointed(seq - 1, link),
        town.checkpointed(seq + 90, link),
        Checkpointed { station: id(3), ..true_one.clone() },
    ];
    for (at, facts) in forged.into_iter().enumerate() {
        let mut town = Town::on(House::new());
        // Only what was forged here is wrong there too: another house has other links.
        let facts = match at {
            4 => town.checkpointed(3, town.desk.store.head().1),
            5 => town.checkpointed(90, town.desk.store.head().1),
            _ => facts,
        };
        let stream = if at == 6 { id(3) } else { town.house.identity.station };
        let named = town.note(stream, SeatEvent::Checkpointed(facts, None));
        let report = town.house.verify();
        assert_eq!(report.first_broken.map(|broken| broken.seq), Some(named), "{at}");
    }
    town.note(station, SeatEvent::Checkpointed(true_one, None));
    assert!(town.house.verify().ok);
}

#[test]
fn a_restored_station_proves_its_own_chain_and_its_predecessors() {
    let mut town = Town::founded();
    town.desk.act(id(1), planned(1));
    town.checkpoint();
    let (seq, link) = town.desk.store.head();
    let (house, clue_sheet) = (&town.house, Sheet::new().unwrap());
    let Identity { station, .. } = house.identity;
    let keys = [&town.sheet, &clue_sheet].map(Sheet::publics);
    RecoveryBox::new(station, &keys[0], &keys[1], &house.record_key, &house.keys)
        .unwrap()
        .save(&house.path)
        .unwrap();
    let book = Keybook::new(station, true, &house.keys, &house.record_key, Some(&house.cases_key)).unwrap();
    book.save(&house.path).unwrap();
    let backups = tempfile::tempdir().unwrap();
    let copy = Backup::copy(&house.path, &house.record_key, &house.keys, backups.path(), domain::Stamp(NOW));
    let backup = copy.unwrap().count().unwrap();

    let sheet: &dyn vault::Signing = &town.sheet;
    for (from_link, signer) in [(link, Some(sheet)), ([7; 32], Some(sheet)), (link, None)] {
        let mut new = House::new();
        new.identity = Identity { station: Uuid::new_v4(), ordinal: 2, ..house.identity };
        new.keys = house.keys.clone();
        let record = NewRecord { identity: &new.identity, secret: &SECRET, record_key: &new.record_key };
        backup.restore(&house.record_key, &new.path, &record).unwrap();
        let (mut desk, _) = new.open();
        let facts = StoreRestored {
            station: new.identity.station,
            ordinal: 2,
            sign_public: base64(&StationKey::from_bytes(&SECRET).public()),
            from_station: station,
            from_seq: seq,
            from_link: data_encoding::HEXLOWER.encode(&from_link),
            without_erasures: true,
            erased: vec![id(77)],
        };
        let event = One::from(SeatEvent::StoreRestored(facts, None)).0;
        desk.store.erase(id(77)).unwrap();
        let write = town.sealed_on(&new, town.id(ADMIN), signer, new.identity.station, &[event]);
        let told = desk.store.commit(&[write], &[]).unwrap().seq;
        let report = new.verify();
        if signer.is_none() {
            // Whoever destroys a key can't say afterwards that it was the restore.
            assert_eq!((report.unsigned, report.erased_without_act), (vec![told], vec![id(77)]));
        } else if from_link == link {
            // The predecessor's checkpoint, and where its chain ended.
            assert!(report.ok && report.checkpoints == 2, "{report:?}");
        } else {
            assert_eq!(report.first_broken.unwrap().seq, told);
        }
    }
}

#[test]
fn a_key_that_is_gone_without_an_act_and_an_act_without_its_erasure_are_told() {
    let mut town = Town::founded();
    town.desk.act(id(10), recorded(1, 9, 1, text("路灯不亮", "周女士", "10013800001")));
    town.desk.act(id(11), recorded(1, 9, 2, text("井盖松动", "李大爷", "10013800002")));
    let record = raw::connect(&town.house.file("record.db"), &town.house.record_key);
    let wrap = "SELECT kid, wrap FROM stream_keys WHERE stream = ?1";
    let kept: (Vec<u8>, Vec<u8>) =
        record.query_row(wrap, [id(10).as_bytes()], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();

    town.confirm_erasure(id(10));
    let report = town.house.verify();
    assert!(!report.ok && report.first_broken.is_none(), "confirmed, and the text is still there");
    assert_eq!((report.not_erased, report.erased_without_act), (vec![id(10)], vec![]));
    town.desk.store.erase(id(10)).unwrap();
    let report = town.house.verify();
    assert!(report.ok && report.erased_streams == 1, "{report:?}");

    // The key comes back by the back door, out of an old copy.
    let back = "UPDATE stream_keys SET wrap = ?2 WHERE stream = ?1 AND kid = ?3";
    record.execute(back, params![id(10).as_bytes(), kept.1, kept.0]).unwrap();
    assert_eq!(town.house.verify().not_erased, [id(10)]);
    town.desk.store.erase(id(10)).unwrap();
    assert!(town.house.verify().ok);

    let rogue = "UPDATE stream_keys SET wrap = NULL WHERE stream = ?1";
    record.execute(rogue, [id(11).as_bytes()]).unwrap();
    let report = town.house.verify();
    assert!(!report.ok);
    assert_eq!((report.not_erased, report.erased_without_act), (vec![], vec![id(11)]));
}

#[test]
fn a_key_of_an_erased_stream_is_not_taken_back_by_a_commit() {
    let mut town = Town::founded();
    let write =
        town.desk.sealed(id(10), &[One::from(recorded(1, 9, 1, text("路灯", "周女士", "100"))).0]).unwrap();
    let keys = write.keys.clone();
    town.desk.store.commit(&[write], &[]).unwrap();
    town.erase(id(10));
    let mut again = town.desk.sealed(id(11), &[One::from(planned(1)).0]).unwrap();
    again.keys = keys;
    let refused = town.desk.store.commit(&[again], &[]);
    assert!(matches!(refused, Err(store::Error::Erased { stream }) if stream == id(10)), "{refused:?}");
    assert!(town.house.verify().ok);
}

#[test]
fn a_login_that_reads_no_case_proves_the_chain_and_says_that_the_rows_were_closed() {
    let mut town = Town::founded();
    town.desk.act(id(10), recorded(1, 9, 1, text("路灯不亮", "周女士", "10013800001")));
    town.checkpoint();
    town.look(vec![look(0, town.id(SECRETARY), LookKind::LoggedIn)]);
    let forged = town.forge(ADMIN, None, town.house.identity.house, town.granted(RECORDER));
    let Town { house, desk, .. } = town;
    drop(desk);
    let report = by_the_office(&house);
    assert!(report.ok && !report.rows_checked && !report.rebuilt_equals_live, "{report:?}");
    assert!(report.unopened.is_empty() && report.trail_equals_journal);
    assert_eq!((report.checkpoints, report.unsigned, report.events), (1, vec![forged], forged));
    assert!(names(&house.path).iter().all(|name| !name.contains("verify")), "no rows were made");

    let record = raw::connect(&house.file("record.db"), &house.record_key);
    record.execute("UPDATE trail SET at = 0", []).unwrap();
    assert!(!by_the_office(&house).ok);
    house.open().0.store.rebuild().unwrap();
    assert!(by_the_office(&house).ok);
    raw::tamper(
        &house.file("record.db"),
        &house.record_key,
        "UPDATE journal SET link = zeroblob(32) WHERE seq = 17",
        [],
    );
    assert_eq!(by_the_office(&house).first_broken.unwrap().seq, 17);
}

#[test]
fn a_house_that_wrote_no_station_down_is_proved_by_its_own_secret() {
    let (house, desk) = House::founded();
    let keys = house.keys.clone();
    let mut town = Town { people: Vec::new(), sheet: Sheet::new().unwrap(), clue_keys: keys, house, desk };
    town.desk.act(id(1), planned(1));
    let (seq, link) = town.desk.store.head();
    let facts = town.checkpointed(seq, link);
    town.desk.act(town.house.identity.station, SeatEvent::Checkpointed(facts, None));
    let report = town.house.verify();
    assert!(report.ok && report.checkpoints == 1, "{report:?}");
}

fn by_the_office(house: &House) -> VerifyReport {
    let keys = house.keys_of(&[Compartment::Office]);
    Reader::open(&house.path, &house.record_key, None, keys).unwrap().verify(&mut |_, _| {}).unwrap()
}

/// Prefix, facts box and personal box of an envelope, lengths included.
fn parts(body: &[u8]) -> (&[u8], &[u8], &[u8]) {
    let facts = 4 + u32::from_be_bytes(body[82..86].try_into().unwrap()) as usize;
    (&body[..82], &body[82..82 + facts], &body[82 + facts..])
}
