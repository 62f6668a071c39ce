//! Files of a case on several workstations: behind their events, and brought again to a hub that lost them.

use crate::law::same_everywhere;
use desk::{AttachOrder, EvidenceOrder, Failure, Trouble};
use domain::case::{BlobHash, CaseCommand};
use domain::id::CaseId;
use domain::view::EvidenceSeen;
use tests::lift;
use tests::shared::{Seat, open, rest};

fn files(seat: &Seat, case: CaseId) -> Vec<EvidenceSeen> {
    seat.desk.case_page(case).unwrap().case.evidence
}

fn opened(seat: &Seat, case: CaseId, hash: BlobHash) -> Result<Vec<u8>, Failure> {
    seat.desk.evidence(EvidenceOrder { case, hash }).map(|bytes| bytes.to_vec())
}

#[test]
fn whoever_has_a_file_brings_it_again_to_a_hub_that_lost_it() {
    let (hub, seats) = open(3);
    let [one, two, three] = &seats[..] else { panic!() };
    let round = || seats.iter().chain(&seats).for_each(|seat| assert!(seat.desk.share_once()));
    let call = two.takes("10013800001");
    let case = two.record(call, lift());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("电梯.png");
    std::fs::write(&path, b"what the camera saw").unwrap();
    let version = two.desk.version(case.0).unwrap();
    two.desk.attach(AttachOrder { case, version, path, note: String::new() }).unwrap();
    assert_eq!(two.desk.bring_files(), 0, "not before its event");
    two.case_act(case, CaseCommand::HandOver);
    two.log(call, None);
    round();
    let seen = files(one, case).remove(0);
    assert_eq!((seen.name.as_str(), seen.here, seen.station), ("电梯.png", false, 2));
    let away = Failure::Away { what: Trouble::EvidenceAway { ordinal: 2 } };
    assert_eq!(opened(one, case, seen.hash), Err(away.clone()));
    assert_eq!(two.desk.bring_files(), 1);
    assert_eq!(opened(one, case, seen.hash).unwrap(), b"what the camera saw");
    rest(&hub, &seats);
    same_everywhere(&hub, &seats);

    // Rows and files are gone; two, where it was attached, doesn't come back.
    hub.keep_only(hub.length() - 1);
    two.line.cut(true);
    for _ in 0..2 {
        assert!(one.desk.share_once() && three.desk.share_once());
    }
    assert_eq!(opened(three, case, seen.hash), Err(away));
    assert_eq!(one.desk.bring_files(), 1);
    assert_eq!(opened(three, case, seen.hash).unwrap(), b"what the camera saw");
}
