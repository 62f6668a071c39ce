//! 附件 on two workstations: attached at one, opened at the other, away for a while, erased at both.

use super::*;
use desk::{Answer, AttachOrder, EvidenceOrder, Order};
use domain::case::text::EvidenceText;
use domain::case::{BlobHash, CaseCommand, EvidenceKind};
use domain::id::CaseId;
use domain::seat::LookKind;
use domain::view::EvidenceSeen;
use domain::{Command, Rejection};
use hub::{Error, Followed, Hub, Line, Patience, Placed, Sealed, Wrapped};
use std::fs;
use std::path::PathBuf;
use std::time::Duration;
use uuid::Uuid;

const CASE: CaseId = CaseId(Uuid::from_u128(0x00c0_0000_0000_4000_8000_0000_0000_0001));

/// A hub that nobody reaches.
struct Cut;

impl Line for Cut {
    fn append(&self, _: Uuid, _: &[Sealed], _: &[Wrapped]) -> Result<Vec<Placed>, Error> {
        Err(Error::Away(None))
    }
    fn follow(&self, _: u64, _: u32, _: Option<&[u8]>) -> Result<Followed, Error> {
        Err(Error::Away(None))
    }
    fn erase(&self, _: Uuid) -> Result<u64, Error> {
        Err(Error::Away(None))
    }
    fn put_blob(&self, _: &[u8; 32], _: &[u8]) -> Result<(), Error> {
        Err(Error::Away(None))
    }
    fn blob(&self, _: &[u8; 32]) -> Result<Option<Vec<u8>>, Error> {
        Err(Error::Away(None))
    }
    fn wait(&self, _: Duration) -> bool {
        false
    }
    fn wake(&self) {}
    fn connections(&self) -> u64 {
        0
    }
}

/// Two workstations with one case, and a picture of many pieces.
struct Two {
    town: Town,
    second: Desk,
    picture: Vec<u8>,
}

impl Two {
    fn new() -> Two {
        let town = Town::new(HouseKind::Evaluation);
        assert!(town.first.share_once());
        let made = town.admitted();
        let second = town.join(&made.code_text, "").unwrap();
        let command = CaseCommand::ImportCase {
            external: Uuid::from_u128(7),
            row: Box::default(),
            category: None,
            unit: None,
        };
        act(&town.first, 0, command).unwrap();
        let picture = (0..300_000_u32).map(|n| (n % 253) as u8).collect();
        let two = Two { town, second, picture };
        two.shared();
        two
    }

    fn shared(&self) {
        for desk in [&self.town.first, &self.second, &self.town.first] {
            assert!(desk.share_once());
        }
    }

    fn file(&self, name: &str) -> PathBuf {
        let path = self.town.folder.path().join(name);
        fs::write(&path, &self.picture).unwrap();
        path
    }

    fn attach(&self, name: &str) -> BlobHash {
        let first = &self.town.first;
        let version = first.version(CASE.0).unwrap();
        let order =
            AttachOrder { case: CASE, version, path: self.file(name), note: "诉求人送来".into() };
        first.attach(order).unwrap();
        seen(first).last().unwrap().hash
    }
}

fn act(desk: &Desk, version: u64, command: CaseCommand) -> Result<(), Failure> {
    let command = Command::Case(command);
    let order = Order { stream: CASE.0, version: Some(version), command, draft: None };
    match desk.act(vec![order]).remove(0) {
        Answer::Done(_) => Ok(()),
        Answer::Failed(failed) => Err(failed.failure),
    }
}

fn seen(desk: &Desk) -> Vec<EvidenceSeen> {
    desk.case_page(CASE).unwrap().case.evidence
}

fn opened(desk: &Desk, hash: BlobHash) -> Result<Vec<u8>, Failure> {
    desk.evidence(EvidenceOrder { case: CASE, hash }).map(|bytes| bytes.to_vec())
}

const FROM_THE_FIRST: Failure = Failure::Away { what: Trouble::EvidenceAway { ordinal: 1 } };

