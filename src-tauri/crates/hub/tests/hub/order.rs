//! One order for all: gapless, chained, each event once, a group whole or not at all.

use crate::server::{HOUSE, Server};
use crate::{KID, sealed, with_kid, wrapped};
use hub::{Error, KeyState, Placed};
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::sync::Mutex;
use std::thread;
use uuid::Uuid;

pub fn leaf(envelope: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update(b"12345/leaf/1").chain_update(envelope).finalize().into()
}

/// `record.md` §5, computed by whoever follows.
pub fn next(before: [u8; 32], pos: u64, hub_at: i64, leaf: [u8; 32]) -> [u8; 32] {
    let label = Sha256::new().chain_update(b"12345/pos/1").chain_update(before);
    let placed = label.chain_update(pos.to_be_bytes()).chain_update(hub_at.to_be_bytes());
    placed.chain_update(leaf).finalize().into()
}

#[test]
fn positions_have_no_gap_and_every_follower_computes_their_hashes() {
    let server = Server::start();
    let (one, two) = (server.station(1), server.station(2));
    one.append(HOUSE, &[sealed(1, 100, 1), sealed(2, 100, 2)], &[]).unwrap();
    let placed = two.append(HOUSE, &[sealed(3, 200, 1)], &[]).unwrap();
    assert_eq!((placed[0].pos, placed[0].known), (3, false));

    let followed = one.follow(0, 100, None).unwrap();
    assert_eq!(followed.rows.iter().map(|row| row.pos).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(followed.rows.iter().map(|row| row.via.as_u128()).collect::<Vec<_>>(), [1, 1, 2]);
    let mut hash: [u8; 32] = Sha256::digest(HOUSE.as_bytes()).into();
    for row in &followed.rows {
        hash = next(hash, row.pos, row.hub_at, leaf(&row.envelope));
        assert_eq!(row.hash, hash, "at {}", row.pos);
    }
    assert_eq!(placed[0].hash, hash);
    assert_eq!(placed[0].leaf, leaf(&followed.rows[2].envelope));

    let overlap = two.follow(2, 1, None).unwrap();
    assert_eq!(overlap.rows, followed.rows[1..2], "the row at the cursor proves all before it");
}

#[test]
fn an_event_that_is_known_answers_with_the_place_that_it_has() {
    let server = Server::start();
    let station = server.station(1);
    let group = [sealed(1, 100, 1), sealed(2, 100, 2)];
    let first = station.append(HOUSE, &group, &[]).unwrap();
    let again = station.append(HOUSE, &group, &[]).unwrap();
    let known: Vec<_> = first.into_iter().map(|placed| Placed { known: true, ..placed }).collect();
    assert_eq!(again, known);
    // Part of a group may be known: a publisher that was cut off sends it whole again.
    let more = station.append(HOUSE, &[sealed(2, 100, 2), sealed(3, 100, 3)], &[]).unwrap();
    assert_eq!(
        more.iter().map(|placed| (placed.known, placed.pos)).collect::<Vec<_>>(),
        [(true, 2), (false, 3)]
    );
}

#[test]
fn who_comes_second_on_a_version_is_told_and_nothing_of_his_group_stands() {
    let server = Server::start();
    let (one, two) = (server.station(1), server.station(2));
    one.append(HOUSE, &[sealed(1, 100, 1)], &[]).unwrap();
    let group = [with_kid(2, 200, 1, KID), sealed(3, 100, 1)];
    let refused = two.append(HOUSE, &group, &[wrapped(200, KID)]).unwrap_err();
    assert!(matches!(refused, Error::Conflict { index: 1, current: 1 }), "{refused:?}");
    let ahead = two.append(HOUSE, &[sealed(3, 100, 3)], &[]).unwrap_err();
    assert!(matches!(ahead, Error::Conflict { index: 0, current: 1 }), "{ahead:?}");
    assert_eq!(one.follow(0, 100, None).unwrap().rows.len(), 1);
    assert_eq!(server.owner("SELECT count(*) FROM hotline.stream_keys"), "0");
    // It is the same connection, and it goes on.
    assert_eq!(two.append(HOUSE, &[sealed(3, 100, 2)], &[]).unwrap()[0].pos, 2);
}

#[test]
fn ten_writers_lose_nothing_and_double_nothing() {
    let server = Server::start();
    let acked = Mutex::new(Vec::new());
    let stations: Vec<_> = (1..=10).map(|number| server.station(number)).collect();
    thread::scope(|scope| {
        for (station, number) in stations.iter().zip(1_u128..) {
            let acked = &acked;
            scope.spawn(move || {
                for event in 0..20 {
                    // All on five streams: most meet somebody else.
                    let (id, stream) = (number * 1000 + event, event % 5);
                    let mut version = 1;
                    let placed = loop {
                        match station.append(HOUSE, &[sealed(id, stream, version)], &[]) {
                            Ok(placed) => break placed,
                            Err(Error::Conflict { current, .. }) => version = current + 1,
                            Err(error) => panic!("{error:?}"),
                        }
                    };
                    acked.lock().unwrap().push((placed[0].pos, Uuid::from_u128(id)));
                }
            });
        }
    });
    let mut acked = acked.into_inner().unwrap();
    acked.sort_unstable();
    let rows = stations[0].follow(0, 1000, None).unwrap().rows;
    let stand: Vec<_> =
        rows.iter().map(|row| (row.pos, Uuid::from_slice(&row.envelope[2..18]).unwrap())).collect();
    assert_eq!(stand, acked);
    assert_eq!(rows.iter().map(|row| row.pos).collect::<Vec<_>>(), (1..=200).collect::<Vec<_>>());
    assert_eq!(stand.iter().map(|(_, id)| id).collect::<HashSet<_>>().len(), 200);
}

#[test]
fn a_key_travels_with_its_event_and_once_erased_never_comes_back() {
    let server = Server::start();
    let (one, two) = (server.station(1), server.station(2));
    let key = |of: u128| {
        let rows = two.follow(0, 100, None).unwrap().rows;
        rows.into_iter().find(|row| row.envelope[2..18] == *Uuid::from_u128(of).as_bytes()).unwrap().key
    };
    one.append(HOUSE, &[with_kid(1, 100, 1, KID), sealed(2, 100, 2)], &[wrapped(100, KID)]).unwrap();
    one.append(HOUSE, &[with_kid(3, 200, 1, KID)], &[]).unwrap();
    assert_eq!((key(1), key(2), key(3)), (KeyState::Wrapped(vec![5; 80]), KeyState::None, KeyState::Missing));
    // Whoever holds it brings it later, beside no event at all.
    two.append(HOUSE, &[], &[wrapped(200, KID)]).unwrap();
    assert_eq!(key(3), KeyState::Wrapped(vec![5; 80]));
    assert_eq!((one.erase(Uuid::from_u128(100)).unwrap(), one.erase(Uuid::from_u128(100)).unwrap()), (1, 0));
    assert_eq!(key(1), KeyState::Erased);
    two.append(HOUSE, &[with_kid(1, 100, 1, KID)], &[wrapped(100, KID)]).unwrap();
    assert_eq!(key(1), KeyState::Erased);
}
