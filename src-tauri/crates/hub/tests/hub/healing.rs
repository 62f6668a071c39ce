//! The less advanced standby is promoted by hand: stations find by following that the hub lost its tail, and offer it
//! again, whoever wrote it.

use crate::cluster::Cluster;
use crate::house::{Desk, House, id, planned};
use crate::writers::{PATIENCE, journal};
use hub::{Hub, KeyState, Sealed};
use std::time::Duration;
use store::{HubKey, HubRow, Place, Store};
use tempfile::TempDir;
use uuid::Uuid;
use vault::Envelope;

/// A workstation of one house with its store and its way to the hub.
struct Station {
    house: House,
    desk: Desk,
    hub: Hub,
}

fn stations(cluster: &Cluster) -> [Station; 2] {
    let first = House::new();
    let (id, keys) = (first.identity.house, first.keys.clone());
    let zero = format!("UPDATE hotline.head SET house = '{id}', hash = sha256(uuid_send('{id}'))");
    cluster.primary.owner(&zero);
    let folder: TempDir = tempfile::tempdir().unwrap();
    let path = folder.path().to_path_buf();
    let mut second = House::at(folder, path);
    (second.identity.house, second.identity.ordinal, second.keys) = (id, 2, keys);
    let mut number = 0;
    [first, second].map(|house| {
        number += 1;
        drop(cluster.primary.station(number));
        let mut desk = house.found().unwrap();
        desk.store.share().unwrap();
        let hub = Hub::new(cluster.address(number), PATIENCE).unwrap();
        Station { house, desk, hub }
    })
}

impl Station {
    /// Offers what waits; answers how many rows.
    fn publish(&mut self) -> usize {
        let (house, mut count) = (self.house.identity.house, 0);
        for group in self.desk.store.offers(u32::MAX).unwrap() {
            let sealed: Vec<Sealed> = group.rows.iter().map(|(_, envelope)| row(envelope)).collect();
            let placed = settled(|| self.hub.append(house, &sealed, &[]));
            let places: Vec<_> =
                group.rows.iter().zip(&placed).map(|((seq, _), it)| (*seq, it.pos)).collect();
            self.desk.store.answered(&places).unwrap();
            count += places.len();
        }
        count
    }

    /// Takes what the hub has after the last place that both have; answers how many places it had to go back.
    fn follow(&mut self) -> u64 {
        let store = &mut self.desk.store;
        let cursor = store.hub_cursor().unwrap().unwrap().pos;
        let rows = settled(|| self.hub.follow(0, 5000, None)).rows;
        let common = common(store, &rows, cursor);
        if common < cursor {
            store.lost_tail(common).unwrap();
        }
        let rows: Vec<HubRow> = rows.into_iter().filter(|row| row.pos >= common.max(1)).map(taken).collect();
        store.take(&rows).unwrap();
        cursor - common
    }
}

fn common(store: &Store, rows: &[hub::Row], cursor: u64) -> u64 {
    let same = |row: &&hub::Row| {
        row.pos <= cursor && store.hub_hash_at(row.pos).unwrap().is_some_and(|hash| hash == row.hash)
    };
    rows.iter().filter(same).map(|row| row.pos).max().unwrap_or(0)
}

/// The same call until it is answered for certain.
fn settled<T>(mut call: impl FnMut() -> Result<T, hub::Error>) -> T {
    for _ in 0..60 {
        match call() {
            Ok(answer) => return answer,
            Err(hub::Error::Away(_) | hub::Error::Unknown) => std::thread::sleep(Duration::from_millis(200)),
            Err(error) => panic!("{error:?}"),
        }
    }
    panic!("it is never answered");
}

fn row(envelope: &[u8]) -> Sealed {
    let parsed = Envelope::parse(envelope).unwrap();
    let event_id = Uuid::from_slice(&envelope[2..18]).unwrap();
    let (stream, version) = (parsed.stream(), parsed.version());
    Sealed { event_id, stream, version, envelope: envelope.to_vec() }
}

fn taken(row: hub::Row) -> HubRow {
    assert_eq!(row.key, KeyState::None, "a plan has no text");
    let place = Place { pos: row.pos, hub_at: row.hub_at, hash: row.hash };
    HubRow { place, envelope: row.envelope, key: HubKey::None }
}

#[test]
fn when_the_wrong_standby_was_promoted_the_stations_offer_again_what_it_lost() {
    let mut cluster = Cluster::start(2, true);
    let [mut one, mut two] = stations(&cluster);
    let mut plans = 0;
    let mut plan = |station: &mut Station, count| {
        for _ in 0..count {
            plans += 1;
            station.desk.act(id(plans), planned(1));
        }
    };
    plan(&mut one, 5);
    assert_eq!(one.publish(), 5);
    let has = "SELECT count(*) FROM hotline.journal";
    crate::cluster::until("the second standby has them", || cluster.standbys[1].owner(has).unwrap() == "5");
    cluster.standbys[1].kill();

    // Acknowledged: the first standby has them. One station has heard of all, its author of none.
    plan(&mut one, 7);
    assert_eq!(one.publish(), 7);
    assert_eq!(two.follow(), 0);
    let before = journal(&two.hub);
    assert_eq!(before.len(), 12);

    cluster.kill_primary();
    cluster.standbys[0].kill();
    cluster.standbys[1].start();
    // The wait for a standby came with the copy of the settings only if it was set before it was copied: it wasn't.
    cluster.standbys[1].promote();

    assert_eq!(two.follow(), 7, "control: the hub has lost what it had acknowledged");
    let offered = two.publish();
    assert_eq!(offered, 7, "by a station that wrote none of them");
    plan(&mut two, 1);
    assert_eq!((two.publish(), two.follow()), (1, 0));
    one.desk.store.reconnected().unwrap();
    one.follow();
    one.publish();

    let after = journal(&two.hub);
    let envelopes = |rows: &[hub::Row]| rows.iter().map(|row| row.envelope.clone()).collect::<Vec<_>>();
    assert_eq!(
        envelopes(&after[..12]),
        envelopes(&before),
        "each once, in the old order, before what is new"
    );
    assert_eq!(after.len(), 13);
    println!(
        "less advanced standby: 12 acknowledged, 7 lost, {offered} offered again, {} stand",
        after.len()
    );
    for station in [&one, &two] {
        assert_eq!(station.desk.store.waiting().unwrap().rows, 0);
        assert!(station.desk.store.displaced().unwrap().is_empty());
        assert!(station.house.verify().ok);
    }
}
