//! How long an append takes beside a bare `INSERT … RETURNING` of the same bytes on the same server, in turn: one seat
//! flat out, twelve seats with an event a second each, twelve seats flat out.
//! `cargo run --release -p hub --example pace`

#![allow(clippy::unwrap_used, reason = "a measurement that fails here says where")]
#![allow(dead_code, reason = "the server of the tests can do more than is asked here")]

#[path = "../tests/hub/server.rs"]
mod server;

use hub::Sealed;
use server::{HOUSE, Server};
use std::thread;
use std::time::{Duration, Instant};
use tokio_postgres::NoTls;
use uuid::Uuid;

/// An event with a text of some hundred characters, sealed.
const BYTES: usize = 900;
const SEATS: u8 = 12;

fn main() {
    let server = Server::start();
    for number in 1..=SEATS {
        drop(server.station(number));
    }
    server.owner(
        "CREATE TABLE bare (pos bigserial PRIMARY KEY, event_id uuid UNIQUE, stream uuid, version bigint, \
         body bytea, UNIQUE (stream, version))",
    );
    server.owner("CREATE ROLE bare LOGIN PASSWORD 'bare'");
    server.owner("GRANT INSERT, SELECT ON bare TO bare; GRANT USAGE ON bare_pos_seq TO bare");
    println!("{BYTES} bytes an event, fsync on, no standby; append over TLS, INSERT without");
    println!(
        "{:34} {:>8} {:>9} {:>9} {:>9} {:>9} {:>6}",
        "", "events/s", "p50", "p99", "bare p50", "p99", "ratio"
    );
    let second = Duration::from_secs(1);
    run(&server, 1, "one seat, flat out", 1, None, 2000);
    run(&server, 2, "twelve seats, an event a second", SEATS, Some(second), 30);
    run(&server, 3, "twelve seats, flat out", SEATS, None, 500);
}

/// So many turns of each seat: the same bytes bare, then appended.
fn run(server: &Server, phase: u64, name: &str, seats: u8, every: Option<Duration>, turns: u64) {
    let began = Instant::now();
    let (mut bare, mut append) = (Vec::new(), Vec::new());
    thread::scope(|scope| {
        let seats: Vec<_> = (1..=seats)
            .map(|seat| scope.spawn(move || work(server, seat, phase * 100 + u64::from(seat), every, turns)))
            .collect();
        for seat in seats {
            let (mut one, mut other) = seat.join().unwrap();
            bare.append(&mut one);
            append.append(&mut other);
        }
    });
    // Each turn writes twice.
    let pace = 2.0 * append.len() as f64 / began.elapsed().as_secs_f64();
    let (bare, append) = (spread(bare), spread(append));
    let ratio = append.0.as_secs_f64() / bare.0.as_secs_f64();
    println!(
        "{name:34} {pace:8.1} {:9.2?} {:9.2?} {:9.2?} {:9.2?} {ratio:6.2}",
        append.0, append.1, bare.0, bare.1
    );
}

type Times = Vec<Duration>;

fn work(server: &Server, seat: u8, series: u64, every: Option<Duration>, turns: u64) -> (Times, Times) {
    let station = hub::Hub::new(server.address(seat), hub::Patience::default()).unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let address = server.address(seat);
    let mut config = tokio_postgres::Config::new();
    let (host, port) = &address.hosts[0];
    config.host(host).port(*port).dbname(&address.database).user("bare").password("bare");
    let (client, connection) = runtime.block_on(config.connect(NoTls)).unwrap();
    runtime.spawn(connection);
    let insert = "INSERT INTO bare (event_id, stream, version, body) VALUES ($1, $2, $3, $4) RETURNING pos";
    let insert = runtime.block_on(client.prepare(insert)).unwrap();
    // The connection is there before the first that counts.
    drop(station.follow(0, 1, None).unwrap());
    let (mut bare, mut append) = (Vec::new(), Vec::new());
    for turn in 0..turns {
        let event = sealed(series, turn);
        let turn_began = Instant::now();
        let version = i64::try_from(event.version).unwrap();
        let parameters: [&(dyn tokio_postgres::types::ToSql + Sync); 4] =
            [&event.event_id, &event.stream, &version, &event.envelope];
        runtime.block_on(client.query_one(&insert, &parameters)).unwrap();
        bare.push(turn_began.elapsed());
        let began = Instant::now();
        station.append(HOUSE, &[event], &[]).unwrap();
        append.push(began.elapsed());
        if let Some(every) = every {
            thread::sleep(every.saturating_sub(turn_began.elapsed()));
        }
    }
    (bare, append)
}

/// Three events a stream, as a call has.
fn sealed(series: u64, turn: u64) -> Sealed {
    let id = |n: u64| Uuid::from_u64_pair(series, n);
    let (event_id, stream, version) = (id(turn), id(turn / 3), turn % 3 + 1);
    let mut envelope = vec![1, 1];
    envelope.extend(event_id.as_bytes());
    envelope.extend(stream.as_bytes());
    envelope.extend(version.to_be_bytes());
    envelope.resize(74, 3);
    envelope.resize(82, 0);
    envelope.resize(BYTES, 7);
    Sealed { event_id, stream, version, envelope }
}

fn spread(mut times: Vec<Duration>) -> (Duration, Duration) {
    times.sort_unstable();
    (times[times.len() / 2], times[times.len() * 99 / 100])
}
