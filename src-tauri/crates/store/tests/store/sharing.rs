//! Several stations and a hub that is a list: whatever is cut off, lost and offered again, all end up with the same
//! lines, and nothing that was committed is nowhere.

use crate::house::*;
use domain::Event;
use domain::call::Disposition;
use domain::event::SessionEvent;
use domain::id::SessionId;
use domain::session::event::SessionOpened;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use store::{Error, Group, HubKey, HubRow, Place, Store, Taken, Waiting};
use uuid::Uuid;
use vault::{Envelope, StreamKey};

/// The hub as `record.md` §7 has it: one order, each event once, a group whole or not at all.
#[derive(Default)]
pub struct Hub {
    rows: Vec<(Place, Vec<u8>)>,
    pub keys: BTreeMap<(Uuid, [u8; 8]), Option<StreamKey>>,
}

impl Hub {
    /// None: a version is taken, and nothing of the group stands.
    fn append(&mut self, house: Uuid, group: &Group) -> Option<Vec<(u64, Place)>> {
        let (mut rows, mut places) = (self.rows.clone(), Vec::new());
        for (seq, bytes) in &group.rows {
            let envelope = Envelope::parse(bytes).unwrap();
            if let Some((place, _)) = rows.iter().find(|(_, other)| other == bytes) {
                places.push((*seq, *place));
                continue;
            }
            let on_stream =
                |other: &&(Place, Vec<u8>)| Envelope::parse(&other.1).unwrap().stream() == envelope.stream();
            if envelope.version() != rows.iter().filter(on_stream).count() as u64 + 1 {
                return None;
            }
            let previous = rows.last().map_or(vault::place_zero(house), |(place, _)| place.hash);
            let (pos, hub_at) = (rows.len() as u64 + 1, NOW);
            let place = Place { pos, hub_at, hash: vault::place(&previous, pos, hub_at, &envelope.leaf()) };
            places.push((*seq, place));
            rows.push((place, bytes.clone()));
        }
        self.rows = rows;
        for (stream, key) in &group.keys {
            self.keys.entry((*stream, key.kid)).or_insert(Some(*key));
        }
        Some(places)
    }

    pub fn erase(&mut self, stream: Uuid) {
        self.keys.iter_mut().filter(|((of, _), _)| *of == stream).for_each(|(_, key)| *key = None);
    }

    pub fn follow(&self, from: u64, count: usize) -> Vec<HubRow> {
        let rows = self.rows.iter().filter(|(place, _)| place.pos >= from).take(count);
        rows.map(|(place, envelope)| HubRow {
            place: *place,
            envelope: envelope.clone(),
            key: self.key(envelope),
        })
        .collect()
    }

    fn key(&self, bytes: &[u8]) -> HubKey {
        let envelope = Envelope::parse(bytes).unwrap();
        let Some(kid) = envelope.kid() else { return HubKey::None };
        match self.keys.get(&(envelope.stream(), kid)) {
            None => HubKey::None,
            Some(Some(key)) => HubKey::Wrapped(*key),
            Some(None) => HubKey::Erased,
        }
    }
}

/// Another workstation of the same house, empty.
pub fn beside(first: &House, ordinal: u8) -> (House, Desk) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_path_buf();
    let mut house = House::at(folder, path);
    house.identity.house = first.identity.house;
    house.identity.ordinal = ordinal;
    house.keys = first.keys.clone();
    let mut desk = house.found().unwrap();
    desk.store.share().unwrap();
    (house, desk)
}

pub fn shared() -> (House, Desk) {
    let (house, mut desk) = House::founded();
    desk.store.share().unwrap();
    (house, desk)
}

/// Offers what waits, group by group, until one is refused.
pub fn publish(desk: &mut Store, hub: &mut Hub) {
    let house = desk.identity().house;
    for group in desk.offers(u32::MAX).unwrap() {
        let Some(places) = hub.append(house, &group) else { return };
        let places: Vec<_> = places.iter().map(|(seq, place)| (*seq, place.pos)).collect();
        desk.answered(&places).unwrap();
    }
}

/// Finds the last place that both have, and takes what follows it.
pub fn follow(desk: &mut Store, hub: &Hub, count: usize) {
    let cursor = desk.hub_cursor().unwrap().unwrap();
    let same = |pos: u64| {
        pos == 0
            || hub
                .rows
                .iter()
                .any(|(place, _)| place.pos == pos && desk.hub_hash_at(pos).unwrap() == Some(place.hash))
    };
    let common = (0..=cursor.pos).rev().find(|pos| same(*pos)).unwrap();
    if common < cursor.pos {
        desk.lost_tail(common).unwrap();
    }
    desk.take(&hub.follow(common, count)).unwrap();
}

fn settle(desks: &mut [Desk], hub: &mut Hub) {
    desks.iter_mut().for_each(|desk| desk.store.reconnected().unwrap());
    for _ in 0..2 * desks.len() + 2 {
        for desk in desks.iter_mut() {
            follow(&mut desk.store, hub, usize::MAX);
            publish(&mut desk.store, hub);
        }
    }
}

