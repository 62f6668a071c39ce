//! Files beside the record: there whole or not at all, proved, erased with their case, carried by a backup.

use crate::house::*;
use crate::town::*;
use domain::case::text::EvidenceText;
use domain::case::{BlobHash, EvidenceAttached, EvidenceKind};
use domain::event::CaseEvent;
use std::collections::HashSet;
use std::fs;
use std::io::{self, Read};
use std::time::Duration;
use store::{Blobs, Error};
use vault::{BlobKey, SealedBlob};

const PHOTO: &[u8] = b"what the camera saw";

fn blobs(house: &House) -> Blobs {
    Blobs::of(house.file("").as_path())
}

/// The file, sealed; nothing names it yet.
fn sealed(house: &House) -> (BlobKey, SealedBlob) {
    let key = BlobKey::new().unwrap();
    let sealed = blobs(house).seal(&key, &mut &PHOTO[..]).unwrap();
    (key, sealed)
}

fn attached(key: &BlobKey, blob: SealedBlob) -> CaseEvent {
    let (hash, size) = (BlobHash(blob.hash), u32::try_from(blob.size).unwrap());
    let facts = EvidenceAttached { hash, size, kind: EvidenceKind::Photo };
    let text = EvidenceText { name: "井盖.jpg".into(), note: String::new(), key: key.text().to_string() };
    CaseEvent::EvidenceAttached(facts, Some(text))
}

/// A case with a file.
fn with_file(desk: &mut Desk, house: &House) -> BlobHash {
    desk.act(id(10), recorded(1, 2, 1, text("井盖", "周桂兰女士", "10013800001")));
    let (key, blob) = sealed(house);
    desk.act(id(10), attached(&key, blob));
    BlobHash(blob.hash)
}

fn files(house: &House) -> Vec<String> {
    names(&house.file("")).into_iter().filter(|name| name.starts_with("blob-")).collect()
}

/// A file that can't be read to its end.
struct Torn;

impl Read for Torn {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        if to.len() < 1 << 16 {
            return Err(io::Error::other("the stick was pulled out"));
        }
        to.fill(1);
        Ok(to.len())
    }
}

#[test]
fn a_file_that_was_not_read_to_its_end_leaves_nothing() {
    let (house, _desk) = House::founded();
    let mut torn = Torn.take(1 << 17).chain(Torn.take(9));
    assert!(blobs(&house).seal(&BlobKey::new().unwrap(), &mut torn).is_err());
    assert!(files(&house).is_empty() && !house.file("blobs").exists());
}

#[test]
fn between_file_and_event_a_crash_leaves_no_half() {
    let (house, mut desk) = House::founded();
    desk.act(id(10), recorded(1, 2, 1, text("井盖", "周桂兰女士", "10013800001")));
    // Killed while it was written, and killed before the event.
    fs::write(house.file("blob-1-0.new"), b"half").unwrap();
    let (_, orphan) = sealed(&house);
    drop(desk);
    let (desk, _) = house.open();
    assert!(files(&house).is_empty(), "what was half written is gone with the next opening");
    assert_eq!(house.reader().blobs().unwrap(), []);
    assert!(house.verify().ok, "a file that nothing names is no fault");

    // Who is between the two just now keeps his file; after a day nobody is.
    let hash = BlobHash(orphan.hash);
    let (blobs, none) = (blobs(&house), HashSet::new());
    let now = fs::metadata(house.file(&format!("blobs/{hash}"))).unwrap().modified().unwrap();
    blobs.clear(&none, now - Duration::from_secs(86_400)).unwrap();
    assert!(blobs.here(hash));
    blobs.clear(&HashSet::from([hash]), now + Duration::from_secs(1)).unwrap();
    assert!(blobs.here(hash), "an event names it");
    blobs.clear(&none, now + Duration::from_secs(1)).unwrap();
    assert!(!blobs.here(hash));
    drop(desk);
}

#[test]
fn what_is_opened_is_what_was_sealed_and_a_byte_more_or_less_is_found() {
    let (house, mut desk) = House::founded();
    let hash = with_file(&mut desk, &house);
    let case = house.reader().case(id(10).into()).unwrap().unwrap();
    let key = BlobKey::of_text(&case.evidence[0].text.as_ref().unwrap().key).unwrap();
    assert_eq!(blobs(&house).open(hash, &key).unwrap().unwrap().as_slice(), PHOTO);
    let report = house.verify();
    assert!(report.ok && (report.blobs, report.blobs_away) == (1, 0), "{report:?}");

    let path = house.file(&format!("blobs/{hash}"));
    let whole = fs::read(&path).unwrap();
    fs::write(&path, &whole[..whole.len() - 1]).unwrap();
    assert!(matches!(blobs(&house).open(hash, &key), Err(Error::Vault(_))));
    let report = house.verify();
    assert!(!report.ok && report.first_broken.unwrap().what.contains(&hash.to_string()));
    let other = blobs(&house).keep(hash, &whole[1..]);
    assert!(matches!(other, Err(Error::Damaged { .. })), "only what its name says is kept");

    fs::remove_file(&path).unwrap();
    let report = house.verify();
    assert!(report.ok && (report.blobs, report.blobs_away) == (0, 1), "away is no fault: {report:?}");
    assert!(blobs(&house).open(hash, &key).unwrap().is_none());
    blobs(&house).keep(hash, &whole).unwrap();
    assert_eq!(house.verify().blobs, 1);
}

#[test]
fn an_erasure_takes_the_file_with_it_even_if_it_was_killed_in_between() {
    let mut town = Town::founded();
    let hash = with_file(&mut town.desk, &town.house);
    let path = town.house.file(&format!("blobs/{hash}"));
    let whole = fs::read(&path).unwrap();
    town.erase(id(10));
    let Town { house, mut desk, .. } = town;
    assert!(!path.exists());
    let case = house.reader().case(id(10).into()).unwrap().unwrap();
    assert_eq!((case.evidence[0].hash, &case.evidence[0].text), (hash, &None));
    assert!(
        house.reader().blobs().unwrap().is_empty() && house.reader().blobs_to_bring().unwrap().is_empty()
    );
    assert!(house.verify().ok);

    // As if it had been killed before the file went: proved to be there, and gone with the next try.
    fs::write(&path, &whole).unwrap();
    assert_eq!(house.verify().not_erased, [id(10)]);
    desk.store.rebuild().unwrap();
    assert!(desk.store.wipe().unwrap());
    assert!(!path.exists() && house.verify().ok);
}

#[test]
fn what_the_hub_has_is_not_brought_again_until_it_may_have_lost_it() {
    let (house, mut desk) = House::founded();
    let hash = with_file(&mut desk, &house);
    desk.store.share().unwrap();
    assert_eq!(house.reader().blobs_to_bring().unwrap(), [(id(10), hash)]);
    desk.store.blob_at_hub(hash).unwrap();
    desk.store.blob_at_hub(hash).unwrap();
    assert_eq!(house.reader().blobs_to_bring().unwrap(), []);
    desk.store.lost_tail(0).unwrap();
    assert_eq!(house.reader().blobs_to_bring().unwrap(), [(id(10), hash)]);
}