#[test]
fn what_is_attached_at_one_workstation_is_opened_at_the_other() {
    let two = Two::new();
    let hash = two.attach("井盖.jpg");
    two.shared();
    let there = seen(&two.second).remove(0);
    assert_eq!((there.name.as_str(), there.note.as_str()), ("井盖.jpg", "诉求人送来"));
    assert_eq!((there.size, there.kind), (300_000, EvidenceKind::Photo));
    assert_eq!((there.here, there.station), (false, 1), "named, and lazily left where it is");
    assert!(seen(&two.town.first)[0].here);

    // The event first: the file isn't at the hub yet.
    assert_eq!(two.town.server.owner("SELECT count(*) FROM hotline.blobs"), "0");
    assert_eq!(opened(&two.second, hash), Err(FROM_THE_FIRST));
    assert_eq!(two.town.first.bring_files(), 1);
    assert_eq!(two.town.first.bring_files(), 0, "once");
    assert_eq!(opened(&two.second, hash).unwrap(), two.picture);
    assert!(seen(&two.second)[0].here, "kept");
    assert_eq!(two.second.bring_files(), 0, "what came from the hub isn't brought back");
    two.second.flush_trail().unwrap();
    let looks = two.second.view(desk::Query::CaseTrail { case: CASE }).unwrap();
    let looks: Vec<desk::LookSeen> = serde_json::from_value(looks).unwrap();
    assert!(looks.iter().any(|look| look.what == LookKind::EvidenceOpened));

    // What the hub holds shows nothing of it, and a damaged copy is fetched anew.
    let body =
        two.town.server.owner("SELECT position('\\x00010203040506'::bytea IN body) FROM hotline.blobs");
    assert_eq!(body, "0");
    let copy = two.town.folder.path().join("second/blobs").join(hash.to_string());
    let mut bytes = fs::read(&copy).unwrap();
    bytes[70_000] ^= 1;
    fs::write(&copy, bytes).unwrap();
    assert_eq!(opened(&two.second, hash).unwrap(), two.picture);
    let saved = two.town.folder.path().join("saved.jpg");
    two.second.save_evidence(EvidenceOrder { case: CASE, hash }, &saved).unwrap();
    assert_eq!(fs::read(saved).unwrap(), two.picture);
}

#[test]
fn while_the_hub_is_away_it_says_where_the_file_is_and_goes_on_when_it_is_back() {
    let two = Two::new();
    let hash = two.attach("井盖.jpg");
    two.shared();
    for desk in [&two.town.first, &two.second] {
        desk.share_over(Arc::new(Cut)).unwrap();
        assert!(!desk.share_once());
    }
    assert_eq!(opened(&two.second, hash), Err(FROM_THE_FIRST));
    assert_eq!(opened(&two.town.first, hash).unwrap(), two.picture, "where it is it opens");
    assert_eq!(two.town.first.bring_files(), 0);
    let first = Hub::new(two.town.server.address(1), Patience::default()).unwrap();
    two.town.first.share_over(Arc::new(first)).unwrap();
    assert!(two.town.first.share_once());
    assert_eq!(two.town.first.bring_files(), 1, "what was left goes on");
}

#[test]
fn an_erasure_takes_the_file_at_both() {
    let two = Two::new();
    let hash = two.attach("井盖.jpg");
    two.shared();
    two.town.first.bring_files();
    opened(&two.second, hash).unwrap();
    let at = |name: &str| two.town.folder.path().join(name).join("blobs").join(hash.to_string());
    assert!(at("first").exists() && at("second").exists());
    for desk in [&two.town.first, &two.second] {
        assert!(desk.erase_stream(CASE.0).unwrap());
        let page = desk.case_page(CASE).unwrap().case;
        assert!(page.erased && page.evidence[0].name.is_empty() && !page.evidence[0].here);
        assert_eq!(opened(desk, hash), Err(Rejection::NotFound.into()));
    }
    assert!(!at("first").exists() && !at("second").exists());
}

#[test]
fn what_does_not_stand_beside_the_record_is_attached_by_nobody() {
    let two = Two::new();
    let (hash, what) = (BlobHash([7; 32]), EvidenceKind::Photo);
    let text = EvidenceText { name: "a.jpg".into(), ..EvidenceText::default() };
    let version = two.town.first.version(CASE.0).unwrap();
    let command = CaseCommand::AttachEvidence { hash, size: 1, what, text };
    assert_eq!(act(&two.town.first, version, command), Err(Rejection::NotFound.into()));

    let attach = |path: PathBuf, version| {
        two.town.first.attach(AttachOrder { case: CASE, version, path, note: String::new() }).map(drop)
    };
    let folder = two.town.folder.path();
    let large = folder.join("large.jpg");
    fs::File::create(&large).unwrap().set_len((20 << 20) + 1).unwrap();
    assert!(matches!(attach(large, version), Err(Failure::Refused { .. })));
    assert_eq!(attach(folder.to_owned(), version), Err(Failure::Away { what: Trouble::File }));
    assert_eq!(attach(folder.join("none.jpg"), version), Err(Failure::Away { what: Trouble::File }));
    assert!(!folder.join("first/blobs").exists(), "nothing was sealed for them");
    assert!(matches!(attach(two.file("a.jpg"), version - 1), Err(Failure::Stale { .. })));
    assert_eq!(seen(&two.town.first), []);
}
