//! The primary dies or freezes while stations write: nothing that was acknowledged is lost, and they go on by
//! themselves. With a standby that isn't synchronous it is lost, and the count says so.

use crate::cluster::Cluster;
use crate::writers::{PATIENCE, WHOLE, Writers, examine, journal};
use hub::Hub;
use std::time::{Duration, Instant};

const STATIONS: u8 = 6;
const SOON: Duration = Duration::from_secs(60);

fn writing(cluster: &Cluster) -> Writers {
    for number in 1..=STATIONS {
        drop(cluster.primary.station(number));
    }
    let writers = Writers::start(STATIONS, |number| cluster.address(number));
    assert!(writers.until_more(60, SOON));
    writers
}

fn reader(cluster: &Cluster) -> Hub {
    Hub::new(cluster.address(1), PATIENCE).unwrap()
}

#[test]
fn after_the_primary_was_killed_stations_go_on_at_the_synchronous_standby_and_nothing_is_lost() {
    let mut cluster = Cluster::start(2, true);
    let writers = writing(&cluster);
    cluster.kill_primary();
    let killed = Instant::now();
    cluster.standbys[0].promote();
    assert!(writers.until_more(1, SOON));
    let again = killed.elapsed();
    assert!(writers.until_more(60, SOON));
    let written = writers.end();
    let rows = journal(&reader(&cluster));
    println!(
        "primary killed: {written}; first answer {:.1} s after; {} rows",
        again.as_secs_f64(),
        rows.len()
    );
    assert_eq!(examine(&rows, &written), WHOLE);
}

#[test]
fn while_the_primary_is_frozen_calls_end_in_time_and_settle_afterwards() {
    frozen_for(Duration::from_secs(5));
}

#[test]
#[ignore = "it freezes the server for 40 s: cargo xtask test --long"]
fn while_the_primary_is_frozen_for_long_calls_end_in_time_and_settle_afterwards() {
    frozen_for(Duration::from_secs(40));
}

fn frozen_for(time: Duration) {
    let cluster = Cluster::start(1, true);
    let writers = writing(&cluster);
    let frozen = cluster.freeze_primary();
    // What was on its way when it froze has come.
    std::thread::sleep(Duration::from_millis(200));
    let before = writers.acknowledged();
    std::thread::sleep(time);
    assert_eq!(writers.acknowledged(), before, "control: it was frozen");
    drop(frozen);
    assert!(writers.until_more(60, SOON));
    let written = writers.end();
    let rows = journal(&reader(&cluster));
    println!("primary frozen for {time:?}: {written}; {} rows", rows.len());
    assert_eq!(examine(&rows, &written), WHOLE);
    assert!(written.unknown >= u64::from(STATIONS), "what was under way is unknown, and nothing else");
    // A call, or for each of two hosts a connection and its greeting.
    let most = PATIENCE.call.max(PATIENCE.connect * 4) + Duration::from_secs(2);
    assert!(written.call < most, "{:?}", written.call);
}

#[test]
fn a_host_that_is_frozen_hides_none_of_those_behind_it() {
    let mut cluster = Cluster::start(1, true);
    drop(cluster.primary.station(1));
    let station = reader(&cluster);
    station.append(crate::server::HOUSE, &[crate::sealed(1, 100, 1)], &[]).unwrap();
    let frozen = cluster.freeze_primary();
    cluster.standbys[0].promote();
    let (began, event) = (Instant::now(), [crate::sealed(2, 100, 2)]);
    // The connection that stands leads to the frozen one; the next one doesn't.
    let taken = (0..3).find_map(|_| station.append(crate::server::HOUSE, &event, &[]).ok());
    assert!(taken.is_some(), "{:?}", began.elapsed());
    // Whoever promotes by hand sees to it that the old one is gone for good.
    drop(frozen);
    cluster.kill_primary();
}

/// Negative control: what the other tests count would be counted.
#[test]
fn with_an_asynchronous_standby_acknowledged_rows_are_lost_and_the_count_says_so() {
    let mut cluster = Cluster::start(1, false);
    let writers = writing(&cluster);
    cluster.standbys[0].kill();
    assert!(writers.until_more(30, SOON), "nobody waits for it");
    cluster.kill_primary();
    cluster.standbys[0].start();
    cluster.standbys[0].promote();
    std::thread::sleep(Duration::from_secs(3));
    let written = writers.end();
    let rows = journal(&reader(&cluster));
    let found = examine(&rows, &written);
    println!("asynchronous standby: {written}; {} rows; {found:?}", rows.len());
    assert!(found.lost >= 30, "{found:?}");
    assert_eq!((found.doubled, found.broken), (0, 0));
}
