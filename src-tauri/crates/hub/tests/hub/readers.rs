//! Who follows while others write misses nothing; who trusts a serial number does.

use crate::server::Server;
use crate::writers::Writers;
use hub::{Error, Hub};
use std::collections::HashSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};
use uuid::Uuid;

const WRITERS: u8 = 10;
const READERS: u8 = 10;

/// Some seconds in the suite; `HUB_SECONDS=60` for as many as one likes.
fn seconds() -> Duration {
    let seconds = std::env::var("HUB_SECONDS").ok().and_then(|text| text.parse().ok());
    Duration::from_secs(seconds.unwrap_or(4))
}

/// Follows to a place that is told when the writers have ended, and says what it saw, in order.
fn follow(hub: &Hub, end: &AtomicU64) -> Vec<(u64, Uuid)> {
    let (mut seen, mut cursor) = (Vec::new(), 0);
    loop {
        // On a busy machine an answer may come too late; who follows asks again from where he was.
        let rows = match hub.follow(cursor, 500, None) {
            Ok(followed) => followed.rows,
            Err(Error::Away(_)) => continue,
            Err(error) => panic!("{error}"),
        };
        for row in rows.iter().filter(|row| row.pos > cursor) {
            // The boxes are noise, but the head is right.
            seen.push((row.pos, Uuid::from_slice(&row.envelope[2..18]).unwrap()));
        }
        cursor = seen.last().map_or(0, |(pos, _)| *pos);
        if cursor == end.load(Ordering::SeqCst) {
            return seen;
        }
        hub.wait(Duration::from_millis(200));
    }
}

#[test]
fn ten_readers_of_ten_writers_see_every_event_once_and_in_one_order() {
    let server = Server::start();
    for number in 1..=WRITERS + READERS {
        drop(server.station(number));
    }
    let end = AtomicU64::new(u64::MAX);
    let readers: Vec<Hub> = (WRITERS + 1..=WRITERS + READERS)
        .map(|number| Hub::new(server.address(number), crate::writers::PATIENCE).unwrap())
        .collect();
    let (written, seen) = thread::scope(|scope| {
        let end = &end;
        let reading: Vec<_> = readers.iter().map(|hub| scope.spawn(move || follow(hub, end))).collect();
        let (writers, began) = (Writers::start(WRITERS, |number| server.address(number)), Instant::now());
        thread::sleep(seconds());
        let written = writers.end();
        println!("{} events in {:?}", written.acknowledged.len(), began.elapsed());
        let last = written.acknowledged.values().map(|placed| placed.pos).max().unwrap();
        end.store(last, Ordering::SeqCst);
        let seen: Vec<_> = reading.into_iter().map(|reader| reader.join().unwrap()).collect();
        (written, seen)
    });
    for (reader, rows) in seen.iter().enumerate() {
        let events: HashSet<Uuid> = rows.iter().map(|(_, event)| *event).collect();
        assert_eq!(events.len(), rows.len(), "reader {reader} saw none twice");
        assert_eq!(events, written.acknowledged.keys().copied().collect(), "reader {reader} missed none");
        assert!(rows.iter().map(|(pos, _)| *pos).eq(1..=rows.len() as u64), "reader {reader}: no gap");
        assert_eq!(*rows, seen[0], "one order");
    }
}

/// The control: numbers are given before the commit, so who reads up to the highest one passes over a slow writer.
#[test]
fn a_cursor_over_a_serial_number_misses_a_slow_writer() {
    let server = Server::start();
    server.owner("CREATE TABLE naive (id bigserial PRIMARY KEY, event text)");
    let after = |cursor: &str| server.owner(&format!("SELECT max(id) FROM naive WHERE id > {cursor}"));
    thread::scope(|scope| {
        let slow = "BEGIN; INSERT INTO naive (event) VALUES ('slow'); SELECT pg_sleep(2); COMMIT";
        let slow = scope.spawn(|| server.try_owner(slow).unwrap());
        while server.owner("SELECT last_value || ' ' || is_called FROM naive_id_seq") != "1 true" {
            thread::sleep(Duration::from_millis(20));
        }
        server.owner("INSERT INTO naive (event) VALUES ('quick')");
        let cursor = after("0");
        assert_eq!(cursor, "2", "the reader has come as far as this");
        slow.join().unwrap();
        assert_eq!(after(&cursor), "", "and nothing seems to be new");
    });
    assert_eq!(server.owner("SELECT count(*) FROM naive"), "2", "one was never seen");
}