fn leaves(store: &Store, stream: Uuid) -> Vec<[u8; 32]> {
    store.reader().unwrap().envelopes(stream).unwrap().iter().map(|bytes| vault::leaf(bytes)).collect()
}

fn opened() -> SessionEvent {
    SessionEvent::SessionOpened(SessionOpened {}, None)
}

#[test]
fn what_one_station_writes_the_other_reads() {
    let ((one, mut first), mut hub) = (shared(), Hub::default());
    let (two, mut second) = beside(&one, 2);
    first.act(id(1), planned(1));
    first.act(id(100), rang(1, "10013800001"));
    first.act(id(100), answered(1));
    assert_eq!(first.store.waiting().unwrap(), Waiting { rows: 3, displaced: 0 });
    publish(&mut first.store, &mut hub);
    assert_eq!(first.store.waiting().unwrap().rows, 0);
    let taken = second.store.take(&hub.follow(0, 100)).unwrap();
    assert_eq!((taken.new, taken.streams), (3, BTreeSet::from([id(1), id(100)])));
    let calls = |house: &House| house.reader().calls_of_session(SessionId(id(1))).unwrap();
    assert_eq!(calls(&two), calls(&one));
    assert_eq!(two.reader().tally(SessionId(id(1))).unwrap(), one.reader().tally(SessionId(id(1))).unwrap());

    second.act(id(100), disposed(Disposition::SameDay));
    publish(&mut second.store, &mut hub);
    follow(&mut first.store, &hub, 100);
    // Its own rows come back: nothing is new in them.
    let cursor = second.store.hub_cursor().unwrap().unwrap();
    assert_eq!(second.store.take(&hub.follow(cursor.pos, 100)).unwrap(), Taken::default());
    assert_eq!(calls(&two), calls(&one));
    assert_eq!(first.store.hub_cursor().unwrap(), second.store.hub_cursor().unwrap());
    assert!(one.verify().ok && two.verify().ok);
}

#[test]
fn a_house_that_was_alone_offers_all_that_it_has() {
    let (one, mut first) = House::founded();
    first.act(id(1), planned(1));
    first.act(id(100), rang(1, "10013800001"));
    assert_eq!(first.store.waiting().unwrap().rows, 0, "alone nothing waits");
    first.store.share().unwrap();
    first.store.share().unwrap();
    assert_eq!(first.store.waiting().unwrap().rows, 2);
    let groups = first.store.offers(1).unwrap();
    assert_eq!(groups.len(), 1, "no more than were asked for");
    assert!(groups[0].keys.is_empty(), "a plan has no text");
    assert_eq!(first.store.offers(2).unwrap()[1].keys.len(), 1, "a call's number is sealed by its own key");
    assert!(one.verify().ok);
}

#[test]
fn who_comes_second_keeps_his_row_and_it_stands_no_longer() {
    let ((one, mut first), mut hub) = (shared(), Hub::default());
    let (two, mut second) = beside(&one, 2);
    first.act(id(1), planned(1));
    publish(&mut first.store, &mut hub);
    follow(&mut second.store, &hub, 100);
    let won = first.act(id(1), opened());
    let lost = second.act(id(1), opened());
    second.act(id(100), rang(1, "10013800001"));
    publish(&mut first.store, &mut hub);
    publish(&mut second.store, &mut hub);
    assert_eq!(second.store.waiting().unwrap().rows, 2, "refused, and what is behind it waits too");
    let cursor = second.store.hub_cursor().unwrap().unwrap();
    let taken = second.store.take(&hub.follow(cursor.pos, 100)).unwrap();
    assert_eq!(taken.displaced, [lost.seq]);
    assert_eq!(second.store.waiting().unwrap(), Waiting { rows: 1, displaced: 1 });
    publish(&mut second.store, &mut hub);
    follow(&mut first.store, &hub, 100);
    assert_eq!(leaves(&first.store, id(1)), leaves(&second.store, id(1)));
    assert_eq!(leaves(&first.store, id(100)), leaves(&second.store, id(100)));
    assert!(won.seq > 0 && one.verify().ok && two.verify().ok);
}

#[test]
fn rows_that_do_not_continue_the_chain_are_refused_whole() {
    let ((one, mut first), mut hub) = (shared(), Hub::default());
    let (_two, mut second) = beside(&one, 2);
    first.act(id(1), planned(1));
    first.act(id(100), rang(1, "10013800001"));
    first.act(id(100), answered(1));
    publish(&mut first.store, &mut hub);
    let rows = hub.follow(0, 100);
    let gap = [rows[0].clone(), rows[2].clone()];
    assert!(matches!(second.store.take(&gap), Err(Error::Unchained { pos: 3 })));
    let mut swapped = rows.clone();
    swapped[1].envelope = rows[2].envelope.clone();
    assert!(matches!(second.store.take(&swapped), Err(Error::Unchained { pos: 2 })));
    let mut later = rows.clone();
    later[2].place.hub_at += 1;
    assert!(matches!(second.store.take(&later), Err(Error::Unchained { pos: 3 })));
    assert_eq!(second.store.reader().unwrap().journal_length().unwrap(), 0, "nothing of them was taken");
    second.store.take(&rows).unwrap();
    let mut other = hub.follow(3, 1);
    other[0].place.hash = [0; 32];
    assert!(matches!(second.store.take(&other), Err(Error::Forked { pos: 3 })));
}

