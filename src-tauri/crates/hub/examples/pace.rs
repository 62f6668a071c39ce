//! How long an append takes beside a bare `INSERT … RETURNING` of the same bytes on the same server: one run, in
//! turn. `cargo run --release -p hub --example pace`

#![allow(clippy::unwrap_used, reason = "a measurement that fails here says where")]
#![allow(dead_code, reason = "the server of the tests can do more than is asked here")]

#[path = "../tests/hub/server.rs"]
mod server;

use hub::Sealed;
use server::{HOUSE, Server};
use std::time::{Duration, Instant};
use tokio_postgres::NoTls;
use uuid::Uuid;

/// An event with a text of some hundred characters, sealed.
const BYTES: usize = 900;
const TIMES: u64 = 2000;

fn main() {
    let server = Server::start();
    let station = server.station(1);
    server.owner(
        "CREATE TABLE bare (pos bigserial PRIMARY KEY, event_id uuid UNIQUE, stream uuid, version bigint, \
         body bytea, UNIQUE (stream, version))",
    );
    server.owner("CREATE ROLE bare LOGIN PASSWORD 'bare'");
    server.owner("GRANT INSERT, SELECT ON bare TO bare; GRANT USAGE ON bare_pos_seq TO bare");
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let address = server.address(1);
    let mut config = tokio_postgres::Config::new();
    let (host, port) = &address.hosts[0];
    config.host(host).port(*port).dbname(&address.database).user("bare").password("bare");
    let (client, connection) = runtime.block_on(config.connect(NoTls)).unwrap();
    runtime.spawn(connection);
    let insert = "INSERT INTO bare (event_id, stream, version, body) VALUES ($1, $2, $3, $4) RETURNING pos";
    let insert = runtime.block_on(client.prepare(insert)).unwrap();

    let (mut bare, mut append) = (Vec::new(), Vec::new());
    for turn in 0..TIMES {
        let event = sealed(turn);
        let began = Instant::now();
        let version = i64::try_from(event.version).unwrap();
        let parameters: [&(dyn tokio_postgres::types::ToSql + Sync); 4] =
            [&event.event_id, &event.stream, &version, &event.envelope];
        runtime.block_on(client.query_one(&insert, &parameters)).unwrap();
        bare.push(began.elapsed());
        let began = Instant::now();
        station.append(HOUSE, &[event], &[]).unwrap();
        append.push(began.elapsed());
    }
    let (bare, append) = (spread(bare), spread(append));
    println!("{TIMES} events of {BYTES} bytes, fsync on, no standby");
    println!("INSERT … RETURNING  p50 {:?}  p99 {:?}", bare.0, bare.1);
    println!("append              p50 {:?}  p99 {:?}", append.0, append.1);
    println!("ratio at p50        {:.2}", append.0.as_secs_f64() / bare.0.as_secs_f64());
}

/// Three events a stream, as a call has.
fn sealed(turn: u64) -> Sealed {
    let (event_id, stream, version) =
        (Uuid::from_u128(turn.into()), Uuid::from_u128((turn / 3).into()), turn % 3 + 1);
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
