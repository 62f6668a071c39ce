//! Being woken, being seen, and what an answer is worth while no standby has it.

use crate::sealed;
use crate::server::{HOUSE, Server};
use hub::{Error, Patience};
use std::thread;
use std::time::{Duration, Instant};

#[test]
fn whoever_listens_is_woken_by_an_append() {
    let server = Server::start();
    let (one, two) = (server.station(1), server.station(2));
    // Their own arrival wakes too: it is waited off.
    two.follow(0, 10, None).unwrap();
    one.follow(0, 10, None).unwrap();
    while two.wait(Duration::from_millis(500)) {}
    thread::scope(|scope| {
        let woken = scope.spawn(|| two.wait(Duration::from_secs(20)));
        one.append(HOUSE, &[sealed(1, 100, 1)], &[]).unwrap();
        assert!(woken.join().unwrap());
    });
    assert!(!two.wait(Duration::from_millis(500)), "negative control: nobody has appended since");
}

#[test]
fn everybody_sees_who_is_there_how_far_he_is_and_what_he_does() {
    let server = Server::start();
    let (one, two) = (server.station(1), server.station(2));
    one.append(HOUSE, &[sealed(1, 100, 1)], &[]).unwrap();
    one.follow(1, 10, Some(b"sealed words")).unwrap();
    let present = two.follow(0, 10, None).unwrap().present;
    let seen: Vec<_> =
        present.iter().map(|it| (it.station.as_u128(), it.cursor, it.doing.as_deref())).collect();
    assert_eq!(seen, [(1, 1, Some(&b"sealed words"[..])), (2, 0, None)]);
    assert!(present.iter().all(|it| it.seen > 0));
}

/// `record.md` §12.8. A standby that nobody is stands for one that is stopped.
#[test]
fn nothing_counts_as_held_before_a_standby_has_it_not_even_a_duplicate() {
    let server = Server::start();
    let short = Patience { connect: Duration::from_secs(3), call: Duration::from_millis(800) };
    let station = server.station_with(1, short);
    station.append(HOUSE, &[sealed(1, 100, 1)], &[]).unwrap();
    let standby = |names: &str| {
        server.owner(&format!("ALTER SYSTEM SET synchronous_standby_names = '{names}'"));
        server.owner("SELECT pg_reload_conf()");
        thread::sleep(Duration::from_millis(300));
    };
    standby("nobody");
    let waits = |event| station.append(HOUSE, &[event], &[]);
    let first = waits(sealed(2, 100, 2)).unwrap_err();
    assert!(matches!(first, Error::Unknown), "{first:?}");
    // Somebody cancels the wait: it is committed on one machine, and visible.
    let cancel = "SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity WHERE wait_event = 'SyncRep'";
    assert_eq!(server.owner(cancel), "1");
    let visible = "SELECT count(*) FROM hotline.journal WHERE version = 2";
    let began = Instant::now();
    while server.owner(visible) != "1" {
        assert!(began.elapsed() < Duration::from_secs(10), "control: a path that only reads answers at once");
        thread::sleep(Duration::from_millis(20));
    }
    let duplicate = waits(sealed(2, 100, 2)).unwrap_err();
    assert!(matches!(duplicate, Error::Unknown), "{duplicate:?}");
    standby("");
    assert!(waits(sealed(2, 100, 2)).unwrap()[0].known);
}

#[test]
fn a_commit_whose_wait_was_cancelled_is_not_taken_for_an_answer() {
    let server = Server::start();
    let long = Patience { connect: Duration::from_secs(3), call: Duration::from_secs(30) };
    let station = server.station_with(1, long);
    station.append(HOUSE, &[sealed(1, 100, 1)], &[]).unwrap();
    server.owner("ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
    server.owner("SELECT pg_reload_conf()");
    thread::sleep(Duration::from_millis(300));
    thread::scope(|scope| {
        let answer = scope.spawn(|| station.append(HOUSE, &[sealed(2, 100, 2)], &[]));
        let cancel =
            "SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity WHERE wait_event = 'SyncRep'";
        let began = Instant::now();
        while server.owner(cancel) == "0" {
            assert!(began.elapsed() < Duration::from_secs(10));
            thread::sleep(Duration::from_millis(20));
        }
        let answer = answer.join().unwrap().unwrap_err();
        assert!(matches!(answer, Error::Unknown), "{answer:?}");
    });
}