#[test]
fn a_row_in_my_name_that_i_never_wrote_is_an_alarm() {
    let ((one, mut first), mut hub) = (shared(), Hub::default());
    first.act(id(1), planned(1));
    publish(&mut first.store, &mut hub);
    // Rows of these tests are written in the name of station 2.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_path_buf();
    let mut house = House::at(folder, path);
    (house.identity.house, house.identity.station) = (one.identity.house, Uuid::from_u128(2));
    house.keys = one.keys.clone();
    let mut second = house.found().unwrap();
    second.store.share().unwrap();
    assert!(matches!(second.store.take(&hub.follow(0, 10)), Err(Error::Impostor { .. })));
    assert_eq!(second.store.reader().unwrap().journal_length().unwrap(), 0);
}

#[test]
fn a_hub_that_lost_its_tail_is_filled_again_from_any_station() {
    let ((one, mut first), mut hub) = (shared(), Hub::default());
    let (two, mut second) = beside(&one, 2);
    for call in 0..6 {
        first.act(id(100 + call), rang(1, "10013800001"));
    }
    publish(&mut first.store, &mut hub);
    follow(&mut second.store, &hub, 100);
    let whole = hub.rows.clone();
    hub.rows.truncate(2);
    // Its author is away; the other holds the rows too.
    follow(&mut second.store, &hub, 100);
    assert_eq!(second.store.waiting().unwrap().rows, 4);
    second.act(id(300), rang(1, "10013800009"));
    publish(&mut second.store, &mut hub);
    assert_eq!(hub.rows[..6], whole[..], "in their old order, before what is new");
    follow(&mut first.store, &hub, 100);
    assert_eq!((first.store.waiting().unwrap().rows, hub.rows.len()), (0, 7));
    assert!(one.verify().ok && two.verify().ok);
}

#[derive(Clone, Debug)]
enum Step {
    Act { station: usize, stream: u64 },
    Publish { station: usize },
    Follow { station: usize, count: usize },
    LoseTail { keep: usize },
}

/// 40, or as many as `SHARING_HISTORIES` says.
fn histories() -> ProptestConfig {
    let cases = std::env::var("SHARING_HISTORIES").map_or(40, |cases| cases.parse().unwrap());
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let station = 0..3_usize;
    let step = prop_oneof![
        6 => (station.clone(), 0..4_u64).prop_map(|(station, stream)| Step::Act { station, stream }),
        3 => station.clone().prop_map(|station| Step::Publish { station }),
        3 => (station, 1..6_usize).prop_map(|(station, count)| Step::Follow { station, count }),
        1 => (0..10_usize).prop_map(|keep| Step::LoseTail { keep }),
    ];
    proptest::collection::vec(step, 1..40)
}

proptest! {
    #![proptest_config(histories())]

    #[test]
    fn all_stations_converge_and_every_act_stands_or_is_kept(steps in steps()) {
        let mut hub = Hub::default();
        let (one, first) = shared();
        let (two, second) = beside(&one, 2);
        let (three, third) = beside(&one, 3);
        let mut desks = [first, second, third];
        let mut written: Vec<(usize, [u8; 32])> = Vec::new();
        for step in steps {
            match step {
                Step::Act { station, stream } => {
                    let desk = &mut desks[station];
                    let event = if desk.store.events(id(stream)).unwrap().is_empty() {
                        rang(1, "10013800001")
                    } else {
                        answered(1)
                    };
                    let write = desk.sealed(id(stream), &[Event::Call(event)]).unwrap();
                    written.push((station, vault::leaf(&write.envelopes[0])));
                    desk.store.commit(&[write], &[]).unwrap();
                }
                Step::Publish { station } => publish(&mut desks[station].store, &mut hub),
                Step::Follow { station, count } => follow(&mut desks[station].store, &hub, count),
                Step::LoseTail { keep } => hub.rows.truncate(keep),
            }
        }
        settle(&mut desks, &mut hub);
        for stream in 0..4 {
            let lines = desks.each_ref().map(|desk| leaves(&desk.store, id(stream)));
            prop_assert_eq!(&lines[0], &lines[1]);
            prop_assert_eq!(&lines[0], &lines[2]);
        }
        let at_hub: BTreeSet<_> = hub.rows.iter().map(|(_, bytes)| vault::leaf(bytes)).collect();
        prop_assert_eq!(at_hub.len(), hub.rows.len(), "each once");
        for (station, leaf) in written {
            let kept = desks[station].store.displaced().unwrap();
            let kept = kept.iter().any(|(_, bytes)| vault::leaf(bytes) == leaf);
            prop_assert_ne!(at_hub.contains(&leaf), kept, "at the hub or displaced, never both");
        }
        for (house, desk) in [&one, &two, &three].into_iter().zip(&desks) {
            prop_assert_eq!(desk.store.waiting().unwrap().rows, 0);
            let report = house.verify();
            prop_assert!(report.ok, "{:?}", report);
        }
    }
}
